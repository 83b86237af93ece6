import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildApp } from '../run/build.ts';
import { connect } from '../src/database/connection.server.ts';
import { openSession } from '../src/people/session.server.ts';
import { ACTIONS, type Names, type Who } from './actions.ts';
import { listActors } from './support/actors.ts';
import { testAddress } from './support/database.ts';
import { Guest } from './support/guest.ts';
import { removeData, type RunningApp, startApp } from './support/running-app.ts';
import { ROUTES } from './routes.ts';

// Every route and every action, tried as nobody and as each role. What a role may is written down in tests/actions.ts,
// apart from the rules of the app.

type Module = { actions?: Record<string, unknown>; POST?: unknown };
const modules = import.meta.glob<Module>('../src/routes/**/+{page.server,server}.ts', { eager: true });
const idOf = (path: string) =>
	`/${path.replace('../src/routes/', '').replace(/\/?\+(page\.)?server\.ts$/, '')}`;

const address = await testAddress({ demo: true });
const db = connect(address, { most: 2 });
const people = new Map<Who, Guest>();
let nobody: Guest;
let app: RunningApp;
let fixed: Omit<Names, 'person' | 'access' | 'holding'>;

beforeAll(async () => {
	await buildApp();
	app = await startApp({ DATABASE_URL: address, HOST: '127.0.0.1' });
	nobody = new Guest(app.address);
	for (const { person } of await listActors(db)) {
		const who = [person.kind, person.municipality_code].filter(Boolean).join(' ') as Who;
		const clock = new Date();
		const { token } = await openSession(db, {
			person_id: person.id,
			access_id: person.access_id,
			now: clock,
			clock
		});
		const guest = new Guest(app.address);
		guest.jar().set('overblik', token);
		people.set(who, guest);
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
	const { id: successor } = await db
		.selectFrom('person')
		.where('municipality_code', '=', '657')
		.orderBy('id', 'desc')
		.select('id')
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
	return { task, ...asking, note, successor };
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
	return { ...fixed, person, access, holding };
}

describe('who may', () => {
	test('every action of every route is in the table', () => {
		const there = Object.entries(modules).flatMap(([path, { actions }]) =>
			Object.keys(actions ?? {}).map((action) => `${idOf(path)} ${action}`)
		);
		expect(there.toSorted()).toEqual(Object.keys(ACTIONS).toSorted());
	});

	test('there is somebody of each kind to try', () => {
		expect(new Set([...people.keys()].map((who) => who.split(' ')[0])).size).toBe(7);
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

	test('every role gets every page that is open to it, and a clear word where not', async () => {
		for (const [who, guest] of people)
			for (const { path, method, answer } of Object.values(ROUTES)) {
				if (method) continue;
				let { status, leads } = await guest.get(path);
				// A municipality's people are led on to what is their own.
				if (status === 303 && !leads.includes('/log-ind')) ({ status, leads } = await guest.get(leads));
				expect([200, answer ?? 200, 403], `${who} at ${path}, ${leads}`).toContain(status);
			}
	}, 120_000);

	test.each(Object.keys(ACTIONS))(
		'%s is taken from whom it is for, and refused to others',
		async (action) => {
			const { path, form, may } = ACTIONS[action]!;
			for (const [who, guest] of people) {
				const names = await freshNames();
				const { status, body } = await guest.post(path(names), form(names));
				const allowed = may === 'all' || may === 'door' || may.includes(who);
				if (allowed)
					expect([200, 303, 400, 404, 409, 422], `${who}: ${body.slice(0, 300)}`).toContain(status);
				else expect(status, who).toBe(403);
			}
		}
	);

	test('nothing of it was a bug', () => {
		expect(app.output()).not.toContain('a bug');
	});
});
