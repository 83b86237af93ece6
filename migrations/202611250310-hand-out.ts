import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		-- A row is a link at which whoever has it reads the totals of a frozen deck without signing in, until it is revoked. Of
		-- the token in its address only the SHA-256 is kept.
		create table handout (
			id integer generated always as identity primary key,
			meeting_id integer not null,
			deck_version integer not null,
			token_hash bytea not null unique check (length(token_hash) = 32),
			made_at timestamptz not null,
			person_id integer not null references person,
			revoked_on date,
			foreign key (meeting_id, deck_version) references deck (meeting_id, version)
		)
	`.execute(db);
	await sql`create index handout_meeting on handout (meeting_id)`.execute(db);
	await sql`alter table handout enable row level security`.execute(db);
	await sql`grant select, insert, update (revoked_on) on handout to overblik_app`.execute(db);
	await sql`create policy reading on handout for select to overblik_app using (true)`.execute(db);
	await sql`
		create policy adding on handout for insert to overblik_app
		with check (may_run_meetings() and person_id = acting_setting('person')::integer)
	`.execute(db);
	await sql`
		create policy changing on handout for update to overblik_app using (true) with check (may_run_meetings())
	`.execute(db);
	await sql`
		-- A link that was taken back never works again.
		create function keep_revoked() returns trigger language plpgsql as $$
		begin
			raise exception 'a link stays revoked' using errcode = 'insufficient_privilege';
		end $$
	`.execute(db);
	await sql`
		create trigger stays_revoked before update on handout for each row when (old.revoked_on is not null)
		execute function keep_revoked()
	`.execute(db);
	await sql`
		create trigger audit after insert or update or delete on handout for each row
		when (current_user = 'overblik_app' or current_setting('overblik.loading', true) is distinct from 'on')
		execute function write_audit('id', 'meeting_id')
	`.execute(db);
}
