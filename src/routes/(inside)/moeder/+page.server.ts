import { redirect } from '@sveltejs/kit';
import { Repeated } from '#database/acting.server.ts';
import { meetingForm } from '#meetings/meeting.form.ts';
import { callMeeting, listMeetings } from '#meetings/meeting.server.ts';
import { meetingText } from '#meetings/meeting.text.ts';
import { mayRunMeetings } from '#people/may.ts';
import { rememberChange, write } from '../write.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { read, language, person } }) => {
	const all = await read(listMeetings);
	// The next one is the first of those still being prepared, also where its day has passed.
	const next = all.filter(({ state }) => state === 'draft').at(-1) ?? null;
	return {
		title: meetingText[language].title,
		next,
		meetings: all.filter(({ id }) => id !== next?.id),
		mayRun: mayRunMeetings(person!)
	};
};

export const actions: Actions = {
	/** A meeting that was called is shown. */
	'ny-moede': (event) =>
		write(event, meetingForm, { act: 'ny-moede' }, async (acting, value) => {
			let path = '/moeder';
			try {
				path = `/moeder/${await callMeeting(event.locals.db, acting, value)}`;
				rememberChange(event);
			} catch (problem) {
				if (!(problem instanceof Repeated)) throw problem;
			}
			redirect(303, path);
		})
};
