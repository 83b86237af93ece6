import { type Kysely, sql } from 'kysely';

const UPDATE = ['title', 'hidden', 'place', 'edits', 'own', 'format'];

// What stands on pages of history (202611242200), now with the slides.
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
	'role_holder',
	'meeting',
	'agenda_item',
	'editorial_turn',
	'poll',
	'poll_answer',
	'slide_edit'
];

export async function up(db: Kysely<unknown>): Promise<void> {
	const {
		rows: [place]
	} = await sql<{ schema: string }>`select current_schema() as schema`.execute(db);
	const path = sql`set search_path = ${sql.id(place?.schema ?? 'public')}, pg_temp`;

	await sql`
		-- A row is what somebody changed by hand on one slide of a meeting's deck, whichever version of its figures the deck is
		-- made from; slide is the slide's key (src/slides/deck.ts), title what it was called when it was last changed. place:
		-- behind which slide it was put, the number of the move among those of the deck, and where in the deck that was; null
		-- where it was not moved. edits: its texts, each with its language and the generated text under it. own: the text of a
		-- slide that somebody wrote; null of a generated one. format says how these three are written.
		create table slide_edit (
			id integer generated always as identity primary key,
			meeting_id integer not null references meeting,
			slide text not null,
			title text not null,
			hidden boolean not null default false,
			place jsonb,
			edits jsonb not null default '[]',
			own jsonb,
			format integer not null default 1,
			version integer not null default 1,
			unique (meeting_id, slide)
		)
	`.execute(db);
	await sql`alter table slide_edit enable row level security`.execute(db);
	await sql`
		grant select, insert, delete, update (${sql.join(UPDATE.map((column) => sql.ref(column)))})
		on slide_edit to overblik_app
	`.execute(db);
	await sql`create policy reading on slide_edit for select to overblik_app using (true)`.execute(db);
	await sql`
		create policy changing on slide_edit for update to overblik_app using (true) with check (may_run_meetings())
	`.execute(db);
	await sql`
		create policy adding on slide_edit for insert to overblik_app with check (may_run_meetings())
	`.execute(db);
	await sql`create policy removing on slide_edit for delete to overblik_app using (may_run_meetings())`.execute(
		db
	);
	// To hide or move a slide is not to change its text: whoever writes in it meanwhile may go on.
	await sql`
		create trigger version before update on slide_edit for each row
		when (old.edits is distinct from new.edits or old.own is distinct from new.own)
		execute function move_version()
	`.execute(db);
	await sql`
		create trigger audit after insert or update or delete on slide_edit for each row
		when (current_user = 'overblik_app' or current_setting('overblik.loading', true) is distinct from 'on')
		execute function write_audit('id')
	`.execute(db);

	await sql`
		create or replace function place_meeting_change() returns trigger language plpgsql security definer ${path} as $$
		declare
			known jsonb := new.row_key || coalesce(new.new, new.old);
			row_id integer := (new.row_key ->> 'id')::integer;
		begin
			new.meeting_id := case
				when new.table_name = 'meeting' then row_id
				when known ? 'meeting_id' then (known ->> 'meeting_id')::integer
				when new.table_name = 'agenda_item' then (select meeting_id from agenda_item where id = row_id)
				when new.table_name = 'editorial_turn' then (select meeting_id from editorial_turn where id = row_id)
				when new.table_name = 'poll' then (select meeting_id from poll where id = row_id)
				when new.table_name = 'poll_answer' then (select meeting_id from poll where id = (known ->> 'poll_id')::integer)
				when new.table_name = 'slide_edit' then (select meeting_id from slide_edit where id = row_id)
			end;
			new.project_id := coalesce(new.project_id, case new.table_name
				when 'agenda_item' then (select project_id from agenda_item where id = row_id)
				when 'poll' then (select project_id from poll where id = row_id)
				when 'poll_answer' then (select project_id from poll where id = (known ->> 'poll_id')::integer)
			end);
			return new;
		end $$
	`.execute(db);
	await sql`drop trigger place_meeting on audit_event`.execute(db);
	await sql`
		create trigger place_meeting before insert on audit_event for each row
		when (new.table_name in ('meeting', 'agenda_item', 'editorial_turn', 'poll', 'poll_answer', 'slide_edit'))
		execute function place_meeting_change()
	`.execute(db);
	await sql`
		create or replace view row_history as
		select id, recorded_at, table_name, row_key, operation, person_id, request_id, municipality_code,
			task_id, version_id, project_id,
			case when table_name <> 'follow_up' then old - private.keys end as old,
			case when table_name <> 'follow_up' then new - private.keys end as new,
			case when table_name = 'follow_up' then old else private.of_old end as private_old,
			case when table_name = 'follow_up' then new else private.of_new end as private_new,
			meeting_id
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
