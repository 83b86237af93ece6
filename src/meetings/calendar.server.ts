import ical, { ICalCalendarMethod } from 'ical-generator';
import { Temporal } from 'temporal-polyfill';
import { type Day, TIME_ZONE } from '#language/dates.ts';
import type { Language } from '#language/language.ts';
import { notFound } from '../errors.ts';
import type { MeetingPage } from './meeting.server.ts';
import { numberAgenda } from './meeting.ts';
import { meetingText } from './meeting.text.ts';

/** How long a meeting is taken to last where only its start is known, in minutes. */
const LENGTH = 60;

/**
 * A meeting as a calendar file (RFC 5545), for Outlook and others. Clock times are Copenhagen's and are written as UTC, so
 * that summer time is right whatever the reader's machine knows of it; without a time it is a day.
 * @param origin the address of this site, such as https://overblik.example
 * @param now when the file is made
 */
export function meetingCalendar(
	meeting: Pick<
		MeetingPage,
		'id' | 'version' | 'title' | 'held_on' | 'starts_at' | 'ends_at' | 'place' | 'link' | 'agenda'
	>,
	{ origin, now, language }: { origin: string; now: Date; language: Language }
): string {
	const page = `${origin}/moeder/${meeting.id}`;
	const start = meeting.starts_at && moment(meeting.held_on, meeting.starts_at);
	const agenda = numberAgenda(meeting.agenda).flatMap((topic) => [
		`${topic.number}. ${topic.title}`,
		...topic.below.map((under) => `   ${under.number} ${under.title}`)
	]);
	const calendar = calendarIn(language);
	calendar.createEvent({
		id: `moede-${meeting.id}@${new URL(origin).hostname}`,
		sequence: meeting.version,
		stamp: now,
		summary: meeting.title,
		...(start
			? {
					start,
					end: meeting.ends_at
						? moment(meeting.held_on, meeting.ends_at)
						: new Date(start.getTime() + LENGTH * 60_000)
				}
			: { start: new Date(`${meeting.held_on}T00:00:00Z`), allDay: true }),
		...(meeting.place || meeting.link
			? { location: [meeting.place, meeting.link].filter(Boolean).join(', ') }
			: {}),
		description: [...agenda.slice(0, 100), '', page].join('\n'),
		url: page
	});
	return calendar.toString();
}

/**
 * An editorial meeting before a meeting as a calendar file: a day, since no time of it is known.
 * @param nth the first one or the second
 * @throws 404 where its day is not set
 */
export function editingCalendar(
	meeting: Pick<MeetingPage, 'id' | 'version' | 'title' | 'first_editing_on' | 'second_editing_on'>,
	nth: 1 | 2,
	{ origin, now, language }: { origin: string; now: Date; language: Language }
): string {
	const name = nth === 1 ? 'first_editing_on' : 'second_editing_on';
	const day = meeting[name] ?? notFound();
	const page = `${origin}/moeder/${meeting.id}`;
	const calendar = calendarIn(language);
	calendar.createEvent({
		id: `redaktion-${nth}-${meeting.id}@${new URL(origin).hostname}`,
		sequence: meeting.version,
		stamp: now,
		summary: `${meetingText[language][name]}: ${meeting.title}`,
		start: new Date(`${day}T00:00:00Z`),
		allDay: true,
		description: page,
		url: page
	});
	return calendar.toString();
}

function calendarIn(language: Language) {
	return ical({
		name: meetingText[language].title,
		method: ICalCalendarMethod.PUBLISH,
		prodId: { company: 'Overblik', product: 'Overblik', language: language.toUpperCase() }
	});
}

function moment(day: Day, time: string): Date {
	const zoned = Temporal.PlainDate.from(day).toZonedDateTime({
		timeZone: TIME_ZONE,
		plainTime: Temporal.PlainTime.from(time)
	});
	return new Date(zoned.epochMilliseconds);
}
