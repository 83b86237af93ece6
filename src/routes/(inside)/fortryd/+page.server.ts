import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { Refused, Repeated, Stale } from '#database/acting.server.ts';
import { undoChange } from '#history/undo.server.ts';
import { hasGroup } from '#municipalities/group.server.ts';
import { ownPath } from '#ui/address.ts';
import { formText } from '#ui/form.text.ts';
import { databaseAway, notFound } from '../../../errors.ts';
import { readDone } from '../done.ts';
import { actingIn, rememberChange } from '../write.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, url }) => ({
	title: formText[locals.language].undo,
	back: ownPath(url.searchParams.get('tilbage') ?? '')
});

/** The page to go back to, or, where undoing took away the group that it shows, the list of all groups. */
async function stillThere({ locals }: RequestEvent, back: string): Promise<string> {
	const [, slug] = /^\/grupper\/([^/?]+)/.exec(back) ?? [];
	if (slug === undefined) return back;
	return (await hasGroup(locals.db, decodeURIComponent(slug), { person_id: locals.person!.id }))
		? back
		: '/grupper';
}

export const actions: Actions = {
	/** Undoes one of one's own changes, or an undoing. */
	default: async (event) => {
		if (event.locals.databaseAway) databaseAway();
		const form = await event.request.formData();
		const back = ownPath(String(form.get('tilbage') ?? ''));
		const done = readDone(String(form.get('hvad') ?? '')) ?? notFound();
		try {
			await undoChange(event.locals.db, actingIn(event), done.request_id);
		} catch (problem) {
			if (problem instanceof Stale) return fail(409, { why: 'gone' as const, back });
			if (problem instanceof Refused) return fail(409, { why: 'closed' as const, back });
			if (!(problem instanceof Repeated)) throw problem;
		}
		rememberChange(event, !done.undone);
		redirect(303, await stillThere(event, back));
	}
};
