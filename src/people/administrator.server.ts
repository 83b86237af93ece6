import { sql } from 'kysely';
import type { Database } from '#database/connection.server.ts';
import type { Day } from '#language/dates.ts';

/**
 * Makes the first administrator of a database that has none, as its owner: from then on people are invited by people.
 * Who is known by the mail already gets the access. Where there is an administrator, nothing happens.
 * @returns whether somebody was made administrator
 */
export async function makeFirstAdministrator(
	db: Database,
	{ name, address, today }: { name: string; address: string; today: Day }
): Promise<boolean> {
	return db.transaction().execute(async (trx) => {
		// Two servers may start at once: the second waits here and then finds the administrator.
		await sql`select pg_advisory_xact_lock(hashtext('first_administrator'))`.execute(trx);
		const held = await trx
			.selectFrom('access')
			.select('id')
			.where('kind', '=', 'kombit_administrator')
			.where('revoked_on', 'is', null)
			.executeTakeFirst();
		if (held) return false;
		const known = await trx
			.selectFrom('person')
			.where(sql`lower(email)`, '=', address.toLowerCase())
			.select('id')
			.executeTakeFirst();
		const { id } =
			known ??
			(await trx
				.insertInto('person')
				.values({ name: name || address, email: address })
				.returning('id')
				.executeTakeFirstOrThrow());
		await trx
			.insertInto('access')
			.values({ person_id: id, kind: 'kombit_administrator', granted_on: today })
			.execute();
		return true;
	});
}
