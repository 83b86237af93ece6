import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays } from '#language/dates.ts';
import {
	type Candidate,
	isSought,
	letterDue,
	type Letter,
	proposeEditors,
	REST,
	roundOf,
	SEATS,
	type Turn,
	whyToRing
} from './rota.ts';

// The 98 by region, as they were until 2027.
const SIZES = { hovedstaden: 29, syddanmark: 22, midtjylland: 19, sjaelland: 17, nordjylland: 11 };
const ALL: Candidate[] = Object.entries(SIZES).flatMap(([region_slug, size]) =>
	Array.from({ length: size }, (_, i) => ({ code: `${region_slug}-${i}`, region_slug }))
);
const regionOf = new Map(ALL.map(({ code, region_slug }) => [code, region_slug]));

interface Year {
	turns: Turn[];
	meetings: { held_on: string; editors: string[]; asked: number }[];
}

/** Ten meetings a year: whoever is proposed is asked and answers at random; each no is made up for by one more. */
function simulate(years: number, noes: () => boolean, all = ALL): Year {
	const turns: Turn[] = [];
	const meetings: Year['meetings'] = [];
	for (let at = 0; at < years * 10; at++) {
		const held_on = addDays('2024-01-25', at * 35);
		const editors: string[] = [];
		while (editors.length < SEATS) {
			const proposals = proposeEditors(all, turns, held_on, SEATS - editors.length);
			// Where all 98 say no to one meeting there is nobody left to ask.
			if (proposals.length === 0) break;
			for (const { code } of proposals) {
				expectFair(turns, code, held_on, all);
				const state = noes() ? 'no' : 'yes';
				turns.push({ municipality_code: code, held_on, state });
				if (state === 'yes') editors.push(code);
			}
		}
		const asked = turns.filter((turn) => turn.held_on === held_on).length;
		meetings.push({ held_on, editors, asked });
	}
	return { turns, meetings };
}

/** The rule, told apart from how it is kept: nobody is asked once more while another was asked less often, save after a no. */
function expectFair(turns: Turn[], code: string, held_on: string, all: Candidate[]) {
	const own = Map.groupBy(turns, (turn) => turn.municipality_code);
	const times = (who: string) => (own.get(who) ?? []).filter(({ state }) => state !== 'no').length;
	const lately = [...new Set([...turns.map((turn) => turn.held_on), held_on])].toSorted().slice(-REST - 1);
	const refusedLately = (who: string) =>
		(own.get(who) ?? []).some((turn) => turn.state === 'no' && lately.includes(turn.held_on));
	const askedNow = (who: string) => (own.get(who) ?? []).some((turn) => turn.held_on === held_on);
	const passedOver = all.filter(
		(other) => times(other.code) < times(code) && !refusedLately(other.code) && !askedNow(other.code)
	);
	if (passedOver.length > 0) expect({ code, held_on, passedOver }).toEqual({ code, held_on, passedOver: [] });
	if (askedNow(code)) expect(`${code} is asked twice for ${held_on}`).toBe('');
}

describe('the editorial rota over ten years', () => {
	test('asks nobody twice before all were asked once, save after a no, whatever they answer', () => {
		fc.assert(
			fc.property(fc.infiniteStream(fc.nat(99)), fc.integer({ min: 0, max: 60 }), (chance, share) => {
				const { meetings } = simulate(10, () => chance.next().value < share);
				expect(meetings).toHaveLength(100);
				for (const { editors, asked } of meetings)
					if (asked < ALL.length) expect(editors).toHaveLength(SEATS);
			}),
			{ numRuns: 8 }
		);
	}, 120_000);

	test('where everybody says yes, everybody has had their turn after twenty meetings', () => {
		const { turns, meetings } = simulate(10, () => false);
		for (let round = 1; round <= 5; round++) {
			const first = turns.slice(0, round * ALL.length).map((turn) => turn.municipality_code);
			expect(new Set(first.slice(-ALL.length)).size).toBe(ALL.length);
		}
		// Each is back after 98 seats: between 19 and 20 meetings, give or take the round's own order.
		const waits = ALL.flatMap(({ code }) => {
			const at = meetings.flatMap(({ editors }, i) => (editors.includes(code) ? [i] : []));
			return at.slice(1).map((one, i) => one - at[i]!);
		});
		expect(Math.min(...waits)).toBeGreaterThanOrEqual(10);
		expect(Math.max(...waits)).toBeLessThanOrEqual(30);
	});

	test('the five of a meeting come from three regions or more, mostly from four or five', () => {
		fc.assert(
			// Fifteen in a hundred: left to itself fast-check draws small numbers far more often than that.
			fc.property(fc.infiniteStream(fc.noBias(fc.nat(99))), (chance) => {
				const { meetings } = simulate(10, () => chance.next().value < 15);
				const spread = meetings.map(({ editors }) => new Set(editors.map((code) => regionOf.get(code))).size);
				// At the end of a round few are left, and where some of them say no they are not of many regions.
				expect(spread.filter((regions) => regions < 3).length).toBeLessThanOrEqual(3);
				expect(spread.reduce((a, b) => a + b) / spread.length).toBeGreaterThan(3.8);
				// Over the years each region has the part that it has of the 98.
				const seats = meetings.flatMap(({ editors }) => editors.map((code) => regionOf.get(code)));
				for (const [region, size] of Object.entries(SIZES)) {
					const part = seats.filter((one) => one === region).length / seats.length;
					expect(Math.abs(part - size / 98), region).toBeLessThan(0.03);
				}
			}),
			{ numRuns: 40 }
		);
	}, 120_000);

	test('who always says no is left in peace in between, and does not hold up the others', () => {
		const { turns, meetings } = simulate(10, () => false);
		expect(turns).toHaveLength(500);
		const stubborn = 'nordjylland-3';
		const own: Turn[] = [];
		const all: Turn[] = [];
		for (const { held_on } of meetings) {
			while (all.filter((turn) => turn.held_on === held_on && turn.state === 'yes').length < SEATS) {
				const [next] = proposeEditors(ALL, all, held_on, 1);
				const state = next!.code === stubborn ? 'no' : 'yes';
				all.push({ municipality_code: next!.code, held_on, state });
				if (next!.code === stubborn) own.push(all.at(-1)!);
			}
		}
		const days = meetings.map((meeting) => meeting.held_on);
		const gaps = own.slice(1).map((turn, i) => days.indexOf(turn.held_on) - days.indexOf(own[i]!.held_on));
		expect(own.length).toBeGreaterThan(5);
		expect(Math.min(...gaps)).toBe(REST + 1);
	});
});

describe('a proposal', () => {
	const few = ALL.filter(({ region_slug }) => region_slug === 'nordjylland').slice(0, 3);
	const [one, two, three] = few.map(({ code }) => code) as [string, string, string];

	test('says why: never asked, waited longest, or asked again after a no', () => {
		const turns: Turn[] = [
			{ municipality_code: one, held_on: '2023-01-26', state: 'yes' },
			{ municipality_code: two, held_on: '2023-01-26', state: 'no' },
			...['2023-02-23', '2023-03-23', '2023-04-27', '2023-05-25'].map((held_on) => ({
				municipality_code: 'another',
				held_on,
				state: 'yes' as const
			}))
		];
		expect(proposeEditors(few, turns, '2023-06-22', 3)).toMatchObject([
			{ code: three, reason: 'never', waited_since: null },
			{ code: two, reason: 'again', waited_since: '2023-01-26' },
			{ code: one, reason: 'longest', waited_since: '2023-01-26' }
		]);
	});

	test('names nobody twice, and fewer than there are seats where there are fewer', () => {
		expect(proposeEditors(few, [], '2023-06-22', 5).map(({ code }) => code)).toHaveLength(3);
		const asked: Turn[] = [{ municipality_code: one, held_on: '2023-06-22', state: 'no' }];
		expect(proposeEditors(few, asked, '2023-06-22', 5).map(({ code }) => code)).toEqual([two, three]);
		expect(proposeEditors([], [], '2023-06-22', 5)).toEqual([]);
	});

	test('the round tells how many of all have been asked', () => {
		expect(roundOf(few, [])).toEqual({ round: 1, asked: 0, of: 3 });
		const turns = few.map(({ code }) => ({
			municipality_code: code,
			held_on: '2023-06-22',
			state: 'yes' as const
		}));
		expect(roundOf(few, turns.slice(1))).toEqual({ round: 1, asked: 2, of: 3 });
		expect(roundOf(few, turns)).toEqual({ round: 2, asked: 0, of: 3 });
	});
});

describe('whom mail reaches', () => {
	const today = '2023-11-23';
	const yesterday = '2023-11-22';
	const well = { bounced_on: null };
	const bounced = { bounced_on: '2023-10-01' };
	const letter = (sent_on: string, state: Letter['state'] = 'sent'): Letter => ({
		kind: 'asking',
		sent_on,
		state
	});

	test.each([
		['has nobody to write to: ring', [], [], 'nobody', null],
		['has one whose mail bounces: ring', [bounced], [letter(yesterday)], 'bounced', null],
		['has another whose mail does not: write', [bounced, well], [], null, 'asking'],
		['was not written to: write', [well], [], null, 'asking'],
		['was written to today: leave in peace', [well], [letter(today)], null, null],
		['is being written to: leave in peace', [well], [letter(today, 'leaving')], 'failed', null],
		[
			'could not be written to today: ring, or try again',
			[well],
			[letter(today, 'failed')],
			'failed',
			'asking'
		],
		['was written to yesterday: remind', [well], [letter(yesterday)], null, 'reminder'],
		[
			'was written to, and could not be reminded: ring, or remind',
			[well],
			[letter(today, 'failed'), letter(yesterday)],
			'failed',
			'reminder'
		],
		[
			'was reached by one of two: leave in peace',
			[well, well],
			[letter(today, 'failed'), letter(today)],
			null,
			null
		]
	] as const)('a municipality that %s', (_, leaders, letters, ring, due) => {
		const turn = { leaders: [...leaders], letters: [...letters] };
		expect([whyToRing(turn), letterDue(turn, today)]).toEqual([ring, due]);
	});

	test('editors are sought until the day of the meeting is over, or it was held', () => {
		expect(isSought({ state: 'draft', held_on: today }, today)).toBe(true);
		expect(isSought({ state: 'draft', held_on: yesterday }, today)).toBe(false);
		expect(isSought({ state: 'held', held_on: today }, today)).toBe(false);
	});
});
