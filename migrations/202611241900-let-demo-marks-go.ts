import { type Kysely, sql } from 'kysely';

// What a person has edited is demo data no longer, and is again when that is undone.
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`grant update (is_demo, demo_fields) on project_status to overblik_app`.execute(db);
	await sql`grant update (is_demo) on milestone to overblik_app`.execute(db);
	await sql`grant update (is_demo) on project_contact to overblik_app`.execute(db);
}
