import { handoutText } from '#meetings/handout.text.ts';
import { openHandout, readHandout } from '#meetings/handout.server.ts';
import { databaseAway, notFound } from '../../../errors.ts';
import { limit } from '../../log-ind/enter.ts';
import type { PageServerLoad } from './$types';

/** The totals of a meeting, for whoever has the link. Its address is its key: it is passed on to nobody and kept nowhere. */
export const load: PageServerLoad = async (event) => {
	const { locals, params } = event;
	if (locals.databaseAway) databaseAway();
	event.setHeaders({
		'cache-control': 'private, no-store',
		// The path is told to nobody, not even to ourselves; without any referrer browsers would hide where forms come from, and
		// the language could not be changed.
		'referrer-policy': 'strict-origin',
		'x-robots-tag': 'noindex, nofollow'
	});
	const deck = await openHandout(locals.db, params.token);
	if (!deck) {
		await limit(event, 'handout_from_address', event.getClientAddress());
		notFound();
	}
	return {
		title: handoutText[locals.language].title,
		handout: await locals.readPresent(readHandout, deck)
	};
};
