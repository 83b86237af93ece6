import { agreementText } from '#agreements/agreement.text.ts';
import type { Language } from '#language/language.ts';
import { projectText } from '#projects/project.text.ts';
import { buildText } from './build.text.ts';
import { slideText } from './slide.text.ts';

/**
 * In which language a text of a slide is, where it is not the deck's: what people entered is Danish, also in an English
 * deck, and whoever has it read aloud must hear it so.
 * @returns undefined for what the deck says by itself: its own words, dates and numbers
 */
export function languageOf(text: string, language: Language): 'da' | undefined {
	if (language === 'da') return undefined;
	const trimmed = text.trim();
	if (NUMBER.test(trimmed)) return undefined;
	return OWN.has(trimmed) || SENTENCES.some((sentence) => fills(trimmed, sentence)) ? undefined : 'da';
}

/** A number, a share such as 57 of 98, or a day. */
const NUMBER = /^(?:[^\p{L}]*|\d+ of \d+|\d{1,2} [A-Z][a-z]{2}(?: \d{4})?)$/u;
const { en } = buildText;
const wordsIn = (set: object): string[] =>
	(Object.values(set) as unknown[]).flatMap((value) =>
		typeof value === 'string' ? [value.trim()] : typeof value === 'object' && value ? wordsIn(value) : []
	);
const OWN = new Set([
	...wordsIn(en),
	...wordsIn(slideText.en),
	...wordsIn(agreementText.en.steps),
	...wordsIn(projectText.en.kinds),
	`${en.critical}, ${en.cross_cutting}`
]);
/** What the deck says with a name in it. */
const SENTENCES = [
	en.status_of('…'),
	en.who_signed('…'),
	en.notes.say_status('…', '…'),
	en.notes.say_presenter('…')
].map((said) => said.trim().split('…'));

/** Whether a text begins and ends as a sentence does, with a name where its own words leave off. */
function fills(text: string, parts: string[]): boolean {
	const [first = '', last = ''] = [parts.at(0), parts.at(-1)];
	return text.length > first.length + last.length && text.startsWith(first) && text.endsWith(last);
}
