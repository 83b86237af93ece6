import { describe, expect, test } from 'vitest';
import {
	type Board,
	chooseTasks,
	countColumn,
	countConditions,
	filterRows,
	groupRows,
	listItems,
	OTHERS,
	READY_STANDINGS,
	READY_TASKS,
	readRows,
	sortRows
} from './board.ts';
import { worstState } from './municipality.ts';

const municipality = (code: string, name: string, more: Partial<Board['municipalities'][number]> = {}) => ({
	code,
	name,
	slug: name.toLowerCase(),
	search_text: name.toLowerCase(),
	region: 'midtjylland',
	leader: null,
	leader_count: 0,
	changed_on: null,
	...more
});

// Three municipalities in Danish order; a letter each in every column.
const board: Board = {
	today: '2023-11-23',
	municipalities: [
		municipality('657', 'Herning', { leader: 'Åse', leader_count: 2, changed_on: '2023-11-20' }),
		municipality('482', 'Langeland', { region: 'syddanmark', leader: 'Anna', leader_count: 1 }),
		municipality('461', 'Odense', { region: 'syddanmark' })
	],
	agreements: [
		column({ id: 1, short_title: 'Gateway tilslutning', deadline_on: '2023-12-15', cells: 'us.' }),
		column({ id: 2, short_title: 'SAPA DBA', deadline_on: '2023-11-20', cells: 'son' }),
		column({ id: 3, short_title: 'KY DBA', deadline_on: null, cells: 'rdi' })
	],
	tasks: [
		task({ id: 10, due_on: '2023-11-22', cells: 'dpn' }),
		task({ id: 11, due_on: '2023-11-23', cells: 'sd.' }),
		task({ id: 12, due_on: '2023-12-07', is_critical: true, cells: 'wsd' }),
		task({ id: 13, due_on: '2023-12-08', cells: 'sss' }),
		task({ id: 14, due_on: '2024-03-01', is_cross_cutting: true, project_slug: 'dubu', cells: 'ddd' })
	],
	groups: [{ slug: 'pilot', members: ['461', '657'] }]
};

function column(given: Partial<Board['agreements'][number]>): Board['agreements'][number] {
	const kind = 'accession' as const;
	return { id: 1, short_title: '', kind, project: 'P', label: 'v1', deadline_on: null, cells: '', ...given };
}
function task(given: Partial<Board['tasks'][number]>): Board['tasks'][number] {
	return {
		id: 1,
		title: `Opgave ${given.id}`,
		project: 'P',
		project_slug: 'p',
		due_on: '2023-12-01',
		is_critical: false,
		is_cross_cutting: false,
		cells: '',
		...given
	};
}

const rows = readRows(board);
const names = (some: { name: string }[] | null) => some?.map(({ name }) => name);

describe('a status row', () => {
	test('counts by the rules of tasks and agreements', () => {
		expect(
			rows.map(({ asked, overdue, due_soon, missing, missing_late }) => [
				asked,
				overdue,
				due_soon,
				missing,
				missing_late
			])
		).toEqual([
			[8, 0, 2, 1, 0],
			[8, 1, 1, 2, 1],
			[6, 0, 0, 1, 0]
		]);
		expect(rows.map(worstState)).toEqual(['missing', 'overdue', 'missing']);
	});

	test('names the earliest deadline ahead, also that of an agreement', () => {
		expect(rows.map(({ next }) => [next?.kind, next?.id, next?.on])).toEqual([
			['task', 11, '2023-11-23'],
			['task', 12, '2023-12-07'],
			['task', 13, '2023-12-08']
		]);
		const without = readRows({ ...board, tasks: [] });
		expect(without.map(({ next }) => next?.id)).toEqual([1, undefined, undefined]);
	});
});

describe('filters', () => {
	test('region, group, text and condition narrow together', () => {
		expect(names(filterRows(rows, board, { region: 'syddanmark' }))).toEqual(['Langeland', 'Odense']);
		expect(names(filterRows(rows, board, { gruppe: 'pilot', region: 'syddanmark' }))).toEqual(['Odense']);
		expect(names(filterRows(rows, board, { tilstand: 'forfaldne' }))).toEqual(['Langeland']);
		expect(names(filterRows(rows, board, { tilstand: 'uden-programleder' }))).toEqual(['Odense']);
		expect(names(filterRows(rows, board, { q: 'LANGE' }))).toEqual(['Langeland']);
		expect(filterRows(rows, board, { q: '!?' })).toEqual([]);
	});

	test('an agreement asks for those that lack it, a status for those that stand so', () => {
		expect(names(filterRows(rows, board, { aftale: 1 }))).toEqual(['Herning']);
		expect(names(filterRows(rows, board, { aftale: 2, status: 'aeldre' }))).toEqual(['Langeland']);
		expect(names(filterRows(rows, board, { aftale: 3, status: 'paa-plads' }))).toEqual(['Herning']);
		expect(names(filterRows(rows, board, { opgave: 10 }))).toEqual(['Langeland']);
		expect(names(filterRows(rows, board, { opgave: 10, svar: 'ikke-relevant' }))).toEqual(['Odense']);
	});

	test('a chip counts the rows that it leaves', () => {
		const filter = { region: 'syddanmark' };
		const counts = countConditions(rows, board, filter);
		for (const [tilstand, count] of Object.entries(counts))
			expect(filterRows(rows, board, { ...filter, tilstand: tilstand as never })).toHaveLength(count);
	});
});

test('groups take every row once', () => {
	const regions = [{ slug: 'midtjylland' }, { slug: 'syddanmark' }];
	expect(groupRows(rows, board, 'region', regions).map(({ key, rows }) => [key, rows.length])).toEqual([
		['midtjylland', 1],
		['syddanmark', 2]
	]);
	expect(groupRows(rows, board, 'pilot', regions).map(({ key, rows }) => [key, names(rows)])).toEqual([
		['pilot', ['Herning', 'Odense']],
		[OTHERS, ['Langeland']]
	]);
	expect(names(filterRows(rows, board, { opdel: 'pilot', del: OTHERS }))).toEqual(['Langeland']);
});

describe('sorting', () => {
	test('keeps the order of names among equals, in both directions', () => {
		expect(names(sortRows(rows, board, 'mangler'))).toEqual(['Herning', 'Odense', 'Langeland']);
		expect(names(sortRows(rows, board, '-mangler'))).toEqual(['Langeland', 'Herning', 'Odense']);
		expect(names(sortRows(rows, board, '-navn'))).toEqual(['Odense', 'Langeland', 'Herning']);
	});

	test('puts rows without a value last, in both directions, and Å last in Danish', () => {
		expect(names(sortRows(rows, board, 'programleder'))).toEqual(['Langeland', 'Herning', 'Odense']);
		expect(names(sortRows(rows, board, '-programleder'))).toEqual(['Herning', 'Langeland', 'Odense']);
		expect(names(sortRows(rows, board, 'aendret'))?.[0]).toBe('Herning');
	});

	test('by a column puts what calls for action first', () => {
		expect(names(sortRows(rows, board, 'a2'))).toEqual(['Langeland', 'Herning', 'Odense']);
		expect(names(sortRows(rows, board, 'o12'))).toEqual(['Langeland', 'Herning', 'Odense']);
		expect(sortRows(rows, board, 'a99')).toBeNull();
		expect(sortRows(rows, board, 'o1')).toBeNull();
	});
});

test('a column adds up to its audience', () => {
	const places = [0, 1, 2];
	expect(countColumn('us.', places, READY_STANDINGS)).toEqual({
		ready: 1,
		missing: 1,
		applying: 2,
		not_applicable: 0
	});
	expect(countColumn('son', places, READY_STANDINGS)).toEqual({
		ready: 1,
		missing: 1,
		applying: 2,
		not_applicable: 1
	});
	expect(countColumn('dpn', places, READY_TASKS)).toEqual({
		ready: 1,
		missing: 1,
		applying: 2,
		not_applicable: 1
	});
});

test('the task matrix shows what matters now, and all where that is asked for', () => {
	const ids = (filter: Parameters<typeof chooseTasks>[1]) => chooseTasks(board, filter).map(({ id }) => id);
	expect(ids({ uger: 4 })).toEqual([10, 11, 12]);
	expect(ids({ uger: 1 })).toEqual([10, 11]);
	expect(ids({ uger: 4, kritisk: true })).toEqual([12]);
	expect(ids({ uger: 4, projekt: 'dubu' })).toEqual([14]);
	expect(ids({ uger: 4, alle: true })).toEqual([10, 11, 12, 13, 14]);
});

test('a list has as many rows as its sum says', () => {
	const sum = (key: 'overdue' | 'due_soon' | 'missing') => rows.reduce((all, row) => all + row[key], 0);
	expect(listItems(rows, board, 'forfaldne')).toHaveLength(sum('overdue'));
	expect(listItems(rows, board, 'snart')).toHaveLength(sum('due_soon'));
	expect(listItems(rows, board, 'mangler')).toHaveLength(sum('missing'));
});
