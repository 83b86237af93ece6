import { valueText } from '#charts/bars.ts';
import type { Language } from '#language/language.ts';
import { type Cell, type Column, plain, type Slide } from './deck.ts';
import { BODY, cutLine, cutToLines, heightOf, LEADING, MORE_HEIGHT } from './measure.ts';
import { slideText } from './slide.text.ts';

/** The slides that are tables at heart. */
export type TableLike = Extract<Slide, { kind: 'table' | 'agenda' | 'readiness' | 'figures' }>;

export interface Grid {
	columns: Column[];
	rows: Cell[][];
}

/** A cell holds no more lines than this; the whole text stands on the page that the slide links to. */
const MOST_LINES = 6;

export const TABLE_LOOK: Record<
	TableLike['kind'],
	{ size: number; head: number; padX: number; padY: number }
> = {
	table: { size: 13, head: 11, padX: 7, padY: 4.5 },
	readiness: { size: 15, head: 11, padX: 7, padY: 6 },
	agenda: { size: 16, head: 11, padX: 7, padY: 6 },
	figures: { size: 18, head: 12, padX: 8, padY: 8 }
};

export function isTableLike(slide: Slide): slide is TableLike {
	return slide.kind in TABLE_LOOK;
}

/** The columns and cells of a slide that is a table at heart; the same on the page and in the file. */
export function gridOf(slide: TableLike, language: Language): Grid {
	const t = slideText[language];
	switch (slide.kind) {
		case 'table':
			return {
				columns: slide.columns,
				// A row must have a cell for each column, else PowerPoint calls the file damaged.
				rows: slide.rows.map((row) => slide.columns.map((_, i) => row[i] ?? { text: [] }))
			};
		case 'agenda':
			return {
				columns: [
					{ title: t.number, align: 'start', share: 9 },
					{ title: t.item, align: 'start', share: 61 },
					{ title: t.presenter, align: 'start', share: 30 }
				],
				rows: slide.items.map((item) => [
					{ text: [{ text: item.number }] },
					{ text: [{ text: item.title, strong: !item.below }] },
					{ text: [{ text: item.presenter ?? '' }] }
				])
			};
		case 'readiness':
			return {
				columns: [
					{ title: t.what, align: 'start', share: 38 },
					{ title: t.state, align: 'start', share: 22 },
					{ title: t.note, align: 'start', share: 40 }
				],
				rows: slide.rows.map((row) => [
					{ text: [{ text: row.what, strong: true }] },
					{ text: [], state: row.state },
					{ text: [{ text: row.note ?? '' }] }
				])
			};
		case 'figures': {
			const compared = slide.rows.some((row) => row.before !== null);
			const columns: Column[] = compared
				? [
						{ title: t.figure, align: 'start', share: 46 },
						{ title: t.before, align: 'end', share: 18 },
						{ title: t.after, align: 'end', share: 18 },
						{ title: t.change, align: 'end', share: 18 }
					]
				: [
						{ title: t.figure, align: 'start', share: 60 },
						{ title: t.value, align: 'end', share: 40 }
					];
			return {
				columns,
				rows: slide.rows.map((row) => {
					const after = {
						text: [{ text: valueText(row.after, row.unit, language), href: row.href, strong: true }]
					};
					const label = { text: [{ text: row.label }] };
					if (!compared) return [label, after];
					if (row.before === null) return [label, { text: [] }, after, { text: [] }];
					return [
						label,
						{ text: [{ text: valueText(row.before, row.unit, language) }] },
						after,
						{ text: [{ text: signed(row.after - row.before, row.unit, language) }] }
					];
				})
			};
		}
	}
}

/** A difference with its sign: +4, −18, 0. */
function signed(value: number, unit: string, language: Language): string {
	// A difference of decimals may land a hair beside what it is.
	const rounded = Math.round(value * 1e6) / 1e6;
	const written = valueText(Math.abs(rounded), unit, language);
	return rounded > 0 ? `+${written}` : rounded < 0 ? `−${written}` : written;
}

/** A grid with its widths and heights in points, each cell cut to the lines it may have. */
export interface PlacedGrid extends Grid {
	widths: number[];
	head: number;
	heights: number[];
}

export function placeGrid(slide: TableLike, language: Language): PlacedGrid {
	const look = TABLE_LOOK[slide.kind];
	const { columns, rows } = gridOf(slide, language);
	const shares = columns.map((column) => (column.share > 0 ? column.share : 1));
	const sum = shares.reduce((all, share) => all + share, 0);
	const widths = shares.map((share) => (share / sum) * BODY.width);
	const inner = (i: number) => Math.max(20, (widths[i] ?? 0) - 2 * look.padX);
	const cut = rows.map((row) =>
		row.map((cell, i) => ({
			...cell,
			// The mark of a state takes some room, and it is bold.
			...(cell.state
				? { state: { ...cell.state, word: cutToLines(cell.state.word, 2, look.size, inner(i) / 1.1 - 20) } }
				: {}),
			text: cutLine(cell.text, MOST_LINES, look.size, inner(i))
		}))
	);
	const heads = columns.map((column, i) => ({
		...column,
		title: plain(cutLine([{ text: column.title }], 3, look.head, inner(i)))
	}));
	const height = (row: { text: Cell['text']; state?: Cell['state'] }[], size: number, bold: boolean) =>
		Math.max(
			...row.map((cell, i) =>
				heightOf([cellLine(cell)], {
					size,
					width: inner(i),
					bold: bold || Boolean(cell.state) || cell.text.some((run) => run.strong)
				})
			),
			size * LEADING
		) +
		2 * look.padY;
	return {
		columns: heads,
		rows: cut,
		widths,
		head: height(
			heads.map((column) => ({ text: [{ text: column.title }] })),
			look.head,
			true
		),
		heights: cut.map((row) => height(row, look.size, false))
	};
}

/** What stands in a cell: its state with its shape, then its text. */
export function cellLine(cell: Cell) {
	if (!cell.state) return cell.text;
	return [
		{ text: `${GLYPH[cell.state.shape]} ${cell.state.word}` },
		...(cell.text.length ? [{ text: ' · ' }, ...cell.text] : [])
	];
}

/** The shapes of states as letters, for where nothing can be drawn: in a cell of a table. All are in Arial. */
export const GLYPH = {
	ok: '●',
	check: '✓',
	warning: '▲',
	alarm: '■',
	pause: '‖',
	unknown: '?',
	half: '◐',
	ring: '○',
	dash: '–',
	dot: '•',
	paper: '▣',
	cross: '×'
} as const;

/** The room for the rows of a table on one slide. */
export function tableRoom({ head }: { head: number }, hasMore: boolean): number {
	return BODY.height - head - (hasMore ? MORE_HEIGHT : 0);
}
