import { fail } from '@sveltejs/kit';
import { findPersona, listPersonas } from '#people/persona.server.ts';
import { peopleText } from '#people/people.text.ts';
import { ownPath } from '#ui/address.ts';
import { notFound } from '../../errors.ts';
import { checkDoor, letIn } from './enter.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	checkDoor(event);
	const { locals, url } = event;
	const text = peopleText[locals.language];
	return {
		title: locals.demo ? text.enter_demo : text.enter,
		personas: locals.demo ? await listPersonas(locals.db) : [],
		back: ownPath(url.searchParams.get('videre') ?? ''),
		lost: url.searchParams.has('tabt'),
		links: locals.entry.links,
		providers: locals.entry.providers.map(({ key, name }) => ({ key, name }))
	};
};

export const actions: Actions = {
	/** Enters the demo as one of its personas; there is no such door where there is no demo. */
	default: async (event) => {
		checkDoor(event);
		const { locals, request } = event;
		if (!locals.demo) notFound();
		const form = await request.formData();
		const persona = await findPersona(locals.db, String(form.get('persona') ?? ''));
		if (!persona) return fail(422, { unknown: true });
		const { person_id, access_id } = persona;
		return letIn(event, { person_id, access_id, way: 'demo' }, String(form.get('videre') ?? ''));
	}
};
