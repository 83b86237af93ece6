import type { Database } from '../../src/database/connection.server.ts';
import { readPagedDeck } from '../../src/meetings/deck.server.ts';
import { shownSlides } from '../../src/slides/deck.ts';
import { demoActor } from '../support/actors.ts';
import type { Visitor } from './client.ts';
import { rememberShapes } from './replay-deck.ts';

const DECK_TIMES = ['freezing', 'page', 'file', 'alone', 'plain'] as const;

/** Milliseconds of each round: freezing, page, PowerPoint file; pptxgenjs alone, and without compressing. */
type DeckTimes = Record<(typeof DECK_TIMES)[number], number[]>;

/**
 * Has the demo's meeting of its day frozen anew and its deck made in both forms, in turn with pptxgenjs alone.
 * @param db the demo world, as its owner
 * @param visitor of the app that serves the same world, as somebody who runs the meetings
 */
export async function measureDeck(
	db: Database,
	visitor: Visitor,
	rounds: number
): Promise<{ times: DeckTimes; slides: number }> {
	const meeting_id = await meetingOfToday(db);
	const deck = (await readPagedDeck(db, { meeting_id, version: undefined, language: 'da' }))!;
	const replay = await rememberShapes(deck);
	const times: DeckTimes = { freezing: [], page: [], file: [], alone: [], plain: [] };
	for (let round = -2; round < rounds; round++) {
		const took = {
			...(await makeDeck(db, visitor, meeting_id)),
			alone: await time(() => replay(true)),
			plain: await time(() => replay(false))
		};
		if (round >= 0) for (const what of DECK_TIMES) times[what].push(took[what]);
	}
	return { times, slides: shownSlides(deck).length };
}

/** Has the same meeting frozen and its deck made in both forms, over and over. */
export async function makeDecks(db: Database, visitor: Visitor, rounds: number): Promise<void> {
	const meeting_id = await meetingOfToday(db);
	for (let round = 0; round < rounds; round++) await makeDeck(db, visitor, meeting_id);
}

async function meetingOfToday(db: Database): Promise<number> {
	const { today } = await demoActor(db, 'program-office');
	const meeting = await db
		.selectFrom('meeting')
		.where('held_on', '=', today)
		.select('id')
		.executeTakeFirstOrThrow();
	return meeting.id;
}

async function makeDeck(db: Database, visitor: Visitor, meeting_id: number) {
	// Where nothing has changed no new version is made.
	await db
		.updateTable('meeting')
		.set({ evaluation: `Runde ${crypto.randomUUID()}` })
		.where('id', '=', meeting_id)
		.execute();
	const freezing = await visitor.ask('POST', `/moeder/${meeting_id}/aendringer?/frys`, { body: 'tal_fra=' });
	if (freezing.status !== 303) throw new Error(`freezing answered ${freezing.status}`);
	const page = await visitor.see(`/moeder/${meeting_id}/slides`);
	const file = await visitor.see(`/moeder/${meeting_id}/pptx`);
	return { freezing: freezing.milliseconds, page: page.milliseconds, file: file.milliseconds };
}

async function time(work: () => Promise<unknown>): Promise<number> {
	const begun = performance.now();
	await work();
	return performance.now() - begun;
}
