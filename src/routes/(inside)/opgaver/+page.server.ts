import { badAddress } from '../../../errors.ts';
import { mayWriteTask } from '#people/may.ts';
import { taskFilter, unknownIn } from '#tasks/task.form.ts';
import { listLoad, listTaskChoices, listTasks, summarizeTasks } from '#tasks/task.server.ts';
import { taskText } from '#tasks/task.text.ts';
import { readFilter } from '#ui/filter.ts';
import { changeStates } from '../states.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { read, today, person, language }, url }) => {
	const filter = readFilter(taskFilter, url.searchParams);
	const viewpoint = { today, municipality: filter.kommune ?? person!.municipality_slug };
	const [list, summary, weeks, choices] = await Promise.all([
		read(listTasks, filter, viewpoint),
		read(summarizeTasks, viewpoint),
		read(listLoad, { ...viewpoint, weeks: 8 }),
		read(listTaskChoices, filter, viewpoint)
	]);
	const unknown = unknownIn(filter, choices);
	if (unknown.length > 0) badAddress(unknown);
	const code = choices.municipality?.code;
	return {
		title: taskText[language].heading,
		filter,
		...list,
		summary,
		weeks,
		choices,
		/** The tasks shown whose copies the reader can change: those of their own municipality. */
		writable:
			code !== undefined && code === person!.municipality_code
				? list.tasks
						.filter((task) => task.own_state && !task.closed_on && mayWriteTask(person!, task, code))
						.map(({ id }) => id)
				: []
	};
};

export const actions: Actions = {
	/** Changes the state of one of the municipality's tasks in its row. */
	tilstand: (event) => changeStates(event, { act: 'tilstand', anchor: 'liste' }),
	/** Brings the municipality's tasks that are ticked into one state. */
	masse: (event) => changeStates(event, { act: 'masse', anchor: 'liste' })
};
