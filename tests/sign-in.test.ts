import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { buildApp } from '../run/build.ts';
import { type Fault, startCrookedProvider } from './support/crooked-provider.ts';
import { testAddress } from './support/database.ts';
import { type Answered, Guest } from './support/guest.ts';
import { findPort, type RunningProvider, startProvider } from './support/openid-provider.ts';
import { removeData, type RunningApp, startApp } from './support/running-app.ts';

// The app in real use: the people of the demo, on the real clock, with a real mail server and a real OpenID provider.

const DORTHE = 'dorthe.hedelund@herning.example';
const TROELS = 'troels.boegeskov@langeland.example';

const address = await testAddress({ demo: true });
const owner = new pg.Client({ connectionString: address });
const mails: string[] = [];
let slow = 0;
const post = new SMTPServer({
	authOptional: true,
	disabledCommands: ['STARTTLS'],
	onData(stream, _session, done) {
		const chunks: Buffer[] = [];
		stream.on('data', (chunk: Buffer) => chunks.push(chunk));
		stream.on('end', () => {
			mails.push(Buffer.concat(chunks).toString());
			setTimeout(done, slow);
		});
	}
});
let app: RunningApp;
let provider: RunningProvider;
let crooked: Awaited<ReturnType<typeof startCrookedProvider>>;

beforeAll(async () => {
	await buildApp();
	await owner.connect();
	await owner.query('delete from demo_world');
	await new Promise<void>((resolve) => post.listen(0, '127.0.0.1', resolve));
	const port = await findPort();
	provider = await startProvider(`http://127.0.0.1:${port}`);
	crooked = await startCrookedProvider();
	app = await startApp({
		DATABASE_URL: address,
		HOST: '127.0.0.1',
		PORT: String(port),
		SMTP_URL: `smtp://127.0.0.1:${(post.server.address() as { port: number }).port}`,
		MAIL_FROM: 'Overblik <overblik@kombit.example>',
		OIDC_PROVIDERS: JSON.stringify([...JSON.parse(provider.setting), crooked.setting]),
		LOG_LEVEL: 'info'
	});
}, 240_000);
afterAll(async () => {
	await app.stop();
	await provider.stop();
	await crooked.stop();
	await owner.end();
	await new Promise<void>((resolve) => post.close(resolve));
	await removeData(app.dataDir);
});
beforeEach(async () => {
	await owner.query('delete from sign_in_try');
	mails.length = 0;
	slow = 0;
	crooked.crooked.fault = {};
});

const guest = () => new Guest(app.address);

/** The link of the last mail, once it has come. */
async function linkOf(count = 1): Promise<string> {
	await expect.poll(() => mails.length, { timeout: 5_000 }).toBe(count);
	// Long lines are broken by an equals sign.
	const text = mails.at(-1)!.replace(/=\r\n/g, '').replaceAll('=3D', '=');
	return /http:\S+\/log-ind\/link\?n=[\w-]+/.exec(text)![0];
}
async function askLink(visitor: Guest, adresse = DORTHE, videre = '/'): Promise<Answered> {
	return visitor.post('/log-ind/mail', { adresse, videre });
}
const tokenOf = (link: string) => new URL(link).searchParams.get('n')!;
const use = (visitor: Guest, link: string) => visitor.post('/log-ind/link', { n: tokenOf(link) });
async function signedIn(adresse = DORTHE, videre = '/'): Promise<Guest> {
	const before = mails.length;
	const visitor = guest();
	expect((await askLink(visitor, adresse, videre)).status).toBe(200);
	const answer = await use(visitor, await linkOf(before + 1));
	expect(answer.leads).toBe(app.address + videre);
	return visitor;
}

describe('a link in a mail', () => {
	test('lets its person in, once, to where they were heading', async () => {
		const visitor = guest();
		const answer = await askLink(visitor, '  Dorthe.Hedelund@Herning.example ', '/aftaler?kommune=herning');
		expect(answer.status).toBe(200);
		expect(answer.body).toContain('Hvis adressen er kendt, er der sendt et link');
		const link = await linkOf();
		expect(link.startsWith(`${app.address}/`)).toBe(true);

		for (const look of [1, 2]) {
			const page = await visitor.get(link);
			expect(page.status, `look ${look}`).toBe(200);
			expect(page.body).toContain('Tryk på knappen');
		}
		const used = await use(visitor, link);
		expect([used.status, used.leads]).toEqual([303, `${app.address}/aftaler?kommune=herning`]);
		expect((await visitor.get('/')).body).toContain('<h1>Herning');
		expect(JSON.stringify(used.headers['set-cookie'])).toMatch(
			/overblik=[\w-]{43};[^"]*HttpOnly; SameSite=Lax/
		);

		const again = await use(visitor, link);
		expect(again.status).toBe(400);
		expect(again.body).toContain('Linket er brugt');
	});

	test('used twice at the same moment lets in once', async () => {
		const visitor = guest();
		await askLink(visitor);
		const link = await linkOf();
		const answers = await Promise.all([1, 2, 3, 4].map(() => use(visitor, link)));
		expect(answers.map(({ status }) => status).toSorted()).toEqual([303, 400, 400, 400]);
	});

	test('is worth nothing in another browser, and stays good in its own', async () => {
		const visitor = guest();
		await askLink(visitor);
		const link = await linkOf();
		const other = guest();
		await askLink(other, TROELS);
		await linkOf(2);
		for (const answer of [await other.get(link), await use(other, link), await guest().get(link)]) {
			expect(answer.status).toBe(400);
			expect(answer.body).toContain('Åbn linket der, hvor du bad om det');
		}
		expect((await other.get('/')).status).toBe(303);
		expect((await use(visitor, link)).status).toBe(303);
	});

	test('altered, made up, replaced or too old is refused in words', async () => {
		const visitor = guest();
		await askLink(visitor);
		const first = await linkOf();
		await askLink(visitor);
		const second = await linkOf(2);
		const altered = second.slice(0, -1) + (second.endsWith('A') ? 'B' : 'A');
		for (const link of [
			first,
			altered,
			`${app.address}/log-ind/link?n=x`,
			`${app.address}/log-ind/link?n=%00`
		]) {
			for (const answer of [await visitor.get(link), await use(visitor, link)]) {
				expect(answer.status, link).toBe(400);
				expect(answer.body, link).toContain('Linket virker ikke');
			}
		}
		await owner.query(`update sign_in_link set expires_at = now() - interval '1 second'`);
		const late = await use(visitor, second);
		expect([late.status, late.body.includes('Linket er for gammelt')]).toEqual([400, true]);
		expect((await visitor.get('/')).status).toBe(303);
	});

	test('goes to nobody unknown or without access, and the answer does not tell', async () => {
		await owner.query(
			`update access set revoked_on = '2024-01-01' where person_id = (select id from person where email = $1)`,
			[TROELS]
		);
		const answers = [];
		for (const mail of [DORTHE, TROELS, 'ingen@kommune.example']) answers.push(await askLink(guest(), mail));
		await linkOf();
		await wait(300);
		expect(mails.length).toBe(1);
		const plain = ({ status, body, headers }: Answered) => ({
			status,
			body: body.replace(/nonce-?="?[^"]*"/g, ''),
			names: Object.keys(headers).toSorted(),
			cookies: [headers['set-cookie']].flat().map((line) => line?.replace(/=[\w-]{43}/, ''))
		});
		expect(plain(answers[1]!)).toEqual(plain(answers[0]!));
		expect(plain(answers[2]!)).toEqual(plain(answers[0]!));
		await owner.query(
			`update access set revoked_on = null where person_id = (select id from person where email = $1)`,
			[TROELS]
		);
	});

	test('is sent after the answer, however long the mail server takes', async () => {
		slow = 3_000;
		const begun = performance.now();
		await askLink(guest());
		expect(performance.now() - begun).toBeLessThan(2_000);
		await linkOf();
	});

	test('wants an address that can be one, and gives back what was typed', async () => {
		for (const wrong of [
			'',
			'dorthe',
			'a@b',
			`${'a'.repeat(300)}@b.example`,
			'a@b.example, c@d.example',
			'a\0@b.example'
		]) {
			const answer = await askLink(guest(), wrong);
			expect(answer.status, wrong.slice(0, 20)).toBe(422);
			expect(answer.body).toContain('Skriv en mailadresse');
		}
		expect((await askLink(guest(), '<b>@')).body).toContain('value="&lt;b>@"');
	});

	test('leads to no other site, whatever was asked for', async () => {
		for (const evil of [
			'https://evil.example/',
			'//evil.example',
			'/\\evil.example',
			'javascript:alert(1)'
		]) {
			const visitor = guest();
			await askLink(visitor, DORTHE, evil);
			expect((await use(visitor, await linkOf())).leads, evil).toBe(`${app.address}/`);
			mails.length = 0;
			await owner.query('delete from sign_in_try');
		}
	});

	test('is not sent where the asker says what our address is', async () => {
		const answer = await guest().post(
			'/log-ind/mail',
			{ adresse: DORTHE, videre: '/' },
			{ host: 'evil.example', origin: 'http://evil.example' }
		);
		expect(answer.status).toBe(403);
		await wait(200);
		expect(mails.length).toBe(0);
	});
});

describe('links in mails, where signing in by them is off', () => {
	let strict: RunningApp;
	beforeAll(async () => {
		strict = await startApp({
			DATABASE_URL: address,
			SMTP_URL: `smtp://127.0.0.1:${(post.server.address() as { port: number }).port}`,
			MAIL_FROM: 'Overblik <overblik@kombit.example>',
			MAIL_SIGN_IN: 'off',
			OIDC_PROVIDERS: provider.setting
		});
	}, 60_000);
	afterAll(async () => {
		await strict.stop();
		await removeData(strict.dataDir);
	});

	test('are closed, also to who asked for one before', async () => {
		const visitor = guest();
		await askLink(visitor);
		const link = await linkOf();
		const there = new Guest(strict.address);
		for (const cookie of visitor.jar()) there.jar().set(...cookie);
		const door = await there.get('/log-ind');
		expect(door.status).toBe(200);
		expect(door.body).not.toContain('/log-ind/mail');
		expect(door.body).toContain('/log-ind/via/');
		const answers = [
			await there.get('/log-ind/mail'),
			await there.post('/log-ind/mail', { adresse: DORTHE, videre: '/' }),
			await there.get(link.replace(app.address, strict.address)),
			await use(there, link)
		];
		expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
		expect(mails).toHaveLength(1);
		// It was good all the while.
		expect((await use(visitor, link)).status).toBe(303);
	});
});

describe('a session', () => {
	test('that is altered, made up, ended, unused for hours or too old lets nobody in', async () => {
		const visitor = await signedIn();
		const token = visitor.jar().get('overblik')!;
		expect((await visitor.get('/')).status).toBe(200);
		for (const wrong of [`${token.slice(0, -1)}_`, '', 'x', '%00', 'a'.repeat(4000)]) {
			const other = guest();
			other.jar().set('overblik', wrong);
			expect((await other.get('/')).status, wrong.slice(0, 10)).toBe(303);
		}
		const ended = async (change: string) => {
			const one = await signedIn();
			await owner.query(`update session set ${change} where token_hash = sha256($1::bytea)`, [
				Buffer.from(one.jar().get('overblik')!)
			]);
			return (await one.get('/')).status;
		};
		expect(await ended(`ended_at = now()`)).toBe(303);
		expect(await ended(`used_at = now() - interval '8 hours 1 minute'`)).toBe(303);
		expect(await ended(`expires_at = now() - interval '1 second'`)).toBe(303);
		expect(await ended(`used_at = now() - interval '7 hours 59 minutes'`)).toBe(200);
	});

	test('ends at once when its access is taken back', async () => {
		const visitor = await signedIn();
		const change = (day: string | null) =>
			owner.query(
				'update access set revoked_on = $1 where person_id = (select id from person where email = $2)',
				[day, DORTHE]
			);
		await change('2024-01-01');
		expect((await visitor.get('/')).status).toBe(303);
		await change(null);
	});

	test('that is used goes on; one that is ended from another browser does not', async () => {
		const one = await signedIn();
		const two = await signedIn();
		await owner.query(`update session set used_at = now() - interval '7 hours'`);
		await one.get('/');
		await owner.query(
			`update session set used_at = now() - interval '7 hours' where used_at < now() - interval '7 hours'`
		);
		const page = await one.get('/konto');
		expect(page.body).toContain('denne browser');
		const ids = [...page.body.matchAll(/name="session" value="([\w-]{36})"/g)].map(([, id]) => id!);
		expect(ids.length).toBeGreaterThan(0);
		expect((await one.post('/konto?/afslut_andre', {})).status).toBe(303);
		expect((await two.get('/')).status).toBe(303);
		expect((await one.get('/')).status).toBe(200);
		expect((await one.get('/konto')).body).not.toContain('name="session"');
	});

	test('is ended by its own person only', async () => {
		const dorthe = await signedIn();
		const troels = await signedIn(TROELS);
		const { rows } = await owner.query('select id from session where token_hash = sha256($1::bytea)', [
			Buffer.from(dorthe.jar().get('overblik')!)
		]);
		expect((await troels.post('/konto?/afslut', { session: rows[0].id })).status).toBe(404);
		expect((await troels.post('/konto?/afslut', { session: 'x' })).status).toBe(404);
		expect((await dorthe.get('/')).status).toBe(200);
	});

	test('acts by another access of the same person, and by nobody else’s', async () => {
		const { rows } = await owner.query(
			`insert into access (person_id, kind, municipality_code, granted_on)
			select id, 'reader', '482', '2023-01-01' from person where email = $1 returning id`,
			[DORTHE]
		);
		const visitor = await signedIn();
		const foreign = await owner.query(
			'select access.id from access join person on person.id = person_id where email = $1',
			[TROELS]
		);
		expect((await visitor.post('/konto?/skift', { adgang: String(foreign.rows[0].id) })).status).toBe(403);
		expect((await visitor.post('/konto?/skift', { adgang: 'x' })).status).toBe(422);
		expect((await visitor.post('/konto?/skift', { adgang: String(rows[0].id) })).status).toBe(303);
		expect((await visitor.get('/')).body).toContain('<h1>Langeland');
		await owner.query('delete from access where id = $1', [rows[0].id]);
	});

	test('is a new one at every sign-in; a token planted before is not taken over', async () => {
		const visitor = guest();
		visitor.jar().set('overblik', 'planted-by-somebody-else');
		await askLink(visitor);
		await use(visitor, await linkOf());
		expect(visitor.jar().get('overblik')).not.toBe('planted-by-somebody-else');
	});
});

describe('abuse', () => {
	test('too many links for one account, known or not, is answered 429 with when to try again', async () => {
		for (const mail of [DORTHE, 'ingen@kommune.example']) {
			for (let n = 1; n <= 5; n++) expect((await askLink(guest(), mail)).status, `${n}`).toBe(200);
			const answer = await askLink(guest(), mail.toUpperCase());
			expect(answer.status).toBe(429);
			expect(answer.body).toMatch(/Du kan prøve igen kl\. \d\d\.\d\d/);
			expect(Number(answer.headers['retry-after'])).toBeGreaterThan(800);
		}
		await owner.query(`update sign_in_try set since = now() - interval '16 minutes'`);
		expect((await askLink(guest())).status).toBe(200);
	});

	test('too many tries from one address are answered 429', async () => {
		const statuses = [];
		for (let n = 1; n <= 62; n++)
			statuses.push((await guest().post('/log-ind/link', { n: `guess-${n}` })).status);
		expect(statuses.slice(0, 60).every((status) => status === 400)).toBe(true);
		expect(statuses.slice(60)).toEqual([429, 429]);
	});

	test('a form from another site is refused', async () => {
		const visitor = await signedIn();
		for (const path of ['/log-ind/mail', '/log-ind/link', '/konto?/afslut_andre', '/log-ud']) {
			const answer = await visitor.post(path, { adresse: DORTHE }, { origin: 'https://evil.example' });
			expect(answer.status, path).toBe(403);
		}
		expect((await visitor.get('/')).status).toBe(200);
	});

	test('over plain http from elsewhere nobody signs in, and the page says why', async () => {
		const host = { host: 'overblik.intern.example' };
		for (const path of ['/log-ind', '/log-ind/mail', '/log-ind/link?n=x', '/log-ind/via/kombit']) {
			const answer = await guest().get(path, host);
			expect(answer.status, path).toBe(403);
			expect(answer.body, path).toContain('Her kan man ikke logge ind');
		}
	});

	test('there is no demo door and no mailbox in real use', async () => {
		expect((await guest().post('/log-ind', { persona: 'herning' })).status).toBe(404);
		expect((await guest().get('/postkasse')).status).toBe(404);
	});
});

/** Goes to the provider and signs in there, up to its answer, which is returned and not yet taken in. */
async function throughProvider(visitor: Guest, name: string, query = ''): Promise<string> {
	let answer = await visitor.get(`/log-ind/via/kombit${query}`);
	for (let steps = 0; steps < 12; steps++) {
		if (answer.leads.startsWith(`${app.address}/`)) return answer.leads;
		if (answer.leads) {
			answer = await visitor.get(answer.leads);
			continue;
		}
		const action = /action="([^"]+)"/.exec(answer.body)?.[1];
		if (!action) throw new Error(`The provider answers ${answer.status}: ${answer.body.slice(0, 500)}`);
		answer = await visitor.post(new URL(action, provider.issuer).href, {
			prompt: 'login',
			login: name,
			password: 'x'
		});
	}
	throw new Error('the provider leads in circles');
}

describe('an OpenID provider', () => {
	test('lets an invited person in, to where they were heading, and binds them to its subject', async () => {
		provider.people.set('dorthe-1', { email: DORTHE });
		const visitor = guest();
		const back = await throughProvider(visitor, 'dorthe-1', '?videre=%2Fopgaver');
		const answer = await visitor.get(back);
		expect([answer.status, answer.leads]).toEqual([303, `${app.address}/opgaver`]);
		expect((await visitor.get('/')).body).toContain('<h1>Herning');

		// The same answer once more, and the address changed at the provider: still the same person.
		expect((await visitor.get(back)).status).toBe(400);
		provider.people.set('dorthe-1', { email: 'dorthe.nygift@herning.example' });
		const later = guest();
		expect((await later.get(await throughProvider(later, 'dorthe-1'))).status).toBe(303);
	});

	test('is not reached straight from another site, which could have somebody signed in unasked', async () => {
		const answer = await guest().get('/log-ind/via/kombit?videre=%2Fopgaver', {
			'sec-fetch-site': 'cross-site'
		});
		expect([answer.status, answer.leads]).toEqual([303, `${app.address}/log-ind?videre=%2Fopgaver`]);
	});

	test('does not give the account to whoever has the address later', async () => {
		provider.people.set('heir', { email: DORTHE });
		const heir = guest();
		const answer = await heir.get(await throughProvider(heir, 'heir'));
		expect(answer.status).toBe(403);
		expect(answer.body).toContain('Du har ikke adgang til Overblik endnu');
	});

	test('lets in nobody unknown, and nobody by an address that it does not vouch for', async () => {
		const stranger = guest();
		const unknown = await stranger.get(await throughProvider(stranger, 'ukendt@kommune.example'));
		expect([unknown.status, unknown.body.includes('Du har ikke adgang til Overblik endnu')]).toEqual([
			403,
			true
		]);

		provider.people.set('claims-troels', { email: TROELS, email_verified: false });
		const claiming = guest();
		const answer = await claiming.get(await throughProvider(claiming, 'claims-troels'));
		expect([answer.status, answer.body.includes('Din mailadresse er ikke bekræftet')]).toEqual([403, true]);
	});

	test('chooses among the accesses one holds by its claims, and gives none', async () => {
		const { rows } = await owner.query(
			`insert into access (person_id, kind, municipality_code, granted_on)
			select id, 'reader', '657', '2023-01-01' from person where email = $1 returning id`,
			[TROELS]
		);
		const come = async (claims: Record<string, unknown>) => {
			provider.people.set('troels', { email: TROELS, ...claims });
			const visitor = guest();
			const answer = await visitor.get(await throughProvider(visitor, 'troels'));
			if (answer.status !== 303) return answer.body;
			return (await visitor.get('/')).body;
		};
		expect(await come({ cvr: '657' })).toContain('<h1>Herning');
		// Langeland's CVR number.
		const { rows: langeland } = await owner.query(`select cvr from municipality where code = '482'`);
		expect(await come({ cvr: langeland[0].cvr })).toContain('<h1>Langeland');
		expect(await come({ roles: ['Overblik.Læser', 'Printer'] })).toContain('<h1>Herning');
		expect(await come({ roles: 'Overblik.Programleder' })).toContain('<h1>Langeland');
		for (const claims of [
			{ cvr: '101' },
			{ cvr: '19435075' },
			{ cvr: '657', roles: ['Overblik.Programleder'] }
		])
			expect(await come(claims)).toContain('Du har ingen adgang, der passer');
		await owner.query('delete from access where id = $1', [rows[0].id]);
	});

	test('answering for another state, browser or time lets nobody in', async () => {
		const visitor = guest();
		const back = new URL(await throughProvider(visitor, 'dorthe-1'));
		const altered = new URL(back);
		altered.searchParams.set('state', 'somebody-elses');
		expect((await visitor.get(altered.href)).status).toBe(400);
		const other = await guest().get(back.href);
		expect([other.status, other.body.includes('Vejen ind er udløbet')]).toEqual([400, true]);
		await owner.query(`update sign_in_flow set expires_at = now() - interval '1 second'`);
		expect((await visitor.get(back.href)).status).toBe(400);
		for (const path of ['/log-ind/via/kombit/retur', '/log-ind/via/kombit/retur?state=%00&code=x'])
			expect((await guest().get(path)).status, path).toBe(400);
		expect((await visitor.get('/')).status).toBe(303);
	});

	test('that says no, or whose person changed their mind, is told in words', async () => {
		for (const [error, words] of [
			['access_denied', 'Du blev ikke logget ind'],
			['server_error', 'Din organisations login sagde nej']
		] as const) {
			const visitor = guest();
			const there = new URL((await visitor.get('/log-ind/via/kombit')).leads);
			const state = there.searchParams.get('state')!;
			const query = new URLSearchParams({ error, error_description: '<b>x', state, iss: provider.issuer });
			const answer = await visitor.get(`/log-ind/via/kombit/retur?${query}`);
			expect([answer.status, answer.body.includes(words)], error).toEqual([403, true]);
			expect(answer.body).not.toContain('<b>x');
		}
	});

	test('leads to no other site afterwards', async () => {
		const visitor = guest();
		const back = await throughProvider(visitor, 'dorthe-1', '?videre=https%3A%2F%2Fevil.example');
		expect((await visitor.get(back)).leads).toBe(`${app.address}/`);
	});
});

describe('the binding to a provider', () => {
	test('is shown to its person, taken away, and made anew by signing in once more', async () => {
		provider.people.set('unbinding', { email: TROELS });
		await owner.query(`delete from identity where provider = 'kombit'`);
		const visitor = guest();
		await visitor.get(await throughProvider(visitor, 'unbinding'));
		const count = async () =>
			Number((await owner.query(`select count(*) from identity where subject = 'unbinding'`)).rows[0].count);
		expect(await count()).toBe(1);
		const page = await visitor.get('/konto');
		expect(page.body).toContain('Fjern bindingen');
		expect(page.body).toContain('kan du stadig logge ind med et link i en mail');
		const answer = await visitor.post('/konto?/loesn', { udbyder: 'kombit' });
		expect([answer.status, answer.leads]).toEqual([303, `${app.address}/konto#veje`]);
		expect(await count()).toBe(0);
		expect((await visitor.get('/konto')).body).not.toContain('Fjern bindingen');
		expect((await visitor.post('/konto?/loesn', { udbyder: 'kombit' })).status).toBe(409);
		await visitor.get(await throughProvider(visitor, 'unbinding'));
		expect(await count()).toBe(1);
	});
});

describe('a provider that goes wrong', () => {
	async function come(fault: Fault): Promise<Answered> {
		const visitor = guest();
		const there = await visitor.get('/log-ind/via/skaev');
		crooked.crooked.fault = fault;
		const back = await visitor.get(there.leads);
		const answer = await visitor.get(back.leads);
		if (answer.status !== 303) expect((await visitor.get('/')).status).toBe(303);
		return answer;
	}

	test('and answers rightly lets in', async () => {
		expect((await come({})).status).toBe(303);
	});

	const now = Math.floor(Date.now() / 1000);
	test.each<[string, Fault]>([
		['another nonce', { claims: { nonce: 'somebody-elses' } }],
		['no nonce', { claims: { nonce: undefined } }],
		['another issuer', { claims: { iss: 'https://evil.example' } }],
		['another audience', { claims: { aud: 'another-app' } }],
		['a token that has run out', { claims: { exp: now - 600, iat: now - 900 } }],
		['a signature by a key that is not its own', { foreign_key: true }],
		['no signature', { unsigned: true }],
		['no subject', { claims: { sub: undefined } }],
		['no JSON', { token_answer: { status: 200, body: '<html>' } }]
	])('by %s lets nobody in', async (_, fault) => {
		const answer = await come(fault);
		expect(answer.status).toBe(502);
		expect(answer.body).toContain('Svaret fra din organisations login kan ikke bruges');
	});

	test('by refusing the code, or by never answering, is told in words', async () => {
		const refused = await come({ token_answer: { status: 400, body: '{"error":"invalid_grant"}' } });
		expect([refused.status, refused.body.includes('Din organisations login sagde nej')]).toEqual([403, true]);
		const visitor = guest();
		const back = await visitor.get((await visitor.get('/log-ind/via/skaev')).leads);
		crooked.crooked.fault = { silent: true };
		const silent = await visitor.get(back.leads);
		expect([silent.status, silent.body.includes('Din organisations login svarer ikke')]).toEqual([502, true]);
	}, 20_000);

	test('writes no code, token, secret, link or mail into the log', async () => {
		await askLink(guest());
		const link = await linkOf();
		expect(app.output()).toContain('a provider let nobody in');
		expect(app.output()).toContain('requestId');
		for (const secret of [
			tokenOf(link),
			DORTHE,
			TROELS,
			'a-secret-that-no-log',
			'crooked-secret',
			'code-',
			'eyJ'
		])
			expect(app.output(), secret).not.toContain(secret);
		expect(app.output()).not.toContain('a bug');
	});
});

describe('a form that outlives its session', () => {
	const form = {
		name: 'Dorthe Hedelund',
		title: 'Linje 1\nLinje 2 <b>',
		phone: '12 34 56 78',
		noegle: '11111111-1111-4111-8111-111111111111'
	};
	async function lose(): Promise<{ visitor: Guest; kept: string }> {
		const visitor = await signedIn();
		await owner.query(`update session set used_at = now() - interval '9 hours'`);
		const answer = await visitor.post('/konto?/gem', form);
		expect(answer.status).toBe(303);
		return { visitor, kept: new URL(answer.leads).searchParams.get('videre')! };
	}
	async function comeBack(visitor: Guest, mail: string, kept: string): Promise<Answered> {
		const before = mails.length;
		await askLink(visitor, mail, kept);
		const answer = await use(visitor, await linkOf(before + 1));
		return visitor.get(answer.leads);
	}

	test('waits for its person, shows what was typed, and can be sent or dropped', async () => {
		const { visitor, kept } = await lose();
		expect(kept).toMatch(/^\/gemt\/[\w-]{36}$/);
		const page = await comeBack(visitor, DORTHE, kept);
		expect(page.status).toBe(200);
		expect(page.body).toContain('Linje 1\nLinje 2 &lt;b>');
		expect(page.body).toContain('action="/konto?/gem"');
		const text = page.body.replace(/<!--.*?-->/g, '');
		for (const label of ['Navn', 'Stilling', 'Telefon']) expect(text).toContain(`>${label}</dt>`);
		expect(text).not.toContain('>phone</dt>');
		for (const name of Object.keys(form)) expect(page.body).toContain(`name="${name}"`);
		expect((await visitor.post(kept, {})).status).toBe(303);
		expect((await visitor.get(kept)).status).toBe(404);
	});

	test('is shown to nobody else, and not after an hour', async () => {
		const { visitor, kept } = await lose();
		expect((await comeBack(guest(), TROELS, kept)).status).toBe(404);
		expect((await comeBack(visitor, DORTHE, kept)).status).toBe(200);
		await owner.query(`update kept_form set expires_at = now() - interval '1 second'`);
		expect((await visitor.get(kept)).status).toBe(404);
		expect((await visitor.get('/gemt/x')).status).toBe(404);
	});

	test('is kept only for a session that was one, and only up to 64 KB', async () => {
		const made_up = guest();
		made_up.jar().set('overblik', 'no-session');
		expect((await made_up.post('/konto?/gem', form)).leads).toBe(`${app.address}/log-ind`);
		const visitor = await signedIn();
		await owner.query(`update session set used_at = now() - interval '9 hours'`);
		expect((await visitor.post('/konto?/gem', { note: 'x'.repeat(70_000) })).leads).toBe(
			`${app.address}/log-ind?videre=%2Fkonto&tabt=1`
		);
		expect(new URL((await visitor.post('/konto?/gem', { note: 'a\0b' })).leads).search).toContain('gemt');
	});
});
