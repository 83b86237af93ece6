import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
	const {
		rows: [place]
	} = await sql<{ schema: string }>`select current_schema() as schema`.execute(db);
	const home = place?.schema ?? 'public';
	const there = sql.id(home === 'public' ? 'as_of' : `${home}_as_of`);
	const path = sql`set search_path = ${sql.id(home)}, pg_temp`;

	await sql`
		-- To run the meetings: the programme office (src/people/may.ts, mayRunMeetings).
		create function may_run_meetings() returns boolean language sql stable security definer ${path} as $$
			select coalesce((select kind = 'kombit_administrator' from hat()), false)
		$$
	`.execute(db);
	await sql`
		-- A row is the world as it was frozen for a meeting: its snapshot in canonical JSON, as of the day figures_on, with the
		-- hash of it. It never changes; frozen again it is the meeting's next version. frozen_at is a moment in the world shown.
		create table deck (
			id integer generated always as identity primary key,
			meeting_id integer not null references meeting,
			version integer not null check (version > 0),
			figures_on date not null,
			frozen_at timestamptz not null,
			frozen_by integer references person,
			format integer not null,
			content text not null,
			hash bytea not null,
			is_demo boolean not null default false,
			request_id uuid,
			unique (meeting_id, version),
			constraint deck_hash_fits check (hash = sha256(convert_to(content, 'UTF8')))
		)
	`.execute(db);
	await sql`
		create function keep_frozen() returns trigger language plpgsql as $$
		begin
			raise exception 'what is frozen never changes' using errcode = 'insufficient_privilege';
		end $$
	`.execute(db);
	await sql`
		create trigger never_changes before update or delete on deck for each row execute function keep_frozen()
	`.execute(db);
	await sql`alter table deck enable row level security`.execute(db);
	await sql`grant select, insert on deck to overblik_app`.execute(db);
	await sql`create policy reading on deck for select to overblik_app using (true)`.execute(db);
	await sql`
		create policy adding on deck for insert to overblik_app
		with check (may_run_meetings() and frozen_by = acting_setting('person')::integer)
	`.execute(db);
	// As of a day: what had been frozen by its end.
	await sql`
		create view ${there}.deck as select * from ${sql.id(home)}.deck where frozen_at < ${there}.day_end()
	`.execute(db);
	await sql`grant select on ${there}.deck to overblik_app`.execute(db);
}
