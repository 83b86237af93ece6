import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`create type task_kind as enum ('action', 'confirmation')`.execute(db);
	await sql`
		-- A row is a KLIK task as KOMBIT published it, once, for every municipality in its audience. A closed task is answered or withdrawn.
		create table task (
			id integer generated always as identity primary key,
			project_id integer not null references project on delete cascade,
			title text collate "da-x-icu" not null,
			description text not null,
			kind task_kind not null default 'action',
			is_critical boolean not null default false,
			is_cross_cutting boolean not null default false,
			audience text not null,
			published_on date not null,
			due_on date not null check (due_on >= published_on),
			closed_on date,
			is_demo boolean not null default false,
			due_is_demo boolean not null default false,
			search_text text generated always as (fold_text(title || ' ' || description)) stored
		)
	`.execute(db);
	await sql`create index task_open on task (due_on) where closed_on is null`.execute(db);
	await sql`create index task_closed on task (closed_on)`.execute(db);
	await sql`create index task_published on task (published_on)`.execute(db);
	await sql`create index task_project on task (project_id, due_on)`.execute(db);

	await sql`
		-- A row names a role that a task needs.
		create table task_role (
			task_id integer not null references task on delete cascade,
			role_slug text not null references role,
			primary key (task_id, role_slug)
		)
	`.execute(db);
	await sql`
		-- A row is a step of a task, in order.
		create table task_step (
			id integer generated always as identity primary key,
			task_id integer not null references task on delete cascade,
			position integer not null,
			title text not null,
			unique (task_id, position)
		)
	`.execute(db);

	await sql`create type task_progress as enum ('not_started', 'in_progress', 'waiting', 'done', 'not_applicable')`.execute(
		db
	);
	await sql`
		-- A row is one municipality's copy of a task, there from publication on: the denominator is count(*).
		create table task_state (
			task_id integer not null references task on delete cascade,
			municipality_code text not null references municipality,
			state task_progress not null default 'not_started',
			responsible_id integer references person on delete set null,
			performer_id integer references person on delete set null,
			own_due_on date,
			done_on date,
			note text,
			version integer not null default 1,
			primary key (task_id, municipality_code),
			check ((state = 'done') = (done_on is not null))
		)
	`.execute(db);
	await sql`create index task_state_standing on task_state (task_id, state)`.execute(db);
	await sql`create index task_state_municipality on task_state (municipality_code, task_id)`.execute(db);
	await sql`
		-- A row says that a municipality has finished a step.
		create table task_step_done (
			step_id integer not null references task_step on delete cascade,
			municipality_code text not null references municipality,
			done_on date not null,
			primary key (step_id, municipality_code)
		)
	`.execute(db);
}
