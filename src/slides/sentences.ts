import { CAMPAIGN_STEPS, standingHref } from '#agreements/agreement.ts';
import { agreementText } from '#agreements/agreement.text.ts';
import { keepDay } from '#history/asof.ts';
import { type Day, dayName } from '#language/dates.ts';
import { type Language, listed } from '#language/language.ts';
import { number } from '#language/numbers.ts';
import { milestoneWhen } from '#projects/project.ts';
import { projectText } from '#projects/project.text.ts';
import type {
	AgreementDifference,
	Change,
	Changes,
	Move,
	ProjectDifference,
	TaskDifference
} from './changes.ts';
import { changesText } from './changes.text.ts';
import {
	askedOf,
	audienceOfTask,
	missingFrom,
	outstandingOf,
	type SnapshotAgreement,
	type SnapshotGroup,
	type SnapshotMilestone,
	type SnapshotProject,
	type SnapshotTask
} from './snapshot.ts';

/** A piece of a sentence. A figure carries the codes or ids of the rows it counts, and leads to exactly those. */
export interface SaidRun {
	text: string;
	href?: string;
	rows?: string[];
	/** It stands as it was entered, whatever language the sentence is in. */
	lang?: 'da';
}

/** One sentence on one difference. */
export interface Sentence {
	/** Stable for the difference told, and the id of the place of its rows on the page of changes. */
	key: string;
	about: 'project' | 'task' | 'agreement' | 'group' | 'world';
	/** The project it belongs to, by slug; null for what belongs to none. */
	project_slug: string | null;
	line: SaidRun[];
	/** The municipalities that it counts and no other page lists, by code. */
	rows?: string[];
	/** The sentences that it stands for. */
	parts?: Sentence[];
}

/** So many new tasks of a project are told one by one. */
export const NAMED_TASKS = 3;
/** So many municipalities are named in a sentence. */
const NAMED = 4;

/**
 * What has changed, a sentence each, project by project in the order of the portfolio; none where nothing has. Figures lead
 * to pages of the day they are of; for who moved, which no page of a day lists, to their place on the page of the changes.
 * @param page the address of the page that lists the changes with their rows (as ChangeRows.svelte shows them)
 */
export function sentencesOf(changes: Changes, language: Language, { page }: { page: string }): Sentence[] {
	return gathered(detailsOf(changes, language, { page }), changes, language, page);
}

/** The same without gathering: every difference by itself. */
export function detailsOf(changes: Changes, language: Language, { page }: { page: string }): Sentence[] {
	const teller = tellerOf(changes, language, page);
	const place = new Map(changes.order.map((slug, index) => [slug, index]));
	const placeOf = ({ project_slug }: Sentence) => place.get(project_slug ?? '') ?? place.size;
	const sentences = [
		...changes.projects.flatMap((change) => projectSentences(change, teller)),
		...changes.agreements.flatMap((change) => agreementSentences(change, teller)),
		...changes.tasks.flatMap((change) => taskSentences(change, teller)),
		...changes.groups.flatMap((change) => groupSentences(change, teller)),
		...worldSentences(changes, teller)
	];
	return sentences.sort((a, b) => placeOf(a) - placeOf(b));
}

/** A sentence as plain text. */
export function spokenLine({ line }: Pick<Sentence, 'line'>): string {
	return line.map(({ text }) => text).join('');
}

function gathered(sentences: Sentence[], changes: Changes, language: Language, page: string): Sentence[] {
	const t = changesText[language];
	const isNew = ({ key, about }: Sentence) => about === 'task' && key.endsWith('-added');
	const added = Map.groupBy(sentences.filter(isNew), ({ project_slug }) => project_slug);
	const said = new Set<string | null>();
	return sentences.flatMap((sentence): Sentence[] => {
		const { project_slug } = sentence;
		const parts = (isNew(sentence) && added.get(project_slug)) || [];
		if (parts.length <= NAMED_TASKS) return [sentence];
		if (said.has(project_slug)) return [];
		said.add(project_slug);
		const key = `${changes.are_corrections ? 'corrected-' : ''}tasks-${project_slug}-added`;
		const project = entered(changes.names[project_slug ?? ''] ?? '');
		const n = {
			text: number(parts.length, language),
			href: `${page}#${key}`,
			rows: parts.map(({ key }) => key)
		};
		const line = fill(t.task.added_many, { project, n });
		return [{ key, about: 'task', project_slug, line: prefixed(line, changes, language), parts }];
	});
}

type Words = Record<string, SaidRun | string>;
type Counted = { one: string; many: string };

interface Teller {
	t: (typeof changesText)[Language];
	language: Language;
	/** The later day, which dates are written seen from. */
	day: Day;
	/** An address on the earlier day, and on the later one. */
	before: (href: string) => string;
	after: (href: string) => string;
	date: (day: Day) => string;
	/** A figure: how many rows there are, leading to them. */
	figure: (rows: string[], href: string) => SaidRun;
	say: (
		about: Sentence['about'],
		id: number | string,
		project_slug: string | null,
		is: string,
		template: string,
		words?: Words
	) => Sentence;
	/** Who moved: a count that leads to its rows on the page of changes, with names where they are few. */
	tell: (
		about: Sentence['about'],
		id: number | string,
		project_slug: string | null,
		is: string,
		templates: Counted,
		codes: string[],
		words?: Words
	) => Sentence;
}

function tellerOf(changes: Changes, language: Language, page: string): Teller {
	const t = changesText[language];
	const known = changes.from_corrected ? 'now' : 'then';
	// Corrections and changes may stand on one page.
	const keyOf = (about: string, id: number | string, is: string) =>
		`${changes.are_corrections ? 'corrected-' : ''}${about}-${id}-${is}`.replaceAll('_', '-');
	const say: Teller['say'] = (about, id, project_slug, is, template, words = {}) => ({
		key: keyOf(about, id, is),
		about,
		project_slug,
		line: prefixed(fill(template, words), changes, language)
	});
	const figure: Teller['figure'] = (rows, href) => ({ text: number(rows.length, language), href, rows });
	return {
		t,
		language,
		day: changes.after,
		before: (href) => keepDay(href, { day: changes.before, known }),
		after: (href) => keepDay(href, { day: changes.after, known: changes.are_corrections ? 'now' : 'then' }),
		date: (day) => dayName(day, language, changes.after),
		figure,
		say,
		tell(about, id, project_slug, is, templates, codes, words = {}) {
			const n = figure(codes, `${page}#${keyOf(about, id, is)}`);
			const sentence = say(about, id, project_slug, is, plural(templates, codes.length), { ...words, n });
			if (codes.length <= NAMED) {
				const names = listed(
					codes.map((code) => changes.names[code] ?? code),
					language
				);
				sentence.line.push(...fill(t.named, { names }));
			}
			return { ...sentence, rows: codes };
		}
	};
}

function prefixed(line: SaidRun[], { are_corrections, before }: Changes, language: Language): SaidRun[] {
	if (!are_corrections) return line;
	return [...fill(changesText[language].correction, { day: dayName(before, language) }), ...line];
}

function plural({ one, many }: Counted, count: number): string {
	return count === 1 ? one : many;
}

/** What somebody wrote, within a sentence. */
function entered(text: string, href?: string): SaidRun {
	return { text, lang: 'da', ...(href !== undefined && { href }) };
}

/** A template's text with its braces filled in, as runs. */
function fill(template: string, words: Words): SaidRun[] {
	return template
		.split(/(\{\w+\})/)
		.filter((part) => part !== '')
		.map((part) => {
			const word = /^\{(\w+)\}$/.exec(part)?.[1];
			if (word === undefined) return { text: part };
			const run = words[word];
			if (run === undefined) throw new Error(`Nothing is given for {${word}}.`);
			return typeof run === 'string' ? { text: run } : run;
		});
}

function projectSentences(change: Change<SnapshotProject, ProjectDifference>, teller: Teller): Sentence[] {
	const { t, before, after, language, date, day } = teller;
	const project = change.after ?? change.before;
	const { slug } = project;
	const path = `/projekter/${slug}`;
	const it = entered(project.short_name, change.after ? after(path) : before(path));
	const say = (is: string, template: string, words: Words = {}) =>
		teller.say('project', slug, slug, is, template, { it, ...words });
	if (change.what !== 'changed') return [say(change.what, t.project[change.what])];

	const words = projectText[language];
	const when = (milestone: SnapshotMilestone) => milestoneWhen(milestone, language, day);
	const at = (part: string): Words => ({ it: { ...it, href: after(`${path}#${part}`) } });
	const dated = (
		is: 'review' | 'ends',
		{ before: was, after: becomes }: { before: Day | null; after: Day | null }
	) =>
		becomes === null
			? say(is, t.project[`${is}_gone`])
			: was === null
				? say(is, t.project[`${is}_set`], { after: date(becomes) })
				: say(is, t.project[`${is}_moved`], { before: date(was), after: date(becomes) });
	return change.differences.map((one, index): Sentence => {
		switch (one.is) {
			case 'state':
				return say('state', t.project.state, {
					...at('status'),
					before: { text: words.states[one.before], href: before(`${path}#status`) },
					after: { text: words.states[one.after], href: after(`${path}#status`) }
				});
			case 'reason':
			case 'next_step':
				return one.after === null
					? say(one.is, t.project[`${one.is}_gone`])
					: say(one.is, t.project[one.is], { after: entered(one.after) });
			case 'review':
			case 'ends':
				return dated(one.is, one);
			case 'confirmed':
				return say('confirmed', t.project.confirmed, { ...at('status'), day: date(one.on) });
			case 'milestone_added':
			case 'milestone_reached':
			case 'milestone_gone':
				return say(`${one.is}-${one.milestone.id}`, t.project[one.is], {
					...at('milepaele'),
					milestone: entered(one.milestone.title),
					when: when(one.milestone)
				});
			case 'milestone_moved':
			case 'milestone_edited':
				return say(`${one.is}-${one.after.id}`, t.project[one.is], {
					...at('milepaele'),
					milestone: entered(one.after.title),
					before: { text: when(one.before), href: before(`${path}#milepaele`) },
					after: { text: when(one.after), href: after(`${path}#milepaele`) }
				});
			case 'milestone_certainty':
				return say(`${one.is}-${one.after.id}`, t.project[one.is], {
					...at('milepaele'),
					milestone: entered(one.after.title),
					before: words.certainties[one.before.certainty],
					after: words.certainties[one.after.certainty]
				});
			case 'readiness': {
				const title = (one.after ?? one.before)!.title;
				const stand = (item: typeof one.after) => (item ? words.readiness_states[item.state] : '');
				const is = ofPair(one, (item) => item.state);
				return say(`readiness-${(one.after ?? one.before)!.id}`, t.project[`readiness${is}`], {
					...at('klar'),
					title: entered(title),
					before: { text: stand(one.before), href: before(`${path}#klar`) },
					after: { text: stand(one.after), href: after(`${path}#klar`) }
				});
			}
			case 'key_figure': {
				const value = (figure: typeof one.after) =>
					figure ? `${number(figure.value, language)} ${figure.unit}` : '';
				const is = ofPair(one, ({ value, unit }) => `${value} ${unit}`);
				return say(`key-figure-${index}`, t.project[`key_figure${is}`], {
					...at('noegletal'),
					title: entered((one.after ?? one.before)!.title),
					before: { text: value(one.before), href: before(`${path}#noegletal`) },
					after: { text: value(one.after), href: after(`${path}#noegletal`) }
				});
			}
			case 'initiative': {
				const { number: place, title } = (one.after ?? one.before)!;
				const stand = (initiative: typeof one.after) =>
					initiative ? words.initiative_states[initiative.state] : '';
				const is = ofPair(one, ({ state }) => state);
				return say(`initiative-${index}`, t.project[`initiative${is}`], {
					...at('indsatser'),
					title: entered(`${place} ${title}`),
					before: { text: stand(one.before), href: before(`${path}#indsatser`) },
					after: { text: stand(one.after), href: after(`${path}#indsatser`) }
				});
			}
			case 'poll': {
				const is = one.before === null ? '_added' : one.after === null ? '_gone' : '';
				return say(`poll-${index}`, t.project[`poll${is}`], {
					...at('afstemning'),
					title: entered((one.after ?? one.before)!.question)
				});
			}
			case 'texts':
				return say('texts', t.project.texts);
		}
	});
}

function ofPair<T>(
	{ before, after }: { before: T | null; after: T | null },
	value: (one: T) => unknown
): '_added' | '_gone' | '_edited' | '' {
	if (before === null) return '_added';
	if (after === null) return '_gone';
	return value(before) === value(after) ? '_edited' : '';
}

function agreementSentences(
	change: Change<SnapshotAgreement, AgreementDifference>,
	teller: Teller
): Sentence[] {
	const { t, before, after, figure, date, language } = teller;
	const agreement = change.after ?? change.before;
	const { id, project_slug } = agreement;
	const path = `/aftaler/${id}`;
	const it = entered(agreement.short_title, change.after ? after(path) : before(path));
	const say = (is: string, template: string, words: Words = {}) =>
		teller.say('agreement', id, project_slug, is, template, { it, ...words });
	const tell = (is: string, templates: Counted, moves: Move<string>[]) =>
		teller.tell('agreement', id, project_slug, is, templates, codesOf(moves), { it });
	const missing = standingHref(id, 'missing');
	const asked = (one: SnapshotAgreement) => ({
		missing: figure(missingFrom(one), after(missing)),
		asked: figure(askedOf(one), after(`${path}?status=alle`))
	});
	const version = (one: SnapshotAgreement, old: SnapshotAgreement['asking']) => {
		if (!one.asking) return say('version', t.agreement.version_none);
		const label = entered(one.asking.label);
		return old
			? say('version', t.agreement.version_next, { label, old: entered(old.label), ...asked(one) })
			: say('version', t.agreement.version_first, { label, ...asked(one) });
	};
	if (change.what === 'gone') return [say('gone', t.agreement.gone)];
	if (change.what === 'added')
		return [say('added', t.agreement.added), ...(agreement.asking ? [version(agreement, null)] : [])];
	return change.differences.map((one): Sentence => {
		switch (one.is) {
			case 'version':
				return version(change.after, one.before);
			case 'deadline':
				return one.after === null
					? say('deadline', t.agreement.deadline_gone)
					: one.before === null
						? say('deadline', t.agreement.deadline_set, { after: date(one.after) })
						: say('deadline', t.agreement.deadline_moved, {
								before: date(one.before),
								after: date(one.after)
							});
			case 'missing':
				return say('missing', t.agreement.missing, {
					before: figure(one.before, before(missing)),
					after: figure(one.after, after(missing))
				});
			case 'arrived':
				return tell(`arrived-${one.to}`, t.standings[one.to], one.moves);
			case 'fallen':
				return tell('fallen', t.standings.fallen, one.moves);
			case 'joined':
			case 'left':
				return tell(one.is, t.audience[one.is], one.moves);
			case 'planned': {
				const label = entered((one.after ?? one.before)!.label);
				if (one.after === null) return say('planned', t.agreement.planned_gone, { label });
				if (one.before === null || one.before.label !== label.text)
					return say('planned', t.agreement.planned_new, { label });
				const said = say('planned', t.agreement.planned_changed, { label });
				const steps = CAMPAIGN_STEPS.filter((step) => one.before![step] !== one.after![step]).map((step) => {
					const [was, is] = [one.before![step], one.after![step]].map((day) =>
						day ? date(day) : agreementText[language].step_states.undated
					);
					return `${agreementText[language].steps[step]} ${was} → ${is}`;
				});
				if (steps.length > 0) said.line.push(...fill(t.named, { names: listed(steps, language) }));
				return said;
			}
			case 'texts':
				return say('texts', t.agreement.texts);
		}
	});
}

function taskSentences(change: Change<SnapshotTask, TaskDifference>, teller: Teller): Sentence[] {
	const { t, before, after, figure, date } = teller;
	const task = change.after ?? change.before;
	const { id, project_slug } = task;
	const path = `/opgaver/${id}`;
	const missing = `${path}?tilstand=mangler`;
	const it = entered(task.title, change.after ? after(path) : before(path));
	const say = (is: string, template: string, words: Words = {}) =>
		teller.say('task', id, project_slug, is, template, { it, ...words });
	const tell = (is: string, templates: Counted, moves: Move<string>[]) =>
		teller.tell('task', id, project_slug, is, templates, codesOf(moves), { it });
	if (change.what === 'added') {
		const audience = audienceOfTask(task);
		return [
			say('added', plural(t.task.added, audience.length), {
				due: date(task.due_on),
				n: figure(audience, after(path))
			})
		];
	}
	if (change.what === 'gone')
		return [
			say('gone', t.task.gone, {
				missing: figure(outstandingOf(task), before(missing)),
				asked: figure(audienceOfTask(task), before(path))
			})
		];
	return change.differences.map((one): Sentence => {
		switch (one.is) {
			case 'due':
				return say('due', t.task.due, { before: date(one.before), after: date(one.after) });
			case 'critical':
			case 'cross_cutting':
				return say(one.is, one.after ? t.task[one.is] : t.task[`not_${one.is}`]);
			case 'outstanding':
				return say('outstanding', t.task.outstanding, {
					before: figure(one.before, before(missing)),
					after: figure(one.after, after(missing))
				});
			case 'arrived':
				return tell(`arrived-${one.to}`, t.states[one.to], one.moves);
			case 'fallen':
				return tell('fallen', t.states.fallen, one.moves);
			case 'joined':
			case 'left':
				return tell(one.is, t.audience[one.is], one.moves);
			case 'step': {
				const place = `${path}?trin=${one.position}`;
				return say(`step-${one.position}`, t.task.step, {
					step: entered(one.title),
					before: figure(one.before, before(place)),
					after: figure(one.after, after(place))
				});
			}
			case 'texts':
				return say('texts', t.task.texts);
		}
	});
}

function groupSentences(change: Changes['groups'][number], teller: Teller): Sentence[] {
	const { t, before, after, figure } = teller;
	const group: SnapshotGroup = change.after ?? change.before;
	const { id, project_slug, slug } = group;
	const path = `/grupper/${slug}`;
	const it = entered(group.name, change.after ? after(path) : before(path));
	const say = (is: string, template: string, words: Words = {}) =>
		teller.say('group', id, project_slug, is, template, { it, ...words });
	if (change.what === 'gone') return [say('gone', t.group.gone)];
	if (change.what === 'added')
		return [
			say('added', plural(t.group.added, group.members.length), { n: figure(group.members, after(path)) })
		];
	return change.differences.map((one) =>
		one.is === 'texts'
			? say('texts', t.group.texts)
			: teller.tell('group', id, project_slug, one.is, t.group[one.is], one.codes, { it })
	);
}

function worldSentences({ regions, references }: Changes, { t, tell, say }: Teller): Sentence[] {
	return [
		...(regions.length > 0 ? [tell('world', 'kommuner', null, 'regions', t.regions, regions)] : []),
		...(references ? [say('world', 'kommuner', null, 'references', t.references)] : [])
	];
}

function codesOf(moves: Move<string>[]): string[] {
	return moves.map(({ code }) => code);
}
