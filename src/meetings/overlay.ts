import type { Language } from '#language/language.ts';
import { type Line, plain } from '#slides/deck.ts';
import { type Edit, type ExtraSlide, NO_OVERLAY, type Overlay } from '#slides/overlay.ts';
import { overlayText, textLabel } from './overlay.text.ts';

// The hand edits of a meeting's deck as they are kept: a row for each slide. Order, hidden and own slides are the same in
// every language; a text is edited in the language in which it is read, since its ground is one of that language.

/** How the rows are written; those of a later form are left alone. */
export const OVERLAY_FORMAT = 1;

export interface KeptText extends Omit<Edit, 'slide'> {
	language: Language;
}

export interface KeptPlace {
	after: string | null;
	/** Its number among the moves of the deck, in the order in which they were made. */
	number: number;
	/** Where in the deck that was, from 1, for the history. */
	at: number;
}

export type KeptOwn = Omit<ExtraSlide, 'key'>;

export interface SlideEdits {
	edits: KeptText[];
	place: KeptPlace | null;
	own: KeptOwn | null;
}

/** What is kept of a slide; `content` is null where it cannot be read, and then the deck is shown without it. */
export interface KeptSlide {
	id: number;
	version: number;
	slide: string;
	title: string;
	hidden: boolean;
	content: SlideEdits | null;
	trouble: 'broken' | 'newer' | null;
}

/**
 * The hand edits of a deck in one language.
 * @param kept in the order in which the rows came to be
 */
export function overlayOf(kept: KeptSlide[], language: Language): Overlay {
	const moves: (KeptPlace & { slide: string })[] = [];
	const overlay: Overlay = { ...NO_OVERLAY, edits: [], hidden: [], extra: [] };
	for (const { slide, hidden, content } of kept) {
		if (!content) continue;
		for (const { language: written, ...edit } of content.edits)
			if (written === language) overlay.edits.push({ slide, ...edit });
		if (hidden) overlay.hidden.push(slide);
		if (content.own) overlay.extra.push({ key: slide, ...content.own });
		if (content.place) moves.push({ slide, ...content.place });
	}
	overlay.moves = moves.sort((a, b) => a.number - b.number).map(({ slide, after }) => ({ slide, after }));
	return overlay;
}

/** A slide's part of a deck's hand edits as it is kept. */
export interface ChangedSlide extends SlideEdits {
	slide: string;
	hidden: boolean;
}

/**
 * The slides whose hand edits are others than they were, as they are to be kept.
 * @param kept what is kept now
 * @param language the one that the overlay is of; texts in others stay
 * @param order the keys of the deck as it is shown with the overlay
 */
export function changedSlides(
	kept: KeptSlide[],
	overlay: Overlay,
	{ language, order }: { language: Language; order: string[] }
): ChangedSlide[] {
	const held = new Map(kept.map((row) => [row.slide, row]));
	const before = overlayOf(kept, language);
	const partOf = ({ edits, moves, hidden, extra }: Overlay, slide: string) => ({
		hidden: hidden.includes(slide),
		edits: edits.filter((edit) => edit.slide === slide),
		after: moves.find((move) => move.slide === slide)?.after,
		own: extra.find(({ key }) => key === slide)
	});
	const numbers = new Map<string, number>();
	let last = 0;
	for (const { slide } of overlay.moves) {
		const number = held.get(slide)?.content?.place?.number ?? 0;
		// What was moved again comes after all that was moved meanwhile.
		last = number > last ? number : last + 1;
		numbers.set(slide, last);
	}
	const slides = new Set(
		[before, overlay].flatMap(({ edits, moves, hidden, extra }) => [
			...hidden,
			...edits.map(({ slide }) => slide),
			...moves.map(({ slide }) => slide),
			...extra.map(({ key }) => key)
		])
	);
	return [...slides].flatMap((slide) => {
		const [was, is] = [partOf(before, slide), partOf(overlay, slide)];
		const place = held.get(slide)?.content?.place ?? null;
		const number = numbers.get(slide);
		const stays = was.after === is.after && place?.number === number;
		if (stays && JSON.stringify(was) === JSON.stringify(is)) return [];
		const others = held.get(slide)?.content?.edits.filter((edit) => edit.language !== language) ?? [];
		return [
			{
				slide,
				hidden: is.hidden,
				edits: [...others, ...is.edits.map(({ field, under, text }) => ({ language, field, under, text }))],
				place:
					is.after === undefined || number === undefined
						? null
						: { after: is.after, number, at: stays && place ? place.at : order.indexOf(slide) + 1 },
				own: is.own
					? {
							after: is.own.after,
							kicker: is.own.kicker,
							title: is.own.title,
							lines: is.own.lines,
							said: is.own.said
						}
					: null
			}
		];
	});
}

/** What a change of a slide's edits is told by: the label of each text, and what it said. */
export type ToldSlide = Record<string, unknown>;

/**
 * A change of a slide's edits in the words of the form, both its sides: each text that changed by itself, and where the slide
 * stands. What cannot be read is not told.
 * @param old the columns as they were; null where there was nothing
 * @param now the columns as they are; null where there is nothing any more
 */
export function tellSlide(
	old: Record<string, unknown> | null,
	now: Record<string, unknown> | null,
	language: Language
): { old: ToldSlide; now: ToldSlide } {
	const t = overlayText[language];
	const told = { old: {} as ToldSlide, now: {} as ToldSlide };
	const both = (label: string, was: unknown, is: unknown) => {
		if (was === is) return;
		told.old[label] = was;
		told.now[label] = is;
	};
	// A slide that is not hidden is nothing to tell, unless it was.
	if (old?.['hidden'] || now?.['hidden']) both(t.hidden, old?.['hidden'], now?.['hidden']);
	const at = (row: typeof old) => (row?.['place'] as Partial<KeptPlace> | null | undefined)?.at;
	both(t.place, at(old), at(now));
	const [before, after] = [textsIn(old?.['edits']), textsIn(now?.['edits'])];
	for (const [key, edit] of new Map([...before, ...after])) {
		const ground = plain(edit.under);
		both(textLabel(edit.field, language), before.get(key)?.text ?? ground, after.get(key)?.text ?? ground);
	}
	const own = (row: typeof old, part: string) => {
		const value = (row?.['own'] as Record<string, unknown> | null | undefined)?.[part];
		return Array.isArray(value) ? value.join('\n') : value;
	};
	for (const part of ['title', 'kicker', 'lines', 'said'] as const)
		both(t.own_fields[part], own(old, part), own(now, part));
	return told;
}

function textsIn(edits: unknown): Map<string, { field: string; under: Line; text: string }> {
	const texts = new Map<string, { field: string; under: Line; text: string }>();
	if (!Array.isArray(edits)) return texts;
	for (const edit of edits as Partial<KeptText>[]) {
		if (typeof edit?.field !== 'string' || typeof edit.text !== 'string' || !Array.isArray(edit.under))
			continue;
		const { field, under, text } = edit;
		const key = `${edit.language} ${field}`;
		texts.set(texts.has(key) ? `${key} ${plain(under)}` : key, { field, under, text });
	}
	return texts;
}

/** The id of a slide's place in the editor. */
export function placeId(key: string): string {
	return `slide-${key.replaceAll(/\s+/g, '_')}`;
}
