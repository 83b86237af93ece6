import { describe, expect, test } from 'vitest';
import { readSettings } from './settings.ts';

describe('settings', () => {
	test('need nothing to be set', () => {
		expect(readSettings({})).toEqual({
			PORT: 3000,
			DATA_DIR: 'data',
			DEMO: 'on',
			XFF_DEPTH: 1,
			MAIL_SIGN_IN: 'on',
			INTRANET_HTTP: 'off',
			BODY_SIZE_LIMIT: '32M',
			RETENTION_MONTHS: 24,
			LOG_LEVEL: 'info'
		});
	});

	test('that are set to nothing count as not set', () => {
		expect(readSettings({ PORT: '', DATABASE_URL: ' ', ORIGIN: '' })).toEqual(readSettings({}));
	});

	test('take a database on a socket, a proxy with its headers, and any free port', () => {
		const settings = readSettings({
			PORT: '0',
			DATABASE_URL: 'postgresql://overblik@/overblik?host=/run/postgresql',
			PROTOCOL_HEADER: 'X-Forwarded-Proto',
			ORIGIN: 'https://overblik.example'
		});
		expect(settings).toMatchObject({
			PORT: 0,
			DATABASE_URL: 'postgresql://overblik@/overblik?host=/run/postgresql',
			PROTOCOL_HEADER: 'x-forwarded-proto',
			ORIGIN: 'https://overblik.example'
		});
	});

	test('that are wrong are all named, each in its sentence', () => {
		const faulty = { PORT: '99999', ORIGIN: 'https://a.example/path', LOG_LEVEL: 'loud', DEMO: 'maybe' };
		expect(() => readSettings(faulty)).toThrow(
			[
				'PORT must be a port number from 0 (any free port) to 65535, not "99999".',
				'DEMO must be "on" or "off", not "maybe".',
				'ORIGIN must be a scheme and a host without a path, such as https://overblik.example, not "https://a.example/path".',
				'LOG_LEVEL must be one of silent, fatal, error, warn, info, debug, trace, not "loud".'
			].join('\n')
		);
	});

	test('take who mail is from with or without a name, and want it where mail is sent', () => {
		const MAIL_FROM = (text: string) =>
			readSettings({ SMTP_URL: 'smtps://mail.example', MAIL_FROM: text }).MAIL_FROM;
		expect(MAIL_FROM('Overblik <overblik@kombit.example>')).toEqual({
			name: 'Overblik',
			address: 'overblik@kombit.example'
		});
		expect(MAIL_FROM('overblik@kombit.example')).toEqual({ name: '', address: 'overblik@kombit.example' });
		expect(() => MAIL_FROM('Overblik <a@b.example>, <c@d.example>')).toThrow('MAIL_FROM must be');
		expect(() => readSettings({ SMTP_URL: 'smtps://user:hunter2@mail.example' })).toThrow(
			/^MAIL_FROM must be set where SMTP_URL is.$/
		);
		expect(() => readSettings({ APP_DATABASE_URL: 'postgres://app:hunter2@db.example/overblik' })).toThrow(
			/^DATABASE_URL must be set where APP_DATABASE_URL is.$/
		);
		expect(() => readSettings({ SMTP_URL: 'http://user:hunter2@mail.example' })).not.toThrow(/hunter2/);
		expect(() => readSettings({ MAIL_SIGN_IN: 'off' })).toThrow(
			/^OIDC_PROVIDERS must be set where MAIL_SIGN_IN is off.$/
		);
	});

	test('of providers say what is wrong where, and never a secret', () => {
		const provider = {
			key: 'kombit',
			name: 'KOMBIT',
			issuer: 'https://login.example/kombit',
			client_id: 'overblik',
			client_secret: 'hunter2'
		};
		const read = (value: unknown) =>
			readSettings({ OIDC_PROVIDERS: typeof value === 'string' ? value : JSON.stringify(value) });
		expect(read([provider]).OIDC_PROVIDERS?.[0]).toMatchObject({
			scopes: 'openid profile email',
			claims: { subject: 'sub', mail: 'email', mail_verified: 'email_verified' }
		});
		expect(() => read([{ ...provider, key: 'KOMBIT!', issuer: 'http://login.example' }])).toThrow(
			[
				'OIDC_PROVIDERS: provider 1: key must be lower-case letters, digits and hyphens, at most 40.',
				'OIDC_PROVIDERS: provider 1: issuer must be an https:// address (http:// only on this machine).'
			].join('\n')
		);
		expect(() => read([provider, provider])).toThrow('different key');
		for (const wrong of ['[{"client_secret":"hunter2"', '/no/such/file.json', [{ ...provider, key: 1 }]])
			expect(() => read(wrong)).toThrow(/^OIDC_PROVIDERS(?!.*hunter2)/s);
	});

	test.each(['mysql://host/name', 'host:5432', 'postgres:/', 'https://host'])(
		'refuse %s as a database and never repeat it',
		(url) => {
			const read = () => readSettings({ DATABASE_URL: url });
			expect(read).toThrow(
				/^DATABASE_URL must be an address such as postgres:\/\/user:password@host:5432\/database\.$/
			);
		}
	);

	test.each(['-1', '3000.5', '0x10', '65536', 'http'])('refuse %s as a port', (port) => {
		expect(() => readSettings({ PORT: port })).toThrow('PORT must be');
	});
});
