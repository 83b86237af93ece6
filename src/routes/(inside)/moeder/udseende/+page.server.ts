import type { RequestEvent } from '@sveltejs/kit';
import { mayRunMeetings } from '#people/may.ts';
import { LARGEST_LOGO, type LogoFault } from '#slides/logo.ts';
import { organisationForm } from '#slides/organisation.form.ts';
import { changeOrganisation, findOrganisation, keepLogo } from '#slides/organisation.server.ts';
import { organisationText } from '#slides/organisation.text.ts';
import { databaseAway } from '../../../../errors.ts';
import { actingIn, write } from '../../write.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { read, language, person } }) => ({
	title: organisationText[language].title,
	organisation: await read(findOrganisation),
	mayEdit: mayRunMeetings(person!)
});

export const actions: Actions = {
	gem: async (event) => {
		if (event.locals.databaseAway) databaseAway();
		const posted = await event.request.formData();
		const fault = await takeLogo(event, posted);
		return write(event, organisationForm(fault), { act: 'gem', posted }, (acting, value) =>
			changeOrganisation(event.locals.db, acting, value)
		);
	}
};

/** Keeps the picture that came along and puts its fingerprint into the form in place of it, or says why it is none. */
async function takeLogo(event: RequestEvent, posted: FormData): Promise<LogoFault | null> {
	const file = posted.get('fil');
	if (posted.get('fjern')) posted.set('logo', '');
	// Where no file was chosen, browsers send one without name and content.
	if (!(file instanceof File) || (file.size === 0 && file.name === '')) return null;
	if (file.size > LARGEST_LOGO) return 'too_large';
	const kept = await keepLogo(event.locals.db, actingIn(event), new Uint8Array(await file.arrayBuffer()));
	if ('fault' in kept) return kept.fault;
	posted.set('logo', kept.fingerprint);
	return null;
}
