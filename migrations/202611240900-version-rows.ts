import { type Kysely, sql } from 'kysely';

const EDITABLE = [
	'task_state',
	'signature',
	'follow_up',
	'project',
	'project_status',
	'milestone',
	'readiness_item',
	'project_contact',
	'project_link',
	'municipality_group',
	'role_holder',
	'access',
	'person'
];

export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		-- A row's version moves on with every change of it and with nothing else; nobody sets it.
		create function move_version() returns trigger language plpgsql as $$
		begin
			new.version := old.version;
			if to_jsonb(new) - 'search_text' is distinct from to_jsonb(old) - 'search_text' then
				new.version := old.version + 1;
			end if;
			return new;
		end $$
	`.execute(db);
	for (const table of EDITABLE) {
		if (table !== 'task_state' && table !== 'signature') {
			await sql`alter table ${sql.table(table)} add column version integer not null default 1`.execute(db);
		}
		await sql`
			create trigger version before update on ${sql.table(table)} for each row execute function move_version()
		`.execute(db);
	}

	await sql`
		-- A row is a form that was taken in, so that sending it again changes nothing.
		create table form_key (
			key uuid primary key,
			person_id integer not null references person on delete cascade,
			made_at timestamptz not null
		)
	`.execute(db);
	await sql`create index form_key_person on form_key (person_id, made_at)`.execute(db);

	// The request that made the change, for undoing it and for finding what else it changed.
	await sql`alter table status_change add column request_id uuid`.execute(db);
	await sql`create index status_change_request on status_change (request_id) where request_id is not null`.execute(
		db
	);
}
