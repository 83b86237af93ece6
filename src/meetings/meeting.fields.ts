import { changeText } from '#history/change.text.ts';
import type { Language } from '#language/language.ts';
import type { Fields } from '#ui/fields.ts';
import { meetingText } from './meeting.text.ts';
import type { TurnState } from './rota.ts';

/** So many answers a poll can have in its form. */
export const MOST_ANSWERS = 8;

/** When and where a meeting is. */
export function meetingFields(language: Language): Fields {
	const t = meetingText[language];
	return {
		labels: {
			title: t.name,
			held_on: t.held_on,
			starts_at: t.starts_at,
			ends_at: t.ends_at,
			place: t.place,
			link: t.link,
			mailbox: t.mailbox,
			first_editing_on: t.first_editing_on,
			second_editing_on: t.second_editing_on,
			note: t.note
		}
	};
}

/** A topic of an agenda. */
export function topicFields(language: Language): Fields {
	const t = meetingText[language];
	return {
		labels: {
			title: t.topic_title,
			purpose: t.purpose,
			presenter: t.presenter,
			mailbox: t.questions,
			project_id: t.project,
			minutes: t.minutes,
			left_open: t.left_open
		},
		show: ticked(language, 'left_open')
	};
}

/** Where a topic goes. */
export function moveFields(language: Language): Fields {
	const t = meetingText[language];
	return {
		labels: { to: t.move_to },
		show: (_field, value) =>
			value === 'up' || value === 'down' || value === 'in' || value === 'out'
				? t[value]
				: (value.split(':')[1] ?? value)
	};
}

/** A poll with its result. */
export function pollFields(language: Language): Fields {
	const t = meetingText[language];
	return {
		labels: {
			question: t.question,
			project_id: t.project,
			unit: t.unit,
			...Object.fromEntries(
				Array.from({ length: MOST_ANSWERS }, (_, i) => i + 1).flatMap((n) => [
					[`label_${n}`, t.answer(n)],
					[`count_${n}`, t.answer_count(n)]
				])
			),
			note: t.note
		},
		show: (field, value) =>
			field === 'unit' && (value === 'votes' || value === 'percent') ? t.units[value] : value
	};
}

/** What is written after a meeting. */
export function afterFields(language: Language): Fields {
	const t = meetingText[language];
	return {
		labels: { held: t.held_tick, evaluation: t.evaluation, deck_url: t.deck_url, left_open: t.which_open },
		show: ticked(language, 'held')
	};
}

/** The next meeting. */
export function nextFields(language: Language): Fields {
	const t = meetingText[language];
	return { labels: { title: t.name, held_on: t.held_on } };
}

/** Who is asked to help edit a meeting. */
export function askFields(language: Language): Fields {
	return { labels: { kommune: meetingText[language].municipality } };
}

/** What a municipality answered. */
export function answerFields(language: Language): Fields {
	const t = meetingText[language];
	return {
		labels: { state: t.answer_head, answered_on: t.answered_on, remark: t.remark },
		show: (field, value) => (field === 'state' ? (t.turn_states[value as TurnState] ?? value) : value)
	};
}

function ticked(language: Language, name: string) {
	const { yes, no } = changeText[language];
	return (field: string, value: string) => (field === name ? (value ? yes : no) : value);
}
