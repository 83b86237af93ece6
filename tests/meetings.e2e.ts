import type { Page } from '@playwright/test';
import { expect, expectAccessible, signIn, test } from './support/journey.ts';

// Both browsers' projects run on one world: each calls a meeting of its own.
const scripts = () => test.info().project.name === 'with JavaScript';
const day = (month: string) => `2024-${month}-${scripts() ? '18' : '19'}`;
const called = (name: string) => `${name} ${scripts() ? 'med' : 'uden'} script`;
const bar = (page: Page) => page.getByRole('complementary', { name: 'Seneste ændring' });
const agenda = (page: Page) => page.getByRole('region', { name: 'Dagsorden' });
const numbers = async (page: Page) =>
	(await agenda(page).locator('.title').allInnerTexts()).map((text) => text.replaceAll(/\s+/g, ' ').trim());

async function call(page: Page, title: string, held_on: string) {
	await page.goto('/moeder');
	await page.getByRole('link', { name: 'Nyt møde' }).click();
	const form = page.locator('#nyt-moede');
	await form.getByLabel('Titel').fill(title);
	await form.getByLabel('Dato').fill(held_on);
	await form.getByLabel('Fra klokken').fill('10:00');
	await form.getByLabel('Til klokken').fill('11:30');
	await form.getByLabel('Sted').fill('Teams');
	await form.getByRole('button', { name: 'Gem' }).click();
	await expect(page.locator('h1')).toContainText(title);
}

async function add(page: Page, title: string) {
	await page.getByRole('link', { name: 'Nyt punkt' }).click();
	const form = page.locator('#punkt-ny');
	await form.getByLabel('Punkt', { exact: true }).fill(title);
	await form.getByRole('button', { name: 'Gem' }).click();
	await expect(agenda(page).locator('.title', { hasText: title })).toBeVisible();
}

test.use({ actionTimeout: 20_000 });

test.describe('the monthly meeting', () => {
	test.describe.configure({ timeout: 180_000 });
	test.use({ as: 'program-office' });

	test('from a draft agenda to the next meeting', async ({ page, browser }) => {
		await call(page, called('Programledermøde'), day('07'));
		for (const title of ['Velkommen', 'Gateway', 'Kort nyt', '<b>& "æøå" 👩‍💻']) await add(page, title);
		expect(await numbers(page)).toEqual(['1 Velkommen', '2 Gateway', '3 Kort nyt', '4 <b>& "æøå" 👩‍💻']);

		// The order, step by step and to a place; numbers follow by themselves.
		await page.getByRole('link', { name: 'Ret rækkefølgen' }).click();
		await page.getByRole('button', { name: 'Op: Kort nyt' }).click();
		await expect.poll(() => numbers(page)).toContain('2 Kort nyt');
		await page.getByRole('button', { name: 'Ind under punktet før: Gateway' }).click();
		await expect.poll(() => numbers(page)).toContain('2.1 Gateway');
		if (scripts()) {
			const handle = page.locator('li.topic', { hasText: '👩‍💻' }).last().locator('.handle');
			const first = page.locator('li.topic').first();
			await handle.dragTo(first, { targetPosition: { x: 40, y: 4 } });
			await expect.poll(() => numbers(page)).toContain('1 <b>& "æøå" 👩‍💻');
			await bar(page).getByRole('button', { name: 'Fortryd' }).click();
			await expect.poll(() => numbers(page)).toContain('1 Velkommen');
			await page.goto('/moeder');
			await page
				.getByRole('link', { name: called('Programledermøde') })
				.first()
				.click();
		} else await page.getByRole('link', { name: 'Færdig med rækkefølgen' }).click();
		await page.getByRole('link', { name: 'Ret: Gateway' }).click();
		await page.getByLabel('Flyt til plads').selectOption('1');
		await page.getByRole('button', { name: 'Flyt', exact: true }).click();
		await expect.poll(() => numbers(page)).toContain('1 Gateway');

		// Two editors at once: nothing is overwritten, and one chooses.
		await page.getByRole('link', { name: 'Ret: Gateway' }).click();
		const context = await browser.newContext();
		await signIn(context, 'program-office');
		const other = await context.newPage();
		await other.goto(page.url());
		const theirs = other.locator('form', { hasText: 'Ret punktet' });
		await theirs.getByLabel('Referat').fill('Deres referat');
		await theirs.getByRole('button', { name: 'Gem' }).click();
		await expect(agenda(other).getByText('Deres referat')).toBeVisible();
		await context.close();
		const form = page.locator('form', { hasText: 'Ret punktet' });
		await form.getByLabel('Referat').fill('Mit referat');
		await form.getByRole('button', { name: 'Gem' }).click();
		await expect(page.getByText('Andre har ændret det i mellemtiden')).toBeVisible();
		await expect(page.locator('fieldset').getByText('Deres referat')).toBeVisible();
		await page.getByRole('button', { name: 'Gem mit valg' }).click();
		await expect(agenda(page).getByText('Mit referat')).toBeVisible();

		// The poll: its shares must add up.
		await page.getByRole('link', { name: 'Ny afstemning' }).click();
		const poll = page.locator('#afstemning-ny');
		await poll.getByLabel('Spørgsmål').fill('Hvordan var mødet?');
		for (const [i, [label, percent]] of [
			['Alt for lidt', '0'],
			['For lidt', '5'],
			['Passende', '54'],
			['For meget', '26'],
			['Alt for meget', '24']
		].entries()) {
			await poll.locator(`[name=label_${i + 1}]`).fill(label!);
			await poll.locator(`[name=count_${i + 1}]`).fill(percent!);
		}
		await poll.getByRole('button', { name: 'Gem' }).click();
		await expect(page.getByRole('alert')).toContainText('tilsammen give omkring 100');
		await poll.locator('[name=count_5]').fill('14');
		await poll.getByRole('button', { name: 'Gem' }).click();
		await expect(page.getByRole('region', { name: 'Afstemninger' })).toContainText('Passende');

		// After the meeting: what was not reached starts the next one.
		await page.getByRole('link', { name: 'Skriv, hvordan det gik' }).click();
		const after = page.locator('#efter');
		await after.getByLabel('Mødet er afholdt').check();
		await after.getByLabel('Evaluering').fill('God dialog');
		await after.getByLabel(/Kort nyt/).check();
		await after.getByRole('button', { name: 'Gem' }).click();
		await expect(page.getByText('God dialog').first()).toBeVisible();
		await page.getByRole('link', { name: 'Opret næste møde' }).click();
		const next = page.locator('#naeste');
		await next.getByLabel('Titel').fill(called('Det næste'));
		await next.getByLabel('Dato').fill(day('08'));
		await next.getByRole('button', { name: 'Opret næste møde' }).click();
		await expect(page.locator('h1')).toContainText(called('Det næste'));
		expect(await numbers(page)).toEqual(['1 Kort nyt']);
		await page.getByRole('link', { name: /^Overført fra/ }).click();
		await expect(page.locator('h1')).toContainText(called('Programledermøde'));
	});

	test(
		'is edited, frozen, shown and corrected, and the next one says what changed since',
		{ tag: '@plain' },
		async ({ page, context }) => {
			// No other journey signs this one.
			const AGREEMENT = '/aftaler/10';
			const missing = async (path: string) => {
				await page.goto(`${path}/slides`);
				const slide = page.locator('.slide-page', {
					has: page.getByRole('heading', { name: 'Databehandleraftale, Mit Sygefravær 2.0' })
				});
				return Number(/^(\d+) af 98/.exec(await slide.locator('.sentence').innerText())?.[1]);
			};
			const sign = async (code: string, signed_on: string) => {
				await page.goto(`${AGREEMENT}?ret=${code}`);
				const row = page.locator('form', { has: page.locator(`[name=kommune][value="${code}"]`) });
				await row.getByLabel('Status').selectOption('signed');
				await row.getByLabel('Underskrevet den').fill(signed_on);
				await row.getByRole('button', { name: 'Gem' }).click();
				await expect(bar(page).getByRole('status')).toHaveText('Ændringen er gemt.');
			};
			const freeze = async (figures_on: string) => {
				await page.getByText('Frys tallene', { exact: true }).first().click();
				const form = page.locator('#frys');
				await form.getByLabel('Tal fra').fill(figures_on);
				await form.getByRole('button', { name: 'Frys tallene' }).click();
				await expect(page.getByRole('region', { name: 'Frosne tal' })).toContainText('Udgave 1');
			};

			await call(page, 'Junimødet', '2024-06-11');
			const june = new URL(page.url()).pathname;
			await page.getByRole('link', { name: 'Nyt punkt' }).click();
			const topic = page.locator('#punkt-ny');
			await topic.getByLabel('Punkt', { exact: true }).fill('Mit Sygefravær – status');
			await topic.getByLabel('Projekt').selectOption({ label: 'Mit Sygefravær' });
			await topic.getByRole('button', { name: 'Gem' }).click();

			await page.getByRole('link', { name: 'Turnus' }).click();
			await page.getByRole('button', { name: 'Notér som spurgt' }).click();
			await expect(
				page.getByRole('region', { name: 'Spurgt' }).getByText('Afventer svar').first()
			).toBeVisible();

			await page.goto(june);
			await freeze('2023-11-01');
			const before = await missing(june);
			expect(before).toBeGreaterThan(2);
			await page.goto(`${AGREEMENT}?status=mangler`);
			const codes = await page
				.locator('a[href*="ret="]')
				.evaluateAll((links) => [
					...new Set(links.map((link) => new URL((link as HTMLAnchorElement).href).searchParams.get('ret')!))
				]);
			const [corrected, changed] = codes;

			// What was signed before the figures were taken is a correction of them; the deck stays as it was shown.
			await sign(corrected!, '2023-10-30');
			await page.goto(`${june}/aendringer?vis=rettelser`);
			await expect(page.getByRole('region', { name: 'Rettelser i tallene' })).toContainText(
				`Mit Sygefravær DBA: ${before} → ${before - 1} mangler underskrift`
			);
			expect(await missing(june)).toBe(before);

			// What was signed since is what the next meeting tells of, counted from the corrected figures.
			await sign(changed!, '2023-11-23');
			await call(page, 'Julimødet', '2024-07-09');
			const july = new URL(page.url()).pathname;
			await freeze('');
			const told = page.getByRole('region', { name: 'Mit Sygefravær' });
			const now = codes.length - 2;
			await page.goto(`${july}/aendringer`);
			await expect(told).toContainText(`Mit Sygefravær DBA: ${before - 1} → ${now} mangler underskrift`);
			expect(now).toBeLessThan(before - 1);
			await expect(page.getByRole('region', { name: /^Rettelser/ })).toContainText(
				`${before} → ${before - 1}`
			);
			// A meeting without topics has a deck, too.
			await page.goto(`${july}/slides`);
			await expect(page.locator('.slide-page', { hasText: 'Nyt siden sidste møde' }).first()).toContainText(
				'Tal pr. 23.11.2023'
			);
			const file = await context.request.get(`${july}/pptx`);
			expect(file.headers()['content-disposition']).toContain('2024-07-09.pptx');
			expect(await missing(june)).toBe(before);
		}
	);

	test('its calendar entry is a file', async ({ context }) => {
		const answer = await context.request.get('/moeder/2/kalender');
		expect(answer.headers()['content-type']).toContain('text/calendar');
		const text = await answer.text();
		expect(text).toContain('DTSTART:20231214T090000Z');
		expect((await context.request.get('/moeder/999999/kalender')).status()).toBe(404);
		// And so is each editorial meeting before it.
		const editing = await context.request.get('/moeder/2/kalender?redaktion=1');
		expect(await editing.text()).toContain('DTSTART;VALUE=DATE:20231130');
		expect((await context.request.get('/moeder/1/kalender?redaktion=1')).status()).toBe(404);
		expect((await context.request.get('/moeder/2/kalender?redaktion=3')).status()).toBe(400);
	});

	test('the rota says whom to ask and why, asks them by mail, and keeps the answers', async ({
		page,
		browser
	}) => {
		await call(page, called('Møde med redaktion'), day('09'));
		await page.getByRole('link', { name: 'Turnus' }).click();
		await expect(page.getByText('Har ikke været spurgt før.').first()).toBeVisible();
		await page.getByLabel('Spørg en anden kommune').selectOption('Langeland');
		await page.getByRole('button', { name: 'Spørg med mail' }).click();
		const asked = page.getByRole('region', { name: 'Spurgt' });
		await expect(asked.getByText('Afventer svar')).toHaveCount(6);
		const langeland = asked.getByRole('listitem').filter({ hasText: 'Langeland' }).first();
		await expect(langeland).toContainText(/Spurgt med mail til Troels Bøgeskov 23\.11\.2023/);
		await expect(bar(page)).toHaveCount(0);
		await expect(asked.getByRole('button', { name: 'Send påmindelse' })).toHaveCount(0);

		// Langeland's programleder has the mail, and answers where its link leads.
		const { javaScriptEnabled } = test.info().project.use;
		const context = await browser.newContext(javaScriptEnabled === false ? { javaScriptEnabled } : {});
		await signIn(context, 'langeland');
		const theirs = await context.newPage();
		await theirs.goto('/');
		const owed = theirs.getByRole('region', { name: /^Vi er spurgt om/ });
		await expect(owed).toContainText(called('Møde med redaktion'));
		await theirs.goto('/postkasse');
		const mail = theirs
			.getByRole('article')
			.filter({ hasText: called('Møde med redaktion') })
			.filter({ hasText: 'Troels Bøgeskov' });
		await expect(mail).toHaveCount(1);
		await mail.locator('a[href$="#redaktion"]').click();
		const editors = theirs.getByRole('region', { name: 'Redaktion' });
		await editors.getByRole('button', { name: 'Send svaret' }).click();
		await expect(theirs.getByRole('alert')).toContainText('Vælg ja eller nej.');
		if (scripts()) await expectAccessible(theirs);
		await editors.getByLabel('Nej, ikke denne gang').check();
		await editors.getByRole('textbox', { name: 'Bemærkning' }).fill('Vi flytter rådhus den uge');
		await editors.getByRole('button', { name: 'Send svaret' }).click();
		await expect(editors).toContainText('Vi svarede nej 23.11.2023.');
		await theirs.goto('/');
		await expect(owed.getByText(called('Møde med redaktion'))).toHaveCount(0);
		await context.close();

		await page.reload();
		await expect(langeland).toContainText('Bemærkning fra Langeland: Vi flytter rådhus den uge');
		await asked.getByRole('link', { name: /^Ret:/ }).first().click();
		await asked.getByLabel('Svar', { exact: true }).selectOption('no');
		await asked.getByRole('button', { name: 'Gem' }).click();
		await expect(asked.getByText('Nej', { exact: true })).toHaveCount(2);
		// One seat is free again, and somebody else is proposed for it.
		await expect(page.locator('input[name=kommune]')).toHaveCount(1);
		await bar(page).getByRole('button', { name: 'Fortryd' }).click();
		await expect(bar(page)).toContainText(/ortrudt/);
	});

	test('bad input is answered in words, and nothing is lost', async ({ page, context }) => {
		await call(page, called('Møde uden punkter'), day('10'));
		await expect(agenda(page)).toContainText('Der er ingen punkter endnu.');
		const path = new URL(page.url()).pathname;
		await page.goto('/moeder?ret=nyt-moede');
		const form = page.locator('#nyt-moede');
		await form.getByLabel('Titel').fill('Samme dag');
		await form.getByLabel('Dato').fill(day('10'));
		await form.getByLabel('Fra klokken').fill('12:00');
		await form.getByLabel('Til klokken').fill('11:00');
		await form.getByRole('button', { name: 'Gem' }).click();
		await expect(page.getByRole('alert')).toContainText('Sluttiden kan ikke ligge før starttiden.');
		await form.getByLabel('Til klokken').fill('13:00');
		await form.getByRole('button', { name: 'Gem' }).click();
		await expect(page.getByRole('alert')).toContainText('Det findes allerede.');
		await expect(form.getByLabel('Titel')).toHaveValue('Samme dag');

		const { origin } = new URL(page.url());
		const post = (action: string, fields: Record<string, string>) =>
			context.request.post(`${origin}${path}?/${action}`, {
				form: fields,
				headers: { origin, accept: 'text/html' },
				maxRedirects: 0
			});
		expect((await post('ny-punkt', { title: 'x'.repeat(301) })).status()).toBe(422);
		expect((await post('ny-punkt', { title: 'P', minutes: 'x'.repeat(100_000) })).status()).toBe(422);
		const long = await post('ny-punkt', { title: 'P', minutes: 'x'.repeat(1_000_000) });
		expect(long.status()).toBe(422);
		expect((await long.text()).includes('x'.repeat(1_000_000))).toBe(true);
		expect((await post('ny-punkt', { title: 'P', project_id: '999999' })).status()).toBe(422);
		expect((await post('ny-punkt', { title: '\u0000\u202e' })).status()).toBe(422);
		expect((await post('flyt-punkt', { id: '999999', to: 'up' })).status()).toBe(409);
		expect((await post('flyt-punkt', { id: '1', to: '0:99999999' })).status()).toBe(422);
		expect((await post('ret-punkt', { id: '999999', version: '1', title: 'P' })).status()).toBe(409);
		expect((await post('moede', { version: '1', title: 'P', held_on: '2024-02-30' })).status()).toBe(422);
	});

	test('the pages pass axe, in their forms too @javascript', async ({ page }) => {
		for (const path of [
			'/moeder',
			'/moeder?ret=nyt-moede',
			'/moeder/2',
			'/moeder/2?ordne=punkter',
			'/moeder/2?ret=punkt-ny',
			'/moeder/2?ret=afstemning-ny',
			'/moeder/1?ret=efter',
			'/moeder/turnus'
		]) {
			await page.goto(path);
			await expectAccessible(page);
		}
	});
});

test.describe('a municipality', () => {
	test.use({ as: 'herning' });

	test('reads the agenda and writes nothing in it', async ({ page }) => {
		await page.goto('/moeder/2?ret=punkt-ny');
		await expect(page.locator('main form')).toHaveCount(0);
		await page.goto('/moeder/turnus');
		await expect(page.getByRole('button', { name: 'Notér som spurgt' })).toHaveCount(0);
	});
});
