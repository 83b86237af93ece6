import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
	// Two who gave the same access at the same moment made it twice. The first stays, and sessions go on by it.
	await sql`
		create temporary table held_twice on commit drop as
		select id, first_value(id) over same as kept from access where revoked_on is null
		window same as (partition by person_id, kind, municipality_code order by id)
	`.execute(db);
	await sql`
		update session set access_id = kept from held_twice
		where access_id = held_twice.id and held_twice.id <> kept
	`.execute(db);
	await sql`
		update access set revoked_on = greatest(granted_on, current_date) from held_twice
		where access.id = held_twice.id and held_twice.id <> kept
	`.execute(db);
	await sql`drop table held_twice`.execute(db);
	await sql`
		create unique index access_once on access (person_id, kind, municipality_code) nulls not distinct
		where revoked_on is null
	`.execute(db);
}
