import { answerForm, askForm, turnRemoval } from '#meetings/meeting.form.ts';
import { readMeetingId } from '#meetings/meeting.ts';
import { meetingText } from '#meetings/meeting.text.ts';
import { answerTurn, askEditors, findRota, findRotaMeeting, takeTurnBack } from '#meetings/rota.server.ts';
import { mayAnswerTurn, mayRunMeetings } from '#people/may.ts';
import { notFound } from '../../../../errors.ts';
import { write } from '../../write.ts';
import type { Actions, PageServerLoad } from './$types';

/** The meeting in the address, or else the next one. */
async function meetingAt(url: URL, find: () => Promise<number | null>): Promise<number | null> {
	const given = url.searchParams.get('moede');
	return given === null ? find() : (readMeetingId(given) ?? notFound());
}

export const load: PageServerLoad = async ({ locals: { read, today, person, language }, url }) => {
	const id = await meetingAt(url, () => read(findRotaMeeting));
	const contacts = person!.municipality_code === null;
	const rota = id === null ? null : await read(findRota, id, { today, contacts });
	return {
		title: meetingText[language].rota_title,
		rota,
		mayRun: mayRunMeetings(person!),
		/** The turns that the reader may answer. */
		answerable: (rota?.asked ?? [])
			.filter(({ municipality_code }) => mayAnswerTurn(person!, municipality_code))
			.map(({ id }) => id)
	};
};

export const actions: Actions = {
	spoerg: (event) =>
		write(event, askForm, { act: 'spoerg', anchor: 'spurgt' }, async (acting, value) => {
			const { db } = event.locals;
			const id = (await meetingAt(event.url, () => findRotaMeeting(db))) ?? notFound();
			return askEditors(db, acting, id, value);
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
