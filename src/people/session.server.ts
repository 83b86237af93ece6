import { createHash, randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { Database } from '#database/connection.server.ts';
import type { Day } from '#language/dates.ts';
import type { AccessKind } from '#database/schema.ts';

export interface SignedIn {
	id: number;
	name: string;
	/** The access that the person acts by in this session; another of theirs is a session of its own. */
	access_id: number;
	kind: AccessKind;
	municipality_code: string | null;
	/** The projects that the person leads at KOMBIT. */
	project_ids: number[];
	/** The roles of the gallery that the person holds in the municipality of this access on the day shown. */
	role_slugs: string[];
	municipality_name: string | null;
	municipality_slug: string | null;
	/** When the person was last here on an earlier day; null on the first visit. */
	last_visit: Date | null;
	/** When this session was last seen, to within SEEN_EVERY. */
	last_seen: Date;
}

export interface Arrival {
	person: SignedIn | null;
	demo: { today: Day; scale: number } | null;
	/** What state the database is in: equal for two arrivals between which nothing was committed. */
	state: string;
}

/** How often a session's last_seen_at is moved on, in milliseconds: rarely, since every write makes pages be asked anew. */
const SEEN_EVERY = 10 * 60_000;

const ABSOLUTE_DAYS = 14;

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
			last_seen: new Date(row.person.last_seen),
			last_visit: row.person.last_visit ? new Date(row.person.last_visit) : null
		},
		demo: row.demo_today === null ? null : { today: row.demo_today, scale: row.demo_scale ?? 1 },
		state: row.state
	};
}

function sessionOf(token: string | undefined, clock: Date) {
	// Expiry runs on the real clock, also in the demo: last_seen_at there lies on the demo's day.
	return sql<
		(Omit<SignedIn, 'last_visit' | 'last_seen'> & { last_visit: string | null; last_seen: string }) | null
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
			'last_seen', session.last_seen_at,
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
	)`;
}

/**
 * Opens a session for a person's access and returns the token for the browser's cookie; only its hash is kept.
 * @param now the moment in the world shown, `clock` the real one that expiry runs on
 */
export async function openSession(
	db: Database,
	{ person_id, access_id, now, clock }: { person_id: number; access_id: number; now: Date; clock: Date }
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
			expires_at
		})
		.execute();
	return { token, expires_at };
}

/**
 * Notes that a session is in use, at most every ten minutes. In the demo `now` lies on its day, so a clock that
 * stands behind what was noted changes nothing.
 */
export async function noteVisit(
	db: Database,
	token: string,
	{ last_seen }: SignedIn,
	now: Date
): Promise<void> {
	if (now.getTime() - last_seen.getTime() < SEEN_EVERY) return;
	await db
		.updateTable('session')
		.set({ last_seen_at: now })
		.where('token_hash', '=', hashOf(token))
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

function hashOf(token: string): Buffer {
	return createHash('sha256').update(token).digest();
}
