import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const root = new URL('../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), 'utf8');
const page = read('docs/security.md');
const asked = read('tests/asvs-5.0.0.csv')
	.trim()
	.split('\n')
	.slice(1)
	.map((line) => line.split(','));

const STATES = ['met', 'not met', 'not applicable'];
const rows = [...page.matchAll(/^\| (\d+\.\d+\.\d+) \| ([12]) \| (.*?) \| (.*?) \| (.*) \|$/gm)].map(
	([, number, level, words, state, how]) => ({ number, level, words, state, how })
);

const code = readdirSync(new URL('src', root), { recursive: true, withFileTypes: true })
	.filter(({ name }) => /\.(ts|svelte)$/.test(name) && !name.endsWith('.test.ts'))
	.map(({ parentPath, name }) => {
		const path = `src${parentPath.replaceAll('\\', '/').split('/src')[1] ?? ''}/${name}`;
		return { path, text: read(path) };
	});
const holding = (what: RegExp) => code.filter(({ text }) => what.test(text)).map(({ path }) => path);

describe('the page on security', () => {
	it('holds every requirement of levels 1 and 2 of ASVS 5.0.0 once, in order, at its level', () => {
		expect(asked).toHaveLength(253);
		expect(rows.map(({ number, level }) => [number, level])).toEqual(asked);
	});

	it('says of each in words how it stands', () => {
		for (const { number, words, state, how } of rows) {
			expect(STATES, number).toContain(state);
			expect(words, number).not.toBe('');
			expect(how, number).not.toBe('');
		}
	});

	it('counts at its top what its rows say', () => {
		const counted = [...page.matchAll(/^\| ([12]) \| (\d+) \| (\d+) \| (\d+) \| (\d+) \|$/gm)].map(
			([, ...cells]) => cells.map(Number)
		);
		const counts = ['1', '2'].map((level) => {
			const its = rows.filter((row) => row.level === level);
			return [
				Number(level),
				...STATES.map((state) => its.filter((row) => row.state === state).length),
				its.length
			];
		});
		expect(counted).toEqual(counts);
		expect(page).toContain(`All ${rows.length} requirements`);
	});

	it('names only tests that are there, by their titles', () => {
		const named = [...page.matchAll(/`([^`]+\.(?:test|e2e)\.ts) › ([^`]+)`/g)];
		expect(named.length).toBeGreaterThan(50);
		for (const [, path = '', title = ''] of named) {
			expect(existsSync(new URL(path, root)), path).toBe(true);
			const text = read(path).replace(/\(\s+/g, '(');
			const held = ["'", '"', '`'].some((quote) => text.includes(`(${quote}${title}${quote},`));
			expect(held, `${path} › ${title}`).toBe(true);
		}
	});

	it('names only files that are there', () => {
		const paths = [
			...page.matchAll(/`((?:src|tests|run|migrations|docs)\/[^`\s]+)[` ]/g),
			...page.matchAll(/\]\((?!https?:|#)(?:\.\.\/)?([^)]+)\)/g)
		].map((match) => match[1]!);
		for (const path of paths) {
			const found = [path, `docs/${path}`].some((each) => existsSync(new URL(each, root)));
			expect(found, path).toBe(true);
		}
	});
});

describe('the code', () => {
	it('writes no raw HTML and runs no text as code', () => {
		const raw =
			/\{@html|\b(?:inner|outer)HTML\b|insertAdjacentHTML|document\.write|\beval\(|new Function\(|from 'node:vm'/;
		expect(holding(raw)).toEqual([]);
	});

	it('starts programs nowhere but for the embedded database', () => {
		expect(holding(/node:child_process/)).toEqual(['src/database/embedded.server.ts']);
		expect(holding(/\bshell: true|\bexec\('/)).toEqual([]);
	});

	it('makes no pattern of what people send', () => {
		// There a list of the code's own words becomes one.
		expect(holding(/\bRegExp\(/)).toEqual(['src/municipalities/municipality.form.ts']);
	});

	it('keeps nothing in the browser and listens to no other window but those of the same deck', () => {
		expect(holding(/\b(?:localStorage|sessionStorage|indexedDB|serviceWorker)\b|document\.cookie/)).toEqual(
			[]
		);
		// A BroadcastChannel ends at the origin, and what comes is read by readSignal.
		const show = 'src/slides/Show.svelte';
		expect(holding(/\bpostMessage\b/)).toEqual([show]);
		expect(holding(/addEventListener\('message'|onmessage/)).toEqual([show]);
		expect(read(show)).toMatch(/new BroadcastChannel\(/);
		expect(read(show)).toMatch(/readSignal\(data\)/);
		expect(read(show)).not.toMatch(/\bopener\b/);
	});

	it('sets every cookie out of reach of scripts and of other sites', () => {
		const settings = code.flatMap(({ path, text }) =>
			[...text.matchAll(/\bcookies\.set\((.*?)\);/gs)].map(([, given]) => ({ path, given }))
		);
		expect(settings.length).toBeGreaterThan(0);
		for (const { path, given = '' } of settings) {
			if (given.includes('guarded(url)')) continue;
			expect(given, path).toContain('httpOnly: true');
			expect(given, path).toContain("sameSite: 'lax'");
		}
	});

	it('draws no secret from a weak source', () => {
		expect(holding(/Math\.random/)).toEqual([]);
		// What the demo makes up is no secret.
		const real = code.filter(({ path }) => !path.startsWith('src/database/demo/'));
		const hashes = real.flatMap(({ text }) => [...text.matchAll(/createH(?:ash|mac)\('(\w+)'/g)]);
		expect([...new Set(hashes.map((match) => match[1]))]).toEqual(['sha256']);
		expect(holding(/\bmd5\(/)).toEqual([]);
	});
});
