import { z } from 'zod';
import { id, optionalText, text } from '#ui/posted.form.ts';

/** One's own details; the names of the fields are those of the person's row. */
export const accountForm = z.object({
	version: id,
	name: text(120),
	title: optionalText(120),
	phone: optionalText(40)
});
