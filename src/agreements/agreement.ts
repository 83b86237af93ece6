import type { AgreementKind, SignatureState } from '#database/schema.ts';
import { type Day, daysBetween } from '#language/dates.ts';
import type { Language } from '#language/language.ts';
import type { Shape, Tone } from '#ui/tone.ts';
import { agreementText } from './agreement.text.ts';

/**
 * How a municipality stands on an agreement on a day: its signature, seen from the version that asks for one
 * (the database's standing_on). In the order of the funnel, from what is in place to what does not apply.
 */
export const STANDINGS = [
	'signed',
	'registered',
	'older',
	'sent',
	'not_sent',
	'declined',
	'not_applicable'
] as const satisfies (SignatureState | 'older')[];
export type Standing = (typeof STANDINGS)[number];

/** The standings that leave a signature to be had. */
export const MISSING = ['older', 'sent', 'not_sent', 'declined'] as const satisfies Standing[];

/** Accession agreements and data-processing agreements are signed; general terms are notified only. */
export const KINDS = ['accession', 'data_processing', 'general_terms'] as const satisfies AgreementKind[];

/** How many ended agreements are shown at most, the latest ended first. */
export const MOST_ENDED = 100;

/** So many days before a deadline a missing signature is trouble. */
export const NEAR_DAYS = 14;

/** Whether the signature is there, given here or on paper. */
export function isInPlace(standing: Standing | SignatureState): boolean {
	return standing === 'signed' || standing === 'registered';
}

/** Whether a signature is still to be had: a signature on an older version does not count. */
export function isMissing(standing: Standing): boolean {
	return (MISSING as readonly Standing[]).includes(standing);
}

/** Whether agreements of this kind are ever signed. KOMBIT changes general terms by 30 days' notice. */
export function asksForSignature(kind: AgreementKind): boolean {
	return kind !== 'general_terms';
}

export type Urgency = 'past' | 'near' | null;

/** Where a day lies against a deadline: past, near (at most 14 days left), or neither. No deadline is never urgent. */
export function urgencyOf(deadline_on: Day | null, today: Day): Urgency {
	if (!deadline_on) return null;
	const left = daysBetween(today, deadline_on);
	return left < 0 ? 'past' : left <= NEAR_DAYS ? 'near' : null;
}

/**
 * How a standing looks: tone and shape for Mark and Status. What is in place is quiet; an older version warns; a
 * missing signature lies with the municipality until the deadline is near or past, then it is an alarm.
 */
export function standingLook(standing: Standing, urgency: Urgency = null): { tone: Tone; shape: Shape } {
	switch (standing) {
		case 'signed':
			return { tone: 'good', shape: 'check' };
		case 'registered':
			return { tone: 'good', shape: 'paper' };
		case 'older':
			return urgency === 'past' ? { tone: 'late', shape: 'alarm' } : { tone: 'risk', shape: 'warning' };
		case 'sent':
			return urgency ? { tone: 'late', shape: 'alarm' } : { tone: 'wait', shape: 'half' };
		case 'not_sent':
			return urgency ? { tone: 'late', shape: 'alarm' } : { tone: 'none', shape: 'ring' };
		case 'declined':
			return { tone: 'late', shape: 'cross' };
		case 'not_applicable':
			return { tone: 'none', shape: 'dash' };
	}
}

/** The standing in words; with what the deadline adds where the signature is missing. */
export function standingWord(standing: Standing, language: Language, urgency: Urgency = null): string {
	const t = agreementText[language];
	const word = t.standings[standing];
	return urgency && isMissing(standing) ? `${word}, ${t.urgency[urgency]}` : word;
}

/** The states that a signature can be given, in the order offered. */
export const SIGNATURE_STATES = [
	'signed',
	'registered',
	'sent',
	'declined',
	'not_applicable',
	'not_sent'
] as const satisfies SignatureState[];

/** The longest reason, and the longest name, title or reference, in characters. */
export const LONGEST_REASON = 500;
export const LONGEST_NAME = 120;
/** The longest note about a call, in characters. */
export const LONGEST_NOTE = 2_000;

/** The states a person can give a signature: whether it was sent is KOMBIT's to say. */
export function offeredStates({ municipality_code }: { municipality_code: string | null }): SignatureState[] {
	return SIGNATURE_STATES.filter((state) => state !== 'not_sent' || municipality_code === null);
}

/** Whether a state holds only with a reason. */
export function asksForReason(state: SignatureState): boolean {
	return state === 'declined' || state === 'not_applicable';
}

/** How a signature is to stand, in the fields of its form. */
export interface SignatureWish {
	tilstand: SignatureState;
	/** The day it was signed; means something where it is signed or registered. */
	underskrevet: Day | null;
	/** The day from which any other state holds; today unless given. */
	gaelder_fra: Day | null;
	begrundelse: string | null;
}

/** The day from which a signature stands as wished. */
export function effectiveDay(wish: SignatureWish, today: Day): Day {
	return (isInPlace(wish.tilstand) ? wish.underskrevet : wish.gaelder_fra) ?? today;
}

/** What is wrong with a wish, by field: keys of formText.faults. A day lies between the sending out and today. */
export function signatureFaults(
	wish: SignatureWish,
	{ sent_on }: { sent_on: Day | null },
	{ today, person }: { today: Day; person: { municipality_code: string | null } }
): Record<string, string> {
	const faults: Record<string, string> = {};
	if (!offeredStates(person).includes(wish.tilstand)) faults['tilstand'] = 'bad_choice';
	const field = isInPlace(wish.tilstand) ? 'underskrevet' : 'gaelder_fra';
	const day = wish[field];
	if (field === 'underskrevet' && !day) faults[field] = 'required';
	else if (day && day > today) faults[field] = 'future';
	else if (day && sent_on && day < sent_on && wish.tilstand !== 'not_sent') faults[field] = 'too_early';
	if (asksForReason(wish.tilstand) && !wish.begrundelse) faults['begrundelse'] = 'required';
	return faults;
}

/** How a standing is called in an address: ?status=udsendt. `mangler` stands for all of MISSING. */
export const STANDING_IN_ADDRESS = {
	signed: 'underskrevet',
	registered: 'registreret',
	older: 'aeldre',
	sent: 'udsendt',
	not_sent: 'ikke-sendt',
	declined: 'afvist',
	not_applicable: 'ikke-relevant'
} as const satisfies Record<Standing, string>;

/** How a kind is called in an address: ?slags=tilslutning. */
export const KIND_IN_ADDRESS = {
	accession: 'tilslutning',
	data_processing: 'databehandler',
	general_terms: 'vilkaar'
} as const satisfies Record<AgreementKind, string>;

/** The page with exactly the municipalities that stand so on an agreement; 'missing' for all that lack a signature. */
export function standingHref(agreement_id: number, standing: Standing | 'missing'): string {
	return `/aftaler/${agreement_id}?status=${standing === 'missing' ? 'mangler' : STANDING_IN_ADDRESS[standing]}`;
}

/** How many municipalities of an agreement's audience stand how; the seven together are the audience. */
export type StandingCounts = Record<Standing, number>;

/** Counts rows by standing; rows outside the audience (null) are nobody's count. */
export function countStandings(rows: { standing: Standing | null }[]): StandingCounts {
	const counts = Object.fromEntries(STANDINGS.map((standing) => [standing, 0])) as StandingCounts;
	for (const { standing } of rows) if (standing) counts[standing]++;
	return counts;
}

/** How many were asked: everyone in the audience, whatever the answer. */
export function audienceOf(counts: StandingCounts): number {
	return STANDINGS.reduce((sum, standing) => sum + counts[standing], 0);
}

/** How many signatures are still to be had. */
export function missingOf(counts: StandingCounts): number {
	return MISSING.reduce((sum, standing) => sum + counts[standing], 0);
}

/**
 * Which rows of an agreement's table are asked for: one standing, all that lack a signature, all that have given one,
 * all asked, or the others.
 */
export type StatusFilter = Standing | 'alle' | 'mangler' | 'paa-plads' | 'uden-for';

/** Whether a row belongs to what is asked for. The audience is explicit: 'uden-for' are those who were never asked. */
export function standsAs(standing: Standing | null, status: StatusFilter): boolean {
	if (standing === null) return status === 'uden-for';
	if (status === 'alle') return true;
	if (status === 'paa-plads') return isInPlace(standing);
	return status === 'mangler' ? isMissing(standing) : standing === status;
}

/**
 * The steps of an agreement's campaign in their order, as the columns of agreement_version name them:
 * varsel → v0.9 i review → review slut → udsendt → deadline → opsamlingsheat → alle med.
 */
export const CAMPAIGN_STEPS = [
	'notice_on',
	'review_on',
	'review_closed_on',
	'sent_on',
	'deadline_on',
	'phone_round_on',
	'all_in_on'
] as const;
export type CampaignStep = (typeof CAMPAIGN_STEPS)[number];
export type CampaignDates = Record<CampaignStep, Day | null>;

export type StepState = 'done' | 'missed' | 'next' | 'ahead' | 'undated';

/**
 * How far a campaign is on a day, step by step, in the order of its dates; a step without a date stays after those
 * before it. A step is done when its day has come; the deadline and "all in" only when nobody is missing, else they were
 * missed. The earliest step ahead is the next one.
 */
export function campaignSteps(dates: CampaignDates, today: Day, missing: number | null) {
	let latest = '';
	const placed = CAMPAIGN_STEPS.map((step) => {
		const on = dates[step];
		if (on && on > latest) latest = on;
		return { step, on, place: on ?? latest };
	}).sort((a, b) => a.place.localeCompare(b.place));
	const next = placed.find(({ on }) => on && on > today)?.step;
	return placed.map(({ step, on }): { step: CampaignStep; on: Day | null; state: StepState } => {
		if (!on) return { step, on, state: 'undated' };
		if (on > today) return { step, on, state: step === next ? 'next' : 'ahead' };
		const asksAll = step === 'all_in_on' || (step === 'deadline_on' && on < today);
		return { step, on, state: asksAll && missing ? 'missed' : 'done' };
	});
}

/** Whether there is something to follow in a campaign: it has dates, and signatures to be had or steps ahead. */
export function isRunning(dates: CampaignDates, today: Day, missing: number | null): boolean {
	if (!CAMPAIGN_STEPS.some((step) => dates[step])) return false;
	return missing !== 0 || CAMPAIGN_STEPS.some((step) => (dates[step] ?? '') > today);
}

/** How much a number of missing signatures weighs: none, some, or trouble (the deadline, or more than half missing). */
export function missingTone(missing: number, audience: number, urgency: Urgency): Tone {
	if (missing === 0) return 'good';
	return urgency || missing * 2 > audience ? 'late' : 'risk';
}

export type AgreementSort = 'mangler' | 'frist' | 'navn';

interface Sortable {
	project_slug: string;
	project_name: string;
	title: string;
	missing: number | null;
	deadline_on: Day | null;
}

/**
 * Agreements gathered by project, in the order asked for: most missing first, earliest deadline first, or by name in
 * Danish order. A project stands where its first agreement stands; ties keep the order they came in.
 */
export function byProject<A extends Sortable>(agreements: A[], sort: AgreementSort): A[][] {
	const { compare } = new Intl.Collator('da');
	const order = {
		mangler: (a: A, b: A) => (b.missing ?? -1) - (a.missing ?? -1),
		frist: (a: A, b: A) => (a.deadline_on ?? '9999').localeCompare(b.deadline_on ?? '9999'),
		navn: (a: A, b: A) => compare(a.project_name, b.project_name) || compare(a.title, b.title)
	}[sort];
	const projects = Map.groupBy([...agreements].sort(order), (agreement) => agreement.project_slug);
	return [...projects.values()];
}

/** Cumulative counts of signatures, one point for each day that brought some. */
export function signaturePoints(days: Day[]): { day: Day; count: number }[] {
	const points: { day: Day; count: number }[] = [];
	for (const [index, day] of days.toSorted().entries()) {
		if (points.at(-1)?.day === day) points.pop();
		points.push({ day, count: index + 1 });
	}
	return points;
}

/** So many of those missing stand on an agreement's page before one asks for all of them. */
export const FIRST_MISSING = 14;

interface ArrangedRow {
	code: string;
	name: string;
	slug: string;
	tile_col: number;
	tile_row: number;
	tile_label: string;
	standing: Standing | null;
	matches: boolean;
	held: { signed_on: Day | null } | null;
}

/**
 * The rows of listSignatures laid out for the page: the table's rows as filtered, the map's tiles and the chart's points
 * over all of them, and the counts of both. Without a filter the table shows the first of those missing.
 * @returns `counts` over the audience, `shown` over what region, group and text let through; `outside` likewise
 */
export function arrangeSignatures<R extends ArrangedRow>(
	all: R[],
	{
		filter,
		municipality_code
	}: {
		filter: { status?: StatusFilter; region?: string; gruppe?: string; q?: string };
		municipality_code: string | null;
	}
) {
	const status = filter.status ?? 'mangler';
	const filtered = Boolean(filter.status ?? filter.region ?? filter.gruppe ?? filter.q);
	const matching = all.filter((row) => row.matches);
	const rows = matching.filter((row) => standsAs(row.standing, status));
	const signed = all.filter((row) => row.standing && isInPlace(row.standing));
	return {
		status,
		filtered,
		rows: (filtered ? rows : rows.slice(0, FIRST_MISSING)).map(
			({ tile_col: _col, tile_row: _row, tile_label: _label, matches: _matches, ...row }) => row
		),
		tiles: all.map(({ code, name, slug, tile_col, tile_row, tile_label, standing }) => ({
			code,
			name,
			slug,
			tile_col,
			tile_row,
			tile_label,
			standing
		})),
		counts: countStandings(all),
		outside: all.filter((row) => row.standing === null).length,
		shown: countStandings(matching),
		shown_outside: matching.filter((row) => row.standing === null).length,
		points: signaturePoints(signed.flatMap((row) => row.held?.signed_on ?? [])),
		own: all.find((row) => row.code === municipality_code)?.standing ?? null,
		own_row: all.find((row) => row.code === municipality_code && row.standing !== null) ?? null
	};
}

/** What a version needs to show its place among the others. */
export interface AgreementVersion {
	id: number;
	position: number;
	is_substantive: boolean;
	notice_on: Day | null;
	sent_on: Day | null;
	term_from: Day | null;
	term_until: Day | null;
}

/**
 * What a version is to its agreement on the day it is seen: the one that asks for signatures and still lacks some; the
 * one in force; one that is notified or on its way; or one that another has replaced.
 * @param missing how many signatures the asking version lacks
 */
export function versionRole(
	version: AgreementVersion,
	agreement: { kind: AgreementKind; asking_id: number | null; day: Day; versions: AgreementVersion[] },
	missing: number
): 'asking' | 'current' | 'noticed' | 'ahead' | 'past' {
	// General terms take effect when their term begins; what is signed counts from the day it is sent.
	const begins = (one: AgreementVersion) =>
		asksForSignature(agreement.kind) ? one.sent_on : (one.term_from ?? one.notice_on);
	const inForce = (one: AgreementVersion) => (begins(one) ?? '9999') <= agreement.day;
	if (!inForce(version)) return version.notice_on && version.notice_on <= agreement.day ? 'noticed' : 'ahead';
	if (version.id === agreement.asking_id && missing) return 'asking';
	return agreement.versions.some((other) => other.position > version.position && inForce(other))
		? 'past'
		: 'current';
}
