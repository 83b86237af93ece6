import { fold } from '#language/fold.ts';
import { editingCalendar, meetingCalendar } from '#meetings/calendar.server.ts';
import { calendarFilter } from '#meetings/meeting.form.ts';
import { findMeeting } from '#meetings/meeting.server.ts';
import { readMeetingId } from '#meetings/meeting.ts';
import { readFilter } from '#ui/filter.ts';
import { notFound } from '../../../../../errors.ts';
import type { RequestHandler } from './$types';

/** The meeting as a calendar file, or by `?redaktion=1` or `2` one of the editorial meetings before it. */
export const GET: RequestHandler = async ({ locals: { read, now, language }, params, url }) => {
	const meeting = await read(findMeeting, readMeetingId(params.id) ?? notFound());
	const { redaktion } = readFilter(calendarFilter, url.searchParams);
	const name =
		fold(meeting.title)
			.replaceAll(/[^a-z0-9]+/g, '-')
			.slice(0, 60) || 'moede';
	const made = { origin: url.origin, now, language };
	const nth = redaktion && (Number(redaktion) as 1 | 2);
	return new Response(nth ? editingCalendar(meeting, nth, made) : meetingCalendar(meeting, made), {
		headers: {
			'content-type': 'text/calendar; charset=utf-8',
			'content-disposition': `attachment; filename="${nth ? `redaktion-${nth}-` : ''}${name}.ics"`
		}
	});
};
