import {
	addDays,
	clockTime,
	type Day,
	dayName,
	daysBetween,
	isoWeek,
	isoWeekday,
	monthName,
	shortDate,
	weekName
} from '#language/dates.ts';
import type { Language } from '#language/language.ts';
import { chartText } from './chart.text.ts';
import { type Box, fitText, textWidth, twoLines } from './place.ts';

export type Certainty = 'tentative' | 'planned' | 'approximate' | 'actual';

/** Something that lasts. `until` is its last day; null while nobody knows when it ends. */
export type TimelineSpan = {
	kind: 'closed' | 'hypercare' | 'activity' | 'trial';
	title: string;
	from: Day;
	until: Day | null;
	certainty: Certainty;
	href?: string;
};

/** Something that happens. `day` is the day, or any day of the week or month when no more than that is known. */
export type TimelineMark = {
	title: string;
	day: Day;
	/** Clock time in Copenhagen, HH:MM, with precision 'time'. */
	time?: string | null;
	precision: 'day' | 'time' | 'week' | 'month';
	certainty: Certainty;
	tone?: 'accent' | 'late' | 'wait';
	/** Where it stood before, oldest first. */
	moved_from?: Day[];
	href?: string;
};

export type TimelineRow = {
	key: string | number;
	label: string;
	href?: string;
	spans: TimelineSpan[];
	marks: TimelineMark[];
	/** What must happen, though nobody knows when. */
	undated?: { title: string; href?: string }[];
};

export const LANE = 20;
export const TYPE = 12;
export const GLYPH = 6;
const ROW_PADDING = 7;
const FOOT = 22;
/** Between the frame's edge and the first day, so that a mark on that day stays inside. */
const INSET = 12;
const GAP = 5;
export const NAME_TYPE = 13;
export const NAME_LINE = 15;
/** How much wider bold letters are. */
const BOLD = 1.12;

export type PlacedLabel = {
	x: number;
	y: number;
	anchor: 'start' | 'end';
	title: string;
	when: string;
	box: Box;
};
export type PlacedSpan = {
	span: TimelineSpan;
	box: Box;
	/** It goes on outside the frame: that end is drawn open. */
	opens: { before: boolean; after: boolean };
	label: PlacedLabel | null;
	full: string;
};
export type PlacedMark = {
	mark: TimelineMark;
	x: number;
	y: number;
	/** What the mark itself covers; wide for a week or a month. */
	box: Box;
	ghosts: { x: number; full: string }[];
	arrows: { from: number; to: number }[];
	label: PlacedLabel | null;
	full: string;
};
export type PlacedEdge = {
	side: 'before' | 'after';
	count: number;
	x: number;
	y: number;
	box: Box;
	full: string;
};
export type PlacedRow = {
	row: TimelineRow;
	y: number;
	height: number;
	label: { x: number; y: number; lines: string[] };
	spans: PlacedSpan[];
	marks: PlacedMark[];
	edges: PlacedEdge[];
	undated: (PlacedLabel & { full: string; href?: string })[];
};
export type PlacedTimeline = {
	width: number;
	height: number;
	frame: Box;
	/** Where the axis ends and the rows begin. */
	top: number;
	months: { x: number; label: string }[];
	weeks: { x: number; label: string; current: boolean }[];
	mondays: number[];
	today: { x: number; label: string; labelX: number; box: Box } | null;
	rows: PlacedRow[];
};

type Window = {
	from: Day;
	until: Day;
	today: Day;
	language: Language;
	left: number;
	right: number;
	/** The middle of a day, and the moment at which it begins. */
	x: (day: Day) => number;
	begins: (day: Day) => number;
};

/**
 * Places every part of a timeline in a drawing of the given width (in px; the height follows). Labels never overlap:
 * one that finds no room beside its mark moves with it to a further lane of the row, and only one that is wider than
 * the whole drawing is cut.
 * @param from first day shown
 * @param until last day shown
 * @param side width of the column of row labels at the left; 0 puts each label on a line above its row
 */
export function layTimeline(
	rows: TimelineRow[],
	{
		from,
		until,
		today,
		language,
		width,
		side
	}: { from: Day; until: Day; today: Day; language: Language; width: number; side: number }
): PlacedTimeline {
	const days = Math.max(1, daysBetween(from, until) + 1);
	const left = side + INSET;
	const right = width - INSET;
	const begins = (day: Day) => left + (daysBetween(from, day) / days) * (right - left);
	const x = (day: Day) => begins(day) + (right - left) / days / 2;
	const window = { from, until, today, language, left, right, x, begins };

	const axis = layAxis(window);
	const top = axis.weeks.length ? 38 : 22;
	let y = top;
	const placed = rows.map((row) => {
		const laid = layRow(row, window, { y, side, width });
		y += laid.height;
		return laid;
	});
	const height = y + FOOT;
	return {
		width,
		height,
		frame: { x: 0, y: 0, width, height },
		top,
		...axis,
		today: layToday(window, { height, side, width }),
		rows: placed
	};
}

/** Part of a lane that is taken. What is not solid (a span) may have a mark on it, but no label. */
type Interval = { from: number; to: number; solid: boolean };
type Lane = Interval[];

function layRow(row: TimelineRow, window: Window, at: { y: number; side: number; width: number }): PlacedRow {
	const { today } = window;
	const isNow = today >= window.from && today <= window.until;
	const bounds = { from: at.side, to: at.width, now: isNow ? window.x(today) : null };
	const marks = inOrder(row.marks).filter((mark) => isShown(mark, window));
	const spans = [...row.spans]
		.sort((a, b) => a.from.localeCompare(b.from))
		.filter((span) => span.from <= window.until && (span.until ?? window.until) >= window.from);

	const spanLanes = shareLanes(spans, window);
	const one = spanLanes.length < 2 ? layTogether(row, marks, spans, window, bounds) : null;
	const laid = one ?? layApart(row, marks, spanLanes, window, bounds);

	const lines = at.side
		? twoLines(row.label, NAME_TYPE, at.side - 12)
		: [fitText(row.label, NAME_TYPE * BOLD, at.width)];
	// A name of two lines is a little higher than one lane.
	const spare = at.side && lines.length > 1 && laid.lanes < 2 ? 4 : 0;
	const top = at.y + ROW_PADDING + spare + (at.side ? 0 : LANE - 2);
	const middle = (lane: number) => top + lane * LANE + LANE / 2;
	const strip = (lane: number, from: number, to: number, tall: number): Box => ({
		x: from,
		y: middle(lane) - tall / 2,
		width: to - from,
		height: tall
	});
	const label = (found: Found | null): PlacedLabel | null =>
		found && {
			x: found.anchor === 'start' ? found.from : found.to,
			y: middle(found.lane),
			anchor: found.anchor,
			title: found.title,
			when: found.when,
			box: strip(found.lane, found.from, found.to, TYPE + 2)
		};

	const nameY = at.side ? middle(0) - (spare ? NAME_LINE / 2 : 0) : at.y + ROW_PADDING + LANE / 2 - 1;

	return {
		row,
		y: at.y,
		height: top - at.y + Math.max(1, laid.lanes) * LANE + spare + ROW_PADDING,
		label: { x: 0, y: nameY, lines },

		spans: laid.spans.map(({ span, lane, from, to, name }) => ({
			span,
			box: strip(lane, from, to, 14),
			opens: {
				before: span.from < window.from,
				after: span.until === null || span.until > window.until
			},
			label: label(name),
			full: spanSentence(span, window)
		})),
		marks: laid.marks.map(({ mark, lane, name, cover, ghosts, arrows }) => ({
			mark,
			x: (cover.from + cover.to) / 2,
			y: middle(lane),
			box: strip(lane, cover.from, cover.to, 2 * GLYPH),
			ghosts: ghosts.map((ghost) => ({
				x: ghost.x,
				full: `${mark.title}: ${shortDate(ghost.day, window.language)}, ${chartText[window.language].moved}`
			})),
			arrows,
			label: label(name),
			full: markSentence(mark, window)
		})),
		edges: laid.edges.map(({ side, from, to, items }) => ({
			side,
			count: items.length,
			x: side === 'before' ? from : to,
			y: middle(0),
			box: strip(0, from, to, TYPE + 2),
			full: `${chartText[window.language][side === 'before' ? 'earlier' : 'later'](items.length)}: ${items.join('; ')}`
		})),
		undated: laid.undated.flatMap((found) => {
			const placed = label(found);
			return placed ? [{ ...placed, full: found.full, href: found.href }] : [];
		})
	};
}

type Found = { lane: number; from: number; to: number; anchor: 'start' | 'end'; title: string; when: string };
type Laid = {
	lanes: number;
	marks: {
		mark: TimelineMark;
		lane: number;
		name: Found | null;
		cover: { from: number; to: number };
		ghosts: { x: number; day: Day }[];
		arrows: { from: number; to: number }[];
	}[];
	spans: { span: TimelineSpan; lane: number; from: number; to: number; name: Found | null }[];
	edges: { side: 'before' | 'after'; from: number; to: number; items: string[] }[];
	undated: (Found & { full: string; href?: string })[];
};
/** Where labels may stand, and where the line of today runs. */
type Bounds = { from: number; to: number; now: number | null };

/** Marks and spans on one line, where every label finds room in full; null when one does not. */
function layTogether(
	row: TimelineRow,
	marks: TimelineMark[],
	spans: TimelineSpan[],
	window: Window,
	bounds: Bounds
): Laid | null {
	const lane: Lane = spans.map((span) => ({ ...stretch(span, window), solid: false }));
	const edges = layEdges(row, lane, window, bounds);
	const laid: Laid['marks'] = [];
	for (const mark of marks) {
		const unit = measure(mark, window);
		const name = placeUnit(unit, lane, 0, bounds);
		if (!name) return null;
		laid.push({ mark, lane: 0, name, ...unit });
	}
	const named = spans.map((span) => {
		const { from, to } = stretch(span, window);
		return { span, lane: 0, from, to, name: placeSpanName(span, { from, to }, lane, 0, bounds) };
	});
	if (named.some(({ span, name }) => name?.title !== span.title)) return null;
	const undated = layUndated(row, [lane], window, bounds);
	if (undated.some((found) => found.lane > 0)) return null;
	return { lanes: 1, marks: laid, spans: named, edges, undated };
}

/** Marks in lanes above, spans in lanes below: the row is as high as it must be. */
function layApart(
	row: TimelineRow,
	marks: TimelineMark[],
	spanLanes: TimelineSpan[][],
	window: Window,
	bounds: Bounds
): Laid {
	const lanes: Lane[] = [[]];
	const edges = layEdges(row, lanes[0] as Lane, window, bounds);
	const laid = marks.map((mark) => {
		const unit = measure(mark, window);
		for (const [i, lane] of lanes.entries()) {
			const name = placeUnit(unit, lane, i, bounds);
			if (name) return { mark, lane: i, name, ...unit };
		}
		lanes.push([]);
		const i = lanes.length - 1;
		return { mark, lane: i, name: placeCut(unit, lanes[i] as Lane, i, bounds), ...unit };
	});
	const undated = layUndated(row, lanes, window, bounds);
	const used = marks.length || undated.length || edges.length ? lanes.length : 0;
	const spans = spanLanes.flatMap((shared, i) => {
		const lane: Lane = shared.map((span) => ({ ...stretch(span, window), solid: false }));
		return shared.map((span) => {
			const { from, to } = stretch(span, window);
			return {
				span,
				lane: used + i,
				from,
				to,
				name: placeSpanName(span, { from, to }, lane, used + i, bounds)
			};
		});
	});
	return { lanes: used + spanLanes.length, marks: laid, spans, edges, undated };
}

type Unit = {
	cover: { from: number; to: number };
	/** The mark with its ghosts and the arrows between them. */
	reach: { from: number; to: number };
	ghosts: { x: number; day: Day }[];
	arrows: { from: number; to: number }[];
	title: string;
	when: string;
};

function measure(mark: TimelineMark, window: Window): Unit {
	const { left, right, from, until, x, begins } = window;
	const span = markSpan(mark);
	let cover;
	if (mark.precision === 'week' || mark.precision === 'month') {
		const start = Math.max(left, begins(span.from));
		const end = Math.min(right, begins(addDays(span.until, 1)));
		const spare = Math.max(0, 4 * GLYPH - (end - start)) / 2;
		cover = { from: Math.max(left - GLYPH, start - spare), to: Math.min(right + GLYPH, end + spare) };
	} else cover = { from: x(mark.day) - GLYPH, to: x(mark.day) + GLYPH };

	const ghosts: Unit['ghosts'] = [];
	const stops: number[] = [];
	for (const day of mark.moved_from ?? []) {
		const shown = day >= from && day <= until;
		if (shown) ghosts.push({ x: x(day), day });
		stops.push(shown ? x(day) : day < from ? left - GLYPH : right + GLYPH);
	}
	const arrows = stops.flatMap((stop, i) => {
		const next = stops[i + 1];
		const forward = (next ?? cover.from) > stop;
		const aim = next === undefined ? (forward ? cover.from : cover.to) : next + (forward ? -GLYPH : GLYPH);
		const start = stop + (forward ? GLYPH : -GLYPH);
		return Math.abs(aim - start) >= 8 && forward === aim > start ? [{ from: start, to: aim }] : [];
	});
	return {
		cover,
		reach: {
			from: Math.min(cover.from, ...stops.map((stop) => stop - GLYPH)),
			to: Math.max(cover.to, ...stops.map((stop) => stop + GLYPH))
		},
		ghosts,
		arrows,
		title: mark.title,
		when: markWhen(mark, window.language, window.today)
	};
}

/**
 * Puts a mark and its whole label into a lane, to the right of it or to the left,
 * rather not across the line of today; null when neither side is free.
 */
function placeUnit(unit: Unit, lane: Lane, at: number, bounds: Bounds): Found | null {
	const { reach } = unit;
	if (!isFree(lane, reach, true)) return null;
	const width = labelWidth(unit.title, unit.when);
	const places = [
		{ anchor: 'start' as const, from: reach.to + GAP, to: reach.to + GAP + width },
		{ anchor: 'end' as const, from: reach.from - GAP - width, to: reach.from - GAP }
	].filter((place) => place.from >= bounds.from && place.to <= bounds.to && isFree(lane, place, false));
	const { now } = bounds;
	const place = places.find(({ from, to }) => now === null || to < now || from > now) ?? places[0];
	if (!place) return null;
	lane.push({ ...reach, solid: true }, { from: place.from, to: place.to, solid: true });
	return { lane: at, ...place, title: unit.title, when: unit.when };
}

/** Puts a mark into an empty lane, its label cut to the larger side; the date goes first. */
function placeCut(unit: Unit, lane: Lane, at: number, bounds: Bounds): Found | null {
	const { reach } = unit;
	const whole = placeUnit(unit, lane, at, bounds);
	if (whole) return whole;
	lane.push({ ...reach, solid: true });
	const rightRoom = bounds.to - reach.to - GAP;
	const leftRoom = reach.from - GAP - bounds.from;
	const title = fitText(unit.title, TYPE, Math.max(rightRoom, leftRoom));
	if (!title) return null;
	const width = textWidth(title, TYPE);
	const anchor = rightRoom >= leftRoom ? 'start' : 'end';
	const from = anchor === 'start' ? reach.to + GAP : reach.from - GAP - width;
	lane.push({ from, to: from + width, solid: true });
	return { lane: at, from, to: from + width, anchor, title, when: '' };
}

/** The name of a span: inside it (never on hatching), beside it, or cut inside it; null when nothing of it fits. */
function placeSpanName(
	span: TimelineSpan,
	own: { from: number; to: number },
	lane: Lane,
	at: number,
	{ from: start, to: end, now }: Bounds
): Found | null {
	const width = textWidth(span.title, TYPE);
	const others = lane.filter((taken) => taken.solid || taken.from !== own.from || taken.to !== own.to);
	// The line of today would strike through a name inside a span; beside it, the name's halo breaks the line.
	if (now !== null) others.push({ from: now - 1, to: now + 1, solid: true });
	const starts = [own.from + 6, ...others.filter((taken) => taken.solid).map(({ to }) => to + GAP)];
	const inside = starts.filter((from) => from >= own.from + 4 && from < own.to).sort((a, b) => a - b);
	const take = (from: number, to: number, anchor: 'start' | 'end', title: string): Found => {
		lane.push({ from, to, solid: true });
		return { lane: at, from, to, anchor, title, when: '' };
	};
	if (span.kind !== 'closed')
		for (const from of inside)
			if (from + width <= own.to - 4 && isFree(others, { from, to: from + width }, false))
				return take(from, from + width, 'start', span.title);
	const after = { from: own.to + GAP, to: own.to + GAP + width };
	const before = { from: own.from - GAP - width, to: own.from - GAP };
	if (after.to <= end && isFree(lane, after, false)) return take(after.from, after.to, 'start', span.title);
	if (before.from >= start && isFree(lane, before, false))
		return take(before.from, before.to, 'end', span.title);
	if (span.kind === 'closed') return null;
	for (const from of inside) {
		const next = Math.min(
			own.to - 4,
			...others.filter((taken) => taken.from > from).map((taken) => taken.from - GAP)
		);
		const cut = fitText(span.title, TYPE, next - from);
		const to = from + textWidth(cut, TYPE);
		if (cut && isFree(others, { from, to }, false)) return take(from, to, 'start', cut);
	}
	return null;
}

/** What lies outside the window is counted at the edge that it lies behind. */
function layEdges(row: TimelineRow, lane: Lane, window: Window, bounds: Bounds): Laid['edges'] {
	const outside = { before: [] as string[], after: [] as string[] };
	for (const mark of inOrder(row.marks)) {
		if (isShown(mark, window)) continue;
		outside[mark.day < window.from ? 'before' : 'after'].push(markSentence(mark, window));
	}
	for (const span of row.spans) {
		if (span.from > window.until) outside.after.push(spanSentence(span, window));
		else if (span.until !== null && span.until < window.from) outside.before.push(spanSentence(span, window));
	}
	return (['before', 'after'] as const).flatMap((side) => {
		const items = outside[side];
		if (!items.length) return [];
		const width = textWidth(String(items.length), TYPE) + 12;
		const from = side === 'before' ? bounds.from : bounds.to - width;
		lane.push({ from, to: from + width, solid: true });
		return [{ side, from, to: from + width, items }];
	});
}

function layUndated(row: TimelineRow, lanes: Lane[], window: Window, bounds: Bounds): Laid['undated'] {
	const when = `· ${chartText[window.language].undated}`;
	return (row.undated ?? []).map(({ title, href }) => {
		const full = `${title} ${when}`;
		const width = labelWidth(title, when);
		for (let i = 0; ; i++) {
			const lane = lanes[i] ?? (lanes[i] = []);
			const to = Math.min(
				bounds.to,
				...lane.filter((taken) => taken.to > bounds.to - 1).map(({ from }) => from - 2 * GAP)
			);
			const from = to - width;
			if (from >= bounds.from && isFree(lane, { from, to }, false)) {
				lane.push({ from, to, solid: true });
				return { lane: i, from, to, anchor: 'end' as const, title, when, full, href };
			}
			if (lane.length) continue;
			const cut = fitText(title, TYPE, to - bounds.from);
			const start = to - textWidth(cut, TYPE);
			lane.push({ from: start, to, solid: true });
			return { lane: i, from: start, to, anchor: 'end' as const, title: cut, when: '', full, href };
		}
	});
}

function isFree(lane: Lane, space: { from: number; to: number }, forMark: boolean): boolean {
	return lane.every(
		(taken) => (forMark && !taken.solid) || space.to + 3 <= taken.from || taken.to + 3 <= space.from
	);
}

/** Spans that do not overlap share a lane; one may begin on the day on which another ends. */
function shareLanes(spans: TimelineSpan[], window: Window): TimelineSpan[][] {
	const lanes: { until: Day; spans: TimelineSpan[] }[] = [];
	for (const span of spans) {
		const until = span.until ?? window.until;
		const lane = lanes.find((candidate) => candidate.until <= span.from && candidate.until < until);
		if (lane) {
			lane.spans.push(span);
			lane.until = until;
		} else lanes.push({ until, spans: [span] });
	}
	return lanes.map((lane) => lane.spans);
}

/** From the middle of the first day to the middle of the last, so that one span can end where the next begins. */
function stretch(span: TimelineSpan, { from, until, x, left, right }: Window): { from: number; to: number } {
	const start = span.from < from ? left : x(span.from);
	const end = span.until === null || span.until > until ? right : x(span.until);
	return end - start >= 4
		? { from: start, to: end }
		: { from: (start + end) / 2 - 2, to: (start + end) / 2 + 2 };
}

function layAxis(window: Window): Pick<PlacedTimeline, 'months' | 'weeks' | 'mondays'> {
	const { from, until, today, language, left, right, begins } = window;
	const perDay = begins(addDays(from, 1)) - left;

	const mondays: Day[] = [];
	for (let day = addDays(from, (8 - isoWeekday(from)) % 7); day <= until; day = addDays(day, 7))
		mondays.push(day);
	const weekRoom = textWidth('52', TYPE) + 7;
	const step = weekRoom <= 7 * perDay ? 1 : weekRoom <= 14 * perDay ? 2 : 0;
	const weeks = step
		? mondays
				.map((monday) => ({ monday, x: begins(monday) + 3.5 * perDay, week: isoWeek(monday).week }))
				.filter(
					({ x, week }) => (step === 1 || week % 2 === isoWeek(today).week % 2) && x + weekRoom / 2 <= right
				)
				.map(({ monday, x, week }) => ({
					x,
					label: String(week),
					current: today >= monday && today <= addDays(monday, 6)
				}))
		: [];

	const firsts: Day[] = [];
	for (let day = `${from.slice(0, 7)}-01`; day <= until; day = `${addDays(day, 31).slice(0, 7)}-01`)
		firsts.push(day);
	const short = 31 * perDay < textWidth('september', TYPE) + 8;
	const every = [1, 2, 3, 4, 6, 12].find((n) => n * 30 * perDay >= textWidth('nov.', TYPE) + 8) ?? 12;
	const isNamed = (day: Day) => (Number(day.slice(5, 7)) - 1) % every === 0;
	let named = 0;
	const months = firsts.map((first) => {
		const x = Math.max(left, begins(first));
		if (!isNamed(first)) return { x, label: '' };
		const next = firsts.find((later) => later > first && isNamed(later));
		const room = (next ? begins(next) : right + INSET) - x - 8;
		const name = short ? shortMonth(first, language) : monthName(first, language, false);
		const year = first.slice(0, 4);
		const wishes = first.endsWith('-01-01') || !named ? [`${name} ${year}`] : [];
		wishes.push(...(first.endsWith('-01-01') ? [year] : [name]));
		const label = wishes.find((wish) => textWidth(wish, TYPE) <= room) ?? '';
		if (label) named++;
		return { x, label };
	});
	return { months, weeks, mondays: weeks.length ? mondays.map(begins) : [] };
}

function layToday(
	{ from, until, today, language, x }: Window,
	{ height, side, width }: { height: number; side: number; width: number }
): PlacedTimeline['today'] {
	if (today < from || today > until) return null;
	const label = `${chartText[language].today}, ${weekName(today, language, today)}`;
	const wide = textWidth(label, TYPE) * BOLD + 12;
	const start = Math.min(Math.max(x(today) - wide / 2, side), width - wide);
	return {
		x: x(today),
		label,
		labelX: start + wide / 2,
		box: { x: start, y: height - FOOT + 3, width: wide, height: FOOT - 4 }
	};
}

function labelWidth(title: string, when: string): number {
	return textWidth(when ? `${title} ${when}` : title, TYPE);
}

function shortMonth(day: Day, language: Language): string {
	// dayName writes "1. nov." or "1 Nov"; the month is what follows the day's number.
	return dayName(day, language, day).replace(/^\d+\.? /, '');
}

/** In the order of time; on the same day the title decides, so that the drawing is the same every time. */
export function inOrder(marks: TimelineMark[]): TimelineMark[] {
	return [...marks].sort(
		(a, b) =>
			a.day.localeCompare(b.day) ||
			(a.time ?? '').localeCompare(b.time ?? '') ||
			a.title.localeCompare(b.title)
	);
}

/** The first and last day that a mark can mean. */
export function markSpan({ day, precision }: TimelineMark): { from: Day; until: Day } {
	if (precision === 'week') {
		const monday = addDays(day, 1 - isoWeekday(day));
		return { from: monday, until: addDays(monday, 6) };
	}
	if (precision === 'month') {
		const first = `${day.slice(0, 7)}-01`;
		return { from: first, until: addDays(`${addDays(first, 31).slice(0, 7)}-01`, -1) };
	}
	return { from: day, until: day };
}

function isShown(mark: TimelineMark, { from, until }: Window): boolean {
	const span = markSpan(mark);
	return span.from <= until && span.until >= from;
}

/** When a mark falls, no more exactly than it is known: 28. nov. kl. ca. 10.00, uge 1 2024, ca. 5. jan., okt. 2024. */
export function markWhen(mark: TimelineMark, language: Language, today: Day): string {
	const t = chartText[language];
	const about = mark.certainty === 'approximate' ? `${t.about} ` : '';
	if (mark.precision === 'week') return about + weekName(mark.day, language, today);
	if (mark.precision === 'month') {
		const year = mark.day.slice(0, 4) === today.slice(0, 4) ? '' : ` ${mark.day.slice(0, 4)}`;
		return about + shortMonth(mark.day, language) + year;
	}
	const day = dayName(mark.day, language, today);
	if (mark.precision === 'time' && mark.time)
		return `${day} ${t.at} ${about}${clockTime(mark.time, language)}`;
	return about + day;
}

/** From when to when a span lasts: 18. nov. – 28. nov., with the year where it is not this one. */
export function spanWhen({ from, until }: TimelineSpan, language: Language, today: Day): string {
	if (until === null) return `${dayName(from, language, today)} –`;
	if (from === until) return dayName(from, language, today);
	// The year stands once, behind the last day, unless there are two.
	const years = from.slice(0, 4) === until.slice(0, 4);
	return `${dayName(from, language, years ? from : undefined)} – ${dayName(until, language, years ? today : undefined)}`;
}

/** A mark in one sentence, for the tooltip. */
export function markSentence(
	mark: TimelineMark,
	{ language, today }: { language: Language; today: Day }
): string {
	const t = chartText[language];
	const moved = (mark.moved_from ?? []).map((day) => shortDate(day, language));
	return [
		`${mark.title} ${markWhen(mark, language, today)}`,
		...(mark.certainty === 'approximate' ? [] : [t.certainty[mark.certainty]]),
		...(moved.length ? [t.moved_from(moved.join(', '))] : [])
	].join(', ');
}

/** A span in one sentence, for the tooltip. */
export function spanSentence(
	span: TimelineSpan,
	{ language, today }: { language: Language; today: Day }
): string {
	const t = chartText[language];
	const kind = t.spans[span.kind];
	const name = span.title.toLocaleLowerCase('da').includes(kind) ? span.title : `${span.title} (${kind})`;
	return `${name} ${spanWhen(span, language, today)}, ${t.certainty[span.certainty]}`;
}
