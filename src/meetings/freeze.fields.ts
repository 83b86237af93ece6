import { isDay, shortDate } from '#language/dates.ts';
import type { Language } from '#language/language.ts';
import type { Fields } from '#ui/fields.ts';
import { freezeText } from './freeze.text.ts';

/** The form that freezes the figures of a meeting. */
export function freezeFields(language: Language): Fields {
	return {
		labels: { tal_fra: freezeText[language].day },
		show: (_, value) => (isDay(value) ? shortDate(value, language) : value)
	};
}
