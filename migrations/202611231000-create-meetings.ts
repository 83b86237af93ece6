import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		-- A row is a programme-leader meeting.
		create table meeting (
			id integer generated always as identity primary key,
			held_on date not null unique,
			title text not null,
			mailbox text,
			evaluation text,
			deck_url text,
			note text
		)
	`.execute(db);
	await sql`
		-- A row is a topic on a meeting's agenda. label_said keeps a number as the source wrote it (EMNE 2 stands there twice).
		create table agenda_item (
			id integer generated always as identity primary key,
			meeting_id integer not null references meeting on delete cascade,
			position integer not null,
			parent_id integer references agenda_item on delete cascade,
			title text not null,
			label_said text,
			purpose text,
			presenter text,
			mailbox text,
			project_id integer references project on delete set null
		)
	`.execute(db);
	await sql`
		-- One row where the database holds the demo world: the day it stands on and how large it was made.
		create table demo_world (
			id integer primary key default 1 check (id = 1),
			today date not null,
			scale integer not null,
			loaded_at timestamptz not null default now()
		)
	`.execute(db);
}
