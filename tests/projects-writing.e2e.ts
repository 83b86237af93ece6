import type { Browser, Page } from '@playwright/test';
import { expect, expectAccessible, signIn, test } from './support/journey.ts';

// Both browsers' projects run on one world: each has a project of its own to write, and names of its own.
const scripts = () => test.info().project.name === 'with JavaScript';
const project = () => (scripts() ? 'programledermoedet' : 'mit-sygefravaer');
const named = (name: string) => `${name} ${scripts() ? 'med' : 'uden'} script`;
/** The milestone's row in the table, not that of its open form. */
const rowOf = (page: Page, title: string) => page.locator('tbody tr:not(.open)', { hasText: title });
const bar = (page: Page) => page.getByRole('complementary', { name: 'Seneste ændring' });

async function undo(page: Page) {
	await bar(page).getByRole('button', { name: 'Fortryd' }).click();
	await expect(bar(page).getByRole('status')).toHaveText(/fortrudt|Fortrudt/);
}

async function colleague(browser: Browser) {
	const context = await browser.newContext();
	await signIn(context, 'program-office');
	return context;
}

async function add(page: Page, title: string, day: string) {
	await page.goto(`/projekter/${project()}`);
	await page.getByRole('link', { name: 'Ny milepæl' }).click();
	const form = page.locator('#milepael-ny');
	await form.getByLabel('Milepæl', { exact: true }).fill(title);
	await form.getByLabel('Slags').selectOption('release');
	await form.getByLabel('Dato', { exact: true }).fill(day);
	await form.getByRole('button', { name: 'Gem' }).click();
	await expect(rowOf(page, title)).toBeVisible();
}

test.use({ actionTimeout: 20_000 });

test.describe('a project is written where it is read', () => {
	test.describe.configure({ timeout: 120_000 });
	test.use({ as: 'program-office' });

	test('its status: what is missing is said, what was typed stays, the earlier one is history', async ({
		page
	}) => {
		await page.goto(`/projekter/${project()}`);
		const status = page.getByRole('region', { name: 'Status', exact: true });
		await status.getByRole('link', { name: 'Ny status' }).click();
		await status.locator('[name=state]').selectOption('late');
		await status.getByLabel('Begrundelse').fill('Leverandøren er bagud – æøå');
		await status.getByRole('button', { name: 'Gem' }).click();
		await expect(page.getByRole('alert')).toContainText('Næste skridt: Udfyld feltet.');
		await expect(page.getByRole('alert')).toBeFocused();
		await expect(status.getByLabel('Begrundelse')).toHaveValue('Leverandøren er bagud – æøå');
		await status.getByLabel('Næste skridt').fill('Ny plan i uge 50');
		await status.getByLabel('Ansvarlig').fill('Karoline Birkmose');
		await status.getByLabel('Gennemgås igen').fill('2023-12-15');
		await status.getByRole('button', { name: 'Gem' }).click();
		await expect(status.getByText('givet i dag')).toBeVisible();
		await expect(status.getByText('Leverandøren er bagud – æøå')).toBeVisible();
		await expect(status.getByText('Forsinket').first()).toBeVisible();
		await undo(page);
		await expect(status.getByText('Leverandøren er bagud – æøå')).toHaveCount(0);
	});

	test('its status: still right, said by one date', async ({ page }) => {
		await page.goto(`/projekter/${scripts() ? 'sygesikring' : 'gateway'}?ret=status-set`);
		const status = page.getByRole('region', { name: 'Status', exact: true });
		await status.getByLabel('Gennemgås igen').fill('2023-12-21');
		await status.getByRole('button', { name: 'Status gælder stadig' }).click();
		await expect(status.getByText('21. dec.')).toBeVisible();
		await expect(status.getByText('givet i dag')).toBeVisible();
		await undo(page);
		await expect(status.getByText('21. dec.')).toHaveCount(0);
	});

	test('its milestones: added, moved with a reason that the timeline and the table tell, undone', async ({
		page
	}) => {
		const title = named('Release 7');
		await add(page, title, '2023-12-12');
		const ghosts = page.locator('svg [class*=ghost]');
		const before = await ghosts.count();
		await page.getByRole('link', { name: `Ret: ${title}` }).click();
		const form = page.locator('[id^=milepael-]', { has: page.getByLabel('Hvorfor flyttes den?') });
		await form.getByLabel('Dato', { exact: true }).fill('2024-01-09');
		await form.getByRole('button', { name: 'Gem' }).click();
		await expect(page.getByRole('alert')).toContainText('Hvorfor flyttes den?: Udfyld feltet.');
		await form.getByLabel('Hvorfor flyttes den?').fill('Test tog længere tid.');
		await form.getByRole('button', { name: 'Gem' }).click();
		const row = rowOf(page, title);
		await expect(row).toContainText('Flyttet fra 12. dec. til 9. jan. 2024');
		await expect(row).toContainText('Test tog længere tid.');
		expect(await ghosts.count()).toBeGreaterThan(before);
		await undo(page);
		await expect(row).not.toContainText('Flyttet');
		await expect(row).toContainText('12. dec.');
		await page.getByRole('link', { name: `Ret: ${title}` }).click();
		await page.getByRole('button', { name: 'Fjern' }).click();
		await expect(row).toHaveCount(0);
	});

	test('its milestones: a week is taken from any of its days', async ({ page }) => {
		const title = named('Ugen med test');
		await page.goto(`/projekter/${project()}?ret=milepael-ny`);
		const form = page.locator('#milepael-ny');
		await form.getByLabel('Milepæl', { exact: true }).fill(title);
		await form.getByLabel('Slags').selectOption('activity');
		await form.getByLabel('Tidspunktet kendes som').selectOption('week');
		await form.getByLabel('Dato', { exact: true }).fill('2023-12-14');
		await form.getByRole('button', { name: 'Gem' }).click();
		await expect(rowOf(page, title)).toContainText('uge 50');
		await undo(page);
		await expect(rowOf(page, title)).toHaveCount(0);
	});

	test('and a stale tab gets both values side by side and chooses', async ({ page, browser }) => {
		const title = named('Beslutning');
		await add(page, title, '2023-12-19');
		await page.getByRole('link', { name: `Ret: ${title}` }).click();
		const other = await colleague(browser);
		const tab = await other.newPage();
		await tab.goto(page.url());
		await tab.getByLabel('Bemærkning').fill('Kontorets bemærkning');
		await tab.getByRole('button', { name: 'Gem' }).click();
		await expect(bar(tab)).toBeVisible();

		await page.getByLabel('Bemærkning').fill('Min bemærkning');
		await page.getByRole('button', { name: 'Gem' }).click();
		await expect(page.getByRole('heading', { name: 'Andre har ændret det i mellemtiden' })).toBeVisible();
		await expect(page.locator('form.conflict')).toContainText('Karoline Birkmose gemte');
		if (scripts()) await expectAccessible(page);
		await page.getByRole('radio', { name: /Deres.*Kontorets bemærkning/ }).check();
		await page.getByRole('button', { name: 'Gem mit valg' }).click();
		await expect(rowOf(page, title)).toContainText('Kontorets bemærkning');
		await page.getByRole('link', { name: `Ret: ${title}` }).click();
		await page.getByRole('button', { name: 'Fjern' }).click();
		await expect(rowOf(page, title)).toHaveCount(0);
		await other.close();
	});

	test('its lists: added, put in order, addresses checked, taken away', async ({ page }) => {
		await page.goto(`/projekter/${project()}`);
		const links = page.getByRole('region', { name: 'Links' });
		await links.getByRole('link', { name: 'Nyt link' }).click();
		await links.getByLabel('Tekst').fill(named('Vejledning'));
		await links.getByLabel('Slags').selectOption('page');
		await links.getByLabel('Adresse').fill('javascript:alert(1)');
		await links.getByRole('button', { name: 'Gem' }).click();
		await expect(page.getByRole('alert')).toContainText('https://');
		await expect(links.getByLabel('Adresse')).toHaveValue('javascript:alert(1)');
		await links.getByLabel('Adresse').fill('https://kombit.example/vejledning');
		await links.getByRole('button', { name: 'Gem' }).click();
		const link = links.getByRole('link', { name: named('Vejledning'), exact: true });
		await expect(link).toHaveAttribute('href', 'https://kombit.example/vejledning');
		await links.getByRole('link', { name: `Ret: ${named('Vejledning')}` }).click();
		await links.getByRole('button', { name: 'Fjern' }).click();
		await expect(link).toHaveCount(0);

		const ready = page.getByRole('region', { name: 'Klar eller ikke' });
		for (const title of ['Første', 'Anden']) {
			await ready.getByRole('link', { name: 'Nyt punkt' }).click();
			await ready.getByRole('textbox', { name: 'Punkt' }).fill(named(title));
			await ready.getByLabel('Status').selectOption('waiting');
			await ready.getByRole('button', { name: 'Gem' }).click();
			await expect(ready.getByText(named(title)).first()).toBeVisible();
		}
		await ready.getByRole('link', { name: 'Skift rækkefølge' }).click();
		await ready.getByRole('button', { name: `Flyt op: ${named('Anden')}` }).click();
		await expect(ready.locator('li').nth(-2)).toContainText(named('Anden'));
		await ready.getByRole('link', { name: 'Rækkefølgen er færdig' }).click();
		for (const title of ['Første', 'Anden']) {
			await ready.getByRole('link', { name: `Ret: ${named(title)}` }).click();
			await ready.getByRole('button', { name: 'Fjern' }).click();
			await expect(ready.getByText(named(title))).toHaveCount(0);
		}
	});

	test('every form is accessible and fits a phone, open and with its faults @javascript', async ({
		page
	}) => {
		test.setTimeout(480_000);
		await page.emulateMedia({ reducedMotion: 'reduce' });
		const slug = '/projekter/gateway';
		await page.goto(slug);
		const first = (list: string) =>
			page
				.locator(`a[href*="ret=${list}-"]`)
				.first()
				.getAttribute('href')
				.then((href) => href!);
		const opened = [
			`${slug}?ret=projekt`,
			`${slug}?ret=status-ny`,
			`${slug}?ret=status-ret`,
			`${slug}?ret=status-set`,
			await first('milepael'),
			`${slug}?ret=klar-ny`,
			await first('kontakt'),
			`${slug}?ret=link-ny`,
			`${slug}?ordne=kontakt`,
			'/grupper?ret=gruppe-ny',
			'/grupper/klik-referencegruppe?ret=gruppe',
			'/grupper/klik-referencegruppe?ret=medlemmer'
		];
		for (const address of opened) {
			await page.setViewportSize({ width: 1280, height: 900 });
			await page.goto(address);
			await expectAccessible(page);
			await page.setViewportSize({ width: 390, height: 844 });
			const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
			expect(overflow, `${address} is wider than a phone`).toBeLessThanOrEqual(0);
		}
		await page.goto(`${slug}?ret=status-ny`);
		await page.getByRole('button', { name: 'Gem' }).click();
		await expect(page.getByRole('alert')).toBeVisible();
		await expectAccessible(page);
	});
});

test.describe('who may not write a project', () => {
	test('sees no form, whatever the address asks for, and is refused', async ({ page, context }) => {
		await signIn(context, 'herning');
		await page.goto('/projekter/gateway?ret=status-ny&ordne=link');
		await expect(page.locator('main form')).toHaveCount(0);
		await expect(page.locator('main').getByText('Ny status')).toHaveCount(0);
		for (const action of ['ny-status', 'ny-milepael', 'fjern-link', 'flyt-klar', 'projekt']) {
			const answer = await page.request.post(`/projekter/gateway?/${action}`, {
				form: {
					id: '1',
					version: '1',
					direction: 'up',
					state: 'on_plan',
					title: 'x',
					kind: 'release',
					certainty: 'planned',
					precision: 'unknown',
					name: 'x',
					short_name: 'x',
					summary: 'x'
				},
				headers: { origin: new URL(page.url()).origin, accept: 'text/html' }
			});
			expect(answer.status(), action).toBe(403);
		}
	});

	test('gets words, never a failure, whatever a form holds', async ({ page, context }) => {
		await signIn(context, 'program-office');
		await page.goto('/projekter/gateway');
		const post = async (path: string, form: Record<string, string>) =>
			(
				await page.request.post(path, {
					form,
					headers: { origin: new URL(page.url()).origin, accept: 'text/html' },
					maxRedirects: 0
				})
			).status();
		const bad = ['', '0', '-1', '99999999999999', 'abc', "1'--", '\u0000', '\u202e', 'x'.repeat(50_000)];
		for (const value of bad) {
			for (const action of ['ret-status', 'ret-milepael', 'fjern-kontakt', 'flyt-link', 'gennemset'])
				expect(
					await post(`/projekter/gateway?/${action}`, {
						id: value,
						version: value,
						review_on: value,
						state: value
					}),
					`${action} ${value.slice(0, 20)}`
				).toBe(422);
			expect(await post('/grupper?/ny-gruppe', { name: value, for: value, kommune: value })).toBe(422);
		}
		expect(await post('/projekter/findes-ikke?/ny-link', { title: 'x', kind: 'page' })).toBe(404);
		expect(await post('/grupper/findes-ikke?/fjern', { version: '1' })).toBe(404);
	});
});

test.describe('a group of one’s own', () => {
	test.describe.configure({ timeout: 90_000 });
	test('is made by ticks and a pasted list, filters at once, is renamed and taken away', async ({
		page,
		context
	}) => {
		await signIn(context, 'herning');
		const name = named('Naboer æøå');
		await page.goto('/kommuner');
		await page.getByRole('link', { name: 'Grupper', exact: true }).click();
		await page.getByRole('link', { name: 'Ny gruppe' }).click();
		await page.getByLabel('Navn', { exact: true }).fill(name);
		await page.getByLabel('Herning', { exact: true }).check();
		await page.getByLabel('Eller sæt en liste ind').fill('Ikast-Brande\nAtlantis\n615');
		await page.getByRole('button', { name: 'Gem' }).click();
		await expect(page.getByText('Linje 2: »Atlantis«')).toBeVisible();
		await expect(page.getByLabel('Herning', { exact: true })).toBeChecked();
		await page.getByLabel('Eller sæt en liste ind').fill('Ikast-Brande\n615');
		await page.getByRole('button', { name: 'Gem' }).click();
		const row = page.getByRole('row', { name });
		await expect(row).toContainText('3');
		await row.getByRole('link', { name: '3', exact: true }).click();
		await expect(page.getByRole('heading', { level: 1 })).toHaveText('3 af 98 kommuner');
		await page.getByRole('link', { name: 'Se gruppen' }).click();
		await expect(page.getByRole('heading', { level: 1 })).toHaveText(name);

		await page.getByRole('link', { name: 'Ret medlemmer' }).click();
		await page.getByLabel('Find kommune').fill('hols');
		if (!scripts()) await page.getByRole('button', { name: 'Find', exact: true }).click();
		await expect(page.getByLabel('Herning', { exact: true })).toBeHidden();
		await page.getByLabel('Holstebro', { exact: true }).check();
		await page.getByRole('button', { name: 'Gem' }).click();
		await expect(page.getByText('4 kommuner')).toBeVisible();
		await expect(page).toHaveURL(/\/grupper\/naboer-aeoeaa-[a-z-]+(#.*)?$/);
		await undo(page);
		await expect(page.getByText('3 kommuner')).toBeVisible();

		const address = page.url();
		await page.getByRole('link', { name: 'Ret gruppen' }).click();
		await page.getByLabel('Navn', { exact: true }).fill(`${name} igen`);
		await page.getByRole('button', { name: 'Gem' }).click();
		await expect(page.getByRole('heading', { level: 1 })).toHaveText(`${name} igen`);
		expect(page.url().split('#')[0]).toBe(address.split('#')[0]);
		await page.getByRole('link', { name: 'Ret gruppen' }).click();
		await page.getByRole('button', { name: 'Fjern' }).click();
		await expect(page).toHaveURL(/\/grupper$/);
		await expect(page.getByRole('row', { name })).toHaveCount(0);
		await undo(page);
		await expect(page.getByRole('row', { name: `${name} igen` })).toContainText('3');
	});
});
