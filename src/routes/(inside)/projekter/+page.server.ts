import { mayEditProject } from '#people/may.ts';
import { projectFilter } from '#projects/project.form.ts';
import { listPortfolio, listProjects, summarizeProjects } from '#projects/project.server.ts';
import { projectText } from '#projects/project.text.ts';
import { portfolioWindow } from '#projects/project.ts';
import { readFilter } from '#ui/filter.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { read, today, language, person }, url }) => {
	const { status, sorter } = readFilter(projectFilter, url.searchParams);
	const window = portfolioWindow(today);
	const [projects, summary, portfolio] = await Promise.all([
		read(listProjects, { today, state: status, sort: sorter }),
		read(summarizeProjects, today),
		read(listPortfolio, { today, ...window, state: status })
	]);
	const editable = projects.filter(({ id }) => mayEditProject(person!, id)).map(({ id }) => id);
	return {
		title: projectText[language].title,
		projects,
		editable,
		summary,
		portfolio,
		window,
		status,
		sorted: sorter
	};
};
