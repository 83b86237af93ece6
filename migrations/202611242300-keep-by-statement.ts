import { type Kysely, sql } from 'kysely';

// What 202611241700 keeps row by row is kept by statement, which for many rows is quicker; and always by index: a plan that
// was kept from when the tables were empty would read all of them for each row.
const BY_INDEX = 'set enable_seqscan = off';

const KEPT = [
	'task_state',
	'task_step_done',
	'signature',
	'follow_up',
	'project',
	'project_status',
	'project_lead',
	'milestone',
	'milestone_move',
	'readiness_item',
	'project_contact',
	'project_link',
	'municipality_group',
	'municipality_group_member',
	'role_holder'
];

const OLD_AND_NEW = {
	insert: 'new table as was',
	update: 'old table as was new table as now',
	delete: 'old table as was'
};

const STATES = [
	{ name: 'task_state', of: 'task_id', type: 'task_progress', first: 'not_started' },
	{ name: 'signature', of: 'version_id', type: 'signature_state', first: 'not_sent' }
];

export async function up(db: Kysely<unknown>): Promise<void> {
	const {
		rows: [place]
	} = await sql<{ schema: string }>`select current_schema() as schema`.execute(db);
	const home = place?.schema ?? 'public';
	const there = home === 'public' ? 'as_of' : `${home}_as_of`;
	const run = (text: string) =>
		sql
			.raw(
				text
					.replaceAll('@as_of.', `"${there}".`)
					.replaceAll('@.', `"${home}".`)
					.replaceAll('@home', `"${home}"`)
			)
			.execute(db);
	for (const table of KEPT) for (const statement of await keeping(db, table)) await run(statement);
	for (const table of STATES) await run(telling(table));
}

/** The day of a moment in Denmark. */
function dayOf(moment: string): string {
	return `(${moment} at time zone 'Europe/Copenhagen')::date`;
}

async function keeping(db: Kysely<unknown>, table: string): Promise<string[]> {
	const { rows } = await sql<{ name: string; is_key: boolean }>`
		select attname as name, attnum = any(indkey) as is_key from pg_attribute
		join pg_index on indrelid = attrelid and indisprimary
		where attrelid = ${table}::regclass and attnum > 0 and not attisdropped order by attnum
	`.execute(db);
	const columns = rows.map(({ name }) => `"${name}"`).join(', ');
	const isSame = (other: string) =>
		rows.flatMap(({ name, is_key }) => (is_key ? [`${other}."${name}" = was."${name}"`] : [])).join(' and ');
	const keep = (from: string) => `
		insert into @as_of.past_${table} (${columns}, since, until, was_there)
		select was.*, stood.since, stood.until, tg_op <> 'INSERT' from ${from}
		cross join lateral (
			select coalesce(max(earlier.until), '-infinity') as since,
				${dayOf("coalesce(acting_setting('recorded_at')::timestamptz, clock_timestamp())")} as until
			from @as_of.past_${table} earlier where ${isSame('earlier')}
		) stood where stood.since < stood.until;`;
	return [
		`drop trigger past on @.${table}`,
		`create or replace function @as_of.keep_${table}() returns trigger language plpgsql security definer
			set search_path = @home, pg_temp ${BY_INDEX} as $$
		begin
			if tg_op = 'UPDATE' then ${keep(`was join now on ${isSame('now')} and now is distinct from was`)}
			else ${keep('was')}
			end if;
			return null;
		end $$`,
		...Object.entries(OLD_AND_NEW).map(
			([operation, tables]) => `create trigger past_${operation} after ${operation} on @.${table}
				referencing ${tables} for each statement
				-- As with the record of changes: filling an empty database is no change of anybody's.
				when (current_user = 'overblik_app' or current_setting('overblik.loading', true) is distinct from 'on')
				execute function @as_of.keep_${table}()`
		)
	];
}

function telling({ name, of, type, first }: (typeof STATES)[number]): string {
	const told = `@as_of.told_${name}`;
	const isOfNew = `change.${of} = new.${of} and change.municipality_code = new.municipality_code`;
	return `create or replace function @as_of.tell_change_of_${name}() returns trigger language plpgsql security definer
		set search_path = @home, pg_temp ${BY_INDEX} as $$
	declare
		heard_on date := ${dayOf('new.recorded_at')};
		held record;
	begin
		-- The state that held on the day, as far as was known until now.
		delete from ${told} change
		where ${isOfNew} and from_on <= new.effective_on and until > new.effective_on and unheard = 'infinity'
		returning state, since, from_on, until, heard into held;
		if not found then
			select coalesce(last.new_state, new.old_state, '${first}')::@.${type} as state,
				coalesce(last.effective_on, '-infinity') as since, coalesce(last.effective_on, '-infinity') as from_on,
				coalesce((select min(effective_on) from status_change change
					where ${isOfNew} and effective_on > new.effective_on and id < new.id), 'infinity') as until,
				coalesce(${dayOf('last.recorded_at')}, '-infinity') as heard
			into held
			from (select) nothing left join lateral (
				select * from status_change change
				where ${isOfNew} and effective_on <= new.effective_on and id < new.id
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
	end $$`;
}
