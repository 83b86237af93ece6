import type { Attachment } from 'svelte/attachments';

/** What a chart says under the pointer: a count per day, or one or more values per bar. */
export type Reading = { says: (index: number) => { head: string; lines: string[] } } & (
	| { type: 'line'; counts: number[]; across: number; most: number }
	| { type: 'bar'; groups: number[][]; most: number }
);

/**
 * Lays chart.js over a drawing, so that a pointer or a finger reads the exact figures. The drawing itself comes from
 * the server and stays what one sees, prints and hears; chart.js is fetched when a pointer first comes near, and a
 * page without JavaScript misses nothing but the hint, whose figures the table has too.
 */
export function readingOver(reading: () => Reading): Attachment<HTMLElement> {
	return (sheet) => {
		let stop: (() => void) | null = null;
		let gone = false;
		const current = reading();
		const begin = async () => {
			sheet.removeEventListener('pointerenter', begin);
			const { readWithChart } = await import('./chartjs.ts');
			if (!gone) stop = readWithChart(sheet, current);
		};
		sheet.addEventListener('pointerenter', begin);
		return () => {
			gone = true;
			sheet.removeEventListener('pointerenter', begin);
			stop?.();
		};
	};
}
