import type { Language } from '#language/language.ts';
import { LOCALE } from '#language/language.ts';
import { type Box, textWidth, twoLines } from './place.ts';

export const TYPE = 13;
export const LINE = 17;
const BAR = 15;

/** One or more values under one label: an answer of a poll, or a figure before and after. */
export type Bar = { label: string; values: number[] };

export type PlacedBars = {
	width: number;
	height: number;
	plot: Box;
	bars: {
		label: { x: number; y: number; anchor: 'start' | 'end'; lines: string[] };
		parts: { box: Box; text: string; textX: number; textY: number }[];
	}[];
};

/** A value as it is written: 54 %, 1.250, 3,5. */
export function valueText(value: number, unit: string, language: Language): string {
	const written = new Intl.NumberFormat(LOCALE[language], { maximumFractionDigits: 1 }).format(value);
	return unit ? `${written}\u00a0${unit}` : written;
}

/**
 * Places horizontal bars in a drawing of the given width in px. Labels stand beside their bars when the longest fits
 * into two fifths of the width, else above them; every bar has the same height.
 */
export function layBars(
	bars: Bar[],
	{ unit, max, language, width }: { unit: string; max?: number; language: Language; width: number }
): PlacedBars {
	const series = Math.max(1, ...bars.map((bar) => bar.values.length));
	const longest = Math.max(0, ...bars.map((bar) => textWidth(bar.label, TYPE)));
	const above = longest > width * 0.4;
	const side = above ? 0 : longest + 10;
	const values = bars.flatMap((bar) => bar.values);
	const most = scaleEnd(bars, max);
	const room = Math.max(0, ...values.map((value) => textWidth(valueText(value, unit, language), TYPE))) + 10;
	const names = bars.map((bar) => (above ? twoLines(bar.label, TYPE, width) : [bar.label]));
	const head = above ? Math.max(1, ...names.map((lines) => lines.length)) * LINE + 5 : 0;
	const band = head + series * (BAR + 2) + 12;
	const plot = { x: side, y: 0, width: width - side - room, height: band * bars.length };
	return {
		width,
		height: Math.max(1, band * bars.length),
		plot,
		bars: bars.map((bar, i) => {
			const top = i * band + 6;
			const lines = names[i] ?? [];
			return {
				label: above
					? { x: 0, y: top + head - 9 - (lines.length - 1) * LINE, anchor: 'start' as const, lines }
					: { x: side - 10, y: top + (series * (BAR + 2)) / 2 + 4, anchor: 'end' as const, lines },
				parts: bar.values.map((value, n) => {
					const box = {
						x: side,
						y: top + head + n * (BAR + 2),
						width: (Math.max(0, value) / most) * plot.width,
						height: BAR
					};
					return {
						box,
						text: valueText(value, unit, language),
						textX: box.x + box.width + 6,
						textY: box.y + BAR / 2 + 4.5
					};
				})
			};
		})
	};
}

/** Where the scale ends: the largest value, or `max` when that is larger. Never 0. */
export function scaleEnd(bars: Bar[], max = 0): number {
	const most = Math.max(0, max, ...bars.flatMap((bar) => bar.values));
	return most > 0 ? most : 1;
}
