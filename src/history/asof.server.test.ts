import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { act, type Acting } from '#database/acting.server.ts';
import { type Database, lookBack } from '#database/connection.server.ts';
import type { SignatureState, TaskProgress } from '#database/schema.ts';
import { sameTimeOn } from '#language/clock.server.ts';
import { addDays, type Day, dayOf } from '#language/dates.ts';
import { demoActor } from '../../tests/support/actors.ts';
import { testDatabase } from '../../tests/support/database.ts';
import { countCorrections, listCorrections } from './asof.server.ts';
import { undoChange } from './undo.server.ts';

const db = await testDatabase({ demo: true });
const office = await demoActor(db, 'program-office');
const FIRST = office.today;
const DAYS = 60;
const LAST = addDays(FIRST, DAYS);
const seed = Number(process.env['SEED'] ?? 20231123);

const asOf = (day: Day, known: 'then' | 'now') => lookBack(db, { day, known, present: LAST });
const VIEWS = await db
	.selectNoFrom(
		sql<string[]>`array(select relname::text from pg_class
			where relnamespace = 'as_of'::regnamespace and relkind = 'v' and relname not in ('audit_event', 'row_history') order by 1)`.as(
			'names'
		)
	)
	.executeTakeFirstOrThrow()
	.then(({ names }) => names);

/** A whole table as one text, so that two can be told apart quickly. */
async function printOf(source: Database, table: string): Promise<string> {
	const { rows } = await sql<{ print: string }>`
		select count(*) || ' ' || coalesce(md5(string_agg(row, ',' order by row)), '') as print
		from (select to_jsonb(given)::text collate "C" as row from ${sql.table(table)} given) rows
	`.execute(source);
	return rows[0]!.print;
}

const COPY_STATES: TaskProgress[] = ['not_started', 'in_progress', 'waiting', 'done', 'not_applicable'];
const SIGNATURE_STATES: SignatureState[] = ['sent', 'signed', 'registered', 'declined', 'not_applicable'];

/** One row that is written: which of the rows in play, its new state and its note. */
const write = fc.record({ at: fc.nat(), state: fc.nat(4), note: fc.constantFrom(null, 'a', 'b', 'æøå') });
/** What one person does in one go: many rows, from a day up to 30 days back. */
const round = fc.record({
	signatures: fc.boolean(),
	back: fc.oneof(fc.constant(0), fc.nat(30)),
	writes: fc.uniqueArray(write, { minLength: 90, maxLength: 110, selector: ({ at }) => at % 400 }),
	undone: fc.boolean(),
	project: fc.record({
		milestone: fc.nat(),
		title: fc.string({ maxLength: 12 }),
		days: fc.nat(9),
		act: fc.nat(5)
	})
});

interface Row {
	id: number;
	code: string;
	state: string;
}
interface Said {
	from: Day;
	/** The round that said it, and the one that took it back. */
	said: number;
	state: string;
	undone?: number;
}

describe('a world with ten thousand changes', async () => {
	const copies: Row[] = await db
		.selectFrom('task_state')
		.innerJoin('task', 'task.id', 'task_state.task_id')
		// What is closed cannot be undone; and all were there thirty days before the first day written.
		.where('task.published_on', '<=', '2023-10-23')
		.where('task.closed_on', 'is', null)
		.select(['task_id as id', 'municipality_code as code', 'state'])
		.orderBy(sql`hashtext(task_id || municipality_code)`)
		.limit(400)
		.execute();
	const signatures: Row[] = await db
		.selectFrom('signature')
		.innerJoin('agreement_version', 'agreement_version.id', 'version_id')
		.innerJoin('agreement', 'agreement.id', 'agreement_id')
		.where('ended_on', 'is', null)
		.where('sent_on', '<=', '2023-10-01')
		.where('signature.state', '<>', 'not_sent')
		.select(['version_id as id', 'municipality_code as code', 'state'])
		.orderBy(sql`hashtext(version_id || municipality_code)`)
		.limit(400)
		.execute();
	const before = await db
		.selectFrom('status_change')
		.selectAll()
		.orderBy('effective_on')
		.orderBy('id')
		.execute();
	const milestones = await db.selectFrom('milestone').select(['id', 'project_id']).orderBy('id').execute();
	const meetings = await db.selectFrom('meeting').select('id').orderBy('id').execute();
	const prints = new Map<Day, Record<string, string>>();
	const said = new Map<string, Said[]>();
	const days: Day[] = [];
	let events = 0;

	const keyOf = (isTask: boolean, row: { id: number; code: string }) =>
		`${isTask ? 't' : 's'}${row.id}/${row.code}`;

	async function live(): Promise<void> {
		const rounds = fc.sample(round, { numRuns: DAYS * 2, seed });
		for (const [n, { signatures: ofSignatures, back, writes, undone, project }] of rounds.entries()) {
			const today = addDays(FIRST, 1 + Math.floor(n / 2));
			days.push(today);
			const acting: Acting = {
				...office,
				requestId: randomUUID(),
				today,
				now: sameTimeOn(today, new Date(Date.UTC(2023, 0, 1, n % 2 ? 15 : 9)))
			};
			const from = addDays(today, -back);
			const rows = ofSignatures ? signatures : copies;
			const states = ofSignatures ? SIGNATURE_STATES : COPY_STATES;
			const written = writes.map(({ at, state, note }) => ({
				row: rows[at % rows.length]!,
				state: states[state]!,
				note
			}));
			const list = (pick: (one: (typeof written)[number]) => unknown) => written.map(pick);
			await act(
				db,
				acting,
				async (trx) => {
					const given = sql`unnest(${list((w) => w.row.id)}::int[], ${list((w) => w.row.code)}::text[],
						${list((w) => w.state)}::text[], ${list((w) => w.note)}::text[]) given(id, code, state, note)`;
					if (ofSignatures)
						await sql`update signature set state = given.state::signature_state,
								signed_on = case when given.state in ('signed', 'registered') then ${from}::date end,
								signatory = given.note, reference = given.note, reason = coalesce(given.note, 'fordi')
							from ${given} where version_id = given.id and municipality_code = given.code`.execute(trx);
					else
						await sql`update task_state set state = given.state::task_progress,
								done_on = case when given.state = 'done' then ${from}::date end, note = given.note
							from ${given} where task_id = given.id and municipality_code = given.code`.execute(trx);
					await changeProject(trx, milestones[project.milestone % milestones.length]!, project, today);
					await changeAgenda(trx, meetings[project.milestone % meetings.length]!.id, project);
				},
				{ effective_on: from }
			);
			events += written.length;
			const fresh: { row: Row; was: string; entry: Said }[] = [];
			for (const { row, state } of written) {
				if (row.state === state) continue;
				const entry: Said = { from, said: n, state };
				const key = keyOf(!ofSignatures, row);
				said.set(key, [...(said.get(key) ?? []), entry]);
				fresh.push({ row, was: row.state, entry });
				row.state = state;
			}
			if (undone && n % 5 === 0) {
				await undoChange(db, { ...acting, requestId: randomUUID() }, acting.requestId);
				for (const { row, was, entry } of fresh) {
					row.state = was;
					entry.undone = n;
				}
			}
			if (n % 12 === 11) {
				const print: Record<string, string> = {};
				for (const table of VIEWS) print[table] = await printOf(db, table);
				prints.set(today, print);
			}
		}
	}

	/** The state of a row on a day, by what was said and taken back up to the end of another. */
	function replay(isTask: boolean, row: Row, day: Day, heardUntil: Day): string {
		const heard = (said.get(keyOf(isTask, row)) ?? []).filter(
			(one) => days[one.said]! <= heardUntil && one.from <= day && one.undone === undefined
		);
		const last = heard.at(-1);
		if (last) return last.state;
		const told = before.filter(
			(change) =>
				(isTask ? change.task_id : change.version_id) === row.id &&
				change.municipality_code === row.code &&
				change.effective_on <= day &&
				dayOf(change.recorded_at) <= heardUntil
		);
		return told.at(-1)?.new_state ?? (isTask ? 'not_started' : 'not_sent');
	}

	it('takes them all in', async () => {
		await live();
		expect(events).toBeGreaterThan(10_000);
	}, 120_000);

	it('shows each day, as known then, exactly as its tables stood', async () => {
		for (const [day, print] of prints) {
			const then = asOf(day, 'then');
			for (const table of VIEWS)
				expect(`${table} ${await printOf(then, table)}`, `${day}, seed ${seed}`).toBe(
					`${table} ${print[table]}`
				);
		}
	}, 120_000);

	for (const known of ['then', 'now'] as const)
		it(`shows the states of any day, as known ${known}, as a replay of what was said gives them`, async () => {
			for (let back = -45; back <= DAYS; back += 15) {
				const day = addDays(FIRST, back);
				const source = asOf(day, known);
				const [tasks, versions] = await Promise.all([
					source
						.selectFrom('task_state')
						.select(['task_id as id', 'municipality_code as code', 'state'])
						.execute(),
					source
						.selectFrom('signature')
						.select(['version_id as id', 'municipality_code as code', 'state'])
						.execute()
				]);
				for (const [isTask, rows, seen] of [
					[true, copies, tasks],
					[false, signatures, versions]
				] as const) {
					const states = new Map(seen.map((row) => [keyOf(isTask, row), row.state]));
					for (const row of rows)
						expect(states.get(keyOf(isTask, row)), `${keyOf(isTask, row)} on ${day}, seed ${seed}`).toBe(
							replay(isTask, row, day, known === 'then' ? day : LAST)
						);
				}
			}
		}, 120_000);

	it('keeps the states of any day adding up to the audience, each with the day it was reached', async () => {
		const audience = await db
			.selectFrom('task_state')
			.innerJoin('task', 'task.id', 'task_id')
			.select(['task_id', 'published_on', sql<number>`count(*)::int`.as('size')])
			.groupBy(['task_id', 'published_on'])
			.execute();
		for (const known of ['then', 'now'] as const)
			for (let back = -60; back <= DAYS; back += 30) {
				const day = addDays(FIRST, back);
				const source = asOf(day, known);
				const rows = await source
					.selectFrom('task_state')
					.innerJoin('task', 'task.id', 'task_id')
					.select(['task_id', 'task_state.state', sql<number>`count(*)::int`.as('count')])
					.groupBy(['task_id', 'task_state.state'])
					.execute();
				const sums = new Map<number, number>();
				for (const { task_id, count } of rows) sums.set(task_id, (sums.get(task_id) ?? 0) + count);
				expect(Object.fromEntries(sums), day).toEqual(
					Object.fromEntries(
						audience
							.filter(({ published_on }) => published_on <= day)
							.map(({ task_id, size }) => [task_id, size])
					)
				);
				const { rows: broken } = await sql`
					select 1 from task_state where (state = 'done') <> (done_on is not null) or done_on > ${day}
					union all
					select 1 from signature where (state in ('signed', 'registered')) <> (signed_on is not null)
						or (state in ('declined', 'not_applicable') and reason is null) or signed_on > ${day}
				`.execute(source);
				expect(broken, day).toEqual([]);
			}
	}, 120_000);

	it('ends in the rows as they stand', async () => {
		for (const known of ['then', 'now'] as const)
			for (const table of VIEWS)
				expect(`${table} ${await printOf(asOf(LAST, known), table)}`).toBe(
					`${table} ${await printOf(db, table)}`
				);
		const { rows } = await sql`
			select task_id, version_id, municipality_code from (
				select distinct on (task_id, version_id, municipality_code) * from status_change
				order by task_id, version_id, municipality_code, effective_on desc, id desc
			) last
			left join task_state using (task_id, municipality_code) left join signature using (version_id, municipality_code)
			where last.new_state is distinct from coalesce(task_state.state::text, signature.state::text)
		`.execute(db);
		expect(rows).toEqual([]);
	});

	it('lists exactly the corrections it counts, page by page', async () => {
		const day = addDays(FIRST, 20);
		const count = await countCorrections(db, day);
		expect(count).toBeGreaterThan(1_000);
		const ids: number[] = [];
		for (let before: number | undefined; ;) {
			const { rows, more } = await listCorrections(db, day, { before, reader: null });
			ids.push(...rows.map(({ id }) => id));
			before = ids.at(-1);
			if (!more) break;
		}
		expect(new Set(ids).size).toBe(count);
	});

	it('cannot be written to', async () => {
		const past = asOf(FIRST, 'then');
		await expect(sql`update public.task_state set note = 'x'`.execute(past)).rejects.toMatchObject({
			code: '25006'
		});
	});
});

async function changeProject(
	trx: Database,
	milestone: { id: number; project_id: number },
	{ title, days, act: kind }: { title: string; days: number; act: number },
	today: Day
): Promise<void> {
	const { id, project_id } = milestone;
	const name = title.replaceAll('\0', '') || 'x';
	if (kind <= 1)
		await sql`update milestone set title = ${name}, starts_on = starts_on + ${days}::int, ends_on = ends_on + ${days}::int
			where id = ${id} and precision in ('day', 'time', 'span')`.execute(trx);
	if (kind === 0)
		await sql`insert into milestone_move (milestone_id, moved_on, old_starts_on, old_precision, reason)
			values (${id}, ${today}, ${today}, 'day', ${name})`.execute(trx);
	if (kind === 2)
		await sql`insert into project_link (project_id, kind, title, position) values (${project_id}, 'page', ${name}, ${days})`.execute(
			trx
		);
	if (kind === 3)
		await sql`delete from project_link where id = (select min(id) from project_link where project_id = ${project_id})`.execute(
			trx
		);
	if (kind === 4)
		await sql`insert into project_status (project_id, state, effective_on, recorded_at)
			values (${project_id}, 'on_plan', ${today}, ${today}::timestamp at time zone 'Europe/Copenhagen')`.execute(
			trx
		);
	if (kind === 5) await sql`update project set summary = ${name} where id = ${project_id}`.execute(trx);
	await sql`delete from follow_up where id = (select min(id) from follow_up where version_id = ${days})`.execute(
		trx
	);
}

async function changeAgenda(
	trx: Database,
	meeting_id: number,
	{ title, days, act: kind }: { title: string; days: number; act: number }
): Promise<void> {
	const name = title.replaceAll('\0', '') || 'x';
	if (kind === 0)
		await sql`update agenda_item set title = ${name}, minutes = ${name}, position = position + ${days}
			where meeting_id = ${meeting_id}`.execute(trx);
	if (kind === 1)
		await sql`insert into agenda_item (meeting_id, position, title) values (${meeting_id}, ${days}, ${name})`.execute(
			trx
		);
	if (kind === 2)
		await sql`delete from agenda_item where id = (select max(id) from agenda_item where meeting_id = ${meeting_id})`.execute(
			trx
		);
	if (kind === 3)
		await sql`with asked as (insert into poll (meeting_id, question) values (${meeting_id}, ${name}) returning id)
			insert into poll_answer (poll_id, position, label, percent) select id, 1, ${name}, ${days} from asked`.execute(
			trx
		);
	if (kind === 4)
		await sql`update poll_answer set label = ${name}, percent = ${days} where poll_id = (select max(id) from poll)`.execute(
			trx
		);
	if (kind === 5) await sql`update meeting set note = ${name} where id = ${meeting_id}`.execute(trx);
}

describe('the views as of a day', () => {
	it('have the columns of their tables', async () => {
		const { rows } = await sql<{ name: string; view: string[]; home: string[] }>`
			select relname as name,
				(select array_agg(attname || ' ' || format_type(atttypid, atttypmod) || ' ' || attcollation order by attnum)
					from pg_attribute where attrelid = oid and attnum > 0) as view,
				(select array_agg(attname || ' ' || format_type(atttypid, atttypmod) || ' ' || attcollation order by attnum)
					from pg_attribute where attrelid = ('public.' || relname)::regclass and attnum > 0 and not attisdropped) as home
			from pg_class where relnamespace = 'as_of'::regnamespace and relkind = 'v'
		`.execute(db);
		expect(rows.length).toBeGreaterThan(15);
		for (const { name, view, home } of rows) expect(view, name).toEqual(home);
	});
});
