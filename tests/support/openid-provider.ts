import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';

export interface RunningProvider {
	issuer: string;
	/** The setting OIDC_PROVIDERS that makes the app use it. */
	setting: string;
	/** What it says of somebody, by the name they sign in with there. Names not in it are the mail, vouched for. */
	people: Map<string, Record<string, unknown>>;
	stop(): Promise<void>;
}

/** Starts a real OpenID provider on this machine, with one client: the app at `app`. Any password will do. */
export async function startProvider(app: string): Promise<RunningProvider> {
	const server = await listen();
	const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	const people = new Map<string, Record<string, unknown>>();
	const client = { client_id: 'overblik', client_secret: 'a-secret-that-no-log-may-hold' };
	const provider: Provider = new Provider(issuer, {
		clients: [
			{
				...client,
				redirect_uris: [`${app}/log-ind/via/kombit/retur`],
				token_endpoint_auth_method: 'client_secret_post'
			}
		],
		claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['cvr', 'roles'] },
		cookies: { keys: ['test'] },
		pkce: { required: () => true },
		findAccount: (_, accountId) => ({
			accountId,
			claims: () => ({ sub: accountId, email: accountId, email_verified: true, ...people.get(accountId) })
		}),
		// Nobody is asked to consent.
		async loadExistingGrant({ oidc }) {
			const grant = new provider.Grant({
				clientId: oidc.client!.clientId,
				accountId: oidc.session!.accountId!
			});
			grant.addOIDCScope('openid profile email');
			await grant.save();
			return grant;
		}
	});
	const answer = provider.callback();
	server.on('request', (request, response) => void answer(request, response));
	return {
		issuer,
		people,
		setting: JSON.stringify([
			{
				key: 'kombit',
				name: 'KOMBIT',
				issuer,
				...client,
				claims: {
					municipality: 'cvr',
					kombit: '19435075',
					role: 'roles',
					roles: { 'Overblik.Programleder': 'programleder', 'Overblik.Læser': 'reader' }
				}
			}
		]),
		stop: () => close(server)
	};
}

/** A server on a free port of this machine that answers nothing yet. */
export async function listen(): Promise<Server> {
	const server = createServer();
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return server;
}

export async function close(server: Server): Promise<void> {
	server.closeAllConnections();
	await new Promise((resolve) => server.close(resolve));
}

/** A port that is free now. */
export async function findPort(): Promise<number> {
	const server = await listen();
	const { port } = server.address() as AddressInfo;
	await close(server);
	return port;
}
