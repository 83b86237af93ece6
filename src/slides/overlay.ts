import { type Deck, type Line, type Notes, plain, type Run, type Slide, type TextSlide } from './deck.ts';
import { slideText } from './slide.text.ts';

/**
 * What somebody changed by hand in a generated deck: plain JSON, kept beside the deck and laid over it each time it is
 * built anew. It names slides by their key and texts by their field, never by their place.
 */
export interface Overlay {
	edits: Edit[];
	/** In the order in which they were made, at most one of each slide. */
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
	/**
	 * The generated text that stood there when it was edited: the ground of the edit. An empty line where it needs none: a
	 * line of a list that somebody keeps although what it was written over is gone.
	 */
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

	const slides = new Map<string, Slide>();
	for (const slide of deck.slides) {
		const edited = editSlide(slide, edits.get(slide.key) ?? [], stale);
		slides.set(slide.key, hidden.has(slide.key) ? { ...edited, hidden: true } : edited);
	}
	for (const extra of overlay.extra)
		slides.set(extra.key, { ...extraSlide(extra, deck), hidden: hidden.has(extra.key) });
	let order = deck.slides.map((slide) => slide.key);
	for (const step of stepsOf(overlay)) {
		const { slide, after } = step;
		if (!step.is_new && !order.includes(slide))
			stale.push({ why: 'slide_gone', slide, field: null, was: '', text: '' });
		else if (after !== null && !order.includes(after)) stale.push({ why: 'place_gone', slide, after });
		order = placed(order, step);
	}
	return { deck: { ...deck, slides: order.map((key) => slides.get(key)!) }, stale };
}

function pick({ slide, field }: Edit) {
	return { slide, field };
}

/** What puts slides in their order: first each own slide comes in, then slides are moved. */
interface Step extends Move {
	is_new: boolean;
}

function stepsOf({ extra, moves }: Pick<Overlay, 'extra' | 'moves'>): Step[] {
	return [
		...extra.map(({ key, after }) => ({ slide: key, after, is_new: true })),
		...moves.map((move) => ({ ...move, is_new: false }))
	];
}

/** The keys of a deck after a step. Where the place is gone, what is new comes last and what is moved stays. */
function placed(order: string[], { slide, after, is_new }: Step): string[] {
	if (!is_new && !order.includes(slide)) return order;
	if (after !== null && !order.includes(after)) return is_new ? [...order, slide] : order;
	const others = order.filter((key) => key !== slide);
	return others.toSpliced(after === null ? 0 : others.indexOf(after) + 1, 0, slide);
}

/** A text of a slide as it was built, with the edit that belongs to it now, wherever it stood when it was made. */
export interface EditedText extends TextField {
	edit: Edit | null;
	/** The text as it is shown. */
	shown: Line;
	stale: Stale | null;
}

/** An edit whose text is no longer there. Of a list it stands as a line of its own. */
export interface LooseEdit {
	edit: Edit;
	/** Null where somebody has said that it stays. */
	stale: Stale | null;
}

/**
 * The texts of a slide with its edits.
 * @param slide as it was built, without the overlay
 * @param edits those of this slide alone
 */
export function editedTexts(slide: Slide, edits: Edit[]): { texts: EditedText[]; loose: LooseEdit[] } {
	const fields = textFields(slide);
	const lists = new Set<string>(LISTS.filter((name) => listOf(slide, name)));
	const nameOf = ({ field }: Pick<Edit, 'field'>) => field.split('.')[0] ?? '';
	const claims = new Map<string, Edit>();
	for (const name of lists) {
		const lines = fields.filter((one) => one.field.startsWith(`${name}.`));
		const own = edits.filter((edit) => nameOf(edit) === name);
		for (const [at, edit] of claimLines(
			lines.map(({ line }) => line),
			own
		))
			claims.set(lines[at]!.field, edit);
	}
	for (const edit of edits)
		if (!lists.has(nameOf(edit)) && fields.some(({ field }) => field === edit.field))
			claims.set(edit.field, edit);

	const claimed = new Set(claims.values());
	return {
		texts: fields.map((text) => {
			const edit = claims.get(text.field);
			if (!edit) return { ...text, edit: null, shown: text.line, stale: null };
			const { line, same } = refigured(edit.under, text.line, edit.text);
			const stale: Stale | null = same
				? null
				: {
						why: 'changed',
						...pick(edit),
						was: plain(edit.under),
						now: plain(text.line),
						text: plain(line)
					};
			// A slide has a title in any case; other texts can be taken away.
			const shown = text.field === 'title' && !plain(line).trim() ? text.line : line;
			return { ...text, edit, shown, stale };
		}),
		loose: edits
			.filter((edit) => !claimed.has(edit))
			.map((edit) => {
				const inList = lists.has(nameOf(edit));
				const told = { ...pick(edit), was: plain(edit.under), text: edit.text };
				if (!inList) return { edit, stale: { why: 'field_gone' as const, ...told } };
				return { edit, stale: edit.under.length ? { why: 'line_gone' as const, ...told } : null };
			})
	};
}

/**
 * Finds the line that each edit belongs to: the one with the same words, wherever it stands now; else the one at its
 * place or the most like it, if half of the words are the same.
 * @returns the edits by the place of their line
 */
function claimLines(list: Line[], edits: Edit[]): Map<number, Edit> {
	const claimed = new Map<number, Edit>();
	const open = new Set(edits.filter(({ under }) => under.length));
	const claim = (edit: Edit, fits: (line: Line) => boolean) => {
		const at = placeIn(edit);
		const order = [...list.keys()].sort((a, b) => Math.abs(a - at) - Math.abs(b - at));
		const found = order.find((i) => !claimed.has(i) && fits(list[i] ?? []));
		if (found === undefined) return;
		claimed.set(found, edit);
		open.delete(edit);
	};
	for (const edit of open) claim(edit, (line) => plain(line) === plain(edit.under));
	for (const edit of open) claim(edit, (line) => template(line) === template(edit.under));
	for (const edit of open) claim(edit, (line) => likeness(line, edit.under) >= 0.5);
	return claimed;
}

function placeIn({ field }: Edit): number {
	return Number(field.split('.')[1]);
}

function editSlide(slide: Slide, edits: Edit[], stale: Stale[]): Slide {
	if (!edits.length) return slide;
	const { texts, loose } = editedTexts(slide, edits);
	stale.push(...[...texts, ...loose].flatMap((one) => one.stale ?? []));
	let edited = slide;
	for (const { field, shown, edit } of texts) {
		if (!edit || field.includes('.')) continue;
		if (field === 'notes') edited = { ...edited, notes: { ...edited.notes, said: paragraphs(plain(shown)) } };
		else if (field === 'sentence') edited = { ...edited, sentence: shown } as Slide;
		else edited = { ...edited, [field]: plain(shown).trim() || null };
	}
	for (const name of LISTS) {
		const list = listOf(slide, name);
		if (!list) continue;
		const lines = texts
			.filter(({ field }) => field.startsWith(`${name}.`))
			.flatMap(({ shown, edit }) => (edit ? linesOf(shown) : [shown]));
		for (const { edit } of loose)
			if (edit.field.startsWith(`${name}.`))
				lines.splice(Math.min(placeIn(edit), lines.length), 0, ...linesOf([{ text: edit.text }]));
		edited = { ...edited, [name]: lines };
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

function extraSlide({ key, title, kicker, lines, said }: ExtraSlide, { language }: Deck): TextSlide {
	const notes: Notes = { said, source: slideText[language].own_source, filter: null, link: null };
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
 * The overlay with one text edited, in place of the edit that belongs to it by now. Text that is as it was generated is no
 * edit.
 * @param deck as it was built, without the overlay
 */
export function withEdit(overlay: Overlay, deck: Deck, { slide, field, text }: Omit<Edit, 'under'>): Overlay {
	const built = deck.slides.find((one) => one.key === slide);
	const found = built && editedTexts(built, editsOf(overlay, slide)).texts.find((one) => one.field === field);
	if (!found) return overlay;
	const edits = overlay.edits.filter((edit) => edit !== found.edit);
	if (plain(found.line) !== text) edits.push({ slide, field, under: found.line, text });
	return { ...overlay, edits };
}

/** The edits of a slide, in the order in which they are kept. */
export function editsOf({ edits }: Pick<Overlay, 'edits'>, slide: string): Edit[] {
	return edits.filter((edit) => edit.slide === slide);
}

/** The overlay with an edit taken back, also one whose slide is gone. @param edit one of its own */
export function withoutEdit(overlay: Overlay, edit: Edit): Overlay {
	return { ...overlay, edits: overlay.edits.filter((one) => one !== edit) };
}

/**
 * The overlay with an edit that stands as it is shown over the text as it is now, so that it is no longer pointed out. A line of
 * a list whose ground is gone needs none from now on; where the text or its slide is gone, nothing changes.
 * @param edit one of its own
 * @param deck as it was built, without the overlay
 */
export function withGround(overlay: Overlay, deck: Deck, edit: Edit): Overlay {
	const built = deck.slides.find((one) => one.key === edit.slide);
	const { texts = [], loose = [] } = built ? editedTexts(built, editsOf(overlay, edit.slide)) : {};
	const found = texts.find((one) => one.edit === edit);
	const stands: Edit | null = found
		? { ...edit, field: found.field, under: found.line, text: plain(found.shown) }
		: loose.some((one) => one.edit === edit && one.stale?.why === 'line_gone')
			? { ...edit, under: [] }
			: null;
	return stands ? { ...overlay, edits: overlay.edits.map((one) => (one === edit ? stands : one)) } : overlay;
}

/**
 * The overlay with a slide put behind another one, or first; every other slide stays where it is shown.
 * @param deck as it was built, without the overlay
 */
export function withMove(overlay: Overlay, deck: Deck, { slide, after }: Move): Overlay {
	if (slide === after) return overlay;
	const others = withoutMove(overlay, deck, slide);
	return { ...others, moves: [...others.moves, { slide, after }] };
}

/** The overlay with a slide back in its own place; every other slide stays where it is shown. */
export function withoutMove(overlay: Overlay, deck: Deck, slide: string): Overlay {
	return withoutSteps(overlay, deck, ({ is_new, ...step }) => step.slide === slide && !is_new);
}

/**
 * Takes steps of one slide out of the order. What was put behind that slide later is from now on behind the one that stood
 * before it at that time, so that it stays where it is.
 */
function withoutSteps(overlay: Overlay, deck: Deck, isOut: (step: Step) => boolean): Overlay {
	const steps: Step[] = [];
	let order = deck.slides.map(({ key }) => key);
	let out: string | null = null;
	for (const step of stepsOf(overlay)) {
		if (isOut(step)) out = step.slide;
		else if (out !== null && step.after === out && order.includes(out)) {
			const others = order.filter((key) => key !== step.slide);
			steps.push({ ...step, after: others[others.indexOf(out) - 1] ?? null });
		} else steps.push(step);
		order = placed(order, step);
	}
	const afters = new Map(steps.filter(({ is_new }) => is_new).map(({ slide, after }) => [slide, after]));
	return {
		...overlay,
		extra: overlay.extra.map((extra) => ({ ...extra, after: afters.get(extra.key) ?? null })),
		moves: steps.filter(({ is_new }) => !is_new).map(({ slide, after }) => ({ slide, after }))
	};
}

/**
 * The overlay with a slide where it is shown, although the one that it was put behind is gone: what was moved stands in its own
 * place, an own slide behind what stands before it.
 */
export function withPlace(overlay: Overlay, deck: Deck, slide: string): Overlay {
	const order = orderOf(overlay, deck);
	const built = new Set(deck.slides.map(({ key }) => key));
	const isGone = ({ after }: Pick<Move, 'after'>) => after !== null && !order.includes(after);
	const settled = {
		...overlay,
		moves: overlay.moves.filter((move) => move.slide !== slide || !isGone(move)),
		extra: overlay.extra.map((extra) => {
			if (extra.key !== slide || !isGone(extra)) return extra;
			const before = order.slice(0, order.indexOf(slide)).findLast((key) => built.has(key));
			return { ...extra, after: before ?? null };
		})
	};
	// From the first slide on each goes behind the one before it, where it does not stand there.
	return order.reduce((laid, key, i) => {
		const shown = orderOf(laid, deck);
		return shown[i] === key ? laid : withMove(laid, deck, { slide: key, after: order[i - 1] ?? null });
	}, settled);
}

/** The overlay with a slide hidden, or shown again. */
export function withHidden(overlay: Overlay, slide: string, hidden: boolean): Overlay {
	const others = overlay.hidden.filter((key) => key !== slide);
	return { ...overlay, hidden: hidden ? [...others, slide] : others };
}

/**
 * The overlay with an own slide: one in place of that with the same key, or a new one, which is then shown right behind
 * the slide that it is put behind, wherever that was moved.
 * @param deck as it was built, without the overlay
 */
export function withExtra(overlay: Overlay, deck: Deck, extra: ExtraSlide): Overlay {
	if (overlay.extra.some(({ key }) => key === extra.key))
		return { ...overlay, extra: overlay.extra.map((one) => (one.key === extra.key ? extra : one)) };
	const added = { ...overlay, extra: [...overlay.extra, extra] };
	const order = orderOf(added, deck);
	const before = order[order.indexOf(extra.key) - 1] ?? null;
	return before === extra.after || (extra.after !== null && !order.includes(extra.after))
		? added
		: withMove(added, deck, { slide: extra.key, after: extra.after });
}

/** The overlay without an own slide and what hung on it; every other slide stays where it is shown. */
export function withoutExtra(overlay: Overlay, deck: Deck, key: string): Overlay {
	const others = withoutSteps(overlay, deck, ({ slide }) => slide === key);
	return {
		...others,
		extra: others.extra.filter((one) => one.key !== key),
		hidden: others.hidden.filter((one) => one !== key)
	};
}

/** The keys of all slides in the order in which they are shown, hidden ones among them. */
export function orderOf(overlay: Overlay, deck: Deck): string[] {
	return stepsOf(overlay).reduce(
		placed,
		deck.slides.map(({ key }) => key)
	);
}
