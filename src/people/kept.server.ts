import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { type Acting, act } from '#database/acting.server.ts';
import type { Database } from '#database/connection.server.ts';
import type { Language } from '#language/language.ts';
import type { KeptFields, RowKind, RowNames } from './kept.ts';

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

/**
 * The names of rows that a kept form names by their keys; keys of nothing, and of nobody whom the person works with, have
 * none. Of a copy the key is its municipality's code.
 */
export async function nameRows(
	db: Database,
	{ person }: Pick<Acting, 'person'>,
	rows: [kind: RowKind, key: string][],
	language: Language
): Promise<RowNames> {
	if (rows.length === 0) return new Map();
	const keys = (...kinds: RowKind[]) => rows.filter(([kind]) => kinds.includes(kind)).map(([, key]) => key);
	const ids = (kind: RowKind) => keys(kind).filter((key) => /^\d{1,9}$/.test(key));
	const role = sql.ref(language === 'da' ? 'name_da' : 'name_en');
	const own = person.municipality_code;
	const { rows: named } = await sql<{ kind: RowKind; key: string; name: string }>`
		select kind, code as key, name from municipality, unnest(array['municipality', 'copy']) as kind
			where code = any(${keys('municipality', 'copy')})
		union all select 'task', id::text, title from task where id = any(${ids('task')}::integer[])
		union all select 'step', id::text, title from task_step where id = any(${ids('step')}::integer[])
		union all select 'topic', id::text, title from agenda_item where id = any(${ids('topic')}::integer[])
		union all select 'project', id::text, name from project where id = any(${ids('project')}::integer[])
		union all select 'role', slug, ${role} from role where slug = any(${keys('role')})
		union all select 'person', id::text, name from person where id = any(${ids('person')}::integer[])
			and (${own}::text is null or municipality_code = ${own} or exists (
				select from role_holder where role_holder.person_id = person.id
					and role_holder.municipality_code = ${own} and role_holder.held_until is null))
	`.execute(db);
	return new Map(named.map(({ kind, key, name }) => [`${kind} ${key}`, name]));
}
