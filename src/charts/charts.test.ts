import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import type { Component } from 'svelte';
import { render } from 'svelte/server';
import { describe, expect, it } from 'vitest';
import BarChart from './BarChart.svelte';
import Bars from './Bars.svelte';
import BurnUp from './BurnUp.svelte';
import Progress from './Progress.svelte';
import TileMap from './TileMap.svelte';
import Timeline from './Timeline.svelte';
import TimelineList from './TimelineList.svelte';
import type { Tile } from './tiles.ts';
import { inWalkingOrder, isEast } from './tiles.ts';
import type { TimelineRow } from './timeline.ts';

const today = '2023-11-23';

function markup<P extends Record<string, unknown>>(
	component: Component<P>,
	props: P,
	language = 'da'
): string {
	// $app/state takes the page from the context that SvelteKit gives while it renders.
	const context = new Map([['__request__', { page: { data: { language } } }]]);
	const { body } = render(component as Component<Record<string, unknown>>, { props, context });
	return body.replace(/<!--.*?-->/gs, '');
}

const count = (text: string, pattern: RegExp) => text.match(pattern)?.length ?? 0;
const cells = (text: string) =>
	[...text.matchAll(/<tr[^>]*>(.*?)<\/tr>/gs)].map((row) =>
		[...(row[1] ?? '').matchAll(/<t[dh][^>]*>(.*?)<\/t[dh]>/gs)].map((cell) =>
			(cell[1] ?? '').replace(/<[^>]+>/g, '').trim()
		)
	);

const rows: TimelineRow[] = [
	{
		key: 1,
		label: 'Sygesikring',
		href: '/projekter/sygesikring',
		spans: [
			{ kind: 'closed', title: 'Lukkeperiode', from: '2023-11-18', until: '2023-11-28', certainty: 'actual' },
			{ kind: 'hypercare', title: 'Hypercare', from: '2023-11-28', until: '2024-01-16', certainty: 'planned' }
		],
		marks: [
			{ title: 'Ibrugtagning', day: '2023-11-28', time: '10:00', precision: 'time', certainty: 'approximate' }
		]
	},
	{
		key: 2,
		label: '225-timersreglen',
		spans: [],
		marks: [
			{
				title: 'Frigivelse',
				day: '2024-01-05',
				precision: 'day',
				certainty: 'planned',
				moved_from: ['2023-12-15']
			}
		],
		undated: [{ title: 'Beslutning' }]
	}
];
const timeline = {
	rows,
	from: '2023-10-30',
	until: '2024-04-30',
	today,
	caption: 'To projekter fra november til april.'
};

type Line = Record<'code' | 'name' | 'slug' | 'tile_col' | 'tile_row' | 'tile_label', string>;
const places: Line[] = parse(readFileSync('migrations/202611230900-municipalities.csv'), { columns: true });
const tiles = places.map((place): Tile => ({
	code: place.code,
	name: place.name,
	label: place.tile_label,
	col: Number(place.tile_col),
	row: Number(place.tile_row),
	...(place.name === 'Aarhus'
		? { tone: 'late', shape: 'alarm', word: 'mangler' }
		: { tone: 'good', shape: 'check', word: 'underskrevet' }),
	href: `/kommuner/${place.slug}`
}));
const map = {
	tiles,
	title: 'Gateway',
	legend: [
		{
			word: 'underskrevet',
			tone: 'good' as const,
			shape: 'check' as const,
			count: 97,
			href: '?tilstand=signed'
		},
		{ word: 'mangler', tone: 'late' as const, shape: 'alarm' as const, count: 1, href: '?tilstand=sent' }
	]
};
const burnUp = {
	points: [
		{ day: '2023-10-12', count: 0 },
		{ day: '2023-10-26', count: 14 },
		{ day: '2023-11-01', count: 14 },
		{ day: '2023-11-23', count: 41 }
	],
	total: 98,
	today,
	deadline: { day: '2023-12-31', title: 'Fakturering' },
	sentence: '41 af 98 har underskrevet.',
	unit: 'underskrifter'
};
const bars = {
	bars: [
		{ label: 'Sundhedslovsindsatser', values: [38, 28] },
		{ label: 'Helbredstilstande', values: [43, 22] }
	],
	series: ['Før', 'Efter'],
	sentence: 'Færre af begge.'
};

describe('every chart', () => {
	const all = [
		markup(Timeline, timeline),
		markup(TileMap, map),
		markup(BurnUp, burnUp),
		markup(BarChart, bars),
		markup(Bars, { items: [{ label: 'Gateway', count: 57, total: 98, tone: 'late', href: '/aftaler/1' }] }),
		markup(Progress, { count: 402, total: 686, href: '/opgaver', of: 'opgaver udført' })
	];

	it('has no style attribute, which the content security policy would refuse', () => {
		for (const text of all) expect(text).not.toMatch(/\sstyle=/);
	});

	it('has a name for whoever does not see it', () => {
		for (const text of all.slice(0, 4)) {
			expect(count(text, /role="(img|group)"/g)).toBeGreaterThan(0);
			expect(count(text, /role="(img|group)" aria-label="[^"]+"/g)).toBe(count(text, /role="(img|group)"/g));
		}
	});

	it('writes no number that is none', () => {
		for (const text of all) expect(text).not.toMatch(/NaN|Infinity|undefined/);
	});

	it('speaks English where the page does', () => {
		expect(markup(BurnUp, burnUp, 'en')).toContain('41 today');
		expect(markup(Timeline, timeline, 'en')).toContain('closed window');
	});
});

describe('the timeline', () => {
	it('is a picture until it holds a link', () => {
		expect(markup(Timeline, timeline)).toContain(
			'role="group" aria-label="To projekter fra november til april."'
		);
		const plain = rows.map((row) => ({ ...row, href: undefined }));
		expect(markup(Timeline, { ...timeline, rows: plain })).toContain('role="img"');
	});

	it('has a list with the same facts in the order of time, today between them', () => {
		const lines = cells(markup(TimelineList, { rows, today })).slice(1);
		expect(lines.map(([when]) => when?.replaceAll('\u00a0', ' '))).toEqual([
			'18. nov. – 28. nov.',
			'i dag, 23. nov.',
			'28. nov. kl. ca. 10.00',
			'28. nov. 2023 – 16. jan. 2024',
			'5. jan. 2024',
			'uden dato'
		]);
		expect(lines[0]).toContain('faktisk, i gang');
		expect(lines[4]).toContain('planlagt, flyttet fra 15.12.2023');
	});

	it('says so when there is nothing', () => {
		expect(markup(TimelineList, { rows: [], today })).toContain('Ingen milepæle');
		expect(markup(Timeline, { ...timeline, rows: [] })).toContain('<svg');
	});
});

describe('the tile map', () => {
	const text = markup(TileMap, map);

	it('has a link for each of the 98, named with place and state', () => {
		expect(count(text, /<a href="[^"]+"[^>]*><title>[^<]+: (underskrevet|mangler)<\/title>/g)).toBe(98);
		expect(text).toContain('<title>Albertslund: underskrevet</title>');
		expect(text).toContain('<title>Aarhus: mangler</title>');
		expect(count(text, /href="\/kommuner\/albertslund"/g)).toBe(2);
	});

	it('is walked through from north to south, the west first', () => {
		const { west, east } = inWalkingOrder(tiles);
		expect(west.length + east.length).toBe(98);
		expect(west[0]?.name).toBe('Frederikshavn');
		for (const part of [west, east])
			for (const [i, tile] of part.entries()) expect(part[i + 1]?.row ?? 99).toBeGreaterThanOrEqual(tile.row);
	});

	it('cuts at the Great Belt, so that each part fits a phone', () => {
		const east = new Set(tiles.filter(isEast).map((tile) => tile.name));
		for (const name of ['Odsherred', 'Kalundborg', 'Slagelse', 'Lolland', 'Bornholm', 'Halsnæs', 'København'])
			expect(east.has(name), name).toBe(true);
		for (const name of ['Langeland', 'Nyborg', 'Kerteminde', 'Samsø', 'Læsø', 'Aarhus', 'Fanø'])
			expect(east.has(name), name).toBe(false);
		for (const tile of tiles) {
			if (isEast(tile))
				expect(tile.col >= 7 && tile.col <= 16 && tile.row >= 3 && tile.row <= 12, tile.name).toBe(true);
			else expect(tile.col <= 8 && tile.row <= 12, tile.name).toBe(true);
		}
	});

	it('lists the names by state', () => {
		expect(text).toContain('mangler, 1 kommune<');
		expect(text).toContain('underskrevet, 97 kommuner<');
	});
});

describe('the burn-up', () => {
	it('has a table with every day on which the count changed', () => {
		expect(cells(markup(BurnUp, burnUp)).slice(1)).toEqual([
			['12.10.2023', '0', '0'],
			['26.10.2023', '14', '+14'],
			['23.11.2023', '41', '+27']
		]);
	});

	it('says so when there are no figures yet', () => {
		expect(markup(BurnUp, { ...burnUp, points: [] })).toContain('Ingen tal endnu');
	});
});

describe('bars', () => {
	it('have a table with every value and the change', () => {
		expect(cells(markup(BarChart, bars))).toEqual([
			['Navn', 'Før', 'Efter', 'Ændring'],
			['Sundhedslovsindsatser', '38', '28', '−10'],
			['Helbredstilstande', '43', '22', '−21']
		]);
	});

	it('take nothing, a single zero and a very long name', () => {
		expect(markup(BarChart, { bars: [], sentence: '' })).toContain('Ingen tal endnu');
		expect(markup(BarChart, { bars: [{ label: 'Én', values: [0] }], unit: '%', sentence: 'Én.' })).toContain(
			'0\u00a0%'
		);
		const long =
			'Forældre og medarbejdere på særområdet, der ønsker færre opslag om ugen, og som læser dem på telefonen';
		const text = markup(BarChart, { bars: [{ label: long, values: [1] }], sentence: 'Ét.' });
		expect(text).toContain(`<title>${long}</title>`);
		expect(cells(text)).toContainEqual([long, '1']);
	});

	it('say how many of how many to whoever only hears the link', () => {
		expect(
			markup(Bars, { items: [{ label: 'Gateway', count: 57, total: 98, tone: 'late', href: '/aftaler/1' }] })
		).toMatch(/57<span class="visually-hidden"> af 98<\/span>/);
		const progress = markup(Progress, { count: 402, total: 686, href: '/opgaver', of: 'opgaver udført' });
		expect(progress).toContain('aria-hidden="true"');
		expect(progress).toContain('402 af 686<span class="visually-hidden"> opgaver udført</span>');
	});
});
