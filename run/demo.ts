// Fills the database with the demo world: npm run demo -- --scale 10
import { parseArgs } from 'node:util';
import { loadDemoWorld } from '../src/database/demo.server.ts';
import { findWorld } from '../src/database/world.server.ts';
import { readSettings } from '../src/settings.ts';
import { using, visitDatabase } from './database.ts';
import { conduct, step, Trouble } from './steps.js';

await conduct(async () => {
	const scale = readScale();
	const database = await visitDatabase(readSettings(process.env));
	try {
		await using(database.url, async (db) => {
			const held = await findWorld(db);
			if (held === 'real') {
				throw new Trouble(
					'The database holds data of real use, which the demo world would mix with; name an empty database in DATABASE_URL or an empty folder in DATA_DIR.'
				);
			}
			// In one transaction: a load that fails leaves the world that was there.
			const replaced = held === 'demo' ? ' in place of the one that was there' : '';
			await step(`Loading the demo world at scale ${scale}${replaced}`, () =>
				loadDemoWorld(db, { scale, replace: true })
			);
		});
	} finally {
		await database.close();
	}
});

function readScale(): number {
	let given: string;
	try {
		({ scale: given } = parseArgs({ options: { scale: { type: 'string', default: '1' } } }).values);
	} catch (error) {
		throw new Trouble(`${(error as Error).message.split('.')[0]}; it goes npm run demo -- --scale 10.`);
	}
	if (!/^[1-9]\d{0,2}$/.test(given))
		throw new Trouble(`--scale must be a whole number from 1 to 999, not "${given}".`);
	return Number(given);
}
