import { findPort, startProvider } from './openid-provider.ts';
import { removeData, startApp } from './running-app.ts';

/** Starts the app once for all browser journeys, beside an OpenID provider; they find it at Playwright's baseURL. */
export default async function prepare(): Promise<() => Promise<void>> {
	const port = await findPort();
	const provider = await startProvider(`http://127.0.0.1:${port}`);
	const app = await startApp({ HOST: '127.0.0.1', PORT: String(port), OIDC_PROVIDERS: provider.setting });
	process.env['OVERBLIK_ADDRESS'] = app.address;
	return async () => {
		await app.stop();
		await provider.stop();
		await removeData(app.dataDir);
	};
}
