import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { novemberDeck } from '../../tests/support/november-deck.ts';
import { type Deck, type Line, plain, type Slide } from './deck.ts';
import {
	applyOverlay,
	NO_OVERLAY,
	type Overlay,
	refigured,
	textFields,
	withEdit,
	withExtra,
	withGround,
	withHidden,
	withMove,
	withoutEdit,
	withoutExtra,
	withoutMove,
	withPlace
} from './overlay.ts';

const STATUS = 'project:sygesikring/status';
const slideOf = (deck: Deck, key: string) => deck.slides.find((slide) => slide.key === key)!;
const keys = (deck: Deck) => deck.slides.map((slide) => slide.key);
const fieldOf = (slide: Slide, field: string) =>
	plain(textFields(slide).find((one) => one.field === field)?.line ?? []);
const withStatus = (deck: Deck, change: (slide: Extract<Slide, { kind: 'status' }>) => object): Deck => ({
	...deck,
	slides: deck.slides.map((slide) => (slide.kind === 'status' ? { ...slide, ...change(slide) } : slide))
});

/** The same deck with every figure another one: what a later build gives. */
function laterDeck(by: number): Deck {
	const change = (line: Line) =>
		line.map((run) =>
			run.href ? { ...run, text: run.text.replace(/\d+/g, (n) => String(Number(n) + by)) } : run
		);
	return {
		...novemberDeck(),
		slides: novemberDeck().slides.map((slide): Slide => {
			if (slide.kind === 'status') return { ...slide, bullets: slide.bullets.map(change) };
			if (slide.kind === 'changes') return { ...slide, sentences: slide.sentences.map(change) };
			if (slide.kind === 'coverage')
				return { ...slide, sentence: change(slide.sentence), total: slide.total + by };
			return slide;
		})
	};
}

describe('a deck that is built anew', () => {
	it('has every new figure and every edit: five texts, two moves, one hidden slide', () => {
		const deck = novemberDeck();
		const editable = deck.slides.flatMap((slide) =>
			textFields(slide).map(({ field }) => ({ slide: slide.key, field }))
		);
		// Own words around the figures, which stay as they are.
		const reword = (text: string) => `Rettet: ${text} (set)`;
		fc.assert(
			fc.property(
				fc.uniqueArray(fc.constantFrom(...editable), {
					minLength: 5,
					maxLength: 5,
					selector: (one) => JSON.stringify(one)
				}),
				fc.uniqueArray(fc.constantFrom(...keys(deck)), { minLength: 4, maxLength: 4 }),
				fc.constantFrom(...keys(deck)),
				fc.integer({ min: 1, max: 500 }),
				(texts, [first, second, anchor, other], hidden, by) => {
					let overlay: Overlay = NO_OVERLAY;
					for (const { slide, field } of texts)
						overlay = withEdit(overlay, deck, {
							slide,
							field,
							text: reword(fieldOf(slideOf(deck, slide), field))
						});
					overlay = withMove(overlay, deck, { slide: first!, after: anchor! });
					overlay = withMove(overlay, deck, { slide: second!, after: other! });
					overlay = withHidden(overlay, hidden, true);

					const later = laterDeck(by);
					const laid = applyOverlay(later, overlay);
					expect(laid.stale).toEqual([]);
					for (const { slide, field } of texts)
						expect(fieldOf(slideOf(laid.deck, slide), field)).toBe(
							reword(fieldOf(slideOf(later, slide), field))
						);
					for (const slide of later.slides) {
						const untouched = textFields(slide).filter(
							({ field }) => !texts.some((one) => one.slide === slide.key && one.field === field)
						);
						const shown = slideOf(laid.deck, slide.key);
						for (const { field, line } of untouched) expect(fieldOf(shown, field)).toBe(plain(line));
					}
					expect(keys(laid.deck).toSorted()).toEqual(keys(later).toSorted());
					const at = (key: string) => keys(laid.deck).indexOf(key);
					expect(at(second!)).toBe(at(other!) + 1);
					expect(laid.deck.slides.filter((slide) => slide.hidden).map((slide) => slide.key)).toEqual([
						hidden
					]);
				}
			),
			{ numRuns: 40 }
		);
	});

	it('links the new figures in an edited sentence to their rows', () => {
		const deck = novemberDeck();
		const overlay = withEdit(NO_OVERLAY, deck, {
			slide: 'changes',
			field: 'sentences.0',
			text: 'Gateway er gået fra 73 til 57, godt gået!'
		});
		const later = laterDeck(-10);
		const changes = slideOf(applyOverlay(later, overlay).deck, 'changes');
		if (changes.kind !== 'changes') throw new Error('no changes');
		expect(changes.sentences[0]).toEqual([
			{ text: 'Gateway er gået fra ' },
			{ text: '63', href: '/aftaler/1?status=mangler&pr=2023-10-26' },
			{ text: ' til ' },
			{ text: '47', href: '/aftaler/1?status=mangler&pr=2023-11-23' },
			{ text: ', godt gået!' }
		]);
	});

	it('keeps charts, tables and counts as they are', () => {
		const deck = novemberDeck();
		const overlay = withEdit(NO_OVERLAY, deck, { slide: 'poll:aula', field: 'title', text: 'Aula igen' });
		const { slides } = applyOverlay(deck, overlay).deck;
		expect(slides.map((slide) => ({ ...slide, title: '' }))).toEqual(
			deck.slides.map((slide) => ({ ...slide, title: '' }))
		);
	});
});

describe('an edit whose ground has changed', () => {
	const deck = novemberDeck();
	const overlay = withEdit(NO_OVERLAY, deck, { slide: STATUS, field: 'reason', text: 'Lukket til tirsdag.' });

	it('stands, and both texts are shown', () => {
		const later = withStatus(deck, () => ({ reason: 'Åbningen er rykket til onsdag.' }));
		const { deck: shown, stale } = applyOverlay(later, overlay);
		expect(fieldOf(slideOf(shown, STATUS), 'reason')).toBe('Lukket til tirsdag.');
		expect(stale).toEqual([
			{
				why: 'changed',
				slide: STATUS,
				field: 'reason',
				was: 'Lukkeperiode til tirsdag; syv KLIK-opgaver med kort frist.',
				now: 'Åbningen er rykket til onsdag.',
				text: 'Lukket til tirsdag.'
			}
		]);
	});

	it('is kept when its text is gone, or its slide', () => {
		const bare = withStatus(deck, () => ({ reason: null }));
		expect(applyOverlay(bare, overlay).stale).toMatchObject([
			{ why: 'field_gone', text: 'Lukket til tirsdag.' }
		]);
		const gone = { ...deck, slides: deck.slides.filter((slide) => slide.key !== STATUS) };
		const hidden = withMove(withHidden(overlay, STATUS, true), deck, { slide: STATUS, after: null });
		const laid = applyOverlay(gone, hidden);
		expect(laid.deck).toEqual(gone);
		expect(laid.stale.map(({ why, slide }) => [why, slide])).toEqual(Array(3).fill(['slide_gone', STATUS]));
		expect(laid.stale[0]).toMatchObject({ text: 'Lukket til tirsdag.' });
	});

	it('is pointed out when the person wrote over a figure that is another now', () => {
		const over = withEdit(NO_OVERLAY, deck, {
			slide: STATUS,
			field: 'bullets.3',
			text: 'Over 400 opgaver er udført.'
		});
		expect(applyOverlay(deck, over).stale).toEqual([]);
		expect(applyOverlay(laterDeck(5), over).stale).toMatchObject([
			{
				why: 'changed',
				was: '402 af 686 KLIK-opgaver er udført hos kommunerne.',
				now: '407 af 691 KLIK-opgaver er udført hos kommunerne.'
			}
		]);
	});
});

describe('an edited line of a list', () => {
	const deck = novemberDeck();
	const overlay = withEdit(NO_OVERLAY, deck, {
		slide: STATUS,
		field: 'bullets.2',
		text: 'Borgerne får besked.'
	});
	const bullets = (shown: Deck) => {
		const slide = slideOf(shown, STATUS);
		return slide.kind === 'status' ? slide.bullets.map(plain) : [];
	};

	it('is found again where the line stands now', () => {
		const later = withStatus(deck, (slide) => ({ bullets: [[{ text: 'Nyt øverst.' }], ...slide.bullets] }));
		const laid = applyOverlay(later, overlay);
		expect(laid.stale).toEqual([]);
		expect(bullets(laid.deck)[0]).toBe('Nyt øverst.');
		expect(bullets(laid.deck)[3]).toBe('Borgerne får besked.');
	});

	it('takes no other line’s place when its own is gone', () => {
		const later = withStatus(deck, (slide) => ({ bullets: slide.bullets.filter((_, i) => i !== 2) }));
		const laid = applyOverlay(later, overlay);
		expect(laid.stale).toMatchObject([{ why: 'line_gone', text: 'Borgerne får besked.' }]);
		expect(bullets(laid.deck)).toHaveLength(5);
		expect(bullets(laid.deck)).toContain('Borgerne får besked.');
	});

	it('is edited again where it stands now, and the edit of another line stays', () => {
		const later = withStatus(deck, (slide) => ({ bullets: [[{ text: 'Nyt øverst.' }], ...slide.bullets] }));
		const other = withEdit(overlay, later, { slide: STATUS, field: 'bullets.2', text: 'En anden linje.' });
		expect(bullets(applyOverlay(later, other).deck).slice(2, 4)).toEqual([
			'En anden linje.',
			'Borgerne får besked.'
		]);
		const again = withEdit(other, later, { slide: STATUS, field: 'bullets.3', text: 'Besked til alle.' });
		expect(again.edits).toHaveLength(2);
		expect(bullets(applyOverlay(later, again).deck).slice(2, 4)).toEqual([
			'En anden linje.',
			'Besked til alle.'
		]);
	});

	it('becomes several lines, or none', () => {
		const more = withEdit(overlay, deck, {
			slide: STATUS,
			field: 'bullets.2',
			text: 'Første\n\nAnden\r\nTredje'
		});
		expect(bullets(applyOverlay(deck, more).deck).slice(2, 5)).toEqual(['Første', 'Anden', 'Tredje']);
		const none = withEdit(overlay, deck, { slide: STATUS, field: 'bullets.2', text: '' });
		expect(bullets(applyOverlay(deck, none).deck)).toHaveLength(4);
	});
});

describe('an edit that somebody has looked at again', () => {
	const deck = novemberDeck();

	it('stands over the text as it is now, until that changes', () => {
		const overlay = withEdit(NO_OVERLAY, deck, { slide: STATUS, field: 'reason', text: 'Til tirsdag.' });
		const later = withStatus(deck, () => ({ reason: 'Rykket til onsdag.' }));
		const seen = withGround(overlay, later, overlay.edits[0]!);
		expect(applyOverlay(later, seen).stale).toEqual([]);
		expect(fieldOf(slideOf(applyOverlay(later, seen).deck, STATUS), 'reason')).toBe('Til tirsdag.');
		expect(applyOverlay(deck, seen).stale).toMatchObject([{ why: 'changed', was: 'Rykket til onsdag.' }]);
	});

	it('stays as a line of its own where its line is gone', () => {
		const overlay = withEdit(NO_OVERLAY, deck, { slide: STATUS, field: 'bullets.2', text: 'Til borgerne.' });
		const later = withStatus(deck, (slide) => ({ bullets: slide.bullets.filter((_, i) => i !== 2) }));
		const seen = withGround(overlay, later, overlay.edits[0]!);
		const laid = applyOverlay(later, seen);
		expect(laid.stale).toEqual([]);
		const slide = slideOf(laid.deck, STATUS);
		expect(slide.kind === 'status' && plain(slide.bullets[2]!)).toBe('Til borgerne.');
	});

	it('is as it was where its text or slide is gone', () => {
		const overlay = withEdit(NO_OVERLAY, deck, { slide: STATUS, field: 'reason', text: 'x' });
		const bare = withStatus(deck, () => ({ reason: null }));
		expect(withGround(overlay, bare, overlay.edits[0]!)).toEqual(overlay);
		expect(withGround(overlay, { ...deck, slides: [] }, overlay.edits[0]!)).toEqual(overlay);
	});
});

describe('the order', () => {
	const deck = novemberDeck();

	it('stays as it is shown when the slide that others were put behind is gone and somebody lets them stand', () => {
		const own = { key: 'own:new', kicker: null, title: 'Husk', lines: [], said: [] };
		let overlay = withExtra(NO_OVERLAY, deck, { ...own, after: 'agenda' });
		overlay = withMove(overlay, deck, { slide: STATUS, after: 'agenda' });
		overlay = withMove(overlay, deck, { slide: 'cover', after: 'thanks' });
		const later = { ...deck, slides: deck.slides.filter(({ key }) => key !== 'agenda') };
		const before = applyOverlay(later, overlay);
		expect(before.stale.map(({ slide }) => slide).toSorted()).toEqual(['own:new', STATUS].toSorted());
		const settled = withPlace(withPlace(overlay, later, 'own:new'), later, STATUS);
		expect(applyOverlay(later, settled)).toEqual({ ...before, stale: [] });
	});

	it('is the one that was last seen, whatever is moved, put back, added and taken away', () => {
		const step = fc.record({
			what: fc.constantFrom('move', 'move', 'move', 'add', 'remove'),
			which: fc.nat(),
			to: fc.nat()
		});
		fc.assert(
			fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
				let overlay: Overlay = NO_OVERLAY;
				let shown = keys(deck);
				for (const [n, { what, which, to }] of steps.entries()) {
					const own = overlay.extra[which % (overlay.extra.length || 1)]?.key;
					const slide = what === 'remove' ? own : shown[which % shown.length];
					const others = shown.filter((key) => key !== slide);
					const after = [null, ...(what === 'add' ? shown : others)][to % (shown.length + 1)] ?? null;
					if (what === 'add') {
						const key = `own:new-${n}`;
						overlay = withExtra(overlay, deck, {
							key,
							after,
							kicker: null,
							title: key,
							lines: [],
							said: []
						});
						shown = shown.toSpliced(after === null ? 0 : shown.indexOf(after) + 1, 0, key);
					} else if (what === 'move' && slide) {
						overlay = withMove(overlay, deck, { slide, after });
						shown = others.toSpliced(after === null ? 0 : others.indexOf(after) + 1, 0, slide);
					} else if (slide) {
						overlay = withoutExtra(overlay, deck, slide);
						shown = others;
					}
					const laid = applyOverlay(deck, overlay);
					expect(keys(laid.deck)).toEqual(shown);
					expect(laid.stale).toEqual([]);
					expect(new Set(overlay.moves.map((move) => move.slide)).size).toBe(overlay.moves.length);
				}
				const back = overlay.moves.reduce((held, { slide }) => withoutMove(held, deck, slide), overlay);
				expect(back.moves).toEqual([]);
			}),
			{ numRuns: 60 }
		);
	});
});

describe('figures in an edited text', () => {
	const under: Line = [{ text: '5', href: '/a' }, { text: ' af ' }, { text: '57', href: '/b' }];
	const now: Line = [{ text: '8', href: '/a' }, { text: ' af ' }, { text: '60', href: '/b' }];

	it('are found by themselves, not within other figures', () => {
		expect(plain(refigured(under, now, '57 i alt, heraf 5 nye og 5,3 andre, 57').line)).toBe(
			'57 i alt, heraf 8 nye og 5,3 andre, 60'
		);
	});

	it('survive any text at all', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary' }), (text) => {
				expect(plain(refigured(under, under, text).line)).toBe(text);
			}),
			{ numRuns: 40 }
		);
	});
});

describe('slides of one’s own', () => {
	const deck = novemberDeck();
	const own = {
		key: 'own:7',
		after: 'agenda',
		kicker: null,
		title: 'Husk',
		lines: ['Én', ''],
		said: ['Sig det']
	};

	it('stand behind the slide that they were put behind', () => {
		const { deck: shown, stale } = applyOverlay(deck, withExtra(NO_OVERLAY, deck, own));
		expect(stale).toEqual([]);
		expect(keys(shown).slice(0, 3)).toEqual(['cover', 'agenda', 'own:7']);
		expect(shown.slides[2]).toMatchObject({ kind: 'text', title: 'Husk', lines: [[{ text: 'Én' }]] });
	});

	it('go to the end when that slide is gone, and that is said', () => {
		const gone = { ...deck, slides: deck.slides.filter((slide) => slide.key !== 'agenda') };
		const { deck: shown, stale } = applyOverlay(gone, withExtra(NO_OVERLAY, deck, own));
		expect(shown.slides.at(-1)?.key).toBe('own:7');
		expect(stale).toEqual([{ why: 'place_gone', slide: 'own:7', after: 'agenda' }]);
	});

	it('are changed, hidden and taken away', () => {
		const changed = withHidden(
			withExtra(withExtra(NO_OVERLAY, deck, own), deck, { ...own, title: 'Husk nu' }),
			'own:7',
			true
		);
		const slide = slideOf(applyOverlay(deck, changed).deck, 'own:7');
		expect(slide).toMatchObject({ title: 'Husk nu', hidden: true });
		expect(withoutExtra(changed, deck, 'own:7')).toEqual(NO_OVERLAY);
	});
});

describe('taking back', () => {
	const deck = novemberDeck();

	it('leaves no edit where the text is as it was', () => {
		const overlay = withEdit(NO_OVERLAY, deck, { slide: 'cover', field: 'title', text: 'Andet' });
		expect(overlay.edits).toHaveLength(1);
		expect(withEdit(overlay, deck, { slide: 'cover', field: 'title', text: deck.slides[0]!.title })).toEqual(
			NO_OVERLAY
		);
		expect(withoutEdit(overlay, overlay.edits[0]!)).toEqual(NO_OVERLAY);
	});

	it('shows a hidden slide again, and knows no text that a slide does not have', () => {
		expect(withHidden(withHidden(NO_OVERLAY, 'cover', true), 'cover', false)).toEqual(NO_OVERLAY);
		expect(withEdit(NO_OVERLAY, deck, { slide: 'cover', field: 'rows.0', text: 'x' })).toEqual(NO_OVERLAY);
		expect(withEdit(NO_OVERLAY, deck, { slide: 'nowhere', field: 'title', text: 'x' })).toEqual(NO_OVERLAY);
	});

	it('keeps a title when it is emptied', () => {
		const overlay = withEdit(NO_OVERLAY, deck, { slide: 'cover', field: 'title', text: ' ' });
		expect(applyOverlay(deck, overlay).deck.slides[0]?.title).toBe(deck.slides[0]!.title);
	});
});
