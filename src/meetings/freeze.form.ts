import { z } from 'zod';
import * as field from '#ui/posted.form.ts';

/** Freezes the figures of a meeting: those of today, or of an earlier day. */
export const freezeForm = z.object({ tal_fra: field.optionalDay });

/** What the address of a meeting's changes may ask for: which version, and whether what was corrected since is shown. */
export const changesFilter = z.object({
	udgave: z
		.string()
		.regex(/^[1-9]\d{0,5}$/)
		.transform(Number)
		.optional(),
	vis: z.enum(['siden', 'rettelser']).default('siden')
});
