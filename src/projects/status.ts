import type { ProjectState } from '#database/schema.ts';
import { addDays, type Day } from '#language/dates.ts';

/** Whether a state must be explained: all but "on plan" and "unknown" say why, what next, who and when it is reviewed. */
export function mustExplain(state: ProjectState): boolean {
	return state !== 'on_plan' && state !== 'unknown';
}

const FAR_YEARS = 20;

/** Whether a day lies within twenty years of today: further off is a slip of the hand, and no timeline could show it. */
export function isNear(day: Day, today: Day): boolean {
	const years = Number(day.slice(0, 4)) - Number(today.slice(0, 4));
	return Math.abs(years) <= FAR_YEARS;
}

export interface StatusFields {
	state: ProjectState;
	reason: string | null;
	next_step: string | null;
	owner: string | null;
	review_on: Day | null;
	effective_on: Day;
}

/**
 * What a status lacks, field by field; nothing where it can be given.
 * @param isNew a new one is reviewed today at the earliest; one that is corrected may have a review that has passed
 */
export function statusFaults(status: StatusFields, today: Day, isNew: boolean): Record<string, string> {
	const faults: Record<string, string> = {};
	const { state, review_on, effective_on } = status;
	if (mustExplain(state)) {
		for (const field of ['reason', 'next_step', 'owner', 'review_on'] as const) {
			if (status[field] === null) faults[field] = 'required';
		}
	}
	if (review_on !== null) {
		if (!isNear(review_on, today)) faults['review_on'] = 'far_date';
		else if (isNew && review_on < today) faults['review_on'] = 'past';
		else if (review_on < effective_on) faults['review_on'] = 'before_start';
	}
	if (effective_on > today) faults['effective_on'] = 'future';
	else if (!isNear(effective_on, today)) faults['effective_on'] = 'far_date';
	return faults;
}

/** The review day proposed next: as long from today as the present one was given for, else two weeks. */
export function proposedReview(
	status: { effective_on: Day; review_on: Day | null } | undefined,
	today: Day
): Day {
	const days = status?.review_on
		? Math.round((Date.parse(status.review_on) - Date.parse(status.effective_on)) / 86_400_000)
		: 0;
	return addDays(today, days >= 1 && days <= 92 ? days : 14);
}
