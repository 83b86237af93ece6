import { sql } from 'kysely';
import type { Database } from '#database/connection.server.ts';
import type { AccessKind } from '#database/schema.ts';

/** Which of a person's accesses a way in asks for; what is left out does not choose. */
export interface AccessWish {
	/** Codes of municipalities; null stands for KOMBIT. */
	places?: (string | null)[] | undefined;
	kinds?: AccessKind[] | undefined;
}

/**
 * The access by which a person acts after signing in: of those that they hold and that are asked for, the one they last
 * used. Nothing is granted here.
 * @returns null where they hold none such
 */
export async function chooseAccess(
	db: Database,
	person_id: number,
	{ places, kinds }: AccessWish = {}
): Promise<number | null> {
	const row = await db
		.selectFrom('access')
		.where('person_id', '=', person_id)
		.where('revoked_on', 'is', null)
		.$if(places !== undefined, (query) =>
			query.where(sql<boolean>`coalesce(municipality_code, '') = any(${places?.map((code) => code ?? '')})`)
		)
		.$if(kinds !== undefined, (query) => query.where(sql<boolean>`kind::text = any(${kinds})`))
		.select('id')
		.orderBy(sql`(select max(used_at) from session where session.access_id = access.id) desc nulls last`)
		.orderBy('kind')
		.orderBy('id')
		.limit(1)
		.executeTakeFirst();
	return row?.id ?? null;
}
