import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { type Acting, Refused, Stale } from '#database/acting.server.ts';
import { demoActor } from '../../tests/support/actors.ts';
import { testDatabase } from '../../tests/support/database.ts';
import { listIdentities, unbind } from './account.server.ts';

const db = await testDatabase({ demo: true });
const dorthe = await demoActor(db, 'herning');
const troels = await demoActor(db, 'langeland');
const fresh = (acting: Acting): Acting => ({ ...acting, requestId: randomUUID() });
const providers = [{ key: 'kombit' }, { key: 'kommunen' }];

async function bind(acting: Acting, ...keys: string[]): Promise<void> {
	const { id: person_id } = acting.person;
	await db.deleteFrom('identity').where('person_id', '=', person_id).execute();
	for (const provider of keys)
		await db
			.insertInto('identity')
			.values({ provider, subject: `${provider}-${person_id}`, person_id, bound_at: new Date() })
			.execute();
}
const boundTo = async ({ person }: Acting) =>
	(await listIdentities(db, person.id)).map(({ provider }) => provider);

describe('what binds somebody to a provider', () => {
	it('is taken away by themselves alone, and is on record', async () => {
		await bind(dorthe, 'kombit');
		await bind(troels, 'kombit');
		const acting = fresh(dorthe);
		await unbind(db, acting, 'kombit', { links: true, providers });
		expect(await boundTo(dorthe)).toEqual([]);
		expect(await boundTo(troels)).toEqual(['kombit']);
		const noted = await db
			.selectFrom('audit_event')
			.where('request_id', '=', acting.requestId)
			.select(['table_name', 'operation', 'person_id'])
			.execute();
		expect(noted).toEqual([{ table_name: 'identity', operation: 'delete', person_id: dorthe.person.id }]);
		await expect(unbind(db, fresh(dorthe), 'kombit', { links: true, providers })).rejects.toThrow(Stale);
	});

	it('stays where it is the last way in', async () => {
		await bind(dorthe, 'kombit', 'kommunen', 'nedlagt');
		const ways = { links: false, providers };
		await unbind(db, fresh(dorthe), 'kombit', ways);
		await expect(unbind(db, fresh(dorthe), 'kommunen', ways)).rejects.toThrow(Refused);
		// One that is no longer set up lets nobody in, so it can go.
		await unbind(db, fresh(dorthe), 'nedlagt', ways);
		expect(await boundTo(dorthe)).toEqual(['kommunen']);
	});

	it('stays with one of two where both are taken away at the same moment', async () => {
		await bind(dorthe, 'kombit', 'kommunen');
		const work = await Promise.allSettled(
			['kombit', 'kommunen'].map((key) => unbind(db, fresh(dorthe), key, { links: false, providers }))
		);
		expect(work.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
		expect(await boundTo(dorthe)).toHaveLength(1);
	});
});
