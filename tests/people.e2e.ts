import type { Page, TestInfo } from '@playwright/test';
import { expect, expectAccessible, signIn, test } from './support/journey.ts';

// The journeys run with and without JavaScript at the same time, on one database: each takes a place of its own.
const either = ({ project }: TestInfo, scripted: string, plain: string) =>
	project.name.startsWith('with ') ? scripted : plain;
const placeOf = (info: TestInfo) => either(info, 'odense', 'aarhus');

async function openSomebody(page: Page, place: string, at: number): Promise<string> {
	await page.goto(`/personer?kommune=${place}&adgang=contributor&tilstand=aktive`);
	await page.locator('tbody th a').nth(at).click();
	await expect(page).toHaveURL(/\/personer\/\d+$/);
	return page.url();
}

test.describe('people', { tag: '@plain' }, () => {
	test('are listed with counts that are their rows', async ({ page, context }) => {
		await signIn(context, 'program-office');
		await page.goto('/personer');
		const states = page.getByRole('navigation', { name: 'Tilstand' });
		// Others are invited meanwhile: the count is read off the page that shows the rows.
		for (const word of ['Inviterede, ikke inde endnu', 'Fratrådte', 'Deaktiverede']) {
			const chip = states.getByRole('link', { name: word });
			await chip.click();
			await expect(chip).toHaveAttribute('aria-current', 'true');
			const count = Number((await chip.innerText()).replace(/\D/g, ''));
			expect(count).toBeGreaterThan(0);
			await expect(page.locator('tbody tr')).toHaveCount(count);
		}
	});

	test('are closed to who administers nobody', async ({ context }) => {
		await signIn(context, 'project-lead');
		for (const path of ['/personer', '/personer/1', '/personer/inviter', '/personer/1/overdrag'])
			expect((await context.request.get(path)).status(), path).toBe(403);
	});

	test('of another municipality, and numbers that are none, are no way in', async ({ context }) => {
		await signIn(context, 'herning');
		for (const [path, status] of [
			['/personer/1', 403],
			['/personer/1/overdrag', 403],
			['/personer/999999', 404],
			['/personer/0', 404],
			['/personer/99999999999', 404],
			['/personer/abc', 404],
			['/personer?tilstand=x', 400],
			['/rollegalleri/atlantis', 404]
		] as const)
			expect((await context.request.get(path)).status(), path).toBe(status);
	});

	test('are invited from a pasted list, seen before it is done, and get a letter', async ({
		page,
		context
	}, info) => {
		await signIn(context, 'herning');
		const mark = placeOf(info);
		await page.goto('/personer');
		await page.getByRole('link', { name: 'Inviter', exact: true }).click();
		await page
			.getByLabel('Personer', { exact: true })
			.fill(
				[
					`Åse Øster\taase.${mark}@herning.example\tmedarbejder\tHerning`,
					'Dorthe Hedelund <DORTHE.HEDELUND@herning.example>; programleder; Herning',
					'Uden mail; læser; Herning',
					'Fremmed <fremmed@odense.example>; læser; Odense'
				].join('\n')
			);
		await page.getByRole('button', { name: 'Se, hvad der vil ske' }).click();
		const rows = page.locator('tbody tr');
		await expect(rows).toHaveCount(4);
		await expect(rows.nth(0)).toContainText('Ny person, får adgang og mail');
		await expect(rows.nth(1)).toContainText('Har adgangen i forvejen');
		await expect(rows.nth(2)).toContainText('Der mangler en mailadresse.');
		await expect(rows.nth(3)).toContainText('Du kan kun invitere til din egen kommune.');
		await page.getByRole('button', { name: 'Inviter 1 person' }).click();
		await expect(page.getByRole('status')).toContainText('1 er inviteret.');
		await expect(page.getByLabel('Personer', { exact: true })).toHaveValue(
			'Uden mail; læser; Herning\nFremmed <fremmed@odense.example>; læser; Odense'
		);
		await page.goto('/personer?tilstand=inviterede');
		await expect(page.locator('tbody')).toContainText(`aase.${mark}@herning.example`);
		await page.goto('/postkasse');
		await expect(page.locator('main')).toContainText(`aase.${mark}@herning.example`);
		await expect(page.locator('main')).toContainText('Du er inviteret til Overblik');
	});

	test('an empty or senseless list comes back with its words and nothing lost', async ({ page, context }) => {
		await signIn(context, 'herning');
		await page.goto('/personer/inviter');
		const list = page.getByLabel('Personer', { exact: true });
		await list.fill('vrøvl');
		await page.getByRole('button', { name: 'Se, hvad der vil ske' }).click();
		await expect(page.getByText('Ingen af linjerne kan inviteres. Ret listen.')).toBeVisible();
		await expect(page.getByLabel('Personer', { exact: true })).toHaveValue('vrøvl');
		for (const liste of ['\0', 'x'.repeat(200_000), ' ', '\u202e;;;\t"', '"'.repeat(999)]) {
			for (const action of ['se', 'inviter']) {
				const answer = await context.request.post(`/personer/inviter?/${action}`, {
					form: { liste, kind: 'konge', place: '999' },
					headers: { origin: new URL(page.url()).origin, accept: 'text/html' }
				});
				expect([200, 422], `${action} ${liste.slice(0, 9)}`).toContain(answer.status());
			}
		}
	});

	test('hand everything open over in one act, and it is undone in one', async ({ page, context }, info) => {
		await signIn(context, 'program-office');
		const place = placeOf(info);
		let url = '';
		for (let at = 0; ; at++) {
			url = await openSomebody(page, place, at);
			if (await page.getByRole('link', { name: 'Overdrag alt åbent til en anden' }).isVisible()) break;
		}
		const open = await page.locator('#aabent h3').allInnerTexts();
		await page.getByRole('link', { name: 'Overdrag alt åbent til en anden' }).click();
		for (const count of await page.locator('fieldset a').all()) {
			const id = (await count.getAttribute('href'))!;
			expect(Number((await count.innerText()).replace(/\D/g, ''))).toBe(
				await page.locator(`h3${id} + ul > li`).count()
			);
		}
		await page.getByLabel('Overdrages til').selectOption({ index: 1 });
		await page.getByRole('button', { name: 'Overdrag', exact: true }).click();
		await expect(page.getByText('har intet åbent i')).toBeVisible();
		await page.getByRole('button', { name: 'Fortryd' }).click();
		await page.goto(url);
		expect(await page.locator('#aabent h3').allInnerTexts()).toEqual(open);
	});

	test('leave: open work first, then access and roles go, and it can be taken back', async ({
		page,
		context
	}, info) => {
		await signIn(context, 'program-office');
		let url = '';
		for (let at = 0; ; at++) {
			url = await openSomebody(page, either(info, 'esbjerg', 'vejle'), at);
			if (await page.getByText('Lad det åbne arbejde').isVisible()) break;
		}
		await page.getByRole('button', { name: 'Registrer fratrædelse' }).click();
		await expect(page.getByRole('alert')).toContainText('Overdrag det åbne arbejde først');
		await page.getByLabel(/Lad det åbne arbejde/).check();
		await page.getByRole('button', { name: 'Registrer fratrædelse' }).click();
		await expect(page.getByText('Fratrådt 23. nov.').first()).toBeVisible();
		await expect(page.getByText('Navnet står i historikken til 23. nov. 2025')).toBeVisible();
		await expect(page.locator('#adgang')).toContainText('taget tilbage 23. nov.');
		await page.goto(url);
		await page.getByRole('button', { name: 'Fortryd fratrædelsen' }).click();
		await expect(page.getByRole('button', { name: 'Registrer fratrædelse' })).toBeVisible();
		await expect(page.locator('#adgang')).toContainText('i kraft');
	});

	test('changed in two tabs: the second gets both values and chooses', async ({ page, context }, info) => {
		await signIn(context, 'program-office');
		const url = await openSomebody(page, either(info, 'kolding', 'horsens'), 0);
		const other = await context.newPage();
		await other.goto(url);
		await page.locator('#oplysninger').getByLabel('Titel').fill('Konsulent');
		await page.locator('#oplysninger').getByRole('button', { name: 'Gem' }).click();
		await expect(page.locator('#oplysninger').getByLabel('Titel')).toHaveValue('Konsulent');
		await other.locator('#oplysninger').getByLabel('Titel').fill('Chefkonsulent');
		await other.locator('#oplysninger').getByRole('button', { name: 'Gem' }).click();
		await expect(other.getByText('Andre har ændret det i mellemtiden')).toBeVisible();
		await other.getByLabel(/Chefkonsulent/).check();
		await other.getByRole('button', { name: 'Gem mit valg' }).click();
		await expect(other.locator('#oplysninger').getByLabel('Titel')).toHaveValue('Chefkonsulent');
	});

	test('no form of theirs takes foreign rows or breaks on nonsense', async ({ page, context }) => {
		await signIn(context, 'herning');
		await page.goto('/personer?q=klintebjerg');
		const own = (await page.locator('tbody th a').first().getAttribute('href'))!;
		const { origin } = new URL(page.url());
		const post = async (path: string, form: Record<string, string>) =>
			(
				await context.request.post(path, {
					form,
					headers: { origin, accept: 'text/html' },
					maxRedirects: 0
				})
			).status();
		const good: Record<string, Record<string, string>> = {
			oplysninger: { version: '1', name: 'X' },
			giv: { kind: 'reader', place: '482' },
			skift: { access_id: '1', version: '1', kind: 'reader' },
			tilbage: { access_id: '1', version: '1' },
			inviter: { access_id: '1' },
			deaktiver: {},
			fratraed: { version: '1', left_on: '2023-11-23' },
			genindsaet: {}
		};
		for (const [action, form] of Object.entries(good)) {
			// Somebody of KOMBIT, by their own rows and by another's.
			expect([403, 404], `${action} of somebody foreign`).toContain(
				await post(`/personer/2?/${action}`, form)
			);
			for (const nonsense of ['\0', 'x'.repeat(100_000), '-1', '99999999999', '\u202e', '2023-02-30']) {
				const typed = Object.fromEntries(Object.keys(form).map((name) => [name, nonsense]));
				if (Object.keys(typed).length)
					expect([422, 404, 403], `${action} ${nonsense.slice(0, 9)}`).toContain(
						await post(`${own}?/${action}`, typed)
					);
			}
		}
		expect(await post(`${own}?/skift`, { access_id: '1', version: '1', kind: 'reader' })).toBe(404);
		expect(await post(`${own}?/giv`, { kind: 'reader', place: '482' })).toBe(403);
		expect(await post(`${own}?/giv`, { kind: 'kombit_reader', place: 'kombit' })).toBe(403);
		expect(await post(`${own}/overdrag`, { til: '1', sted: '657', kinds: 'roles' })).toBe(422);
		expect(await post(`${own}/overdrag`, { til: '1', sted: '482', kinds: 'roles' })).toBe(403);
		expect(await post('/personer/2/overdrag', { til: '1', sted: 'kombit', kinds: 'projects' })).toBe(403);
		for (const action of ['saet', 'ny', 'afslut', 'primaer', 'mail'])
			for (const nonsense of ['\0', '-1', 'x'.repeat(10_000)])
				expect(
					await post(`/rollegalleri/herning?/${action}`, {
						id: nonsense,
						version: nonsense,
						role_slug: nonsense,
						person_id: nonsense,
						name: nonsense,
						email: nonsense,
						bounces: nonsense
					}),
					`${action} ${nonsense.slice(0, 9)}`
				).toBe(422);
		expect(await post('/rollegalleri/herning?/afslut', { id: '1', version: '1' })).toBe(404);
		expect(await post('/rollegalleri/herning?/saet', { role_slug: 'kejser', person_id: '1' })).toBe(404);
	});

	test('the last administrator of KOMBIT is told so', async ({ page, context }) => {
		await signIn(context, 'program-office');
		await page.goto('/personer?q=birkmose');
		await page.getByRole('link', { name: 'Karoline Birkmose' }).click();
		await page.getByRole('button', { name: 'Deaktiver' }).click();
		await expect(page.getByRole('alert')).toContainText('du mister din egen adgang');
		await page
			.locator('form[action="?/deaktiver"]')
			.getByLabel(/min egen adgang/)
			.check();
		await page.getByRole('button', { name: 'Deaktiver' }).click();
		await expect(page.getByRole('alert')).toContainText('den sidste administrator i KOMBIT');
	});

	test('get their own data as a file', async ({ context }) => {
		await signIn(context, 'langeland');
		const answer = await context.request.get('/konto/data');
		expect(answer.headers()['content-disposition']).toBe(
			'attachment; filename="overblik-troels-boegeskov-2023-11-23.json"'
		);
		const data = (await answer.json()) as { person: unknown; sessions: unknown[] };
		expect(data.person).toMatchObject({ name: 'Troels Bøgeskov' });
		expect(JSON.stringify(data)).not.toMatch(/token_hash/);
	});
});

test.describe('the role gallery', { tag: '@plain' }, () => {
	test('has counts that add up to 98 and lead to their rows', async ({ page, context }) => {
		await signIn(context, 'program-office');
		await page.goto('/rollegalleri');
		await expect(page.locator('tbody tr')).toHaveCount(98);
		const column = page.locator('thead tr.counts:not(.held) td:nth-child(2)');
		const counts = (await column.allInnerTexts()).map(Number);
		expect(counts.reduce((sum, count) => sum + count, 0)).toBe(98);
		await column.first().getByRole('link').click();
		await expect(page.locator('tbody tr')).toHaveCount(counts[0]!);
		await page.goto('/rollegalleri');
		await page.getByRole('link', { name: /én person bærer alle roller/ }).click();
		await expect(page.locator('tbody tr')).toHaveCount(1);
		await expect(page.locator('tbody')).toContainText('Læsø');
	});

	test('of one’s own municipality is kept: a holder comes, becomes primary, bounces, and ends', async ({
		page,
		context
	}, info) => {
		await signIn(context, 'langeland');
		const role = either(info, 'Superbruger', 'Økonomiansvarlig');
		const slug = either(info, 'superbruger', 'oekonomiansvarlig');
		await page.goto('/rollegalleri');
		await expect(page).toHaveURL(/\/rollegalleri\/langeland$/);
		await page.getByText('En person, der ikke er her endnu').click();
		const form = page.locator('#ny');
		await form.getByLabel('Rolle').selectOption({ label: role });
		await form.getByLabel('Navn').fill(`Ærlig Åkjær ${slug}`);
		await form.getByLabel('Mail').fill(`aerlig.${slug}@langeland.example`);
		await form.getByLabel('Som primær').check();
		await form.getByRole('button', { name: 'Sæt på rollen' }).click();
		const row = page.locator(`#${slug} tr`).filter({ hasText: `Ærlig Åkjær ${slug}` });
		await expect(row).toContainText(`aerlig.${slug}@langeland.example`);
		await row.getByRole('button', { name: /^Mail afvist/ }).click();
		await expect(row).toContainText('Adressen afvises siden 23. nov.');
		await row.getByRole('button', { name: /^Mail virker igen/ }).click();
		await expect(row).not.toContainText('Adressen afvises');
		await row.getByRole('button', { name: /^Afslut/ }).click();
		await expect(row).toHaveCount(0);
	});

	test('of another municipality shows names alone, and takes no changes', async ({ page, context }) => {
		await signIn(context, 'herning');
		await page.goto('/rollegalleri/langeland');
		await expect(page.locator('tbody').first()).toContainText('Troels Bøgeskov');
		await expect(page.getByText('@langeland.example')).toHaveCount(0);
		await expect(page.getByRole('button', { name: /Afslut|Sæt på rollen/ })).toHaveCount(0);
		const answer = await context.request.post('/rollegalleri/langeland?/ny', {
			form: { role_slug: 'superbruger', name: 'X', email: 'x@x.example' },
			headers: { origin: new URL(page.url()).origin, accept: 'text/html' }
		});
		expect(answer.status()).toBe(403);
	});

	test('and one person’s page are accessible @javascript', async ({ page, context }) => {
		test.setTimeout(180_000);
		await signIn(context, 'program-office');
		await page.emulateMedia({ reducedMotion: 'reduce' });
		await openSomebody(page, 'randers', 0);
		await expectAccessible(page);
		await page.getByText('Giv adgang', { exact: true }).first().click();
		await page.getByRole('button', { name: 'Registrer fratrædelse' }).click();
		await expect(page.locator('#fratraedelse').getByText('Intet er gemt endnu')).toBeVisible();
		await expectAccessible(page);
		await page.goto('/rollegalleri/randers');
		await page.getByText('En person, der ikke er her endnu').click();
		await expectAccessible(page);
	});
});
