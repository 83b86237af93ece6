import type {
	DatePrecision,
	InitiativeState,
	LinkKind,
	MilestoneCertainty,
	MilestoneKind,
	ProjectState,
	ReadinessState
} from '#database/schema.ts';
import {
	addDays,
	clockTime,
	type Day,
	dayName,
	daysBetween,
	distance,
	monthName,
	weekName
} from '#language/dates.ts';
import type { Language } from '#language/language.ts';
import type { Shape, Tone } from '#ui/tone.ts';
import { projectText } from './project.text.ts';

/** The states of a project, the worst first: the order in which a list by status stands. */
export const PROJECT_STATES = [
	'late',
	'at_risk',
	'awaiting_decision',
	'unknown',
	'not_started',
	'on_plan'
] as const satisfies ProjectState[];

/** How each state looks. Unknown and not started are grey: nothing is said in favour of them. */
export const projectLooks: Record<ProjectState, { tone: Tone; shape: Shape }> = {
	on_plan: { tone: 'good', shape: 'ok' },
	at_risk: { tone: 'risk', shape: 'warning' },
	late: { tone: 'late', shape: 'alarm' },
	awaiting_decision: { tone: 'wait', shape: 'pause' },
	not_started: { tone: 'none', shape: 'ring' },
	unknown: { tone: 'none', shape: 'unknown' }
};

/** The word of a state in an address: /projekter?status=forsinket. */
export const stateInAddress = {
	late: 'forsinket',
	at_risk: 'risiko',
	awaiting_decision: 'afventer',
	unknown: 'ukendt',
	not_started: 'ikke-startet',
	on_plan: 'efter-planen'
} as const satisfies Record<ProjectState, string>;

export const readinessLooks: Record<ReadinessState, { tone: Tone; shape: Shape }> = {
	ready: { tone: 'good', shape: 'check' },
	waiting: { tone: 'wait', shape: 'pause' },
	not_ready: { tone: 'none', shape: 'ring' },
	unknown: { tone: 'none', shape: 'unknown' }
};

export const initiativeLooks: Record<InitiativeState, { tone: Tone; shape: Shape }> = {
	started: { tone: 'good', shape: 'half' },
	waiting: { tone: 'wait', shape: 'pause' },
	unknown: { tone: 'none', shape: 'unknown' }
};

/** A status this old is stale even when nobody set a day to look at it again. */
export const STALE_AFTER_DAYS = 30;

/**
 * Why a status can no longer be leaned on: its review day has passed, or it is more than 30 days old. A project
 * without any status is not stale, it is unknown.
 * @returns null for a status that still holds
 */
export function staleBecause(
	status: { effective_on: Day | null; review_on: Day | null },
	today: Day
): 'review' | 'age' | null {
	if (status.effective_on === null) return null;
	if (status.review_on !== null && status.review_on < today) return 'review';
	return daysBetween(status.effective_on, today) > STALE_AFTER_DAYS ? 'age' : null;
}

/** Whether a status can no longer be leaned on. */
export function isStale(status: { effective_on: Day | null; review_on: Day | null }, today: Day): boolean {
	return staleBecause(status, today) !== null;
}

/** When something is, as precisely as it is known. */
export interface MilestoneDates {
	precision: DatePrecision;
	starts_on: Day | null;
	ends_on: Day | null;
	/** HH:MM, Copenhagen */
	starts_at?: string | null;
	ends_at?: string | null;
}

/**
 * The date of a milestone in words, never more precise than it is: "8. dec.", "28. nov. kl. ca. 10",
 * "18.–28. nov.", "uge 46", "oktober 2024", "uden dato". The year stands where it is not today's.
 */
export function milestoneWhen(
	dates: MilestoneDates & { certainty?: MilestoneCertainty },
	language: Language,
	today: Day
): string {
	const t = projectText[language];
	const { precision, starts_on, ends_on, starts_at, ends_at } = dates;
	if (precision === 'unknown' || starts_on === null) return t.no_date;
	const about = dates.certainty === 'approximate';
	const day =
		precision === 'week'
			? weekName(starts_on, language, today)
			: precision === 'month'
				? monthName(starts_on, language)
				: precision === 'span' && ends_on !== null
					? daySpan(starts_on, ends_on, language, today)
					: dayName(starts_on, language, today);
	// What has only an end lasts until then; with both, a span of days has the same hours on each of them.
	if (starts_at) {
		const clock = clockSpan(starts_at, ends_at ?? null, language);
		return `${day} ${about ? t.at_about(clock) : t.at(clock)}`;
	}
	if (ends_at) return `${day} ${t.until_clock(clockSpan(ends_at, null, language))}`;
	return about ? t.about(day) : day;
}

/**
 * The days from one to another: 18.–28. nov., 28. nov. – 4. dec., 28. nov. 2023 – 16. jan. 2024; whole months by
 * their names: januar – februar 2024, august 2023 – august 2024.
 */
export function daySpan(from: Day, until: Day, language: Language, today: Day): string {
	const last = dayName(until, language, today);
	if (from === until) return last;
	if (from.endsWith('-01') && addDays(until, 1).endsWith('-01')) {
		const end = monthName(until, language);
		if (from.slice(0, 7) === until.slice(0, 7)) return end;
		return `${monthName(from, language, from.slice(0, 4) !== until.slice(0, 4))} – ${end}`;
	}
	if (from.slice(0, 7) === until.slice(0, 7)) {
		const first = Number(from.slice(8, 10));
		return language === 'da' ? `${first}.–${last}` : `${first}–${last}`;
	}
	// Within one year the last day says it for both; across two, each day has its own.
	const sameYear = from.slice(0, 4) === until.slice(0, 4);
	return sameYear
		? `${dayName(from, language, from)} – ${last}`
		: `${dayName(from, language)} – ${dayName(until, language)}`;
}

function clockSpan(from: string, until: string | null, language: Language): string {
	const whole = from.endsWith(':00') && (until === null || until.endsWith(':00'));
	const write = (time: string) => {
		if (language === 'en') return clockTime(time, language);
		return clockTime(whole ? time.slice(0, 2) : time, language).replace(/^0/, '');
	};
	return until === null || until === from ? write(from) : `${write(from)}–${write(until)}`;
}

/** The last day of a milestone; null where no date is known. */
export function lastDay({ starts_on, ends_on }: { starts_on: Day | null; ends_on: Day | null }): Day | null {
	return ends_on ?? starts_on;
}

/** Where a milestone stands in time. A week or a month that holds today is current, as is a span under way. */
export function milestoneTense(
	dates: { starts_on: Day | null; ends_on: Day | null },
	today: Day
): 'past' | 'current' | 'future' | 'undated' {
	const last = lastDay(dates);
	if (dates.starts_on === null || last === null) return 'undated';
	if (last < today) return 'past';
	return dates.starts_on > today ? 'future' : 'current';
}

/**
 * How far a milestone is from today, in words: "om 5 dage", "i gang, slutter om 5 dage", "denne uge".
 * @returns null where no date is known
 */
export function milestoneDistance(dates: MilestoneDates, language: Language, today: Day): string | null {
	const t = projectText[language];
	const { precision, starts_on, ends_on } = dates;
	switch (milestoneTense(dates, today)) {
		case 'undated':
			return null;
		case 'past':
			return distance(lastDay(dates) ?? today, today, language);
		case 'future':
			return distance(starts_on ?? today, today, language);
		case 'current':
			if (precision === 'week') return t.this_week;
			if (precision === 'month') return t.this_month;
			if (ends_on === null || ends_on === starts_on) return distance(starts_on ?? today, today, language);
			return t.under_way(distance(ends_on, today, language));
	}
}

/** Certainties that a date in running text must name; "ca." stands in the date itself, planned is the normal case. */
export function certaintyAside(certainty: MilestoneCertainty, language: Language): string | null {
	return certainty === 'tentative' || certainty === 'actual'
		? projectText[language].certainties[certainty]
		: null;
}

/** Which kind comes first where two milestones fall on the same day. */
export const MILESTONE_KINDS = [
	'go_live',
	'deadline',
	'decision',
	'release',
	'trial',
	'meeting',
	'activity',
	'closed_window',
	'hypercare'
] as const satisfies MilestoneKind[];

export const CERTAINTIES = [
	'tentative',
	'planned',
	'approximate',
	'actual'
] as const satisfies MilestoneCertainty[];

export const PRECISIONS = [
	'day',
	'time',
	'span',
	'week',
	'month',
	'unknown'
] as const satisfies DatePrecision[];

export const READINESS_STATES = [
	'ready',
	'waiting',
	'not_ready',
	'unknown'
] as const satisfies ReadinessState[];

export const LINK_KINDS = [
	'operations',
	'support',
	'teaching',
	'document',
	'deck',
	'law',
	'page'
] as const satisfies LinkKind[];

/**
 * Which of a project's milestones is the next: the first that has not begun (a week or month counts until it has
 * passed), else one without a date, else one under way. The database answers the same for the whole portfolio.
 * @param milestones in order of time, as findProject gives them
 * @returns its index, or -1 where nothing is ahead
 */
export function nextMilestoneIndex(
	milestones: {
		certainty: MilestoneCertainty;
		precision: DatePrecision;
		starts_on: Day | null;
		ends_on: Day | null;
	}[],
	today: Day
): number {
	const ahead = milestones.findIndex(
		({ certainty, precision, starts_on, ends_on }) =>
			certainty !== 'actual' &&
			starts_on !== null &&
			(starts_on >= today || ((precision === 'week' || precision === 'month') && (ends_on ?? '') >= today))
	);
	if (ahead >= 0) return ahead;
	const undated = milestones.findIndex((one) => one.certainty !== 'actual' && one.precision === 'unknown');
	return undated >= 0 ? undated : milestones.findIndex((one) => (one.ends_on ?? '') >= today);
}

/** The months that the portfolio's timeline shows: six of them, starting where the last three weeks began. */
export function portfolioWindow(today: Day): { from: Day; until: Day } {
	const from = `${addDays(today, -21).slice(0, 7)}-01`;
	return { from, until: addDays(monthAfter(from, 6), -1) };
}

/**
 * The months that hold all dated milestones and today, at least three of them and whole ones.
 * @returns null where nothing has a date
 */
export function fittingWindow(
	milestones: { starts_on: Day | null; ends_on: Day | null }[],
	today: Day
): { from: Day; until: Day } | null {
	const days = milestones.flatMap((one) => [one.starts_on, lastDay(one)]).filter((day) => day !== null);
	if (days.length === 0) return null;
	days.push(today);
	days.sort();
	const from = `${(days[0] ?? today).slice(0, 7)}-01`;
	const end = monthAfter(`${(days.at(-1) ?? today).slice(0, 7)}-01`, 1);
	const least = monthAfter(from, 3);
	return { from, until: addDays(end < least ? least : end, -1) };
}

/** The last day of the month that a day lies in. */
export function lastOfMonth(day: Day): Day {
	return addDays(monthAfter(`${day.slice(0, 7)}-01`, 1), -1);
}

function monthAfter(first: Day, months: number): Day {
	const count = Number(first.slice(0, 4)) * 12 + Number(first.slice(5, 7)) - 1 + months;
	return `${String(Math.floor(count / 12)).padStart(4, '0')}-${String((count % 12) + 1).padStart(2, '0')}-01`;
}
