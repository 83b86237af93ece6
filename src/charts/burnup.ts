import { addDays, type Day, dayName, daysBetween } from '#language/dates.ts';
import type { Language } from '#language/language.ts';
import { number } from '#language/numbers.ts';
import { chartText } from './chart.text.ts';
import { countOn, type Point } from './forecast.ts';
import { type Box, overlaps, round, textWidth, within } from './place.ts';

export const TYPE = 12;

export type Label = { text: string; x: number; y: number; anchor: 'start' | 'middle' | 'end'; box: Box };
export type PlacedBurnUp = {
	width: number;
	height: number;
	/** Where the days and counts are drawn; the rest is for labels. */
	plot: Box;
	/** The steps up to today, and the ground below them. */
	line: string;
	ground: string;
	cone: string | null;
	end: { x: number; y: number } | null;
	today: number;
	deadline: number | null;
	total: number;
	rulers: { y: number; label: Label }[];
	ticks: { x: number; label: Label }[];
	labels: Partial<Record<'total' | 'deadline' | 'count' | 'forecast', Label>>;
};

export type BurnUpFacts = {
	points: Point[];
	total: number;
	today: Day;
	deadline?: { day: Day; title: string } | null;
	forecast?: { day: Day; low: number; high: number } | null;
};

/** The days that a burn-up spans: from its first point to the last of today, deadline and forecast. */
export function burnUpDays({ points, today, deadline, forecast }: BurnUpFacts): { from: Day; until: Day } {
	const days = [today, ...points.map((point) => point.day)];
	if (deadline) days.push(deadline.day);
	if (forecast) days.push(forecast.day);
	days.sort();
	const from = days[0] ?? today;
	const until = days.at(-1) ?? today;
	return { from, until: until > from ? until : addDays(from, 1) };
}

/** The points in the order of time up to today, one per day, and only where the count changed. */
export function changes(points: Point[], today: Day): Point[] {
	const byDay = new Map(
		[...points]
			.filter((point) => point.day <= today)
			.sort((a, b) => a.day.localeCompare(b.day))
			.map((point) => [point.day, point.count])
	);
	let before: number | null = null;
	return [...byDay].flatMap(([day, count]) => {
		const changed = count !== before;
		before = count;
		return changed ? [{ day, count }] : [];
	});
}

/**
 * Places a burn-up in a drawing of the given size in px. Labels never overlap: each takes the first of its places
 * that is free, the less important ones stay away when none is.
 */
export function layBurnUp(
	facts: BurnUpFacts,
	{ language, width, height }: { language: Language; width: number; height: number }
): PlacedBurnUp {
	const { total, today, deadline, forecast } = facts;
	const t = chartText[language];
	const steps = changes(facts.points, today);
	const now = countOn(steps, today);
	const most = Math.max(1, total, ...steps.map((step) => step.count), forecast?.high ?? 0);
	const { from, until } = burnUpDays(facts);
	const margin = { top: 40, bottom: 24, left: textWidth(number(most, language), TYPE) + 10, right: 14 };
	const plot = {
		x: margin.left,
		y: margin.top,
		width: width - margin.left - margin.right,
		height: height - margin.top - margin.bottom
	};
	const bottom = plot.y + plot.height;
	const x = (day: Day) => plot.x + (daysBetween(from, day) / daysBetween(from, until)) * plot.width;
	const y = (count: number) => bottom - (count / most) * plot.height;

	const frame = { x: 0, y: 0, width, height };
	const taken: Box[] = [];
	const put = (text: string, places: [number, number, Label['anchor']][]): Label | undefined => {
		for (const [px, py, anchor] of places) {
			const label = at(text, px, py, anchor);
			const room = { ...label.box, x: label.box.x - 4, width: label.box.width + 8 };
			if (!within(label.box, frame) || taken.some((box) => overlaps(box, room))) continue;
			taken.push(label.box);
			return label;
		}
		return undefined;
	};

	const totalY = y(total);
	const rulers = evenSteps(most)
		.filter((count) => count === 0 || Math.abs(y(count) - totalY) > TYPE)
		.map((count) => ({ y: y(count), label: at(number(count, language), plot.x - 6, y(count) + 4, 'end') }));
	for (const { label } of rulers) taken.push(label.box);

	let line = '';
	let ground = '';
	const first = steps[0];
	if (first) {
		line = `M${round(x(first.day))} ${round(y(0))}`;
		for (const step of steps) line += `H${round(x(step.day))}V${round(y(step.count))}`;
		line += `H${round(x(today))}`;
		ground = `${line}V${round(bottom)}Z`;
	}
	const end = first ? { x: x(today), y: y(now) } : null;
	const cone =
		end && forecast && forecast.day > today
			? `M${round(end.x)} ${round(end.y)}L${round(x(forecast.day))} ${round(y(forecast.high))}V${round(y(forecast.low))}Z`
			: null;

	const labels: PlacedBurnUp['labels'] = {};
	labels.total = put(t.total(number(total, language)), [[plot.x + 4, totalY - 6, 'start']]);
	if (deadline) {
		const text = `${deadline.title} ${dayName(deadline.day, language, today)}`;
		const dx = x(deadline.day);
		labels.deadline = put(text, [
			[dx, 12, 'middle'],
			[dx + 6, 12, 'end'],
			[dx - 6, 12, 'start'],
			[width - 2, 12, 'end']
		]);
	}
	// What the lines cover is no place for a label: the steps by their bounding pieces, the cone by its end.
	for (const [i, step] of steps.entries()) {
		const to = steps[i + 1]?.day ?? today;
		const rise = y(steps[i - 1]?.count ?? 0);
		taken.push({ x: x(step.day), y: y(step.count) - 1, width: x(to) - x(step.day), height: 2 });
		taken.push({ x: x(step.day) - 1, y: y(step.count), width: 2, height: Math.abs(rise - y(step.count)) });
	}
	taken.push({ x: plot.x, y: totalY - 1, width: plot.width, height: 2 });
	if (end && cone && forecast) {
		const slices = 24;
		for (let i = 0; i < slices; i++) {
			const part = (n: number, count: number) => end.y + (n / slices) * (y(count) - end.y);
			const high = part(i + 1, forecast.high);
			const sx = end.x + (i / slices) * (x(forecast.day) - end.x);
			taken.push({
				x: sx,
				y: high,
				width: (x(forecast.day) - end.x) / slices,
				height: Math.max(2, part(i, forecast.low) - high)
			});
		}
	}
	if (end) {
		labels.count = put(t.count_today(number(now, language)), [
			[end.x - 8, end.y - 9, 'end'],
			[end.x - 8, end.y + 18, 'end'],
			[end.x + 8, end.y + 18, 'start'],
			[end.x + 8, end.y - 9, 'start'],
			[end.x + 8, end.y + 32, 'start']
		]);
	}
	if (forecast && cone) {
		const range =
			forecast.low === forecast.high
				? number(forecast.low, language)
				: `${number(forecast.low, language)}–${number(forecast.high, language)}`;
		const fx = x(forecast.day) - 8;
		labels.forecast = put(t.expected(range), [
			[fx, y(forecast.high) - 8, 'end'],
			[fx, y(forecast.low) + 18, 'end'],
			[fx, y(forecast.low) + 34, 'end'],
			[fx, bottom - 8, 'end']
		]);
	}

	// The days that matter come first, the firsts of months fill what is left between them.
	const wanted: [Day, string][] = [
		[today, `${t.today}, ${dayName(today, language, today)}`],
		[from, dayName(from, language, today)]
	];
	for (
		let day = addDays(from, 32).slice(0, 8) + '01';
		day <= until;
		day = addDays(day, 31).slice(0, 8) + '01'
	)
		wanted.push([day, dayName(day, language, today)]);
	const ticks: PlacedBurnUp['ticks'] = [];
	for (const [day, text] of wanted) {
		if (ticks.some((tick) => tick.x === x(day))) continue;
		const label = put(text, [
			[x(day), height - 6, 'middle'],
			...(day === today || day === from
				? (
						[
							[plot.x - margin.left + 2, height - 6, 'start'],
							[width - 2, height - 6, 'end']
						] as [number, number, Label['anchor']][]
					).filter(([px]) => Math.abs(px - x(day)) < 60)
				: [])
		]);
		if (label) ticks.push({ x: x(day), label });
	}

	return {
		width,
		height,
		plot,
		line,
		ground,
		cone,
		end,
		today: x(today),
		deadline: deadline ? x(deadline.day) : null,
		total: totalY,
		rulers,
		ticks,
		labels
	};
}

function at(text: string, x: number, y: number, anchor: Label['anchor']): Label {
	// Some labels are bold; the room is reckoned for all of them.
	const width = textWidth(text, TYPE * 1.12);
	const left = anchor === 'start' ? x : anchor === 'end' ? x - width : x - width / 2;
	return { text, x, y, anchor, box: { x: left, y: y - TYPE + 1, width, height: TYPE + 2 } };
}

/** Round numbers from 0 up to, not including, the most: about four of them. */
export function evenSteps(most: number): number[] {
	const rough = most / 4;
	const power = 10 ** Math.floor(Math.log10(Math.max(rough, 1)));
	const step =
		[1, 2, 2.5, 5, 10].map((n) => n * power).find((n) => n >= rough && Number.isInteger(n)) ?? 10 * power;
	const steps = [];
	for (let count = 0; count < most; count += step) steps.push(count);
	return steps;
}
