import { type Expression, type RawBuilder, sql } from 'kysely';
import { jsonArrayFrom, jsonObjectFrom } from 'kysely/helpers/postgres';
import type { Database } from '#database/connection.server.ts';
import { type Day } from '#language/dates.ts';
import { fold } from '#language/fold.ts';
import { heldOn, inGroup, inRegion } from '#municipalities/membership.server.ts';
import { notFound } from '../errors.ts';
import { MISSING, MOST_ENDED, type Standing, STANDINGS, type StandingCounts } from './agreement.ts';
import type { AgreementFilter, SignatureFilter } from './agreement.form.ts';
import { standingOn } from './standing.server.ts';

/** The roles that KOMBIT turns to about a signature, the first that is filled. */
const CONTACT_ROLE = 'programleder';
const STAND_IN_ROLES = ['aftaleansvarlig', 'klik_administrator'];

interface AskingVersion {
	agreement_id: number;
	version_id: number;
	position: number;
	label: string;
	sent_on: Day;
	deadline_on: Day | null;
}

const askingVersion = (day: Expression<Day>) => sql<AskingVersion>`asking_version(${day})`;
const date = (day: Day) => sql<Day>`${day}::date`;
/** The day an agreement is seen on: today, or for an ended one its last. Needs `agreement` in the statement. */
const lastDay = (today: Day) => sql<Day>`least(${today}::date, agreement.ended_on - 1)`;
const missing = (standing: Expression<Standing>) =>
	sql<boolean>`${standing} in (${sql.join(MISSING.map((word) => sql.lit(word)))})`;

/**
 * Every municipality's standing on every agreement in force, worked out once. Without `materialized` PostgreSQL works
 * a standing out anew for each count that looks at it.
 */
function withStandings(db: Database, today: Day) {
	return db.with(
		(cte) => cte('standing').materialized(),
		(db) => db.selectFrom(standingOn(today).as('row')).selectAll('row')
	);
}

/** The same for one agreement, on the day it is seen on: from its version to the signatures, not from everyone's signatures. */
function withStandingsOn(db: Database, id: number, today: Day) {
	return db.with(
		(cte) => cte('standing').materialized(),
		(db) =>
			db
				.selectFrom('agreement')
				.innerJoin(standingOn(lastDay(today)).as('row'), 'row.agreement_id', 'agreement.id')
				.selectAll('row')
				.where('agreement.id', '=', id)
	);
}

/** The counts of the funnel as one json object, in one pass over the rows of a group. */
function funnel(standing: Expression<Standing>): RawBuilder<StandingCounts> {
	const counts = STANDINGS.map(
		(word) => sql`${sql.lit(word)}, count(*) filter (where ${standing} = ${sql.lit(word)})`
	);
	return sql<StandingCounts>`json_build_object(${sql.join(counts)})`;
}

/**
 * The agreements in force on a day with how far each is: the version that asks for signatures, its counts over its
 * audience, the version on its way, and how the reader's own municipality stands.
 * @param municipality_code the reader's municipality; null for KOMBIT, which has no standing of its own
 * @returns agreements in the portfolio's order of projects; `counts` is null where nothing asks for a signature
 */
export async function listAgreements(
	db: Database,
	{
		today,
		municipality_code,
		filter
	}: { today: Day; municipality_code: string | null; filter: AgreementFilter }
) {
	let query = withStandings(db, today)
		.selectFrom('agreement')
		.innerJoin('project', 'project.id', 'agreement.project_id')
		.leftJoin(askingVersion(date(today)).as('asking'), 'asking.agreement_id', 'agreement.id')
		.leftJoin(
			(eb) =>
				eb
					.selectFrom('standing')
					.select((eb) => [
						'standing.agreement_id',
						funnel(eb.ref('standing.standing')).as('counts'),
						sql<number>`count(*)::int`.as('audience'),
						sql<number>`(count(*) filter (where ${missing(eb.ref('standing.standing'))}))::int`.as('missing'),
						sql<Standing | null>`max(standing.standing) filter (where standing.municipality_code = ${municipality_code})`.as(
							'own'
						)
					])
					.groupBy('standing.agreement_id')
					.as('progress'),
			(join) => join.onRef('progress.agreement_id', '=', 'agreement.id')
		)
		.select((eb) => [
			'agreement.id',
			'agreement.title',
			'agreement.short_title',
			'agreement.kind',
			'agreement.parent_id',
			'agreement.is_demo',
			'project.slug as project_slug',
			'project.name as project_name',
			'project.short_name as project_short_name',
			'asking.label',
			'asking.sent_on',
			'asking.deadline_on',
			'progress.counts',
			'progress.audience',
			'progress.missing',
			'progress.own',
			jsonObjectFrom(
				eb
					.selectFrom('agreement_version as next')
					.select([
						'next.label',
						'next.certainty',
						'next.dates_are_demo',
						'next.notice_on',
						'next.review_on',
						'next.review_closed_on',
						'next.sent_on',
						'next.deadline_on',
						'next.phone_round_on',
						'next.all_in_on',
						'next.term_from',
						'next.term_until'
					])
					.whereRef('next.agreement_id', '=', 'agreement.id')
					.where((eb) =>
						eb.or([
							eb('agreement.kind', '=', 'general_terms'),
							eb.and([
								eb('next.is_substantive', '=', true),
								eb.or([eb('next.sent_on', 'is', null), eb('next.sent_on', '>', today)])
							])
						])
					)
					.orderBy('next.position', 'desc')
					.limit(1)
			).as('next')
		])
		.where((eb) => eb.or([eb('agreement.ended_on', 'is', null), eb('agreement.ended_on', '>', today)]))
		.orderBy('project.position')
		.orderBy('project.id')
		.orderBy('agreement.kind')
		.orderBy('agreement.title');
	if (filter.projekt) query = query.where('project.slug', '=', filter.projekt);
	if (filter.slags) query = query.where('agreement.kind', '=', filter.slags);
	if (filter.q) query = query.where(named(filter.q));
	if (filter.mangler) query = query.where('progress.missing', '>', 0);
	if (filter.vores) query = query.where((eb) => missing(eb.ref('progress.own').$castTo<Standing>()));
	return query.execute();
}

/**
 * The agreements in force on a day that ask for a signature, with the codes of the municipalities by how they stand:
 * `standings` holds only the standings that some are in, each list in order; `signed_on` the days of the signatures in
 * place, the earliest first.
 */
export async function listAsked(db: Database, { today }: { today: Day }) {
	const stands = sql<{ agreement_id: number; standings: Partial<Record<Standing, string[]>> }>`(
		select agreement_id, json_object_agg(standing, codes) as standings from (
			select agreement_id, standing, array_agg(municipality_code order by municipality_code collate "C") as codes
			from standing group by agreement_id, standing) stand
		group by agreement_id)`;
	const signatures = sql<{ agreement_id: number; signed_on: Day[] }>`(
		select agreement_id, array_agg(signed_on::text order by signed_on) as signed_on from (
			select distinct on (standing.agreement_id, held.municipality_code) standing.agreement_id, held.signed_on
			from standing
			join agreement_version version on version.agreement_id = standing.agreement_id
			join signature held on held.version_id = version.id and held.municipality_code = standing.municipality_code
			where standing.standing in ('signed', 'registered') and held.state in ('signed', 'registered')
			-- The signature on the version that asks comes first; else the newest there is.
			order by standing.agreement_id, held.municipality_code, version.id = standing.version_id desc,
				version.position desc
		) held where signed_on is not null group by agreement_id)`;
	return withStandings(db, today)
		.selectFrom('agreement')
		.innerJoin(askingVersion(date(today)).as('asking'), 'asking.agreement_id', 'agreement.id')
		.leftJoin(stands.as('stands'), 'stands.agreement_id', 'agreement.id')
		.leftJoin(signatures.as('signatures'), 'signatures.agreement_id', 'agreement.id')
		.select([
			'agreement.id',
			'asking.version_id',
			'asking.label',
			'asking.sent_on',
			'asking.deadline_on',
			sql<Partial<Record<Standing, string[]>>>`coalesce(stands.standings, '{}')`.as('standings'),
			sql<Day[]>`coalesce(signatures.signed_on, '{}')`.as('signed_on')
		])
		.execute();
}

/**
 * Agreements that have left their place in the portfolio, the latest ended first, at most MOST_ENDED.
 * `signed` of `audience` is how their last signed version ended.
 */
export async function listEndedAgreements(
	db: Database,
	{ today, filter }: { today: Day; filter: AgreementFilter }
) {
	let query = db
		.selectFrom('agreement')
		.innerJoin('project', 'project.id', 'agreement.project_id')
		.select((eb) => [
			'agreement.id',
			'agreement.title',
			'agreement.kind',
			'agreement.ended_on',
			'agreement.is_demo',
			'project.slug as project_slug',
			'project.short_name as project_short_name',
			jsonObjectFrom(
				eb
					.selectFrom('agreement_version as last')
					.select((eb) => [
						'last.label',
						eb
							.selectFrom('signature')
							.select(sql<number>`count(*)::int`.as('audience'))
							.whereRef('signature.version_id', '=', 'last.id')
							.as('audience'),
						eb
							.selectFrom('signature')
							.select(sql<number>`count(*)::int`.as('signed'))
							.whereRef('signature.version_id', '=', 'last.id')
							.where('signature.state', 'in', ['signed', 'registered'])
							.as('signed')
					])
					.whereRef('last.agreement_id', '=', 'agreement.id')
					.where('last.is_substantive', '=', true)
					.orderBy('last.position', 'desc')
					.limit(1)
			).as('last')
		])
		.where('agreement.ended_on', '<=', today)
		.orderBy('agreement.ended_on', 'desc')
		.orderBy('agreement.title')
		.limit(MOST_ENDED);
	if (filter.projekt) query = query.where('project.slug', '=', filter.projekt);
	if (filter.slags) query = query.where('agreement.kind', '=', filter.slags);
	if (filter.q) query = query.where(named(filter.q));
	return query.execute();
}

/** The projects that have an agreement in force on a day, for the filter: slug and short name, in Danish order. */
export async function listProjectsWithAgreements(db: Database, today: Day) {
	return db
		.selectFrom('project')
		.select(['slug', 'short_name'])
		.where((eb) =>
			eb.exists(
				eb
					.selectFrom('agreement')
					.select(sql`1`.as('one'))
					.whereRef('agreement.project_id', '=', 'project.id')
					.where((eb) => eb.or([eb('agreement.ended_on', 'is', null), eb('agreement.ended_on', '>', today)]))
			)
		)
		.orderBy('short_name')
		.execute();
}

/**
 * For the start page: the agreements in force that lack signatures, the most missing first.
 * @returns agreement, short titles, `missing` of `audience` municipalities, and the deadline where there is one
 */
export async function listMissingCounts(db: Database, { today }: { today: Day }) {
	return withStandings(db, today)
		.selectFrom('standing')
		.innerJoin('agreement', 'agreement.id', 'standing.agreement_id')
		.innerJoin('project', 'project.id', 'agreement.project_id')
		.select((eb) => [
			'agreement.id',
			'agreement.short_title',
			'project.short_name as project_short_name',
			'standing.deadline_on',
			sql<number>`(count(*) filter (where ${missing(eb.ref('standing.standing'))}))::int`.as('missing'),
			sql<number>`count(*)::int`.as('audience')
		])
		.groupBy(['agreement.id', 'agreement.short_title', 'project.short_name', 'standing.deadline_on'])
		.having((eb) => sql<boolean>`bool_or(${missing(eb.ref('standing.standing'))})`)
		.orderBy('missing', 'desc')
		.orderBy('agreement.short_title')
		.execute();
}

/**
 * One agreement with its versions (newest first, `held` of `audience` signatures on each), its relatives, and the id of
 * the version that asks for signatures. An ended agreement is seen on its last day: `day` is the day it is seen on.
 * @throws 404 where there is no such agreement
 */
export async function findAgreement(db: Database, id: number, today: Day) {
	const agreement = await db
		.selectFrom('agreement')
		.innerJoin('project', 'project.id', 'agreement.project_id')
		.leftJoin(askingVersion(lastDay(today)).as('asking'), 'asking.agreement_id', 'agreement.id')
		.select((eb) => [
			'agreement.id',
			'agreement.title',
			'agreement.kind',
			'agreement.note',
			'agreement.ended_on',
			'agreement.is_demo',
			'agreement.project_id',
			'project.slug as project_slug',
			'project.name as project_name',
			'asking.version_id as asking_id',
			lastDay(today).as('day'),
			jsonArrayFrom(
				eb
					.selectFrom('agreement_version as version')
					.leftJoin('agreement_version as replaced', 'replaced.id', 'version.replaces_id')
					.select((eb) => [
						'version.id',
						'version.label',
						'version.position',
						'version.is_substantive',
						'version.reason',
						'version.certainty',
						'version.notice_on',
						'version.review_on',
						'version.review_closed_on',
						'version.sent_on',
						'version.deadline_on',
						'version.phone_round_on',
						'version.all_in_on',
						'version.term_from',
						'version.term_until',
						'version.term_note',
						'version.is_demo',
						'version.dates_are_demo',
						'replaced.label as replaces',
						eb
							.selectFrom('signature')
							.select(sql<number>`count(*)::int`.as('audience'))
							.whereRef('signature.version_id', '=', 'version.id')
							.as('audience'),
						eb
							.selectFrom('signature')
							.select(sql<number>`count(*)::int`.as('held'))
							.whereRef('signature.version_id', '=', 'version.id')
							.where('signature.state', 'in', ['signed', 'registered'])
							.as('held')
					])
					.whereRef('version.agreement_id', '=', 'agreement.id')
					.orderBy('version.position', 'desc')
			).as('versions'),
			jsonArrayFrom(
				eb
					.selectFrom('agreement as relative')
					.leftJoin(askingVersion(date(today)).as('asking'), 'asking.agreement_id', 'relative.id')
					.select((eb) => [
						'relative.id',
						'relative.title',
						'relative.kind',
						'relative.ended_on',
						'asking.label',
						sql<boolean>`relative.id = agreement.parent_id`.as('is_parent'),
						eb
							.selectFrom((eb) =>
								eb
									.selectFrom(standingOn(today).as('standing'))
									.select(['standing.standing', sql<number>`count(*)::int`.as('count')])
									.whereRef('standing.agreement_id', '=', 'relative.id')
									.groupBy('standing.standing')
									.as('counted')
							)
							.select(
								sql<Partial<StandingCounts>>`json_object_agg(counted.standing, counted.count)`.as('counts')
							)
							.as('counts')
					])
					.whereRef('relative.id', '!=', 'agreement.id')
					.where((eb) =>
						eb.or([
							eb('relative.id', '=', eb.ref('agreement.parent_id')),
							eb('relative.parent_id', '=', eb.ref('agreement.id')),
							eb('relative.parent_id', '=', eb.ref('agreement.parent_id'))
						])
					)
					.orderBy('relative.kind')
					.orderBy('relative.title')
			).as('relatives')
		])
		.where('agreement.id', '=', id)
		.executeTakeFirst();
	return agreement ?? notFound();
}

/** Who asks, which decides whose addresses and notes they may read; municipality_code is null for KOMBIT. */
interface Reader {
	municipality_code: string | null;
}

/**
 * All municipalities as they stand on one agreement, in Danish order. `standing` is null outside its audience; `held` is
 * the newest signature a municipality has given on any version; `matches` says whether it fits region, group and text.
 * Names are for everybody who is signed in; addresses, references, reasons and notes come for KOMBIT and for the reader's
 * own municipality only.
 */
export async function listSignatures(
	db: Database,
	id: number,
	{ today, reader, filter }: { today: Day; reader: Reader; filter: SignatureFilter }
) {
	const readable = sql<boolean>`(${reader.municipality_code}::text is null or municipality.code = ${reader.municipality_code})`;
	const forReader = <T>(value: Expression<T>) => sql<T | null>`case when ${readable} then ${value} end`;
	return withStandingsOn(db, id, today)
		.selectFrom('municipality')
		.leftJoin('standing', 'standing.municipality_code', 'municipality.code')
		.leftJoin('signature', (join) =>
			join
				.onRef('signature.version_id', '=', 'standing.version_id')
				.onRef('signature.municipality_code', '=', 'municipality.code')
		)
		.leftJoin('agreement_version as asking', 'asking.id', 'standing.version_id')
		.select((eb) => [
			'municipality.code',
			'municipality.name',
			'municipality.slug',
			'municipality.tile_col',
			'municipality.tile_row',
			'municipality.tile_label',
			'standing.standing',
			forReader(sql.ref<string | null>('signature.reason')).as('reason'),
			'signature.version',
			sentOn(today).as('sent_on'),
			matching(filter, today).as('matches'),
			jsonObjectFrom(
				eb
					.selectFrom('signature as held')
					.innerJoin('agreement_version as version', 'version.id', 'held.version_id')
					.select((eb) => [
						'version.label',
						'held.signed_on',
						'held.signatory',
						'held.signatory_title',
						forReader(eb.ref('held.reference')).as('reference')
					])
					.where('version.agreement_id', '=', id)
					.whereRef('held.municipality_code', '=', 'municipality.code')
					.where('held.state', 'in', ['signed', 'registered'])
					// The signature on the version that asks comes first; else the newest there is.
					.orderBy(sql`version.id = standing.version_id`, 'desc')
					.orderBy('version.position', 'desc')
					.limit(1)
			).as('held'),
			jsonObjectFrom(
				eb
					.selectFrom('role_holder as holder')
					.innerJoin('person', 'person.id', 'holder.person_id')
					.select((eb) => [
						'person.name',
						forReader(eb.ref('person.email')).as('email'),
						forReader(eb.ref('person.phone')).as('phone'),
						forReader(eb.ref('holder.bounced_on')).as('bounced_on')
					])
					.whereRef('holder.municipality_code', '=', 'municipality.code')
					.where('holder.role_slug', '=', CONTACT_ROLE)
					.where(heldOn('holder', today))
					.orderBy('holder.is_primary', 'desc')
					.orderBy('holder.held_from')
					.limit(1)
			).as('contact'),
			jsonObjectFrom(
				eb
					.selectFrom('follow_up')
					.select((eb) => [
						'follow_up.kind',
						'follow_up.happened_on',
						forReader(eb.ref('follow_up.note')).as('note')
					])
					.whereRef('follow_up.version_id', '=', 'standing.version_id')
					.whereRef('follow_up.municipality_code', '=', 'municipality.code')
					.where('follow_up.happened_on', '<=', today)
					.orderBy('follow_up.happened_on', 'desc')
					.orderBy('follow_up.id', 'desc')
					.limit(1)
			).as('last_follow_up')
		])
		.orderBy('municipality.name')
		.execute();
}

/**
 * Whom to phone next about an agreement: the municipalities that have it and have not signed, the longest untouched
 * first. Where there is no programleder, the first other role holder with a phone number stands in. For KOMBIT only.
 */
export async function listCalls(
	db: Database,
	id: number,
	{ today, filter }: { today: Day; filter: SignatureFilter }
) {
	return withStandingsOn(db, id, today)
		.selectFrom('standing')
		.innerJoin('municipality', 'municipality.code', 'standing.municipality_code')
		.innerJoin('agreement_version as asking', 'asking.id', 'standing.version_id')
		.innerJoin('signature', (join) =>
			join
				.onRef('signature.version_id', '=', 'standing.version_id')
				.onRef('signature.municipality_code', '=', 'standing.municipality_code')
		)
		.leftJoinLateral(
			(eb) =>
				eb
					.selectFrom('follow_up')
					.select(['follow_up.kind', 'follow_up.happened_on', 'follow_up.note'])
					.select(sql<number>`(count(*) over ())::int`.as('times'))
					.whereRef('follow_up.version_id', '=', 'standing.version_id')
					.whereRef('follow_up.municipality_code', '=', 'standing.municipality_code')
					.where('follow_up.happened_on', '<=', today)
					.orderBy('follow_up.happened_on', 'desc')
					.orderBy('follow_up.id', 'desc')
					.limit(1)
					.as('last'),
			(join) => join.onTrue()
		)
		.select((eb) => [
			'municipality.code',
			'municipality.name',
			'municipality.slug',
			'standing.standing',
			'signature.reason',
			'last.kind',
			'last.happened_on',
			'last.note',
			'last.times',
			sql<Day>`coalesce(last.happened_on, ${sentOn(today)})`.as('touched_on'),
			jsonObjectFrom(
				eb
					.selectFrom('role_holder as holder')
					.innerJoin('person', 'person.id', 'holder.person_id')
					.innerJoin('role', 'role.slug', 'holder.role_slug')
					.select([
						'person.name',
						'person.email',
						'person.phone',
						'holder.role_slug',
						'role.name_da',
						'role.name_en',
						'holder.bounced_on'
					])
					.whereRef('holder.municipality_code', '=', 'municipality.code')
					.where(heldOn('holder', today))
					.where((eb) =>
						eb.or([eb('holder.role_slug', '=', CONTACT_ROLE), eb('person.phone', 'is not', null)])
					)
					.orderBy(
						sql`array_position(${[CONTACT_ROLE, ...STAND_IN_ROLES]}::text[], holder.role_slug)`,
						(order) => order.asc().nullsLast()
					)
					.orderBy('holder.is_primary', 'desc')
					.orderBy('role.position')
					.orderBy('holder.held_from')
					.limit(1)
			).as('contact')
		])
		.where((eb) => missing(eb.ref('standing.standing')))
		.where('signature.state', '!=', 'not_sent')
		.where(matching(filter, today))
		.orderBy('touched_on')
		.orderBy('municipality.name')
		.execute();
}

/**
 * When the version that asks was sent to a municipality: its own day where the history has one, else the day the
 * version went out; null where it was not sent. Needs `signature` and `asking` in the statement.
 */
function sentOn(today: Day): RawBuilder<Day | null> {
	return sql<Day | null>`case when signature.state <> 'not_sent' then coalesce((
		select max(change.effective_on) from status_change change
		where change.version_id = signature.version_id and change.municipality_code = signature.municipality_code
			and change.new_state = 'sent' and change.effective_on <= ${today}::date
	), asking.sent_on) end`;
}

/** Whether a municipality lies in the region and group asked for and its name fits the text. Needs `municipality`. */
function matching({ region, gruppe, q }: SignatureFilter, today: Day): RawBuilder<boolean> {
	const conditions: RawBuilder<unknown>[] = [sql`true`];
	if (region) conditions.push(inRegion(region, today));
	if (gruppe) conditions.push(inGroup(gruppe));
	if (q) conditions.push(sql`strpos(municipality.search_text, ${fold(q)}) > 0`);
	return sql<boolean>`(${sql.join(conditions, sql` and `)})`;
}

function named(text: string): RawBuilder<boolean> {
	return sql<boolean>`strpos(agreement.search_text || ' ' || project.search_text, ${fold(text)}) > 0`;
}
