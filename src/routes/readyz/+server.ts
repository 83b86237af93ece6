import { isMigrated } from '#database/migrate.server.ts';
import type { RequestHandler } from './$types';

/** Ready: the database answers and has every migration of this code. */
export const GET: RequestHandler = async ({ locals }) => {
	const ready = await isMigrated(locals.db).catch(() => null);
	const headers = { 'content-type': 'text/plain', 'cache-control': 'no-store' };
	if (ready === null) return new Response('the database does not answer\n', { status: 503, headers });
	if (!ready) return new Response('the database is not migrated to this version\n', { status: 503, headers });
	return new Response('ready\n', { headers });
};
