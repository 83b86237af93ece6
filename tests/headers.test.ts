import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import compression from 'compression';
import { afterAll, describe, expect, test } from 'vitest';
import { guardAnswer } from '../run/headers.ts';

// The ways in which answers are made: by SvelteKit's pages, by sirv's static files, by redirects and by refusals.
const ways: Record<string, (response: ServerResponse) => void> = {
	page: (response) => {
		response.setHeader('content-security-policy', "default-src 'none'");
		response.setHeader('content-type', 'text/html');
		response.writeHead(200).end('<h1>Ærø</h1>'.repeat(500));
	},
	file: (response) => response.writeHead(200, { 'content-type': 'text/javascript' }).end('1;'.repeat(2_000)),
	redirect: (response) => response.writeHead(303, { location: '/log-ind' }).end(),
	refusal: (response) => {
		response.statusCode = 413;
		response.end('too large');
	},
	said: (response) => response.writeHead(200, { 'content-type': 'text/csv;charset=utf-16' }).end('a'),
	bytes: (response) => response.writeHead(200, { 'content-type': 'font/woff2' }).end('a')
};
const compress = compression();
const server = createServer((request: IncomingMessage, response: ServerResponse) => {
	const { pathname, search } = new URL(request.url ?? '', 'http://here');
	guardAnswer(response, { isHttps: search === '?https' });
	compress(request as never, response as never, () => ways[pathname.slice(1)]!(response));
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
afterAll(() => new Promise((resolve) => server.close(resolve)));
const get = async (path: string) => (await fetch(`${address}/${path}`, { redirect: 'manual' })).headers;

describe('every answer', () => {
	test.each(Object.keys(ways))(
		'forbids guessing its type, framing it and telling others of it: %s',
		async (way) => {
			const headers = await get(way);
			expect(headers.get('x-content-type-options')).toBe('nosniff');
			expect(headers.get('referrer-policy')).toBe('same-origin');
			expect(headers.get('content-security-policy')).toBe(
				way === 'page' ? "default-src 'none'" : "base-uri 'none'; frame-ancestors 'none'"
			);
		}
	);

	test('says the charset of text, once', async () => {
		expect((await get('page')).get('content-type')).toBe('text/html; charset=utf-8');
		expect((await get('file')).get('content-type')).toBe('text/javascript; charset=utf-8');
		expect((await get('said')).get('content-type')).toBe('text/csv;charset=utf-16');
		expect((await get('bytes')).get('content-type')).toBe('font/woff2');
		expect((await get('redirect')).get('location')).toBe('/log-ind');
	});

	test('insists on https, subdomains too, where people come by it, and nowhere else', async () => {
		expect((await get('refusal?https')).get('strict-transport-security')).toBe(
			'max-age=31536000; includeSubDomains'
		);
		expect((await get('refusal')).has('strict-transport-security')).toBe(false);
	});
});
