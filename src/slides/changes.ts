import { STANDINGS, isMissing, isInPlace, type Standing } from '#agreements/agreement.ts';
import type { ProjectState, TaskProgress } from '#database/schema.ts';
import type { Day } from '#language/dates.ts';
import { isOutstanding, TASK_STATES } from '#tasks/task.ts';
import {
	type Codes,
	missingFrom,
	outstandingOf,
	type Snapshot,
	type SnapshotAgreement,
	type SnapshotGroup,
	type SnapshotMilestone,
	type SnapshotProject,
	type SnapshotReadiness,
	type SnapshotStatus,
	type SnapshotTask
} from './snapshot.ts';

/** A municipality that stands otherwise than before; null is outside the audience. */
export interface Move<State extends string> {
	code: string;
	from: State | null;
	to: State | null;
}

/** What was before and what is after; null where there was or is nothing. */
interface Pair<T> {
	before: T;
	after: T;
}

/**
 * How the municipalities of a task or an agreement moved, each of them in one difference only: who `joined` its audience or
 * `left` it, whose answer is no longer there (`fallen`), and who came to stand otherwise (`arrived`, by the state they came to).
 */
type Moved<State extends string> =
	| { is: 'joined' | 'left' | 'fallen'; moves: Move<State>[] }
	| { is: 'arrived'; to: State; moves: Move<State>[] };

export type ProjectDifference =
	| ({ is: 'state' } & Pair<ProjectState>)
	| ({ is: 'reason' | 'next_step' } & Pair<string | null>)
	| ({ is: 'review' | 'ends' } & Pair<Day | null>)
	/** The status was given anew and says the same. */
	| { is: 'confirmed'; on: Day }
	| { is: 'milestone_added' | 'milestone_gone' | 'milestone_reached'; milestone: SnapshotMilestone }
	| ({ is: 'milestone_moved' | 'milestone_certainty' | 'milestone_edited' } & Pair<SnapshotMilestone>)
	| ({ is: 'readiness' } & Pair<SnapshotReadiness | null>)
	| ({ is: 'key_figure' } & Pair<SnapshotProject['key_figures'][number] | null>)
	| ({ is: 'initiative' } & Pair<SnapshotProject['initiatives'][number] | null>)
	| ({ is: 'poll' } & Pair<SnapshotProject['polls'][number] | null>)
	| { is: 'texts' };

export type TaskDifference =
	| ({ is: 'due' } & Pair<Day>)
	| { is: 'critical' | 'cross_cutting'; after: boolean }
	/** How many still have it to do, as the codes of them. */
	| ({ is: 'outstanding' } & Pair<string[]>)
	| Moved<TaskProgress>
	| ({ is: 'step'; position: number; title: string } & Pair<string[]>)
	| { is: 'texts' };

export type AgreementDifference =
	/** Another version asks for signatures, or none does any longer. */
	| ({ is: 'version' } & Pair<SnapshotAgreement['asking']>)
	| ({ is: 'deadline' } & Pair<Day | null>)
	/** How many signatures are still to be had, as the codes of who is to give them. */
	| ({ is: 'missing' } & Pair<string[]>)
	| Moved<Standing>
	| ({ is: 'planned' } & Pair<SnapshotAgreement['next']>)
	| { is: 'texts' };

export type GroupDifference = { is: 'joined' | 'left'; codes: string[] } | { is: 'texts' };

/** One thing that is new, gone, or changed: `differences` is empty but for what changed. */
export type Change<Thing, Difference> =
	| { what: 'added'; before: null; after: Thing; differences: [] }
	| { what: 'gone'; before: Thing; after: null; differences: [] }
	| { what: 'changed'; before: Thing; after: Thing; differences: Difference[] };

/** What differs between two snapshots; every list is empty where nothing does. */
export interface Changes {
	/** The two days, and whether the later snapshot is the earlier day as it is known now: then all are corrections. */
	before: Day;
	after: Day;
	are_corrections: boolean;
	/** Whether `before` is a day as it was known later, with the corrections in it. */
	from_corrected: boolean;
	projects: Change<SnapshotProject, ProjectDifference>[];
	tasks: Change<SnapshotTask, TaskDifference>[];
	agreements: Change<SnapshotAgreement, AgreementDifference>[];
	groups: Change<SnapshotGroup, GroupDifference>[];
	/** The codes of municipalities that lie in another region than before. */
	regions: string[];
	/** Whether the list of roles, or what is told of municipalities otherwise, is another. */
	references: boolean;
	/** Names of municipalities by code, and of projects by slug, for whoever writes of the changes. */
	names: Record<string, string>;
	/** Slugs of projects in the order of the portfolio. */
	order: string[];
}

/**
 * What has changed from one snapshot to another, project by project, task by task and agreement by agreement. Meetings and
 * what tells demo data apart are not compared.
 * @param from_corrected whether `before` is its day as it was known later
 */
export function compareSnapshots(
	before: Snapshot,
	after: Snapshot,
	{ from_corrected = false }: { from_corrected?: boolean } = {}
): Changes {
	const region = new Map(before.municipalities.map(({ code, region_slug }) => [code, region_slug]));
	const placeless = (one: Snapshot) => [
		one.roles,
		one.municipalities.map((m) => ({ ...m, region_slug: '' }))
	];
	return {
		before: before.figures_on,
		after: after.figures_on,
		are_corrections: false,
		from_corrected,
		projects: compareLists(before.projects, after.projects, projectDifferences),
		tasks: compareLists(before.tasks, after.tasks, taskDifferences),
		agreements: compareLists(before.agreements, after.agreements, agreementDifferences),
		groups: compareLists(before.groups, after.groups, groupDifferences),
		regions: after.municipalities
			.filter(({ code, region_slug }) => region.has(code) && region.get(code) !== region_slug)
			.map(({ code }) => code),
		references: !same(placeless(before), placeless(after)),
		names: Object.fromEntries(
			[before, after].flatMap(({ municipalities, projects }): [string, string][] => [
				...municipalities.map(({ code, name }): [string, string] => [code, name]),
				...projects.map(({ slug, short_name }): [string, string] => [slug, short_name])
			])
		),
		order: [...new Set([...after.projects, ...before.projects].map(({ slug }) => slug))]
	};
}

/**
 * What became known of a day after its figures were frozen: the corrections of them, never a change since.
 * @param now the same day as it is known now
 */
export function corrections(before: Snapshot, now: Snapshot): Changes {
	return { ...compareSnapshots(before, now), are_corrections: true };
}

/**
 * What has changed since the figures that a frozen deck is compared with: the corrections of those first, then the changes
 * since, counted from the corrected figures, so that no correction passes for a change.
 * @param earlier the figures that `after.since` names, as they were frozen
 */
export function changesSince(
	earlier: Snapshot,
	after: Snapshot
): { corrections: Changes | null; changes: Changes } {
	const corrected = after.since?.corrected ?? null;
	return {
		corrections: corrected && corrections(earlier, corrected),
		changes: compareSnapshots(corrected ?? earlier, after, { from_corrected: corrected !== null })
	};
}

/** Whether there is nothing to tell. */
export function isUnchanged(changes: Changes): boolean {
	const { projects, tasks, agreements, groups, regions, references } = changes;
	return ![projects, tasks, agreements, groups, regions].some((list) => list.length > 0) && !references;
}

function compareLists<Thing extends { id: number }, Difference>(
	before: Thing[],
	after: Thing[],
	differ: (before: Thing, after: Thing) => Difference[]
): Change<Thing, Difference>[] {
	const [were, are] = [byId(before), byId(after)];
	return [
		...after.flatMap((thing): Change<Thing, Difference>[] => {
			const was = were.get(thing.id);
			if (!was) return [{ what: 'added', before: null, after: thing, differences: [] }];
			const differences = differ(was, thing);
			return differences.length > 0 ? [{ what: 'changed', before: was, after: thing, differences }] : [];
		}),
		...before
			.filter(({ id }) => !are.has(id))
			.map((thing) => ({ what: 'gone' as const, before: thing, after: null, differences: [] as [] }))
	];
}

function projectDifferences(before: SnapshotProject, after: SnapshotProject): ProjectDifference[] {
	const differences: ProjectDifference[] = [
		...statusDifferences(before.status, after.status),
		...milestoneDifferences(before.milestones, after.milestones),
		...pairs(before.readiness, after.readiness, ({ id }) => id).map(
			(pair) => ({ is: 'readiness', ...pair }) as const
		),
		...pairs(before.key_figures, after.key_figures, ({ title }) => title).map(
			(pair) => ({ is: 'key_figure', ...pair }) as const
		),
		...pairs(before.initiatives, after.initiatives, ({ number }) => number).map(
			(pair) => ({ is: 'initiative', ...pair }) as const
		),
		...pairs(before.polls, after.polls, ({ question }) => question).map(
			(pair) => ({ is: 'poll', ...pair }) as const
		)
	];
	if (before.ends_on !== after.ends_on)
		differences.push({ is: 'ends', before: before.ends_on, after: after.ends_on });
	const rest = (project: SnapshotProject) => ({
		...project,
		status: null,
		milestones: project.milestones.map(({ id }) => id).sort(),
		readiness: null,
		key_figures: null,
		initiatives: null,
		polls: null,
		ends_on: null,
		is_demo: null
	});
	const [was, is] = [rest(before), rest(after)];
	// Which milestones there are is told; in which order they stand follows from their dates.
	if (!same({ ...was, milestones: null }, { ...is, milestones: null })) differences.push({ is: 'texts' });
	return differences;
}

function statusDifferences(before: SnapshotStatus | null, after: SnapshotStatus | null): ProjectDifference[] {
	const differences: ProjectDifference[] = [];
	const [was, is] = [before?.state ?? 'unknown', after?.state ?? 'unknown'];
	if (was !== is) differences.push({ is: 'state', before: was, after: is });
	for (const field of ['reason', 'next_step'] as const) {
		const pair = { before: before?.[field] ?? null, after: after?.[field] ?? null };
		if (pair.before !== pair.after) differences.push({ is: field, ...pair });
	}
	const review = { before: before?.review_on ?? null, after: after?.review_on ?? null };
	if (review.before !== review.after) differences.push({ is: 'review', ...review });
	if (differences.length === 0 && after && before?.effective_on !== after.effective_on)
		differences.push({ is: 'confirmed', on: after.effective_on });
	return differences;
}

function milestoneDifferences(before: SnapshotMilestone[], after: SnapshotMilestone[]): ProjectDifference[] {
	return pairs(before, after, ({ id }) => id).flatMap(({ before, after }): ProjectDifference[] => {
		if (!before) return [{ is: 'milestone_added', milestone: after! }];
		if (!after) return [{ is: 'milestone_gone', milestone: before }];
		const differences: ProjectDifference[] = [];
		const moved = !same(datesOf(before), datesOf(after));
		if (moved) differences.push({ is: 'milestone_moved', before, after });
		if (before.certainty !== after.certainty)
			differences.push(
				after.certainty === 'actual'
					? { is: 'milestone_reached', milestone: after }
					: { is: 'milestone_certainty', before, after }
			);
		const rest = (milestone: SnapshotMilestone) => {
			const { title, kind, note, moves } = milestone;
			return { title, kind, note, moves: moved ? null : moves };
		};
		if (!same(rest(before), rest(after))) differences.push({ is: 'milestone_edited', before, after });
		return differences;
	});
}

function datesOf({ precision, starts_on, ends_on, starts_at, ends_at }: SnapshotMilestone) {
	return { precision, starts_on, ends_on, starts_at, ends_at };
}

function taskDifferences(before: SnapshotTask, after: SnapshotTask): TaskDifference[] {
	const differences: TaskDifference[] = [];
	if (before.due_on !== after.due_on)
		differences.push({ is: 'due', before: before.due_on, after: after.due_on });
	if (before.is_critical !== after.is_critical)
		differences.push({ is: 'critical', after: after.is_critical });
	if (before.is_cross_cutting !== after.is_cross_cutting)
		differences.push({ is: 'cross_cutting', after: after.is_cross_cutting });
	const outstanding = { before: outstandingOf(before), after: outstandingOf(after) };
	if (outstanding.before.length !== outstanding.after.length)
		differences.push({ is: 'outstanding', ...outstanding });
	differences.push(
		...movedBetween(before.states, after.states, TASK_STATES, {
			isOpen: isOutstanding,
			isAnswered: (state) => state === 'done'
		})
	);
	for (const { before: was, after: is } of pairs(before.steps, after.steps, ({ position }) => position)) {
		const step = is ?? was!;
		const pair = { before: was?.done ?? [], after: is?.done ?? [] };
		if (!same(pair.before, pair.after))
			differences.push({ is: 'step', position: step.position, title: step.title, ...pair });
	}
	const rest = ({ title, project_slug, kind, audience, published_on, roles, steps }: SnapshotTask) => ({
		...{ title, project_slug, kind, audience, published_on, roles },
		steps: steps.map(({ position, title }) => ({ position, title }))
	});
	if (!same(rest(before), rest(after))) differences.push({ is: 'texts' });
	return differences;
}

function agreementDifferences(before: SnapshotAgreement, after: SnapshotAgreement): AgreementDifference[] {
	const differences: AgreementDifference[] = [];
	const [was, is] = [before.asking, after.asking];
	const same_version = was && is && was.version_id === is.version_id;
	if (same_version) {
		if (was.deadline_on !== is.deadline_on)
			differences.push({ is: 'deadline', before: was.deadline_on, after: is.deadline_on });
		const missing = { before: missingFrom(before), after: missingFrom(after) };
		if (missing.before.length !== missing.after.length) differences.push({ is: 'missing', ...missing });
		differences.push(
			...movedBetween(was.standings, is.standings, STANDINGS, { isOpen: isMissing, isAnswered: isInPlace })
		);
	} else if (was !== is) {
		differences.push({ is: 'version', before: was, after: is });
	}
	if (!same(bare(before.next), bare(after.next)))
		differences.push({ is: 'planned', before: before.next, after: after.next });
	const stands = same_version && same(was.standings, is.standings);
	const rest = ({ title, short_title, kind, project_slug, parent_id, asking }: SnapshotAgreement) => ({
		...{ title, short_title, kind, project_slug, parent_id },
		asking: same_version ? [asking?.label, asking?.sent_on, stands ? asking?.points : null] : null
	});
	if (!same(rest(before), rest(after))) differences.push({ is: 'texts' });
	return differences;
}

function bare(next: SnapshotAgreement['next']) {
	return next && { ...next, dates_are_demo: null };
}

function movedBetween<State extends string>(
	before: Codes<State>,
	after: Codes<State>,
	states: readonly State[],
	{ isOpen, isAnswered }: { isOpen: (state: State) => boolean; isAnswered: (state: State) => boolean }
): Moved<State>[] {
	const [were, are] = [standingsByCode(before, states), standingsByCode(after, states)];
	const moves = [...new Set([...were.keys(), ...are.keys()])]
		.map((code): Move<State> => ({ code, from: were.get(code) ?? null, to: are.get(code) ?? null }))
		.filter(({ from, to }) => from !== to)
		.sort((a, b) => (a.code < b.code ? -1 : 1));
	const kindOf = ({ from, to }: Move<State>) => {
		if (from === null) return 'joined' as const;
		if (to === null) return 'left' as const;
		return isAnswered(from) && isOpen(to) ? ('fallen' as const) : to;
	};
	const grouped = Map.groupBy(moves, kindOf);
	const of = (kind: State | 'joined' | 'left' | 'fallen') => grouped.get(kind) ?? [];
	return [
		...states.filter((to) => of(to).length > 0).map((to) => ({ is: 'arrived' as const, to, moves: of(to) })),
		...(['fallen', 'joined', 'left'] as const)
			.filter((is) => of(is).length > 0)
			.map((is) => ({ is, moves: of(is) }))
	];
}

function standingsByCode<State extends string>(codes: Codes<State>, states: readonly State[]) {
	return new Map(states.flatMap((state) => codes[state].map((code): [string, State] => [code, state])));
}

function groupDifferences(before: SnapshotGroup, after: SnapshotGroup): GroupDifference[] {
	const differences: GroupDifference[] = [];
	const joined = after.members.filter((code) => !before.members.includes(code));
	const left = before.members.filter((code) => !after.members.includes(code));
	if (joined.length > 0) differences.push({ is: 'joined', codes: joined });
	if (left.length > 0) differences.push({ is: 'left', codes: left });
	const rest = ({ slug, name, kind, project_slug, size_said }: SnapshotGroup) => ({
		...{ slug, name, kind, project_slug, size_said }
	});
	if (!same(rest(before), rest(after))) differences.push({ is: 'texts' });
	return differences;
}

/** What stands in one list only, or otherwise in the other, side by side, in the order of the later list, which itself tells nothing. */
function pairs<Part>(
	before: Part[],
	after: Part[],
	key: (part: Part) => string | number
): { before: Part | null; after: Part | null }[] {
	const named = (list: Part[]) => {
		const parts = new Map<string, Part>();
		for (const part of list) {
			let name = `${key(part)}`;
			// Two of one name are told apart by their place.
			while (parts.has(name)) name += '\u0000';
			parts.set(name, part);
		}
		return parts;
	};
	const [were, are] = [named(before), named(after)];
	return [...new Set([...are.keys(), ...were.keys()])]
		.map((name) => ({ before: were.get(name) ?? null, after: are.get(name) ?? null }))
		.filter(({ before, after }) => !same(before, after));
}

function byId<Thing extends { id: number }>(things: Thing[]) {
	return new Map(things.map((thing) => [thing.id, thing]));
}

/** Whether two values of JSON say the same, in whatever order their keys stand. */
function same(one: unknown, other: unknown): boolean {
	if (one === other) return true;
	if (typeof one !== 'object' || typeof other !== 'object' || !one || !other) return false;
	if (Array.isArray(one) !== Array.isArray(other)) return false;
	const [keys, others] = [Object.keys(one), Object.keys(other)];
	return (
		keys.length === others.length &&
		keys.every((key) => same((one as Record<string, unknown>)[key], (other as Record<string, unknown>)[key]))
	);
}
