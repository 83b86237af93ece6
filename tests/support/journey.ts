import { type BrowserContext, expect, type Page, test as base } from '@playwright/test';
import axe from 'axe-core';
import type { PersonaKey } from '../../src/people/persona.ts';

/**
 * Playwright's test with one more option: `test.use({ as: 'herning' })` enters the demo as that persona
 * before each journey. A journey whose title holds @javascript runs only where JavaScript is on.
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
 * Expects that axe finds no fault on the page, by WCAG 2.2 A and AA and good practice. Needs JavaScript.
 * It asks every rule of every element, and reports on the faults alone: to describe what is right takes it
 * several times as long.
 * @param rules only these, where the rest was asked of the same page before
 */
export async function expectAccessible(page: Page, rules?: string[]): Promise<void> {
	if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
	const faults = await page.evaluate(async (only) => {
		const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(document, {
			resultTypes: ['violations'],
			...(only && { runOnly: only })
		});
		return violations.map(({ id, help, nodes }) => ({
			id,
			help,
			where: nodes.map(({ target }) => target.join(' '))
		}));
	}, rules);
	expect(faults, `accessibility of ${page.url()}`).toEqual([]);
}
