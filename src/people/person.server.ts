import { sql, type Transaction } from 'kysely';
import { type Acting, act, lastChange, Refused, Stale } from '#database/acting.server.ts';
import type { Database } from '#database/connection.server.ts';
import type { AccessKind, DB } from '#database/schema.ts';
import type { Day } from '#language/dates.ts';
import { notAllowed, notFound } from '../errors.ts';
import {
	type Actor,
	mayAdminister,
	mayAdministerPerson,
	mayAdministerSome,
	mayEditAddress,
	mayEditPerson
} from './may.ts';
import { isKombitKind, type PersonState } from './person.ts';

/** This many people stand on one page of the list. */
export const PEOPLE_ON_PAGE = 250;

export interface ListedAccess {
	id: number;
	kind: AccessKind;
	municipality_code: string | null;
	municipality_name: string | null;
	municipality_slug: string | null;
	granted_on: Day;
	revoked_on: Day | null;
	invited_on: Day | null;
	invitation_failed_on: Day | null;
	version: number;
}

export interface PeopleQuery {
	/** Whose people are listed: a municipality's code, or null for all that there are. */
	scope: string | null;
	/** Letters of a name or a mail. */
	text?: string | undefined;
	/** The slug of a municipality, or 'kombit'. */
	place?: string | undefined;
	kind?: AccessKind | undefined;
	state?: PersonState | undefined;
	page?: number | undefined;
}

/**
 * People with where they have access, how they stand and when they were last seen, by name; counts say how many there
 * are in each state among those that the other filters leave. For administrators only: what is private is in it. Of
 * somebody from elsewhere a municipality's list holds what lies in that municipality and nothing else, as
 * findAdministered does; their mail does not find them either.
 */
export async function listPeople(
	db: Database,
	{ scope, text = '', place, kind, state, page = 1 }: PeopleQuery
) {
	const ofPlace = (code: ReturnType<typeof sql>) => sql`(
		person.municipality_code = ${code}
		or exists (select from access where person_id = person.id and municipality_code = ${code})
		or exists (select from role_holder where person_id = person.id and municipality_code = ${code}))`;
	const isFromElsewhere = (table: 'person' | 'standing') =>
		sql<boolean>`(${scope}::text is not null and ${sql.table(table)}.municipality_code is distinct from ${scope})`;
	const own = (column: string) =>
		sql`case when not ${isFromElsewhere('standing')} then standing.${sql.ref(column)} end as ${sql.ref(column)}`;
	const chosen = sql`(select code from municipality where slug = ${place ?? ''})`;
	const { rows } = await sql<{
		people: {
			id: number;
			name: string;
			email: string | null;
			title: string | null;
			from_elsewhere: boolean;
			left_on: Day | null;
			pseudonymised_on: Day | null;
			is_demo: boolean;
			municipality_name: string | null;
			state: PersonState;
			last_seen_at: string | null;
			accesses: ListedAccess[];
		}[];
		counts: Record<PersonState, number>;
	}>`
		with standing as (
			select person.*, seen.last_seen_at, case
				when person.left_on is not null then 'left'
				when access.active > 0 then
					case when seen.last_seen_at is null and access.invited then 'invited' else 'active' end
				when access.all_of_them > 0 then 'deactivated'
				else 'without' end as state
			from person
			cross join lateral (
				select count(*) filter (where revoked_on is null) as active, count(*) as all_of_them,
					coalesce(bool_or(invited_on is not null or invitation_failed_on is not null)
						filter (where revoked_on is null), false) as invited
				from access where person_id = person.id and (${scope}::text is null or municipality_code = ${scope})
			) access
			cross join lateral (select max(last_seen_at) as last_seen_at from session where person_id = person.id) seen
			where (${scope}::text is null or ${ofPlace(sql`${scope}`)})
				and (${text} = '' or fold_text(person.name || case when ${isFromElsewhere('person')} then '' else ' ' || person.email end) like '%' || fold_text(${text}) || '%')
				and (${place ?? null}::text is null or (${place ?? ''} = 'kombit' and (person.municipality_code is null
					or exists (select from access where person_id = person.id and municipality_code is null)))
					or (${place ?? ''} <> 'kombit' and ${ofPlace(chosen)}))
				and (${kind ?? null}::access_kind is null or exists (
					select from access where person_id = person.id and kind = ${kind ?? null} and revoked_on is null
						and (${scope}::text is null or municipality_code = ${scope})))
		)
		select
			(select json_build_object(
				'active', count(*) filter (where state = 'active'), 'invited', count(*) filter (where state = 'invited'),
				'deactivated', count(*) filter (where state = 'deactivated'),
				'without', count(*) filter (where state = 'without'), 'left', count(*) filter (where state = 'left'))
			from standing) as counts,
			(select coalesce(json_agg(listed), '[]') from (
				select standing.id, standing.name, ${own('email')}, ${own('title')}, standing.left_on, standing.pseudonymised_on,
					standing.is_demo, home.name as municipality_name, standing.state, ${own('last_seen_at')},
					${isFromElsewhere('standing')} as from_elsewhere,
					${accessesOf(sql`standing.id`, sql`not ${isFromElsewhere('standing')} or access.municipality_code = ${scope}`)}
						as accesses
				from standing left join municipality home on home.code = standing.municipality_code
				where ${state ?? null}::text is null or standing.state = ${state ?? null}
				order by standing.name, standing.id
				limit ${PEOPLE_ON_PAGE} offset ${(page - 1) * PEOPLE_ON_PAGE}
			) listed) as people
	`.execute(db);
	const { people, counts } = rows[0]!;
	const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
	const matching = state ? counts[state] : all;
	return {
		people: people.map((person) => ({
			...person,
			last_seen_at: person.last_seen_at ? new Date(person.last_seen_at) : null
		})),
		counts,
		all,
		matching,
		pages: Math.max(1, Math.ceil(matching / PEOPLE_ON_PAGE))
	};
}

function accessesOf(person_id: ReturnType<typeof sql>, which: ReturnType<typeof sql> = sql`true`) {
	return sql<ListedAccess[]>`(
		select coalesce(json_agg(json_build_object(
			'id', access.id, 'kind', access.kind, 'municipality_code', access.municipality_code,
			'municipality_name', municipality.name, 'municipality_slug', municipality.slug,
			'granted_on', access.granted_on, 'revoked_on', access.revoked_on, 'invited_on', access.invited_on,
			'invitation_failed_on', access.invitation_failed_on, 'version', access.version
		) order by access.revoked_on nulls first, access.kind, municipality.name, access.id), '[]')
		from access left join municipality on municipality.code = access.municipality_code
		where access.person_id = ${person_id} and (${which}))`;
}

/** The municipalities as people name them. */
export function listPlaces(db: Database) {
	return db
		.selectFrom('municipality')
		.select(['code', 'slug', 'name', 'official_name'])
		.orderBy('name')
		.execute();
}

/**
 * One person with everything an administrator decides on.
 * @throws 404 where there is no such person
 */
export async function findPerson(db: Database, { id, today }: { id: number; today: Day }) {
	const { rows } = await sql<{
		id: number;
		name: string;
		email: string;
		title: string | null;
		phone: string | null;
		municipality_code: string | null;
		municipality_name: string | null;
		municipality_slug: string | null;
		left_on: Day | null;
		pseudonymised_on: Day | null;
		is_demo: boolean;
		version: number;
		last_seen_at: Date | null;
		accesses: ListedAccess[];
		roles: {
			id: number;
			role_slug: string;
			name_da: string;
			name_en: string;
			municipality_code: string;
			municipality_name: string;
			municipality_slug: string;
			is_primary: boolean;
			held_from: Day;
			held_until: Day | null;
			bounced_on: Day | null;
			version: number;
		}[];
	}>`
		select person.id, person.name, person.email, person.title, person.phone, person.municipality_code, person.left_on,
			person.pseudonymised_on, person.is_demo, person.version,
			home.name as municipality_name, home.slug as municipality_slug,
			(select max(last_seen_at) from session where person_id = person.id) as last_seen_at,
			${accessesOf(sql`person.id`)} as accesses,
			(select coalesce(json_agg(json_build_object('id', holder.id, 'role_slug', role.slug, 'name_da', role.name_da,
				'name_en', role.name_en, 'municipality_code', place.code, 'municipality_name', place.name,
				'municipality_slug', place.slug, 'is_primary', holder.is_primary, 'held_from', holder.held_from,
				'held_until', holder.held_until, 'bounced_on', holder.bounced_on, 'version', holder.version
				) order by holder.held_until is not null and holder.held_until <= ${today}, place.name, role.position, holder.id), '[]')
			from role_holder holder join role on role.slug = holder.role_slug
			join municipality place on place.code = holder.municipality_code
			where holder.person_id = person.id) as roles
		from person left join municipality home on home.code = person.municipality_code
		where person.id = ${id}
	`.execute(db);
	return rows[0] ?? notFound();
}
export type FoundPerson = Awaited<ReturnType<typeof findPerson>>;

/** The places that a person belongs to, as the rules ask for them. */
export function placesOf({
	municipality_code,
	accesses,
	roles
}: Pick<FoundPerson, 'municipality_code' | 'accesses' | 'roles'>) {
	return {
		places: [
			municipality_code,
			...accesses.map((access) => access.municipality_code),
			...roles.map((role) => role.municipality_code)
		],
		accesses: accesses
			.filter(({ revoked_on }) => revoked_on === null)
			.map((access) => access.municipality_code)
	};
}

/**
 * The person, for who administers people and this one among them. Of somebody whose home is elsewhere a municipality's
 * administrator gets the name and what lies in their own place, the access and roles there, and the title as long as any
 * of these holds; never mail, telephone, last visit and what the person has or had elsewhere.
 * @throws 403 for everybody else; 404 where there is no such person
 */
export async function findAdministered(
	db: Database,
	{ actor, id, today }: { actor: Actor; id: number; today: Day }
) {
	if (!mayAdministerSome(actor)) notAllowed();
	const person = await findPerson(db, { id, today });
	if (!mayAdministerPerson(actor, placesOf(person))) notAllowed();
	const own = actor.municipality_code;
	const from_elsewhere = own !== null && person.municipality_code !== own && id !== actor.id;
	if (!from_elsewhere) return { ...person, from_elsewhere };
	const accesses = person.accesses.filter(({ municipality_code }) => municipality_code === own);
	const roles = person.roles.filter(({ municipality_code }) => municipality_code === own);
	const holds =
		accesses.some(({ revoked_on }) => revoked_on === null) ||
		roles.some(({ held_until }) => held_until === null || held_until > today);
	return {
		...person,
		from_elsewhere,
		email: null,
		phone: null,
		last_seen_at: null,
		title: holds ? person.title : null,
		accesses,
		roles
	};
}

export interface PersonDetails {
	version: number;
	name: string;
	title: string | null;
	phone: string | null;
	/** Left out where the actor may not change it. */
	email?: string | undefined;
}

/**
 * Changes somebody's details.
 * @throws 403 by mayEditPerson, and for the mail by mayEditAddress; Refused where the mail is another's; Stale
 */
export async function editPerson(
	db: Database,
	acting: Acting,
	{ id, version, name, title, phone, email }: PersonDetails & { id: number }
): Promise<void> {
	const found = await findPerson(db, { id, today: acting.today });
	const person = { ...found, ...placesOf(found) };
	if (!mayEditPerson(acting.person, person) || found.pseudonymised_on) notAllowed();
	const changesAddress = email !== undefined && email !== found.email;
	if (changesAddress && !mayEditAddress(acting.person, person)) notAllowed();
	const work = async (trx: Transaction<DB>) => {
		if (changesAddress) {
			const taken = await trx
				.selectFrom('person')
				.where(sql`lower(email)`, '=', email.toLowerCase())
				.where('id', '<>', id)
				.select('id')
				.executeTakeFirst();
			if (taken) throw new Refused({ email: 'email_taken' });
		}
		const changed = await trx
			.updateTable('person')
			.set({ name, title, phone, ...(changesAddress ? { email } : {}) })
			.where('id', '=', id)
			.where('version', '=', version)
			.returning('id')
			.execute();
		if (changed.length) return;
		const now = await trx
			.selectFrom('person')
			.selectAll()
			.where('id', '=', id)
			.executeTakeFirstOrThrow(() => new Stale());
		throw new Stale({
			values: {
				name: now.name,
				title: now.title ?? '',
				phone: now.phone ?? '',
				...(email === undefined ? {} : { email: now.email })
			},
			version: now.version,
			...(await lastChange(trx, 'person', { id }))
		});
	};
	await act(db, acting, work, { clashes: { person_email: { email: 'email_taken' } } });
}

/**
 * Gives a person who is there another access.
 * @param municipality_code null for KOMBIT itself
 * @throws 403 by mayAdminister; Refused where the kind does not go with the place, the person has it already or has left
 */
export async function grantAccess(
	db: Database,
	acting: Acting,
	{
		person_id,
		kind,
		municipality_code
	}: { person_id: number; kind: AccessKind; municipality_code: string | null }
): Promise<void> {
	if (!mayAdminister(acting.person, municipality_code)) notAllowed();
	if (isKombitKind(kind) !== (municipality_code === null)) throw new Refused({ kind: 'kind_elsewhere' });
	const person = await findPerson(db, { id: person_id, today: acting.today });
	if (!mayAdministerPerson(acting.person, placesOf(person))) notAllowed();
	if (person.left_on) throw new Refused({ kind: 'has_left' });
	const work = async (trx: Transaction<DB>) => {
		await refuseHeld(trx, { person_id, kind, municipality_code });
		await trx
			.insertInto('access')
			.values({ person_id, kind, municipality_code, granted_on: acting.today })
			.execute();
	};
	await act(db, acting, work, { clashes: HELD });
}

// What refuseHeld sees, PostgreSQL holds against two at the same moment too.
const HELD = { access_once: { kind: 'has_it' } };

async function refuseHeld(
	trx: Transaction<DB>,
	{
		person_id,
		kind,
		municipality_code
	}: { person_id: number; kind: AccessKind; municipality_code: string | null }
): Promise<void> {
	const held = await trx
		.selectFrom('access')
		.where('person_id', '=', person_id)
		.where('kind', '=', kind)
		.where('municipality_code', 'is not distinct from', municipality_code)
		.where('revoked_on', 'is', null)
		.select('id')
		.executeTakeFirst();
	if (held) throw new Refused({ kind: 'has_it' });
}

export interface AccessChange {
	person_id: number;
	access_id: number;
	version: number;
	/** Whoever takes access from themselves says that they mean it. */
	oneself: boolean;
}

/**
 * Makes an access one of another kind, in the same place. It holds from the next click on.
 * @throws 403 by mayAdminister; 404; Stale; Refused where the kind does not go with the place, is held already, would
 * leave KOMBIT without an administrator, or it is the actor's own and they did not say that they mean it
 */
export async function changeAccess(
	db: Database,
	acting: Acting,
	{ kind, ...change }: AccessChange & { kind: AccessKind }
): Promise<void> {
	const access = await findAccess(db, acting, change);
	if (isKombitKind(kind) !== (access.municipality_code === null))
		throw new Refused({ kind: 'kind_elsewhere' });
	if (access.kind === kind) return;
	const work = async (trx: Transaction<DB>) => {
		await refuseHeld(trx, { ...access, kind });
		await keepLastAdministrator(trx, [access.id]);
		await writeAccess(trx, change, { kind });
	};
	await act(db, acting, work, { clashes: HELD });
}

/**
 * Takes an access back. Its sessions end at once.
 * @throws 403 by mayAdminister; 404; Stale; Refused where it would leave KOMBIT without an administrator, or it is the
 * actor's own and they did not say that they mean it
 */
export async function revokeAccess(db: Database, acting: Acting, change: AccessChange): Promise<void> {
	const access = await findAccess(db, acting, change);
	await act(db, acting, async (trx) => {
		await keepLastAdministrator(trx, [access.id]);
		await writeAccess(trx, change, { revoked_on: acting.today });
		await endSessions(trx, acting, [access.id]);
	});
}

async function findAccess(db: Database, { person }: Acting, { person_id, access_id, oneself }: AccessChange) {
	const access = await db
		.selectFrom('access')
		.selectAll()
		.where('id', '=', access_id)
		.where('person_id', '=', person_id)
		.where('revoked_on', 'is', null)
		.executeTakeFirst();
	if (!access) notFound();
	if (!mayAdminister(person, access.municipality_code)) notAllowed();
	if (person_id === person.id && !oneself) throw new Refused({ oneself: 'oneself' });
	return access;
}

async function writeAccess(
	trx: Transaction<DB>,
	{ access_id, version }: AccessChange,
	set: { kind?: AccessKind; revoked_on?: Day }
): Promise<void> {
	const changed = await trx
		.updateTable('access')
		.set(set)
		.where('id', '=', access_id)
		.where('version', '=', version)
		.where('revoked_on', 'is', null)
		.returning('id')
		.execute();
	if (!changed.length) throw new Stale();
}

// PostgreSQL refuses it too; here it gets its words. The lock is the trigger's own.
async function keepLastAdministrator(trx: Transaction<DB>, going: number[]): Promise<void> {
	if (going.length === 0) return;
	const { rows } = await sql<{ last: boolean }>`
		select exists (select from access where id = any(${going}) and kind = 'kombit_administrator' and revoked_on is null)
			and not exists (
				select from access join person on person.id = access.person_id
				where kind = 'kombit_administrator' and revoked_on is null and left_on is null and access.id <> all(${going}))
			as last
		from (select pg_advisory_xact_lock(hashtext('last_administrator'))) held
	`.execute(trx);
	if (rows[0]?.last) throw new Refused({ kind: 'last_administrator' });
}

async function endSessions(trx: Transaction<DB>, { now }: Acting, access_ids: number[]): Promise<void> {
	if (access_ids.length === 0) return;
	await trx
		.updateTable('session')
		.set({ ended_at: now })
		.where('access_id', 'in', access_ids)
		.where('ended_at', 'is', null)
		.execute();
}

/** The accesses of a person that the actor may take back. */
export function accessesInReach(actor: Actor, { accesses }: Pick<FoundPerson, 'accesses'>): ListedAccess[] {
	return accesses.filter(
		({ revoked_on, municipality_code }) => revoked_on === null && mayAdminister(actor, municipality_code)
	);
}

/**
 * Takes back every access of a person that the actor administers: those of their own municipality, for KOMBIT all.
 * Sessions end at once; roles and work stay with the person.
 * @throws 403 by mayAdministerPerson; 404; Refused where nothing is left to take, it would leave KOMBIT without an
 * administrator, or it is oneself and one did not say that one means it
 */
export async function deactivate(
	db: Database,
	acting: Acting,
	{ person_id, oneself }: { person_id: number; oneself: boolean }
): Promise<void> {
	const person = await findAdministered(db, { actor: acting.person, id: person_id, today: acting.today });
	const going = accessesInReach(acting.person, person).map(({ id }) => id);
	if (going.length === 0) throw new Refused({ oneself: 'nothing_to_take' });
	if (person_id === acting.person.id && !oneself) throw new Refused({ oneself: 'oneself' });
	await act(db, acting, (trx) => takeBack(trx, acting, going));
}

async function takeBack(trx: Transaction<DB>, acting: Acting, access_ids: number[]): Promise<void> {
	if (access_ids.length === 0) return;
	await keepLastAdministrator(trx, access_ids);
	await trx
		.updateTable('access')
		.set({ revoked_on: acting.today })
		.where('id', 'in', access_ids)
		.where('revoked_on', 'is', null)
		.execute();
	await endSessions(trx, acting, access_ids);
}

/** Whether the actor may note that somebody has left: all that they have and hold is the actor's to take. */
export function mayLetGo(actor: Actor, person: Parameters<typeof placesOf>[0]): boolean {
	const { places, accesses } = placesOf(person);
	if (actor.kind === 'kombit_administrator') return true;
	const held = person.roles
		.filter(({ held_until }) => held_until === null)
		.map((role) => role.municipality_code);
	return (
		mayAdministerPerson(actor, { places }) &&
		mayAdminister(actor, person.municipality_code) &&
		[...accesses, ...held].every((code) => code === actor.municipality_code)
	);
}

export interface Leaving {
	person_id: number;
	version: number;
	/** The last day in the job, today at the latest. */
	left_on: Day;
	/** Whether open work may stay where it is. */
	leave_open: boolean;
	oneself: boolean;
}

/**
 * Notes that somebody has left: every access is taken back, every role ends, sessions end at once. The name stays in
 * the history for the period set (RETENTION_MONTHS), then pseudonymise_people() takes it out.
 * @throws 403 by mayLetGo; 404; Stale; Refused where open work was to be handed over first, the day lies ahead, KOMBIT
 * would be left without an administrator, or it is oneself and one did not say that one means it
 */
export async function letGo(
	db: Database,
	acting: Acting,
	{ person_id, version, left_on, leave_open, oneself }: Leaving,
	open: number
): Promise<void> {
	const person = await findAdministered(db, { actor: acting.person, id: person_id, today: acting.today });
	if (!mayLetGo(acting.person, person)) notAllowed();
	if (person.left_on) throw new Stale();
	if (left_on > acting.today) throw new Refused({ left_on: 'future' });
	if (person_id === acting.person.id && !oneself) throw new Refused({ oneself: 'oneself' });
	if (open > 0 && !leave_open) throw new Refused({ leave_open: 'open_work' });
	await act(db, acting, async (trx) => {
		const left = await trx
			.updateTable('person')
			.set({ left_on })
			.where('id', '=', person_id)
			.where('version', '=', version)
			.returning('id')
			.execute();
		if (!left.length) throw new Stale();
		await trx
			.updateTable('role_holder')
			.set({ held_until: sql`greatest(held_from, ${left_on}::date)` })
			.where('person_id', '=', person_id)
			.where((eb) => eb.or([eb('held_until', 'is', null), eb('held_until', '>', left_on)]))
			.execute();
		await takeBack(
			trx,
			acting,
			person.accesses.filter(({ revoked_on }) => revoked_on === null).map(({ id }) => id)
		);
	});
}

/**
 * Takes a leaving back, as long as the name is there: the accesses that it took and the roles that it ended are there
 * again, except a primary mark that someone else has been given meanwhile.
 * @throws 403 by mayAdministerPerson; 404; Stale where the person has not left or is pseudonymised
 */
export async function takeBackLeaving(
	db: Database,
	acting: Acting,
	{ person_id }: { person_id: number }
): Promise<void> {
	const person = await findAdministered(db, { actor: acting.person, id: person_id, today: acting.today });
	if (!mayAdminister(acting.person, person.municipality_code)) notAllowed();
	if (!person.left_on || person.pseudonymised_on) throw new Stale();
	await act(db, acting, async (trx) => {
		const back = await trx
			.updateTable('person')
			.set({ left_on: null })
			.where('id', '=', person_id)
			.where('pseudonymised_on', 'is', null)
			.where('left_on', 'is not', null)
			.returning('id')
			.execute();
		if (!back.length) throw new Stale();
		const request = sql`(
			select request_id from audit_event
			where table_name = 'person' and row_key = jsonb_build_object('id', ${person_id}::integer)
				and old ? 'left_on' and old ->> 'left_on' is null and new ->> 'left_on' is not null
			order by id desc limit 1)`;
		const went = (table: 'access' | 'role_holder') => sql`(
			select (event.row_key ->> 'id')::integer as id, event.old, event.new from audit_event event
			where event.request_id = ${request} and event.table_name = ${table} and event.operation = 'update')`;
		await sql`
			update access set revoked_on = null from ${went('access')} event
			where access.id = event.id and access.person_id = ${person_id}
				and access.revoked_on = (event.new ->> 'revoked_on')::date
				and not exists (
					select from access other where other.person_id = access.person_id and other.kind = access.kind
						and other.municipality_code is not distinct from access.municipality_code and other.revoked_on is null)
		`.execute(trx);
		await sql`
			update role_holder holder set held_until = (event.old ->> 'held_until')::date,
				is_primary = holder.is_primary and not exists (
					select from role_holder other where other.role_slug = holder.role_slug and other.id <> holder.id
						and other.municipality_code = holder.municipality_code and other.is_primary and other.held_until is null)
			from ${went('role_holder')} event
			where holder.id = event.id and holder.person_id = ${person_id}
				and holder.held_until = (event.new ->> 'held_until')::date
				and not exists (
					select from role_holder other where other.role_slug = holder.role_slug and other.held_until is null
						and other.municipality_code = holder.municipality_code and other.person_id = holder.person_id)
		`.execute(trx);
	});
}
