import type { Page } from '@playwright/test';
import { expect, expectAccessible, fitsPhone, signIn, test } from './support/journey.ts';

const withJavaScript = () => test.info().project.name === 'with JavaScript';

test.setTimeout(150_000);

// Both browsers' projects run on one world: each has agreements of its own, or rows of its own on one. None is Gateway's,
// whose figures others count, nor one of tests/proof.e2e.ts.
const shared = 'SAPA: Databehandleraftale';
const single = () =>
	withJavaScript() ? 'Mit Sygefravær: Databehandleraftale' : 'Sygesikring: Databehandleraftale';
const called = () => (withJavaScript() ? 'DUBU: Tilslutningsaftale' : 'Borgerblikket: Databehandleraftale');

async function agreementOf(page: Page, name: string): Promise<string> {
	await page.goto('/aftaler');
	const [project, title] = name.split(': ');
	const row = page
		.locator('tbody tr')
		.filter({ hasText: project! })
		.filter({ has: page.getByRole('link', { name: title! }) });
	return (await row.locator('a[href^="/aftaler/"]').first().getAttribute('href'))!.split('?')[0]!;
}

async function expectPhone(page: Page): Promise<void> {
	if (!withJavaScript()) return;
	await page.setViewportSize({ width: 390, height: 844 });
	await fitsPhone(page);
	await page.setViewportSize({ width: 1280, height: 900 });
}

test.describe('many signatures', () => {
	test('that cannot be changed are named, and the rest is written', async ({ page, context, browser }) => {
		await signIn(context, 'program-office');
		const path = await agreementOf(page, shared);
		await page.goto(`${path}?status=mangler`);
		const boxes = page.locator('input[name=valgt]');
		const last = (await boxes.count()) - 1;
		// From either end of the list, so that neither project's changes move the other's rows.
		const [first, second] = withJavaScript()
			? [boxes.nth(last), boxes.nth(last - 1)]
			: [boxes.nth(0), boxes.nth(1)];
		const name = (await first.getAttribute('aria-label'))!.replace('Vælg ', '');
		const code = (await first.getAttribute('value'))!.split(':')[0]!;
		await first.check();
		await second.check();

		const colleague = await browser.newContext();
		await signIn(colleague, 'program-office');
		const other = await colleague.newPage();
		await other.goto(`${path}?status=mangler&ret=${code}`);
		const form = other.locator('#ret form');
		await form.getByLabel('Status').selectOption('Afvist');
		await form.getByLabel('Begrundelse').fill('Ringede og sagde nej');
		await form.getByRole('button', { name: 'Gem' }).click();
		await expect(other.getByRole('status')).toHaveText('Ændringen er gemt.');

		await page.getByRole('button', { name: 'Ret de valgte' }).click();
		await expect(page.getByText('1 er rettet.')).toBeVisible();
		await expect(page.getByText('1 blev ikke rettet:')).toBeVisible();
		await expect(page.getByText(`${name}: andre har ændret den, siden du så den`)).toBeVisible();
		if (withJavaScript()) await expectAccessible(page);
		await page
			.getByRole('complementary', { name: 'Seneste ændring' })
			.getByRole('button', { name: 'Fortryd' })
			.click();
		await other.getByRole('button', { name: 'Fortryd' }).click();
		await expect(other.getByRole('status')).toHaveText('Ændringen er fortrudt.');
		await colleague.close();
	});

	test('ask for a row, and say so', async ({ page, context }) => {
		await signIn(context, 'program-office');
		const path = await agreementOf(page, shared);
		await page.goto(`${path}?status=mangler`);
		const answer = await page.request.post(`${path}?status=mangler&/masse`, {
			form: { udgave: '1', tilstand: 'registered' },
			headers: { origin: new URL(page.url()).origin, accept: 'text/html' }
		});
		expect(answer.status()).toBe(422);
		expect(await answer.text()).toContain('Vælg mindst én.');
	});
});

test.describe('a municipality signs', () => {
	test('from its own page, is told what lacks, and takes it back', async ({ page, context }) => {
		await signIn(context, 'herning');
		const path = await agreementOf(page, single());
		await page.goto(`${path}?ret=657`);
		const own = page.getByRole('region', { name: 'Jeres underskrift' });
		const form = own.locator('form');
		if (withJavaScript()) await expectAccessible(page);
		await expectPhone(page);
		// Not yet, and why it is not is asked for.
		await form.getByLabel('Status').selectOption('Afvist');
		await form.getByRole('button', { name: 'Gem' }).click();
		await expect(own.getByRole('alert')).toContainText('Begrundelse: Udfyld feltet.');
		await expect(own.getByLabel('Begrundelse')).toHaveAttribute('aria-invalid', 'true');
		await own.getByLabel('Begrundelse').fill('Afventer byrådets møde');
		await form.getByRole('button', { name: 'Gem' }).click();
		const undo = page.getByRole('complementary', { name: 'Seneste ændring' });
		await expect(undo.getByRole('status')).toHaveText('Ændringen er gemt.');
		await expect(own).toContainText('Afventer byrådets møde');

		await page.goto('/kommuner/herning?status=mangler#aftaler');
		await page.locator(`a[href^="${path}?ret=657"]`).click();
		await own.getByLabel('Status').selectOption('Underskrevet');
		await own.getByLabel('Underskriver', { exact: false }).first().fill('Inge Holm');
		await own.getByLabel('Underskriverens titel').fill('Kommunaldirektør');
		await form.getByRole('button', { name: 'Gem' }).click();
		await expect(undo.getByRole('status')).toHaveText('Ændringen er gemt.');
		await expect(own).toContainText('Inge Holm, Kommunaldirektør');
		await undo.getByRole('button', { name: 'Fortryd' }).click();
		await expect(own).toContainText('Afventer byrådets møde');
		await undo.getByRole('button', { name: 'Gendan' }).click();
		await expect(own).toContainText('Inge Holm');
	});

	test('and no other, nor may others tick or open its row', async ({ page, context }) => {
		await signIn(context, 'langeland');
		const path = await agreementOf(page, single());
		await page.goto(`${path}?status=alle&ret=657`);
		await expect(page.locator('input[name=valgt]')).toHaveCount(0);
		await expect(page.locator('input[name=kommune][value="657"]')).toHaveCount(0);
		await expect(page.getByRole('link', { name: 'Ret underskriften fra Herning' })).toHaveCount(0);
		await page.goto('/kommuner/herning');
		await expect(page.locator('#aftaler a[href*="ret="]')).toHaveCount(0);
		await expect(page.locator('#opgaver form[method=post]')).toHaveCount(0);
		const answer = await page.request.post(`${path}?/underskrift`, {
			form: { kommune: '657', udgave: '1', version: '1', tilstand: 'sent' },
			headers: { origin: new URL(page.url()).origin, accept: 'text/html' }
		});
		expect([403, 404]).toContain(answer.status());
	});
});

test.describe('the phone list', () => {
	test('takes a note, changes it and lets it go', async ({ page, context }) => {
		await signIn(context, 'program-office');
		const path = await agreementOf(page, called());
		await page.goto(`${path}?vis=ringeliste`);
		await page
			.getByRole('link', { name: /^Notér om / })
			.first()
			.click();
		const name = (await page.locator('#ret h3').innerText()).replace('Notér om ', '');
		const note = page.locator('#ret form').first();
		await note.getByLabel('Hvordan').selectOption('Møde');
		await note.getByLabel('Notat').fill('Mødt på rådhuset <b>æøå</b>');
		if (withJavaScript()) await expectAccessible(page);
		await expectPhone(page);
		await note.getByRole('button', { name: 'Gem' }).click();
		const undo = page.getByRole('complementary', { name: 'Seneste ændring' });
		await expect(undo.getByRole('status')).toHaveText('Ændringen er gemt.');
		const row = page.locator('tbody tr').filter({ has: page.getByRole('link', { name, exact: true }) });
		await expect(row).toContainText('Mødt på rådhuset <b>æøå</b>');

		await row.getByRole('link', { name: /^Notér om / }).click();
		await page.getByRole('link', { name: /^Ret notatet: møde 23. nov/ }).click();
		await expect(note.getByLabel('Notat')).toHaveValue('Mødt på rådhuset <b>æøå</b>');
		await note.getByLabel('Notat').fill('Mødt to gange');
		await note.getByRole('button', { name: 'Gem' }).click();
		await expect(row).toContainText('Mødt to gange');
		await row.getByRole('link', { name: /^Notér om / }).click();
		await page.getByRole('button', { name: /^Fjern notatet: møde 23. nov/ }).click();
		await expect(page.locator('body')).not.toContainText('Mødt to gange');
	});
});

test.describe('tasks', () => {
	test('of all municipalities are KOMBIT’s to change at once', async ({ page, context }) => {
		await signIn(context, 'program-office');
		// In a region where no other journey writes.
		const task = withJavaScript() ? '/opgaver/27' : '/opgaver/28';
		await page.goto(`${task}?tilstand=ikke-startet&region=hovedstaden&valg=alle`);
		const count = await page.locator('input[name=valgt]:checked').count();
		expect(count).toBeGreaterThan(10);
		if (withJavaScript()) await expectAccessible(page);
		await expectPhone(page);
		const bar = page.getByRole('form', { name: 'Ret de valgte' });
		await bar.getByLabel('Tilstand').selectOption('I gang');
		await bar.getByRole('button', { name: 'Ret de valgte' }).click();
		await expect(page.getByRole('heading', { name: `Ret ${count} rækker?` })).toBeVisible();
		await page.getByRole('button', { name: `Ret alle ${count}` }).click();
		const undo = page.getByRole('complementary', { name: 'Seneste ændring' });
		await expect(undo.getByRole('status')).toHaveText(`Gemt: ${count} ændringer.`);
		await undo.getByRole('button', { name: 'Fortryd' }).click();
		await expect(page.locator('input[name=valgt]')).toHaveCount(count);
	});
});
