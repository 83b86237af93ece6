import { sql } from 'kysely';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { connect } from '../../src/database/connection.server.ts';
import { openThrowaway } from '../../src/database/embedded.server.ts';
import { migrateToLatest } from '../../src/database/migrate.server.ts';

declare module 'vitest' {
	interface ProvidedContext {
		/** The address of a real PostgreSQL that holds the database template_migrated. */
		testServer: string;
	}
}

/** Starts one PostgreSQL for a whole test run; each test file clones its database from the template made here. */
export default async function prepare(project: TestProject): Promise<() => Promise<void>> {
	const server = await openThrowaway();
	const client = new pg.Client({ connectionString: server.url });
	await client.connect();
	await client.query('create database template_migrated');
	await client.end();
	const db = connect(databaseAddress(server.url, 'template_migrated'));
	await migrateToLatest(db);
	// A clone takes the statistics with it, so that plans in tests look like plans in use.
	await sql`analyze`.execute(db);
	await db.destroy();
	project.provide('testServer', server.url);
	return () => server.stop();
}

/** The address of another database on the server of `url`. */
export function databaseAddress(url: string, database: string): string {
	const address = new URL(url);
	address.pathname = `/${database}`;
	return address.href;
}
