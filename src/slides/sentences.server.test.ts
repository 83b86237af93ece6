import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { signatureFilter } from '#agreements/agreement.form.ts';
import { findAgreement, listSignatures } from '#agreements/agreement.server.ts';
import { arrangeSignatures } from '#agreements/agreement.ts';
import { act } from '#database/acting.server.ts';
import { type Database, lookBack } from '#database/connection.server.ts';
import { chance, pick } from '#database/demo/chance.ts';
import { readAsOf } from '#history/asof.form.ts';
import { addDays, type Day } from '#language/dates.ts';
import { number } from '#language/numbers.ts';
import { findGroup } from '#municipalities/group.server.ts';
import { SIGNATURE_STATES } from '#agreements/agreement.ts';
import { copyFilter } from '#tasks/task.form.ts';
import { findTask, listCopies } from '#tasks/task.server.ts';
import { TASK_STATES } from '#tasks/task.ts';
import { readFilter } from '#ui/filter.ts';
import { demoActor } from '../../tests/support/actors.ts';
import { testDatabase } from '../../tests/support/database.ts';
import { type Changes, compareSnapshots, corrections } from './changes.ts';
import { detailsOf, type Sentence } from './sentences.ts';
import type { Snapshot } from './snapshot.ts';
import { canonicalJson, readSnapshot } from './snapshot.server.ts';

const db = await testDatabase({ demo: true });
const office = await demoActor(db, 'program-office');
const seed = process.env['SEED'] ?? '1';
const PAGE = '/moeder/1/aendringer?udgave=1';

function worldOn(day: Day, known: 'then' | 'now' = 'then'): Database {
	return day === office.today ? db : lookBack(db, { day, known, present: office.today });
}

const read = (day: Day, known: 'then' | 'now' = 'then') => readSnapshot(worldOn(day, known), day);

/** The rows that the page at an address shows, by the page's own reads. */
async function rowsAt(href: string, sentence: Sentence): Promise<string[]> {
	const url = new URL(href, 'http://overblik.test');
	// Who moved stands on the page of the changes itself, at its place.
	if (href.startsWith(`${PAGE}#`)) {
		expect(url.hash).toBe(`#${sentence.key}`);
		return sentence.rows!;
	}
	const as_of = readAsOf(url.searchParams, office.today);
	if (as_of && 'trouble' in as_of) throw new Error(`${href} cannot be read.`);
	const there = as_of ? worldOn(as_of.day, as_of.known) : db;
	const today = as_of?.day ?? office.today;
	const [, noun, id] = url.pathname.split('/');
	if (noun === 'aftaler') {
		const filter = readFilter(signatureFilter, url.searchParams);
		const agreement = await findAgreement(there, Number(id), today);
		const rows = await listSignatures(there, agreement.id, { today, reader: office.person, filter });
		return arrangeSignatures(rows, { filter, municipality_code: null }).rows.map(({ code }) => code);
	}
	if (noun === 'opgaver') {
		const filter = readFilter(copyFilter, url.searchParams);
		expect(await findTask(there, Number(id), { today, reader: null })).toBeDefined();
		const rows = await listCopies(there, Number(id), filter, { today, reader: null });
		return rows.filter(({ is_shown }) => is_shown).map(({ code }) => code);
	}
	if (noun === 'grupper')
		return (await findGroup(there, id!, { person_id: 0 })).members.map(({ code }) => code);
	throw new Error(`No rows are known at ${href}.`);
}

/** Looks at every figure of every sentence; of many, at some drawn by chance. */
async function expectFigures(changes: Changes, most: number): Promise<number> {
	const sentences = detailsOf(changes, 'da', { page: PAGE });
	const figures = sentences.flatMap((sentence) =>
		sentence.line.filter(({ rows }) => rows).map((run) => ({ sentence, run }))
	);
	const drawn = figures.filter(({ sentence }) => chance(`${seed} ${sentence.key}`) * figures.length < most);
	for (const { sentence, run } of drawn) {
		const rows = (await rowsAt(run.href!, sentence)).sort();
		expect(rows, `${sentence.key}: ${run.href}`).toEqual(run.rows);
		expect(run.text).toBe(number(rows.length, 'da'));
	}
	return drawn.length;
}

test('between days of the demo every number is what the page it leads to shows', async () => {
	for (const at of [1, 2, 3, 4]) {
		const later =
			at === 1 ? office.today : addDays(office.today, -Math.floor(chance(`${seed} later ${at}`) * 20));
		const before = addDays(later, -1 - Math.floor(chance(`${seed} before ${at}`) * 40));
		const changes = compareSnapshots(await read(before), await read(later));
		await expectFigures(changes, 25);
	}
}, 120_000);

test('between a world and itself nothing is told', async () => {
	for (const day of [office.today, '2023-10-26']) {
		const [one, other] = [await read(day), await read(day)];
		expect(canonicalJson(one)).toBe(canonicalJson(other));
		expect(detailsOf(compareSnapshots(one, other), 'da', { page: PAGE })).toEqual([]);
	}
}, 60_000);

test('after acts of today and of before, changes and corrections lead to the rows that the pages show', async () => {
	const day = '2023-11-10';
	const [frozen, before] = [await read(day), await read(office.today)];
	const asked = before.agreements.flatMap(({ asking }) => asking ?? []);
	for (let at = 0; at < 40; at++) {
		const draw = <T>(what: string, list: readonly T[]) => pick(`${seed} ${what} ${at}`, list);
		const effective_on = addDays(office.today, -Math.floor(chance(`${seed} back ${at}`) * 30));
		if (at % 2) {
			const { version_id, standings } = draw('agreement', asked);
			const code = draw('municipality', Object.values(standings).flat());
			const state = draw('state', SIGNATURE_STATES);
			const signed = state === 'signed' || state === 'registered';
			await act(
				db,
				{ ...office, requestId: crypto.randomUUID() },
				(trx) =>
					trx
						.updateTable('signature')
						.set({
							state,
							signed_on: signed ? effective_on : null,
							signatory: signed ? 'x' : null,
							signatory_title: null,
							reason: state === 'declined' || state === 'not_applicable' ? 'y' : null
						})
						.where('version_id', '=', version_id)
						.where('municipality_code', '=', code)
						.execute(),
				{ effective_on }
			);
		} else {
			const task = draw('task', before.tasks);
			const code = draw('municipality', Object.values(task.states).flat());
			const state = draw('state', TASK_STATES);
			await act(
				db,
				{ ...office, requestId: crypto.randomUUID() },
				(trx) =>
					trx
						.updateTable('task_state')
						.set({ state, done_on: state === 'done' ? effective_on : null })
						.where('task_id', '=', task.id)
						.where('municipality_code', '=', code)
						.execute(),
				{ effective_on }
			);
		}
	}
	const after = await read(office.today);
	const known = await read(day, 'now');
	expect(await read(day)).toEqual(frozen);
	expect(await expectFigures(compareSnapshots(frozen, after), 60)).toBeGreaterThan(20);
	expect(await expectFigures(compareSnapshots(known, after, { from_corrected: true }), 60)).toBeGreaterThan(
		20
	);
	expect(await expectFigures(corrections(frozen, known), 60)).toBeGreaterThan(2);
}, 120_000);

test('no name, address or note of anybody in a municipality is in a snapshot', async () => {
	const text = canonicalJson(await read(office.today));
	const { rows } = await sql<{ secret: string }>`
		select name as secret from person where municipality_code is not null
		union select email from person where municipality_code is not null
		union select note from task_state where note is not null
		union select note from follow_up
		union select signatory from signature where signatory is not null
		union select reason from signature where reason is not null
	`.execute(db);
	expect(rows.length).toBeGreaterThan(100);
	expect(rows.filter(({ secret }) => secret.length > 3 && text.includes(JSON.stringify(secret)))).toEqual([]);
});

test('what a snapshot counts stays bounded: a longer past makes it no larger', async () => {
	const snapshot: Snapshot = await read(office.today);
	expect(canonicalJson(snapshot).length).toBeLessThan(400_000);
});
