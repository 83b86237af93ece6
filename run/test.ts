// Everything that a change must pass: npm test, or a part of it: npm test -- --only unit,types
import { spawn } from 'node:child_process';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { findChromium, SHELL } from '../tests/support/chromium.ts';
import { buildApp } from './build.ts';
import { root } from './prepare.js';
import { conduct, seconds, Trouble } from './steps.js';

const parts = ['lint', 'types', 'unit', 'build', 'journeys'] as const;
type Part = (typeof parts)[number];

interface Counts {
	passed: number;
	failed: number;
	skipped: number;
}

const scratch = join(root, '.overblik');
const program = (name: string, file: string) => join(root, 'node_modules', name, file);
const total: Counts = { passed: 0, failed: 0, skipped: 0 };
const failures: string[] = [];
const children = new Set<ReturnType<typeof spawn>>();

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
process.once('disconnect', stop);
process.channel?.unref();

await conduct(async () => {
	const begun = performance.now();
	const chosen = choose();
	await mkdir(scratch, { recursive: true });
	if (chosen.has('journeys')) await check('Finding Chromium', provideChromium);
	if (chosen.has('lint') || chosen.has('types')) {
		await check('Generating the types of the routes', () =>
			node(program('@sveltejs/kit', 'svelte-kit.js'), 'sync')
		);
	}
	// Two lanes for two processor cores.
	await Promise.all([
		inOrder(
			chosen.has('lint') && (() => check('Format', checkFormat)),
			chosen.has('lint') && (() => check('Lint', checkLint)),
			(chosen.has('build') || chosen.has('journeys')) && (() => check('Build', buildApp))
		),
		inOrder(
			chosen.has('types') && (() => check('Types', checkTypes)),
			chosen.has('types') && (() => check('Types of the database', checkSchema)),
			chosen.has('unit') && (() => check('Unit and server tests', runUnitTests))
		)
	]);
	if (chosen.has('journeys') && !failures.some((title) => ['Build', 'Finding Chromium'].includes(title))) {
		await check('Browser journeys', runJourneys);
	}

	console.log(
		`\n${failures.length === 0 ? 'All is well' : `Failed: ${failures.join(', ')}`} after ${seconds(performance.now() - begun)}.`
	);
	const { passed, failed, skipped } = total;
	console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
	return failures.length === 0 && failed === 0 ? 0 : 1;
});

function choose(): Set<Part> {
	const known = `it goes npm test -- --only ${parts.join('|')}, with commas between several.`;
	let values: { only?: string; check: boolean };
	try {
		({ values } = parseArgs({
			options: { only: { type: 'string' }, check: { type: 'boolean', default: false } }
		}));
	} catch (error) {
		throw new Trouble(`${(error as Error).message.split('.')[0]}; ${known}`);
	}
	const named = values.check ? ['lint', 'types'] : values.only?.split(',');
	if (!named) return new Set(parts);
	const unknown = named.filter((name) => !parts.includes(name as Part));
	if (unknown.length > 0) throw new Trouble(`There is no part "${unknown.join(', ')}"; ${known}`);
	return new Set(named as Part[]);
}

async function inOrder(...checks: (false | (() => Promise<void>))[]): Promise<void> {
	for (const next of checks) if (next) await next();
}

// Prints one line when a check is through, and what it wrote only when it failed.
async function check(title: string, work: () => Promise<string | void>): Promise<void> {
	const begun = performance.now();
	const took = () => seconds(performance.now() - begun);
	try {
		const outcome = await work();
		console.log(`  ${title} … ${took()}${outcome ? ` (${outcome})` : ''}`);
	} catch (error) {
		failures.push(title);
		console.log(`  ${title} … FAILED after ${took()}`);
		console.log(`\n${error instanceof Error ? error.message : String(error)}\n`);
	}
}

async function provideChromium(): Promise<string> {
	const found = findChromium();
	if (found && !found.endsWith('/chromium')) return found;
	const system = await readFile('/etc/os-release', 'utf8').catch(() => '');
	// Ubuntu's package of that name is a wrapper around a snap, which does not run in a container.
	const debian = /^ID=debian$/m.test(system);
	if (debian && process.getuid?.() === 0) {
		console.log(`  ${SHELL} is not on this machine; installing it with apt-get …`);
		const env = { DEBIAN_FRONTEND: 'noninteractive' };
		const patience = ['-o', 'Acquire::Retries=1', '-o', 'Acquire::http::Timeout=20'];
		const install = async (name: string) => {
			await call('apt-get', [...patience, 'install', '-y', '--no-install-recommends', name], env);
			return findChromium();
		};
		// Older releases of Debian have it only as a part of chromium.
		const installed = await call('apt-get', [...patience, 'update'], env)
			.then(() => install(SHELL).catch(() => found ?? install('chromium')))
			.catch((problem: unknown) => {
				if (found) return found;
				throw problem;
			});
		if (installed) return installed;
	}
	if (found) return found;
	const command = debian
		? `sudo apt-get install -y ${SHELL}`
		: 'node_modules/.bin/node node_modules/.bin/playwright install --with-deps chromium';
	throw new Trouble(`There is no Chromium for the browser journeys; install it with: ${command}`);
}

async function checkFormat(): Promise<void> {
	await node(program('prettier', 'bin/prettier.cjs'), '--check', '--log-level=warn', '.');
}

async function checkLint(): Promise<void> {
	await node(program('eslint', 'bin/eslint.js'), '.', '--max-warnings=0');
}

async function checkTypes(): Promise<void> {
	await node(
		program('svelte-check', 'bin/svelte-check'),
		'--tsconfig=tsconfig.json',
		'--fail-on-warnings',
		'--output=human'
	);
}

async function checkSchema(): Promise<void> {
	await node(join(root, 'run', 'types.ts'), '--check');
}

async function runUnitTests(): Promise<string> {
	const report = join(scratch, 'vitest.json');
	await rm(report, { force: true });
	const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
	const failure = await node(program('vitest', 'vitest.mjs'), ...args).catch((error: unknown) => error);
	const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = await readReport(report, failure);
	return add(
		{ passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests + numTodoTests },
		failure
	);
}

async function runJourneys(): Promise<string> {
	const report = join(scratch, 'playwright.json');
	await rm(report, { force: true });
	const env = { PLAYWRIGHT_JSON_OUTPUT_FILE: report };
	const args = [program('@playwright/test', 'cli.js'), 'test', '--reporter=list,json'];
	const failure = await call(process.execPath, args, env).catch((error: unknown) => error);
	const { stats } = await readReport(report, failure);
	return add(
		{ passed: stats.expected + stats.flaky, failed: stats.unexpected, skipped: stats.skipped },
		failure
	);
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- two programs, two shapes
async function readReport(path: string, failure: unknown): Promise<any> {
	try {
		return JSON.parse(await readFile(path, 'utf8'));
	} catch {
		throw failure ?? new Error(`${path} was not written.`);
	}
}

function add({ passed, failed, skipped }: Counts, failure: unknown): string {
	total.passed += passed;
	total.failed += failed;
	total.skipped += skipped;
	if (failure instanceof Error) throw failure;
	return `${passed} passed`;
}

function node(file: string, ...args: string[]): Promise<void> {
	return call(process.execPath, [file, ...args]);
}

// Runs a program without a terminal; when it fails, the error's message is all that it wrote.
function call(command: string, args: string[], env: NodeJS.ProcessEnv = {}): Promise<void> {
	return new Promise((resolve, reject) => {
		const child = spawn(command, args, {
			cwd: root,
			env: { ...process.env, NODE_ENV: undefined, NO_COLOR: '1', FORCE_COLOR: '0', ...env },
			stdio: ['ignore', 'pipe', 'pipe']
		});
		children.add(child);
		let output = '';
		for (const stream of [child.stdout, child.stderr])
			stream.on('data', (chunk) => (output += String(chunk)));
		child.once('error', reject);
		child.once('close', (code) => {
			children.delete(child);
			if (code === 0) resolve();
			else reject(new Error(output.trim() || `${command} ended with code ${code}.`));
		});
	});
}

function stop(): void {
	for (const child of children) child.kill('SIGTERM');
	setTimeout(() => process.exit(130), 2_000).unref();
}
