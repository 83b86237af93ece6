// Writes src/database/schema.ts from the migrations: makes an empty database, migrates it, reads its tables.
// With --check it writes nothing and fails when the file differs.
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { connect } from '../src/database/connection.server.ts';
import { openThrowaway } from '../src/database/embedded.server.ts';
import { migrateToLatest } from '../src/database/migrate.server.ts';

const schema = fileURLToPath(new URL('../src/database/schema.ts', import.meta.url));

/** Reads the tables of a migrated database as TypeScript, the way src/database/schema.ts is written. */
export async function describeTables(url: string): Promise<string> {
	const folder = await mkdtemp(join(tmpdir(), 'overblik-types-'));
	const output = join(folder, 'schema.ts');
	const program = join(dirname(createRequire(import.meta.url).resolve('kysely-codegen')), 'cli', 'bin.js');
	try {
		await promisify(execFile)(process.execPath, [
			program,
			`--url=${url}`,
			'--dialect=postgres',
			'--date-parser=string',
			'--exclude-pattern={kysely_*,as_of.*}',
			'--log-level=error',
			`--out-file=${output}`
		]);
		return await readFile(output, 'utf8');
	} finally {
		await rm(folder, { recursive: true });
	}
}

/** The types of the newest migration and those that src/database/schema.ts holds. */
export async function compareTypes(): Promise<{ fresh: string; held: string }> {
	const server = await openThrowaway();
	const db = connect(server.url);
	try {
		await migrateToLatest(db);
		return { fresh: await describeTables(server.url), held: await readFile(schema, 'utf8') };
	} finally {
		await db.destroy();
		await server.stop();
	}
}

if (import.meta.main) {
	const { fresh, held } = await compareTypes();
	if (fresh === held) {
		console.log('src/database/schema.ts is up to date.');
	} else if (process.argv.includes('--check')) {
		console.error(
			'src/database/schema.ts differs from the migrations; run node_modules/.bin/node run/types.ts and commit it.'
		);
		process.exitCode = 1;
	} else {
		const { writeFile } = await import('node:fs/promises');
		await writeFile(schema, fresh);
		console.log('src/database/schema.ts is written.');
	}
}
