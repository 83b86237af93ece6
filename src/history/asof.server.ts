import { sql } from 'kysely';
import type { Database } from '#database/connection.server.ts';
import type { Day } from '#language/dates.ts';

/** The first day of which anything is known; null where nothing is. */
export async function findFirstDay(db: Database): Promise<Day | null> {
	const { first } = await db
		.selectFrom('status_change')
		.select(sql<Day | null>`min(effective_on)`.as('first'))
		.executeTakeFirstOrThrow();
	return first;
}

/** How many changes of states on or before a day became known after it. Ask the present. */
export async function countCorrections(db: Database, day: Day): Promise<number> {
	const { corrections } = await correctionsOf(db, day)
		.select(sql<number>`count(*)::int`.as('corrections'))
		.executeTakeFirstOrThrow();
	return corrections;
}

/** So many corrections stand on a page. */
export const MOST_CORRECTIONS = 200;

/**
 * The changes that countCorrections counts, the last recorded first.
 * @param before the id of the row that the list goes on after
 * @param reader the code of the reader's municipality; null for KOMBIT. Notes on changes are for KOMBIT and the municipality.
 */
export async function listCorrections(
	db: Database,
	day: Day,
	{ before, reader }: { before?: number; reader: string | null }
) {
	const rows = await correctionsOf(db, day)
		.$if(before !== undefined, (query) => query.where('change.id', '<', before!))
		.innerJoin('municipality', 'municipality.code', 'change.municipality_code')
		.leftJoin('person as actor', 'actor.id', 'change.actor_id')
		.leftJoin('task', 'task.id', 'change.task_id')
		.leftJoin('agreement_version as version', 'version.id', 'change.version_id')
		.leftJoin('agreement', 'agreement.id', 'version.agreement_id')
		.select([
			'change.id',
			'change.task_id',
			'task.title as task_title',
			'agreement.id as agreement_id',
			'agreement.title as agreement_title',
			'version.label as version_label',
			'municipality.name as municipality_name',
			'municipality.slug as municipality_slug',
			'change.old_state',
			'change.new_state',
			'change.effective_on',
			sql<Day>`(change.recorded_at at time zone 'Europe/Copenhagen')::date`.as('recorded_on'),
			'actor.name as actor_name',
			sql<
				string | null
			>`case when ${reader}::text is null or change.municipality_code = ${reader} then change.note end`.as(
				'note'
			)
		])
		.orderBy('change.id', 'desc')
		.limit(MOST_CORRECTIONS + 1)
		.execute();
	return { rows: rows.slice(0, MOST_CORRECTIONS), more: rows.length > MOST_CORRECTIONS };
}

function correctionsOf(db: Database, day: Day) {
	// The second line says nothing new; it is what the index of corrections holds.
	return db.selectFrom('status_change as change').where(
		sql<boolean>`change.effective_on <= ${day}
			and (change.recorded_at at time zone 'Europe/Copenhagen')::date > change.effective_on
			and change.recorded_at >= (${day}::date + 1)::timestamp at time zone 'Europe/Copenhagen'`
	);
}
