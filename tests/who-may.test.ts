import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildApp } from '../run/build.ts';
import { act, type Acting } from '../src/database/acting.server.ts';
import { connect } from '../src/database/connection.server.ts';
import { keepForm } from '../src/people/kept.server.ts';
import { openSession } from '../src/people/session.server.ts';
import { ACTIONS, type Names, type Who } from './actions.ts';
import { enter, listActors } from './support/actors.ts';
import { testAddress } from './support/database.ts';
import { Guest } from './support/guest.ts';
import { removeData, type RunningApp, startApp } from './support/running-app.ts';
import { PARTS, ROUTES } from './routes.ts';

// Every route and every action, tried as nobody and as each role. What a role may is written down in tests/actions.ts,
// apart from the rules of the app.

const WHO: Who[] = [
	'kombit_administrator',
	'kombit_lead',
	'kombit_reader',
	...['657', '482'].flatMap((code): Who[] => [
		`programleder ${code}`,
		`klik_administrator ${code}`,
		`contributor ${code}`,
		`reader ${code}`
	])
];
const SLUGS: Record<string, string> = { 657: 'herning', 482: 'langeland' };

type Module = { actions?: Record<string, unknown>; POST?: unknown };
const modules = import.meta.glob<Module>('../src/routes/**/+{page.server,server}.ts', { eager: true });
const idOf = (path: string) =>
	`/${path.replace('../src/routes/', '').replace(/\/?\+(page\.)?server\.ts$/, '')}`;

const address = await testAddress({ demo: true });
const db = connect(address, { most: 2 });
const people = new Map<Who, Guest>();
let nobody: Guest;
let programleder: Acting;
let app: RunningApp;
let fixed: Omit<Names, 'person' | 'access' | 'holding' | 'asked_meeting' | 'attempt'>;

beforeAll(async () => {
	await buildApp();
	app = await startApp({ DATABASE_URL: address, HOST: '127.0.0.1' });
	nobody = new Guest(app.address);
	for (const acting of await listActors(db)) {
		const { person } = acting;
		const who = [person.kind, person.municipality_code].filter(Boolean).join(' ') as Who;
		if (who === 'programleder 657') programleder = acting;
		people.set(who, await enter(db, app, acting));
	}
	fixed = await findNames();
}, 180_000);
afterAll(async () => {
	await app.stop();
	await db.destroy();
	await removeData(app.dataDir);
});

async function findNames(): Promise<typeof fixed> {
	const { id: contributor } = await db
		.selectFrom('access')
		.innerJoin('person', 'person.id', 'access.person_id')
		.where('access.kind', '=', 'contributor')
		.where('access.municipality_code', '=', '657')
		.where('access.revoked_on', 'is', null)
		.orderBy('access.id')
		.select('person.id')
		.executeTakeFirstOrThrow();
	const { id: task } = await db
		.selectFrom('task')
		.innerJoin('project', 'project.id', 'task.project_id')
		.innerJoin('task_role', 'task_role.task_id', 'task.id')
		.innerJoin('role_holder', (join) =>
			join
				.onRef('role_holder.role_slug', '=', 'task_role.role_slug')
				.on('role_holder.person_id', '=', contributor)
				.on('role_holder.held_until', 'is', null)
		)
		.innerJoin('task_state as copy', (join) =>
			join.onRef('copy.task_id', '=', 'task.id').on('copy.municipality_code', '=', '657')
		)
		.where('task.closed_on', 'is', null)
		.where('project.slug', 'not in', ['gateway', 'sapa'])
		.select('task.id')
		.orderBy('task.id')
		.executeTakeFirstOrThrow();
	const asking = await db
		.selectFrom('agreement_version as v')
		.innerJoin('agreement as a', 'a.id', 'v.agreement_id')
		.innerJoin('project', 'project.id', 'a.project_id')
		.innerJoin('signature', (join) =>
			join.onRef('signature.version_id', '=', 'v.id').on('signature.municipality_code', '=', '657')
		)
		.where('project.slug', '=', 'gateway')
		.where('a.kind', '=', 'accession')
		.where('v.sent_on', '<=', '2023-11-23')
		.orderBy('v.position', 'desc')
		.select(['a.id as agreement', 'v.id as version'])
		.executeTakeFirstOrThrow();
	const { id: note } = await db
		.insertInto('follow_up')
		.values({
			version_id: asking.version,
			municipality_code: '657',
			kind: 'phone',
			happened_on: '2023-11-20',
			note: 'Ringet'
		})
		.returning('id')
		.executeTakeFirstOrThrow();
	const { slug: role } = await db
		.selectFrom('role')
		.select('slug')
		.where('slug', '!=', 'programleder')
		.orderBy('position')
		.limit(1)
		.executeTakeFirstOrThrow();
	return {
		task,
		...asking,
		note,
		successor: programleder.person.id,
		role,
		...(await makeMeeting()),
		...(await findOwn()),
		...(await findRows('gateway'))
	};
}

/** What belongs to Herning's programleder alone. */
async function findOwn(): Promise<Pick<Names, 'change' | 'kept' | 'session'>> {
	const { person } = programleder;
	const change = crypto.randomUUID();
	await act(db, { ...programleder, requestId: change }, (trx) =>
		trx
			.insertInto('municipality_group')
			.values({ name: 'Fortrydes', slug: 'fortrydes', kind: 'own', owner_id: person.id })
			.execute()
	);
	const clock = new Date();
	const kept = await keepForm(db, { person_id: person.id, path: '/konto?/gem', fields: [], clock });
	await openSession(db, { person_id: person.id, access_id: person.access_id, now: clock, clock });
	const { id: session } = await db
		.selectFrom('session')
		.select('id')
		.where('person_id', '=', person.id)
		.orderBy('created_at', 'desc')
		.limit(1)
		.executeTakeFirstOrThrow();
	return { change, kept, session };
}

/** A meeting being prepared, with what the lead and Herning may write of it. */
async function makeMeeting(): Promise<Pick<Names, 'meeting' | 'topic' | 'poll' | 'turn'>> {
	const { id: project_id } = await db
		.selectFrom('project')
		.select('id')
		.where('slug', '=', 'gateway')
		.executeTakeFirstOrThrow();
	const { id: meeting } = await db
		.insertInto('meeting')
		.values({ held_on: '2024-05-23', title: 'Programledermøde maj 2024' })
		.returning('id')
		.executeTakeFirstOrThrow();
	const { id: topic } = await db
		.insertInto('agenda_item')
		.values([
			{ meeting_id: meeting, position: 2, title: 'Gateway', project_id },
			{ meeting_id: meeting, position: 1, title: 'Velkommen' }
		])
		.returning('id')
		.executeTakeFirstOrThrow();
	const { id: poll } = await db
		.insertInto('poll')
		.values({ meeting_id: meeting, project_id, question: 'Hvordan går det?' })
		.returning('id')
		.executeTakeFirstOrThrow();
	const { id: turn } = await db
		.insertInto('editorial_turn')
		.values({
			meeting_id: meeting,
			municipality_code: '657',
			reason: 'never',
			asked_on: '2023-11-20'
		})
		.returning('id')
		.executeTakeFirstOrThrow();
	return { meeting, topic, poll, turn };
}

async function findRows(
	slug: string
): Promise<Pick<Names, 'milestone' | 'status' | 'klar' | 'kontakt' | 'link'>> {
	const { id: project_id } = await db
		.selectFrom('project')
		.select('id')
		.where('slug', '=', slug)
		.executeTakeFirstOrThrow();
	const { id: milestone } = await db
		.selectFrom('milestone')
		.select('id')
		.where('project_id', '=', project_id)
		.limit(1)
		.executeTakeFirstOrThrow();
	const { id: status } = await db
		.selectFrom('project_status')
		.select('id')
		.where('project_id', '=', project_id)
		.orderBy('effective_on', 'desc')
		.orderBy('id', 'desc')
		.limit(1)
		.executeTakeFirstOrThrow();
	const positions = [91, 92, 93];
	const klar = await db
		.insertInto('readiness_item')
		.values(
			positions.map((position) => ({ project_id, position, title: 'Punkt', state: 'waiting' as const }))
		)
		.returning('id')
		.execute();
	const kontakt = await db
		.insertInto('project_contact')
		.values(positions.map((position) => ({ project_id, position, name: 'Kontakt' })))
		.returning('id')
		.execute();
	const link = await db
		.insertInto('project_link')
		.values(positions.map((position) => ({ project_id, position, title: 'Link', kind: 'page' as const })))
		.returning('id')
		.execute();
	return { milestone, status, klar: klar[2]!.id, kontakt: kontakt[2]!.id, link: link[2]!.id };
}

let made = 0;
async function freshNames(): Promise<Names> {
	made++;
	const { id: person } = await db
		.insertInto('person')
		.values({
			name: `Prøve Person ${made}`,
			email: `proeve${made}@herning.example`,
			municipality_code: '657'
		})
		.returning('id')
		.executeTakeFirstOrThrow();
	const { id: access } = await db
		.insertInto('access')
		.values({ person_id: person, kind: 'reader', municipality_code: '657', granted_on: '2023-11-01' })
		.returning('id')
		.executeTakeFirstOrThrow();
	const { role_slug } = await db
		.selectFrom('task_role')
		.select('role_slug')
		.limit(1)
		.executeTakeFirstOrThrow();
	const { id: holding } = await db
		.insertInto('role_holder')
		.values({ person_id: person, role_slug, municipality_code: '657', held_from: '2023-11-01' })
		.returning('id')
		.executeTakeFirstOrThrow();
	const { id: asked_meeting } = await db
		.insertInto('meeting')
		.values({ held_on: new Date(Date.UTC(2040, 0, made)).toISOString().slice(0, 10), title: 'Møde' })
		.returning('id')
		.executeTakeFirstOrThrow();
	return { ...fixed, person, access, holding, asked_meeting, attempt: made };
}

describe('who may', () => {
	test('every action of every route is in the table', () => {
		const there = Object.entries(modules).flatMap(([path, { actions }]) =>
			Object.keys(actions ?? {}).map((action) => `${idOf(path)} ${action}`)
		);
		expect(there.toSorted()).toEqual(Object.keys(ACTIONS).toSorted());
	});

	test('there is somebody of each kind to try, in two municipalities', () => {
		expect([...people.keys()].toSorted()).toEqual(WHO.toSorted());
	});

	test('nobody gets a page or an action past the door', async () => {
		for (const { path, open, method } of Object.values(ROUTES)) {
			if (open) continue;
			const { status, leads } = method ? await nobody.post(path, {}) : await nobody.get(path);
			expect({ path, status, leads: new URL(leads || '/', app.address).pathname }).toEqual({
				path,
				status: 303,
				leads: '/log-ind'
			});
		}
		const names = await freshNames();
		for (const [action, { path, form, may }] of Object.entries(ACTIONS)) {
			if (may === 'door') continue;
			const { status, leads } = await nobody.post(path(names), form(names));
			expect({ action, status, leads: new URL(leads || '/', app.address).pathname }).toEqual({
				action,
				status: 303,
				leads: '/log-ind'
			});
		}
	}, 60_000);

	test.each([...WHO])('%s gets every page that is theirs, and 403 for the others', async (who) => {
		const guest = people.get(who)!;
		const [, code] = who.split(' ');
		for (const { path, method, answer = 200, may, own } of Object.values(ROUTES)) {
			if (method) continue;
			const { status, leads } = await guest.get(path);
			const lead = code && own?.replace('[slug]', SLUGS[code]!);
			const expected = may && !may.includes(who) ? 403 : lead ? 303 : answer;
			expect({ path, status, leads: leads.replace(app.address, '') }).toEqual({
				path,
				status: expected,
				leads: lead ?? ''
			});
		}
	});

	test.each(PARTS.map((part) => [part.what, part] as const))(
		'%s: for whom it is, and 403 for others',
		async (_, { path, may }) => {
			const names = await freshNames();
			for (const [who, guest] of people)
				expect({ who, status: (await guest.get(path(names))).status }).toEqual({
					who,
					status: may.includes(who) ? 200 : 403
				});
		}
	);

	test.each(Object.keys(ACTIONS))(
		'%s is taken from whom it is for, and refused to others',
		async (action) => {
			const { path, form, may, answer = 409, but = {}, hidden } = ACTIONS[action]!;
			for (const [who, guest] of people) {
				const names = await freshNames();
				const { status, body } = await guest.post(path(names), form(names));
				const allowed = may === 'all' || may === 'door' || may.includes(who);
				const expected = allowed ? (but[who] ?? answer) : hidden ? 404 : 403;
				expect(status, `${who}: ${body.replaceAll(/<[^>]*>|\s+/g, ' ').slice(0, 2_000)}`).toBe(expected);
			}
		}
	);

	test('everybody changes the language and signs out', async () => {
		for (const [who, guest] of people) {
			const spoken = await guest.post('/sprog', { sprog: 'en', tilbage: '/om' });
			expect([who, spoken.status, spoken.leads]).toEqual([who, 303, `${app.address}/om`]);
			const out = await guest.post('/log-ud', {});
			expect([who, out.status, out.leads]).toEqual([who, 303, `${app.address}/log-ind`]);
			expect((await guest.get('/konto')).status, who).toBe(303);
		}
	});

	test('nothing of it was a bug', () => {
		expect(app.output()).not.toContain('a bug');
	});
});
