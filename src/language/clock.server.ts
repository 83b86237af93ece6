import { Temporal } from 'temporal-polyfill';
import { type Day, TIME_ZONE } from './dates.ts';

/**
 * The moment at which `day` has the clock time that `clock` shows in Copenhagen: the demo's now, so that what is
 * written in the demo stays in order. A time that summer time skips is moved forward as Temporal does.
 */
export function sameTimeOn(day: Day, clock: Date): Date {
	const time = Temporal.Instant.fromEpochMilliseconds(clock.getTime())
		.toZonedDateTimeISO(TIME_ZONE)
		.toPlainTime();
	const zoned = Temporal.PlainDate.from(day).toZonedDateTime({ timeZone: TIME_ZONE, plainTime: time });
	return new Date(zoned.epochMilliseconds);
}
