import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '#language/dates.ts';
import { countOn, forecastSignatures } from './forecast.ts';

const today = '2023-11-23';
const deadline = '2023-12-31';

describe('the forecast of signatures', () => {
	it('spans the slowest and the fastest of the paces over two, four and six weeks', () => {
		const points = [
			{ day: '2023-10-12', count: 0 },
			{ day: '2023-10-26', count: 14 },
			{ day: '2023-11-09', count: 34 },
			{ day: '2023-11-23', count: 41 }
		];
		// 7 in two weeks, 27 in four, 41 in six; 38 days are left.
		expect(forecastSignatures(points, today, deadline, 98)).toEqual({ day: deadline, low: 60, high: 79 });
	});

	it('has nothing to say with less than two weeks of history, after the deadline, or when all are in', () => {
		expect(forecastSignatures([], today, deadline, 98)).toBeNull();
		expect(forecastSignatures([{ day: '2023-11-10', count: 5 }], today, deadline, 98)).toBeNull();
		expect(forecastSignatures([{ day: '2023-10-12', count: 41 }], today, today, 98)).toBeNull();
		expect(forecastSignatures([{ day: '2023-10-12', count: 41 }], deadline, today, 98)).toBeNull();
		expect(forecastSignatures([{ day: '2023-10-12', count: 98 }], today, deadline, 98)).toBeNull();
	});

	it('expects nobody to unsign', () => {
		const points = [
			{ day: '2023-10-01', count: 44 },
			{ day: '2023-11-20', count: 41 }
		];
		expect(forecastSignatures(points, today, deadline, 98)).toEqual({ day: deadline, low: 41, high: 41 });
	});

	it('lies between what there is and the total, whatever the history', () => {
		const anyPoints = fc.array(
			fc.record({
				day: fc.integer({ min: -200, max: 60 }).map((days) => addDays(today, days)),
				count: fc.nat(98)
			}),
			{ maxLength: 30 }
		);
		fc.assert(
			fc.property(anyPoints, fc.integer({ min: -10, max: 100 }), (points, days) => {
				const found = forecastSignatures(points, today, addDays(today, days), 98);
				if (!found) return;
				const now = countOn(
					points.filter((p) => p.day <= today).sort((a, b) => a.day.localeCompare(b.day)),
					today
				);
				expect(found.low).toBeGreaterThanOrEqual(now);
				expect(found.high).toBeGreaterThanOrEqual(found.low);
				expect(found.high).toBeLessThanOrEqual(98);
			})
		);
	});
});
