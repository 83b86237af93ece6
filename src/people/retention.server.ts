import { sql } from 'kysely';
import type { Database } from '#database/connection.server.ts';

const DAY = 86_400_000;

/** Sessions that are over are kept for so many days after their last use. */
export const SESSION_DAYS = 90;

/**
 * Takes the names of those who left `months` ago out of everything kept: their row becomes "Tidligere medarbejder" with
 * its number, without mail, title and telephone, and so does what the audit holds of it. What people typed stays.
 * Safe with several instances at once.
 * @returns the ids of those it was done for
 */
export async function pseudonymise(db: Database, months: number): Promise<number[]> {
	const { rows } = await sql<{ id: number }>`select pseudonymise_people(${months}::integer) as id`.execute(
		db
	);
	return rows.map(({ id }) => id);
}

/**
 * Clears forms kept for somebody who did not come back within the hour, and sessions that were over for `days`; the two
 * last of each person stay, since they say when somebody was last here.
 */
export async function clearWhatIsOver(db: Database, days = SESSION_DAYS): Promise<void> {
	await sql`select clear_what_is_over(${days}::integer)`.execute(db);
}

/**
 * Does both now and once a day, until stopped. Trouble is told and does not stop it: the next day tries again.
 * @returns what stops it
 */
export function keepRetention(
	db: Database,
	months: number,
	tell: (report: { pseudonymised: number } | { trouble: unknown }) => void
): () => void {
	const work = () =>
		clearWhatIsOver(db)
			.then(() => pseudonymise(db, months))
			.then(
				(gone) => gone.length > 0 && tell({ pseudonymised: gone.length }),
				(trouble: unknown) => tell({ trouble })
			);
	void work();
	const timer = setInterval(() => void work(), DAY);
	timer.unref();
	return () => clearInterval(timer);
}
