import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
	const {
		rows: [place]
	} = await sql<{ schema: string }>`select current_schema() as schema`.execute(db);
	// Who wrote a note follows from who acts; nobody writes in another's name.
	await sql`
		alter table follow_up add column person_id integer default (acting_setting('person')::integer)
			references person on delete set null
	`.execute(db);
	await sql`create index follow_up_person on follow_up (person_id) where person_id is not null`.execute(db);

	await sql`
		-- A note about a call: whoever wrote it; those that nobody is named for are KOMBIT's.
		create function may_edit_follow_up(of_version integer, of_municipality text, of_person integer)
			returns boolean language sql stable security definer
			set search_path = ${sql.id(place?.schema ?? 'public')}, pg_temp as $$
			select coalesce(may_write_signature(of_version, of_municipality) and case
				when of_person is null then (select municipality_code is null from hat())
				else of_person = acting_setting('person')::integer
			end, false)
		$$
	`.execute(db);
	const own = sql`may_edit_follow_up(version_id, municipality_code, person_id)`;
	await sql`
		create policy own_adding on follow_up as restrictive for insert to overblik_app with check (${own})
	`.execute(db);
	await sql`
		create policy own_changing on follow_up as restrictive for update to overblik_app using (true) with check (${own})
	`.execute(db);
	await sql`
		create policy own_removing on follow_up as restrictive for delete to overblik_app using (${own})
	`.execute(db);
}
