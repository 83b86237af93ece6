import { z } from 'zod';
import * as field from '#ui/posted.form.ts';
import type { LogoFault } from './logo.ts';
import { isFontName, isReadable, readAccent } from './look.ts';

const accent = field.text(40).transform((given, context) => {
	const read = readAccent(given);
	if (read !== null && isReadable(read)) return read;
	context.addIssue({ code: 'custom', message: read === null ? 'bad_colour' : 'too_light' });
	return z.NEVER;
});

/**
 * Who presents.
 * @param fault why the file that came along cannot be the logo; null where it can, or where none came
 */
export const organisationForm = (fault: LogoFault | null) =>
	z.object({
		version: z
			.string('required')
			.regex(/^\d{1,9}$/, 'bad_choice')
			.transform(Number),
		name: field.text(80),
		accent,
		font: field.optionalText(100).refine((given) => given === null || isFontName(given), 'bad_font'),
		logo: z
			.string()
			.optional()
			.transform((given) => given || null)
			.pipe(
				z
					.string()
					.regex(/^[0-9a-f]{64}$/, 'bad_choice')
					.nullable()
			)
			.refine(() => fault === null, fault ?? '')
	});
