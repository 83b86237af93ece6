import { z } from 'zod';
import type { ProjectState } from '#database/schema.ts';
import { PROJECT_STATES, stateInAddress } from './project.ts';

const stateOf = Object.fromEntries(PROJECT_STATES.map((state) => [stateInAddress[state], state])) as Record<
	(typeof stateInAddress)[ProjectState],
	ProjectState
>;

/** The filters of /projekter: `status` (forsinket, risiko …) and `sorter`. */
export const projectFilter = z.object({
	status: z
		.enum(Object.values(stateInAddress))
		.transform((word) => stateOf[word])
		.optional(),
	sorter: z.enum(['navn', 'status', 'milepael', 'mangler']).optional()
});

export type ProjectSort = NonNullable<z.infer<typeof projectFilter>['sorter']>;

/** The filter of /projekter/afsluttede: the year in which the projects ended. */
export const endedFilter = z.object({
	aar: z
		.string()
		.regex(/^(19|20)\d\d$/)
		.transform(Number)
		.optional()
});
