import { SMTPServer } from 'smtp-server';
import { afterAll, describe, expect, test } from 'vitest';
import { testDatabase } from '../../tests/support/database.ts';
import { connectSmtp, createMailer, listDemoMail, MailTrouble } from './mail.server.ts';
import { nameInMail, piecesOf } from './mail.ts';
import { invitationLetter } from '#people/invitation.text.ts';

const db = await testDatabase();
const taken: { from: string; to: string[]; text: string }[] = [];
let answer: Error | undefined;
const server = new SMTPServer({
	authOptional: true,
	disabledCommands: ['STARTTLS'],
	onRcptTo: (_address, _session, done) => done(answer),
	onData(stream, { envelope }, done) {
		const chunks: Buffer[] = [];
		stream.on('data', (chunk: Buffer) => chunks.push(chunk));
		stream.on('end', () => {
			taken.push({
				from: envelope.mailFrom ? envelope.mailFrom.address : '',
				to: envelope.rcptTo.map(({ address }) => address),
				text: Buffer.concat(chunks).toString()
			});
			done();
		});
	}
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const { port } = server.server.address() as { port: number };
const MAIL_FROM = { name: 'Overblik', address: 'overblik@kombit.example' };
const smtp = connectSmtp({ SMTP_URL: `smtp://127.0.0.1:${port}`, MAIL_FROM });
afterAll(async () => {
	smtp?.close();
	await new Promise<void>((resolve) => server.close(resolve));
});
const now = new Date('2023-11-23T10:00:00Z');
const letter = { subject: 'Dit link', text: 'Hej Dorthe\n\nhttps://overblik.example/log-ind' };

describe('mail', () => {
	test('goes to exactly one person, whatever the name looks like', async () => {
		const mailer = createMailer(db, smtp, { demo: false, now });
		expect(mailer.works).toBe(true);
		await mailer.send({
			to: {
				name: 'Dorthe, <evil@evil.example>\r\nBcc: evil@evil.example',
				address: 'dorthe@herning.example'
			},
			...letter
		});
		expect(taken.at(-1)).toMatchObject({ from: MAIL_FROM.address, to: ['dorthe@herning.example'] });
		expect(taken.at(-1)?.text).toContain('Subject: Dit link');
		expect(taken.at(-1)?.text).not.toMatch(/^Bcc/im);
		expect(await listDemoMail(db)).toEqual([]);
	});

	test('that the server refuses is trouble that names no one', async () => {
		answer = Object.assign(new Error('no such user dorthe@herning.example'), { responseCode: 550 });
		const sending = createMailer(db, smtp, { demo: false, now }).send({
			to: { name: 'Dorthe', address: 'dorthe@herning.example' },
			...letter
		});
		await expect(sending).rejects.toThrow(MailTrouble);
		await expect(sending).rejects.not.toThrow(/dorthe/);
		answer = undefined;
	});

	test('does not go over the network in the open', async () => {
		const before = taken.length;
		// An address of this machine that does not look like one.
		const far = connectSmtp({ SMTP_URL: `smtp://127.1:${port}`, MAIL_FROM });
		const sending = createMailer(db, far, { demo: false, now }).send({ to: MAIL_FROM, ...letter });
		await expect(sending).rejects.toThrow(/ETLS/);
		expect(taken.length).toBe(before);
		far?.close();
	});

	test('cannot go anywhere without a mail server', async () => {
		const mailer = createMailer(db, connectSmtp({ SMTP_URL: undefined, MAIL_FROM: undefined }), {
			demo: false,
			now
		});
		expect(mailer.works).toBe(false);
		await expect(mailer.send({ to: MAIL_FROM, ...letter })).rejects.toThrow(MailTrouble);
	});

	test('of the demo is not sent: it lands in the mailbox, which holds the last 200', async () => {
		const before = taken.length;
		const mailer = createMailer(db, smtp, { demo: true, now });
		for (let n = 1; n <= 203; n++)
			await mailer.send({ to: { name: 'Dorthe', address: 'd@herning.example' }, ...letter, subject: `${n}` });
		expect(taken.length).toBe(before);
		const mails = await listDemoMail(db);
		expect(mails.length).toBe(200);
		expect(mails[0]).toMatchObject({ subject: '203', to_address: 'd@herning.example', sent_at: now });
	});

	test('of the demo says which language it is in', async () => {
		const mailer = createMailer(db, smtp, { demo: true, now });
		await mailer.send({ to: MAIL_FROM, ...letter });
		await mailer.send({ to: MAIL_FROM, ...letter, language: 'en' });
		const [english, danish] = await listDemoMail(db);
		expect([english!.language, danish!.language]).toEqual(['en', 'da']);
	});

	test('holds names on one line, and no address in them', () => {
		expect(nameInMail('Søren Ærø-Ibsen (KLIK), ph.d.')).toBe('Søren Ærø-Ibsen (KLIK), ph. d.');
		const letter = invitationLetter({
			name: 'Eva\n\nLog ind: https://evil.example/x',
			by: 'Bo\r\nwww.evil.example',
			place: 'Herning',
			address: 'https://overblik.example'
		});
		expect(letter.text).not.toMatch(/evil\.example|\/x|^Log ind:/m);
		expect(letter.text.match(/https?:\/\/\S+/g)).toEqual(Array(2).fill('https://overblik.example/log-ind'));
	});

	test('in the mailbox links to this site only', () => {
		const text = 'Se https://overblik.example/log-ind?a=1 og https://overblik.example.evil.example/x nu';
		const pieces = piecesOf(text, 'https://overblik.example');
		expect(pieces.filter(({ href }) => href)).toEqual([
			{ text: 'https://overblik.example/log-ind?a=1', href: 'https://overblik.example/log-ind?a=1' }
		]);
		expect(pieces.map((piece) => piece.text).join('')).toBe(text);
	});
});
