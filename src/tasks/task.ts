import type { TaskProgress } from '#database/schema.ts';
import { addDays, type Day } from '#language/dates.ts';
import type { Shape, Tone } from '#ui/tone.ts';

/** The states of a municipality's copy, in the order in which they are told. */
export const TASK_STATES = ['not_started', 'in_progress', 'waiting', 'done', 'not_applicable'] as const;

/** "Due soon" looks this many days ahead, the last one included. */
export const DUE_SOON_DAYS = 14;

/** The longest note on a copy, in characters. */
export const LONGEST_NOTE = 2_000;

/** A copy's state, or that it is overdue: what a mark says about it. */
export type CopyStanding = TaskProgress | 'overdue';

/** How each standing of a copy looks, everywhere: always together with its word (taskText.standings). */
export const STANDING_LOOK: Record<CopyStanding, { tone: Tone; shape: Shape }> = {
	overdue: { tone: 'late', shape: 'alarm' },
	not_started: { tone: 'none', shape: 'ring' },
	in_progress: { tone: 'wait', shape: 'half' },
	waiting: { tone: 'wait', shape: 'pause' },
	done: { tone: 'good', shape: 'check' },
	not_applicable: { tone: 'none', shape: 'dash' }
};

/** The states as they stand in an address. */
export const STATE_SLUGS = {
	not_started: 'ikke-startet',
	in_progress: 'i-gang',
	waiting: 'afventer',
	done: 'udfoert',
	not_applicable: 'ikke-relevant'
} as const satisfies Record<TaskProgress, string>;

/** The state that an address names. */
export function stateOf(slug: (typeof STATE_SLUGS)[TaskProgress]): TaskProgress {
	return TASK_STATES.find((state) => STATE_SLUGS[state] === slug)!;
}

interface Dated {
	due_on: Day;
	published_on?: Day;
	closed_on?: Day | null;
}

/** Whether a task is open on a day: published by then, and neither answered nor withdrawn. */
export function isOpen({ published_on, closed_on }: Omit<Dated, 'due_on'>, today: Day): boolean {
	return (!published_on || published_on <= today) && (!closed_on || closed_on > today);
}

/** Whether a copy still asks for work: all but done and not applicable. */
export function isOutstanding(state: TaskProgress): boolean {
	return state !== 'done' && state !== 'not_applicable';
}

/**
 * Whether a copy is overdue: its task is open, KOMBIT's due date is past and work is outstanding. A municipality's own
 * earlier date never makes a copy overdue.
 */
export function isOverdue(copy: Dated & { state: TaskProgress }, today: Day): boolean {
	return isOpen(copy, today) && copy.due_on < today && isOutstanding(copy.state);
}

/** Whether a copy falls due from today up to and including DUE_SOON_DAYS ahead, with work outstanding. */
export function isDueSoon(copy: Dated & { state: TaskProgress }, today: Day): boolean {
	return (
		isOpen(copy, today) &&
		copy.due_on >= today &&
		copy.due_on <= addDays(today, DUE_SOON_DAYS) &&
		isOutstanding(copy.state)
	);
}

/** What a mark says about a copy: overdue goes before its state. */
export function standingOf(copy: Dated & { state: TaskProgress }, today: Day): CopyStanding {
	return isOverdue(copy, today) ? 'overdue' : copy.state;
}

/** A task's copies counted: `audience` is all of them, whatever their state. */
export interface CopyCounts {
	audience_size: number;
	done: number;
	not_applicable: number;
}

/** How many copies apply: the denominator of progress. */
export function applying({ audience_size, not_applicable }: Omit<CopyCounts, 'done'>): number {
	return audience_size - not_applicable;
}

/** How many of a task's copies are overdue. */
export function overdueCopies(task: Dated & CopyCounts, today: Day): number {
	return isOpen(task, today) && task.due_on < today ? applying(task) - task.done : 0;
}

/** A task's copies counted by state; the five states add up to audience_size. */
export interface CopyTally extends CopyCounts {
	states: Record<TaskProgress, number>;
	/** Municipalities outside the audience; not part of audience_size. */
	outside: number;
	outstanding: number;
	overdue: number;
}

/** Counts a task's copies; a null state stands for a municipality outside the audience and counts nowhere. */
export function tallyOf(task: Dated, copies: { state: TaskProgress | null }[], today: Day): CopyTally {
	const states = { not_started: 0, in_progress: 0, waiting: 0, done: 0, not_applicable: 0 };
	let outside = 0;
	for (const { state } of copies)
		if (state) states[state] += 1;
		else outside += 1;
	const outstanding = states.not_started + states.in_progress + states.waiting;
	return {
		states,
		outside,
		outstanding,
		overdue: isOpen(task, today) && task.due_on < today ? outstanding : 0,
		audience_size: outstanding + states.done + states.not_applicable,
		done: states.done,
		not_applicable: states.not_applicable
	};
}

/** What is wrong with the days of a change of a copy, by field: keys of formText.faults. */
export function faultsOf(
	change: { gaelder_fra: Day | null; egen_frist: Day | null },
	task: { published_on: Day; due_on: Day },
	today: Day
): Record<string, string> {
	const { gaelder_fra, egen_frist } = change;
	const faults: Record<string, string> = {};
	if (gaelder_fra && gaelder_fra > today) faults['gaelder_fra'] = 'future';
	else if (gaelder_fra && gaelder_fra < task.published_on) faults['gaelder_fra'] = 'too_early';
	// A municipality's own date is an earlier one; KOMBIT's stands.
	if (egen_frist && egen_frist > task.due_on) faults['egen_frist'] = 'not_later';
	return faults;
}
