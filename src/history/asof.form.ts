import { type Day, isDay } from '#language/dates.ts';
import type { AsOf, AsOfTrouble } from './asof.ts';

/**
 * The day that an address asks for by `pr`, and by `kendt` whether as known then (which holds unless said otherwise) or
 * as known now. Null where it asks for none, or for today, which is the present.
 */
export function readAsOf(params: URLSearchParams, present: Day): AsOf | AsOfTrouble | null {
	const [day, known] = ['pr', 'kendt'].map((name) => params.getAll(name).at(-1)?.trim() ?? '');
	if (!day) return null;
	if (!isDay(day)) return { trouble: 'unreadable' };
	if (day > present) return { trouble: 'to_come' };
	if (known !== '' && known !== 'nu' && known !== 'dengang') return { trouble: 'known' };
	return day === present ? null : { day, known: known === 'nu' ? 'now' : 'then' };
}
