import type { Shape, Tone } from '#ui/tone.ts';

/** One municipality on the tile map. `word` says its state, `label` is its short name of at most four letters. */
export type Tile = {
	code: string;
	name: string;
	label: string;
	col: number;
	row: number;
	tone: Tone;
	shape: Shape;
	word: string;
	href: string;
};

export type TileCount = { word: string; tone: Tone; shape: Shape; count: number; href: string };

/** The grid of the 98: columns and rows from 0, the side of a tile, and the gap between two. */
export const GRID = { columns: 17, rows: 13, step: 34, tile: 31.5 } as const;

/**
 * Whether a tile lies east of the Great Belt. A narrow page shows the map in two parts, one above the other; in the
 * rows of Funen, Zealand begins two columns further west than above and below them.
 */
export function isEast({ col, row }: { col: number; row: number }): boolean {
	return row >= 8 && row <= 11 ? col >= 7 : col >= 9;
}

/** The order in which one walks through the map: west before east, and in each from north to south, row by row. */
export function inWalkingOrder(tiles: Tile[]): { west: Tile[]; east: Tile[] } {
	const sorted = [...tiles].sort((a, b) => a.row - b.row || a.col - b.col);
	return { west: sorted.filter((tile) => !isEast(tile)), east: sorted.filter(isEast) };
}
