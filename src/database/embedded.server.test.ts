import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import {
	type EmbeddedServer,
	isClaimed,
	keepEmbedded,
	type KeptServer,
	openEmbedded
} from './embedded.server.ts';

const asRoot = process.getuid?.() === 0;
const folders: string[] = [];
const running = new Set<{ stop?(): Promise<void>; close?(): Promise<void> }>();

afterEach(async () => {
	for (const server of running) await (server.stop ?? server.close)?.();
	running.clear();
});
afterAll(async () => {
	for (const folder of folders) await rm(folder, { recursive: true, force: true });
});

describe('a data folder', () => {
	test('is made with spaces and Danish letters in its name, closed to others, and sorts in Danish', async () => {
		const server = await openIn(newFolder('rød grød æøå'));
		expect((await stat(server.dataDir)).mode & 0o777).toBe(0o700);
		expect((await stat(join(server.dataDir, 'postgres'))).mode & 0o777).toBe(0o700);
		const sorted = await query(
			server.url,
			`select name from unnest(array['Å', 'Ø', 'Æ', 'Z', 'A']) name order by 1`
		);
		expect(sorted.map((row) => row['name'])).toEqual(['A', 'Z', 'Æ', 'Ø', 'Å']);
		expect(await query(server.url, 'show listen_addresses')).toEqual([{ listen_addresses: '' }]);
	});

	test('may have a path that PostgreSQL itself could not work with', async () => {
		let deep = newFolder('deep');
		while (Buffer.byteLength(deep) < 1_100) deep = join(deep, 'en meget lang mappe med et meget langt navn');
		if (asRoot) await openFolders(deep);
		const server = await openIn(deep);
		expect(await query(server.url, 'select 1 as one')).toEqual([{ one: 1 }]);
		await server.stop();
		const again = await openIn(deep);
		expect(again.joined).toBe(false);
	});

	test('keeps what a killed first start left half made from being taken for whole', async () => {
		const dataDir = newFolder('half');
		await makeFolder(dataDir);
		await mkdir(join(dataDir, 'postgres.new-999999999-0a1b2c3d'));
		await writeFile(join(dataDir, 'postgres.new-999999999-0a1b2c3d', 'PG_VERSION'), '18');
		await openIn(dataDir);
		expect((await readdir(dataDir)).toSorted()).toEqual(['postgres', 'postgres.log']);
	});

	test('of another major version is refused', async () => {
		const dataDir = newFolder('old');
		await makeFolder(join(dataDir, 'postgres'));
		await writeFile(join(dataDir, 'postgres', 'PG_VERSION'), '17\n');
		await expect(openEmbedded({ dataDir })).rejects.toThrow(
			/was written by PostgreSQL 17 and cannot be read/
		);
	});

	test('whose place a file has taken is refused', async () => {
		const dataDir = newFolder('file');
		await writeFile(dataDir, '');
		await expect(openEmbedded({ dataDir })).rejects.toThrow(/cannot be made because a file is in the way/);
	});

	test.runIf(asRoot)(
		'behind a door that only root may pass is refused, unless the data may move',
		async () => {
			const closed = await mkdtemp(join(tmpdir(), 'closed-'));
			folders.push(closed);
			const dataDir = join(closed, 'data');
			await expect(openEmbedded({ dataDir })).rejects.toThrow(
				/account "nobody", which runs PostgreSQL for root, cannot enter the data folder/
			);
			const server = await openIn(dataDir, true);
			folders.push(join(server.dataDir, '..'));
			expect(server.dataDir).not.toContain(closed);
			expect(await query(server.url, 'select 1 as one')).toEqual([{ one: 1 }]);
		}
	);

	test.runIf(!asRoot)('without the right to write is refused', async () => {
		const dataDir = newFolder('read-only');
		await mkdir(dataDir, { mode: 0o500 });
		await expect(openEmbedded({ dataDir })).rejects.toThrow(/This account may not write in the data folder/);
		await chmod(dataDir, 0o700);
	});
});

describe('a server that was left running', () => {
	test('is joined by the next start', async () => {
		const first = await openIn(newFolder('joined'));
		const second = await openEmbedded({ dataDir: first.dataDir });
		expect(second).toMatchObject({ joined: true, pid: first.pid, url: first.url });
	});

	test('is started once when several start at the same moment', async () => {
		const dataDir = newFolder('race');
		const servers = await Promise.all([1, 2, 3].map(() => openIn(dataDir)));
		expect(new Set(servers.map((server) => server.pid)).size).toBe(1);
		expect(servers.filter((server) => !server.joined)).toHaveLength(1);
	});

	test('is replaced when its socket was cleaned away', async () => {
		const first = await openIn(newFolder('no-socket'));
		await rm(first.socketFolder, { recursive: true });
		const second = await openIn(first.dataDir);
		expect(second.pid).not.toBe(first.pid);
		expect(await query(second.url, 'select 1 as one')).toEqual([{ one: 1 }]);
	});
});

describe('after kill -9 of the server', () => {
	test('every acknowledged write is there', async () => {
		const first = await openIn(newFolder('killed'));
		await query(first.url, 'create table note (id integer)');
		const client = await connected(first.url);
		let acknowledged = 0;
		const writing = (async () => {
			for (;;) {
				await client.query('insert into note values ($1)', [acknowledged + 1]);
				acknowledged++;
			}
		})().catch(() => {});
		await wait(300);
		process.kill(first.pid, 'SIGKILL');
		await writing;
		expect(acknowledged).toBeGreaterThan(10);
		const second = await openIn(first.dataDir);
		const [kept] = await query(second.url, 'select max(id) as last, count(*)::int as count from note');
		expect(kept?.['count']).toBe(kept?.['last']);
		expect(Number(kept?.['last'])).toBeGreaterThanOrEqual(acknowledged);
	});

	test('a stale lock whose number now belongs to another program is cleared', async () => {
		const first = await openIn(newFolder('stale'));
		const lock = join(first.dataDir, 'postgres', 'postmaster.pid');
		const text = await readFile(lock, 'utf8');
		await first.stop();
		const stranger = spawn('sleep', ['60']);
		await writeFile(lock, text.replace(/^\d+/, String(stranger.pid)));
		const second = await openIn(first.dataDir);
		expect(second.joined).toBe(false);
		expect(await query(second.url, 'select 1 as one')).toEqual([{ one: 1 }]);
		expect(stranger.exitCode).toBe(null);
		stranger.kill();
	});
});

describe('the app that keeps its server', () => {
	test('is the only one on its data folder', async () => {
		const kept = await keepIn(newFolder('claimed'));
		expect(await isClaimed(kept.url)).toBe(true);
		await expect(keepEmbedded({ dataDir: kept.dataDir }, () => {})).rejects.toThrow(
			new RegExp(`Another Overblik \\(process ${process.pid}\\) already uses the data folder`)
		);
		expect(await query(kept.url, 'select 1 as one')).toEqual([{ one: 1 }]);
	});

	test('starts it again at the same address when it is killed', async () => {
		const told: string[] = [];
		const kept = await keepIn(newFolder('healed'), told);
		await query(kept.url, 'create table note as select 1 as id');
		process.kill(await pidOf(kept), 'SIGKILL');
		await expect.poll(() => told.length, { timeout: 15_000 }).toBe(2);
		expect(told[0]).toBe('The database stopped unexpectedly; starting it again.');
		expect(told[1]).toMatch(/^The database is back after \d+\.\d s\.$/);
		expect(await query(kept.url, 'select id from note')).toEqual([{ id: 1 }]);
		expect(await isClaimed(kept.url)).toBe(true);
	});

	test('takes the folder over from an app that was killed', async () => {
		const dataDir = newFolder('orphan');
		const app = await keepInProcess(dataDir);
		app.kill('SIGKILL');
		await new Promise((resolve) => app.once('exit', resolve));
		const kept = await keepIn(dataDir);
		expect(kept.joined).toBe(true);
		expect(await query(kept.url, 'select 1 as one')).toEqual([{ one: 1 }]);
	});

	test('leaves nothing behind when it closes', async () => {
		const kept = await keepIn(newFolder('closed'));
		await kept.close();
		running.delete(kept);
		expect(existsSync(join(kept.dataDir, 'postgres', 'postmaster.pid'))).toBe(false);
		expect(existsSync(kept.socketFolder)).toBe(false);
	});
});

function newFolder(name: string): string {
	const folder = join(tmpdir(), `overblik-test-${randomBytes(4).toString('hex')} ${name}`);
	folders.push(folder);
	return folder;
}

async function makeFolder(path: string): Promise<void> {
	await mkdir(path, { recursive: true });
	await openFolders(path);
}

async function openFolders(path: string): Promise<void> {
	await mkdir(join(path, '..'), { recursive: true });
	for (let folder = path; folder !== tmpdir(); folder = join(folder, '..')) {
		if (existsSync(folder)) await chmod(folder, 0o755);
	}
}

async function openIn(dataDir: string, mayMove = false): Promise<EmbeddedServer> {
	const server = await openEmbedded({ dataDir, mayMove });
	running.add(server);
	return server;
}

async function keepIn(dataDir: string, told: string[] = []): Promise<KeptServer> {
	const kept = await keepEmbedded({ dataDir }, (sentence) => told.push(sentence));
	running.add(kept);
	return kept;
}

async function keepInProcess(dataDir: string): Promise<ChildProcess> {
	const module = new URL('./embedded.server.ts', import.meta.url).href;
	const script = `const { keepEmbedded } = await import(${JSON.stringify(module)});
		await keepEmbedded({ dataDir: ${JSON.stringify(dataDir)} }, () => {});
		console.log('kept');`;
	const app = spawn(process.execPath, ['--input-type=module', '-e', script], {
		stdio: ['ignore', 'pipe', 'inherit']
	});
	await new Promise((resolve) => app.stdout.once('data', resolve));
	return app;
}

async function pidOf(server: { dataDir: string }): Promise<number> {
	return Number((await readFile(join(server.dataDir, 'postgres', 'postmaster.pid'), 'utf8')).split('\n')[0]);
}

async function connected(url: string): Promise<pg.Client> {
	const client = new pg.Client({ connectionString: url });
	client.on('error', () => {});
	await client.connect();
	return client;
}

async function query(url: string, text: string): Promise<Record<string, unknown>[]> {
	const client = await connected(url);
	try {
		return (await client.query<Record<string, unknown>>(text)).rows;
	} finally {
		await client.end();
	}
}
