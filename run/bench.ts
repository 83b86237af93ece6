// Measures speed, size and memory as ratios within one run, and writes docs/benchmarks.md.
// npm run bench -- --quick makes a tenth of the views, to see that it runs; --only speed,scale,past,deck,size,memory a part, which
// takes the place of that part in the file.
import { type ChildProcess, fork } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { openThrowaway } from '../src/database/embedded.server.ts';
import { loadDemoWorld } from '../src/database/demo.server.ts';
import { migrateToLatest } from '../src/database/migrate.server.ts';
import { databaseAddress } from '../tests/support/template-database.ts';
import { median, Visitor } from '../tests/bench/client.ts';
import { makeDecks, measureDeck } from '../tests/bench/deck.ts';
import { liveOn } from '../tests/bench/live-on.ts';
import type { PersonaKey } from '../src/people/persona.ts';
import { buildApp } from './build.ts';
import { using } from './database.ts';
import { root } from './prepare.js';
import { conduct, step } from './steps.js';

const LIMITS = { memory: 1.5, scale: 1.5, past: 2, deck: 2, deck_memory: 200, transfer: 60, growth: 1.1 };

interface Page {
	title: string;
	path: string;
	who: PersonaKey;
	/** Its scripts are there for a chart. */
	chart?: boolean;
}

/** Options for an app that has little memory. */
const NARROW = ['--max-old-space-size=96', '--max-semi-space-size=4'];
const PARTS = ['speed', 'scale', 'past', 'deck', 'size', 'memory'];
const { quick, only } = parseArgs({
	options: { quick: { type: 'boolean', default: false }, only: { type: 'string', default: PARTS.join() } }
}).values;
const TITLES = [
	'A page against the same page without its database',
	'The same page in a larger world',
	'A page as of a day',
	'The deck of a meeting',
	'What a cold page sends',
	'Memory over many views of the matrix'
];
const parts = only.split(',').filter((part) => PARTS.includes(part));
const ROUNDS = quick ? 20 : 100;
const SCALES = !parts.includes('scale') ? [1] : quick ? [1, 10] : [1, 10, 100];
const VIEWS = quick ? 2_000 : 50_000;
const MATRIX = '/kommuner?vis=aftaler';

/** Pages that are measured as of a day only. */
const MORE_OF_THE_PAST: Page[] = [
	{ title: 'Closed tasks', path: '/opgaver?tilstand=lukkede', who: 'program-office' },
	{ title: 'People', path: '/personer', who: 'program-office' },
	{ title: 'One person', path: '/personer/2', who: 'program-office' },
	{ title: 'Role gallery', path: '/rollegalleri', who: 'program-office' }
];

const connections = new Map<string, pg.Client>();

await conduct(async () => {
	const lines: string[] = [];
	const say = (line = '') => {
		console.log(line);
		lines.push(line);
	};
	await buildApp();
	const database = await step('Starting a database', openThrowaway);
	const running: ChildProcess[] = [];
	const serve = async (url: string, options: string[] = []) => {
		const app = fork(join(root, 'run', 'serve.ts'), {
			cwd: root,
			execArgv: options,
			env: { ...process.env, DATABASE_URL: url, PORT: '0', HOST: '127.0.0.1', LOG_LEVEL: 'warn' },
			silent: true
		});
		running.push(app);
		return { app, address: await addressOf(app) };
	};
	try {
		const worlds = new Map<number, { url: string; seconds: number }>();
		for (const scale of SCALES) {
			const url = databaseAddress(database.url, `scale_${scale}`);
			const begun = performance.now();
			await step(`Loading the demo world at scale ${scale}`, async () => {
				await using(database.url, (db) => makeDatabase(db, `scale_${scale}`));
				await using(url, async (db) => {
					await migrateToLatest(db);
					await loadDemoWorld(db, { scale });
				});
			});
			worlds.set(scale, { url, seconds: (performance.now() - begun) / 1000 });
		}
		const first = worlds.get(1)!.url;
		const real = await serve(first);
		const memory = await serve(first, ['--import', join(root, 'tests', 'bench', 'from-memory.ts')]);
		const bare = fork(join(root, 'tests', 'bench', 'bare.ts'), { silent: true });
		running.push(bare);
		const bareAddress = await addressOf(bare);
		const pages = await findPages(real.address);

		const version = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')).version;
		say(`# Benchmarks of Overblik ${version}`);
		say();
		say(
			`Made by \`npm run bench\` on ${new Date().toISOString().slice(0, 10)}: Node ${process.versions.node}, PostgreSQL ${database.version}, ${cpus().length} cores (${cpus()[0]?.model.trim()}). Times are medians of ${ROUNDS} views each, taken in turn within one run; only the ratios carry over to other machines.`
		);
		if (parts.includes('speed')) {
			say();
			say('## A page against the same page without its database');
			say();
			say(
				`"From memory" is the same build with every statement answered from memory; "bare" a node:http server sending the same bytes. Wanted: at most ${LIMITS.memory}. "After a change" is the first view after something was committed, when nothing can be remembered: for information.`
			);
			say();
			say(
				'| page | ms | from memory, ms | bare, ms | against memory | | after a change, ms | against memory |'
			);
			say('|---|--:|--:|--:|--:|---|--:|--:|');
			for (const page of pages) {
				const visitor = await entered(real.address, page.who);
				const others = [await entered(memory.address, page.who), new Visitor(bareAddress)];
				await keep(bare, page.path, (await visitor.see(page.path)).body.toString());
				const [ms, fromMemory, fromBare, changed] = await inTurn(page.path, [
					{ visitor },
					...others.map((visitor) => ({ visitor })),
					{ visitor, before: () => commitSomething(first) }
				]);
				const ratio = ms! / fromMemory!;
				say(
					`| ${page.title} | ${ms!.toFixed(2)} | ${fromMemory!.toFixed(2)} | ${fromBare!.toFixed(2)} | ${ratio.toFixed(2)} | ${mark(ratio <= LIMITS.memory)} | ${changed!.toFixed(2)} | ${(changed! / fromMemory!).toFixed(2)} |`
				);
			}
		}
		if (parts.includes('scale')) {
			say();
			say('## The same page in a larger world');
			say();
			say(
				`A larger world has more projects, tasks, agreements and years of history behind the same present. Loading took ${[...worlds].map(([scale, { seconds }]) => `${seconds.toFixed(1)} s at scale ${scale}`).join(', ')}. Wanted: at most ${LIMITS.scale}.`
			);
			say();
			say(
				`| page | ${SCALES.map((scale) => `scale ${scale}, ms`).join(' | ')} | worst ratio | | after a change, ms | worst ratio |`
			);
			say(`|---|${SCALES.map(() => '--:').join('|')}|--:|---|--:|--:|`);
			const scaled = [
				real,
				...(await Promise.all(SCALES.slice(1).map((scale) => serve(worlds.get(scale)!.url))))
			];
			for (const page of pages) {
				const visitors = await Promise.all(scaled.map(({ address }) => entered(address, page.who)));
				const times = await inTurn(
					page.path,
					visitors.map((visitor) => ({ visitor }))
				);
				const changed = await inTurn(
					page.path,
					visitors.map((visitor, index) => ({
						visitor,
						before: () => commitSomething(worlds.get(SCALES[index]!)!.url)
					}))
				);
				const [ratio, changedRatio] = [times, changed].map((ms) => Math.max(...ms.slice(1)) / ms[0]!);
				const list = (ms: number[]) => ms.map((one) => one.toFixed(2));
				say(
					`| ${page.title} | ${list(times).join(' | ')} | ${ratio!.toFixed(2)} | ${mark(ratio! <= LIMITS.scale)} | ${list(changed).join(', ')} | ${changedRatio!.toFixed(2)} |`
				);
			}
		}
		if (parts.includes('past')) {
			say();
			say('## A page as of a day');
			say();
			const lived = [];
			for (const scale of [1, 10]) {
				const url = databaseAddress(database.url, `lived_${scale}`);
				const told = await step(`Living on for a month at scale ${scale}`, async () => {
					await using(database.url, (db) => makeDatabase(db, `lived_${scale}`));
					await using(url, async (db) => {
						await migrateToLatest(db);
						await loadDemoWorld(db, { scale });
					});
					return liveOn(url);
				});
				lived.push({ scale, url, address: (await serve(url)).address, ...told });
			}
			const { began } = lived[0]!;
			say(
				`The page of today against the same page a month back (\`?pr=${began}\`), as known then, in a demo world that lived on for that month: ${lived.map(({ scale, changes }) => `${changes.toLocaleString('en')} rows were changed at scale ${scale}`).join(', ')}. "First" is the first view after something was committed, when nothing can be remembered, on both sides; "again" the view after it, when both are. Wanted: the first at most ${LIMITS.past} times as long.`
			);
			say();
			say(
				'| page | scale | today, first, ms | a month back, first, ms | against today | | today, again, ms | a month back, again, ms | against today |'
			);
			say('|---|--:|--:|--:|--:|---|--:|--:|--:|');
			for (const page of [...pages, ...MORE_OF_THE_PAST]) {
				for (const { scale, url, address } of lived) {
					const visitor = await entered(address, page.who);
					const before = () => commitSomething(url);
					const path = `${page.path}${page.path.includes('?') ? '&' : '?'}pr=${began}`;
					const [today, todayAgain, past, pastAgain] = await inTurn(page.path, [
						{ visitor, before },
						{ visitor },
						{ visitor, before, path },
						{ visitor, path }
					]);
					const ratio = past! / today!;
					say(
						`| ${page.title} | ${scale} | ${today!.toFixed(2)} | ${past!.toFixed(2)} | ${ratio.toFixed(2)} | ${mark(ratio <= LIMITS.past)} | ${todayAgain!.toFixed(2)} | ${pastAgain!.toFixed(2)} | ${(pastAgain! / todayAgain!).toFixed(2)} |`
					);
				}
			}
		}
		if (parts.includes('deck')) {
			say();
			say('## The deck of a meeting');
			say();
			const visitor = await entered(real.address, 'program-office');
			const { times, slides } = await using(first, (db) => measureDeck(db, visitor, ROUNDS / 10));
			const [freezing, page, file] = [median(times.freezing), median(times.page), median(times.file)];
			const [alone, plain] = [median(times.alone), median(times.plain)];
			const together = freezing + page + file;
			say(
				`The demo's meeting of November frozen once more, shown as a page and written as a PowerPoint file (${slides} slides), against pptxgenjs alone writing the same shapes from constants, compressed as our file is; medians of ${times.alone.length} rounds. Wanted: at most ${LIMITS.deck} times as long. Against pptxgenjs writing without compressing: for information.`
			);
			say();
			say(
				'| freezing, ms | page, ms | PowerPoint, ms | together, ms | pptxgenjs alone, ms | against it | | without compressing, ms | against that |'
			);
			say('|--:|--:|--:|--:|--:|--:|---|--:|--:|');
			const row = [freezing, page, file, together, alone].map((ms) => ms.toFixed(0)).join(' | ');
			say(
				`| ${row} | ${(together / alone).toFixed(2)} | ${mark(together <= alone * LIMITS.deck)} | ${plain.toFixed(0)} | ${(together / plain).toFixed(2)} |`
			);
			say();
			const narrow = await serve(first, NARROW);
			const narrowVisitor = await entered(narrow.address, 'program-office');
			const before = await readMemory(narrow, 'VmRSS');
			await using(first, (db) => makeDecks(db, narrowVisitor, ROUNDS / 10));
			const highest = await readMemory(narrow, 'VmHWM');
			say(
				`Memory of an app that does the same with ${NARROW.join(' ')}, since V8 otherwise takes what it may before it looks for what is free: ${before.toFixed(0)} MB before, ${highest.toFixed(0)} MB at its highest, so that a deck takes ${(highest - before).toFixed(0)} MB; wanted: at most ${LIMITS.deck_memory} MB: ${mark(highest - before <= LIMITS.deck_memory)}.`
			);
		}
		if (parts.includes('size')) {
			say();
			say('## What a cold page sends');
			say();
			say(
				`Brotli, page with its styles and scripts. Wanted: at most ${LIMITS.transfer} KB without charts. Scripts are sent with the two pages that have a chart, for its sake alone, and are not counted against the limit there; chart.js itself follows when someone points at the chart.`
			);
			say();
			say('| page | page, KB | styles, KB | scripts, KB | all, KB | |');
			say('|---|--:|--:|--:|--:|---|');
			for (const page of pages) {
				const { html, styles, scripts } = await weigh(await entered(real.address, page.who), page.path);
				const all = html + styles + scripts;
				const withoutChart = page.chart ? html + styles : all;
				say(
					`| ${page.title} | ${kb(html)} | ${kb(styles)} | ${kb(scripts)} | ${kb(all)} | ${mark(withoutChart / 1000 <= LIMITS.transfer)} |`
				);
			}
		}
		if (parts.includes('memory')) {
			say();
			say('## Memory over many views of the matrix');
			say();
			say(
				`The app under \`--max-old-space-size=192\`, ${VIEWS.toLocaleString('en')} views of ${MATRIX}. Wanted: between ${(VIEWS / 5).toLocaleString('en')} and ${VIEWS.toLocaleString('en')} views at most ${Math.round((LIMITS.growth - 1) * 100)} % more.`
			);
			say();
			say('| views | memory of the app, MB |');
			say('|--:|--:|');
			const small = await serve(first, ['--max-old-space-size=192']);
			const samples = await watchMemory(small, await entered(small.address, 'program-office'), say);
			const growth = samples.at(-1)! / samples[0]!;
			say();
			say(`Growth: ${growth.toFixed(2)} ${mark(growth <= LIMITS.growth)}`);
		}
	} finally {
		for (const client of connections.values()) await client.end();
		await Promise.all(running.map(end));
		await database.stop();
	}
	if (!quick) await keepSections(join(root, 'docs', 'benchmarks.md'), lines.join('\n'));
});

// A section that was measured takes the place of the one that was there; the others stay.
async function keepSections(file: string, text: string): Promise<void> {
	const sectionsOf = (text: string) => text.trim().split(/\n+(?=## )/);
	const [head, ...measured] = sectionsOf(text);
	const [, ...kept] = sectionsOf(await readFile(file, 'utf8').catch(() => ''));
	const title = (section: string) => section.split('\n')[0];
	const all = TITLES.map((one) => [...measured, ...kept].find((section) => title(section) === `## ${one}`));
	await writeFile(file, `${[head, ...all.filter((section) => section !== undefined)].join('\n\n')}\n`);
}

async function makeDatabase(db: Parameters<typeof migrateToLatest>[0], name: string): Promise<void> {
	const { sql } = await import('kysely');
	await sql`create database ${sql.id(name)}`.execute(db);
}

function addressOf(app: ChildProcess): Promise<string> {
	let said = '';
	app.stdout?.on('data', (text) => (said += text));
	app.stderr?.on('data', (text) => (said += text));
	return new Promise((resolve, reject) => {
		app.once('message', (message: { address: string }) => resolve(message.address));
		app.once('exit', () => reject(new Error(`a server did not start:\n${said}`)));
	});
}

// What a person opens first in each place; the numbers of a task and an agreement are read off their lists.
async function findPages(address: string): Promise<Page[]> {
	const visitor = await entered(address, 'program-office');
	const firstOf = async (path: string, link: RegExp) =>
		link.exec((await visitor.see(path)).body.toString())?.[1] ?? '';
	const task = await firstOf('/opgaver', /href="(\/opgaver\/\d+)"/);
	const agreement = await firstOf('/aftaler?projekt=gateway', /href="(\/aftaler\/\d+)"/).catch(() =>
		firstOf('/aftaler', /href="(\/aftaler\/\d+)"/)
	);
	const who = 'program-office' as const;
	return [
		{ title: 'Overblik, KOMBIT', path: '/', who },
		{ title: 'Overblik, Herning', path: '/', who: 'herning' },
		{ title: 'Projects', path: '/projekter', who },
		{ title: 'One project', path: '/projekter/sygesikring', who, chart: true },
		{ title: 'Tasks', path: '/opgaver', who },
		{ title: 'One task', path: task, who },
		{ title: 'Agreements', path: '/aftaler', who },
		{ title: 'One agreement', path: agreement, who, chart: true },
		{ title: 'Municipalities', path: '/kommuner', who },
		{ title: 'Matrix by agreement', path: MATRIX, who },
		{ title: 'Matrix by task', path: '/kommuner?vis=opgaver', who },
		{ title: 'One municipality', path: '/kommuner/herning', who }
	];
}

async function entered(address: string, who: PersonaKey): Promise<Visitor> {
	const visitor = new Visitor(address);
	await visitor.enter(who);
	return visitor;
}

function keep(bare: ChildProcess, path: string, body: string): Promise<void> {
	return new Promise((resolve) => {
		bare.once('message', () => resolve());
		bare.send({ path, body });
	});
}

interface Turn {
	visitor: Visitor;
	/** Done before each view, outside its time. */
	before?: () => Promise<unknown>;
	/** Seen in place of the page. */
	path?: string;
}

async function inTurn(path: string, turns: Turn[]): Promise<number[]> {
	const times = turns.map(() => [] as number[]);
	for (let round = -Math.ceil(ROUNDS / 4); round < ROUNDS; round++) {
		for (const [index, { visitor, before, path: other }] of turns.entries()) {
			await before?.();
			const { milliseconds } = await visitor.see(other ?? path);
			if (round >= 0) times[index]!.push(milliseconds);
		}
	}
	return times.map(median);
}

/** Commits a transaction that changes nothing, so that no answer from before it holds any more. */
async function commitSomething(url: string): Promise<void> {
	let client = connections.get(url);
	if (!client) {
		client = new pg.Client({ connectionString: url });
		connections.set(url, client);
		await client.connect();
	}
	await client.query('select pg_current_xact_id()');
}

// Everything a browser without a cache fetches: the page, what it and its header name, and what those scripts import.
async function weigh(visitor: Visitor, path: string) {
	const named = (text: string) =>
		[...text.matchAll(/_app\/immutable\/((?:[\w-]+\/)*[\w.-]+\.(?:js|css))/g)].map((match) => match[1]!);
	const page = await visitor.see(path);
	const html = (await visitor.see(path, 'br')).body.length;
	const files = new Set([...named(page.body.toString()), ...named(String(page.headers['link'] ?? ''))]);
	let styles = 0;
	let scripts = 0;
	for (const file of files) {
		const address = `/_app/immutable/${file}`;
		const { body } = await visitor.see(address, 'br');
		if (file.endsWith('.css')) styles += body.length;
		else {
			scripts += body.length;
			// Static imports only: what is loaded later, such as chart.js, is not part of the cold page.
			const code = (await visitor.see(address)).body.toString();
			for (const [, imported] of code.matchAll(/(?:from|^import|;import)\s*["'](\.{1,2}\/[^"']+\.js)["']/g))
				files.add(new URL(imported!, `http://overblik/${file}`).pathname.slice(1));
		}
	}
	return { html, styles, scripts };
}

async function watchMemory(
	{ app }: { app: ChildProcess },
	visitor: Visitor,
	say: (line: string) => void
): Promise<number[]> {
	const samples: number[] = [];
	let views = 0;
	for (let part = 1; part <= 5; part++) {
		const until = (VIEWS / 5) * part;
		await Promise.all(
			Array.from({ length: 4 }, async () => {
				while (views < until) {
					views++;
					await visitor.see(MATRIX);
				}
			})
		);
		const megabytes = await readMemory({ app }, 'VmRSS');
		samples.push(megabytes);
		say(`| ${until.toLocaleString('en')} | ${megabytes.toFixed(0)} |`);
	}
	return samples;
}

/** What a process holds now (VmRSS), or held at its highest (VmHWM), in MB. */
async function readMemory({ app }: { app: ChildProcess }, what: 'VmRSS' | 'VmHWM'): Promise<number> {
	const status = await readFile(`/proc/${app.pid}/status`, 'utf8');
	return Number(new RegExp(`${what}:\\s+(\\d+)`).exec(status)?.[1]) / 1024;
}

function mark(holds: boolean): string {
	return holds ? 'holds' : 'does not hold';
}

function end(process: ChildProcess): Promise<unknown> {
	if (process.exitCode !== null || process.signalCode !== null) return Promise.resolve();
	const ended = new Promise((resolve) => process.once('exit', resolve));
	process.kill('SIGTERM');
	return ended;
}

function kb(bytes: number): string {
	return (bytes / 1000).toFixed(1);
}
