import { sql } from 'kysely';
import { jsonArrayFrom, jsonObjectFrom } from 'kysely/helpers/postgres';
import { isMissing } from '#agreements/agreement.ts';
import { standingOn } from '#agreements/standing.server.ts';
import type { Database } from '#database/connection.server.ts';
import { addDays, type Day, dayOf } from '#language/dates.ts';
import { listAskings } from '#meetings/rota.server.ts';
import { isDueSoon, isOutstanding, isOverdue } from '#tasks/task.ts';

/** On a first visit "what changed" looks this many days back. */
const FIRST_LOOK_DAYS = 14;
const NEXT_LIMIT = 10;
const NEXT_DAYS = 28;

/**
 * The start page of a municipality: what it owes and what changed, each list with the count of all that is behind it.
 * @param since when the person was last here; null looks a fortnight back. Changes count from that whole day on.
 */
export async function findDuties(
	db: Database,
	{ municipality_code, today, since }: { municipality_code: string; today: Day; since: Date | null }
) {
	const since_on = since ? dayOf(since) : addDays(today, -FIRST_LOOK_DAYS);
	const [copies, standings, askings, changes] = await Promise.all([
		listCopies(db, { municipality_code, today }),
		listStandings(db, { municipality_code, today }),
		listAskings(db, { municipality_code, today }),
		findChanges(db, { municipality_code, today, since_on })
	]);
	const outstanding = copies.filter((copy) => isOutstanding(copy.state));
	const overdue = outstanding.filter((copy) => isOverdue(copy, today));
	const due_soon = outstanding.filter((copy) => isDueSoon(copy, today));
	const critical = outstanding.filter((copy) => copy.is_critical || copy.is_cross_cutting);
	const owed = standings.filter((row) => isMissing(row.standing));
	const last = addDays(today, NEXT_DAYS);
	return {
		counts: {
			asked: copies.length + standings.length,
			outstanding: outstanding.length,
			overdue: overdue.length,
			due_soon: due_soon.length,
			critical: critical.length,
			missing: owed.length,
			missing_late: owed.filter((row) => row.deadline_on !== null && row.deadline_on < today).length
		},
		overdue,
		next: outstanding.filter((copy) => copy.due_on >= today && copy.due_on <= last).slice(0, NEXT_LIMIT),
		critical: critical.slice(0, NEXT_LIMIT),
		owed,
		askings,
		first_visit: since === null,
		since_on,
		...changes
	};
}

/**
 * A municipality's copies of the tasks that are open on a day, by due date. Notes are not in it.
 */
export function listCopies(
	db: Database,
	{ municipality_code, today }: { municipality_code: string; today: Day }
) {
	return db
		.selectFrom('task_state')
		.innerJoin('task', 'task.id', 'task_state.task_id')
		.innerJoin('project', 'project.id', 'task.project_id')
		.leftJoin('person as responsible', 'responsible.id', 'task_state.responsible_id')
		.leftJoin('person as performer', 'performer.id', 'task_state.performer_id')
		.where('task_state.municipality_code', '=', municipality_code)
		.where('task.published_on', '<=', today)
		.where((eb) => eb.or([eb('task.closed_on', 'is', null), eb('task.closed_on', '>', today)]))
		.select((eb) => [
			'task.id',
			'task.title',
			'task.due_on',
			'task.is_critical',
			'task.is_cross_cutting',
			'task.kind',
			'project.short_name as project',
			'project.slug as project_slug',
			'task.project_id',
			'task_state.state',
			'task_state.version',
			'task_state.done_on',
			'task_state.own_due_on',
			sql<string[]>`array(select role_slug from task_role where task_role.task_id = task.id)`.as('roles'),
			'responsible.name as responsible',
			'performer.name as performer',
			eb
				.selectFrom('task_step')
				.whereRef('task_step.task_id', '=', 'task.id')
				.select(sql<number>`count(*)::int`.as('steps'))
				.as('steps'),
			eb
				.selectFrom('task_step')
				.innerJoin('task_step_done', 'task_step_done.step_id', 'task_step.id')
				.whereRef('task_step.task_id', '=', 'task.id')
				.where('task_step_done.municipality_code', '=', municipality_code)
				.select(sql<number>`count(*)::int`.as('steps_done'))
				.as('steps_done')
		])
		.orderBy('task.due_on')
		.orderBy('task.title')
		.orderBy('task.id')
		.execute();
}

/**
 * A municipality's standing on each agreement that asks for a signature on a day: those to be signed first, by
 * deadline. signed_on is the day of the newest signature on any version.
 */
export function listStandings(
	db: Database,
	{ municipality_code, today }: { municipality_code: string; today: Day }
) {
	return db
		.selectFrom(standingOn(today).as('stand'))
		.innerJoin('agreement', 'agreement.id', 'stand.agreement_id')
		.innerJoin('agreement_version', 'agreement_version.id', 'stand.version_id')
		.innerJoin('project', 'project.id', 'agreement.project_id')
		.where('stand.municipality_code', '=', municipality_code)
		.select((eb) => [
			'agreement.id',
			'agreement.short_title',
			'agreement.kind',
			'agreement.project_id',
			'project.short_name as project',
			'project.slug as project_slug',
			'agreement_version.label',
			'agreement_version.sent_on',
			'agreement_version.deadline_on',
			'stand.standing',
			jsonObjectFrom(
				eb
					.selectFrom('signature')
					.innerJoin('agreement_version as signed', 'signed.id', 'signature.version_id')
					.whereRef('signed.agreement_id', '=', 'stand.agreement_id')
					.where('signature.municipality_code', '=', municipality_code)
					.where('signature.signed_on', '<=', today)
					.select(['signature.signed_on', 'signed.label'])
					.orderBy('signed.position', 'desc')
					.limit(1)
			).as('signed')
		])
		.orderBy(sql`stand.standing in ('signed', 'registered', 'not_applicable')`)
		.orderBy(
			sql`case when stand.standing not in ('signed', 'registered', 'not_applicable') then stand.deadline_on end`
		)
		.orderBy('agreement_version.sent_on', 'desc')
		.orderBy('project.position')
		.orderBy('agreement.short_title')
		.orderBy('agreement.id')
		.execute();
}

const CHANGE_LIMIT = 12;

/** What happened from a day up to and including today that concerns a municipality; `count` is what the lists leave out. */
async function findChanges(
	db: Database,
	{ municipality_code, today, since_on }: { municipality_code: string; today: Day; since_on: Day }
) {
	const [news, changes] = await Promise.all([
		db
			.selectNoFrom((eb) => [
				jsonArrayFrom(
					eb
						.selectFrom('task')
						.innerJoin('task_state', 'task_state.task_id', 'task.id')
						.innerJoin('project', 'project.id', 'task.project_id')
						.where('task_state.municipality_code', '=', municipality_code)
						.where('task.published_on', '>=', since_on)
						.where('task.published_on', '<=', today)
						.where((eb) => eb.or([eb('task.closed_on', 'is', null), eb('task.closed_on', '>', today)]))
						.select([
							'task.id',
							'task.title',
							'task.due_on',
							'task.published_on',
							'project.short_name as project'
						])
						.orderBy('task.published_on', 'desc')
						.orderBy('task.id', 'desc')
				).as('new_tasks'),
				jsonArrayFrom(
					eb
						.selectFrom('agreement_version')
						.innerJoin('signature', 'signature.version_id', 'agreement_version.id')
						.innerJoin('agreement', 'agreement.id', 'agreement_version.agreement_id')
						.innerJoin('project', 'project.id', 'agreement.project_id')
						.where('signature.municipality_code', '=', municipality_code)
						.where('agreement_version.sent_on', '>=', since_on)
						.where('agreement_version.sent_on', '<=', today)
						.where((eb) =>
							eb.or([eb('agreement.ended_on', 'is', null), eb('agreement.ended_on', '>', today)])
						)
						.select([
							'agreement.id',
							'agreement.short_title',
							'agreement_version.label',
							'agreement_version.sent_on',
							'agreement_version.deadline_on',
							'project.short_name as project'
						])
						.orderBy('agreement_version.sent_on', 'desc')
						.orderBy('agreement_version.id', 'desc')
				).as('sent_out'),
				jsonArrayFrom(
					eb
						.selectFrom('milestone_move')
						.innerJoin('milestone', 'milestone.id', 'milestone_move.milestone_id')
						.innerJoin('project', 'project.id', 'milestone.project_id')
						.where((eb) => eb.or([eb('project.ended_on', 'is', null), eb('project.ended_on', '>', today)]))
						.where('milestone_move.moved_on', '>=', since_on)
						.where('milestone_move.moved_on', '<=', today)
						.select([
							'milestone_move.id',
							'milestone_move.moved_on',
							'milestone_move.old_starts_on',
							'milestone_move.reason',
							'milestone_move.is_demo',
							'milestone.title',
							'milestone.starts_on',
							'project.short_name as project',
							'project.slug as project_slug'
						])
						.orderBy('milestone_move.moved_on', 'desc')
						.orderBy('milestone_move.id', 'desc')
				).as('moves'),
				recordedBetween(db, { municipality_code, today, since_on })
					.select(sql<number>`count(*)::int`.as('count'))
					.as('change_count')
			])
			.executeTakeFirstOrThrow(),
		listChanges(db, { municipality_code, today, since_on, limit: CHANGE_LIMIT, contacts: false })
	]);
	return { ...news, change_count: news.change_count ?? 0, changes };
}

/**
 * The newest changes of a municipality's task states and signatures, newest first.
 * @param since_on only what was recorded from this day on
 * @param contacts whether the reader may see notes
 */
export function listChanges(
	db: Database,
	{
		municipality_code,
		today,
		since_on,
		limit,
		contacts
	}: { municipality_code: string; today: Day; since_on?: Day; limit: number; contacts: boolean }
) {
	return recordedBetween(db, { municipality_code, today, since_on })
		.leftJoin('task', 'task.id', 'status_change.task_id')
		.leftJoin('agreement_version', 'agreement_version.id', 'status_change.version_id')
		.leftJoin('agreement', 'agreement.id', 'agreement_version.agreement_id')
		.innerJoin('project', (join) =>
			join.on((eb) => eb('project.id', '=', eb.fn.coalesce('task.project_id', 'agreement.project_id')))
		)
		.leftJoin('person as actor', 'actor.id', 'status_change.actor_id')
		.select([
			'status_change.id',
			'status_change.recorded_at',
			'status_change.effective_on',
			'status_change.old_state',
			'status_change.new_state',
			'status_change.task_id',
			'task.title',
			'agreement.id as agreement_id',
			'agreement.short_title',
			'agreement_version.label',
			'project.short_name as project',
			'actor.name as actor'
		])
		.$if(contacts, (query) => query.select('status_change.note'))
		.orderBy('status_change.recorded_at', 'desc')
		.orderBy('status_change.id', 'desc')
		.limit(limit)
		.execute();
}

function recordedBetween(
	db: Database,
	{
		municipality_code,
		today,
		since_on
	}: { municipality_code: string; today: Day; since_on?: Day | undefined }
) {
	return (
		db
			.selectFrom('status_change')
			.where('status_change.municipality_code', '=', municipality_code)
			// The first state is the publication, which is KOMBIT's doing: it is told as a new task.
			.where('status_change.old_state', 'is not', null)
			.where('status_change.recorded_at', '<', midnight(addDays(today, 1)))
			.$if(since_on !== undefined, (query) =>
				query.where('status_change.recorded_at', '>=', midnight(since_on ?? today))
			)
	);
}

/** The moment at which a day begins in Copenhagen. */
function midnight(day: Day) {
	return sql<Date>`(${day}::timestamp at time zone 'Europe/Copenhagen')`;
}

/**
 * What a municipality has finished in the last days: copies done and agreements signed, newest first.
 */
export async function listFinished(
	db: Database,
	{
		municipality_code,
		today,
		days,
		limit
	}: { municipality_code: string; today: Day; days: number; limit: number }
) {
	const from = addDays(today, -days);
	return (
		db
			.selectFrom('task_state')
			.innerJoin('task', 'task.id', 'task_state.task_id')
			.innerJoin('project', 'project.id', 'task.project_id')
			.where('task_state.municipality_code', '=', municipality_code)
			// A task closed longer ago than that cannot have been done since: it keeps years of history out.
			.where((eb) => eb.or([eb('task.closed_on', 'is', null), eb('task.closed_on', '>=', from)]))
			.where('task_state.done_on', '>=', from)
			.where('task_state.done_on', '<=', today)
			.select([
				sql<'task' | 'agreement'>`'task'`.as('kind'),
				'task.id',
				'task.title',
				'project.short_name as project',
				'task_state.done_on as finished_on'
			])
			.unionAll(
				db
					.selectFrom('signature')
					.innerJoin('agreement_version', 'agreement_version.id', 'signature.version_id')
					.innerJoin('agreement', 'agreement.id', 'agreement_version.agreement_id')
					.innerJoin('project', 'project.id', 'agreement.project_id')
					.where('signature.municipality_code', '=', municipality_code)
					.where('signature.signed_on', '>=', from)
					.where('signature.signed_on', '<=', today)
					.select((eb) => [
						sql<'task' | 'agreement'>`'agreement'`.as('kind'),
						'agreement.id',
						eb
							.fn<string>('concat_ws', [sql.lit(', '), 'agreement.short_title', 'agreement_version.label'])
							.as('title'),
						'project.short_name as project',
						'signature.signed_on as finished_on'
					])
			)
			.orderBy('finished_on', 'desc')
			.orderBy('title')
			.limit(limit)
			.execute()
	);
}
