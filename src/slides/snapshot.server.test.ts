import { test } from 'vitest';
import { lookBack } from '#database/connection.server.ts';
import { testDatabase } from '../../tests/support/database.ts';
import { canonicalJson, readSnapshot } from './snapshot.server.ts';

const db = await testDatabase({ demo: true });

test('measure', async () => {
	for (const day of ['2023-11-23', '2023-10-26', '2023-10-26', '2023-11-23']) {
		const before = performance.now();
		const at = day === '2023-11-23' ? db : lookBack(db, { day, known: 'then', present: '2023-11-23' });
		const snapshot = await readSnapshot(at, day);
		console.log(
			day,
			performance.now() - before,
			'ms',
			canonicalJson(snapshot).length,
			Object.entries(snapshot)
				.map(([k, v]) => `${k}:${Array.isArray(v) ? v.length : ''}:${JSON.stringify(v).length}`)
				.join(' ')
		);
	}
}, 60_000);
