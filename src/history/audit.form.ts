import { z } from 'zod';
import { isDay } from '#language/dates.ts';
import { readCursor } from './change.ts';
import { RECORDED } from './audit.ts';

const day = z.string().refine(isDay);

/** The filters of /historik and its export. */
export const auditFilter = z.object({
	person: z.coerce.number().int().positive().max(2_147_483_647).optional(),
	kommune: z
		.string()
		.regex(/^[a-z0-9-]{1,80}$/)
		.optional(),
	hvad: z.enum(RECORDED).optional(),
	fra: day.optional(),
	til: day.optional(),
	handling: z.uuid().optional(),
	efter: z
		.string()
		.regex(/^\d{1,18}$/)
		.optional()
});
export type AuditFilter = z.infer<typeof auditFilter>;

/** Where a page's history goes on. */
export const historyFilter = z.object({
	historik: z
		.string()
		.refine((text) => readCursor(text) !== null)
		.transform((text) => readCursor(text)!)
		.optional()
});

/** Where the list of corrections goes on. */
export const correctionFilter = z.object({
	efter: z.coerce.number().int().positive().max(2_147_483_647).optional()
});
