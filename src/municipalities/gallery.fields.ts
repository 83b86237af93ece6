import type { Language } from '#language/language.ts';
import type { Fields } from '#ui/fields.ts';
import { formText } from '#ui/form.text.ts';
import { galleryText } from './gallery.text.ts';

/** Somebody put on a role, known already or not. */
export function holderFields(language: Language) {
	const t = galleryText[language];
	return {
		labels: {
			role_slug: t.role,
			person_id: t.person,
			name: t.name,
			email: t.email,
			title: t.title,
			phone: t.phone,
			is_primary: t.add_primary
		},
		show: (field, value) => (field === 'is_primary' ? formText[language].yes : value)
	} satisfies Fields;
}
