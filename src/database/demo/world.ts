import type { Insertable } from 'kysely';
import type { DB } from '#database/schema.ts';

/** The day the demo stands on: the programme-leader meeting whose deck is its source. */
export const TODAY = '2023-11-23';

export interface Municipality {
	code: string;
	name: string;
	slug: string;
	region_slug: string;
}

type Table = keyof DB;

/** The rows of the demo world, table by table, before they are written. Ids are given here, so that they are the same in every database. */
export interface World {
	rows: { [T in Table]?: Insertable<DB[T]>[] };
	/** Notes a row and returns the id it will have. */
	add: <T extends Table>(table: T, row: Insertable<DB[T]>) => number;
	/** Notes a row of a table that has no id of its own. */
	put: <T extends Table>(table: T, row: Insertable<DB[T]>) => void;
}

export function createWorld(): World {
	const rows: Partial<Record<Table, object[]>> = {};
	const listOf = (table: Table) => (rows[table] ??= []);
	return {
		rows: rows as World['rows'],
		add(table, row) {
			const list = listOf(table);
			const id = list.length + 1;
			list.push({ id, ...row });
			return id;
		},
		put(table, row) {
			listOf(table).push(row);
		}
	};
}
