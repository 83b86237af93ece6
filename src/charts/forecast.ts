import { type Day, addDays, daysBetween } from '#language/dates.ts';

/** How many there were in all at the end of a day. Days between two points keep the count of the earlier one. */
export type Point = { day: Day; count: number };

/** The paces looked at, in days back from today. */
const LOOKS_BACK = [14, 28, 42];

/**
 * How many there will be by the deadline if the pace of late goes on: the slowest and the fastest of the paces over
 * the last two, four and six weeks, as far as the history reaches. A range, because signatures come in waves after
 * each reminder and a single number would pretend to know which wave comes next.
 * @param points cumulative counts, any order
 * @returns whole numbers between what there is and `total`; null with less than two weeks of history, on or after the
 * deadline, and when all are in already
 */
export function forecastSignatures(
	points: Point[],
	today: Day,
	deadline: Day,
	total: number
): { day: Day; low: number; high: number } | null {
	const past = points.filter((point) => point.day <= today).sort((a, b) => a.day.localeCompare(b.day));
	const first = past[0];
	const left = daysBetween(today, deadline);
	if (!first || left <= 0) return null;
	const now = countOn(past, today);
	if (now >= total) return null;
	const paces = LOOKS_BACK.filter((days) => addDays(today, -days) >= first.day).map(
		// Corrections can take a count down; nobody is expected to unsign.
		(days) => Math.max(0, now - countOn(past, addDays(today, -days))) / days
	);
	if (!paces.length) return null;
	const by = (pace: number) => Math.min(total, now + pace * left);
	// A sum of fractions may land a hair beside the whole number that it is.
	return {
		day: deadline,
		low: Math.floor(by(Math.min(...paces)) + 1e-9),
		high: Math.ceil(by(Math.max(...paces)) - 1e-9)
	};
}

/** The count at the end of a day; 0 before the first point. Points in the order of time. */
export function countOn(points: Point[], day: Day): number {
	return points.findLast((point) => point.day <= day)?.count ?? 0;
}
