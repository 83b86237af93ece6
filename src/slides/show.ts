/** What fills the window: one slide, all of them as a grid, or what the presenter sees. */
export type View = 'slide' | 'overview' | 'presenter';

export interface Show {
	view: View;
	/** Which slide is shown, from 0. */
	at: number;
	/** Where the overview leads back to. */
	before: 'slide' | 'presenter';
	/** Whether the keys are explained. */
	help: boolean;
}

export type Command =
	| 'next'
	| 'previous'
	| 'first'
	| 'last'
	| 'overview'
	| 'presenter'
	| 'help'
	| 'leave'
	/** Nothing of the show itself: the window does it. */
	| 'fullscreen';

export interface Press {
	key: string;
	shiftKey: boolean;
	ctrlKey: boolean;
	altKey: boolean;
	metaKey: boolean;
}

const COMMANDS = new Map<string, Command>(
	Object.entries({
		ArrowRight: 'next',
		ArrowDown: 'next',
		PageDown: 'next',
		' ': 'next',
		ArrowLeft: 'previous',
		ArrowUp: 'previous',
		PageUp: 'previous',
		Home: 'first',
		End: 'last',
		Escape: 'leave',
		o: 'overview',
		p: 'presenter',
		f: 'fullscreen',
		'?': 'help'
	} as const)
);

export function openShow(at: number, view: View): Show {
	return { view, at, before: view === 'presenter' ? 'presenter' : 'slide', help: false };
}

/** What a key asks for; null where it is the browser's. Remotes for presenting send PageUp and PageDown. */
export function commandOf(press: Press): Command | null {
	if (press.ctrlKey || press.altKey || press.metaKey) return null;
	if (press.key === ' ' && press.shiftKey) return 'previous';
	const key = press.key.length === 1 ? press.key.toLowerCase() : press.key;
	return COMMANDS.get(key) ?? null;
}

/** The show after a command; null: it is left. Escape goes one step out: from the help, the overview, then the show. */
export function obey(show: Show, command: Command, count: number): Show | null {
	switch (command) {
		case 'next':
			return { ...show, at: within(show.at + 1, count) };
		case 'previous':
			return { ...show, at: within(show.at - 1, count) };
		case 'first':
			return { ...show, at: 0 };
		case 'last':
			return { ...show, at: within(count - 1, count) };
		case 'overview':
			return {
				...show,
				help: false,
				view: show.view === 'overview' ? show.before : 'overview',
				before: show.view === 'overview' ? show.before : show.view
			};
		case 'presenter': {
			const view = show.view === 'presenter' ? 'slide' : 'presenter';
			return { ...show, help: false, view, before: view };
		}
		case 'help':
			return { ...show, help: !show.help };
		case 'leave':
			if (show.help) return { ...show, help: false };
			return show.view === 'overview' ? { ...show, view: show.before } : null;
		case 'fullscreen':
			return show;
	}
}

/** The slide chosen in the overview fills the window. */
export function choose(show: Show, at: number, count: number): Show {
	return { ...show, at: within(at, count), view: show.view === 'overview' ? show.before : show.view };
}

/** Where a key leads in a grid of some columns; null where it is none of the grid's. */
export function stepInGrid(
	at: number,
	key: string,
	{ columns, count }: { columns: number; count: number }
): number | null {
	switch (key) {
		case 'ArrowRight':
			return within(at + 1, count);
		case 'ArrowLeft':
			return within(at - 1, count);
		case 'ArrowDown':
			return at + columns < count ? at + columns : at;
		case 'ArrowUp':
			return at - columns >= 0 ? at - columns : at;
		case 'Home':
			return 0;
		case 'End':
			return within(count - 1, count);
		default:
			return null;
	}
}

function within(at: number, count: number): number {
	return Math.max(0, Math.min(count - 1, at));
}

/** The place of a slide in the address: #slide-7 is the seventh. */
export function anchorOf(at: number): string {
	return `slide-${at + 1}`;
}

/** Which slide an address names, from 0; null where it names none that there is. */
export function slideOf(hash: string, count: number): number | null {
	const number = Number(/^#slide-([1-9]\d{0,5})$/.exec(hash)?.[1]);
	return number >= 1 && number <= count ? number - 1 : null;
}

/** What windows of the same deck tell each other: which slide is shown, or that one has just opened and asks for it. */
export type Signal = { shows: string } | { asks: true };

/** Reads what came from another window, which may be of an older Overblik; null for what is no signal. */
export function readSignal(sent: unknown): Signal | null {
	if (typeof sent !== 'object' || sent === null) return null;
	if ('asks' in sent && sent.asks === true) return { asks: true };
	if ('shows' in sent && typeof sent.shows === 'string') return { shows: sent.shows };
	return null;
}

/** A time that has gone by, as 4:05 or 1:04:05. */
export function elapsed(milliseconds: number): string {
	const seconds = Math.max(0, Math.floor(milliseconds / 1_000));
	const two = (n: number) => String(n).padStart(2, '0');
	const hours = Math.floor(seconds / 3_600);
	const minutes = Math.floor(seconds / 60) % 60;
	return hours ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}
