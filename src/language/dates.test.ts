import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { sameTimeOn } from './clock.server.ts';
import {
	addDays,
	age,
	dateTime,
	dayName,
	dayOf,
	daysBetween,
	distance,
	isDay,
	isoWeek,
	isoWeekday,
	longDate,
	shortDate,
	weekKey,
	weekSpan
} from './dates.ts';

const anyDay = fc
	.integer({ min: 0, max: 60_000 })
	.map((days) => Temporal.PlainDate.from('1970-01-01').add({ days }).toString());

describe('days', () => {
	it('agrees with Temporal on weeks, weekdays, sums and differences', () => {
		fc.assert(
			fc.property(anyDay, anyDay, fc.integer({ min: -5000, max: 5000 }), (day, other, days) => {
				const date = Temporal.PlainDate.from(day);
				expect(isoWeek(day)).toEqual({ year: date.yearOfWeek, week: date.weekOfYear });
				expect(isoWeekday(day)).toBe(date.dayOfWeek);
				expect(addDays(day, days)).toBe(date.add({ days }).toString());
				expect(daysBetween(day, other)).toBe(date.until(other).days);
				const span = weekSpan(weekKey(day));
				expect(span && span.from <= day && day <= span.until && isoWeekday(span.from) === 1).toBe(true);
			}),
			{ numRuns: 2000 }
		);
	});

	it('knows which days and weeks exist', () => {
		expect(isDay('2023-11-23')).toBe(true);
		expect(isDay('2024-02-29')).toBe(true);
		for (const bad of [
			'2023-02-29',
			'2023-02-30',
			'2023-13-01',
			'23.11.2023',
			'2023-1-1',
			'',
			'2023-11-23T00:00'
		])
			expect(isDay(bad), bad).toBe(false);
		expect(weekSpan('2024-W01')).toEqual({ from: '2024-01-01', until: '2024-01-07' });
		expect(weekSpan('2020-W53')).toEqual({ from: '2020-12-28', until: '2021-01-03' });
		for (const bad of ['2023-W53', '2023-W00', '2023-47', 'W47', '2023-W99'])
			expect(weekSpan(bad), bad).toBeNull();
	});

	it('takes the day in Copenhagen, also around midnight, summer time and new year', () => {
		expect(dayOf(new Date('2023-12-31T22:59:59Z'))).toBe('2023-12-31');
		expect(dayOf(new Date('2023-12-31T23:00:00Z'))).toBe('2024-01-01');
		expect(dayOf(new Date('2023-07-01T21:59:00Z'))).toBe('2023-07-01');
		expect(dayOf(new Date('2023-07-01T22:00:00Z'))).toBe('2023-07-02');
		expect(sameTimeOn('2023-11-23', new Date('2026-07-01T12:00:00Z')).toISOString()).toBe(
			'2023-11-23T13:00:00.000Z'
		);
		expect(dateTime(new Date('2023-11-16T14:12:00Z'), 'da')).toBe('16.11.2023 kl. 15.12');
	});

	it('writes dates as the reader does', () => {
		expect(shortDate('2023-11-03', 'da')).toBe('03.11.2023');
		expect(longDate('2023-11-23', 'da')).toBe('torsdag den 23. november 2023');
		expect(dayName('2023-11-28', 'da', '2023-11-23')).toBe('28. nov.');
		expect(dayName('2024-01-05', 'da', '2023-11-23')).toBe('5. jan. 2024');
		expect(distance('2023-11-24', '2023-11-23', 'da')).toBe('i morgen');
		expect(distance('2023-11-28', '2023-11-23', 'da')).toBe('om 5 dage');
		expect(distance('2024-04-01', '2023-11-23', 'da')).toBe('om 18 uger');
		expect(distance('2021-11-26', '2023-11-23', 'da')).toBe('for 1 år siden');
		expect(age('2023-11-23', '2023-11-23', 'da')).toBe('i dag');
		expect(age('2023-11-22', '2023-11-23', 'da')).toBe('1 dag');
	});
});
