import { type Box, textWidth } from '#charts/place.ts';
import { type Line, type More, plain, type Run, type StatusSlide } from './deck.ts';

// Everything on a slide is placed in points on a sheet of 960 × 540 (16:9, 13.33 × 7.5 inches), the same for the page
// and the file. No program tells a server how wide its text will be, so sizes are estimated, on the wide side.

export const SHEET = { width: 960, height: 540 } as const;
/** Left and right of everything but grounds. */
export const MARGIN = 56;
export const KICKER: Box = { x: MARGIN, y: 34, width: 700, height: 18 };
export const TITLE: Box = { x: MARGIN, y: 52, width: 848, height: 54 };
/** Where the title of the cover and of a topic stands. */
export const COVER_TITLE: Box = { x: 92, y: 128, width: 776, height: 132 };
export const TOPIC_TITLE: Box = { x: MARGIN, y: 150, width: 800, height: 108 };
export const LOGO_BOX = { right: SHEET.width - MARGIN, top: 24, width: 140, height: 30 } as const;
/** Where the content of a slide goes. */
export const BODY: Box = { x: MARGIN, y: 116, width: 848, height: 374 };
export const FOOT: Box = { x: MARGIN, y: 505, width: 848, height: 18 };
/** A line's height by its type size. */
export const LEADING = 1.2;

/** Arial and Segoe UI run at about 0.87 of the widths that textWidth knows. */
const NARROWER = 0.93;
const BOLD = 1.08;

/** How wide a text becomes at a type size, in points; on the wide side. */
export function widthOf(text: string, size: number, bold = false): number {
	let wide = 0;
	let rest = '';
	for (const letter of text) {
		const code = letter.codePointAt(0) ?? 0;
		// Letters of East Asia and emoji fill a square; marks that join or turn round take no room but count a little.
		if (code >= 0x2e80) wide += size * 1.35;
		else rest += letter;
	}
	return wide + textWidth(rest, size) * NARROWER * (bold ? BOLD : 1);
}

/** How many lines a text takes in a width, broken between words, and within a word that is wider than the line. */
export function linesOf(text: string, size: number, width: number, bold = false): number {
	let lines = 1;
	let at = 0;
	const space = widthOf(' ', size, bold);
	for (const word of text.split(/[^\S\u00a0]+/)) {
		const wide = widthOf(word, size, bold);
		if (at > 0 && at + space + wide > width) {
			lines++;
			at = 0;
		} else if (at > 0) at += space;
		if (wide > width) {
			const whole = Math.ceil(wide / Math.max(width, size));
			lines += whole - 1;
			at = width;
		} else at += wide;
	}
	return lines;
}

/** The height of some paragraphs in a width, with a gap between them. */
export function heightOf(
	paragraphs: Line[],
	{ size, width, gap = 0, bold = false }: { size: number; width: number; gap?: number; bold?: boolean }
): number {
	return paragraphs.reduce(
		(sum, line, i) => sum + (i ? gap : 0) + linesOf(plain(line), size, width, bold) * size * LEADING,
		0
	);
}

/** The largest of some sizes at which the paragraphs fit into a box; the smallest where none does. */
export function sizeFor(
	paragraphs: Line[],
	{
		width,
		height,
		sizes,
		gap = 0,
		bold = false
	}: {
		width: number;
		height: number;
		/** From large to small. */
		sizes: readonly [number, ...number[]];
		gap?: number;
		bold?: boolean;
	}
): number {
	const smallest = sizes.at(-1) ?? sizes[0];
	return sizes.find((size) => heightOf(paragraphs, { size, width, gap, bold }) <= height) ?? smallest;
}

/** The sizes of a title, from one line to as many as 300 letters take; those of the cover and of a topic are larger. */
export const TITLE_SIZES = [28, 25, 22, 18, 15, 13, 11] as const;
export const COVER_TITLE_SIZES = [40, 34, 28, 24, 20, 17, 15, 13] as const;
export const TOPIC_TITLE_SIZES = [36, 30, 26, 22, 18, 15, 13] as const;

/** Room for a text of a few lines. */
export interface Room {
	width: number;
	height: number;
	/** Where the lines may take a little more than they are measured by. */
	at_most?: number;
	/** From large to small. */
	sizes: readonly [number, ...number[]];
}

/** The size at which a line fits into its room, and how many lines the room then has. */
export function fitInto(line: Line, room: Room): { size: number; lines: number } {
	const size = sizeFor([line], room);
	return { size, lines: Math.floor((room.at_most ?? room.height) / (size * LEADING)) };
}

/** The text cut so that it takes no more than some lines, with an ellipsis. */
export function cutToLines(text: string, lines: number, size: number, width: number): string {
	if (linesOf(text, size, width) <= lines) return text;
	const letters = [...text];
	let low = 0;
	let high = letters.length;
	while (low < high) {
		const middle = Math.ceil((low + high) / 2);
		const tried = `${letters.slice(0, middle).join('').trimEnd()}…`;
		if (linesOf(tried, size, width) <= lines) low = middle;
		else high = middle - 1;
	}
	return `${letters.slice(0, low).join('').trimEnd()}…`;
}

/** A line cut like cutToLines; runs behind the cut go. */
export function cutLine(line: Line, lines: number, size: number, width: number): Line {
	const whole = plain(line);
	const cut = cutToLines(whole, lines, size, width);
	if (cut === whole) return line;
	return [...headOf(line, cut.length - 1), { text: '…' }];
}

/** The first letters of a line, in UTF-16 units, with their links. */
export function headOf(line: Line, length: number): Line {
	const head: Run[] = [];
	let left = length;
	for (const run of line) {
		if (left <= 0) break;
		head.push(run.text.length <= left ? run : { ...run, text: run.text.slice(0, left) });
		left -= run.text.length;
	}
	return head;
}

/** What follows the first letters of a line. */
export function tailOf(line: Line, length: number): Line {
	const tail: Run[] = [];
	let skip = length;
	for (const run of line) {
		if (skip <= 0) tail.push(run);
		else if (run.text.length > skip) tail.push({ ...run, text: run.text.slice(skip) });
		skip -= run.text.length;
	}
	return tail;
}

/**
 * The room for a topic's purpose: under its title, over those who present.
 * @param titleHeight how much the title takes
 */
export function purposeRoom(titleHeight: number): Box & Room {
	const y = TOPIC_TITLE.y + titleHeight + 16;
	return { x: MARGIN, y, width: 720, height: 394 - y, sizes: [20, 18, 16, 14, 12] };
}

/** So many of those who present a topic, and so many who are asked at, find room. */
export const MOST_PRESENTERS = { topic: 4, questions: 5 } as const;

/** The first of those who present; one line less where it must say how many more there are. */
export function presentersThatFit<T>(presenters: T[], most: number): T[] {
	return presenters.slice(0, presenters.length > most ? most - 1 : most);
}

/** The question of a poll, over its bars. */
export const QUESTION: Room = { width: BODY.width, height: 48, at_most: 50, sizes: [18, 16, 14, 12] };

/** A state and its reason over the bullets of a status slide, and the dates beside them. */
export const STATUS = {
	head: 46,
	/** The mark of the state before its word. */
	mark: 32,
	gap: 8,
	sizes: [18, 16, 14] as const,
	/** Of the bullets where dates stand beside them. */
	beside: 540,
	dates: { x: MARGIN + 580, width: 268 }
} as const;

/**
 * How a status stands over its bullets: the size of state and reason, and the reason as far as there is room; and the bullets.
 * @returns `head` is null where there is neither
 */
export function fitStatus({
	state,
	reason,
	bullets,
	next
}: Pick<StatusSlide, 'state' | 'reason' | 'bullets' | 'next'>) {
	const words = [state?.word, reason].filter(Boolean).join(' · ');
	const width = (BODY.width - (state ? STATUS.mark : 0)) / 1.1;
	const size = sizeFor([[{ text: words }]], { width, height: 38, sizes: [18, 15, 13] });
	const cut = cutToLines(words, size === 18 ? 1 : 2, size, width);
	const has_head = state !== null || reason !== null;
	const room = {
		width: next.length ? STATUS.beside : BODY.width,
		height: BODY.height - (has_head ? STATUS.head : 0)
	};
	return {
		head: has_head ? { size, reason: reason && cut.slice(state ? state.word.length + 3 : 0) } : null,
		bullets: {
			...room,
			size: sizeFor(bullets, { ...room, width: room.width - 18, sizes: STATUS.sizes, gap: STATUS.gap })
		}
	};
}

/** How many of the dates beside a status fit, with room for "og 3 til" where not all do, and how high they stand. */
export function datesThatFit(next: { what: string }[], room: number): { shown: number; height: number } {
	const width = STATUS.dates.width - 18;
	let height = 12 * LEADING + 6;
	for (const [shown, { what }] of next.entries()) {
		const more =
			12 * LEADING + heightOf([[{ text: cutToLines(what, 3, 15, width) }]], { size: 15, width }) + 10;
		if (height + more + (shown === next.length - 1 ? 0 : 18) > room) return { shown, height };
		height += more;
	}
	return { shown: next.length, height };
}

export const LIST = { gap: 9, sizes: [20, 18, 16, 14] as const } as const;

/** The room for paragraphs, with a line under them where more is told of, and the size at which they fit into it. */
export function fitList(lines: Line[], more: More | null): { size: number; height: number } {
	const height = BODY.height - (more ? 24 : 0);
	return {
		size: sizeFor(lines, { width: BODY.width - 20, height, sizes: LIST.sizes, gap: LIST.gap }),
		height
	};
}

/** The drawing of a timeline: one px of layTimeline is one point. */
export const TIMELINE = { width: 848, side: 168 } as const;

/** Chart at the left, names at the right. */
export const COVERAGE = {
	left: { x: MARGIN, width: 540 },
	sentence: { width: 540, height: 52, at_most: 54, sizes: [22, 20, 18, 15, 13] },
	names: { x: MARGIN + 580, y: BODY.y + 24, width: 268, height: BODY.height - 46 },
	size: 12
} as const;

/** Where "og 43 til" stands under a list. */
export const MORE_HEIGHT = 24;
