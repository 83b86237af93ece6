import { type Kysely, sql } from 'kysely';

// What a mail says is read aloud in its own language, whatever that of the page around it.
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		alter table demo_mail add column language text not null default 'da' check (language in ('da', 'en'))
	`.execute(db);
}
