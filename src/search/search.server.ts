import { type RawBuilder, sql, type SqlBool } from 'kysely';
import { jsonArrayFrom } from 'kysely/helpers/postgres';
import type { Database } from '#database/connection.server.ts';
import { fold } from '#language/fold.ts';

export const KINDS = ['kommuner', 'projekter', 'opgaver', 'aftaler'] as const;
export type Kind = (typeof KINDS)[number];

/** How many rows of a kind are shown: a few of each at first, or all that a person would read of the one asked for. */
const FEW = 12;
const MANY = 500;

/**
 * Finds projects, tasks, agreements and municipalities in which every word of the text stands, å/aa, æ/ae and ø/oe
 * being the same. What is current comes before what has ended, names that begin with the text before the rest.
 * @param only shows more of one kind
 * @returns for each kind the first rows and how many there are in all; null where the text holds no letter or digit
 */
export async function search(db: Database, text: string, only?: Kind) {
	const folded = fold(text);
	if (folded === '') return null;
	const words = folded.split(' ');
	const matches = (searched: RawBuilder<unknown>) =>
		sql<SqlBool>`(${sql.join(
			words.map((word) => sql`${searched} like ${`%${word}%`}`),
			sql` and `
		)})`;
	const most = (kind: Kind) => (only === kind ? MANY : FEW);
	const total = sql<number>`(count(*) over ())::int`.as('total');
	const beginsLast = sql`case when search_text like ${`${folded}%`} then 0 else 1 end`;

	return db
		.selectNoFrom((eb) => [
			jsonArrayFrom(
				eb
					.selectFrom('municipality')
					.where(matches(sql.ref('municipality.search_text')))
					.select(['slug', 'name', total])
					.orderBy(beginsLast)
					.orderBy('name')
					.limit(most('kommuner'))
			).as('municipalities'),
			jsonArrayFrom(
				eb
					.selectFrom('project')
					.where(matches(sql.ref('project.search_text')))
					.select(['slug', 'name', 'ended_on', total])
					.orderBy(sql`ended_on is not null`)
					.orderBy(beginsLast)
					.orderBy('name')
					.limit(most('projekter'))
			).as('projects'),
			jsonArrayFrom(
				eb
					.selectFrom('task')
					.innerJoin('project', 'project.id', 'task.project_id')
					.where(matches(sql.ref('task.search_text')))
					.select([
						'task.id',
						'task.title',
						'task.due_on',
						'task.closed_on',
						'project.short_name as project',
						total
					])
					.orderBy(sql`task.closed_on is not null`)
					.orderBy('task.due_on', 'desc')
					.orderBy('task.id')
					.limit(most('opgaver'))
			).as('tasks'),
			jsonArrayFrom(
				eb
					.selectFrom('agreement')
					.innerJoin('project', 'project.id', 'agreement.project_id')
					.where(matches(sql`(agreement.search_text || ' ' || fold_text(project.short_name))`))
					.select([
						'agreement.id',
						'agreement.title',
						'agreement.ended_on',
						'project.short_name as project',
						total
					])
					.orderBy(sql`agreement.ended_on is not null`)
					.orderBy('agreement.title')
					.orderBy('agreement.id')
					.limit(most('aftaler'))
			).as('agreements')
		])
		.executeTakeFirstOrThrow();
}
