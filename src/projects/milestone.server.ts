import { sql, type Transaction } from 'kysely';
import { act, type Acting, lastChange, Refused, Stale } from '#database/acting.server.ts';
import type { Database } from '#database/connection.server.ts';
import type { DB } from '#database/schema.ts';
import type { Day } from '#language/dates.ts';
import type { MilestoneGiven } from './milestone.form.ts';
import { isMoved, settleDates } from './milestone.ts';
import { claimProject, projectToEdit } from './project.server.ts';

/** Adds a milestone to a project. @throws Refused where its dates do not go together; 403, 404 */
export async function addMilestone(
	db: Database,
	acting: Acting,
	slug: string,
	given: MilestoneGiven
): Promise<void> {
	const project_id = await projectToEdit(db, acting, slug);
	const { row, faults } = rowOf(given, acting.today);
	refuseAny(faults);
	await act(db, acting, async (trx) => {
		await claimProject(trx, project_id);
		await trx
			.insertInto('milestone')
			.values({
				project_id,
				...row,
				position: sql`(select coalesce(max(position), 0) + 1 from milestone where project_id = ${project_id})`
			})
			.execute();
	});
}

/**
 * Changes a milestone. Where that puts it elsewhere in time, it is moved: where it stood stays on record, with the
 * reason, which is then required.
 * @throws Stale where it was changed or removed meanwhile; Refused where its dates do not go together; 403, 404
 */
export async function changeMilestone(
	db: Database,
	acting: Acting,
	slug: string,
	{ id, version, reason, ...given }: MilestoneGiven & { id: number; version: number; reason: string | null }
): Promise<void> {
	const project_id = await projectToEdit(db, acting, slug);
	const { row, faults } = rowOf(given, acting.today);
	await act(
		db,
		acting,
		async (trx) => {
			const before = await find(trx, project_id, id);
			if (before.version !== version) {
				const { version: present, title, kind, certainty, precision } = before;
				throw new Stale({
					values: {
						title,
						kind,
						certainty,
						precision,
						starts_on: before.starts_on ?? '',
						ends_on: before.ends_on ?? '',
						starts_at: before.starts_at ?? '',
						ends_at: before.ends_at ?? '',
						note: before.note ?? ''
					},
					version: present,
					...(await lastChange(trx, 'milestone', { id }))
				});
			}
			const moved = isMoved(before, row);
			refuseAny(moved && !reason ? { ...faults, reason: 'required' } : faults);
			// What a person has changed is the demo's no longer.
			const is_demo = before.is_demo && !moved && isSame(before, row);
			await trx
				.updateTable('milestone')
				.set({ ...row, is_demo })
				.where('id', '=', id)
				.execute();
			if (!moved) return;
			await trx
				.insertInto('milestone_move')
				.values({
					milestone_id: id,
					moved_on: acting.today,
					old_starts_on: before.starts_on,
					old_ends_on: before.ends_on,
					old_precision: before.precision,
					reason: reason ?? ''
				})
				.execute();
		},
		{ reason: reason ?? '' }
	);
}

/** Takes a milestone away with its moves. @throws Stale where it was changed or removed meanwhile; 403, 404 */
export async function removeMilestone(
	db: Database,
	acting: Acting,
	slug: string,
	{ id, version }: { id: number; version: number }
): Promise<void> {
	const project_id = await projectToEdit(db, acting, slug);
	await act(db, acting, async (trx) => {
		const before = await find(trx, project_id, id);
		if (before.version !== version) throw new Stale();
		// The moves first and by name: undone backwards, the milestone is there again before what hangs on it.
		await trx.deleteFrom('milestone_move').where('milestone_id', '=', id).execute();
		await trx.deleteFrom('milestone').where('id', '=', id).execute();
	});
}

function isSame(before: Awaited<ReturnType<typeof find>>, row: ReturnType<typeof rowOf>['row']): boolean {
	return (Object.keys(row) as (keyof typeof row)[]).every((column) => before[column] === row[column]);
}

// Locked until the end: who comes second finds what the first has left.
async function find(trx: Transaction<DB>, project_id: number, id: number) {
	const row = await trx
		.selectFrom('milestone')
		.selectAll()
		.select([
			sql<string | null>`to_char(starts_at, 'HH24:MI')`.as('starts_at'),
			sql<string | null>`to_char(ends_at, 'HH24:MI')`.as('ends_at')
		])
		.where('id', '=', id)
		.where('project_id', '=', project_id)
		.forUpdate()
		.executeTakeFirst();
	if (!row) throw new Stale();
	return row;
}

function rowOf({ title, kind, certainty, note, ...given }: MilestoneGiven, today: Day) {
	const { precision, starts_on, ends_on, starts_at, ends_at } = given;
	const { dates, faults } = settleDates(
		{ precision, starts_on, ends_on, starts_at, ends_at },
		certainty,
		today
	);
	return { row: { title, kind, certainty, note, ...dates }, faults };
}

function refuseAny(faults: Record<string, string>): void {
	if (Object.keys(faults).length > 0) throw new Refused(faults);
}
