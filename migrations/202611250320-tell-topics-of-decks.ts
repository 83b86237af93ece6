import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
	const {
		rows: [place]
	} = await sql<{ schema: string }>`select current_schema() as schema`.execute(db);
	const home = place?.schema ?? 'public';
	const there = sql.id(home === 'public' ? 'as_of' : `${home}_as_of`);
	await sql`
		-- The slugs of the projects that its agenda is about, so that a project finds its decks without reading each of them.
		alter table deck add column topics jsonb not null generated always as
			(jsonb_path_query_array(content::jsonb, '$.meeting.agenda[*].project_slug ? (@ != null)')) stored
	`.execute(db);
	await sql`
		create or replace view ${there}.deck as select * from ${sql.id(home)}.deck where frozen_at < ${there}.day_end()
	`.execute(db);
}
