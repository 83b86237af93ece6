import { chooseAccess } from '#people/entry.server.ts';
import { lookAtLink, useLink } from '#people/link.server.ts';
import { peopleText } from '#people/people.text.ts';
import { notLetIn } from '../../../errors.ts';
import { browserOf, checkLinkDoor, letIn, limit } from '../enter.ts';
import type { Actions, PageServerLoad } from './$types';

// What opens a link may be the mail's own scanner: looking at it uses nothing up.
export const load: PageServerLoad = async (event) => {
	checkLinkDoor(event);
	const { locals, url } = event;
	await limit(event, 'use_from_address', event.getClientAddress());
	const token = url.searchParams.get('n') ?? '';
	const { db, clock, requestId, language } = locals;
	const outcome = await lookAtLink(db, { token, browser: browserOf(event), clock });
	if (outcome !== 'good') notLetIn(`link_${outcome}`, requestId);
	return { title: peopleText[language].confirm, token };
};

export const actions: Actions = {
	default: async (event) => {
		checkLinkDoor(event);
		await limit(event, 'use_from_address', event.getClientAddress());
		const { db, clock, requestId, log } = event.locals;
		const token = String((await event.request.formData()).get('n') ?? '');
		const link = await useLink(db, { token, browser: browserOf(event), clock });
		if (link.outcome !== 'good') {
			log.warn({ outcome: link.outcome }, 'a sign-in link let nobody in');
			notLetIn(`link_${link.outcome}`, requestId);
		}
		const { person_id, next_path } = link;
		const access_id = await chooseAccess(db, person_id);
		if (access_id === null) notLetIn('no_access', requestId);
		log.info({ person_id }, 'signed in by link');
		return letIn(event, { person_id, access_id, way: 'mail' }, next_path);
	}
};
