import type { Organisation } from './deck.ts';
import type { Tone } from '#ui/tone.ts';

// The light colours of ui/tokens.css; a file has no dark side. The theme of a deck carries them, so that a slide that
// somebody adds in PowerPoint looks like the others.
export const COLOURS = {
	ink: '17212a',
	soft: '55626d',
	paper: 'ffffff',
	ground: 'f3f5f4',
	rule: 'dde3e4',
	rule_strong: '9aa7ad',
	good: '0d6b50',
	risk: '8a5300',
	late: 'a8261c',
	wait: '4f3fa8',
	none: '66737c'
} as const;

export const WASH: Record<Tone, string> = {
	good: 'ddf1ea',
	risk: 'fdefd3',
	late: 'fce4e0',
	wait: 'ebe8fb',
	none: 'eceff0'
};

/** The name of a tone's colour in the theme. */
export const TONE_COLOUR: Record<Tone, string> = {
	good: 'accent2',
	risk: 'accent3',
	late: 'accent4',
	wait: 'accent5',
	none: 'accent6'
};

export const DEFAULT_ACCENT = '#0a5a6b';
export const DEFAULT_FONT = 'Arial';

/** How the slides look where nobody has said who presents. */
export const DEFAULT_ORGANISATION = {
	name: 'KOMBIT',
	accent: DEFAULT_ACCENT,
	font: null,
	logo: null
} as const satisfies Organisation;

/** Fonts that most machines with an office program have. */
export const FONTS = [
	'Arial',
	'Calibri',
	'Georgia',
	'Segoe UI',
	'Tahoma',
	'Times New Roman',
	'Trebuchet MS',
	'Verdana'
] as const;

/** An accent as people write it (#0A5A6B, 0a5a6b, #fff) as #rrggbb; null where it is no colour. */
export function readAccent(given: string): string | null {
	const [, hex = ''] = /^\s*#?([0-9a-f]{6}|[0-9a-f]{3})\s*$/i.exec(given) ?? [];
	const six = hex.length === 3 ? hex.replace(/./g, '$&$&') : hex;
	return six ? `#${six.toLowerCase()}` : null;
}

/** Whether white text on an accent, and the accent on white, can be read. */
export function isReadable(accent: string): boolean {
	return `#${readableAccent({ accent })}` === accent.toLowerCase();
}

/** Whether a font can be called so. */
export function isFontName(name: string): boolean {
	return /^[\p{L}\d][\p{L}\d .-]{0,40}$/u.test(name);
}

/**
 * The accent as rrggbb, darkened until white text on it and it on white can be read (4.5:1, WCAG 1.4.3). What is no
 * colour becomes Overblik's own.
 */
export function readableAccent({ accent }: Pick<Organisation, 'accent'>): string {
	let [red, green, blue] = channels(/^#[0-9a-f]{6}$/i.test(accent) ? accent : DEFAULT_ACCENT);
	while (1.05 / (luminance(red, green, blue) + 0.05) < 4.5)
		// As whole as it is written, so that rounding does not make it lighter again.
		[red, green, blue] = [Math.floor(red * 0.95), Math.floor(green * 0.95), Math.floor(blue * 0.95)];
	return toHex(red, green, blue);
}

/** The accent so light that ink stands out on it: for grounds. */
export function accentWash(organisation: Pick<Organisation, 'accent'>): string {
	const [red, green, blue] = channels(`#${readableAccent(organisation)}`);
	const light = (part: number) => 255 - (255 - part) * 0.14;
	return toHex(light(red), light(green), light(blue));
}

/** The font of the deck; a name that no font can have becomes Arial. */
export function fontOf({ font }: Pick<Organisation, 'font'>): string {
	return font && isFontName(font) ? font : DEFAULT_FONT;
}

function channels(hex: string): [number, number, number] {
	const value = Number.parseInt(hex.slice(1), 16);
	return [value >> 16, (value >> 8) & 255, value & 255];
}

function luminance(...rgb: [number, number, number]): number {
	const [red, green, blue] = rgb.map((part) => {
		const share = part / 255;
		return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
	}) as [number, number, number];
	return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function toHex(...rgb: [number, number, number]): string {
	return rgb.map((part) => Math.round(part).toString(16).padStart(2, '0')).join('');
}

/** The page that answers with lookCss. */
export function lookHref({ accent, font }: Pick<Organisation, 'accent' | 'font'>): string {
	return `/moeder/udseende/stil?${new URLSearchParams({ accent, ...(font && { font }) })}`;
}

/**
 * What makes the slides of a page an organisation's: its accent, and its font where the reader has it. On paper, also where
 * the page around is dark: as it is on the wall, in print and in the file.
 */
export function lookCss(organisation: Pick<Organisation, 'accent' | 'font'>): string {
	const colours = {
		...COLOURS,
		...Object.fromEntries(Object.entries(WASH).map(([tone, colour]) => [`${tone}-wash`, colour])),
		'ink-soft': COLOURS.soft,
		'rule-strong': COLOURS.rule_strong,
		accent: readableAccent(organisation),
		'accent-wash': accentWash(organisation)
	};
	const tokens = Object.entries(colours).map(([name, colour]) => `\t--${name}: #${colour};\n`);
	const font = `'${fontOf(organisation)}', Arial, 'Liberation Sans', Helvetica, sans-serif`;
	return `.slide-sheet {\n${tokens.join('')}\t--font: ${font};\n}\n`;
}
