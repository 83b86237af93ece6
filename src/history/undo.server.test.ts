import fc from 'fast-check';
import { type RawBuilder, sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { act, type Acting, Refused, Stale } from '#database/acting.server.ts';
import { addDays, type Day } from '#language/dates.ts';
import { changeCopy, findCopy } from '#tasks/copy.server.ts';
import { demoActor } from '../../tests/support/actors.ts';
import { testDatabase } from '../../tests/support/database.ts';
import { findChange, undoChange, UNDO_HOURS } from './undo.server.ts';

const db = await testDatabase({ demo: true });
const office = await demoActor(db, 'program-office');
const herning = await demoActor(db, 'herning');

const again = (acting: Acting): Acting => ({ ...acting, requestId: crypto.randomUUID() });

const TABLES = [
	'task_state',
	'task_step_done',
	'signature',
	'follow_up',
	'milestone',
	'milestone_move',
	'readiness_item',
	'project_link',
	'municipality_group_member'
] as const;

// Every row of what people edit, without the version, which moves on with each change.
async function fingerprint(): Promise<Record<string, string>> {
	const parts = TABLES.map(
		(
			table
		) => sql`select ${table}::text as name, md5(coalesce(string_agg(held, '' order by held), '')) as hash
			from (select (to_jsonb(t) - 'version')::text as held from ${sql.table(table)} t) rows`
	);
	const { rows } = await sql<{ name: string; hash: string }>`${sql.join(parts, sql` union all `)}`.execute(
		db
	);
	return Object.fromEntries(rows.map(({ name, hash }) => [name, hash]));
}

// How every signature and a tenth of the copies stood on a day, by what is known now; before the first known row a
// state is what that row came from.
async function statesOn(day: Day): Promise<string> {
	const stateOf = (subject: 'task_id' | 'version_id') => sql`coalesce(
		(select new_state from status_change c where c.${sql.ref(subject)} = t.${sql.ref(subject)} and c.municipality_code = t.municipality_code
			and effective_on <= ${day} order by effective_on desc, id desc limit 1),
		(select old_state from status_change c where c.${sql.ref(subject)} = t.${sql.ref(subject)} and c.municipality_code = t.municipality_code
			order by effective_on, id limit 1),
		t.state::text)`;
	const { rows } = await sql<{ hash: string }>`
		select md5(string_agg(held, ' ' order by held)) as hash from (
			select concat_ws('/', 'o', task_id, municipality_code, ${stateOf('task_id')}) as held
			from task_state t where task_id % 10 = 2
			union all
			select concat_ws('/', 'a', version_id, municipality_code, ${stateOf('version_id')}) from signature t) states
	`.execute(db);
	return rows[0]!.hash;
}

// What is closed is written and undone no more.
const openTasks = sql`(select id from task where closed_on is null)`;
const openVersions = sql`(select version.id from agreement_version version
	join agreement on agreement.id = version.agreement_id where ended_on is null)`;

// Ways to change many rows at once; `seed` chooses which rows, `many` how many.
const CHANGES: Record<string, (seed: number, many: number) => RawBuilder<unknown>> = {
	'states of copies': (seed, many) => sql`
		update task_state t set
			state = case when state = 'done' then 'waiting' else 'done' end::task_progress,
			done_on = case when state = 'done' then null else acting_setting('effective_on')::date end,
			note = concat(note, ${` (${seed})`}::text)
		from (select task_id, municipality_code from task_state where task_id in ${openTasks}
			order by md5(concat(task_id, municipality_code, ${seed}::int)) limit ${many}) chosen
		where (t.task_id, t.municipality_code) = (chosen.task_id, chosen.municipality_code)`,
	'states of signatures': (seed, many) => sql`
		update signature t set
			state = case when state = 'registered' then 'sent' else 'registered' end::signature_state,
			signed_on = case when state = 'registered' then null else acting_setting('effective_on')::date end,
			signatory = ${`Underskriver ${seed}`}
		from (select version_id, municipality_code from signature where version_id in ${openVersions}
			order by md5(concat(version_id, municipality_code, ${seed}::int)) limit ${many}) chosen
		where (t.version_id, t.municipality_code) = (chosen.version_id, chosen.municipality_code)`,
	'finished steps': (seed, many) => sql`
		with gone as (delete from task_step_done where (step_id, municipality_code) in (
			select step_id, municipality_code from task_step_done
			where step_id in (select id from task_step where task_id in ${openTasks}) order by md5(concat(step_id, municipality_code, ${seed}::int)) limit ${many}))
		insert into task_step_done (step_id, municipality_code, done_on)
		select step.id, code, acting_setting('today')::date from task_step step, municipality
		where step.task_id in ${openTasks}
			and not exists (select from task_step_done d where d.step_id = step.id and d.municipality_code = code)
		order by md5(concat(step.id, code, ${seed}::int)) limit ${many}`,
	'moved milestones': (seed, many) => sql`
		with moved as (
			update milestone set starts_on = starts_on + 7, ends_on = ends_on + 7, note = 'flyttet'
			where id in (select id from milestone where precision in ('day', 'span', 'week') order by md5(concat(id, ${seed}::int)) limit ${many})
			returning id, starts_on - 7 as was, precision)
		insert into milestone_move (milestone_id, moved_on, old_starts_on, old_precision, reason)
		select id, acting_setting('today')::date, was, precision, 'prøve' from moved`,
	'lists of projects': (seed, many) => sql`
		with gone as (delete from readiness_item where id in (select id from readiness_item order by md5(concat(id, ${seed}::int)) limit ${many % 5})),
			named as (update project_link set title = concat(title, '!') where id in (select id from project_link order by md5(concat(id, ${seed}::int)) limit ${many}))
		insert into readiness_item (project_id, title, state, position)
		select id, ${`Punkt ${seed}`}, 'waiting', 99 from project order by id limit ${many % 7}`,
	'members of groups': (seed, many) => sql`
		with gone as (delete from municipality_group_member where (group_id, municipality_code) in (
			select group_id, municipality_code from municipality_group_member order by md5(concat(group_id, municipality_code, ${seed}::int)) limit ${many}))
		insert into municipality_group_member (group_id, municipality_code)
		select g.id, code from municipality_group g, municipality
		where not exists (select from municipality_group_member m where m.group_id = g.id and m.municipality_code = code)
		order by md5(concat(g.id, code, ${seed}::int)) limit ${many}`
};

describe('undoing', () => {
	it('is refused as out of date where the same place is taken meanwhile', async () => {
		const { id } = await db
			.insertInto('person')
			.values({ name: 'Ib Enevold', email: 'ib.enevold@herning.example', municipality_code: '657' })
			.returning('id')
			.executeTakeFirstOrThrow();
		const changing = again(office);
		await act(db, changing, (trx) =>
			trx.updateTable('person').set({ email: 'ny.ib@herning.example' }).where('id', '=', id).execute()
		);
		await db
			.insertInto('person')
			.values({ name: 'Ib Efterfølger', email: 'ib.enevold@herning.example', municipality_code: '657' })
			.execute();
		await expect(undoChange(db, again(office), changing.requestId)).rejects.toBeInstanceOf(Stale);
	});

	it('restores every row and every day exactly, and redoing brings all back, over ten thousand changes', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.array(fc.constantFrom(...Object.keys(CHANGES)), { minLength: 1, maxLength: 3 }),
				fc.integer({ min: 1, max: 1_000_000 }),
				fc.integer({ min: 1, max: 98 }),
				fc.integer({ min: 0, max: 40 }),
				async (kinds, seed, many, ago) => {
					const effective_on = addDays(office.today, -ago);
					const days = [
						office.today,
						addDays(office.today, -ago),
						addDays(office.today, -ago - 1),
						addDays(office.today, -200)
					];
					const statesAt = () => Promise.all(days.map(statesOn));
					const [rows, states] = [await fingerprint(), await statesAt()];

					const doing = again(office);
					await act(
						db,
						doing,
						async (trx) => {
							for (const [at, kind] of kinds.entries()) await CHANGES[kind]!(seed + at, many).execute(trx);
						},
						{ effective_on }
					);
					const [rowsThen, statesThen] = [await fingerprint(), await statesAt()];
					expect(rowsThen).not.toEqual(rows);

					const undoing = again(office);
					await undoChange(db, undoing, doing.requestId);
					expect(await fingerprint()).toEqual(rows);
					expect(await statesAt()).toEqual(states);

					const redoing = again(office);
					await undoChange(db, redoing, undoing.requestId);
					expect(await fingerprint()).toEqual(rowsThen);
					expect(await statesAt()).toEqual(statesThen);
					await undoChange(db, again(office), redoing.requestId);
					expect(await fingerprint()).toEqual(rows);
				}
			),
			{ numRuns: 35, endOnFailure: true }
		);
		const { events } = await db
			.selectFrom('audit_event')
			.select(sql<number>`count(*)::int`.as('events'))
			.executeTakeFirstOrThrow();
		expect(events).toBeGreaterThan(10_000);
	}, 180_000);

	it('is for whoever made the change, for a day, and says how much it was', async () => {
		const doing = again(herning);
		await act(db, doing, (trx) =>
			trx
				.updateTable('task_state')
				.set({ note: 'tre ord her' })
				.where('municipality_code', '=', '657')
				.where(sql<boolean>`task_id in (select id from ${openTasks} open order by id limit 3)`)
				.execute()
		);
		expect(await findChange(db, herning, doing.requestId)).toMatchObject({ tables: ['task_state'] });
		expect(await findChange(db, office, doing.requestId)).toBeNull();
		await expect(undoChange(db, again(office), doing.requestId)).rejects.toMatchObject({ status: 404 });
		const later = new Date(doing.now.getTime() + (UNDO_HOURS + 1) * 3_600_000);
		await expect(undoChange(db, { ...again(herning), now: later }, doing.requestId)).rejects.toThrow(Stale);
		await undoChange(db, again(herning), doing.requestId);
	});

	it('brings a row back as a new version, so that an old form of it is stale', async () => {
		const item = await db.selectFrom('readiness_item').selectAll().orderBy('id').executeTakeFirstOrThrow();
		const doing = again(office);
		await act(db, doing, (trx) => trx.deleteFrom('readiness_item').where('id', '=', item.id).execute());
		await undoChange(db, again(office), doing.requestId);
		const back = await db
			.selectFrom('readiness_item')
			.selectAll()
			.where('id', '=', item.id)
			.executeTakeFirstOrThrow();
		expect(back).toEqual({ ...item, version: item.version + 1 });
	});

	it('is refused once the task or the agreement has closed, as writing it anew is', async () => {
		const closings = {
			'states of copies': {
				close: sql`update task set closed_on = ${office.today} where id in (select task_id from touched)`,
				open: sql`update task set closed_on = null where id in (select task_id from touched)`
			},
			'states of signatures': {
				close: sql`update agreement set ended_on = ${office.today} where id in (select agreement_id from touched)`,
				open: sql`update agreement set ended_on = null where id in (select agreement_id from touched)`
			},
			'finished steps': {
				close: sql`update task set closed_on = ${office.today} where id in (select task_id from touched)`,
				open: sql`update task set closed_on = null where id in (select task_id from touched)`
			}
		};
		for (const [kind, { close, open }] of Object.entries(closings)) {
			const before = await fingerprint();
			const doing = again(office);
			await act(db, doing, (trx) => CHANGES[kind]!(9, 5).execute(trx));
			const touched = sql`with keys as (select row_key from audit_event where request_id = ${doing.requestId} limit 1),
				touched as (select coalesce((row_key ->> 'task_id')::integer,
					(select task_id from task_step where id = (row_key ->> 'step_id')::integer)) as task_id,
					(select agreement_id from agreement_version where id = (row_key ->> 'version_id')::integer) as agreement_id
				from keys)`;
			const held = await fingerprint();
			await sql`${touched} ${close}`.execute(db);
			await expect(undoChange(db, again(office), doing.requestId), kind).rejects.toThrow(Refused);
			expect(await fingerprint()).toEqual(held);
			await sql`${touched} ${open}`.execute(db);
			await undoChange(db, again(office), doing.requestId);
			expect(await fingerprint()).toEqual(before);
		}
	});

	it('cannot be done twice, nor half', async () => {
		const doing = again(office);
		await act(db, doing, (trx) => CHANGES['states of copies']!(7, 20).execute(trx));
		await undoChange(db, again(office), doing.requestId);
		await expect(undoChange(db, again(office), doing.requestId)).rejects.toThrow(Stale);

		const second = again(office);
		await act(db, second, (trx) => CHANGES['states of signatures']!(8, 20).execute(trx));
		const one = await db
			.selectFrom('audit_event')
			.select('row_key')
			.where('request_id', '=', second.requestId)
			.executeTakeFirstOrThrow();
		await act(db, again(office), (trx) =>
			sql`update signature set signatory = 'En anden' where to_jsonb(signature) @> ${JSON.stringify(one.row_key)}::jsonb`.execute(
				trx
			)
		);
		const held = await fingerprint();
		await expect(undoChange(db, again(office), second.requestId)).rejects.toThrow(Stale);
		expect(await fingerprint()).toEqual(held);
	});
});

describe('two who write at the same time', () => {
	it('never lose a word of each other', async () => {
		const { task_id } = await db
			.selectFrom('task_state as copy')
			.innerJoin('task', 'task.id', 'copy.task_id')
			.where('copy.municipality_code', '=', '657')
			.where('task.closed_on', 'is', null)
			.where('task.due_on', '>', herning.today)
			.select('copy.task_id')
			.orderBy('copy.task_id')
			.executeTakeFirstOrThrow();
		const words: string[] = [];
		// Each writes a word of their own after what stands there, and looks again where somebody was quicker.
		async function say(acting: Acting, word: string): Promise<void> {
			for (;;) {
				const copy = (await findCopy(db, task_id, '657'))!;
				const steps = copy.steps.filter(({ done_on }) => done_on).map(({ id }) => id);
				try {
					await changeCopy(db, again(acting), task_id, {
						kommune: '657',
						version: copy.version,
						tilstand: copy.state,
						gaelder_fra: null,
						ansvarlig: copy.responsible_id,
						udfoerer: copy.performer_id,
						egen_frist: copy.own_due_on,
						note: `${copy.note ?? ''} ${word}`.trim(),
						trin: steps,
						trin_foer: steps
					});
					words.push(word);
					return;
				} catch (problem) {
					if (!(problem instanceof Stale)) throw problem;
				}
			}
		}
		const before = (await findCopy(db, task_id, '657'))!;
		await Promise.all(
			Array.from({ length: 12 }, async (_, at) => {
				await say(at % 2 ? herning : office, `ord${at}a`);
				await say(at % 2 ? office : herning, `ord${at}b`);
			})
		);
		const after = (await findCopy(db, task_id, '657'))!;
		expect(words).toHaveLength(24);
		expect(
			after
				.note!.split(' ')
				.filter((word) => /^ord\d+[ab]$/.test(word))
				.toSorted()
		).toEqual(words.toSorted());
		expect(after.version).toBe(before.version + 24);
	}, 60_000);
});
