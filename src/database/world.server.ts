import { sql } from 'kysely';
import type { Database } from './connection.server.ts';

// Filled by the migrations, the same in every database.
const given = ['municipality', 'region', 'region_membership'];

/** Says what the database holds: nothing yet, the demo world, or the data of real use. */
export async function findWorld(db: Database): Promise<'empty' | 'demo' | 'real'> {
	const { demo, used } = await db
		.selectNoFrom((eb) => [
			eb.exists(eb.selectFrom('demo_world').select('id')).as('demo'),
			eb
				.or([
					eb.exists(eb.selectFrom('person').select('id')),
					eb.exists(eb.selectFrom('project').select('id')),
					eb.exists(eb.selectFrom('agreement').select('id')),
					eb.exists(eb.selectFrom('meeting').select('id'))
				])
				.as('used')
		])
		.executeTakeFirstOrThrow();
	if (demo) return 'demo';
	return used ? 'real' : 'empty';
}

/** Empties every table that the migrations do not fill. */
export async function clearWorld(db: Database): Promise<void> {
	const { rows } = await sql<{ name: string }>`
		select tablename as name from pg_tables
		where schemaname = current_schema() and tablename not like 'kysely%' and tablename <> all (${given})
	`.execute(db);
	const tables = rows.map((row) => sql.table(row.name));
	await sql`truncate ${sql.join(tables)} restart identity`.execute(db);
}
