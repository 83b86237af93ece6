import type { Page } from '@playwright/test';
import { askLink, expect, expectAccessible, fitsPhone, openLink, test } from './support/journey.ts';

// A phone in the hand of somebody from Aarhus, whom no other journey is.
test.use({ viewport: { width: 390, height: 844 } });
test.beforeEach(() => test.setTimeout(120_000));

/** Somebody of the demo who is no persona; each journey takes another, since links and tries are counted by person. */
const JEPPE = 'jeppe.nordlund@kombit.example';
const ULLA = 'ulla.fredskov@kombit.example';
const CAMILLA = 'camilla.overby@kombit.example';
const SOEREN = 'soeren.kildegaard@kombit.example';

test.describe('the way in', { tag: '@plain' }, () => {
	test('by a link in a mail: asked for, found in the mailbox, pressed, and there one is', async ({
		page,
		browser
	}, { project }) => {
		const scripted = project.use.javaScriptEnabled !== false;
		const address = scripted ? JEPPE : ULLA;
		await page.goto('/aftaler?type=accession');
		await expect(page).toHaveURL(/\/log-ind\?videre=/);
		await askLink(page, address);
		if (scripted) {
			await fitsPhone(page);
			await expectAccessible(page);
		}
		await openLink(page, address);
		if (scripted) {
			await fitsPhone(page);
			await expectAccessible(page);
		}

		const link = page.url();
		const other = await (await browser.newContext()).newPage();
		await other.goto(link);
		await expect(other.getByRole('heading', { level: 1 })).toHaveText('Åbn linket der, hvor du bad om det');
		await expect(other.getByRole('link', { name: 'Bed om et nyt link' })).toBeVisible();
		if (scripted) await expectAccessible(other);
		await other.context().close();

		await page.getByRole('button', { name: 'Log ind' }).click();
		await expect(page).toHaveURL(/\/aftaler\?type=accession$/);
		await page.goto(link);
		await expect(page.getByRole('heading', { level: 1 })).toHaveText('Linket er brugt');

		await page.goto('/konto');
		await expect(page.getByText('denne browser')).toBeVisible();
		await expect(page.getByText('link i mail')).toBeVisible();
		if (scripted) await fitsPhone(page);
	});

	test('by the organisation’s sign-in, at a real provider', async ({ page }, { project }) => {
		const scripted = project.use.javaScriptEnabled !== false;
		await page.goto('/opgaver');
		await page.getByRole('link', { name: 'Log ind med KOMBIT' }).click();
		// The provider's own page.
		await page.locator('input[name=login]').fill(scripted ? SOEREN : CAMILLA);
		await page.locator('input[name=password]').fill('x');
		await page.locator('button[type=submit], input[type=submit]').first().click();
		await expect(page).toHaveURL(/\/opgaver$/);
		await page.goto('/konto');
		await expect(page.getByText('organisationens login')).toBeVisible();
	});

	test('is closed to whom the provider knows and nobody invited', async ({ page }) => {
		await page.goto('/log-ind');
		await page.getByRole('link', { name: 'Log ind med KOMBIT' }).click();
		await page.locator('input[name=login]').fill('fremmed@kommune.example');
		await page.locator('input[name=password]').fill('x');
		await page.locator('button[type=submit], input[type=submit]').first().click();
		await expect(page.getByRole('heading', { level: 1 })).toHaveText('Du har ikke adgang til Overblik endnu');
		await page.getByRole('link', { name: 'Til Log ind' }).click();
		await expect(page).toHaveURL(/\/log-ind$/);
	});
});

test.describe('a form sent after one was signed out elsewhere', { tag: '@plain' }, () => {
	test('is there again after signing in, and is sent as it was', async ({ page, browser, baseURL }, {
		project
	}) => {
		const scripted = project.use.javaScriptEnabled !== false;
		const address = scripted ? 'henriette.vestmark@kombit.example' : 'nikolaj.damgaard@kombit.example';
		const come = async (which: Page) => {
			await which.goto(`${baseURL}/log-ind?videre=/konto`);
			await askLink(which, address);
			await openLink(which, address);
			await which.getByRole('button', { name: 'Log ind' }).click();
			await expect(which).toHaveURL(/\/konto$/);
		};
		await come(page);
		await page.getByLabel('Stilling').fill('Chef for alt, linje "1" <b>');

		const elsewhere = await (
			await browser.newContext({ javaScriptEnabled: scripted, locale: 'da-DK' })
		).newPage();
		await come(elsewhere);
		await elsewhere.getByRole('button', { name: 'Log ud alle andre steder' }).click();
		await elsewhere.context().close();

		await page.getByRole('button', { name: 'Gem' }).click();
		await expect(page).toHaveURL(/\/log-ind\?videre=%2Fgemt/);
		await askLink(page, address);
		await openLink(page, address);
		await page.getByRole('button', { name: 'Log ind' }).click();
		await expect(page.getByRole('heading', { level: 1 })).toHaveText('Din formular er gemt');
		await expect(page.getByText('Chef for alt, linje "1" <b>')).toBeVisible();
		if (scripted) {
			await fitsPhone(page);
			await expectAccessible(page);
		}
		await page.getByRole('button', { name: 'Send nu' }).click();
		await expect(page).toHaveURL(/\/konto(#oplysninger)?$/);
		await expect(page.getByLabel('Stilling')).toHaveValue('Chef for alt, linje "1" <b>');
	});
});
