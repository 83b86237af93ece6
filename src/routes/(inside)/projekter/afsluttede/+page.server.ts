import { endedFilter } from '#projects/project.form.ts';
import { listEndedProjects } from '#projects/project.server.ts';
import { projectText } from '#projects/project.text.ts';
import { readFilter } from '#ui/filter.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { read, today, language }, url }) => {
	const { aar } = readFilter(endedFilter, url.searchParams);
	return {
		title: projectText[language].ended_title,
		ended: await read(listEndedProjects, { today, year: aar })
	};
};
