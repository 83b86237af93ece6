import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Database } from '#database/connection.server.ts';

// One statement on a table of ours: a library for this would bring its own table, its own pool and its own clock for
// the same upsert. Several servers on one database share the counts.

const QUARTER = 15;
const DAY = 24 * 60;

/**
 * How often each thing may be tried within so many minutes: from one address, for one account from one address, and for
 * one account from everywhere. Whoever floods an account from one address uses up their own tries, not those of its
 * person, who is elsewhere; the cap from everywhere is ten such addresses.
 */
export const LIMITS = {
	/** Many people of a town hall come from one address. */
	link_from_address: { most: 60, minutes: QUARTER },
	link_for_account_here: { most: 5, minutes: QUARTER },
	link_for_account_here_daily: { most: 20, minutes: DAY },
	link_for_account_daily: { most: 200, minutes: DAY },
	use_from_address: { most: 60, minutes: QUARTER },
	provider_from_address: { most: 120, minutes: QUARTER },
	/** Links of handouts that open none: whoever has one that does is not counted. */
	handout_from_address: { most: 30, minutes: QUARTER }
} as const;

/**
 * Counts a try and says whether it is one too many, known account or not.
 * @param key the caller's address, the account's mail, or both; only its hash is kept
 * @returns null where it may go on, else when to try again
 */
export async function countTry(
	db: Database,
	what: keyof typeof LIMITS,
	key: string,
	clock: Date
): Promise<Date | null> {
	const { most, minutes } = LIMITS[what];
	const began = new Date(clock.getTime() - minutes * 60_000);
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
	if (tries === 1)
		await db.deleteFrom('sign_in_try').where('what', '=', what).where('since', '<=', began).execute();
	return tries > most ? new Date(since.getTime() + minutes * 60_000) : null;
}
