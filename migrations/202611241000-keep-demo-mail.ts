import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		-- A row is a mail that would have gone out from the demo, where nothing is sent. Empty in real use.
		create table demo_mail (
			id integer generated always as identity primary key,
			sent_at timestamptz not null,
			to_name text not null,
			to_address text not null,
			subject text not null,
			body text not null
		)
	`.execute(db);
	await sql`grant select, insert, delete on demo_mail to overblik_app`.execute(db);
}
