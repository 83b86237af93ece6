import { sql, type Transaction } from 'kysely';
import { jsonArrayFrom } from 'kysely/helpers/postgres';
import { type Acting, act, Refused, Stale } from '#database/acting.server.ts';
import type { Database } from '#database/connection.server.ts';
import type { DB } from '#database/schema.ts';
import type { Day } from '#language/dates.ts';
import { mayAdminister } from '#people/may.ts';
import { notAllowed, notFound } from '../errors.ts';
import {
	hangsOnOne,
	isChosen,
	type GalleryChoice,
	ROLE_STANDINGS,
	type RoleStanding,
	roleStanding
} from './gallery.ts';
import { heldOn, inRegion } from './membership.server.ts';

/**
 * The role gallery of a municipality on a day: every role there is with whoever holds it, the primary first.
 * @param contacts whether the reader may see addresses, telephone numbers and which addresses bounce
 */
export function listRoleGallery(
	db: Database,
	{ municipality_code, today, contacts }: { municipality_code: string; today: Day; contacts: boolean }
) {
	return db
		.selectFrom('role')
		.select((eb) => [
			'role.slug',
			'role.name_da',
			'role.name_en',
			jsonArrayFrom(
				eb
					.selectFrom('role_holder')
					.innerJoin('person', 'person.id', 'role_holder.person_id')
					.whereRef('role_holder.role_slug', '=', 'role.slug')
					.where('role_holder.municipality_code', '=', municipality_code)
					.where(heldOn('role_holder', today))
					.select([
						'role_holder.id',
						'role_holder.version',
						'person.id as person_id',
						'person.name',
						'person.title',
						'role_holder.is_primary',
						'role_holder.held_from'
					])
					.$if(contacts, (query) => query.select(['person.email', 'person.phone', 'role_holder.bounced_on']))
					.orderBy('role_holder.is_primary', 'desc')
					.orderBy('person.name')
			).as('holders')
		])
		.orderBy('role.position')
		.execute();
}

export interface GalleryQuery {
	today: Day;
	/** A region's slug. */
	region?: string | undefined;
	/** A role's slug. */
	role?: string | undefined;
	/** Only municipalities where the role, or where none is chosen some role, stands so. */
	choice?: GalleryChoice | undefined;
	/** Only municipalities where one person holds everything that is held. */
	alone?: boolean | undefined;
}

interface GalleryHolder {
	person_id: number;
	name: string;
	is_primary: boolean;
	bounced_on: Day | null;
}

/**
 * The role gallery of all municipalities on a day: for each role how many municipalities stand how, adding up to the
 * municipalities that the region leaves, and the rows that role and choice leave. For KOMBIT: it names bouncing addresses.
 */
export async function findGallery(db: Database, { today, region, role, choice, alone }: GalleryQuery) {
	const [roles, regions, municipalities] = await Promise.all([
		db.selectFrom('role').select(['slug', 'name_da', 'name_en']).orderBy('position').execute(),
		listRegions(db, today),
		sql<{ code: string; name: string; slug: string; holders: (GalleryHolder & { role_slug: string })[] }>`
			select municipality.code, municipality.name, municipality.slug, coalesce((
				select json_agg(json_build_object('role_slug', holder.role_slug, 'person_id', person.id, 'name', person.name,
					'is_primary', holder.is_primary, 'bounced_on', holder.bounced_on)
					order by holder.is_primary desc, person.name)
				from role_holder holder join person on person.id = holder.person_id
				where holder.municipality_code = municipality.code and ${heldOn('holder', today)}), '[]') as holders
			from municipality
			where ${region ? inRegion(region, today) : sql`true`}
			order by municipality.name
		`.execute(db)
	]);
	const rows = municipalities.rows.map(({ holders, ...municipality }) => {
		const cells = roles.map(({ slug }) => {
			const own = holders.filter((holder) => holder.role_slug === slug);
			return { holders: own, standing: roleStanding(own) };
		});
		return { ...municipality, cells, alone: hangsOnOne(cells.map((cell) => cell.holders)) };
	});
	const at = roles.findIndex(({ slug }) => slug === role);
	if (role !== undefined && at < 0) notFound();
	const shown = rows.filter(
		({ cells, ...row }) =>
			(!alone || row.alone) &&
			(choice === undefined ||
				(at < 0 ? cells : [cells[at]!]).some(({ standing }) => isChosen(standing, choice)))
	);
	return {
		roles: roles.map((one, index) => ({
			...one,
			counts: countStandings(rows.map(({ cells }) => cells[index]!))
		})),
		regions,
		total: rows.length,
		alone: rows.filter((row) => row.alone).length,
		chosen: at < 0 ? null : at,
		rows: shown
	};
}

function countStandings(cells: { standing: RoleStanding }[]): Record<RoleStanding, number> {
	return Object.fromEntries(
		ROLE_STANDINGS.map((standing) => [standing, cells.filter((cell) => cell.standing === standing).length])
	) as Record<RoleStanding, number>;
}

async function listRegions(db: Database, today: Day) {
	const { rows } = await sql<{ slug: string; name: string; count: number }>`
		select region.slug, region.name, count(*)::int as count
		from region join region_membership membership on membership.region_slug = region.slug
		where membership.valid_from <= ${today} and (membership.valid_until is null or membership.valid_until >= ${today})
		group by region.slug order by region.position
	`.execute(db);
	return rows;
}

/**
 * Makes a person holder of a role in a municipality: the primary one, or where the role stood empty, without asking.
 * @throws 403 by mayAdminister; 404 where there is no such role; Refused where the person holds it already, has left, or
 * has nothing to do with the municipality
 */
export async function addHolder(
	db: Database,
	acting: Acting,
	holder: { municipality_code: string; role_slug: string; person_id: number; is_primary: boolean }
): Promise<void> {
	const { municipality_code, role_slug, person_id } = holder;
	if (!mayAdminister(acting.person, municipality_code)) notAllowed();
	const role = await db.selectFrom('role').where('slug', '=', role_slug).select('slug').executeTakeFirst();
	if (!role) notFound();
	const possible = await listPossibleHolders(db, { municipality_code });
	if (!possible.some(({ id }) => id === person_id)) throw new Refused({ person_id: 'bad_choice' });
	await act(db, acting, async (trx) => {
		const held = await currentHolders(trx, acting, holder);
		if (held.some((one) => one.person_id === person_id)) throw new Refused({ person_id: 'holds_it' });
		const is_primary = holder.is_primary || held.length === 0;
		if (is_primary) await unmarkPrimary(trx, acting, holder);
		await trx
			.insertInto('role_holder')
			.values({ role_slug, municipality_code, person_id, is_primary, held_from: acting.today })
			.execute();
	});
}

/**
 * Makes somebody who is not there yet a person of the municipality and a holder of a role. It gives no access.
 * @throws 403 by mayAdminister; 404; Refused where the mail is somebody's already
 */
export async function addNewHolder(
	db: Database,
	acting: Acting,
	{
		name,
		email,
		title,
		phone,
		...holder
	}: {
		municipality_code: string;
		role_slug: string;
		is_primary: boolean;
		name: string;
		email: string;
		title: string | null;
		phone: string | null;
	}
): Promise<void> {
	const { municipality_code, role_slug } = holder;
	if (!mayAdminister(acting.person, municipality_code)) notAllowed();
	const role = await db.selectFrom('role').where('slug', '=', role_slug).select('slug').executeTakeFirst();
	if (!role) notFound();
	await act(db, acting, async (trx) => {
		const held = await currentHolders(trx, acting, holder);
		const added = await trx
			.insertInto('person')
			.values({ name, email, title, phone, municipality_code })
			.onConflict((conflict) => conflict.doNothing())
			.returning('id')
			.executeTakeFirst();
		if (!added) throw new Refused({ email: 'email_taken' });
		const is_primary = holder.is_primary || held.length === 0;
		if (is_primary) await unmarkPrimary(trx, acting, holder);
		await trx
			.insertInto('role_holder')
			.values({ role_slug, municipality_code, person_id: added.id, is_primary, held_from: acting.today })
			.execute();
	});
}

/** Who may hold a role in a municipality: who belongs to it or has access there, and has not left. */
export function listPossibleHolders(db: Database, { municipality_code }: { municipality_code: string }) {
	return db
		.selectFrom('person')
		.select(['person.id', 'person.name', 'person.title'])
		.where('person.left_on', 'is', null)
		.where((eb) =>
			eb.or([
				eb('person.municipality_code', '=', municipality_code),
				eb.exists(
					eb
						.selectFrom('access')
						.whereRef('access.person_id', '=', 'person.id')
						.where('access.municipality_code', '=', municipality_code)
						.where('access.revoked_on', 'is', null)
						.select('access.id')
				)
			])
		)
		.orderBy('person.name')
		.orderBy('person.id')
		.execute();
}

export interface HoldingChange {
	municipality_code: string;
	id: number;
	version: number;
}

/**
 * Ends a holding today. Where it was the primary one, the mark goes to whoever has held the role longest.
 * @throws 403 by mayAdminister; 404; Stale
 */
export async function endHolding(db: Database, acting: Acting, change: HoldingChange): Promise<void> {
	const holding = await findHolding(db, acting, change);
	await act(db, acting, async (trx) => {
		await writeHolding(trx, change, {
			held_until: sql<Day>`greatest(held_from, ${acting.today}::date)`,
			is_primary: false
		});
		if (!holding.is_primary) return;
		const left = await currentHolders(trx, acting, holding);
		const next = left.find(({ id }) => id !== holding.id);
		if (next)
			await trx.updateTable('role_holder').set({ is_primary: true }).where('id', '=', next.id).execute();
	});
}

/**
 * Makes a holder the primary one; whoever was it stays a holder.
 * @throws 403 by mayAdminister; 404; Stale
 */
export async function makePrimary(db: Database, acting: Acting, change: HoldingChange): Promise<void> {
	const holding = await findHolding(db, acting, change);
	if (holding.is_primary) return;
	await act(db, acting, async (trx) => {
		await currentHolders(trx, acting, holding);
		await unmarkPrimary(trx, acting, holding);
		await writeHolding(trx, change, { is_primary: true });
	});
}

/**
 * Notes that mail to a holder comes back, or that the address is right again.
 * @throws 403 by mayAdminister; 404; Stale
 */
export async function markBounced(
	db: Database,
	acting: Acting,
	{ bounces, ...change }: HoldingChange & { bounces: boolean }
): Promise<void> {
	await findHolding(db, acting, change);
	await act(db, acting, (trx) => writeHolding(trx, change, { bounced_on: bounces ? acting.today : null }));
}

async function findHolding(
	db: Database,
	{ person, today }: Acting,
	{ id, municipality_code }: HoldingChange
) {
	if (!mayAdminister(person, municipality_code)) notAllowed();
	const holding = await db
		.selectFrom('role_holder')
		.selectAll()
		.where('id', '=', id)
		.where('municipality_code', '=', municipality_code)
		.executeTakeFirst();
	if (!holding) notFound();
	if (holding.held_until !== null && holding.held_until <= today) throw new Stale();
	return holding;
}

// Locked, so that two who change the same role at the same moment do it one after the other.
async function currentHolders(
	trx: Transaction<DB>,
	{ today }: Acting,
	{ municipality_code, role_slug }: { municipality_code: string; role_slug: string }
) {
	await sql`select pg_advisory_xact_lock(hashtext(${`role ${municipality_code} ${role_slug}`}))`.execute(trx);
	return trx
		.selectFrom('role_holder')
		.select(['id', 'person_id', 'is_primary'])
		.where('municipality_code', '=', municipality_code)
		.where('role_slug', '=', role_slug)
		.where((eb) => eb.or([eb('held_until', 'is', null), eb('held_until', '>', today)]))
		.orderBy('held_from')
		.orderBy('id')
		.execute();
}

async function unmarkPrimary(
	trx: Transaction<DB>,
	{ today }: Acting,
	{ municipality_code, role_slug }: { municipality_code: string; role_slug: string }
): Promise<void> {
	await trx
		.updateTable('role_holder')
		.set({ is_primary: false })
		.where('municipality_code', '=', municipality_code)
		.where('role_slug', '=', role_slug)
		.where('is_primary', '=', true)
		.where((eb) => eb.or([eb('held_until', 'is', null), eb('held_until', '>', today)]))
		.execute();
}

async function writeHolding(
	trx: Transaction<DB>,
	{ id, version }: HoldingChange,
	set: { held_until?: ReturnType<typeof sql<Day>>; is_primary?: boolean; bounced_on?: Day | null }
): Promise<void> {
	const changed = await trx
		.updateTable('role_holder')
		.set(set)
		.where('id', '=', id)
		.where('version', '=', version)
		.returning('id')
		.execute();
	if (!changed.length) throw new Stale();
}
