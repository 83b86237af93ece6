import fc from 'fast-check';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { act, type Acting } from '#database/acting.server.ts';
import { lookBack } from '#database/connection.server.ts';
import { sameTimeOn } from '#language/clock.server.ts';
import { addDays, type Day } from '#language/dates.ts';
import { demoActor } from '../../tests/support/actors.ts';
import { testDatabase } from '../../tests/support/database.ts';
import { type Cursor, cursorText, readCursor, tell } from './change.ts';
import { listHistory, PAGE_OF_HISTORY, type Subject } from './history.server.ts';
import { undoChange } from './undo.server.ts';

const db = await testDatabase({ demo: true });
const office = await demoActor(db, 'program-office');
const herning = await demoActor(db, 'herning');
const TODAY = office.today;

const again = (acting: Acting, today: Day = acting.today): Acting => ({
	...acting,
	requestId: crypto.randomUUID(),
	today,
	now: sameTimeOn(today, new Date(`${today}T12:00:00Z`))
});

const KOMBIT = { before: null, reader: null };
const HERNING = { before: null, reader: '657' };

/** Open tasks that nobody in Herning has begun or written of yet; each test takes its own. */
const fresh = await db
	.selectFrom('task_state as copy')
	.innerJoin('task', 'task.id', 'copy.task_id')
	.where('copy.municipality_code', '=', '657')
	.where('copy.state', '=', 'not_started')
	.where('task.closed_on', 'is', null)
	.where((eb) =>
		eb.not(
			eb.exists(
				eb
					.selectFrom('status_change')
					.select('id')
					.whereRef('status_change.task_id', '=', 'task.id')
					.where('municipality_code', '=', '657')
					.where('old_state', 'is not', null)
			)
		)
	)
	.select(['task.id', 'task.title'])
	.orderBy('task.published_on')
	.orderBy('task.id')
	.execute();
const nextTask = () => fresh.pop()!;
/** One that was published weeks ago. */
const oldTask = () => fresh.shift()!;

function finish(
	acting: Acting,
	task_id: number,
	values: { state: 'done' | 'waiting' | 'not_started'; note?: string | null },
	options: { effective_on?: Day; reason?: string } = {},
	code = '657'
) {
	return act(
		db,
		acting,
		(trx) =>
			trx
				.updateTable('task_state')
				.set({
					...values,
					done_on: values.state === 'done' ? (options.effective_on ?? acting.today) : null
				})
				.where('task_id', '=', task_id)
				.where('municipality_code', '=', code)
				.execute(),
		options
	);
}

async function allOf(subject: Subject, reader: string | null, source = db) {
	const changes: Awaited<ReturnType<typeof listHistory>>['changes'] = [];
	for (let before: Cursor | null = null; ;) {
		const page = await listHistory(source, subject, { before, reader });
		changes.push(...page.changes);
		if (!page.next) return changes;
		expect(page.changes).toHaveLength(PAGE_OF_HISTORY);
		before = readCursor(cursorText(page.next));
	}
}

/** Herning's part of a task's history. */
const ofHerning = async (task_id: number, reader: string | null) =>
	(await allOf({ task_id }, reader)).filter(({ municipality_code }) => municipality_code === '657');

describe('a history', () => {
	it('tells of a task who changed what, when, from what to what, since which day, and why', async () => {
		const task = oldTask();
		const when = again(herning);
		await finish(
			when,
			task.id,
			{ state: 'done', note: 'Gjort' },
			{ effective_on: addDays(TODAY, -3), reason: 'Glemt' }
		);
		const changes = await ofHerning(task.id, '657');
		const { names } = await listHistory(db, { task_id: task.id }, HERNING);
		const [state, written] = [changes.find(({ why }) => why)!, changes.find(({ why }) => !why)!];
		expect(changes).toHaveLength(2);
		expect(state).toMatchObject({
			table_name: 'task_state',
			operation: 'update',
			person_id: herning.person.id,
			municipality_code: '657',
			old: { state: 'not_started' },
			new: { state: 'done' },
			effective_on: addDays(TODAY, -3),
			recorded_at: when.now,
			why: 'Glemt'
		});
		expect(written).toMatchObject({ old: { note: null }, new: { note: 'Gjort' }, effective_on: null });
		expect(names.people[herning.person.id]).toBe('Dorthe Hedelund');
		expect(tell(state, names, 'da', TODAY)).toMatchObject({
			what: 'Opgave',
			which: task.title,
			municipality: { name: 'Herning', href: '/kommuner/herning' },
			lines: [{ field: 'Tilstand', old: 'Ikke startet', new: 'Udført' }]
		});
	});

	it('says a state once, not again with the row that holds it, and no counter', async () => {
		const task = nextTask();
		await finish(again(herning), task.id, { state: 'done' });
		const changes = await ofHerning(task.id, null);
		expect(changes.map(({ old, new: is_now }) => [old, is_now])).toEqual([
			[{ state: 'not_started' }, { state: 'done' }]
		]);
	});

	it('keeps notes and reasons from other municipalities, and tells them that something was done', async () => {
		const task = nextTask();
		await finish(again(herning), task.id, { state: 'done', note: 'Hemmeligt' }, { reason: 'Fortroligt' });
		for (const reader of [KOMBIT, HERNING])
			expect(JSON.stringify(await listHistory(db, { task_id: task.id }, reader))).toMatch(
				/Hemmeligt.*Fortroligt|Fortroligt.*Hemmeligt/
			);
		const changes = await ofHerning(task.id, '482');
		expect(changes.map(({ new: is_now, why }) => [is_now, why])).toEqual([[{ state: 'done' }, null]]);
	});

	it('keeps references and reasons of a signature and every call from other municipalities', async () => {
		const { version_id, agreement_id } = await db
			.selectFrom('signature')
			.innerJoin('agreement_version as v', 'v.id', 'version_id')
			.where('municipality_code', '=', '657')
			.where('state', '=', 'sent')
			.select(['version_id', 'agreement_id'])
			.orderBy('version_id')
			.executeTakeFirstOrThrow();
		await act(db, again(office), async (trx) => {
			await trx
				.updateTable('signature')
				.set({
					state: 'signed',
					signed_on: TODAY,
					signatory: 'Inge Holm',
					reference: 'Sag-12',
					reason: 'Tøvede'
				})
				.where('version_id', '=', version_id)
				.where('municipality_code', '=', '657')
				.execute();
			const { id } = await trx
				.insertInto('follow_up')
				.values({
					version_id,
					municipality_code: '657',
					kind: 'phone',
					happened_on: TODAY,
					note: 'Ringet op'
				})
				.returning('id')
				.executeTakeFirstOrThrow();
			await trx
				.updateTable('follow_up')
				.set({ note: 'Ringet op igen', kind: 'meeting' })
				.where('id', '=', id)
				.execute();
			await trx.deleteFrom('follow_up').where('id', '=', id).execute();
		});
		for (const subject of [{ agreement_id }, { municipality_code: '657' }]) {
			for (const { reader } of [KOMBIT, HERNING]) {
				const all = JSON.stringify(await allOf(subject, reader));
				for (const word of ['Sag-12', 'Tøvede', 'Ringet op', 'Ringet op igen', 'Inge Holm'])
					expect(all, `${word} for ${reader}`).toContain(word);
			}
			const others = await allOf(subject, '482');
			expect(JSON.stringify(others)).toContain('Inge Holm');
			expect(JSON.stringify(others)).not.toMatch(/Sag-12|Tøvede|Ringet op/);
			expect(
				others.filter(({ table_name }) => table_name === 'follow_up'),
				'not even that there was a call'
			).toEqual([]);
		}
	});

	it('of a municipality holds its rows and no other’s; nothing of people, their access and private groups', async () => {
		const task = nextTask();
		await finish(again(office), task.id, { state: 'done' }, {}, '741');
		await act(db, again(office), async (trx) => {
			await trx
				.updateTable('person')
				.set({ title: 'Chef', phone: '12345678' })
				.where('id', '=', herning.person.id)
				.execute();
			await trx
				.insertInto('access')
				.values({
					person_id: herning.person.id,
					kind: 'contributor',
					municipality_code: '657',
					granted_on: TODAY
				})
				.execute();
		});
		await act(db, again(herning), (trx) =>
			trx
				.insertInto('municipality_group')
				.values({
					name: 'Kun for mig',
					slug: 'kun-for-mig',
					kind: 'own',
					owner_id: herning.person.id
				})
				.execute()
		);
		const changes = await allOf({ municipality_code: '657' }, null);
		expect(new Set(changes.map(({ municipality_code }) => municipality_code))).toEqual(new Set(['657']));
		expect(JSON.stringify(changes)).not.toMatch(/Chef|12345678|Kun for mig/);
		expect(changes.map(({ table_name }) => table_name)).not.toContain('access');
	});

	it('of a project holds what was given before changes were recorded, once, and what was written since', async () => {
		const { id, slug } = await db
			.selectFrom('project')
			.select(['id', 'slug'])
			.where('slug', '=', 'sygesikring')
			.executeTakeFirstOrThrow();
		const given = (await allOf({ project_slug: slug }, null)).length;
		expect(given).toBeGreaterThan(0);
		const { id: milestone } = await act(db, again(office), (trx) =>
			trx
				.insertInto('milestone')
				.values({
					project_id: id,
					title: 'Ny milepæl',
					kind: 'release',
					certainty: 'planned',
					precision: 'unknown',
					position: 99
				})
				.returning('id')
				.executeTakeFirstOrThrow()
		);
		const undone = again(office);
		await act(db, undone, (trx) =>
			trx.updateTable('milestone').set({ title: 'Omdøbt' }).where('id', '=', milestone).execute()
		);
		await undoChange(db, again(office), undone.requestId);
		const changes = await allOf({ project_slug: slug }, '482');
		expect(changes.length).toBe(given + 3);
		expect(changes.slice(0, 3).map(({ operation, new: is_now }) => [operation, is_now?.['title']])).toEqual([
			['update', 'Ny milepæl'],
			['update', 'Omdøbt'],
			['insert', 'Ny milepæl']
		]);
		expect(new Set(changes.map(({ key }) => key)).size).toBe(changes.length);
	});

	it('goes on page by page without losing or repeating a change, however many came in one moment', async () => {
		const task = nextTask();
		const codes = (
			await db.selectFrom('task_state').select('municipality_code').where('task_id', '=', task.id).execute()
		)
			.map(({ municipality_code }) => municipality_code)
			.toSorted();
		await fc.assert(
			fc.asyncProperty(
				fc.array(fc.record({ from: fc.nat(codes.length - 1), many: fc.integer({ min: 1, max: 40 }) }), {
					minLength: 1,
					maxLength: 4
				}),
				fc.constantFrom(null, '657', '482'),
				async (rounds, reader) => {
					for (const { from, many } of rounds)
						await act(
							db,
							again(office),
							(trx) =>
								trx
									.updateTable('task_state')
									.set({
										state: sql`case when state = 'waiting' then 'not_started' else 'waiting' end::task_progress`,
										done_on: null,
										note: sql`md5(concat(note, municipality_code))`
									})
									.where('task_id', '=', task.id)
									.where('municipality_code', 'in', codes.slice(from, from + many))
									.execute(),
							{ reason: 'Grund' }
						);
					const changes = await allOf({ task_id: task.id }, reader);
					expect(new Set(changes.map(({ key }) => key)).size).toBe(changes.length);
					const { states, notes } = await db
						.selectNoFrom([
							sql<number>`(select count(*)::int from status_change where task_id = ${task.id} and old_state is not null)`.as(
								'states'
							),
							sql<number>`(select count(*)::int from audit_event where task_id = ${task.id} and new ? 'note'
								and (${reader}::text is null or municipality_code = ${reader}))`.as('notes')
						])
						.executeTakeFirstOrThrow();
					expect(changes).toHaveLength(states + notes);
					expect(changes.map(({ recorded_at }) => recorded_at.getTime())).toEqual(
						changes.map(({ recorded_at }) => recorded_at.getTime()).toSorted((a, b) => b - a)
					);
				}
			),
			{ numRuns: 8, seed: Number(process.env['SEED'] ?? 20231123) }
		);
	});

	it('reads no cursor that it did not write', () => {
		for (const text of [
			'',
			'1',
			'1-state',
			'1-state-1-1',
			'-1-state-1',
			'1-audit-1',
			'1e3-state-1',
			'9'.repeat(18) + '-state-1',
			"1-state-1'--"
		])
			expect(readCursor(text), text).toBeNull();
	});

	it('as of a day holds what was recorded until then', async () => {
		const task = oldTask();
		await finish(again(office, '2023-11-02'), task.id, { state: 'waiting', note: 'Dengang' });
		await finish(again(office), task.id, { state: 'done', note: 'Nu' }, { effective_on: '2023-11-01' });
		const then = lookBack(db, { day: '2023-11-10', known: 'then', present: TODAY });
		const changes = await allOf({ task_id: task.id }, null, then);
		const own = changes.filter(({ municipality_code }) => municipality_code === '657');
		expect(own.map(({ new: is_now }) => is_now)).toHaveLength(2);
		expect(own.map(({ new: is_now }) => is_now)).toEqual(
			expect.arrayContaining([{ state: 'waiting' }, { note: 'Dengang' }])
		);
	});

	it('of what is not there is empty', async () => {
		for (const subject of [
			{ task_id: 999_999 },
			{ agreement_id: 999_999 },
			{ project_slug: 'findes-ikke' },
			{ municipality_code: '411' }
		])
			expect(await listHistory(db, subject, KOMBIT)).toMatchObject({ changes: [], next: null });
	});
});
