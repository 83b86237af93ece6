import { type Deck, type Line, type Notes, plain, type Run, type Slide, type TextSlide } from './deck.ts';

/**
 * What somebody changed by hand in a generated deck: plain JSON, kept beside the deck and laid over it each time it is
 * built anew. It names slides by their key and texts by their field, never by their place.
 */
export interface Overlay {
	edits: Edit[];
	/** In the order in which they were made. */
	moves: Move[];
	/** Keys of slides that are not shown. */
	hidden: string[];
	/** Slides that somebody wrote. */
	extra: ExtraSlide[];
}

export interface Edit {
	slide: string;
	/** As textFields names it. */
	field: string;
	/** The generated text that stood there when it was edited: the ground of the edit. */
	under: Line;
	/** What stands there instead. In a list, each of its lines is an item; empty takes the item away. */
	text: string;
}

export interface Move {
	slide: string;
	/** The key of the slide before it; null for the first place. */
	after: string | null;
}

export interface ExtraSlide {
	/** "own:" and something that no other has. */
	key: string;
	after: string | null;
	kicker: string | null;
	title: string;
	lines: string[];
	/** What to say. */
	said: string[];
}

/** What somebody should look at again. Nothing of it is thrown away. */
export type Stale =
	/** The generated text under an edit is another than it was; the edit still stands. */
	| { why: 'changed'; slide: string; field: string; was: string; now: string; text: string }
	/** The line under an edit is gone; the edit stands as a line of its own. */
	| { why: 'line_gone'; slide: string; field: string; was: string; text: string }
	/** There is no such text any longer, as in a status without a reason. */
	| { why: 'field_gone'; slide: string; field: string; was: string; text: string }
	/** The slide of an edit, or the hidden or moved slide, is not in the deck. */
	| { why: 'slide_gone'; slide: string; field: string | null; was: string; text: string }
	/** The slide that this one was put behind is gone: a moved one is back in its place, an extra one at the end. */
	| { why: 'place_gone'; slide: string; after: string };

export const NO_OVERLAY: Overlay = { edits: [], moves: [], hidden: [], extra: [] };

type ListName = 'bullets' | 'lines' | 'sentences';
type TextName = 'title' | 'kicker' | 'subtitle' | 'place' | 'purpose' | 'reason' | 'question';
const TEXTS = [
	'kicker',
	'title',
	'subtitle',
	'place',
	'purpose',
	'reason',
	'question'
] as const satisfies TextName[];
const LISTS = ['bullets', 'lines', 'sentences'] as const satisfies ListName[];

/** A text of a slide that can be edited: "title", "bullets.2", "notes" (what to say, paragraph by paragraph). */
export interface TextField {
	field: string;
	line: Line;
}

/** The texts of a slide that can be edited, in the order in which they are read. Figures in tables and charts are none. */
export function textFields(slide: Slide): TextField[] {
	const fields: TextField[] = [];
	for (const name of TEXTS) {
		const text = textOf(slide, name);
		if (text !== null) fields.push({ field: name, line: [{ text }] });
	}
	if ('sentence' in slide && slide.sentence) fields.push({ field: 'sentence', line: slide.sentence });
	for (const name of LISTS)
		for (const [i, line] of (listOf(slide, name) ?? []).entries())
			fields.push({ field: `${name}.${i}`, line });
	fields.push({ field: 'notes', line: [{ text: slide.notes.said.join('\n') }] });
	return fields;
}

/**
 * Lays hand edits over a deck, as buildDeck made it and before it is paged. Figures in edited texts become those of the
 * deck: a linked figure that the person left standing is the deck's own, with its link.
 * @returns the deck as it is shown, and what somebody should look at again
 */
export function applyOverlay(deck: Deck, overlay: Overlay): { deck: Deck; stale: Stale[] } {
	const stale: Stale[] = [];
	const keys = new Set(deck.slides.map((slide) => slide.key));
	const extraKeys = new Set(overlay.extra.map(({ key }) => key));
	const edits = Map.groupBy(overlay.edits, (edit) => edit.slide);
	const hidden = new Set(overlay.hidden);
	for (const edit of overlay.edits)
		if (!keys.has(edit.slide))
			stale.push({ why: 'slide_gone', ...pick(edit), was: plain(edit.under), text: edit.text });
	for (const slide of hidden)
		if (!keys.has(slide) && !extraKeys.has(slide))
			stale.push({ why: 'slide_gone', slide, field: null, was: '', text: '' });

	let slides = deck.slides.map((slide) => {
		const edited = editSlide(slide, edits.get(slide.key) ?? [], stale);
		return hidden.has(slide.key) ? { ...edited, hidden: true } : edited;
	});
	for (const extra of overlay.extra) {
		const slide = { ...extraSlide(extra), hidden: hidden.has(extra.key) };
		const at = placeBehind(slides, extra.after);
		if (at === null) stale.push({ why: 'place_gone', slide: extra.key, after: extra.after ?? '' });
		slides = slides.toSpliced(at ?? slides.length, 0, slide);
	}
	for (const { slide: key, after } of overlay.moves) {
		const slide = slides.find((one) => one.key === key);
		if (!slide) {
			stale.push({ why: 'slide_gone', slide: key, field: null, was: '', text: '' });
			continue;
		}
		const others = slides.filter((one) => one !== slide);
		const at = placeBehind(others, after);
		if (at === null) stale.push({ why: 'place_gone', slide: key, after: after ?? '' });
		else slides = others.toSpliced(at, 0, slide);
	}
	return { deck: { ...deck, slides }, stale };
}

/** Where a slide stands that comes behind another one; null where that one is not there. */
function placeBehind(slides: Slide[], after: string | null): number | null {
	if (after === null) return 0;
	const at = slides.findIndex((slide) => slide.key === after);
	return at < 0 ? null : at + 1;
}

function pick({ slide, field }: Edit) {
	return { slide, field };
}

function editSlide(slide: Slide, edits: Edit[], stale: Stale[]): Slide {
	if (!edits.length) return slide;
	let edited = slide;
	for (const edit of edits.filter(({ field }) => !field.includes('.')))
		edited = editText(edited, edit, stale);
	for (const name of LISTS) {
		const list = listOf(slide, name);
		const own = edits.filter(({ field }) => field.startsWith(`${name}.`));
		if (!own.length) continue;
		if (list) edited = { ...edited, [name]: editList(list, own, stale) };
		else
			for (const edit of own)
				stale.push({ why: 'field_gone', ...pick(edit), was: plain(edit.under), text: edit.text });
	}
	return edited;
}

function editText(slide: Slide, edit: Edit, stale: Stale[]): Slide {
	const { field, under, text } = edit;
	const ground = textFields(slide).find((one) => one.field === field)?.line;
	if (!ground) {
		stale.push({ why: 'field_gone', ...pick(edit), was: plain(under), text });
		return slide;
	}
	const { line, same } = refigured(under, ground, text);
	if (!same)
		stale.push({ why: 'changed', ...pick(edit), was: plain(under), now: plain(ground), text: plain(line) });
	if (field === 'notes') return { ...slide, notes: { ...slide.notes, said: paragraphs(plain(line)) } };
	if (field === 'sentence') return { ...slide, sentence: line } as Slide;
	const whole = plain(line).trim();
	// A slide has a title in any case; other texts can be taken away.
	return whole || field === 'title'
		? { ...slide, [field]: whole || slide.title }
		: { ...slide, [field]: null };
}

/**
 * Finds the line that each edit belongs to: the one with the same words, wherever it stands now; else the one at its
 * place or the most like it, if half of the words are the same. An edit without a line of its own becomes one.
 */
function editList(list: Line[], edits: Edit[], stale: Stale[]): Line[] {
	const claimed = new Map<number, Edit>();
	const homeless: Edit[] = [];
	const open = new Set(edits);
	const place = ({ field }: Edit) => Number(field.split('.')[1]);
	const claim = (edit: Edit, fits: (line: Line, at: number) => boolean) => {
		const at = place(edit);
		const order = [...list.keys()].sort((a, b) => Math.abs(a - at) - Math.abs(b - at));
		const found = order.find((i) => !claimed.has(i) && fits(list[i] ?? [], i));
		if (found === undefined) return;
		claimed.set(found, edit);
		open.delete(edit);
	};
	for (const edit of edits) claim(edit, (line) => plain(line) === plain(edit.under));
	for (const edit of open) claim(edit, (line) => template(line) === template(edit.under));
	for (const edit of open) claim(edit, (line) => likeness(line, edit.under) >= 0.5);
	homeless.push(...open);

	const edited = list.flatMap((ground, i) => {
		const edit = claimed.get(i);
		if (!edit) return [ground];
		const { line, same } = refigured(edit.under, ground, edit.text);
		if (!same)
			stale.push({
				why: 'changed',
				...pick(edit),
				was: plain(edit.under),
				now: plain(ground),
				text: plain(line)
			});
		return linesOf(line);
	});
	for (const edit of homeless) {
		stale.push({ why: 'line_gone', ...pick(edit), was: plain(edit.under), text: edit.text });
		edited.splice(Math.min(place(edit), edited.length), 0, ...linesOf([{ text: edit.text }]));
	}
	return edited;
}

/** The words of a line with its figures left open: what must be the same for an edit to still fit. */
function template(line: Line): string {
	return line.map((run) => (run.href ? '\u0000' : run.text)).join('');
}

/** How much two lines have in common, from 0 to 1: the share of words that both have. */
function likeness(one: Line, other: Line): number {
	const words = (line: Line) =>
		new Set(
			plain(line)
				.toLocaleLowerCase()
				.match(/\p{L}+/gu) ?? []
		);
	const [a, b] = [words(one), words(other)];
	const all = a.union(b).size;
	return all ? a.intersection(b).size / all : 0;
}

/**
 * An edited text with the figures of today: each linked figure of the ground that still stands in the text is taken from
 * the ground as it is now.
 * @returns `same` where nothing else changed: the words around are those of then, and figures that the person wrote
 * over are too
 */
export function refigured(under: Line, ground: Line, text: string): { line: Line; same: boolean } {
	const before = under.filter((run) => run.href);
	const now = ground.filter((run) => run.href);
	const sameWords = template(under) === template(ground);
	// Other figures than then: none of them can be told to be the one that the person left standing.
	if (before.length !== now.length) return { line: [{ text }], same: false };
	const line: Run[] = [];
	let rest = text;
	let overwritten = false;
	for (const [i, figure] of before.entries()) {
		const at = findFigure(rest, figure.text);
		const current = now[i];
		if (at < 0 || !current) {
			overwritten ||= current?.text !== figure.text;
			continue;
		}
		if (at > 0) line.push({ text: rest.slice(0, at) });
		line.push(current);
		rest = rest.slice(at + figure.text.length);
	}
	if (rest || !line.length) line.push({ text: rest });
	return { line, same: sameWords && !overwritten };
}

/** Where a figure stands in a text by itself: 5 is not in 57, nor in 5,3. */
function findFigure(text: string, figure: string): number {
	if (!figure) return -1;
	for (let at = text.indexOf(figure); at >= 0; at = text.indexOf(figure, at + 1)) {
		const goesOn = /^(?:[\p{L}\p{N}]|[.,]\p{N})/v.test(text.slice(at + figure.length));
		if (!goesOn && !/(?:[\p{L}\p{N}]|\p{N}[.,])$/v.test(text.slice(0, at))) return at;
	}
	return -1;
}

/** A line broken at its line ends; empty ones go. */
function linesOf(line: Line): Line[] {
	const lines: Line[] = [[]];
	for (const run of line) {
		const [first = '', ...others] = run.text.split(/\r?\n/);
		if (first) lines.at(-1)?.push({ ...run, text: first });
		for (const text of others) lines.push(text ? [{ ...run, text }] : []);
	}
	return lines.filter((one) => plain(one).trim());
}

function paragraphs(text: string): string[] {
	return text
		.split(/\r?\n/)
		.map((one) => one.trim())
		.filter(Boolean);
}

function textOf(slide: Slide, name: TextName): string | null {
	return (slide as Partial<Record<TextName, string | null>>)[name] ?? null;
}

function listOf(slide: Slide, name: ListName): Line[] | null {
	return (slide as Partial<Record<ListName, Line[]>>)[name] ?? null;
}

function extraSlide({ key, title, kicker, lines, said }: ExtraSlide): TextSlide {
	const notes: Notes = { said, source: '', filter: null, link: null };
	return {
		kind: 'text',
		key,
		title,
		kicker,
		lines: lines.filter((text) => text.trim()).map((text) => [{ text }]),
		notes,
		hidden: false,
		part: null
	};
}

/**
 * The overlay with one text edited. Text that is as it was generated is no edit.
 * @param deck as it was built, without the overlay
 */
export function withEdit(overlay: Overlay, deck: Deck, { slide, field, text }: Omit<Edit, 'under'>): Overlay {
	const others = overlay.edits.filter((edit) => edit.slide !== slide || edit.field !== field);
	const built = deck.slides.find((one) => one.key === slide);
	const under = built && textFields(built).find((one) => one.field === field)?.line;
	if (!under || plain(under) === text) return { ...overlay, edits: others };
	return { ...overlay, edits: [...others, { slide, field, under, text }] };
}

/** The overlay with an edit taken back, also one whose slide is gone. */
export function withoutEdit(overlay: Overlay, { slide, field }: Pick<Edit, 'slide' | 'field'>): Overlay {
	return { ...overlay, edits: overlay.edits.filter((edit) => edit.slide !== slide || edit.field !== field) };
}

/** The overlay with a slide put behind another one, or first. A slide that goes nowhere else stays. */
export function withMove(overlay: Overlay, { slide, after }: Move): Overlay {
	if (slide === after) return overlay;
	// Only the last move of a slide counts, unless another slide was put behind it in between.
	return { ...overlay, moves: [...overlay.moves.filter((move) => move.slide !== slide), { slide, after }] };
}

/** The overlay with a slide hidden, or shown again. */
export function withHidden(overlay: Overlay, slide: string, hidden: boolean): Overlay {
	const others = overlay.hidden.filter((key) => key !== slide);
	return { ...overlay, hidden: hidden ? [...others, slide] : others };
}

/** The overlay with an own slide, new or in place of the one with the same key. */
export function withExtra(overlay: Overlay, extra: ExtraSlide): Overlay {
	const isNew = overlay.extra.every(({ key }) => key !== extra.key);
	return {
		...overlay,
		extra: isNew
			? [...overlay.extra, extra]
			: overlay.extra.map((one) => (one.key === extra.key ? extra : one))
	};
}

/** The overlay without an own slide, and without what hung on it. */
export function withoutExtra(overlay: Overlay, key: string): Overlay {
	return {
		...overlay,
		extra: overlay.extra.filter((one) => one.key !== key),
		moves: overlay.moves.filter((move) => move.slide !== key),
		hidden: overlay.hidden.filter((one) => one !== key)
	};
}
