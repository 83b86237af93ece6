import { redirect } from '@sveltejs/kit';
import type { z } from 'zod';
import { type Acting, Repeated } from '#database/acting.server.ts';
import { historyFilter } from '#history/audit.form.ts';
import { listHistory } from '#history/history.server.ts';
import { addTopic, changeTopic, moveTopic, removeTopic } from '#meetings/agenda.server.ts';
import { listDecks } from '#meetings/freeze.server.ts';
import { handoutForm, revokeForm } from '#meetings/handout.form.ts';
import { listHandouts, makeHandout, revokeHandout } from '#meetings/handout.server.ts';
import {
	afterForm,
	answerForm,
	meetingChange,
	meetingRemoval,
	moveForm,
	nextForm,
	pollChange,
	pollForm,
	pollRemoval,
	topicChange,
	topicForm,
	topicRemoval
} from '#meetings/meeting.form.ts';
import {
	callNext,
	changeMeeting,
	closeMeeting,
	findMeeting,
	listTopicProjects,
	removeMeeting
} from '#meetings/meeting.server.ts';
import { readMeetingId } from '#meetings/meeting.ts';
import { addPoll, changePoll, removePoll } from '#meetings/poll.server.ts';
import { answerTurn, findOwnTurn } from '#meetings/rota.server.ts';
import { mayAnswerTurn, mayEditTopic, mayRunMeetings } from '#people/may.ts';
import { readFilter } from '#ui/filter.ts';
import { notFound } from '../../../../errors.ts';
import { rememberChange, write, writeAndShow } from '../../write.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async ({ locals: { db, read, today, person }, params, url }) => {
	const id = readMeetingId(params.id) ?? notFound();
	const { historik = null } = readFilter(historyFilter, url.searchParams);
	const meeting = await read(findMeeting, id);
	const mayRun = mayRunMeetings(person!);
	const named = meeting.agenda.flatMap(({ project_id }) => project_id ?? []);
	const { municipality_code } = person!;
	const [projects, history, decks, handouts, turn] = await Promise.all([
		mayRun || person!.project_ids.length > 0 ? read(listTopicProjects, { today, named }) : [],
		read(listHistory, { meeting_id: id }, { before: historik, reader: municipality_code }),
		read(listDecks, id),
		// Also in the answer to the form that made one, which began before it was there.
		mayRun ? listHandouts(db, id) : [],
		municipality_code && read(findOwnTurn, { meeting_id: id, municipality_code })
	]);
	return {
		title: meeting.title,
		meeting,
		projects: projects.filter(({ id }) => mayEditTopic(person!, { project_id: id })),
		history,
		decks,
		handouts,
		mayRun,
		/** Where the reader's municipality was asked to help edit the meeting: what it answered, and whether the reader may. */
		turn: turn ? { ...turn, mayAnswer: mayAnswerTurn(person!, municipality_code!) } : null,
		/** The projects whose topics the reader may write in; null where it is all of them. */
		own: mayRun
			? null
			: projects.map(({ id }) => id).filter((id) => mayEditTopic(person!, { project_id: id }))
	};
};

/** A form of this page: its name, which is also what the page knows its answer by, and what it does to the meeting. */
function action<S extends z.ZodType>(
	act: string,
	schema: S,
	anchor: string,
	work: (db: App.Locals['db'], acting: Acting, id: number, value: z.output<S>) => Promise<unknown>
): Actions {
	return {
		[act]: (event) =>
			write(event, schema, { act, anchor }, (acting, value) =>
				work(event.locals.db, acting, readMeetingId(event.params.id) ?? notFound(), value)
			)
	};
}

/** A form that leads to another page: what it did can be undone there. */
function leading<S extends z.ZodType>(
	act: string,
	schema: S,
	work: (db: App.Locals['db'], acting: Acting, id: number, value: z.output<S>) => Promise<string>
): Actions {
	return {
		[act]: (event: RequestEvent) =>
			write(event, schema, { act }, async (acting, value) => {
				let path = '/moeder';
				try {
					path = await work(event.locals.db, acting, readMeetingId(event.params.id) ?? notFound(), value);
					rememberChange(event);
				} catch (problem) {
					if (!(problem instanceof Repeated)) throw problem;
				}
				redirect(303, path);
			})
	};
}

export const actions: Actions = {
	...action('moede', meetingChange, '', changeMeeting),
	...leading('fjern-moede', meetingRemoval, async (db, acting, id, value) => {
		await removeMeeting(db, acting, id, value);
		return '/moeder';
	}),
	...action('efter', afterForm, 'efter-moedet', closeMeeting),
	...leading(
		'naeste',
		nextForm,
		async (db, acting, id, value) => `/moeder/${await callNext(db, acting, id, value)}`
	),
	...action('ny-punkt', topicForm, 'dagsorden', addTopic),
	...action('ret-punkt', topicChange, 'dagsorden', changeTopic),
	...action('fjern-punkt', topicRemoval, 'dagsorden', removeTopic),
	...action('flyt-punkt', moveForm, 'dagsorden', moveTopic),
	...action('ny-afstemning', pollForm, 'afstemninger', addPoll),
	...action('ret-afstemning', pollChange, 'afstemninger', changePoll),
	...action('fjern-afstemning', pollRemoval, 'afstemninger', removePoll),
	/** A municipality answers whether it helps edit the meeting. */
	svar: (event) =>
		write(event, answerForm, { act: 'svar', anchor: 'redaktion' }, (acting, value) =>
			answerTurn(event.locals.db, acting, value)
		),
	/** The link stands in the answer to the form alone. */
	'ny-udlevering': async (event) => {
		const id = readMeetingId(event.params.id) ?? notFound();
		const made = await writeAndShow(event, handoutForm, { act: 'ny-udlevering' }, (acting, value) =>
			makeHandout(event.locals.db, acting, id, value)
		);
		return 'shown' in made ? { act: made.act, link: `${event.url.origin}/udlevering/${made.shown}` } : made;
	},
	'tilbagekald-udlevering': (event) =>
		write(
			event,
			revokeForm,
			{ act: 'tilbagekald-udlevering', anchor: 'udlevering', undo: false },
			(acting, value) =>
				revokeHandout(event.locals.db, acting, readMeetingId(event.params.id) ?? notFound(), value)
		)
};
