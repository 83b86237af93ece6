import type { Shape, Tone } from '#ui/tone.ts';

/** A municipality's counts across everything that is asked of it on a day. */
export interface DutyCounts {
	/** Copies of open tasks and agreements that ask for a signature, whatever their state. */
	asked: number;
	/** Copies past KOMBIT's due date with work outstanding. */
	overdue: number;
	/** Copies that fall due within the next 14 days with work outstanding. */
	due_soon: number;
	/** Agreements without a signature on the asking version. */
	missing: number;
	/** Those of them whose deadline is past. */
	missing_late: number;
}

/** How a municipality stands across everything, worst first. */
export const WORST_STATES = [
	'overdue',
	'missing_late',
	'missing',
	'due_soon',
	'in_place',
	'not_asked'
] as const;
export type WorstState = (typeof WORST_STATES)[number];

/** How each state looks, always together with its word (municipalityText.states). */
export const STATE_LOOK: Record<WorstState, { tone: Tone; shape: Shape }> = {
	overdue: { tone: 'late', shape: 'alarm' },
	missing_late: { tone: 'late', shape: 'warning' },
	missing: { tone: 'risk', shape: 'warning' },
	due_soon: { tone: 'wait', shape: 'half' },
	in_place: { tone: 'good', shape: 'ok' },
	not_asked: { tone: 'none', shape: 'unknown' }
};

/**
 * The worst thing that is true of a municipality: overdue tasks, then an agreement past its deadline, then a missing
 * one, then a due date within 14 days; else all is in place. Where nothing is asked there is nothing to be in place.
 */
export function worstState(counts: DutyCounts): WorstState {
	if (counts.overdue > 0) return 'overdue';
	if (counts.missing_late > 0) return 'missing_late';
	if (counts.missing > 0) return 'missing';
	if (counts.due_soon > 0) return 'due_soon';
	return counts.asked > 0 ? 'in_place' : 'not_asked';
}

/** The sums of some municipalities' counts: what stands at the head of a group. */
export function sumCounts(rows: DutyCounts[]): DutyCounts {
	const sum: DutyCounts = { asked: 0, overdue: 0, due_soon: 0, missing: 0, missing_late: 0 };
	for (const row of rows) {
		sum.asked += row.asked;
		sum.overdue += row.overdue;
		sum.due_soon += row.due_soon;
		sum.missing += row.missing;
		sum.missing_late += row.missing_late;
	}
	return sum;
}

/** Which municipalities a reader can ask for, as it stands in an address: ?tilstand=forfaldne. */
export const CONDITIONS = {
	forfaldne: (row: DutyCounts) => row.overdue > 0,
	'over-frist': (row: DutyCounts) => row.missing_late > 0,
	mangler: (row: DutyCounts) => row.missing > 0,
	snart: (row: DutyCounts) => row.due_soon > 0,
	'paa-plads': (row: DutyCounts) => worstState(row) === 'in_place',
	'uden-programleder': (row: DutyCounts & { leader_count: number }) => row.leader_count === 0
} as const;
export type Condition = keyof typeof CONDITIONS;
export const CONDITION_NAMES = Object.keys(CONDITIONS) as [Condition, ...Condition[]];

/** So many columns stand beside each other at most; a matrix wider than this is read by nobody. */
export const MOST_COLUMNS = 80;

/** The views of /kommuner: the status rows, two matrices, and three lists of the single things behind the counts. */
export const VIEWS = ['status', 'aftaler', 'opgaver', 'forfaldne', 'snart', 'mangler'] as const;
export type View = (typeof VIEWS)[number];

/** How many weeks ahead the task matrix looks for critical and cross-cutting tasks, unless the address says. */
export const DEFAULT_WEEKS = 4;

/** Which of a municipality's copies are listed; without one of them the outstanding ones. */
export const COPY_CHOICES = ['forfaldne', 'snart', 'kritiske', 'udestaar', 'alle'] as const;
/** Which of its agreements; without one of them all. */
export const STANDING_CHOICES = ['mangler', 'over-frist', 'paa-plads'] as const;
/** Which of its roles; without one of them all. */
export const ROLE_CHOICES = ['tomme', 'en-person', 'afviste'] as const;
