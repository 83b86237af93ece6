import { changesFilter, freezeForm } from '#meetings/freeze.form.ts';
import { findChanges, freezeMeeting, listDecks } from '#meetings/freeze.server.ts';
import { findMeeting } from '#meetings/meeting.server.ts';
import { readMeetingId } from '#meetings/meeting.ts';
import { freezeText } from '#meetings/freeze.text.ts';
import { mayRunMeetings } from '#people/may.ts';
import { readFilter } from '#ui/filter.ts';
import { notFound } from '../../../../../errors.ts';
import { write } from '../../../write.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { read, readPresent, language, person, present } = locals;
	const meeting_id = readMeetingId(params.id) ?? notFound();
	const { udgave, vis } = readFilter(changesFilter, url.searchParams);
	const [meeting, decks] = await Promise.all([read(findMeeting, meeting_id), read(listDecks, meeting_id)]);
	const version = udgave ?? decks[0]?.version;
	const found =
		version === undefined
			? null
			: await readPresent(findChanges, {
					meeting_id,
					version,
					corrected: vis === 'rettelser',
					today: present,
					language
				});
	const t = freezeText[language];
	return {
		title: vis === 'rettelser' ? t.corrections_title : t.changes_title,
		meeting: { id: meeting.id, title: meeting.title },
		decks,
		vis,
		found,
		may_freeze: mayRunMeetings(person!)
	};
};

export const actions: Actions = {
	/** Freezes the figures of the meeting. */
	frys: (event) =>
		write(event, freezeForm, { act: 'frys', undo: false }, (acting, { tal_fra }) =>
			freezeMeeting(event.locals.db, acting, readMeetingId(event.params.id) ?? notFound(), {
				figures_on: tal_fra ?? acting.today
			})
		)
};
