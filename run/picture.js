import { hand, prepareDependencies } from './prepare.js';
import { conduct } from './steps.js';

await conduct(async () => {
	await prepareDependencies();
	return hand('picture.ts', process.argv.slice(2));
});
