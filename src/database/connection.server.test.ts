import { sql } from 'kysely';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { testDatabase } from '../../tests/support/database.ts';

const db = await testDatabase();

test('a connection that the server drops between two queries fails the second one alone', async () => {
	await db.connection().execute(async (taken) => {
		const {
			rows: [row]
		} = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(taken);
		await sql`select pg_terminate_backend(${row?.pid})`.execute(db);
		await wait(100);
		await expect(sql`select 1`.execute(taken)).rejects.toThrow();
	});
	await expect(sql`select 1`.execute(db)).resolves.toBeDefined();
});
