import { describe, expect, it } from 'vitest';
import type { Acting } from '#database/acting.server.ts';
import type { Mail, Mailer } from '#messages/mail.server.ts';
import { demoActor, listActors } from '../../tests/support/actors.ts';
import { testDatabase } from '../../tests/support/database.ts';
import { readInvitations } from './invitation.form.ts';
import { invite, inviteAgain, previewInvitations } from './invitation.server.ts';
import { mayAdministerSome } from './may.ts';
import { findPerson, listPeople, listPlaces } from './person.server.ts';

const db = await testDatabase({ demo: true });
const office = await demoActor(db, 'program-office');
const herning = await demoActor(db, 'herning');
const places = await listPlaces(db);
const address = 'https://overblik.example';
const again = (acting: Acting): Acting => ({ ...acting, requestId: crypto.randomUUID() });
const lines = (text: string) =>
	readInvitations(text, { places, usual: { kind: null, municipality_code: undefined } });

/** A post office that keeps what it is given, and fails for some addresses. */
function postOffice(failing: string[] = []) {
	const letters: Mail[] = [];
	const mail: Pick<Mailer, 'send'> = {
		send: (letter) => {
			if (failing.includes(letter.to.address)) return Promise.reject(new Error('550 no such mailbox'));
			letters.push(letter);
			return Promise.resolve();
		}
	};
	return { mail, letters };
}

describe('what an invitation will do', () => {
	it('is told line by line before it is done, and changes nothing', async () => {
		const before = await db.selectFrom('person').select('id').execute();
		const preview = await previewInvitations(db, {
			actor: office.person,
			lines: lines(
				[
					'Ny Person <ny@herning.example>; læser; Herning',
					'Dorthe <DORTHE.hedelund@herning.example>; medarbejder; Odense',
					'Dorthe Hedelund <dorthe.hedelund@herning.example>; programleder; Herning',
					'Ny Igen <NY@herning.example>; læser; Herning',
					'ingen mail; læser; Herning'
				].join('\n')
			)
		});
		expect(preview.map(({ line, outcome, why, known }) => [line, outcome, why, known?.name])).toEqual([
			[1, 'new', null, undefined],
			[2, 'adds', null, 'Dorthe Hedelund'],
			[3, 'has', null, 'Dorthe Hedelund'],
			[4, 'faulty', 'twice:1', undefined],
			[5, 'faulty', 'no_mail', undefined]
		]);
		expect(await db.selectFrom('person').select('id').execute()).toEqual(before);
	});

	it('stays within what the actor administers, for every kind of access', async () => {
		const text =
			'A B <a@x.example>; læser; Herning\nC D <c@x.example>; læser; Langeland\nE F <e@x.example>; KOMBIT læser';
		for (const { person } of await listActors(db)) {
			const look = previewInvitations(db, { actor: person, lines: lines(text) });
			if (!mayAdministerSome(person)) {
				await expect(look, person.kind).rejects.toMatchObject({ status: 403 });
				continue;
			}
			const own = person.municipality_code;
			expect((await look).map(({ outcome, why }) => why ?? outcome)).toEqual([
				own === null || own === '657' ? 'new' : 'not_yours',
				own === null || own === '482' ? 'new' : 'not_yours',
				own === null ? 'new' : 'not_yours'
			]);
		}
	});
});

describe('an invitation', () => {
	it('makes the person, gives the access and sends a letter with the way in and no secret', async () => {
		const { mail, letters } = postOffice();
		const { invited } = await invite(db, again(herning), mail, {
			lines: lines('Åse Øster <aase@herning.example>; medarbejder; Herning'),
			address
		});
		expect(invited).toMatchObject([{ name: 'Åse Øster', sent: true }]);
		expect(letters).toHaveLength(1);
		const [letter] = letters;
		expect(letter!.to).toEqual({ name: 'Åse Øster', address: 'aase@herning.example' });
		expect(letter!.text).toContain('https://overblik.example/log-ind');
		expect(letter!.text.match(/https?:\S+/g)!.every((link) => link === `${address}/log-ind`)).toBe(true);
		expect(letter!.text).toContain('Dorthe Hedelund (Herning)');
		const person = await findPerson(db, { id: invited[0]!.person_id, today: office.today });
		expect(person).toMatchObject({ municipality_code: '657' });
		expect(person.accesses).toMatchObject([
			{ kind: 'contributor', municipality_code: '657', invited_on: office.today, invitation_failed_on: null }
		]);
		const { people } = await listPeople(db, { scope: '657', state: 'invited' });
		expect(people.map(({ name }) => name)).toContain('Åse Øster');
	});

	it('lets one person hold access in several places by one mail, whatever its case, with one letter', async () => {
		const { mail, letters } = postOffice();
		const { invited } = await invite(db, again(office), mail, {
			lines: lines(
				'Finn Flere <finn@x.example>; læser; Herning\nFinn <FINN@x.example>; medarbejder; Odense\nFinn <finn@x.example>; KOMBIT læser'
			),
			address
		});
		expect(new Set(invited.map(({ person_id }) => person_id)).size).toBe(1);
		expect(letters).toHaveLength(1);
		const person = await findPerson(db, { id: invited[0]!.person_id, today: office.today });
		expect(person.name).toBe('Finn Flere');
		expect(person.accesses).toHaveLength(3);
	});

	it('stands though its letter fails, says so by name, and can be sent again', async () => {
		const failing = postOffice(['doed@herning.example']);
		const { invited, lines: all } = await invite(db, again(herning), failing.mail, {
			lines: lines(
				'Levende <lev@herning.example>; læser; Herning\nDød Postkasse <doed@herning.example>; læser; Herning\nForkert; læser; Herning'
			),
			address
		});
		expect(invited.map(({ name, sent }) => [name, sent])).toEqual([
			['Levende', true],
			['Død Postkasse', false]
		]);
		expect(all.filter(({ outcome }) => outcome === 'faulty').map(({ text }) => text)).toEqual([
			'Forkert; læser; Herning'
		]);
		const dead = invited[1]!;
		const accessOf = async () =>
			(await findPerson(db, { id: dead.person_id, today: office.today })).accesses[0]!;
		expect(await accessOf()).toMatchObject({ invited_on: null, invitation_failed_on: office.today });
		const which = { person_id: dead.person_id, access_id: dead.access_id, address };
		await expect(inviteAgain(db, again(herning), failing.mail, which)).rejects.toMatchObject({
			faults: { access_id: 'mail_failed' }
		});
		const working = postOffice();
		await inviteAgain(db, again(herning), working.mail, which);
		expect(working.letters).toHaveLength(1);
		expect(await accessOf()).toMatchObject({ invited_on: office.today, invitation_failed_on: null });
		const langeland = await demoActor(db, 'langeland');
		await expect(inviteAgain(db, langeland, working.mail, which)).rejects.toMatchObject({ status: 403 });
	});

	it('sends no letter where only the caller says what our address is', async () => {
		const { mail, letters } = postOffice();
		const { invited } = await invite(db, again(herning), mail, {
			lines: lines('Uden Adresse <uden.adresse@herning.example>; læser; Herning'),
			address: null
		});
		expect(invited).toMatchObject([{ name: 'Uden Adresse', sent: false }]);
		const [{ person_id, access_id }] = invited as [(typeof invited)[number]];
		await expect(
			inviteAgain(db, again(herning), mail, { person_id, access_id, address: null })
		).rejects.toMatchObject({ faults: { access_id: 'mail_failed' } });
		expect(letters).toEqual([]);
	});

	it('sent twice is taken in once', async () => {
		const { mail, letters } = postOffice();
		const formKey = crypto.randomUUID();
		const send = () =>
			invite(db, { ...again(herning), formKey }, mail, {
				lines: lines('Én Gang <en.gang@herning.example>; læser; Herning'),
				address
			});
		await send();
		await expect(send()).rejects.toMatchObject({ name: expect.stringMatching(/Repeated|Refused/) });
		expect(letters).toHaveLength(1);
	});

	it('by two at the same moment makes one person', async () => {
		const { mail } = postOffice();
		const list = { lines: lines('To Gange <to.gange@x.example>; læser; Herning'), address };
		await Promise.allSettled([invite(db, again(office), mail, list), invite(db, again(herning), mail, list)]);
		const rows = await db
			.selectFrom('person')
			.innerJoin('access', 'access.person_id', 'person.id')
			.where('email', '=', 'to.gange@x.example')
			.select('access.id')
			.execute();
		expect(rows).toHaveLength(1);
	});

	it('of a whole list is one act, within the actor’s own municipality', async () => {
		const { mail, letters } = postOffice();
		const many = Array.from({ length: 120 }, (_, at) => `Navn ${at} <n${at}@liste.example>; læser; Herning`);
		const acting = again(herning);
		const { invited } = await invite(db, acting, mail, {
			lines: lines([...many, 'Fremmed <f@liste.example>; læser; Odense'].join('\n')),
			address
		});
		expect(invited).toHaveLength(120);
		expect(letters).toHaveLength(120);
		expect(
			await db.selectFrom('person').where('email', '=', 'f@liste.example').select('id').execute()
		).toEqual([]);
	});
});
