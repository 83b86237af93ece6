import type { z } from 'zod';
import type { Acting } from '#database/acting.server.ts';
import type { DeckAt } from '#meetings/deck.server.ts';
import {
	addOwnSlide,
	changeOwnSlide,
	dropEdits,
	editSlide,
	findEditor,
	hideSlide,
	keepEdit,
	keepPlace,
	moveSlide,
	removeOwnSlide,
	takeEditBack
} from '#meetings/editing.server.ts';
import { listDecks } from '#meetings/freeze.server.ts';
import { findMeeting } from '#meetings/meeting.server.ts';
import { readMeetingId } from '#meetings/meeting.ts';
import {
	editForm,
	editorFilter,
	hideForm,
	moveSlideForm,
	ownChange,
	ownForm,
	slideForm,
	slideRemoval,
	slideTextsForm
} from '#meetings/overlay.form.ts';
import { overlayText } from '#meetings/overlay.text.ts';
import { placeId } from '#meetings/overlay.ts';
import { mayRunMeetings } from '#people/may.ts';
import { readFilter } from '#ui/filter.ts';
import { notAllowed, notFound } from '../../../../../../errors.ts';
import { write } from '../../../../write.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { read, readPresent, language, person } = locals;
	if (!mayRunMeetings({ ...person!, looks_back: false })) notAllowed();
	const meeting_id = readMeetingId(params.id) ?? notFound();
	const { udgave, ret } = readFilter(editorFilter, url.searchParams);
	const [meeting, decks] = await Promise.all([read(findMeeting, meeting_id), read(listDecks, meeting_id)]);
	const version = udgave ?? decks[0]?.version;
	return {
		title: overlayText[language].title,
		meeting: { id: meeting.id, title: meeting.title },
		newest: decks[0]?.version ?? null,
		editor:
			version === undefined
				? null
				: await readPresent(findEditor, { meeting_id, version, language, open: ret ?? null }),
		mayRun: mayRunMeetings(person!)
	};
};

/** The deck that a form of this page is about. */
function deckAt({ params, url, locals: { language } }: RequestEvent): DeckAt {
	const meeting_id = readMeetingId(params.id) ?? notFound();
	const { udgave: version } = readFilter(editorFilter, url.searchParams);
	return { meeting_id, version, language };
}

/** A form of this page: its name, and what it does to the deck. The page comes back at the slide that it is about. */
function action<S extends z.ZodType>(
	act: string,
	schema: S,
	work: (db: App.Locals['db'], acting: Acting, at: DeckAt, value: z.output<S>) => Promise<unknown>,
	anchor: (value: z.output<S>) => string = (value) => placeId((value as { slide: string }).slide)
): Actions {
	return {
		[act]: (event) =>
			write(event, schema, { act, anchor, keep: ['udgave'] }, (acting, value) =>
				work(event.locals.db, acting, deckAt(event), value)
			)
	};
}

const atStale = () => 'se-paa-igen';

export const actions: Actions = {
	...action('ret-slide', slideTextsForm, editSlide),
	...action('nulstil', slideRemoval, dropEdits),
	...action('skjul', hideForm, hideSlide),
	...action('flyt', moveSlideForm, moveSlide),
	...action('ny-egen', ownForm, addOwnSlide, ({ efter }) => (efter ? placeId(efter) : 'slides')),
	...action('ret-egen', ownChange, changeOwnSlide),
	...action('fjern-egen', slideRemoval, removeOwnSlide, () => 'slides'),
	...action('behold', editForm, keepEdit, atStale),
	...action('tag-tilbage', editForm, takeEditBack, atStale),
	...action('behold-plads', slideForm, keepPlace, atStale)
};
