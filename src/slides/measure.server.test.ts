import { test } from 'vitest';
import { lookBack } from '#database/connection.server.ts';
import { testDatabase } from '../../tests/support/database.ts';
import { compareSnapshots } from './changes.ts';
import { sentencesOf, spokenLine } from './sentences.ts';
import { readSnapshot } from './snapshot.server.ts';

const db = await testDatabase({ demo: true });

test('look', async () => {
	const day = '2023-10-26';
	const before = await readSnapshot(lookBack(db, { day, known: 'then', present: '2023-11-23' }), day);
	const after = await readSnapshot(db, '2023-11-23');
	for (const language of ['da', 'en'] as const)
		console.log(
			sentencesOf(compareSnapshots(before, after), language, { page: '/moeder/1/aendringer' })
				.map(spokenLine)
				.join('\n')
		);
}, 60_000);
