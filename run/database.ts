import { join, resolve } from 'node:path';
import { sql } from 'kysely';
import { connect, type Database } from '../src/database/connection.server.ts';
import { isClaimed, keepEmbedded, openEmbedded } from '../src/database/embedded.server.ts';
import { migrateToLatest } from '../src/database/migrate.server.ts';
import { explainConnection, StartTrouble } from '../src/database/trouble.server.ts';
import { findWorld } from '../src/database/world.server.ts';
import { dayOf } from '../src/language/dates.ts';
import { makeFirstAdministrator } from '../src/people/administrator.server.ts';
import type { Settings } from '../src/settings.ts';
import { root } from './prepare.js';
import { step } from './steps.js';

/** A database that is ready for work, and how to let go of it. */
export interface ReadyDatabase {
	url: string;
	close(): Promise<void>;
}

/**
 * Makes the app's database ready: the one of DATABASE_URL, or the embedded one with the demo world;
 * started, held for this process alone, and migrated.
 * @returns also the address by which the running app signs in: where it can, as a login that owns nothing
 */
export async function prepareDatabase(settings: Settings): Promise<ReadyDatabase & { appUrl: string }> {
	if (settings.DATABASE_URL) {
		await step('Connecting to the database', () => greet(settings.DATABASE_URL ?? ''));
		await migrate(settings.DATABASE_URL);
		await nameAdministrator(settings.DATABASE_URL, settings);
		const appUrl = settings.APP_DATABASE_URL ?? settings.DATABASE_URL;
		if (settings.APP_DATABASE_URL) await greetAsApp(appUrl);
		return { url: settings.DATABASE_URL, appUrl, close: async () => {} };
	}
	const wanted = dataFolder(settings);
	const server = await step(
		'Starting the database',
		() => keepEmbedded(wanted, (sentence) => console.error(sentence)),
		({ version, dataDir, joined }) =>
			`PostgreSQL ${version}${joined ? ', found running' : ''}; the data is in ${dataDir}`
	);
	try {
		await migrate(server.url);
		if (settings.DEMO === 'on') await loadFirstWorld(server.url);
		await nameAdministrator(server.url, settings);
		return { url: server.url, appUrl: await letAppSignIn(server.url), close: () => server.close() };
	} catch (error) {
		await server.close();
		throw error;
	}
}

/** Reaches the same database for a short work beside the app, which may be running on it or not. */
export async function visitDatabase(settings: Settings): Promise<ReadyDatabase> {
	if (settings.DATABASE_URL) {
		await step('Connecting to the database', () => greet(settings.DATABASE_URL ?? ''));
		await migrate(settings.DATABASE_URL);
		return { url: settings.DATABASE_URL, close: async () => {} };
	}
	const server = await step(
		'Reaching the database',
		() => openEmbedded(dataFolder(settings)),
		({ version, dataDir, joined }) =>
			`PostgreSQL ${version}${joined ? ', found running' : ''}; the data is in ${dataDir}`
	);
	await migrate(server.url);
	return {
		url: server.url,
		async close() {
			// The app may have started meanwhile and joined the server.
			if (!server.joined && !(await isClaimed(server.url))) await server.stop();
		}
	};
}

function dataFolder(settings: Settings): { dataDir: string; mayMove: boolean } {
	const dataDir = resolve(root, settings.DATA_DIR);
	return { dataDir, mayMove: dataDir === join(root, 'data') };
}

async function greet(url: string): Promise<void> {
	await using(url, async (db) => {
		try {
			await db.selectNoFrom((eb) => eb.lit(1).as('one')).execute();
		} catch (error) {
			throw explainConnection(error, url);
		}
	});
}

// Who may reach the embedded server's socket is trusted; what matters is that a statement of this login, whatever it
// says, cannot step up to the owner.
async function letAppSignIn(url: string): Promise<string> {
	await using(url, (db) => sql`alter role overblik_app login`.execute(db));
	const address = new URL(url);
	address.username = 'overblik_app';
	return address.href;
}

async function greetAsApp(url: string): Promise<void> {
	await using(url, async (db) => {
		try {
			await sql`set role overblik_app`.execute(db);
		} catch (error) {
			if ((error as { code?: string }).code === '42501')
				throw new StartTrouble(
					'APP_DATABASE_URL: this login is no member of the role overblik_app; make it one: grant overblik_app to it.'
				);
			throw explainConnection(error, url, 'APP_DATABASE_URL');
		}
	});
}

async function migrate(url: string): Promise<void> {
	await using(url, (db) =>
		step(
			'Migrating',
			() => migrateToLatest(db),
			(ran) => (ran.length === 0 ? 'nothing to do' : `${ran.length} ran: ${ran.join(', ')}`)
		)
	);
}

async function loadFirstWorld(url: string): Promise<void> {
	await using(url, async (db) => {
		if ((await findWorld(db)) !== 'empty') return;
		await step('Loading the demo world', async () => {
			const { loadDemoWorld } = await import('../src/database/demo.server.ts');
			await loadDemoWorld(db, { scale: 1 });
		});
	});
}

async function nameAdministrator(url: string, { ADMINISTRATOR }: Settings): Promise<void> {
	if (!ADMINISTRATOR) return;
	await using(url, async (db) => {
		if ((await findWorld(db)) === 'demo') return;
		const made = await makeFirstAdministrator(db, { ...ADMINISTRATOR, today: dayOf(new Date()) });
		if (made) console.log('The first administrator is who ADMINISTRATOR names.');
	});
}

/** Does work on a pool of its own and closes it. */
export async function using<T>(url: string, work: (db: Database) => Promise<T>): Promise<T> {
	const db = connect(url, { most: 4 });
	try {
		return await work(db);
	} finally {
		await db.destroy();
	}
}
