import { sql, type Transaction } from 'kysely';
import { act, type Acting, lastChange, Refused, Stale, type Theirs } from '#database/acting.server.ts';
import type { Database } from '#database/connection.server.ts';
import type { DB } from '#database/schema.ts';
import type { Day } from '#language/dates.ts';
import { claimProject, projectToEdit } from './project.server.ts';
import { isNear } from './status.ts';

/** The parts of a project that stand as a list in an order of their own, and the columns that people fill in. */
const COLUMNS = {
	readiness_item: ['title', 'state', 'waits_for', 'note'],
	project_contact: ['name', 'email', 'title', 'note'],
	project_link: ['kind', 'title', 'url', 'note']
} as const;

export type PartTable = keyof typeof COLUMNS;
type Values = Record<string, string | null>;

/** Adds a part at the end of its list. @throws 403, 404 */
export async function addPart(
	db: Database,
	acting: Acting,
	slug: string,
	table: PartTable,
	given: Values
): Promise<void> {
	const project_id = await projectToEdit(db, acting, slug);
	await act(db, acting, async (trx) => {
		await claimProject(trx, project_id);
		const columns = COLUMNS[table];
		await sql`
			insert into ${sql.table(table)} (project_id, position, ${sql.join(columns.map((column) => sql.ref(column)))})
			select ${project_id}, coalesce(max(position), 0) + 1, ${sql.join(columns.map((column) => typed(column, given[column])))}
			from ${sql.table(table)} where project_id = ${project_id}
		`.execute(trx);

		function typed(column: string, value: string | null | undefined) {
			if (column === 'state') return sql`${value}::readiness_state`;
			if (column === 'kind') return sql`${value}::link_kind`;
			return sql`${value ?? null}::text`;
		}
	});
}

/** Changes a part. @throws Stale where it was changed or removed meanwhile; 403, 404 */
export async function changePart(
	db: Database,
	acting: Acting,
	slug: string,
	table: PartTable,
	{ id, version }: { id: number; version: number },
	given: Values
): Promise<void> {
	const project_id = await projectToEdit(db, acting, slug);
	await act(db, acting, async (trx) => {
		const before = await find(trx, project_id, table, id);
		const columns = COLUMNS[table];
		if (before['version'] !== version) throw new Stale(await theirsOf(trx, table, id, before));
		const values = Object.fromEntries(columns.map((column) => [column, given[column] ?? null]));
		// What a person has changed is the demo's no longer.
		if (before['is_demo'] && columns.some((column) => before[column] !== values[column]))
			Object.assign(values, { is_demo: false });
		await trx
			.updateTable(table as 'readiness_item')
			.set(values as never)
			.where('id', '=', id)
			.execute();
	});
}

/** Takes a part away. @throws Stale where it was changed or removed meanwhile; 403, 404 */
export async function removePart(
	db: Database,
	acting: Acting,
	slug: string,
	table: PartTable,
	{ id, version }: { id: number; version: number }
): Promise<void> {
	const project_id = await projectToEdit(db, acting, slug);
	await act(db, acting, async (trx) => {
		const before = await find(trx, project_id, table, id);
		if (before['version'] !== version) throw new Stale();
		await trx
			.deleteFrom(table as 'readiness_item')
			.where('id', '=', id)
			.execute();
	});
}

/**
 * Moves a part one step up or down in its list, a link among those of its kind. The first has nothing above it, the
 * last nothing below: then nothing changes.
 * @throws Stale where it was removed meanwhile; 403, 404
 */
export async function stepPart(
	db: Database,
	acting: Acting,
	slug: string,
	table: PartTable,
	{ id, direction }: { id: number; direction: 'up' | 'down' }
): Promise<void> {
	const project_id = await projectToEdit(db, acting, slug);
	await act(db, acting, async (trx) => {
		await claimProject(trx, project_id);
		const { kind } = await find(trx, project_id, table, id);
		const list = await trx
			.selectFrom(table as 'readiness_item')
			.select(['id', 'position'])
			.where('project_id', '=', project_id)
			.$if(table === 'project_link', (query) => query.where(sql`kind`, '=', kind))
			.orderBy('position')
			.orderBy('id')
			.execute();
		const at = list.findIndex((one) => one.id === id);
		const to = direction === 'up' ? at - 1 : at + 1;
		const order = list.map((one) => one.id);
		if (order[to] === undefined) return;
		[order[at], order[to]] = [order[to], order[at]!];
		// The places stay those of the list, unless two stand at the same one.
		const places = list.map((one) => one.position);
		const distinct = new Set(places).size === places.length;
		await sql`
			update ${sql.table(table)} part set position = placed.position
			from unnest(${order}::integer[], ${distinct ? places : places.map((_, i) => i + 1)}::integer[]) placed(id, position)
			where part.id = placed.id and part.position <> placed.position
		`.execute(trx);
	});
}

/**
 * Changes what a project is called, what it is, where one writes to it, and when it ended.
 * @throws Stale where it was changed meanwhile; 403, 404
 */
export async function changeBasics(
	db: Database,
	acting: Acting,
	slug: string,
	{
		version,
		...given
	}: {
		version: number;
		name: string;
		short_name: string;
		summary: string;
		mailbox: string | null;
		ended_on: Day | null;
	}
): Promise<void> {
	const project_id = await projectToEdit(db, acting, slug);
	if (given.ended_on !== null && !isNear(given.ended_on, acting.today)) {
		throw new Refused({ ended_on: 'far_date' });
	}
	await act(db, acting, async (trx) => {
		await claimProject(trx, project_id);
		const before = await trx
			.selectFrom('project')
			.select(['name', 'short_name', 'summary', 'mailbox', 'started_on', 'ended_on', 'version'])
			.where('id', '=', project_id)
			.executeTakeFirstOrThrow();
		if (before.version !== version) {
			const { name, short_name, summary, mailbox, ended_on } = before;
			throw new Stale({
				values: { name, short_name, summary, mailbox: mailbox ?? '', ended_on: ended_on ?? '' },
				version: before.version,
				...(await lastChange(trx, 'project', { id: project_id }))
			});
		}
		if (given.ended_on !== null && before.started_on !== null && given.ended_on < before.started_on) {
			throw new Refused({ ended_on: 'order' });
		}
		await trx.updateTable('project').set(given).where('id', '=', project_id).execute();
	});
}

// Locked until the end: who comes second finds what the first has left. A row of another project is none of this one's.
async function find(
	trx: Transaction<DB>,
	project_id: number,
	table: PartTable,
	id: number
): Promise<Record<string, string | number | null>> {
	const row = await trx
		.selectFrom(table as 'readiness_item')
		.selectAll()
		.where('id', '=', id)
		.where('project_id', '=', project_id)
		.forUpdate()
		.executeTakeFirst();
	if (!row) throw new Stale();
	return { ...row };
}

async function theirsOf(
	trx: Transaction<DB>,
	table: PartTable,
	id: number,
	row: Record<string, string | number | null>
): Promise<Theirs> {
	return {
		values: Object.fromEntries(COLUMNS[table].map((column) => [column, String(row[column] ?? '')])),
		version: Number(row['version']),
		...(await lastChange(trx, table, { id }))
	};
}
