import { isDay, shortDate } from '#language/dates.ts';
import type { Language } from '#language/language.ts';
import type { Fields } from '#ui/fields.ts';
import { taskText } from './task.text.ts';

const shownIn =
	(language: Language) =>
	(field: string, value: string): string => {
		if (field === 'tilstand') return (taskText[language].standings as Record<string, string>)[value] ?? value;
		return (field === 'gaelder_fra' || field === 'egen_frist') && isDay(value)
			? shortDate(value, language)
			: value;
	};

/** A municipality's copy of a task. */
export function copyFields(language: Language) {
	const t = taskText[language];
	return {
		labels: {
			tilstand: t.state,
			gaelder_fra: t.since,
			ansvarlig: t.responsible,
			udfoerer: t.performer,
			egen_frist: t.own_due_head,
			trin: t.steps_finished,
			note: t.note
		},
		show: shownIn(language)
	} satisfies Fields;
}

/** Copies that are to stand alike, one or many. */
export function stateFields(language: Language) {
	const t = taskText[language];
	return {
		labels: { tilstand: t.state, gaelder_fra: t.since, valgt: t.chosen_rows },
		show: shownIn(language)
	} satisfies Fields;
}
