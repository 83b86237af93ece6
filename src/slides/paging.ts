import { layTimeline } from '#charts/timeline.ts';
import { number } from '#language/numbers.ts';
import { type Deck, type Line, type More, plain, type Slide } from './deck.ts';
import {
	BODY,
	COVERAGE,
	headOf,
	heightOf,
	LEADING,
	linesOf,
	LIST,
	MORE_HEIGHT,
	sizeFor,
	STATUS,
	tailOf,
	TIMELINE,
	widthOf
} from './measure.ts';
import { slideText } from './slide.text.ts';
import { isTableLike, placeGrid, type TableLike, tableRoom } from './table.ts';

/** So many slides a list may take: a deck is shown, and whoever wants all rows follows the link. */
export const MOST_PARTS = 3;

/**
 * Breaks what is too long for one slide over several, between rows, and says so in their titles: "(2 af 5)". A list of
 * more slides than `most` keeps its top, and says what is left out: "og 43 til", with the link to all of it.
 * The keys of the later parts are the slide's own with ~2, ~3 …
 */
export function pageDeck(deck: Deck, most = MOST_PARTS): Deck {
	return { ...deck, slides: deck.slides.flatMap((slide) => pageSlide(slide, deck, most)) };
}

function pageSlide(slide: Slide, deck: Deck, most: number): Slide[] {
	if (isTableLike(slide)) return pageTable(slide, deck, most);
	switch (slide.kind) {
		case 'timeline': {
			const placed = layTimeline(slide.lanes, { ...slide, language: deck.language, ...TIMELINE });
			const heights = placed.rows.map((row) => row.height);
			return pageList(
				slide,
				heights,
				most,
				BODY.height - (placed.height - sum(heights)),
				([from, to], more) => ({
					...slide,
					lanes: slide.lanes.slice(from, to),
					more
				})
			);
		}
		case 'changes': {
			const size = LIST.sizes.at(-1) ?? 14;
			const width = BODY.width - size;
			if (fits(slide.sentences, BODY.width, BODY.height - (slide.more ? MORE_HEIGHT : 0))) return [slide];
			const sentences = slide.sentences.flatMap((line) => splitLine(line, size, width, BODY.height / 2));
			const heights = sentences.map((line) => heightOf([line], { size, width }) + LIST.gap);
			return pageList(slide, heights, most, BODY.height + LIST.gap, ([from, to], more) => ({
				...slide,
				sentences: sentences.slice(from, to),
				more
			}));
		}
		case 'status':
			return pageStatus(slide);
		case 'thanks':
		case 'text': {
			const size = LIST.sizes.at(-1) ?? 14;
			if (fits(slide.lines, BODY.width, BODY.height)) return [slide];
			const lines = slide.lines.flatMap((line) => splitLine(line, size, BODY.width - size, BODY.height / 2));
			const heights = lines.map((line) => heightOf([line], { size, width: BODY.width - size }) + LIST.gap);
			return inParts(slide, breakRows(heights, BODY.height + LIST.gap), ([from, to]) => ({
				...slide,
				lines: lines.slice(from, to)
			}));
		}
		case 'coverage':
			return [{ ...slide, missing: cutNames(slide.missing, slide.notes.link, deck) }];
		default:
			return [slide];
	}
}

function pageTable(slide: TableLike, deck: Deck, most: number): Slide[] {
	const placed = placeGrid(slide, deck.language);
	if ('more' in slide)
		return pageList(slide, placed.heights, most, tableRoom(placed, false), ([from, to], more) =>
			withRows(slide, from, to, more)
		);
	const room = tableRoom(placed, false) - (slide.sentence ? 30 : 0);
	return inParts(slide, breakRows(placed.heights, room), ([from, to]) => withRows(slide, from, to, null));
}

function withRows(slide: TableLike, from: number, to: number, more: More | null): Slide {
	switch (slide.kind) {
		case 'agenda':
			return { ...slide, items: slide.items.slice(from, to), more };
		case 'readiness':
			return { ...slide, rows: slide.rows.slice(from, to), more };
		case 'table':
			return { ...slide, rows: slide.rows.slice(from, to), more };
		case 'figures':
			return { ...slide, rows: slide.rows.slice(from, to), sentence: from === 0 ? slide.sentence : null };
	}
}

function pageStatus(slide: Extract<Slide, { kind: 'status' }>): Slide[] {
	const head = slide.state || slide.reason ? STATUS.head : 0;
	const size = STATUS.sizes.at(-1) ?? 14;
	const width = (slide.next.length ? STATUS.beside : BODY.width) - size;
	const room = BODY.height - head;
	const fitting = sizeFor(slide.bullets, { width, height: room, sizes: STATUS.sizes, gap: STATUS.gap });
	if (heightOf(slide.bullets, { size: fitting, width, gap: STATUS.gap }) <= room) return [slide];
	const bullets = slide.bullets.flatMap((line) => splitLine(line, size, width, room / 2));
	const heights = bullets.map((line) => heightOf([line], { size, width }) + STATUS.gap);
	return inParts(slide, breakRows(heights, room + STATUS.gap), ([from, to]) => ({
		...slide,
		bullets: bullets.slice(from, to),
		...(from === 0 ? {} : { state: null, reason: null, next: [] })
	}));
}

type Span = [from: number, to: number];

/** A list whose end may be cut off: of more than `most` parts, the rest is counted. */
function pageList(
	slide: Extract<Slide, { more: More | null }>,
	heights: number[],
	most: number,
	room: number,
	part: (span: Span, more: More | null) => Slide
): Slide[] {
	let spans = breakRows(heights, slide.more ? room - MORE_HEIGHT : room);
	if (spans.length > most) spans = breakRows(heights, room - MORE_HEIGHT, false).slice(0, most);
	const shown = spans.at(-1)?.[1] ?? heights.length;
	const left = heights.length - shown + (slide.more?.count ?? 0);
	const more = left ? { count: left, href: slide.more?.href ?? slide.notes.link } : null;
	return inParts(slide, spans, (span) => part(span, span[1] === shown ? more : null));
}

function inParts(slide: Slide, spans: Span[], part: (span: Span) => Slide): Slide[] {
	if (spans.length < 2) return [part(spans[0] ?? [0, 0])];
	return spans.map((span, i) => ({
		...part(span),
		key: i ? `${slide.key}~${i + 1}` : slide.key,
		part: [i + 1, spans.length]
	}));
}

/**
 * Breaks rows of some heights into as few parts as the room allows. Even parts, so that no slide is left with a single
 * row; a row that is higher than the room stands alone.
 */
export function breakRows(heights: number[], room: number, even = true): Span[] {
	const greedy = (limit: number) => {
		const spans: Span[] = [];
		let from = 0;
		let filled = 0;
		for (const [i, height] of heights.entries()) {
			if (i > from && filled + height > limit) {
				spans.push([from, i]);
				from = i;
				filled = 0;
			}
			filled += height;
		}
		spans.push([from, heights.length]);
		return spans;
	};
	const fewest = greedy(room);
	if (!even || fewest.length < 2) return fewest;
	let low = sum(heights) / fewest.length;
	let high = room;
	for (let i = 0; i < 12; i++) {
		const middle = (low + high) / 2;
		if (greedy(middle).length <= fewest.length) high = middle;
		else low = middle;
	}
	return greedy(high);
}

/** A paragraph that is higher than the room, in pieces that are not, broken between words. */
export function splitLine(line: Line, size: number, width: number, room: number): Line[] {
	const most = Math.max(1, Math.floor(room / (size * LEADING)));
	if (linesOf(plain(line), size, width) <= most) return [line];
	const pieces: Line[] = [];
	let rest = line;
	while (plain(rest)) {
		const text = plain(rest);
		let low = 1;
		let high = text.length;
		while (low < high) {
			const middle = Math.ceil((low + high) / 2);
			if (linesOf(text.slice(0, middle), size, width) <= most) low = middle;
			else high = middle - 1;
		}
		const space = low < text.length ? text.lastIndexOf(' ', low) : -1;
		// Never between the halves of a letter that takes two units.
		const whole = low > 1 && /[\uD800-\uDBFF]/.test(text[low - 1] ?? '') ? low - 1 : low;
		const end = space > 0 ? space + 1 : whole;
		pieces.push(headOf(rest, end));
		rest = tailOf(rest, end);
	}
	return pieces;
}

function fits(lines: Line[], width: number, height: number): boolean {
	const size = sizeFor(lines, { width: width - 14, height, sizes: LIST.sizes, gap: LIST.gap });
	return heightOf(lines, { size, width: width - size, gap: LIST.gap }) <= height;
}

/** The names of who is missing as they flow beside the chart, as many as there is room for. */
function cutNames(
	missing: Extract<Slide, { kind: 'coverage' }>['missing'],
	link: string | null,
	deck: Deck
): Extract<Slide, { kind: 'coverage' }>['missing'] {
	const { size, names: box } = COVERAGE;
	const most = Math.floor(box.height / (size * LEADING));
	// Bound by the width of lines first, so that ten thousand names are not measured one by one.
	const enough = missing.names.slice(0, Math.ceil((most * box.width) / widthOf('aa, ', size)));
	const text = (count: number) =>
		enough
			.slice(0, count)
			.map((run) => run.text)
			.join(', ');
	const hidden = (count: number) => missing.names.length - count + (missing.more?.count ?? 0);
	const end = (count: number) =>
		hidden(count) ? ` ${slideText[deck.language].more(number(hidden(count), deck.language))}` : '';
	let count = enough.length;
	while (count > 0 && linesOf(text(count) + end(count), size, box.width) > most) count--;
	const left = hidden(count);
	return {
		names: enough.slice(0, count),
		more: left ? { count: left, href: missing.more?.href ?? link } : null
	};
}

function sum(numbers: number[]): number {
	return numbers.reduce((all, one) => all + one, 0);
}
