import { fold } from '#language/fold.ts';
import { meetingCalendar } from '#meetings/calendar.server.ts';
import { findMeeting } from '#meetings/meeting.server.ts';
import { readMeetingId } from '#meetings/meeting.ts';
import { notFound } from '../../../../../errors.ts';
import type { RequestHandler } from './$types';

/** The meeting as a calendar file. */
export const GET: RequestHandler = async ({ locals: { read, now, language }, params, url }) => {
	const meeting = await read(findMeeting, readMeetingId(params.id) ?? notFound());
	const name =
		fold(meeting.title)
			.replaceAll(/[^a-z0-9]+/g, '-')
			.slice(0, 60) || 'moede';
	return new Response(meetingCalendar(meeting, { origin: url.origin, now, language }), {
		headers: {
			'content-type': 'text/calendar; charset=utf-8',
			'content-disposition': `attachment; filename="${name}.ics"`
		}
	});
};
