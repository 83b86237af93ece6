import type { Page } from '@playwright/test';
import { askLink, expect, expectAccessible, fitsPhone, openLink, signIn, test } from './support/journey.ts';

const scripts = () => test.info().project.name === 'with JavaScript';

// Both browsers' projects run on one world: each has a municipality, which no other journey writes to, and an agreement.
const ours = () =>
	scripts()
		? {
				place: 'Favrskov',
				leader: { name: 'Ida Vestervig', mail: 'ida.vestervig@favrskov.example' },
				colleague: { name: 'Bo Klitmøller', mail: 'bo.klitmoeller@favrskov.example' },
				agreement: { project: 'AULA', title: 'Databehandleraftale' }
			}
		: {
				place: 'Tønder',
				leader: { name: 'Åse Højer', mail: 'aase.hoejer@toender.example' },
				colleague: { name: 'Jens Rudbæk', mail: 'jens.rudbaek@toender.example' },
				agreement: { project: 'DUBU', title: 'Databehandleraftale' }
			};
/** A task with steps that was published more than a month ago, and that neither municipality has begun. */
const TASK = '/opgaver/8';
const LAST_MONTH = '2023-10-23';

test.use({ actionTimeout: 20_000 });

async function comeByLink(page: Page, mail: string): Promise<void> {
	await askLink(page, mail);
	await openLink(page, mail);
	await page.getByRole('button', { name: 'Log ind' }).click();
	await expect(page.getByRole('heading', { level: 1 })).not.toHaveText('Log ind i Overblik');
}

test('the work of a week: invited, done on a phone, met by a colleague, counted by KOMBIT, undone, and not seen last month', async ({
	page: kombit,
	context,
	browser
}) => {
	test.setTimeout(240_000);
	const { place, leader, colleague, agreement } = ours();
	await signIn(context, 'program-office');

	await test.step('KOMBIT invites a programleder and a colleague', async () => {
		await kombit.goto('/personer/inviter');
		await kombit
			.getByLabel('Personer', { exact: true })
			.fill(
				`${leader.name} <${leader.mail}>; programleder; ${place}\n` +
					`${colleague.name} <${colleague.mail}>; KLIK-administrator; ${place}`
			);
		await kombit.getByRole('button', { name: 'Se, hvad der vil ske' }).click();
		await kombit.getByRole('button', { name: 'Inviter 2', exact: true }).click();
		await expect(kombit.getByRole('status')).toContainText('2 er inviteret.');
	});

	const own = (page: Page) => page.getByRole('region', { name: `${place}: kommunens egen opgave` });
	const undoBar = (page: Page) => page.getByRole('complementary', { name: 'Seneste ændring' });
	const javaScriptEnabled = scripts();
	const desk = await (await browser.newContext({ javaScriptEnabled })).newPage();
	const phone = await (
		await browser.newContext({ javaScriptEnabled, viewport: { width: 390, height: 844 } })
	).newPage();

	await test.step('the colleague comes in and has the task open', async () => {
		await desk.goto(`/log-ind?videre=${TASK}`);
		await comeByLink(desk, colleague.mail);
		await expect(own(desk).getByLabel('Tilstand')).toHaveValue('not_started');
	});

	await test.step('the programleder comes in on a phone, from the letter in the mailbox', async () => {
		await phone.goto('/postkasse');
		const letter = phone
			.getByRole('article')
			.filter({ hasText: `<${leader.mail}>` })
			.filter({ hasText: 'Du er inviteret til Overblik' });
		await letter.getByRole('link').first().click();
		await comeByLink(phone, leader.mail);
		await expect(phone.getByRole('heading', { level: 1 })).toContainText(place);
		if (scripts()) await fitsPhone(phone);
	});

	await test.step('and finishes the task with its steps', async () => {
		await phone.goto(TASK);
		const steps = own(phone).getByRole('checkbox');
		await expect(steps).toHaveCount(3);
		for (const step of await steps.all()) await step.check();
		await own(phone).getByLabel('Tilstand').selectOption('Udført');
		await own(phone).getByLabel('Notat').fill('Alle hold har været af sted');
		if (scripts()) {
			await fitsPhone(phone);
			await expectAccessible(phone);
		}
		await own(phone).getByRole('button', { name: 'Gem' }).click();
		await expect(undoBar(phone).getByRole('status')).toHaveText(/^Gemt: 4 ændringer/);
		await expect(own(phone).getByLabel('Tilstand')).toHaveValue('done');
		await expect(own(phone).getByRole('checkbox', { checked: true })).toHaveCount(3);
	});

	await test.step('the colleague’s tab is stale: both values side by side, and a choice', async () => {
		await own(desk).getByLabel('Tilstand').selectOption('I gang');
		await own(desk).getByLabel('Notat').fill('Sidste hold er på fredag');
		await own(desk).getByRole('button', { name: 'Gem' }).click();
		await expect(
			own(desk).getByRole('heading', { name: 'Andre har ændret det i mellemtiden' })
		).toBeVisible();
		await expect(own(desk)).toContainText(leader.name);
		for (const choice of [
			/Dit.*I gang/,
			/Deres.*Udført/,
			/Dit.*Sidste hold er på fredag/,
			/Deres.*Alle hold har været af sted/
		])
			await expect(own(desk).getByRole('radio', { name: choice })).toHaveCount(1);
		await own(desk)
			.getByRole('radio', { name: /Deres.*Udført/ })
			.check();
		await own(desk).getByRole('button', { name: 'Gem mit valg' }).click();
		await expect(own(desk).getByLabel('Tilstand')).toHaveValue('done');
		await expect(own(desk).getByLabel('Notat')).toHaveValue('Sidste hold er på fredag');
		await expect(own(desk).getByRole('checkbox', { checked: true })).toHaveCount(3);
	});

	let names: string[] = [];
	await test.step('KOMBIT registers twenty signatures at once, after a second look, and undoes them', async () => {
		await kombit.goto('/aftaler');
		await kombit
			.locator('tbody tr')
			.filter({ hasText: agreement.project })
			.getByRole('link', { name: agreement.title })
			.click();
		await kombit.getByRole('link', { name: 'Ret flere på én gang' }).click();
		await expect(kombit).toHaveURL(/status=mangler/);
		const boxes = kombit.locator('input[name=valgt]');
		const missing = await boxes.count();
		expect(missing).toBeGreaterThanOrEqual(20);
		const bar = kombit.getByRole('form', { name: 'Ret de valgte' });
		await expect(bar).toBeHidden();
		await kombit.getByRole('link', { name: `vælg alle ${missing}` }).click();
		await expect(kombit.locator('input[name=valgt]:checked')).toHaveCount(missing);
		for (let at = 20; at < missing; at++) await boxes.nth(at).uncheck();
		names = await kombit.locator('tr:has(input[name=valgt]:checked) th').allInnerTexts();
		if (scripts()) {
			await expect(bar.getByRole('status')).toHaveText(/20/);
			await kombit.emulateMedia({ reducedMotion: 'reduce' });
			await expectAccessible(kombit);
		}
		await bar.getByRole('button', { name: 'Ret de valgte' }).click();

		await expect(kombit.getByRole('heading', { name: 'Ret 20 rækker?' })).toBeVisible();
		const preview = kombit.getByRole('region', { name: 'Intet er gemt endnu' });
		expect((await preview.locator('tbody th').allInnerTexts()).toSorted()).toEqual(names.toSorted());
		await expect(preview.getByRole('cell', { name: 'Registreret på papir' })).toHaveCount(20);
		if (scripts()) {
			await kombit.emulateMedia({ colorScheme: 'dark' });
			await expectAccessible(kombit);
			await kombit.setViewportSize({ width: 390, height: 844 });
			await fitsPhone(kombit);
		}
		await kombit.getByRole('button', { name: 'Ret alle 20' }).click();
		await expect(undoBar(kombit).getByRole('status')).toHaveText('Gemt: 20 ændringer.');
		await expect(boxes).toHaveCount(missing - 20);
		if (scripts()) await fitsPhone(kombit);
		await undoBar(kombit).getByRole('button', { name: 'Fortryd' }).click();
		await expect(undoBar(kombit).getByRole('status')).toHaveText('Fortrudt: 20 ændringer.');
		await expect(boxes).toHaveCount(missing);
	});

	await test.step('last month nothing of it is seen', async () => {
		const path = new URL(kombit.url()).pathname;
		const history = (page: Page) => page.getByRole('region', { name: 'Historik' });
		await expect(history(kombit)).toContainText('Registreret på papir');
		await kombit.goto(`${path}?status=mangler&pr=${LAST_MONTH}`);
		await expect(kombit.getByText('som det stod')).toBeVisible();
		expect(await kombit.locator('tbody th').allInnerTexts()).toEqual(expect.arrayContaining(names));
		await expect(history(kombit)).not.toContainText('Karoline Birkmose');
		await phone.goto(`${TASK}?pr=${LAST_MONTH}`);
		await expect(own(phone)).toContainText('Ikke startet');
		await expect(phone.locator('main')).not.toContainText(/af sted|på fredag|Ida|Åse Højer/);
		await expect(own(phone).getByRole('button', { name: 'Gem' })).toHaveCount(0);
	});
	await Promise.all([desk, phone].map((page) => page.context().close()));
});
