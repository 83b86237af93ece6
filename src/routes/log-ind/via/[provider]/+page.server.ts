import { redirect } from '@sveltejs/kit';
import { leaveForProvider, ProviderTrouble } from '#people/oidc.server.ts';
import { ownPath } from '#ui/address.ts';
import { notFound, notLetIn } from '../../../../errors.ts';
import { checkDoor, limit, rememberBrowser } from '../../enter.ts';
import type { PageServerLoad } from './$types';

/** The way to a provider. A link and no form: the policy of the pages lets no form lead to another site. */
export const load: PageServerLoad = async (event) => {
	checkDoor(event);
	const { locals, params, request, url } = event;
	const { db, clock, log, requestId } = locals;
	const provider = locals.entry.providers.find(({ key }) => key === params.provider) ?? notFound();
	// A provider may let in whom it knows without asking: the way there begins on a page of ours, not of another site.
	if (request.headers.get('sec-fetch-site') === 'cross-site')
		redirect(303, `/log-ind?videre=${encodeURIComponent(ownPath(url.searchParams.get('videre') ?? ''))}`);
	await limit(event, 'provider_from_address', event.getClientAddress());
	const there = await leaveForProvider(db, provider, {
		redirect_uri: `${url.origin}/log-ind/via/${provider.key}/retur`,
		next_path: ownPath(url.searchParams.get('videre') ?? ''),
		browser: rememberBrowser(event),
		clock
	}).catch((problem: unknown) => {
		if (!(problem instanceof ProviderTrouble)) throw problem;
		log.warn({ provider: provider.key, reason: problem.message }, 'a provider could not be reached');
		return notLetIn(problem.trouble, requestId);
	});
	redirect(303, there);
};
