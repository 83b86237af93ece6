import type { Bar } from '#charts/bars.ts';
import type { BurnUpFacts } from '#charts/burnup.ts';
import type { Tile, TileCount } from '#charts/tiles.ts';
import type { TimelineRow } from '#charts/timeline.ts';
import type { Day } from '#language/dates.ts';
import type { Language } from '#language/language.ts';
import type { Shape, Tone } from '#ui/tone.ts';
import { slideText } from './slide.text.ts';
import { cleanText, isVisible } from './xml.ts';

/**
 * A deck: plain JSON, from which the page and the PowerPoint file are both made. The way of a deck:
 * buildDeck → applyOverlay (hand edits) → pageDeck (long lists broken over slides) → shown or written.
 */
export interface Deck {
	title: string;
	language: Language;
	held_on: Day;
	/** The day whose end the figures stand for; every slide says it at its foot. */
	figures_on: Day;
	organisation: Organisation;
	slides: Slide[];
}

/** Who presents: colours, font and logo of every slide. */
export interface Organisation {
	name: string;
	/** The one accent, as #rrggbb. It must stand out on white by 4.5:1; see readableAccent. */
	accent: string;
	/** A font that the readers' machines have; null takes Arial, which is everywhere. */
	font: string | null;
	logo: Logo | null;
}

/** A PNG or JPEG, read by readLogo, which refuses anything else. */
export interface Logo {
	type: 'image/png' | 'image/jpeg';
	base64: string;
	/** In pixels. */
	width: number;
	height: number;
}

/** A piece of text; `href` leads to exactly the rows behind it. A path within Overblik, or a whole https: or mailto: address. */
export interface Run {
	text: string;
	href?: string;
	strong?: boolean;
	/** It stands as it was entered, whatever language the deck is in. */
	lang?: 'da';
}

/** One line or paragraph. A figure in it is a Run of its own, with its link. */
export type Line = Run[];

/** A state as shape, word and colour. */
export interface State {
	tone: Tone;
	shape: Shape;
	word: string;
}

/** What the presenter sees: what to say, and where the figures come from. */
export interface Notes {
	said: string[];
	/** Such as "Aftaler, underskrifter pr. 23.11.2023". */
	source: string;
	/** How the rows were chosen, in words: "Mangler underskrift". */
	filter: string | null;
	/** The page that shows those rows. */
	link: string | null;
}

/** What a list leaves out: "og 43 til". */
export interface More {
	count: number;
	href: string | null;
}

interface Base {
	/** Says the same slide again in the deck of the next build: "agreement:gateway-tilslutning/coverage". */
	key: string;
	title: string;
	/** The small line over the title: the topic that the slide belongs to. */
	kicker: string | null;
	notes: Notes;
	hidden: boolean;
	/** Which part of a long list this slide is, [2, 5]; null where it stands alone. Set by pageDeck. */
	part: [number, number] | null;
}

export interface Presenter {
	name: string;
	mailbox: string | null;
}

export interface CoverSlide extends Base {
	kind: 'cover';
	subtitle: string | null;
	/** Place or link of the meeting. */
	place: string | null;
}

export interface AgendaItem {
	/** From the order: "2", and under it "2.1". */
	number: string;
	title: string;
	presenter: string | null;
	/** One step to the right: an item under another. */
	below: boolean;
}
export interface AgendaSlide extends Base {
	kind: 'agenda';
	items: AgendaItem[];
	more: More | null;
}

export interface TopicSlide extends Base {
	kind: 'topic';
	number: string;
	/** "Formålet er …" */
	purpose: string | null;
	presenters: Presenter[];
}

export interface NextDate {
	/** As milestoneWhen writes it, no more exact than it is known. */
	when: string;
	what: string;
	href?: string;
}
export interface StatusSlide extends Base {
	kind: 'status';
	state: State | null;
	/** Why it stands so, one sentence. */
	reason: string | null;
	bullets: Line[];
	next: NextDate[];
}

export interface ReadinessSlide extends Base {
	kind: 'readiness';
	rows: { what: string; state: State; note: string | null }[];
	more: More | null;
}

export interface TimelineSlide extends Base {
	kind: 'timeline';
	from: Day;
	until: Day;
	today: Day;
	lanes: TimelineRow[];
	more: More | null;
}

export interface FiguresSlide extends Base {
	kind: 'figures';
	/** A figure without a before has only its value: 85 mio. beskedtråde. */
	rows: { label: string; before: number | null; after: number; unit: string; href?: string }[];
	sentence: Line | null;
}

export interface CoverageSlide extends Base {
	kind: 'coverage';
	/** "41 af 98 har underskrevet", with its links. */
	sentence: Line;
	/** One per standing, without those that nobody has; together they are `total`. */
	counts: TileCount[];
	total: number;
	/** How the signatures came in; null while there is nothing to draw. */
	burnup: BurnUpFacts | null;
	missing: { names: Run[]; more: More | null };
}

export interface TileMapSlide extends Base {
	kind: 'tilemap';
	tiles: Tile[];
	counts: TileCount[];
}

export interface Column {
	title: string;
	align: 'start' | 'end';
	/** Its part of the width, relative to the other columns. */
	share: number;
}
export interface Cell {
	text: Line;
	state?: State;
}
export interface TableSlide extends Base {
	kind: 'table';
	columns: Column[];
	/** Each has as many cells as there are columns; the first cell names the row. */
	rows: Cell[][];
	more: More | null;
}

export interface PollSlide extends Base {
	kind: 'poll';
	question: string;
	/** One value each. */
	answers: Bar[];
	/** "%", or empty for votes. */
	unit: string;
	sentence: Line | null;
}

export interface ChangesSlide extends Base {
	kind: 'changes';
	/** The day of the figures that these are compared with. */
	since: Day;
	sentences: Line[];
	more: More | null;
}

export interface QuestionsSlide extends Base {
	kind: 'questions';
	presenters: Presenter[];
}

export interface ThanksSlide extends Base {
	kind: 'thanks';
	lines: Line[];
}

/** A slide that somebody wrote by hand, kept in the overlay. */
export interface TextSlide extends Base {
	kind: 'text';
	lines: Line[];
}

export type Slide =
	| CoverSlide
	| AgendaSlide
	| TopicSlide
	| StatusSlide
	| ReadinessSlide
	| TimelineSlide
	| FiguresSlide
	| CoverageSlide
	| TileMapSlide
	| TableSlide
	| PollSlide
	| ChangesSlide
	| QuestionsSlide
	| ThanksSlide
	| TextSlide;

export type SlideKind = Slide['kind'];

/** The place of a meeting; a link is one that can be followed. */
export function placeLine(place: string): Line {
	return [/^https:\/\/\S+$/.test(place) ? { text: place, href: place } : { text: place }];
}

/** Whose deck it is, where its title does not say so: most meetings carry the organisation's name. */
export function ownerOf({ title, organisation }: Pick<Deck, 'title' | 'organisation'>): string | null {
	return title.includes(organisation.name) ? null : organisation.name;
}

/** The text of a line, without its links. */
export function plain(line: Line): string {
	return line.map((run) => run.text).join('');
}

/** The slides that are shown, in their order: slide 7 of the page is slide 7 of the file. */
export function shownSlides(deck: Deck): Slide[] {
	return deck.slides.filter((slide) => !slide.hidden);
}

/**
 * The title of each slide as it is shown, by its key. Titles are how one finds a slide in an outline and by ear, so no
 * two are alike: parts say "(2 af 5)", others that share a title add their topic, and what is still alike is numbered.
 */
export function slideTitles(deck: Deck): Map<string, string> {
	const t = slideText[deck.language];
	const same = new Map<string, number>();
	for (const slide of deck.slides) same.set(slide.title, (same.get(slide.title) ?? 0) + 1);
	const taken = new Set<string>();
	const titles = new Map<string, string>();
	for (const slide of deck.slides) {
		const clean = cleanText(slide.title).trim();
		const own = isVisible(clean) ? clean : t.untitled;
		const topic =
			slide.kicker && (same.get(slide.title) ?? 0) > 1 && !slide.part ? `${own} · ${slide.kicker}` : own;
		const title =
			slide.part && slide.part[1] > 1 ? `${topic} ${t.part(slide.part[0], slide.part[1])}` : topic;
		let unique = title;
		for (let n = 2; taken.has(unique.toLocaleLowerCase()); n++) unique = `${title} [${n}]`;
		taken.add(unique.toLocaleLowerCase());
		titles.set(slide.key, unique);
	}
	return titles;
}
