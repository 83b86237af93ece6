import { z } from 'zod';

/** More than so many rows are shown for a second look before any of them is changed. */
export const PREVIEW_ABOVE = 10;
/** So many rows are changed in one go at most. */
export const MOST_ROWS = 2_000;

/** A row as it stands and as it will stand, or stands since. */
export interface Change {
	key: string;
	name: string;
	from: string;
	to: string;
}

/** Why a row is left as it is. */
export type WhyLeft = 'changed' | 'same' | 'outside' | 'not_allowed' | 'closed' | 'too_early';

export interface Left {
	key: string;
	name: string;
	why: WhyLeft;
}

/** What a change of many rows does, or did: to which, and which it leaves, with the reason. */
export interface Outcome {
	changes: Change[];
	left: Left[];
}

/** The rows ticked, as `key:version` each; at least one, each once. */
export function chosenRows<T>(each: z.ZodType<T>) {
	return z
		.preprocess(
			(given) => [...new Set(given === undefined ? [] : [given].flat())],
			z.array(each).min(1, 'nothing_chosen')
		)
		.refine((rows) => rows.length <= MOST_ROWS, 'bad_choice');
}

/** The number of a row's version, within what PostgreSQL counts. */
export function rowNumber(text: string | undefined): number | null {
	const number = /^[1-9]\d{0,9}$/.test(text ?? '') ? Number(text) : NaN;
	return number <= 2_147_483_647 ? number : null;
}
