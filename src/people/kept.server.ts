import { randomUUID } from 'node:crypto';
import { type Acting, act } from '#database/acting.server.ts';
import type { Database } from '#database/connection.server.ts';

/** A form as it came in: names and values in their order, a name more than once where it was sent so. */
export type KeptFields = [name: string, value: string][];

/** No larger form is kept. */
export const LARGEST_KEPT = 64 * 1024;

const KEPT_MINUTES = 60;

/**
 * Keeps a form that came in after its session had ended, for the person whose session it was.
 * @param path the form's own address with its action
 * @returns the id under which that person, and nobody else, finds it again
 */
export async function keepForm(
	db: Database,
	{ person_id, path, fields, clock }: { person_id: number; path: string; fields: KeptFields; clock: Date }
): Promise<string> {
	const id = randomUUID();
	await db.deleteFrom('kept_form').where('expires_at', '<', clock).execute();
	await db
		.insertInto('kept_form')
		.values({
			id,
			person_id,
			path,
			// JSON in PostgreSQL holds no null byte, and no form of ours takes one.
			fields: JSON.stringify(
				fields.map((pair) => pair.map((part) => part.replaceAll('\0', '').toWellFormed()))
			),
			expires_at: new Date(clock.getTime() + KEPT_MINUTES * 60_000)
		})
		.execute();
	return id;
}

/** The person's own kept form; undefined where there is none, where it is another's, and after an hour. */
export function findKeptForm(db: Database, acting: Acting, { id, clock }: { id: string; clock: Date }) {
	return act(db, acting, async (trx) => {
		const row = await trx
			.selectFrom('kept_form')
			.where('id', '=', id)
			.where('person_id', '=', acting.person.id)
			.where('expires_at', '>', clock)
			.select(['id', 'path', 'fields'])
			.executeTakeFirst();
		return row && { ...row, fields: row.fields as unknown as KeptFields };
	});
}

/** Lets go of a kept form; another's stays. */
export async function dropKeptForm(db: Database, acting: Acting, id: string): Promise<void> {
	await act(db, acting, (trx) => trx.deleteFrom('kept_form').where('id', '=', id).execute());
}
