import type { Database } from '../../src/database/connection.server.ts';
import { readPagedDeck } from '../../src/meetings/deck.server.ts';
import { shownSlides } from '../../src/slides/deck.ts';
import { demoActor } from '../support/actors.ts';
import type { Visitor } from './client.ts';
import { rememberShapes } from './replay-deck.ts';

/**
 * Has the demo's meeting of its day frozen anew and its deck made in both forms, in turn with pptxgenjs alone.
 * @param db the demo world, as its owner
 * @param visitor of the app that serves the same world, as somebody who runs the meetings
 * @returns milliseconds of each round: freezing, page, PowerPoint file, pptxgenjs alone, and without compressing
 */
export async function measureDeck(
	db: Database,
	visitor: Visitor,
	rounds: number
): Promise<{ times: number[][]; slides: number }> {
	const office = await demoActor(db, 'program-office');
	const { id: meeting_id } = await db
		.selectFrom('meeting')
		.where('held_on', '=', office.today)
		.select('id')
		.executeTakeFirstOrThrow();
	const deck = (await readPagedDeck(db, { meeting_id, version: undefined, language: 'da' }))!;
	const replay = await rememberShapes(deck);
	const times: number[][] = [[], [], [], [], []];
	for (let round = -2; round < rounds; round++) {
		const took = [
			...(await makeDeck(db, visitor, meeting_id, round)),
			await time(() => replay(true)),
			await time(() => replay(false))
		];
		if (round >= 0) for (const [index, one] of took.entries()) times[index]!.push(one);
	}
	return { times, slides: shownSlides(deck).length };
}

/** @returns milliseconds: freezing, page, PowerPoint file */
async function makeDeck(
	db: Database,
	visitor: Visitor,
	meeting_id: number,
	round: number
): Promise<number[]> {
	// Where nothing has changed no new version is made.
	await db
		.updateTable('meeting')
		.set({ evaluation: `Runde ${round} af ${crypto.randomUUID()}` })
		.where('id', '=', meeting_id)
		.execute();
	const freezing = await visitor.ask('POST', `/moeder/${meeting_id}/aendringer?/frys`, { body: 'tal_fra=' });
	if (freezing.status !== 303) throw new Error(`freezing answered ${freezing.status}`);
	const page = await visitor.see(`/moeder/${meeting_id}/slides`);
	const file = await visitor.see(`/moeder/${meeting_id}/pptx`);
	return [freezing, page, file].map(({ milliseconds }) => milliseconds);
}

async function time(work: () => Promise<unknown>): Promise<number> {
	const begun = performance.now();
	await work();
	return performance.now() - begun;
}
