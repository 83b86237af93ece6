import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from '@playwright/test';

// The shell has no window to draw for and takes less than half the work.
export const SHELL = 'chromium-headless-shell';
const names = [SHELL, 'chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const applications = [
	'/Applications/Chromium.app/Contents/MacOS/Chromium',
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'
];

/** Finds the Chromium of Playwright or of this machine; undefined when there is none. */
export function findChromium(): string | undefined {
	const folders = (process.env['PATH'] ?? '').split(delimiter);
	const installed = names.flatMap((name) => folders.map((folder) => join(folder, name)));
	return [chromium.executablePath(), ...installed, ...applications].find((path) => path && existsSync(path));
}

/** How Chromium is started: as root it refuses its sandbox, and it makes no calls of its own. */
export const chromiumOptions = {
	executablePath: findChromium(),
	chromiumSandbox: process.getuid?.() !== 0,
	args: [
		'--disable-gpu',
		'--disable-quic',
		'--no-first-run',
		'--disable-background-networking',
		'--disable-component-update',
		'--disable-sync'
	]
};
