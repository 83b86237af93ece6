import { describe, expect, test } from 'vitest';
import {
	daySpan,
	fittingWindow,
	isStale,
	milestoneDistance,
	milestoneWhen,
	nextMilestoneIndex,
	portfolioWindow,
	PROJECT_STATES,
	projectLooks,
	staleBecause,
	stateInAddress
} from './project.ts';

const today = '2023-11-23';

describe('the date of a milestone', () => {
	const none = { ends_on: null, starts_at: null, ends_at: null };
	const words = (milestone: Parameters<typeof milestoneWhen>[0]) => [
		milestoneWhen(milestone, 'da', today),
		milestoneWhen(milestone, 'en', today)
	];

	test.each([
		['a day', { ...none, precision: 'day', starts_on: '2023-12-08' }, '8. dec.', '8 Dec'],
		[
			'a day of another year',
			{ ...none, precision: 'day', starts_on: '2024-01-05' },
			'5. jan. 2024',
			'5 Jan 2024'
		],
		[
			'an approximate day',
			{ ...none, precision: 'day', certainty: 'approximate', starts_on: '2024-01-20' },
			'ca. 20. jan. 2024',
			'about 20 Jan 2024'
		],
		[
			'a clock time',
			{ ...none, precision: 'time', starts_on: '2023-11-07', starts_at: '12:00' },
			'7. nov. kl. 12',
			'7 Nov at 12:00'
		],
		[
			'an approximate clock time',
			{ ...none, precision: 'time', certainty: 'approximate', starts_on: '2023-11-28', starts_at: '10:00' },
			'28. nov. kl. ca. 10',
			'28 Nov at about 10:00'
		],
		[
			'a clock time with an end',
			{ ...none, precision: 'time', starts_on: '2023-12-14', starts_at: '08:30', ends_at: '09:00' },
			'14. dec. kl. 8.30–9.00',
			'14 Dec at 08:30–09:00'
		],
		[
			'a span',
			{ ...none, precision: 'span', starts_on: '2023-11-18', ends_on: '2023-11-28' },
			'18.–28. nov.',
			'18–28 Nov'
		],
		[
			'a span that ends at a clock time',
			{ ...none, precision: 'span', starts_on: '2023-11-18', ends_on: '2023-11-28', ends_at: '10:00' },
			'18.–28. nov. til kl. 10',
			'18–28 Nov until 10:00'
		],
		[
			'a span with the same hours each day',
			{
				precision: 'span',
				starts_on: '2023-11-28',
				ends_on: '2023-11-29',
				starts_at: '08:00',
				ends_at: '16:00'
			},
			'28.–29. nov. kl. 8–16',
			'28–29 Nov at 08:00–16:00'
		],
		[
			'a week',
			{ ...none, precision: 'week', starts_on: '2023-11-13', ends_on: '2023-11-19' },
			'uge\u00a046',
			'week\u00a046'
		],
		[
			'a month',
			{ ...none, precision: 'month', starts_on: '2024-10-01', ends_on: '2024-10-31' },
			'oktober 2024',
			'October 2024'
		],
		['nothing known', { ...none, precision: 'unknown', starts_on: null }, 'uden dato', 'no date']
	] as const)('%s is written as precisely as it is known', (_, milestone, da, en) => {
		expect(words(milestone)).toEqual([da, en]);
	});

	test('a span says its months and years once where once is enough', () => {
		expect(daySpan('2023-11-28', '2023-12-04', 'da', today)).toBe('28. nov. – 4. dec.');
		expect(daySpan('2024-01-15', '2024-02-04', 'da', today)).toBe('15. jan. – 4. feb. 2024');
		expect(daySpan('2023-11-28', '2024-01-15', 'da', today)).toBe('28. nov. 2023 – 15. jan. 2024');
		expect(daySpan('2024-11-28', '2025-01-15', 'da', today)).toBe('28. nov. 2024 – 15. jan. 2025');
		expect(daySpan('2023-11-28', '2023-11-28', 'da', today)).toBe('28. nov.');
	});

	test('whole months go by their names, also over a leap day', () => {
		expect(daySpan('2024-01-01', '2024-02-29', 'da', today)).toBe('januar – februar 2024');
		expect(daySpan('2023-08-01', '2024-08-31', 'da', today)).toBe('august 2023 – august 2024');
		expect(daySpan('2024-10-01', '2024-10-31', 'en', today)).toBe('October 2024');
	});
});

test('how far a milestone is says whether it is under way', () => {
	const far = (
		precision: 'day' | 'span' | 'week' | 'month' | 'unknown',
		starts_on: string | null,
		ends_on: string | null
	) => milestoneDistance({ precision, starts_on, ends_on }, 'da', today);
	expect(far('day', '2023-11-28', null)).toBe('om 5 dage');
	expect(far('day', '2023-11-23', null)).toBe('i dag');
	expect(far('span', '2023-11-18', '2023-11-28')).toBe('i gang, slutter om 5 dage');
	expect(far('span', '2023-11-18', '2023-11-19')).toBe('for 4 dage siden');
	expect(far('week', '2023-11-20', '2023-11-26')).toBe('i denne uge');
	expect(far('month', '2023-11-01', '2023-11-30')).toBe('i denne måned');
	expect(far('unknown', null, null)).toBeNull();
});

describe('a status', () => {
	test('is stale the day after it was to be reviewed, not on it', () => {
		expect(staleBecause({ effective_on: '2023-11-20', review_on: '2023-11-22' }, today)).toBe('review');
		expect(isStale({ effective_on: '2023-11-20', review_on: '2023-11-23' }, today)).toBe(false);
	});

	test('is stale when it is more than 30 days old, whatever its review day', () => {
		expect(isStale({ effective_on: '2023-10-24', review_on: null }, today)).toBe(false);
		expect(staleBecause({ effective_on: '2023-10-23', review_on: null }, today)).toBe('age');
		expect(staleBecause({ effective_on: '2023-10-01', review_on: '2023-12-01' }, today)).toBe('age');
	});

	test('that nobody has given is unknown, not stale', () => {
		expect(isStale({ effective_on: null, review_on: null }, today)).toBe(false);
	});

	test('has a shape of its own in every state, and only on plan is green', () => {
		const looks = PROJECT_STATES.map((state) => projectLooks[state]);
		expect(new Set(looks.map((look) => look.shape)).size).toBe(PROJECT_STATES.length);
		expect(PROJECT_STATES.filter((state) => projectLooks[state].tone === 'good')).toEqual(['on_plan']);
		expect(Object.keys(stateInAddress).sort()).toEqual([...PROJECT_STATES].sort());
	});
});

describe('the next milestone', () => {
	const at = (starts_on: string | null, more: object = {}) => ({
		certainty: 'planned' as const,
		precision: starts_on ? ('day' as const) : ('unknown' as const),
		starts_on,
		ends_on: null,
		...more
	});

	test('is the first that has not begun', () => {
		expect(nextMilestoneIndex([at('2023-11-22'), at('2023-11-23'), at('2023-12-01')], today)).toBe(1);
	});

	test('is the present week when no more than the week is known', () => {
		const week = at('2023-11-20', { precision: 'week', ends_on: '2023-11-26' });
		expect(nextMilestoneIndex([week, at('2023-12-01')], today)).toBe(0);
	});

	test('is an undated one when nothing dated is ahead, and one under way when nothing else is', () => {
		const running = at('2023-11-01', { precision: 'span', ends_on: '2023-12-01' });
		expect(nextMilestoneIndex([running, at(null)], today)).toBe(1);
		expect(nextMilestoneIndex([at('2023-10-01'), running], today)).toBe(1);
	});

	test('is none when all has happened', () => {
		expect(nextMilestoneIndex([at('2023-11-07'), at(null, { certainty: 'actual' })], today)).toBe(-1);
	});
});

test('the portfolio shows six whole months that hold the last three weeks', () => {
	expect(portfolioWindow('2023-11-23')).toEqual({ from: '2023-11-01', until: '2024-04-30' });
	expect(portfolioWindow('2023-12-05')).toEqual({ from: '2023-11-01', until: '2024-04-30' });
	expect(portfolioWindow('2024-01-31')).toEqual({ from: '2024-01-01', until: '2024-06-30' });
});

test('a project’s timeline holds today and everything with a date', () => {
	expect(fittingWindow([{ starts_on: null, ends_on: null }], today)).toBeNull();
	expect(fittingWindow([{ starts_on: '2023-11-28', ends_on: null }], today)).toEqual({
		from: '2023-11-01',
		until: '2024-01-31'
	});
	expect(
		fittingWindow(
			[
				{ starts_on: '2024-04-01', ends_on: null },
				{ starts_on: '2024-12-01', ends_on: '2024-12-31' }
			],
			today
		)
	).toEqual({ from: '2023-11-01', until: '2024-12-31' });
});
