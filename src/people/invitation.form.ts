import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import type { AccessKind } from '#database/schema.ts';
import { fold as folded } from '#language/fold.ts';
import { commonText } from '#language/common.text.ts';
import { LANGUAGES } from '#language/language.ts';
import { isKombitKind, KINDS } from './person.ts';

/** As many people as one list may hold. */
export const MOST_INVITED = 500;
const LONGEST_NAME = 120;

/** What can be wrong with a line; the words are in personText.line_faults. */
export type LineFault =
	| 'no_mail'
	| 'bad_mail'
	| 'no_name'
	| 'long_name'
	| 'no_kind'
	| 'unknown_kind'
	| 'no_place'
	| 'unknown_place'
	| 'kind_elsewhere'
	| 'too_many';

/** One line of the list, read: somebody to be invited, or the reason why not. */
export interface InvitedLine {
	/** Counted from 1 as the person sees the text. */
	line: number;
	text: string;
	name: string;
	email: string;
	kind: AccessKind | null;
	/** null for KOMBIT itself. */
	municipality_code: string | null;
	fault: LineFault | null;
}

export interface Place {
	code: string;
	name: string;
	slug: string;
	official_name?: string;
}

const mail = z.email().max(254);

/**
 * Reads a pasted list: a line for each person, "Navn <mail>; rolle; kommune" or the cells of a spreadsheet between
 * tabs, in which name and mail may stand in one cell or in two. A head line is passed over. What a line does not say is
 * taken from `usual`. Never throws: what cannot be read is a line with its fault.
 */
export function readInvitations(
	text: string,
	{
		places,
		usual
	}: { places: Place[]; usual: { kind: AccessKind | null; municipality_code: string | null | undefined } }
): InvitedLine[] {
	const rows = splitLines(text);
	const kinds = kindWords();
	const codes = placeWords(places);
	return rows
		.filter(({ cells }, at) => !(at === 0 && isHead(cells)))
		.map(({ line, text, cells }, at): InvitedLine => {
			const { name, email, rest } = whoIn(cells);
			// A place may stand where the kind is left out.
			const [first = '', second = ''] = rest;
			const kindSaid =
				first && kinds.has(fold(first)) ? first : second && kinds.has(fold(second)) ? second : first;
			const placeSaid = kindSaid === first ? second : first;
			const placeOnly = !kinds.has(fold(kindSaid)) && !placeSaid && codes.has(fold(kindSaid));
			const kind = kindSaid && !placeOnly ? kinds.get(fold(kindSaid)) : (usual.kind ?? null);
			const ofKombit = kind !== null && kind !== undefined && isKombitKind(kind);
			const saidPlace = placeOnly ? kindSaid : placeSaid;
			const code = saidPlace ? codes.get(fold(saidPlace)) : ofKombit ? null : usual.municipality_code;
			const fault = (): LineFault | null => {
				if (at >= MOST_INVITED) return 'too_many';
				if (!email) return 'no_mail';
				if (!mail.safeParse(email).success) return 'bad_mail';
				if (!name) return 'no_name';
				if (name.length > LONGEST_NAME) return 'long_name';
				if (kind === undefined) return 'unknown_kind';
				if (kind === null) return 'no_kind';
				if (code === undefined) return saidPlace ? 'unknown_place' : 'no_place';
				if (ofKombit !== (code === null)) return 'kind_elsewhere';
				return null;
			};
			return { line, text, name, email, kind: kind ?? null, municipality_code: code ?? null, fault: fault() };
		});
}

function splitLines(text: string): { line: number; text: string; cells: string[] }[] {
	const lines = text.split('\n');
	return lines.flatMap((whole, at) => {
		if (!whole.trim()) return [];
		const delimiter = whole.includes('\t') ? '\t' : ';';
		return [{ line: at + 1, text: whole.trim(), cells: cellsOf(whole, delimiter) }];
	});
}

// A spreadsheet puts cells that hold its separator or a quotation mark into quotation marks; a person forgets to close one.
function cellsOf(line: string, delimiter: string): string[] {
	const options = { delimiter, trim: true, relax_column_count: true, relax_quotes: true };
	try {
		const rows: string[][] = parse(line, options);
		return rows[0] ?? [];
	} catch {
		return line.split(delimiter).map((cell) => cell.trim());
	}
}

function isHead(cells: string[]): boolean {
	const words = cells.map(fold);
	return (
		!cells.some((cell) => cell.includes('@')) &&
		words.some((word) => /^(e ?)?mail(adresse)?$|^email$/.test(word))
	);
}

function whoIn(cells: string[]): { name: string; email: string; rest: string[] } {
	const at = cells.findIndex((cell) => cell.includes('@'));
	if (at < 0) return { name: cells[0] ?? '', email: '', rest: cells.slice(1) };
	const cell = cells[at]!;
	const both = /^(.*?)[<(]?([^\s<>()]*@[^\s<>()]*)[>)]?\s*$/s.exec(cell);
	const email = (both?.[2] ?? cell).replace(/^mailto:/i, '').replace(/[,.]$/, '');
	const inCell = (both?.[1] ?? '').replace(/["']/g, '').trim();
	const before = cells.slice(0, at).filter(Boolean);
	// In a spreadsheet the name may stand before the mail in two cells, or after it in one.
	const after = cells.slice(at + 1);
	const name = (inCell || before.join(' ')).replace(/\s+/g, ' ').trim();
	return { name, email, rest: after };
}

function kindWords(): Map<string, AccessKind> {
	const words = new Map<string, AccessKind>();
	for (const kind of KINDS) {
		words.set(fold(kind), kind);
		for (const language of LANGUAGES) words.set(fold(commonText[language].kinds[kind]), kind);
	}
	words.set('klik admin', 'klik_administrator');
	words.set('bidragyder', 'contributor');
	words.set('kombit administrator', 'kombit_administrator');
	return words;
}

function placeWords(places: Place[]): Map<string, string | null> {
	const words = new Map<string, string | null>([['kombit', null]]);
	for (const { code, name, slug, official_name } of places) {
		for (const word of [code, name, slug, official_name ?? name, `${name} kommune`])
			words.set(fold(word), code);
	}
	return words;
}

function fold(text: string): string {
	return folded(text.replace(/_/g, ' '));
}
