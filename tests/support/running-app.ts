import { type ChildProcess, fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

export interface RunningApp {
	/** Such as http://localhost:40123, without a slash at the end. */
	address: string;
	dataDir: string;
	process: ChildProcess;
	/** Everything the app has written so far. */
	output(): string;
	/** Stops it in good order; the data stays for another start. */
	stop(): Promise<number | null>;
}

/**
 * Starts the built app on a free port, on a fresh embedded database with the demo world unless `env` says otherwise.
 * @param env settings of this start
 * @throws when it ends before it serves; the message holds all it wrote
 */
export async function startApp(env: Record<string, string> = {}): Promise<RunningApp> {
	const dataDir = env['DATA_DIR'] ?? newDataFolder();
	const app = fork(join(root, 'run', 'serve.ts'), ['--built'], {
		cwd: root,
		execArgv: [],
		env: { ...withoutSettings(), LOG_LEVEL: 'warn', ...env, DATA_DIR: dataDir, PORT: env['PORT'] ?? '0' },
		silent: true
	});
	let output = '';
	app.stdout?.on('data', (chunk) => (output += String(chunk)));
	app.stderr?.on('data', (chunk) => (output += String(chunk)));
	const ended = new Promise<number | null>((resolve) => app.once('close', resolve));
	const address = await Promise.race([
		new Promise<string>((resolve) =>
			app.once('message', (message) => resolve((message as { address: string }).address))
		),
		ended.then((code) => {
			throw new Error(`The app ended with code ${code} before it served:\n${output}`);
		})
	]);
	return {
		address,
		dataDir,
		process: app,
		output: () => output,
		stop() {
			app.kill('SIGTERM');
			return ended;
		}
	};
}

/** A folder for the data of one app, not yet made: the app makes it for the account that runs the database. */
export function newDataFolder(): string {
	return join(tmpdir(), `overblik-${randomBytes(8).toString('hex')}`);
}

/** Removes the data of a stopped app. */
export async function removeData(dataDir: string): Promise<void> {
	await rm(dataDir, { recursive: true, force: true });
}

// The settings of the person who runs the tests are not those of the app under test.
function withoutSettings(): NodeJS.ProcessEnv {
	const {
		DATABASE_URL,
		APP_DATABASE_URL,
		DATA_DIR,
		ORIGIN,
		PROTOCOL_HEADER,
		HOST_HEADER,
		ADDRESS_HEADER,
		...rest
	} = process.env;
	void [DATABASE_URL, APP_DATABASE_URL, DATA_DIR, ORIGIN, PROTOCOL_HEADER, HOST_HEADER, ADDRESS_HEADER];
	return rest;
}
