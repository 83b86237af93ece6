import { fail, redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { dateTime } from '#language/dates.ts';
import { accountForm, unbindForm } from '#people/account.form.ts';
import { editOwnDetails, findAccount, leavesWay, listIdentities, unbind } from '#people/account.server.ts';
import { peopleText } from '#people/people.text.ts';
import {
	ABSOLUTE_DAYS,
	actByAccess,
	IDLE_HOURS,
	listAccesses,
	listSessions,
	revokeOtherSessions,
	revokeSession
} from '#people/session.server.ts';
import { id } from '#ui/posted.form.ts';
import { notAllowed, notFound } from '../../../errors.ts';
import { write } from '../write.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const person = locals.person!;
	const { db, clock, language } = locals;
	const { entry } = locals;
	const [account, accesses, sessions, identities] = await Promise.all([
		findAccount(db, person.id),
		listAccesses(db, person),
		listSessions(db, { person_id: person.id, clock }),
		listIdentities(db, person.id)
	]);
	return {
		title: peopleText[language].account,
		account,
		accesses: accesses.map((access) => ({ ...access, is_this: access.id === person.access_id })),
		sessions: sessions.map(({ created_at, last_seen_at, ...session }) => ({
			...session,
			since: dateTime(created_at, language),
			seen: dateTime(last_seen_at, language),
			is_this: session.id === person.session_id
		})),
		ways: {
			links: entry.links,
			bound: identities.map(({ provider, bound_at }) => ({
				provider,
				name: entry.providers.find(({ key }) => key === provider)?.name ?? provider,
				since: dateTime(bound_at, language),
				may_go: leavesWay(provider, identities, entry)
			}))
		},
		hours: String(IDLE_HOURS),
		days: String(ABSOLUTE_DAYS)
	};
};

export const actions: Actions = {
	gem: (event) =>
		write(event, accountForm, { act: 'gem', anchor: 'oplysninger' }, (acting, details) =>
			editOwnDetails(event.locals.db, acting, details)
		),
	/** Unbinds oneself from a provider of sign-in; signing in by it once more binds anew. */
	loesn: (event) =>
		write(event, unbindForm, { act: 'loesn', anchor: 'veje', undo: false }, (acting, { udbyder }) =>
			unbind(event.locals.db, acting, udbyder, event.locals.entry)
		),
	/** Acts by another of one's accesses; the start page is then that of the other place. */
	skift: async ({ locals, request }) => {
		const access = id.safeParse((await request.formData()).get('adgang'));
		if (!access.success) return fail(422, { act: 'skift' });
		if (!(await actByAccess(locals.db, locals.person!, access.data))) notAllowed();
		redirect(303, '/');
	},
	afslut: async ({ locals, request }) => {
		const session = z.uuid().safeParse((await request.formData()).get('session'));
		if (!session.success) notFound();
		const ended = await revokeSession(locals.db, {
			person_id: locals.person!.id,
			id: session.data,
			now: locals.now
		});
		if (!ended) notFound();
		redirect(303, '/konto#sessioner');
	},
	afslut_andre: async ({ locals }) => {
		await revokeOtherSessions(locals.db, locals.person!, locals.now);
		redirect(303, '/konto#sessioner');
	}
};
