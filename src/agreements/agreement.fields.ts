import { isDay, shortDate } from '#language/dates.ts';
import type { Language } from '#language/language.ts';
import type { Fields } from '#ui/fields.ts';
import { agreementText } from './agreement.text.ts';

const day = (value: string, language: Language) => (isDay(value) ? shortDate(value, language) : value);

/** Signatures, one or many. */
export function signatureFields(language: Language) {
	const t = agreementText[language];
	return {
		labels: t.fields,
		show: (field, value) =>
			field === 'tilstand' ? (t.standings[value as 'signed'] ?? value) : day(value, language)
	} satisfies Fields;
}

/** A note about a call, a mail or a meeting. */
export function noteFields(language: Language) {
	const t = agreementText[language];
	return {
		labels: t.note_fields,
		show: (field, value) =>
			field === 'slags' ? (t.kinds_of_note[value as 'phone'] ?? value) : day(value, language)
	} satisfies Fields;
}
