import { defineConfig, devices } from '@playwright/test';
import { chromiumOptions } from './tests/support/chromium.ts';

export default defineConfig({
	testDir: 'tests',
	testMatch: '**/*.e2e.ts',
	globalSetup: './tests/support/app-for-journeys.ts',
	outputDir: 'test-results',
	fullyParallel: true,
	workers: 2,
	forbidOnly: !!process.env['CI'],
	timeout: 30_000,
	expect: { timeout: 10_000 },
	reporter: 'list',
	use: {
		...devices['Desktop Chrome'],
		// Set by the global set-up, which has run when the workers read this file.
		baseURL: process.env['OVERBLIK_ADDRESS'],
		locale: 'da-DK',
		timezoneId: 'Europe/Copenhagen',
		launchOptions: chromiumOptions,
		screenshot: 'only-on-failure'
	},
	projects: [
		{ name: 'with JavaScript', use: { javaScriptEnabled: true }, grepInvert: /^(?!.*@javascript).*@plain/ },
		{ name: 'without JavaScript', use: { javaScriptEnabled: false }, grepInvert: /@javascript/ }
	]
});
