import { z } from 'zod';
import { isDay } from '#language/dates.ts';

/** What a person typed, field by field, as it goes back to them. */
export type Typed = Record<string, string | string[]>;
/** The fault of each faulty field: a key of formText.faults, with its number after a colon where it has one. */
export type Faults = Record<string, string>;

export type Posted<T> =
	{ ok: true; value: T; typed: Typed; formKey: string | null } | { ok: false; faults: Faults; typed: Typed };

/**
 * Reads a posted form by a zod object whose messages are keys of formText.faults. Fields it does not name are passed
 * over; a file where text is wanted counts as empty. What was typed comes back in any case, so that nothing is lost.
 */
export function readForm<S extends z.ZodType>(schema: S, form: FormData): Posted<z.output<S>> {
	// What comes in chooses the names: none of them is a word of the language here.
	const typed = Object.create(null) as Typed;
	for (const [name, entry] of form) {
		if (name === '__proto__') continue;
		const given = typeof entry === 'string' ? tidy(entry) : '';
		const before = typed[name];
		if (Array.isArray(before)) before.push(given);
		else typed[name] = before === undefined ? given : [before, given];
	}
	const read = schema.safeParse(typed, { reportInput: true });
	if (read.success) {
		const key = z.uuid().safeParse(typed['noegle']);
		return { ok: true, value: read.data, typed, formKey: key.success ? key.data : null };
	}
	const faults = Object.create(null) as Faults;
	for (const issue of read.error.issues) {
		const field = String(issue.path[0] ?? '');
		faults[field] ??=
			issue.code === 'too_big'
				? `too_long:${issue.maximum}${typeof issue.input === 'string' ? `:${issue.input.length}` : ''}`
				: issue.message;
	}
	return { ok: false, faults, typed };
}

const required = (most: number, clean: (given: string) => string) =>
	z
		.string('required')
		.transform((given) => clean(given).trim())
		.pipe(z.string().min(1, 'required').max(most));
const optional = (most: number, clean: (given: string) => string) =>
	z
		.string()
		.optional()
		.transform((given) => clean(given ?? '').trim())
		.pipe(z.string().max(most))
		.transform((given) => given || null);
const asTyped = (given: string) => given;

/** A text of one line that must be given, of at most so many characters; line breaks in it become spaces. */
export const text = (most: number) => required(most, oneLine);

/** A text of one line that may be left out: null then. */
export const optionalText = (most: number) => optional(most, oneLine);

/** A text of several lines, such as a note. */
export const multiline = (most: number) => required(most, asTyped);

/** A text of several lines that may be left out: null then. */
export const optionalMultiline = (most: number) => optional(most, asTyped);

/** A text with its line breaks, and the marks that some programs take for such, as spaces. */
export function oneLine(given: string): string {
	return given.replace(/\s*[\n\r\t\v\f\u0085\u2028\u2029]\s*/g, ' ');
}

/** A day as date fields send it, or as Danes write it: 2023-11-23, 23.11.2023. */
export const day = z
	.string('required')
	.transform(isoDay)
	.pipe(z.string().min(1, 'required').refine(isDay, 'bad_date'));

/** A day that may be left out: null then. */
export const optionalDay = z
	.string()
	.optional()
	.transform((given) => isoDay(given ?? ''))
	.pipe(z.string().refine((given) => given === '' || isDay(given), 'bad_date'))
	.transform((given) => given || null);

/** A clock time as time fields send it, or as Danes write it: 10:30, 10.30; null where it is left out. */
export const optionalTime = z
	.string()
	.optional()
	.transform((given) => (given ?? '').trim())
	.pipe(z.string().regex(/^(([01]?\d|2[0-3])[:.][0-5]\d(:[0-5]\d(\.\d+)?)?)?$/, 'bad_time'))
	.transform((given) =>
		given === '' ? null : given.slice(0, 5).replace('.', ':').replace(/:$/, '').padStart(5, '0')
	);

/**
 * The address of a page, or null. Only what a browser opens as a page: one of any other scheme (javascript:, data:) would
 * run in this one.
 */
export const optionalAddress = optionalText(2000).refine((given) => {
	if (given === null) return true;
	const url = URL.parse(given);
	return url !== null && /^https?:$/.test(url.protocol) && url.hostname.includes('.') && url.username === '';
}, 'bad_url');

/** The number of a row. */
export const id = z
	.string('required')
	.min(1, 'required')
	.regex(/^[1-9]\d{0,9}$/, 'bad_choice')
	.transform(Number)
	.refine((number) => number <= 2_147_483_647, 'bad_choice');

/** The number of a row, or nothing chosen: null then. */
export const optionalId = z
	.string()
	.optional()
	.transform((given) => given || undefined)
	.pipe(id.optional())
	.transform((given) => given ?? null);

/** One of the values of a list. */
export const choice = <const T extends readonly [string, ...string[]]>(values: T) =>
	z.enum(values, { error: ({ input }) => (input ? 'bad_choice' : 'required') });

/** Several values of a field that may stand in the form any number of times. */
export const many = <S extends z.ZodType>(each: S) =>
	z.preprocess((given) => (given === undefined ? [] : [given].flat()), z.array(each));

/** A checkbox: on or off. */
export const tick = z
	.string()
	.optional()
	.transform((given) => given !== undefined && given !== '');

/** A municipality's code. */
export const code = z.string('required').regex(/^\d{3}$/, 'bad_choice');

/**
 * Text as it may be kept: one kind of line break, composed letters, and none of the characters that cannot be seen and
 * only do harm: control characters (PostgreSQL keeps no null byte), those that turn the direction of what follows, and
 * those without a width, by which two texts look the same; the joiner inside an emoji stays.
 */
export function tidy(given: string): string {
	return given
		.replace(/\r\n?/g, '\n')
		.replace(
			/[\u0000-\u0008\u000b-\u001f\u007f\u200e\u200f\u200b\u200c\u2060\u202a-\u202e\u2066-\u2069\ufeff]/g,
			''
		)
		.replace(
			/(?<![\p{Extended_Pictographic}\p{Emoji_Modifier}\ufe0f])\u200d|\u200d(?!\p{Extended_Pictographic})/gu,
			''
		)
		.toWellFormed()
		.normalize('NFC');
}

function isoDay(given: string): string {
	const danish = /^(\d{1,2})[.\-/](\d{1,2})[.\-/](\d{4})$/.exec(given.trim());
	if (!danish) return given.trim();
	const [, dayOfMonth, month, year] = danish;
	return `${year}-${month!.padStart(2, '0')}-${dayOfMonth!.padStart(2, '0')}`;
}
