import type { Language } from '#language/language.ts';
import { projectText } from '#projects/project.text.ts';
import type { Fields } from '#ui/fields.ts';
import { groupText } from './group.text.ts';

/** A group's words, and, of a new one, whom it is for and who is in it. */
export function groupFields(language: Language) {
	const t = groupText[language];
	const kinds: Record<string, string> = projectText[language].group_kinds;
	const whom: Record<string, string> = { own: t.for_own, all: t.for_all };
	return {
		labels: { name: t.name, for: t.for, kind: t.kind, note: t.note, ...memberFields(language).labels },
		show: (field, value) =>
			(field === 'kind' ? kinds[value] : field === 'for' ? whom[value] : undefined) ?? value
	} satisfies Fields;
}

/** Who is in a group. */
export function memberFields(language: Language) {
	const t = groupText[language];
	return { labels: { kommune: t.tick, indsat: t.paste } } satisfies Fields;
}
