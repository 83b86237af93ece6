import { type Kysely, sql } from 'kysely';

// What stands on pages of history (202611250200); its view is made anew for what is private of it.
const TOLD = [
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
	'role_holder',
	'meeting',
	'agenda_item',
	'editorial_turn',
	'poll',
	'poll_answer',
	'slide_edit'
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

	await sql`
		-- The language that its browser last read in: whoever is written to is written to in the one they read in last.
		alter table session add column language text not null default 'da' check (language in ('da', 'en'))
	`.execute(db);
	await sql`grant update (language) on session to overblik_app`.execute(db);

	// remark: what a municipality said with its answer, for KOMBIT and itself.
	await sql`alter table editorial_turn add column remark text`.execute(db);
	await sql`grant update (remark) on editorial_turn to overblik_app`.execute(db);
	await run(`alter table @as_of.past_editorial_turn add column remark text`);
	await rememberTurns(db, run);

	await sql`create type editorial_letter_kind as enum ('asking', 'reminder')`.execute(db);
	await sql`create type editorial_letter_state as enum ('leaving', 'sent', 'failed')`.execute(db);
	await sql`
		-- A row says that somebody was written to on a day about helping to edit a meeting, for a municipality. It is there
		-- before the mail goes out, so that nobody gets two on one day; one that is still leaving on a later day was never
		-- confirmed. It stays when the asking is taken back: a mail that went out cannot be.
		create table editorial_letter (
			id integer generated always as identity primary key,
			meeting_id integer not null references meeting,
			municipality_code text not null references municipality,
			person_id integer not null references person,
			kind editorial_letter_kind not null,
			sent_on date not null,
			state editorial_letter_state not null default 'leaving',
			unique (meeting_id, municipality_code, person_id, sent_on)
		)
	`.execute(db);
	await sql`create index editorial_letter_person on editorial_letter (person_id)`.execute(db);
	await sql`alter table editorial_letter enable row level security`.execute(db);
	await sql`grant select, insert, delete, update (state) on editorial_letter to overblik_app`.execute(db);
	await sql`create policy reading on editorial_letter for select to overblik_app using (true)`.execute(db);
	await sql`
		create policy adding on editorial_letter for insert to overblik_app with check (may_run_meetings())
	`.execute(db);
	await sql`
		create policy changing on editorial_letter for update to overblik_app using (true) with check (may_run_meetings())
	`.execute(db);
	await sql`
		create policy removing on editorial_letter for delete to overblik_app using (may_run_meetings())
	`.execute(db);
	await sql`
		-- What was sent stays so: to undo the asking would be to forget a mail that somebody has.
		create function keep_sent() returns trigger language plpgsql as $$
		begin
			raise exception 'a mail that went out stays sent' using errcode = 'insufficient_privilege';
		end $$
	`.execute(db);
	await sql`
		create trigger stays_sent before update on editorial_letter for each row when (old.state = 'sent')
		execute function keep_sent()
	`.execute(db);
	await sql`
		create trigger audit after insert or update or delete on editorial_letter for each row
		when (current_user = 'overblik_app' or current_setting('overblik.loading', true) is distinct from 'on')
		execute function write_audit('id', 'meeting_id')
	`.execute(db);
	await run(`
		create view @as_of.editorial_letter as
		select * from @.editorial_letter where sent_on <= @as_of.looked_at()`);
	await run(`grant select on @as_of.editorial_letter to overblik_app`);

	await sql`
		create or replace view row_history as
		select id, recorded_at, table_name, row_key, operation, person_id, request_id, municipality_code,
			task_id, version_id, project_id,
			case when table_name <> 'follow_up' then old - private.keys end as old,
			case when table_name <> 'follow_up' then new - private.keys end as new,
			case when table_name = 'follow_up' then old else private.of_old end as private_old,
			case when table_name = 'follow_up' then new else private.of_new end as private_new,
			meeting_id
		from audit_event
		cross join lateral (
			select case table_name
				when 'task_state' then array['note']
				when 'signature' then array['reference', 'reason']
				when 'role_holder' then array['bounced_on']
				when 'editorial_turn' then array['remark']
				else array[]::text[] end as keys
		) named
		cross join lateral (
			select keys,
				(select jsonb_object_agg(key, value) from jsonb_each(old) where key = any(keys)) as of_old,
				(select jsonb_object_agg(key, value) from jsonb_each(new) where key = any(keys)) as of_new
		) private
		where table_name in (${sql.join(TOLD.map((table) => sql.lit(table)))})
			and (table_name not in ('municipality_group', 'municipality_group_member') or project_id is not null)
	`.execute(db);
}

/** What keeps the turns as they were (202611242300), with the column they have now. */
async function rememberTurns(db: Kysely<unknown>, run: (text: string) => Promise<unknown>): Promise<void> {
	const { rows } = await sql<{ name: string }>`
		select attname as name from pg_attribute
		where attrelid = 'editorial_turn'::regclass and attnum > 0 and not attisdropped order by attnum
	`.execute(db);
	const list = (from: string) => rows.map(({ name }) => `${from}."${name}"`).join(', ');
	const columns = rows.map(({ name }) => `"${name}"`).join(', ');
	const keep = (from: string) => `
		insert into @as_of.past_editorial_turn (${columns}, since, until, was_there)
		select ${list('was')}, stood.since, stood.until, tg_op <> 'INSERT' from ${from}
		cross join lateral (
			select coalesce(max(earlier.until), '-infinity') as since,
				(coalesce(acting_setting('recorded_at')::timestamptz, clock_timestamp())
					at time zone 'Europe/Copenhagen')::date as until
			from @as_of.past_editorial_turn earlier where earlier.id = was.id
		) stood where stood.since < stood.until;`;
	await run(`
		create or replace function @as_of.keep_editorial_turn() returns trigger language plpgsql security definer
			set search_path = @home, pg_temp set enable_seqscan = off as $$
		begin
			if tg_op = 'UPDATE' then ${keep('was join now on now.id = was.id and now is distinct from was')}
			else ${keep('was')}
			end if;
			return null;
		end $$`);
	await run(`
		create or replace view @as_of.editorial_turn as
		select ${list('row')} from (
			select ${list('present')} from @.editorial_turn present where not exists (
				select from @as_of.past_editorial_turn past where past.id = present.id and past.until > @as_of.looked_at())
			union all
			select ${list('past')} from @as_of.past_editorial_turn past
			where past.until > @as_of.looked_at() and past.since <= @as_of.looked_at() and past.was_there
		) row`);
}
