import { type Kysely, sql } from 'kysely';

// What the views as of a day show is kept as it is overwritten: for each table a second one, whose rows are the rows that
// were, each with the time it stood (past_…), and for the states that have a history a third, of how long each held and
// from when on that was known (told_…). Putting them together from audit_event and status_change for every question anew
// (202611241100) took ever longer the more had changed since, and PostgreSQL long to plan. A column added to one of the
// tables goes into its past_… too.

interface Recorded {
	name: string;
	/** The columns that name a row. */
	key: string[];
	/** Rows of it are taken away by people, so some have to come back. */
	removable?: boolean;
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
	{ name: 'meeting', key: ['id'], removable: true },
	{ name: 'agenda_item', key: ['id'], removable: true },
	{ name: 'editorial_turn', key: ['id'], removable: true },
	{ name: 'poll', key: ['id'], removable: true },
	{ name: 'poll_answer', key: ['poll_id', 'position'], removable: true },
	{
		name: 'task_step_done',
		key: ['step_id', 'municipality_code'],
		removable: true,
		dated: true,
		where: `done_on <= ${DAY}`
	},
	{ name: 'follow_up', key: ['id'], removable: true, dated: true, where: `happened_on <= ${DAY}` },
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
		removable: true,
		dated: true,
		where: `effective_on <= ${DAY} and (recorded_at < ${END} or not ${THEN})`
	},
	{ name: 'project_lead', key: ['project_id', 'person_id'], removable: true },
	{ name: 'milestone_move', key: ['id'], removable: true, dated: true, where: `moved_on <= ${DAY}` },
	{ name: 'readiness_item', key: ['id'], removable: true },
	{ name: 'project_contact', key: ['id'], removable: true },
	{ name: 'project_link', key: ['id'], removable: true },
	{ name: 'municipality_group', key: ['id'], removable: true },
	{ name: 'municipality_group_member', key: ['group_id', 'municipality_code'], removable: true },
	{
		name: 'role_holder',
		key: ['id'],
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
		removable: true,
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

/** What a trigger sees of the rows that one statement writes. */
const OLD_AND_NEW = {
	insert: 'new table as was',
	update: 'old table as was new table as now',
	delete: 'old table as was'
};

// By statement, which for many rows is quicker than row by row; and always by index: a plan that was kept from when the
// tables were empty would read all of them for each row.
const BY_INDEX = 'set enable_seqscan = off';

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
			.raw(
				text
					.replaceAll('@as_of.', `"${there}".`)
					.replaceAll('@.', `"${home}".`)
					.replaceAll('@home', `"${home}"`)
			)
			.execute(db);

	const kept: Recorded[] = [
		...RECORDED,
		...STATES.map(({ name, of }) => ({ name, key: [of, 'municipality_code'] }))
	];
	for (const table of kept) for (const statement of await keeping(db, table)) await run(statement);
	await run(`
		-- The first day whose news is left out: the one after the day that is looked at, or none.
		create function @as_of.known_until() returns date language sql stable parallel safe
			return current_setting('overblik.known_until')::date`);
	await run(`
		create or replace function look_back(day date, known text, today date) returns void language sql as $$
			select set_config('search_path', '"${there}", "${home}"', true),
				set_config('overblik.as_of', day::text, true), set_config('overblik.known', known, true),
				set_config('overblik.known_until', case known when 'then' then (day + 1)::text else 'infinity' end, true),
				set_config('overblik.present_day', today::text, true),
				-- Hardly anything is asked twice within a statement; PostgreSQL would guess otherwise.
				set_config('enable_memoize', 'off', true),
				-- Compiling these statements takes longer than running them.
				set_config('jit', 'off', true)
		$$`);
	for (const table of STATES) for (const statement of telling(table)) await run(statement);
	await run(`
		-- Tells the states' history anew, after rows of status_change were written with the setting overblik.loading on.
		create function tell_history() returns void language plpgsql as $$
		begin
			${STATES.map(({ name }) => `perform @as_of.tell_${name}(); analyze @as_of.told_${name};`).join('\n')}
		end $$`);
	await run(`select tell_history()`);
	for (const table of RECORDED) {
		await run(await recordedView(db, table));
		await run(`grant select on @as_of.${table.name} to overblik_app`);
	}
	for (const table of STATES) await run(await stateView(db, table));
	await run(await closingView(db, 'task', { closed: 'closed_on', where: `row.published_on <= ${DAY}` }));
	await run(await closingView(db, 'agreement', { closed: 'ended_on' }));
	await sql`set local search_path = ${sql.id(there)}, ${sql.id(home)}`.execute(db);
	await run(`
		-- Of the tables themselves, whose statistics PostgreSQL knows; the version asked for on a day gives the same.
		create or replace function @as_of.asking_version(day date) returns table (
			agreement_id integer, version_id integer, "position" integer, label text, sent_on date, deadline_on date
		) language sql stable parallel safe begin atomic
			select distinct on (v.agreement_id) v.agreement_id, v.id, v.position, v.label, v.sent_on, v.deadline_on
			from @.agreement_version v
			join @.agreement a on a.id = v.agreement_id
			where a.kind <> 'general_terms' and (a.ended_on is null or a.ended_on > least(day, ${DAY}))
				and v.is_substantive and v.sent_on <= day
			order by v.agreement_id, v.position desc;
		end`);
	await run(`
		-- Each signature looked at once: the views are dearer to ask than the tables. Of one agreement or municipality only
		-- its own signatures are looked at.
		create or replace function @as_of.standing_on(day date) returns table (
			agreement_id integer, version_id integer, municipality_code text, standing standing, deadline_on date
		) language sql stable parallel safe begin atomic
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
				select asking.agreement_id, asking.version_id, s.municipality_code, asking.deadline_on,
					min(s.state) filter (where v.position = asking.position) as own,
					coalesce(bool_or(v.position > asking.position and s.state in ('signed', 'registered')), false) as signed_later,
					coalesce(bool_or(v.position < asking.position and s.state in ('signed', 'registered')), false) as signed_earlier
				from asking_version(day) asking
				join agreement_version v on v.agreement_id = asking.agreement_id
				join signature s on s.version_id = v.id
				group by asking.agreement_id, asking.version_id, s.municipality_code, asking.deadline_on
			) stand
			where own is not null;
		end`);
	await sql`set local search_path = ${sql.id(home)}`.execute(db);
}

async function columnsOf(db: Kysely<unknown>, table: string): Promise<string[]> {
	const { rows } = await sql<{ name: string }>`
		select attname as name from pg_attribute
		where attrelid = ${table}::regclass and attnum > 0 and not attisdropped order by attnum
	`.execute(db);
	return rows.map(({ name }) => name);
}

/** The day of a moment in Denmark. */
function dayOf(moment: string): string {
	return `(${moment} at time zone 'Europe/Copenhagen')::date`;
}

function sameKey({ key }: Pick<Recorded, 'key'>, one: string, other: string): string {
	return key.map((column) => `${one}."${column}" = ${other}."${column}"`).join(' and ');
}

/** Keeps each row as it was before a change of it, and fills in what the record of changes tells of the time before. */
async function keeping(db: Kysely<unknown>, table: Recorded): Promise<string[]> {
	const { name, key } = table;
	const columns = (await columnsOf(db, name)).map((column) => `"${column}"`).join(', ');
	const keep = (from: string) => `
		insert into @as_of.past_${name} (${columns}, since, until, was_there)
		select was.*, stood.since, stood.until, tg_op <> 'INSERT' from ${from}
		cross join lateral (
			select coalesce(max(earlier.until), '-infinity') as since,
				${dayOf("coalesce(acting_setting('recorded_at')::timestamptz, clock_timestamp())")} as until
			from @as_of.past_${name} earlier where ${sameKey(table, 'earlier', 'was')}
		) stood where stood.since < stood.until;`;
	const rowKey = `jsonb_build_object(${key.map((column) => `'${column}', present."${column}"`).join(', ')})`;
	return [
		// A row is what stood at the end of each day from since (of the first one it is not known) until before until; where
		// was_there is false there was nothing yet. What stood at the end of no day is not kept. As of a day there is one row
		// at most; without one the row of the table stands.
		`create table @as_of.past_${name} as select ${columns}, null::date as since, null::date as until,
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
				coalesce(max(${dayOf('event.recorded_at')}) over (partition by event.row_key order by event.id
					rows between unbounded preceding and 1 preceding), '-infinity') as since,
				${dayOf('event.recorded_at')} as until, event.operation <> 'insert' as was_there
			from @.audit_event event left join @.${name} present on event.row_key = ${rowKey}
			where event.table_name = '${name}'
		) told where since < until`,
		`create index past_${name}_row on @as_of.past_${name} (${key.join(', ')}, until)`,
		...(key.length > 1 ? [`create index past_${name}_of on @as_of.past_${name} (${key[0]}, until)`] : []),
		`create index past_${name}_until on @as_of.past_${name} (until)`,
		`create function @as_of.keep_${name}() returns trigger language plpgsql security definer
			set search_path = @home, pg_temp ${BY_INDEX} as $$
		begin
			if tg_op = 'UPDATE' then ${keep(`was join now on ${sameKey(table, 'now', 'was')} and now is distinct from was`)}
			else ${keep('was')}
			end if;
			return null;
		end $$`,
		...Object.entries(OLD_AND_NEW).map(
			([operation, tables]) => `create trigger past_${operation} after ${operation} on @.${name}
				referencing ${tables} for each statement
				-- As with the record of changes: filling an empty database is no change of anybody's.
				when (current_user = 'overblik_app' or current_setting('overblik.loading', true) is distinct from 'on')
				execute function @as_of.keep_${name}()`
		),
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
	const { name, key, dated, removable } = table;
	const known = dated ? `and ${THEN}` : '';
	if (!removable) {
		// Joined like this, rows can be looked up one by one.
		const shown = columns.map((column) =>
			key.includes(column)
				? `present."${column}"`
				: `case when past.until is null then present."${column}" else past."${column}" end as "${column}"`
		);
		return `
			select ${shown.join(', ')} from @.${name} present
			left join @as_of.past_${name} past
				on ${sameKey(table, 'past', 'present')} and past.until > ${DAY} and past.since <= ${DAY} ${known}
			where past.was_there is distinct from false`;
	}
	const list = (from: string) => columns.map((column) => `${from}."${column}"`).join(', ');
	return `
		select ${list('present')} from @.${name} present where not exists (
			select from @as_of.past_${name} past where ${sameKey(table, 'past', 'present')} and past.until > ${DAY} ${known})
		union all
		select ${list('past')} from @as_of.past_${name} past
		where past.until > ${DAY} and past.since <= ${DAY} and past.was_there ${known}`;
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

type State = (typeof STATES)[number];

/**
 * Tells how long each state held, from status_change. A row of told_… says that from from_on until before until, as known at
 * the end of each day from heard until before unheard, the state was this one, and since when. What holds until today, and
 * was known on its day, stands in the table itself and is not told.
 */
function telling({ name, of, type, first }: State): string[] {
	const told = `@as_of.told_${name}`;
	const columns = `${of}, municipality_code, state, since, from_on, until, heard, unheard`;
	const isOf = (other: string) =>
		`change.${of} = ${other}.${of} and change.municipality_code = ${other}.municipality_code`;
	return [
		`create table ${told} (
			${of} integer not null,
			municipality_code text not null,
			state @.${type} not null,
			since date not null,
			from_on date not null,
			until date not null,
			heard date not null,
			unheard date not null
		)`,
		`create function @as_of.tell_${name}() returns void language plpgsql set search_path = @home, pg_temp as $$
		begin
			truncate ${told};
			create temporary table late on commit drop as
				select distinct ${of}, municipality_code from status_change change
				where ${of} is not null and ${dayOf('change.recorded_at')} > effective_on;
			-- Where each change was known on its day, one state follows the other.
			insert into ${told} (${columns})
			select ${of}, municipality_code, state::@.${type}, since, since, until, heard, 'infinity' from (
				select ${of}, municipality_code, effective_on as until, id,
					coalesce(lag(new_state) over one, old_state, '${first}') as state,
					coalesce(lag(effective_on) over one, '-infinity') as since,
					coalesce(lag(${dayOf('recorded_at')}) over one, '-infinity') as heard
				from status_change change
				where ${of} is not null and not exists (select from late where ${isOf('late')})
				window one as (partition by ${of}, municipality_code order by effective_on, id)
			) span where since < until
			order by ${of}, municipality_code, until;
			-- Elsewhere it is told for each stretch of days, by what was known on each day.
			insert into ${told} (${columns})
			select ${of}, municipality_code, coalesce(last.new_state, min(first_state))::@.${type},
				coalesce(last.effective_on, '-infinity'), from_on, until, min(heard), max(unheard)
			from (
				select ${of}, municipality_code, from_on,
					lead(from_on, 1, 'infinity') over (partition by ${of}, municipality_code order by from_on) as until
				from (
					select ${of}, municipality_code, '-infinity'::date as from_on from late
					union
					select change.${of}, change.municipality_code, effective_on from status_change change join late on ${isOf('late')}
				) stretch
			) days
			join (
				select ${of}, municipality_code, heard, first_state,
					lead(heard, 1, 'infinity') over (partition by ${of}, municipality_code order by heard) as unheard
				from (
					select ${of}, municipality_code, '-infinity'::date as heard from late
					union
					select change.${of}, change.municipality_code, ${dayOf('recorded_at')} from status_change change join late on ${isOf('late')}
				) moment
				cross join lateral (
					select coalesce(old_state, '${first}') as first_state from status_change change
					where ${isOf('moment')} order by id limit 1
				) before
			) known using (${of}, municipality_code)
			left join lateral (
				select id, new_state, effective_on from status_change change
				where ${isOf('days')} and effective_on <= days.from_on and ${dayOf('recorded_at')} <= known.heard
				order by effective_on desc, id desc limit 1
			) last on true
			group by ${of}, municipality_code, from_on, until, last.id, last.new_state, last.effective_on
			having max(unheard) > from_on and (until < 'infinity' or max(unheard) < 'infinity' or min(heard) > from_on);
			drop table late;
		end $$`,
		`create index told_${name}_row on ${told} (${of}, municipality_code, until)`,
		`create index told_${name}_of on ${told} (${of}, until)`,
		`create index told_${name}_until on ${told} (until)`,
		`create function @as_of.tell_change_of_${name}() returns trigger language plpgsql security definer
			set search_path = @home, pg_temp ${BY_INDEX} as $$
		declare
			heard_on date := ${dayOf('new.recorded_at')};
			held record;
		begin
			-- The state that held on the day, as far as was known until now.
			delete from ${told} change
			where ${isOf('new')} and from_on <= new.effective_on and until > new.effective_on and unheard = 'infinity'
			returning state, since, from_on, until, heard into held;
			if not found then
				select coalesce(last.new_state, new.old_state, '${first}')::@.${type} as state,
					coalesce(last.effective_on, '-infinity') as since, coalesce(last.effective_on, '-infinity') as from_on,
					coalesce((select min(effective_on) from status_change change
						where ${isOf('new')} and effective_on > new.effective_on and id < new.id), 'infinity') as until,
					coalesce(${dayOf('last.recorded_at')}, '-infinity') as heard
				into held
				from (select) nothing left join lateral (
					select * from status_change change
					where ${isOf('new')} and effective_on <= new.effective_on and id < new.id
					order by effective_on desc, id desc limit 1
				) last on true;
			end if;
			insert into ${told} (${of}, municipality_code, state, since, from_on, until, heard, unheard)
			select new.${of}, new.municipality_code, span.* from (values
				(held.state, held.since, held.from_on, new.effective_on, held.heard, 'infinity'::date),
				-- Whoever asks what was known before still hears the state that it corrects.
				(held.state, held.since, new.effective_on, held.until, held.heard, heard_on),
				(new.new_state::@.${type}, new.effective_on, new.effective_on, held.until, heard_on, 'infinity')
			) span(state, since, from_on, until, heard, unheard)
			where from_on < until and heard < unheard and from_on < unheard
				and (until = new.effective_on or until < 'infinity' or heard_on > new.effective_on);
			return null;
		end $$`,
		`create trigger told_${name} after insert on @.status_change for each row
			when (new.${of} is not null and current_setting('overblik.loading', true) is distinct from 'on')
			execute function @as_of.tell_change_of_${name}()`,
		`create function @as_of.empty_told_${name}() returns trigger language plpgsql as $$
		begin
			truncate ${told};
			return null;
		end $$`,
		`create trigger told_${name}_emptied after truncate on @.status_change execute function @as_of.empty_told_${name}()`
	];
}

async function stateView(db: Kysely<unknown>, table: State): Promise<string> {
	const columns = await columnsOf(db, table.name);
	const key = [table.of, 'municipality_code'];
	// What was written with another state does not belong to the one of the day.
	const shown = columns.map((name) => {
		if (name === 'state') return `coalesce(told.state, row.state) as state`;
		if (name === table.reached_on)
			return `case when told.state is null then row.${name} when told.state in ${table.reached} then
				case when row.state in ${table.reached} and row.${name} <= ${DAY} then row.${name}
				-- Of what held before anything is known the day itself is said.
				when told.since = '-infinity' then ${DAY} else told.since end end as ${name}`;
		if (name === 'reason')
			return `case when told.state is null or told.state = row.state then row.reason
				when told.state in ('declined', 'not_applicable') then coalesce(row.reason, '') end as reason`;
		if (table.fitting.includes(name))
			return `case when told.state is null or told.state = row.state then row.${name} end as ${name}`;
		return `row."${name}"`;
	});
	return `create or replace view @as_of.${table.name} as
		select ${shown.join(', ')} from (${recorded({ name: table.name, key }, columns)}) row
		left join @as_of.told_${table.name} told on ${sameKey({ key }, 'told', 'row')}
			and told.from_on <= ${DAY} and told.until > ${DAY}
			and told.heard < @as_of.known_until() and told.unheard >= @as_of.known_until()`;
}

/** What was closed after the day was open on it. Joined, so that PostgreSQL knows by the column how few are open. */
async function closingView(
	db: Kysely<unknown>,
	table: string,
	{ closed, where = 'true' }: { closed: string; where?: string }
): Promise<string> {
	const columns = await columnsOf(db, table);
	return `create or replace view @as_of.${table} as
		select ${columns.map((name) => `${name === closed ? 'closed' : 'row'}."${name}"`).join(', ')} from @.${table} row
		left join @.${table} closed on closed.id = row.id and closed.${closed} <= ${DAY}
		where ${where}`;
}
