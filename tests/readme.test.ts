import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { settingsTable } from '../src/settings.ts';

const root = new URL('../', import.meta.url);
const readme = readFileSync(new URL('README.md', root), 'utf8');
const manifest = JSON.parse(readFileSync(new URL('package.json', root), 'utf8'));

const firstCells = (section: string) =>
	[...(readme.split(`## ${section}\n`)[1]?.split('\n## ')[0] ?? '').matchAll(/^\| `([^`]+)`/gm)].map(
		(match) => match[1]!
	);

describe('the README', () => {
	it('lists every script, and no other', () => {
		const named = firstCells('Run it').map((command) => command.replace(/^npm (run )?/, ''));
		expect(named.toSorted()).toEqual(Object.keys(manifest.scripts).toSorted());
	});

	it('lists every setting with its default and meaning, and no other', () => {
		const section = readme.split('## Settings\n')[1]!.split('\n## ')[0]!;
		const rows = [...section.matchAll(/^\| `(\w+)` \| (.*?) \| (.*?) \|$/gm)].map(
			([, name, usual, meaning]) => ({
				name,
				default: usual!.replaceAll('`', ''),
				meaning
			})
		);
		expect(rows).toEqual(settingsTable);
	});

	it('lists every dependency with its reason, and no other', () => {
		const named = firstCells('Dependencies, and why').flatMap((cell) => cell.split(', '));
		const rows = readme
			.split('## Dependencies, and why\n')[1]!
			.split('\n## ')[0]!
			.matchAll(/^\| (`.*?`) \| (.*) \|$/gm);
		const all = [...rows].flatMap((row) => [...row[1]!.matchAll(/`([^`]+)`/g)].map((match) => match[1]!));
		expect(named.length).toBeGreaterThan(0);
		expect(all.toSorted()).toEqual(
			[...Object.keys(manifest.dependencies), ...Object.keys(manifest.devDependencies)].toSorted()
		);
	});

	it('lists every folder, and no other', () => {
		const named = firstCells('Where things are').map((folder) => folder.replace(/\/$/, ''));
		const folders = (path: string) =>
			readdirSync(new URL(path || '.', root), { withFileTypes: true })
				.filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
				.map((entry) => path + entry.name);
		const ignored = ['node_modules', 'build', 'data', 'src', 'test-results', 'playwright-report'];
		const there = [...folders('').filter((name) => !ignored.includes(name)), ...folders('src/')];
		expect(named.toSorted()).toEqual(there.toSorted());
	});

	it('names only files that are there', () => {
		const links = [...readme.matchAll(/\]\((?!https?:|#)([^)]+)\)/g)].map((match) => match[1]!);
		const rules = [
			...readFileSync(new URL('CONTRIBUTING.md', root), 'utf8').matchAll(/`((?:src|tests|run)\/[^`*]+)`/g)
		];
		for (const path of [...links, ...rules.map((match) => match[1]!)])
			expect(existsSync(new URL(path, root)), path).toBe(true);
	});
});
