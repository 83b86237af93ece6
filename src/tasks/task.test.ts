import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays } from '#language/dates.ts';
import { copyFilter, narrows, readTaskId, taskFilter, unknownIn, unknownPlaces } from './task.form.ts';
import { tilesOf } from './map.ts';
import {
	applying,
	isDueSoon,
	isOpen,
	isOverdue,
	STANDING_LOOK,
	standingOf,
	STATE_SLUGS,
	stateOf,
	TASK_STATES,
	tallyOf
} from './task.ts';
import { taskText } from './task.text.ts';

const today = '2023-11-23';
const copy = {
	state: 'not_started',
	published_on: '2023-11-01',
	due_on: '2023-11-22',
	closed_on: null
} as const;

describe('an overdue copy', () => {
	test('is past its due date with work outstanding', () => {
		expect(isOverdue(copy, today)).toBe(true);
		expect(isOverdue({ ...copy, state: 'waiting' }, today)).toBe(true);
		expect(isOverdue({ ...copy, due_on: today }, today)).toBe(false);
	});
	test('is never done, not relevant, or part of a closed task', () => {
		expect(isOverdue({ ...copy, state: 'done' }, today)).toBe(false);
		expect(isOverdue({ ...copy, state: 'not_applicable' }, today)).toBe(false);
		expect(isOverdue({ ...copy, closed_on: '2023-11-23' }, today)).toBe(false);
		expect(isOverdue({ ...copy, closed_on: '2023-11-24' }, today)).toBe(true);
	});
	test('speaks before its state', () => {
		expect(standingOf(copy, today)).toBe('overdue');
		expect(standingOf({ ...copy, due_on: today }, today)).toBe('not_started');
	});
});

test('a copy is due soon from today up to and including the fourteenth day', () => {
	expect(isDueSoon({ ...copy, due_on: today }, today)).toBe(true);
	expect(isDueSoon({ ...copy, due_on: addDays(today, 14) }, today)).toBe(true);
	expect(isDueSoon({ ...copy, due_on: addDays(today, 15) }, today)).toBe(false);
	expect(isDueSoon(copy, today)).toBe(false);
});

test('a task opens on the day it is published and is closed from the day it closes', () => {
	expect(isOpen({ published_on: today }, today)).toBe(true);
	expect(isOpen({ published_on: addDays(today, 1) }, today)).toBe(false);
	expect(isOpen({ published_on: '2023-01-01', closed_on: today }, today)).toBe(false);
});

test('the states add up to the audience, whatever the copies', () => {
	fc.assert(
		fc.property(
			fc.array(fc.constantFrom(...TASK_STATES, null).map((state) => ({ state }))),
			fc.integer({ min: -40, max: 40 }),
			(copies, days) => {
				const tally = tallyOf({ due_on: addDays(today, days) }, copies, today);
				const sum = Object.values(tally.states).reduce((total, count) => total + count);
				expect(sum).toBe(tally.audience_size);
				expect(sum).toBe(copies.filter(({ state }) => state !== null).length);
				expect(tally.done + tally.outstanding).toBe(applying(tally));
				expect(tally.overdue).toBe(days < 0 ? tally.outstanding : 0);
			}
		)
	);
});

test('the map’s legend counts every municipality once', () => {
	const words = taskText.da;
	for (const due_on of ['2023-11-10', '2023-12-10']) {
		const task = { id: 1, due_on, closed_on: null };
		const places = [...TASK_STATES, 'waiting' as const, null].map((state, at) => ({
			code: String(at),
			name: `Kommune ${at}`,
			slug: `k${at}`,
			tile_col: at,
			tile_row: 0,
			tile_label: 'K',
			state
		}));
		const { tiles, legend } = tilesOf(task, places, tallyOf(task, places, today), today, words);
		expect(tiles).toHaveLength(places.length);
		expect(legend.reduce((sum, { count }) => sum + count, 0)).toBe(places.length);
		for (const { word, count } of legend)
			expect(tiles.filter((tile) => tile.word === word)).toHaveLength(count);
	}
});

test('each standing has a shape of its own, so that colour is never needed', () => {
	const shapes = Object.values(STANDING_LOOK).map(({ shape }) => shape);
	expect(new Set(shapes).size).toBe(shapes.length);
});

describe('addresses', () => {
	test('name a state by its Danish word, there and back', () => {
		for (const state of TASK_STATES) expect(stateOf(STATE_SLUGS[state])).toBe(state);
	});
	test.each([
		{ tilstand: 'glemt' },
		{ uge: '2023-48' },
		{ uge: '2023-W60' },
		{ kritisk: 'ja' },
		{ projekt: "'; drop table task" },
		{ sorter: '--frist' },
		{ q: 'x'.repeat(121) },
		{ aar: '23' },
		{ vores: 'aabne' }
	])('with nonsense are refused: %o', (given) => {
		expect(taskFilter.safeParse(given).success).toBe(false);
	});
	test.each([{ tilstand: 'lukkede' }, { trin: '0' }, { trin: 'to' }, { sorter: 'frist' }, { region: 'Ø' }])(
		'of a task with nonsense are refused: %o',
		(given) => {
			expect(copyFilter.safeParse(given).success).toBe(false);
		}
	);
	test('that name what is not there say which parameter is wrong', () => {
		const there = { projects: [{ slug: 'dubu' }], roles: [{ slug: 'programleder' }], municipality: null };
		const read = (given: Record<string, string>) => unknownIn(taskFilter.parse(given), there);
		expect(read({ projekt: 'dubu', rolle: 'programleder' })).toEqual([]);
		expect(read({ projekt: 'ukendt', rolle: 'konge' })).toEqual(['projekt', 'rolle']);
		expect(read({ kommune: 'christiansoe', vores: 'mangler' })).toEqual(['kommune']);
		expect(read({ vores: 'mangler' })).toEqual(['vores']);
		const places = { regions: [{ slug: 'sjaelland' }], groups: [] };
		expect(
			unknownPlaces(copyFilter.parse({ region: 'skaane', gruppe: 'x', trin: '3' }), places, [{ position: 1 }])
		).toEqual(['region', 'gruppe', 'trin']);
	});
	test('narrow the list by everything but the state and the looks', () => {
		expect(
			narrows(taskFilter.parse({ tilstand: 'snart', sorter: '-frist', vis: 'samlet', kommune: 'herning' }))
		).toBe(false);
		expect(narrows(taskFilter.parse({ uge: '2023-W48' }))).toBe(true);
	});
	test('hold an id in digits that a task can have', () => {
		expect(readTaskId('17')).toBe(17);
		for (const wrong of ['0', '017', '-1', '1e3', '2147483648', '99999999999', 'sytten', ''])
			expect(readTaskId(wrong)).toBeNull();
	});
});
