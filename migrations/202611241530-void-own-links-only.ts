import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
	const {
		rows: [place]
	} = await sql<{ schema: string }>`select current_schema() as schema`.execute(db);
	const path = sql`set search_path = ${sql.id(place?.schema ?? 'public')}, pg_temp`;

	await sql`
		-- Makes a link; those that the same browser asked for before are void from now on. Another browser may be a
		-- stranger's, who must not take the person's own link away.
		create or replace function make_sign_in_link(of_token bytea, of_browser bytea, of_person integer, to_path text,
			at timestamptz, until timestamptz) returns void language sql security definer ${path} as $$
			delete from sign_in_link
			where (person_id = of_person and browser_hash = of_browser and used_at is null)
				or expires_at < at - interval '1 day';
			insert into sign_in_link (token_hash, browser_hash, person_id, next_path, expires_at)
			values (of_token, of_browser, of_person, to_path, until);
		$$
	`.execute(db);
}
