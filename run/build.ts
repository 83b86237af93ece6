import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { alone, root, run } from './prepare.js';
import { step, Trouble } from './steps.js';

const built = join(root, 'build');
const stamp = join(built, 'overblik-sources');
// Everything that a build reads: whole folders and single files.
const sources = [
	'src',
	'static',
	'migrations',
	'package.json',
	'package-lock.json',
	'svelte.config.js',
	'vite.config.ts'
];

/** Builds the app into build/ unless it was built from these very sources. */
export async function buildApp(): Promise<void> {
	if (await isBuilt(await hashSources())) return;
	await alone('building', async () => {
		const hash = await hashSources();
		if (await isBuilt(hash)) return;
		await step('Building', async () => {
			await rm(stamp, { force: true });
			await build();
			// Last, so that a build that was broken off is not taken for whole.
			await writeFile(stamp, hash);
		});
	});
}

async function isBuilt(hash: string): Promise<boolean> {
	return existsSync(join(built, 'handler.js')) && (await readFile(stamp, 'utf8').catch(() => '')) === hash;
}

async function hashSources(): Promise<string> {
	const hash = createHash('sha256');
	for (const source of sources) {
		for (const file of await filesOf(source)) {
			hash.update(`${file}\0`).update(await readFile(join(root, file)));
		}
	}
	return hash.digest('hex');
}

async function filesOf(source: string): Promise<string[]> {
	const path = join(root, source);
	if (!existsSync(path)) return [];
	const entries = await readdir(path, { withFileTypes: true, recursive: true }).catch((error: unknown) => {
		if ((error as NodeJS.ErrnoException).code === 'ENOTDIR') return undefined;
		throw error;
	});
	if (!entries) return [source];
	return entries
		.filter((entry) => entry.isFile() && !/\.test\.ts$/.test(entry.name))
		.map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
		.sort();
}

async function build(): Promise<void> {
	const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
	const env = { ...process.env, NODE_ENV: 'production', NO_COLOR: '1' };
	const { code, output } = await run(process.execPath, [vite, 'build'], { env });
	if (code === 0 && existsSync(join(built, 'handler.js'))) return;
	const log = join(root, '.overblik', 'build.log');
	await mkdir(join(root, '.overblik'), { recursive: true });
	await writeFile(log, output);
	if (/ENOSPC|No space left/.test(output)) {
		throw new Trouble(
			`The build failed because the disk that holds ${root} is full; make room and start again.`
		);
	}
	if (/EACCES|EROFS|EPERM/.test(output)) {
		throw new Trouble(
			`The build failed because this account may not write in ${root}; correct its owner and start again.`
		);
	}
	const reason = output.match(/error during build:\s+(.+)/)?.[1]?.trim();
	throw new Trouble(`The build failed${reason ? ` (${reason})` : ''}; its whole output is in ${log}.`);
}
