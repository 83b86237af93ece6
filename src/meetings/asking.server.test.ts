import { sql } from 'kysely';
import { beforeEach, describe, expect, test } from 'vitest';
import { act, type Acting, Refused, Repeated } from '#database/acting.server.ts';
import { lookBack } from '#database/connection.server.ts';
import { sameTimeOn } from '#language/clock.server.ts';
import { addDays, type Day, longDate } from '#language/dates.ts';
import { undoChange } from '#history/undo.server.ts';
import { type Mail, MailTrouble } from '#messages/mail.server.ts';
import { findDuties } from '#municipalities/duties.server.ts';
import { noteVisit } from '#people/session.server.ts';
import { demoActor } from '../../tests/support/actors.ts';
import { testDatabase } from '../../tests/support/database.ts';
import { askEditors, remindEditors } from './asking.server.ts';
import { callMeeting, findMeeting, removeMeeting } from './meeting.server.ts';
import { answerTurn, findRota, noteAsked, takeTurnBack } from './rota.server.ts';
import { whyToRing } from './rota.ts';

const db = await testDatabase({ demo: true });
const office = await demoActor(db, 'program-office');
const lead = await demoActor(db, 'project-lead');
const herning = await demoActor(db, 'herning');
const langeland = await demoActor(db, 'langeland');
const address = 'https://overblik.example';
const anew = (acting: Acting): Acting => ({ ...acting, requestId: crypto.randomUUID() });
const onDay = (day: Day): Acting => ({ ...anew(office), today: day, now: sameTimeOn(day, office.now) });

const HERNING = '657';
const LANGELAND = '482';
const SAMSOE = '741';
const sent: Mail[] = [];
let refused: string[] = [];
const post = {
	async send(mail: Mail) {
		if (refused.includes(mail.to.address)) throw new MailTrouble('not taken');
		sent.push(mail);
	}
};
let id: number;
let held_on = '2024-10-17';

beforeEach(async () => {
	sent.length = 0;
	refused = [];
	held_on = addDays(held_on, 1);
	id = await callMeeting(db, anew(office), {
		title: 'Programledermøde',
		held_on,
		starts_at: '10:00',
		ends_at: '11:30',
		place: 'Teams',
		link: null,
		mailbox: 'moede@kombit.example',
		first_editing_on: '2024-09-02',
		second_editing_on: null,
		note: null
	});
});

const ask = (...kommune: string[]) => askEditors(db, anew(office), post, id, { kommune, address });
async function asked(code: string, today = office.today, reader: string | null = null) {
	const rota = await findRota(db, id, { today, reader });
	return rota.asked.find(({ municipality_code }) => municipality_code === code)!;
}
const remind = async (acting: Acting, ...codes: string[]) =>
	remindEditors(db, acting, post, id, {
		id: await Promise.all(codes.map(async (code) => (await asked(code)).id)),
		address
	});
/** Who is programleder in a municipality, the primary one first. */
async function leadersOf(code: string) {
	return db
		.selectFrom('role_holder')
		.innerJoin('person', 'person.id', 'person_id')
		.where('role_slug', '=', 'programleder')
		.where('role_holder.municipality_code', '=', code)
		.where('held_until', 'is', null)
		.orderBy('is_primary', 'desc')
		.select(['role_holder.id', 'person.name', 'person.email'])
		.execute();
}
async function setBounced(code: string, bounced_on: Day | null) {
	for (const { id } of await leadersOf(code))
		await db.updateTable('role_holder').set({ bounced_on }).where('id', '=', id).execute();
}

describe('asking by mail', () => {
	test('is one act, and tells each programleder when, where, how to answer and whom to ask', async () => {
		await ask(HERNING, LANGELAND);
		const leaders = [...(await leadersOf(HERNING)), ...(await leadersOf(LANGELAND))];
		expect(sent.map(({ to }) => to.address).toSorted()).toEqual(leaders.map(({ email }) => email).toSorted());
		const { subject, text, to, language } = sent.find(({ to }) => to.address === leaders[0]!.email)!;
		expect(language).toBe('da');
		expect(subject).toBe('Vil I være med i redaktionen? Programledermøde');
		expect(text.split('\n\n')).toEqual([
			`Hej ${to.name}`,
			expect.stringContaining('om Herning vil være med i redaktionen'),
			[
				'Mødet: Programledermøde',
				`${longDate(held_on, 'da')}, kl. 10.00–11.30, Teams`,
				'Redaktionsmøde I: mandag den 2. september 2024',
				`til kalenderen: ${address}/moeder/${id}/kalender?redaktion=1`,
				'Redaktionsmøde II: datoen er ikke sat endnu'
			].join('\n'),
			`Sig ja eller nej her. Log ind med denne mailadresse:\n${address}/moeder/${id}#redaktion`,
			'Har I spørgsmål, så skriv til moede@kombit.example.'
		]);
		expect((await asked(HERNING)).letters).toMatchObject([
			{ kind: 'asking', state: 'sent', sent_on: office.today, name: leaders[0]!.name }
		]);
	});

	test('is in the language that the person read in last', async () => {
		const { person } = await demoActor(db, 'herning');
		const later = { now: office.now, clock: new Date(Date.now() + 1000), language: 'en' as const };
		await noteVisit(db, person, later);
		await ask(HERNING);
		expect(sent).toMatchObject([
			{ language: 'en', subject: 'Will you help edit the meeting? Programledermøde' }
		]);
		expect(sent[0]!.text).toContain('Editorial meeting I: Monday 2 September 2024');
		await noteVisit(db, { ...person, language: 'en' }, { ...later, language: 'da' });
	});

	test('of a form that is sent twice, or twice at the same moment, is one mail', async () => {
		const form = { ...anew(office), formKey: crypto.randomUUID() };
		const again = () => askEditors(db, form, post, id, { kommune: [HERNING], address });
		const results = await Promise.allSettled([again(), again()]);
		expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
		await expect(again()).rejects.toThrow(Repeated);
		expect(sent).toHaveLength(1);
		await expect(ask(HERNING)).rejects.toEqual(new Refused({ kommune: 'taken' }));
		expect(sent).toHaveLength(1);
	});

	test('notes who has no programleder, whose mail bounces and whom no mail reached as asked, to be rung up', async () => {
		await setBounced(LANGELAND, '2023-11-01');
		refused = (await leadersOf(HERNING)).map(({ email }) => email);
		await ask(HERNING, LANGELAND, SAMSOE);
		expect(sent).toEqual([]);
		const why = async (code: string) => whyToRing(await asked(code));
		expect([await why(HERNING), await why(LANGELAND), await why(SAMSOE)]).toEqual([
			'failed',
			'bounced',
			'nobody'
		]);
		// The mail server is back: it is tried again the same day, and nobody else is written to.
		refused = [];
		await remind(anew(office), HERNING, LANGELAND, SAMSOE);
		expect(sent.map(({ subject }) => subject)).toEqual(['Vil I være med i redaktionen? Programledermøde']);
		expect(await why(HERNING)).toBeNull();
		await setBounced(LANGELAND, null);
	});

	test('goes to no one where only the caller says where Overblik is, or where the meeting is over', async () => {
		await askEditors(db, anew(office), post, id, { kommune: [HERNING], address: null });
		await db.updateTable('meeting').set({ state: 'held' }).where('id', '=', id).execute();
		await ask(LANGELAND);
		expect(sent).toEqual([]);
		expect(await asked(HERNING)).toMatchObject({ state: 'asked', letters: [] });
	});

	test('is not undone; taken back, it is still told that a mail went out, and none goes out twice that day', async () => {
		const asking = anew(office);
		await askEditors(db, asking, post, id, { kommune: [HERNING], address });
		await expect(undoChange(db, anew(office), asking.requestId)).rejects.toMatchObject({ status: 403 });
		await takeTurnBack(db, anew(office), await asked(HERNING));
		await ask(HERNING);
		expect(sent).toHaveLength(1);
		expect((await asked(HERNING)).letters).toHaveLength(1);
	});

	test('goes with its meeting, and comes back with it', async () => {
		await ask(HERNING);
		const removing = anew(office);
		await removeMeeting(db, removing, id, await findMeeting(db, id));
		await undoChange(db, anew(office), removing.requestId);
		expect((await asked(HERNING)).letters).toMatchObject([{ state: 'sent' }]);
	});
});

describe('a reminder', () => {
	test('goes to who has not answered, and to nobody twice on one day', async () => {
		await ask(HERNING, LANGELAND);
		const nobody = new Refused({ id: 'nobody_to_remind' });
		await expect(remind(anew(office), HERNING)).rejects.toEqual(nobody);
		await answer(langeland, LANGELAND, 'yes');
		sent.length = 0;
		const tomorrow = addDays(office.today, 1);
		// Two of the office do it at the same moment.
		const both = await Promise.allSettled([
			remind(onDay(tomorrow), HERNING, LANGELAND),
			remind(onDay(tomorrow), HERNING)
		]);
		expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
		expect(sent).toMatchObject([{ subject: 'Påmindelse: vil I være med i redaktionen? Programledermøde' }]);
		expect((await asked(HERNING, tomorrow)).letters.map(({ kind, sent_on }) => [kind, sent_on])).toEqual([
			['reminder', tomorrow],
			['asking', office.today]
		]);
		// As of the day before there was no reminder.
		const then = lookBack(db, { day: office.today, known: 'then', present: tomorrow });
		const rota = await findRota(then, id, { today: office.today, reader: null });
		expect(rota.asked.find(({ municipality_code }) => municipality_code === HERNING)?.letters).toHaveLength(
			1
		);
	});

	test('is the first mail for who was asked by other ways', async () => {
		await noteAsked(db, anew(office), id, { kommune: [HERNING] });
		await remind(anew(office), HERNING);
		expect(sent).toMatchObject([{ subject: 'Vil I være med i redaktionen? Programledermøde' }]);
	});
});

async function answer(
	acting: Acting,
	code: string,
	state: 'asked' | 'yes' | 'no',
	remark: string | null = null
) {
	const { id, version } = await asked(code, acting.today);
	await answerTurn(db, anew(acting), { id, version, state, answered_on: null, remark });
}

describe('who may', () => {
	test('ask and remind is the programme office, and answer the municipality itself and the office', async () => {
		for (const other of [lead, herning]) {
			const asking = askEditors(db, anew(other), post, id, { kommune: [HERNING], address });
			await expect(asking).rejects.toMatchObject({ status: 403 });
		}
		await ask(HERNING);
		await expect(remind(anew(herning), HERNING)).rejects.toMatchObject({ status: 403 });
		await expect(answer(langeland, HERNING, 'yes')).rejects.toMatchObject({ status: 403 });
		await answer(herning, HERNING, 'no', 'Vi flytter den uge');
		await answer(office, HERNING, 'yes');
		expect(await asked(HERNING)).toMatchObject({ state: 'yes', remark: null });
	});

	test('is what PostgreSQL lets them, too', async () => {
		await ask(HERNING, LANGELAND);
		const writing = (acting: Acting, statement: ReturnType<typeof sql>) =>
			act(db, anew(acting), (trx) => statement.execute(trx));
		const of = (code: string) => sql`meeting_id = ${id} and municipality_code = ${code}`;
		const answering = (code: string) =>
			sql`update editorial_turn set state = 'yes', answered_on = ${office.today}, remark = 'ja' where ${of(code)}`;
		await writing(herning, answering(HERNING));
		expect(await asked(HERNING)).toMatchObject({ state: 'yes', remark: 'ja' });
		const letter = sql`
			insert into editorial_letter (meeting_id, municipality_code, person_id, kind, sent_on)
			values (${id}, ${HERNING}, ${herning.person.id}, 'reminder', '2024-01-01')`;
		for (const [acting, statement] of [
			[herning, answering(LANGELAND)],
			[lead, answering(HERNING)],
			[herning, sql`update editorial_turn set asked_on = ${office.today} where ${of(HERNING)}`],
			[herning, sql`update editorial_letter set state = 'failed' where ${of(HERNING)}`],
			[herning, letter],
			[lead, letter],
			[office, sql`update editorial_letter set state = 'failed' where ${of(HERNING)}`]
		] as const)
			await expect(writing(acting, statement)).rejects.toMatchObject({ status: 403 });
		expect(await asked(LANGELAND)).toMatchObject({ state: 'asked' });
	});

	test('read the mails is KOMBIT, and the municipality that they went to', async () => {
		await ask(HERNING);
		expect((await asked(HERNING, office.today, HERNING)).letters).toHaveLength(1);
		expect(await asked(HERNING, office.today, LANGELAND)).toMatchObject({ letters: [] });
		const { leaders } = await asked(HERNING, office.today, LANGELAND);
		expect(leaders[0]).toMatchObject({ email: null, phone: null, bounced_on: null });
	});
});

test('the start page says what a municipality is asked until it has answered', async () => {
	const askings = async () => {
		const duties = await findDuties(db, { municipality_code: HERNING, today: office.today, since: null });
		return duties.askings.filter((asking) => asking.id === id);
	};
	expect(await askings()).toEqual([]);
	await ask(HERNING);
	expect(await askings()).toMatchObject([{ title: 'Programledermøde', held_on, asked_on: office.today }]);
	await answer(herning, HERNING, 'no');
	expect(await askings()).toEqual([]);
});
