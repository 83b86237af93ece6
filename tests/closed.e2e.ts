import { readdirSync } from 'node:fs';
import { PERSONAS } from '../src/people/persona.ts';
import { mayRead, PAGES, ROUTES } from './routes.ts';
import { expect, signIn, test } from './support/journey.ts';

const routeIds = readdirSync(new URL('../src/routes', import.meta.url), {
	recursive: true,
	withFileTypes: true
})
	.filter((entry) => /^\+(page\.svelte|server\.ts)$/.test(entry.name))
	.map((entry) => `/${entry.parentPath.split('src/routes')[1]!.replaceAll('\\', '/').replace(/^\//, '')}`);

test.describe('who gets in', { tag: '@plain' }, () => {
	test('every route is in the table', () => {
		expect([...new Set(routeIds)].toSorted()).toEqual(Object.keys(ROUTES).toSorted());
	});

	test('nobody gets past the door, except to what is open', async ({ request, baseURL }) => {
		for (const { path, open, method, answer: expected = 200 } of Object.values(ROUTES)) {
			const options = { maxRedirects: 0, headers: { origin: baseURL!, accept: 'text/html' } };
			const answer =
				method === 'POST'
					? await request.post(path, { ...options, form: {} })
					: await request.get(path, options);
			if (open) expect(answer.status(), path).toBe(method === 'POST' ? 303 : expected);
			else {
				expect(answer.status(), path).toBe(303);
				expect(answer.headers()['location'], path).toMatch(/^\/log-ind/);
			}
		}
	});

	for (const { key } of PERSONAS)
		test(`${key} reads every page that is theirs to read, and no other`, async ({ context }) => {
			await signIn(context, key);
			for (const route of PAGES)
				expect((await context.request.get(route.path)).status(), route.path).toBe(
					mayRead(route, key) ? 200 : 403
				);
		});

	test('after the door one stands where one wanted to go, and never on another site', async ({
		request,
		baseURL
	}) => {
		const enter = async (wish: string) => {
			const answer = await request.post('/log-ind', {
				form: { persona: 'herning', videre: wish },
				headers: { origin: baseURL!, accept: 'text/html' },
				maxRedirects: 0
			});
			return answer.headers()['location'];
		};
		expect(await enter('/aftaler?kommune=herning')).toBe('/aftaler?kommune=herning');
		for (const evil of [
			'https://evil.example/',
			'//evil.example',
			'/\\evil.example',
			'javascript:alert(1)',
			''
		])
			expect(await enter(evil), evil).toBe('/');
	});

	test('signing out closes the door again', async ({ context, baseURL }) => {
		await signIn(context, 'herning');
		expect((await context.request.get('/', { maxRedirects: 0 })).status()).toBe(200);
		await context.request.post('/log-ud', {
			headers: { origin: baseURL!, accept: 'text/html' },
			maxRedirects: 0
		});
		expect((await context.request.get('/', { maxRedirects: 0 })).status()).toBe(303);
	});
});
