import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { buildApp } from '../run/build.ts';
import { Visitor } from './bench/client.ts';
import { testAddress } from './support/database.ts';
import { removeData, type RunningApp, startApp } from './support/running-app.ts';

const address = await testAddress({ demo: true });
const name = new URL(address).pathname.slice(1);
const admin = new pg.Client({ connectionString: inject('testServer') });
let app: RunningApp;

beforeAll(async () => {
	await buildApp();
	await admin.connect();
	app = await startApp({ DATABASE_URL: address, HOST: '127.0.0.1' });
}, 180_000);
afterAll(async () => {
	await app.stop();
	await admin.end();
	await removeData(app.dataDir);
});

async function shut(closed: boolean) {
	await admin.query(`alter database ${name} with allow_connections ${!closed}`);
	if (closed)
		await admin.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name]);
}

describe('while the database is away', () => {
	test('pages say so, what needs no database stands, and all is back by itself, still signed in', async () => {
		const visitor = new Visitor(app.address);
		await visitor.enter('herning');
		expect((await visitor.ask('GET', '/')).status).toBe(200);

		await shut(true);
		for (const path of [
			'/',
			'/opgaver?tilstand=forfaldne',
			'/aftaler/1',
			'/kommuner',
			'/soeg?q=aarhus',
			'/log-ind'
		]) {
			const { status, body } = await visitor.ask('GET', path);
			expect(status, path).toBe(503);
			expect(body.toString(), path).toContain('Databasen svarer ikke lige nu');
			expect(body.toString(), path).toContain('http-equiv="refresh"');
		}
		expect((await visitor.ask('POST', '/log-ind', { body: 'persona=herning' })).status).toBe(503);
		expect((await visitor.ask('GET', '/opgaver/__data.json')).status).not.toBe(500);
		expect((await visitor.ask('GET', '/healthz')).status).toBe(200);
		expect((await visitor.ask('GET', '/readyz')).status).toBe(503);
		expect((await visitor.ask('GET', '/om')).status).toBe(200);
		expect((await visitor.ask('GET', '/was')).status).toBe(200);
		expect((await visitor.ask('POST', '/sprog', { body: 'sprog=da&tilbage=/' })).status).toBe(303);

		await shut(false);
		await expect.poll(async () => (await visitor.ask('GET', '/')).status, { timeout: 10_000 }).toBe(200);
		expect((await visitor.ask('GET', '/')).body.toString()).toContain('<h1>Herning, uge');
		expect((await visitor.ask('GET', '/readyz')).status).toBe(200);
		expect(app.output()).not.toContain('a bug');
	}, 60_000);
});
