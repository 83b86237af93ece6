import ICAL from 'ical.js';
import { describe, expect, test } from 'vitest';
import { editingCalendar, meetingCalendar } from './calendar.server.ts';

const MEETING = {
	id: 7,
	version: 3,
	title: 'Programledermøde – æøå, «citat»; komma',
	held_on: '2024-01-18',
	starts_at: '10:00:00',
	ends_at: '11:30:00',
	place: 'Teams',
	link: 'https://teams.example/moede?a=1&b=2',
	agenda: []
};

function read(meeting: object) {
	const text = meetingCalendar(
		{ ...MEETING, ...meeting },
		{
			origin: 'https://overblik.example',
			now: new Date('2023-11-23T09:00:00Z'),
			language: 'da'
		}
	);
	const component = new ICAL.Component(ICAL.parse(text));
	return { text, event: new ICAL.Event(component.getFirstSubcomponent('vevent')!), component };
}

describe('the calendar entry of a meeting', () => {
	test('is at the hour it has in Copenhagen, in winter and in summer', () => {
		const at = (held_on: string) => {
			const { event } = read({ held_on });
			return [event.startDate.toJSDate().toISOString(), event.endDate.toJSDate().toISOString()];
		};
		expect(at('2024-01-18')).toEqual(['2024-01-18T09:00:00.000Z', '2024-01-18T10:30:00.000Z']);
		expect(at('2024-06-20')).toEqual(['2024-06-20T08:00:00.000Z', '2024-06-20T09:30:00.000Z']);
		// The days on which the clock is changed.
		expect(at('2024-03-31')[0]).toBe('2024-03-31T08:00:00.000Z');
		expect(at('2024-10-27')[0]).toBe('2024-10-27T09:00:00.000Z');
	});

	test('is a day where no time is known, and an hour where only the start is', () => {
		const whole = read({ starts_at: null, ends_at: null }).event;
		expect(whole.startDate.isDate).toBe(true);
		expect(whole.startDate.toString()).toBe('2024-01-18');
		const hour = read({ ends_at: null }).event;
		expect(hour.duration.toSeconds()).toBe(3600);
	});

	test('says what, where and the agenda by its numbers, and keeps its identity', () => {
		const { event, component, text } = read({
			agenda: [
				{ id: 1, parent_id: null, title: 'Velkommen' },
				{ id: 2, parent_id: null, title: 'Kort nyt\nEND:VEVENT' },
				{ id: 3, parent_id: 2, title: 'TØK' }
			]
		});
		expect(event.summary).toBe(MEETING.title);
		expect(event.location).toBe('Teams, https://teams.example/moede?a=1&b=2');
		expect(event.description).toContain('1. Velkommen\n2. Kort nyt\nEND:VEVENT\n   2.1 TØK');
		expect(event.uid).toBe('moede-7@overblik.example');
		expect(event.sequence).toBe(3);
		expect(component.getAllSubcomponents('vevent')).toHaveLength(1);
		expect(component.getFirstPropertyValue('method')).toBe('PUBLISH');
		expect(text).toContain('DTSTAMP:20231123T090000Z');
		expect(text.split('\r\n').every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
	});
});

describe('the calendar entry of an editorial meeting', () => {
	const made = {
		origin: 'https://overblik.example',
		now: new Date('2023-11-23T09:00:00Z'),
		language: 'da' as const
	};
	const meeting = { ...MEETING, first_editing_on: '2024-01-04', second_editing_on: null };

	test('is its day, with the meeting that it is before', () => {
		const component = new ICAL.Component(ICAL.parse(editingCalendar(meeting, 1, made)));
		const event = new ICAL.Event(component.getFirstSubcomponent('vevent')!);
		expect(event.startDate.isDate).toBe(true);
		expect(event.startDate.toString()).toBe('2024-01-04');
		expect(event.summary).toBe(`Redaktionsmøde I: ${MEETING.title}`);
		expect(event.uid).toBe('redaktion-1-7@overblik.example');
		expect(event.description).toBe('https://overblik.example/moeder/7');
	});

	test('is not there before its day is set', () => {
		expect(() => editingCalendar(meeting, 2, made)).toThrow(expect.objectContaining({ status: 404 }));
	});
});
