import { PAGES } from './routes.ts';
import { expect, expectAccessible, signIn, test } from './support/journey.ts';

test.describe('an earlier day', { tag: '@plain' }, () => {
	test.use({ as: 'program-office' });

	test('every page can be looked at as of a day, and every link on it stays there', async ({ page }) => {
		test.slow();
		for (const { path } of PAGES.filter(({ open }) => !open)) {
			await page.goto(`${path}${path.includes('?') ? '&' : '?'}pr=2023-10-23&kendt=nu`);
			await expect(page.getByText(/som det stod .*23\. oktober 2023/), path).toBeVisible();
			const hrefs = await page
				.locator('a[href]:not([data-leaves-day])')
				.evaluateAll((links) => links.map((link) => link.getAttribute('href')!));
			const lost = hrefs.filter(
				(href) => /^(\/|\?)/.test(href) && !/^\/(om|was|postkasse)/.test(href) && !href.includes('pr=')
			);
			expect(lost, path).toEqual([]);
		}
	});

	test('one goes a month back from the foot of the page, filters, and comes home again', async ({ page }) => {
		await page.goto('/opgaver');
		await page.getByRole('link', { name: 'for en måned siden' }).click();
		await expect(page).toHaveURL(/\/opgaver\?pr=2023-10-23/);
		await page.getByRole('searchbox').first().fill('aarhus');
		await page.getByRole('searchbox').first().press('Enter');
		await expect(page).toHaveURL(/pr=2023-10-23/);
		await page.getByRole('link', { name: 'Tilbage til i dag' }).click();
		await expect(page).not.toHaveURL(/pr=/);
		await expect(page.getByText('som det stod')).toHaveCount(0);
	});

	test('the corrections are as many as the banner says', async ({ page }) => {
		await page.goto('/opgaver?pr=2023-11-01');
		const link = page.getByRole('link', { name: /rettelser? siden/ });
		const count = Number(/\d+/.exec((await link.textContent()) ?? '')?.[0]);
		await link.click();
		await expect(page.locator('tbody tr')).toHaveCount(Math.min(count, 200));
	});

	test('nothing is written to it, and a day that cannot be shown says why', async ({
		page,
		request,
		baseURL,
		context
	}) => {
		test.slow();
		await signIn(context, 'herning');
		const answer = await context.request.post('/opgaver/1?/gem&pr=2023-10-23', {
			form: { state: 'done' },
			headers: { origin: baseURL!, accept: 'text/html' }
		});
		expect(answer.status()).toBe(409);
		expect(await answer.text()).toContain('En tidligere dag kan ikke ændres');
		for (const [day, words] of [
			['2023-02-30', 'En dag skrives som'],
			['2023-11-24', 'Dagen er ikke kommet endnu'],
			['9999-12-31', 'Dagen er ikke kommet endnu'],
			['0001-01-01', 'Så langt tilbage']
		] as const) {
			const refused = await page.goto(`/opgaver?pr=${day}`);
			expect(refused?.status(), day).toBe(400);
			await expect(page.getByText(words), day).toBeVisible();
		}
		expect((await request.get('/historik?pr=2023-02-30', { maxRedirects: 0 })).status()).toBe(303);
	});

	test('the corrections and the histories are accessible @javascript', async ({ page }) => {
		test.slow();
		for (const path of [
			'/historik/rettelser?pr=2023-11-01',
			'/historik',
			'/projekter/sygesikring?pr=2023-10-23'
		]) {
			await page.goto(path);
			await expectAccessible(page);
		}
	});
});

test('the audit is for those who administer, and comes as a CSV', async ({ context, browser }) => {
	await signIn(context, 'program-office');
	expect((await context.request.get('/historik')).status()).toBe(200);
	const csv = await context.request.get('/historik/eksport');
	expect(csv.headers()['content-type']).toContain('text/csv');
	expect((await csv.body()).subarray(0, 3)).toEqual(Buffer.from('\uFEFF'));
	expect((await context.request.get('/historik?person=x')).status()).toBe(400);
	const other = await browser.newContext();
	await signIn(other, 'project-lead');
	for (const path of ['/historik', '/historik/eksport'])
		expect((await other.request.get(path)).status(), path).toBe(403);
	await other.close();
});
