import type { DatePrecision, MilestoneCertainty } from '#database/schema.ts';
import { addDays, type Day, isoWeekday } from '#language/dates.ts';
import { lastOfMonth } from './project.ts';
import { isNear } from './status.ts';

export interface GivenDates {
	precision: DatePrecision;
	starts_on: Day | null;
	ends_on: Day | null;
	/** HH:MM, Copenhagen */
	starts_at: string | null;
	ends_at: string | null;
}

/**
 * The days and times of a milestone as they are kept. A week is taken from any of its days and becomes Monday to
 * Sunday, a month from any of its days; what the precision has no use for is left out.
 * @returns the dates, or what is wrong with them, field by field
 */
export function settleDates(
	given: GivenDates,
	certainty: MilestoneCertainty,
	today: Day
): { dates: GivenDates; faults: Record<string, string> } {
	const { precision, starts_on, ends_on, starts_at, ends_at } = given;
	const dates: GivenDates = { precision, starts_on: null, ends_on: null, starts_at: null, ends_at: null };
	const faults: Record<string, string> = {};
	if (precision === 'unknown') return { dates, faults };
	if (starts_on === null) return { dates, faults: { starts_on: 'required', ...missing(given) } };
	if (!isNear(starts_on, today)) faults['starts_on'] = 'far_date';
	switch (precision) {
		case 'week': {
			const monday = addDays(starts_on, 1 - isoWeekday(starts_on));
			Object.assign(dates, { starts_on: monday, ends_on: addDays(monday, 6) });
			break;
		}
		case 'month':
			Object.assign(dates, { starts_on: `${starts_on.slice(0, 7)}-01`, ends_on: lastOfMonth(starts_on) });
			break;
		case 'day':
			// A day that is known to last until a certain hour.
			Object.assign(dates, { starts_on, ends_at });
			break;
		case 'time':
		case 'span':
			Object.assign(dates, { starts_on, ends_on, starts_at, ends_at });
			Object.assign(faults, missing(given));
	}
	if (dates.ends_on !== null && dates.starts_on !== null) {
		if (!isNear(dates.ends_on, today)) faults['ends_on'] = 'far_date';
		else if (dates.ends_on < dates.starts_on) faults['ends_on'] = 'order';
	}
	const oneDay = dates.ends_on === null || dates.ends_on === dates.starts_on;
	if (oneDay && dates.starts_at !== null && dates.ends_at !== null && dates.ends_at < dates.starts_at) {
		faults['ends_at'] = 'time_order';
	}
	// What has happened has happened by today.
	if (certainty === 'actual' && (dates.starts_on ?? '') > today) faults['starts_on'] ??= 'future';
	return { dates, faults };
}

function missing({ precision, ends_on, starts_at }: GivenDates): Record<string, string> {
	return {
		...(precision === 'span' && ends_on === null ? { ends_on: 'required' } : {}),
		...(precision === 'time' && starts_at === null ? { starts_at: 'required' } : {})
	};
}

/** Whether a milestone stands elsewhere in time than before: then it was moved, and that has a reason. */
export function isMoved(
	before: { precision: DatePrecision; starts_on: Day | null; ends_on: Day | null },
	after: { precision: DatePrecision; starts_on: Day | null; ends_on: Day | null }
): boolean {
	return (
		before.precision !== after.precision ||
		before.starts_on !== after.starts_on ||
		before.ends_on !== after.ends_on
	);
}
