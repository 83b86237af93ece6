import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '#language/dates.ts';
import { type Box, overlaps, within } from './place.ts';
import {
	GLYPH,
	layTimeline,
	markSentence,
	markSpan,
	markWhen,
	type PlacedRow,
	spanWhen,
	type TimelineMark,
	type TimelineRow,
	type TimelineSpan
} from './timeline.ts';

const today = '2023-11-23';
const mark = (title: string, day: string, more: Partial<TimelineMark> = {}): TimelineMark => ({
	title,
	day,
	precision: 'day',
	certainty: 'planned',
	...more
});
const span = (
	title: string,
	from: string,
	until: string | null,
	more: Partial<TimelineSpan> = {}
): TimelineSpan => ({
	kind: 'activity',
	title,
	from,
	until,
	certainty: 'planned',
	...more
});
const winter = { from: '2023-10-30', until: '2024-04-30', today, language: 'da' as const };
const SIZES = [
	{ width: 350, side: 0 },
	{ width: 690, side: 126 },
	{ width: 1180, side: 180 }
];

const anyDay = fc.integer({ min: -120, max: 400 }).map((days) => addDays('2023-11-01', days));
const anyTitle = fc.oneof(
	fc.constantFrom('Go-live', 'Ibrugtagning', 'Uddannelsesmiljø', 'Til underskrift hos K98', 'v0.9 i review'),
	fc.string({ minLength: 1, maxLength: 140 })
);
const anyCertainty = fc.constantFrom('tentative', 'planned', 'approximate', 'actual');
const anyMark: fc.Arbitrary<TimelineMark> = fc.record({
	title: anyTitle,
	day: anyDay,
	time: fc.constantFrom(null, '10:00'),
	precision: fc.constantFrom('day', 'time', 'week', 'month'),
	certainty: anyCertainty,
	moved_from: fc.array(anyDay, { maxLength: 3 })
});
const anySpan: fc.Arbitrary<TimelineSpan> = fc
	.record({
		kind: fc.constantFrom('closed', 'hypercare', 'activity', 'trial'),
		title: anyTitle,
		from: anyDay,
		days: fc.option(fc.integer({ min: 0, max: 200 })),
		certainty: anyCertainty
	})
	.map(({ days, ...rest }) => ({ ...rest, until: days === null ? null : addDays(rest.from, days) }));
const anyRow: fc.Arbitrary<TimelineRow> = fc.record({
	key: fc.nat(),
	label: anyTitle,
	spans: fc.array(anySpan, { maxLength: 4 }),
	marks: fc.array(anyMark, { maxLength: 9 }),
	undated: fc.array(fc.record({ title: anyTitle }), { maxLength: 2 })
});

/** Everything in a row that may not lie on anything else: labels, marks, ghosts, counts. Spans may bear marks. */
function boxes(row: PlacedRow): Box[] {
	return [
		...row.marks.flatMap((placed) => [
			placed.box,
			...placed.ghosts.map((ghost) => ({
				x: ghost.x - 5,
				y: placed.y - 5,
				width: 10,
				height: 10,
				ghost: true
			}))
		]),
		...[...row.marks, ...row.spans].flatMap((placed) => (placed.label ? [placed.label.box] : [])),
		...row.undated.map((label) => label.box),
		...row.edges.map((edge) => edge.box)
	];
}

describe('the layout of a timeline', () => {
	it('lets no two labels overlap, and none a mark, at any width', () => {
		fc.assert(
			fc.property(fc.array(anyRow, { maxLength: 4 }), fc.constantFrom(...SIZES), (rows, size) => {
				const laid = layTimeline(rows, { ...winter, ...size });
				const labels = laid.rows.flatMap((row) =>
					[...row.marks, ...row.spans].flatMap((placed) => (placed.label ? [placed.label.box] : []))
				);
				const closed = laid.rows.flatMap((row) =>
					row.spans.filter((placed) => placed.span.kind === 'closed').map((placed) => placed.box)
				);
				for (const label of labels)
					for (const other of [...laid.rows.flatMap(boxes), ...closed])
						if (other !== label) expect(overlaps(label, other), JSON.stringify([label, other])).toBe(false);
			}),
			{ numRuns: 200 }
		);
	});

	it('keeps every item inside its row, and every row inside the frame', () => {
		fc.assert(
			fc.property(fc.array(anyRow, { maxLength: 4 }), fc.constantFrom(...SIZES), (rows, size) => {
				const laid = layTimeline(rows, { ...winter, ...size });
				for (const row of laid.rows) {
					const strip = { x: 0, y: row.y, width: size.width, height: row.height };
					expect(within(strip, laid.frame)).toBe(true);
					for (const box of [...boxes(row), ...row.spans.map((placed) => placed.box)])
						expect(within(box, strip), JSON.stringify([box, strip])).toBe(true);
				}
				if (laid.today) expect(within(laid.today.box, laid.frame)).toBe(true);
			}),
			{ numRuns: 200 }
		);
	});

	it('stands in the order of time, and loses nothing', () => {
		fc.assert(
			fc.property(anyRow, fc.constantFrom(...SIZES), (row, size) => {
				const [laid] = layTimeline([row], { ...winter, ...size }).rows;
				const points = (laid?.marks ?? []).filter(({ mark }) => markSpan(mark).from === markSpan(mark).until);
				for (const [i, point] of points.entries()) {
					const next = points[i + 1];
					if (next) expect(Math.sign(next.x - point.x)).toBe(next.mark.day > point.mark.day ? 1 : 0);
				}
				const outside = (laid?.edges ?? []).reduce((sum, edge) => sum + edge.count, 0);
				expect((laid?.marks.length ?? 0) + (laid?.spans.length ?? 0) + outside).toBe(
					row.marks.length + row.spans.length
				);
			})
		);
	});

	it('keeps a short row on one line and gives a crowded one more', () => {
		const lines = (row: Partial<TimelineRow>) => {
			const [laid] = layTimeline([{ key: 1, label: 'DUBU', spans: [], marks: [], ...row }], {
				...winter,
				width: 1180,
				side: 180
			}).rows;
			return new Set([
				...(laid?.marks ?? []).map(({ y }) => y),
				...(laid?.spans ?? []).map(({ box }) => box.y + 7)
			]).size;
		};
		expect(lines({ marks: [mark('Go-live', '2024-01-02')] })).toBe(1);
		expect(
			lines({
				spans: [span('Underskrift', '2023-11-01', '2023-12-31')],
				marks: [mark('Opkrævning', '2023-12-31')]
			})
		).toBe(1);
		expect(lines({ marks: [mark('Go-live', '2024-01-02'), mark('Deadline', '2024-01-08')] })).toBe(2);
		expect(
			lines({
				spans: [
					span('Lukkeperiode', '2023-11-18', '2023-11-28', { kind: 'closed' }),
					span('Hypercare', '2023-11-28', '2024-01-16', { kind: 'hypercare' })
				],
				marks: [mark('Ibrugtagning', '2023-11-28')]
			})
		).toBe(2);
	});

	it('draws a week and a month as wide as they are, and a day as a diamond', () => {
		const [laid] = layTimeline(
			[
				{
					key: 1,
					label: '225',
					spans: [],
					marks: [
						mark('Brugertest', '2023-11-15', { precision: 'week' }),
						mark('Frigivelse', '2024-01-05'),
						mark('Arkivering', '2024-03-01', { precision: 'month' })
					]
				}
			],
			{ ...winter, width: 1180, side: 180 }
		).rows;
		const widths = laid?.marks.map(({ box }) => Math.round(box.width)) ?? [];
		const perDay = (1180 - 180 - 24) / 184;
		expect(widths).toEqual([Math.round(7 * perDay), 2 * GLYPH, Math.round(31 * perDay)]);
	});

	it('counts at the edge what lies outside, and names it', () => {
		const [laid] = layTimeline(
			[
				{
					key: 1,
					label: 'Aula',
					spans: [],
					marks: [mark('Arkivering', '2024-10-01', { precision: 'month' })]
				}
			],
			{ ...winter, width: 690, side: 126 }
		).rows;
		expect(laid?.edges).toMatchObject([{ side: 'after', count: 1 }]);
		expect(laid?.edges[0]?.full).toContain('Arkivering okt. 2024');
	});

	it('draws an arrow from where a mark stood to where it stands', () => {
		const [laid] = layTimeline(
			[
				{
					key: 1,
					label: '225',
					spans: [],
					marks: [mark('Frigivelse', '2024-01-05', { moved_from: ['2023-12-15'] })]
				}
			],
			{ ...winter, width: 1180, side: 180 }
		).rows;
		const moved = laid?.marks[0];
		expect(moved?.ghosts).toHaveLength(1);
		expect(moved?.arrows[0]?.from).toBeLessThan(moved?.arrows[0]?.to ?? 0);
		expect(moved?.full).toContain('flyttet fra 15.12.2023');
	});

	it('has room for nothing at all', () => {
		expect(layTimeline([], { ...winter, width: 350, side: 0 }).rows).toEqual([]);
		expect(
			layTimeline([], { ...winter, from: today, until: today, width: 350, side: 0 }).today
		).not.toBeNull();
		expect(layTimeline([], { ...winter, today: '2025-01-01', width: 350, side: 0 }).today).toBeNull();
	});
});

describe('when something is, in words', () => {
	it('is no more exact than what is known', () => {
		expect(markWhen(mark('', '2023-11-28'), 'da', today)).toBe('28. nov.');
		expect(
			markWhen(
				mark('', '2023-11-28', { precision: 'time', time: '10:00', certainty: 'approximate' }),
				'da',
				today
			)
		).toBe('28. nov. kl. ca. 10.00');
		expect(
			markWhen(mark('', '2024-01-02', { precision: 'week', certainty: 'approximate' }), 'da', today)
		).toBe('ca. uge\u00a01 2024');
		expect(markWhen(mark('', '2024-10-01', { precision: 'month' }), 'da', today)).toBe('okt. 2024');
		expect(markWhen(mark('', '2024-10-01', { precision: 'month' }), 'en', today)).toBe('Oct 2024');
	});

	it('says the year where it is not this one, and both where there are two', () => {
		expect(spanWhen(span('', '2023-11-18', '2023-11-28'), 'da', today)).toBe('18. nov. – 28. nov.');
		expect(spanWhen(span('', '2023-11-28', '2024-01-16'), 'da', today)).toBe('28. nov. 2023 – 16. jan. 2024');
		expect(spanWhen(span('', '2024-01-02', '2024-02-27'), 'da', today)).toBe('2. jan. – 27. feb. 2024');
		expect(spanWhen(span('', '2023-11-21', null), 'da', today)).toBe('21. nov. –');
	});

	it('says how certain it is', () => {
		expect(
			markSentence(mark('Varsel', '2024-04-01', { certainty: 'tentative' }), { language: 'da', today })
		).toBe('Varsel 1. apr. 2024, foreløbig');
	});
});
