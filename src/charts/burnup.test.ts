import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '#language/dates.ts';
import { changes, evenSteps, layBurnUp } from './burnup.ts';
import { overlaps, within } from './place.ts';

const today = '2023-11-23';
const SIZES = [
	{ width: 350, height: 230 },
	{ width: 540, height: 250 },
	{ width: 820, height: 270 },
	{ width: 1240, height: 290 }
];
const around = (least: number, most: number) =>
	fc.integer({ min: least, max: most }).map((days) => addDays(today, days));

describe('the layout of a burn-up', () => {
	it('lets no two labels overlap, and keeps them inside', () => {
		const anyFacts = fc.record({
			points: fc.array(fc.record({ day: around(-300, 5), count: fc.nat(98) }), { maxLength: 40 }),
			total: fc.integer({ min: 0, max: 98 }),
			today: fc.constant(today),
			deadline: fc.option(
				fc.record({
					day: around(-60, 200),
					title: fc.constantFrom('Frist', 'Fakturering', 'Frist for underskrift')
				})
			),
			forecast: fc.option(
				fc
					.record({ day: around(1, 200), low: fc.nat(60), more: fc.nat(38) })
					.map(({ day, low, more }) => ({ day, low, high: low + more }))
			)
		});
		fc.assert(
			fc.property(anyFacts, fc.constantFrom(...SIZES), (facts, size) => {
				const laid = layBurnUp(facts, { language: 'da', ...size });
				const labels = [
					...Object.values(laid.labels),
					...laid.ticks.map((tick) => tick.label),
					...laid.rulers.map((r) => r.label)
				].flatMap((label) => (label ? [label] : []));
				for (const [i, label] of labels.entries()) {
					expect(within(label.box, { x: 0, y: 0, ...size }), label.text).toBe(true);
					for (const other of labels.slice(i + 1))
						expect(overlaps(label.box, other.box), `${label.text} / ${other.text}`).toBe(false);
				}
			}),
			{ numRuns: 200 }
		);
	});

	it('names the count of today, the total, the deadline and what is expected', () => {
		const points = [
			{ day: '2023-10-12', count: 0 },
			{ day: '2023-11-02', count: 20 },
			{ day: '2023-11-21', count: 41 }
		];
		for (const size of SIZES) {
			const { labels } = layBurnUp(
				{
					points,
					total: 98,
					today,
					deadline: { day: '2023-12-31', title: 'Fakturering' },
					forecast: { day: '2023-12-31', low: 66, high: 88 }
				},
				{ language: 'da', ...size }
			);
			expect(labels.count?.text).toBe('41 i dag');
			expect(labels.total?.text).toBe('98 i alt');
			expect(labels.deadline?.text).toBe('Fakturering 31. dec.');
			expect(labels.forecast?.text).toBe('66–88 forventet');
		}
	});

	it('keeps the days on which something changed, the last word of a day, and nothing after today', () => {
		expect(
			changes(
				[
					{ day: '2023-11-30', count: 60 },
					{ day: '2023-10-12', count: 0 },
					{ day: '2023-10-13', count: 0 },
					{ day: '2023-10-14', count: 3 },
					{ day: '2023-10-14', count: 5 }
				],
				today
			)
		).toEqual([
			{ day: '2023-10-12', count: 0 },
			{ day: '2023-10-14', count: 5 }
		]);
	});

	it('rules the ground in round numbers', () => {
		expect(evenSteps(98)).toEqual([0, 25, 50, 75]);
		expect(evenSteps(3)).toEqual([0, 1, 2]);
		expect(evenSteps(686)).toEqual([0, 200, 400, 600]);
		for (let most = 1; most < 3000; most++) expect(evenSteps(most).every(Number.isInteger)).toBe(true);
	});
});
