import { sql } from 'kysely';
import * as client from 'openid-client';
import type { Database } from '#database/connection.server.ts';
import { type AccessWish, chooseAccess } from './entry.server.ts';
import { type Provider, readClaims, type Said } from './provider.ts';
import { hashOf } from './session.server.ts';
import { isLoopback, type Trouble } from './sign-in.ts';

const FLOW_MINUTES = 10;
/** How long we wait for a provider, in seconds. */
const PATIENCE = 5;
/** How long what a provider says of itself is believed, in milliseconds. */
const KNOWN_FOR = 6 * 3_600_000;

/** Somebody is not let in by a provider: why, for the person, and what the log may hold. */
export class ProviderTrouble extends Error {
	override name = 'ProviderTrouble';
	trouble: Trouble;
	constructor(trouble: Trouble, reason: string) {
		super(reason);
		this.trouble = trouble;
	}
}

interface Way {
	/** The token of the cookie in the browser. */
	browser: string;
	clock: Date;
}

/**
 * Begins the way to a provider: notes what its answer must hold, bound to this browser, for ten minutes.
 * @returns where to send the browser
 * @throws ProviderTrouble where the provider does not answer
 */
export async function leaveForProvider(
	db: Database,
	provider: Provider,
	{ redirect_uri, next_path, browser, clock }: Way & { redirect_uri: string; next_path: string }
): Promise<URL> {
	const config = await discover(provider, clock);
	const state = client.randomState();
	const nonce = client.randomNonce();
	const verifier = client.randomPKCECodeVerifier();
	const expires_at = new Date(clock.getTime() + FLOW_MINUTES * 60_000);
	await sql`
		select make_sign_in_flow(${hashOf(state)}, ${hashOf(browser)}, ${provider.key}, ${nonce}, ${verifier},
			${next_path}, ${clock}, ${expires_at})
	`.execute(db);
	return client.buildAuthorizationUrl(config, {
		redirect_uri,
		scope: provider.scopes,
		state,
		nonce,
		code_challenge: await client.calculatePKCECodeChallenge(verifier),
		code_challenge_method: 'S256'
	});
}

/**
 * Takes in what a provider sent a browser back with, and finds the person and the access they act by; `claimed` is
 * what its claims limit the session to.
 * @param url the whole address of the answer
 * @throws ProviderTrouble for everything that does not let somebody in
 */
export async function returnFromProvider(
	db: Database,
	provider: Provider,
	{ url, browser, clock }: Way & { url: URL }
): Promise<{ person_id: number; access_id: number; claimed: AccessWish; next_path: string }> {
	const state = url.searchParams.get('state') ?? '';
	// Ended before anything is looked at, so that no answer is taken in twice.
	const { rows } = await sql<{ nonce: string; code_verifier: string; next_path: string }>`
		select * from end_sign_in_flow(${hashOf(state)}, ${hashOf(browser)}, ${provider.key}, ${clock})
	`.execute(db);
	const flow = rows[0];
	if (!flow) throw new ProviderTrouble('flow_lost', 'no such flow in this browser');
	const said = await ask(provider, { url, state, flow, clock });
	const person_id = await findPerson(db, provider, said, clock);
	const claimed: AccessWish = {
		places: said.places && (await namePlaces(db, provider, said.places)),
		kinds: said.kinds
	};
	const access_id = await chooseAccess(db, person_id, claimed);
	if (access_id === null) throw new ProviderTrouble('no_access', 'holds none of the accesses claimed');
	return { person_id, access_id, claimed, next_path: flow.next_path };
}

async function ask(
	provider: Provider,
	{
		url,
		state,
		flow,
		clock
	}: { url: URL; state: string; flow: { nonce: string; code_verifier: string }; clock: Date }
): Promise<Said> {
	const config = await discover(provider, clock);
	try {
		const tokens = await client.authorizationCodeGrant(config, url, {
			expectedState: state,
			expectedNonce: flow.nonce,
			pkceCodeVerifier: flow.code_verifier,
			idTokenExpected: true
		});
		let claims: Record<string, unknown> = { ...tokens.claims() };
		const { mail } = provider.claims;
		if (claims[mail] === undefined && config.serverMetadata().userinfo_endpoint) {
			const more = await client.fetchUserInfo(config, tokens.access_token, String(claims['sub']));
			claims = { ...more, ...claims };
		}
		const said = readClaims(provider, claims);
		if (!said) throw new ProviderTrouble('provider_wrong', 'the claims name nobody');
		return said;
	} catch (problem) {
		throw explain(problem);
	}
}

/**
 * Whom a provider means: whoever is bound to its subject, else whoever has the mail that it vouches for and is bound to
 * no other subject of it; they are bound from now on.
 */
async function findPerson(
	db: Database,
	provider: Provider,
	{ subject, mail, names_mail }: Said,
	clock: Date
): Promise<number> {
	const bound = await boundTo(db, provider.key, subject);
	if (bound !== undefined) return bound;
	if (mail === null)
		throw names_mail
			? new ProviderTrouble('mail_unverified', 'the provider does not vouch for the mail')
			: new ProviderTrouble('unknown_person', 'an unknown subject without a mail');
	await db
		.insertInto('identity')
		.columns(['provider', 'subject', 'person_id', 'bound_at'])
		.expression((eb) =>
			eb
				.selectFrom('person')
				.where(sql`lower(email)`, '=', mail.toLowerCase())
				.where((has) =>
					has.exists(
						has
							.selectFrom('access')
							.select('access.id')
							.whereRef('access.person_id', '=', 'person.id')
							.where('access.revoked_on', 'is', null)
					)
				)
				.select((row) => [
					row.val(provider.key).as('provider'),
					row.val(subject).as('subject'),
					'person.id as person_id',
					sql<Date>`${clock}::timestamptz`.as('bound_at')
				])
		)
		.onConflict((conflict) => conflict.doNothing())
		.execute();
	// Asked anew, since two may have come at once.
	const now = await boundTo(db, provider.key, subject);
	if (now === undefined)
		throw new ProviderTrouble('unknown_person', 'nobody has this mail, or another subject was bound to it');
	return now;
}

async function boundTo(db: Database, provider: string, subject: string): Promise<number | undefined> {
	const row = await db
		.selectFrom('identity')
		.where('provider', '=', provider)
		.where('subject', '=', subject)
		.select('person_id')
		.executeTakeFirst();
	return row?.person_id;
}

async function namePlaces(db: Database, provider: Provider, given: string[]): Promise<(string | null)[]> {
	const rows = await db
		.selectFrom('municipality')
		.where((eb) => eb.or([eb('code', 'in', given), eb('cvr', 'in', given)]))
		.select('code')
		.execute();
	const { kombit } = provider.claims;
	return [...rows.map(({ code }) => code), ...(kombit !== undefined && given.includes(kombit) ? [null] : [])];
}

const known = new Map<string, { config: Promise<client.Configuration>; since: number }>();

// What a provider says of itself is asked when somebody first wants to go there, not at start: it may be down then.
async function discover(provider: Provider, clock: Date): Promise<client.Configuration> {
	const held = known.get(provider.key);
	const at = clock.getTime();
	if (held && at - held.since < KNOWN_FOR) return held.config;
	const issuer = new URL(provider.issuer);
	const config = client
		.discovery(
			issuer,
			provider.client_id,
			undefined,
			provider.client_secret ? client.ClientSecretPost(provider.client_secret) : client.None(),
			{
				timeout: PATIENCE,
				// The signature too, though the token comes by TLS: what stands between may be a proxy of the house.
				execute: [
					client.enableNonRepudiationChecks,
					...(isLoopback(issuer) ? [client.allowInsecureRequests] : [])
				]
			}
		)
		.catch((problem: unknown) => {
			known.delete(provider.key);
			throw explain(problem);
		});
	known.set(provider.key, { config, since: at });
	return config;
}

// Only codes go on: what a provider writes in words may hold tokens or mails.
function explain(problem: unknown): ProviderTrouble {
	if (problem instanceof ProviderTrouble) return problem;
	if (problem instanceof client.AuthorizationResponseError) {
		return problem.error === 'access_denied'
			? new ProviderTrouble('cancelled', 'the provider answers access_denied')
			: new ProviderTrouble('provider_refused', `the provider answers ${codeOf(problem.error)}`);
	}
	if (problem instanceof client.ResponseBodyError)
		return new ProviderTrouble('provider_refused', `the token endpoint answers ${codeOf(problem.error)}`);
	const { code, cause, name } = problem as { code?: unknown; cause?: { code?: unknown }; name?: string };
	const away = name === 'TimeoutError' || code === 'OAUTH_TIMEOUT' || problem instanceof TypeError;
	const said = [code, cause?.code].filter((each) => typeof each === 'string').map(codeOf);
	return away
		? new ProviderTrouble('provider_away', `the provider does not answer: ${said.join(' ')}`)
		: new ProviderTrouble('provider_wrong', `the answer does not hold: ${said.join(' ') || (name ?? '')}`);
}

function codeOf(said: unknown): string {
	return String(said)
		.replace(/[^\w.-]/g, '')
		.slice(0, 60);
}
