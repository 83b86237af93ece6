import { z } from 'zod';
import { isDay } from '#language/dates.ts';
import { LONGEST_SEARCH } from '#ui/filter.ts';
import { STATE_SLUGS } from '#tasks/task.ts';
import { AGREEMENT_STATUSES, ORDERS, TASK_ANSWERS } from './board.ts';
import {
	CONDITION_NAMES,
	COPY_CHOICES,
	DEFAULT_WEEKS,
	ROLE_CHOICES,
	STANDING_CHOICES,
	VIEWS
} from './municipality.ts';

const slug = z.string().regex(/^[a-z0-9-]{1,80}$/);
const id = z
	.string()
	.regex(/^[1-9]\d{0,9}$/)
	.transform(Number)
	.refine((value) => value <= 2_147_483_647);
const flag = z
	.literal('1')
	.optional()
	.transform((given) => given === '1');

/** What the address of /kommuner may ask for. */
export const municipalityFilter = z.object({
	vis: z.enum(VIEWS).default('status'),
	region: slug.optional(),
	gruppe: slug.optional(),
	q: z.string().max(LONGEST_SEARCH).optional(),
	tilstand: z.enum(CONDITION_NAMES).optional(),
	aftale: id.optional(),
	status: z.enum(AGREEMENT_STATUSES).optional(),
	opgave: id.optional(),
	svar: z.enum(TASK_ANSWERS).optional(),
	/** Rows under heads: by region, or by a group and the rest. */
	opdel: slug.optional(),
	/** Only one part of that division. */
	del: slug.optional(),
	sorter: z
		.string()
		.regex(new RegExp(`^-?(${ORDERS.join('|')}|[ao][1-9]\\d{0,9})$`))
		.optional(),
	projekt: slug.optional(),
	kritisk: flag,
	tvaergaaende: flag,
	alle: flag,
	uger: z
		.string()
		.regex(/^([1-9]|[1-4]\d|5[0-2])$/)
		.transform(Number)
		.default(DEFAULT_WEEKS)
});
export type MunicipalityFilter = z.infer<typeof municipalityFilter>;

/** What the address of /kommuner/[slug] may ask for. */
export const homeFilter = z.object({
	tilstand: z.enum([...COPY_CHOICES, ...Object.values(STATE_SLUGS)]).default('udestaar'),
	projekt: slug.optional(),
	status: z.enum(STANDING_CHOICES).optional(),
	roller: z.enum(ROLE_CHOICES).optional(),
	/** Changes recorded from this day on. */
	siden: z.string().refine(isDay).optional(),
	/** All tasks shown are ticked. */
	valg: z.literal('alle').optional()
});
export type HomeFilter = z.infer<typeof homeFilter>;
