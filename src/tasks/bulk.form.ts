import { z } from 'zod';
import { chosenRows, rowNumber } from '#ui/bulk.ts';
import * as field from '#ui/posted.form.ts';
import { TASK_STATES } from './task.ts';

const chosenCopy = z.string().transform((given, context) => {
	const [task, code = '', version] = given.split(':');
	const [task_id, number] = [rowNumber(task), rowNumber(version)];
	if (task_id && /^\d{3}$/.test(code) && number) return { task_id, code, version: number };
	context.addIssue({ code: 'custom', message: 'bad_choice' });
	return z.NEVER;
});

/** Copies of tasks that are to stand alike: the rows ticked travel as `task:municipality:version`. */
export const copiesForm = z.object({
	valgt: chosenRows(chosenCopy),
	tilstand: field.choice(TASK_STATES),
	/** The day from which the state holds; today unless given. */
	gaelder_fra: field.optionalDay,
	bekraeftet: field.tick
});
export type CopiesChange = z.output<typeof copiesForm>;
