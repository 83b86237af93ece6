import { sql } from 'kysely';
import { jsonArrayFrom } from 'kysely/helpers/postgres';
import { type Acting, lookAs } from '#database/acting.server.ts';
import type { Database } from '#database/connection.server.ts';
import { mayReadAudit } from '#people/may.ts';
import { notAllowed } from '../errors.ts';
import type { AuditFilter } from './audit.form.ts';
import type { Change } from './change.ts';
import { nameAll } from './history.server.ts';

/** So many changes stand on a page of the audit. */
export const PAGE_OF_AUDIT = 50;

/** So many are exported, the newest: a file that a spreadsheet opens. */
export const MOST_EXPORTED = 20_000;

/**
 * The recorded changes that a filter chooses, the newest first, with the request each belongs to. The programme office
 * reads all; a municipality's administrators what is about it, and their own: the policy of audit_event holds that.
 * @throws 403 where the person may not read the audit
 */
export async function listAudit(db: Database, acting: Acting, filter: AuditFilter, limit = PAGE_OF_AUDIT) {
	if (!mayReadAudit(acting.person)) notAllowed();
	return await lookAs(db, acting, async (trx) => {
		const rows = await trx
			.selectFrom('audit_event')
			.$if(filter.person !== undefined, (query) => query.where('person_id', '=', filter.person!))
			.$if(filter.hvad !== undefined, (query) => query.where('table_name', '=', filter.hvad!))
			.$if(filter.handling !== undefined, (query) => query.where('request_id', '=', filter.handling!))
			.$if(filter.efter !== undefined, (query) => query.where('id', '<', filter.efter!))
			.$if(filter.kommune !== undefined, (query) =>
				query.where('municipality_code', '=', (eb) =>
					eb.selectFrom('municipality').select('code').where('slug', '=', filter.kommune!)
				)
			)
			.$if(filter.fra !== undefined, (query) =>
				query.where(
					sql<boolean>`recorded_at >= ${filter.fra}::date::timestamp at time zone 'Europe/Copenhagen'`
				)
			)
			.$if(filter.til !== undefined, (query) =>
				query.where(
					sql<boolean>`recorded_at < (${filter.til}::date + 1)::timestamp at time zone 'Europe/Copenhagen'`
				)
			)
			.select([
				'id',
				'recorded_at',
				'table_name',
				'row_key',
				'operation',
				'old',
				'new',
				'person_id',
				'request_id',
				'municipality_code',
				'task_id',
				'version_id'
			])
			.orderBy('id', 'desc')
			.limit(limit + 1)
			.execute();
		const changes = rows.slice(0, limit).map(({ id, ...row }) => ({
			...(row as unknown as Omit<Change, 'key' | 'effective_on' | 'why'>),
			request_id: row.request_id,
			key: String(id),
			effective_on: null,
			why: null
		}));
		return {
			changes,
			next: rows.length > limit ? changes.at(-1)!.key : null,
			names: await nameAll(trx, changes)
		};
	});
}

/** What the audit can be filtered by: who has changed something that the person may read, and the municipalities. */
export async function listAuditChoices(db: Database, acting: Acting) {
	if (!mayReadAudit(acting.person)) notAllowed();
	return await lookAs(db, acting, (trx) =>
		trx
			.selectNoFrom((eb) => [
				jsonArrayFrom(
					eb
						.selectFrom('person')
						.select(['id', 'name'])
						// Person by person through the index, however many changes there are.
						.where((eb) =>
							eb.exists(
								eb
									.selectFrom('audit_event')
									.select('audit_event.id')
									.whereRef('audit_event.person_id', '=', 'person.id')
							)
						)
						.orderBy('name')
						.limit(500)
				).as('people'),
				jsonArrayFrom(
					eb
						.selectFrom('municipality')
						.select(['slug', 'name'])
						.where((eb) =>
							acting.person.municipality_code === null
								? eb.lit(true)
								: eb('code', '=', acting.person.municipality_code)
						)
						.orderBy('name')
				).as('places')
			])
			.executeTakeFirstOrThrow()
	);
}
