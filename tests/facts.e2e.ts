import { expect, signIn, test } from './support/journey.ts';

// What the slides of 23 November 2023 say, read off the screen where a person would look for it.
const FACTS: Record<string, (string | RegExp)[]> = {
	'/projekter/sygesikring': [
		'Notus',
		/28\. nov\..*ca\. 10/,
		'Luna',
		'CPR-hændelser',
		'Cherwell',
		'https://support.sundhedskort.dk',
		'Hypercare',
		/syv uger/,
		'webinarer',
		/28 kommuner/,
		'Anders Cronwald',
		'sygesikring@kombit.dk',
		/8[.:]00\s*–\s*16[.:]00|8\s*–\s*16/
	],
	'/projekter/fsiii': [
		'1.1',
		'4.3',
		'En simplere dokumentationsmetode',
		'Et dataunderstøttet tilsyn',
		'Ukendt',
		/30/,
		/12/,
		/43/,
		/22/,
		/40/,
		/38/,
		/28/,
		/januar 2024|jan\. 2024/,
		/16 møder/,
		/5 kommuner/,
		'Sara Pointing Rasmussen',
		'Ewa Starup',
		'FSIII@kombit.dk',
		'EOJ',
		'MedCom'
	],
	'/projekter/aula': [
		/85 mio/,
		/5,3 mio/,
		/400\.000/,
		/22\. nov/,
		/okt(ober|\.) 2024/,
		'2.9',
		/20\. jan/,
		/seks måneder/,
		'54',
		'26',
		'14',
		'Passende',
		'Susanne Rasmussen',
		'AULA@kombit.dk',
		/inden jul|før jul/,
		/fem kommuner/
	],
	'/projekter/borgerblikket': [
		/1\. apr\. 2024/,
		/1\. maj 2024/,
		/1\. jun\. 2024/,
		/15\. aug\. 2024/,
		/1\. nov\. 2024/,
		/1\. dec\. 2024/,
		/31\. dec\. 2024/,
		/foreløbig/i,
		'2029',
		'2030',
		'Jesper Dall-Hansen',
		'K98'
	],
	'/projekter/toek': [
		'Businesscase',
		'Faseplan',
		/tilslutningsmodel/i,
		/finansieringsmodel/i,
		/afventer/i,
		'Jakob Volmer'
	],
	'/projekter/mit-sygefravaer': [
		/7\. nov/,
		/12/,
		/driftsprøve/i,
		/21\. nov/,
		/under-under/i,
		'Jakob Volmer',
		/konvertering/i
	],
	'/projekter/klik': [
		/13\. okt/,
		/15/,
		'Allerød',
		'Ballerup',
		'Gentofte',
		'København',
		'Vallensbæk',
		'Langeland',
		'Herning',
		'Mariagerfjord',
		'Randers',
		/22\. nov/,
		'Aske Walther Sørensen'
	],
	'/projekter/225-timersreglen': [
		'Herning',
		'Odense',
		'Silkeborg',
		'Aalborg',
		'Assens',
		'Frederiksberg',
		'Helsingør',
		/uge\s46/,
		/uge\s1/,
		/5\. jan\. 2024/,
		'BME@',
		'BPE@'
	],
	'/projekter/fremtidens-programleder': [
		'Yammer',
		'Teams',
		/uge\s49/,
		/14\. dec/,
		/8[.:]30/,
		/redaktionsmøde/i,
		'Onboarding',
		'Rollebeskrivelse'
	],
	'/projekter/sapa': ['3.3', '3.2', 'A.5', /enkeltmandsvirksomheder/i, /patienter/i],
	'/projekter/gateway': [/57/, /bloktilskud/i, /EOJ/, /faktur/i],
	'/projekter/dubu': [
		/8\. dec/,
		/2\. jan\. 2024/,
		/8\. jan\. 2024/,
		'Tilpas aktivitetsplaner',
		'Oplær slutbrugere',
		'Evaluér arbejdsgange',
		'80'
	]
};

test.describe('the deck of 23 November 2023 is on screen', { tag: '@plain' }, () => {
	test.beforeEach(({ context }) => signIn(context, 'program-office'));

	for (const [path, facts] of Object.entries(FACTS))
		test(path, async ({ page }) => {
			await page.goto(path);
			const text = (await page.locator('main').innerText()).replace(/[\u00a0\s]+/g, ' ');
			for (const fact of facts)
				if (typeof fact === 'string' && fact.startsWith('https:'))
					await expect(page.locator(`a[href^="${fact}"]`).first(), `${path} links to ${fact}`).toBeVisible();
				else
					expect(
						typeof fact === 'string' ? text.toLowerCase().includes(fact.toLowerCase()) : fact.test(text),
						`${path} says ${fact}`
					).toBe(true);
		});

	test('the DUBU chains stand step by step', async ({ page }) => {
		for (const [title, steps] of [
			['Tilpas brevskabeloner', ['Identificer', 'Beskriv', 'Beslut', 'Tilpas']],
			['Oplær slutbrugere', ['Udarbejd', 'Book', 'Gennemfør']],
			['Evaluér arbejdsgange', ['Planlæg', 'Udfør', 'Beslut']]
		] as const) {
			await page.goto(`/opgaver?q=${encodeURIComponent(title)}`);
			await page.getByRole('link', { name: title }).first().click();
			await expect(page.locator('h1')).toContainText(title);
			for (const step of steps) await expect(page.locator('main')).toContainText(step);
		}
	});

	test('57 municipalities have not signed the Gateway agreement, each with its row', async ({ page }) => {
		await page.goto('/aftaler?projekt=gateway');
		await page.getByRole('link', { name: /57/ }).first().click();
		await expect(page).toHaveURL(/\/aftaler\/\d+\?status=mangler/);
		const names = await page
			.locator('table')
			.filter({ has: page.locator('tbody tr') })
			.first()
			.locator('tbody th')
			.allInnerTexts();
		expect(names).toHaveLength(57);
		expect(names).toEqual(names.toSorted(new Intl.Collator('da').compare));
	});

	test('there are 98 municipalities, in Danish order, in every view', async ({ page }) => {
		for (const path of ['/kommuner', '/kommuner?vis=aftaler', '/kommuner?vis=opgaver']) {
			await page.goto(path);
			const names = (await page.locator('main table tbody tr > th[scope="row"]').allInnerTexts()).map(
				(name) => name.trim()
			);
			expect(names, path).toHaveLength(98);
			expect(new Set(names).size).toBe(98);
			expect(names[0]).toBe('Albertslund');
			expect(names.slice(-3)).toEqual(['Aabenraa', 'Aalborg', 'Aarhus']);
		}
	});

	test('the agenda of the meeting stands as it was said', async ({ page }) => {
		await page.goto('/moeder');
		await page.getByRole('link', { name: 'KOMBIT programledermøde november 2023', exact: true }).click();
		await expect(page).toHaveURL(/\/moeder\/\d+$/);
		await expect(page.locator('h1')).toContainText('november 2023');
		const text = await page.locator('main').innerText();
		for (const fact of [
			'Sygesikring – kort status',
			'AULA i medierne',
			'Kort nyt fra KOMBIT',
			'Evaluering',
			'programleder@kombit.dk'
		])
			expect(text).toContain(fact);
		// The slip of the source stays: two topics bear the same number.
		await expect(page.locator('main p').filter({ hasText: /EMNE 2\W*$/ })).toHaveCount(2);
	});
});
