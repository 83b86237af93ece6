import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create type project_state as enum ('on_plan', 'at_risk', 'late', 'awaiting_decision', 'not_started', 'unknown')
	`.execute(db);
	await sql`
		-- A row is a project or solution of the programme. ended_on is set when it has left the portfolio.
		create table project (
			id integer generated always as identity primary key,
			slug text not null unique,
			name text collate "da-x-icu" not null,
			short_name text collate "da-x-icu" not null,
			summary text not null,
			mailbox text,
			position integer not null,
			started_on date,
			ended_on date,
			is_demo boolean not null default false,
			search_text text generated always as (fold_text(name || ' ' || short_name || ' ' || summary)) stored
		)
	`.execute(db);
	await sql`create index project_current on project (position) where ended_on is null`.execute(db);

	await sql`
		-- A row is one status given for a project; the newest is the present one. All but on_plan and unknown say why, what next, who and when it is looked at again.
		create table project_status (
			id integer generated always as identity primary key,
			project_id integer not null references project on delete cascade,
			state project_state not null,
			reason text,
			next_step text,
			owner text,
			review_on date,
			effective_on date not null,
			recorded_at timestamptz not null,
			is_demo boolean not null default false,
			-- The fields that are demo data in a status that is not.
			demo_fields text[] not null default '{}'
		)
	`.execute(db);
	await sql`create index project_status_newest on project_status (project_id, effective_on desc, id desc)`.execute(
		db
	);

	await sql`
		-- A row says that a person leads a project at KOMBIT.
		create table project_lead (
			project_id integer not null references project on delete cascade,
			person_id integer not null references person on delete cascade,
			primary key (project_id, person_id)
		)
	`.execute(db);

	await sql`
		-- A row is a person named as contact of a project, as the source writes it; initials is the part before @kombit.dk.
		create table project_contact (
			id integer generated always as identity primary key,
			project_id integer not null references project on delete cascade,
			name text collate "da-x-icu" not null,
			email text,
			title text,
			note text,
			position integer not null,
			is_demo boolean not null default false
		)
	`.execute(db);

	await sql`
		-- A row is a paragraph of what the meeting was told about a project: a heading and its points.
		create table project_briefing (
			id integer generated always as identity primary key,
			project_id integer not null references project on delete cascade,
			heading text not null,
			points text[] not null,
			position integer not null
		)
	`.execute(db);

	await sql`create type link_kind as enum ('operations', 'support', 'teaching', 'document', 'deck', 'law', 'page')`.execute(
		db
	);
	await sql`
		-- A row is a link shown on a project. url is null where the source names a place without an address.
		create table project_link (
			id integer generated always as identity primary key,
			project_id integer not null references project on delete cascade,
			kind link_kind not null,
			title text not null,
			url text,
			note text,
			position integer not null
		)
	`.execute(db);

	await sql`
		create type milestone_kind as enum ('go_live', 'deadline', 'release', 'decision', 'meeting', 'activity', 'trial', 'closed_window', 'hypercare')
	`.execute(db);
	await sql`create type milestone_certainty as enum ('tentative', 'planned', 'approximate', 'actual')`.execute(
		db
	);
	await sql`create type date_precision as enum ('day', 'time', 'span', 'week', 'month', 'unknown')`.execute(
		db
	);
	await sql`
		-- A row is a milestone of a project: a day, a clock time (Copenhagen), a span, an ISO week, a month, or a date not yet known.
		create table milestone (
			id integer generated always as identity primary key,
			project_id integer not null references project on delete cascade,
			kind milestone_kind not null,
			title text not null,
			certainty milestone_certainty not null,
			precision date_precision not null,
			starts_on date,
			ends_on date,
			starts_at time,
			ends_at time,
			note text,
			position integer not null,
			is_demo boolean not null default false,
			check (ends_on >= starts_on),
			check ((precision = 'unknown') = (starts_on is null)),
			check (precision <> 'span' or ends_on is not null),
			check (precision <> 'time' or starts_at is not null),
			-- A week is its Monday to its Sunday, a month its first to its last day.
			check (precision <> 'week' or (extract(isodow from starts_on) = 1 and ends_on = starts_on + 6)),
			check (precision <> 'month' or (extract(day from starts_on) = 1 and ends_on = (starts_on + interval '1 month - 1 day')::date))
		)
	`.execute(db);
	await sql`create index milestone_project on milestone (project_id, starts_on)`.execute(db);
	await sql`
		-- A row is one move of a milestone: where it stood before, and why it moved.
		create table milestone_move (
			id integer generated always as identity primary key,
			milestone_id integer not null references milestone on delete cascade,
			moved_on date not null,
			old_starts_on date,
			old_ends_on date,
			old_precision date_precision not null,
			reason text not null,
			is_demo boolean not null default false
		)
	`.execute(db);

	await sql`create type readiness_state as enum ('ready', 'waiting', 'not_ready', 'unknown')`.execute(db);
	await sql`
		-- A row is one thing that must be in place before a project can go on; waits_for names whose decision it waits for.
		create table readiness_item (
			id integer generated always as identity primary key,
			project_id integer not null references project on delete cascade,
			title text not null,
			state readiness_state not null,
			waits_for text,
			note text,
			position integer not null
		)
	`.execute(db);

	await sql`create type initiative_state as enum ('started', 'waiting', 'unknown')`.execute(db);
	await sql`
		-- A row is an initiative (1.1 …) under one of a project's goals.
		create table initiative (
			id integer generated always as identity primary key,
			project_id integer not null references project on delete cascade,
			goal_number integer not null,
			goal text not null,
			number text not null,
			title text not null,
			state initiative_state not null,
			unique (project_id, number)
		)
	`.execute(db);

	await sql`
		-- A row is a key figure of a project: before → value, or a single value where before_value is null.
		create table key_figure (
			id integer generated always as identity primary key,
			project_id integer not null references project on delete cascade,
			title text not null,
			before_value integer,
			value integer not null,
			unit text not null,
			note text,
			position integer not null
		)
	`.execute(db);

	await sql`
		-- A row is a poll; its answers' shares are whole percent as published (rounding may keep them from adding to 100).
		create table poll (
			id integer generated always as identity primary key,
			project_id integer references project on delete cascade,
			question text not null,
			note text
		)
	`.execute(db);
	await sql`
		-- A row is one answer of a poll with its share in percent.
		create table poll_answer (
			poll_id integer not null references poll on delete cascade,
			position integer not null,
			label text not null,
			percent integer not null check (percent between 0 and 100),
			primary key (poll_id, position)
		)
	`.execute(db);

	await sql`
		create type group_kind as enum ('reference_group', 'pilot', 'user_test', 'floorwalker', 'wave', 'hearing', 'own')
	`.execute(db);
	await sql`
		-- A row is a named set of municipalities; size_said is the number the source gives, where it gives one.
		create table municipality_group (
			id integer generated always as identity primary key,
			slug text not null unique,
			name text collate "da-x-icu" not null,
			kind group_kind not null,
			project_id integer references project on delete cascade,
			owner_id integer references person on delete cascade,
			size_said integer,
			note text,
			members_are_demo boolean not null default false
		)
	`.execute(db);
	await sql`
		-- A row says that a municipality is in a group.
		create table municipality_group_member (
			group_id integer not null references municipality_group on delete cascade,
			municipality_code text not null references municipality,
			primary key (group_id, municipality_code)
		)
	`.execute(db);
}
