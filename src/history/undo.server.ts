import { sql, type Transaction } from 'kysely';
import { act, type Acting, lookAs, Refused, Stale } from '#database/acting.server.ts';
import type { Database } from '#database/connection.server.ts';
import type { AuditEvent, DB } from '#database/schema.ts';
import type { Selectable } from 'kysely';
import { notFound } from '../errors.ts';

/** How long a change can be undone, in hours, as long as nobody has changed the same since. */
export const UNDO_HOURS = 24;

type Event = Pick<Selectable<AuditEvent>, 'id' | 'table_name' | 'row_key' | 'operation' | 'old' | 'new'>;

/** What one of the person's own requests changed: how many rows of which tables; null where it changed nothing of theirs. */
export async function findChange(db: Database, acting: Acting, request_id: string) {
	const { rows, tables } = await lookAs(db, acting, (trx) =>
		trx
			.selectFrom('audit_event')
			.where('request_id', '=', request_id)
			.where('person_id', '=', acting.person.id)
			.select([
				sql<number>`count(distinct (table_name, row_key))::int`.as('rows'),
				sql<string[]>`coalesce(array_agg(distinct table_name), '{}')`.as('tables')
			])
			.executeTakeFirstOrThrow()
	);
	return rows === 0 ? null : { request_id, rows, tables };
}

/**
 * Turns around everything that one of the person's own requests changed, as a request of its own, which can be turned
 * around again: columns get back what they held, rows that came go, rows that went come back, and the history of
 * states is turned around day by day. All of it or nothing.
 * @throws 404 where the person made no such change; Refused where a task or an agreement of it has closed since, so that
 * nobody writes it any more; Stale where somebody has changed the same since, or it is older than
 * UNDO_HOURS; 403 where the person may not write it any longer, or it is of a kind that is not taken back (figures frozen)
 */
export async function undoChange(db: Database, acting: Acting, request_id: string): Promise<void> {
	const work = async (trx: Transaction<DB>) => {
		const events = await trx
			.selectFrom('audit_event')
			.select(['id', 'table_name', 'row_key', 'operation', 'old', 'new', 'recorded_at'])
			.where('request_id', '=', request_id)
			.where('person_id', '=', acting.person.id)
			.orderBy('id', 'desc')
			.execute();
		if (events.length === 0) notFound();
		const since = acting.now.getTime() - UNDO_HOURS * 3_600_000;
		if (events.some(({ recorded_at }) => recorded_at.getTime() < since)) throw new Stale();
		await refuseClosed(trx, events, acting);
		for (const batch of batchesOf(events)) {
			if ((await turnAround(trx, batch)) !== batch.length) throw new Stale();
		}
	};
	try {
		await act(db, acting, work, { undoes: request_id });
	} catch (problem) {
		// A key, a reference or a rule that somebody's later change needs as it is.
		if (String((problem as { code?: unknown }).code).startsWith('23')) throw new Stale();
		throw problem;
	}
}

/** The columns by which the rows of a closed task or an ended agreement are known. */
const OF_CLOSED = { task_state: 'task_id', task_step_done: 'step_id', signature: 'version_id' } as const;

async function refuseClosed(trx: Transaction<DB>, events: Event[], { today }: Acting): Promise<void> {
	const ids = (table: keyof typeof OF_CLOSED) => [
		...new Set(
			events
				.filter(({ table_name }) => table_name === table)
				.map(({ row_key }) => Number((row_key as Record<string, unknown>)[OF_CLOSED[table]]))
		)
	];
	const { rows } = await sql<{ closed: boolean }>`
		select exists (
			select from task where closed_on <= ${today} and (id = any(${ids('task_state')}::integer[])
				or id in (select task_id from task_step where task_step.id = any(${ids('task_step_done')}::integer[])))
			union all
			select from agreement join agreement_version version on version.agreement_id = agreement.id
			where ended_on <= ${today} and version.id = any(${ids('signature')}::integer[])
		) as closed
	`.execute(trx);
	if (rows[0]?.closed) throw new Refused({ hvad: 'closed' });
}

// Events that follow each other and differ only in their row and values are turned around by one statement.
function batchesOf(events: Event[]): Event[][] {
	const batches: Event[][] = [];
	let kind = '';
	let rows = new Set<string>();
	for (const event of events) {
		const its = JSON.stringify([event.table_name, event.operation, columnsOf(event)]);
		const row = JSON.stringify(event.row_key);
		if (its !== kind || rows.has(row)) {
			batches.push([]);
			rows = new Set();
			kind = its;
		}
		rows.add(row);
		batches.at(-1)!.push(event);
	}
	return batches;
}

function columnsOf({ old, new: is_now }: Pick<Event, 'old' | 'new'>): string[] {
	return Object.keys((old ?? is_now) as object)
		.filter((column) => column !== 'version')
		.toSorted();
}

// A row that no longer holds what the request left in it is passed over; the count tells.
async function turnAround(trx: Transaction<DB>, batch: Event[]): Promise<number> {
	const [first] = batch;
	if (!first) return 0;
	const table = sql.table(first.table_name);
	const key = Object.keys(first.row_key as object);
	const columns = columnsOf(first);
	const events = sql`(
		select named.*, event.old, event.new from audit_event event,
			jsonb_populate_record(null::${table}, event.row_key) as named
		where event.id = any(${batch.map(({ id }) => id)}::bigint[]))`;
	const same = sql.join(
		key.map((column) => sql`t.${sql.ref(column)} = event.${sql.ref(column)}`),
		sql` and `
	);
	const unchanged = sql`${same} and to_jsonb(t) @> (event.new - 'version')`;
	const list = sql.join(columns.map((column) => sql.ref(column)));
	const values = sql.join(columns.map((column) => sql`held.${sql.ref(column)}`));
	const held = sql`jsonb_populate_record(null::${table}, event.old) as held`;
	// A row that comes back is another one to whoever still has a form of it open.
	const versioned = first.old !== null && 'version' in (first.old as object);
	const statement =
		first.operation === 'update'
			? sql`update ${table} t set (${list}) = row(${values}) from ${events} event, ${held} where ${unchanged}`
			: first.operation === 'insert'
				? sql`delete from ${table} t using ${events} event where ${unchanged}`
				: sql`insert into ${table} (${list}${versioned ? sql`, version` : sql``}) overriding system value
					select ${values}${versioned ? sql`, held.version + 1` : sql``} from ${events} event, ${held}`;
	const { numAffectedRows } = await statement.execute(trx);
	return Number(numAffectedRows);
}
