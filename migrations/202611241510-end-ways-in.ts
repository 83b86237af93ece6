import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
	const {
		rows: [place]
	} = await sql<{ schema: string }>`select current_schema() as schema`.execute(db);
	const path = sql`set search_path = ${sql.id(place?.schema ?? 'public')}, pg_temp`;

	await sql`
		-- Whoever could come in by the old address comes in no longer. Of the record it is part of the change of the mail,
		-- and goes without lines of its own, so that the change can be undone and redone.
		create function end_ways_in() returns trigger language plpgsql security definer
			set overblik.loading = 'on' ${path} as $$
		begin
			update session set ended_at = coalesce(acting_setting('recorded_at')::timestamptz, now())
			where person_id = new.id and ended_at is null;
			delete from sign_in_link where person_id = new.id;
			delete from identity where person_id = new.id;
			return null;
		end $$
	`.execute(db);
	await sql`revoke all on function end_ways_in() from public`.execute(db);
	await sql`
		create trigger end_ways_in after update of email on person for each row
		when (lower(old.email) <> lower(new.email) and new.pseudonymised_on is null)
		execute function end_ways_in()
	`.execute(db);
}
