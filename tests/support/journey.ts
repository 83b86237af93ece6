import { type BrowserContext, expect, type Page, test as base } from '@playwright/test';
import axe from 'axe-core';
import type { PersonaKey } from '../../src/people/persona.ts';

/**
 * Playwright's test with one more option: `test.use({ as: 'herning' })` enters the demo as that persona
 * before each journey. A journey whose title holds @javascript runs only where JavaScript is on, one tagged @plain
 * only where it is off: what it walks through sends no script, or the journey does not touch what the script does.
 */
export const test = base.extend<{ as: PersonaKey | undefined }>({
	as: [undefined, { option: true }],
	context: async ({ context, as }, use) => {
		if (as) await signIn(context, as);
		await use(context);
	}
});

export { expect };

/** Enters the demo as a persona, as its button does, without showing a page. */
export async function signIn(context: BrowserContext, persona: PersonaKey): Promise<void> {
	const origin = process.env['OVERBLIK_ADDRESS'] ?? '';
	const response = await context.request.post(`${origin}/log-ind`, {
		form: { persona, videre: '/' },
		// Without it SvelteKit takes the call for one of its own scripts and answers with data.
		headers: { origin, accept: 'text/html' },
		maxRedirects: 0
	});
	expect(response.status(), `signing in as ${persona}`).toBe(303);
}

/**
 * Expects that axe finds no fault on the page, by WCAG 2.1 A and AA and good practice. Needs JavaScript.
 * It asks every rule of every element, and reports on the faults alone: to describe what is right takes it
 * several times as long.
 * @param rules only these, where the rest was asked of the same page before
 * @param within only this part of the page, by its selector
 */
export async function expectAccessible(page: Page, rules?: string[], within = 'html'): Promise<void> {
	if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
	const faults = await page.evaluate(
		async ({ only, part }) => {
			const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(part, {
				resultTypes: ['violations'],
				...(only && { runOnly: only })
			});
			return violations.map(({ id, help, nodes }) => ({
				id,
				help,
				where: nodes.map(({ target }) => target.join(' '))
			}));
		},
		{ only: rules, part: within }
	);
	expect(faults, `accessibility of ${page.url()}`).toEqual([]);
}

/** Asks for a link by mail, on the page Log ind. */
export async function askLink(page: Page, address: string): Promise<void> {
	await page.getByLabel('Arbejdsmail').fill(address);
	await page.getByRole('button', { name: 'Send link' }).click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Se i din mail');
	await expect(page.getByText('Hvis adressen er kendt, er der sendt et link')).toBeVisible();
}

/** Opens the newest link in the demo's mailbox. */
export async function openLink(page: Page, address: string): Promise<void> {
	await page.getByRole('link', { name: 'Åbn demoens postkasse' }).click();
	const mail = page
		.getByRole('article')
		.filter({ hasText: `<${address}>` })
		.filter({ has: page.locator('a[href*="/log-ind/link"]') })
		.first();
	await expect(async () => {
		if (!(await mail.isVisible())) await page.reload();
		await expect(mail).toBeVisible({ timeout: 500 });
	}).toPass();
	await mail.getByRole('link').first().click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Log ind i Overblik');
}

/** Expects that nothing on the page is wider than the window. Needs JavaScript. */
export async function fitsPhone(page: Page): Promise<void> {
	const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
	expect(overflow, `${page.url()} is wider than a phone`).toBeLessThanOrEqual(0);
}
