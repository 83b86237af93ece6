import { lookCss } from '#slides/look.ts';
import type { RequestHandler } from './$types';

/**
 * The colour and the font of an organisation's slides as a stylesheet: markup may carry no style (CSP). All of it stands in
 * the address, so that browsers keep it.
 */
export const GET: RequestHandler = ({ url }) =>
	new Response(
		lookCss({
			accent: url.searchParams.get('accent') ?? '',
			font: url.searchParams.get('font')
		}),
		{ headers: { 'content-type': 'text/css; charset=utf-8', 'cache-control': 'private, max-age=3600' } }
	);
