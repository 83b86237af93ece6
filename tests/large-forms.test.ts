import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildApp } from '../run/build.ts';
import { connect } from '../src/database/connection.server.ts';
import { demoActor, enter } from './support/actors.ts';
import { testAddress } from './support/database.ts';
import { Guest } from './support/guest.ts';
import { removeData, type RunningApp, startApp } from './support/running-app.ts';

// Forms as large as no field takes, and larger than the app reads, over the wire as browsers and others send them.

const MILLION = 'æ'.repeat(1_000_000);
const FIELDS = { name: MILLION, short_name: MILLION, summary: MILLION, mailbox: MILLION, version: '1' };
const TOO_LARGE = 'Browserens tilbageknap fører tilbage til det, du skrev';
const KINDS = ['urlencoded', 'multipart'] as const;
const WAYS = ['with its length', 'in pieces'] as const;

const address = await testAddress({ demo: true });
const db = connect(address, { most: 2 });
let app: RunningApp;

beforeAll(async () => {
	await buildApp();
	app = await startApp({ DATABASE_URL: address, HOST: '127.0.0.1' });
}, 180_000);
afterAll(async () => {
	await app.stop();
	await db.destroy();
	await removeData(app.dataDir);
});

const signedIn = async () => enter(db, app, await demoActor(db, 'program-office'));

function write(kind: (typeof KINDS)[number], form: Record<string, string>): { type: string; body: string } {
	if (kind === 'urlencoded')
		return {
			type: 'application/x-www-form-urlencoded',
			// Ten times as quick as URLSearchParams for so much.
			body: Object.entries(form)
				.map((pair) => pair.map(encodeURIComponent).join('='))
				.join('&')
		};
	const parts = Object.entries(form).map(
		([name, value]) => `--xyz\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`
	);
	return { type: 'multipart/form-data; boundary=xyz', body: `${parts.join('')}--xyz--\r\n` };
}

function cut(body: string): string[] {
	const pieces = [];
	for (let at = 0; at < body.length; at += 1_000_000) pieces.push(body.slice(at, at + 1_000_000));
	return pieces;
}

const forms = KINDS.flatMap((kind) => WAYS.map((way) => ({ kind, way })));
const send = (
	visitor: Guest,
	path: string,
	{ kind, way }: (typeof forms)[number],
	form: Record<string, string>
) => {
	const { type, body } = write(kind, form);
	return visitor.send(path, type, way === 'in pieces' ? cut(body) : body);
};

describe('a form of several million letters', () => {
	test.each(forms)('comes back as it was typed, with the fault of each field: $kind, $way', async (how) => {
		const visitor = await signedIn();
		const { status, body } = await send(visitor, '/projekter/gateway?/projekt&ret=projekt', how, FIELDS);
		expect(status).toBe(422);
		expect(body).toMatch(/Højst \d+ tegn, du skrev 1\.000\.000\./);
		const whole = body.match(/æ{1000000}/g)?.length ?? 0;
		expect(whole).toBeGreaterThanOrEqual(4);
	});
});

describe('a form larger than is read', () => {
	const huge = { name: 'x'.repeat(34 * 1024 * 1024) };

	test.each(forms)('is answered in words, in the person’s language: $kind, $way', async (how) => {
		const visitor = await signedIn();
		const answer = await send(visitor, '/projekter/gateway?/projekt&ret=projekt', how, huge);
		expect(answer.status).toBe(413);
		expect(answer.body).toContain(TOO_LARGE);
		expect(answer.body).toContain('href="/projekter"');
		visitor.jar().set('sprog', 'en');
		expect((await send(visitor, '/projekter/gateway?/projekt&ret=projekt', how, huge)).body).toContain(
			'Your browser’s back button leads back'
		);
	});

	test.each(forms)('is so from far less where nobody is signed in: $kind, $way', async (how) => {
		const visitor = new Guest(app.address);
		for (const path of ['/log-ind', '/log-ind/mail']) {
			const answer = await send(visitor, path, how, { adresse: 'x'.repeat(140_000) });
			expect(answer.status, path).toBe(413);
			expect(answer.body).toContain(TOO_LARGE);
		}
		expect((await send(visitor, '/log-ind/mail', how, { adresse: 'x'.repeat(100_000) })).status).toBe(422);
	});

	test.each(KINDS)('is one of very many fields, too: %s', async (kind) => {
		const visitor = await signedIn();
		const fields = (count: number) =>
			Object.fromEntries(Array.from({ length: count }, (_, at) => [`felt${at}`, 'x']));
		for (const way of WAYS) {
			expect((await send(visitor, '/konto?/gem', { kind, way }, fields(4_900))).status).toBe(422);
			const answer = await send(visitor, '/konto?/gem', { kind, way }, fields(5_200));
			expect(answer.status).toBe(413);
		}
	});

	test('leaves the app standing', async () => {
		expect((await new Guest(app.address).get('/log-ind')).status).toBe(200);
		expect(app.output()).not.toContain('a bug');
	});
});

describe('a form sent after its session ended', () => {
	test.each(forms)('is kept, or the person is told that it was too large: $kind, $way', async (how) => {
		const visitor = await signedIn();
		await db
			.updateTable('session')
			.set({ used_at: new Date('2000-01-01') })
			.execute();
		const note = { name: 'Karoline', note: 'Linje 1' };
		const kept = await send(visitor, '/konto?/gem', how, note);
		expect(new URL(kept.leads).searchParams.get('videre')).toMatch(/^\/gemt\//);
		for (const size of [70_000, 3_000_000]) {
			const lost = await send(visitor, '/konto?/gem', how, { ...note, note: 'x'.repeat(size) });
			expect(lost.status).toBe(303);
			expect(Object.fromEntries(new URL(lost.leads).searchParams)).toEqual({ videre: '/konto', tabt: '1' });
			expect((await visitor.get(lost.leads)).body).toContain('for stor til at blive gemt');
		}
	});
});
