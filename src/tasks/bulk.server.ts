import { sql } from 'kysely';
import { act, type Acting, Refused } from '#database/acting.server.ts';
import type { Database } from '#database/connection.server.ts';
import type { Day } from '#language/dates.ts';
import { mayWriteTask } from '#people/may.ts';
import type { Left, Outcome } from '#ui/bulk.ts';
import { notAllowed } from '../errors.ts';
import type { CopiesChange } from './bulk.form.ts';
import { isOpen } from './task.ts';

/** What the rows are called when they are told of: by their municipality, on a task's page, or by their task. */
type NamedBy = 'municipality' | 'task';

/**
 * What setTaskStates would do, without doing it.
 * @throws as setTaskStates does
 */
export async function previewTaskStates(
	db: Database,
	acting: Acting,
	change: CopiesChange,
	named: NamedBy
): Promise<Outcome> {
	refuseFuture(change, acting);
	return sortOut(await chosenCopies(db, change), { acting, change, named });
}

/**
 * Brings copies of tasks into one state, in one act: all that can be changed are, and are undone together. A copy that
 * changed since it was seen, stands so already, is outside the audience, of a closed task, or not the person's to write
 * is left and named with the reason. People, own dates, notes and steps stay as they are.
 * @throws 403 where the person may write none of the copies, Refused where the day is to come
 */
export async function setTaskStates(
	db: Database,
	acting: Acting,
	change: CopiesChange,
	named: NamedBy
): Promise<Outcome> {
	refuseFuture(change, acting);
	const effective_on = change.gaelder_fra ?? acting.today;
	return act(
		db,
		acting,
		async (trx) => {
			const planned = sortOut(await chosenCopies(trx, change), { acting, change, named });
			const wanted = new Set(planned.changes.map(({ key }) => key));
			const written = await trx
				.updateTable('task_state')
				.from(rowsOf(change.valgt.filter((row) => wanted.has(keyOf(row)))))
				.set({
					state: change.tilstand,
					done_on: change.tilstand === 'done' ? sql<Day>`${effective_on}::date` : null
				})
				.whereRef('task_state.task_id', '=', 'chosen.task_id')
				.whereRef('task_state.municipality_code', '=', 'chosen.code')
				.whereRef('task_state.version', '=', 'chosen.version')
				.returning(['task_state.task_id', 'task_state.municipality_code as code'])
				.execute();
			const done = new Set(written.map(keyOf));
			// Whoever was quicker between looking and writing has changed it too.
			const late = planned.changes
				.filter(({ key }) => !done.has(key))
				.map(({ key, name }): Left => ({ key, name, why: 'changed' }));
			return {
				changes: planned.changes.filter(({ key }) => done.has(key)),
				left: [...planned.left, ...late]
			};
		},
		{ effective_on }
	);
}

const keyOf = ({ task_id, code }: { task_id: number; code: string }) => `${task_id}:${code}`;

function refuseFuture({ gaelder_fra }: CopiesChange, { today }: Acting): void {
	if (gaelder_fra && gaelder_fra > today) throw new Refused({ gaelder_fra: 'future' });
}

function rowsOf(chosen: CopiesChange['valgt']) {
	return sql<CopiesChange['valgt'][number]>`unnest(
		${chosen.map(({ task_id }) => task_id)}::integer[],
		${chosen.map(({ code }) => code)}::text[],
		${chosen.map(({ version }) => version)}::integer[]
	)`.as<'chosen'>(sql`chosen(task_id, code, version)`);
}

async function chosenCopies(db: Pick<Database, 'selectFrom'>, { valgt }: CopiesChange) {
	return db
		.selectFrom(rowsOf(valgt))
		.innerJoin('municipality', 'municipality.code', 'chosen.code')
		.innerJoin('task', 'task.id', 'chosen.task_id')
		.leftJoin('task_state as copy', (join) =>
			join.onRef('copy.task_id', '=', 'chosen.task_id').onRef('copy.municipality_code', '=', 'chosen.code')
		)
		.select([
			'chosen.task_id',
			'chosen.code',
			'municipality.name as municipality',
			'task.title as task',
			'task.project_id',
			'task.published_on',
			'task.closed_on',
			'copy.state',
			sql<string[]>`array(select role_slug from task_role where task_role.task_id = task.id)`.as('roles'),
			sql<boolean>`copy.version is distinct from chosen.version`.as('is_changed')
		])
		.orderBy('municipality.name')
		.orderBy('task.title')
		.orderBy('task.id')
		.execute();
}

function sortOut(
	rows: Awaited<ReturnType<typeof chosenCopies>>,
	{ acting, change, named }: { acting: Acting; change: CopiesChange; named: NamedBy }
): Outcome {
	const { person, today } = acting;
	if (!rows.some((row) => mayWriteTask(person, row, row.code))) notAllowed();
	const since = change.gaelder_fra ?? today;
	const outcome: Outcome = { changes: [], left: [] };
	for (const row of rows) {
		const [key, name] = [keyOf(row), row[named]];
		const why = !mayWriteTask(person, row, row.code)
			? 'not_allowed'
			: !row.state
				? 'outside'
				: !isOpen(row, today)
					? 'closed'
					: row.state === change.tilstand
						? 'same'
						: row.is_changed
							? 'changed'
							: since < row.published_on
								? 'too_early'
								: null;
		if (why) outcome.left.push({ key, name, why });
		else outcome.changes.push({ key, name, from: row.state!, to: change.tilstand });
	}
	return outcome;
}
