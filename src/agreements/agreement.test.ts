import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '#language/dates.ts';
import { readFilter } from '#ui/filter.ts';
import { agreementFilter, readAgreementId, signatureFilter } from './agreement.form.ts';
import {
	type AgreementVersion,
	arrangeSignatures,
	audienceOf,
	byProject,
	CAMPAIGN_STEPS,
	type CampaignDates,
	campaignSteps,
	countStandings,
	isMissing,
	isRunning,
	missingOf,
	missingTone,
	signaturePoints,
	type Standing,
	standingHref,
	standingLook,
	STANDINGS,
	standingWord,
	standsAs,
	urgencyOf,
	versionRole
} from './agreement.ts';

const today = '2023-11-23';
const anyStanding = fc.constantFrom<Standing | null>(...STANDINGS, null);

describe('a standing', () => {
	it('lacks a signature when it is older, sent, not sent or declined', () => {
		expect(STANDINGS.filter(isMissing)).toEqual(['older', 'sent', 'not_sent', 'declined']);
	});

	it('is told apart by its shape alone', () => {
		const shapes = STANDINGS.map((standing) => standingLook(standing).shape);
		expect(new Set(shapes).size).toBe(STANDINGS.length);
	});

	it('becomes an alarm when the deadline is near or past, unless it is in place', () => {
		for (const urgency of ['near', 'past'] as const)
			for (const standing of ['sent', 'not_sent'] as const)
				expect(standingLook(standing, urgency)).toEqual({ tone: 'late', shape: 'alarm' });
		expect(standingLook('older', 'near').tone).toBe('risk');
		expect(standingLook('older', 'past').tone).toBe('late');
		expect(standingLook('signed', 'past')).toEqual(standingLook('signed'));
		expect(standingWord('sent', 'da', 'past')).toBe('Hos kommunen, fristen er overskredet');
		expect(standingWord('signed', 'da', 'past')).toBe('Underskrevet');
	});

	it('is near its deadline for the last fourteen days, and past it the day after', () => {
		expect(urgencyOf(addDays(today, 15), today)).toBeNull();
		expect(urgencyOf(addDays(today, 14), today)).toBe('near');
		expect(urgencyOf(today, today)).toBe('near');
		expect(urgencyOf(addDays(today, -1), today)).toBe('past');
		expect(urgencyOf(null, today)).toBeNull();
	});

	it('is called in an address what the filter reads back', () => {
		for (const standing of STANDINGS) {
			const { searchParams } = new URL(standingHref(1, standing), 'http://overblik.invalid');
			expect(readFilter(signatureFilter, searchParams).status).toBe(standing);
		}
		const { searchParams } = new URL(standingHref(1, 'missing'), 'http://overblik.invalid');
		expect(readFilter(signatureFilter, searchParams).status).toBe('mangler');
	});
});

describe('counting', () => {
	it('puts every asked municipality in exactly one standing', () => {
		fc.assert(
			fc.property(fc.array(anyStanding, { maxLength: 98 }), (standings) => {
				const rows = standings.map((standing) => ({ standing }));
				const counts = countStandings(rows);
				const asked = rows.filter((row) => row.standing !== null).length;
				expect(audienceOf(counts)).toBe(asked);
				expect(rows.filter((row) => standsAs(row.standing, 'alle'))).toHaveLength(asked);
				expect(rows.filter((row) => standsAs(row.standing, 'uden-for'))).toHaveLength(rows.length - asked);
				expect(rows.filter((row) => standsAs(row.standing, 'mangler'))).toHaveLength(missingOf(counts));
				for (const standing of STANDINGS)
					expect(rows.filter((row) => standsAs(row.standing, standing))).toHaveLength(counts[standing]);
			})
		);
	});

	it('shows as many rows as the count of each filter says', () => {
		const anyRow = fc.record({ standing: anyStanding, matches: fc.boolean() });
		fc.assert(
			fc.property(fc.array(anyRow, { maxLength: 98 }), fc.constantFrom(...STANDINGS), (some, status) => {
				const rows = some.map((row, index) => ({
					...row,
					code: String(index),
					name: '',
					slug: '',
					tile_col: 0,
					tile_row: 0,
					tile_label: '',
					held: null
				}));
				const laid = arrangeSignatures(rows, { filter: { status, q: 'x' }, municipality_code: null });
				expect(laid.rows).toHaveLength(laid.shown[status]);
				expect(laid.tiles).toHaveLength(rows.length);
				expect(audienceOf(laid.counts) + laid.outside).toBe(rows.length);
				const first = arrangeSignatures(rows, { filter: {}, municipality_code: null });
				expect(first.rows.length).toBe(Math.min(14, missingOf(first.shown)));
			})
		);
	});

	it('adds signatures up day by day', () => {
		expect(signaturePoints(['2023-11-02', '2023-11-01', '2023-11-02'])).toEqual([
			{ day: '2023-11-01', count: 1 },
			{ day: '2023-11-02', count: 3 }
		]);
	});

	it('weighs what is missing by the deadline and by half', () => {
		expect(missingTone(0, 98, 'past')).toBe('good');
		expect(missingTone(57, 98, null)).toBe('late');
		expect(missingTone(31, 98, null)).toBe('risk');
		expect(missingTone(1, 98, 'near')).toBe('late');
	});
});

describe('a list by project', () => {
	const agreement = (project: string, title: string, missing: number | null, deadline_on: string | null) => ({
		project_slug: project,
		project_name: project,
		title,
		missing,
		deadline_on
	});
	const agreements = [
		agreement('Aabne data', 'b', 3, '2024-02-01'),
		agreement('Borgerblikket', 'a', null, null),
		agreement('Aabne data', 'a', 0, '2023-12-01'),
		agreement('Ærøfærgen', 'a', 57, null)
	];
	const order = (sort: 'mangler' | 'frist' | 'navn') =>
		byProject(agreements, sort).map((group) => group.map((one) => `${one.project_name} ${one.title}`));

	it('keeps a project together where its first agreement stands', () => {
		expect(order('mangler')).toEqual([
			['Ærøfærgen a'],
			['Aabne data b', 'Aabne data a'],
			['Borgerblikket a']
		]);
		expect(order('frist')).toEqual([['Aabne data a', 'Aabne data b'], ['Borgerblikket a'], ['Ærøfærgen a']]);
	});

	it('orders names as Danish does: Aa is Å, last', () => {
		expect(order('navn')).toEqual([['Borgerblikket a'], ['Ærøfærgen a'], ['Aabne data a', 'Aabne data b']]);
	});
});

describe('a campaign', () => {
	const none = Object.fromEntries(CAMPAIGN_STEPS.map((step) => [step, null])) as CampaignDates;
	const gateway = { ...none, sent_on: '2023-05-15', deadline_on: '2023-11-15', all_in_on: '2023-12-29' };
	const states = (dates: CampaignDates, missing: number | null) =>
		Object.fromEntries(campaignSteps(dates, today, missing).map(({ step, state }) => [step, state]));

	it('has reached its deadline only when nobody is missing', () => {
		expect(states(gateway, 57)).toMatchObject({ sent_on: 'done', deadline_on: 'missed', all_in_on: 'next' });
		expect(states(gateway, 0)).toMatchObject({ deadline_on: 'done' });
		expect(states({ ...gateway, deadline_on: today }, 57)).toMatchObject({ deadline_on: 'done' });
	});

	it('goes in the order of its dates, with what has none after the steps before it', () => {
		const dates = { ...none, sent_on: '2023-10-01', deadline_on: '2024-01-15', phone_round_on: '2023-12-01' };
		const steps = campaignSteps(dates, today, 5);
		expect(steps.map(({ step }) => step)).toEqual([
			'notice_on',
			'review_on',
			'review_closed_on',
			'sent_on',
			'phone_round_on',
			'deadline_on',
			'all_in_on'
		]);
		expect(steps.find(({ state }) => state === 'next')?.step).toBe('phone_round_on');
	});

	it('is worth following while it has dates, and steps or signatures to come', () => {
		expect(isRunning(none, today, 5)).toBe(false);
		expect(isRunning(gateway, today, 5)).toBe(true);
		expect(isRunning(gateway, '2024-02-01', 0)).toBe(false);
	});
});

describe('a version', () => {
	const version = (id: number, sent_on: string | null, is_substantive = true) => ({
		id,
		position: id,
		is_substantive,
		sent_on,
		notice_on: null,
		term_from: null,
		term_until: null
	});
	const roles = (
		kind: 'data_processing' | 'general_terms',
		asking_id: number | null,
		versions: AgreementVersion[],
		missing = 0
	) => versions.map((one) => versionRole(one, { kind, asking_id, day: today, versions }, missing));

	it('is in force, asks, lies ahead or is replaced', () => {
		const versions = [version(1, '2021-10-04'), version(2, '2023-09-20'), version(3, null)];
		expect(roles('data_processing', 2, versions, 31)).toEqual(['past', 'asking', 'ahead']);
		expect(roles('data_processing', 2, versions)).toEqual(['past', 'current', 'ahead']);
	});

	it('of general terms counts from its term, and is notified before', () => {
		const terms = [
			{ ...version(1, null), notice_on: '2021-11-22', term_from: '2022-01-01' },
			{ ...version(2, null), notice_on: '2023-11-20', term_from: '2024-01-01' }
		];
		expect(roles('general_terms', null, terms)).toEqual(['current', 'noticed']);
	});
});

describe('an address', () => {
	const read = (query: string) => readFilter(signatureFilter, new URLSearchParams(query));
	const readList = (query: string) => readFilter(agreementFilter, new URLSearchParams(query));

	it('that makes no sense is refused by name', () => {
		const faults = (run: () => unknown) => {
			try {
				run();
			} catch (problem) {
				return (problem as { status: number; body: App.Error }).body.faults;
			}
			return null;
		};
		expect(faults(() => read('status=missing'))).toEqual(['status']);
		expect(faults(() => read(`q=${'x'.repeat(121)}&region=%00`))).toEqual(['region', 'q']);
		expect(faults(() => read('vis=alt'))).toEqual(['vis']);
		expect(faults(() => readList('slags=dba&sorter=ned&mangler=ja'))).toEqual(['slags', 'mangler', 'sorter']);
		expect(faults(() => readList('status=mangler'))).toBeNull();
	});

	it('reads an empty form as no filter', () => {
		expect(read('status=&region=&gruppe=&q=')).toEqual({});
		expect(readList('')).toEqual({ sorter: 'mangler' });
	});

	it('has an id or none', () => {
		expect(readAgreementId('14')).toBe(14);
		for (const bad of ['0', '-1', '1.5', '1e3', ' 1', '2147483648', '99999999999', 'gateway', ''])
			expect(readAgreementId(bad), bad).toBeNull();
	});
});
