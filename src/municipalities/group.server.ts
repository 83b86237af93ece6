import { sql, type Transaction } from 'kysely';
import { jsonArrayFrom } from 'kysely/helpers/postgres';
import { act, type Acting, lastChange, Refused, Stale } from '#database/acting.server.ts';
import type { Database } from '#database/connection.server.ts';
import type { DB, GroupKind } from '#database/schema.ts';
import type { Day } from '#language/dates.ts';
import { type Actor, mayEditGroup, mayEditProject, mayMakeGroup } from '#people/may.ts';
import { notAllowed, notFound } from '../errors.ts';
import { readPlaces, slugOf } from './group.ts';

/** The groups that a person sees, everyone's and the person's own, by name, those of ended projects last. */
export async function listGroupPages(db: Database, { person_id }: { person_id: number }) {
	return seen(db, person_id)
		.select(
			sql<number>`(select count(*)::int from municipality_group_member member where member.group_id = municipality_group.id)`.as(
				'member_count'
			)
		)
		.orderBy('is_ended')
		.orderBy('municipality_group.name')
		.execute();
}

/** The groups that are everyone's, of projects that have not ended by a day or of none, with their members' codes in order. */
export async function listSharedGroups(db: Database, { today }: { today: Day }) {
	return db
		.selectFrom('municipality_group')
		.leftJoin('project', 'project.id', 'municipality_group.project_id')
		.where('municipality_group.owner_id', 'is', null)
		.where((eb) => eb.or([eb('project.ended_on', 'is', null), eb('project.ended_on', '>', today)]))
		.select([
			'municipality_group.id',
			'municipality_group.slug',
			'municipality_group.name',
			'municipality_group.kind',
			'project.slug as project_slug',
			'municipality_group.size_said',
			'municipality_group.members_are_demo',
			sql<string[]>`array(select municipality_code from municipality_group_member member
				where member.group_id = municipality_group.id order by municipality_code collate "C")`.as('members')
		])
		.orderBy('municipality_group.name')
		.orderBy('municipality_group.id')
		.execute();
}

/**
 * One group with its members by name; null in `owner_id` means that it is everyone's.
 * @throws 404 where there is none that the person sees
 */
export async function findGroup(db: Database, slug: string, { person_id }: { person_id: number }) {
	const group = await seen(db, person_id)
		.where('municipality_group.slug', '=', slug)
		.select((eb) =>
			jsonArrayFrom(
				eb
					.selectFrom('municipality_group_member as member')
					.innerJoin('municipality', 'municipality.code', 'member.municipality_code')
					.whereRef('member.group_id', '=', 'municipality_group.id')
					.orderBy('municipality.name')
					.select(['municipality.code', 'municipality.name', 'municipality.slug'])
			).as('members')
		)
		.executeTakeFirst();
	return group ?? notFound();
}

/** Whether there is such a group that the person may see. */
export async function hasGroup(
	db: Database,
	slug: string,
	{ person_id }: { person_id: number }
): Promise<boolean> {
	return (
		(await seen(db, person_id).where('municipality_group.slug', '=', slug).executeTakeFirst()) !== undefined
	);
}

function seen(db: Database, person_id: number) {
	return db
		.selectFrom('municipality_group')
		.leftJoin('project', 'project.id', 'municipality_group.project_id')
		.leftJoin('person as owner', 'owner.id', 'municipality_group.owner_id')
		.where((eb) =>
			eb.or([
				eb('municipality_group.owner_id', 'is', null),
				eb('municipality_group.owner_id', '=', person_id)
			])
		)
		.select([
			'municipality_group.id',
			'municipality_group.version',
			'municipality_group.slug',
			'municipality_group.name',
			'municipality_group.kind',
			'municipality_group.note',
			'municipality_group.size_said',
			'municipality_group.members_are_demo',
			'municipality_group.project_id',
			'municipality_group.owner_id',
			'project.slug as project_slug',
			'project.name as project_name',
			sql<boolean>`project.ended_on is not null`.as('is_ended'),
			'owner.name as owner_name'
		]);
}

/** The projects that a person may make a group for, by name. */
export async function listProjectsToGroup(
	db: Database,
	{ actor, today }: { actor: Pick<Actor, 'kind' | 'project_ids'>; today: Day }
) {
	const projects = await db
		.selectFrom('project')
		.where((eb) => eb.or([eb('ended_on', 'is', null), eb('ended_on', '>', today)]))
		.select(['id', 'name'])
		.orderBy('name')
		.execute();
	return projects.filter(({ id }) => mayEditProject(actor, id));
}

/** The 98 under their regions of a day, to be ticked: both by name in their order. */
export async function listToTick(db: Database, { today }: { today: Day }) {
	return db
		.selectFrom('region')
		.select((eb) => [
			'region.slug',
			'region.name',
			jsonArrayFrom(
				eb
					.selectFrom('region_membership as membership')
					.innerJoin('municipality', 'municipality.code', 'membership.municipality_code')
					.whereRef('membership.region_slug', '=', 'region.slug')
					.where('membership.valid_from', '<=', today)
					.where((eb) =>
						eb.or([eb('membership.valid_until', 'is', null), eb('membership.valid_until', '>=', today)])
					)
					.orderBy('municipality.name')
					.select(['municipality.code', 'municipality.name'])
			).as('municipalities')
		])
		.where(
			sql<boolean>`exists (select from region_membership membership where membership.region_slug = region.slug
				and membership.valid_from <= ${today}::date and (membership.valid_until is null or membership.valid_until >= ${today}::date))`
		)
		.orderBy('region.position')
		.execute();
}

interface Members {
	kommune: string[];
	indsat: string | null;
}

/**
 * Makes a group: one's own, a project's, or everyone's, and returns its slug, which is made of its name and stays.
 * @param given.for `own`, `all`, or the number of a project
 * @throws 403 where the person may not make such a one; Refused where a pasted line names no municipality
 */
export async function makeGroup(
	db: Database,
	acting: Acting,
	given: {
		name: string;
		for: string;
		kind?: GroupKind | undefined;
		note: string | null;
	} & Members
): Promise<string> {
	const { person } = acting;
	if (!mayMakeGroup(person)) notAllowed();
	const project_id = /^\d+$/.test(given.for) ? Number(given.for) : null;
	const owner_id = given.for === 'own' ? person.id : null;
	if (!mayEditGroup(person, { project_id, owner_id })) notAllowed();
	const kind = owner_id === null ? (given.kind ?? 'own') : 'own';
	const codes = await codesOf(db, given);
	return act(db, acting, async (trx) => {
		if (project_id !== null) {
			const found = await trx
				.selectFrom('project')
				.select('id')
				.where('id', '=', project_id)
				.executeTakeFirst();
			if (!found) throw new Refused({ for: 'bad_choice' });
		}
		const { name, note } = given;
		const stem = slugOf(name);
		for (let number = 1; ; number++) {
			const slug = number === 1 ? stem : `${stem}-${number}`;
			const made = await trx
				.insertInto('municipality_group')
				.values({ slug, name, kind, project_id, owner_id, note })
				.onConflict((clash) => clash.column('slug').doNothing())
				.returning('id')
				.executeTakeFirst();
			if (!made) continue;
			await add(trx, made.id, codes);
			return slug;
		}
	});
}

/**
 * Changes a group's name, kind and note; its address stays, so that links and filters hold.
 * @throws Stale where it was changed or removed meanwhile; 403, 404
 */
export async function changeGroup(
	db: Database,
	acting: Acting,
	slug: string,
	{
		version,
		name,
		kind,
		note
	}: { version: number; name: string; kind?: GroupKind | undefined; note: string | null }
): Promise<void> {
	await groupToEdit(db, acting, slug);
	await act(db, acting, async (trx) => {
		const before = await claim(trx, slug);
		if (before.version !== version) {
			throw new Stale({
				values: {
					name: before.name,
					note: before.note ?? '',
					...(before.owner_id === null ? { kind: before.kind } : {})
				},
				version: before.version,
				...(await lastChange(trx, 'municipality_group', { id: before.id }))
			});
		}
		await trx
			.updateTable('municipality_group')
			.set({ name, note, kind: before.owner_id === null ? (kind ?? before.kind) : before.kind })
			.where('id', '=', before.id)
			.execute();
	});
}

/**
 * Changes who is in a group: only whom the form ticked or unticked, so that what a colleague ticked meanwhile stays.
 * Who is pasted comes in besides.
 * @param given.before the members when the form was made
 * @throws Refused where a pasted line names no municipality; Stale where the group was removed meanwhile; 403, 404
 */
export async function changeMembers(
	db: Database,
	acting: Acting,
	slug: string,
	{ before, ...given }: { before: string[] } & Members
): Promise<void> {
	await groupToEdit(db, acting, slug);
	const codes = await codesOf(db, given);
	await act(db, acting, async (trx) => {
		const { id } = await claim(trx, slug);
		const gone = before.filter((code) => !codes.includes(code));
		if (gone.length > 0) {
			await trx
				.deleteFrom('municipality_group_member')
				.where('group_id', '=', id)
				.where('municipality_code', 'in', gone)
				.execute();
		}
		await add(
			trx,
			id,
			codes.filter((code) => !before.includes(code))
		);
	});
}

/** Takes a group away with its members. @throws Stale where it was changed or removed meanwhile; 403, 404 */
export async function removeGroup(
	db: Database,
	acting: Acting,
	slug: string,
	{ version }: { version: number }
): Promise<void> {
	await groupToEdit(db, acting, slug);
	await act(db, acting, async (trx) => {
		const before = await claim(trx, slug);
		if (before.version !== version) throw new Stale();
		// The members first and by name: undone backwards, the group is there again before what hangs on it.
		await trx.deleteFrom('municipality_group_member').where('group_id', '=', before.id).execute();
		await trx.deleteFrom('municipality_group').where('id', '=', before.id).execute();
	});
}

async function groupToEdit(db: Database, { person }: Acting, slug: string): Promise<void> {
	const group = await findGroup(db, slug, { person_id: person.id });
	if (!mayEditGroup(person, group)) notAllowed();
}

async function claim(trx: Transaction<DB>, slug: string) {
	const group = await trx
		.selectFrom('municipality_group')
		.selectAll()
		.where('slug', '=', slug)
		.forUpdate()
		.executeTakeFirst();
	if (!group) throw new Stale();
	return group;
}

async function codesOf(db: Database, { kommune, indsat }: Members): Promise<string[]> {
	const all = await db.selectFrom('municipality').select(['code', 'name']).execute();
	const pasted = readPlaces(indsat ?? '', all);
	if (pasted.unknown.length > 0) throw new Refused({ indsat: 'unknown_lines' });
	const known = new Set(all.map(({ code }) => code));
	if (kommune.some((code) => !known.has(code))) throw new Refused({ kommune: 'bad_choice' });
	return [...new Set([...kommune, ...pasted.codes])];
}

async function add(trx: Transaction<DB>, group_id: number, codes: string[]): Promise<void> {
	if (codes.length === 0) return;
	await trx
		.insertInto('municipality_group_member')
		.values(codes.map((municipality_code) => ({ group_id, municipality_code })))
		.onConflict((clash) => clash.doNothing())
		.execute();
}
