import { findMeeting } from '#meetings/meeting.server.ts';
import { readMeetingId } from '#meetings/meeting.ts';
import { notFound } from '../../../../errors.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { read }, params }) => {
	const meeting = await read(findMeeting, readMeetingId(params.id) ?? notFound());
	return { title: meeting.title, meeting };
};
