import { z } from 'zod';
import { LONGEST_SEARCH } from '#ui/filter.ts';
import { choice, code, day, id, many, optionalText, text, tick } from '#ui/posted.form.ts';
import { HANDED, KINDS, PERSON_STATE_SLUGS } from './person.ts';

const slug = z.string().regex(/^[a-z0-9-]{1,80}$/);

/** What the address of /personer may ask for. */
export const peopleFilter = z.object({
	q: z
		.string()
		.max(LONGEST_SEARCH)
		.refine((text) => !text.includes('\0'))
		.optional(),
	kommune: slug.optional(),
	adgang: z.enum(KINDS).optional(),
	tilstand: z.enum(Object.values(PERSON_STATE_SLUGS) as [string, ...string[]]).optional() as z.ZodOptional<
		z.ZodType<(typeof PERSON_STATE_SLUGS)[keyof typeof PERSON_STATE_SLUGS]>
	>,
	side: z
		.string()
		.regex(/^[1-9]\d{0,3}$/)
		.transform(Number)
		.default(1)
});
export type PeopleFilter = z.infer<typeof peopleFilter>;

const mail = z
	.string('required')
	.transform((given) => given.trim())
	.pipe(z.string().min(1, 'required').max(254).pipe(z.email('bad_email')));

/** Somebody's details; `email` comes only where it may be changed. */
export const detailsForm = z.object({
	version: id,
	name: text(120),
	title: optionalText(120),
	phone: optionalText(40),
	email: mail.optional()
});

/** Where access is given: a municipality's code, or KOMBIT. */
const place = z
	.union([code, z.literal('kombit')], 'bad_choice')
	.transform((given) => (given === 'kombit' ? null : given));

export const grantForm = z.object({ kind: choice(KINDS), place });
export const changeAccessForm = z.object({ access_id: id, version: id, kind: choice(KINDS), oneself: tick });
export const revokeForm = z.object({ access_id: id, version: id, oneself: tick });
export const inviteAgainForm = z.object({ access_id: id });
export const deactivateForm = z.object({ oneself: tick });
export const leavingForm = z.object({ version: id, left_on: day, leave_open: tick, oneself: tick });
export const comeBackForm = z.object({});

export const handOverForm = z.object({
	til: id,
	sted: place,
	kinds: many(z.enum(HANDED, 'bad_choice')).refine((given) => given.length > 0, 'nothing_chosen')
});
/** What the address of a hand-over may ask for. */
export const handOverFilter = z.object({
	sted: z
		.union([z.string().regex(/^\d{3}$/), z.literal('kombit')])
		.optional()
		.transform((given) => (given === 'kombit' ? null : given))
});

/** A pasted list of people, with what holds where a line does not say. */
export const invitationForm = z.object({
	liste: z
		.string('required')
		.refine((given) => given.trim() !== '', 'required')
		.pipe(z.string().max(100_000)),
	kind: z
		.enum(KINDS)
		.or(z.literal(''))
		.optional()
		.transform((given) => given || null),
	place: place.optional().or(z.literal('').transform(() => undefined))
});
