import type { Transaction } from 'kysely';
import { act, type Acting, lastChange, Refused, Stale, type Theirs } from '#database/acting.server.ts';
import type { Database } from '#database/connection.server.ts';
import type { DB } from '#database/schema.ts';
import type { Day } from '#language/dates.ts';
import { claimProject, projectToEdit } from './project.server.ts';
import type { StatusGiven } from './status.form.ts';
import { isNear, statusFaults, type StatusFields } from './status.ts';

/**
 * Gives a project a new status; the earlier ones stay as its history, the newest day tells which is the present one.
 * @param given.version the number of the status that was the newest when the form was made, 0 for none
 * @throws Stale with the newest one where another was given meanwhile; Refused where it lacks a field; 403, 404
 */
export async function giveStatus(
	db: Database,
	acting: Acting,
	slug: string,
	{ version, ...given }: StatusGiven
): Promise<void> {
	const project_id = await projectToEdit(db, acting, slug);
	const status = checked(given, acting.today, true);
	await act(db, acting, async (trx) => {
		await claimProject(trx, project_id);
		const newest = await newestStatus(trx, project_id, acting.today);
		if ((newest?.id ?? 0) !== version) throw new Stale(newest && (await theirsOf(trx, newest, newest.id)));
		await trx
			.insertInto('project_status')
			.values({ project_id, ...status, recorded_at: acting.now })
			.execute();
	});
}

/**
 * Says of the present status that it still holds: the same is given anew as of today, until the next review.
 * @throws Stale where another was given meanwhile; Refused where the review lies in the past; 403, 404
 */
export async function reviewStatus(
	db: Database,
	acting: Acting,
	slug: string,
	{ version, review_on }: { version: number; review_on: Day }
): Promise<void> {
	const project_id = await projectToEdit(db, acting, slug);
	if (review_on < acting.today) throw new Refused({ review_on: 'past' });
	if (!isNear(review_on, acting.today)) throw new Refused({ review_on: 'far_date' });
	await act(db, acting, async (trx) => {
		await claimProject(trx, project_id);
		const newest = await newestStatus(trx, project_id, acting.today);
		if (!newest || newest.id !== version) throw new Stale();
		const { state, reason, next_step, owner } = newest;
		const same = { state, reason, next_step, owner, review_on, effective_on: acting.today };
		// One that lacks what its state asks for is not found right by a date alone.
		if (Object.keys(statusFaults(same, acting.today, true)).length > 0) {
			throw new Refused({ review_on: 'incomplete' });
		}
		await trx
			.insertInto('project_status')
			.values({ project_id, ...same, recorded_at: acting.now })
			.execute();
	});
}

/**
 * Corrects the present status: the row itself, no new one. An earlier one is history and stays.
 * @throws Stale where it was changed meanwhile or is no longer the newest; Refused where it lacks a field; 403, 404
 */
export async function correctStatus(
	db: Database,
	acting: Acting,
	slug: string,
	{ id, version, ...given }: StatusGiven & { id: number }
): Promise<void> {
	const project_id = await projectToEdit(db, acting, slug);
	const status = checked(given, acting.today, false);
	await act(db, acting, async (trx) => {
		await claimProject(trx, project_id);
		const newest = await newestStatus(trx, project_id, acting.today);
		if (newest?.id !== id) throw new Stale();
		if (newest.version !== version) throw new Stale(await theirsOf(trx, newest, newest.version));
		await trx
			.updateTable('project_status')
			.set({ ...status, ...demoLeft(newest, status) })
			.where('id', '=', id)
			.execute();
	});
}

function checked(
	given: Omit<StatusFields, 'effective_on'> & { effective_on: Day | null },
	today: Day,
	isNew: boolean
): StatusFields {
	const { state, reason, next_step, owner, review_on } = given;
	const status = { state, reason, next_step, owner, review_on, effective_on: given.effective_on ?? today };
	const faults = statusFaults(status, today, isNew);
	if (Object.keys(faults).length > 0) throw new Refused(faults);
	return status;
}

/** The fields of a status that are filled in. */
const FIELDS = ['state', 'reason', 'next_step', 'owner', 'review_on'] as const;

/** What of a demo status is demo data still once a person has corrected it: the fields that they left as they were. */
function demoLeft(before: StatusFields & { is_demo: boolean; demo_fields: string[] }, status: StatusFields) {
	const { is_demo } = before;
	const left = FIELDS.filter((field) => before[field] === status[field]);
	if (left.length === FIELDS.length) return {};
	return {
		is_demo: false,
		demo_fields: left.filter((field) =>
			is_demo ? before[field] !== null : before.demo_fields.includes(field)
		)
	};
}

function newestStatus(trx: Transaction<DB>, project_id: number, today: Day) {
	return trx
		.selectFrom('project_status')
		.selectAll()
		.where('project_id', '=', project_id)
		.where('effective_on', '<=', today)
		.orderBy('effective_on', 'desc')
		.orderBy('id', 'desc')
		.limit(1)
		.executeTakeFirst()
		.then((row) => row ?? null);
}

async function theirsOf(
	trx: Transaction<DB>,
	status: StatusFields & { id: number },
	version: number
): Promise<Theirs> {
	const { state, reason, next_step, owner, review_on, effective_on } = status;
	return {
		values: {
			state,
			reason: reason ?? '',
			next_step: next_step ?? '',
			owner: owner ?? '',
			review_on: review_on ?? '',
			effective_on
		},
		version,
		...(await lastChange(trx, 'project_status', { id: status.id }))
	};
}
