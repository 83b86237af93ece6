import { redirect } from '@sveltejs/kit';
import { guarded, languageCookie } from '#people/cookie.ts';
import { ownPath } from '#ui/address.ts';
import { DEFAULT_LANGUAGE, isLanguage } from '#language/language.ts';
import type { RequestHandler } from './$types';

const A_YEAR = 60 * 60 * 24 * 365;

/** Remembers the language in the browser and goes back to where the person was. An unknown language is the default. */
export const POST: RequestHandler = async ({ request, cookies, url }) => {
	const form = await request.formData();
	const wish = form.get('sprog');
	cookies.set(languageCookie(url), isLanguage(wish) ? wish : DEFAULT_LANGUAGE, {
		...guarded(url),
		maxAge: A_YEAR
	});
	redirect(303, ownPath(String(form.get('tilbage') ?? '')));
};
