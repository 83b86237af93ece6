import { beforeEach, describe, expect, test } from 'vitest';
import { type Acting, Refused, Stale } from '#database/acting.server.ts';
import { undoChange } from '#history/undo.server.ts';
import { listHistory } from '#history/history.server.ts';
import { tell } from '#history/change.ts';
import { demoActor } from '../../tests/support/actors.ts';
import { testDatabase } from '../../tests/support/database.ts';
import { addTopic, changeTopic, moveTopic, removeTopic } from './agenda.server.ts';
import {
	callMeeting,
	callNext,
	changeMeeting,
	closeMeeting,
	findMeeting,
	listMeetings,
	removeMeeting
} from './meeting.server.ts';
import { numberAgenda } from './meeting.ts';
import { addPoll, changePoll, removePoll } from './poll.server.ts';
import {
	answerTurn,
	findOwnTurn,
	findRota,
	findRotaMeeting,
	noteAsked,
	takeTurnBack
} from './rota.server.ts';

const db = await testDatabase({ demo: true });
const office = await demoActor(db, 'program-office');
const lead = await demoActor(db, 'project-lead');
const herning = await demoActor(db, 'herning');
const langeland = await demoActor(db, 'langeland');
const anew = (acting: Acting): Acting => ({ ...acting, requestId: crypto.randomUUID() });

const november = (await listMeetings(db)).find(({ held_on }) => held_on === '2023-11-23')!;
const TOPIC = {
	title: 'Punkt',
	purpose: null,
	presenter: null,
	mailbox: null,
	project_id: null,
	minutes: null,
	left_open: false
};
const MEETING = {
	title: 'Programledermøde',
	starts_at: '10:00',
	ends_at: '11:30',
	place: 'Teams',
	link: null,
	mailbox: null,
	first_editing_on: null,
	second_editing_on: null,
	note: null
};

describe('the meeting of November 2023', () => {
	test('has seven topics, and EMNE 2 stands twice as the source has it', async () => {
		expect(november).toMatchObject({ topics: 7, state: 'held', is_demo: false });
		const { agenda } = await findMeeting(db, november.id);
		const topics = numberAgenda(agenda);
		expect(topics).toHaveLength(7);
		expect(topics.filter((item) => item.label_said === 'EMNE 2').map((item) => item.number)).toEqual([
			'4',
			'5'
		]);
		expect(topics[5]?.below.map((item) => item.number)).toEqual([1, 2, 3, 4, 5, 6, 7].map((n) => `6.${n}`));
	});

	test('keeps both of the initials the source gives one presenter', async () => {
		const { agenda } = await findMeeting(db, november.id);
		const boxes = agenda.filter((item) => item.presenter?.startsWith('Bente')).map((item) => item.mailbox);
		expect(boxes).toEqual(expect.arrayContaining(['BME@kombit.dk', 'BPE@kombit.dk']));
	});

	test('shows the poll that was shown there', async () => {
		const { polls } = await findMeeting(db, november.id);
		expect(polls.map(({ answers }) => answers.map(({ percent }) => percent))).toEqual([[0, 5, 54, 26, 14]]);
	});

	test('knows the meeting before and after it, and one that was never called is not found', async () => {
		const { earlier, later } = await findMeeting(db, november.id);
		expect(earlier).toMatchObject({ title: 'KOMBIT programledermøde oktober 2023' });
		expect(later).toMatchObject({ held_on: '2023-12-14', state: 'draft' });
		await expect(findMeeting(db, 2_147_483_647)).rejects.toMatchObject({ status: 404 });
	});
});

describe('running a meeting', () => {
	let id: number;
	let day = 0;
	beforeEach(async () => {
		day++;
		const held_on = `2024-02-${String(day).padStart(2, '0')}`;
		id = await callMeeting(db, anew(office), { ...MEETING, held_on });
	});
	const titles = async () =>
		numberAgenda((await findMeeting(db, id)).agenda).map(({ number, title, below }) =>
			[`${number} ${title}`, ...below.map((one) => `${one.number} ${one.title}`)].join(', ')
		);
	const topicCalled = async (title: string) =>
		(await findMeeting(db, id)).agenda.find((item) => item.title === title)!;
	async function fill(...names: string[]) {
		for (const title of names) await addTopic(db, anew(office), id, { ...TOPIC, title });
	}

	test('is for the programme office', async () => {
		for (const other of [lead, herning]) {
			const held_on = '2024-09-19';
			await expect(callMeeting(db, other, { ...MEETING, held_on })).rejects.toMatchObject({ status: 403 });
			await expect(addTopic(db, other, id, TOPIC)).rejects.toMatchObject({ status: 403 });
			await expect(
				closeMeeting(db, other, id, {
					version: 1,
					held: true,
					evaluation: null,
					deck_url: null,
					left_open: []
				})
			).rejects.toMatchObject({ status: 403 });
		}
	});

	test('two meetings cannot be on one day, nor one in another century', async () => {
		const { held_on } = await findMeeting(db, id);
		await expect(callMeeting(db, anew(office), { ...MEETING, held_on })).rejects.toEqual(
			new Refused({ held_on: 'taken' })
		);
		await expect(callMeeting(db, anew(office), { ...MEETING, held_on: '2123-01-01' })).rejects.toEqual(
			new Refused({ held_on: 'far_date' })
		);
	});

	test('a topic is moved with what stands under it, numbers follow, and undoing puts it back', async () => {
		await fill('A', 'B', 'C', 'D');
		await moveTopic(db, anew(office), id, { id: (await topicCalled('C')).id, to: 'in' });
		expect(await titles()).toEqual(['1 A', '2 B, 2.1 C', '3 D']);
		const moving = anew(office);
		await moveTopic(db, moving, id, {
			id: (await topicCalled('B')).id,
			to: { parent_id: 0, place: 1 }
		});
		expect(await titles()).toEqual(['1 B, 1.1 C', '2 A', '3 D']);
		await undoChange(db, { ...anew(office) }, moving.requestId);
		expect(await titles()).toEqual(['1 A', '2 B, 2.1 C', '3 D']);
		await expect(
			moveTopic(db, anew(office), id, {
				id: (await topicCalled('B')).id,
				to: { parent_id: (await topicCalled('A')).id, place: 1 }
			})
		).rejects.toEqual(new Refused({ to: 'cannot_go' }));
	});

	test('two who move at the same moment lose nothing', async () => {
		await fill('A', 'B', 'C', 'D');
		const { id: a } = await topicCalled('A');
		const { id: d } = await topicCalled('D');
		await Promise.all([
			moveTopic(db, anew(office), id, { id: a, to: 'down' }),
			moveTopic(db, anew(office), id, { id: d, to: 'up' }),
			moveTopic(db, anew(office), id, { id: a, to: { parent_id: 0, place: 4 } })
		]);
		const { agenda } = await findMeeting(db, id);
		expect(agenda.map(({ title }) => title).toSorted()).toEqual(['A', 'B', 'C', 'D']);
		const { rows } = {
			rows: await db.selectFrom('agenda_item').where('meeting_id', '=', id).select('position').execute()
		};
		expect(rows.map(({ position }) => position).toSorted()).toEqual([1, 2, 3, 4]);
	});

	test('who writes over what another wrote meanwhile sees both; a move in between is no change', async () => {
		await fill('A', 'B');
		const topic = await topicCalled('A');
		await moveTopic(db, anew(office), id, { id: topic.id, to: 'down' });
		await changeTopic(db, anew(office), id, { ...TOPIC, ...pick(topic), title: 'A', minutes: 'Vi talte' });
		const late = changeTopic(db, anew(office), id, {
			...TOPIC,
			...pick(topic),
			title: 'A',
			minutes: 'Andet'
		});
		await expect(late).rejects.toMatchObject({
			name: 'Stale',
			theirs: { values: { minutes: 'Vi talte' }, person_name: office.person.name }
		});
		await removeTopic(db, anew(office), id, pick(await topicCalled('A')));
		await expect(
			changeTopic(db, anew(office), id, { ...TOPIC, ...pick(topic), title: 'A' })
		).rejects.toBeInstanceOf(Stale);
		await expect(moveTopic(db, anew(office), id, { id: topic.id, to: 'up' })).rejects.toBeInstanceOf(Stale);
	});

	test('a lead writes in the topics of their project, takes no other over, and moves none', async () => {
		const [own] = lead.person.project_ids;
		await addTopic(db, anew(office), id, { ...TOPIC, title: 'Egen', project_id: own! });
		await fill('Fremmed');
		const mine = await topicCalled('Egen');
		await changeTopic(db, anew(lead), id, {
			...TOPIC,
			...pick(mine),
			title: 'Egen',
			minutes: 'Aftalt',
			project_id: null
		});
		expect(await topicCalled('Egen')).toMatchObject({ minutes: 'Aftalt', project_id: own });
		const other = await topicCalled('Fremmed');
		await expect(
			changeTopic(db, anew(lead), id, { ...TOPIC, ...pick(other), project_id: own! })
		).rejects.toMatchObject({ status: 403 });
		await expect(moveTopic(db, anew(lead), id, { id: mine.id, to: 'down' })).rejects.toMatchObject({
			status: 403
		});
	});

	test('PostgreSQL refuses what the rules refuse, also where nobody asked them', async () => {
		const { act } = await import('#database/acting.server.ts');
		await fill('Fremmed');
		const other = await topicCalled('Fremmed');
		const [own] = lead.person.project_ids;
		for (const attempt of [{ title: 'x' }, { project_id: own! }, { position: 9 }])
			await expect(
				act(db, anew(lead), (trx) =>
					trx.updateTable('agenda_item').set(attempt).where('id', '=', other.id).execute()
				)
			).rejects.toMatchObject({ status: 403 });
		await expect(
			act(db, anew(herning), (trx) =>
				trx.updateTable('meeting').set({ title: 'x' }).where('id', '=', id).execute()
			)
		).rejects.toMatchObject({ status: 403 });
	});

	test('a topic about a project that is not there is refused in words', async () => {
		await expect(addTopic(db, anew(office), id, { ...TOPIC, project_id: 2_147_483_647 })).rejects.toEqual(
			new Refused({ project_id: 'bad_choice' })
		);
	});

	test('a topic stays when its project is deleted', async () => {
		const { id: project_id } = await db
			.insertInto('project')
			.values({ slug: `kort-${day}`, name: 'Kort', short_name: 'Kort', summary: 'x', position: 99 })
			.returning('id')
			.executeTakeFirstOrThrow();
		await addTopic(db, anew(office), id, { ...TOPIC, title: 'Om det', project_id });
		await db.deleteFrom('project').where('id', '=', project_id).execute();
		expect(await topicCalled('Om det')).toMatchObject({ project_id: null, project_slug: null });
	});

	test('the next meeting starts with what was left open, and each topic knows where it comes from', async () => {
		await fill('A', 'B', 'B1', 'C');
		await moveTopic(db, anew(office), id, { id: (await topicCalled('B1')).id, to: 'in' });
		const { version, held_on } = await findMeeting(db, id);
		const open = [(await topicCalled('B')).id];
		await closeMeeting(db, anew(office), id, {
			version,
			held: true,
			evaluation: 'God dialog',
			deck_url: null,
			left_open: open
		});
		expect(await findMeeting(db, id)).toMatchObject({ state: 'held', evaluation: 'God dialog' });
		await expect(callNext(db, anew(office), id, { title: 'Næste', held_on })).rejects.toEqual(
			new Refused({ held_on: 'order' })
		);
		const calling = anew(office);
		const next = await callNext(db, calling, id, { title: 'Næste', held_on: `2024-03-${held_on.slice(8)}` });
		const made = await findMeeting(db, next);
		expect(made).toMatchObject({ state: 'draft', starts_at: '10:00', place: 'Teams' });
		const [first, ...rest] = numberAgenda(made.agenda);
		expect(rest).toEqual([]);
		expect(first).toMatchObject({
			number: '1',
			title: 'B',
			carried_from_id: open[0],
			carried_from_meeting: id,
			left_open: false,
			below: [{ number: '1.1', title: 'B1' }]
		});
		await undoChange(db, anew(office), calling.requestId);
		await expect(findMeeting(db, next)).rejects.toMatchObject({ status: 404 });
	});

	test('a held meeting is not removed; one being prepared is, and comes back with its agenda', async () => {
		await fill('A', 'B');
		await moveTopic(db, anew(office), id, { id: (await topicCalled('B')).id, to: 'in' });
		await expect(removeMeeting(db, anew(office), november.id, { version: 1 })).rejects.toEqual(
			new Refused({ held_on: 'closed' })
		);
		const { version } = await findMeeting(db, id);
		const removing = anew(office);
		await removeMeeting(db, removing, id, { version });
		await expect(findMeeting(db, id)).rejects.toMatchObject({ status: 404 });
		await undoChange(db, anew(office), removing.requestId);
		expect(await titles()).toEqual(['1 A, 1.1 B']);
	});

	test('what was carried over stands by itself when its origin is removed, and undoing joins them again', async () => {
		await fill('A');
		const { id: a } = await topicCalled('A');
		const { version, held_on } = await findMeeting(db, id);
		const after = { version, held: true, evaluation: null, deck_url: null, left_open: [a] };
		await closeMeeting(db, anew(office), id, after);
		const next = await callNext(db, anew(office), id, {
			title: 'Næste',
			held_on: `2024-04-${held_on.slice(8)}`
		});
		const removing = anew(office);
		await removeTopic(db, removing, id, pick(await topicCalled('A')));
		expect((await findMeeting(db, next)).agenda[0]).toMatchObject({ title: 'A', carried_from_id: null });
		await undoChange(db, anew(office), removing.requestId);
		expect((await findMeeting(db, next)).agenda[0]).toMatchObject({ carried_from_id: a });
	});

	test('its history tells in words what was changed', async () => {
		await fill('Velkommen');
		const { version, held_on } = await findMeeting(db, id);
		await changeMeeting(db, anew(office), id, { ...MEETING, version, held_on, place: 'København' });
		const { changes, names } = await listHistory(db, { meeting_id: id }, { before: null, reader: null });
		const told = changes.map((change) => tell(change, names, 'da', '2023-11-23'));
		expect(told[0]).toMatchObject({
			what: 'Møde',
			which: 'Programledermøde',
			lines: [{ field: 'Sted', old: 'Teams', new: 'København' }]
		});
		expect(told[1]).toMatchObject({ what: 'Punkt på dagsordenen tilføjet', which: 'Velkommen' });
	});

	test('a thousand topics are read and moved', async () => {
		await db
			.insertInto('agenda_item')
			.values(Array.from({ length: 1000 }, (_, i) => ({ meeting_id: id, position: i + 1, title: `P${i}` })))
			.execute();
		const last = await topicCalled('P999');
		await moveTopic(db, anew(office), id, { id: last.id, to: { parent_id: 0, place: 1 } });
		expect((await titles())[0]).toBe('1 P999');
	});

	test('a poll keeps its votes and shows shares; who answers over another sees both', async () => {
		const given = {
			question: 'Var mødet godt?',
			note: null,
			unit: 'votes' as const,
			answers: [
				{ label: 'Ja', count: 2 },
				{ label: 'Nej', count: 1 }
			]
		};
		await addPoll(db, anew(office), id, { ...given, project_id: null });
		const [poll] = (await findMeeting(db, id)).polls;
		expect(poll?.answers).toEqual([
			{ label: 'Ja', percent: 67, votes: 2 },
			{ label: 'Nej', percent: 33, votes: 1 }
		]);
		const one = { ...pick(poll!), ...given, answers: given.answers.slice(0, 1) };
		const changing = anew(office);
		await changePoll(db, changing, id, one);
		expect((await findMeeting(db, id)).polls[0]?.answers).toHaveLength(1);
		await expect(changePoll(db, anew(office), id, one)).rejects.toMatchObject({
			theirs: { values: { label_1: 'Ja', count_1: '2' } }
		});
		await undoChange(db, anew(office), changing.requestId);
		expect((await findMeeting(db, id)).polls[0]?.answers).toHaveLength(2);
		const removing = anew(office);
		await removePoll(db, removing, id, pick((await findMeeting(db, id)).polls[0]!));
		expect((await findMeeting(db, id)).polls).toEqual([]);
		await undoChange(db, anew(office), removing.requestId);
		expect((await findMeeting(db, id)).polls[0]?.answers).toHaveLength(2);
		await expect(addPoll(db, anew(lead), id, { ...given, project_id: null })).rejects.toMatchObject({
			status: 403
		});
	});
});

describe('the rota', () => {
	test('of the demo is under way: one seat is left, and its proposal says why', async () => {
		const id = (await findRotaMeeting(db))!;
		const rota = await findRota(db, id, { today: office.today, reader: null });
		expect(rota.meeting.held_on).toBe('2023-12-14');
		expect(rota.asked.map(({ state }) => state).toSorted()).toEqual(['asked', 'no', 'yes', 'yes']);
		expect(rota.open).toBe(2);
		expect(rota.proposals).toHaveLength(2);
		expect(rota.proposals.every(({ reason }) => reason === 'never')).toBe(true);
		expect(rota.proposals[0]?.leaders[0]?.email).toContain('@');
		const { proposals } = await findRota(db, id, { today: office.today, reader: '657' });
		expect(proposals[0]?.leaders[0]).toMatchObject({ email: null, phone: null, bounced_on: null });
		// Samsø has no programleder, so it is not proposed.
		expect(rota.without.map(({ slug }) => slug)).toContain('samsoe');
	});

	test('is asked by the office and answered by the municipality, and an asking is undone', async () => {
		const id = await callMeeting(db, anew(office), { ...MEETING, held_on: '2024-10-17' });
		await expect(noteAsked(db, anew(herning), id, { kommune: ['657'] })).rejects.toMatchObject({
			status: 403
		});
		const asking = anew(office);
		await noteAsked(db, asking, id, { kommune: ['657'] });
		const rota = () => findRota(db, id, { today: office.today, reader: null });
		const [turn] = (await rota()).asked;
		expect(turn).toMatchObject({ municipality_code: '657', state: 'asked', asked_on: office.today });
		await expect(noteAsked(db, anew(office), id, { kommune: ['657'] })).rejects.toEqual(
			new Refused({ kommune: 'taken' })
		);
		await expect(noteAsked(db, anew(office), id, { kommune: ['999'] })).rejects.toEqual(
			new Refused({ kommune: 'bad_choice' })
		);
		const answer = { ...pick(turn!), state: 'no' as const, answered_on: null, remark: 'Vi flytter' };
		await expect(answerTurn(db, anew(langeland), answer)).rejects.toMatchObject({ status: 403 });
		await expect(answerTurn(db, anew(herning), { ...answer, answered_on: '2024-01-01' })).rejects.toEqual(
			new Refused({ answered_on: 'future' })
		);
		await answerTurn(db, anew(herning), answer);
		expect((await rota()).asked[0]).toMatchObject({ state: 'no', answered_on: office.today });
		await expect(answerTurn(db, anew(office), answer)).rejects.toMatchObject({
			theirs: { values: { state: 'no' } }
		});
		await expect(takeTurnBack(db, anew(herning), pick(turn!))).rejects.toMatchObject({ status: 403 });
		const [now] = (await rota()).asked;
		// What was said with it is for KOMBIT and Herning.
		for (const [reader, remark] of [
			[null, 'Vi flytter'],
			['657', 'Vi flytter'],
			['482', null]
		] as const)
			expect((await findRota(db, id, { today: office.today, reader })).asked[0]).toMatchObject({ remark });
		expect(await findOwnTurn(db, { meeting_id: id, municipality_code: '657' })).toMatchObject({
			state: 'no',
			remark: 'Vi flytter'
		});
		expect(await findOwnTurn(db, { meeting_id: id, municipality_code: '482' })).toBeNull();
		await takeTurnBack(db, anew(office), pick(now!));
		expect((await rota()).asked).toEqual([]);
	});
});

function pick({ id, version }: { id: number; version: number }) {
	return { id, version };
}
