import { expect, test } from 'vitest';
import { timelineRow } from './timeline.ts';

const milestone = {
	title: 'Ibrugtagning',
	kind: 'go_live' as const,
	certainty: 'planned' as const,
	precision: 'day' as const,
	starts_on: '2023-11-28' as string | null,
	ends_on: null as string | null,
	moves: []
};
const rowOf = (...milestones: Parameters<typeof timelineRow>[0]['milestones']) =>
	timelineRow({ slug: 'sygesikring', short_name: 'Sygesikring', milestones });

test('windows, hypercare and spans last; the rest happens', () => {
	const row = rowOf(
		{
			...milestone,
			kind: 'closed_window',
			precision: 'span',
			starts_on: '2023-11-18',
			ends_on: '2023-11-28'
		},
		milestone,
		{ ...milestone, kind: 'hypercare', precision: 'span', ends_on: '2024-01-15' },
		{ ...milestone, kind: 'meeting', precision: 'span', ends_on: '2023-11-29' }
	);
	expect(row.spans.map(({ kind, until }) => [kind, until])).toEqual([
		['closed', '2023-11-28'],
		['hypercare', '2024-01-15'],
		['activity', '2023-11-29']
	]);
	expect(row.marks.map(({ title }) => title)).toEqual(['Ibrugtagning']);
});

test('a trial that has begun goes on until somebody says when it ends', () => {
	const trial = { ...milestone, kind: 'trial' as const, starts_on: '2023-11-21' };
	expect(rowOf({ ...trial, certainty: 'actual' }).spans[0]?.until).toBeNull();
	expect(rowOf(trial).spans[0]?.until).toBe('2023-11-21');
});

test('a milestone without a date is told, not drawn', () => {
	const row = rowOf({ ...milestone, precision: 'unknown', starts_on: null });
	expect(row.undated).toEqual([{ title: 'Ibrugtagning' }]);
	expect(row.marks).toEqual([]);
});

test('a moved milestone keeps where it stood, and a deadline stands out', () => {
	const row = rowOf({
		...milestone,
		kind: 'deadline',
		moves: [{ starts_on: '2023-10-31' }, { starts_on: null }]
	});
	expect(row.marks[0]).toMatchObject({ tone: 'late', moved_from: ['2023-10-31'] });
});
