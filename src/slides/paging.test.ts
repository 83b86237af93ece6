import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { novemberDeck } from '../../tests/support/november-deck.ts';
import { type Deck, plain, type Slide, slideTitles, type TableSlide } from './deck.ts';
import { BODY, cutToLines, linesOf, MORE_HEIGHT, STATUS, heightOf } from './measure.ts';
import { breakRows, MOST_PARTS, pageDeck, splitLine } from './paging.ts';
import { placeGrid } from './table.ts';

const withSlides = (...slides: Slide[]): Deck => ({ ...novemberDeck(), slides });
const tasks = () => novemberDeck().slides.find((slide): slide is TableSlide => slide.kind === 'table')!;
const rows = (count: number) => {
	const slide = tasks();
	return { ...slide, rows: Array.from({ length: count }, (_, i) => slide.rows[i % slide.rows.length]!) };
};

describe('a long table', () => {
	it('is broken between rows, and each part says which it is', () => {
		const deck = pageDeck(withSlides(tasks()));
		const titles = [...slideTitles(deck).values()];
		expect(titles).toEqual([
			'Kritiske og tværgående KLIK-opgaver (1 af 3)',
			'Kritiske og tværgående KLIK-opgaver (2 af 3)',
			'Kritiske og tværgående KLIK-opgaver (3 af 3)'
		]);
		expect(deck.slides.flatMap((slide) => (slide as TableSlide).rows)).toEqual(tasks().rows);
		expect(deck.slides.map((slide) => slide.key)).toEqual(['tasks', 'tasks~2', 'tasks~3']);
	});

	it('stays on its slides, however many words a cell has', () => {
		fc.assert(
			fc.property(
				fc.array(fc.array(fc.string({ maxLength: 400, unit: 'binary' }), { minLength: 5, maxLength: 5 }), {
					minLength: 1,
					maxLength: 30
				}),
				(texts) => {
					const slide = { ...tasks(), rows: texts.map((row) => row.map((text) => ({ text: [{ text }] }))) };
					for (const part of pageDeck(withSlides(slide)).slides as TableSlide[]) {
						const placed = placeGrid(part, 'da');
						const height = placed.head + placed.heights.reduce((sum, one) => sum + one, 0);
						expect(height + (part.more ? MORE_HEIGHT : 0)).toBeLessThanOrEqual(BODY.height + 0.01);
					}
				}
			),
			{ numRuns: 10 }
		);
	});

	it('of hundreds of rows shows the top and counts the rest', () => {
		const parts = pageDeck(withSlides(rows(400))).slides as TableSlide[];
		expect(parts).toHaveLength(MOST_PARTS);
		const shown = parts.reduce((sum, part) => sum + part.rows.length, 0);
		expect(parts.map((part) => part.more)).toEqual([
			...Array(MOST_PARTS - 1).fill(null),
			{ count: 400 - shown, href: '/projekter' }
		]);
	});

	it('adds what was left out before', () => {
		const [part] = pageDeck(withSlides({ ...rows(3), more: { count: 43, href: '/opgaver' } })).slides;
		expect((part as TableSlide).more).toEqual({ count: 43, href: '/opgaver' });
	});
});

describe('breaking rows', () => {
	it('keeps every row once, in order, in as few and as even parts as there can be', () => {
		fc.assert(
			fc.property(
				fc.array(fc.integer({ min: 5, max: 120 }), { maxLength: 80 }),
				fc.integer({ min: 120, max: 400 }),
				(heights, room) => {
					const spans = breakRows(heights, room);
					expect(spans.flatMap(([from, to]) => heights.slice(from, to))).toEqual(heights);
					for (const [from, to] of spans)
						expect(heights.slice(from, to).reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(room);
					expect(spans.length).toBe(breakRows(heights, room, false).length);
				}
			)
		);
	});

	it('leaves no single row behind', () => {
		expect(breakRows([20, 20, 20, 20, 20], 80)).toEqual([
			[0, 3],
			[3, 5]
		]);
	});
});

describe('a long text', () => {
	it('loses no letter when it goes over several slides', () => {
		const status = novemberDeck().slides.find((slide) => slide.kind === 'status')!;
		const words = Array.from({ length: 900 }, (_, i) => `ord${i}`).join(' ');
		const parts = pageDeck(withSlides({ ...status, bullets: [[{ text: words, href: '/x' }]] })).slides;
		expect(parts.length).toBeGreaterThan(1);
		const bullets = parts.flatMap((part) => (part.kind === 'status' ? part.bullets : []));
		expect(bullets.map(plain).join('')).toBe(words);
		expect(bullets.every((line) => line[0]?.href === '/x')).toBe(true);
		for (const part of parts)
			if (part.kind === 'status')
				expect(heightOf(part.bullets, { size: 14, width: STATUS.beside - 14, gap: STATUS.gap })).toBeLessThan(
					BODY.height
				);
	});

	it('is split between words and never within a letter', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 300 }), (text) => {
				const pieces = splitLine([{ text }], 14, 100, 40);
				expect(pieces.map(plain).join('')).toBe(text);
				for (const piece of pieces) expect(plain(piece).isWellFormed()).toBe(true);
			}),
			{ numRuns: 50 }
		);
	});

	it('is cut to the lines there are', () => {
		const text = 'Enkeltmandsvirksomheder, medarbejdere, brugere og patienter '.repeat(20);
		const cut = cutToLines(text, 3, 14, 200);
		expect(cut.endsWith('…')).toBe(true);
		expect(linesOf(cut, 14, 200)).toBe(3);
	});
});

describe('the list of who is missing', () => {
	it('holds as many names as fit, and counts the others', () => {
		const coverage = novemberDeck().slides.find((slide) => slide.kind === 'coverage')!;
		const names = Array.from({ length: 980 }, (_, i) => ({ text: `Kommune ${i}` }));
		const [slide] = pageDeck(withSlides({ ...coverage, missing: { names, more: null } })).slides;
		if (slide?.kind !== 'coverage') throw new Error('no coverage');
		expect(slide.missing.names.length).toBeGreaterThan(50);
		expect(slide.missing.names.length + slide.missing.more!.count).toBe(980);
	});

	it('of 57 municipalities is whole', () => {
		const coverage = novemberDeck().slides.find((slide) => slide.kind === 'coverage')!;
		const [slide] = pageDeck(withSlides(coverage)).slides;
		expect(slide?.kind === 'coverage' && slide.missing).toEqual(coverage.missing);
	});
});

describe('titles', () => {
	it('are never alike, and the topic tells two of them apart', () => {
		const questions = novemberDeck().slides.find((slide) => slide.kind === 'questions')!;
		const deck = withSlides(
			questions,
			{ ...questions, key: 'b', kicker: 'FSIII' },
			{ ...questions, key: 'c', kicker: 'FSIII' },
			{ ...questions, key: 'd', title: '  ' }
		);
		expect([...slideTitles(deck).values()]).toEqual([
			'Spørgsmål · Sygesikring',
			'Spørgsmål · FSIII',
			'Spørgsmål · FSIII [2]',
			'Uden titel'
		]);
	});
});
