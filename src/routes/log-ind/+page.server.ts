import { fail, redirect } from '@sveltejs/kit';
import { sessionCookie } from '#people/cookie.ts';
import { findPersona, listPersonas } from '#people/persona.server.ts';
import { peopleText } from '#people/people.text.ts';
import { openSession } from '#people/session.server.ts';
import { ownPath } from '#ui/address.ts';
import { databaseAway, notFound } from '../../errors.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	if (locals.databaseAway) databaseAway();
	const text = peopleText[locals.language];
	return {
		title: locals.demo ? text.enter_demo : text.enter,
		personas: locals.demo ? await listPersonas(locals.db) : [],
		back: ownPath(url.searchParams.get('videre') ?? '')
	};
};

export const actions: Actions = {
	/** Enters the demo as one of its personas; there is no such door where there is no demo. */
	default: async ({ locals, request, cookies, url }) => {
		if (locals.databaseAway) databaseAway();
		if (!locals.demo) notFound();
		const form = await request.formData();
		const persona = await findPersona(locals.db, String(form.get('persona') ?? ''));
		if (!persona) return fail(422, { unknown: true });
		const { token, expires_at } = await openSession(locals.db, {
			person_id: persona.person_id,
			access_id: persona.access_id,
			now: locals.now,
			clock: new Date()
		});
		cookies.set(sessionCookie(url), token, {
			path: '/',
			expires: expires_at,
			httpOnly: true,
			sameSite: 'lax',
			secure: url.protocol === 'https:'
		});
		redirect(303, ownPath(String(form.get('videre') ?? '')));
	}
};
