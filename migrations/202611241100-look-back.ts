import { type Kysely, sql } from 'kysely';

// The world as of a day: a schema whose views and functions bear the names of the tables and functions they stand for.
// A transaction that has called look_back(…) finds them first, so every reading query gives the world as of that day.
// People and their access are not among them: a name is shown as it is now, so that one taken away stays away.

interface Recorded {
	name: string;
	/** The columns that name a row. */
	key: string[];
	/** Columns that no change touches: they are read off the row, and so can be looked up by index. */
	fixed?: string[];
	/** Rows of it are taken away by people, so some have to come back. */
	removable?: boolean;
	/** Its rows bear the day they are about: as known now, the rows are those of now, up to the day. */
	dated?: boolean;
	/** Which rows there were. */
	where?: string;
	/** What else the columns below are read off. */
	join?: string;
	/** Columns whose value was another one than the record of changes tells. */
	columns?: Record<string, string>;
}

const DAY = '@as_of.looked_at()';
const END = '@as_of.day_end()';
const THEN = '@as_of.known_then()';

// The first move of each milestone after the day that is not in the record of changes, which would have told the same.
const LATER_MOVES = `(
	select distinct on (milestone_id) milestone_id, old_starts_on, old_ends_on, old_precision from @.milestone_move move
	where moved_on > ${DAY} and not exists (select from @.audit_event event where event.table_name = 'milestone_move'
		and event.row_key = jsonb_build_object('id', move.id) and event.operation = 'insert')
	order by milestone_id, moved_on, id)`;

function turnedBack(column: string): string {
	return `case when moved.milestone_id is null then row.${column} else moved.old_${column} end`;
}

const RECORDED: Recorded[] = [
	{
		name: 'task_step_done',
		key: ['step_id', 'municipality_code'],
		removable: true,
		dated: true,
		where: `done_on <= ${DAY}`
	},
	{
		name: 'follow_up',
		key: ['id'],
		fixed: ['version_id', 'municipality_code'],
		removable: true,
		dated: true,
		where: `happened_on <= ${DAY}`
	},
	{
		name: 'project',
		key: ['id'],
		// A project that is planned today was so then, as far as is known; one that has begun since was not there.
		where: `(started_on is null or started_on <= ${DAY} or started_on > @as_of.present_day())`,
		columns: {
			ended_on: `case when ended_on <= ${DAY} then ended_on end`,
			search_text: `(case when changed then fold_text(name || ' ' || short_name || ' ' || summary) else search_text end) collate "default"`
		}
	},
	{
		name: 'project_status',
		key: ['id'],
		fixed: ['project_id', 'recorded_at'],
		removable: true,
		dated: true,
		where: `effective_on <= ${DAY} and (recorded_at < ${END} or not ${THEN})`
	},
	{ name: 'project_lead', key: ['project_id', 'person_id'], removable: true },
	{
		name: 'milestone_move',
		key: ['id'],
		fixed: ['milestone_id'],
		removable: true,
		dated: true,
		where: `moved_on <= ${DAY}`
	},
	{ name: 'readiness_item', key: ['id'], fixed: ['project_id'], removable: true },
	{ name: 'project_contact', key: ['id'], fixed: ['project_id'], removable: true },
	{ name: 'project_link', key: ['id'], fixed: ['project_id'], removable: true },
	{ name: 'municipality_group', key: ['id'], fixed: ['project_id', 'owner_id'], removable: true },
	{ name: 'municipality_group_member', key: ['group_id', 'municipality_code'], removable: true },
	{
		name: 'role_holder',
		key: ['id'],
		fixed: ['role_slug', 'municipality_code', 'person_id'],
		removable: true,
		dated: true,
		columns: {
			held_until: `case when held_until <= ${DAY} then held_until end`,
			bounced_on: `case when bounced_on <= ${DAY} then bounced_on end`
		}
	},
	{
		name: 'milestone',
		key: ['id'],
		fixed: ['project_id'],
		removable: true,
		join: `left join ${LATER_MOVES} moved on moved.milestone_id = row.id`,
		columns: {
			// A move that came later than the day is turned back; moves of before the record of changes tell by themselves.
			starts_on: turnedBack('starts_on'),
			ends_on: turnedBack('ends_on'),
			precision: turnedBack('precision'),
			certainty: `case when row.certainty = 'actual' and row.starts_on > ${DAY} then 'planned' else row.certainty end`
		}
	}
];

/** The two tables whose rows have a state with a history. */
const STATES = [
	{
		name: 'task_state',
		of: 'task_id',
		type: 'task_progress',
		first: 'not_started',
		reached: `('done')`,
		reached_on: 'done_on',
		fitting: [] as string[]
	},
	{
		name: 'signature',
		of: 'version_id',
		type: 'signature_state',
		first: 'not_sent',
		reached: `('signed', 'registered')`,
		reached_on: 'signed_on',
		fitting: ['signatory', 'signatory_title', 'reference']
	}
];

export async function up(db: Kysely<unknown>): Promise<void> {
	const {
		rows: [place]
	} = await sql<{ schema: string }>`select current_schema() as schema`.execute(db);
	const home = place?.schema ?? 'public';
	const there = home === 'public' ? 'as_of' : `${home}_as_of`;
	// '@as_of.x' names what stands in the schema made here, '@.x' what stands in the one of the tables.
	const run = (text: string) =>
		sql.raw(text.replaceAll('@as_of.', `"${there}".`).replaceAll('@.', `"${home}".`)).execute(db);

	await run(`create index audit_event_recorded on audit_event (table_name, recorded_at)`);
	await run(`create index status_change_effective on status_change (effective_on)`);
	// Changes that became known on a later day than they are about: the corrections.
	await run(`create index status_change_late on status_change (recorded_at, effective_on)
		where (recorded_at at time zone 'Europe/Copenhagen')::date > effective_on`);

	await run(`create schema "${there}"`);
	await run(`grant usage on schema "${there}" to overblik_app`);
	await run(`
		-- The day that is looked at, the moment it ended in Copenhagen, and today.
		create function @as_of.looked_at() returns date language sql stable parallel safe
			return current_setting('overblik.as_of')::date`);
	await run(`
		create function @as_of.day_end() returns timestamptz language sql stable parallel safe
			return (current_setting('overblik.as_of')::date + 1)::timestamp at time zone 'Europe/Copenhagen'`);
	await run(`
		create function @as_of.present_day() returns date language sql stable parallel safe
			return current_setting('overblik.present_day')::date`);
	await run(`
		-- Whether what became known later is left out.
		create function @as_of.known_then() returns boolean language sql stable parallel safe
			return current_setting('overblik.known') = 'then'`);
	await run(`
		-- For the rest of the transaction, the tables' names give the world as of a day: as it was known 'then', or as the
		-- states of that day are known 'now'. today is the day that the database itself stands on.
		create function look_back(day date, known text, today date) returns void language sql as $$
			select set_config('search_path', '"${there}", "${home}"', true),
				set_config('overblik.as_of', day::text, true), set_config('overblik.known', known, true),
				set_config('overblik.present_day', today::text, true),
				-- Compiling these statements takes longer than running them.
				set_config('jit', 'off', true)
		$$`);

	for (const table of RECORDED) await run(await recordedView(db, table));
	for (const table of STATES) await run(await stateView(db, table));

	const task = await columnsOf(db, 'task');
	await run(`
		create view @as_of.task as
		select ${task.map(({ name }) => (name === 'closed_on' ? `case when closed_on <= ${DAY} then closed_on end as closed_on` : `"${name}"`)).join(', ')}
		from @.task where published_on <= ${DAY}`);
	const agreement = await columnsOf(db, 'agreement');
	await run(`
		create view @as_of.agreement as
		select ${agreement.map(({ name }) => (name === 'ended_on' ? `case when ended_on <= ${DAY} then ended_on end as ended_on` : `"${name}"`)).join(', ')}
		from @.agreement`);
	const change = await columnsOf(db, 'status_change');
	await run(`
		create view @as_of.status_change as
		select ${change.map(({ name }) => `"${name}"`).join(', ')} from @.status_change
		where effective_on <= ${DAY} and (recorded_at < ${END} or not ${THEN})`);

	// The functions are bound to the tables that they were made over, so here they are once more, over the views.
	await sql`set local search_path = ${sql.id(there)}, ${sql.id(home)}`.execute(db);
	await run(`
		create function @as_of.asking_version(day date) returns table (
			agreement_id integer, version_id integer, "position" integer, label text, sent_on date, deadline_on date
		) language sql stable parallel safe begin atomic
			select distinct on (v.agreement_id) v.agreement_id, v.id, v.position, v.label, v.sent_on, v.deadline_on
			from agreement_version v
			join agreement a on a.id = v.agreement_id
			where a.kind <> 'general_terms' and (a.ended_on is null or a.ended_on > day)
				and v.is_substantive and v.sent_on <= day
			order by v.agreement_id, v.position desc;
		end`);
	await run(`
		create function @as_of.standing_on(day date) returns table (
			agreement_id integer, version_id integer, municipality_code text, standing standing, deadline_on date
		) language sql stable parallel safe begin atomic
			with asking as materialized (select * from asking_version(day)),
			-- Each signature looked at once: the views are dearer to ask than the tables.
			given as materialized (
				select asking.agreement_id, asking.version_id, s.municipality_code, s.state, asking.deadline_on,
					v.position - asking.position as place
				from asking join agreement_version v on v.agreement_id = asking.agreement_id
				join signature s on s.version_id = v.id
			)
			select agreement_id, version_id, municipality_code,
				case
					when own in ('signed', 'registered', 'not_applicable') then own::text::standing
					when signed_later then 'signed'
					when own = 'declined' then 'declined'
					when signed_earlier then 'older'
					else own::text::standing
				end,
				deadline_on
			from (
				select agreement_id, version_id, municipality_code, deadline_on,
					min(state) filter (where place = 0) as own,
					coalesce(bool_or(place > 0 and state in ('signed', 'registered')), false) as signed_later,
					coalesce(bool_or(place < 0 and state in ('signed', 'registered')), false) as signed_earlier
				from given group by agreement_id, version_id, municipality_code, deadline_on
			) stand
			where own is not null;
		end`);
	await sql`set local search_path = ${sql.id(home)}`.execute(db);
	await run(`grant select on all tables in schema "${there}" to overblik_app`);
}

interface Column {
	name: string;
	type: string;
}

async function columnsOf(db: Kysely<unknown>, table: string): Promise<Column[]> {
	const { rows } = await sql<Column>`
		select attname as name, format_type(atttypid, atttypmod) as type from pg_attribute
		where attrelid = ${table}::regclass and attnum > 0 and not attisdropped order by attnum
	`.execute(db);
	return rows;
}

/** Per row, what its columns held at the end of the day where they have changed since, read off the record of changes. */
function later({ name, key, dated }: Recorded, columns: Column[]): string {
	const typeOf = (column: string) => columns.find((one) => one.name === column)?.type;
	return `(
		select ${key.map((column) => `(event.row_key ->> '${column}')::${typeOf(column)} as "${column}"`).join(', ')},
			-- Of several changes of a column the earliest tells what it held.
			jsonb_object_agg(field.key, field.value order by event.id desc) filter (where field.key is not null) as past,
			(array_agg(event.operation order by event.id))[1] = 'insert' as came_later,
			(array_agg(event.operation order by event.id desc))[1] = 'delete' as is_gone
		from @.audit_event event left join lateral jsonb_each(event.old) field on true
		where event.table_name = '${name}' and event.recorded_at >= ${END} ${dated ? `and ${THEN}` : ''}
		group by event.row_key)`;
}

/** The rows of a table as they were recorded at the end of the day, with \`changed\` saying whether they differ now. */
function recorded(table: Recorded, columns: Column[]): string {
	const { name, key, fixed = [], removable } = table;
	const asked = later(table, columns);
	const same = (other: string) =>
		key.map((column) => `${other}."${column}" = later."${column}"`).join(' and ');
	const was = (column: string) => `(jsonb_populate_record(null::@.${name}, later.past))."${column}"`;
	const kept = columns.map(({ name }) =>
		[...key, ...fixed, 'search_text'].includes(name)
			? `present."${name}"`
			: `case when later.past ? '${name}' then ${was(name)} else present."${name}" end as "${name}"`
	);
	const there = `
		select ${kept.join(', ')}, later.past is not null as changed
		from @.${name} present left join ${asked} later on ${same('present')}
		where later.came_later is not true`;
	if (!removable) return there;
	return `${there}
		union all
		select ${columns.map(({ name }) => was(name)).join(', ')}, true
		from ${asked} later
		where later.is_gone and not later.came_later and not exists (select from @.${name} present where ${same('present')})`;
}

async function recordedView(db: Kysely<unknown>, table: Recorded): Promise<string> {
	const columns = await columnsOf(db, table.name);
	const shown = columns.map(({ name }) => {
		const other = table.columns?.[name];
		return other ? `${other} as "${name}"` : `row."${name}"`;
	});
	return `create view @as_of.${table.name} as
		select ${shown.join(', ')} from (${recorded(table, columns)}) row ${table.join ?? ''} ${table.where ? `where ${table.where}` : ''}`;
}

async function stateView(db: Kysely<unknown>, table: (typeof STATES)[number]): Promise<string> {
	const columns = await columnsOf(db, table.name);
	const row = { name: table.name, key: [table.of, 'municipality_code'] };
	const of = (other: string) =>
		`change.${table.of} = ${other}.${table.of} and change.municipality_code = ${other}.municipality_code`;
	// The change that tells the state on the day; before the first one it is what that one changed.
	const telling = (other: string) => `(
		select * from (
			(select change.new_state as state, change.effective_on as since from @.status_change change
				where ${of(other)} and change.effective_on <= ${DAY} and (change.recorded_at < ${END} or not ${THEN})
				order by change.effective_on desc, change.id desc limit 1)
			union all
			(select coalesce(change.old_state, '${table.first}'), ${DAY} from @.status_change change
				where ${of(other)} order by change.id limit 1)
		) told limit 1)`;
	// What a row's state was before the first change that holds from a later day is its state on the day; unless something
	// about the day or the time before it became known afterwards: then its whole history is asked. One small set, since
	// what stands in a column's expression is planned again wherever a query names the column.
	const known = `(
		select distinct on (${table.of}, municipality_code) ${table.of}, municipality_code, state, since from (
			select change.${table.of}, change.municipality_code, coalesce(change.old_state, '${table.first}') as state,
				null::date as since, change.effective_on as place, change.id
			from @.status_change change where change.${table.of} is not null and change.effective_on > ${DAY}
			union all
			select late.${table.of}, late.municipality_code, told.state, told.since, '-infinity', 0
			from (
				select distinct ${table.of}, municipality_code from @.status_change
				where ${table.of} is not null and effective_on <= ${DAY}
					and (recorded_at at time zone 'Europe/Copenhagen')::date > effective_on and recorded_at >= ${END}
			) late cross join lateral ${telling('late')} told
		) told order by ${table.of}, municipality_code, place, id)`;
	// What was written with another state does not belong to the one of the day.
	const shown = columns.map(({ name }) => {
		if (name === 'state') return `coalesce(known.state::${table.type}, row.state) as state`;
		if (name === table.reached_on)
			return `case when known.state is null then row.${name} when known.state in ${table.reached} then
				case when row.state::text in ${table.reached} and row.${name} <= ${DAY} then row.${name}
				else coalesce(known.since, (select told.since from ${telling('row')} told)) end end as ${name}`;
		if (name === 'reason')
			return `case when known.state is null or known.state = row.state::text then row.reason
				when known.state in ('declined', 'not_applicable') then coalesce(row.reason, '') end as reason`;
		if (table.fitting.includes(name))
			return `case when known.state is null or known.state = row.state::text then row.${name} end as ${name}`;
		return `row."${name}"`;
	});
	return `create view @as_of.${table.name} as select ${shown.join(', ')} from (${recorded(row, columns)}) row
		left join ${known} known on known.${table.of} = row.${table.of} and known.municipality_code = row.municipality_code`;
}
