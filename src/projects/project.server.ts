import { type ExpressionBuilder, sql, type Transaction } from 'kysely';
import { jsonArrayFrom, jsonObjectFrom } from 'kysely/helpers/postgres';
import type { Standing } from '#agreements/agreement.ts';
import type { Acting } from '#database/acting.server.ts';
import type { Database } from '#database/connection.server.ts';
import type {
	DatePrecision,
	DB,
	MilestoneCertainty,
	MilestoneKind,
	ProjectState,
	TaskProgress
} from '#database/schema.ts';
import type { Day } from '#language/dates.ts';
import { mayEditProject } from '#people/may.ts';
import { isOutstanding } from '#tasks/task.ts';
import { notAllowed, notFound } from '../errors.ts';
import type { ProjectSort } from './project.form.ts';
import { MILESTONE_KINDS, PROJECT_STATES } from './project.ts';

export interface NextMilestone {
	title: string;
	kind: MilestoneKind;
	certainty: MilestoneCertainty;
	precision: DatePrecision;
	starts_on: Day | null;
	ends_on: Day | null;
	starts_at: string | null;
	ends_at: string | null;
	is_demo: boolean;
}

/**
 * The portfolio: one row per project that has not ended, in the portfolio's order or as sorted, with its newest
 * status, next milestone, the copies of its open tasks, and its agreements that ask for signatures.
 *
 * `next_milestone` is the first that has not begun; else one without a date; else one under way. `done` counts
 * among `applicable` copies of `open_tasks`; `not_applicable` stand beside them. `missing` is null where no
 * agreement asks for a signature, else the sum of `missing` in `agreements_missing`, which holds only agreements
 * that lack somebody. `is_own` says whether `person_id` leads the project.
 */
export async function listProjects(
	db: Database,
	{
		today,
		state,
		sort,
		person_id = null
	}: { today: Day; state?: ProjectState; sort?: ProjectSort; person_id?: number | null }
) {
	return await db
		.selectFrom('project')
		.leftJoinLateral(
			(eb) => newestStatus(eb, today).as('status'),
			(join) => join.onTrue()
		)
		.leftJoinLateral(
			(eb) => nextMilestone(eb, today).as('next'),
			(join) => join.onTrue()
		)
		.crossJoinLateral((eb) => progressOf(eb, today).as('progress'))
		.crossJoinLateral((eb) => askedOf(eb, today).as('asked'))
		.where((eb) => isCurrent(eb, today))
		.$if(state !== undefined, (query) => query.where(sql`coalesce(status.state, 'unknown')`, '=', state))
		.select([
			'project.id',
			'project.slug',
			'project.short_name',
			sql<ProjectState>`coalesce(status.state, 'unknown')`.as('state'),
			'status.reason',
			'status.review_on',
			'status.effective_on',
			sql<boolean>`coalesce(status.is_demo or 'state' = any (status.demo_fields), false)`.as(
				'status_is_demo'
			),
			sql<NextMilestone | null>`to_json(next)`.as('next_milestone'),
			'progress.open_tasks',
			'progress.done',
			'progress.applicable',
			'progress.not_applicable',
			'asked.missing',
			'asked.agreements_missing',
			sql<boolean>`exists (select from project_lead
				where project_lead.project_id = project.id and project_lead.person_id = ${person_id})`.as('is_own')
		])
		.$if(sort === 'navn', (query) => query.orderBy('project.short_name'))
		.$if(sort === 'status', (query) =>
			query.orderBy(
				sql`array_position(${PROJECT_STATES}::project_state[], coalesce(status.state, 'unknown'))`
			)
		)
		.$if(sort === 'milepael', (query) => query.orderBy(sql`next.starts_on asc nulls last`))
		.$if(sort === 'mangler', (query) => query.orderBy(sql`asked.missing desc nulls last`))
		.orderBy('project.position')
		.orderBy('project.id')
		.execute();
}

export type ProjectRow = Awaited<ReturnType<typeof listProjects>>[number];

/**
 * The portfolio in figures: how many projects stand in each state today (a state that none is in is left out), and
 * how many have ended.
 */
export async function summarizeProjects(db: Database, today: Day) {
	const { states, ended } = await db
		.selectNoFrom((eb) => [
			jsonArrayFrom(
				eb
					.selectFrom('project')
					.leftJoinLateral(
						(eb) => newestStatus(eb, today).as('status'),
						(join) => join.onTrue()
					)
					.where((eb) => isCurrent(eb, today))
					.groupBy(sql`coalesce(status.state, 'unknown')`)
					.select([
						sql<ProjectState>`coalesce(status.state, 'unknown')`.as('state'),
						sql<number>`count(*)::int`.as('projects')
					])
			).as('states'),
			sql<number>`(select count(*)::int from project where ended_on <= ${today})`.as('ended')
		])
		.executeTakeFirstOrThrow();
	return { states, ended, current: states.reduce((sum, one) => sum + one.projects, 0) };
}

/**
 * Milestones of the portfolio that lie between today and `until`, or begin or end there, in order of time: for
 * "the next weeks". A week or month counts when it has not passed, a span when it begins in the time asked for.
 */
export async function listNextMilestones(db: Database, { today, until }: { today: Day; until: Day }) {
	return await db
		.selectFrom('milestone')
		.innerJoin('project', 'project.id', 'milestone.project_id')
		.where((eb) => isCurrent(eb, today))
		.where('milestone.starts_on', '<=', until)
		.where((eb) =>
			eb.or([
				eb('milestone.starts_on', '>=', today),
				eb.and([eb('milestone.precision', 'in', ['week', 'month']), eb('milestone.ends_on', '>=', today)])
			])
		)
		.select([
			'milestone.id',
			'milestone.title',
			'milestone.kind',
			'milestone.certainty',
			'milestone.precision',
			'milestone.starts_on',
			'milestone.ends_on',
			'milestone.starts_at',
			'milestone.ends_at',
			'milestone.is_demo',
			'project.slug as project_slug',
			'project.short_name as project_name'
		])
		.orderBy('milestone.starts_on')
		.orderBy(kindRank)
		.orderBy('project.position')
		.orderBy('milestone.position')
		.execute();
}

/**
 * The portfolio on a timeline: the projects that have not ended and have something between `from` and `until`, each
 * with its milestones there and the moves of these. Activities that last longer than the whole window are left out:
 * they are no event in it. Undated milestones stand with every project that has some.
 */
export async function listPortfolio(
	db: Database,
	{ today, from, until, state }: { today: Day; from: Day; until: Day; state?: ProjectState }
) {
	const rows = await db
		.selectFrom('project')
		.leftJoinLateral(
			(eb) => newestStatus(eb, today).as('status'),
			(join) => join.onTrue()
		)
		.where((eb) => isCurrent(eb, today))
		.$if(state !== undefined, (query) => query.where(sql`coalesce(status.state, 'unknown')`, '=', state))
		.select((eb) => [
			'project.slug',
			'project.short_name',
			jsonArrayFrom(
				milestonesOf(eb)
					.where((eb) =>
						eb.or([
							eb('milestone.starts_on', 'is', null),
							eb.and([
								eb('milestone.starts_on', '<=', until),
								eb(sql`coalesce(milestone.ends_on, milestone.starts_on)`, '>=', from)
							])
						])
					)
					.where(
						sql<boolean>`not (milestone.precision = 'unknown' and milestone.certainty = 'actual')
							and not (milestone.kind = 'activity' and coalesce(milestone.starts_on < ${from} and milestone.ends_on > ${until}, false))`
					)
					.select(milestoneFacts)
			).as('milestones')
		])
		.orderBy('project.position')
		.orderBy('project.id')
		.execute();
	return rows.filter((row) => row.milestones.length > 0);
}

/** Milestones as a timeline and a list show them, with their moves, oldest first. */
export type MilestoneRow = Awaited<ReturnType<typeof listPortfolio>>[number]['milestones'][number];

/**
 * Projects that have ended by today, those of one year, by the day they ended, the newest first.
 * @param year without it the newest year in which a project ended
 * @returns at most `limit` rows, how many there are in that year, and all years with their counts
 */
export async function listEndedProjects(
	db: Database,
	{ today, year, limit = 200 }: { today: Day; year?: number; limit?: number }
) {
	const years = await db
		.selectFrom('project')
		.where('ended_on', '<=', today)
		.select([
			sql<number>`extract(year from ended_on)::int`.as('year'),
			sql<number>`count(*)::int`.as('projects')
		])
		.groupBy(sql`1`)
		.orderBy(sql`1 desc`)
		.execute();
	const shown = year ?? years[0]?.year ?? Number(today.slice(0, 4));
	const rows = await db
		.selectFrom('project')
		.where('ended_on', '<=', today)
		.where('ended_on', '>=', `${shown}-01-01`)
		.where('ended_on', '<=', `${shown}-12-31`)
		.select(['slug', 'name', 'started_on', sql<Day>`ended_on`.as('ended_on'), 'is_demo'])
		.orderBy('project.ended_on', 'desc')
		.orderBy('project.name')
		.limit(limit)
		.execute();
	return { year: shown, years, rows };
}

const NEXT_TASKS = 6;
const NAMED_MEMBERS = 30;

/**
 * Everything about one project, ended ones too, as of a day. `statuses` hold the newest first; `tasks` are the open
 * ones counted, with the first few that still ask for work; `agreements` those in force. The members of a group are
 * named up to 30, else `members` is empty and `member_count` says how many.
 * @param municipality_code whose own copies and signatures are told beside the counts; null for KOMBIT
 * @throws 404 where no project has this slug
 */
export async function findProject(
	db: Database,
	slug: string,
	today: Day,
	municipality_code: string | null = null
) {
	const found = await db
		.selectFrom('project')
		.where('project.slug', '=', slug)
		.select(basics)
		.select(partsOf)
		.select((eb) => [
			'project.version',
			sql<Day | null>`case when project.ended_on <= ${today} then project.ended_on end`.as('ended_on'),
			jsonArrayFrom(
				eb
					.selectFrom('project_status')
					.whereRef('project_status.project_id', '=', 'project.id')
					.where('effective_on', '<=', today)
					.orderBy('effective_on', 'desc')
					.orderBy('project_status.id', 'desc')
					.limit(24)
					.select([
						'project_status.id',
						'project_status.version',
						'state',
						'reason',
						'next_step',
						'owner',
						'review_on',
						'effective_on',
						'project_status.is_demo',
						'project_status.demo_fields'
					])
			).as('statuses'),
			jsonArrayFrom(
				eb
					.selectFrom('project_lead')
					.innerJoin('person', 'person.id', 'project_lead.person_id')
					.whereRef('project_lead.project_id', '=', 'project.id')
					.orderBy('person.name')
					.select(['person.name', 'person.email', 'person.title', 'person.is_demo'])
			).as('leads'),
			jsonArrayFrom(
				eb
					.selectFrom('project_contact')
					.whereRef('project_contact.project_id', '=', 'project.id')
					.orderBy('position')
					.select(['id', 'version', 'name', 'email', 'title', 'note', 'project_contact.is_demo'])
			).as('contacts'),
			jsonArrayFrom(
				eb
					.selectFrom('municipality_group')
					.whereRef('municipality_group.project_id', '=', 'project.id')
					.crossJoinLateral((eb) =>
						eb
							.selectFrom('municipality_group_member as member')
							.innerJoin('municipality', 'municipality.code', 'member.municipality_code')
							.whereRef('member.group_id', '=', 'municipality_group.id')
							.select([
								sql<number>`count(*)::int`.as('member_count'),
								sql<boolean>`coalesce(bool_or(municipality.code = ${municipality_code}), false)`.as(
									'has_own'
								),
								sql<
									{ name: string; slug: string }[]
								>`case when count(*) <= ${sql.lit(NAMED_MEMBERS)} then coalesce(
									json_agg(json_build_object('name', municipality.name, 'slug', municipality.slug)
										order by municipality.name), '[]') else '[]' end`.as('members')
							])
							.as('members')
					)
					.orderBy('municipality_group.id')
					.select([
						'municipality_group.slug',
						'municipality_group.name',
						'kind',
						'size_said',
						'note',
						'members_are_demo',
						'members.member_count',
						'members.has_own',
						'members.members'
					])
			).as('groups'),
			jsonArrayFrom(
				eb
					.selectFrom('task')
					.whereRef('task.project_id', '=', 'project.id')
					.where((eb) => isOpen(eb, today))
					.crossJoinLateral((eb) => copiesOf(eb).as('copies'))
					.orderBy('due_on')
					.orderBy('task.title')
					.select([
						'task.id',
						'task.title',
						'due_on',
						'task.is_demo',
						'due_is_demo',
						'is_critical',
						'is_cross_cutting',
						'copies.done',
						'copies.applicable',
						'copies.not_applicable',
						sql<TaskProgress | null>`(select own.state from task_state own
							where own.task_id = task.id and own.municipality_code = ${municipality_code})`.as('own_state')
					])
			).as('open_tasks'),
			sql<number>`(select count(*)::int from task where task.project_id = project.id and task.closed_on <= ${today})`.as(
				'closed_tasks'
			),
			jsonArrayFrom(
				eb
					.selectFrom('agreement')
					.whereRef('agreement.project_id', '=', 'project.id')
					.where((eb) => isInForce(eb, today))
					.crossJoinLateral(standingOf(today, municipality_code))
					.leftJoin('agreement_version as asking', 'asking.id', 'standing.version_id')
					.leftJoinLateral(
						(eb) =>
							eb
								.selectFrom('agreement_version')
								.whereRef('agreement_version.agreement_id', '=', 'agreement.id')
								.where('sent_on', '>', today)
								.orderBy('sent_on')
								.limit(1)
								.select([
									'sent_on as planned_on',
									'certainty as planned_certainty',
									'label as planned_label',
									'dates_are_demo as planned_is_demo'
								])
								.as('planned'),
						(join) => join.onTrue()
					)
					.orderBy('agreement.kind')
					.orderBy('agreement.id')
					.select([
						'agreement.id',
						'agreement.title',
						'agreement.kind',
						'agreement.is_demo',
						'asking.label',
						'asking.deadline_on',
						'asking.dates_are_demo',
						'standing.asked',
						'standing.missing',
						'standing.own_standing',
						'planned.planned_on',
						'planned.planned_certainty',
						'planned.planned_label',
						'planned.planned_is_demo'
					])
			).as('agreements'),
			jsonArrayFrom(
				eb
					.selectFrom('agenda_item')
					.innerJoin('meeting', 'meeting.id', 'agenda_item.meeting_id')
					.whereRef('agenda_item.project_id', '=', 'project.id')
					.where('meeting.held_on', '<=', today)
					.orderBy('meeting.held_on', 'desc')
					.orderBy('agenda_item.position')
					.limit(12)
					.select(['meeting.id as meeting_id', 'meeting.held_on', 'agenda_item.title'])
			).as('meetings')
		])
		.executeTakeFirst();
	if (!found) notFound();

	const { open_tasks, ...project } = found;
	const outstanding = open_tasks.filter((task) =>
		municipality_code === null
			? task.done < task.applicable
			: task.own_state !== null && isOutstanding(task.own_state)
	);
	const sum = (count: (task: (typeof open_tasks)[number]) => number) =>
		open_tasks.reduce((total, task) => total + count(task), 0);
	return {
		...project,
		tasks: {
			open: open_tasks.length,
			done: sum((task) => task.done),
			applicable: sum((task) => task.applicable),
			not_applicable: sum((task) => task.not_applicable),
			outstanding: outstanding.length,
			next: outstanding.slice(0, NEXT_TASKS)
		}
	};
}

/**
 * The projects that have not ended by a day, in the portfolio's order, with the same facts as findProject but for what
 * hangs on municipalities and people: `status` is the newest, null where there is none.
 */
export async function listProjectFacts(db: Database, today: Day) {
	return db
		.selectFrom('project')
		.where((eb) => isCurrent(eb, today))
		.select(basics)
		.select(partsOf)
		.select((eb) =>
			jsonObjectFrom(
				eb
					.selectFrom(newestStatus(eb, today).select('next_step').as('newest'))
					.select(['state', 'reason', 'next_step', 'review_on', 'effective_on', 'is_demo'])
			).as('status')
		)
		.orderBy('project.position')
		.orderBy('project.id')
		.execute();
}

const basics = [
	'project.id',
	'project.slug',
	'project.name',
	'project.short_name',
	'project.summary',
	'project.mailbox',
	'project.ended_on as ends_on',
	'project.is_demo'
] as const;

/** What is told of a project by itself. */
function partsOf(eb: ExpressionBuilder<DB, 'project'>) {
	return [
		jsonArrayFrom(
			eb
				.selectFrom('project_link')
				.whereRef('project_link.project_id', '=', 'project.id')
				.orderBy('kind')
				.orderBy('position')
				.select(['id', 'version', 'kind', 'title', 'url', 'note'])
		).as('links'),
		jsonArrayFrom(
			eb
				.selectFrom('project_briefing')
				.whereRef('project_briefing.project_id', '=', 'project.id')
				.orderBy('position')
				.select(['heading', 'points'])
		).as('briefings'),
		jsonArrayFrom(
			milestonesOf(eb).select(milestoneFacts).select(['milestone.id', 'milestone.version', 'milestone.note'])
		).as('milestones'),
		jsonArrayFrom(
			eb
				.selectFrom('readiness_item')
				.whereRef('readiness_item.project_id', '=', 'project.id')
				.orderBy('position')
				.select(['id', 'version', 'title', 'state', 'waits_for', 'note'])
		).as('readiness'),
		jsonArrayFrom(
			eb
				.selectFrom('initiative')
				.whereRef('initiative.project_id', '=', 'project.id')
				.orderBy('goal_number')
				.orderBy(sql`string_to_array(initiative.number, '.')::int[]`)
				.select(['goal_number', 'goal', 'number', 'title', 'state'])
		).as('initiatives'),
		jsonArrayFrom(
			eb
				.selectFrom('key_figure')
				.whereRef('key_figure.project_id', '=', 'project.id')
				.orderBy('position')
				.select(['title', 'before_value', 'value', 'unit', 'note'])
		).as('key_figures'),
		jsonArrayFrom(
			eb
				.selectFrom('poll')
				.whereRef('poll.project_id', '=', 'project.id')
				.orderBy('poll.id')
				.select((eb) => [
					'question',
					'note',
					jsonArrayFrom(
						eb
							.selectFrom('poll_answer')
							.whereRef('poll_answer.poll_id', '=', 'poll.id')
							.orderBy('position')
							.select(['label', 'percent'])
					).as('answers')
				])
		).as('polls')
	] as const;
}

/**
 * The number of a project that the person may edit, by its slug.
 * @throws 404 where there is none; 403 where the person is neither its lead nor of the programme office
 */
export async function projectToEdit(db: Database, { person }: Acting, slug: string): Promise<number> {
	const project = await db.selectFrom('project').select('id').where('slug', '=', slug).executeTakeFirst();
	if (!project) notFound();
	if (!mayEditProject(person, project.id)) notAllowed();
	return project.id;
}

/** Lets nobody else change the project's lists until the transaction ends. */
export async function claimProject(trx: Transaction<DB>, project_id: number): Promise<void> {
	await trx.selectFrom('project').select('id').where('id', '=', project_id).forUpdate().execute();
}

export type ProjectPage = Awaited<ReturnType<typeof findProject>>;

const kindRank = sql`array_position(${sql.raw(`'{${MILESTONE_KINDS.join(',')}}'`)}::milestone_kind[], milestone.kind)`;

const milestoneFacts = [
	'milestone.title',
	'milestone.kind',
	'milestone.certainty',
	'milestone.precision',
	'milestone.starts_on',
	'milestone.ends_on',
	sql<string | null>`to_char(milestone.starts_at, 'HH24:MI')`.as('starts_at'),
	sql<string | null>`to_char(milestone.ends_at, 'HH24:MI')`.as('ends_at'),
	'milestone.is_demo',
	sql<MilestoneMoveRow[]>`coalesce((
		select json_agg(json_build_object('moved_on', moved_on, 'starts_on', old_starts_on, 'ends_on', old_ends_on,
			'precision', old_precision, 'reason', reason, 'is_demo', is_demo) order by moved_on, id)
		from milestone_move where milestone_id = milestone.id), '[]')`.as('moves')
] as const;

/** Where a milestone stood before it was moved on `moved_on`, and why it moved. */
export interface MilestoneMoveRow {
	moved_on: Day;
	starts_on: Day | null;
	ends_on: Day | null;
	precision: DatePrecision;
	reason: string;
	is_demo: boolean;
}

function milestonesOf(eb: ExpressionBuilder<DB, 'project'>) {
	return eb
		.selectFrom('milestone')
		.whereRef('milestone.project_id', '=', 'project.id')
		.orderBy(sql`milestone.starts_on asc nulls last`)
		.orderBy(kindRank)
		.orderBy('milestone.position');
}

function newestStatus(eb: ExpressionBuilder<DB, 'project'>, today: Day) {
	return eb
		.selectFrom('project_status')
		.whereRef('project_status.project_id', '=', 'project.id')
		.where('effective_on', '<=', today)
		.orderBy('effective_on', 'desc')
		.orderBy('project_status.id', 'desc')
		.limit(1)
		.select([
			'state',
			'reason',
			'review_on',
			'effective_on',
			'project_status.is_demo',
			'project_status.demo_fields'
		]);
}

function isCurrent(eb: ExpressionBuilder<DB, 'project'>, today: Day) {
	return eb.or([eb('project.ended_on', 'is', null), eb('project.ended_on', '>', today)]);
}

function isOpen(eb: ExpressionBuilder<DB, 'task'>, today: Day) {
	return eb.and([
		eb('task.published_on', '<=', today),
		eb.or([eb('task.closed_on', 'is', null), eb('task.closed_on', '>', today)])
	]);
}

// Project by project and task by task, through their indexes: what is open is little, what ever was is not.
function progressOf(eb: ExpressionBuilder<DB, 'project'>, today: Day) {
	return eb
		.selectFrom('task')
		.crossJoinLateral((eb) => copiesOf(eb).as('copies'))
		.whereRef('task.project_id', '=', 'project.id')
		.where((eb) => isOpen(eb, today))
		.select([
			sql<number>`count(*)::int`.as('open_tasks'),
			sql<number>`coalesce(sum(copies.done), 0)::int`.as('done'),
			sql<number>`coalesce(sum(copies.applicable), 0)::int`.as('applicable'),
			sql<number>`coalesce(sum(copies.not_applicable), 0)::int`.as('not_applicable')
		]);
}

function copiesOf(eb: ExpressionBuilder<DB, 'task'>) {
	return eb
		.selectFrom('task_state')
		.whereRef('task_state.task_id', '=', 'task.id')
		.select([
			sql<number>`count(*) filter (where task_state.state = 'done')::int`.as('done'),
			sql<number>`count(*) filter (where task_state.state <> 'not_applicable')::int`.as('applicable'),
			sql<number>`count(*) filter (where task_state.state = 'not_applicable')::int`.as('not_applicable')
		]);
}

function nextMilestone(eb: ExpressionBuilder<DB, 'project'>, today: Day) {
	const upcoming = sql<boolean>`(milestone.certainty <> 'actual'
		and (milestone.starts_on >= ${today} or (milestone.precision in ('week', 'month') and milestone.ends_on >= ${today})))`;
	return eb
		.selectFrom('milestone')
		.whereRef('milestone.project_id', '=', 'project.id')
		.where((eb) =>
			eb.or([
				upcoming,
				eb.and([eb('milestone.precision', '=', 'unknown'), eb('milestone.certainty', '<>', 'actual')]),
				eb('milestone.ends_on', '>=', today)
			])
		)
		.orderBy(sql`case when ${upcoming} then 0 when milestone.precision = 'unknown' then 1 else 2 end`)
		.orderBy('milestone.starts_on')
		.orderBy(kindRank)
		.orderBy('milestone.position')
		.limit(1)
		.select([
			'milestone.title',
			'milestone.kind',
			'milestone.certainty',
			'milestone.precision',
			'milestone.starts_on',
			'milestone.ends_on',
			sql<string | null>`to_char(milestone.starts_at, 'HH24:MI')`.as('starts_at'),
			sql<string | null>`to_char(milestone.ends_at, 'HH24:MI')`.as('ends_at'),
			'milestone.is_demo'
		]);
}

function askedOf(eb: ExpressionBuilder<DB, 'project'>, today: Day) {
	return eb
		.selectFrom('agreement')
		.crossJoinLateral(standingOf(today, null))
		.whereRef('agreement.project_id', '=', 'project.id')
		.where((eb) => isInForce(eb, today))
		.select([
			sql<number | null>`(sum(standing.missing) filter (where standing.asked > 0))::int`.as('missing'),
			sql<{ id: number; missing: number }[]>`coalesce(
				json_agg(json_build_object('id', agreement.id, 'missing', standing.missing)
					order by standing.missing desc, agreement.id) filter (where standing.missing > 0), '[]')`.as(
				'agreements_missing'
			)
		]);
}

function isInForce(eb: ExpressionBuilder<DB, 'agreement'>, today: Day) {
	return eb.or([eb('agreement.ended_on', 'is', null), eb('agreement.ended_on', '>', today)]);
}

// How the municipalities stand on the agreement at hand; `asked` is 0 where nothing is out for signature.
function standingOf(today: Day, municipality_code: string | null) {
	return sql<{ version_id: number | null; asked: number; missing: number; own_standing: Standing | null }>`(
		select max(s.version_id) as version_id, count(*)::int as asked,
			count(*) filter (where s.standing in ('older', 'sent', 'not_sent', 'declined'))::int as missing,
			max(s.standing) filter (where s.municipality_code = ${municipality_code}) as own_standing
		from standing_on(${today}) s where s.agreement_id = agreement.id)
	`.as<'standing'>('standing');
}
