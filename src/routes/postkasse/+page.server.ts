import { dateTime } from '#language/dates.ts';
import { piecesOf } from '#messages/mail.ts';
import { listDemoMail } from '#messages/mail.server.ts';
import { mailText } from '#messages/mail.text.ts';
import { databaseAway, notFound } from '../../errors.ts';
import type { PageServerLoad } from './$types';

/** The demo's mails, for everybody; in real use there is no such page. */
export const load: PageServerLoad = async ({ locals, url }) => {
	if (locals.databaseAway) databaseAway();
	if (!locals.demo) notFound();
	const mails = await listDemoMail(locals.db);
	return {
		title: mailText[locals.language].mailbox,
		mails: mails.map(({ sent_at, body, ...mail }) => ({
			...mail,
			sent: dateTime(sent_at, locals.language),
			pieces: piecesOf(body, url.origin)
		}))
	};
};
