import { badAddress } from '../../../errors.ts';
import { taskFilter, unknownIn } from '#tasks/task.form.ts';
import { listLoad, listTaskChoices, listTasks, summarizeTasks } from '#tasks/task.server.ts';
import { taskText } from '#tasks/task.text.ts';
import { readFilter } from '#ui/filter.ts';
import type { PageServerLoad } from './$types';

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
	return { title: taskText[language].heading, filter, ...list, summary, weeks, choices };
};
