import type { PersonaKey } from '../src/people/persona.ts';
import { mayRead, PAGES } from './routes.ts';
import { expect, expectAccessible, signIn, test } from './support/journey.ts';

const viewsOf = (who: PersonaKey) => [
	...PAGES.filter((route) => mayRead(route, who)).map(({ path }) => path),
	'/rollegalleri?rolle=programleder&tilstand=tom',
	'/opgaver?tilstand=forfaldne',
	'/opgaver?tilstand=lukkede',
	'/opgaver?q=findes-slet-ikke',
	'/projekter/fsiii',
	'/projekter/toek',
	'/projekter/aula',
	'/projekter/borgerblikket',
	'/kommuner?vis=aftaler',
	'/kommuner?vis=opgaver',
	'/kommuner/dragoer',
	'/findes-ikke'
];

// A few pages at a time, side by side: axe takes its time on a large one.
const AT_A_TIME = 6;
function inParts(people: PersonaKey[]): [who: PersonaKey, part: number, views: string[]][] {
	return people.flatMap((who) => {
		const views = viewsOf(who);
		return Array.from(
			{ length: Math.ceil(views.length / AT_A_TIME) },
			(_, at): [PersonaKey, number, string[]] => [
				who,
				at + 1,
				views.slice(at * AT_A_TIME, (at + 1) * AT_A_TIME)
			]
		);
	});
}

test.describe('every page', { tag: '@plain' }, () => {
	for (const [who, part, views] of inParts(['program-office', 'herning'])) {
		test(`is accessible, speaks Danish, keeps to the policy and fits a phone, as ${who}, part ${part} @javascript`, async ({
			page,
			context
		}) => {
			test.setTimeout(300_000);
			await signIn(context, who);
			const faults: string[] = [];
			page.on('console', (message) => {
				// A page that answers 404 is an error to the browser, not to us.
				if (message.type() === 'error' && !/status of 404/.test(message.text()))
					faults.push(`${page.url()}: ${message.text()}`);
			});
			page.on('pageerror', (problem) => faults.push(`${page.url()}: ${problem.message}`));
			for (const path of views) {
				await page.setViewportSize({ width: 1280, height: 900 });
				// Without motion, so that colours are measured as they stand and not on their way.
				await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
				await page.goto(path);
				await expect(page.locator('h1')).toHaveCount(1);
				await expect(page.locator('html')).toHaveAttribute('lang', 'da');
				await expect(
					page.getByText('torsdag den 23. november 2023').first(),
					`${path} says which day it is`
				).toBeVisible();
				expect(await page.title(), path).toMatch(/Overblik$/);
				await expectAccessible(page);
				// In the dark only the colours are others.
				await page.emulateMedia({ colorScheme: 'dark' });
				await expectAccessible(page, ['color-contrast']);
				await page.setViewportSize({ width: 390, height: 844 });
				const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
				expect(overflow, `${path} is wider than a phone`).toBeLessThanOrEqual(0);
			}
			expect(faults).toEqual([]);
		});
	}

	test('has no style in its markup and no script without its nonce', async ({ context }) => {
		await signIn(context, 'program-office');
		for (const path of viewsOf('program-office')) {
			const answer = await context.request.get(path);
			const html = await answer.text();
			const policy = answer.headers()['content-security-policy'] ?? '';
			expect(policy, path).toContain("default-src 'none'");
			expect(policy, path).not.toContain('unsafe-inline');
			expect(html.match(/<[a-z][^>]* style=[^>]*>/g) ?? [], path).toEqual([]);
			expect(html.match(/<[a-z][^>]* on[a-z]+="[^>]*>/g) ?? [], path).toEqual([]);
			for (const tag of html.match(/<script[^>]*>/g) ?? []) expect(tag, path).toContain('nonce=');
		}
	});

	test('speaks English in full when asked, and remembers @javascript', async ({ page, context }) => {
		test.setTimeout(120_000);
		await signIn(context, 'herning');
		await page.goto('/aftaler?type=accession');
		await page.goto('/opgaver?tilstand=forfaldne');
		await page.getByRole('button', { name: 'English' }).click();
		await expect(page).toHaveURL(/\/opgaver\?tilstand=forfaldne$/);
		await expect(page.locator('html')).toHaveAttribute('lang', 'en');
		const danish = /\b(kommuner|opgaver|aftaler|underskrift|frist|mangler|forfald\w*|ikke relevant)\b/gi;
		const hits: string[] = [];
		for (const { path } of PAGES.filter((route) => mayRead(route, 'herning'))) {
			await page.goto(path);
			// Content stays as entered: it is marked lang="da". The rest is the interface.
			const words = await page.locator('body').evaluate((body) => {
				const copy = body.cloneNode(true) as HTMLElement;
				for (const danish of copy.querySelectorAll('[lang="da"], script, style, svg title')) danish.remove();
				return copy.textContent;
			});
			const text = words.replace(/\s+/g, ' ');
			for (const hit of text.matchAll(danish))
				hits.push(`${path}: ${text.slice(Math.max(0, hit.index - 40), hit.index + 40)}`);
		}
		expect(hits).toEqual([]);
		await page.getByRole('button', { name: 'Dansk' }).click();
		await expect(page.locator('html')).toHaveAttribute('lang', 'da');
	});

	test('is reached and read by keyboard alone @javascript', async ({ page, context }) => {
		await signIn(context, 'program-office');
		await page.goto('/');
		await page.keyboard.press('Tab');
		await expect(page.getByRole('link', { name: 'Spring til indhold' })).toBeFocused();
		await page.keyboard.press('Enter');
		await page.keyboard.press('Tab');
		const focused = page.locator(':focus');
		await expect(focused).toHaveCount(1);
		expect(await focused.evaluate((element) => element.closest('main') !== null)).toBe(true);
		expect(await focused.evaluate((element) => getComputedStyle(element).outlineStyle)).not.toBe('none');
	});
});
