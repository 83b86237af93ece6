import { randomUUID } from 'node:crypto';
import type { Transaction } from 'kysely';
import { act, type Acting, lastChange, Refused, Stale, type Theirs } from '#database/acting.server.ts';
import type { Database } from '#database/connection.server.ts';
import type { DB } from '#database/schema.ts';
import { mayRunMeetings } from '#people/may.ts';
import { plain, shownSlides, type Slide, slideTitles } from '#slides/deck.ts';
import {
	type Edit,
	editedTexts,
	type EditedText,
	editsOf,
	type ExtraSlide,
	type LooseEdit,
	orderOf,
	type Overlay,
	type Stale as StaleEdit,
	withEdit,
	withExtra,
	withGround,
	withHidden,
	withMove,
	withoutEdit,
	withoutExtra,
	withoutMove,
	withPlace
} from '#slides/overlay.ts';
import { pageDeck } from '#slides/paging.ts';
import { oneLine, tidy } from '#ui/posted.form.ts';
import { notAllowed } from '../errors.ts';
import { type DeckAt, type EditedDeck, readEditedDeck } from './deck.server.ts';
import { claimMeeting } from './meeting.server.ts';
import { dropSlideEdits, keepOverlay } from './overlay.server.ts';

/** How long a text may be that somebody writes; a title of 300 letters still stands on a slide. */
const MOST_LETTERS: Record<string, number> = {
	title: 300,
	kicker: 300,
	subtitle: 300,
	place: 300,
	notes: 10_000
};
const MOST_OF_A_LINE = 2_000;
/** The lines of their own that somebody has kept, as the form calls them. */
const OWN_LINE = 'egen';

/**
 * A deck as its editor shows it: every slide in its order, the texts of the one that is open, and what is to be looked at
 * again.
 * @param open the key of a slide; null where none is open
 * @returns null where the figures cannot be read
 * @throws 404 where the meeting has no such version
 */
export async function findEditor(db: Database, { open, ...at }: DeckAt & { open: string | null }) {
	const edited = await readEditedDeck(db, at);
	if (!edited) return null;
	const { version, built, deck, overlay, kept } = edited;
	const titles = slideTitles(deck);
	const shown = new Map(shownSlides(pageDeck(deck)).map(({ key }, i) => [key, i + 1]));
	const moved = new Set(overlay.moves.map(({ slide }) => slide));
	const own = new Set(overlay.extra.map(({ key }) => key));
	const versions = new Map(kept.map((row) => [row.slide, row.version]));
	const unreadable = kept.flatMap(({ slide, title, version, trouble }) =>
		trouble ? [{ slide, title: titles.get(slide) ?? title, version, trouble }] : []
	);
	const locked = new Set(unreadable.map(({ slide }) => slide));
	return {
		version,
		figures_on: deck.figures_on,
		slides: deck.slides.map(({ key, kicker, hidden }) => ({
			key,
			title: titles.get(key) ?? '',
			kicker,
			hidden,
			own: own.has(key),
			moved: moved.has(key) && !own.has(key),
			edited: editsOf(overlay, key).length,
			/** What is kept of it cannot be read, so nothing else is kept in its place. */
			locked: locked.has(key),
			/** Which slide of the presentation it is; null where it is hidden. */
			at: shown.get(key) ?? null
		})),
		open: open === null || locked.has(open) ? null : openSlide(edited, open),
		stale: pointOut(edited, titles).map((one) => ({ ...one, version: versions.get(one.slide) ?? 0 })),
		unreadable,
		other_language: kept.reduce(
			(sum, { content }) =>
				sum + (content?.edits.filter(({ language }) => language !== built.language).length ?? 0),
			0
		)
	};
}

export type Editor = NonNullable<Awaited<ReturnType<typeof findEditor>>>;

function openSlide({ built, overlay, kept }: EditedDeck, key: string) {
	const version = kept.find(({ slide }) => slide === key)?.version ?? 0;
	const extra = overlay.extra.find((one) => one.key === key);
	if (extra) return { key, version, own: extra, texts: [] };
	const slide = built.slides.find((one) => one.key === key);
	if (!slide) return null;
	return {
		key,
		version,
		own: null,
		texts: formTexts(slide, editsOf(overlay, key)).map(({ field, shown, line, edit }) => ({
			field,
			text: shown,
			/** What stands there without the edit; null where there is none, or nothing under it. */
			generated: edit && line ? plain(line) : null,
			is_edited: edit !== null,
			figures: (line ?? []).flatMap(({ text, href }) => (href ? [text] : []))
		}))
	};
}

/** The texts of a slide as its form has them: those that it was built with, and the lines that somebody has kept. */
function formTexts(slide: Slide, edits: Edit[]) {
	const { texts, loose } = editedTexts(slide, edits);
	const inList = loose.filter(({ stale }) => stale?.why !== 'field_gone');
	return [
		...texts.map((text: EditedText) => ({ ...text, shown: plain(text.shown) })),
		...inList.map(({ edit }: LooseEdit, i) => ({
			field: `${OWN_LINE}.${i}`,
			line: null,
			edit,
			shown: edit.text
		}))
	];
}

export interface PointedOut {
	why: StaleEdit['why'] | 'place_gone_own';
	slide: string;
	title: string;
	/** The number of the edit among those of its slide; null where it is no edit. */
	nr: number | null;
	field: string | null;
	was: string | null;
	now: string | null;
	text: string | null;
	/** Of a slide that is gone: what was changed on it, besides being hidden or moved. */
	kept: { field: string; text: string }[];
	was_hidden: boolean;
	was_moved: boolean;
}

/** What somebody should look at again; of a slide that is gone everything together. */
function pointOut({ built, overlay, stale, kept }: EditedDeck, titles: Map<string, string>): PointedOut[] {
	const bare = { nr: null, field: null, was: null, now: null, text: null };
	const rest = { kept: [], was_hidden: false, was_moved: false };
	const texts = built.slides.flatMap((slide) => {
		const edits = editsOf(overlay, slide.key);
		if (!edits.length) return [];
		const { texts, loose } = editedTexts(slide, edits);
		return [...texts, ...loose].flatMap(({ edit, stale }) =>
			edit && stale && stale.why !== 'slide_gone' && stale.why !== 'place_gone'
				? [
						{
							...rest,
							why: stale.why,
							slide: slide.key,
							title: titles.get(slide.key) ?? '',
							nr: edits.indexOf(edit),
							field: stale.field,
							was: stale.was,
							now: stale.why === 'changed' ? stale.now : null,
							text: stale.text
						}
					]
				: []
		);
	});
	const own = new Set(overlay.extra.map(({ key }) => key));
	const places = stale.flatMap((one) =>
		one.why === 'place_gone'
			? [
					{
						...rest,
						...bare,
						why: own.has(one.slide) ? ('place_gone_own' as const) : one.why,
						slide: one.slide,
						title: titles.get(one.slide) ?? ''
					}
				]
			: []
	);
	const gone = kept.flatMap(({ slide, title, hidden, content }) =>
		content && !titles.has(slide) && (hidden || content.place || content.edits.length)
			? [
					{
						...bare,
						why: 'slide_gone' as const,
						slide,
						title,
						kept: content.edits.map(({ field, text }) => ({ field, text })),
						was_hidden: hidden,
						was_moved: content.place !== null
					}
				]
			: []
	);
	return [...texts, ...places, ...gone];
}

interface Editing extends EditedDeck {
	trx: Transaction<DB>;
	/** The version of what is kept of a slide. */
	versionOf: (slide: string) => number;
}

/**
 * Changes the hand edits of a deck: what `work` makes of them, in one act that holds the meeting.
 * @throws 403 where the person does not run the meetings; 404 where there is no such meeting or version; Stale where its figures
 * cannot be read
 */
async function edit(
	db: Database,
	acting: Acting,
	at: DeckAt,
	work: (editing: Editing) => Overlay | Promise<Overlay>
): Promise<void> {
	if (!mayRunMeetings(acting.person)) notAllowed();
	await act(db, acting, async (trx) => {
		await claimMeeting(trx, at.meeting_id);
		const edited = await readEditedDeck(trx, at);
		if (!edited) throw new Stale();
		const versionOf = (key: string) => edited.kept.find(({ slide }) => slide === key)?.version ?? 0;
		const editing = { ...edited, trx, versionOf };
		const overlay = await work(editing);
		if (overlay === edited.overlay) return;
		await keepOverlay(trx, at, {
			kept: editing.kept,
			overlay,
			order: orderOf(overlay, edited.built),
			titles: new Map(edited.built.slides.map(({ key, title }) => [key, title]))
		});
	});
}

/**
 * Changes the texts of a slide: those that the person made others than they saw them, so that of two who edit different texts
 * both are kept. A text that is as it was generated is no edit.
 * @param made_from the version of the figures that the person saw
 * @param take_back the field whose edit is taken back, whatever stands in it
 * @param seen the texts as the person saw them
 * @throws Stale where somebody changed the same text meanwhile, with both, or it is gone; Refused where a text is too long or
 * the title empty; 403, 404
 */
export async function editSlide(
	db: Database,
	acting: Acting,
	at: DeckAt,
	given: {
		slide: string;
		version: number;
		made_from?: number | undefined;
		take_back: string | null;
		texts: Record<string, string>;
		seen: Record<string, string>;
	}
): Promise<void> {
	const { slide: key, version, take_back } = given;
	await edit(db, acting, { ...at, version: given.made_from ?? at.version }, async (editing) => {
		const { built } = editing;
		const slide = built.slides.find((one) => one.key === key);
		if (!slide) throw new Stale();
		const texts = formTexts(slide, editsOf(editing.overlay, key));
		const isStale = version !== editing.versionOf(key);
		const isMine = (field: string, text: string) => text !== written(field, given.seen[field] ?? text);
		for (const [field, text] of Object.entries(given.texts))
			if (!texts.some((one) => one.field === field) && isMine(field, written(field, text))) throw new Stale();
		let { overlay } = editing;
		const faults: Record<string, string> = {};
		const clashes: Record<string, string> = {};
		for (const { field, shown, line, edit } of texts) {
			const now = written(field, shown);
			const seen = field in given.seen ? written(field, given.seen[field]!) : null;
			const text = written(field, given.texts[field] ?? seen ?? shown);
			if (field !== take_back && (text === now || text === seen)) continue;
			if (isStale && now !== seen) {
				clashes[field] = shown;
				continue;
			}
			if (field === take_back) {
				if (edit) overlay = withoutEdit(overlay, edit);
				continue;
			}
			const fault = faultOf(field, text);
			if (fault) faults[field] = fault;
			else if (!line) overlay = changeLine(overlay, edit, text);
			else {
				const generated = plain(line);
				// What cannot be seen in a generated text is no reason for an edit.
				const same = text === written(field, generated);
				overlay = withEdit(overlay, built, { slide: key, field, text: same ? generated : text });
			}
		}
		if (Object.keys(clashes).length) throw new Stale(await theirsOf(editing, key, clashes));
		if (Object.keys(faults).length) throw new Refused(faults);
		return overlay;
	});
}

/** A text as a form sends it back. */
function written(field: string, text: string): string {
	const clean = tidy(text).trim();
	return field in MOST_LETTERS && field !== 'notes' ? oneLine(clean) : clean;
}

function faultOf(field: string, text: string): string | null {
	const most = MOST_LETTERS[field] ?? MOST_OF_A_LINE;
	if (text.length > most) return `too_long:${most}:${text.length}`;
	return field === 'title' && !text ? 'required' : null;
}

/** A line that somebody has kept: without a text it is taken away. */
function changeLine(overlay: Overlay, edit: Edit, text: string): Overlay {
	if (!text) return withoutEdit(overlay, edit);
	return { ...overlay, edits: overlay.edits.map((one) => (one === edit ? { ...one, text } : one)) };
}

async function theirsOf(
	{ trx, kept, versionOf }: Editing,
	key: string,
	values: Record<string, string>
): Promise<Theirs> {
	const row = kept.find(({ slide }) => slide === key);
	const last = row ? await lastChange(trx, 'slide_edit', { id: row.id }) : null;
	return { values, version: versionOf(key), person_name: null, recorded_at: null, ...last };
}

interface EditAt {
	slide: string;
	version: number;
	nr: number;
}

function editAt({ overlay, versionOf }: Editing, { slide, version, nr }: EditAt): Edit {
	const found = editsOf(overlay, slide)[nr];
	if (version !== versionOf(slide) || !found) throw new Stale();
	return found;
}

/** Says that an edit stays although its ground has changed. @throws Stale where it was changed meanwhile; 403, 404 */
export async function keepEdit(db: Database, acting: Acting, at: DeckAt, given: EditAt): Promise<void> {
	await edit(db, acting, at, (editing) => withGround(editing.overlay, editing.built, editAt(editing, given)));
}

/** Takes an edit back. @throws Stale where it was changed meanwhile; 403, 404 */
export async function takeEditBack(db: Database, acting: Acting, at: DeckAt, given: EditAt): Promise<void> {
	await edit(db, acting, at, (editing) => withoutEdit(editing.overlay, editAt(editing, given)));
}

/**
 * Lets a slide stand where it is shown, although the one that it was put behind is gone.
 * @throws Stale where it is gone; 403, 404
 */
export async function keepPlace(
	db: Database,
	acting: Acting,
	at: DeckAt,
	{ slide }: { slide: string }
): Promise<void> {
	await edit(db, acting, at, ({ overlay, built }) => {
		if (!orderOf(overlay, built).includes(slide)) throw new Stale();
		return withPlace(overlay, built, slide);
	});
}

/** Hides a slide, or shows it again. @throws Stale where it is gone; Refused where its edits cannot be read; 403, 404 */
export async function hideSlide(
	db: Database,
	acting: Acting,
	at: DeckAt,
	{ slide, skjult }: { slide: string; skjult: boolean }
): Promise<void> {
	await edit(db, acting, at, ({ overlay, deck }) => {
		if (!deck.slides.some(({ key }) => key === slide)) throw new Stale();
		return withHidden(overlay, slide, skjult);
	});
}

/**
 * Moves a slide a step, to one of the ends, or behind another one. A step that leads nowhere changes nothing.
 * @throws Stale where it is gone; Refused where the other one is, or its edits cannot be read; 403, 404
 */
export async function moveSlide(
	db: Database,
	acting: Acting,
	at: DeckAt,
	{ slide, to }: { slide: string; to: 'up' | 'down' | 'first' | 'last' | { after: string } }
): Promise<void> {
	await edit(db, acting, at, ({ overlay, built }) => {
		const order = orderOf(overlay, built);
		const place = order.indexOf(slide);
		if (place < 0) throw new Stale();
		const others = order.toSpliced(place, 1);
		const target =
			typeof to === 'object'
				? others.indexOf(to.after) + 1
				: { up: place - 1, down: place + 1, first: 0, last: others.length }[to];
		if (typeof to === 'object' && target === 0) throw new Refused({ to: 'cannot_go' });
		if (target === place || target < 0 || target > others.length) return overlay;
		return withMove(overlay, built, { slide, after: others[target - 1] ?? null });
	});
}

type GivenOwn = Pick<ExtraSlide, 'title' | 'kicker' | 'lines' | 'said'>;

/** Adds a slide of one's own behind another one, or first. @throws Refused where that is gone; 403, 404 */
export async function addOwnSlide(
	db: Database,
	acting: Acting,
	at: DeckAt,
	{ efter, ...given }: GivenOwn & { efter: string | null }
): Promise<void> {
	await edit(db, acting, at, ({ overlay, built }) => {
		if (efter !== null && !orderOf(overlay, built).includes(efter))
			throw new Refused({ efter: 'bad_choice' });
		return withExtra(overlay, built, { key: `own:${randomUUID()}`, after: efter, ...given });
	});
}

/** Changes a slide of one's own. @throws Stale where it was changed meanwhile, with both, or it is gone; 403, 404 */
export async function changeOwnSlide(
	db: Database,
	acting: Acting,
	at: DeckAt,
	{ slide, version, ...given }: GivenOwn & { slide: string; version: number }
): Promise<void> {
	await edit(db, acting, at, async (editing) => {
		const { overlay, built } = editing;
		const own = overlay.extra.find(({ key }) => key === slide);
		if (!own) throw new Stale();
		if (version !== editing.versionOf(slide))
			throw new Stale(
				await theirsOf(editing, slide, {
					title: own.title,
					kicker: own.kicker ?? '',
					lines: own.lines.join('\n'),
					said: own.said.join('\n')
				})
			);
		return withExtra(overlay, built, { ...own, ...given });
	});
}

/** Takes a slide of one's own away. @throws Stale where it was changed meanwhile or is gone; 403, 404 */
export async function removeOwnSlide(
	db: Database,
	acting: Acting,
	at: DeckAt,
	{ slide, version }: { slide: string; version: number }
): Promise<void> {
	await edit(db, acting, at, ({ overlay, built, versionOf }) => {
		if (version !== versionOf(slide) || !overlay.extra.some(({ key }) => key === slide)) throw new Stale();
		return withoutExtra(overlay, built, slide);
	});
}

/**
 * Takes back all that is kept of a generated slide, in every language, also where the slide is gone or it cannot be read.
 * @throws Stale where it was changed meanwhile; 403, 404
 */
export async function dropEdits(
	db: Database,
	acting: Acting,
	at: DeckAt,
	{ slide, version }: { slide: string; version: number }
): Promise<void> {
	await edit(db, acting, at, async (editing) => {
		const { overlay, built, trx } = editing;
		const row = editing.kept.find((one) => one.slide === slide);
		if (!row || row.version !== version) throw new Stale();
		if (row.content?.own) return withoutExtra(overlay, built, slide);
		const others = withoutMove(overlay, built, slide);
		await dropSlideEdits(trx, row.id);
		editing.kept = editing.kept.filter((one) => one !== row);
		return {
			...others,
			edits: others.edits.filter((one) => one.slide !== slide),
			hidden: others.hidden.filter((key) => key !== slide)
		};
	});
}
