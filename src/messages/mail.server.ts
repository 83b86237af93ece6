import { createTransport, type Transporter } from 'nodemailer';
import { isLoopback } from '#people/sign-in.ts';
import type { Database } from '#database/connection.server.ts';
import { DEFAULT_LANGUAGE, type Language } from '#language/language.ts';

/** Whom a mail is for, or from. Never one string: a comma in a name must not become a second recipient. */
export interface Address {
	name: string;
	address: string;
}

export interface Mail {
	to: Address;
	subject: string;
	/** Plain text; lines are kept as they are. */
	text: string;
	/** The language of subject and text; Danish where none is said, as in letters that say it all in both. */
	language?: Language;
}

export interface Mailer {
	/** Whether mail can go anywhere: to SMTP_URL, or in the demo into its mailbox. */
	works: boolean;
	/**
	 * Sends one mail to one person.
	 * @throws MailTrouble when it could not be handed over; its message names neither address nor content
	 */
	send(mail: Mail): Promise<void>;
}

/** A mail was not taken by the mail server, or there is none. */
export class MailTrouble extends Error {
	override name = 'MailTrouble';
}

/**
 * The connection to the mail server, kept open between mails; null where SMTP_URL is not set. It is encrypted, by smtps://
 * or by STARTTLS, except on this very machine: a server that offers neither gets no mail.
 */
export function connectSmtp({
	SMTP_URL,
	MAIL_FROM
}: {
	SMTP_URL: string | undefined;
	MAIL_FROM: Address | undefined;
}): Transporter | null {
	if (!SMTP_URL || !MAIL_FROM) return null;
	return createTransport(
		{
			url: SMTP_URL,
			requireTLS: !isLoopback(new URL(SMTP_URL)),
			pool: true,
			connectionTimeout: 10_000,
			greetingTimeout: 10_000,
			socketTimeout: 20_000,
			disableFileAccess: true,
			disableUrlAccess: true
		},
		{ from: MAIL_FROM }
	);
}

/** How many mails the demo's mailbox holds. */
const MOST_IN_MAILBOX = 200;

/**
 * How mail goes out in the world shown: from the demo none does, it lands in the mailbox that everybody may open.
 * @param now the moment in the world shown
 */
export function createMailer(
	db: Database,
	smtp: Transporter | null,
	{ demo, now }: { demo: boolean; now: Date }
): Mailer {
	if (demo) return { works: true, send: (mail) => putInMailbox(db, mail, now) };
	return {
		works: smtp !== null,
		async send({ to, subject, text }) {
			if (!smtp) throw new MailTrouble('SMTP_URL is not set');
			try {
				await smtp.sendMail({ to, subject, text });
			} catch (problem) {
				// What the server answered may repeat the recipient; its codes do not.
				const { code = 'unknown', responseCode = '' } = problem as { code?: string; responseCode?: number };
				throw new MailTrouble(`the mail server did not take it: ${code} ${responseCode}`.trim());
			}
		}
	};
}

/** This many mails are on their way at the same time. */
const AT_ONCE = 8;

/**
 * Sends each letter its mail, whatever becomes of the others. Who was not reached is for the caller to note: addresses do
 * not belong in a log.
 * @returns the letters that were taken
 */
export async function sendAll<T extends { mail: Mail }>(
	mailer: Pick<Mailer, 'send'>,
	letters: T[]
): Promise<Set<T>> {
	const sent = new Set<T>();
	const waiting = [...letters];
	const worker = async () => {
		for (let letter = waiting.shift(); letter; letter = waiting.shift()) {
			try {
				await mailer.send(letter.mail);
				sent.add(letter);
			} catch {
				// Told by what is returned.
			}
		}
	};
	await Promise.all(Array.from({ length: AT_ONCE }, worker));
	return sent;
}

async function putInMailbox(
	db: Database,
	{ to, subject, text, language = DEFAULT_LANGUAGE }: Mail,
	now: Date
): Promise<void> {
	const { id } = await db
		.insertInto('demo_mail')
		.values({ sent_at: now, to_name: to.name, to_address: to.address, subject, body: text, language })
		.returning('id')
		.executeTakeFirstOrThrow();
	await db
		.deleteFrom('demo_mail')
		.where('id', '<=', id - MOST_IN_MAILBOX)
		.execute();
}

/** The mails that would have gone out from the demo, the newest first. */
export function listDemoMail(db: Database) {
	return db.selectFrom('demo_mail').selectAll().orderBy('id', 'desc').limit(MOST_IN_MAILBOX).execute();
}
