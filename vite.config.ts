import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vitest/config';

export default defineConfig({
	plugins: [sveltekit()],
	server: { port: 3000 },
	test: {
		include: ['src/**/*.test.ts', 'tests/**/*.test.ts', 'run/**/*.test.ts'],
		globalSetup: ['tests/support/template-database.ts'],
		maxWorkers: 2,
		testTimeout: 30_000,
		hookTimeout: 60_000
	}
});
