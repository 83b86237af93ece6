import { redirect } from '@sveltejs/kit';
import { sessionCookie } from '#people/cookie.ts';
import { endSession } from '#people/session.server.ts';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = async ({ locals, cookies, url }) => {
	const name = sessionCookie(url);
	const token = cookies.get(name);
	if (token) await endSession(locals.db, token, locals.now);
	cookies.delete(name, { path: '/' });
	redirect(303, '/log-ind');
};
