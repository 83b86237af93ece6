import { type Kysely, sql } from 'kysely';

// What the views as of a day show is kept as it is overwritten: for each table a second one, whose rows are the rows that
// were, each with the time it stood. Putting them together from the record of changes (202611241100), for every question
// anew, took ever longer the more had changed since. A column added to one of the tables goes into its past_… too.

interface Recorded {
	name: string;
	/** The columns that name a row. */
	key: string[];
	/** Its rows bear the day they are about: as known now, the rows are those of now, up to the day. */
	dated?: boolean;
	/** Which rows there were. */
	where?: string;
	/** What else the columns below are read off. */
	join?: string;
	/** Columns whose value was another one than the rows that were tell. */
	columns?: Record<string, string>;
}

const DAY = '@as_of.looked_at()';
const END = '@as_of.day_end()';
const THEN = '@as_of.known_then()';

// The first move of each milestone after the day that nobody recorded, which would have told the same.
const LATER_MOVES = `(
	select distinct on (milestone_id) milestone_id, old_starts_on, old_ends_on, old_precision from @.milestone_move move
	where moved_on > ${DAY} and not exists (
		select from @as_of.past_milestone_move past where past.id = move.id and not past.was_there)
	order by milestone_id, moved_on, id)`;

function turnedBack(column: string): string {
	return `case when moved.milestone_id is null then row.${column} else moved.old_${column} end`;
}

const RECORDED: Recorded[] = [
	{
		name: 'task_step_done',
		key: ['step_id', 'municipality_code'],
		dated: true,
		where: `done_on <= ${DAY}`
	},
	{ name: 'follow_up', key: ['id'], dated: true, where: `happened_on <= ${DAY}` },
	{
		name: 'project',
		key: ['id'],
		// A project that is planned today was so then, as far as is known; one that has begun since was not there.
		where: `(started_on is null or started_on <= ${DAY} or started_on > @as_of.present_day())`,
		columns: { ended_on: `case when ended_on <= ${DAY} then ended_on end` }
	},
	{
		name: 'project_status',
		key: ['id'],
		dated: true,
		where: `effective_on <= ${DAY} and (recorded_at < ${END} or not ${THEN})`
	},
	{ name: 'project_lead', key: ['project_id', 'person_id'] },
	{ name: 'milestone_move', key: ['id'], dated: true, where: `moved_on <= ${DAY}` },
	{ name: 'readiness_item', key: ['id'] },
	{ name: 'project_contact', key: ['id'] },
	{ name: 'project_link', key: ['id'] },
	{ name: 'municipality_group', key: ['id'] },
	{ name: 'municipality_group_member', key: ['group_id', 'municipality_code'] },
	{
		name: 'role_holder',
		key: ['id'],
		dated: true,
		columns: {
			held_until: `case when held_until <= ${DAY} then held_until end`,
			bounced_on: `case when bounced_on <= ${DAY} then bounced_on end`
		}
	},
	{
		name: 'milestone',
		key: ['id'],
		join: `left join ${LATER_MOVES} moved on moved.milestone_id = row.id`,
		columns: {
			// A move that came later than the day is turned back; moves that were recorded tell by themselves.
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
	// '@as_of.x' names what stands in the schema of the views, '@.x' what stands in the one of the tables.
	const run = (text: string) =>
		sql
			.raw(text.replaceAll('@as_of.', `"${there}".`).replaceAll('@.', `"${home}".`).replaceAll('@home', `"${home}"`))
			.execute(db);

	const kept: Recorded[] = [
		...RECORDED,
		...STATES.map(({ name, of }) => ({ name, key: [of, 'municipality_code'] }))
	];
	for (const table of kept) for (const statement of await keeping(db, table)) await run(statement);
	for (const table of RECORDED) await run(await recordedView(db, table));
	for (const table of STATES) await run(await stateView(db, table));
}

async function columnsOf(db: Kysely<unknown>, table: string): Promise<string[]> {
	const { rows } = await sql<{ name: string }>`
		select attname as name from pg_attribute
		where attrelid = ${table}::regclass and attnum > 0 and not attisdropped order by attnum
	`.execute(db);
	return rows.map(({ name }) => name);
}

function sameKey({ key }: Pick<Recorded, 'key'>, one: string, other: string): string {
	return key.map((column) => `${one}."${column}" = ${other}."${column}"`).join(' and ');
}

/** Keeps each row as it was before a change of it, and fills in what the record of changes tells of the time before. */
async function keeping(db: Kysely<unknown>, table: Recorded): Promise<string[]> {
	const { name, key } = table;
	const columns = (await columnsOf(db, name)).map((column) => `"${column}"`).join(', ');
	const keys = key.map((column) => `"${column}"`).join(', ');
	const rowKey = `jsonb_build_object(${key.map((column) => `'${column}', present."${column}"`).join(', ')})`;
	return [
		// A row stood from since (of the first one it is not known) until until; where was_there is false there was none yet.
		// As of a moment there is one row at most with since < moment <= until; without one the row of the table stands.
		`create table @as_of.past_${name} as select ${columns}, null::timestamptz as since, null::timestamptz as until,
			null::boolean as was_there from @.${name} with no data`,
		`alter table @as_of.past_${name} alter since set not null, alter until set not null, alter was_there set not null`,
		`insert into @as_of.past_${name} (${columns}, since, until, was_there)
		select ${(await columnsOf(db, name)).map((column) => `(was)."${column}"`).join(', ')}, since, until, was_there
		from (
			select jsonb_populate_record(null::@.${name}, case when event.operation = 'insert' then event.new
					else coalesce(to_jsonb(present), '{}') || (
						-- Of several changes of a column the earliest tells what it held.
						select jsonb_object_agg(field.key, field.value order by later.id desc)
						from @.audit_event later, jsonb_each(later.old) field
						where later.table_name = event.table_name and later.row_key = event.row_key and later.id >= event.id)
					end) as was,
				coalesce(max(event.recorded_at) over (partition by event.row_key order by event.id
					rows between unbounded preceding and 1 preceding), '-infinity') as since,
				event.recorded_at as until, event.operation <> 'insert' as was_there
			from @.audit_event event left join @.${name} present on event.row_key = ${rowKey}
			where event.table_name = '${name}'
		) told`,
		`create index past_${name}_key on @as_of.past_${name} (${keys}, until)`,
		`create index past_${name}_until on @as_of.past_${name} (until)`,
		`create function @as_of.keep_${name}() returns trigger language plpgsql security definer
			set search_path = @home, pg_temp as $$
		declare
			was @.${name} := case when tg_op = 'INSERT' then new else old end;
		begin
			if tg_op = 'UPDATE' and old is not distinct from new then return null; end if;
			insert into @as_of.past_${name} (${columns}, since, until, was_there)
			select (was).*,
				coalesce((select max(until) from @as_of.past_${name} earlier where ${sameKey(table, 'earlier', 'was')}), '-infinity'),
				coalesce(acting_setting('recorded_at')::timestamptz, clock_timestamp()), tg_op <> 'INSERT';
			return null;
		end $$`,
		`create trigger past after insert or update or delete on @.${name} for each row
			-- As with the record of changes: filling an empty database is no change of anybody's.
			when (current_user = 'overblik_app' or current_setting('overblik.loading', true) is distinct from 'on')
			execute function @as_of.keep_${name}()`,
		`create function @as_of.empty_${name}() returns trigger language plpgsql as $$
		begin
			truncate @as_of.past_${name};
			return null;
		end $$`,
		`create trigger past_emptied after truncate on @.${name} execute function @as_of.empty_${name}()`
	];
}

/** The rows of a table as they stood at the end of the day: those that have not changed since, and what the others were. */
function recorded(table: Recorded, columns: string[]): string {
	const { name, dated } = table;
	const known = dated ? `and ${THEN}` : '';
	const list = (from: string) => columns.map((column) => `${from}."${column}"`).join(', ');
	return `
		select ${list('present')} from @.${name} present where not exists (
			select from @as_of.past_${name} past where ${sameKey(table, 'past', 'present')} and past.until >= ${END} ${known})
		union all
		select ${list('past')} from @as_of.past_${name} past
		where past.until >= ${END} and past.since < ${END} and past.was_there ${known}`;
}

async function recordedView(db: Kysely<unknown>, table: Recorded): Promise<string> {
	const columns = await columnsOf(db, table.name);
	const shown = columns.map((name) => {
		const other = table.columns?.[name];
		return other ? `${other} as "${name}"` : `row."${name}"`;
	});
	return `create or replace view @as_of.${table.name} as
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
	const shown = columns.map((name) => {
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
	return `create or replace view @as_of.${table.name} as select ${shown.join(', ')} from (${recorded(row, columns)}) row
		left join ${known} known on known.${table.of} = row.${table.of} and known.municipality_code = row.municipality_code`;
}
