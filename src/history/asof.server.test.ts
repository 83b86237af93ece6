import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { lookBack } from '#database/connection.server.ts';
import { testDatabase } from '../../tests/support/database.ts';

const db = await testDatabase({ demo: true });

describe('the views as of a day', () => {
	it('have the columns of their tables', async () => {
		const { rows } = await sql<{ name: string; view: string[]; home: string[] }>`
			select relname as name,
				(select array_agg(attname || ' ' || format_type(atttypid, atttypmod) || ' ' || attcollation order by attnum)
					from pg_attribute where attrelid = oid and attnum > 0) as view,
				(select array_agg(attname || ' ' || format_type(atttypid, atttypmod) || ' ' || attcollation order by attnum)
					from pg_attribute where attrelid = ('public.' || relname)::regclass and attnum > 0 and not attisdropped) as home
			from pg_class where relnamespace = 'as_of'::regnamespace and relkind = 'v'
		`.execute(db);
		expect(rows.length).toBeGreaterThan(15);
		for (const { name, view, home } of rows) expect(view, name).toEqual(home);
	});
	it('are today what the tables are', async () => {
		const then = lookBack(db, { day: '2023-11-23', known: 'then', present: '2023-11-23' });
		const { rows } = await sql<{ name: string }>`
			select relname as name from pg_class where relnamespace = 'as_of'::regnamespace and relkind = 'v'`.execute(db);
		for (const { name } of rows) {
			const all = async (source: typeof db) => {
				const start = performance.now();
				const { rows } = await sql`select to_jsonb(row) as row from ${sql.table(name)} row order by 1`.execute(source);
				console.log(name, rows.length, (performance.now() - start).toFixed(1));
				return rows;
			};
			expect(await all(then), name).toEqual(await all(db));
		}
	});
});
