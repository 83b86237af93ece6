// Makes sure that the locked dependencies are there and hands over to the project's own Node.
// Plain JavaScript without dependencies: on a fresh clone nothing is installed, and the machine's Node may be 20.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { step, Trouble } from './steps.js';

/** The folder of package.json. */
export const root = fileURLToPath(new URL('..', import.meta.url)).replace(/[/\\]$/, '');
const scratch = join(root, '.overblik');
const stamp = join(root, 'node_modules', '.overblik-dependencies');

/** Installs the locked dependencies when they are missing or stale. */
export async function prepareDependencies() {
	if (areDependenciesFresh()) return;
	// Told to stop meanwhile: npm goes with us, and the next start begins again.
	const stop = () => process.exit(143);
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, stop);
	await alone('installing', async () => {
		if (areDependenciesFresh()) return;
		await step('Installing the locked dependencies (a minute or two)', install);
	});
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.off(signal, stop);
}

/**
 * Runs a script of this folder on the project's Node in the foreground and returns its exit code.
 * Signals and the end of this process reach it: it never outlives us.
 * @param {string} script such as serve.ts
 * @param {string[]} args
 * @returns {Promise<number>}
 */
export function hand(script, args) {
	return new Promise((resolve, reject) => {
		const child = spawn(projectNode(), [join(root, 'run', script), ...args], {
			cwd: root,
			stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
			env: { ...process.env, OVERBLIK_STARTED_AT: String(performance.timeOrigin) }
		});
		child.once('error', (error) =>
			reject(new Trouble(`The project's own Node does not run (${error.message}).`))
		);
		for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
			process.on(signal, () => child.kill(signal));
		}
		watchParent(() => child.kill('SIGTERM'));
		child.once('exit', (code, signal) => resolve(code ?? (signal === 'SIGINT' ? 130 : 143)));
	});
}

// npm and the shell between may be killed without passing the signal on; the app must not stay behind alone.
/** @param {() => void} orphaned */
function watchParent(orphaned) {
	const parent = process.ppid;
	if (parent === 1 || !process.env.npm_lifecycle_event) return;
	const timer = setInterval(() => {
		if (process.ppid === parent) return;
		clearInterval(timer);
		orphaned();
	}, 250);
	timer.unref();
}

/** The Node that the lock file names; where that has no build for this machine, one that is new enough. */
export function projectNode() {
	const own = join(root, 'node_modules', '.bin', process.platform === 'win32' ? 'node.cmd' : 'node');
	const [major = 0] = process.versions.node.split('.').map(Number);
	if (process.platform === 'win32') return major >= 24 ? process.execPath : own;
	return existsSync(own) || major < 24 ? own : process.execPath;
}

function areDependenciesFresh() {
	const wanted = wantedDependencies();
	try {
		if (readFileSync(stamp, 'utf8') === wanted) return existsSync(projectNode());
	} catch {
		// No stamp: perhaps they were installed by hand, with npm ci.
	}
	if (!isInstalledByHand()) return false;
	try {
		writeFileSync(stamp, wanted);
	} catch {
		// Only costs the same look at the next start.
	}
	return true;
}

function wantedDependencies() {
	const { dependencies, devDependencies, optionalDependencies, overrides } = JSON.parse(read('package.json'));
	return createHash('sha256')
		.update(JSON.stringify([dependencies, devDependencies, optionalDependencies, overrides]))
		.update(read('package-lock.json'))
		.update(`${process.platform} ${process.arch}`)
		.digest('hex');
}

/** @param {string} name */
function read(name) {
	try {
		return readFileSync(join(root, name), 'utf8');
	} catch {
		throw new Trouble(`The file ${name} is missing in ${root}; fetch the whole project again.`);
	}
}

// npm writes this second lock file last, when everything is in place.
function isInstalledByHand() {
	try {
		const { packages: held } = JSON.parse(
			readFileSync(join(root, 'node_modules', '.package-lock.json'), 'utf8')
		);
		const { packages: locked } = JSON.parse(read('package-lock.json'));
		for (const [path, entry] of Object.entries(locked)) {
			if (path === '' || (entry.optional && !held[path])) continue;
			if (held[path]?.version !== entry.version || held[path]?.integrity !== entry.integrity) return false;
		}
		return runsProjectNode();
	} catch {
		return false;
	}
}

function runsProjectNode() {
	const { stdout } = spawnSync(projectNode(), ['--version'], { encoding: 'utf8' });
	return Number(/^v(\d+)\./.exec(stdout ?? '')?.[1]) >= 24;
}

async function install() {
	rmSync(stamp, { force: true });
	const npm = process.env.npm_execpath;
	const byNpm = npm !== undefined && /npm-cli\.c?js$/.test(npm);
	// Development dependencies carry the build and Node itself; both they and install scripts may be switched off
	// by NODE_ENV or a person's own settings.
	const args = [
		'ci',
		'--include=dev',
		'--include=optional',
		'--ignore-scripts=false',
		'--no-audit',
		'--no-fund'
	];
	const { code, output } = await run(byNpm ? process.execPath : 'npm', byNpm ? [npm, ...args] : args);
	if (code !== 0) {
		const log = join(scratch, 'npm-ci.log');
		writeFileSync(log, output);
		throw new Trouble(explainInstall(output, log));
	}
	if (!runsProjectNode()) {
		throw new Trouble(
			`The Node of the package "node" does not run on this machine (${process.platform}-${process.arch}); install Node 24 or newer and start again.`
		);
	}
	writeFileSync(stamp, wantedDependencies());
}

/**
 * @param {string} output
 * @param {string} log
 */
function explainInstall(output, log) {
	const rest = `its whole output is in ${log}`;
	if (/ENOSPC|No space left/i.test(output)) {
		return `The dependencies could not be installed because the disk that holds ${root} is full; make room and start again.`;
	}
	if (
		/ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ECONNREFUSED|ECONNRESET|ENETUNREACH|EHOSTUNREACH|ENOTCACHED|network/i.test(
			output
		)
	) {
		return `The dependencies could not be installed because the package registry cannot be reached; connect this machine and start again (${rest}).`;
	}
	if (/EACCES|EPERM|EROFS/.test(output)) {
		return `The dependencies could not be installed because this account may not write in ${root}; correct its owner and start again (${rest}).`;
	}
	if (/can only install packages when your package\.json and package-lock\.json/.test(output)) {
		return `The dependencies could not be installed because package-lock.json does not fit package.json; run npm install and commit both.`;
	}
	const reason = output.match(/^npm (?:ERR!|error) (?!code|A complete log)(.+)$/m)?.[1];
	return `The dependencies could not be installed by npm ci${reason ? ` (${reason.trim()})` : ''}; ${rest}.`;
}

/**
 * Runs a program without a terminal and returns its exit code and everything it wrote.
 * @param {string} program
 * @param {string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, heard?: (text: string) => void }} [options]
 * @returns {Promise<{ code: number, output: string }>}
 */
export function run(program, args, { env = process.env, heard } = {}) {
	return new Promise((resolve) => {
		const child = spawn(program, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
		let output = '';
		/** @param {Buffer} chunk */
		const take = (chunk) => {
			output += chunk;
			heard?.(String(chunk));
		};
		child.stdout.on('data', take);
		child.stderr.on('data', take);
		const pass = () => child.kill('SIGTERM');
		process.once('exit', pass);
		/** @param {number} code */
		const done = (code) => {
			process.off('exit', pass);
			resolve({ code, output });
		};
		child.once('error', (error) => {
			output += error.message;
			done(127);
		});
		child.once('close', (code) => done(code ?? 1));
	});
}

/**
 * Does work in the project's folder that no other start may do at the same time; the others wait for it.
 * @template T
 * @param {string} what
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function alone(what, work) {
	const lock = join(scratch, what);
	try {
		mkdirSync(scratch, { recursive: true });
	} catch (error) {
		throw unwritable(error);
	}
	for (let told = false; ;) {
		try {
			writeFileSync(lock, String(process.pid), { flag: 'wx' });
			break;
		} catch (error) {
			if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw unwritable(error);
		}
		if (isAbandoned(lock)) {
			rmSync(lock, { force: true });
			continue;
		}
		if (!told) console.log(`  Waiting for another start that is ${what} here …`);
		told = true;
		await new Promise((resolve) => setTimeout(resolve, 200));
	}
	const release = () => rmSync(lock, { force: true });
	const beat = setInterval(() => {
		try {
			utimesSync(lock, new Date(), new Date());
		} catch {
			// Removed from outside: nobody waits for it any more.
		}
	}, 2_000);
	process.once('exit', release);
	try {
		return await work();
	} finally {
		clearInterval(beat);
		process.off('exit', release);
		release();
	}
}

// A living holder touches its lock every two seconds.
/** @param {string} lock */
function isAbandoned(lock) {
	try {
		if (Date.now() - statSync(lock).mtimeMs > 20_000) return true;
		const holder = Number(readFileSync(lock, 'utf8'));
		if (!holder) return false;
		process.kill(holder, 0);
		return false;
	} catch (error) {
		return /** @type {NodeJS.ErrnoException} */ (error).code === 'ESRCH';
	}
}

/** @param {unknown} error */
function unwritable(error) {
	const { code, message } = /** @type {NodeJS.ErrnoException} */ (error);
	if (code === 'ENOSPC')
		return new Trouble(`The disk that holds ${root} is full; make room and start again.`);
	return new Trouble(
		`This account may not write in ${root} (${message}); correct its owner or rights and start again.`
	);
}
