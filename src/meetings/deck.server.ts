import type { Database } from '#database/connection.server.ts';
import type { Language } from '#language/language.ts';
import { buildDeck } from '#slides/build.ts';
import type { Deck } from '#slides/deck.ts';
import { applyOverlay, type Overlay, type Stale } from '#slides/overlay.ts';
import { pageDeck } from '#slides/paging.ts';
import { readFrozen } from './freeze.server.ts';
import { listSlideEdits } from './overlay.server.ts';
import { type KeptSlide, overlayOf } from './overlay.ts';

/** Which deck: the meeting's, of a frozen version or the newest one, in a language. */
export interface DeckAt {
	meeting_id: number;
	version: number | undefined;
	language: Language;
}

/** A deck with what somebody changed in it by hand. */
export interface EditedDeck {
	/** The version of the figures. */
	version: number;
	/** As it was made from the figures alone. */
	built: Deck;
	/** As it is shown, not yet paged. */
	deck: Deck;
	overlay: Overlay;
	stale: Stale[];
	kept: KeptSlide[];
}

/**
 * The deck of a frozen version, made from its stored figures alone and from those of the meeting before, with the meeting's hand
 * edits laid over it: those that cannot be read are left out. As it is shown: paged.
 * @param db the present: hand edits belong to the deck, which is the same from whichever day one looks at it
 * @param version without it the newest
 * @returns null where the figures that are stored cannot be trusted or read; the meeting's page says which
 * @throws 404 where the meeting has no such version
 */
export async function readPagedDeck(db: Database, at: DeckAt): Promise<Deck | null> {
	const found = await readEditedDeck(db, at);
	return found && pageDeck(found.deck);
}

/** The same, not yet paged, with all that its editor needs to know. */
export async function readEditedDeck(db: Database, at: DeckAt): Promise<EditedDeck | null> {
	const found = await readBuiltDeck(db, at);
	if (!found) return null;
	const kept = await listSlideEdits(db, at.meeting_id);
	const overlay = overlayOf(kept, at.language);
	return { ...found, overlay, kept, ...applyOverlay(found.built, overlay) };
}

async function readBuiltDeck(
	db: Database,
	{ meeting_id, version, language }: DeckAt
): Promise<{ version: number; built: Deck } | null> {
	const frozen = await readFrozen(db, { meeting_id, version });
	if (!frozen) return null;
	const { snapshot, changes, organisation } = frozen;
	const page = `/moeder/${meeting_id}/aendringer?udgave=${frozen.version}`;
	return { version: frozen.version, built: buildDeck(snapshot, { language, organisation, changes, page }) };
}
