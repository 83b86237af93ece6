import { sql, type Transaction } from 'kysely';
import { describe, expect, it } from 'vitest';
import { act, type Acting, Stale } from '#database/acting.server.ts';
import type { AccessKind, DB } from '#database/schema.ts';
import { undoChange } from '#history/undo.server.ts';
import { actorBy, demoActor, listActors } from '../../tests/support/actors.ts';
import { testDatabase } from '../../tests/support/database.ts';
import { mayAdminister, mayAdministerSome } from './may.ts';
import { PERSON_STATES, pseudonymisedFrom } from './person.ts';
import {
	changeAccess,
	deactivate,
	editPerson,
	findAdministered,
	findPerson,
	grantAccess,
	letGo,
	listPeople,
	PEOPLE_ON_PAGE,
	revokeAccess,
	takeBackLeaving
} from './person.server.ts';
import { arrive, openSession } from './session.server.ts';

const db = await testDatabase({ demo: true });
const office = await demoActor(db, 'program-office');
const herning = await demoActor(db, 'herning');
const today = office.today;

const again = (acting: Acting): Acting => ({ ...acting, requestId: crypto.randomUUID() });

async function newPerson(
	municipality_code: string | null = '657',
	...accesses: { kind: AccessKind; municipality_code: string | null }[]
) {
	const { id } = await db
		.insertInto('person')
		.values({
			name: 'Gerda Vinterby',
			email: `gerda.${crypto.randomUUID()}@herning.example`,
			municipality_code
		})
		.returning('id')
		.executeTakeFirstOrThrow();
	for (const access of accesses)
		await db
			.insertInto('access')
			.values({ person_id: id, ...access, granted_on: '2023-01-02' })
			.execute();
	return findPerson(db, { id, today });
}
const contributor = { kind: 'contributor', municipality_code: '657' } as const;

describe('the list of people', () => {
	it('counts states that add up, and lists exactly the rows behind each count', async () => {
		for (const query of [
			{ scope: null },
			{ scope: '657' },
			{ scope: null, place: 'kombit' },
			{ scope: null, place: 'odense', kind: 'contributor' as const }
		]) {
			const all = await listPeople(db, query);
			expect(all.all).toBeGreaterThan(0);
			let sum = 0;
			for (const state of PERSON_STATES) {
				const { matching, people } = await listPeople(db, { ...query, state });
				expect(matching).toBe(all.counts[state]);
				expect(people.length).toBe(Math.min(matching, PEOPLE_ON_PAGE));
				expect(people.every((person) => person.state === state)).toBe(true);
				sum += matching;
			}
			expect(sum).toBe(all.all);
		}
	});

	it('shows every state in the demo: invited, active, deactivated and left', async () => {
		const { counts } = await listPeople(db, { scope: null });
		for (const state of ['active', 'invited', 'deactivated', 'left'] as const)
			expect(counts[state]).toBeGreaterThan(0);
	});

	it('turns its pages without losing anybody', async () => {
		const { all, pages } = await listPeople(db, { scope: null });
		const ids = new Set<number>();
		for (let page = 1; page <= pages; page++)
			for (const { id } of (await listPeople(db, { scope: null, page })).people) ids.add(id);
		expect(ids.size).toBe(all);
	});

	it('of a municipality holds only who belongs there, or has or had access or a role there', async () => {
		const { people } = await listPeople(db, { scope: '657' });
		for (const { id } of people) {
			const person = await findPerson(db, { id, today });
			const places = [person, ...person.accesses, ...person.roles].map((row) => row.municipality_code);
			expect(places).toContain('657');
		}
	});

	it('finds by letters of a name as people write it', async () => {
		const { people } = await listPeople(db, { scope: null, text: 'tornbjerg' });
		expect(people.map(({ name }) => name)).toContain('Rasmus Tornbjerg');
		expect((await listPeople(db, { scope: '657', text: 'tornbjerg' })).all).toBe(0);
	});
});

describe('each kind of access', () => {
	it('writes what may.ts lets it, and is refused the rest', async () => {
		for (const acting of await listActors(db)) {
			const person = await newPerson('657', contributor);
			const [access] = person.accesses;
			const allowed = mayAdminister(acting.person, '657');
			const attempts: [string, () => Promise<unknown>][] = [
				['look', () => findAdministered(db, { actor: acting.person, id: person.id, today })],
				['details', () => editPerson(db, again(acting), { ...person, name: 'Gerda V.', email: undefined })],
				[
					'grant',
					() =>
						grantAccess(db, again(acting), {
							person_id: person.id,
							kind: 'reader',
							municipality_code: '657'
						})
				],
				[
					'revoke',
					() =>
						revokeAccess(db, again(acting), {
							person_id: person.id,
							access_id: access!.id,
							version: access!.version,
							oneself: false
						})
				],
				['deactivate', () => deactivate(db, again(acting), { person_id: person.id, oneself: false })],
				[
					'leave',
					async () => {
						const { version } = await findPerson(db, { id: person.id, today });
						await letGo(
							db,
							again(acting),
							{ person_id: person.id, version, left_on: today, leave_open: false, oneself: false },
							0
						);
					}
				],
				['return', () => takeBackLeaving(db, again(acting), { person_id: person.id })]
			];
			for (const [name, attempt] of attempts) {
				const outcome = await attempt().then(
					() => 'done',
					(problem: { status?: number }) => problem.status ?? problem
				);
				expect(outcome, `${acting.person.kind} ${acting.person.municipality_code}: ${name}`).toBe(
					allowed ? 'done' : 403
				);
			}
		}
	}, 60_000);

	it('opens the pages on people to administrators alone', async () => {
		for (const { person } of await listActors(db))
			expect(mayAdministerSome(person)).toBe(
				['kombit_administrator', 'programleder', 'klik_administrator'].includes(person.kind)
			);
	});
});

describe('a municipality’s administrator', () => {
	it('gives no access at KOMBIT and none in another municipality', async () => {
		const person = await newPerson('657');
		for (const access of [
			{ kind: 'kombit_reader', municipality_code: null },
			{ kind: 'reader', municipality_code: '482' }
		] as const)
			await expect(
				grantAccess(db, again(herning), { person_id: person.id, ...access })
			).rejects.toMatchObject({ status: 403 });
	});

	it('cannot make a municipal access one of KOMBIT’s', async () => {
		const person = await newPerson('657', contributor);
		const { id, version } = person.accesses[0]!;
		await expect(
			changeAccess(db, again(herning), {
				person_id: person.id,
				access_id: id,
				version,
				oneself: false,
				kind: 'kombit_administrator'
			})
		).rejects.toMatchObject({ faults: { kind: 'kind_elsewhere' } });
	});

	it('changes nothing of somebody who has access elsewhere, and takes back only what is theirs', async () => {
		const person = await newPerson('657', contributor, { kind: 'reader', municipality_code: '482' });
		await expect(
			editPerson(db, again(herning), { ...person, email: 'ny@herning.example' })
		).rejects.toMatchObject({ status: 403 });
		await expect(
			letGo(
				db,
				again(herning),
				{ person_id: person.id, version: 1, left_on: today, leave_open: true, oneself: false },
				0
			)
		).rejects.toMatchObject({ status: 403 });
		await deactivate(db, again(herning), { person_id: person.id, oneself: false });
		const after = await findPerson(db, { id: person.id, today });
		expect(after.accesses.map(({ kind, revoked_on }) => [kind, revoked_on])).toEqual([
			['reader', null],
			['contributor', today]
		]);
	});
});

describe('PostgreSQL itself', () => {
	it('refuses a municipality’s administrator access elsewhere, other people’s rows and what is nobody’s to set', async () => {
		const foreign = await newPerson('482', { kind: 'reader', municipality_code: '482' });
		const own = await newPerson('657', contributor);
		const access = (row: { kind: AccessKind; municipality_code: string | null }) => (trx: Transaction<DB>) =>
			trx
				.insertInto('access')
				.values({ person_id: own.id, granted_on: today, ...row })
				.execute();
		const attempts: ((trx: Transaction<DB>) => Promise<unknown>)[] = [
			access({ kind: 'reader', municipality_code: '482' }),
			access({ kind: 'kombit_administrator', municipality_code: null }),
			(trx) => sql`update access set revoked_on = ${today} where person_id = ${foreign.id}`.execute(trx),
			(trx) => sql`update access set municipality_code = '482' where person_id = ${own.id}`.execute(trx),
			(trx) => sql`update person set left_on = ${today} where id = ${foreign.id}`.execute(trx),
			(trx) => sql`update person set email = 'x@x.example' where id = ${foreign.id}`.execute(trx),
			(trx) => sql`update person set pseudonymised_on = ${today} where id = ${own.id}`.execute(trx),
			(trx) => sql`delete from access where person_id = ${own.id}`.execute(trx),
			(trx) => sql`delete from person where id = ${own.id}`.execute(trx),
			(trx) => sql`insert into project_lead values (1, ${own.id})`.execute(trx),
			(trx) =>
				sql`insert into role_holder (role_slug, municipality_code, person_id, held_from)
					values ('superbruger', '482', ${own.id}, ${today})`.execute(trx)
		];
		for (const [at, attempt] of attempts.entries())
			await expect(act(db, again(herning), attempt), `attempt ${at}`).rejects.toMatchObject({ status: 403 });
	});
});

describe('access given by mistake', () => {
	const accessesOf = async (id: number) => (await findPerson(db, { id, today })).accesses;
	const gave = async (acting: Acting, id: number, kind: AccessKind, municipality_code: string | null) => {
		const giving = again(acting);
		await grantAccess(db, giving, { person_id: id, kind, municipality_code });
		return giving.requestId;
	};

	it('is taken back as if it had never been, and given again by undoing that', async () => {
		const { id } = await newPerson('657', contributor);
		const before = await accessesOf(id);
		const giving = await gave(herning, id, 'klik_administrator', '657');
		const given = await accessesOf(id);
		expect(given).toHaveLength(2);
		const undoing = again(herning);
		await undoChange(db, undoing, giving);
		expect(await accessesOf(id)).toEqual(before);
		await undoChange(db, again(herning), undoing.requestId);
		expect(await accessesOf(id)).toMatchObject(given.map(({ kind }) => ({ kind })));
	});

	it('stays once somebody has come in by it, or changed it', async () => {
		const { id } = await newPerson('657');
		const giving = await gave(herning, id, 'reader', '657');
		const [access] = await accessesOf(id);
		await openSession(db, {
			person_id: id,
			access_id: access!.id,
			now: office.now,
			clock: new Date()
		});
		await expect(undoChange(db, again(herning), giving)).rejects.toThrow(Stale);
		const other = await newPerson('657');
		const changed = await gave(herning, other.id, 'reader', '657');
		const [mistaken] = await accessesOf(other.id);
		await changeAccess(db, again(office), {
			person_id: other.id,
			access_id: mistaken!.id,
			version: mistaken!.version,
			kind: 'contributor',
			oneself: false
		});
		await expect(undoChange(db, again(herning), changed)).rejects.toThrow(Stale);
		expect(await accessesOf(other.id)).toMatchObject([{ kind: 'contributor' }]);
	});

	it('is taken back by nobody else, nor later, also where PostgreSQL alone is asked', async () => {
		const { id } = await newPerson('657');
		await gave(office, id, 'reader', '657');
		const remove = (trx: Transaction<DB>) => sql`delete from access where person_id = ${id}`.execute(trx);
		await expect(act(db, again(herning), remove)).rejects.toMatchObject({ status: 403 });
		const later = new Date(office.now.getTime() + 25 * 3_600_000);
		await expect(act(db, { ...again(office), now: later }, remove)).rejects.toMatchObject({ status: 403 });
		expect(await accessesOf(id)).toHaveLength(1);
		await act(db, again(office), remove);
		expect(await accessesOf(id)).toEqual([]);
	});
});

describe('the last administrator of KOMBIT', () => {
	it('keeps the access, also where PostgreSQL alone is asked', async () => {
		const access = (await findPerson(db, { id: office.person.id, today })).accesses[0]!;
		const change = {
			person_id: office.person.id,
			access_id: access.id,
			version: access.version,
			oneself: true
		};
		const refused = { faults: { kind: 'last_administrator' } };
		await expect(revokeAccess(db, again(office), change)).rejects.toMatchObject(refused);
		await expect(changeAccess(db, again(office), { ...change, kind: 'kombit_reader' })).rejects.toMatchObject(
			refused
		);
		await expect(
			deactivate(db, again(office), { person_id: office.person.id, oneself: true })
		).rejects.toMatchObject(refused);
		await expect(
			act(db, again(office), (trx) =>
				trx
					.updateTable('access')
					.set({ revoked_on: today })
					.where('kind', '=', 'kombit_administrator')
					.execute()
			)
		).rejects.toMatchObject({ status: 403 });
	});

	it('may go when there is another; of two who take each other’s at once, one stays', async () => {
		const other = await newPerson(null, { kind: 'kombit_administrator', municipality_code: null });
		const second = await actorBy(db, other.accesses[0]!.id);
		const own = (await findPerson(db, { id: office.person.id, today })).accesses[0]!;
		const revoke = (acting: Acting, person_id: number, { id, version }: { id: number; version: number }) =>
			revokeAccess(db, again(acting), { person_id, access_id: id, version, oneself: false });
		const outcomes = await Promise.allSettled([
			revoke(office, other.id, other.accesses[0]!),
			revoke(second, office.person.id, own)
		]);
		expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
		const left = await db
			.selectFrom('access')
			.where('kind', '=', 'kombit_administrator')
			.where('revoked_on', 'is', null)
			.select('id')
			.execute();
		expect(left).toHaveLength(1);
		await db.updateTable('access').set({ revoked_on: null }).where('id', '=', own.id).execute();
		await db
			.updateTable('access')
			.set({ revoked_on: today })
			.where('id', '=', other.accesses[0]!.id)
			.execute();
	});
});

describe('taking access back', () => {
	it('ends the sessions by it at once, and can be undone', async () => {
		const person = await newPerson('657', contributor);
		const access_id = person.accesses[0]!.id;
		const clock = new Date();
		const { token } = await openSession(db, { person_id: person.id, access_id, now: office.now, clock });
		expect((await arrive(db, token, clock)).person?.id).toBe(person.id);
		const acting = again(herning);
		await deactivate(db, acting, { person_id: person.id, oneself: false });
		expect((await arrive(db, token, clock)).person).toBeNull();
		await undoChange(db, again(herning), acting.requestId);
		const after = await findPerson(db, { id: person.id, today });
		expect(after.accesses[0]).toMatchObject({ revoked_on: null });
		expect((await arrive(db, token, clock)).person, 'the session stays ended').toBeNull();
	});

	it('from oneself asks for a word', async () => {
		await expect(
			deactivate(db, again(herning), { person_id: herning.person.id, oneself: false })
		).rejects.toMatchObject({ faults: { oneself: 'oneself' } });
	});

	it('that somebody else has changed meanwhile is stale', async () => {
		const person = await newPerson('657', contributor);
		const { id, version } = person.accesses[0]!;
		const change = { person_id: person.id, access_id: id, version, oneself: false };
		await changeAccess(db, again(herning), { ...change, kind: 'reader' });
		await expect(revokeAccess(db, again(office), change)).rejects.toMatchObject({ name: 'Stale' });
	});

	it('is refused a second access of the same kind in the same place', async () => {
		const person = await newPerson('657', contributor);
		await expect(
			grantAccess(db, again(herning), { person_id: person.id, ...contributor })
		).rejects.toMatchObject({ faults: { kind: 'has_it' } });
	});
});

describe('somebody from elsewhere', () => {
	it('shows a municipality’s administrator what lies in their place, and nothing else', async () => {
		const elsewhere = { kind: 'reader', municipality_code: '461' } as const;
		const person = await newPerson('461', contributor, elsewhere);
		await db
			.updateTable('person')
			.set({ title: 'Konsulent', phone: '12345678' })
			.where('id', '=', person.id)
			.execute();
		const holder = { role_slug: 'superbruger', person_id: person.id, held_from: today };
		await db
			.insertInto('role_holder')
			.values(['461', '657'].map((municipality_code) => ({ ...holder, municipality_code })))
			.execute();
		const look = async () => {
			const asked = { actor: herning.person, id: person.id, today };
			const { people } = await listPeople(db, { scope: '657', text: 'vinterby' });
			return { page: await findAdministered(db, asked), row: people.find(({ id }) => id === person.id)! };
		};
		const { page, row } = await look();
		for (const shown of [page, row]) {
			expect(shown).toMatchObject({ email: null, last_seen_at: null });
			expect(shown.accesses.map((access) => access.municipality_code)).toEqual(['657']);
		}
		expect(page).toMatchObject({ phone: null, title: 'Konsulent' });
		expect(page.roles.map((role) => role.municipality_code)).toEqual(['657']);
		expect((await listPeople(db, { scope: '657', text: person.email })).all).toBe(0);

		await deactivate(db, again(herning), { person_id: person.id, oneself: false });
		await db.deleteFrom('role_holder').where('person_id', '=', person.id).execute();
		expect((await look()).page).toMatchObject({ name: person.name, title: null, email: null, roles: [] });
		expect(await findAdministered(db, { actor: office.person, id: person.id, today })).toMatchObject({
			email: person.email,
			title: 'Konsulent'
		});
	});
});

describe('the same access given or changed at the same moment', () => {
	const refused = { reason: { faults: { kind: 'has_it' } } };

	it('is given once', async () => {
		const { id: person_id } = await newPerson('657');
		const outcomes = await Promise.allSettled(
			[herning, office].map((by) => grantAccess(db, again(by), { person_id, ...contributor }))
		);
		expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject(refused);
		expect((await findPerson(db, { id: person_id, today })).accesses).toHaveLength(1);
	});

	it('becomes one of a kind once', async () => {
		const person = await newPerson('657', contributor, { kind: 'reader', municipality_code: '657' });
		const outcomes = await Promise.allSettled(
			person.accesses.map(({ id, version }) =>
				changeAccess(db, again(herning), {
					person_id: person.id,
					access_id: id,
					version,
					oneself: false,
					kind: 'programleder'
				})
			)
		);
		expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject(refused);
	});
});

describe('somebody’s details', () => {
	it('are changed, and a stale form gets both values', async () => {
		const person = await newPerson('657', contributor);
		await editPerson(db, again(herning), { ...person, title: 'Konsulent', email: undefined });
		await expect(
			editPerson(db, again(office), { ...person, title: 'Chef', email: undefined })
		).rejects.toMatchObject({
			theirs: { values: { name: 'Gerda Vinterby', title: 'Konsulent' }, person_name: 'Dorthe Hedelund' }
		});
	});

	it('hold no mail of somebody else, whatever its case', async () => {
		const person = await newPerson('657', contributor);
		await expect(
			editPerson(db, again(herning), { ...person, email: 'Dorthe.Hedelund@HERNING.example' })
		).rejects.toMatchObject({ faults: { email: 'email_taken' } });
	});

	it('of two people at the same moment do not get one mail', async () => {
		const two = [await newPerson('657'), await newPerson('657')];
		const outcomes = await Promise.allSettled(
			two.map((person) => editPerson(db, again(herning), { ...person, email: 'samme.mail@herning.example' }))
		);
		expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
		expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({
			reason: { faults: { email: 'email_taken' } }
		});
	});

	it('with another mail end every way in by the old one, and only then', async () => {
		const person = await newPerson('657', contributor);
		const clock = new Date();
		const { token } = await openSession(db, {
			person_id: person.id,
			access_id: person.accesses[0]!.id,
			now: office.now,
			clock
		});
		const bind = () =>
			db
				.insertInto('identity')
				.values({ provider: 'p', subject: person.email, person_id: person.id, bound_at: clock })
				.execute();
		await bind();
		await sql`select make_sign_in_link(${Buffer.from(person.email)}, '\x01', ${person.id}, '/', ${clock}, ${clock})`.execute(
			db
		);
		const waysIn = async () => {
			const tables = ['identity', 'sign_in_link'] as const;
			const counts = tables.map((table) =>
				db.selectFrom(table).where('person_id', '=', person.id).selectAll().execute()
			);
			const { person: arrived } = await arrive(db, token, clock);
			return [arrived !== null, ...(await Promise.all(counts)).map((rows) => rows.length)];
		};
		await editPerson(db, again(herning), { ...person, title: 'Konsulent', email: person.email });
		expect(await waysIn()).toEqual([true, 1, 1]);
		const changing = again(herning);
		const now = await findPerson(db, { id: person.id, today });
		await editPerson(db, changing, { ...now, email: `ny.${person.email}` });
		expect(await waysIn()).toEqual([false, 0, 0]);
		await bind();
		const undoing = again(herning);
		await undoChange(db, undoing, changing.requestId);
		expect(await waysIn()).toEqual([false, 0, 0]);
		await undoChange(db, again(herning), undoing.requestId);
	});

	it('of oneself hold the mail one signs in by', async () => {
		const own = await findPerson(db, { id: herning.person.id, today });
		await expect(
			editPerson(db, again(herning), { ...own, email: 'ny@herning.example' })
		).rejects.toMatchObject({ status: 403 });
	});
});

describe('leaving', () => {
	it('takes accesses and roles, asks for open work first, and is taken back whole', async () => {
		const person = await newPerson('657', contributor, { kind: 'reader', municipality_code: '657' });
		const holder = { municipality_code: '657', person_id: person.id, held_from: '2023-02-01' };
		await db
			.insertInto('role_holder')
			.values([
				{ ...holder, role_slug: 'superbruger' },
				{ ...holder, role_slug: 'systemejer', held_until: '2023-05-01' }
			])
			.execute();
		const before = await findPerson(db, { id: person.id, today });
		const leaving = { person_id: person.id, version: before.version, left_on: today, oneself: false };
		await expect(letGo(db, again(herning), { ...leaving, leave_open: false }, 1)).rejects.toMatchObject({
			faults: { leave_open: 'open_work' }
		});
		await expect(
			letGo(db, again(herning), { ...leaving, left_on: '2023-12-01', leave_open: true }, 1)
		).rejects.toMatchObject({ faults: { left_on: 'future' } });
		await letGo(db, again(herning), { ...leaving, leave_open: true }, 1);
		const gone = await findPerson(db, { id: person.id, today });
		expect(gone.left_on).toBe(today);
		expect(gone.accesses.every(({ revoked_on }) => revoked_on === today)).toBe(true);
		expect(gone.roles.every(({ held_until }) => held_until !== null && held_until <= today)).toBe(true);
		await expect(
			grantAccess(db, again(herning), { person_id: person.id, ...contributor })
		).rejects.toMatchObject({ faults: { kind: 'has_left' } });

		await takeBackLeaving(db, again(herning), { person_id: person.id });
		const back = await findPerson(db, { id: person.id, today });
		const bare = (found: typeof back) =>
			JSON.parse(JSON.stringify(found, (key, value) => (key === 'version' ? undefined : value)));
		expect(bare(back)).toEqual(bare(before));
	});

	it('ends in a name that goes on the same day of the month, or its last', () => {
		expect(pseudonymisedFrom('2023-11-23', 24)).toBe('2025-11-23');
		expect(pseudonymisedFrom('2023-08-31', 6)).toBe('2024-02-29');
		expect(pseudonymisedFrom('2023-12-31', 2)).toBe('2024-02-29');
		expect(pseudonymisedFrom('2023-01-31', 1)).toBe('2023-02-28');
	});
});
