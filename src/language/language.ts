/** The languages of the interface. Danish is the default; content (project names, task titles) stays as entered. */
export const LANGUAGES = ['da', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

export const DEFAULT_LANGUAGE: Language = 'da';
export const LOCALE = { da: 'da-DK', en: 'en-GB' } as const satisfies Record<Language, string>;

export function isLanguage(value: unknown): value is Language {
	return LANGUAGES.includes(value as Language);
}

type Widen<T> = T extends string
	? string
	: T extends (...args: infer A) => string
		? (...args: A) => string
		: { [K in keyof T]: Widen<T[K]> };

/** A text set: Danish sets the shape, English must have every word that Danish has. */
export function texts<const T extends object>(da: T, en: Widen<T>): Record<Language, Widen<T>> {
	return { da: da as unknown as Widen<T>, en };
}

/**
 * Joins words as the language does: "A, B og C" / "A, B and C".
 */
export function listed(words: string[], language: Language): string {
	return new Intl.ListFormat(LOCALE[language], { type: 'conjunction' }).format(words);
}
