import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Database } from '#database/connection.server.ts';

// One statement on a table of ours: a library for this would bring its own table, its own pool and its own clock for
// the same upsert. Several servers on one database share the counts.

/** How often each thing may be tried in a quarter of an hour: from one address, and for one account. */
export const LIMITS = {
	/** Many people of a town hall come from one address. */
	link_from_address: 60,
	link_for_account: 5,
	use_from_address: 60,
	provider_from_address: 120
} as const;

export const LIMIT_MINUTES = 15;

/**
 * Counts a try and says whether it is one too many, known account or not.
 * @param key the caller's address or the account's mail; only its hash is kept
 * @returns null where it may go on, else when to try again
 */
export async function countTry(
	db: Database,
	what: keyof typeof LIMITS,
	key: string,
	clock: Date
): Promise<Date | null> {
	const began = new Date(clock.getTime() - LIMIT_MINUTES * 60_000);
	const key_hash = createHash('sha256').update(key.trim().toLowerCase()).digest();
	const { since, tries } = await db
		.insertInto('sign_in_try')
		.values({ what, key_hash, since: clock, tries: 1 })
		.onConflict((conflict) =>
			conflict.columns(['what', 'key_hash']).doUpdateSet({
				tries: sql`case when sign_in_try.since <= ${began} then 1 else least(sign_in_try.tries + 1, 1000000) end`,
				since: sql`case when sign_in_try.since <= ${began} then ${clock} else sign_in_try.since end`
			})
		)
		.returning(['since', 'tries'])
		.executeTakeFirstOrThrow();
	if (tries === 1) await db.deleteFrom('sign_in_try').where('since', '<=', began).execute();
	return tries > LIMITS[what] ? new Date(since.getTime() + LIMIT_MINUTES * 60_000) : null;
}
