// For work: the database as npm start has it, and Vite's server, which shows every change at once.
import { createServer } from 'vite';
import { readSettings } from '../src/settings.ts';
import { prepareDatabase } from './database.ts';
import { root } from './prepare.js';
import { complain, step, Trouble } from './steps.js';
import { isStopping, obeySignals, stopAll, whenStopping } from './stop.ts';

obeySignals();

try {
	const settings = readSettings(process.env);
	console.log('Overblik for work');
	const database = prepareDatabase(settings);
	whenStopping(async () => (await database.catch(() => undefined))?.close());
	process.env['DATABASE_URL'] = (await database).url;
	process.env['APP_DATABASE_URL'] = (await database).appUrl;
	whenStopping(async () => {
		const closing = process.listeners('sveltekit:shutdown' as 'SIGTERM') as ((reason: string) => unknown)[];
		await Promise.allSettled(closing.map((close) => close('SIGTERM')));
	});
	const vite = await step('Starting Vite', async () => {
		const server = await createServer({
			root,
			server: { port: settings.PORT, strictPort: true, ...(settings.HOST ? { host: settings.HOST } : {}) }
		});
		whenStopping(() => server.close());
		return server.listen();
	});
	vite.printUrls();
} catch (error) {
	if (!isStopping()) {
		complain(
			isPortTaken(error) ? new Trouble(`${(error as Error).message}; choose another one in PORT.`) : error
		);
		process.exitCode = 1;
	}
	await stopAll();
	process.exit();
}

function isPortTaken(error: unknown): boolean {
	return error instanceof Error && /already in use/.test(error.message);
}
