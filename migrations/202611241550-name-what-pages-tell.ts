import { type Kysely, sql } from 'kysely';

// A table that is recorded from now on stands on no page until it is named here: the bindings to providers did.
const TOLD = [
	'task_state',
	'task_step_done',
	'signature',
	'follow_up',
	'project',
	'project_status',
	'project_lead',
	'milestone',
	'milestone_move',
	'readiness_item',
	'project_contact',
	'project_link',
	'municipality_group',
	'municipality_group_member',
	'role_holder'
];

export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		-- As before, but only of the tables named: a row is a change that everybody could have seen as it happened, with
		-- what is for KOMBIT and the municipality alone apart, in private_….
		create or replace view row_history as
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
		where table_name in (${sql.join(TOLD.map((table) => sql.lit(table)))})
			and (table_name not in ('municipality_group', 'municipality_group_member') or project_id is not null)
	`.execute(db);
}
