import { historyFilter } from '#history/audit.form.ts';
import { listHistory } from '#history/history.server.ts';
import { findProject } from '#projects/project.server.ts';
import { readFilter } from '#ui/filter.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { read, today, person }, params, url }) => {
	const { historik = null } = readFilter(historyFilter, url.searchParams);
	const reader = person!.municipality_code;
	const [project, history] = await Promise.all([
		read(findProject, params.slug, today, reader),
		read(listHistory, { project_slug: params.slug }, { before: historik, reader })
	]);
	return { title: project.name, project, history };
};
