import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { act, type Acting, Refused, Stale } from '#database/acting.server.ts';
import type { Database } from '#database/connection.server.ts';
import { mayRunMeetings } from '#people/may.ts';
import { hashOf } from '#slides/snapshot.server.ts';
import { notAllowed } from '../errors.ts';
import { readFrozen } from './freeze.server.ts';
import { totalsOf } from './handout.ts';

/**
 * Makes a handout of a frozen version of a meeting's deck.
 * @returns the token of its address, which nobody can be told again: only its hash is kept
 * @throws Refused where the meeting has no such version, or it is not whole; 403
 */
export async function makeHandout(
	db: Database,
	acting: Acting,
	meeting_id: number,
	{ deck_version }: { deck_version: number }
): Promise<string> {
	if (!mayRunMeetings(acting.person)) notAllowed();
	const token = randomBytes(32).toString('base64url');
	await act(db, acting, async (trx) => {
		const deck = await trx
			.selectFrom('deck')
			.where('meeting_id', '=', meeting_id)
			.where('version', '=', deck_version)
			.select(sql<boolean>`hash = sha256(convert_to(content, 'UTF8'))`.as('is_whole'))
			.executeTakeFirst();
		if (!deck?.is_whole) throw new Refused({ deck_version: 'bad_choice' });
		await trx
			.insertInto('handout')
			.values({
				meeting_id,
				deck_version,
				token_hash: hashOf(token),
				made_at: acting.now,
				person_id: acting.person.id
			})
			.execute();
	});
	return token;
}

/** Takes a handout's link back, for good. @throws Stale where it is taken back already, or is not the meeting's; 403 */
export async function revokeHandout(
	db: Database,
	acting: Acting,
	meeting_id: number,
	{ id }: { id: number }
): Promise<void> {
	if (!mayRunMeetings(acting.person)) notAllowed();
	await act(db, acting, async (trx) => {
		const revoked = await trx
			.updateTable('handout')
			.set({ revoked_on: acting.today })
			.where('id', '=', id)
			.where('meeting_id', '=', meeting_id)
			.where('revoked_on', 'is', null)
			.returning('id')
			.executeTakeFirst();
		if (!revoked) throw new Stale();
	});
}

/** The handouts of a meeting, the latest first, with who made them; at most 100. */
export async function listHandouts(db: Database, meeting_id: number) {
	return db
		.selectFrom('handout')
		.innerJoin('person', 'person.id', 'handout.person_id')
		.where('handout.meeting_id', '=', meeting_id)
		.orderBy('handout.id', 'desc')
		.limit(100)
		.select(['handout.id', 'deck_version', 'made_at', 'person.name as made_by', 'revoked_on'])
		.execute();
}

export type HandoutRow = Awaited<ReturnType<typeof listHandouts>>[number];

/** The handout that a token opens; null where it opens none, or none any longer. */
export async function openHandout(
	db: Database,
	token: string
): Promise<{ meeting_id: number; version: number } | null> {
	if (!/^[\w-]{43}$/.test(token)) return null;
	const handout = await db
		.selectFrom('handout')
		.where('token_hash', '=', hashOf(token))
		.where('revoked_on', 'is', null)
		.select(['meeting_id', 'deck_version as version'])
		.executeTakeFirst();
	return handout ?? null;
}

/** The totals of a frozen version with who presented; null where what is stored cannot be trusted or read. */
export async function readHandout(db: Database, deck: { meeting_id: number; version: number }) {
	const frozen = await readFrozen(db, deck);
	if (!frozen) return null;
	const { snapshot, changes, organisation } = frozen;
	return {
		totals: totalsOf(snapshot, changes),
		organisation: {
			name: organisation.name,
			accent: organisation.accent,
			logo: snapshot.organisation?.logo ?? null
		}
	};
}
