import { type Kysely, sql } from 'kysely';

// Each table that people edit, with the columns that name a row of it.
const RECORDED: Record<string, string[]> = {
	task_state: ['task_id', 'municipality_code'],
	task_step_done: ['step_id', 'municipality_code'],
	signature: ['version_id', 'municipality_code'],
	follow_up: ['id'],
	project: ['id'],
	project_status: ['id'],
	project_lead: ['project_id', 'person_id'],
	milestone: ['id'],
	milestone_move: ['id'],
	readiness_item: ['id'],
	project_contact: ['id'],
	project_link: ['id'],
	municipality_group: ['id'],
	municipality_group_member: ['group_id', 'municipality_code'],
	role_holder: ['id'],
	access: ['id'],
	person: ['id']
};

export async function up(db: Kysely<unknown>): Promise<void> {
	const {
		rows: [place]
	} = await sql<{ schema: string }>`select current_schema() as schema`.execute(db);
	// A function that runs with its owner's rights must not find a caller's tables under its names.
	const path = sql`set search_path = ${sql.id(place?.schema ?? 'public')}, pg_temp`;

	await sql`
		-- A row is one change of one row of an editable table. An update holds the columns that changed, an insert or
		-- delete the whole row. recorded_at is the moment in the world shown, which in the demo is the demo's day.
		create table audit_event (
			id bigint generated always as identity primary key,
			recorded_at timestamptz not null,
			table_name text not null,
			row_key jsonb not null,
			operation text not null check (operation in ('insert', 'update', 'delete')),
			old jsonb,
			new jsonb,
			person_id integer,
			access_id integer,
			request_id uuid,
			municipality_code text,
			check ((operation = 'insert') = (old is null) and (operation = 'delete') = (new is null))
		)
	`.execute(db);
	await sql`create index audit_event_request on audit_event (request_id, id) where request_id is not null`.execute(
		db
	);
	await sql`create index audit_event_row on audit_event (table_name, row_key, id)`.execute(db);
	await sql`create index audit_event_municipality on audit_event (municipality_code, id)`.execute(db);
	await sql`create index audit_event_person on audit_event (person_id, id)`.execute(db);

	await sql`
		-- A local setting of the transaction, null where it is not set.
		create function acting_setting(name text) returns text language sql stable parallel safe
			return nullif(current_setting('overblik.' || name, true), '')
	`.execute(db);

	await sql`
		-- A row as it may be kept: without what is derived from other columns and without anything secret.
		create function kept_row(full_row jsonb) returns jsonb language sql immutable parallel safe
			return (
				select coalesce(jsonb_object_agg(key, value), '{}') from jsonb_each(full_row)
				where key <> 'search_text' and key !~ '(hash|token|secret)')
	`.execute(db);

	await sql`
		create function write_audit() returns trigger language plpgsql security definer ${path} as $$
		declare
			was jsonb := case when tg_op <> 'INSERT' then kept_row(to_jsonb(old)) end;
			is_now jsonb := case when tg_op <> 'DELETE' then kept_row(to_jsonb(new)) end;
			given jsonb := coalesce(is_now, was);
			named jsonb;
		begin
			if was = is_now then return null; end if;
			select jsonb_object_agg(name, given -> name) into named from unnest(tg_argv) name;
			if tg_op = 'UPDATE' then
				select jsonb_object_agg(key, was -> key), jsonb_object_agg(key, is_now -> key) into was, is_now
				from jsonb_object_keys(was) key where was -> key is distinct from is_now -> key;
			end if;
			insert into audit_event
				(recorded_at, table_name, row_key, operation, old, new, person_id, access_id, request_id, municipality_code)
			values (coalesce(acting_setting('recorded_at')::timestamptz, clock_timestamp()), tg_table_name, named, lower(tg_op),
				was, is_now, acting_setting('person')::integer, acting_setting('access')::integer,
				acting_setting('request')::uuid, given ->> 'municipality_code');
			return null;
		end $$
	`.execute(db);
	for (const [table, key] of Object.entries(RECORDED)) {
		// Filling an empty database is no change of anybody's; the app's role cannot pass for that.
		await sql`
			create trigger audit after insert or update or delete on ${sql.table(table)} for each row
			when (current_user = 'overblik_app' or current_setting('overblik.loading', true) is distinct from 'on')
			execute function write_audit(${sql.join(key.map((column) => sql.lit(column)))})
		`.execute(db);
	}

	await sql`
		-- Writes the history of a state. From effective_on on the new state holds, also where later changes were recorded
		-- before: each of their days gets a row too, so that the last row up to any day, by (effective_on, id), tells
		-- the state on it. Undoing a request turns around the rows that it wrote, and so brings back the days as well.
		create function write_status_change() returns trigger language plpgsql security definer ${path} as $$
		declare
			task integer := case when tg_table_name = 'task_state' then (to_jsonb(new) ->> 'task_id')::integer end;
			version integer := case when tg_table_name = 'signature' then (to_jsonb(new) ->> 'version_id')::integer end;
			was text := case when tg_op = 'UPDATE' then old.state::text end;
			recorded timestamptz := coalesce(acting_setting('recorded_at')::timestamptz, clock_timestamp());
			since date := coalesce(acting_setting('effective_on')::date,
				(recorded at time zone 'Europe/Copenhagen')::date);
		begin
			if acting_setting('undoes') is not null then
				insert into status_change (task_id, version_id, municipality_code, old_state, new_state, effective_on,
					recorded_at, actor_id, source, note, request_id)
				select task, version, new.municipality_code, undone.new_state, undone.old_state, undone.effective_on,
					recorded, acting_setting('person')::integer, 'web', acting_setting('reason'), acting_setting('request')::uuid
				from status_change undone
				where undone.request_id = acting_setting('undoes')::uuid
					and (undone.task_id = task or undone.version_id = version)
					and undone.municipality_code = new.municipality_code and undone.old_state is not null
				order by undone.id desc;
				return null;
			end if;

			with earlier as (
				select id, effective_on, new_state from status_change where task_id = task and municipality_code = new.municipality_code
				union all
				select id, effective_on, new_state from status_change where version_id = version and municipality_code = new.municipality_code
			), day as (
				-- Nothing is known of the time before the first row.
				select greatest(since, (select min(effective_on) from earlier)) as effective_on
				union
				select effective_on from earlier where effective_on > since
			)
			insert into status_change (task_id, version_id, municipality_code, old_state, new_state, effective_on,
				recorded_at, actor_id, source, note, request_id)
			select task, version, new.municipality_code, coalesce(before.new_state, was), new.state::text, day.effective_on,
				recorded, acting_setting('person')::integer, 'web', acting_setting('reason'), acting_setting('request')::uuid
			from day
			left join lateral (
				select earlier.new_state from earlier where earlier.effective_on <= day.effective_on
				order by earlier.effective_on desc, earlier.id desc limit 1
			) before on true
			where coalesce(before.new_state, was) is distinct from new.state::text
			order by day.effective_on;
			return null;
		end $$
	`.execute(db);
	for (const table of ['task_state', 'signature']) {
		// Whoever fills the database as its owner brings the history along.
		await sql`
			create trigger history_of_change after update on ${sql.table(table)} for each row
			when (old.state is distinct from new.state
				and (current_user = 'overblik_app' or current_setting('overblik.person', true) <> ''))
			execute function write_status_change()
		`.execute(db);
		await sql`
			create trigger history_of_first after insert on ${sql.table(table)} for each row
			when (current_user = 'overblik_app' or current_setting('overblik.person', true) <> '')
			execute function write_status_change()
		`.execute(db);
	}
}
