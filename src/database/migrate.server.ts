import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { sql } from 'kysely';
import { type Migration, type MigrationProvider, Migrator } from 'kysely/migration';
import type { Database } from './connection.server.ts';
import { explainStorage, StartTrouble } from './trouble.server.ts';

const oldestServer = 15;

/**
 * Brings the database to the newest migration and returns the names of those that ran now, oldest first.
 * Two instances may call it at the same time: Kysely holds an advisory lock, the second one finds nothing left to do.
 * All migrations of a call run in one transaction: they are all there afterwards or none.
 * @param folder the folder with the migrations
 * @throws {StartTrouble} the server is too old, lacks the Danish collation, or the database is newer than this code
 */
export async function migrateToLatest(db: Database, folder = migrationsFolder()): Promise<string[]> {
	await checkServer(db);
	const provider = new MigrationFiles(folder);
	await refuseNewerDatabase(db, await provider.names());
	const { error, results = [] } = await new Migrator({ db, provider }).migrateToLatest();
	if (error) {
		const failed = results.find((result) => result.status === 'Error');
		throw explainStorage(error, 'the database') ?? explainMigration(error, failed?.migrationName);
	}
	return results.map((result) => result.migrationName);
}

/**
 * Says whether every migration of this code has run and no other has.
 * @param folder the folder with the migrations
 */
export async function isMigrated(db: Database, folder = migrationsFolder()): Promise<boolean> {
	const [known, ran] = await Promise.all([new MigrationFiles(folder).names(), executedMigrations(db)]);
	return known.length === ran.length && known.every((name) => ran.includes(name));
}

/** Finds the folder `migrations` beside the package.json that this file, built or not, belongs to. */
export function migrationsFolder(): string {
	let folder = dirname(fileURLToPath(import.meta.url));
	while (!existsSync(join(folder, 'package.json')) || !existsSync(join(folder, 'migrations'))) {
		if (folder === dirname(folder))
			throw new StartTrouble('The folder "migrations" is missing beside package.json.');
		folder = dirname(folder);
	}
	return join(folder, 'migrations');
}

// Kysely's own FileMigrationProvider imports by path, which breaks on folders with '%', '#' or '?' in their name.
class MigrationFiles implements MigrationProvider {
	#folder: string;

	constructor(folder: string) {
		this.#folder = folder;
	}

	async names(): Promise<string[]> {
		const files = await readdir(this.#folder);
		return files
			.filter((file) => /^\d{12}-[\w-]+\.ts$/.test(file))
			.map((file) => file.slice(0, -'.ts'.length))
			.sort();
	}

	async getMigrations(): Promise<Record<string, Migration>> {
		const migrations: Record<string, Migration> = {};
		for (const name of await this.names()) {
			const address = pathToFileURL(join(this.#folder, `${name}.ts`)).href;
			migrations[name] = (await import(/* @vite-ignore */ address)) as Migration;
		}
		return migrations;
	}
}

async function checkServer(db: Database): Promise<void> {
	const {
		rows: [server]
	} = await sql<{ version: number; encoding: string; danish: boolean; shown: string }>`
		select current_setting('server_version_num')::int as version,
			current_setting('server_version') as shown,
			current_setting('server_encoding') as encoding,
			exists (select from pg_collation where collname = 'da-x-icu') as danish
	`.execute(db);
	if (!server) throw new StartTrouble('The server at DATABASE_URL does not answer like a PostgreSQL.');
	if (server.version < oldestServer * 10_000) {
		throw new StartTrouble(
			`The server at DATABASE_URL is PostgreSQL ${server.shown}; Overblik needs PostgreSQL ${oldestServer} or newer.`
		);
	}
	if (!server.danish) {
		throw new StartTrouble(
			'The PostgreSQL server has no collation "da-x-icu", which Danish order needs; use one that was built with ICU.'
		);
	}
	if (server.encoding !== 'UTF8') {
		throw new StartTrouble(
			`The database stores text as ${server.encoding}; create it again with encoding UTF8 for Danish letters.`
		);
	}
}

async function refuseNewerDatabase(db: Database, known: string[]): Promise<void> {
	const unknown = (await executedMigrations(db)).filter((name) => !known.includes(name));
	if (unknown.length === 0) return;
	throw new StartTrouble(
		`The database is newer than this version of Overblik (it holds ${unknown.join(', ')}, which this version does not know); start the newer version, or restore a backup from before it.`
	);
}

async function executedMigrations(db: Database): Promise<string[]> {
	const {
		rows: [table]
	} = await sql<{ present: boolean }>`select to_regclass('kysely_migration') is not null as present`.execute(
		db
	);
	if (!table?.present) return [];
	const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db);
	return rows.map((row) => row.name);
}

function explainMigration(error: unknown, name: string | undefined): unknown {
	const { code, message } = error as { code?: string; message: string };
	if (code === '42501') {
		return new StartTrouble(
			`The database user may not make tables (${message}); give it the right to create in its schema.`
		);
	}
	if (!name) return error;
	return new Error(`migration ${name} failed: ${message}`, { cause: error });
}
