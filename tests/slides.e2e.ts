import type { Page } from '@playwright/test';
import { expect, expectAccessible, fitsPhone, test } from './support/journey.ts';

test.use({ as: 'program-office', actionTimeout: 20_000 });
test.describe.configure({ timeout: 120_000 });

const DECK = '/moeder/1/slides';
const stage = (page: Page) => page.locator('dialog[open] > [tabindex="-1"]');
const shows = (page: Page, at: number) =>
	expect(stage(page)).toHaveAttribute('aria-label', new RegExp(`^Slide ${at} af \\d+: `));

/** What reaches out of its sheet, or into its foot. */
const overflowing = (page: Page) =>
	page.locator('.slide-page').evaluateAll((pages) =>
		pages.flatMap((one) => {
			const sheet = one.querySelector('.slide-sheet')!.getBoundingClientRect();
			const foot = one.querySelector('.foot')!.getBoundingClientRect();
			return [...one.querySelectorAll('.slide-sheet *')].flatMap((part) => {
				if (part.closest('.foot, .visually-hidden') || (part.closest('svg') && part.tagName !== 'svg'))
					return [];
				const { left, right, top, bottom, width, height } = part.getBoundingClientRect();
				const fits =
					!width ||
					!height ||
					(bottom <= foot.top + 1 &&
						top >= sheet.top - 1 &&
						left >= sheet.left - 1 &&
						right <= sheet.right + 1);
				const cut = part.tagName === 'H2' && part.scrollHeight > part.clientHeight + 2;
				return fits && !cut ? [] : [`${one.id} ${part.tagName} ${part.textContent.trim().slice(0, 40)}`];
			});
		})
	);

test.describe('the presentation of a meeting', () => {
	test('is a document without scripts', { tag: '@plain' }, async ({ page, context }) => {
		await page.goto('/moeder/1');
		await page.getByRole('link', { name: 'Præsentation', exact: true }).first().click();
		await expect(page.getByRole('heading', { level: 1 })).toHaveText('Præsentation');
		await expect(page.getByRole('button', { name: 'Vis i fuldt vindue' })).toHaveCount(0);
		await page.getByText('Indhold', { exact: true }).click();
		await page.getByRole('link', { name: 'Hvad er klar?' }).click();
		await expect(page).toHaveURL(/#slide-\d+$/);
		const slide = page.locator('.slide-page:target');
		await expect(slide.getByRole('heading')).toHaveText('Hvad er klar?');
		await expect(slide.locator('.foot')).toContainText('Tal pr. 23.11.2023');
		await slide.getByText('Noter').click();
		await expect(slide.getByText('Overblik, projektet')).toBeVisible();
		// Each figure leads to its rows, as of the day of the figures.
		const coverage = page.locator('.slide-page', { hasText: 'kommuner mangler at underskrive' }).first();
		await coverage.locator('.sentence a').click();
		await expect(page).toHaveURL(/\/aftaler\/\d+\?.*pr=2023-11-23/);

		for (const [path, status] of [
			[`${DECK}?udgave=1`, 200],
			[`${DECK}?udgave=99`, 404],
			[`${DECK}?udgave=x`, 400],
			[`${DECK}?visning=x`, 400],
			['/moeder/0/slides', 404],
			['/moeder/999999/slides', 404]
		] as const)
			expect((await context.request.get(path)).status(), path).toBe(status);
		await page.goto('/moeder/2/slides');
		await expect(page.getByRole('heading', { level: 1 })).toHaveText('Ingen præsentation endnu');
	});

	test('is shown by keys, followed in the address and in a second window @javascript', async ({
		page,
		context
	}) => {
		await page.emulateMedia({ reducedMotion: 'reduce' });
		await page.goto(`${DECK}#slide-9`);
		await page.getByRole('button', { name: 'Vis i fuldt vindue' }).click();
		await shows(page, 9);
		await expect(stage(page)).toBeFocused();
		for (const key of ['ArrowRight', 'PageDown', 'Space']) await page.keyboard.press(key);
		await shows(page, 12);
		await expect(page).toHaveURL(/#slide-12$/);
		await page.keyboard.press('ArrowLeft');
		await expect(stage(page).locator('[aria-live=polite]')).toContainText('Slide 11 af');
		await page.goBack();
		await shows(page, 12);
		await page.keyboard.press('Home');
		await shows(page, 1);
		await page.keyboard.press('?');
		await expect(page.getByRole('region', { name: 'Taster' })).toBeVisible();
		await page.keyboard.press('Escape');
		await expect(page.getByRole('region', { name: 'Taster' })).toHaveCount(0);
		await page.keyboard.press('f');
		await expect.poll(() => page.evaluate(() => document.fullscreenElement !== null)).toBe(true);
		await page.keyboard.press('f');
		await expect.poll(() => page.evaluate(() => document.fullscreenElement !== null)).toBe(false);

		// The overview, by keyboard.
		await page.keyboard.press('o');
		const chosen = page.locator('dialog a[data-slide]:focus');
		await expect(chosen).toHaveText(/^1 · /);
		await page.keyboard.press('ArrowRight');
		await expect(chosen).toHaveText(/^2 · /);
		await page.keyboard.press('ArrowDown');
		await expect(chosen).not.toHaveText(/^[12] · /);
		await expectAccessible(page, undefined, 'dialog');
		await page.keyboard.press('Home');
		await page.keyboard.press('ArrowRight');
		await page.keyboard.press('Enter');
		await shows(page, 2);

		// The presenter sees more than the audience, and each follows the other.
		await page.keyboard.press('p');
		await expect(page.getByRole('region', { name: 'Noter' })).toContainText('Overblik, mødets dagsorden');
		await expect(page.getByText('Klokken')).toBeVisible();
		await expect(page.getByRole('timer')).toContainText(/[1-9]$/);
		await expectAccessible(page, undefined, 'dialog');
		const opened = context.waitForEvent('page');
		await page.getByRole('link', { name: 'Åbn vindue til publikum' }).click();
		const audience = await opened;
		await shows(audience, 2);
		await page.keyboard.press('ArrowRight');
		await shows(audience, 3);
		await expect(audience).toHaveURL(/#slide-3$/);
		await audience.keyboard.press('ArrowRight');
		await shows(page, 4);
		await audience.close();

		// Left, the document stands where the show was.
		await page.keyboard.press('Escape');
		await expect(page.locator('dialog')).toHaveCount(0);
		await expect(page.locator('#slide-4')).toBeFocused();
		await expect(page.locator('#slide-4')).toBeInViewport();
	});

	test('fits its sheets, prints to one page for each, and reads on a phone @javascript', async ({ page }) => {
		await page.goto(DECK);
		const count = await page.locator('.slide-page').count();
		expect(count).toBeGreaterThan(20);
		expect(await overflowing(page)).toEqual([]);
		const file = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
		expect(file.match(/\/Type\s*\/Page\b(?!s)/g)).toHaveLength(count);
		expect(new Set(file.match(/\/MediaBox\s*\[[^\]]*\]/g))).toEqual(new Set(['/MediaBox [0 0 960 540]']));
		await page.setViewportSize({ width: 390, height: 844 });
		await fitsPhone(page);
	});
});
