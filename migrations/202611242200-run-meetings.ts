import { type Kysely, sql } from 'kysely';

const ITEM = ['title', 'purpose', 'presenter', 'mailbox', 'minutes', 'left_open', 'project_id'];
const ORIGIN = ['carried_from_id'];
const ORDER = ['position', 'parent_id'];

interface Writable {
	/** Who adds and removes a row. */
	rule: string;
	/** Who changes one, where that is somebody else. */
	changes?: string;
	update: string[];
	key?: string[];
}

const WRITABLE: Record<string, Writable> = {
	meeting: {
		rule: 'may_run_meetings()',
		update: [
			'held_on',
			'starts_at',
			'ends_at',
			'title',
			'place',
			'link',
			'state',
			'mailbox',
			'evaluation',
			'deck_url',
			'note',
			'first_editing_on',
			'second_editing_on'
		]
	},
	agenda_item: {
		rule: 'may_run_meetings()',
		changes: 'may_edit_project(project_id)',
		update: [...ITEM, ...ORDER, ...ORIGIN]
	},
	editorial_turn: {
		rule: 'may_run_meetings()',
		changes: 'may_administer(municipality_code)',
		update: ['state', 'answered_on']
	},
	poll: { rule: 'may_edit_project(project_id)', update: ['question', 'note', 'answered'] },
	poll_answer: {
		rule: 'may_edit_project((select project_id from poll where poll.id = poll_id))',
		update: ['label', 'percent', 'votes'],
		key: ['poll_id', 'position']
	}
};

// What stands on pages of history (202611241550), now with the meetings.
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
	...Object.keys(WRITABLE)
];

export async function up(db: Kysely<unknown>): Promise<void> {
	const {
		rows: [place]
	} = await sql<{ schema: string }>`select current_schema() as schema`.execute(db);
	const home = place?.schema ?? 'public';
	const there = sql.id(home === 'public' ? 'as_of' : `${home}_as_of`);
	const path = sql`set search_path = ${sql.id(home)}, pg_temp`;

	await sql`create type meeting_state as enum ('draft', 'held')`.execute(db);
	await sql`
		-- Times are Copenhagen's; without them the meeting has a day only. The two editing days are the editorial meetings
		-- before it. is_demo: made up for the demo, the source knows no such meeting.
		alter table meeting
			add column starts_at time,
			add column ends_at time,
			add column place text,
			add column link text,
			add column state meeting_state not null default 'draft',
			add column first_editing_on date,
			add column second_editing_on date,
			add column is_demo boolean not null default false,
			add column version integer not null default 1,
			add check (ends_at is null or ends_at > starts_at)
	`.execute(db);
	// Meetings known until now were told of afterwards.
	await sql`update meeting set state = 'held'`.execute(db);
	await sql`
		-- left_open: it was not reached, and is to stand on the next agenda; there carried_from_id says where it comes from.
		alter table agenda_item
			add column minutes text,
			add column left_open boolean not null default false,
			add column carried_from_id integer references agenda_item on delete set null,
			add column version integer not null default 1
	`.execute(db);
	await sql`create index agenda_item_meeting on agenda_item (meeting_id, position)`.execute(db);
	await sql`create index agenda_item_parent on agenda_item (parent_id) where parent_id is not null`.execute(
		db
	);
	await sql`create index agenda_item_carried on agenda_item (carried_from_id) where carried_from_id is not null`.execute(
		db
	);

	await sql`
		-- A poll may be of a meeting, of a project, or both. Its answers have no version of their own: answered counts how
		-- often they were changed. votes: how many chose the answer, where that is known.
		alter table poll
			add column meeting_id integer references meeting on delete cascade,
			add column answered integer not null default 1,
			add column version integer not null default 1
	`.execute(db);
	await sql`create index poll_meeting on poll (meeting_id) where meeting_id is not null`.execute(db);
	await sql`alter table poll_answer add column votes integer check (votes >= 0)`.execute(db);

	await sql`create type turn_state as enum ('asked', 'yes', 'no')`.execute(db);
	await sql`create type turn_reason as enum ('never', 'longest', 'again', 'chosen')`.execute(db);
	await sql`
		-- A row says that a municipality was asked to help edit a meeting, why it was its turn, since when it had waited,
		-- and what it answered.
		create table editorial_turn (
			id integer generated always as identity primary key,
			meeting_id integer not null references meeting on delete cascade,
			municipality_code text not null references municipality,
			state turn_state not null default 'asked',
			reason turn_reason not null,
			waited_since date,
			asked_on date not null,
			answered_on date,
			is_demo boolean not null default false,
			version integer not null default 1,
			unique (meeting_id, municipality_code),
			check ((state = 'asked') = (answered_on is null))
		)
	`.execute(db);
	await sql`create index editorial_turn_municipality on editorial_turn (municipality_code)`.execute(db);

	await sql`
		-- A project's lead writes in the topics of the project, but moves none, and takes none over from another project.
		create function keep_agenda() returns trigger language plpgsql as $$
		begin
			if current_user = 'overblik_app' and not may_run_meetings() then
				raise exception 'an agenda is put in order by whoever runs the meetings' using errcode = 'insufficient_privilege';
			end if;
			return new;
		end $$
	`.execute(db);
	await sql`
		create trigger keep_agenda before update of position, parent_id, project_id on agenda_item for each row
		when (old.position is distinct from new.position or old.parent_id is distinct from new.parent_id
			or old.project_id is distinct from new.project_id)
		execute function keep_agenda()
	`.execute(db);

	for (const [name, { rule, changes = rule, update, key = ['id'] }] of Object.entries(WRITABLE)) {
		const table = sql.table(name);
		const columns = sql.join(update.map((column) => sql.ref(column)));
		const allowed = sql.raw(rule);
		await sql`alter table ${table} enable row level security`.execute(db);
		await sql`grant select, insert, delete, update (${columns}) on ${table} to overblik_app`.execute(db);
		await sql`create policy reading on ${table} for select to overblik_app using (true)`.execute(db);
		await sql`
			create policy changing on ${table} for update to overblik_app using (true) with check (${sql.raw(changes)})
		`.execute(db);
		await sql`create policy adding on ${table} for insert to overblik_app with check (${allowed})`.execute(
			db
		);
		await sql`create policy removing on ${table} for delete to overblik_app using (${allowed})`.execute(db);
		// To move a topic is not to change it: whoever writes in it meanwhile may go on.
		const written =
			name === 'agenda_item' ? sql`of ${sql.join(ITEM.map((column) => sql.ref(column)))}` : sql``;
		if (key[0] === 'id')
			await sql`
				create trigger version before update ${written} on ${table} for each row execute function move_version()
			`.execute(db);
		await sql`
			create trigger audit after insert or update or delete on ${table} for each row
			when (current_user = 'overblik_app' or current_setting('overblik.loading', true) is distinct from 'on')
			execute function write_audit(${sql.join(key.map((column) => sql.lit(column)))})
		`.execute(db);
	}

	await sql`
		-- The meeting that a change is about.
		alter table audit_event add column meeting_id integer
	`.execute(db);
	await sql`create index audit_event_meeting on audit_event (meeting_id, recorded_at) where meeting_id is not null`.execute(
		db
	);
	await sql`
		create function place_meeting_change() returns trigger language plpgsql security definer ${path} as $$
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
			end;
			new.project_id := coalesce(new.project_id, case new.table_name
				when 'agenda_item' then (select project_id from agenda_item where id = row_id)
				when 'poll' then (select project_id from poll where id = row_id)
				when 'poll_answer' then (select project_id from poll where id = (known ->> 'poll_id')::integer)
			end);
			return new;
		end $$
	`.execute(db);
	// Triggers run in the order of their names: after the one called place.
	await sql`
		create trigger place_meeting before insert on audit_event for each row
		when (new.table_name in ('meeting', 'agenda_item', 'editorial_turn', 'poll', 'poll_answer'))
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
	await sql`
		create or replace view ${there}.row_history as select * from row_history where recorded_at < ${there}.day_end()
	`.execute(db);
	await sql`
		create or replace view ${there}.audit_event with (security_invoker = true) as
		select * from audit_event where recorded_at < ${there}.day_end()
	`.execute(db);
}
