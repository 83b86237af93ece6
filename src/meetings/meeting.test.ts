import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
	itemsLeftOpen,
	mailboxesIn,
	moveItem,
	nextMeetingOn,
	numberAgenda,
	pollFault,
	presentersOf,
	readMeetingId,
	sharesOf
} from './meeting.ts';

test('numbers come from the order, whatever label the source gives', () => {
	const agenda = numberAgenda([
		{ id: 11, parent_id: null, label_said: null },
		{ id: 12, parent_id: null, label_said: 'EMNE 2' },
		{ id: 13, parent_id: null, label_said: 'EMNE 2' },
		{ id: 14, parent_id: 13, label_said: null },
		{ id: 15, parent_id: 13, label_said: null }
	]);
	expect(agenda.map((item) => item.number)).toEqual(['1', '2', '3']);
	expect(agenda[2]?.below.map((item) => item.number)).toEqual(['3.1', '3.2']);
});

test('every address in a mailbox line gets its own link', () => {
	expect(mailboxesIn('SPR@kombit.dk, EWA@kombit.dk')).toEqual(['SPR@kombit.dk', 'EWA@kombit.dk']);
	expect(mailboxesIn('står ikke i kilden')).toEqual([]);
});

test('an id that no meeting can have is none', () => {
	expect(['1', '2147483647'].map(readMeetingId)).toEqual([1, 2147483647]);
	expect(['0', '01', '-1', '1.5', 'x', '2147483648', '99999999999'].map(readMeetingId)).toEqual(
		Array(7).fill(null)
	);
});

describe('moving a topic', () => {
	// 1, 2 (2.1, 2.2), 3
	const items = [
		{ id: 1, parent_id: null },
		{ id: 2, parent_id: null },
		{ id: 21, parent_id: 2 },
		{ id: 22, parent_id: 2 },
		{ id: 3, parent_id: null }
	];
	const after = (...args: [number, Parameters<typeof moveItem>[2]]) => {
		const moved = moveItem(items, ...args);
		return moved && numberAgenda(moved).map(({ id, below }) => [id, ...below.map((one) => one.id)]);
	};

	test('takes what stands under it along, and stops at the ends', () => {
		expect(after(2, 'up')).toEqual([[2, 21, 22], [1], [3]]);
		expect(after(22, 'up')).toEqual([[1], [2, 22, 21], [3]]);
		expect(after(1, 'up')).toBeNull();
		expect(after(3, 'down')).toBeNull();
		expect(after(22, 'down')).toBeNull();
	});

	test('goes in under the one before it and out again, never deeper than two levels', () => {
		expect(after(3, 'in')).toEqual([[1], [2, 21, 22, 3]]);
		expect(after(21, 'out')).toEqual([[1], [2, 22], [21], [3]]);
		expect(after(2, 'in')).toBeNull();
		expect(after(1, 'in')).toBeNull();
		expect(after(21, 'in')).toBeNull();
		expect(after(1, 'out')).toBeNull();
	});

	test('goes to the place it is given, under a topic or not', () => {
		expect(after(3, { parent_id: 0, place: 1 })).toEqual([[3], [1], [2, 21, 22]]);
		expect(after(3, { parent_id: 2, place: 2 })).toEqual([[1], [2, 21, 3, 22]]);
		expect(after(21, { parent_id: 0, place: 4 })).toEqual([[1], [2, 22], [3], [21]]);
		expect(after(2, { parent_id: 3, place: 1 })).toBeNull();
		expect(after(1, { parent_id: 1, place: 1 })).toBeNull();
		expect(after(1, { parent_id: 99, place: 1 })).toBeNull();
		expect(after(1, { parent_id: 0, place: 99 })).toBeNull();
		expect(after(99, 'up')).toBeNull();
	});

	test('loses nothing and doubles nothing, whatever is moved where', () => {
		const move = fc.oneof(
			fc.constantFrom('up' as const, 'down' as const, 'in' as const, 'out' as const),
			fc.record({ parent_id: fc.constantFrom(0, 1, 2, 21, 3, 7), place: fc.integer({ min: -1, max: 7 }) })
		);
		fc.assert(
			fc.property(fc.array(fc.tuple(fc.constantFrom(1, 2, 21, 22, 3), move)), (moves) => {
				let now = items;
				for (const [id, to] of moves) now = moveItem(now, id, to) ?? now;
				expect(now.map(({ id }) => id).toSorted()).toEqual([1, 2, 21, 22, 3]);
				const tops = now.filter(({ parent_id }) => parent_id === null).map(({ id }) => id);
				expect(now.every(({ parent_id }) => parent_id === null || tops.includes(parent_id))).toBe(true);
			})
		);
	});

	test('a thousand topics are moved at once', () => {
		const many = Array.from({ length: 1000 }, (_, i) => ({ id: i + 1, parent_id: null }));
		expect(moveItem(many, 1000, { parent_id: 0, place: 1 })![0]).toMatchObject({ id: 1000, position: 1 });
	});
});

test('the next meeting starts with what was left open, and with what stood under it', () => {
	const open = itemsLeftOpen([
		{ id: 1, parent_id: null, left_open: false },
		{ id: 2, parent_id: null, left_open: true },
		{ id: 21, parent_id: 2, left_open: false },
		{ id: 3, parent_id: null, left_open: false },
		{ id: 31, parent_id: 3, left_open: false },
		{ id: 32, parent_id: 3, left_open: true }
	]);
	expect(open.map(({ item, below }) => [item.id, ...below.map(({ id }) => id)])).toEqual([[2, 21], [32]]);
});

test('the next meeting is on the same weekday of the next month', () => {
	expect(nextMeetingOn('2023-11-23')).toBe('2023-12-28');
	expect(nextMeetingOn('2023-12-14')).toBe('2024-01-11');
	// There is no fifth Thursday in December: the fourth.
	expect(nextMeetingOn('2023-11-30')).toBe('2023-12-28');
});

test('each of several presenters gets a mailbox', () => {
	expect(presentersOf({ presenter: 'Sara Rasmussen og Ewa Starup', mailbox: 'FSIII@kombit.dk' })).toEqual([
		{ name: 'Sara Rasmussen', mailbox: 'FSIII@kombit.dk' },
		{ name: 'Ewa Starup', mailbox: 'FSIII@kombit.dk' }
	]);
	expect(presentersOf({ presenter: 'A, B', mailbox: 'a@kombit.dk, b@kombit.dk' })).toEqual([
		{ name: 'A', mailbox: 'a@kombit.dk' },
		{ name: 'B', mailbox: 'b@kombit.dk' }
	]);
	expect(presentersOf({ presenter: null, mailbox: null })).toEqual([]);
});

test('the shares of a poll add up as published ones do', () => {
	expect(pollFault('percent', [0, 5, 54, 26, 14])).toBeNull();
	expect(pollFault('percent', [0, 5, 54, 26, 24])).toBe('sum');
	expect(pollFault('percent', [50, 5])).toBe('sum');
	expect(pollFault('votes', [3, 0, 1])).toBeNull();
	expect(pollFault('votes', [0, 0])).toBe('nothing_chosen');
	expect(sharesOf([1, 1, 1])).toEqual([33, 33, 33]);
	expect(sharesOf([0, 3])).toEqual([0, 100]);
});
