import type { GroupKind } from '#database/schema.ts';
import { fold } from '#language/fold.ts';

/** The kinds of group; one of a person's own is always of the kind "own". */
export const GROUP_KINDS = [
	'reference_group',
	'pilot',
	'user_test',
	'floorwalker',
	'wave',
	'hearing',
	'own'
] as const satisfies GroupKind[];

/** Words of addresses that divide the municipalities otherwise: no group may be called so there. */
const TAKEN = ['region', 'rest'];

/** A group's name as it stands in addresses: "Bølge 2 (Fyn)" → boelge-2-fyn. */
export function slugOf(name: string): string {
	const slug = fold(name)
		.replace(/[^a-z0-9]+/g, '-')
		.slice(0, 60)
		.replace(/^-+|-+$/g, '');
	return slug === '' || TAKEN.includes(slug) ? `gruppe${slug && '-'}${slug}` : slug;
}

/**
 * Reads municipalities out of a pasted text: names or codes, one on each line or parted by commas, semicolons or
 * tabs. "Århus", "aarhus kommune", "Københavns Kommune", "751" and "751 Aarhus" are all understood.
 * @returns the codes found, each once, and what names no municipality, with its line counted from 1
 */
export function readPlaces(
	pasted: string,
	municipalities: { code: string; name: string }[]
): { codes: string[]; unknown: { line: number; text: string }[] } {
	const known = new Map(
		municipalities.flatMap(({ code, name }) => [
			[fold(name), code],
			[code, code]
		])
	);
	const codes = new Set<string>();
	const unknown: { line: number; text: string }[] = [];
	for (const [index, line] of pasted.split(/\r\n|\r|\n/).entries()) {
		for (const text of line.split(/[,;\t]/).map((part) => part.trim())) {
			if (text === '') continue;
			const code = codeOf(fold(text), known);
			if (code === undefined) unknown.push({ line: index + 1, text });
			else codes.add(code);
		}
	}
	return { codes: [...codes], unknown };
}

// A code may stand with a leading nought, as spreadsheets write it, and with the name after it.
function codeOf(text: string, known: Map<string, string>): string | undefined {
	const name = text.replace(/ kommune$/, '');
	const [, code = '', after = ''] = /^0?(\d{3})(?: (.*))?$/.exec(name) ?? [];
	if (code) return after === '' || known.get(after) === code ? known.get(code) : undefined;
	return known.get(name) ?? (name === text ? undefined : known.get(name.replace(/s$/, '')));
}
