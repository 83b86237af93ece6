import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { STANDINGS } from '#agreements/agreement.ts';
import { number } from '#language/numbers.ts';
import { TASK_STATES } from '#tasks/task.ts';
import { changesSince, compareSnapshots, corrections, isUnchanged } from './changes.ts';
import { detailsOf, type SaidRun, type Sentence, sentencesOf, spokenLine } from './sentences.ts';
import {
	askedOf,
	audienceOfTask,
	missingFrom,
	outstandingOf,
	type Snapshot,
	SNAPSHOT_FORMAT,
	type SnapshotMilestone,
	type SnapshotProject
} from './snapshot.ts';

const PAGE = { page: '/moeder/1/aendringer?udgave=2' };
const CODES = ['101', '147', '151', '153', '155', '157', '159', '161', '163', '165'];
const WORDS = ['alfa', 'beta', 'gamma', 'delta', 'Århus', '<b>&"', ''];
const days = fc.constantFrom<string[]>('2023-11-01', '2023-11-28', '2024-01-08', '2024-12-31');
const perhaps = <T>(some: fc.Arbitrary<T>) => fc.option(some, { nil: null });
const words = fc.constantFrom(...WORDS);

/** Each municipality in one of the states, or outside. */
function codes<State extends string>(states: readonly State[]) {
	return fc
		.array(fc.constantFrom(...states, null), { minLength: CODES.length, maxLength: CODES.length })
		.map(
			(chosen) =>
				Object.fromEntries(
					states.map((state) => [state, CODES.filter((_, at) => chosen[at] === state)])
				) as Record<State, string[]>
		);
}

const some = fc.subarray(CODES);
const milestone = fc.record({
	id: fc.constant(0),
	title: words,
	kind: fc.constantFrom('go_live' as const, 'deadline' as const),
	certainty: fc.constantFrom('planned' as const, 'actual' as const, 'tentative' as const),
	precision: fc.constantFrom('day' as const, 'week' as const, 'unknown' as const),
	starts_on: perhaps(days),
	ends_on: fc.constant(null),
	starts_at: perhaps(fc.constant('10:00')),
	ends_at: fc.constant(null),
	note: perhaps(words),
	is_demo: fc.boolean(),
	moves: fc.constant<SnapshotMilestone['moves']>([])
});
const numbered = <T>(thing: fc.Arbitrary<T>, most: number) =>
	fc
		.array(fc.option(thing, { nil: null, freq: 4 }), { maxLength: most })
		.map((list) => list.flatMap((one, at) => (one === null ? [] : [{ ...one, id: at + 1 }])));
const project = fc.record({
	name: words,
	short_name: words,
	summary: words,
	mailbox: perhaps(words),
	ends_on: perhaps(days),
	is_demo: fc.boolean(),
	status: perhaps(
		fc.record({
			state: fc.constantFrom('on_plan' as const, 'late' as const, 'unknown' as const),
			reason: perhaps(words),
			next_step: perhaps(words),
			review_on: perhaps(days),
			effective_on: days,
			is_demo: fc.boolean()
		})
	),
	milestones: numbered(milestone, 3),
	readiness: numbered(
		fc.record({
			title: words,
			state: fc.constantFrom('ready' as const, 'waiting' as const),
			waits_for: perhaps(words),
			note: perhaps(words)
		}),
		3
	),
	initiatives: fc.array(
		fc.record({
			goal_number: fc.constant(1),
			goal: words,
			number: fc.constantFrom('1.1', '1.2', '4.3'),
			title: words,
			state: fc.constantFrom('started' as const, 'unknown' as const)
		}),
		{ maxLength: 3 }
	),
	key_figures: fc.array(
		fc.record({
			title: words,
			before_value: perhaps(fc.nat(50)),
			value: fc.nat(3),
			unit: words,
			note: perhaps(words)
		}),
		{ maxLength: 3 }
	),
	polls: fc.array(
		fc.record({
			question: words,
			note: perhaps(words),
			answers: fc.array(fc.record({ label: words, percent: fc.nat(100) }), { maxLength: 2 })
		}),
		{ maxLength: 2 }
	),
	briefings: fc.array(fc.record({ heading: words, points: fc.array(words, { maxLength: 2 }) }), {
		maxLength: 2
	}),
	links: fc.constant<SnapshotProject['links']>([])
});
const task = fc.record({
	title: words,
	project_slug: fc.constantFrom('p1', 'p2', 'p9'),
	kind: fc.constant('action' as const),
	is_critical: fc.boolean(),
	is_cross_cutting: fc.boolean(),
	audience: words,
	published_on: days,
	due_on: days,
	due_is_demo: fc.boolean(),
	is_demo: fc.boolean(),
	roles: fc.subarray(['programleder', 'it-sikkerhed']),
	steps: fc
		.array(fc.record({ title: words, done: some }), { maxLength: 2 })
		.map((steps) => steps.map((step, at) => ({ ...step, position: at + 1 }))),
	states: codes(TASK_STATES)
});
const plan = fc.record({
	label: words,
	certainty: fc.constantFrom('tentative' as const, 'planned' as const),
	dates_are_demo: fc.boolean(),
	notice_on: perhaps(days),
	review_on: perhaps(days),
	review_closed_on: fc.constant(null),
	sent_on: perhaps(days),
	deadline_on: perhaps(days),
	phone_round_on: fc.constant(null),
	all_in_on: fc.constant(null),
	term_from: fc.constant(null),
	term_until: perhaps(days)
});
const agreement = fc.record({
	title: words,
	short_title: words,
	kind: fc.constantFrom('accession' as const, 'data_processing' as const),
	project_slug: fc.constantFrom<string[]>('p1', 'p3'),
	parent_id: perhaps(fc.nat(3)),
	is_demo: fc.boolean(),
	asking: perhaps(
		fc.record({
			version_id: fc.nat(1),
			label: words,
			sent_on: days,
			deadline_on: perhaps(days),
			standings: codes(STANDINGS),
			points: fc.array(fc.record({ day: days, count: fc.nat(3) }), { maxLength: 1 })
		})
	),
	next: perhaps(plan)
});
const group = fc.record({
	slug: fc.constant(''),
	name: words,
	kind: fc.constant('pilot' as const),
	project_slug: perhaps(fc.constantFrom('p1', 'p2')),
	size_said: perhaps(fc.nat(98)),
	members_are_demo: fc.boolean(),
	members: some
});
const world = fc.record({
	projects: numbered(project, 3),
	tasks: numbered(task, 6),
	agreements: numbered(agreement, 4),
	groups: numbered(group, 3),
	regions: fc.array(fc.constantFrom<string[]>('hovedstaden', 'oestdanmark'), {
		minLength: 10,
		maxLength: 10
	}),
	roles: fc.constantFrom<string[]>('Programleder', 'Projektleder')
});
type World = typeof world extends fc.Arbitrary<infer W> ? W : never;

function snapshotOf({ regions, roles, projects, groups, ...rest }: World, figures_on: string): Snapshot {
	return {
		format: SNAPSHOT_FORMAT,
		organisation: null,
		figures_on,
		meeting: null,
		since: null,
		municipalities: CODES.map((code, at) => ({
			code,
			name: `By-${code}`,
			slug: `by-${code}`,
			region_slug: regions[at]!,
			tile_col: 1,
			tile_row: 1,
			tile_label: code
		})),
		roles: [{ slug: 'programleder', name_da: roles, name_en: roles }],
		projects: projects.map((one) => ({ ...one, slug: `p${one.id}` })),
		...rest,
		groups: groups.map((one) => ({ ...one, slug: `g${one.id}` }))
	};
}

/** Two worlds where much of the later one is the earlier one. */
const pair = fc
	.tuple(world, world, fc.array(fc.boolean(), { minLength: 16, maxLength: 16 }))
	.map(([one, other, kept]) => {
		const mixed = <T extends { id: number }>(before: T[], after: T[], from: number) =>
			after.map(
				(thing) =>
					(kept[(from + thing.id) % kept.length] && before.find(({ id }) => id === thing.id)) || thing
			);
		return {
			before: snapshotOf(one, '2023-10-26'),
			after: snapshotOf(
				{
					projects: mixed(one.projects, other.projects, 0),
					tasks: mixed(one.tasks, other.tasks, 3),
					agreements: mixed(one.agreements, other.agreements, 7),
					groups: mixed(one.groups, other.groups, 11),
					regions: kept[0] ? one.regions : other.regions,
					roles: kept[1] ? one.roles : other.roles
				},
				'2023-11-23'
			)
		};
	});

const RUNS = { numRuns: 200, seed: Number(process.env['SEED'] ?? 20231123) };
const sentencesIn = (before: Snapshot, after: Snapshot) =>
	(['da', 'en'] as const).map((language) => detailsOf(compareSnapshots(before, after), language, PAGE));
const figuresOf = (sentences: Sentence[]): SaidRun[] =>
	sentences.flatMap(({ line, parts }) => [...line.filter(({ rows }) => rows), ...figuresOf(parts ?? [])]);

/** The rows that the page at an address shows of the snapshot of its day; undefined where it is the page of changes. */
function rowsAt(href: string, before: Snapshot, after: Snapshot): string[] | undefined {
	const url = new URL(href, 'http://overblik.test');
	const [, noun, id] = url.pathname.split('/');
	if (noun === 'moeder') return undefined;
	const there = url.searchParams.get('pr') === before.figures_on ? before : after;
	if (noun === 'grupper') return there.groups.find(({ slug }) => slug === decodeURI(id!))!.members;
	if (noun === 'aftaler') {
		const agreement = there.agreements.find((one) => one.id === Number(id))!;
		return url.searchParams.get('status') === 'alle' ? askedOf(agreement) : missingFrom(agreement);
	}
	const task = there.tasks.find((one) => one.id === Number(id))!;
	const step = url.searchParams.get('trin');
	if (step) return task.steps.find(({ position }) => position === Number(step))?.done ?? [];
	return url.searchParams.has('tilstand') ? outstandingOf(task) : audienceOfTask(task);
}

/** What tells demo data apart, and the order of lists that follows from their content, are not compared. */
function bare(thing: object): string {
	return JSON.stringify(thing, (key, value: unknown) =>
		/demo/.test(key)
			? undefined
			: ['milestones', 'readiness', 'key_figures', 'initiatives', 'polls'].includes(key)
				? (value as object[]).map(bare).sort()
				: value
	);
}

describe('of 200 pairs of snapshots', () => {
	test('every number in every sentence is the length of its rows, and leads somewhere', () => {
		fc.assert(
			fc.property(pair, ({ before, after }) => {
				for (const language of ['da', 'en'] as const) {
					const sentences = sentencesOf(compareSnapshots(before, after), language, PAGE);
					for (const { text, rows, href } of figuresOf(sentences)) {
						expect(text).toBe(number(rows!.length, language));
						expect(rows, href).toEqual(rowsAt(href!, before, after) ?? rows);
						expect(new Set(rows).size).toBe(rows!.length);
						expect(href).toMatch(/^\//);
					}
				}
			}),
			RUNS
		);
	});

	test('whatever differs is told, and nothing is told of what does not', () => {
		fc.assert(
			fc.property(pair, ({ before, after }) => {
				for (const sentences of sentencesIn(before, after)) {
					const told = (about: string, id: number | string) =>
						sentences.some(({ key }) => key.startsWith(`${about}-${id}-`));
					for (const [about, list] of [
						['project', 'projects'],
						['task', 'tasks'],
						['agreement', 'agreements'],
						['group', 'groups']
					] as const) {
						const ids = new Set([...before[list], ...after[list]].map(({ id }) => id));
						for (const id of ids) {
							const [was, is] = [before, after].map((one) => one[list].find((thing) => thing.id === id));
							const differs = !was || !is || !same(bare(was), bare(is));
							expect(told(about, about === 'project' ? `p${id}` : id), `${about} ${id}`).toBe(differs);
						}
					}
				}
			}),
			RUNS
		);
	});

	test('every difference is one sentence of its own, in both languages, with nothing left to fill in', () => {
		fc.assert(
			fc.property(pair, ({ before, after }) => {
				const changes = compareSnapshots(before, after);
				const differences = [changes.projects, changes.tasks, changes.groups].flatMap((list) =>
					list.flatMap(({ what, differences }): unknown[] => (what === 'changed' ? differences : [what]))
				).length;
				for (const sentences of sentencesIn(before, after)) {
					expect(new Set(sentences.map(({ key }) => key)).size).toBe(sentences.length);
					expect(sentences.filter(({ about }) => about !== 'agreement' && about !== 'world')).toHaveLength(
						differences
					);
					for (const sentence of sentences) expect(spokenLine(sentence)).not.toMatch(/undefined|null|\{\w/);
				}
			}),
			RUNS
		);
	});

	test('added, gone and changed add up, and the moves lead from the earlier states to the later ones', () => {
		fc.assert(
			fc.property(pair, ({ before, after }) => {
				const changes = compareSnapshots(before, after);
				for (const list of ['projects', 'tasks', 'agreements', 'groups'] as const) {
					const count = (what: string) => changes[list].filter((one) => one.what === what).length;
					expect(before[list].length + count('added') - count('gone')).toBe(after[list].length);
				}
				for (const one of changes.tasks) {
					if (one.what !== 'changed') continue;
					expect(moved(one.before.states, one.differences)).toEqual(one.after.states);
				}
				for (const one of changes.agreements) {
					if (one.what !== 'changed' || !one.before.asking || !one.after.asking) continue;
					if (one.before.asking.version_id !== one.after.asking.version_id) continue;
					expect(moved(one.before.asking.standings, one.differences)).toEqual(one.after.asking.standings);
					const told = one.differences.find(({ is }) => is === 'missing');
					const [was, is] = [missingFrom(one.before).length, missingFrom(one.after).length];
					expect(told !== undefined).toBe(was !== is);
				}
				for (const one of changes.tasks) {
					if (one.what !== 'changed') continue;
					const told = one.differences.find(({ is }) => is === 'outstanding');
					expect(told !== undefined).toBe(
						outstandingOf(one.before).length !== outstandingOf(one.after).length
					);
				}
			}),
			RUNS
		);
	});

	test('nothing is told where nothing changed', () => {
		fc.assert(
			fc.property(pair, ({ before }) => {
				const later = { ...structuredClone(before), figures_on: '2023-11-23' };
				expect(isUnchanged(compareSnapshots(before, later))).toBe(true);
				expect(sentencesIn(before, later)).toEqual([[], []]);
			}),
			RUNS
		);
	});

	test('corrections and changes together lead from the earlier figures as frozen to the later ones', () => {
		fc.assert(
			fc.property(pair, pair, ({ before, after }, { after: known }) => {
				const corrected = { ...known, figures_on: before.figures_on };
				const since = {
					meeting_id: 1,
					meeting_title: '',
					version: 1,
					hash: '',
					figures_on: before.figures_on,
					corrected
				};
				const told = changesSince(before, { ...after, since });
				expect(told.corrections).toEqual(corrections(before, corrected));
				expect(told.changes).toEqual(compareSnapshots(corrected, after, { from_corrected: true }));
				for (const sentence of sentencesOf(told.corrections!, 'da', PAGE))
					expect(spokenLine(sentence)).toMatch(/^Rettelse til tallene fra 26\. okt\. 2023: /);
			}),
			RUNS
		);
	});
});

const same = (one: string, other: string) => one === other;

/** The states that differences make of the earlier ones. */
function moved<State extends string>(
	before: Record<State, string[]>,
	differences: { is: string; moves?: { code: string; from: State | null; to: State | null }[] }[]
): Record<State, string[]> {
	const states = structuredClone(before);
	for (const { moves = [] } of differences)
		for (const { code, from, to } of moves) {
			if (from) {
				expect(states[from]).toContain(code);
				states[from] = states[from].filter((one) => one !== code);
			}
			if (to) states[to] = [...states[to], code].sort();
		}
	return states;
}

describe('a sentence', () => {
	const empty: World = {
		projects: [],
		tasks: [],
		agreements: [],
		groups: [],
		regions: CODES.map(() => 'a'),
		roles: ''
	};
	const gateway = (missing: number, signed: number) =>
		snapshotOf(
			{
				...empty,
				agreements: [
					{
						id: 7,
						title: 'Tilslutningsaftale',
						short_title: 'Gateway',
						kind: 'accession',
						project_slug: 'gateway',
						parent_id: null,
						is_demo: false,
						next: null,
						asking: {
							version_id: 1,
							label: 'v1',
							sent_on: '2023-01-01',
							deadline_on: null,
							points: [],
							standings: {
								...(Object.fromEntries(STANDINGS.map((one) => [one, []])) as never as Record<
									(typeof STANDINGS)[number],
									string[]
								>),
								sent: CODES.slice(0, missing),
								signed: CODES.slice(missing, missing + signed)
							}
						}
					}
				]
			},
			missing > 7 ? '2023-10-26' : '2023-11-23'
		);

	test('says how many are missing, then who signed: one and several', () => {
		const said = (before: Snapshot, after: Snapshot, language: 'da' | 'en') =>
			sentencesOf(compareSnapshots(before, after), language, PAGE).map(spokenLine);
		expect(said(gateway(9, 1), gateway(7, 3), 'da')).toEqual([
			'Gateway: 9 → 7 mangler underskrift',
			'Gateway: 2 kommuner har underskrevet: By-161 og By-163'
		]);
		expect(said(gateway(8, 2), gateway(7, 3), 'da')[1]).toBe('Gateway: 1 kommune har underskrevet: By-161');
		expect(said(gateway(8, 2), gateway(7, 3), 'en')).toEqual([
			'Gateway: 8 → 7 have yet to sign',
			'Gateway: 1 municipality has signed: By-161'
		]);
		expect(said(gateway(7, 3), gateway(9, 1), 'da')[1]).toBe(
			'Gateway: 2 kommuner, der var på plads, mangler igen: By-161 og By-163'
		);
	});

	test('leads by each number to the rows of its day', () => {
		const [first] = sentencesOf(compareSnapshots(gateway(9, 1), gateway(7, 3)), 'da', PAGE);
		expect(figuresOf([first!]).map(({ href }) => href)).toEqual([
			'/aftaler/7?status=mangler&pr=2023-10-26',
			'/aftaler/7?status=mangler&pr=2023-11-23'
		]);
	});
});
