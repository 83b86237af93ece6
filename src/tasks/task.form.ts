import { z } from 'zod';
import { weekSpan } from '#language/dates.ts';
import { LONGEST_SEARCH } from '#ui/filter.ts';
import * as field from '#ui/posted.form.ts';
import { LONGEST_NOTE, STATE_SLUGS, TASK_STATES } from './task.ts';

const slug = z.string().regex(/^[a-z0-9_-]{1,80}$/);
const flag = z
	.literal('1')
	.optional()
	.transform((given) => given === '1');
const search = z.string().max(LONGEST_SEARCH);
const states = Object.values(STATE_SLUGS);

/** Orders of the task list; a minus turns one round. */
export const TASK_ORDERS = ['frist', 'titel', 'projekt', 'fremdrift', 'forfaldne', 'lukket'] as const;
/** Orders of a task's municipalities. */
export const COPY_ORDERS = [
	'kommune',
	'tilstand',
	'trin',
	'ansvarlig',
	'udfoerer',
	'egen-frist',
	'udfoert'
] as const;

export type TaskOrder = (typeof TASK_ORDERS)[number] | `-${(typeof TASK_ORDERS)[number]}`;
export type CopyOrder = (typeof COPY_ORDERS)[number] | `-${(typeof COPY_ORDERS)[number]}`;

const either = <T extends string>(orders: readonly T[]) =>
	z.enum([...orders, ...orders.map((order) => `-${order}` as const)] as [T | `-${T}`, ...(T | `-${T}`)[]]);

/** What the address of /opgaver may ask for. */
export const taskFilter = z.object({
	projekt: slug.optional(),
	rolle: slug.optional(),
	kritisk: flag,
	tvaergaaende: flag,
	/** Only tasks whose answer is a confirmation. */
	bekraeftelse: flag,
	tilstand: z.enum(['aabne', 'forfaldne', 'snart', 'lukkede']).default('aabne'),
	/** The ISO week of the due date, 2023-W48. */
	uge: z
		.string()
		.refine((key) => weekSpan(key) !== null)
		.optional(),
	/** The year in which a closed task was closed. */
	aar: z
		.string()
		.regex(/^(19|20)\d\d$/)
		.transform(Number)
		.optional(),
	q: search.optional(),
	/** The municipality whose own copies are shown and filtered; a municipality's person sees its own without it. */
	kommune: slug.optional(),
	/** The state of that municipality's copy. */
	vores: z.enum(['mangler', 'forfaldne', 'snart', ...states]).optional(),
	sorter: either(TASK_ORDERS).optional(),
	vis: z.enum(['uger', 'samlet']).default('uger'),
	/** All rows shown are ticked. */
	valg: z.literal('alle').optional()
});
export type TaskFilter = z.infer<typeof taskFilter>;

/** What the address of /opgaver/[id] may ask for: which of the task's municipalities, in which order. */
export const copyFilter = z.object({
	tilstand: z.enum(['mangler', 'forfaldne', ...states, 'uden-for']).optional(),
	region: slug.optional(),
	gruppe: slug.optional(),
	/** Only those that have finished the step with this number, from 1. */
	trin: z
		.string()
		.regex(/^[1-9]\d?$/)
		.transform(Number)
		.optional(),
	q: search.optional(),
	sorter: either(COPY_ORDERS).default('kommune'),
	/** The municipality whose row is open for editing. */
	ret: field.code.optional(),
	/** All rows shown are ticked. */
	valg: z.literal('alle').optional()
});
export type CopyFilter = z.infer<typeof copyFilter>;

/** A municipality's copy of a task as its form sends it. Steps travel with how they stood, so that only what was ticked changes. */
export const copyForm = z.object({
	kommune: field.code,
	version: field.id,
	tilstand: field.choice(TASK_STATES),
	/** The day from which a new state holds. */
	gaelder_fra: field.optionalDay,
	ansvarlig: field.optionalId,
	udfoerer: field.optionalId,
	egen_frist: field.optionalDay,
	note: field.optionalMultiline(LONGEST_NOTE),
	trin: field.many(field.id),
	trin_foer: field.many(field.id)
});
export type CopyChange = z.output<typeof copyForm>;

/** A task's id as it stands in an address; null where no task can have it. */
export function readTaskId(text: string): number | null {
	const id = /^[1-9]\d{0,9}$/.test(text) ? Number(text) : NaN;
	return id <= 2_147_483_647 ? id : null;
}

type Places = { slug: string }[];
const lacks = (places: Places, wish: string | undefined) =>
	wish !== undefined && !places.some(({ slug }) => slug === wish);

/**
 * The parameters of /opgaver that name something that is not there: a project, a role or a municipality, or a state
 * in a municipality where none is named.
 */
export function unknownIn(
	filter: TaskFilter,
	choices: { projects: Places; roles: Places; municipality: object | null }
): string[] {
	const faults = [];
	if (lacks(choices.projects, filter.projekt)) faults.push('projekt');
	if (lacks(choices.roles, filter.rolle)) faults.push('rolle');
	if (filter.kommune && !choices.municipality) faults.push('kommune');
	else if (filter.vores && !choices.municipality) faults.push('vores');
	return faults;
}

/** The parameters of /opgaver/[id] that name something that is not there: a region, a group or a step of the task. */
export function unknownPlaces(
	filter: CopyFilter,
	choices: { regions: Places; groups: Places },
	steps: { position: number }[]
): string[] {
	const faults = [];
	if (lacks(choices.regions, filter.region)) faults.push('region');
	if (lacks(choices.groups, filter.gruppe)) faults.push('gruppe');
	if (filter.trin && !steps.some(({ position }) => position === filter.trin)) faults.push('trin');
	return faults;
}

/** Whether a filter leaves out rows beyond the state it asks for. */
export function narrows(filter: TaskFilter): boolean {
	const { projekt, rolle, kritisk, tvaergaaende, bekraeftelse, uge, aar, q, vores } = filter;
	return Boolean(projekt || rolle || kritisk || tvaergaaende || bekraeftelse || uge || aar || q || vores);
}
