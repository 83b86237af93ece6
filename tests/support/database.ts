import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterAll, inject } from 'vitest';
import { connect, type Database } from '../../src/database/connection.server.ts';
import { databaseAddress } from './template-database.ts';

export interface TestDatabaseOptions {
	/** Whether the demo world at scale 1 is in it; else only what the migrations bring, such as the 98. */
	demo?: boolean;
}

/**
 * Gives a test file a database of its own on a real PostgreSQL: `const db = await testDatabase();` at its top.
 * It is a copy of a migrated template, so tests may write what they like. It goes when the file is done.
 */
export async function testDatabase(options: TestDatabaseOptions = {}): Promise<Database> {
	const db = connect(await testAddress(options), { most: 4 });
	afterAll(() => db.destroy());
	return db;
}

/** Like testDatabase, for tests that make their own connection: returns the address of the copy. */
export async function testAddress({ demo = false }: TestDatabaseOptions = {}): Promise<string> {
	const name = `test_${randomBytes(6).toString('hex')}`;
	const server = inject('testServer');
	if (demo) await makeDemoTemplate(server);
	await administer(server, (admin) =>
		admin.query(`create database ${name} template ${demo ? 'template_demo' : 'template_migrated'}`)
	);
	// Hooks run last in, first out: whoever connects to the copy closes before it is dropped.
	afterAll(() => administer(server, (admin) => admin.query(`drop database ${name} with (force)`)));
	return databaseAddress(server, name);
}

// Made once in a test run, by the first file that asks; the others wait for it.
async function makeDemoTemplate(server: string): Promise<void> {
	await administer(server, async (admin) => {
		await admin.query('select pg_advisory_lock(1)');
		const { rowCount } = await admin.query(`select from pg_database where datname = 'template_demo'`);
		if (rowCount) return;
		await admin.query('drop database if exists template_demo_growing with (force)');
		await admin.query('create database template_demo_growing template template_migrated');
		const db = connect(databaseAddress(server, 'template_demo_growing'));
		try {
			const { loadDemoWorld } = await import('../../src/database/demo.server.ts');
			await loadDemoWorld(db, { scale: 1 });
		} finally {
			await db.destroy();
		}
		await admin.query('alter database template_demo_growing rename to template_demo');
	});
}

async function administer(server: string, work: (admin: pg.Client) => Promise<unknown>): Promise<void> {
	const admin = new pg.Client({ connectionString: server });
	await admin.connect();
	try {
		await work(admin);
	} finally {
		await admin.end();
	}
}
