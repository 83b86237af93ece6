import { type Acting, act, Stale } from '#database/acting.server.ts';
import type { Database } from '#database/connection.server.ts';
import { notFound } from '../errors.ts';

/** One's own details, as the page Min konto shows them. */
export async function findAccount(db: Database, person_id: number) {
	const row = await db
		.selectFrom('person')
		.where('id', '=', person_id)
		.select(['id', 'name', 'email', 'title', 'phone', 'version'])
		.executeTakeFirst();
	return row ?? notFound();
}

/**
 * Changes one's own name, title and telephone. The mail one signs in by is an administrator's to change.
 * @throws Stale where it was changed meanwhile
 */
export async function editOwnDetails(
	db: Database,
	acting: Acting,
	{ version, ...details }: { version: number; name: string; title: string | null; phone: string | null }
): Promise<void> {
	await act(db, acting, async (trx) => {
		const { numUpdatedRows } = await trx
			.updateTable('person')
			.set(details)
			.where('id', '=', acting.person.id)
			.where('version', '=', version)
			.executeTakeFirst();
		if (numUpdatedRows > 0n) return;
		const row = await findAccount(trx, acting.person.id);
		throw new Stale({
			values: { name: row.name, title: row.title ?? '', phone: row.phone ?? '' },
			version: row.version,
			person_name: null,
			recorded_at: null
		});
	});
}
