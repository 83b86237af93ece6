import { z } from 'zod';
import type { AccessKind } from '#database/schema.ts';
import { isLoopback } from './sign-in.ts';

const KINDS = [
	'kombit_administrator',
	'kombit_lead',
	'kombit_reader',
	'programleder',
	'klik_administrator',
	'contributor',
	'reader'
] as const satisfies AccessKind[];

const claimName = z.string().min(1).max(200);

const provider = z.strictObject({
	/** Stands in addresses and binds identities: never change it once people have signed in. */
	key: z.string().regex(/^[a-z0-9-]{1,40}$/, 'must be lower-case letters, digits and hyphens, at most 40'),
	/** On the button. */
	name: z.string().min(1).max(80),
	issuer: z.string().refine(isSafeIssuer, 'must be an https:// address (http:// only on this machine)'),
	client_id: z.string().min(1),
	client_secret: z.string().min(1).optional(),
	/**
	 * The domains of the mails that the provider may vouch for, such as herning.dk; not those below them. Left out: every
	 * domain, which fits only where it is the one provider there is.
	 */
	domains: z
		.array(
			z
				.string()
				.toLowerCase()
				.regex(/^[^\s@.]+(\.[^\s@.]+)+$/, 'must be a domain, such as herning.dk')
		)
		.min(1)
		.optional(),
	scopes: z.string().default('openid profile email'),
	claims: z
		.strictObject({
			/** What the provider calls the person, for ever. */
			subject: claimName.default('sub'),
			mail: claimName.default('email'),
			/**
			 * The claim that says that the mail is the person's own; null where the provider's organisation gives out the
			 * addresses itself, so that nobody can claim another's.
			 */
			mail_verified: claimName.nullable().default('email_verified'),
			/** The claim that names the municipality, by its three-digit code or its CVR number. */
			municipality: claimName.optional(),
			/** The value of that claim which stands for KOMBIT itself. */
			kombit: z.string().optional(),
			/** The claim that names the person's role or roles. */
			role: claimName.optional(),
			/** Which kind of access each of its values stands for; other values choose nothing. */
			roles: z.record(z.string(), z.enum(KINDS)).default({})
		})
		.prefault({})
});

export type Provider = z.output<typeof provider>;

const providers = z
	.array(provider)
	.refine(
		(list) => new Set(list.map(({ key }) => key)).size === list.length,
		'must have a different key for each provider'
	);

/**
 * Reads the providers as OIDC_PROVIDERS holds them.
 * @returns the list, or its faults as whole sentences, which repeat no value: one of them is a secret
 */
export function readProviders(json: string): { providers: Provider[] } | { faults: string[] } {
	let given: unknown;
	try {
		given = JSON.parse(json);
	} catch {
		return { faults: ['OIDC_PROVIDERS must be a list in JSON, or the path of a file that holds one.'] };
	}
	const read = providers.safeParse(given);
	if (read.success) return { providers: read.data };
	return {
		faults: read.error.issues.map(({ path, message }) => {
			const [at, ...field] = path;
			const where = at === undefined ? '' : ` provider ${Number(at) + 1}: ${field.map(String).join('.')}`;
			return `OIDC_PROVIDERS:${where} ${message}.`;
		})
	};
}

function isSafeIssuer(text: string): boolean {
	const url = URL.parse(text);
	if (!url || url.search || url.hash || url.username) return false;
	return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url));
}

/** What a provider says of somebody, read by its map of claims. */
export interface Said {
	subject: string;
	/** A mail that the provider vouches for; null where it names none or does not vouch for it. */
	mail: string | null;
	/** Whether it names a mail at all. */
	names_mail: boolean;
	/** Municipality codes or CVR numbers as named; undefined where the claim is not there or not asked for. */
	places?: string[];
	kinds?: AccessKind[];
}

const text = z
	.string()
	.min(1)
	.max(255)
	.regex(/^[^\u0000-\u001f\u007f]+$/);
const several = z.preprocess((given) => [given].flat(), z.array(z.coerce.string()));

/** Reads claims; null where they lack what names a person. */
export function readClaims({ claims: map, domains }: Provider, claims: Record<string, unknown>): Said | null {
	const subject = text.safeParse(claims[map.subject]);
	if (!subject.success) return null;
	const mail = text.safeParse(claims[map.mail]);
	const verified = map.mail_verified === null || isTrue(claims[map.mail_verified]);
	const domain = mail.success ? mail.data.slice(mail.data.lastIndexOf('@') + 1).toLowerCase() : '';
	const vouched = verified && (domains === undefined || domains.includes(domain));
	const said: Said = {
		subject: subject.data,
		mail: mail.success && vouched ? mail.data : null,
		names_mail: mail.success
	};
	const place = map.municipality && claims[map.municipality];
	if (place !== undefined && place !== null && place !== '') said.places = several.parse(place);
	const role = map.role && claims[map.role];
	if (role !== undefined && role !== null && role !== '') {
		const kinds = several.parse(role).flatMap((value) => map.roles[value] ?? []);
		if (kinds.length > 0) said.kinds = kinds;
	}
	return said;
}

// Some providers write the truth as text (Entra's xms_edov as a number).
function isTrue(value: unknown): boolean {
	return value === true || value === 'true' || value === 1 || value === '1';
}
