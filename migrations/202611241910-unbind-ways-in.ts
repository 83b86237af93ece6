import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
	const {
		rows: [place]
	} = await sql<{ schema: string }>`select current_schema() as schema`.execute(db);
	const path = sql`set search_path = ${sql.id(place?.schema ?? 'public')}, pg_temp`;

	await sql`
		-- Takes away what binds the person who acts to a provider; nobody else's, and nothing the app could do otherwise.
		create function unbind_identity(of_provider text) returns boolean language plpgsql security definer ${path} as $$
		begin
			delete from identity
			where provider = of_provider and person_id = nullif(acting_setting('person'), '')::integer;
			return found;
		end $$
	`.execute(db);
	await sql`revoke all on function unbind_identity(text) from public`.execute(db);
	await sql`grant execute on function unbind_identity(text) to overblik_app`.execute(db);
}
