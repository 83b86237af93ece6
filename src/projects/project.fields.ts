import { isDay, shortDate } from '#language/dates.ts';
import type { Language } from '#language/language.ts';
import type { Fields } from '#ui/fields.ts';
import { editText } from './edit.text.ts';
import { projectText } from './project.text.ts';

// What the fields of the forms on a project's page are called; one set for each form, wherever it is shown.

const day = (value: string, language: Language) => (isDay(value) ? shortDate(value, language) : value);

/** A status, new or corrected. */
export function statusFields(language: Language) {
	const [t, e] = [projectText[language], editText[language]];
	return {
		labels: {
			state: e.state,
			reason: t.reason,
			next_step: t.next_step,
			owner: t.owner,
			review_on: t.review,
			effective_on: e.effective_on
		},
		show: (field, value) =>
			field === 'state' ? (t.states[value as keyof typeof t.states] ?? value) : day(value, language)
	} satisfies Fields;
}

/** The status looked at and found right. */
export function reviewFields(language: Language) {
	return {
		labels: { review_on: projectText[language].review },
		show: (_field, value) => day(value, language)
	} satisfies Fields;
}

/** The project's own words. */
export function basicsFields(language: Language) {
	const [t, e] = [projectText[language], editText[language]];
	return {
		labels: {
			name: e.name,
			short_name: e.short_name,
			summary: e.summary,
			mailbox: t.mailbox,
			ended_on: e.ended_on
		},
		show: (field, value) => (field === 'ended_on' ? day(value, language) : value)
	} satisfies Fields;
}

/** A milestone, new, corrected or moved. */
export function milestoneFields(language: Language) {
	const [t, e] = [projectText[language], editText[language]];
	const words: Record<string, Record<string, string>> = {
		kind: t.kinds,
		certainty: t.certainties,
		precision: e.precisions
	};
	return {
		labels: {
			title: e.milestone_title,
			kind: t.kind,
			certainty: t.certainty,
			precision: e.precision,
			starts_on: e.starts_on,
			ends_on: e.ends_on,
			starts_at: e.starts_at,
			ends_at: e.ends_at,
			note: e.note,
			reason: e.move_reason
		},
		show: (field, value) => words[field]?.[value] ?? (field.endsWith('_on') ? day(value, language) : value)
	} satisfies Fields;
}

export type PartList = 'klar' | 'kontakt' | 'link';

/** A row of one of the project's lists. */
export function partFields(list: PartList, language: Language) {
	const [t, e] = [projectText[language], editText[language]];
	const words: Record<string, Record<string, string>> = { state: t.readiness_states, kind: t.link_kinds };
	const labels: Record<PartList, Record<string, string>> = {
		klar: { title: e.readiness_title, state: e.state, waits_for: t.waits_for, note: e.note },
		kontakt: { name: e.name, email: e.email, title: e.contact_title, note: e.note },
		link: { title: e.link_title, kind: t.kind, url: e.url, note: e.note }
	};
	return { labels: labels[list], show: (field, value) => words[field]?.[value] ?? value } satisfies Fields;
}
