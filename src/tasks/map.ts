import type { Tile, TileCount } from '#charts/tiles.ts';
import type { TaskProgress } from '#database/schema.ts';
import type { Day } from '#language/dates.ts';
import {
	type CopyStanding,
	type CopyTally,
	STANDING_LOOK,
	STATE_SLUGS,
	standingOf,
	TASK_STATES
} from './task.ts';

type Place = {
	code: string;
	name: string;
	slug: string;
	tile_col: number;
	tile_row: number;
	tile_label: string;
	state: TaskProgress | null;
};

/**
 * A task's municipalities for the tile map: overdue ones in one colour whatever their state, those outside the
 * audience as unknown grey. The legend's counts lead to the rows of the table, and add up to the 98.
 */
export function tilesOf(
	task: { id: number; due_on: Day; closed_on: Day | null },
	places: Place[],
	tally: CopyTally,
	today: Day,
	words: { standings: Record<CopyStanding, string>; outside: string }
): { tiles: Tile[]; legend: TileCount[] } {
	const outside = { tone: 'none', shape: 'dot', word: words.outside } as const;
	const look = (standing: CopyStanding) => ({ ...STANDING_LOOK[standing], word: words.standings[standing] });
	const tiles = places.map(({ code, name, slug, tile_col, tile_row, tile_label, state }) => ({
		code,
		name,
		label: tile_label,
		col: tile_col,
		row: tile_row,
		href: `/kommuner/${slug}`,
		...(state ? look(standingOf({ ...task, state }, today)) : outside)
	}));
	const href = (slug: string) => `/opgaver/${task.id}?tilstand=${slug}#kommuner`;
	const states = TASK_STATES.filter(
		(state) => tally.overdue === 0 || state === 'done' || state === 'not_applicable'
	);
	const legend: TileCount[] = [
		...(tally.overdue > 0 ? [{ ...look('overdue'), count: tally.overdue, href: href('forfaldne') }] : []),
		...states.map((state) => ({
			...look(state),
			count: tally.states[state],
			href: href(STATE_SLUGS[state])
		})),
		{ ...outside, count: tally.outside, href: href('uden-for') }
	].filter(({ count }) => count > 0);
	return { tiles, legend };
}
