import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { Refused, Repeated } from '#database/acting.server.ts';
import { invite, previewInvitations } from '#people/invitation.server.ts';
import { readInvitations } from '#people/invitation.form.ts';
import { mayAdministerSome } from '#people/may.ts';
import { invitationForm } from '#people/person.form.ts';
import { listPlaces } from '#people/person.server.ts';
import { personText } from '#people/person.text.ts';
import { type Faults, readForm, type Typed } from '#ui/posted.form.ts';
import { databaseAway, notAllowed } from '../../../../errors.ts';
import { actingIn } from '../../write.ts';
import type { Actions, PageServerLoad } from './$types';

/** Where people are invited, one or a list. */
export const load: PageServerLoad = async ({ locals }) => {
	const actor = locals.person!;
	if (!mayAdministerSome(actor)) notAllowed();
	return {
		title: personText[locals.language].invitation.heading,
		places: actor.municipality_code === null ? await locals.read(listPlaces) : null
	};
};

interface NotInvited {
	typed: Typed;
	faults: Faults;
}

async function readList({ locals, request }: RequestEvent) {
	if (locals.databaseAway) databaseAway();
	const form = readForm(invitationForm, await request.formData());
	if (!form.ok) return { ok: false as const, typed: form.typed, faults: form.faults };
	const { liste, kind, place } = form.value;
	const own = locals.person!.municipality_code;
	const places = await locals.read(listPlaces);
	const lines = readInvitations(liste, {
		places,
		usual: { kind, municipality_code: own ?? place }
	});
	return { ok: true as const, typed: form.typed, lines, formKey: form.formKey };
}

export const actions: Actions = {
	/** Shows what will happen, line by line; changes nothing. */
	se: async (event) => {
		const form = await readList(event);
		if (!form.ok) return fail<NotInvited>(422, { typed: form.typed, faults: form.faults });
		const lines = await previewInvitations(event.locals.db, {
			actor: event.locals.person!,
			lines: form.lines
		});
		return { typed: form.typed, preview: lines };
	},
	/** Invites; what was left out and what could not be sent comes back by name. */
	inviter: async (event) => {
		const form = await readList(event);
		if (!form.ok) return fail<NotInvited>(422, { typed: form.typed, faults: form.faults });
		try {
			const { lines, invited } = await invite(
				event.locals.db,
				actingIn(event, form.formKey),
				event.locals.mail,
				{ lines: form.lines, address: event.locals.entry.letters ? event.url.origin : null }
			);
			const left_out = lines.filter(({ outcome }) => outcome === 'faulty');
			// What is still to be mended stands in the list again.
			const typed: Typed = { ...form.typed, liste: left_out.map(({ text }) => text).join('\n') };
			return { typed, invited, left_out };
		} catch (problem) {
			if (problem instanceof Refused)
				return fail<NotInvited>(422, { typed: form.typed, faults: problem.faults });
			if (!(problem instanceof Repeated)) throw problem;
		}
		redirect(303, '/personer?tilstand=inviterede');
	}
};
