/** A rectangle in the drawing's own units; x and y are its upper left corner. */
export type Box = { x: number; y: number; width: number; height: number };

// Advance widths of DejaVu Sans in thousandths of the type size. The page takes the reader's system font, which the
// server cannot measure; this is the widest of those the font stack names, so a label that fits here fits everywhere.
const WIDTHS: Record<string, number> = {};
for (const [width, letters] of [
	[278, 'ijl'],
	[295, 'IJ'],
	[320, ' .,·’\u00a0'],
	[352, "f:/-'"],
	[392, 't()!'],
	[411, 'r'],
	[525, 'sz–§'],
	[555, 'cLF'],
	[595, 'kvxy'],
	[615, 'aåeoøPTY'],
	[637, 'bdghnpqu0123456789ES'],
	[705, 'ABCKRVXZÅ'],
	[752, 'DHNU'],
	[790, 'OØQG'],
	[820, 'w+<>='],
	[980, 'mæÆWM%']
] as const)
	for (const letter of letters) WIDTHS[letter] = width;

/** How wide a text can become at a type size, in the unit of the size. Errs on the wide side. */
export function textWidth(text: string, size: number): number {
	let sum = 0;
	for (const letter of text) sum += WIDTHS[letter] ?? 700;
	return (sum * size) / 1000;
}

/**
 * The text cut to the room there is, with an ellipsis. Empty when fewer than three letters would remain: a stump
 * says less than nothing.
 */
export function fitText(text: string, size: number, room: number): string {
	if (textWidth(text, size) <= room) return text;
	const letters = [...text];
	while (letters.length > 3) {
		letters.pop();
		const cut = `${letters.join('').trimEnd()}…`;
		if (textWidth(cut, size) <= room) return cut;
	}
	return '';
}

/** The text broken between words into at most two lines, the second cut when even that is too little room. */
export function twoLines(text: string, size: number, room: number): string[] {
	if (textWidth(text, size) <= room) return [text];
	const words = text.split(' ');
	let first = words.shift() ?? '';
	while (words[0] && textWidth(`${first} ${words[0]}`, size) <= room) first += ` ${words.shift()}`;
	if (textWidth(first, size) > room || !words.length) return [fitText(text, size, room)];
	return [first, fitText(words.join(' '), size, room)].filter(Boolean);
}

export function overlaps(a: Box, b: Box): boolean {
	return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

/** Whether a box lies inside another one; a hair's breadth of rounding is let pass. */
export function within(inner: Box, outer: Box): boolean {
	const hair = 0.01;
	return (
		inner.x >= outer.x - hair &&
		inner.y >= outer.y - hair &&
		inner.x + inner.width <= outer.x + outer.width + hair &&
		inner.y + inner.height <= outer.y + outer.height + hair
	);
}

/** Coordinates in the markup need no more than a tenth of a pixel. */
export function round(value: number): number {
	return Math.round(value * 10) / 10;
}
