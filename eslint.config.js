import { defineConfig } from 'eslint/config';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

export default defineConfig(
	{ ignores: ['build/', '.svelte-kit/', '.overblik/', 'data/', 'test-results/', 'src/database/schema.ts'] },
	ts.configs.recommendedTypeChecked,
	svelte.configs.recommended,
	{
		languageOptions: {
			globals: { ...globals.node, ...globals.browser },
			parserOptions: { projectService: true, extraFileExtensions: ['.svelte'] }
		},
		rules: {
			eqeqeq: ['error', 'always', { null: 'ignore' }],
			'no-console': 'error',
			'no-var': 'error',
			'prefer-const': 'error',
			'@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
			'@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
			// A form's field is text or a file; a file where text is wanted reads as nonsense and is refused as such.
			'@typescript-eslint/no-base-to-string': 'off',
			// Whoever stops the app awaits what its listeners return.
			'@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { arguments: false } }],
			// SvelteKit's redirect() and error() throw objects that are no errors.
			'@typescript-eslint/only-throw-error': 'off',
			// SvelteKit types an action or a load as async whether it waits or not.
			'@typescript-eslint/require-await': 'off',
			'@typescript-eslint/restrict-template-expressions': [
				'error',
				{ allowNumber: true, allowNullish: true }
			],
			// The app lives at the root of its host; a plain path is the shortest way to say where a link leads.
			'svelte/no-navigation-without-resolve': 'off',
			// {' '} is the space that prettier would otherwise move to another line.
			'svelte/no-useless-mustaches': 'off'
		}
	},
	{
		files: ['**/*.svelte', '**/*.svelte.ts'],
		languageOptions: { parserOptions: { parser: ts.parser, svelteConfig } },
		rules: {
			// svelte-check sees the types of components; ESLint takes them for any.
			'@typescript-eslint/no-unsafe-argument': 'off',
			'@typescript-eslint/no-unsafe-assignment': 'off',
			'@typescript-eslint/no-unsafe-call': 'off',
			'@typescript-eslint/no-unsafe-member-access': 'off',
			'@typescript-eslint/no-unsafe-return': 'off',
			// $bindable() and $props() want let.
			'prefer-const': 'off',
			'svelte/prefer-const': ['error', { excludedRunes: ['$props', '$bindable', '$derived'] }]
		}
	},
	{
		files: ['run/**', 'tests/**', '**/*.test.ts', 'migrations/**', '*.config.*'],
		rules: {
			'no-console': 'off',
			'@typescript-eslint/no-unsafe-argument': 'off',
			'@typescript-eslint/no-unsafe-assignment': 'off',
			'@typescript-eslint/no-unsafe-call': 'off',
			'@typescript-eslint/no-unsafe-member-access': 'off',
			'@typescript-eslint/no-unsafe-return': 'off',
			'@typescript-eslint/unbound-method': 'off'
		}
	},
	// TypeScript leaves start.js out of its program where a start.ts lies beside it.
	{ files: ['run/*.js', '*.config.js'], extends: [ts.configs.disableTypeChecked] }
);
