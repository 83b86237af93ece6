import { z } from 'zod';
import * as field from '#ui/posted.form.ts';
import { CERTAINTIES, MILESTONE_KINDS, PRECISIONS } from './project.ts';

/** A new milestone. Which of the days and times count depends on the precision. */
export const milestoneForm = z.object({
	title: field.text(300),
	kind: field.choice(MILESTONE_KINDS),
	certainty: field.choice(CERTAINTIES),
	precision: field.choice(PRECISIONS),
	starts_on: field.optionalDay,
	ends_on: field.optionalDay,
	starts_at: field.optionalTime,
	ends_at: field.optionalTime,
	note: field.optionalMultiline(2000)
});

const row = z.object({
	id: field.id,
	version: field.id
});

/** A milestone changed; `reason` says why where it is moved. */
export const milestoneChange = milestoneForm.extend({ ...row.shape, reason: field.optionalText(1000) });

/** A row to be taken away. */
export const removal = row;

export type MilestoneGiven = z.output<typeof milestoneForm>;
