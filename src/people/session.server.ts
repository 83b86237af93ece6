import { createHash, randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { Database } from '#database/connection.server.ts';
import type { Day } from '#language/dates.ts';
import type { Language } from '#language/language.ts';
import type { AccessKind } from '#database/schema.ts';
import type { AccessWish } from './entry.server.ts';

export interface SignedIn {
	id: number;
	name: string;
	/** The access that the person acts by in this session; another of theirs is a session of its own. */
	access_id: number;
	kind: AccessKind;
	municipality_code: string | null;
	/** The projects that the person leads at KOMBIT. */
	project_ids: number[];
	/** The pages stand as of an earlier day (people/may.ts). */
	looks_back?: boolean;
	/** The roles of the gallery that the person holds in the municipality of this access on the day shown. */
	role_slugs: string[];
	/** Names this session among the person's own; it opens nothing. */
	session_id: string;
	municipality_name: string | null;
	municipality_slug: string | null;
	/** When the person was last here on an earlier day; null on the first visit. */
	last_visit: Date | null;
	/** When this session was last used, on the real clock, to within SEEN_EVERY. */
	used_at: Date;
	/** The language this session last read in. */
	language: Language;
}

/** How somebody came in. */
export type Way = 'demo' | 'mail' | 'oidc';

export interface Arrival {
	person: SignedIn | null;
	demo: { today: Day; scale: number } | null;
	/** What state the database is in: equal for two arrivals between which nothing was committed. */
	state: string;
}

/** How often a session is noted as used, in milliseconds: rarely, since every write makes pages be asked anew. */
const SEEN_EVERY = 10 * 60_000;

/** A session ends when it was not used for a working day, and in any case after two weeks; both on the real clock. */
export const IDLE_HOURS = 8;
export const ABSOLUTE_DAYS = 14;

/**
 * Who comes with this token, and which world the database holds: one statement, the first of every request.
 * A token that is unknown, malformed, expired or ended is nobody.
 */
export async function arrive(db: Database, token: string | undefined, clock: Date): Promise<Arrival> {
	const row = await db
		.selectNoFrom((eb) => [
			eb.selectFrom('demo_world').select('today').as('demo_today'),
			eb.selectFrom('demo_world').select('scale').as('demo_scale'),
			sql<string>`concat_ws(' ', pg_current_snapshot(), pg_postmaster_start_time())`.as('state'),
			sessionOf(token, clock).as('person')
		])
		.executeTakeFirstOrThrow();
	return {
		person: row.person && {
			...row.person,
			used_at: new Date(row.person.used_at),
			last_visit: row.person.last_visit ? new Date(row.person.last_visit) : null
		},
		demo: row.demo_today === null ? null : { today: row.demo_today, scale: row.demo_scale ?? 1 },
		state: row.state
	};
}

function sessionOf(token: string | undefined, clock: Date) {
	// Expiry runs on the real clock, also in the demo: last_seen_at there lies on the demo's day.
	return sql<
		(Omit<SignedIn, 'last_visit' | 'used_at'> & { last_visit: string | null; used_at: string }) | null
	>`(
		select json_build_object(
			'id', person.id, 'name', person.name, 'access_id', access.id, 'kind', access.kind,
			'municipality_code', access.municipality_code,
			'project_ids', array(select project_id from project_lead where project_lead.person_id = person.id),
			'role_slugs', array(
				select role_slug from role_holder holder, (select coalesce(
					(select today from demo_world), (${clock}::timestamptz at time zone 'Europe/Copenhagen')::date) as day) shown
				where holder.person_id = person.id and holder.municipality_code = access.municipality_code
					and held_from <= day and (held_until is null or held_until > day)),
			'municipality_name', municipality.name, 'municipality_slug', municipality.slug,
			'session_id', session.id, 'used_at', session.used_at, 'language', session.language,
			'last_visit', (
				select max(earlier.last_seen_at) from session earlier
				where earlier.person_id = person.id
					and (earlier.last_seen_at at time zone 'Europe/Copenhagen')::date
						< (session.created_at at time zone 'Europe/Copenhagen')::date))
		from session
		join person on person.id = session.person_id
		join access on access.id = session.access_id and access.revoked_on is null
		left join municipality on municipality.code = access.municipality_code
		where session.token_hash = ${hashOf(token ?? '')}
			and session.ended_at is null
			and session.expires_at > ${clock}
			and session.used_at > ${idleSince(clock)}
	)`;
}

/** Somebody who has shown who they are, and the world and clock they do it in. */
export interface Entry {
	person_id: number;
	access_id: number;
	/** The moment in the world shown. */
	now: Date;
	/** The real moment, which expiry runs on. */
	clock: Date;
	way?: Way;
	/** What a provider's claims limit the session to. */
	claimed?: AccessWish;
	/** The browser in words, by which its person knows it again. */
	browser?: string;
}

/** Opens a session for a person's access and returns the token for the browser's cookie; only its hash is kept. */
export async function openSession(
	db: Database,
	{ person_id, access_id, now, clock, way = 'demo', claimed = {}, browser = '' }: Entry
): Promise<{ token: string; expires_at: Date }> {
	const token = randomBytes(32).toString('base64url');
	const expires_at = new Date(clock.getTime() + ABSOLUTE_DAYS * 86_400_000);
	await db
		.insertInto('session')
		.values({
			token_hash: hashOf(token),
			person_id,
			access_id,
			created_at: now,
			last_seen_at: now,
			used_at: clock,
			expires_at,
			way,
			claimed_places: claimed.places?.map((code) => code ?? '') ?? null,
			claimed_kinds: claimed.kinds ?? null,
			browser
		})
		.execute();
	return { token, expires_at };
}

/**
 * Notes that a session is in use, at most every ten minutes or as it changes the language. In the demo `now` lies on its
 * day, so a moment that lies before what was noted leaves last_seen_at as it is.
 */
export async function noteVisit(
	db: Database,
	session: Pick<SignedIn, 'session_id' | 'used_at' | 'language'>,
	{ now, clock, language }: { now: Date; clock: Date; language: Language }
): Promise<void> {
	const { session_id, used_at } = session;
	if (clock.getTime() - used_at.getTime() < SEEN_EVERY && language === session.language) return;
	await db
		.updateTable('session')
		.set({ used_at: clock, last_seen_at: sql`greatest(last_seen_at, ${now})`, language })
		.where('id', '=', session_id)
		.execute();
}

/** Ends the session of a token. An unknown token changes nothing. */
export async function endSession(db: Database, token: string, now: Date): Promise<void> {
	await db
		.updateTable('session')
		.set({ ended_at: now })
		.where('token_hash', '=', hashOf(token))
		.where('ended_at', 'is', null)
		.execute();
}

/**
 * Whose session a token was, which no longer lets in: ended, expired, or without its access. Null where it never was one,
 * or where its person had signed out themselves in this browser (which takes the cookie away with it).
 */
export async function findLostSession(db: Database, token: string): Promise<{ person_id: number } | null> {
	const row = await db
		.selectFrom('session')
		.where('token_hash', '=', hashOf(token))
		.select('person_id')
		.executeTakeFirst();
	return row ?? null;
}

/** A person's open sessions, the one last used first. */
export function listSessions(db: Database, { person_id, clock }: { person_id: number; clock: Date }) {
	return db
		.selectFrom('session')
		.innerJoin('access', 'access.id', 'session.access_id')
		.leftJoin('municipality', 'municipality.code', 'access.municipality_code')
		.where('session.person_id', '=', person_id)
		.where('session.ended_at', 'is', null)
		.where('session.expires_at', '>', clock)
		.where('session.used_at', '>', idleSince(clock))
		.where('access.revoked_on', 'is', null)
		.select([
			'session.id',
			'session.created_at',
			'session.last_seen_at',
			'session.way',
			'session.browser',
			'access.kind',
			'municipality.name as municipality_name'
		])
		.orderBy('session.used_at', 'desc')
		.execute();
}

/** Ends one of a person's own sessions; another's, or one that is not there, stays as it is. */
export async function revokeSession(
	db: Database,
	{ person_id, id, now }: { person_id: number; id: string; now: Date }
): Promise<boolean> {
	const { numUpdatedRows } = await db
		.updateTable('session')
		.set({ ended_at: now })
		.where('id', '=', id)
		.where('person_id', '=', person_id)
		.where('ended_at', 'is', null)
		.executeTakeFirst();
	return numUpdatedRows > 0n;
}

/** Ends all of a person's sessions but this one. */
export async function revokeOtherSessions(db: Database, person: SignedIn, now: Date): Promise<void> {
	await db
		.updateTable('session')
		.set({ ended_at: now })
		.where('person_id', '=', person.id)
		.where('id', '<>', person.session_id)
		.where('ended_at', 'is', null)
		.execute();
}

/** A person's accesses that hold, for choosing by which one to act in this session. */
export function listAccesses(
	db: Database,
	{ id: person_id, session_id }: Pick<SignedIn, 'id' | 'session_id'>
) {
	return db
		.selectFrom('access')
		.leftJoin('municipality', 'municipality.code', 'access.municipality_code')
		.where('access.person_id', '=', person_id)
		.where('access.revoked_on', 'is', null)
		.where(isClaimed(session_id))
		.select([
			'access.id',
			'access.kind',
			'access.municipality_code',
			'municipality.name as municipality_name'
		])
		.orderBy('access.kind')
		.orderBy('municipality.name')
		.execute();
}

/**
 * Lets this session act by another access of the same person; false where they do not hold it, or it lies outside what
 * the provider that they came by limited the session to.
 */
export async function actByAccess(db: Database, person: SignedIn, access_id: number): Promise<boolean> {
	const { numUpdatedRows } = await db
		.updateTable('session')
		.set({ access_id })
		.where('id', '=', person.session_id)
		.where('ended_at', 'is', null)
		.where((eb) =>
			eb.exists(
				eb
					.selectFrom('access')
					.select('access.id')
					.where('access.id', '=', access_id)
					.where('access.person_id', '=', person.id)
					.where('access.revoked_on', 'is', null)
					.where(isClaimed(person.session_id))
			)
		)
		.executeTakeFirst();
	return numUpdatedRows > 0n;
}

function isClaimed(session_id: string) {
	return sql<boolean>`exists (
		select from session claim where claim.id = ${session_id}
			and (claimed_places is null or coalesce(access.municipality_code, '') = any(claimed_places))
			and (claimed_kinds is null or access.kind::text = any(claimed_kinds)))`;
}

function idleSince(clock: Date): Date {
	return new Date(clock.getTime() - IDLE_HOURS * 3_600_000);
}

/** How every token of the way in is kept: they are 256 random bits, so a plain hash is enough. */
export function hashOf(token: string): Buffer {
	return createHash('sha256').update(token).digest();
}
