import type { Language } from '#language/language.ts';
import type { Fields } from '#ui/fields.ts';
import { organisationText } from './organisation.text.ts';

/** Who presents. */
export function organisationFields(language: Language) {
	const t = organisationText[language];
	return {
		labels: { name: t.name, accent: t.accent, font: t.font, logo: t.logo },
		show: (field, value) => (field === 'logo' ? (value ? t.some_logo(value.slice(0, 8)) : t.no_logo) : value)
	} satisfies Fields;
}
