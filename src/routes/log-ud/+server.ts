import { redirect } from '@sveltejs/kit';
import { guarded, sessionCookie } from '#people/cookie.ts';
import { endSession } from '#people/session.server.ts';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = async ({ locals, cookies, url }) => {
	const name = sessionCookie(url);
	const token = cookies.get(name);
	if (token) {
		await endSession(locals.db, token, locals.now);
		locals.log.info({ person: locals.person?.id }, 'signed out');
	}
	cookies.delete(name, guarded(url));
	redirect(303, '/log-ind');
};
