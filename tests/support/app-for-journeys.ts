import { removeData, startApp } from './running-app.ts';

/** Starts the app once for all browser journeys; they find it at Playwright's baseURL. */
export default async function prepare(): Promise<() => Promise<void>> {
	const app = await startApp({ HOST: '127.0.0.1' });
	process.env['OVERBLIK_ADDRESS'] = app.address;
	return async () => {
		await app.stop();
		await removeData(app.dataDir);
	};
}
