import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely';
import { jsonArrayFrom, jsonObjectFrom } from 'kysely/helpers/postgres';
import type { Database } from '#database/connection.server.ts';
import type { DB, TaskProgress } from '#database/schema.ts';
import { addDays, type Day, isoWeekday, weekSpan } from '#language/dates.ts';
import { fold } from '#language/fold.ts';
import { inGroup, inRegion } from '#municipalities/membership.server.ts';
import type { CopyFilter, CopyOrder, TaskFilter, TaskOrder } from './task.form.ts';
import { DUE_SOON_DAYS, stateOf } from './task.ts';

/** A list of closed tasks shows this many, the latest closed first. */
export const MOST_CLOSED = 200;

interface Viewpoint {
	today: Day;
	/** The slug of the municipality whose own copies are told, if any. */
	municipality?: string | null;
}

/**
 * The tasks that a filter of /opgaver chooses, each with its copies counted and, where a municipality is named, how
 * that municipality stands. Open tasks come all; of closed ones the latest MOST_CLOSED, and `total` says how many
 * there are.
 */
export async function listTasks(db: Database, filter: TaskFilter, viewpoint: Viewpoint) {
	const closed = filter.tilstand === 'lukkede';
	const late = filter.tilstand === 'forfaldne' || filter.tilstand === 'snart';
	const rows = await db
		.with('chosen', (cte) =>
			cte
				.selectFrom('task')
				.select(['task.id', sql<number>`(count(*) over ())::int`.as('total')])
				.where((eb) => eb.and(tasksWith(eb, filter, viewpoint)))
				.$if(closed, (qb) =>
					qb.orderBy('task.closed_on', 'desc').orderBy('task.id', 'desc').limit(MOST_CLOSED)
				)
		)
		.selectFrom('chosen')
		.innerJoin('task', 'task.id', 'chosen.id')
		.innerJoin('project', 'project.id', 'task.project_id')
		.innerJoinLateral(
			(eb) =>
				eb
					.selectFrom('task_state as copy')
					.whereRef('copy.task_id', '=', 'task.id')
					.select([
						sql<number>`count(*)::int`.as('audience_size'),
						sql<number>`(count(*) filter (where copy.state = 'done'))::int`.as('done'),
						sql<number>`(count(*) filter (where copy.state = 'not_applicable'))::int`.as('not_applicable')
					])
					.as('copies'),
			(join) => join.onTrue()
		)
		.leftJoin('task_state as own', (join) =>
			join.onRef('own.task_id', '=', 'task.id').on('own.municipality_code', '=', codeOf(viewpoint))
		)
		.leftJoin('person as responsible', 'responsible.id', 'own.responsible_id')
		.leftJoin('person as performer', 'performer.id', 'own.performer_id')
		.$if(late, (qb) => qb.where(sql<boolean>`copies.audience_size > copies.done + copies.not_applicable`))
		.select([
			'task.id',
			'task.title',
			'task.kind',
			'task.is_critical',
			'task.is_cross_cutting',
			'task.due_on',
			'task.due_is_demo',
			'task.is_demo',
			'task.closed_on',
			'task.project_id',
			'project.slug as project_slug',
			'project.short_name as project_name',
			'copies.audience_size',
			'copies.done',
			'copies.not_applicable',
			'own.state as own_state',
			'own.version as own_version',
			'own.own_due_on',
			'responsible.name as responsible_name',
			'performer.name as performer_name',
			'chosen.total',
			sql<string[]>`array(select role_slug from task_role where task_role.task_id = task.id)`.as('roles')
		])
		.orderBy(inOrder(filter.sorter ?? (closed ? '-lukket' : 'frist'), viewpoint.today))
		.orderBy('task.due_on')
		.orderBy('task.title')
		.orderBy('task.id')
		.execute();
	return {
		total: closed ? (rows[0]?.total ?? 0) : rows.length,
		tasks: rows.map(({ total: _, ...task }) => task)
	};
}

/**
 * The figures of the open tasks as a whole, whatever is filtered: how many, how many critical, how many with work
 * outstanding past their due date or within DUE_SOON_DAYS. Where a municipality is named, only its own outstanding
 * copies count. One statement.
 */
export async function summarizeTasks(db: Database, viewpoint: Viewpoint) {
	const { today, municipality } = viewpoint;
	const overdue = sql`task.due_on < ${today} and task.outstanding`;
	const soon = sql`task.due_on between ${today} and ${addDays(today, DUE_SOON_DAYS)} and task.outstanding`;
	return (
		db
			// Kept as it is, so that each task is looked up once and not for every figure.
			.with(
				(cte) => cte('task').materialized(),
				(cte) =>
					cte
						.selectFrom('task')
						.select(['task.due_on', 'task.is_critical', outstanding(viewpoint).as('outstanding')])
						.where((eb) => eb.and(openOn(eb, today)))
			)
			.selectFrom('task')
			.select([
				sql<number>`count(*)::int`.as('open'),
				sql<number>`(count(*) filter (where task.outstanding))::int`.as('outstanding'),
				sql<number>`(count(*) filter (where ${overdue}))::int`.as('overdue'),
				sql<number>`(count(*) filter (where ${soon}))::int`.as('due_soon'),
				sql<number>`(count(*) filter (where task.is_critical ${municipality ? sql`and task.outstanding` : sql``}))::int`.as(
					'critical'
				),
				sql<number>`(count(*) filter (where task.is_critical and ${soon}))::int`.as('critical_due_soon')
			])
			.executeTakeFirstOrThrow()
	);
}

/**
 * What falls due week by week, from the week of `today` on: one row per ISO week, also the empty ones. Counts every
 * open task whose due date lies in the week, Monday to Sunday; where a municipality is named, only those where its
 * own copy is outstanding. `starts_on` is the Monday.
 */
export async function listWeeks(db: Database, viewpoint: Viewpoint & { weeks: number }) {
	const { from, until } = weeksAhead(viewpoint);
	return db
		.with('due', (cte) => dueBetween(cte, viewpoint, from, until))
		.selectFrom(weekStarts(from, until))
		.select((eb) => [
			'week.starts_on',
			sql<string>`to_char(week.starts_on, 'IYYY-"W"IW')`.as('week'),
			sql<number>`(select count(*)::int from due where due.starts_on = week.starts_on)`.as('tasks'),
			sql<number>`(select count(*)::int from due where due.starts_on = week.starts_on and due.is_critical)`.as(
				'critical'
			),
			sql<number>`(select count(distinct task_role.role_slug)::int from due join task_role on task_role.task_id = due.id
				where due.starts_on = week.starts_on)`.as('roles'),
			jsonArrayFrom(
				eb
					.selectFrom('due')
					.innerJoin('project', 'project.id', 'due.project_id')
					.whereRef('due.starts_on', '=', 'week.starts_on')
					.select(['due.id', 'due.title', 'due.due_on', 'due.is_critical', 'project.short_name as project'])
					.orderBy('due.due_on')
					.orderBy('due.title')
			).as('list')
		])
		.orderBy('week.starts_on')
		.execute();
}

/**
 * The same weeks as listWeeks, counted by the role that the tasks need: how many tasks ask for which role when.
 * A task that needs three roles counts once in each of the three.
 */
export async function listLoad(db: Database, viewpoint: Viewpoint & { weeks: number }) {
	const { from, until } = weeksAhead(viewpoint);
	return db
		.with('due', (cte) => dueBetween(cte, viewpoint, from, until))
		.selectFrom(weekStarts(from, until))
		.select([
			'week.starts_on',
			sql<string>`to_char(week.starts_on, 'IYYY-"W"IW')`.as('week'),
			sql<number>`(select count(*)::int from due where due.starts_on = week.starts_on)`.as('tasks'),
			sql<number>`(select count(*)::int from due where due.starts_on = week.starts_on and due.is_critical)`.as(
				'critical'
			),
			sql<Record<string, number>>`(
				select coalesce(json_object_agg(role_slug, tasks), '{}') from (
					select task_role.role_slug, count(*) as tasks from due join task_role on task_role.task_id = due.id
					where due.starts_on = week.starts_on group by 1) needed)`.as('roles')
		])
		.orderBy('week.starts_on')
		.execute();
}

/**
 * What /opgaver can be filtered by: the projects of the portfolio, the roles, the weeks in which open tasks fall due
 * (their Mondays), and the years in which tasks were closed where the closed ones are asked for. `municipality` is the
 * named one, or null where its slug is nobody's.
 */
export async function listTaskChoices(db: Database, filter: TaskFilter, { today, municipality }: Viewpoint) {
	return db
		.selectNoFrom((eb) => [
			jsonArrayFrom(
				eb
					.selectFrom('project')
					.select(['slug', 'short_name as name'])
					.where((eb) => eb.or([eb('ended_on', 'is', null), eb('slug', '=', filter.projekt ?? '')]))
					.orderBy('short_name')
			).as('projects'),
			jsonArrayFrom(eb.selectFrom('role').select(['slug', 'name_da', 'name_en']).orderBy('position')).as(
				'roles'
			),
			sql<Day[]>`array(
				select distinct date_trunc('week', task.due_on)::date::text from task
				where task.closed_on is null and task.published_on <= ${today} order by 1)`.as('weeks'),
			(filter.tilstand === 'lukkede'
				? sql<{ year: number; tasks: number }[]>`(
					select coalesce(json_agg(closed order by year desc), '[]') from (
						select extract(year from closed_on)::int as year, count(*)::int as tasks from task
						where closed_on <= ${today} group by 1) closed)`
				: sql<{ year: number; tasks: number }[]>`json_build_array()`
			).as('years'),
			jsonObjectFrom(
				eb
					.selectFrom('municipality')
					.select(['code', 'name', 'slug'])
					.where('slug', '=', municipality ?? '')
			).as('municipality')
		])
		.executeTakeFirstOrThrow();
}

/**
 * The tasks open on a day, by due date, with what each asks and how the municipalities of its audience stand on it:
 * `states` holds their codes by state, in order, only the states that some are in.
 */
export async function listOpenTasks(db: Database, { today }: { today: Day }) {
	return db
		.selectFrom('task')
		.innerJoin('project', 'project.id', 'task.project_id')
		.where((eb) => eb.and(openOn(eb, today)))
		.select((eb) => [
			'task.id',
			'task.title',
			'project.slug as project_slug',
			'task.kind',
			'task.is_critical',
			'task.is_cross_cutting',
			'task.audience',
			'task.published_on',
			'task.due_on',
			'task.due_is_demo',
			'task.is_demo',
			sql<string[]>`array(select role_slug from task_role join role on role.slug = role_slug
				where task_role.task_id = task.id order by role.position)`.as('roles'),
			jsonArrayFrom(
				eb
					.selectFrom('task_step')
					.whereRef('task_step.task_id', '=', 'task.id')
					.select([
						'task_step.position',
						'task_step.title',
						sql<
							string[]
						>`array(select municipality_code from task_step_done where task_step_done.step_id = task_step.id
							order by municipality_code collate "C")`.as('done')
					])
					.orderBy('task_step.position')
			).as('steps'),
			sql<Partial<Record<TaskProgress, string[]>>>`(
				select coalesce(json_object_agg(state, codes), '{}') from (
					select state, array_agg(municipality_code order by municipality_code collate "C") as codes
					from task_state copy where copy.task_id = task.id group by state) stand)`.as('states')
		])
		.orderBy('task.due_on')
		.orderBy('task.title')
		.orderBy('task.id')
		.execute();
}

/** The roles that tasks can need, in their order. */
export function listRoles(db: Database) {
	return db.selectFrom('role').select(['slug', 'name_da', 'name_en']).orderBy('position').execute();
}

/**
 * One task with its project, roles and steps, each step with how many municipalities have finished it.
 * @returns undefined where no such task is published on `today`
 */
export async function findTask(db: Database, id: number, { today }: { today: Day }) {
	return db
		.selectFrom('task')
		.innerJoin('project', 'project.id', 'task.project_id')
		.where('task.id', '=', id)
		.where('task.published_on', '<=', today)
		.select((eb) => [
			'task.id',
			'task.title',
			'task.description',
			'task.kind',
			'task.is_critical',
			'task.is_cross_cutting',
			'task.audience',
			'task.published_on',
			'task.due_on',
			'task.due_is_demo',
			'task.is_demo',
			sql<Day | null>`case when task.closed_on <= ${today} then task.closed_on end`.as('closed_on'),
			'task.project_id',
			'project.slug as project_slug',
			'project.name as project_name',
			'project.short_name as project_short_name',
			'project.mailbox',
			jsonArrayFrom(
				eb
					.selectFrom('task_role')
					.innerJoin('role', 'role.slug', 'task_role.role_slug')
					.whereRef('task_role.task_id', '=', 'task.id')
					.select(['role.slug', 'role.name_da', 'role.name_en'])
					.orderBy('role.position')
			).as('roles'),
			jsonArrayFrom(
				eb
					.selectFrom('task_step')
					.whereRef('task_step.task_id', '=', 'task.id')
					.select([
						'task_step.position',
						'task_step.title',
						sql<number>`(select count(*)::int from task_step_done where task_step_done.step_id = task_step.id)`.as(
							'done'
						)
					])
					.orderBy('task_step.position')
			).as('steps')
		])
		.executeTakeFirst();
}

/**
 * The municipalities and their copies of a task: all 98, `state` null for those outside the audience, in the order
 * asked for and the reader's own first; `is_shown` says which of them the filter chooses. Notes and mail addresses
 * are null for who may not read them.
 * @param reader the code of the reader's municipality; null for KOMBIT, who reads all
 */
export async function listCopies(
	db: Database,
	task_id: number,
	filter: CopyFilter,
	{ today, reader }: { today: Day; reader: string | null }
) {
	return db
		.selectFrom('municipality')
		.leftJoin('task_state as copy', (join) =>
			join.onRef('copy.municipality_code', '=', 'municipality.code').on('copy.task_id', '=', task_id)
		)
		.leftJoin('task', 'task.id', 'copy.task_id')
		.leftJoin('person as responsible', 'responsible.id', 'copy.responsible_id')
		.leftJoin('person as performer', 'performer.id', 'copy.performer_id')
		.leftJoin(
			(eb) =>
				eb
					.selectFrom('task_step_done')
					.innerJoin('task_step', 'task_step.id', 'task_step_done.step_id')
					.where('task_step.task_id', '=', task_id)
					.select(['task_step_done.municipality_code', sql<number>`count(*)::int`.as('done')])
					.groupBy('task_step_done.municipality_code')
					.as('steps'),
			(join) => join.onRef('steps.municipality_code', '=', 'municipality.code')
		)
		.select((eb) => [
			'municipality.code',
			'municipality.name',
			'municipality.slug',
			'municipality.tile_col',
			'municipality.tile_row',
			'municipality.tile_label',
			'copy.state',
			'copy.own_due_on',
			'copy.done_on',
			'copy.version',
			'copy.responsible_id',
			'copy.performer_id',
			sql<number>`coalesce(steps.done, 0)`.as('steps_done'),
			'responsible.name as responsible_name',
			'performer.name as performer_name',
			onlyFor(reader, 'municipality.code', sql.ref('responsible.email')).as('responsible_email'),
			onlyFor(reader, 'municipality.code', sql.ref('performer.email')).as('performer_email'),
			onlyFor(reader, 'municipality.code', sql.ref('copy.note')).as('note'),
			eb.and(municipalitiesWith(filter, today)).as('is_shown')
		])
		.orderBy(sql`municipality.code is not distinct from ${reader}::text desc`)
		.orderBy(copyOrder(filter.sorter))
		.orderBy('municipality.name')
		.execute();
}

// Which tasks

const OUTSTANDING = sql<SqlBool>`copy.state not in ('done', 'not_applicable')`;

type OnTask = ExpressionBuilder<DB, 'task'>;

function openOn(eb: OnTask, today: Day): Expression<SqlBool>[] {
	return [
		eb('task.published_on', '<=', today),
		// Written so that the partial index of open tasks serves; a task closed later than today counts as open.
		eb.or([eb('task.closed_on', 'is', null), eb('task.closed_on', '>', today)])
	];
}

function tasksWith(eb: OnTask, filter: TaskFilter, viewpoint: Viewpoint): Expression<SqlBool>[] {
	const { today } = viewpoint;
	const terms = filter.tilstand === 'lukkede' ? [eb('task.closed_on', '<=', today)] : openOn(eb, today);
	if (filter.tilstand === 'forfaldne') terms.push(eb('task.due_on', '<', today));
	if (filter.tilstand === 'snart') terms.push(dueSoon(eb, today));
	if (filter.projekt)
		terms.push(
			eb('task.project_id', '=', eb.selectFrom('project').select('id').where('slug', '=', filter.projekt))
		);
	if (filter.rolle)
		terms.push(
			sql`exists (select from task_role where task_role.task_id = task.id and task_role.role_slug = ${filter.rolle})`
		);
	if (filter.kritisk) terms.push(eb('task.is_critical', '=', true));
	if (filter.tvaergaaende) terms.push(eb('task.is_cross_cutting', '=', true));
	if (filter.bekraeftelse) terms.push(eb('task.kind', '=', 'confirmation'));
	const week = filter.uge && weekSpan(filter.uge);
	if (week) terms.push(eb('task.due_on', '>=', week.from), eb('task.due_on', '<=', week.until));
	if (filter.aar && filter.tilstand === 'lukkede')
		terms.push(
			eb('task.closed_on', '>=', `${filter.aar}-01-01`),
			eb('task.closed_on', '<=', `${filter.aar}-12-31`)
		);
	if (filter.q !== undefined) terms.push(...wordsOf(filter.q).map(taskSays));
	if (filter.vores && viewpoint.municipality) terms.push(ownCopy(filter.vores, viewpoint));
	return terms;
}

/** Which state a task must have in the named municipality. */
function ownCopy(vores: NonNullable<TaskFilter['vores']>, viewpoint: Viewpoint): Expression<SqlBool> {
	const { today } = viewpoint;
	const own =
		vores === 'mangler' || vores === 'forfaldne' || vores === 'snart'
			? OUTSTANDING
			: sql`copy.state = ${stateOf(vores)}`;
	const due =
		vores === 'forfaldne'
			? sql`and task.due_on < ${today}`
			: vores === 'snart'
				? sql`and task.due_on between ${today} and ${addDays(today, DUE_SOON_DAYS)}`
				: sql``;
	return sql`exists (select from task_state copy where copy.task_id = task.id
		and copy.municipality_code = ${codeOf(viewpoint)} and ${own}) ${due}`;
}

function dueSoon(eb: OnTask, today: Day): Expression<SqlBool> {
	return eb.between('task.due_on', today, addDays(today, DUE_SOON_DAYS));
}

/** Whether work is outstanding on a task: in the named municipality, else anywhere. */
function outstanding(viewpoint: Viewpoint) {
	const there = viewpoint.municipality ? sql`and copy.municipality_code = ${codeOf(viewpoint)}` : sql``;
	// Not exists(): among years of finished copies PostgreSQL would rather hash all outstanding ones there are.
	return sql<boolean>`((select true from task_state copy where copy.task_id = task.id ${there}
		and ${OUTSTANDING} limit 1) is true)`;
}

function codeOf({ municipality }: Viewpoint) {
	return sql<string>`(select code from municipality where slug = ${municipality ?? ''})`;
}

/** The words of a search as the texts are folded; without any letter it is one that no folded text holds. */
function wordsOf(search: string): string[] {
	const folded = fold(search);
	return folded === '' ? ['#'] : folded.split(' ');
}

function taskSays(word: string): Expression<SqlBool> {
	const pattern = `%${word}%`;
	return sql`(task.search_text like ${pattern} or task.project_id in (
		select id from project where fold_text(name || ' ' || short_name) like ${pattern}))`;
}

function inOrder(sorter: TaskOrder, today: Day) {
	const outstanding = sql`copies.audience_size - copies.not_applicable - copies.done`;
	const orders: Record<string, ReturnType<typeof sql>> = {
		frist: sql`task.due_on`,
		titel: sql`task.title`,
		projekt: sql`project.short_name`,
		fremdrift: sql`copies.done::real / nullif(copies.audience_size - copies.not_applicable, 0)`,
		forfaldne: sql`case when task.due_on < ${today} and task.closed_on is null then ${outstanding} else 0 end`,
		lukket: sql`task.closed_on`
	};
	return turned(orders, sorter);
}

// Weeks

function weeksAhead({ today, weeks }: { today: Day; weeks: number }): { from: Day; until: Day } {
	const from = addDays(today, 1 - isoWeekday(today));
	return { from, until: addDays(from, 7 * weeks - 1) };
}

function weekStarts(from: Day, until: Day) {
	return sql<{ starts_on: Day }>`(
		select day::date as starts_on from generate_series(${from}::date, ${until}::date, interval '7 days') day)`.as<'week'>(
		sql.raw('week')
	);
}

function dueBetween(
	cte: { selectFrom: Database['selectFrom'] },
	viewpoint: Viewpoint,
	from: Day,
	until: Day
) {
	return cte
		.selectFrom('task')
		.where((eb) => eb.and(openOn(eb, viewpoint.today)))
		.where('task.due_on', '>=', from)
		.where('task.due_on', '<=', until)
		.$if(Boolean(viewpoint.municipality), (qb) => qb.where(outstanding(viewpoint)))
		.select([
			'task.id',
			'task.title',
			'task.due_on',
			'task.is_critical',
			'task.project_id',
			sql<Day>`date_trunc('week', task.due_on)::date`.as('starts_on')
		]);
}

// Which municipalities of a task

function municipalitiesWith(filter: CopyFilter, today: Day): Expression<SqlBool>[] {
	const outside = filter.tilstand === 'uden-for';
	const terms: Expression<SqlBool>[] = [outside ? sql`copy.state is null` : sql`copy.state is not null`];
	if (filter.tilstand === 'mangler') terms.push(OUTSTANDING);
	else if (filter.tilstand === 'forfaldne')
		terms.push(
			OUTSTANDING,
			sql`task.due_on < ${today} and (task.closed_on is null or task.closed_on > ${today})`
		);
	else if (filter.tilstand && filter.tilstand !== 'uden-for')
		terms.push(sql`copy.state = ${stateOf(filter.tilstand)}`);
	if (filter.region) terms.push(inRegion(filter.region, today));
	if (filter.gruppe) terms.push(inGroup(filter.gruppe));
	if (filter.trin)
		terms.push(sql`exists (select from task_step_done join task_step on task_step.id = task_step_done.step_id
			where task_step.task_id = task.id and task_step.position = ${filter.trin}
				and task_step_done.municipality_code = municipality.code)`);
	if (filter.q !== undefined)
		terms.push(
			...wordsOf(filter.q).map((word) => sql<SqlBool>`municipality.search_text like ${`%${word}%`}`)
		);
	return terms;
}

function copyOrder(sorter: CopyOrder) {
	return turned(
		{
			kommune: sql`municipality.name`,
			tilstand: sql`copy.state`,
			trin: sql`coalesce(steps.done, 0)`,
			ansvarlig: sql`responsible.name`,
			udfoerer: sql`performer.name`,
			'egen-frist': sql`copy.own_due_on`,
			udfoert: sql`copy.done_on`
		},
		sorter
	);
}

function turned(orders: Record<string, ReturnType<typeof sql>>, sorter: string) {
	const order = orders[sorter.replace(/^-/, '')];
	return sorter.startsWith('-') ? sql`${order} desc nulls last` : sql`${order} asc nulls last`;
}

/** A value for KOMBIT (reader null) and for the municipality it is about; null for everyone else. */
function onlyFor(reader: string | null, code: string, value: Expression<unknown>) {
	return reader === null
		? sql<string | null>`${value}`
		: sql<string | null>`case when ${sql.ref(code)} = ${reader} then ${value} end`;
}
