import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { testDatabase } from '../../tests/support/database.ts';
import { arrive } from '#people/session.server.ts';
import type { Database } from './connection.server.ts';
import { readerAt } from './recall.server.ts';

const db = await testDatabase();
let asked = 0;

async function listRegionNames(db: Database, { like }: { like: string }) {
	asked++;
	return db.selectFrom('region').select('name').where('name', 'like', like).orderBy('name').execute();
}

async function read(like = '%') {
	const { state } = await arrive(db, undefined, new Date());
	return readerAt(db, state)(listRegionNames, { like });
}

describe('reading', () => {
	it('asks once while nothing changes, and again after any commit', async () => {
		asked = 0;
		const before = await read();
		expect(await read()).toBe(before);
		expect(asked).toBe(1);
		expect((await read('%Nord%')).map(({ name }) => name)).toEqual(['Region Nordjylland']);
		expect(asked).toBe(2);

		await db.updateTable('region').set({ name: 'Region Nord' }).where('slug', '=', 'nordjylland').execute();
		expect((await read()).map(({ name }) => name)).toContain('Region Nord');
		expect(asked).toBe(3);
	});

	it('never shows what was true before a change that was committed when it came', async () => {
		for (let round = 0; round < 50; round++) {
			const name = `Region Midtjylland ${round}`;
			await Promise.all([
				read(),
				db.updateTable('region').set({ name }).where('slug', '=', 'midtjylland').execute(),
				read()
			]);
			expect((await read()).map((row) => row.name)).toContain(name);
		}
	});

	it('sees a transaction when it is committed, not before', async () => {
		await db.transaction().execute(async (trx) => {
			await trx.updateTable('region').set({ name: 'Region Syd' }).where('slug', '=', 'syddanmark').execute();
			expect((await read()).map(({ name }) => name)).not.toContain('Region Syd');
		});
		expect((await read()).map(({ name }) => name)).toContain('Region Syd');
	});

	it('hands out answers that nobody can change, and does not remember trouble', async () => {
		const rows = await read();
		expect(() => rows.push({ name: 'Region Atlantis' })).toThrow(TypeError);
		let fails = true;
		const askOnce = async (db: Database) => {
			if (fails) await sql`select 1 / 0`.execute(db);
			return 'there';
		};
		const { state } = await arrive(db, undefined, new Date());
		const reader = readerAt(db, state);
		await expect(reader(askOnce)).rejects.toThrow('division by zero');
		fails = false;
		expect(await reader(askOnce)).toBe('there');
	});
});
