import type { Language } from '#language/language.ts';
import type { Fields } from '#ui/fields.ts';
import { overlayText, textLabel } from './overlay.text.ts';

/** Before the name of a text: what stood there when its form was made. */
export const SEEN = 'stod.';

/** So many lines of a list have a word of their own where a form is told that was kept. */
const MOST_LINES = 40;

/** All texts that a slide may have. */
export function slideFields(language: Language): Fields {
	const { fields, lists } = overlayText[language];
	const names = [
		...Object.keys(fields),
		...Object.keys(lists).flatMap((list) => Array.from({ length: MOST_LINES }, (_, i) => `${list}.${i}`))
	];
	return {
		labels: {
			slide: overlayText[language].slide,
			...Object.fromEntries(names.map((name) => [name, textLabel(name, language)]))
		}
	};
}

/** A slide that somebody writes. */
export function ownFields(language: Language): Fields {
	const { title, kicker, lines, said } = overlayText[language].own_fields;
	return { labels: { title, kicker, lines, said } };
}

/** A new one, with where it is to stand. */
export function newOwnFields(language: Language): Fields {
	return { labels: { ...ownFields(language).labels, efter: overlayText[language].own_fields.efter } };
}

/** Which slide, and what is to become of it. */
export function placeFields(language: Language): Fields {
	const t = overlayText[language];
	const words: Record<string, string> = { up: t.up, down: t.down, first: t.first, last: t.last };
	return {
		labels: { slide: t.slide, to: t.move_to },
		show: (field, value) => (field === 'to' ? (words[value] ?? value) : value)
	};
}

/** A slide that is hidden or shown. */
export function hiddenFields(language: Language): Fields {
	const t = overlayText[language];
	return {
		labels: { slide: t.slide, skjult: t.hidden },
		show: (field, value) => (field === 'skjult' ? (value ? t.hide : t.unhide) : value)
	};
}
