import type { Locator, Page } from '@playwright/test';
import { unzipSync } from 'fflate';
import { expect, expectAccessible, signIn, test } from './support/journey.ts';

// October's, which no other journey looks at.
const PATH = '/moeder/3/slides/ret';
const row = (page: Page, title: string | RegExp): Locator =>
	page
		.locator('section[aria-labelledby=slides] > ol > li')
		.filter({ has: page.getByText(title, { exact: true }) });
const titles = (page: Page) => page.locator('section[aria-labelledby=slides] ol .title').allInnerTexts();
const open = async (page: Page, title: string) => {
	await row(page, title)
		.getByRole('link', { name: `Ret: ${title}` })
		.click();
	return page.locator('#ret-slide');
};

test.use({ actionTimeout: 20_000, as: 'program-office' });

test('a deck is edited by hand, and the file has it all @plain', async ({ page, browser, context }) => {
	test.setTimeout(120_000);
	await page.goto('/moeder/3');
	await page.getByRole('link', { name: 'Ret præsentationen' }).first().click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Ret præsentationen');

	// A text, with what it was made over, and one beside it.
	let form = await open(page, 'Aftaler til underskrift hos kommunerne');
	await form.getByLabel('Titel', { exact: true }).fill('Program <b>& "æøå" 👩‍💻');
	await form.getByLabel('Noter til oplægsholderen').fill('Sig velkommen.\nVent lidt.');
	await form.getByRole('button', { name: 'Gem' }).click();
	await expect(row(page, 'Program <b>& "æøå" 👩‍💻')).toContainText('2 rettelser');

	// Hidden, moved, and one of one's own behind another.
	await row(page, 'De kommende måneder')
		.getByRole('button', { name: /^Skjul/ })
		.click();
	await expect(row(page, 'De kommende måneder').getByText('Skjult')).toBeVisible();
	const [cover, , third] = await titles(page);
	await row(page, third!).getByRole('button', { name: /^Op/ }).click();
	await expect.poll(async () => (await titles(page))[1]).toBe(third);
	await row(page, cover!).getByRole('link', { name: /^Ret:/ }).click();
	await page.getByRole('link', { name: 'Ny egen slide efter denne' }).click();
	const own = page.locator('#ny-egen');
	await own.getByRole('button', { name: 'Gem' }).click();
	await expect(page.getByRole('alert')).toContainText('Udfyld feltet.');
	await own.getByLabel('Titel').fill('Husk tilmelding');
	await own.getByLabel('Tekst').fill('Inden fredag\nHos Karoline');
	await own.getByRole('button', { name: 'Gem' }).click();
	await expect.poll(async () => (await titles(page))[1]).toBe('Husk tilmelding');

	// Two at once: both texts, and a choice.
	form = await open(page, 'Husk tilmelding').then(() => page.locator('#ret-egen'));
	const others = await browser.newContext();
	await signIn(others, 'program-office');
	const other = await others.newPage();
	await other.goto(page.url());
	await other.locator('#ret-egen').getByLabel('Tekst').fill('Deres tekst');
	await other.locator('#ret-egen').getByRole('button', { name: 'Gem' }).click();
	await expect(other.getByRole('heading', { level: 1 })).toBeVisible();
	await others.close();
	await form.getByLabel('Tekst').fill('Min tekst');
	await form.getByRole('button', { name: 'Gem' }).click();
	await expect(page.getByText('Andre har ændret det i mellemtiden')).toBeVisible();
	await expect(page.locator('fieldset').getByText('Deres tekst')).toBeVisible();
	await page.getByRole('button', { name: 'Gem mit valg' }).click();
	await expect.poll(async () => (await titles(page))[1]).toBe('Husk tilmelding');

	const answer = await context.request.get('/moeder/3/pptx');
	const parts = Object.entries(unzipSync(new Uint8Array(await answer.body())));
	const text = parts
		.filter(([name]) => /^ppt\/(slides|notesSlides)\/[^/]+\.xml$/.test(name))
		.map(([, part]) => new TextDecoder().decode(part))
		.join('');
	for (const words of ['Program &lt;b&gt;&amp; ', 'Vent lidt.', 'Husk tilmelding', 'Min tekst'])
		expect(text, words).toContain(words);
	for (const words of ['De kommende måneder', 'Deres tekst']) expect(text, words).not.toContain(words);

	// What was changed is told, and an edit is taken back with the rest of its form saved.
	form = await open(page, 'Program <b>& "æøå" 👩‍💻');
	await expect(form).toContainText('Uden rettelsen: Aftaler til underskrift hos kommunerne');
	await form.getByRole('button', { name: 'Tag rettelsen tilbage: Titel' }).click();
	await expect(row(page, 'Aftaler til underskrift hos kommunerne')).toContainText('1 rettelse');
	await page.goto('/moeder/3');
	await expect(page.getByRole('region', { name: 'Historik' })).toContainText('Husk tilmelding');
});

test('the editor passes axe, also with a slide open, and moves a slide by dragging @javascript', async ({
	page
}) => {
	await page.goto(`${PATH}?ret=${encodeURIComponent('agreement:1/coverage')}`);
	await expect(page.locator('#ret-slide')).toContainText('Følger med, når tallene fryses igen');
	await expectAccessible(page);
	await page.goto(PATH);
	const last = (await titles(page)).at(-1)!;
	const before = (await titles(page)).at(-2)!;
	await row(page, last)
		.locator('.handle')
		.dragTo(row(page, before), { targetPosition: { x: 40, y: 3 } });
	await expect.poll(async () => (await titles(page)).at(-1)).toBe(before);
});
