import type { Database } from '#database/connection.server.ts';
import type { Language } from '#language/language.ts';
import { buildDeck } from '#slides/build.ts';
import { changesSince } from '#slides/changes.ts';
import type { Deck } from '#slides/deck.ts';
import { readOrganisation } from '#slides/organisation.server.ts';
import { findDeck, findDeckBefore } from './freeze.server.ts';

/**
 * The deck of a frozen version, made from its stored figures alone and from those of the meeting before.
 * @param db the present
 * @param version without it the newest
 * @returns null where what is stored cannot be trusted or read; the meeting's page says which
 * @throws 404 where the meeting has no such version
 */
export async function readDeck(
	db: Database,
	{ meeting_id, version, language }: { meeting_id: number; version: number | undefined; language: Language }
): Promise<Deck | null> {
	const deck = await findDeck(db, { meeting_id, ...(version !== undefined && { version }) });
	const { snapshot } = deck;
	if (!snapshot) return null;
	const earlier = (await findDeckBefore(db, snapshot))?.snapshot;
	return buildDeck(snapshot, {
		language,
		organisation: await readOrganisation(db, snapshot.organisation),
		changes: earlier ? changesSince(earlier, snapshot).changes : null,
		page: `/moeder/${meeting_id}/aendringer?udgave=${deck.version}`
	});
}
