import { sql } from 'kysely';
import { afterAll, describe, expect, test } from 'vitest';
import { demoActor } from '../../tests/support/actors.ts';
import { testAddress, testDatabase } from '../../tests/support/database.ts';
import { connect } from '#database/connection.server.ts';
import { act, Stale } from '#database/acting.server.ts';
import { editOwnDetails, findAccount } from './account.server.ts';
import type { AccessWish } from './entry.server.ts';
import { makeFirstAdministrator } from './administrator.server.ts';
import { findKeptForm, keepForm } from './kept.server.ts';
import { countTry, LIMITS } from './limit.server.ts';
import { lookAtLink, sendLink } from './link.server.ts';
import { actByAccess, arrive, listAccesses, openSession } from './session.server.ts';

const address = await testAddress({ demo: true });
const db = connect(address, { most: 4 });
const app = connect(address, { most: 2, role: 'overblik_app' });
afterAll(() => Promise.all([db.destroy(), app.destroy()]));
const empty = await testDatabase();
const clock = new Date();

/** Runs SQL as the app's role outside of any act, as a fault in the app might. */
const asApp = (statement: string) =>
	db.transaction().execute(async (trx) => {
		await sql`set local role overblik_app`.execute(trx);
		return sql.raw<Record<string, unknown>>(statement).execute(trx);
	});

describe('the app’s own role', () => {
	test.each([
		'select * from sign_in_link',
		'select * from sign_in_flow',
		`update sign_in_link set person_id = 1`,
		'delete from sign_in_link',
		`insert into sign_in_link values ('\\x00', '\\x00', 1, '/', now())`,
		`update identity set person_id = 1`,
		'delete from identity',
		`update session set person_id = 1`,
		`update session set expires_at = 'infinity'`,
		`update session set token_hash = '\\x00'`,
		'delete from session'
	])('may not: %s', async (statement) => {
		await expect(asApp(statement)).rejects.toThrow(/permission denied/);
	});

	test('reads a kept form only as its person', async () => {
		const dorthe = await demoActor(db, 'herning');
		const troels = await demoActor(db, 'langeland');
		const id = await keepForm(db, {
			person_id: dorthe.person.id,
			path: '/konto?/gem',
			fields: [['note', 'a\0b']],
			clock
		});
		expect((await asApp('select * from kept_form')).rows).toEqual([]);
		expect(await findKeptForm(db, troels, { id, clock })).toBeUndefined();
		const seen = await act(db, troels, (trx) => trx.selectFrom('kept_form').selectAll().execute());
		expect(seen).toEqual([]);
		expect(await findKeptForm(db, dorthe, { id, clock })).toMatchObject({ fields: [['note', 'ab']] });
	});
});

test('of the forms that somebody sent without a session the last five are kept', async () => {
	const { person } = await demoActor(db, 'langeland');
	const ids: string[] = [];
	for (let n = 0; n < 8; n++)
		ids.push(
			await keepForm(app, {
				person_id: person.id,
				path: '/konto',
				fields: [],
				clock: new Date(clock.getTime() + n)
			})
		);
	const kept = await db
		.selectFrom('kept_form')
		.where('person_id', '=', person.id)
		.select('id')
		.orderBy('expires_at')
		.execute();
	expect(kept.map(({ id }) => id)).toEqual(ids.slice(3));
});

test('the histories on pages tell of no binding to a provider, no person and no access', async () => {
	const { person } = await demoActor(db, 'herning');
	const change = { operation: 'insert', row_key: '{}', recorded_at: clock, person_id: person.id };
	const tables = ['identity', 'person', 'access', 'something_new', 'signature'];
	await db
		.insertInto('audit_event')
		.values(tables.map((table_name) => ({ ...change, table_name, new: '{"subject": "s"}' })))
		.execute();
	const told = await app
		.selectFrom('row_history')
		.where('recorded_at', '=', clock)
		.select('table_name')
		.execute();
	expect(told).toEqual([{ table_name: 'signature' }]);
});

describe('tries', () => {
	test('are counted together by several at once, one window long', async () => {
		const most = LIMITS.link_for_account_here.most;
		const outcomes = await Promise.all(
			Array.from({ length: most + 3 }, () => countTry(db, 'link_for_account_here', 'A@b.example', clock))
		);
		expect(outcomes.filter((until) => until === null).length).toBe(most);
		expect(await countTry(db, 'link_for_account_here', 'other@b.example', clock)).toBeNull();
		const until = await countTry(db, 'link_for_account_here', 'a@B.example ', clock);
		expect(until?.getTime()).toBe(clock.getTime() + 15 * 60_000);
		expect(await countTry(db, 'link_for_account_here', 'a@b.example', until!)).toBeNull();
	});

	test('of a stranger elsewhere leave an account its own, in the quarter and in the day', async () => {
		const ask = (address: string, at: Date) =>
			countTry(db, 'link_for_account_here', `maja@b.example ${address}`, at)
				.then(
					(until) => until ?? countTry(db, 'link_for_account_here_daily', `maja@b.example ${address}`, at)
				)
				.then((until) => until ?? countTry(db, 'link_for_account_daily', 'maja@b.example', at));
		let sent = 0;
		for (let quarter = 0; quarter < 8; quarter++)
			for (let n = 0; n < 8; n++)
				if ((await ask('192.0.2.1', new Date(clock.getTime() + quarter * 900_000))) === null) sent++;
		expect(sent).toBe(LIMITS.link_for_account_here_daily.most);
		expect(await ask('198.51.100.1', new Date(clock.getTime() + 8 * 900_000))).toBeNull();
		expect(LIMITS.link_for_account_daily.most).toBeGreaterThan(5 * LIMITS.link_for_account_here_daily.most);
	});

	test('keep neither address nor mail, and old ones go', async () => {
		await countTry(db, 'use_from_address', '192.0.2.7', new Date(clock.getTime() - 3_600_000));
		await countTry(db, 'use_from_address', '192.0.2.8', clock);
		const rows = await db.selectFrom('sign_in_try').selectAll().execute();
		expect(rows.every(({ key_hash }) => key_hash.length === 32)).toBe(true);
		expect(rows.some(({ since }) => since.getTime() < clock.getTime() - 900_000)).toBe(false);
	});
});

test('a link stands when another browser asks for one, and is void when its own does', async () => {
	const { email } = await db
		.selectFrom('person')
		.where('id', '=', (await demoActor(db, 'herning')).person.id)
		.select('email')
		.executeTakeFirstOrThrow();
	const ask = async (browser: string) => {
		let token = '';
		const mail = {
			works: true,
			send: ({ text }: { text: string }) => {
				token = /\?n=([\w-]+)/.exec(text)![1]!;
				return Promise.resolve();
			}
		};
		const origin = 'https://overblik.example';
		await sendLink(db, mail, { email, browser, next_path: '/', origin, language: 'da', clock });
		return { token, browser, clock };
	};
	const own = await ask('own');
	const other = await ask('stranger');
	expect(await lookAtLink(db, own)).toBe('good');
	await ask('own');
	expect(await lookAtLink(db, own)).toBe('unknown');
	expect(await lookAtLink(db, other)).toBe('good');
});

test('a session stays within the places and kinds that a provider limited it to', async () => {
	const { id: person_id } = await db
		.insertInto('person')
		.values({ name: 'To Steder', email: 'to.steder@herning.example', municipality_code: '657' })
		.returning('id')
		.executeTakeFirstOrThrow();
	const held = await db
		.insertInto('access')
		.values(
			(
				[
					['reader', '657'],
					['contributor', '657'],
					['reader', '461']
				] as const
			).map(([kind, municipality_code]) => ({ person_id, kind, municipality_code, granted_on: '2023-01-02' }))
		)
		.returning('id')
		.execute();
	const [here, other, elsewhere] = held.map(({ id }) => id) as [number, number, number];
	const come = async (claimed?: AccessWish) => {
		const { token } = await openSession(db, {
			person_id,
			access_id: here,
			now: clock,
			clock,
			way: 'oidc',
			...(claimed && { claimed })
		});
		const { person } = await arrive(db, token, clock);
		const offered = (await listAccesses(db, person!)).map(({ id }) => id).toSorted((a, b) => a - b);
		const taken = [];
		for (const id of [here, other, elsewhere]) if (await actByAccess(db, person!, id)) taken.push(id);
		expect(taken).toEqual(offered);
		return taken;
	};
	expect(await come({ places: ['657'] })).toEqual([here, other]);
	expect(await come({ places: ['657'], kinds: ['reader'] })).toEqual([here]);
	expect(await come({ places: [null] })).toEqual([]);
	expect(await come()).toEqual([here, other, elsewhere]);
});

describe('the first administrator', () => {
	const first = { name: 'Karoline Birkmose', address: 'kabi@kombit.example', today: '2026-11-24' };

	test('is made once, in a database that has none', async () => {
		const made = await Promise.all([1, 2, 3].map(() => makeFirstAdministrator(empty, first)));
		expect(made.filter(Boolean).length).toBe(1);
		expect(await makeFirstAdministrator(empty, { ...first, address: 'other@kombit.example' })).toBe(false);
		const held = await empty
			.selectFrom('access')
			.innerJoin('person', 'person.id', 'access.person_id')
			.select(['name', 'email', 'kind', 'granted_on'])
			.execute();
		expect(held).toEqual([
			{ name: first.name, email: first.address, kind: 'kombit_administrator', granted_on: first.today }
		]);
	});

	test('may be somebody who is here already', async () => {
		await empty.updateTable('access').set({ revoked_on: '2026-11-25' }).execute();
		expect(await makeFirstAdministrator(empty, { ...first, address: 'KABI@kombit.example' })).toBe(true);
		expect((await empty.selectFrom('person').select('id').execute()).length).toBe(1);
	});
});

test('one changes one’s own details, never over a change made meanwhile', async () => {
	const dorthe = await demoActor(db, 'herning');
	const { version } = await findAccount(db, dorthe.person.id);
	const details = { name: 'Dorthe Hedelund', title: 'Digitaliseringschef', phone: null };
	await editOwnDetails(db, dorthe, { version, ...details });
	expect(await findAccount(db, dorthe.person.id)).toMatchObject(details);
	await expect(editOwnDetails(db, dorthe, { version, ...details, title: 'x' })).rejects.toThrow(Stale);
});
