import { asksForSignature, isInPlace, isMissing, STANDINGS } from '#agreements/agreement.ts';
import type { AgreementKind, ProjectState, TaskProgress } from '#database/schema.ts';
import type { Day } from '#language/dates.ts';
import { milestoneTense, PROJECT_STATES } from '#projects/project.ts';
import type { Changes } from '#slides/changes.ts';
import {
	askedOf,
	audienceOfTask,
	outstandingOf,
	type Snapshot,
	type SnapshotMilestone
} from '#slides/snapshot.ts';
import { isOutstanding, TASK_STATES } from '#tasks/task.ts';
import { mailboxesIn, presentersOf } from './meeting.ts';

/** So many coming dates of a project are handed out. */
const MOST_DATES = 3;

/**
 * The totals of frozen figures: counts, states and dates, and the names of projects, agreements and milestones. It names no
 * person, no mailbox and no municipality: free text (reasons, next steps, notes, what was said) is left out, and a name in
 * which one of those stands all the same is null, to be told by its kind.
 */
export interface Totals {
	title: string | null;
	held_on: Day | null;
	figures_on: Day;
	is_demo: boolean;
	/** How many projects stand in each state, the worst first; states of none are left out. */
	states: { state: ProjectState; count: number }[];
	projects: {
		name: string | null;
		state: ProjectState;
		next: TotalsDate[];
		/** Its open tasks, and the answers to them that are still to be had out of all that were asked for. */
		tasks: number;
		outstanding: number;
		asked: number;
	}[];
	/** The agreements out for signature; in place, missing and not applicable together are those asked. */
	agreements: {
		name: string | null;
		kind: AgreementKind;
		deadline_on: Day | null;
		in_place: number;
		missing: number;
		not_applicable: number;
		asked: number;
	}[];
	tasks: { open: number; critical: number; cross_cutting: number; overdue: number };
	/** The municipalities' answers to all open tasks, by state. */
	answers: { state: TaskProgress; count: number }[];
	/** What has changed; null where there was nothing to compare with. */
	changed: TotalsChanged | null;
}

export type TotalsDate = { what: string | null } & Pick<
	SnapshotMilestone,
	'kind' | 'certainty' | 'precision' | 'starts_on' | 'ends_on' | 'starts_at' | 'ends_at'
>;

export interface TotalsChanged {
	since: Day;
	projects_added: number;
	projects_ended: number;
	projects_restated: number;
	milestones_reached: number;
	milestones_moved: number;
	milestones_added: number;
	milestones_gone: number;
	agreements_sent: number;
	signatures: number;
	missing: { name: string | null; kind: AgreementKind; before: number; after: number }[];
	tasks_added: number;
	tasks_closed: number;
	tasks_done: number;
}

/** Reads the totals off frozen figures. @param changes since the figures before; null where there are none */
export function totalsOf(snapshot: Snapshot, changes: Changes | null): Totals {
	const { meeting, figures_on, projects, tasks, agreements } = snapshot;
	const told = teller(snapshot);
	const asking = agreements.filter(({ kind, asking }) => asking && asksForSignature(kind));
	return {
		title: meeting && told(meeting.title),
		held_on: meeting?.held_on ?? null,
		figures_on,
		is_demo: [...projects, ...tasks, ...agreements].some(({ is_demo }) => is_demo),
		states: PROJECT_STATES.map((state) => ({
			state,
			count: projects.filter(({ status }) => (status?.state ?? 'unknown') === state).length
		})).filter(({ count }) => count > 0),
		projects: projects.map(({ slug, short_name, status, milestones }) => {
			const own = tasks.filter(({ project_slug }) => project_slug === slug);
			return {
				name: told(short_name),
				state: status?.state ?? 'unknown',
				next: comingDates(milestones, figures_on).map((milestone) => ({
					what: told(milestone.title),
					kind: milestone.kind,
					certainty: milestone.certainty,
					precision: milestone.precision,
					starts_on: milestone.starts_on,
					ends_on: milestone.ends_on,
					starts_at: milestone.starts_at,
					ends_at: milestone.ends_at
				})),
				tasks: own.length,
				outstanding: sum(own, (task) => outstandingOf(task).length),
				asked: sum(own, (task) => audienceOfTask(task).length)
			};
		}),
		agreements: asking.map((agreement) => {
			const count = (is: (standing: (typeof STANDINGS)[number]) => boolean) =>
				sum(STANDINGS.filter(is), (standing) => agreement.asking?.standings[standing].length ?? 0);
			return {
				name: told(agreement.title),
				kind: agreement.kind,
				deadline_on: agreement.asking?.deadline_on ?? null,
				in_place: count(isInPlace),
				missing: count(isMissing),
				not_applicable: count((standing) => standing === 'not_applicable'),
				asked: askedOf(agreement).length
			};
		}),
		tasks: {
			open: tasks.length,
			critical: tasks.filter(({ is_critical }) => is_critical).length,
			cross_cutting: tasks.filter(({ is_cross_cutting }) => is_cross_cutting).length,
			overdue: tasks.filter(
				(task) =>
					task.due_on < figures_on &&
					TASK_STATES.some((state) => isOutstanding(state) && task.states[state].length > 0)
			).length
		},
		answers: TASK_STATES.map((state) => ({
			state,
			count: sum(tasks, (task) => task.states[state].length)
		})).filter(({ count }) => count > 0),
		changed: changes && changedOf(changes, told)
	};
}

/** Whether nothing of it is worth a sentence. */
export function isUnchangedIn({ since: _, missing, ...counts }: TotalsChanged): boolean {
	return missing.length === 0 && Object.values(counts).every((count) => count === 0);
}

function changedOf(changes: Changes, told: (name: string) => string | null): TotalsChanged {
	const { projects, tasks, agreements, before } = changes;
	const ofProjects = projects.flatMap(({ differences }) => differences);
	const ofTasks = tasks.flatMap(({ differences }) => differences);
	const ofAgreements = agreements.flatMap(({ differences }) => differences);
	const count = (is: string) => ofProjects.filter((difference) => difference.is === is).length;
	const of = (list: { what: string }[], what: string) => list.filter((change) => change.what === what).length;
	return {
		since: before,
		projects_added: of(projects, 'added'),
		projects_ended: of(projects, 'gone'),
		projects_restated: count('state'),
		milestones_reached: count('milestone_reached'),
		milestones_moved: count('milestone_moved'),
		milestones_added: count('milestone_added'),
		milestones_gone: count('milestone_gone'),
		agreements_sent:
			agreements.filter(({ what, after }) => what === 'added' && after?.asking).length +
			ofAgreements.filter((difference) => difference.is === 'version' && difference.after).length,
		signatures: sum(ofAgreements, (difference) =>
			difference.is === 'arrived' && isInPlace(difference.to) ? difference.moves.length : 0
		),
		missing: agreements.flatMap((change) =>
			change.differences.flatMap((difference) =>
				difference.is === 'missing'
					? {
							name: told(change.after!.short_title),
							kind: change.after!.kind,
							before: difference.before.length,
							after: difference.after.length
						}
					: []
			)
		),
		tasks_added: of(tasks, 'added'),
		tasks_closed: of(tasks, 'gone'),
		tasks_done: sum(ofTasks, (difference) =>
			difference.is === 'arrived' && difference.to === 'done' ? difference.moves.length : 0
		)
	};
}

function comingDates(milestones: SnapshotMilestone[], today: Day): SnapshotMilestone[] {
	return milestones
		.filter(
			(milestone) =>
				['current', 'future'].includes(milestoneTense(milestone, today)) && milestone.certainty !== 'actual'
		)
		.slice(0, MOST_DATES);
}

/** Lets a name through that names neither a municipality nor anybody of the agenda, nor how to reach somebody. */
function teller({ municipalities, meeting }: Snapshot): (name: string) => string | null {
	const people = (meeting?.agenda ?? []).flatMap((topic) => presentersOf(topic).map(({ name }) => name));
	const names = [...municipalities.map(({ name }) => name), ...people.filter((name) => name.length > 1)];
	return (text) =>
		names.some((name) => isNamed(name, text)) || mailboxesIn(text).length > 0 || TELEPHONE.test(text)
			? null
			: text;
}

const TELEPHONE = /(?:\d{2}[\s.]?){4}(?!\d)/;

/** Whether a name stands in a text as a word of its own, also in the genitive. */
function isNamed(name: string, text: string): boolean {
	for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
		const after = text.slice(at + name.length);
		if (!/[\p{L}\d]$/u.test(text.slice(0, at)) && !/^(?!['’]?s(?![\p{L}\d]))[\p{L}\d]/u.test(after))
			return true;
	}
	return false;
}

function sum<T>(list: readonly T[], count: (one: T) => number): number {
	return list.reduce((all, one) => all + count(one), 0);
}
