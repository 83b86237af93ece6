import { isMissing, STANDING_IN_ADDRESS, STANDINGS, type Standing } from '#agreements/agreement.ts';
import type { AgreementKind, TaskProgress } from '#database/schema.ts';
import { addDays, type Day } from '#language/dates.ts';
import { fold } from '#language/fold.ts';
import { isDueSoon, isOutstanding, isOverdue, STATE_SLUGS, TASK_STATES } from '#tasks/task.ts';
import {
	CONDITIONS,
	CONDITION_NAMES,
	type Condition,
	type DutyCounts,
	WORST_STATES,
	worstState
} from './municipality.ts';

// The board is everything that is asked now, of everyone: one column per open task and per agreement that asks for a
// signature, one place per municipality. Rows, counts, matrices and lists are all read off it, so they cannot differ.

/** One letter per state keeps 98 × 60 cells small on their way to the page. */
export const TASK_LETTERS = {
	not_started: 's',
	in_progress: 'p',
	waiting: 'w',
	done: 'd',
	not_applicable: 'n'
} as const satisfies Record<TaskProgress, string>;
export const STANDING_LETTERS = {
	signed: 's',
	registered: 'r',
	older: 'o',
	sent: 'u',
	not_sent: 'i',
	declined: 'd',
	not_applicable: 'n'
} as const satisfies Record<Standing, string>;
/** The cell of a municipality outside the audience. */
export const OUTSIDE = '.';

export const TASK_OF = new Map(TASK_STATES.map((state) => [TASK_LETTERS[state] as string, state]));
export const STANDING_OF = new Map(
	STANDINGS.map((standing) => [STANDING_LETTERS[standing] as string, standing])
);

export interface BoardMunicipality {
	code: string;
	name: string;
	slug: string;
	search_text: string | null;
	region: string | null;
	leader: string | null;
	leader_count: number;
	changed_on: Day | null;
}
/** `cells` has one letter per municipality, in the order of the board's municipalities. */
export interface AgreementColumn {
	id: number;
	short_title: string;
	kind: AgreementKind;
	project: string;
	label: string;
	deadline_on: Day | null;
	cells: string;
}
export interface TaskColumn {
	id: number;
	title: string;
	project: string;
	project_slug: string;
	due_on: Day;
	is_critical: boolean;
	is_cross_cutting: boolean;
	cells: string;
}
export interface Board {
	today: Day;
	/** Always all of them, in Danish order. */
	municipalities: BoardMunicipality[];
	agreements: AgreementColumn[];
	/** By due date. */
	tasks: TaskColumn[];
	groups: { slug: string; members: string[] }[];
}

/** The next thing that falls due: a task or the deadline of an agreement that is missing. */
export interface Deadline {
	kind: 'task' | 'agreement';
	id: number;
	title: string;
	project: string;
	on: Day;
}

/** A municipality across everything; `place` is its index on the board. */
export interface PlacedRow extends DutyCounts, BoardMunicipality {
	place: number;
	next: Deadline | null;
}

/** One row per municipality, in the board's order: what it owes, counted by the rules of tasks and agreements. */
export function readRows(board: Board): PlacedRow[] {
	const { today } = board;
	// What depends on a column's date alone is asked once, and its deadline is one object that rows share: a page that
	// names it 98 times carries it once.
	const tasks = board.tasks.map(({ id, title, project, due_on, cells }) => ({
		cells,
		past: isOverdue({ due_on, state: 'not_started' }, today),
		soon: isDueSoon({ due_on, state: 'not_started' }, today),
		deadline: { kind: 'task', id, title, project, on: due_on } satisfies Deadline
	}));
	const agreements = board.agreements.map(({ id, short_title, project, deadline_on, cells }) => ({
		cells,
		past: deadline_on !== null && deadline_on < today,
		deadline:
			deadline_on === null
				? null
				: ({ kind: 'agreement', id, title: short_title, project, on: deadline_on } satisfies Deadline)
	}));
	return board.municipalities.map((municipality, place) => {
		const counts: DutyCounts = { asked: 0, overdue: 0, due_soon: 0, missing: 0, missing_late: 0 };
		let next: Deadline | null = null;
		for (const { cells, past, soon, deadline } of tasks) {
			const state = TASK_OF.get(cells[place] ?? OUTSIDE);
			if (!state) continue;
			counts.asked++;
			if (!isOutstanding(state)) continue;
			if (past) counts.overdue++;
			else if (!next || deadline.on < next.on) next = deadline;
			if (soon) counts.due_soon++;
		}
		for (const { cells, past, deadline } of agreements) {
			const standing = STANDING_OF.get(cells[place] ?? OUTSIDE);
			if (!standing) continue;
			counts.asked++;
			if (!isMissing(standing)) continue;
			counts.missing++;
			if (past) counts.missing_late++;
			else if (deadline && (!next || deadline.on < next.on)) next = deadline;
		}
		return { ...municipality, ...counts, place, next };
	});
}

// Which rows

/** What /kommuner can be asked for; each is as it stands in the address. */
export interface RowFilter {
	region?: string | undefined;
	gruppe?: string | undefined;
	/** How the rows are divided: by region, or by a group and the rest. */
	opdel?: string | undefined;
	/** Only this part of the division: a region's or the group's slug, or OTHERS. */
	del?: string | undefined;
	q?: string | undefined;
	tilstand?: Condition | undefined;
	aftale?: number | undefined;
	status?: AgreementStatus | undefined;
	opgave?: number | undefined;
	svar?: TaskAnswer | undefined;
}

/** ?aftale=12&status=…: all that lack a signature, all that are in place, or one standing. */
export const AGREEMENT_STATUSES = ['mangler', 'paa-plads', ...Object.values(STANDING_IN_ADDRESS)] as const;
export type AgreementStatus = (typeof AGREEMENT_STATUSES)[number];
/** ?opgave=7&svar=…: all with work outstanding, or one state. */
export const TASK_ANSWERS = ['mangler', ...Object.values(STATE_SLUGS)] as const;
export type TaskAnswer = (typeof TASK_ANSWERS)[number];

/** Whether a standing is what a status in an address asks for. */
export function standsSo(standing: Standing | undefined, status: AgreementStatus): boolean {
	if (!standing) return false;
	if (status === 'mangler') return isMissing(standing);
	if (status === 'paa-plads') return standing === 'signed' || standing === 'registered';
	return STANDING_IN_ADDRESS[standing] === status;
}

/** Whether a copy's state is what an answer in an address asks for. */
export function answersSo(state: TaskProgress | undefined, answer: TaskAnswer): boolean {
	if (!state) return false;
	return answer === 'mangler' ? isOutstanding(state) : STATE_SLUGS[state] === answer;
}

/** The rows that a filter asks for. Names in it that the board does not know ask for nothing. */
export function filterRows(rows: PlacedRow[], board: Board, filter: RowFilter): PlacedRow[] {
	const tests: ((row: PlacedRow) => boolean)[] = [];
	if (filter.region) tests.push((row) => row.region === filter.region);
	if (filter.gruppe) tests.push(memberOf(board, filter.gruppe));
	if (filter.opdel && filter.del) {
		const part = partOf(board, filter.opdel);
		tests.push((row) => part(row) === filter.del);
	}
	if (filter.q) {
		const words = fold(filter.q).split(' ');
		tests.push((row) => words.every((word) => word !== '' && (row.search_text ?? '').includes(word)));
	}
	if (filter.tilstand) tests.push(CONDITIONS[filter.tilstand]);
	if (filter.aftale !== undefined) {
		const cells = board.agreements.find(({ id }) => id === filter.aftale)?.cells ?? '';
		tests.push((row) => standsSo(STANDING_OF.get(cells[row.place] ?? OUTSIDE), filter.status ?? 'mangler'));
	}
	if (filter.opgave !== undefined) {
		const cells = board.tasks.find(({ id }) => id === filter.opgave)?.cells ?? '';
		tests.push((row) => answersSo(TASK_OF.get(cells[row.place] ?? OUTSIDE), filter.svar ?? 'mangler'));
	}
	return rows.filter((row) => tests.every((test) => test(row)));
}

function memberOf(board: Board, slug: string): (row: PlacedRow) => boolean {
	const members = new Set(board.groups.find((group) => group.slug === slug)?.members);
	return (row) => members.has(row.code);
}

/** The part of a division that takes whoever is in no other. */
export const OTHERS = 'oevrige';

function partOf(board: Board, by: string): (row: PlacedRow) => string {
	if (by === 'region') return (row) => row.region ?? OTHERS;
	const inside = memberOf(board, by);
	return (row) => (inside(row) ? by : OTHERS);
}

/** How many rows each condition would leave, under the rest of the filter: what a chip says before it is chosen. */
export function countConditions(
	rows: PlacedRow[],
	board: Board,
	filter: RowFilter
): Record<Condition, number> {
	const rest = filterRows(rows, board, { ...filter, tilstand: undefined });
	return Object.fromEntries(
		CONDITION_NAMES.map((name) => [name, rest.filter(CONDITIONS[name]).length])
	) as Record<Condition, number>;
}

// In which order

/** The columns of the status view by which rows can be sorted; a minus turns the order round. */
export const ORDERS = [
	'navn',
	'status',
	'forfaldne',
	'snart',
	'mangler',
	'frist',
	'programleder',
	'aendret'
] as const;

const LAST = '\uffff';
/** Of a matrix column, what calls for action comes first. */
const TASK_RANK = 'swpdn.';
const STANDING_RANK = 'diuosrn.';

/**
 * The rows in the order asked for. Rows that are alike keep the Danish order of their names, and rows without a value
 * stand last in either direction.
 * @param sorter one of ORDERS, a<id> for an agreement's column or o<id> for a task's; a leading minus turns it round
 * @returns null where the board has no such column
 */
export function sortRows(rows: PlacedRow[], board: Board, sorter: string): PlacedRow[] | null {
	const turned = sorter.startsWith('-');
	const key = keyOf(board, turned ? sorter.slice(1) : sorter);
	if (!key) return null;
	const keyed = rows.map((row) => ({ row, key: key(row) }));
	keyed.sort((a, b) => {
		if (a.key === b.key) return a.row.place - b.row.place;
		if (a.key === LAST || b.key === LAST) return a.key === LAST ? 1 : -1;
		return a.key < b.key === turned ? 1 : -1;
	});
	return keyed.map(({ row }) => row);
}

function keyOf(board: Board, name: string): ((row: PlacedRow) => string | number) | null {
	switch (name) {
		case 'navn':
			return (row) => row.place;
		case 'status':
			return (row) => WORST_STATES.indexOf(worstState(row));
		case 'forfaldne':
			return (row) => row.overdue;
		case 'snart':
			return (row) => row.due_soon;
		case 'mangler':
			return (row) => row.missing;
		case 'frist':
			return (row) => row.next?.on ?? LAST;
		case 'programleder': {
			// Danish order by rank, computed once: comparing by collator for each pair would cost more than the sort.
			const names = leaders(board).sort(new Intl.Collator('da').compare);
			const rank = new Map(names.map((leader, index) => [leader, index]));
			return (row) => (row.leader === null ? LAST : (rank.get(row.leader) ?? 0));
		}
		case 'aendret':
			return (row) => row.changed_on ?? LAST;
	}
	const id = Number(name.slice(1));
	if (name.startsWith('a')) {
		const cells = board.agreements.find((column) => column.id === id)?.cells;
		return cells === undefined ? null : (row) => STANDING_RANK.indexOf(cells[row.place] ?? OUTSIDE);
	}
	const cells = board.tasks.find((column) => column.id === id)?.cells;
	return cells === undefined ? null : (row) => TASK_RANK.indexOf(cells[row.place] ?? OUTSIDE);
}

function leaders(board: Board): string[] {
	return board.municipalities.flatMap(({ leader }) => (leader === null ? [] : [leader]));
}

// Under which heads

/** Rows under one head; `key` is a region's or a group's slug or OTHERS, and null where nothing is divided. */
export interface RowGroup {
	key: string | null;
	rows: PlacedRow[];
}

/**
 * The rows under heads: by region, in the order of `regions`; by a group and the rest; or all under none.
 * A head without rows is left out.
 */
export function groupRows(
	rows: PlacedRow[],
	board: Board,
	by: string | undefined,
	regions: { slug: string }[]
): RowGroup[] {
	if (by === undefined) return [{ key: null, rows }];
	const part = partOf(board, by);
	const keys = by === 'region' ? regions.map(({ slug }) => slug) : [by];
	return [...keys, OTHERS]
		.map((key) => ({ key, rows: rows.filter((row) => part(row) === key) }))
		.filter((group) => group.rows.length > 0);
}

// Which columns

/** Which open tasks stand in the matrix. */
export interface ColumnFilter {
	projekt?: string | undefined;
	kritisk?: boolean | undefined;
	tvaergaaende?: boolean | undefined;
	alle?: boolean | undefined;
	/** How many weeks ahead critical and cross-cutting tasks are looked for. */
	uger: number;
}

/** Every other task stands in the matrix when its due date is past or so many days away. */
export const NEAR_DAYS = 7;

/**
 * The columns of the task matrix, by due date: all of a project's, all critical, all cross-cutting or all there are
 * where that is asked for. Else what matters now, so that the matrix stays readable: critical and cross-cutting ones
 * due within the weeks given, and the rest due within NEAR_DAYS, past dates included.
 */
export function chooseTasks(board: Board, filter: ColumnFilter): TaskColumn[] {
	const until = addDays(board.today, 7 * filter.uger);
	const near = addDays(board.today, NEAR_DAYS);
	return board.tasks.filter((task) => {
		if (filter.projekt && task.project_slug !== filter.projekt) return false;
		if (filter.kritisk && !task.is_critical) return false;
		if (filter.tvaergaaende && !task.is_cross_cutting) return false;
		if (filter.projekt || filter.kritisk || filter.tvaergaaende || filter.alle) return true;
		return task.due_on <= (task.is_critical || task.is_cross_cutting ? until : near);
	});
}

/** A column's counts over some rows: `ready` of `applying`, and how many it does not apply to. */
export interface ColumnCounts {
	ready: number;
	missing: number;
	applying: number;
	not_applicable: number;
}

/** Counts the cells of some places; `ready` is signed or registered, or done. All of them add up to the audience. */
export function countColumn(cells: string, places: number[], readyLetters: string): ColumnCounts {
	const counts: ColumnCounts = { ready: 0, missing: 0, applying: 0, not_applicable: 0 };
	for (const place of places) {
		const letter = cells[place] ?? OUTSIDE;
		if (letter === OUTSIDE) continue;
		if (letter === 'n') counts.not_applicable++;
		else {
			counts.applying++;
			if (readyLetters.includes(letter)) counts.ready++;
			else counts.missing++;
		}
	}
	return counts;
}
export const READY_STANDINGS = STANDING_LETTERS.signed + STANDING_LETTERS.registered;
export const READY_TASKS: string = TASK_LETTERS.done;

/** A single thing behind a count: one municipality's copy or missing signature. */
export interface Item {
	name: string;
	slug: string;
	leader: string | null;
	/** The state's letter: TASK_LETTERS or STANDING_LETTERS, by the deadline's kind. */
	letter: string;
	of: Omit<Deadline, 'on'> & { on: Day | null };
}

/** What the sums of some rows count, one by one: copies overdue or due soon, or signatures missing. */
export function listItems(rows: PlacedRow[], board: Board, which: 'forfaldne' | 'snart' | 'mangler'): Item[] {
	const { today } = board;
	const columns =
		which === 'mangler'
			? board.agreements.map(({ id, short_title, project, deadline_on, cells }) => ({
					of: { kind: 'agreement' as const, id, title: short_title, project, on: deadline_on },
					counts: (letter: string) => standsSo(STANDING_OF.get(letter), 'mangler'),
					cells
				}))
			: board.tasks
					.filter(({ due_on }) =>
						(which === 'forfaldne' ? isOverdue : isDueSoon)({ due_on, state: 'not_started' }, today)
					)
					.map(({ id, title, project, due_on, cells }) => ({
						of: { kind: 'task' as const, id, title, project, on: due_on },
						counts: (letter: string) => answersSo(TASK_OF.get(letter), 'mangler'),
						cells
					}));
	return rows.flatMap(({ name, slug, leader, place }) =>
		columns.flatMap(({ of, counts, cells }) => {
			const letter = cells[place] ?? OUTSIDE;
			return counts(letter) ? [{ name, slug, leader, letter, of }] : [];
		})
	);
}
