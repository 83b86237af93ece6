import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { Database } from '#database/connection.server.ts';
import type { Language } from '#language/language.ts';
import { nameInMail } from '#messages/mail.ts';
import type { Mailer } from '#messages/mail.server.ts';
import { peopleText } from './people.text.ts';
import { hashOf } from './session.server.ts';

export const LINK_MINUTES = 15;

export interface LinkRequest {
	email: string;
	/** The token of the cookie in the browser that asks; only there does the link let in. */
	browser: string;
	/** Where to go after signing in, a path of this site. */
	next_path: string;
	/** The site's own address, such as https://overblik.example. */
	origin: string;
	language: Language;
	clock: Date;
}

/**
 * Sends somebody who has access the link that lets them in; whoever is unknown, or has no access, gets nothing. The
 * links that the person asked for in the same browser before are void; those of other browsers stand, so that nobody
 * else's asking takes a link away. It is done after the answer has gone out, which is the same for all.
 * @throws MailTrouble where the mail server does not take it
 */
export async function sendLink(
	db: Database,
	mail: Mailer,
	{ email, browser, next_path, origin, language, clock }: LinkRequest
): Promise<void> {
	const person = await db
		.selectFrom('person')
		.where(sql`lower(email)`, '=', email.toLowerCase())
		.where((eb) =>
			eb.exists(
				eb
					.selectFrom('access')
					.select('access.id')
					.whereRef('access.person_id', '=', 'person.id')
					.where('access.revoked_on', 'is', null)
			)
		)
		.select(['id', 'name', 'email'])
		.executeTakeFirst();
	if (!person) return;
	const token = randomBytes(32).toString('base64url');
	const expires_at = new Date(clock.getTime() + LINK_MINUTES * 60_000);
	await sql`
		select make_sign_in_link(${hashOf(token)}, ${hashOf(browser)}, ${person.id}, ${next_path}, ${clock}, ${expires_at})
	`.execute(db);
	const t = peopleText[language];
	await mail.send({
		language,
		to: { name: person.name, address: person.email },
		subject: t.link_mail.subject,
		text: t.link_mail.text(nameInMail(person.name), `${origin}/log-ind/link?n=${token}`, String(LINK_MINUTES))
	});
}

export type LinkOutcome =
	| { outcome: 'good'; person_id: number; next_path: string }
	| { outcome: 'unknown' | 'used' | 'expired' | 'foreign' };

/** What a link is good for in this browser, without using it: mail scanners open links too. */
export async function lookAtLink(
	db: Database,
	link: { token: string; browser: string; clock: Date }
): Promise<LinkOutcome['outcome']> {
	return (await openLink(db, link, false)).outcome;
}

/** Takes a link into use, once. */
export function useLink(
	db: Database,
	link: { token: string; browser: string; clock: Date }
): Promise<LinkOutcome> {
	return openLink(db, link, true);
}

async function openLink(
	db: Database,
	{ token, browser, clock }: { token: string; browser: string; clock: Date },
	using: boolean
): Promise<LinkOutcome> {
	const { rows } = await sql<LinkOutcome>`
		select * from open_sign_in_link(${hashOf(token)}, ${hashOf(browser)}, ${clock}, ${using})
	`.execute(db);
	return rows[0] ?? { outcome: 'unknown' };
}
