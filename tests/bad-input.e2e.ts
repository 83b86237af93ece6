import { expect, signIn, test } from './support/journey.ts';

test.describe('bad input', { tag: '@plain' }, () => {
	test.beforeEach(({ context }) => signIn(context, 'program-office'));

	const notThere = [
		'/findes-ikke',
		'/projekter/findes-ikke',
		'/opgaver/999999',
		'/opgaver/0',
		'/opgaver/abc',
		'/opgaver/99999999999999999999',
		'/opgaver/-1',
		'/opgaver/1.5',
		'/aftaler/999999',
		'/aftaler/x',
		'/aftaler/1%00',
		'/kommuner/christiansoe',
		'/kommuner/%F0%9F%92%A5',
		'/moeder/999999',
		`/projekter/${'a'.repeat(3000)}`
	];
	for (const path of notThere)
		test(`404 for ${path.slice(0, 40)}`, async ({ context }) => {
			const answer = await context.request.get(path);
			expect(answer.status()).toBe(404);
			expect(await answer.text()).toContain('Siden findes ikke');
		});

	const nonsense = [
		'/opgaver?uge=2023-W53',
		'/opgaver?uge=nu',
		'/opgaver?tilstand=ukendt',
		'/opgaver?sorter=drop%20table',
		'/opgaver?aar=99999',
		`/opgaver?q=${'a'.repeat(5000)}`,
		'/opgaver?projekt=%00',
		'/projekter?status=ukendt-status',
		'/aftaler?type=hvadsomhelst&sorter=x',
		'/kommuner?vis=regnbue',
		"/kommuner?region='%20or%201=1",
		`/soeg?q=${'æ'.repeat(1000)}`
	];
	for (const path of nonsense)
		test(`400 for ${path.slice(0, 40)}`, async ({ context }) => {
			const answer = await context.request.get(path);
			expect(answer.status()).toBe(400);
			const page = await answer.text();
			expect(page).toContain('Adressen giver ikke mening');
			expect(page).toContain('Vis siden uden filtre');
		});

	test('unknown values of filters that name a thing show nothing, not an error', async ({ context }) => {
		for (const path of [
			'/opgaver?q=%25_%5C',
			'/soeg?q=%27%22%3C%3E%00%EF%BF%BD',
			'/soeg?q=%E2%80%AE%E2%80%8F'
		])
			expect((await context.request.get(path)).status(), path).toBeLessThan(500);
	});

	test('a wrong method is refused in words', async ({ context, baseURL }) => {
		for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
			const answer = await context.request.fetch('/aftaler', {
				method,
				headers: { origin: baseURL!, accept: 'text/html' },
				form: {}
			});
			expect(answer.status(), method).toBe(405);
		}
		expect((await context.request.fetch('/sprog', { maxRedirects: 0 })).status()).toBe(405);
	});

	test('a body too large is refused', async ({ request, baseURL }) => {
		for (const path of ['/log-ind', '/sprog']) {
			const answer = await request.post(path, {
				headers: {
					origin: baseURL!,
					accept: 'text/html',
					'content-type': 'application/x-www-form-urlencoded'
				},
				data: `persona=${'x'.repeat(700_000)}`,
				maxRedirects: 0
			});
			expect(answer.status(), path).toBe(413);
			expect(await answer.text(), path).toContain('tilbageknap');
		}
	});

	test('a form of another site is refused', async ({ context }) => {
		const answer = await context.request.post('/sprog', {
			headers: { origin: 'https://evil.example', accept: 'text/html' },
			form: { sprog: 'en' },
			maxRedirects: 0
		});
		expect(answer.status()).toBe(403);
	});

	test('a form that is none, or names nobody, is answered in words', async ({ context, baseURL }) => {
		const headers = { origin: baseURL!, accept: 'text/html' };
		const json = await context.request.post('/log-ind', { headers, data: { persona: 'herning' } });
		expect(json.status()).toBe(415);
		const nobody = await context.request.post('/log-ind', { headers, form: { persona: 'Christiansø' } });
		expect(nobody.status()).toBe(422);
		expect(await nobody.text()).toContain('Den person findes ikke i demoen');
	});

	test('broken cookies are nobody', async ({ request }) => {
		for (const cookie of [
			'overblik=',
			'overblik=%',
			'overblik=x'.repeat(300),
			'overblik="; sprog=../../x',
			';;;=;'
		])
			expect((await request.get('/opgaver', { headers: { cookie }, maxRedirects: 0 })).status(), cookie).toBe(
				303
			);
	});

	test('a malformed address is a page of ours', async ({ context }) => {
		const answer = await context.request.get('/%E0%A4%A');
		expect([400, 404]).toContain(answer.status());
	});
});
