import {
	addHolder,
	addNewHolder,
	endHolding,
	listPossibleHolders,
	listRoleGallery,
	makePrimary,
	markBounced
} from '#municipalities/gallery.server.ts';
import { bouncedForm, holderForm, holdingForm, newHolderForm } from '#municipalities/gallery.form.ts';
import { galleryText } from '#municipalities/gallery.text.ts';
import { findMunicipality } from '#municipalities/municipality.server.ts';
import { mayAdminister, mayReadPrivate } from '#people/may.ts';
import { write } from '../../write.ts';
import type { RequestEvent } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

/** Who holds which role in one municipality; for its administrators to change. */
export const load: PageServerLoad = async ({ locals, params }) => {
	const { read, today, language } = locals;
	const person = locals.person!;
	const municipality = await read(findMunicipality, params.slug, { today, person_id: person.id });
	const municipality_code = municipality.code;
	const contacts = mayReadPrivate(person, municipality_code);
	const editable = !person.looks_back && mayAdminister(person, municipality_code);
	const [roles, possible] = await Promise.all([
		read(listRoleGallery, { municipality_code, today, contacts }),
		editable ? read(listPossibleHolders, { municipality_code }) : []
	]);
	return {
		title: galleryText[language].one_heading(municipality.name),
		municipality: { name: municipality.name, slug: municipality.slug },
		roles,
		contacts,
		editable,
		possible,
		everywhere: person.municipality_code === null
	};
};

async function codeOf({ locals, params }: RequestEvent<{ slug: string }>): Promise<string> {
	const { code } = await locals.read(findMunicipality, params.slug, {
		today: locals.today,
		person_id: locals.person!.id
	});
	return code;
}

export const actions: Actions = {
	saet: (event) =>
		write(event, holderForm, { act: 'saet', anchor: 'saet' }, async (acting, value) =>
			addHolder(event.locals.db, acting, { municipality_code: await codeOf(event), ...value })
		),
	ny: (event) =>
		write(event, newHolderForm, { act: 'ny', anchor: 'ny' }, async (acting, value) =>
			addNewHolder(event.locals.db, acting, { municipality_code: await codeOf(event), ...value })
		),
	afslut: (event) =>
		write(event, holdingForm, { act: 'afslut', anchor: 'roller' }, async (acting, value) =>
			endHolding(event.locals.db, acting, { municipality_code: await codeOf(event), ...value })
		),
	primaer: (event) =>
		write(event, holdingForm, { act: 'primaer', anchor: 'roller' }, async (acting, value) =>
			makePrimary(event.locals.db, acting, { municipality_code: await codeOf(event), ...value })
		),
	mail: (event) =>
		write(event, bouncedForm, { act: 'mail', anchor: 'roller' }, async (acting, value) =>
			markBounced(event.locals.db, acting, { municipality_code: await codeOf(event), ...value })
		)
};
