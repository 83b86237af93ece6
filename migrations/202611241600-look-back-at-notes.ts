import { type Kysely, sql } from 'kysely';

// The notes as of a day once more (202611241100), now with whom they are by, which nothing changes.
export async function up(db: Kysely<unknown>): Promise<void> {
	const {
		rows: [place]
	} = await sql<{ schema: string }>`select current_schema() as schema`.execute(db);
	const home = place?.schema ?? 'public';
	const there = home === 'public' ? 'as_of' : `${home}_as_of`;
	const run = (text: string) =>
		sql.raw(text.replaceAll('@as_of.', `"${there}".`).replaceAll('@.', `"${home}".`)).execute(db);
	const was = (column: string) => `(jsonb_populate_record(null::@.follow_up, later.past)).${column}`;
	const kept = (column: string) =>
		`case when later.past ? '${column}' then ${was(column)} else present.${column} end as ${column}`;
	const later = `(
		select (event.row_key ->> 'id')::integer as id,
			-- Of several changes of a column the earliest tells what it held.
			jsonb_object_agg(field.key, field.value order by event.id desc) filter (where field.key is not null) as past,
			(array_agg(event.operation order by event.id))[1] = 'insert' as came_later,
			(array_agg(event.operation order by event.id desc))[1] = 'delete' as is_gone
		from @.audit_event event left join lateral jsonb_each(event.old) field on true
		where event.table_name = 'follow_up' and event.recorded_at >= @as_of.day_end() and @as_of.known_then()
		group by event.row_key)`;
	const columns = [
		'id',
		'version_id',
		'municipality_code',
		'kind',
		'happened_on',
		'note',
		'is_demo',
		'version',
		'person_id'
	];
	const fixed = ['id', 'version_id', 'municipality_code', 'person_id'];
	await run(`
		create or replace view @as_of.follow_up as
		select ${columns.join(', ')} from (
			select ${columns.map((column) => (fixed.includes(column) ? `present.${column}` : kept(column))).join(', ')}
			from @.follow_up present left join ${later} later on present.id = later.id
			where later.came_later is not true
			union all
			select ${columns.map(was).join(', ')}
			from ${later} later
			where later.is_gone and not later.came_later and not exists (
				select from @.follow_up present where present.id = later.id)
		) row where happened_on <= @as_of.looked_at()`);
}
