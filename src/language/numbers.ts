import { LOCALE, type Language } from './language.ts';

const formats = { da: new Intl.NumberFormat(LOCALE.da), en: new Intl.NumberFormat(LOCALE.en) };

/** A whole number with the language's thousands separator: 5300000 → 5.300.000. */
export function number(value: number, language: Language): string {
	return formats[language].format(value);
}

/** Picks the singular or the plural and puts the number before it: 1 opgave, 2 opgaver, 0 opgaver. */
export function counted(count: number, one: string, many: string, language: Language): string {
	return `${number(count, language)}\u00a0${Math.abs(count) === 1 ? one : many}`;
}

const WORDS = {
	da: ['Ingen', 'Ét', 'To', 'Tre', 'Fire', 'Fem', 'Seks', 'Syv', 'Otte', 'Ni', 'Ti', 'Elleve', 'Tolv'],
	en: [
		'No',
		'One',
		'Two',
		'Three',
		'Four',
		'Five',
		'Six',
		'Seven',
		'Eight',
		'Nine',
		'Ten',
		'Eleven',
		'Twelve'
	]
};

/** A number at the head of a sentence: in letters up to twelve (of the neuter in Danish: ét projekt), else in digits. */
export function spelled(count: number, language: Language): string {
	return WORDS[language][count] ?? number(count, language);
}
