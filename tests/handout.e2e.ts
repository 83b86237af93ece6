import { crc32, deflateSync } from 'node:zlib';
import { expect, expectAccessible, fitsPhone, test } from './support/journey.ts';

test.use({ as: 'program-office' });

/** A PNG of one colour. */
function png(width: number, height: number): Buffer {
	const chunk = (name: string, content: Buffer) => {
		const named = Buffer.concat([Buffer.from(name), content]);
		const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
		length.writeUInt32BE(content.length);
		sum.writeUInt32BE(crc32(named));
		return Buffer.concat([length, named, sum]);
	};
	const head = Buffer.alloc(13);
	head.writeUInt32BE(width, 0);
	head.writeUInt32BE(height, 4);
	head.set([8, 2], 8);
	const rows = Buffer.alloc((width * 3 + 1) * height);
	return Buffer.concat([
		Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
		...[chunk('IHDR', head), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))]
	]);
}

test.describe('what a meeting hands out', { tag: '@plain' }, () => {
	test('is made, read by whoever has the link, and taken back', async ({ page, browser, baseURL }) => {
		await page.goto('/moeder/1');
		const section = page.getByRole('region', { name: 'Udlevering' });
		await section.getByRole('button', { name: 'Lav udlevering' }).click();
		const link = await section.getByLabel('Linket til udleveringen').inputValue();
		expect(link.startsWith(`${baseURL}/udlevering/`)).toBe(true);
		await expect(section.getByText('Linket virker')).toBeVisible();

		// The link is told once.
		await page.goto('/moeder/1');
		await expect(section.getByText('Linket virker')).toBeVisible();
		expect(await page.content()).not.toContain(link.split('/').at(-1));

		const context = await browser.newContext({ baseURL: baseURL!, javaScriptEnabled: false });
		const reader = await context.newPage();
		await reader.goto(link);
		await expect(reader.locator('h1')).toHaveText('KOMBIT programledermøde november 2023');
		await expect(reader.getByRole('row', { name: /Fælleskommunal Gateway/ })).toContainText('57');
		await expect(reader.getByText('Gateway tilslutning: 64 → 57 mangler underskrift.')).toBeVisible();
		await reader.getByRole('button', { name: 'English' }).click();
		await expect(reader.getByText('Gateway tilslutning: 64 → 57 have yet to sign.')).toBeVisible();
		expect(reader.url()).toBe(link);

		await section.getByRole('button', { name: /^Tilbagekald/ }).click();
		await expect(section.getByText(/^Tilbagekaldt/)).toBeVisible();
		const answer = await reader.goto(link);
		expect(answer?.status()).toBe(404);
		await expect(reader.locator('h1')).toHaveText('The link does not work');
		await context.close();
	});

	test('looks as the organisation does, once that is said well', async ({ page }) => {
		await page.goto('/moeder');
		await page.getByRole('link', { name: 'Præsentationens udseende' }).click();
		const form = page.locator('#udseende');
		const file = form.locator('input[type=file]');
		const save = () => form.getByRole('button', { name: 'Gem' }).click();
		await form.getByLabel('Organisation').fill('Fællesskabet');
		await form.getByLabel('Farve').fill('#ffd800');
		await file.setInputFiles({ name: 'logo.png', mimeType: 'image/png', buffer: png(30, 10) });
		await save();
		await expect(page.getByRole('alert')).toContainText('Farven er for lys');
		await expect(form.getByText('Den nærmeste, der kan læses: #')).toBeVisible();
		await expect(form.getByLabel('Organisation')).toHaveValue('Fællesskabet');

		await form.getByLabel('Farve').fill('#7a1f5c');
		await file.setInputFiles({ name: 'logo.png', mimeType: 'image/png', buffer: Buffer.from('<svg/>') });
		await save();
		await expect(page.getByRole('alert')).toContainText('hverken et PNG- eller et JPEG-billede');
		// What was taken in before is still chosen.
		await expect(form.getByText('Logoet, du har valgt')).toBeVisible();
		await save();
		await expect(form.getByText('Logo nu')).toBeVisible();
		await expect(form.getByLabel('Farve')).toHaveValue('#7a1f5c');
		await page.getByRole('button', { name: 'Fortryd' }).click();
		await expect(form.getByLabel('Farve')).toHaveValue('#0a5a6b');
	});

	test('the logo is a picture for everybody and nothing else', async ({ page, request, baseURL }) => {
		await page.goto('/moeder/udseende');
		const form = page.locator('#udseende');
		await form.getByLabel('Farve').fill('lilla');
		const buffer = png(12, 10);
		await form.locator('input[type=file]').setInputFiles({ name: 'x.html', mimeType: 'text/html', buffer });
		await form.getByRole('button', { name: 'Gem' }).click();
		const address = await form.getByRole('img').getAttribute('src');
		const answer = await request.get(`${baseURL}${address}`, { maxRedirects: 0 });
		expect(answer.headers()).toMatchObject({
			'content-type': 'image/png',
			'x-content-type-options': 'nosniff',
			'content-security-policy': "default-src 'none'; sandbox"
		});
		expect((await answer.body()).equals(buffer)).toBe(true);
		for (const other of ['x', '0'.repeat(64), '%00', '..%2f..%2fetc%2fpasswd'])
			expect((await request.get(`/logo/${other}`)).status(), other).toBe(404);
	});

	test('its pages are accessible and fit a phone @javascript', async ({ page }) => {
		await page.goto('/moeder');
		await page.getByRole('link', { name: 'KOMBIT programledermøde oktober 2023', exact: true }).click();
		await page.getByRole('button', { name: 'Lav udlevering' }).click();
		const link = page.getByLabel('Linket til udleveringen');
		await expect(link).toBeVisible();
		await expectAccessible(page);
		await page.goto(await link.inputValue());
		await expectAccessible(page);
		await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
		await expectAccessible(page, ['color-contrast']);
		await page.setViewportSize({ width: 390, height: 844 });
		await fitsPhone(page);
	});
});
