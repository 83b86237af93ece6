import type { Database } from '../../src/database/connection.server.ts';
import { readDeck } from '../../src/meetings/deck.server.ts';
import { freezeMeeting } from '../../src/meetings/freeze.server.ts';
import { pageDeck } from '../../src/slides/paging.ts';
import { shownSlides } from '../../src/slides/deck.ts';
import { demoActor } from '../support/actors.ts';
import type { Visitor } from './client.ts';
import { rememberShapes } from './replay-deck.ts';

/**
 * Freezes the demo's meeting of its day anew and has its deck made in both forms, in turn with pptxgenjs alone.
 * @param db the demo world, as its owner
 * @param visitor of the app that serves the same world, as somebody who runs the meetings
 * @returns milliseconds of each round: freezing, page, PowerPoint file, pptxgenjs alone
 */
export async function measureDeck(
	db: Database,
	visitor: Visitor,
	rounds: number
): Promise<{ times: [number[], number[], number[], number[]]; slides: number }> {
	const office = await demoActor(db, 'program-office');
	const { id: meeting_id } = await db
		.selectFrom('meeting')
		.where('held_on', '=', office.today)
		.select('id')
		.executeTakeFirstOrThrow();
	const deck = await readDeck(db, { meeting_id, version: undefined, language: 'da' });
	const paged = pageDeck(deck!);
	const replay = await rememberShapes(paged);
	const times: [number[], number[], number[], number[]] = [[], [], [], []];
	for (let round = -2; round < rounds; round++) {
		// Where nothing has changed no new version is made.
		await db
			.updateTable('meeting')
			.set({ evaluation: `Runde ${round}` })
			.where('id', '=', meeting_id)
			.execute();
		const acting = { ...office, requestId: crypto.randomUUID() };
		const took = [
			await time(() => freezeMeeting(db, acting, meeting_id)),
			(await visitor.see(`/moeder/${meeting_id}/slides`)).milliseconds,
			(await visitor.see(`/moeder/${meeting_id}/pptx`)).milliseconds,
			await time(replay)
		];
		if (round >= 0) for (const [index, one] of took.entries()) times[index]!.push(one);
	}
	return { times, slides: shownSlides(paged).length };
}

async function time(work: () => Promise<unknown>): Promise<number> {
	const begun = performance.now();
	await work();
	return performance.now() - begun;
}
