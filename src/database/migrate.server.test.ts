import { cp, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { testAddress, testDatabase } from '../../tests/support/database.ts';
import { databaseAddress } from '../../tests/support/template-database.ts';
import { connect } from './connection.server.ts';
import { isMigrated, migrateToLatest, migrationsFolder } from './migrate.server.ts';

const known = (await readdir(migrationsFolder())).filter((file) => file.endsWith('.ts'));

describe('a migrated database', async () => {
	const db = await testDatabase();

	test('holds every migration of the folder and the 98 municipalities', async () => {
		const { rows } = await sql<{ name: string }>`select name from kysely_migration`.execute(db);
		expect(rows).toHaveLength(known.length);
		expect(await isMigrated(db)).toBe(true);
		const counted = await sql<{ count: number }>`select count(*)::int as count from municipality`.execute(db);
		expect(counted.rows).toEqual([{ count: 98 }]);
	});

	test('has nothing left to run', async () => {
		expect(await migrateToLatest(db)).toEqual([]);
	});
});

test('two instances that start at once migrate an empty database exactly once', async () => {
	const url = await emptyDatabase();
	const instances = [connect(url), connect(url), connect(url)];
	const ran = await Promise.all(instances.map((db) => migrateToLatest(db)));
	await Promise.all(instances.map((db) => db.destroy()));
	expect(ran.flat().toSorted()).toEqual(known.map((file) => file.replace('.ts', '')).toSorted());
});

test('a database that is newer than the code is refused by name', async () => {
	const db = connect(await testAddress());
	afterAll(() => db.destroy());
	await sql`insert into kysely_migration values ('299901010000-from-the-future', '2999-01-01')`.execute(db);
	await expect(migrateToLatest(db)).rejects.toThrow(/newer than this version .*299901010000-from-the-future/);
	expect(await isMigrated(db)).toBe(false);
});

describe('a folder of migrations with a faulty one', () => {
	let folder: string;

	beforeAll(async () => {
		// Inside the project, so that its migrations find their packages.
		const scratch = join(migrationsFolder(), '..', '.overblik');
		await mkdir(scratch, { recursive: true });
		folder = await mkdtemp(join(scratch, 'migrations-'));
		await cp(migrationsFolder(), folder, { recursive: true });
		await writeFile(
			join(folder, '299901010000-break.ts'),
			`export const up = () => Promise.reject(new Error('no such luck'));`
		);
	});
	afterAll(() => rm(folder, { recursive: true }));

	test('leaves the database as it was', async () => {
		const db = connect(await emptyDatabase());
		await expect(migrateToLatest(db, folder)).rejects.toThrow('299901010000-break failed: no such luck');
		const { rows } = await sql`select from pg_tables where tablename = 'municipality'`.execute(db);
		await db.destroy();
		expect(rows).toEqual([]);
	});
});

async function emptyDatabase(): Promise<string> {
	const name = `empty_${crypto.randomUUID().replaceAll('-', '')}`;
	const admin = new pg.Client({ connectionString: inject('testServer') });
	await admin.connect();
	await admin.query(`create database ${name}`);
	await admin.end();
	return databaseAddress(inject('testServer'), name);
}
