import { z } from 'zod';
import { id, optionalText, text } from '#ui/posted.form.ts';

/** The key of a provider that one is to be unbound from. */
export const unbindForm = z.object({
	udbyder: z.string('required').regex(/^[a-z0-9-]{1,40}$/, 'bad_choice')
});

/** One's own details; the names of the fields are those of the person's row. */
export const accountForm = z.object({
	version: id,
	name: text(120),
	title: optionalText(120),
	phone: optionalText(40)
});
