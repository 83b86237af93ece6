import { z } from 'zod';
import * as field from '#ui/posted.form.ts';
import { CERTAINTIES, MILESTONE_KINDS, PRECISIONS } from './project.ts';

/** A clock time as time fields send it, or as Danes write it: 10:30, 10.30; null where it is left out. */
const optionalTime = z
	.string()
	.optional()
	.transform((given) => (given ?? '').trim())
	.pipe(z.string().regex(/^(([01]?\d|2[0-3])[:.][0-5]\d(:[0-5]\d(\.\d+)?)?)?$/, 'bad_time'))
	.transform((given) =>
		given === '' ? null : given.slice(0, 5).replace('.', ':').replace(/:$/, '').padStart(5, '0')
	);

/** A new milestone. Which of the days and times count depends on the precision. */
export const milestoneForm = z.object({
	title: field.text(300),
	kind: field.choice(MILESTONE_KINDS),
	certainty: field.choice(CERTAINTIES),
	precision: field.choice(PRECISIONS),
	starts_on: field.optionalDay,
	ends_on: field.optionalDay,
	starts_at: optionalTime,
	ends_at: optionalTime,
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
