import { expect, test } from 'vitest';
import { testDatabase } from '../../tests/support/database.ts';
import { findMeeting, listMeetings } from './meeting.server.ts';
import { numberAgenda } from './meeting.ts';

const db = await testDatabase({ demo: true });

test('the meeting of November 2023 has seven topics, and EMNE 2 stands twice as the source has it', async () => {
	const [meeting] = await listMeetings(db);
	expect(meeting).toMatchObject({ held_on: '2023-11-23', topics: 7 });
	const { agenda } = await findMeeting(db, meeting?.id ?? 0);
	const topics = numberAgenda(agenda);
	expect(topics).toHaveLength(7);
	expect(topics.filter((item) => item.label_said === 'EMNE 2').map((item) => item.number)).toEqual([
		'4',
		'5'
	]);
	expect(topics[5]?.below.map((item) => item.number)).toEqual([
		'6.1',
		'6.2',
		'6.3',
		'6.4',
		'6.5',
		'6.6',
		'6.7'
	]);
});

test('one presenter keeps both of the initials the source gives', async () => {
	const [meeting] = await listMeetings(db);
	const { agenda } = await findMeeting(db, meeting?.id ?? 0);
	const boxes = agenda.filter((item) => item.presenter?.startsWith('Bente')).map((item) => item.mailbox);
	expect(boxes).toEqual(expect.arrayContaining(['BME@kombit.dk', 'BPE@kombit.dk']));
});

test('a meeting knows the one before and the one after it', async () => {
	const [november, october] = await listMeetings(db);
	expect(await findMeeting(db, october?.id ?? 0)).toMatchObject({
		earlier: null,
		later: { id: november?.id },
		agenda: []
	});
	expect(await findMeeting(db, november?.id ?? 0)).toMatchObject({
		earlier: { id: october?.id },
		later: null
	});
});

test('a meeting that was never held is not found', async () => {
	await expect(findMeeting(db, 2_147_483_647)).rejects.toMatchObject({ status: 404 });
});
