import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
	// A group's kind says nothing of whose it is; project_id and owner_id do, and stay as they are.
	await sql`grant update (kind) on municipality_group to overblik_app`.execute(db);
}
