import { type Language, LOCALE } from './language.ts';

// Views need these in the browser, where a Temporal polyfill would cost more than the page. What a day is, is
// counted in UTC milliseconds here and checked day by day against Temporal in the test; whatever knows time zones
// or holidays is in clock.server.ts and stays on the server.

/** A day in the calendar as YYYY-MM-DD, without time or zone: how dates travel from the database to the page. */
export type Day = string;

export const TIME_ZONE = 'Europe/Copenhagen';

const DAY = 86_400_000;

const MONTHS = {
	da: [
		'januar',
		'februar',
		'marts',
		'april',
		'maj',
		'juni',
		'juli',
		'august',
		'september',
		'oktober',
		'november',
		'december'
	],
	en: [
		'January',
		'February',
		'March',
		'April',
		'May',
		'June',
		'July',
		'August',
		'September',
		'October',
		'November',
		'December'
	]
};
const SHORT_MONTHS = {
	da: ['jan.', 'feb.', 'mar.', 'apr.', 'maj', 'jun.', 'jul.', 'aug.', 'sep.', 'okt.', 'nov.', 'dec.'],
	en: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
};
const WEEKDAYS = {
	da: ['mandag', 'tirsdag', 'onsdag', 'torsdag', 'fredag', 'lørdag', 'søndag'],
	en: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
};

/** Whether a text is a day that exists: 2023-02-30 is none. */
export function isDay(text: string): boolean {
	if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
	const ms = Date.parse(text);
	return !Number.isNaN(ms) && toDay(ms) === text;
}

/** The day as numbers, as Danish authorities write it: 23.11.2023. English: 23 Nov 2023. */
export function shortDate(day: Day, language: Language): string {
	const { year, month, date: d } = parts(day);
	if (language === 'en') return `${d} ${SHORT_MONTHS.en[month - 1]} ${year}`;
	return `${String(d).padStart(2, '0')}.${String(month).padStart(2, '0')}.${year}`;
}

/** The day for running text: 28. nov. – with the year when it is not the year of `today`. */
export function dayName(day: Day, language: Language, today?: Day): string {
	const { year, month, date: d } = parts(day);
	const tail = today && today.slice(0, 4) === day.slice(0, 4) ? '' : ` ${year}`;
	return language === 'da'
		? `${d}. ${SHORT_MONTHS.da[month - 1]}${tail}`
		: `${d} ${SHORT_MONTHS.en[month - 1]}${tail}`;
}

/** The day written out: torsdag den 23. november 2023 / Thursday 23 November 2023. */
export function longDate(day: Day, language: Language): string {
	const { year, month, date } = parts(day);
	const weekday = WEEKDAYS[language][isoWeekday(day) - 1];
	const name = MONTHS[language][month - 1];
	return language === 'da' ? `${weekday} den ${date}. ${name} ${year}` : `${weekday} ${date} ${name} ${year}`;
}

/** The month of a day: november 2023. */
export function monthName(day: Day, language: Language, withYear = true): string {
	const { year, month } = parts(day);
	return MONTHS[language][month - 1] + (withYear ? ` ${year}` : '');
}

/** The ISO week of a day: { year: 2024, week: 1 }. The year is the week's own, not always the day's. */
export function isoWeek(day: Day): { year: number; week: number } {
	// ISO 8601: a week belongs to the year of its Thursday, and is numbered by that Thursday's place in it.
	const thursday = addDays(day, 4 - isoWeekday(day));
	const { year } = parts(thursday);
	return { year, week: Math.floor(daysBetween(`${thursday.slice(0, 4)}-01-01`, thursday) / 7) + 1 };
}

/** "uge 47"; with the year when it differs from that of `today`. */
export function weekName(day: Day, language: Language, today?: Day): string {
	const { year, week } = isoWeek(day);
	const tail = today && isoWeek(today).year === year ? '' : ` ${year}`;
	return `${language === 'da' ? 'uge' : 'week'}\u00a0${week}${tail}`;
}

/** The week as it stands in an address: 2023-W47. */
export function weekKey(day: Day): string {
	const { year, week } = isoWeek(day);
	return `${year}-W${String(week).padStart(2, '0')}`;
}

/** Monday and Sunday of a week key, or null where no such week exists (2023-W53 does not). */
export function weekSpan(key: string): { from: Day; until: Day } | null {
	const match = /^(\d{4})-W(\d{2})$/.exec(key);
	if (!match) return null;
	const fourth = `${match[1]}-01-04`;
	const monday = addDays(fourth, 1 - isoWeekday(fourth) + 7 * (Number(match[2]) - 1));
	return weekKey(monday) === key ? { from: monday, until: addDays(monday, 6) } : null;
}

export function addDays(day: Day, days: number): Day {
	return toDay(Date.parse(day) + days * DAY);
}

/** Whole days from one day to another; negative when `to` lies before `from`. */
export function daysBetween(from: Day, to: Day): number {
	return Math.round((Date.parse(to) - Date.parse(from)) / DAY);
}

/** How far a day is from today, in words a person uses: i dag, i morgen, om 5 dage, for 3 dage siden, om 18 uger. */
export function distance(day: Day, today: Day, language: Language): string {
	const days = daysBetween(today, day);
	// "I går" and "i morgen" are exact, "sidste år" is not: it would say so of anything up to two years back.
	const format = new Intl.RelativeTimeFormat(LOCALE[language], {
		numeric: Math.abs(days) < 50 ? 'auto' : 'always'
	});
	if (Math.abs(days) < 50) return format.format(days, 'day');
	if (Math.abs(days) < 365) return format.format(Math.trunc(days / 7), 'week');
	return format.format(Math.trunc(days / 365), 'year');
}

/** How old a day is, for a column headed "age": i dag, 2 dage, 9 uger. */
export function age(day: Day, today: Day, language: Language): string {
	const days = daysBetween(day, today);
	if (days <= 0) return language === 'da' ? 'i dag' : 'today';
	return days === 1
		? language === 'da'
			? '1 dag'
			: '1 day'
		: `${days} ${language === 'da' ? 'dage' : 'days'}`;
}

const inCopenhagen = new Intl.DateTimeFormat('sv-SE', {
	timeZone: TIME_ZONE,
	dateStyle: 'short',
	timeStyle: 'short'
});

/** The day a moment falls on in Copenhagen. */
export function dayOf(moment: Date): Day {
	return inCopenhagen.format(moment).slice(0, 10);
}

/** The clock time of a moment in Copenhagen, as HH:MM. */
export function timeOf(moment: Date): string {
	return inCopenhagen.format(moment).slice(11);
}

/** A moment as day and time in Copenhagen: 16.11.2023 kl. 15.12. */
export function dateTime(moment: Date, language: Language): string {
	const [day = '', time = ''] = inCopenhagen.format(moment).split(' ');
	return `${shortDate(day, language)}${language === 'da' ? ' kl. ' : ' at '}${clockTime(time, language)}`;
}

/** A clock time HH:MM as the language writes it: 10.00 in Danish, 10:00 in English. */
export function clockTime(time: string, language: Language): string {
	return language === 'da' ? time.slice(0, 5).replace(':', '.') : time.slice(0, 5);
}

/** Monday is 1, Sunday 7. */
export function isoWeekday(day: Day): number {
	return new Date(day).getUTCDay() || 7;
}

function toDay(ms: number): Day {
	return new Date(ms).toISOString().slice(0, 10);
}

function parts(day: Day): { year: number; month: number; date: number } {
	return { year: Number(day.slice(0, 4)), month: Number(day.slice(5, 7)), date: Number(day.slice(8, 10)) };
}
