import { expect, expectAccessible, signIn, test } from './support/journey.ts';

// Each journey has a task of its own, by number, that Herning has not begun: both browsers' projects run on one world, and
// a list grows shorter as others finish what is on it.
const scripts = () => test.info().project.name === 'with JavaScript';
const TASKS = {
	finished: () => (scripts() ? '/opgaver/13' : '/opgaver/19'),
	faulty: () => (scripts() ? '/opgaver/14' : '/opgaver/20'),
	stale: () => (scripts() ? '/opgaver/18' : '/opgaver/23'),
	unsaved: () => '/opgaver/24',
	foreign: () => '/opgaver/12'
};

test.describe('a municipality keeps its copy of a task', () => {
	test.describe.configure({ timeout: 90_000 });
	test('finished, undone and redone, from the page where one is', async ({ page, context }) => {
		await signIn(context, 'herning');
		await page.goto(TASKS.finished());
		const own = page.getByRole('region', { name: 'Herning: kommunens egen opgave' });
		await own.getByLabel('Tilstand').selectOption('Udført');
		await own.getByLabel('Notat').fill('Gjort i går – æøå');
		await own.getByRole('button', { name: 'Gem' }).click();
		const bar = page.getByRole('complementary', { name: 'Seneste ændring' });
		await expect(bar.getByRole('status')).toHaveText('Ændringen er gemt.');
		await expect(own.getByLabel('Tilstand')).toHaveValue('done');
		await expect(own.getByLabel('Notat')).toHaveValue('Gjort i går – æøå');
		await bar.getByRole('button', { name: 'Fortryd' }).click();
		await expect(bar.getByRole('status')).toHaveText('Ændringen er fortrudt.');
		await expect(own.getByLabel('Tilstand')).toHaveValue('not_started');
		await expect(own.getByLabel('Notat')).toHaveValue('');
		await bar.getByRole('button', { name: 'Gendan' }).click();
		await expect(own.getByLabel('Tilstand')).toHaveValue('done');
		await bar.getByRole('button', { name: 'Fortryd' }).click();
		await expect(own.getByLabel('Tilstand')).toHaveValue('not_started');
	});

	test('says what is wrong and keeps what was typed', async ({ page, context }) => {
		await signIn(context, 'herning');
		const path = TASKS.faulty();
		await page.goto(path);
		const own = page.getByRole('region', { name: 'Herning: kommunens egen opgave' });
		await own.getByLabel('Notat').fill('Vi venter på leverandøren');
		await own.locator('input[name=egen_frist]').evaluate((input) => input.removeAttribute('max'), null);
		await own.getByLabel('Egen frist').fill('2024-12-24');
		await own.locator('form').evaluate((form) => ((form as HTMLFormElement).noValidate = true));
		await own.getByRole('button', { name: 'Gem' }).click();
		await expect(page.getByRole('alert')).toContainText('Egen frist: Datoen kan ikke ligge efter fristen.');
		await expect(page.getByRole('alert')).toBeFocused();
		await expect(own.getByLabel('Notat')).toHaveValue('Vi venter på leverandøren');
		await expect(own.getByLabel('Egen frist')).toHaveValue('2024-12-24');
	});

	test('and a stale tab gets both values side by side and chooses', async ({ page, context, browser }) => {
		await signIn(context, 'herning');
		const path = TASKS.stale();
		await page.goto(path);
		const colleague = await browser.newContext();
		await signIn(colleague, 'program-office');
		const other = await colleague.newPage();
		await other.goto(`${path}?ret=657`);
		const theirs = other.locator('form:has([name=note])').first();
		await theirs.locator('[name=note]').fill('Kontoret ringede');
		await theirs.getByRole('button', { name: 'Gem' }).click();
		await expect(other.getByRole('status')).toHaveText('Ændringen er gemt.');

		const own = page.getByRole('region', { name: 'Herning: kommunens egen opgave' });
		await own.getByLabel('Notat').fill('Vores egen note');
		await own.getByRole('button', { name: 'Gem' }).click();
		await expect(own.getByRole('heading', { name: 'Andre har ændret det i mellemtiden' })).toBeVisible();
		await expect(own).toContainText('Karoline Birkmose');
		if (scripts()) await expectAccessible(page);
		await own.getByRole('radio', { name: /Deres.*Kontoret ringede/ }).check();
		await own.getByRole('button', { name: 'Gem mit valg' }).click();
		await expect(own.getByLabel('Notat')).toHaveValue('Kontoret ringede');
		await colleague.close();
	});

	test('and what was typed before the page’s script came is still there when it has @javascript', async ({
		page,
		context
	}) => {
		await signIn(context, 'herning');
		const held = Promise.withResolvers<void>();
		await page.route('**/_app/**/*.js', async (route) => {
			await held.promise;
			await route.continue();
		});
		await page.goto(TASKS.unsaved(), { waitUntil: 'commit' });
		const own = page.getByRole('region', { name: 'Herning: kommunens egen opgave' });
		await own.getByLabel('Tilstand').selectOption('Afventer');
		await own.getByLabel('Egen frist').fill('2023-12-11');
		await own.getByLabel('Notat').fill('Skrevet i toget');
		await expect(page.locator('#svelte-announcer')).toHaveCount(0);
		held.resolve();
		await expect(page.locator('#svelte-announcer')).toBeAttached();
		await expect(own.getByLabel('Tilstand')).toHaveValue('waiting');
		await expect(own.getByLabel('Egen frist')).toHaveValue('2023-12-11');
		await expect(own.getByLabel('Notat')).toHaveValue('Skrevet i toget');
	});

	test('while others read it and see no form', async ({ page, context }) => {
		await signIn(context, 'langeland');
		await page.goto(`${TASKS.foreign()}?ret=657`);
		await expect(page.locator('input[name=kommune][value="657"]')).toHaveCount(0);
		const answer = await page.request.post(`${TASKS.foreign()}?/gem`, {
			form: { kommune: '657', version: '1', tilstand: 'done' },
			headers: { origin: new URL(page.url()).origin, accept: 'text/html' }
		});
		expect(answer.status()).toBe(403);
		expect(await answer.text()).toContain('Det må du ikke');
	});
});
