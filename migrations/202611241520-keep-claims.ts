import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
	// What a provider limited this session to, so that changing the access one acts by does not leave it: codes of
	// municipalities ('' for KOMBIT) and kinds of access; null where it said nothing.
	await sql`alter table session add column claimed_places text[], add column claimed_kinds text[]`.execute(
		db
	);
}
