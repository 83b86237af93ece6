import { listDecks } from '#meetings/freeze.server.ts';
import { findMeeting } from '#meetings/meeting.server.ts';
import { readMeetingId } from '#meetings/meeting.ts';
import { mayRunMeetings } from '#people/may.ts';
import { notFound } from '../../../../errors.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { read, person }, params }) => {
	const id = readMeetingId(params.id) ?? notFound();
	const [meeting, decks] = await Promise.all([read(findMeeting, id), read(listDecks, id)]);
	return { title: meeting.title, meeting, decks, may_freeze: mayRunMeetings(person!) };
};
