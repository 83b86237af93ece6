const WRITTEN_OUT: Record<string, string> = {
	å: 'aa',
	æ: 'ae',
	ø: 'oe',
	ä: 'ae',
	ö: 'oe',
	ü: 'u',
	é: 'e',
	è: 'e',
	á: 'a'
};

/**
 * The form in which texts are searched: lower case, letters, digits and § only, æ ø å written out, one space
 * between words. The same as the database's fold_text(), so that "Århus" finds Aarhus and "Høje Taastrup"
 * finds Høje-Taastrup.
 */
export function fold(text: string): string {
	return text
		.normalize('NFC')
		.toLocaleLowerCase('da')
		.replace(/[åæøäöüéèá]/g, (letter) => WRITTEN_OUT[letter] ?? letter)
		.replace(/[^a-z0-9§]+/g, ' ')
		.trim();
}
