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
	/** Columns whose value was another one than the record of changes tells. */
	columns?: Record<string, string>;
}

const DAY = '@as_of.looked_at()';
const END = '@as_of.day_end()';
const THEN = '@as_of.known_then()';

// Moves that came after the day and are not in the record of changes, which would have told what the milestone held.
const LATER_MOVE = `from @.milestone_move move where move.milestone_id = row.id and move.moved_on > ${DAY}
	and not exists (select from @.audit_event event where event.table_name = 'milestone_move'
		and event.row_key = jsonb_build_object('id', move.id) and event.operation = 'insert')`;

function turnedBack(column: string): string {
	return `case when exists (select ${LATER_MOVE})
		then (select move.old_${column} ${LATER_MOVE} order by move.moved_on, move.id limit 1) else row.${column} end`;
}

const RECORDED: Recorded[] = [
	{ name: 'task_step_done', key: ['step_id', 'municipality_code'], removable: true, dated: true, where: `done_on <= ${DAY}` },
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
		columns: {
			// A move that came later than the day is turned back; moves of before the record of changes tell by themselves.
			starts_on: turnedBack('starts_on'),
			ends_on: turnedBack('ends_on'),
			precision: turnedBack('precision'),
			certainty: `case when certainty = 'actual' and starts_on > ${DAY} then 'planned' else certainty end`
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
		fitting: ['signatory', 'signatory_title', 'reference', 'reason']
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
			select asking.agreement_id, asking.version_id, s.municipality_code,
				case
					when s.state in ('signed', 'registered', 'not_applicable') then s.state::text::standing
					when exists (
						select from signature later join agreement_version v on v.id = later.version_id
						where v.agreement_id = asking.agreement_id and v.position > asking.position
							and later.municipality_code = s.municipality_code and later.state in ('signed', 'registered')
					) then 'signed'
					when s.state = 'declined' then 'declined'
					when exists (
						select from signature earlier join agreement_version v on v.id = earlier.version_id
						where v.agreement_id = asking.agreement_id and v.position < asking.position
							and earlier.municipality_code = s.municipality_code and earlier.state in ('signed', 'registered')
					) then 'older'
					else s.state::text::standing
				end,
				asking.deadline_on
			from asking_version(day) asking
			join signature s on s.version_id = asking.version_id;
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
	const same = (other: string) => key.map((column) => `${other}."${column}" = later."${column}"`).join(' and ');
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
		return other ? `${other} as "${name}"` : `"${name}"`;
	});
	return `create view @as_of.${table.name} as
		select ${shown.join(', ')} from (${recorded(table, columns)}) row ${table.where ? `where ${table.where}` : ''}`;
}

async function stateView(db: Kysely<unknown>, table: (typeof STATES)[number]): Promise<string> {
	const columns = await columnsOf(db, table.name);
	const row = { name: table.name, key: [table.of, 'municipality_code'] };
	const ofRow = `change.${table.of} = row.${table.of} and change.municipality_code = row.municipality_code`;
	// What a row's state was before the first change that holds from a later day. That is its state on the day, unless
	// something about the day or the time before it became known afterwards: then its whole history is asked.
	const next = `(
		select distinct on (${table.of}, municipality_code) ${table.of}, municipality_code,
			coalesce(old_state, '${table.first}') as state
		from @.status_change where ${table.of} is not null and effective_on > ${DAY}
		order by ${table.of}, municipality_code, effective_on, id)`;
	const late = `exists (select from @.status_change change where ${ofRow} and change.effective_on <= ${DAY}
		and (change.recorded_at at time zone 'Europe/Copenhagen')::date > change.effective_on and change.recorded_at >= ${END})`;
	// The change that tells the state on the day; before the first one it is what that one changed.
	const telling = `(
		(select change.new_state as state, change.effective_on as since from @.status_change change
			where ${ofRow} and change.effective_on <= ${DAY} and (change.recorded_at < ${END} or not ${THEN})
			order by change.effective_on desc, change.id desc limit 1)
		union all
		(select coalesce(change.old_state, '${table.first}'), ${DAY} from @.status_change change
			where ${ofRow} order by change.id limit 1)
	) told`;
	const told = (value: string) => `(select ${value} from ${telling} limit 1)`;
	// What was written with another state does not belong to the one of the day.
	const fits = (state: string, column: string) =>
		column === 'reason'
			? `case when ${state} = row.state::text then row.reason
				when ${state} in ('declined', 'not_applicable') then coalesce(row.reason, '') end`
			: `case when ${state} in ${table.reached} and ${state} = row.state::text then row.${column} end`;
	const reached = told(`case when told.state in ${table.reached} then
		case when row.state::text in ${table.reached} and row.${table.reached_on} <= ${DAY} then row.${table.reached_on} else told.since end end`);
	const shown = columns.map(({ name }) => {
		if (name === 'state')
			return `case when ${late} then ${told(`told.state::${table.type}`)}
				when next.state is not null then next.state::${table.type} else row.state end as state`;
		if (name === table.reached_on)
			return `case when ${late} or next.state in ${table.reached} then ${reached}
				when next.state is null then row.${name} end as ${name}`;
		if (table.fitting.includes(name))
			return `case when ${late} then ${told(fits('told.state', name))}
				when next.state is not null then ${fits('next.state', name)} else row.${name} end as ${name}`;
		return `row."${name}"`;
	});
	return `create view @as_of.${table.name} as select ${shown.join(', ')} from (${recorded(row, columns)}) row
		left join ${next} next on next.${table.of} = row.${table.of} and next.municipality_code = row.municipality_code`;
}
