import type { Page } from '@playwright/test';
import { expect, expectAccessible, fitsPhone, signIn, test } from './support/journey.ts';

// Each of the two browsers' projects has a municipality of its own, whose tasks are written here alone, and no count of what is outstanding changes.
const withJavaScript = () => test.info().project.name === 'with JavaScript';
const slug = () => (withJavaScript() ? 'langeland' : 'samsoe');
const enter = (page: Page) => signIn(page.context(), withJavaScript() ? 'langeland' : 'empty-role');
const list = () => `/opgaver?kommune=${slug()}&vores=ikke-startet&sorter=-frist`;
const bar = (page: Page) => page.getByRole('complementary', { name: 'Seneste ændring' });

test.describe('a municipality’s list of tasks', () => {
	test.describe.configure({ mode: 'serial', timeout: 90_000 });

	test('changes all in a filter at once, after a second look, and undoes it', async ({ page }) => {
		await enter(page);
		await page.goto(list());
		const rows = await page.locator('input[type=checkbox][name=valgt]').count();
		expect(rows).toBeGreaterThan(10);
		await page.getByRole('link', { name: `vælg alle ${rows}` }).click();
		const form = page.getByRole('form', { name: 'Ret de valgte' });
		await expect(form.getByRole('status')).toContainText('Valgt:');
		await form.getByLabel('Tilstand').selectOption('Afventer');
		await form.getByRole('button', { name: 'Ret de valgte' }).click();
		await expect(page.getByRole('heading', { name: `Ret ${rows} rækker?` })).toBeFocused();
		if (withJavaScript()) await expectAccessible(page);
		await page.getByRole('button', { name: `Ret alle ${rows}` }).click();
		await expect(bar(page).getByRole('status')).toHaveText(`Gemt: ${rows} ændringer.`);
		await expect(page.locator('input[type=checkbox][name=valgt]')).toHaveCount(0);
		await bar(page).getByRole('button', { name: 'Fortryd' }).click();
		await expect(bar(page).getByRole('status')).toHaveText(`Fortrudt: ${rows} ændringer.`);
		await expect(page.locator('input[type=checkbox][name=valgt]')).toHaveCount(rows);
	});

	test('tells by name which rows a colleague had changed', async ({ page, context }) => {
		await enter(page);
		await page.goto(list());
		const first = page.locator('tr:has(input[type=checkbox][name=valgt])').first();
		const title = (await first.getByRole('link').first().textContent())!;
		const ticks = page.locator('input[type=checkbox][name=valgt]');
		await ticks.nth(0).check();
		await ticks.nth(1).check();
		const colleague = await context.newPage();
		await colleague.goto(list());
		const row = colleague.locator('tr:has(input[type=checkbox][name=valgt])').first();
		await row.getByRole('combobox').selectOption('Afventer');
		await row.getByRole('button').click();
		await expect(bar(colleague).getByRole('status')).toHaveText('Ændringen er gemt.');
		const form = page.getByRole('form', { name: 'Ret de valgte' });
		await form.getByLabel('Tilstand').selectOption('I gang');
		await form.getByRole('button', { name: 'Ret de valgte' }).click();
		const told = page.getByRole('status').filter({ hasText: '1 blev ikke rettet:' });
		await expect(told).toContainText(`${title}: andre har ændret den, siden du så den`);
		await bar(page).getByRole('button', { name: 'Fortryd' }).click();
		await expect(bar(page).getByRole('status')).toHaveText('Ændringen er fortrudt.');
		await bar(colleague).getByRole('button', { name: 'Fortryd' }).click();
		await expect(bar(colleague).getByRole('status')).toHaveText('Ændringen er fortrudt.');
	});

	test('changes state on the municipality’s page too, in a row and many at once', async ({ page }) => {
		await enter(page);
		await page.goto(`/kommuner/${slug()}?tilstand=ikke-startet`);
		const rows = page.locator('#opgaver tbody tr');
		const count = await rows.count();
		const select = rows.first().getByRole('combobox');
		await select.selectOption('Udført');
		await rows.first().getByRole('button').click();
		await expect(bar(page).getByRole('status')).toHaveText('Ændringen er gemt.');
		await expect(rows).toHaveCount(count - 1);
		await bar(page).getByRole('button', { name: 'Fortryd' }).click();
		await expect(rows).toHaveCount(count);

		await page.getByRole('link', { name: /^vælg alle / }).click();
		await expect(page.locator('input[name=valgt]:checked')).toHaveCount(count);
		if (withJavaScript()) {
			await expectAccessible(page);
			await page.setViewportSize({ width: 390, height: 844 });
			await fitsPhone(page);
		}
		const form = page.getByRole('form', { name: 'Ret de valgte' });
		await form.getByLabel('Tilstand').selectOption('Afventer');
		await form.getByRole('button', { name: 'Ret de valgte' }).click();
		if (count > 10) await page.getByRole('button', { name: `Ret alle ${count}` }).click();
		await expect(bar(page).getByRole('status')).toHaveText(`Gemt: ${count} ændringer.`);
		await bar(page).getByRole('button', { name: 'Fortryd' }).click();
		await expect(rows).toHaveCount(count);
	});

	test('says at once that a state is being saved, and loses nothing where it is not @javascript', async ({
		page
	}) => {
		await enter(page);
		await page.goto(list());
		const key = (await page.locator('form[data-in-place]').first().getAttribute('data-in-place'))!;
		const next = (await page.locator('form[data-in-place]').nth(1).getAttribute('data-in-place'))!;
		const form = page.locator(`form[data-in-place="${key}"]`);
		const other = page.locator(`form[data-in-place="${next}"]`);
		const said = page.locator('body > [role=status]');

		await page.route(/\/opgaver\?\/tilstand/, (route) => route.abort());
		await form.getByRole('combobox').selectOption('Afventer');
		await form.getByRole('button').click();
		await expect(form).toContainText('Ikke gemt. Tryk Gem for at prøve igen.');
		await expect(said).toContainText('Ikke gemt.');
		await expect(form.getByRole('combobox')).toHaveValue('waiting');
		await page.unroute(/\/opgaver\?\/tilstand/);

		let go = () => {};
		const held = new Promise<void>((resolve) => (go = resolve));
		await page.route(/\/opgaver\?\/tilstand/, async (route) => {
			await held;
			await route.continue();
		});
		await form.getByRole('button').click();
		await expect(form).toHaveAttribute('aria-busy', 'true');
		await expect(form).toContainText('Gemmer …');
		await expect(said).toHaveText('Gemmer …');
		// What is chosen meanwhile in another row stays chosen, and a page that is kept open is not left.
		await other.getByRole('combobox').selectOption('I gang');
		await page.locator('input[type=checkbox][name=valgt]').nth(3).check();
		go();
		await expect(bar(page).getByRole('status')).toHaveText('Ændringen er gemt.');
		await expect(said).toHaveText('Ændringen er gemt.');
		await expect(form).toHaveCount(0);
		await expect(other.getByRole('combobox')).toHaveValue('in_progress');
		await expect(page.locator('input[type=checkbox][name=valgt]:checked')).toHaveCount(1);
		await expectAccessible(page);
		await bar(page).getByRole('button', { name: 'Fortryd' }).click();
		await expect(bar(page).getByRole('status')).toHaveText('Ændringen er fortrudt.');
		await expect(form.getByRole('combobox')).toHaveValue('not_started');
	});

	test('brings whoever was signed out meanwhile to the kept form, in its own words @javascript', async ({
		page,
		context
	}) => {
		await enter(page);
		await page.goto(list());
		const form = page.locator('form[data-in-place]').first();
		await form.getByRole('combobox').selectOption('Afventer');
		// Signed out elsewhere: the browser has its cookie still.
		const cookies = await context.cookies();
		await context.request.post('/log-ud', {
			headers: { origin: new URL(page.url()).origin, accept: 'text/html' },
			maxRedirects: 0
		});
		await context.addCookies(cookies);
		await form.getByRole('button').click();
		await expect(page).toHaveURL(/\/log-ind\?videre=%2Fgemt/);
		await page.getByRole('button', { name: 'Vær Troels Bøgeskov' }).click();
		await expect(page.getByRole('heading', { level: 1 })).toHaveText('Din formular er gemt');
		const fields = page.locator('main dl');
		await expect(fields).toContainText('Tilstand');
		await expect(fields).toContainText('Afventer');
		await expect(fields).not.toContainText('noegle');
		await expectAccessible(page);
	});
});

test('undoing a new group from its own page leads to the list of groups, with the bar', async ({ page }) => {
	await signIn(page.context(), 'program-office');
	const name = `Bølge ${withJavaScript() ? 'sne' : 'regn'}`;
	await page.goto('/grupper?ret=gruppe-ny');
	const form = page.locator('#gruppe-ny form');
	await form.getByLabel('Navn').fill(name);
	await form.getByRole('button', { name: 'Gem' }).click();
	await expect(bar(page).getByRole('status')).toBeVisible();
	await page.getByRole('link', { name }).first().click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText(name);
	await bar(page).getByRole('button', { name: 'Fortryd' }).click();
	await expect(page).toHaveURL(/\/grupper$/);
	await expect(bar(page).getByRole('button', { name: 'Gendan' })).toBeVisible();
	await expect(page.getByRole('link', { name })).toHaveCount(0);
});
