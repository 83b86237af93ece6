import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
	const {
		rows: [place]
	} = await sql<{ schema: string }>`select current_schema() as schema`.execute(db);
	await sql`
		-- Who changed a row last and when, for whoever finds it changed: the name alone, not what the audit holds.
		create function last_change(of_table text, of_row jsonb) returns table (person_name text, recorded_at timestamptz)
			language sql stable security definer set search_path = ${sql.id(place?.schema ?? 'public')}, pg_temp as $$
			select person.name, event.recorded_at
			from audit_event event left join person on person.id = event.person_id
			where event.table_name = of_table and event.row_key = of_row
			order by event.id desc limit 1
		$$
	`.execute(db);
}
