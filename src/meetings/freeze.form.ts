import { z } from 'zod';
import * as field from '#ui/posted.form.ts';

/** Freezes the figures of a meeting: those of today, or of an earlier day. */
export const freezeForm = z.object({ tal_fra: field.optionalDay });

const udgave = z
	.string()
	.regex(/^[1-9]\d{0,5}$/)
	.transform(Number)
	.optional();

/** What the address of a meeting's changes may ask for: which version, and whether what was corrected since is shown. */
export const changesFilter = z.object({
	udgave,
	vis: z.enum(['siden', 'rettelser']).default('siden')
});

/** What the address of a presentation may ask for: which version, and as what it begins where scripts run. */
export const slidesFilter = z.object({
	udgave,
	visning: z.enum(['dokument', 'fuld', 'oplaeg', 'oversigt', 'publikum']).default('dokument')
});
