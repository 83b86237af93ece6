import { ProviderTrouble, returnFromProvider } from '#people/oidc.server.ts';
import { notFound, notLetIn } from '../../../../../errors.ts';
import { browserOf, checkDoor, letIn } from '../../../enter.ts';
import type { PageServerLoad } from './$types';

/** The way back from a provider: in, or a page that says why not. */
export const load: PageServerLoad = async (event) => {
	checkDoor(event);
	const { locals, params, url } = event;
	const { db, clock, log, requestId } = locals;
	const provider = locals.entry.providers.find(({ key }) => key === params.provider) ?? notFound();
	const { person_id, access_id, claimed, next_path } = await returnFromProvider(db, provider, {
		url,
		browser: browserOf(event),
		clock
	}).catch((problem: unknown) => {
		if (!(problem instanceof ProviderTrouble)) throw problem;
		const { trouble, message: reason } = problem;
		log.warn({ provider: provider.key, trouble, reason }, 'a provider let nobody in');
		return notLetIn(trouble, requestId);
	});
	log.info({ provider: provider.key, person_id }, 'signed in by a provider');
	await letIn(event, { person_id, access_id, claimed, way: 'oidc' }, next_path);
};
