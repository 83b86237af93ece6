import { describe, expect, test } from 'vitest';
import { describeBrowser } from './browser.ts';
import { sessionCookie } from './cookie.ts';
import { type Provider, readClaims, readProviders } from './provider.ts';
import { doorAt, readMail } from './sign-in.ts';

const settings = { INTRANET_HTTP: 'off', MAIL_SIGN_IN: 'on', ORIGIN: undefined } as const;
const door = (address: string, given: Partial<Parameters<typeof doorAt>[1]> = {}, demo = false) =>
	doorAt(new URL(address), { ...settings, ...given }, { demo, mail: true });

describe('the door', () => {
	test('is open by TLS, on this machine, in the demo, and on an intranet that was allowed', () => {
		expect(door('https://overblik.example').safe).toBe(true);
		for (const here of ['http://localhost:3000', 'http://127.0.0.1', 'http://[::1]:3000'])
			expect(door(here).safe, here).toBe(true);
		for (const elsewhere of ['http://overblik.intern', 'http://127.0.0.1.evil.example', 'http://10.0.0.1'])
			expect(door(elsewhere).safe, elsewhere).toBe(false);
		expect(door('http://overblik.intern', { INTRANET_HTTP: 'on' }).safe).toBe(true);
		expect(door('http://maskine.kommune.example', {}, true).safe).toBe(true);
	});

	test('sends links only where the caller cannot choose where they lead', () => {
		expect(door('https://whatever.the.caller.says').links).toBe(false);
		expect(door('http://overblik.intern', { INTRANET_HTTP: 'on' }).links).toBe(false);
		expect(door('https://overblik.example', { ORIGIN: 'https://overblik.example' }).links).toBe(true);
		// A proxy may pass on whatever host the caller named.
		const proxied = { ...settings, HOST_HEADER: 'x-forwarded-host' };
		expect(door('https://overblik.example', proxied).links).toBe(false);
		expect(door('http://localhost:3000').links).toBe(true);
	});

	test('sends letters, but no links to sign in by, where that is closed', () => {
		const closed = door('http://localhost:3000', { MAIL_SIGN_IN: 'off' });
		expect(closed).toEqual({ safe: true, letters: true, links: false });
		expect(door('https://whatever.the.caller.says').letters).toBe(false);
	});

	test('binds its cookie to the host where there is TLS', () => {
		expect(sessionCookie(new URL('https://overblik.example'))).toBe('__Host-overblik');
		expect(sessionCookie(new URL('http://localhost:3000'))).toBe('overblik');
	});
});

test('a mail is read as typed, with Danish letters, and never as two', () => {
	expect(readMail(' Søren@Ærø.example ')).toBe('Søren@Ærø.example');
	for (const wrong of [
		'',
		'a@b',
		'a b@c.example',
		'a@b.example,c@d.example',
		'"a"@b.example',
		'a\0@b.example',
		'a\u202e@b.example',
		null
	])
		expect(readMail(wrong), String(wrong)).toBeNull();
});

test('a browser is named as its person knows it', () => {
	const chrome = 'AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0';
	expect(describeBrowser(`Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${chrome} Safari/537.36 Edg/142.0`)).toBe(
		'Edge, Windows'
	);
	expect(describeBrowser(`Mozilla/5.0 (Linux; Android 10; K) ${chrome} Mobile Safari/537.36`)).toBe(
		'Chrome, Android'
	);
	expect(
		describeBrowser(
			'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile/15E148 Safari/604.1'
		)
	).toBe('Safari, iPhone');
	expect(describeBrowser('curl/8')).toBe('');
	expect(describeBrowser(null)).toBe('');
});

describe('claims', () => {
	const read = (claims: object, more: object = {}) =>
		(
			readProviders(
				JSON.stringify([
					{ key: 'k', name: 'K', issuer: 'https://login.example', client_id: 'c', claims, ...more }
				])
			) as { providers: [Provider] }
		).providers[0];

	test('name a person by a subject, and by a mail only where the provider vouches for it', () => {
		const provider = read({});
		const claims = { sub: 's', email: 'a@b.example' };
		expect(readClaims(provider, { ...claims, email_verified: true })).toMatchObject({ mail: 'a@b.example' });
		for (const email_verified of [false, undefined, 'no', 0])
			expect(readClaims(provider, { ...claims, email_verified })).toMatchObject({
				mail: null,
				names_mail: true
			});
		expect(readClaims(read({ mail_verified: null }), claims)).toMatchObject({ mail: 'a@b.example' });
		for (const sub of [undefined, '', 7, 'a\0b', 'x'.repeat(300)])
			expect(readClaims(provider, { ...claims, sub }), String(sub)).toBeNull();
	});

	test('name no person by a mail outside the domains that the provider may vouch for', () => {
		const limited = read({}, { domains: ['Herning.example'] });
		const claims = { sub: 's', email_verified: true };
		expect(readClaims(limited, { ...claims, email: 'a@HERNING.example' })?.mail).toBe('a@HERNING.example');
		for (const email of [
			'a@odense.example',
			'a@x.herning.example',
			'a@herning.example@odense.example',
			'herning'
		])
			expect(readClaims(limited, { ...claims, email }), email).toMatchObject({
				mail: null,
				names_mail: true
			});
		for (const domains of [[], [''], ['a@b.example'], ['example'], 'herning.example'])
			expect(
				readProviders(
					JSON.stringify([{ key: 'k', name: 'K', issuer: 'https://i.example', client_id: 'c', domains }])
				)
			).toHaveProperty('faults');
	});

	test('choose a place and a kind where they name one that is known, and nothing where they do not', () => {
		const provider = read({
			municipality: 'cvr',
			role: 'roles',
			roles: { Leder: 'programleder', Læser: 'reader' }
		});
		expect(readClaims(provider, { sub: 's', cvr: 657, roles: ['Læser', 'Printer'] })).toMatchObject({
			places: ['657'],
			kinds: ['reader']
		});
		const said = readClaims(provider, { sub: 's', roles: ['Printer'], cvr: '' });
		expect(said).not.toHaveProperty('kinds');
		expect(said).not.toHaveProperty('places');
	});
});
