import { expect, test } from 'vitest';
import { mailboxesIn, numberAgenda, readMeetingId } from './meeting.ts';

test('numbers come from the order, whatever label the source gives', () => {
	const agenda = numberAgenda([
		{ id: 11, parent_id: null, label_said: null },
		{ id: 12, parent_id: null, label_said: 'EMNE 2' },
		{ id: 13, parent_id: null, label_said: 'EMNE 2' },
		{ id: 14, parent_id: 13, label_said: null },
		{ id: 15, parent_id: 13, label_said: null }
	]);
	expect(agenda.map((item) => item.number)).toEqual(['1', '2', '3']);
	expect(agenda[2]?.below.map((item) => item.number)).toEqual(['3.1', '3.2']);
});

test('every address in a mailbox line gets its own link', () => {
	expect(mailboxesIn('SPR@kombit.dk, EWA@kombit.dk')).toEqual(['SPR@kombit.dk', 'EWA@kombit.dk']);
	expect(mailboxesIn('står ikke i kilden')).toEqual([]);
});

test('an id that no meeting can have is none', () => {
	expect(['1', '2147483647'].map(readMeetingId)).toEqual([1, 2147483647]);
	expect(['0', '01', '-1', '1.5', 'x', '2147483648', '99999999999'].map(readMeetingId)).toEqual(
		Array(7).fill(null)
	);
});
