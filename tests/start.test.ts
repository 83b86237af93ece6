import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { request } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readFile } from 'node:fs/promises';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { buildApp } from '../run/build.ts';
import { newDataFolder, removeData, type RunningApp, startApp } from './support/running-app.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const apps: RunningApp[] = [];

beforeAll(buildApp, 180_000);
afterAll(async () => {
	for (const app of apps) {
		await app.stop();
		await removeData(app.dataDir);
	}
});

describe('the running app', () => {
	let app: RunningApp;

	beforeAll(async () => (app = await start({})), 120_000);

	test('says what it does, how long each step took, and its address', () => {
		expect(app.output()).toMatch(
			/Starting the database … \d+\.\d+ s \(PostgreSQL 18\.\d+; the data is in .+\)/
		);
		expect(app.output()).toMatch(/Migrating … \d+\.\d+ s \(\d+ ran: /);
		expect(app.output()).toMatch(/Loading the demo world … \d+\.\d+ s/);
		expect(app.output()).toContain(`Overblik runs at ${app.address} after `);
	});

	test.each(['localhost', '127.0.0.1', 'maskine.kommune.example'])(
		'takes forms posted at http://%s',
		async (host) => {
			const { port } = new URL(app.address);
			const answer = await post(app, { host: `${host}:${port}`, origin: `http://${host}:${port}` });
			expect(answer).toBe(303);
		}
	);

	test('refuses forms of another site, and of one that claims to come by https', async () => {
		expect(await post(app, { origin: 'https://elsewhere.example' })).toBe(403);
		expect(
			await post(app, { origin: app.address.replace('http:', 'https:'), 'x-overblik-scheme': 'https' })
		).toBe(403);
	});

	test('refuses a body that is too large', async () => {
		expect(await post(app, { origin: app.address }, `sprog=${'x'.repeat(600_000)}`)).toBe(413);
	});

	test('sends pages compressed', async () => {
		const answer = await fetch(`${app.address}/log-ind`, { headers: { 'accept-encoding': 'br' } });
		expect(answer.headers.get('content-encoding')).toBe('br');
		expect(await answer.text()).toContain('<h1>');
	});

	test('signs in to its database as a login that owns nothing and cannot step up', async () => {
		const lock = await readFile(join(app.dataDir, 'postgres', 'postmaster.pid'), 'utf8');
		const [, , , port, host] = lock.split('\n');
		const reach = async (user: string, statement: string) => {
			const client = new pg.Client({ host, port: Number(port), user, database: 'overblik' });
			await client.connect();
			return client.query(statement).finally(() => client.end());
		};
		const { rows } = await reach(
			'overblik',
			`select distinct usename from pg_stat_activity where application_name = 'overblik'`
		);
		expect(rows).toEqual([{ usename: 'overblik_app' }]);
		for (const attempt of [
			'set role overblik; delete from audit_event',
			'reset role; delete from audit_event',
			'alter table task disable row level security'
		])
			await expect(reach('overblik_app', attempt), attempt).rejects.toThrow(
				/permission denied|must be owner/
			);
	});

	test('heals by itself when its database is killed', async () => {
		const lock = await readFile(join(app.dataDir, 'postgres', 'postmaster.pid'), 'utf8');
		process.kill(Number(lock.split('\n')[0]), 'SIGKILL');
		await expect.poll(() => app.output(), { timeout: 20_000 }).toContain('The database is back after');
		await expect
			.poll(async () => (await fetch(`${app.address}/readyz`)).status, { timeout: 10_000 })
			.toBe(200);
	});

	test('is the only one on its data', async () => {
		const second = startApp({ DATA_DIR: app.dataDir });
		await expect(second).rejects.toThrow(
			new RegExp(
				`code 1 .*Another Overblik \\(process ${app.process.pid}\\) already uses the data folder`,
				's'
			)
		);
	});

	test('recovers what it held when everything is killed', async () => {
		const lock = await readFile(join(app.dataDir, 'postgres', 'postmaster.pid'), 'utf8');
		process.kill(Number(lock.split('\n')[0]), 'SIGKILL');
		app.process.kill('SIGKILL');
		app = await start({ DATA_DIR: app.dataDir });
		expect(app.output()).not.toContain('Loading the demo world');
		expect(await post(app, { origin: app.address })).toBe(303);
	});

	test('finishes a request that is on its way when it is told to stop, and leaves nothing running', async () => {
		const [answer, code] = await Promise.all([slowPost(app, () => app.process.kill('SIGTERM')), ended(app)]);
		expect(answer).toBe(303);
		expect(code).toBe(0);
		expect(app.output()).toMatch(/Stopped in good order after \d+\.\d+ s\./);
		await expect(readFile(join(app.dataDir, 'postgres', 'postmaster.pid'))).rejects.toThrow('ENOENT');
	});
});

describe('behind a TLS proxy', () => {
	const proxied = { host: 'inside:3000', origin: 'https://overblik.example' };

	test('forms work with ORIGIN', async () => {
		const app = await start({ DEMO: 'off', ORIGIN: 'https://overblik.example' });
		expect(await post(app, proxied)).toBe(303);
	}, 60_000);

	test('forms work with the headers of the proxy, and directly too', async () => {
		const app = await start({
			DEMO: 'off',
			PROTOCOL_HEADER: 'x-forwarded-proto',
			HOST_HEADER: 'x-forwarded-host',
			ADDRESS_HEADER: 'x-forwarded-for'
		});
		const said = { 'x-forwarded-proto': 'https', 'x-forwarded-host': 'overblik.example' };
		expect(await post(app, { ...proxied, ...said })).toBe(303);
		expect(await post(app, { origin: app.address })).toBe(303);
	}, 60_000);
});

describe('a start that cannot be', () => {
	test('names a taken port', async () => {
		const other = createServer().listen(0);
		const { port } = other.address() as AddressInfo;
		expect(await complaintOf({ PORT: String(port) })).toMatch(
			new RegExp(
				`^Port ${port} is taken by another program; stop that one, or choose another port: PORT=\\d+ npm start$`
			)
		);
		other.close();
	});

	test('names every setting that is wrong', async () => {
		expect(await complaintOf({ PORT: 'http', DEMO: 'yes' })).toBe(
			'PORT must be a port number from 0 (any free port) to 65535, not "http".\nDEMO must be "on" or "off", not "yes".'
		);
	});

	test('names a database that cannot be reached, without its password', async () => {
		const complaint = await complaintOf({
			DATABASE_URL: 'postgres://overblik:hemmelig@127.0.0.1:1/overblik'
		});
		expect(complaint).toMatch(
			/^DATABASE_URL: the PostgreSQL at 127\.0\.0\.1:1\/overblik cannot be reached \(.+\); /
		);
		expect(complaint).not.toContain('hemmelig');
	});

	test('names a database that does not exist', async () => {
		const missing = inject('testServer').replace('/overblik?', '/ingen?');
		expect(await complaintOf({ DATABASE_URL: missing })).toMatch(/has no such database \(.+\); create it/);
	});
});

async function start(env: Record<string, string>): Promise<RunningApp> {
	const app = await startApp({ HOST: '127.0.0.1', ...env });
	apps.push(app);
	return app;
}

function ended(app: RunningApp): Promise<number | null> {
	return new Promise((resolve) => app.process.once('close', resolve));
}

// node:http, as fetch does not let a caller set the headers Host and Origin.
function send(app: RunningApp, headers: Record<string, string>, body: (end: (text: string) => void) => void) {
	return new Promise<number | undefined>((resolve, reject) => {
		const call = request(`${app.address}/sprog`, {
			method: 'POST',
			headers: { accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded', ...headers }
		});
		call.once('response', (answer) => {
			answer.resume();
			resolve(answer.statusCode);
		});
		call.once('error', reject);
		call.flushHeaders();
		body((text) => call.end(text));
	});
}

function post(app: RunningApp, headers: Record<string, string>, body = 'sprog=en') {
	return send(app, headers, (end) => end(body));
}

function slowPost(app: RunningApp, meanwhile: () => void) {
	return send(app, { origin: app.address }, (end) => {
		setTimeout(meanwhile, 300);
		setTimeout(() => end('sprog=en'), 1_200);
	});
}

// The whole of standard error of a start that ends with code 1.
function complaintOf(env: Record<string, string>): Promise<string> {
	const dataDir = newDataFolder();
	return new Promise((resolve, reject) => {
		const app = spawn(process.execPath, [join(root, 'run', 'serve.ts'), '--built'], {
			cwd: root,
			env: { PATH: process.env['PATH'], PORT: '0', DATA_DIR: dataDir, ...env },
			stdio: ['ignore', 'ignore', 'pipe']
		});
		let complaint = '';
		app.stderr.on('data', (chunk) => (complaint += String(chunk)));
		app.once('close', (code) => {
			if (code === 1) resolve(complaint.trim());
			else reject(new Error(`ended with code ${code}: ${complaint}`));
		});
	});
}
