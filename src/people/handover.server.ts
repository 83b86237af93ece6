import { sql } from 'kysely';
import { type Acting, act, Refused } from '#database/acting.server.ts';
import type { Database } from '#database/connection.server.ts';
import type { TaskProgress } from '#database/schema.ts';
import type { Day } from '#language/dates.ts';
import { notAllowed } from '../errors.ts';
import { mayAdminister } from './may.ts';
import { HANDED, type Handed } from './person.ts';
import { findAdministered } from './person.server.ts';

/** One municipality's code, null for KOMBIT itself, or undefined for all of them. */
export type Scope = string | null | undefined;

interface OpenCopy {
	task_id: number;
	title: string;
	municipality_name: string;
	municipality_slug: string;
	state: TaskProgress;
	due_on: Day;
}

/** Everything open that somebody answers for in a place: what is handed over when they go. */
export interface OpenWork {
	responsible: OpenCopy[];
	performer: OpenCopy[];
	roles: {
		id: number;
		name_da: string;
		name_en: string;
		municipality_name: string;
		municipality_slug: string;
		is_primary: boolean;
	}[];
	projects: { id: number; slug: string; name: string }[];
	groups: { id: number; name: string; size: number }[];
}

const openTask = (today: Day) => sql`
	task.published_on <= ${today} and (task.closed_on is null or task.closed_on > ${today})
	and copy.state not in ('done', 'not_applicable')`;
const within = (column: ReturnType<typeof sql>, scope: Scope) =>
	scope === undefined ? sql`true` : sql`${column} is not distinct from ${scope}::text`;

/** Lists it: copies of open tasks that still ask for work, roles held, projects led, groups owned. */
export async function listOpenWork(
	db: Database,
	{ person_id, scope, today }: { person_id: number; scope: Scope; today: Day }
): Promise<OpenWork> {
	const copies = (column: 'responsible_id' | 'performer_id') => sql`(
		select coalesce(json_agg(json_build_object('task_id', task.id, 'title', task.title, 'state', copy.state,
			'due_on', task.due_on, 'municipality_name', place.name, 'municipality_slug', place.slug)
			order by task.due_on, task.title, place.name), '[]')
		from task_state copy join task on task.id = copy.task_id join municipality place on place.code = copy.municipality_code
		where copy.${sql.ref(column)} = ${person_id} and ${openTask(today)} and ${within(sql`copy.municipality_code`, scope)})`;
	const { rows } = await sql<OpenWork>`
		select ${copies('responsible_id')} as responsible, ${copies('performer_id')} as performer,
			(select coalesce(json_agg(json_build_object('id', holder.id, 'name_da', role.name_da, 'name_en', role.name_en,
				'municipality_name', place.name, 'municipality_slug', place.slug, 'is_primary', holder.is_primary)
				order by place.name, role.position), '[]')
			from role_holder holder join role on role.slug = holder.role_slug
			join municipality place on place.code = holder.municipality_code
			where holder.person_id = ${person_id} and (holder.held_until is null or holder.held_until > ${today})
				and ${within(sql`holder.municipality_code`, scope)}) as roles,
			(select coalesce(json_agg(json_build_object('id', project.id, 'slug', project.slug, 'name', project.name)
				order by project.position), '[]')
			from project_lead join project on project.id = project_lead.project_id
			where project_lead.person_id = ${person_id} and ${within(sql`null::text`, scope)}) as projects,
			(select coalesce(json_agg(json_build_object('id', grouping.id, 'name', grouping.name, 'size',
				(select count(*) from municipality_group_member where group_id = grouping.id)) order by grouping.name), '[]')
			from municipality_group grouping join person owner on owner.id = grouping.owner_id
			where grouping.owner_id = ${person_id} and ${within(sql`owner.municipality_code`, scope)}) as groups
	`.execute(db);
	return rows[0]!;
}

/** How much there is, of all kinds together. */
export function sumOf(work: OpenWork): number {
	return HANDED.reduce((sum, kind) => sum + work[kind].length, 0);
}

/** Whom work in a place can be handed to: who belongs there, or has access there, and has not left. */
export function listSuccessors(
	db: Database,
	{ person_id, scope }: { person_id: number; scope: string | null }
) {
	return db
		.selectFrom('person')
		.select(['person.id', 'person.name', 'person.title'])
		.where('person.id', '<>', person_id)
		.where('person.left_on', 'is', null)
		.where((eb) =>
			eb.or([
				...(scope === null ? [] : [eb('person.municipality_code', '=', scope)]),
				eb.exists(
					eb
						.selectFrom('access')
						.whereRef('access.person_id', '=', 'person.id')
						.where('access.revoked_on', 'is', null)
						.where('access.municipality_code', 'is not distinct from', scope)
						.select('access.id')
				)
			])
		)
		.orderBy('person.name')
		.orderBy('person.id')
		.execute();
}

/**
 * Hands everything open of the kinds named from one person to another, in one place and in one act, so that undoing
 * turns all of it around. A role that both hold stays the other's; a primary mark goes along.
 * @returns how many rows of each kind changed hands
 * @throws 403 by mayAdminister and mayAdministerPerson; 404; Refused where the other cannot take it, or nothing is chosen
 */
export async function handOver(
	db: Database,
	acting: Acting,
	{ from, to, scope, kinds }: { from: number; to: number; scope: string | null; kinds: Handed[] }
): Promise<Record<Handed, number>> {
	const { person, today } = acting;
	if (!mayAdminister(person, scope)) notAllowed();
	await findAdministered(db, { actor: person, id: from, today });
	const successors = await listSuccessors(db, { person_id: from, scope });
	if (!successors.some(({ id }) => id === to)) throw new Refused({ til: 'bad_choice' });
	const chosen = new Set(kinds);
	if (chosen.size === 0) throw new Refused({ kinds: 'nothing_chosen' });
	return act(db, acting, async (trx) => {
		const handed: Record<Handed, number> = { responsible: 0, performer: 0, roles: 0, projects: 0, groups: 0 };
		for (const kind of ['responsible', 'performer'] as const) {
			if (!chosen.has(kind) || scope === null) continue;
			const column = sql.ref(kind === 'responsible' ? 'responsible_id' : 'performer_id');
			const { numAffectedRows } = await sql`
				update task_state copy set ${column} = ${to} from task
				where task.id = copy.task_id and copy.${column} = ${from} and copy.municipality_code = ${scope}
					and ${openTask(today)}
			`.execute(trx);
			handed[kind] = Number(numAffectedRows);
		}
		if (chosen.has('roles') && scope !== null) {
			const held = await trx
				.selectFrom('role_holder')
				.where('person_id', '=', from)
				.where('municipality_code', '=', scope)
				.where((eb) => eb.or([eb('held_until', 'is', null), eb('held_until', '>', today)]))
				.select(['id', 'role_slug', 'is_primary', 'held_until'])
				.forUpdate()
				.execute();
			const roles = JSON.stringify(held);
			await sql`
				update role_holder set held_until = greatest(held_from, ${today}::date), is_primary = false
				where id = any(${held.map(({ id }) => id)})
			`.execute(trx);
			const ofTheirs = sql`holder.role_slug = given.role_slug and holder.municipality_code = ${scope}
				and holder.person_id = ${to} and (holder.held_until is null or holder.held_until > ${today})`;
			const given = sql`jsonb_to_recordset(${roles}::jsonb) as given(role_slug text, is_primary boolean, held_until date)`;
			await sql`
				update role_holder holder set is_primary = true from ${given}
				where given.is_primary and not holder.is_primary and ${ofTheirs}
			`.execute(trx);
			await sql`
				insert into role_holder (role_slug, municipality_code, person_id, is_primary, held_from, held_until)
				select role_slug, ${scope}, ${to}, is_primary, ${today}, held_until from ${given}
				where not exists (select from role_holder holder where ${ofTheirs})
			`.execute(trx);
			handed.roles = held.length;
		}
		if (chosen.has('projects') && scope === null) {
			await sql`
				insert into project_lead (project_id, person_id)
				select project_id, ${to} from project_lead where person_id = ${from} on conflict do nothing
			`.execute(trx);
			const { numAffectedRows } = await sql`delete from project_lead where person_id = ${from}`.execute(trx);
			handed.projects = Number(numAffectedRows);
		}
		if (chosen.has('groups')) {
			const { numAffectedRows } = await sql`
				update municipality_group grouping set owner_id = ${to} from person owner
				where owner.id = grouping.owner_id and grouping.owner_id = ${from}
					and owner.municipality_code is not distinct from ${scope}
			`.execute(trx);
			handed.groups = Number(numAffectedRows);
		}
		if (Object.values(handed).every((count) => count === 0)) throw new Refused({ kinds: 'nothing_open' });
		return handed;
	});
}
