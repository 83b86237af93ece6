import { type Kysely, sql } from 'kysely';

// The meetings as of a day, read off the record of changes as the other tables are (202611241100).
const RECORDED: Record<string, { key: string[]; fixed: string[] }> = {
	meeting: { key: ['id'], fixed: ['is_demo'] },
	agenda_item: { key: ['id'], fixed: ['meeting_id'] },
	editorial_turn: { key: ['id'], fixed: ['meeting_id', 'municipality_code'] },
	poll: { key: ['id'], fixed: ['meeting_id', 'project_id'] },
	poll_answer: { key: ['poll_id', 'position'], fixed: [] }
};

export async function up(db: Kysely<unknown>): Promise<void> {
	const {
		rows: [place]
	} = await sql<{ schema: string }>`select current_schema() as schema`.execute(db);
	const home = place?.schema ?? 'public';
	const there = home === 'public' ? 'as_of' : `${home}_as_of`;
	for (const [name, { key, fixed }] of Object.entries(RECORDED)) {
		const { rows: columns } = await sql<{ name: string; type: string }>`
			select attname as name, format_type(atttypid, atttypmod) as type from pg_attribute
			where attrelid = ${name}::regclass and attnum > 0 and not attisdropped order by attnum
		`.execute(db);
		const typeOf = (column: string) => columns.find((one) => one.name === column)?.type;
		const same = (other: string) =>
			key.map((column) => `${other}."${column}" = later."${column}"`).join(' and ');
		const was = (column: string) => `(jsonb_populate_record(null::@.${name}, later.past))."${column}"`;
		const kept = columns.map(({ name: column }) =>
			[...key, ...fixed].includes(column)
				? `present."${column}"`
				: `case when later.past ? '${column}' then ${was(column)} else present."${column}" end as "${column}"`
		);
		const later = `(
			select ${key.map((column) => `(event.row_key ->> '${column}')::${typeOf(column)} as "${column}"`).join(', ')},
				-- Of several changes of a column the earliest tells what it held.
				jsonb_object_agg(field.key, field.value order by event.id desc) filter (where field.key is not null) as past,
				(array_agg(event.operation order by event.id))[1] = 'insert' as came_later,
				(array_agg(event.operation order by event.id desc))[1] = 'delete' as is_gone
			from @.audit_event event left join lateral jsonb_each(event.old) field on true
			where event.table_name = '${name}' and event.recorded_at >= @as_of.day_end()
			group by event.row_key)`;
		const view = `
			create view @as_of.${name} as
			select ${kept.join(', ')}
			from @.${name} present left join ${later} later on ${same('present')}
			where later.came_later is not true
			union all
			select ${columns.map(({ name: column }) => was(column)).join(', ')}
			from ${later} later
			where later.is_gone and not later.came_later and not exists (
				select from @.${name} present where ${same('present')})`;
		await sql.raw(view.replaceAll('@as_of.', `"${there}".`).replaceAll('@.', `"${home}".`)).execute(db);
		await sql`grant select on ${sql.id(there)}.${sql.id(name)} to overblik_app`.execute(db);
	}
}
