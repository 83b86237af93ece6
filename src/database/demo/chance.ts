import { addDays, type Day, isoWeekday } from '#language/dates.ts';

// The demo world is the same on every machine and every day: whatever the source leaves open is drawn from the
// name of the thing itself, never from a clock or a random generator.

/** FNV-1a over the key, then mixed, so that keys which differ in their last letter only land far apart. */
function hash(key: string): number {
	let h = 0x811c9dc5;
	for (let at = 0; at < key.length; at++) h = Math.imul(h ^ key.charCodeAt(at), 0x01000193);
	h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
	h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
	return (h ^ (h >>> 16)) >>> 0;
}

/** A number from 0 up to, but not, 1: always the same for the same key. */
export function chance(key: string): number {
	return hash(key) / 2 ** 32;
}

/** One of a list that is not empty. */
export function pick<T>(key: string, list: readonly T[]): T {
	return list[Math.floor(chance(key) * list.length)] as T;
}

/** A whole number from low to high, both included. */
export function between(key: string, low: number, high: number): number {
	return low + Math.floor(chance(key) * (high - low + 1));
}

/** The list in an order drawn from the key; the list itself is left as it is. */
export function shuffled<T>(key: string, list: readonly T[], nameOf: (item: T) => string): T[] {
	return list
		.map((item) => ({ item, rank: chance(`${key}|${nameOf(item)}`) }))
		.sort((a, b) => a.rank - b.rank)
		.map(({ item }) => item);
}

/** The day itself, or the Friday before it when it falls in a weekend. */
export function workdayUpTo(day: Day): Day {
	return addDays(day, Math.min(0, 5 - isoWeekday(day)));
}

/** The day itself, or the Monday after it when it falls in a weekend. */
export function workdayFrom(day: Day): Day {
	return isoWeekday(day) > 5 ? addDays(day, 8 - isoWeekday(day)) : day;
}

export function earlier(a: Day, b: Day): Day {
	return a < b ? a : b;
}

export function later(a: Day, b: Day): Day {
	return a > b ? a : b;
}
