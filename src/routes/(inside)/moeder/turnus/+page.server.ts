import { askEditors, remindEditors } from '#meetings/asking.server.ts';
import { answerForm, askForm, remindForm, turnRemoval } from '#meetings/meeting.form.ts';
import { readMeetingId } from '#meetings/meeting.ts';
import { meetingText } from '#meetings/meeting.text.ts';
import { answerTurn, findRota, findRotaMeeting, noteAsked, takeTurnBack } from '#meetings/rota.server.ts';
import { mayAnswerTurn, mayRunMeetings } from '#people/may.ts';
import { notFound } from '../../../../errors.ts';
import { write } from '../../write.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

/** The meeting in the address, or else the next one. */
async function meetingAt(url: URL, find: () => Promise<number | null>): Promise<number | null> {
	const given = url.searchParams.get('moede');
	return given === null ? find() : (readMeetingId(given) ?? notFound());
}

/** The meeting that a form of this page is about. */
async function meetingOf({ url, locals: { db } }: RequestEvent): Promise<number> {
	return (await meetingAt(url, () => findRotaMeeting(db))) ?? notFound();
}

/** Where a mail says that Overblik is; null where it cannot say (doorAt). */
const addressOf = ({ url, locals }: RequestEvent) => (locals.entry.letters ? url.origin : null);

export const load: PageServerLoad = async ({ locals: { read, today, person, language, entry }, url }) => {
	const id = await meetingAt(url, () => read(findRotaMeeting));
	const reader = person!.municipality_code;
	const rota = id === null ? null : await read(findRota, id, { today, reader });
	return {
		title: meetingText[language].rota_title,
		rota,
		mayRun: mayRunMeetings(person!),
		/** Whether the reader rings and writes to municipalities. */
		contacts: reader === null,
		/** Whether mails can go out from here at all. */
		mail: entry.letters,
		/** The turns that the reader may answer. */
		answerable: (rota?.asked ?? [])
			.filter(({ municipality_code }) => mayAnswerTurn(person!, municipality_code))
			.map(({ id }) => id)
	};
};

export const actions: Actions = {
	/** What went out by mail is not undone. */
	spoerg: (event) =>
		write(event, askForm, { act: 'spoerg', anchor: 'spurgt', undo: false }, async (acting, { kommune }) => {
			const { db, mail } = event.locals;
			await askEditors(db, acting, mail, await meetingOf(event), { kommune, address: addressOf(event) });
		}),
	'noter-spurgt': (event) =>
		write(event, askForm, { act: 'noter-spurgt', anchor: 'spurgt' }, async (acting, value) =>
			noteAsked(event.locals.db, acting, await meetingOf(event), value)
		),
	mind: (event) =>
		write(event, remindForm, { act: 'mind', anchor: 'spurgt', undo: false }, async (acting, { id }) => {
			const { db, mail } = event.locals;
			await remindEditors(db, acting, mail, await meetingOf(event), { id, address: addressOf(event) });
		}),
	'ret-svar': (event) =>
		write(event, answerForm, { act: 'ret-svar', anchor: 'spurgt' }, (acting, value) =>
			answerTurn(event.locals.db, acting, value)
		),
	'fjern-svar': (event) =>
		write(event, turnRemoval, { act: 'fjern-svar', anchor: 'spurgt' }, (acting, value) =>
			takeTurnBack(event.locals.db, acting, value)
		)
};
