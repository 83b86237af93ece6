import { findProject } from '#projects/project.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { read, today, person }, params }) => {
	const project = await read(findProject, params.slug, today, person!.municipality_code);
	return { title: project.name, project };
};
