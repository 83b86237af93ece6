import { redirect } from '@sveltejs/kit';
import { newGroupForm } from '#municipalities/group.form.ts';
import { listGroupPages, listProjectsToGroup, listToTick, makeGroup } from '#municipalities/group.server.ts';
import { groupText } from '#municipalities/group.text.ts';
import { mayEditProject, mayMakeGroup } from '#people/may.ts';
import { rememberChange, write } from '../write.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { read, today, person, language } }) => {
	const { id, kind, project_ids } = person!;
	const groups = await read(listGroupPages, { person_id: id });
	const make = mayMakeGroup(person!) && {
		projects: await read(listProjectsToGroup, { actor: { kind, project_ids }, today }),
		regions: await read(listToTick, { today }),
		for_all: mayEditProject(person!, null)
	};
	return { title: groupText[language].title, groups, make };
};

export const actions: Actions = {
	'ny-gruppe': (event) =>
		write(event, newGroupForm, { act: 'ny-gruppe' }, async (acting, value) => {
			const slug = await makeGroup(event.locals.db, acting, value);
			rememberChange(event);
			redirect(303, `/grupper#${slug}`);
		})
};
