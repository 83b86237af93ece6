import { commonText } from '#language/common.text.ts';
import { isDay, shortDate } from '#language/dates.ts';
import type { Language } from '#language/language.ts';
import type { Fields } from '#ui/fields.ts';
import { formText } from '#ui/form.text.ts';
import { peopleText } from './people.text.ts';
import { personText } from './person.text.ts';

// What the fields of the forms on people are called; one set for each form, wherever it is shown.

/** One's own details. */
export function accountFields(language: Language) {
	const t = peopleText[language];
	return { labels: { name: t.name, title: t.title, phone: t.phone } } satisfies Fields;
}

/** Somebody's details. */
export function detailsFields(language: Language) {
	const t = personText[language];
	return { labels: { name: t.name, title: t.title, phone: t.phone, email: t.email } } satisfies Fields;
}

const ticked = (value: string, language: Language) => (value ? formText[language].yes : value);
const kindName = (value: string, language: Language) =>
	(commonText[language].kinds as Record<string, string>)[value] ?? value;
const placeName = (value: string, language: Language) =>
	value === 'kombit' ? personText[language].kombit : value;

/** Access given, changed or taken back. */
export function accessFields(language: Language) {
	const t = personText[language];
	return {
		labels: { kind: t.grant_kind, place: t.grant_place, oneself: t.oneself },
		show: (field, value) =>
			field === 'kind'
				? kindName(value, language)
				: field === 'oneself'
					? ticked(value, language)
					: placeName(value, language)
	} satisfies Fields;
}

/** Somebody's leaving. */
export function leavingFields(language: Language) {
	const t = personText[language];
	return {
		labels: { left_on: t.left_day, leave_open: t.open_stays, oneself: t.oneself },
		show: (_field, value) => (isDay(value) ? shortDate(value, language) : ticked(value, language))
	} satisfies Fields;
}

/** Work that goes from one to another. */
export function handOverFields(language: Language) {
	const t = personText[language];
	return {
		labels: { til: t.handover.to, sted: t.handover.scope, kinds: t.handover.what },
		show: (field, value) =>
			field === 'kinds' ? ((t.kinds as Record<string, string>)[value] ?? value) : placeName(value, language)
	} satisfies Fields;
}

/** A list of people to be invited. */
export function invitationFields(language: Language) {
	const t = personText[language].invitation;
	return {
		labels: { liste: t.list, kind: t.usual_kind, place: t.usual_place },
		show: (field, value) =>
			field === 'kind' ? kindName(value, language) : field === 'place' ? placeName(value, language) : value
	} satisfies Fields;
}
