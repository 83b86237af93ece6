import { redirect } from '@sveltejs/kit';
import { Repeated } from '#database/acting.server.ts';
import { groupForm, groupRemoval, membersForm } from '#municipalities/group.form.ts';
import {
	changeGroup,
	changeMembers,
	findGroup,
	listToTick,
	removeGroup
} from '#municipalities/group.server.ts';
import { mayEditGroup } from '#people/may.ts';
import { rememberChange, write } from '../../write.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { read, today, person }, params }) => {
	const group = await read(findGroup, params.slug, { person_id: person!.id });
	const mayEdit = mayEditGroup(person!, group);
	const regions = mayEdit ? await read(listToTick, { today }) : [];
	return { title: group.name, group, regions, mayEdit };
};

export const actions: Actions = {
	gruppe: (event) =>
		write(event, groupForm, { act: 'gruppe' }, (acting, value) =>
			changeGroup(event.locals.db, acting, event.params.slug, value)
		),
	medlemmer: (event) =>
		write(event, membersForm, { act: 'medlemmer' }, (acting, value) =>
			changeMembers(event.locals.db, acting, event.params.slug, value)
		),
	/** The group's page goes with it: back to the list of all. */
	fjern: (event) =>
		write(event, groupRemoval, { act: 'fjern' }, async (acting, value) => {
			try {
				await removeGroup(event.locals.db, acting, event.params.slug, value);
				rememberChange(event);
			} catch (problem) {
				if (!(problem instanceof Repeated)) throw problem;
			}
			redirect(303, '/grupper');
		})
};
