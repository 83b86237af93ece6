import { z } from 'zod';
import * as field from '#ui/posted.form.ts';
import { PROJECT_STATES } from './project.ts';

/** The number of the status seen as the newest, 0 where there was none; or a row's version. */
const version = z
	.string('required')
	.regex(/^\d{1,9}$/, 'bad_choice')
	.transform(Number);

const status = z.object({
	version,
	state: field.choice(PROJECT_STATES),
	reason: field.optionalMultiline(2000),
	next_step: field.optionalMultiline(1000),
	owner: field.optionalText(200),
	review_on: field.optionalDay,
	effective_on: field.optionalDay
});

/** A new status; its `version` is the number of the one it follows. Without effective_on it holds from today. */
export const newStatusForm = status;

/** The present status corrected. */
export const correctionForm = status.extend({ id: field.id });

/** The present status looked at and found right: it is given anew until the next review. */
export const reviewForm = z.object({ version, review_on: field.day });

export type StatusGiven = z.output<typeof newStatusForm>;
