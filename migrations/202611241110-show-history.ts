import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
	const {
		rows: [place]
	} = await sql<{ schema: string }>`select current_schema() as schema`.execute(db);
	const home = place?.schema ?? 'public';
	const there = sql.id(home === 'public' ? 'as_of' : `${home}_as_of`);
	const path = sql`set search_path = ${sql.id(home)}, pg_temp`;

	await sql`
		-- What a change is about, for the histories of tasks, agreements and projects: an update holds only the columns that
		-- changed, and a row that hangs below another names just that one.
		alter table audit_event
			add column task_id integer,
			add column version_id integer,
			add column project_id integer
	`.execute(db);
	await sql`create index audit_event_task on audit_event (task_id, recorded_at) where task_id is not null`.execute(
		db
	);
	await sql`create index audit_event_version on audit_event (version_id, recorded_at) where version_id is not null`.execute(
		db
	);
	await sql`create index audit_event_project on audit_event (project_id, recorded_at) where project_id is not null`.execute(
		db
	);
	await sql`create index audit_event_place on audit_event (municipality_code, recorded_at)`.execute(db);

	await sql`
		create function place_change() returns trigger language plpgsql security definer ${path} as $$
		declare
			known jsonb := new.row_key || coalesce(new.new, new.old);
			row_id integer := (new.row_key ->> 'id')::integer;
		begin
			new.task_id := coalesce(known ->> 'task_id',
				(select task_id::text from task_step where id = (known ->> 'step_id')::integer))::integer;
			new.version_id := coalesce((known ->> 'version_id')::integer,
				case when new.table_name = 'follow_up' then (select version_id from follow_up where id = row_id) end);
			new.project_id := case
				when new.table_name = 'project' then row_id
				when known ? 'project_id' then (known ->> 'project_id')::integer
				when new.table_name = 'project_status' then (select project_id from project_status where id = row_id)
				when new.table_name = 'milestone' then (select project_id from milestone where id = row_id)
				when new.table_name = 'milestone_move' then (select project_id from milestone where id = (known ->> 'milestone_id')::integer)
				when new.table_name = 'readiness_item' then (select project_id from readiness_item where id = row_id)
				when new.table_name = 'project_contact' then (select project_id from project_contact where id = row_id)
				when new.table_name = 'project_link' then (select project_id from project_link where id = row_id)
				when new.table_name = 'municipality_group' then (select project_id from municipality_group where id = row_id)
				when new.table_name = 'municipality_group_member' then
					(select project_id from municipality_group where id = (known ->> 'group_id')::integer)
			end;
			return new;
		end $$
	`.execute(db);
	await sql`create trigger place before insert on audit_event for each row execute function place_change()`.execute(
		db
	);

	await sql`
		-- The changes that stand on pages. The policy on audit_event shows a person their own and those they administer; a
		-- page shows what everybody could have seen as it happened, so this view reads past the policy (it runs with its
		-- owner's rights) but shows less: nothing of people and their access, nothing of anybody's own groups. What is
		-- for KOMBIT and the municipality alone (notes, references, reasons, calls, bounced mail) stands apart in the
		-- columns private_…, as it does in the tables, and pages ask mayReadPrivate before they read them.
		create view row_history as
		select id, recorded_at, table_name, row_key, operation, person_id, request_id, municipality_code,
			task_id, version_id, project_id,
			case when table_name <> 'follow_up' then old - private.keys end as old,
			case when table_name <> 'follow_up' then new - private.keys end as new,
			case when table_name = 'follow_up' then old else private.of_old end as private_old,
			case when table_name = 'follow_up' then new else private.of_new end as private_new
		from audit_event
		cross join lateral (
			select case table_name
				when 'task_state' then array['note']
				when 'signature' then array['reference', 'reason']
				when 'role_holder' then array['bounced_on']
				else array[]::text[] end as keys
		) named
		cross join lateral (
			select keys,
				(select jsonb_object_agg(key, value) from jsonb_each(old) where key = any(keys)) as of_old,
				(select jsonb_object_agg(key, value) from jsonb_each(new) where key = any(keys)) as of_new
		) private
		where table_name not in ('access', 'person')
			and (table_name not in ('municipality_group', 'municipality_group_member') or project_id is not null)
	`.execute(db);
	await sql`grant select on row_history to overblik_app`.execute(db);

	await sql`
		create view ${there}.row_history as select * from row_history where recorded_at < ${there}.day_end()
	`.execute(db);
	await sql`
		-- With the reader's own rights, so that the policy of audit_event holds here too.
		create view ${there}.audit_event with (security_invoker = true) as
		select * from audit_event where recorded_at < ${there}.day_end()
	`.execute(db);
	await sql`grant select on ${there}.row_history, ${there}.audit_event to overblik_app`.execute(db);
}
