import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
	CONDITIONS,
	type DutyCounts,
	STATE_LOOK,
	sumCounts,
	WORST_STATES,
	worstState
} from './municipality.ts';

const few = fc.nat(5);
const counts = fc
	.record({ tasks: few, overdue: few, due_soon: few, missing: few, missing_late: few })
	.map(({ tasks, overdue, due_soon, missing, missing_late }): DutyCounts => ({
		asked: tasks + overdue + due_soon + missing + missing_late,
		overdue,
		due_soon,
		missing: missing + missing_late,
		missing_late
	}));

describe('the worst state', () => {
	test('is the first in the order of trouble that is true', () => {
		fc.assert(
			fc.property(counts, (row) => {
				const truths = {
					overdue: row.overdue > 0,
					missing_late: row.missing_late > 0,
					missing: row.missing > 0,
					due_soon: row.due_soon > 0,
					in_place: row.asked > 0,
					not_asked: true
				};
				expect(worstState(row)).toBe(WORST_STATES.find((state) => truths[state]));
			})
		);
	});

	test('never gets better when more is owed', () => {
		fc.assert(
			fc.property(counts, counts, (one, more) => {
				const rank = (row: DutyCounts) => WORST_STATES.indexOf(worstState(row));
				const owed = one.overdue + one.missing + one.due_soon > 0 || more.asked > 0;
				if (owed) expect(rank(sumCounts([one, more]))).toBeLessThanOrEqual(rank(one));
			})
		);
	});

	test('is not "in place" where nothing is asked: grey is unknown, never green', () => {
		expect(worstState({ asked: 0, overdue: 0, due_soon: 0, missing: 0, missing_late: 0 })).toBe('not_asked');
		expect(STATE_LOOK.not_asked.tone).toBe('none');
	});

	test('each state has a look that no other has', () => {
		const looks = WORST_STATES.map((state) => `${STATE_LOOK[state].tone} ${STATE_LOOK[state].shape}`);
		expect(new Set(looks).size).toBe(WORST_STATES.length);
	});
});

test('a municipality that is in place meets none of the conditions of trouble', () => {
	fc.assert(
		fc.property(counts, (row) => {
			if (!CONDITIONS['paa-plads'](row)) return;
			expect(CONDITIONS.forfaldne(row)).toBe(false);
			expect(CONDITIONS.mangler(row)).toBe(false);
			expect(CONDITIONS.snart(row)).toBe(false);
		})
	);
});
