import type { Standing, StandingCounts } from '#agreements/agreement.ts';
import { MISSING, STANDINGS } from '#agreements/agreement.ts';
import type {
	AgreementKind,
	DatePrecision,
	GroupKind,
	InitiativeState,
	LinkKind,
	MilestoneCertainty,
	MilestoneKind,
	ProjectState,
	ReadinessState,
	TaskKind,
	TaskProgress
} from '#database/schema.ts';
import type { Day } from '#language/dates.ts';
import { isOutstanding, TASK_STATES } from '#tasks/task.ts';

/** Counts up whenever the form of Snapshot changes; a frozen deck says which one it was written in. */
export const SNAPSHOT_FORMAT = 2;

/**
 * The world as of a day, as plain JSON: all that a deck shows and all that "what changed" compares. What is counted is
 * held as the codes of the municipalities behind it, so that a count is always the length of its rows. It holds no
 * people (neither contacts, owners nor signatories) and no notes that only some may read: what is frozen cannot be
 * taken back when somebody leaves. Presenters stand in it as the agenda names them.
 */
export interface Snapshot {
	format: typeof SNAPSHOT_FORMAT;
	/** The day the figures are of. */
	figures_on: Day;
	/** The meeting the deck is for, with its agenda; null where the world alone was read. */
	meeting: SnapshotMeeting | null;
	/** What it is compared with: the newest frozen figures of the meeting before; null where there are none. */
	since: SnapshotSince | null;
	/** Who presented when it was frozen; null where the world alone was read, and in format 1, which looks as Overblik does. */
	organisation: SnapshotOrganisation | null;
	/** The 98, in Danish order. */
	municipalities: SnapshotMunicipality[];
	/** The roles that tasks name, in their order. */
	roles: { slug: string; name_da: string; name_en: string }[];
	/** The projects that had not ended, in the portfolio's order. */
	projects: SnapshotProject[];
	/** The tasks that were published and not closed, by due date. */
	tasks: SnapshotTask[];
	/** The agreements in force, in the portfolio's order of projects. */
	agreements: SnapshotAgreement[];
	/** The groups of projects and of KOMBIT; those that people made for themselves are theirs. */
	groups: SnapshotGroup[];
}

export interface SnapshotSince {
	meeting_id: number;
	meeting_title: string;
	/** The version within that meeting, and the hash of it in hexadecimal: those figures themselves stand there. */
	version: number;
	hash: string;
	figures_on: Day;
	/** That day as it was known when this was frozen; null where nothing about it had been corrected. */
	corrected: Snapshot | null;
}

/** Who presents, and how the slides look: part of what is frozen, so that the decks in the archive keep their looks. */
export interface SnapshotOrganisation {
	name: string;
	accent: string;
	font: string | null;
	/** The fingerprint of its logo, which stands in the table of them for good. */
	logo: string | null;
}

export interface SnapshotMeeting {
	id: number;
	title: string;
	held_on: Day;
	/** Where it is held, and the address at which one takes part; in format 1 neither. */
	place: string | null;
	link: string | null;
	mailbox: string | null;
	evaluation: string | null;
	/** In order of position; what belongs to a topic carries its `parent_id`. Numbers come from the order. */
	agenda: SnapshotTopic[];
	/** What was asked at the meeting, with the answers; in format 1 none. */
	polls: SnapshotPoll[];
}

export interface SnapshotPoll {
	id: number;
	question: string;
	note: string | null;
	/** The project it is about; null where it is about none. */
	project_slug: string | null;
	/** Their shares in percent, and how many chose each, where that is known. */
	answers: { label: string; percent: number; votes: number | null }[];
}

export interface SnapshotTopic {
	id: number;
	parent_id: number | null;
	title: string;
	/** A number as the source wrote it ("EMNE 2"); never the topic's number. */
	label_said: string | null;
	/** "Formålet er …" */
	purpose: string | null;
	presenter: string | null;
	mailbox: string | null;
	/** The project it is about, by its slug, whether that is in `projects` or has ended; null where it is about none. */
	project_slug: string | null;
	project_name: string | null;
}

export interface SnapshotMunicipality {
	code: string;
	name: string;
	slug: string;
	region_slug: string;
	tile_col: number;
	tile_row: number;
	tile_label: string;
}

export interface SnapshotProject {
	id: number;
	slug: string;
	name: string;
	short_name: string;
	summary: string;
	/** The project's own mailbox: its address for questions. */
	mailbox: string | null;
	/** The day it is to end, if one is known. */
	ends_on: Day | null;
	is_demo: boolean;
	/** The newest status of the day; null where none was ever given, which reads as unknown. */
	status: SnapshotStatus | null;
	milestones: SnapshotMilestone[];
	readiness: SnapshotReadiness[];
	initiatives: {
		goal_number: number;
		goal: string;
		number: string;
		title: string;
		state: InitiativeState;
	}[];
	key_figures: {
		title: string;
		before_value: number | null;
		value: number;
		unit: string;
		note: string | null;
	}[];
	polls: { question: string; note: string | null; answers: { label: string; percent: number }[] }[];
	briefings: { heading: string; points: string[] }[];
	links: { kind: LinkKind; title: string; url: string | null; note: string | null }[];
}

export interface SnapshotStatus {
	state: ProjectState;
	reason: string | null;
	next_step: string | null;
	review_on: Day | null;
	effective_on: Day;
	is_demo: boolean;
}

export interface SnapshotMilestone {
	id: number;
	title: string;
	kind: MilestoneKind;
	certainty: MilestoneCertainty;
	precision: DatePrecision;
	starts_on: Day | null;
	ends_on: Day | null;
	/** HH:MM, Copenhagen */
	starts_at: string | null;
	ends_at: string | null;
	note: string | null;
	is_demo: boolean;
	/** Where it stood before each of its moves, the oldest first. */
	moves: {
		moved_on: Day;
		starts_on: Day | null;
		ends_on: Day | null;
		precision: DatePrecision;
		reason: string;
		is_demo: boolean;
	}[];
}

export interface SnapshotReadiness {
	id: number;
	title: string;
	state: ReadinessState;
	waits_for: string | null;
	note: string | null;
}

/** Municipalities' codes by how they stand, every state named, each list in order of code; together the audience. */
export type Codes<State extends string> = Record<State, string[]>;

export interface SnapshotTask {
	id: number;
	title: string;
	project_slug: string;
	kind: TaskKind;
	is_critical: boolean;
	is_cross_cutting: boolean;
	/** Who it is for, in words. */
	audience: string;
	published_on: Day;
	due_on: Day;
	due_is_demo: boolean;
	is_demo: boolean;
	/** The slugs of the roles it needs. */
	roles: string[];
	/** Its chain of steps, each with the codes of the municipalities that have finished it, in order. */
	steps: { position: number; title: string; done: string[] }[];
	states: Codes<TaskProgress>;
}

export interface SnapshotAgreement {
	id: number;
	title: string;
	short_title: string;
	kind: AgreementKind;
	project_slug: string;
	/** The accession agreement that a data-processing agreement hangs on. */
	parent_id: number | null;
	is_demo: boolean;
	/** The version that asks for signatures and how the municipalities stand on it; null where nothing is out. */
	asking: {
		version_id: number;
		label: string;
		sent_on: Day;
		deadline_on: Day | null;
		standings: Codes<Standing>;
		/** How many signatures there were by each day that brought some. */
		points: { day: Day; count: number }[];
	} | null;
	/** The version on its way, or the terms notified; null where there is none. */
	next: SnapshotVersion | null;
}

/** A version on its way with the days of its campaign, as the columns of agreement_version name them. */
export interface SnapshotVersion {
	label: string;
	certainty: MilestoneCertainty;
	dates_are_demo: boolean;
	notice_on: Day | null;
	review_on: Day | null;
	review_closed_on: Day | null;
	sent_on: Day | null;
	deadline_on: Day | null;
	phone_round_on: Day | null;
	all_in_on: Day | null;
	term_from: Day | null;
	term_until: Day | null;
}

export interface SnapshotGroup {
	id: number;
	slug: string;
	name: string;
	kind: GroupKind;
	project_slug: string | null;
	/** How many the source says there are; null where it says nothing. */
	size_said: number | null;
	members_are_demo: boolean;
	/** The codes of its members, in order. */
	members: string[];
}

/**
 * Reads what is stored of a snapshot, in whatever format it was frozen, as one of today's.
 * @param content JSON that fits its hash
 * @returns null where the format is none that this version of the program knows
 */
export function readStored(content: string, format: number): Snapshot | null {
	if (format === SNAPSHOT_FORMAT) return JSON.parse(content) as Snapshot;
	if (format === 1) return fromFormat1(JSON.parse(content) as Format1);
	return null;
}

type Format1 = Omit<Snapshot, 'format' | 'organisation' | 'meeting' | 'since'> & {
	meeting: Omit<SnapshotMeeting, 'place' | 'link' | 'polls'> | null;
	since: (Omit<SnapshotSince, 'corrected'> & { corrected: Format1 | null }) | null;
};

function fromFormat1(snapshot: Format1): Snapshot {
	const { meeting, since } = snapshot;
	return {
		...snapshot,
		format: SNAPSHOT_FORMAT,
		organisation: null,
		meeting: meeting && { ...meeting, place: null, link: null, polls: [] },
		since: since && { ...since, corrected: since.corrected && fromFormat1(since.corrected) }
	};
}

/** The municipalities that a task was published to, whatever their answer. */
export function audienceOfTask({ states }: Pick<SnapshotTask, 'states'>): string[] {
	return TASK_STATES.flatMap((state) => states[state]).sort();
}

/** The municipalities where a task still asks for work: those of /opgaver/[id]?tilstand=mangler. */
export function outstandingOf({ states }: Pick<SnapshotTask, 'states'>): string[] {
	return TASK_STATES.filter(isOutstanding)
		.flatMap((state) => states[state])
		.sort();
}

/** The municipalities asked for a signature, whatever the answer. */
export function askedOf({ asking }: Pick<SnapshotAgreement, 'asking'>): string[] {
	return asking ? STANDINGS.flatMap((standing) => asking.standings[standing]).sort() : [];
}

/** The municipalities whose signature is still to be had: those of /aftaler/[id]?status=mangler. */
export function missingFrom({ asking }: Pick<SnapshotAgreement, 'asking'>): string[] {
	return asking ? MISSING.flatMap((standing) => asking.standings[standing]).sort() : [];
}

/** The counts of an agreement's funnel; null where nothing asks for a signature. */
export function standingCounts({ asking }: Pick<SnapshotAgreement, 'asking'>): StandingCounts | null {
	if (!asking) return null;
	return Object.fromEntries(
		STANDINGS.map((standing) => [standing, asking.standings[standing].length])
	) as StandingCounts;
}

/** The counts of a task's copies by state. */
export function stateCounts({ states }: Pick<SnapshotTask, 'states'>): Record<TaskProgress, number> {
	return Object.fromEntries(TASK_STATES.map((state) => [state, states[state].length])) as Record<
		TaskProgress,
		number
	>;
}
