import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { dropKeptForm, findKeptForm, nameRows } from '#people/kept.server.ts';
import { rowsNamed, tellFields } from '#people/kept.ts';
import { peopleText } from '#people/people.text.ts';
import { addressWith } from '#ui/address.ts';
import { notFound } from '../../../../errors.ts';
import { actingIn } from '../../write.ts';
import { formAt } from './forms.ts';
import type { Actions, PageServerLoad } from './$types';

const idOf = (given: string) => {
	const id = z.uuid().safeParse(given);
	return id.success ? id.data : notFound();
};

/** A form that came in after its session had ended, for whoever had typed it and nobody else. */
export const load: PageServerLoad = async (event) => {
	const { db, clock, language } = event.locals;
	const acting = actingIn(event);
	const kept = await findKeptForm(db, acting, { id: idOf(event.params.id), clock });
	if (!kept) notFound();
	const form = formAt(kept.path)?.(language);
	const names = await nameRows(db, acting, rowsNamed(kept.fields, form?.rows ?? {}), language);
	return {
		title: peopleText[language].kept,
		path: kept.path,
		page: addressWith(new URL(kept.path, event.url), {}),
		fields: kept.fields,
		form: form?.name ?? null,
		// A form that the app no longer has tells its fields as they came.
		typed: form
			? tellFields(kept.fields, form, names)
			: kept.fields.filter(([, value]) => value).map(([label, value]) => ({ label, values: [value] }))
	};
};

export const actions: Actions = {
	default: async (event) => {
		await dropKeptForm(event.locals.db, actingIn(event), idOf(event.params.id));
		redirect(303, '/');
	}
};
