import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const src = fileURLToPath(new URL('../src', import.meta.url));
const files = readdirSync(src, { recursive: true, withFileTypes: true })
	.filter((entry) => entry.isFile() && /\.(ts|svelte)$/.test(entry.name))
	.map((entry) =>
		join(entry.parentPath, entry.name)
			.slice(src.length + 1)
			.replaceAll('\\', '/')
	)
	.map((path) => ({ path, code: readFileSync(join(src, path), 'utf8') }));

const DOMAINS = [
	'projects',
	'tasks',
	'agreements',
	'municipalities',
	'meetings',
	'people',
	'search',
	'history'
];
const offenders = (where: (path: string) => boolean, what: RegExp) =>
	files.filter(({ path, code }) => where(path) && what.test(code)).map(({ path }) => path);
const isTest = (path: string) => /\.test\.ts$/.test(path);

describe('the layout', () => {
	it('keeps SQL in *.server.ts and out of routes', () => {
		const sql = /\b(selectFrom|insertInto|updateTable|deleteFrom)\(|\bsql`/;
		expect(offenders((path) => !/\.server\.ts$/.test(path) && !isTest(path), sql)).toEqual([]);
		expect(offenders((path) => path.startsWith('routes/') && /\.server\.ts$/.test(path), sql)).toEqual([]);
		expect(offenders((path) => path.startsWith('routes/'), /from 'kysely/)).toEqual([]);
	});

	it('keeps what is of HTTP in routes, the errors and the hook', () => {
		const http = /from '@sveltejs\/kit'/;
		const allowed = /^(routes\/|hooks\.server\.ts|errors\.ts|.*\.form\.ts)/;
		expect(offenders((path) => !allowed.test(path) && !isTest(path), http)).toEqual([]);
	});

	it('keeps words of the trade out of ui, charts and language', () => {
		const domain = new RegExp(`from '#(${DOMAINS.join('|')})/`);
		expect(offenders((path) => /^(ui|charts|language)\//.test(path) && !isTest(path), domain)).toEqual([]);
	});

	it('asks one clock only: today and now come with the request', () => {
		const clock = /new Date\(\)|Date\.now\(\)|Temporal\.Now/;
		const allowed = /^(hooks\.server\.ts|database\/)/;
		expect(offenders((path) => !allowed.test(path) && !isTest(path), clock)).toEqual([]);
	});

	it('writes no style into markup and leaves no old Svelte', () => {
		expect(offenders((path) => path.endsWith('.svelte'), /\sstyle(=|:)(?![^<]*<\/style>)/)).toEqual([]);
		expect(offenders(() => true, /\$app\/stores|\$lib\b|\bexport let /)).toEqual([]);
	});

	it('says every word of the interface in a text set: no Danish letters in views', () => {
		const danish = offenders(
			(path) => path.endsWith('.svelte') && !path.startsWith('charts/'),
			/>[^<>{}]*[æøåÆØÅ][^<>{}]*</
		);
		expect(danish).toEqual([]);
	});
});
