import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { dropKeptForm, findKeptForm } from '#people/kept.server.ts';
import { peopleText } from '#people/people.text.ts';
import { notFound } from '../../../../errors.ts';
import { actingIn } from '../../write.ts';
import type { Actions, PageServerLoad } from './$types';

const idOf = (given: string) => {
	const id = z.uuid().safeParse(given);
	return id.success ? id.data : notFound();
};

/** A form that came in after its session had ended, for whoever had typed it and nobody else. */
export const load: PageServerLoad = async (event) => {
	const { db, clock, language } = event.locals;
	const kept = await findKeptForm(db, actingIn(event), { id: idOf(event.params.id), clock });
	if (!kept) notFound();
	return {
		title: peopleText[language].kept,
		path: kept.path,
		fields: kept.fields,
		// The form's own machinery is sent along unseen.
		typed: kept.fields.filter(([name, value]) => value !== '' && name !== 'noegle' && name !== 'version')
	};
};

export const actions: Actions = {
	default: async (event) => {
		await dropKeptForm(event.locals.db, actingIn(event), idOf(event.params.id));
		redirect(303, '/');
	}
};
