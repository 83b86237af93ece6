import { AxeBuilder } from '@axe-core/playwright';
import { type BrowserContext, expect, type Page, test as base } from '@playwright/test';
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
 * @param rules only these, where the rest was asked of the same page before
 */
export async function expectAccessible(page: Page, rules?: string[]): Promise<void> {
	const axe = new AxeBuilder({ page });
	const { violations } = await (rules ? axe.withRules(rules) : axe).analyze();
	const faults = violations.map(({ id, help, nodes }) => ({
		id,
		help,
		where: nodes.map((node) => node.target.join(' '))
	}));
	expect(faults, `accessibility of ${page.url()}`).toEqual([]);
}
