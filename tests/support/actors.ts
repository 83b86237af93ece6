import { randomUUID } from 'node:crypto';
import type { Acting } from '../../src/database/acting.server.ts';
import type { Database } from '../../src/database/connection.server.ts';
import { sameTimeOn } from '../../src/language/clock.server.ts';
import { PERSONAS, type PersonaKey } from '../../src/people/persona.ts';
import { arrive, openSession } from '../../src/people/session.server.ts';
import { Guest } from './guest.ts';

/** Somebody of the demo, ready to write: signed in as the app would do it, in a request of their own. */
export async function demoActor(db: Database, key: PersonaKey): Promise<Acting> {
	const email = PERSONAS.find((persona) => persona.key === key)!.email;
	const { access_id } = await db
		.selectFrom('access')
		.innerJoin('person', 'person.id', 'access.person_id')
		.where('person.email', '=', email)
		.select('access.id as access_id')
		.executeTakeFirstOrThrow();
	return actorBy(db, access_id);
}

/** One person for each kind of access and municipality there is in the demo; kinds that it lacks are given out first. */
export async function listActors(db: Database): Promise<Acting[]> {
	for (const [kind, code] of [
		['kombit_reader', null],
		['contributor', '657'],
		['contributor', '482'],
		['reader', '657']
	] as const) {
		const held = await db
			.selectFrom('access')
			.select('id')
			.where('kind', '=', kind)
			.where('municipality_code', 'is not distinct from', code)
			.where('revoked_on', 'is', null)
			.executeTakeFirst();
		if (held) continue;
		const { id } = await db
			.selectFrom('person')
			.leftJoin('role_holder', 'role_holder.person_id', 'person.id')
			.select('person.id')
			.where('person.municipality_code', 'is not distinct from', code)
			.orderBy('role_holder.role_slug')
			.executeTakeFirstOrThrow();
		await db
			.insertInto('access')
			.values({ person_id: id, kind, municipality_code: code, granted_on: '2023-01-01' })
			.execute();
	}
	const kinds = await db
		.selectFrom('access')
		.distinctOn(['kind', 'municipality_code'])
		.select('id')
		.where('revoked_on', 'is', null)
		.where((eb) =>
			eb.or([eb('municipality_code', 'is', null), eb('municipality_code', 'in', ['657', '482'])])
		)
		.orderBy('kind')
		.orderBy('municipality_code')
		.orderBy('id')
		.execute();
	return Promise.all(kinds.map(({ id }) => actorBy(db, id)));
}

/** A browser in which somebody is signed in to the app that runs on this database. */
export async function enter(
	db: Database,
	{ address }: { address: string },
	{ person }: Acting
): Promise<Guest> {
	const clock = new Date();
	const { token } = await openSession(db, {
		person_id: person.id,
		access_id: person.access_id,
		now: clock,
		clock
	});
	const guest = new Guest(address);
	guest.jar().set('overblik', token);
	return guest;
}

/** Whoever holds an access, signed in by it. */
export async function actorBy(db: Database, access_id: number): Promise<Acting> {
	const clock = new Date();
	const { person_id } = await db
		.selectFrom('access')
		.select('person_id')
		.where('id', '=', access_id)
		.executeTakeFirstOrThrow();
	const { token } = await openSession(db, { person_id, access_id, now: clock, clock });
	const { person, demo } = await arrive(db, token, clock);
	const today = demo!.today;
	return { person: person!, requestId: randomUUID(), today, now: sameTimeOn(today, clock) };
}
