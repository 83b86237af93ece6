import {
	asksForSignature,
	CAMPAIGN_STEPS,
	standingHref,
	standingLook,
	STANDINGS,
	standingWord,
	urgencyOf
} from '#agreements/agreement.ts';
import { agreementText } from '#agreements/agreement.text.ts';
import { forecastSignatures } from '#charts/forecast.ts';
import type { TileCount } from '#charts/tiles.ts';
import { markSpan } from '#charts/timeline.ts';
import { keepDay } from '#history/asof.ts';
import { dayName, shortDate } from '#language/dates.ts';
import type { Language } from '#language/language.ts';
import { number } from '#language/numbers.ts';
import { mailboxesIn, numberAgenda, presentersOf } from '#meetings/meeting.ts';
import {
	fittingWindow,
	initiativeLooks,
	milestoneTense,
	milestoneWhen,
	portfolioWindow,
	projectLooks,
	readinessLooks
} from '#projects/project.ts';
import { projectText } from '#projects/project.text.ts';
import { timelineRow } from '#projects/timeline.ts';
import { buildText } from './build.text.ts';
import type { Changes } from './changes.ts';
import type { Cell, Deck, Line, Notes, Organisation, Presenter, Slide, State } from './deck.ts';
import { sentencesOf } from './sentences.ts';
import {
	askedOf,
	audienceOfTask,
	missingFrom,
	outstandingOf,
	type Snapshot,
	type SnapshotAgreement,
	type SnapshotPoll,
	type SnapshotProject,
	type SnapshotTask,
	type SnapshotTopic
} from './snapshot.ts';

/** So many agreements have slides of their own under the overview of all of them. */
const MOST_AGREEMENTS = 3;
/** So many of a project's coming dates stand beside its status. */
const MOST_DATES = 5;
/** So many briefings and polls of a project have a slide each. */
const MOST_OF_A_KIND = 24;

interface Settings {
	language: Language;
	organisation: Organisation;
	/** What has changed since the figures before; null where there are none to compare with. */
	changes: Changes | null;
	/** The page that lists those changes with their rows, such as /moeder/3/aendringer. */
	page: string;
}

/**
 * Makes the deck of a meeting from its frozen figures: cover, agenda, what has changed, a block for each topic (title,
 * status, what its project has to show, questions), the agreements out for signature, the critical and cross-cutting
 * tasks, thanks. Nothing is asked of the database: the same snapshot and settings give the same deck.
 * Its links lead to the pages as of the day of the figures.
 * @returns the deck before hand edits and before it is paged
 */
export function buildDeck(snapshot: Snapshot, settings: Settings): Deck {
	const { language, organisation } = settings;
	const { meeting, figures_on } = snapshot;
	const t = buildText[language];
	const maker = new Maker(snapshot, settings);
	return {
		title: meeting?.title ?? t.portfolio,
		language,
		held_on: meeting?.held_on ?? figures_on,
		figures_on,
		organisation,
		slides: maker.slides()
	};
}

type Topic = ReturnType<typeof numberAgenda<SnapshotTopic>>[number];

class Maker {
	private readonly snapshot: Snapshot;
	private readonly settings: Settings;
	private readonly language: Language;
	private readonly t: (typeof buildText)[Language];
	private readonly projects: Map<string, SnapshotProject>;
	/** What has its slides already: a project or an overview that two topics name is shown under the first. */
	private readonly shown = new Set<string>();

	constructor(snapshot: Snapshot, settings: Settings) {
		this.snapshot = snapshot;
		this.settings = settings;
		this.language = settings.language;
		this.t = buildText[settings.language];
		this.projects = new Map(snapshot.projects.map((project) => [project.slug, project]));
	}

	slides(): Slide[] {
		const { meeting } = this.snapshot;
		const agenda = numberAgenda(meeting?.agenda ?? []);
		const last = agenda.at(-1);
		// A last topic that only says thanks is the thanks.
		const closing = last && agenda.length > 1 && isBare(last) ? last : null;
		const topics = agenda.filter((topic) => topic !== closing);
		return [
			this.cover(),
			...(agenda.length ? [this.agenda(agenda)] : []),
			...this.changes(),
			...topics.flatMap((topic) => this.topic(topic)),
			// What was asked about no topic.
			...this.meetingPolls().flatMap((poll) => this.asked(poll, null)),
			...this.agreements(null),
			...this.tasks(null),
			...this.portfolio(),
			this.thanks(closing)
		];
	}

	/** An address as of the day of the figures. */
	private at(href: string): string {
		return keepDay(href, { day: this.snapshot.figures_on, known: 'then' });
	}

	private day(day: string): string {
		return dayName(day, this.language, this.snapshot.figures_on);
	}

	private base(
		key: string,
		title: string,
		kicker: string | null,
		{
			said = [],
			page,
			filter = null,
			link
		}: { said?: string[]; page: string; filter?: string | null; link: string | null }
	) {
		const source = this.t.notes.source(page, shortDate(this.snapshot.figures_on, this.language));
		const notes: Notes = { said, source, filter, link: link && this.at(link) };
		return { key, title, kicker, notes, hidden: false, part: null };
	}

	private ofMeeting(key: string, title: string, kicker: string | null = null, said: string[] = []) {
		const { meeting } = this.snapshot;
		return this.base(key, title, kicker, {
			said,
			page: this.t.notes.meeting,
			link: meeting ? `/moeder/${meeting.id}` : '/moeder'
		});
	}

	private ofProject(project: SnapshotProject, part: string, title: string, said: string[] = []) {
		const { notes } = this.t;
		return this.base(`project:${project.slug}/${part}`, title, project.short_name, {
			said: project.is_demo ? [...said, notes.say_demo] : said,
			page: notes.project(project.short_name),
			link: `/projekter/${project.slug}`
		});
	}

	private cover(): Slide {
		const { title = this.t.portfolio, place = null, link = null } = this.snapshot.meeting ?? {};
		const said = place && link ? [this.t.notes.say_link(link)] : [];
		return {
			...this.ofMeeting('cover', title, null, said),
			kind: 'cover',
			subtitle: this.t.welcome,
			place: place ?? link
		};
	}

	private agenda(topics: Topic[]): Slide {
		return {
			...this.ofMeeting('agenda', this.t.agenda),
			kind: 'agenda',
			more: null,
			items: topics.flatMap((topic) => [
				{ number: topic.number, title: topic.title, presenter: topic.presenter, below: false },
				...topic.below.map((under) => ({
					number: under.number,
					title: under.title,
					presenter: under.presenter === topic.presenter ? null : under.presenter,
					below: true
				}))
			])
		};
	}

	/** Nothing where nothing has changed. */
	private changes(): Slide[] {
		const { changes, page } = this.settings;
		if (!changes) return [];
		const sentences = sentencesOf(changes, this.language, { page });
		if (!sentences.length) return [];
		const since = shortDate(changes.before, this.language);
		const base = this.base('changes', this.t.changes, null, {
			page: this.t.notes.changes,
			filter: this.t.notes.compared(since),
			link: null
		});
		return [
			{
				...base,
				notes: { ...base.notes, link: page },
				kind: 'changes',
				since: changes.before,
				sentences: sentences.map(({ line }) =>
					line.map(({ text, href, lang }) => ({ text, ...(href ? { href } : {}), ...(lang ? { lang } : {}) }))
				),
				more: null
			}
		];
	}

	private topic(topic: Topic): Slide[] {
		const below = topic.below.flatMap((under) => this.block(under, under.number));
		const own = this.block(topic, topic.number);
		const presenters = askedAt(topic, this.projects.get(topic.project_slug ?? ''));
		const asks = presenters.some(({ mailbox }) => mailbox) && topic.project_slug !== null;
		const questions: Slide = {
			...this.ofMeeting(`topic:${topic.id}/questions`, this.t.questions, topic.title),
			kind: 'questions',
			presenters
		};
		return [...own, ...below, ...(asks ? [questions] : [])];
	}

	/** The title of a topic and what there is to show of it. */
	private block(topic: SnapshotTopic, number: string): Slide[] {
		const isOpening = isBare(topic) && number === '1';
		const said = topic.presenter ? [this.t.notes.say_presenter(topic.presenter)] : [];
		const title: Slide = {
			...this.ofMeeting(`topic:${topic.id}`, topic.title, null, said),
			kind: 'topic',
			number,
			purpose: topic.purpose,
			presenters: askedAt(topic)
		};
		const project = this.projects.get(topic.project_slug ?? '');
		// Of an overview the agenda says only the title; what it is of, stands in it.
		const overview = topic.project_slug
			? []
			: /\b(\p{L}*aftale(r)?|agreements?)\b/iu.test(topic.title)
				? this.agreements(topic.title)
				: /(opgaver|tasks)\b/iu.test(topic.title)
					? this.tasks(topic.title)
					: [];
		const asked = this.meetingPolls().filter(
			({ project_slug }) => project_slug !== null && project_slug === topic.project_slug
		);
		return [
			...(isOpening ? [] : [title]),
			...(project ? this.project(project) : []),
			...asked.flatMap((poll) => this.asked(poll, topic.title)),
			...overview
		];
	}

	private project(project: SnapshotProject): Slide[] {
		if (this.shown.has(project.slug)) return [];
		this.shown.add(project.slug);
		const agreements = this.snapshot.agreements.filter(({ project_slug }) => project_slug === project.slug);
		return [
			...this.status(project),
			...this.readiness(project),
			...this.initiatives(project),
			...this.figures(project),
			...this.timeline(project),
			...this.polls(project),
			...agreements
				.filter((agreement) => missingFrom(agreement).length)
				.slice(0, MOST_AGREEMENTS)
				.flatMap((agreement) => this.coverage(agreement, false)),
			...agreements.flatMap((agreement) => this.plan(agreement)).slice(0, MOST_AGREEMENTS)
		];
	}

	private status(project: SnapshotProject): Slide[] {
		const { status, briefings } = project;
		const { figures_on } = this.snapshot;
		const state = status?.state ?? 'unknown';
		const look: State = { ...projectLooks[state], word: projectText[this.language].states[state] };
		const next = project.milestones
			.filter(
				(milestone) => milestoneTense(milestone, figures_on) !== 'past' && milestone.certainty !== 'actual'
			)
			.slice(0, MOST_DATES)
			.map((milestone) => ({
				when: milestoneWhen(milestone, this.language, figures_on),
				what: milestone.title,
				href: this.at(`/projekter/${project.slug}#milepaele`)
			}));
		const says = (points: string[]): Line[] => points.map((text) => [{ text }]);
		const [first, ...others] = briefings;
		const step: Line[] = status?.next_step
			? [[{ text: this.t.next_step, strong: true }, { text: status.next_step }]]
			: [];
		return [
			{
				...this.ofProject(project, 'status', first?.heading ?? this.t.status_of(project.short_name), [
					this.t.notes.say_status(project.short_name, look.word)
				]),
				kind: 'status',
				state: look,
				reason: status ? status.reason : this.t.no_status,
				bullets: [...says(first?.points ?? [project.summary].filter(Boolean)), ...step],
				next
			},
			...others.slice(0, MOST_OF_A_KIND).map(({ heading, points }): Slide => ({
				...this.ofProject(project, `briefing:${heading}`, heading),
				kind: 'status',
				state: null,
				reason: null,
				bullets: says(points),
				next: []
			}))
		];
	}

	private readiness(project: SnapshotProject): Slide[] {
		if (!project.readiness.length) return [];
		const words = projectText[this.language].readiness_states;
		return [
			{
				...this.ofProject(project, 'readiness', this.t.readiness),
				kind: 'readiness',
				more: null,
				rows: project.readiness.map(({ title, state, waits_for, note }) => ({
					what: title,
					state: { ...readinessLooks[state], word: words[state] },
					note: waits_for ?? note
				}))
			}
		];
	}

	private initiatives(project: SnapshotProject): Slide[] {
		if (!project.initiatives.length) return [];
		const { t } = this;
		const words = projectText[this.language].initiative_states;
		return [
			{
				...this.ofProject(project, 'initiatives', t.initiatives),
				kind: 'table',
				more: null,
				columns: [
					{ title: t.number, align: 'start', share: 8 },
					{ title: t.initiative, align: 'start', share: 46 },
					{ title: t.goal, align: 'start', share: 30 },
					{ title: t.state, align: 'start', share: 16 }
				],
				rows: project.initiatives.map(({ number, title, goal, state }) => [
					cell(number),
					cell(title),
					cell(goal),
					{ text: [], state: { ...initiativeLooks[state], word: words[state] } }
				])
			}
		];
	}

	private figures(project: SnapshotProject): Slide[] {
		if (!project.key_figures.length) return [];
		return [
			{
				...this.ofProject(project, 'figures', this.t.figures),
				kind: 'figures',
				sentence: null,
				rows: project.key_figures.map(({ title, before_value, value, unit }) => ({
					label: title,
					before: before_value,
					after: value,
					unit,
					href: this.at(`/projekter/${project.slug}#noegletal`)
				}))
			}
		];
	}

	private timeline(project: SnapshotProject): Slide[] {
		const { figures_on } = this.snapshot;
		const dated = project.milestones.filter(({ starts_on }) => starts_on !== null);
		const window = fittingWindow(dated, figures_on);
		if (dated.length < 3 || !window) return [];
		// One lane for each milestone would be a list; by kind they tell what follows on what.
		const kinds = Map.groupBy(project.milestones, ({ kind }) => kind);
		const lanes = [...kinds].map(([kind, milestones]) => ({
			...timelineRow({
				slug: kind,
				short_name: capitalised(projectText[this.language].kinds[kind]),
				milestones
			})
		}));
		return [
			{
				...this.ofProject(project, 'timeline', this.t.timeline),
				kind: 'timeline',
				...window,
				today: figures_on,
				lanes,
				more: null
			}
		];
	}

	/** The coming months of all projects that have something in them. */
	private portfolio(): Slide[] {
		const { figures_on, projects } = this.snapshot;
		const { t } = this;
		const window = portfolioWindow(figures_on);
		const lanes = projects
			.map((project) => timelineRow(project, this.at(`/projekter/${project.slug}`)))
			// What is over is told in the blocks of the projects.
			.map((lane) => ({
				...lane,
				spans: lane.spans.filter(({ until }) => until === null || until >= figures_on),
				marks: lane.marks.filter((mark) => markSpan(mark).until >= figures_on)
			}))
			.filter(
				({ spans, marks }) =>
					spans.some(({ from, until }) => from <= window.until && (until ?? window.until) >= window.from) ||
					marks.some(({ day }) => day >= window.from && day <= window.until)
			)
			.map((lane) => ({ ...lane, undated: [] }));
		if (!lanes.length) return [];
		return [
			{
				...this.base('timeline', t.portfolio_timeline, t.portfolio, {
					page: t.notes.projects,
					link: '/projekter'
				}),
				kind: 'timeline',
				...window,
				today: figures_on,
				lanes,
				more: null
			}
		];
	}

	private meetingPolls(): SnapshotPoll[] {
		return (this.snapshot.meeting?.polls ?? []).slice(0, MOST_OF_A_KIND);
	}

	/** A poll of the meeting itself, with its result. */
	private asked(poll: SnapshotPoll, kicker: string | null): Slide[] {
		const key = `poll:${poll.id}`;
		if (this.shown.has(key)) return [];
		this.shown.add(key);
		const { question, note, answers } = poll;
		const base = this.ofMeeting(key, question, kicker, note ? [note] : []);
		const votes = answers.reduce((sum, { votes }) => sum + (votes ?? 0), 0);
		const sentence = [
			this.mostChosen(answers),
			votes ? this.t.votes(number(votes, this.language), votes) : null
		];
		return [
			{
				...base,
				notes: {
					...base.notes,
					link: this.at(`/moeder/${this.snapshot.meeting?.id}#afstemning-${poll.id}-vist`)
				},
				...pollResult(poll, sentence)
			}
		];
	}

	/** The polls of a project; those of the meeting itself stand under its topic already. */
	private polls(project: SnapshotProject): Slide[] {
		const own = this.meetingPolls();
		const isOwn = ({ question }: { question: string }) =>
			own.some((poll) => poll.project_slug === project.slug && poll.question === question);
		return project.polls
			.slice(0, MOST_OF_A_KIND)
			.map((poll, i) => ({ ...poll, part: `poll:${i + 1}` }))
			.filter((poll) => !isOwn(poll))
			.map(({ part, ...poll }) => ({
				...this.ofProject(project, part, poll.question, poll.note ? [poll.note] : []),
				...pollResult(poll, [this.mostChosen(poll.answers)])
			}));
	}

	/** What most answered, in a sentence; null where no one answer is ahead. */
	private mostChosen(answers: { label: string; percent: number }[]): string | null {
		const [first, second] = answers.toSorted((a, b) => b.percent - a.percent);
		if (!first || first.percent === second?.percent) return null;
		return projectText[this.language].poll_says(first.label, number(first.percent, this.language));
	}

	private ofAgreement(agreement: SnapshotAgreement, part: string, title: string) {
		const { notes } = this.t;
		return this.base(`agreement:${agreement.id}/${part}`, title, this.nameOf(agreement.project_slug), {
			said: agreement.is_demo ? [notes.say_demo] : [],
			page: notes.agreement(agreement.title),
			filter: notes.asked,
			link: `/aftaler/${agreement.id}`
		});
	}

	private nameOf(project_slug: string): string {
		return this.projects.get(project_slug)?.short_name ?? project_slug;
	}

	/** How the signatures stand: the count with its chart and who is missing, and the map of them. */
	private coverage(agreement: SnapshotAgreement, withMap: boolean): Slide[] {
		const { asking } = agreement;
		const key = `agreement:${agreement.id}`;
		if (!asking || this.shown.has(key)) return [];
		this.shown.add(key);
		const { t, language } = this;
		const { figures_on, municipalities } = this.snapshot;
		const urgency = urgencyOf(asking.deadline_on, figures_on);
		const missing = new Set(missingFrom(agreement));
		const asked = askedOf(agreement).length;
		const counts: TileCount[] = STANDINGS.filter((standing) => asking.standings[standing].length).map(
			(standing) => ({
				word: standingWord(standing, language, urgency),
				...standingLook(standing, urgency),
				count: asking.standings[standing].length,
				href: this.at(standingHref(agreement.id, standing))
			})
		);
		const points = [
			...(asking.points.some(({ day }) => day <= asking.sent_on) ? [] : [{ day: asking.sent_on, count: 0 }]),
			...asking.points
		];
		const { deadline_on } = asking;
		const sentence: Line = missing.size
			? [
					{
						text: t.of(number(missing.size, language), number(asked, language)),
						href: this.at(standingHref(agreement.id, 'missing')),
						strong: true
					},
					{ text: missing.size === 1 ? t.coverage_one : t.coverage_before },
					{
						text: deadline_on
							? deadline_on >= figures_on
								? t.deadline_ahead(unbroken(this.day(deadline_on)))
								: t.deadline_past(unbroken(this.day(deadline_on)))
							: ''
					}
				]
			: [
					{
						text: number(asked, language),
						href: this.at(`/aftaler/${agreement.id}?status=alle`),
						strong: true
					},
					{ text: t.all_signed }
				];
		const named = municipalities.filter(({ code }) => missing.has(code));
		const standingOf = new Map(
			STANDINGS.flatMap((standing) => asking.standings[standing].map((code) => [code, standing] as const))
		);
		const coverage: Slide = {
			...this.ofAgreement(agreement, 'coverage', agreement.title),
			kind: 'coverage',
			sentence,
			counts,
			total: asked,
			burnup: {
				points,
				total: asked,
				today: figures_on,
				deadline: deadline_on ? { day: deadline_on, title: t.deadline } : null,
				forecast: deadline_on ? forecastSignatures(points, figures_on, deadline_on, asked) : null
			},
			missing: {
				names: named.map(({ name, slug }) => ({ text: name, href: this.at(`/kommuner/${slug}`) })),
				more: null
			}
		};
		const map: Slide = {
			...this.ofAgreement(agreement, 'map', t.who_signed(agreement.short_title)),
			kind: 'tilemap',
			counts,
			tiles: municipalities.flatMap(({ code, name, slug, tile_col, tile_row, tile_label }) => {
				const standing = standingOf.get(code);
				if (!standing) return [];
				return [
					{
						...{ code, name, label: tile_label, col: tile_col, row: tile_row },
						...standingLook(standing, urgency),
						word: standingWord(standing, language, urgency),
						href: this.at(`/kommuner/${slug}`)
					}
				];
			})
		};
		return withMap ? [coverage, map] : [coverage];
	}

	/** The campaign of a version on its way. */
	private plan(agreement: SnapshotAgreement): Slide[] {
		const { next } = agreement;
		const { t } = this;
		const steps = next
			? CAMPAIGN_STEPS.flatMap((step) => (next[step] ? [{ step, on: next[step] }] : []))
			: [];
		if (!next || steps.length < 2) return [];
		const words = agreementText[this.language].steps;
		return [
			{
				...this.ofAgreement(agreement, 'plan', next.certainty === 'tentative' ? t.tentative_plan : t.plan),
				kind: 'table',
				more: null,
				columns: [
					{ title: t.step, align: 'start', share: 70 },
					{ title: t.when, align: 'start', share: 30 }
				],
				rows: steps.map(({ step, on }) => [cell(words[step]), cell(shortDate(on, this.language))])
			}
		];
	}

	/** All agreements out for signature, and those of which most is missing. */
	private agreements(title: string | null): Slide[] {
		if (this.shown.has('agreements')) return [];
		this.shown.add('agreements');
		const { t, language } = this;
		const asking = this.snapshot.agreements
			.filter(({ kind, asking }) => asking && asksForSignature(kind))
			.map((agreement) => ({ agreement, missing: missingFrom(agreement).length }))
			.filter(({ missing }) => missing)
			.sort((a, b) => b.missing - a.missing);
		if (!asking.length) return [];
		const overview: Slide = {
			...this.base('agreements', t.agreements, title, {
				page: t.notes.agreements,
				filter: t.notes.asking,
				link: '/aftaler'
			}),
			kind: 'table',
			more: null,
			columns: [
				{ title: t.agreement, align: 'start', share: 44 },
				{ title: t.version, align: 'start', share: 18 },
				{ title: t.deadline, align: 'start', share: 18 },
				{ title: t.missing, align: 'end', share: 20 }
			],
			rows: asking.map(({ agreement, missing }) => [
				{ text: [{ text: agreement.title, href: this.at(`/aftaler/${agreement.id}`) }] },
				cell(agreement.asking?.label ?? ''),
				cell(agreement.asking?.deadline_on ? this.day(agreement.asking.deadline_on) : ''),
				{
					text: [
						{
							text: t.of(number(missing, language), number(askedOf(agreement).length, language)),
							href: this.at(standingHref(agreement.id, 'missing'))
						}
					]
				}
			])
		};
		const open = asking.filter(({ agreement }) => !this.shown.has(`agreement:${agreement.id}`));
		return [
			overview,
			...open.slice(0, MOST_AGREEMENTS).flatMap(({ agreement }) => this.coverage(agreement, true))
		];
	}

	private tasks(title: string | null): Slide[] {
		if (this.shown.has('tasks')) return [];
		this.shown.add('tasks');
		const { t } = this;
		const tasks = this.snapshot.tasks
			.filter(({ is_critical, is_cross_cutting }) => is_critical || is_cross_cutting)
			.toSorted((a, b) => a.due_on.localeCompare(b.due_on));
		if (!tasks.length) return [];
		return [
			{
				...this.base('tasks', t.tasks, title, {
					page: t.notes.tasks,
					filter: t.notes.critical_tasks,
					link: '/opgaver'
				}),
				kind: 'table',
				more: null,
				columns: [
					{ title: t.task, align: 'start', share: 40 },
					{ title: t.project, align: 'start', share: 18 },
					{ title: t.due, align: 'start', share: 12 },
					{ title: t.marked, align: 'start', share: 18 },
					{ title: t.state, align: 'start', share: 17 },
					{ title: t.missing, align: 'end', share: 13 }
				],
				rows: tasks.map((task) => this.taskRow(task))
			}
		];
	}

	private taskRow(task: SnapshotTask): Cell[] {
		const { t, language } = this;
		const missing = outstandingOf(task).length;
		const overdue = missing > 0 && task.due_on < this.snapshot.figures_on;
		const state: State = overdue
			? { tone: 'late', shape: 'alarm', word: t.overdue }
			: missing
				? { tone: 'wait', shape: 'half', word: t.under_way }
				: { tone: 'good', shape: 'check', word: t.none_missing };
		const marks = [
			...(task.is_critical ? [t.critical] : []),
			...(task.is_cross_cutting ? [t.cross_cutting] : [])
		];
		const of = t.of(number(missing, language), number(audienceOfTask(task).length, language));
		return [
			{ text: [{ text: task.title, href: this.at(`/opgaver/${task.id}`) }] },
			cell(this.nameOf(task.project_slug)),
			cell(this.day(task.due_on)),
			cell(marks.join(', ')),
			{ text: [], state },
			{ text: [{ text: of, href: this.at(`/opgaver/${task.id}?tilstand=mangler`) }] }
		];
	}

	private thanks(topic: Topic | null): Slide {
		const { meeting } = this.snapshot;
		const mailbox = topic?.mailbox ?? meeting?.mailbox;
		const address = mailbox ? mailboxesIn(mailbox)[0] : undefined;
		return {
			...this.ofMeeting('thanks', topic?.title ?? this.t.thanks),
			kind: 'thanks',
			lines: [
				...(meeting?.evaluation ? [[{ text: meeting.evaluation }]] : []),
				...(address ? [[{ text: this.t.write_to }, { text: address, href: `mailto:${address}` }]] : [])
			]
		};
	}
}

function cell(text: string): Cell {
	return { text: [{ text }] };
}

function capitalised(text: string): string {
	return text.charAt(0).toLocaleUpperCase() + text.slice(1);
}

/** Whether a topic has nothing to show but its title. A project of the meeting itself is none. */
function isBare(topic: SnapshotTopic & { below?: unknown[] }): boolean {
	return !topic.purpose && !topic.presenter && !topic.below?.length;
}

/** A poll's answers in shares, and what came out, as far as there is something to say. */
function pollResult(
	{
		question,
		note,
		answers
	}: { question: string; note: string | null; answers: { label: string; percent: number }[] },
	said: (string | null)[]
) {
	const sentence = said.filter((part) => part !== null).join(' ');
	return {
		kind: 'poll' as const,
		question: note ?? question,
		answers: answers.map(({ label, percent }) => ({ label, values: [percent] })),
		unit: '%',
		sentence: sentence ? [{ text: sentence }] : null
	};
}

/** Who presents a topic, or else the mailboxes to ask at; the project's own where the agenda names none. */
function askedAt({ presenter, mailbox: own }: SnapshotTopic, project?: SnapshotProject): Presenter[] {
	const mailbox = own ?? project?.mailbox ?? null;
	const named = presentersOf({ presenter, mailbox });
	return named.length ? named : mailboxesIn(mailbox ?? '').map((box) => ({ name: box, mailbox: box }));
}

/** A day that stays on one line. */
function unbroken(day: string): string {
	return day.replaceAll(' ', '\u00a0');
}
