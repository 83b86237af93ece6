// Takes the README's picture from the running app, as KOMBIT sees the first page of the demo.
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { chromiumOptions } from '../tests/support/chromium.ts';
import { signIn } from '../tests/support/journey.ts';
import { removeData, startApp } from '../tests/support/running-app.ts';
import { root } from './prepare.js';
import { conduct, step } from './steps.js';

await conduct(async () => {
	const app = await step('Starting the app', () => startApp({ HOST: '127.0.0.1' }));
	process.env['OVERBLIK_ADDRESS'] = app.address;
	try {
		await step('Taking the picture', async () => {
			const browser = await chromium.launch(chromiumOptions);
			const context = await browser.newContext({ viewport: { width: 1440, height: 1330 }, locale: 'da-DK' });
			await signIn(context, 'program-office');
			const page = await context.newPage();
			await page.goto(app.address, { waitUntil: 'networkidle' });
			await page.screenshot({ path: join(root, 'docs', 'overblik.png') });
			await browser.close();
		});
	} finally {
		await app.stop();
		await removeData(app.dataDir);
	}
});
