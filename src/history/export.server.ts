import { stringify } from 'csv-stringify/sync';
import type { Language } from '#language/language.ts';
import { dateTime, type Day } from '#language/dates.ts';
import { asText } from './audit.ts';
import { type Change, type Names, tell } from './change.ts';
import { changeText } from './change.text.ts';

/**
 * Changes as a CSV that Danish Excel opens: UTF-8 with a mark at its beginning, semicolons, one line for each column
 * that changed. Cells that would be read as formulas are text.
 */
export function writeCsv(
	changes: (Change & { request_id: string | null })[],
	names: Names,
	{ language, today }: { language: Language; today: Day }
): string {
	const t = changeText[language];
	const lines = changes.flatMap((change) => {
		const { what, which, municipality, lines } = tell(change, names, language, today);
		const person = change.person_id === null ? t.nobody : (names.people[change.person_id] ?? t.somebody);
		return (lines.length ? lines : [{ field: '', old: null, new: null }]).map((line) =>
			[
				dateTime(new Date(change.recorded_at), language),
				person,
				what,
				which,
				municipality?.name,
				line.field,
				line.old,
				line.new,
				change.request_id
			].map((cell) => asText(cell ?? ''))
		);
	});
	return stringify([Object.values(t.columns), ...lines], {
		bom: true,
		delimiter: ';',
		record_delimiter: 'windows'
	});
}
