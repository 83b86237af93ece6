import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildApp } from '../run/build.ts';
import { act, type Acting } from '../src/database/acting.server.ts';
import { connect } from '../src/database/connection.server.ts';
import type { Day } from '../src/language/dates.ts';
import { freezeMeeting } from '../src/meetings/freeze.server.ts';
import { makeHandout } from '../src/meetings/handout.server.ts';
import { doneCookie } from '../src/people/cookie.ts';
import { LIMITS } from '../src/people/limit.server.ts';
import { demoActor, enter, listActors } from './support/actors.ts';
import { testAddress } from './support/database.ts';
import { Guest } from './support/guest.ts';
import { removeData, type RunningApp, startApp } from './support/running-app.ts';
import { ROUTES } from './routes.ts';

// Notes, calls, references, reasons, mails and telephone numbers are for KOMBIT and the municipality alone. Here each such
// column of Herning holds a word of its own, first one, then another, and some are gone again; then others look everywhere.

const HERNING = '657';
const THEN: Day = '2023-10-20';
const BETWEEN: Day = '2023-10-25';

/**
 * Every column of a municipality's own rows that holds what somebody typed or where somebody is reached: private, or
 * for all who are signed in. A new one fails the test until it stands in one of the lists.
 */
const PRIVATE = [
	'editorial_turn.remark',
	'follow_up.note',
	'person.email',
	'person.phone',
	'signature.reason',
	'signature.reference',
	'status_change.note',
	'task_state.note'
];
const SHOWN = [
	'person.name',
	'person.title',
	'signature.signatory',
	'signature.signatory_title',
	// Keys, and what is counted by them.
	...['access', 'follow_up', 'municipality_group_member', 'person', 'region_membership', 'role_holder'].map(
		(table) => `${table}.municipality_code`
	),
	...['signature', 'status_change', 'task_state', 'task_step_done', 'audit_event', 'editorial_turn'].map(
		(table) => `${table}.municipality_code`
	),
	'editorial_letter.municipality_code',
	'audit_event.operation',
	'audit_event.table_name',
	'region_membership.region_slug',
	'role_holder.role_slug',
	'status_change.new_state',
	'status_change.old_state'
];

const address = await testAddress({ demo: true });
const db = connect(address, { most: 2 });
const canaries = new Set<string>();
/** A word that stands nowhere else, and says where it was let loose. */
function canary(column: string): string {
	const word = `kanarie${canaries.size + 1}-${column.replace(/[^a-z]/g, '-')}`;
	canaries.add(word);
	return word;
}
// A bounced address is a day: one on which nothing else happened.
const BOUNCED = /2021-02-03|3\. feb(?:\.|ruar) 2021/;

let app: RunningApp;
let places: {
	task: number;
	agreement: number;
	version: number;
	person: number;
	meeting: number;
	requests: string[];
};
const guests = new Map<string, Guest>();

beforeAll(async () => {
	await buildApp();
	places = await letLoose();
	app = await startApp({ DATABASE_URL: address, HOST: '127.0.0.1' });
	for (const acting of await listActors(db)) {
		const { kind, municipality_code } = acting.person;
		guests.set([kind, municipality_code].filter(Boolean).join(' '), await enter(db, app, acting));
	}
}, 180_000);
afterAll(async () => {
	await app.stop();
	await db.destroy();
	await removeData(app.dataDir);
});

/** Fills the private columns as KOMBIT a month ago, fills them anew today with states from before, and removes some. */
async function letLoose(): Promise<typeof places> {
	const office = await demoActor(db, 'program-office');
	const past = new Date(`${THEN}T10:00:00Z`);
	const requests: string[] = [];
	const acting = (when: Pick<Acting, 'today' | 'now'>): Acting => {
		requests.push(crypto.randomUUID());
		return { ...office, ...when, requestId: requests.at(-1)! };
	};
	const { task_id: task } = await db
		.selectFrom('task_state')
		.innerJoin('task', 'task.id', 'task_id')
		.where('municipality_code', '=', HERNING)
		.where('closed_on', 'is', null)
		.where('published_on', '<', '2023-10-01')
		.where('state', '!=', 'done')
		.select('task_id')
		.orderBy('task_id')
		.executeTakeFirstOrThrow();
	const { version, agreement } = await db
		.selectFrom('signature')
		.innerJoin('agreement_version as v', 'v.id', 'version_id')
		.innerJoin('agreement as a', 'a.id', 'v.agreement_id')
		.innerJoin('project', 'project.id', 'a.project_id')
		.where('project.slug', '=', 'gateway')
		.where('a.kind', '=', 'accession')
		.where('municipality_code', '=', HERNING)
		.select(['version_id as version', 'a.id as agreement'])
		.executeTakeFirstOrThrow();
	const { person, holding } = await db
		.selectFrom('role_holder')
		.innerJoin('person', 'person.id', 'person_id')
		.where('role_slug', '=', 'programleder')
		.where('role_holder.municipality_code', '=', HERNING)
		.where('held_until', 'is', null)
		.select(['person.id as person', 'role_holder.id as holding'])
		.executeTakeFirstOrThrow();

	const { id: meeting } = await db
		.selectFrom('meeting')
		.where('state', '=', 'draft')
		.select('id')
		.orderBy('held_on')
		.limit(1)
		.executeTakeFirstOrThrow();

	const fill = async (
		when: Pick<Acting, 'today' | 'now'>,
		{ done, signed, effective_on }: { done: boolean; signed: boolean; effective_on: Day }
	) =>
		act(
			db,
			acting(when),
			async (trx) => {
				await trx
					.updateTable('task_state')
					.set({
						note: canary('task_state.note'),
						state: done ? 'done' : 'waiting',
						done_on: done ? effective_on : null
					})
					.where('task_id', '=', task)
					.where('municipality_code', '=', HERNING)
					.execute();
				await trx
					.updateTable('signature')
					.set({
						state: signed ? 'signed' : 'declined',
						signed_on: signed ? effective_on : null,
						signatory: signed ? 'Inge Holm' : null,
						reference: canary('signature.reference'),
						reason: canary('signature.reason')
					})
					.where('version_id', '=', version)
					.where('municipality_code', '=', HERNING)
					.execute();
				await trx
					.insertInto('editorial_turn')
					.values({ meeting_id: meeting, municipality_code: HERNING, reason: 'chosen', asked_on: THEN })
					.onConflict((turn) => turn.doNothing())
					.execute();
				await trx
					.updateTable('editorial_turn')
					.set({ state: 'no', answered_on: effective_on, remark: canary('editorial_turn.remark') })
					.where('meeting_id', '=', meeting)
					.where('municipality_code', '=', HERNING)
					.execute();
				await trx
					.insertInto('follow_up')
					.values(
						[1, 2].map(() => ({
							version_id: version,
							municipality_code: HERNING,
							kind: 'phone' as const,
							happened_on: effective_on,
							note: canary('follow_up.note')
						}))
					)
					.execute();
				await trx
					.updateTable('person')
					.set({ email: `${canary('person.email')}@herning.example`, phone: canary('person.phone') })
					.where('id', '=', person)
					.execute();
			},
			{ effective_on, reason: canary('status_change.note') }
		);
	await fill({ today: THEN, now: past }, { done: true, signed: false, effective_on: '2023-10-18' });
	await fill(office, { done: false, signed: true, effective_on: '2023-10-22' });
	await fill(office, { done: true, signed: false, effective_on: office.today });
	await act(db, acting(office), async (trx) => {
		await trx
			.updateTable('follow_up')
			.set({ note: canary('follow_up.note') })
			.where('id', '=', (eb) => eb.selectFrom('follow_up').select(sql<number>`max(id)`.as('id')))
			.execute();
		await trx
			.deleteFrom('follow_up')
			.where('id', '=', (eb) => eb.selectFrom('follow_up').select(sql<number>`max(id)`.as('id')))
			.execute();
		await trx
			.updateTable('role_holder')
			.set({ bounced_on: '2021-02-03' })
			.where('id', '=', holding)
			.execute();
	});
	return { task, agreement, version, person, meeting, requests };
}

/** Every address that could show something of Herning; `__data.json` is what a page knows, shown or not. */
function addresses(): string[] {
	const { task, agreement, version, person, meeting, requests } = places;
	const pages = [
		...Object.values(ROUTES)
			.filter(({ open, method, path }) => !open && !method && path !== '/historik/rettelser?pr=2023-11-01')
			.map(({ path }) => path),
		`/opgaver/${task}`,
		`/opgaver/${task}?ret=${HERNING}`,
		`/opgaver?kommune=herning`,
		`/aftaler/${agreement}`,
		`/aftaler/${agreement}?status=alle`,
		`/aftaler/${agreement}?status=alle&ret=${HERNING}&udgave=${version}`,
		`/aftaler/${agreement}?vis=ringeliste&ret=${HERNING}`,
		'/projekter/gateway',
		'/kommuner/herning?status=alle&tilstand=alle',
		'/kommuner?vis=aftaler',
		'/kommuner?vis=opgaver',
		`/moeder/${meeting}`,
		`/moeder/turnus?moede=${meeting}`,
		`/personer/${person}`,
		`/personer/${person}/overdrag`,
		'/historik?kommune=herning',
		'/historik/eksport?kommune=herning',
		...requests.map((request) => `/historik?handling=${request}`)
	];
	const withData = (path: string) => {
		const [before, query = ''] = path.split('?') as [string, string?];
		const data = `${before === '/' ? '' : before}/__data.json${query && `?${query}`}`;
		return /eksport|konto\/data/.test(path) ? [path] : [path, data];
	};
	const asOf = (path: string) => {
		const and = path.includes('?') ? '&' : '?';
		return [path, `${path}${and}pr=${BETWEEN}`, `${path}${and}pr=${BETWEEN}&kendt=nu`];
	};
	const own = [
		`/opgaver/${task}`,
		`/aftaler/${agreement}?status=alle`,
		'/kommuner/herning',
		'/rollegalleri/herning',
		`/moeder/${meeting}`,
		`/moeder/turnus?moede=${meeting}`,
		'/historik',
		'/historik/eksport',
		`/historik/rettelser`
	];
	return [...new Set([...pages, ...own.flatMap(asOf)])].flatMap(withData);
}

async function look(guest: Guest, paths = addresses()): Promise<{ path: string; found: string[] }[]> {
	const seen: { path: string; found: string[] }[] = [];
	for (const path of paths) {
		const { body, status } = await guest.get(path);
		expect(status, path).toBeLessThan(500);
		const found = [...canaries].filter((word) => body.includes(word));
		if (BOUNCED.test(body)) found.push('role_holder.bounced_on');
		if (found.length > 0) seen.push({ path, found });
	}
	return seen;
}

const foundBy = (seen: { found: string[] }[]) => new Set(seen.flatMap(({ found }) => found));

describe('what is private', () => {
	test('is every column that is, and no column is forgotten', async () => {
		const { rows } = await sql<{ name: string }>`
			select c.table_name || '.' || c.column_name as name from information_schema.columns c
			join information_schema.tables t using (table_schema, table_name)
			where c.table_schema = 'public' and t.table_type = 'BASE TABLE' and c.data_type = 'text'
				and exists (select from information_schema.columns place where place.table_schema = 'public'
					and place.table_name = c.table_name and place.column_name = 'municipality_code')
		`.execute(db);
		expect(rows.map(({ name }) => name).toSorted()).toEqual([...PRIVATE, ...SHOWN].toSorted());
	});

	test('is there for KOMBIT and for Herning, so that looking for it finds it', async () => {
		expect([...foundBy(await look(guests.get('kombit_administrator')!))].toSorted()).toEqual(
			[...canaries, 'role_holder.bounced_on'].toSorted()
		);
		const own = ['/historik', '/aftaler', '/opgaver', '/kommuner', '/rollegalleri', '/moeder'];
		const paths = addresses().filter(
			(path) => own.some((start) => path.startsWith(start)) && !path.includes('__data')
		);
		expect([...foundBy(await look(guests.get('programleder 657')!, paths))].toSorted()).toEqual(
			[...canaries, 'role_holder.bounced_on'].toSorted()
		);
	}, 60_000);

	test.each(['programleder 482', 'klik_administrator 482', 'contributor 482'])(
		'is on no page, in no history and in no file for %s',
		async (who) => {
			expect(await look(guests.get(who)!)).toEqual([]);
		},
		60_000
	);

	test('is not in a handout, which names nobody and no place', async () => {
		const office = await demoActor(db, 'program-office');
		const { id } = await db
			.selectFrom('meeting')
			.where('held_on', '=', office.today)
			.select('id')
			.executeTakeFirstOrThrow();
		const { version } = await freezeMeeting(db, office, id);
		const token = await makeHandout(db, office, id, { deck_version: version });
		const nobody = new Guest(app.address);
		const { body, status, headers } = await nobody.get(`/udlevering/${token}`);
		expect(status).toBe(200);
		expect(headers).toMatchObject({
			'referrer-policy': 'strict-origin',
			'x-robots-tag': 'noindex, nofollow',
			'cache-control': 'private, no-store'
		});
		expect([...canaries].filter((word) => body.includes(word))).toEqual([]);
		const text = body.slice(body.indexOf('<main'), body.indexOf('</main>'));
		expect(text).toContain('Gateway');
		const { rows } = await sql<{ name: string }>`
			select name from municipality union select name from person union select email from person
			union select phone from person where phone is not null union select name from project_contact
			union select email from project_contact where email is not null
			union select presenter from agenda_item where presenter is not null
			union select mailbox from project where mailbox is not null
		`.execute(db);
		expect(rows.length).toBeGreaterThan(200);
		const word = (name: string) => new RegExp(`(?<!\\p{L})${RegExp.escape(name)}s?(?!\\p{L})`, 'u');
		expect(rows.map(({ name }) => name).filter((name) => word(name).test(text))).toEqual([]);
		// It opens nothing else.
		for (const path of [`/moeder/${id}`, '/kommuner', '/personer', `/moeder/${id}/pptx`])
			expect((await nobody.get(path)).status, path).toBe(303);
	});

	test('is found by no guessing of links: they are counted, and those that open are not', async () => {
		const office = await demoActor(db, 'program-office');
		const { meeting_id, version } = await db
			.selectFrom('deck')
			.select(['meeting_id', 'version'])
			.orderBy('id')
			.limit(1)
			.executeTakeFirstOrThrow();
		const token = await makeHandout(db, office, meeting_id, { deck_version: version });
		const nobody = new Guest(app.address);
		const { most } = LIMITS.handout_from_address;
		for (let nth = 1; nth <= most + 1; nth++) {
			const { status, headers } = await nobody.get(`/udlevering/${'x'.repeat(43)}`);
			expect(status, `try ${nth}`).toBe(nth <= most ? 404 : 429);
			expect(Number(headers['retry-after'] ?? 0) > 0).toBe(nth > most);
		}
		expect((await nobody.get('/udlevering/x')).body).toContain('For mange forsøg');
		expect((await nobody.get(`/udlevering/${token}`)).status).toBe(200);
	});

	test('is not told by the undo bar, by undoing, or by a form of another municipality', async () => {
		const guest = guests.get('programleder 482')!;
		const { task, agreement, version, person, requests } = places;
		const cookie = doneCookie(new URL(app.address));
		const maker = guests.get('kombit_administrator')!;
		maker.jar().set(cookie, requests.at(-1)!);
		expect((await maker.get('/')).body).toContain('action="/fortryd"');
		for (const request of requests) {
			guest.jar().set(cookie, request);
			const page = await guest.get('/');
			expect(page.body).not.toContain('action="/fortryd"');
			const { status, body } = await guest.post('/fortryd', { hvad: request, tilbage: '/' });
			expect(status).toBe(404);
			expect(body).not.toMatch(/kanarie/);
		}
		guest.jar().delete(cookie);
		for (const [path, form] of [
			[`/opgaver/${task}?/gem`, { kommune: HERNING, version: '1', tilstand: 'done' }],
			[
				`/aftaler/${agreement}?/underskrift`,
				{ kommune: HERNING, udgave: String(version), version: '1', tilstand: 'sent' }
			],
			[`/aftaler/${agreement}?/fjern`, { id: '1', version: '1' }],
			[`/personer/${person}?/oplysninger`, { version: '1', name: 'Navn' }]
		] as const) {
			const { status, body } = await guest.post(path, form);
			expect([403, 404], path).toContain(status);
			expect(body, path).not.toMatch(/kanarie/);
		}
	});

	test('is not found by searching for it', async () => {
		const guest = guests.get('programleder 482')!;
		for (const word of canaries)
			for (const path of ['/soeg', '/opgaver', '/aftaler', '/personer', '/kommuner']) {
				const { body } = await guest.get(`${path}?q=${word}`);
				expect(body.match(/<tbody[\s\S]*?<\/tbody>/)?.[0] ?? '', `${path} for ${word}`).not.toMatch(
					/Herning/
				);
			}
	}, 60_000);
});
