import { createSign, generateKeyPairSync } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { close, listen } from './openid-provider.ts';

/** How a provider goes wrong: claims put over the right ones, or another fault. */
export interface Fault {
	claims?: Record<string, unknown>;
	/** What it says of itself, put over the right. */
	metadata?: Record<string, unknown>;
	/** Signs with a key that it does not publish. */
	foreign_key?: boolean;
	/** Says that the token needs no signature. */
	unsigned?: boolean;
	/** What the token endpoint answers instead. */
	token_answer?: { status: number; body: string };
	/** Takes the request and never answers. */
	silent?: boolean;
}

/** A provider that answers by hand, so that it can answer wrongly. It lets everybody in at once. */
export async function startCrookedProvider() {
	const server = await listen();
	const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	const held = generateKeyPairSync('rsa', { modulusLength: 2048 });
	const foreign = generateKeyPairSync('rsa', { modulusLength: 2048 });
	const flows = new Map<string, string>();
	const crooked = { fault: {} as Fault, key: '' };

	server.on('request', (request, response) => {
		const { fault } = crooked;
		if (fault.silent) return;
		const url = new URL(request.url ?? '', issuer);
		const json = (body: unknown, status = 200) => {
			response.writeHead(status, { 'content-type': 'application/json' });
			response.end(typeof body === 'string' ? body : JSON.stringify(body));
		};
		if (url.pathname === '/.well-known/openid-configuration') {
			json({
				issuer,
				authorization_endpoint: `${issuer}/authorize`,
				token_endpoint: `${issuer}/token`,
				jwks_uri: `${issuer}/jwks`,
				response_types_supported: ['code'],
				subject_types_supported: ['public'],
				id_token_signing_alg_values_supported: ['RS256'],
				...fault.metadata
			});
		} else if (url.pathname === '/jwks') {
			json({ keys: [{ ...held.publicKey.export({ format: 'jwk' }), kid: 'one', alg: 'RS256', use: 'sig' }] });
		} else if (url.pathname === '/authorize') {
			const code = `code-${flows.size}`;
			flows.set(code, url.searchParams.get('nonce') ?? '');
			const back = new URL(url.searchParams.get('redirect_uri') ?? '');
			back.search = new URLSearchParams({ code, state: url.searchParams.get('state') ?? '' }).toString();
			response.writeHead(303, { location: back.href }).end();
		} else if (url.pathname === '/token') {
			let body = '';
			request.on('data', (chunk) => (body += String(chunk)));
			request.on('end', () => {
				if (fault.token_answer) return json(fault.token_answer.body, fault.token_answer.status);
				const now = Math.floor(Date.now() / 1000);
				const claims = {
					iss: issuer,
					aud: 'overblik',
					sub: 'dorthe',
					email: 'dorthe.hedelund@herning.example',
					email_verified: true,
					nonce: flows.get(new URLSearchParams(body).get('code') ?? ''),
					iat: now,
					exp: now + 60,
					...fault.claims
				};
				const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
				const head = part(fault.unsigned ? { alg: 'none' } : { alg: 'RS256', kid: 'one' });
				const signed = `${head}.${part(claims)}`;
				const signature = fault.unsigned
					? ''
					: createSign('sha256')
							.update(signed)
							.sign(fault.foreign_key ? foreign.privateKey : held.privateKey, 'base64url');
				json({ access_token: 'access', token_type: 'Bearer', id_token: `${signed}.${signature}` });
			});
		} else json({}, 404);
	});
	return {
		issuer,
		crooked,
		setting: { key: 'skaev', name: 'Skæv', issuer, client_id: 'overblik', client_secret: 'crooked-secret' },
		stop: () => close(server)
	};
}
