import { type SqlBool, sql, type Transaction } from 'kysely';
import { jsonArrayFrom } from 'kysely/helpers/postgres';
import { act, type Acting, lastChange, Refused, Stale, type Theirs } from '#database/acting.server.ts';
import type { Database } from '#database/connection.server.ts';
import type { DB } from '#database/schema.ts';
import type { Day } from '#language/dates.ts';
import { mayWriteTask } from '#people/may.ts';
import { notAllowed, notFound } from '../errors.ts';
import type { CopyChange } from './task.form.ts';
import { faultsOf, isOpen } from './task.ts';

/**
 * What the form of a municipality's copy needs: the steps with whether they are finished there, and the people of the
 * municipality who can be responsible or do the work, by name.
 * @returns undefined where the municipality is outside the task's audience
 */
export async function findCopy(db: Database, task_id: number, municipality_code: string) {
	return db
		.selectFrom('task_state as copy')
		.innerJoin('municipality', 'municipality.code', 'copy.municipality_code')
		.where('copy.task_id', '=', task_id)
		.where('copy.municipality_code', '=', municipality_code)
		.select((eb) => [
			'municipality.code',
			'municipality.name',
			'municipality.slug',
			'copy.state',
			'copy.responsible_id',
			'copy.performer_id',
			'copy.own_due_on',
			'copy.note',
			'copy.version',
			jsonArrayFrom(
				eb
					.selectFrom('task_step')
					.leftJoin('task_step_done as done', (join) =>
						join
							.onRef('done.step_id', '=', 'task_step.id')
							.on('done.municipality_code', '=', municipality_code)
					)
					.where('task_step.task_id', '=', task_id)
					.select(['task_step.id', 'task_step.title', 'done.done_on'])
					.orderBy('task_step.position')
			).as('steps'),
			jsonArrayFrom(
				eb
					.selectFrom('person')
					.where(worksIn(municipality_code))
					.select(['person.id', 'person.name', 'person.title'])
					.orderBy('person.name')
			).as('people')
		])
		.executeTakeFirst();
}

/** Who can be responsible for a municipality's work or do it: its own people, and those who hold a role there. */
function worksIn(municipality_code: string) {
	return sql<SqlBool>`(person.municipality_code = ${municipality_code} or exists (
		select from role_holder where role_holder.person_id = person.id
			and role_holder.municipality_code = ${municipality_code} and role_holder.held_until is null))`;
}

/**
 * Changes a municipality's copy of a task: state, people, own date, note, and those steps that were ticked or unticked.
 * A new state holds from `gaelder_fra`, today unless given.
 * @throws 404 where there is no such copy, 403 where the person may not write it, Refused with a fault by field, Stale
 * where the copy changed since the form was made
 */
export async function changeCopy(
	db: Database,
	acting: Acting,
	task_id: number,
	change: CopyChange
): Promise<void> {
	const code = change.kommune;
	const task = await findWritable(db, task_id, code);
	if (!task) notFound();
	if (!mayWriteTask(acting.person, task, code)) notAllowed();
	if (!isOpen(task, acting.today)) throw new Refused({ tilstand: 'closed' });
	const faults = faultsOf(change, task, acting.today);
	if (Object.keys(faults).length > 0) throw new Refused(faults);
	const effective_on = change.gaelder_fra ?? acting.today;
	await act(
		db,
		acting,
		async (trx) => {
			await refuseStrangers(trx, change);
			const [changed] = await trx
				.updateTable('task_state')
				.set({
					state: change.tilstand,
					done_on:
						change.tilstand === 'done'
							? sql<Day>`case when state = 'done' then done_on else ${effective_on}::date end`
							: null,
					responsible_id: change.ansvarlig,
					performer_id: change.udfoerer,
					own_due_on: change.egen_frist,
					note: change.note
				})
				.where('task_id', '=', task_id)
				.where('municipality_code', '=', code)
				.where('version', '=', change.version)
				.returning('version')
				.execute();
			if (!changed) throw new Stale(await copyNow(trx, task_id, code));
			await changeSteps(trx, task_id, change, effective_on);
		},
		{ effective_on }
	);
}

async function findWritable(db: Database, task_id: number, municipality_code: string) {
	return db
		.selectFrom('task')
		.innerJoin('task_state as copy', 'copy.task_id', 'task.id')
		.where('task.id', '=', task_id)
		.where('copy.municipality_code', '=', municipality_code)
		.select([
			'task.project_id',
			'task.published_on',
			'task.due_on',
			'task.closed_on',
			sql<string[]>`array(select role_slug from task_role where task_role.task_id = task.id)`.as('roles')
		])
		.executeTakeFirst();
}

async function refuseStrangers(
	trx: Transaction<DB>,
	{ kommune, ansvarlig, udfoerer }: CopyChange
): Promise<void> {
	const named = [ansvarlig, udfoerer].filter((id) => id !== null);
	if (named.length === 0) return;
	const known = await trx
		.selectFrom('person')
		.where(worksIn(kommune))
		.where('person.id', 'in', named)
		.select('person.id')
		.execute();
	const strange = (id: number | null) => id !== null && !known.some((person) => person.id === id);
	const faults = {
		...(strange(ansvarlig) ? { ansvarlig: 'bad_choice' } : {}),
		...(strange(udfoerer) ? { udfoerer: 'bad_choice' } : {})
	};
	if (Object.keys(faults).length > 0) throw new Refused(faults);
}

// Only what the person ticked or unticked changes: steps that a colleague finished meanwhile stay finished.
async function changeSteps(
	trx: Transaction<DB>,
	task_id: number,
	{ kommune, trin, trin_foer }: CopyChange,
	done_on: Day
): Promise<void> {
	const finished = trin.filter((id) => !trin_foer.includes(id));
	const reopened = trin_foer.filter((id) => !trin.includes(id));
	if (finished.length > 0)
		await trx
			.insertInto('task_step_done')
			.columns(['step_id', 'municipality_code', 'done_on'])
			.expression((eb) =>
				eb
					.selectFrom('task_step')
					.where('task_id', '=', task_id)
					.where('id', 'in', finished)
					.select(['id', sql<string>`${kommune}`.as('code'), sql<Day>`${done_on}::date`.as('done_on')])
			)
			.onConflict((oc) => oc.doNothing())
			.execute();
	if (reopened.length > 0)
		await trx
			.deleteFrom('task_step_done')
			.where('municipality_code', '=', kommune)
			.where('step_id', 'in', (eb) =>
				eb.selectFrom('task_step').select('id').where('task_id', '=', task_id).where('id', 'in', reopened)
			)
			.execute();
}

async function copyNow(
	trx: Transaction<DB>,
	task_id: number,
	municipality_code: string
): Promise<Theirs | null> {
	const copy = await trx
		.selectFrom('task_state')
		.selectAll()
		.where('task_id', '=', task_id)
		.where('municipality_code', '=', municipality_code)
		.executeTakeFirst();
	if (!copy) return null;
	return {
		...(await lastChange(trx, 'task_state', { task_id, municipality_code })),
		version: copy.version,
		values: {
			tilstand: copy.state,
			ansvarlig: String(copy.responsible_id ?? ''),
			udfoerer: String(copy.performer_id ?? ''),
			egen_frist: copy.own_due_on ?? '',
			note: copy.note ?? ''
		}
	};
}
