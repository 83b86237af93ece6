import { type RawBuilder, sql } from 'kysely';
import type { Database } from '#database/connection.server.ts';
import type { Day } from '#language/dates.ts';
import { type Change, type Cursor, idsIn, type Names } from './change.ts';

/** What a history is about. */
export type Subject =
	| { task_id: number }
	| { agreement_id: number }
	| { project_slug: string }
	| { municipality_code: string }
	| { meeting_id: number };

/** So many changes stand on a page of a history. */
export const PAGE_OF_HISTORY = 20;

interface Row {
	source: Cursor['source'];
	id: string;
	at: string;
	recorded_at: Date;
	effective_on: Day | null;
	person_id: number | null;
	municipality_code: string | null;
	task_id: number | null;
	version_id: number | null;
	table_name: string;
	row_key: Record<string, unknown>;
	operation: Change['operation'];
	old: Record<string, unknown> | null;
	new: Record<string, unknown> | null;
	why: string | null;
}

/**
 * The changes of a task, an agreement, a project, a municipality or a meeting, the newest first: states with the day they hold
 * from, and everything else that was written. Notes, references and calls come only to `reader`.
 * @param before goes on after this change
 * @param reader the code of the reader's municipality; null for KOMBIT, which reads all
 * @returns at most PAGE_OF_HISTORY changes, and where to go on; null where the history ends
 */
export async function listHistory(
	db: Database,
	subject: Subject,
	{ before, reader }: { before: Cursor | null; reader: string | null }
): Promise<{ changes: Change[]; next: Cursor | null; names: Names }> {
	const branches = branchesOf(subject, reader).map((branch) => {
		const earlier = before
			? sql`where (recorded_at, source, id) < (to_timestamp(0) + ${before.at}::bigint * interval '1 microsecond', ${before.source}, ${before.id}::bigint)`
			: sql``;
		return sql`(select * from (${branch}) branch ${earlier} order by recorded_at desc, source desc, id desc limit ${PAGE_OF_HISTORY + 1})`;
	});
	const { rows } = await sql<Row>`
		select *, (extract(epoch from recorded_at) * 1000000)::bigint::text as at
		from (${sql.join(branches, sql` union all `)}) change
		order by recorded_at desc, source desc, id desc limit ${PAGE_OF_HISTORY + 1}
	`.execute(db);
	const shown = rows.slice(0, PAGE_OF_HISTORY);
	const changes = shown.map(changeOf);
	const last = shown.at(-1);
	return {
		changes,
		next: rows.length > PAGE_OF_HISTORY && last ? { at: last.at, source: last.source, id: last.id } : null,
		names: await nameAll(db, changes)
	};
}

function changeOf({ source, id, at: _, ...row }: Row): Change {
	return { key: `${source}-${id}`, ...row };
}

// The sources of a history. Their columns are those of Row, in its order but for `at`.
function branchesOf(subject: Subject, reader: string | null): RawBuilder<unknown>[] {
	if ('task_id' in subject) {
		return [
			states(sql`task_id = ${subject.task_id}`, reader),
			writings(sql`task_id = ${subject.task_id}`, reader)
		];
	}
	if ('agreement_id' in subject) {
		const versions = sql`version_id in (select id from agreement_version where agreement_id = ${subject.agreement_id})`;
		return [states(versions, reader), writings(versions, reader)];
	}
	if ('municipality_code' in subject) {
		const place = sql`municipality_code = ${subject.municipality_code}`;
		return [states(place, reader), writings(place, reader)];
	}
	if ('meeting_id' in subject) return [writings(sql`meeting_id = ${subject.meeting_id}`, reader)];
	const project = sql`(select id from project where slug = ${subject.project_slug})`;
	return [
		writings(sql`project_id = ${project}`, reader),
		// What was there before changes were recorded bears its own dates.
		sql`select 'given' as source, id::bigint, recorded_at, effective_on, null::int as person_id, null as municipality_code,
				null::int as task_id, null::int as version_id, 'project_status' as table_name, jsonb_build_object('id', id) as row_key,
				'insert' as operation, null::jsonb as old, to_jsonb(status) as new, null as why
			from project_status status where project_id = ${project} and not exists (select from row_history
				where row_history.project_id = ${project} and table_name = 'project_status' and operation = 'insert'
					and row_key = jsonb_build_object('id', status.id))`,
		sql`select 'moved' as source, move.id::bigint, (move.moved_on + time '12:00') at time zone 'Europe/Copenhagen' as recorded_at,
				move.moved_on as effective_on, null::int as person_id, null as municipality_code, null::int as task_id, null::int as version_id,
				'milestone_move' as table_name, jsonb_build_object('id', move.id) as row_key, 'insert' as operation,
				null::jsonb as old, to_jsonb(move) as new, null as why
			from milestone_move move join milestone on milestone.id = move.milestone_id
			where milestone.project_id = ${project} and not exists (select from row_history
				where row_history.project_id = ${project} and table_name = 'milestone_move' and operation = 'insert'
					and row_key = jsonb_build_object('id', move.id))`
	];
}

function readable(reader: string | null) {
	return sql`(${reader}::text is null or municipality_code = ${reader})`;
}

function states(where: RawBuilder<unknown>, reader: string | null): RawBuilder<unknown> {
	// The first row of each copy says that it came; that is no change.
	return sql`select 'state' as source, id::bigint, recorded_at, effective_on, actor_id as person_id, municipality_code, task_id, version_id,
			case when task_id is null then 'signature' else 'task_state' end as table_name, '{}'::jsonb as row_key,
			'update' as operation, jsonb_build_object('state', old_state) as old, jsonb_build_object('state', new_state) as new,
			case when ${readable(reader)} then note end as why
		from status_change where old_state is not null and ${where}`;
}

function writings(where: RawBuilder<unknown>, reader: string | null): RawBuilder<unknown> {
	// A state has its own row above, and with it the day it was reached; a version only counts.
	const aside = sql`case when table_name in ('task_state', 'signature') and new ? 'state'
		then '{version,state,done_on,signed_on}'::text[] else '{version}' end`;
	const whole = (part: 'old' | 'new') => {
		const [shown, kept] = [sql.ref(part), sql.ref(`private_${part}`)];
		return sql`case when ${readable(reader)} then coalesce(${shown}, '{}') || coalesce(${kept}, '{}') else ${shown} end - ${aside}`;
	};
	return sql`select * from (
			select 'written' as source, id, recorded_at, null::date as effective_on, person_id, municipality_code, task_id, version_id, table_name,
				row_key, operation, ${whole('old')} as old, ${whole('new')} as new, null as why
			from row_history where ${where}
		) written where coalesce(nullif(new, '{}'), nullif(old, '{}')) is not null`;
}

/** The names of all people, places and things that the changes speak of by number. */
export async function nameAll(db: Database, changes: Change[]): Promise<Names> {
	const ids = idsIn(changes);
	const pairs = (rows: RawBuilder<unknown>) =>
		sql<
			Record<string, string>
		>`(select coalesce(json_object_agg(id, name), '{}') from (${rows}) named(id, name))`;
	return await db
		.selectNoFrom([
			pairs(sql`select id, name from person where id = any(${ids.people}::int[])`).as('people'),
			pairs(sql`select code, name from municipality where code = any(${ids.places}::text[])`).as('places'),
			pairs(sql`select code, slug from municipality where code = any(${ids.places}::text[])`).as('slugs'),
			pairs(sql`select id, title from task where id = any(${ids.tasks}::int[])`).as('tasks'),
			pairs(sql`select step.id, step.title from task_step step where step.id = any(${ids.steps}::int[])`).as(
				'steps'
			),
			pairs(sql`select v.id, a.short_title || ', ' || v.label from agreement_version v join agreement a on a.id = v.agreement_id
				where v.id = any(${ids.versions}::int[])`).as('versions'),
			pairs(
				sql`select v.id, v.agreement_id::text from agreement_version v where v.id = any(${ids.versions}::int[])`
			).as('agreements'),
			pairs(sql`select id, short_name from project where id = any(${ids.projects}::int[])`).as('projects'),
			pairs(sql`select id, title from meeting where id = any(${ids.meetings}::int[])`).as('meetings'),
			pairs(sql`select id, title from agenda_item where id = any(${ids.topics}::int[])`).as('topics'),
			pairs(sql`select id, question from poll where id = any(${ids.polls}::int[])`).as('polls'),
			pairs(sql`select id, title from slide_edit where id = any(${ids.slides}::int[])`).as('slides'),
			pairs(sql`select id, title from milestone where id = any(${ids.milestones}::int[])`).as('milestones'),
			pairs(sql`select id, name from municipality_group where id = any(${ids.groups}::int[])`).as('groups'),
			pairs(sql`select slug, name_da from role`).as('roles'),
			pairs(sql`select slug, name_en from role`).as('roles_en')
		])
		.executeTakeFirstOrThrow();
}
