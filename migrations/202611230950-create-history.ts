import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`create type change_source as enum ('demo', 'web', 'import')`.execute(db);
	await sql`
		-- A row is one change of a task's or a signature's state; append-only. effective_on is when it was true in the world, recorded_at when it was known here.
		create table status_change (
			id integer generated always as identity primary key,
			task_id integer references task on delete cascade,
			version_id integer references agreement_version on delete cascade,
			municipality_code text not null references municipality,
			old_state text,
			new_state text not null,
			effective_on date not null,
			recorded_at timestamptz not null,
			actor_id integer references person on delete set null,
			source change_source not null,
			note text,
			check (num_nonnulls(task_id, version_id) = 1)
		)
	`.execute(db);
	await sql`create index status_change_task on status_change (task_id, municipality_code, effective_on, id) where task_id is not null`.execute(
		db
	);
	await sql`create index status_change_version on status_change (version_id, municipality_code, effective_on, id) where version_id is not null`.execute(
		db
	);
	await sql`create index status_change_newest on status_change (municipality_code, recorded_at desc)`.execute(
		db
	);
	await sql`create index status_change_recorded on status_change (recorded_at)`.execute(db);
	await sql`
		create function refuse_change() returns trigger language plpgsql as $$
		begin
			raise exception 'status_change is append-only: a correction is a later row';
		end $$
	`.execute(db);
	await sql`
		create trigger status_change_append_only before update on status_change
		for each row execute function refuse_change()
	`.execute(db);
}
