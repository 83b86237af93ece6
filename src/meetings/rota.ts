import type { Day } from '#language/dates.ts';

/** So many municipalities help edit each meeting: "programledere fra 5 kommuner". */
export const SEATS = 5;

/** After a no a municipality is left in peace for so many meetings, unless there is nobody else. */
export const REST = 3;

export type TurnState = 'asked' | 'yes' | 'no';

/** That a municipality was asked to help edit a meeting. */
export interface Turn {
	municipality_code: string;
	/** The day of the meeting; meetings are told apart by it. */
	held_on: Day;
	state: TurnState;
}

export interface Candidate {
	code: string;
	region_slug: string;
}

export type Reason = 'never' | 'longest' | 'again';

export interface Proposal {
	code: string;
	region_slug: string;
	/** Never asked before; asked before but nobody has waited longer; or said no a while ago. */
	reason: Reason;
	/** The day of the meeting it helped with or said no to last; null where there is none. */
	waited_since: Day | null;
}

/**
 * Proposes which municipalities to ask next, the first one first. Nobody is asked once more before all others have been
 * asked as often, save those who have said no: they rest for REST meetings and then come before the others. Among those
 * whose turn it may be, the region with most still waiting for each seat that it has already goes first, so that the
 * five of every meeting come from all over the country; within it, who has waited longest.
 * @param candidates who can be asked, in the order in which equals are taken
 * @param turns all askings so far, in any order, also those for this meeting
 * @param held_on the day of the meeting they are asked for
 * @param seats how many are to be proposed
 */
export function proposeEditors(
	candidates: Candidate[],
	turns: Turn[],
	held_on: Day,
	seats: number
): Proposal[] {
	const own = Map.groupBy(turns, (turn) => turn.municipality_code);
	const past = new Map(candidates.map(({ code }) => [code, pastOf(own.get(code) ?? [])]));
	const meetings = [...new Set([...turns.map((turn) => turn.held_on), held_on])].toSorted();
	const here = meetings.indexOf(held_on);
	const asked = new Set(
		turns.filter((turn) => turn.held_on === held_on).map((turn) => turn.municipality_code)
	);
	const regionOf = new Map(candidates.map(({ code, region_slug }) => [code, region_slug]));
	// Who said no does not sit at the table.
	const seated = turns
		.filter((turn) => turn.held_on === held_on && turn.state !== 'no')
		.map((turn) => regionOf.get(turn.municipality_code));

	const left = candidates.filter(({ code }) => !asked.has(code));
	const proposals: Proposal[] = [];
	while (proposals.length < seats) {
		const open = left.filter(({ code }) => !proposals.some((proposal) => proposal.code === code));
		const awake = open.filter(({ code }) => {
			const { refused_on } = past.get(code)!;
			return refused_on === null || Math.abs(here - meetings.indexOf(refused_on)) > REST;
		});
		const choice = awake.length > 0 ? awake : open;
		const fewest = Math.min(...choice.map(({ code }) => past.get(code)!.times));
		const next = choice.filter(({ code }) => past.get(code)!.times === fewest);
		const region = nextRegion(next, [...seated, ...proposals.map(({ region_slug }) => region_slug)]);
		const chosen = next
			.filter(({ region_slug }) => region_slug === region)
			.toSorted((a, b) => compare(past.get(a.code)!.since, past.get(b.code)!.since))[0];
		if (!chosen) break;
		const { times, refused_on, since } = past.get(chosen.code)!;
		proposals.push({
			...chosen,
			reason: refused_on !== null && refused_on === since ? 'again' : times === 0 ? 'never' : 'longest',
			waited_since: since
		});
	}
	return proposals;
}

/** How far the round is: how many of the candidates have been asked as often as the round is long, a no counting too. */
export function roundOf(
	candidates: Candidate[],
	turns: Turn[]
): { round: number; asked: number; of: number } {
	const times = candidates.map(
		({ code }) => new Set(turns.filter((turn) => turn.municipality_code === code).map((t) => t.held_on)).size
	);
	const done = Math.min(...times, Infinity);
	const round = Number.isFinite(done) ? done + 1 : 1;
	return { round, asked: times.filter((n) => n >= round).length, of: candidates.length };
}

function pastOf(own: Turn[]): { times: number; refused_on: Day | null; since: Day | null } {
	const last = (days: Day[]) => days.toSorted().at(-1) ?? null;
	return {
		times: own.filter(({ state }) => state !== 'no').length,
		refused_on: last(own.filter(({ state }) => state === 'no').map((turn) => turn.held_on)),
		since: last(own.map((turn) => turn.held_on))
	};
}

// D'Hondt's rule over those still waiting: the meetings of a round are then as mixed at its end as at its beginning.
function nextRegion(waiting: Candidate[], seated: (string | undefined)[]): string | undefined {
	const weight = (region: string) =>
		waiting.filter(({ region_slug }) => region_slug === region).length /
		(1 + seated.filter((one) => one === region).length);
	const regions = [...new Set(waiting.map(({ region_slug }) => region_slug))];
	return regions.toSorted((a, b) => weight(b) - weight(a))[0];
}

function compare(a: Day | null, b: Day | null): number {
	const [one, other] = [a ?? '', b ?? ''];
	return one < other ? -1 : one > other ? 1 : 0;
}

/** Whether editors are still asked for a meeting: it is being prepared, and its day is not over. */
export function isSought({ state, held_on }: { state: 'draft' | 'held'; held_on: Day }, today: Day): boolean {
	return state === 'draft' && held_on >= today;
}

/** A mail about a turn, and whether the mail server took it; one that is still leaving is not known to have gone out. */
export interface Letter {
	kind: 'asking' | 'reminder';
	sent_on: Day;
	state: 'leaving' | 'sent' | 'failed';
}

interface Reach {
	leaders: { bounced_on: Day | null }[];
	letters: Letter[];
}

/**
 * Why a municipality is to be rung up: nobody is programleder there, the mails of all who are come back, or no mail on the
 * last day of trying is known to have gone out. Null where mail reaches it, or none was sent.
 */
export function whyToRing({ leaders, letters }: Reach): 'nobody' | 'bounced' | 'failed' | null {
	if (leaders.length === 0) return 'nobody';
	if (leaders.every(({ bounced_on }) => bounced_on !== null)) return 'bounced';
	const last = letters
		.map(({ sent_on }) => sent_on)
		.toSorted()
		.at(-1);
	const tried = letters.filter(({ sent_on }) => sent_on === last);
	return tried.length > 0 && tried.every(({ state }) => state !== 'sent') ? 'failed' : null;
}

/** Which mail a municipality that has not answered can be sent today; null where there is none, or it got one today. */
export function letterDue({ leaders, letters }: Reach, today: Day): Letter['kind'] | null {
	if (!leaders.some(({ bounced_on }) => bounced_on === null)) return null;
	if (letters.some(({ sent_on, state }) => sent_on === today && state !== 'failed')) return null;
	return letters.some(({ state }) => state === 'sent') ? 'reminder' : 'asking';
}
