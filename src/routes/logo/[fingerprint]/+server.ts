import { findLogo } from '#slides/organisation.server.ts';
import { databaseAway, notFound } from '../../../errors.ts';
import type { RequestHandler } from './$types';

/** A logo, for everybody: it stands on the handout. What stands at its address never changes. */
export const GET: RequestHandler = async ({ locals, params: { fingerprint } }) => {
	if (locals.databaseAway) databaseAway();
	const logo = /^[0-9a-f]{64}$/.test(fingerprint) ? await findLogo(locals.db, fingerprint) : null;
	if (!logo) notFound();
	return new Response(new Uint8Array(logo.bytes), {
		headers: {
			'content-type': logo.type,
			'content-length': String(logo.bytes.length),
			'content-disposition': 'inline',
			'cache-control': 'public, max-age=31536000, immutable',
			'x-content-type-options': 'nosniff',
			'content-security-policy': "default-src 'none'; sandbox"
		}
	});
};
