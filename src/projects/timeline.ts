import type { TimelineMark, TimelineRow, TimelineSpan } from '#charts/timeline.ts';
import type { MilestoneCertainty, MilestoneKind } from '#database/schema.ts';
import type { Day } from '#language/dates.ts';
import type { MilestoneDates } from './project.ts';

interface Milestone extends MilestoneDates {
	title: string;
	kind: MilestoneKind;
	certainty: MilestoneCertainty;
	moves: { starts_on: Day | null }[];
}

/** A project's milestones as one row of a timeline. */
export function timelineRow(
	project: { slug: string; short_name: string; milestones: Milestone[] },
	href?: string
): TimelineRow {
	const row: TimelineRow = {
		key: project.slug,
		label: project.short_name,
		href,
		spans: [],
		marks: [],
		undated: []
	};
	for (const milestone of project.milestones) {
		const { title, certainty, starts_on } = milestone;
		const kind = spanKind(milestone);
		if (starts_on === null) row.undated?.push({ title });
		else if (kind) row.spans.push({ kind, title, from: starts_on, until: spanEnd(milestone), certainty });
		else row.marks.push(markOf(milestone, starts_on));
	}
	return row;
}

function spanKind({ kind, precision }: Milestone): TimelineSpan['kind'] | null {
	if (kind === 'closed_window') return 'closed';
	if (kind === 'hypercare') return 'hypercare';
	// A trial known by the day it began goes on; one known by its week is that week.
	if (kind === 'trial' && (precision === 'span' || precision === 'day' || precision === 'time'))
		return 'trial';
	return precision === 'span' ? 'activity' : null;
}

function spanEnd({ kind, certainty, starts_on, ends_on }: Milestone): Day | null {
	if (ends_on !== null) return ends_on;
	return kind !== 'closed_window' && certainty === 'actual' ? null : starts_on;
}

function markOf(milestone: Milestone, day: Day): TimelineMark {
	const { title, kind, certainty, precision, starts_at, moves } = milestone;
	return {
		title,
		day,
		time: starts_at ?? null,
		precision: precision === 'time' || precision === 'week' || precision === 'month' ? precision : 'day',
		certainty,
		tone: kind === 'deadline' ? 'late' : kind === 'decision' ? 'wait' : 'accent',
		moved_from: moves.map((move) => move.starts_on).filter((from) => from !== null)
	};
}
