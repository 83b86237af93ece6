import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { type Provider, readProviders } from '#people/provider.ts';

/** One setting of the environment, as the README lists it. */
export interface SettingEntry {
	name: keyof Settings;
	/** What holds when the variable is not set, as it would be written in the environment. */
	default: string;
	meaning: string;
}

export class SettingsError extends Error {
	override name = 'SettingsError';

	/** @param faults one whole sentence for each faulty variable */
	constructor(faults: string[]) {
		super(faults.join('\n'));
	}
}

const port = z
	.string()
	.regex(/^\d{1,5}$/)
	.transform(Number)
	.refine((number) => number <= 65_535);
const headerName = z
	.string()
	.regex(/^[A-Za-z0-9-]+$/)
	.transform((name) => name.toLowerCase());

// A default of null means: not set. The order is the order of the README.
const table = {
	PORT: { default: '3000', read: port, must: 'a port number from 0 (any free port) to 65535' },
	HOST: { default: null, read: z.string().regex(/^[^\s/]+$/), must: 'a host name or an IP address' },
	DATABASE_URL: {
		default: null,
		read: z.string().refine(isPostgresAddress),
		must: 'an address such as postgres://user:password@host:5432/database'
	},
	APP_DATABASE_URL: {
		default: null,
		read: z.string().refine(isPostgresAddress),
		must: 'an address such as postgres://user:password@host:5432/database'
	},
	DATA_DIR: { default: 'data', read: z.string().refine((path) => !path.includes('\0')), must: 'a folder' },
	DEMO: { default: 'on', read: z.enum(['on', 'off']), must: '"on" or "off"' },
	ORIGIN: {
		default: null,
		read: z.string().refine(isOrigin),
		must: 'a scheme and a host without a path, such as https://overblik.example'
	},
	PROTOCOL_HEADER: {
		default: null,
		read: headerName,
		must: 'the name of a header, such as x-forwarded-proto'
	},
	HOST_HEADER: { default: null, read: headerName, must: 'the name of a header, such as x-forwarded-host' },
	ADDRESS_HEADER: { default: null, read: headerName, must: 'the name of a header, such as x-forwarded-for' },
	XFF_DEPTH: {
		default: '1',
		read: z
			.string()
			.regex(/^[1-9]\d?$/)
			.transform(Number),
		must: 'a whole number from 1 to 99'
	},
	SMTP_URL: {
		default: null,
		read: z.string().refine((text) => /^smtps?:$/.test(URL.parse(text)?.protocol ?? '')),
		must: 'the address of a mail server, such as smtps://user:password@mail.example:465'
	},
	MAIL_FROM: {
		default: null,
		read: z.string().transform((text, context) => readAddress(text) ?? refuse(context)),
		must: 'a mail address, alone or as "Overblik <overblik@kommune.example>"'
	},
	MAIL_SIGN_IN: { default: 'on', read: z.enum(['on', 'off']), must: '"on" or "off"' },
	OIDC_PROVIDERS: {
		default: null,
		read: z.string().transform((text, context) => readProviderSetting(text, context)),
		must: 'a list of OpenID providers'
	},
	ADMINISTRATOR: {
		default: null,
		read: z.string().transform((text, context) => readAddress(text) ?? refuse(context)),
		must: 'a name and a mail address, such as "Karoline Birkmose <kabi@kombit.example>"'
	},
	INTRANET_HTTP: { default: 'off', read: z.enum(['on', 'off']), must: '"on" or "off"' },
	BODY_SIZE_LIMIT: {
		default: '32M',
		read: z.string().regex(/^[1-9]\d*[KMG]?$/i),
		must: 'a size in bytes, such as 512K or 32M'
	},
	RETENTION_MONTHS: {
		default: '24',
		read: z
			.string()
			.regex(/^[1-9]\d{0,2}$/)
			.transform(Number),
		must: 'a whole number of months from 1 to 999'
	},
	LOG_LEVEL: {
		default: 'info',
		read: z.enum(['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace']),
		must: 'one of silent, fatal, error, warn, info, debug, trace'
	}
} as const;

const meanings: Record<keyof typeof table, string> = {
	PORT: 'the port to listen on; 0 takes any free one',
	HOST: 'the address to listen on; not set: every address of this machine',
	DATABASE_URL:
		'a PostgreSQL 15 or newer to use; not set: the embedded one starts. Its demo data comes only from `npm run demo`',
	APP_DATABASE_URL:
		'the same database by a login that owns nothing and is only a member of the role `overblik_app`, for the running app; not set: it signs in by DATABASE_URL and steps down to that role. The embedded database has such a login',
	DATA_DIR: 'the folder of the embedded database; a relative one starts at the folder of package.json',
	DEMO: '`off`: the embedded database starts empty instead of with the demo world',
	ORIGIN:
		'the one address at which people reach Overblik behind a TLS proxy, such as https://overblik.example; forms posted at any other address, localhost too, are then refused',
	PROTOCOL_HEADER: 'the header in which a trusted proxy says http or https, such as x-forwarded-proto',
	HOST_HEADER:
		'the header in which a trusted proxy says the host that was asked for, such as x-forwarded-host',
	ADDRESS_HEADER:
		'the header in which a trusted proxy says the address of the caller, such as x-forwarded-for',
	XFF_DEPTH: 'how many trusted proxies add to x-forwarded-for',
	SMTP_URL:
		'the mail server that sign-in links and invitations go out by, such as smtps://user:password@mail.example:465; not set: no mail is sent. The demo never sends any',
	MAIL_FROM: 'whom those mails are from, such as Overblik <overblik@kommune.example>; needed with SMTP_URL',
	MAIL_SIGN_IN:
		'`off`: nobody signs in by a link in a mail, only by a provider of OIDC_PROVIDERS; invitations still go out',
	OIDC_PROVIDERS:
		'sign-in by OpenID Connect: a list of providers in JSON, or the path of a file that holds one; see below',
	ADMINISTRATOR:
		'who becomes the first administrator of a database that has none, such as Karoline Birkmose <kabi@kombit.example>; everybody else is invited',
	INTRANET_HTTP:
		'`on`: people may sign in by plain http from other machines, where everybody on the network can read along; localhost and the demo always may',
	BODY_SIZE_LIMIT:
		'the largest form that is read; from somebody who is not signed in 128K at most. A long text counts up to nine bytes for each letter',
	RETENTION_MONTHS:
		'how many months the name of a person who has left stays in the history; then name, mail, title and telephone are taken out',
	LOG_LEVEL: 'how much is logged: silent, fatal, error, warn, info, debug or trace'
};

/** Whose values may hold a password, which does not belong on a screen. */
const SECRET = new Set(['DATABASE_URL', 'APP_DATABASE_URL', 'SMTP_URL']);

type Table = typeof table;
type Read<Name extends keyof Table> = z.output<Table[Name]['read']>;

/** The checked settings. A variable without a default is undefined when it is not set. */
export type Settings = {
	[Name in keyof Table]: Table[Name]['default'] extends null ? Read<Name> | undefined : Read<Name>;
};

/** Every setting with its default (empty: none) and its meaning, in the order of the README. */
export const settingsTable: SettingEntry[] = Object.entries(table).map(([name, entry]) => ({
	name: name as keyof Settings,
	default: entry.default ?? '',
	meaning: meanings[name as keyof Table]
}));

/**
 * Reads and checks every setting. Variables that are set to nothing count as not set.
 * @param env the environment, usually process.env
 * @throws {SettingsError} with one sentence for each faulty variable
 */
export function readSettings(env: Record<string, string | undefined>): Settings {
	const faults: string[] = [];
	const settings: Record<string, unknown> = {};
	for (const [name, { default: usual, read, must }] of Object.entries(table)) {
		const given = env[name]?.trim() || usual;
		if (given === null) continue;
		const result = read.safeParse(given);
		if (result.success) settings[name] = result.data;
		else if (name === 'OIDC_PROVIDERS') faults.push(...result.error.issues.map(({ message }) => message));
		else faults.push(`${name} must be ${must}${SECRET.has(name) ? '' : `, not "${given}"`}.`);
	}
	if (settings['APP_DATABASE_URL'] && !settings['DATABASE_URL'])
		faults.push('DATABASE_URL must be set where APP_DATABASE_URL is.');
	if (settings['SMTP_URL'] && !settings['MAIL_FROM']) faults.push('MAIL_FROM must be set where SMTP_URL is.');
	if (settings['MAIL_SIGN_IN'] === 'off' && !settings['OIDC_PROVIDERS'])
		faults.push('OIDC_PROVIDERS must be set where MAIL_SIGN_IN is off.');
	if (faults.length > 0) throw new SettingsError(faults);
	return settings as Settings;
}

/** "Name <mail>" or a mail alone, as its two parts; null where it is neither. */
function readAddress(text: string): { name: string; address: string } | null {
	const [, name = '', address] = /^(?:"?([^"<>]*?)"?\s*<([^<>]+)>)$/.exec(text) ?? ['', '', text];
	return z.email().safeParse(address).success ? { name, address: address ?? '' } : null;
}

// Its faults are whole sentences already.
function readProviderSetting(text: string, context: z.RefinementCtx): Provider[] {
	let json = text;
	if (!/^\s*[[{]/.test(text)) {
		try {
			json = readFileSync(text, 'utf8');
		} catch (problem) {
			const { code = '' } = problem as NodeJS.ErrnoException;
			context.addIssue(`OIDC_PROVIDERS: the file "${text}" cannot be read (${code}).`);
			return z.NEVER;
		}
	}
	const read = readProviders(json);
	if ('providers' in read) return read.providers;
	for (const fault of read.faults) context.addIssue(fault);
	return z.NEVER;
}

function refuse(context: z.RefinementCtx): never {
	context.addIssue('');
	return z.NEVER;
}

function isPostgresAddress(text: string): boolean {
	// A socket's address has no host, which URL does not allow: postgres://user@/overblik?host=/run/postgresql
	return (
		/^postgres(ql)?:\/\//.test(text) && URL.canParse(text.replace(/^(\w+:\/\/(?:[^/@]*@)?)\//, '$1socket/'))
	);
}

function isOrigin(text: string): boolean {
	const url = URL.parse(text);
	return (
		url !== null && /^https?:$/.test(url.protocol) && url.origin === text.replace(/\/$/, '').toLowerCase()
	);
}
