import { redirect } from '@sveltejs/kit';
import { ownPath } from '#ui/address.ts';
import { DEFAULT_LANGUAGE, isLanguage } from '#language/language.ts';
import type { RequestHandler } from './$types';

const A_YEAR = 60 * 60 * 24 * 365;

/** Remembers the language in the browser and goes back to where the person was. An unknown language is the default. */
export const POST: RequestHandler = async ({ request, cookies }) => {
	const form = await request.formData();
	const wish = form.get('sprog');
	cookies.set('sprog', isLanguage(wish) ? wish : DEFAULT_LANGUAGE, {
		path: '/',
		maxAge: A_YEAR,
		sameSite: 'lax',
		httpOnly: true
	});
	redirect(303, ownPath(String(form.get('tilbage') ?? '')));
};
