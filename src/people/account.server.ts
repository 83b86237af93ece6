import { sql } from 'kysely';
import { type Acting, act, Refused, Stale } from '#database/acting.server.ts';
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

/** What binds somebody to providers of sign-in, by the provider's key. */
export function listIdentities(db: Database, person_id: number) {
	return db
		.selectFrom('identity')
		.where('person_id', '=', person_id)
		.select(['provider', 'bound_at'])
		.orderBy('bound_at')
		.execute();
}

/** How somebody can sign in where Overblik runs: by links in mails, by providers. */
export interface Ways {
	links: boolean;
	providers: { key: string }[];
}

/** Whether a person bound to these providers still gets in when one of them is unbound. */
export function leavesWay(
	provider: string,
	bound: { provider: string }[],
	{ links, providers }: Ways
): boolean {
	return (
		links ||
		bound.some((one) => one.provider !== provider && providers.some(({ key }) => key === one.provider))
	);
}

/**
 * Unbinds oneself from a provider. Whoever it then vouches for by one's mail address is bound anew.
 * @throws Refused where it is the last way in; Stale where there is nothing to unbind
 */
export async function unbind(db: Database, acting: Acting, provider: string, ways: Ways): Promise<void> {
	await act(db, acting, async (trx) => {
		// One after the other: two at once must not take away the last two.
		await trx.selectFrom('person').select('id').where('id', '=', acting.person.id).forUpdate().execute();
		const bound = await listIdentities(trx, acting.person.id);
		if (!bound.some((one) => one.provider === provider)) throw new Stale();
		if (!leavesWay(provider, bound, ways)) throw new Refused({ udbyder: 'last_way' });
		await sql`select unbind_identity(${provider})`.execute(trx);
	});
}
