import { sql } from 'kysely';
import { jsonArrayFrom, jsonObjectFrom } from 'kysely/helpers/postgres';
import { standingOn } from '#agreements/standing.server.ts';
import type { Database } from '#database/connection.server.ts';
import { addDays, type Day } from '#language/dates.ts';
import { badAddress, notFound } from '../errors.ts';
import {
	type AgreementColumn,
	type Board,
	chooseTasks,
	type ColumnFilter,
	countColumn,
	countConditions,
	filterRows,
	groupRows,
	listItems,
	OTHERS,
	OUTSIDE,
	type PlacedRow,
	readRows,
	READY_STANDINGS,
	READY_TASKS,
	sortRows,
	STANDING_LETTERS,
	TASK_LETTERS
} from './board.ts';
import { heldOn } from './membership.server.ts';
import type { MunicipalityFilter } from './municipality.form.ts';
import { DEFAULT_WEEKS, MOST_COLUMNS, sumCounts, worstState } from './municipality.ts';

/** The role whose holder a status row names. */
const LEADER = 'programleder';

/**
 * What /kommuner shows: the rows that the filter leaves, sorted and under heads, in the shape of the view asked for,
 * with the choices that the filters offer. Counts are of the rows shown.
 * @throws 400 where the filter names a region, group, agreement, task or column that is not there
 */
export async function findMunicipalities(
	db: Database,
	{ today, person_id, filter }: { today: Day; person_id: number; filter: MunicipalityFilter }
) {
	const board = await findBoard(db, { today, person_id });
	refuseUnknown(board, filter);
	const all = readRows(board);
	const shown =
		sortRows(filterRows(all, board, filter), board, filter.sorter ?? 'navn') ?? badAddress(['sorter']);
	return {
		total: all.length,
		shown: shown.length,
		sums: sumCounts(shown),
		conditions: countConditions(all, board, filter),
		regions: board.regions,
		groups: board.groups.map(({ slug, name, members, members_are_demo }) => ({
			slug,
			name,
			members_are_demo,
			count: members.length
		})),
		asking: board.agreements.map(({ id, project, short_title }) => ({
			id,
			name: nameOf(project, short_title),
			missing: filterRows(all, board, { ...filter, aftale: id, status: 'mangler' }).length
		})),
		task: board.tasks.find(({ id }) => id === filter.opgave)?.title ?? null,
		projects: filter.vis === 'opgaver' ? projectsOf(board) : [],
		choices: filter.vis === 'opgaver' ? countChoices(board) : null,
		view: viewOf(shown, all, board, filter)
	};
}

function viewOf(shown: PlacedRow[], all: PlacedRow[], board: FullBoard, filter: MunicipalityFilter) {
	const heads = groupRows(shown, board, filter.opdel, board.regions);
	const sumsOf = (rows: PlacedRow[]) => (filter.opdel ? sumCounts(rows) : null);
	switch (filter.vis) {
		case 'status':
			return {
				vis: filter.vis,
				groups: heads.map(({ key, rows }) => ({
					key,
					sums: sumsOf(rows),
					rows: rows.map((row) => ({
						name: row.name,
						slug: row.slug,
						state: worstState(row),
						overdue: row.overdue,
						due_soon: row.due_soon,
						missing: row.missing,
						next: row.next,
						leader: row.leader,
						leader_count: row.leader_count,
						changed_on: row.changed_on
					}))
				}))
			};
		case 'aftaler':
		case 'opgaver': {
			const chosen =
				filter.vis === 'aftaler' ? missingFirst(board.agreements, all) : chooseTasks(board, filter);
			const columns = chosen.slice(0, MOST_COLUMNS);
			const ready = filter.vis === 'aftaler' ? READY_STANDINGS : READY_TASKS;
			const countsOf = (rows: PlacedRow[]) => {
				const places = rows.map(({ place }) => place);
				return columns.map(({ cells }) => countColumn(cells, places, ready));
			};
			const counts = countsOf(shown);
			return {
				vis: filter.vis,
				left_out: chosen.length - columns.length,
				columns: columns.map((column, index) => ({
					id: column.id,
					project: column.project,
					...('due_on' in column
						? {
								title: column.title,
								on: column.due_on,
								is_critical: column.is_critical,
								is_cross_cutting: column.is_cross_cutting
							}
						: { title: column.short_title, label: column.label, on: column.deadline_on }),
					...counts[index]!
				})),
				groups: heads.map(({ key, rows }) => ({
					key,
					sums: sumsOf(rows),
					counts: filter.opdel ? countsOf(rows) : null,
					// As short as can be: there are 98 of them, with a letter for each column.
					rows: rows.map(
						(row) =>
							[
								row.name,
								row.slug,
								worstState(row),
								filter.vis === 'aftaler' ? row.missing : row.overdue,
								columns.map(({ cells }) => cells[row.place] ?? OUTSIDE).join('')
							] as const
					)
				}))
			};
		}
		default:
			return { vis: filter.vis, items: listItems(shown, board, filter.vis) };
	}
}

// By the counts of all 98, so that columns stay where they are while rows are filtered.
function missingFirst(columns: AgreementColumn[], all: PlacedRow[]): AgreementColumn[] {
	const places = all.map(({ place }) => place);
	return columns
		.map((column) => ({ column, missing: countColumn(column.cells, places, READY_STANDINGS).missing }))
		.sort((a, b) => b.missing - a.missing)
		.map(({ column }) => column);
}

function refuseUnknown(board: FullBoard, filter: MunicipalityFilter): void {
	const group = (slug: string | undefined) =>
		slug === undefined || board.groups.some((group) => group.slug === slug);
	const faults = [
		filter.region !== undefined && !board.regions.some(({ slug }) => slug === filter.region) && 'region',
		!group(filter.gruppe) && 'gruppe',
		filter.opdel !== 'region' && !group(filter.opdel) && 'opdel',
		filter.del !== undefined && !partsOf(board, filter.opdel).includes(filter.del) && 'del',
		filter.aftale !== undefined && !board.agreements.some(({ id }) => id === filter.aftale) && 'aftale',
		filter.opgave !== undefined && !board.tasks.some(({ id }) => id === filter.opgave) && 'opgave',
		filter.projekt !== undefined &&
			!board.tasks.some((task) => task.project_slug === filter.projekt) &&
			'projekt'
	].filter((fault) => fault !== false);
	if (faults.length > 0) badAddress(faults);
}

function countChoices(board: FullBoard) {
	const count = (choice: Omit<ColumnFilter, 'uger'>, uger = DEFAULT_WEEKS) =>
		chooseTasks(board, { ...choice, uger }).length;
	return {
		weeks: [DEFAULT_WEEKS, 2 * DEFAULT_WEEKS].map((uger) => ({ uger, count: count({}, uger) })),
		kritisk: count({ kritisk: true }),
		tvaergaaende: count({ tvaergaaende: true }),
		alle: count({ alle: true })
	};
}

function partsOf(board: FullBoard, by: string | undefined): string[] {
	if (by === undefined) return [];
	return [...(by === 'region' ? board.regions.map(({ slug }) => slug) : [by]), OTHERS];
}

function projectsOf({ tasks }: Board) {
	const counts = new Map<string, { slug: string; name: string; count: number }>();
	for (const { project_slug, project } of tasks) {
		const known = counts.get(project_slug) ?? { slug: project_slug, name: project, count: 0 };
		known.count++;
		counts.set(project_slug, known);
	}
	return [...counts.values()].sort((a, b) => new Intl.Collator('da').compare(a.name, b.name));
}

function nameOf(project: string, short_title: string): string {
	return short_title.startsWith(project) ? short_title : `${project}: ${short_title}`;
}

type FullBoard = Omit<Board, 'groups'> & { groups: Group[]; regions: Region[] };

/**
 * Everything that is asked now, of all municipalities: what the status rows, both matrices and their counts are read
 * off. Five statements, whatever the size of history.
 * @param person_id whose own groups are seen besides those of everyone
 */
export async function findBoard(
	db: Database,
	{ today, person_id }: { today: Day; person_id: number }
): Promise<FullBoard> {
	const [municipalities, agreements, tasks, regions, groups] = await Promise.all([
		listMunicipalities(db, { today }),
		listAgreementColumns(db, { today }),
		listTaskColumns(db, { today }),
		listRegions(db, { today }),
		listGroups(db, { person_id })
	]);
	const place = new Map(municipalities.map(({ code }, index) => [code, index]));
	const placed = <T extends { cells: string }>(column: T): T => ({
		...column,
		cells: inPlace(column.cells, place)
	});
	return {
		today,
		municipalities,
		agreements: agreements.map(placed),
		tasks: tasks.map(placed),
		regions,
		groups
	};
}

// '101d147p' becomes one letter for each municipality, in their order.
function inPlace(coded: string, place: Map<string, number>): string {
	const cells = new Array<string>(place.size).fill(OUTSIDE);
	for (let at = 0; at < coded.length; at += 4) {
		const index = place.get(coded.slice(at, at + 3));
		if (index !== undefined) cells[index] = coded[at + 3] ?? OUTSIDE;
	}
	return cells.join('');
}

function listMunicipalities(db: Database, { today }: { today: Day }) {
	return db
		.selectFrom('municipality')
		.leftJoin('region_membership', (join) =>
			join
				.onRef('region_membership.municipality_code', '=', 'municipality.code')
				.on('region_membership.valid_from', '<=', today)
				.on((eb) =>
					eb.or([
						eb('region_membership.valid_until', 'is', null),
						eb('region_membership.valid_until', '>=', today)
					])
				)
		)
		.leftJoin(
			(eb) =>
				eb
					.selectFrom('role_holder')
					.innerJoin('person', 'person.id', 'role_holder.person_id')
					.where('role_holder.role_slug', '=', LEADER)
					.where(heldOn('role_holder', today))
					.groupBy('role_holder.municipality_code')
					.select([
						'role_holder.municipality_code',
						sql<string>`(array_agg(person.name order by role_holder.is_primary desc, person.name))[1]`.as(
							'name'
						),
						sql<number>`count(*)::int`.as('count')
					])
					.as('leader'),
			(join) => join.onRef('leader.municipality_code', '=', 'municipality.code')
		)
		.select((eb) => [
			'municipality.code',
			'municipality.name',
			'municipality.slug',
			'municipality.search_text',
			'region_membership.region_slug as region',
			'leader.name as leader',
			sql<number>`coalesce(leader.count, 0)`.as('leader_count'),
			eb
				.selectFrom('status_change')
				.whereRef('status_change.municipality_code', '=', 'municipality.code')
				.where('status_change.old_state', 'is not', null)
				.where('status_change.recorded_at', '<', midnight(addDays(today, 1)))
				.orderBy('status_change.recorded_at', 'desc')
				.limit(1)
				.select(sql<Day>`(status_change.recorded_at at time zone 'Europe/Copenhagen')::date`.as('changed_on'))
				.as('changed_on')
		])
		.orderBy('municipality.name')
		.execute();
}

function listAgreementColumns(db: Database, { today }: { today: Day }) {
	return db
		.selectFrom((eb) =>
			eb
				.selectFrom(standingOn(today).as('stand'))
				.groupBy(['stand.agreement_id', 'stand.version_id'])
				.select([
					'stand.agreement_id',
					'stand.version_id',
					coded(sql.ref('stand.municipality_code'), sql.ref('stand.standing'), STANDING_LETTERS).as('cells')
				])
				.as('column')
		)
		.innerJoin('agreement', 'agreement.id', 'column.agreement_id')
		.innerJoin('agreement_version', 'agreement_version.id', 'column.version_id')
		.innerJoin('project', 'project.id', 'agreement.project_id')
		.select([
			'agreement.id',
			'agreement.short_title',
			'agreement.kind',
			'project.short_name as project',
			'agreement_version.label',
			'agreement_version.deadline_on',
			'column.cells'
		])
		.orderBy('agreement_version.deadline_on')
		.orderBy('project.position')
		.orderBy('agreement.kind')
		.orderBy('agreement.id')
		.execute();
}

function listTaskColumns(db: Database, { today }: { today: Day }) {
	return db
		.selectFrom('task')
		.innerJoin('project', 'project.id', 'task.project_id')
		.where('task.published_on', '<=', today)
		.where((eb) => eb.or([eb('task.closed_on', 'is', null), eb('task.closed_on', '>', today)]))
		.select((eb) => [
			'task.id',
			'task.title',
			'project.short_name as project',
			'project.slug as project_slug',
			'task.due_on',
			'task.is_critical',
			'task.is_cross_cutting',
			// One look into the primary key per open task, however many closed ones there are.
			eb
				.selectFrom('task_state')
				.whereRef('task_state.task_id', '=', 'task.id')
				.select(
					coded(sql.ref('task_state.municipality_code'), sql.ref('task_state.state'), TASK_LETTERS).as(
						'cells'
					)
				)
				.as('cells')
		])
		.orderBy('task.due_on')
		.orderBy('project.position')
		.orderBy('task.id')
		.$narrowType<{ cells: string }>()
		.execute();
}

/** Many cells in one text: a municipality's three digits and the letter of its state, again and again. */
function coded(code: ReturnType<typeof sql>, state: ReturnType<typeof sql>, letters: Record<string, string>) {
	const cases = Object.entries(letters).map(
		([word, letter]) => sql`when ${sql.lit(word)} then ${sql.lit(letter)}`
	);
	return sql<string>`coalesce(string_agg(${code} || case ${state} ${sql.join(cases, sql` `)} end, ''), '')`;
}

function midnight(day: Day) {
	return sql<Date>`(${day}::timestamp at time zone 'Europe/Copenhagen')`;
}

export interface Region {
	slug: string;
	name: string;
	count: number;
}

/**
 * The regions of a day with how many municipalities lie in each: Østdanmark takes the place of Hovedstaden and
 * Sjælland on 2027-01-01.
 */
export function listRegions(db: Database, { today }: { today: Day }): Promise<Region[]> {
	return db
		.selectFrom('region')
		.innerJoin('region_membership', 'region_membership.region_slug', 'region.slug')
		.where('region_membership.valid_from', '<=', today)
		.where((eb) =>
			eb.or([
				eb('region_membership.valid_until', 'is', null),
				eb('region_membership.valid_until', '>=', today)
			])
		)
		.groupBy('region.slug')
		.select(['region.slug', 'region.name', sql<number>`count(*)::int`.as('count')])
		.orderBy('region.position')
		.execute();
}

/** The 98 in Danish order, with the region each lies in on a day and its place on the map of tiles. */
export function listOnMap(db: Database, { today }: { today: Day }) {
	return db
		.selectFrom('municipality')
		.innerJoin('region_membership', 'region_membership.municipality_code', 'municipality.code')
		.where('region_membership.valid_from', '<=', today)
		.where((eb) =>
			eb.or([
				eb('region_membership.valid_until', 'is', null),
				eb('region_membership.valid_until', '>=', today)
			])
		)
		.select([
			'municipality.code',
			'municipality.name',
			'municipality.slug',
			'region_membership.region_slug',
			'municipality.tile_col',
			'municipality.tile_row',
			'municipality.tile_label'
		])
		.orderBy('municipality.name')
		.execute();
}

export interface Place {
	slug: string;
	name: string;
}

/**
 * What lists of municipalities can be filtered by: the regions of a day, and the groups that a person sees, by name.
 */
export async function listPlaces(
	db: Database,
	{ today, person_id }: { today: Day; person_id: number }
): Promise<{ regions: Place[]; groups: Place[] }> {
	const [regions, groups] = await Promise.all([listRegions(db, { today }), listGroups(db, { person_id })]);
	const named = ({ slug, name }: Place): Place => ({ slug, name });
	return { regions: regions.map(named), groups: groups.map(named) };
}

export interface Group {
	slug: string;
	name: string;
	/** Codes of municipalities. */
	members: string[];
	members_are_demo: boolean;
}

/** The groups that a person sees: everyone's, and the person's own. Groups without members are left out. */
export function listGroups(db: Database, { person_id }: { person_id: number }): Promise<Group[]> {
	return db
		.selectFrom('municipality_group')
		.innerJoin('municipality_group_member', 'municipality_group_member.group_id', 'municipality_group.id')
		.leftJoin('project', 'project.id', 'municipality_group.project_id')
		.where((eb) =>
			eb.or([
				eb('municipality_group.owner_id', 'is', null),
				eb('municipality_group.owner_id', '=', person_id)
			])
		)
		.where('project.ended_on', 'is', null)
		.groupBy([
			'municipality_group.id',
			'municipality_group.slug',
			'municipality_group.name',
			'municipality_group.kind',
			'municipality_group.members_are_demo'
		])
		.select([
			'municipality_group.slug',
			'municipality_group.name',
			'municipality_group.members_are_demo',
			sql<string[]>`array_agg(municipality_group_member.municipality_code)`.as('members')
		])
		.orderBy('municipality_group.name')
		.execute();
}

/**
 * One municipality by its slug, with its region on a day and the groups it is in.
 * @throws 404 where there is none
 */
export async function findMunicipality(
	db: Database,
	slug: string,
	{ today, person_id }: { today: Day; person_id: number }
) {
	const municipality = await db
		.selectFrom('municipality')
		.where('municipality.slug', '=', slug)
		.select((eb) => [
			'municipality.code',
			'municipality.name',
			'municipality.slug',
			'municipality.official_name',
			'municipality.cvr',
			jsonObjectFrom(
				eb
					.selectFrom('region')
					.innerJoin('region_membership', 'region_membership.region_slug', 'region.slug')
					.whereRef('region_membership.municipality_code', '=', 'municipality.code')
					.where('region_membership.valid_from', '<=', today)
					.where((eb) =>
						eb.or([
							eb('region_membership.valid_until', 'is', null),
							eb('region_membership.valid_until', '>=', today)
						])
					)
					.select(['region.slug', 'region.name'])
			).as('region'),
			jsonArrayFrom(
				eb
					.selectFrom('municipality_group')
					.innerJoin(
						'municipality_group_member',
						'municipality_group_member.group_id',
						'municipality_group.id'
					)
					.leftJoin('project', 'project.id', 'municipality_group.project_id')
					.whereRef('municipality_group_member.municipality_code', '=', 'municipality.code')
					.where((eb) =>
						eb.or([
							eb('municipality_group.owner_id', 'is', null),
							eb('municipality_group.owner_id', '=', person_id)
						])
					)
					.where('project.ended_on', 'is', null)
					.select([
						'municipality_group.slug',
						'municipality_group.name',
						'municipality_group.members_are_demo',
						'project.slug as project_slug',
						'project.short_name as project'
					])
					.orderBy('municipality_group.name')
			).as('groups')
		])
		.executeTakeFirst();
	return municipality ?? notFound();
}
