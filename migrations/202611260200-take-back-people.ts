import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
	const {
		rows: [place]
	} = await sql<{ schema: string }>`select current_schema() as schema`.execute(db);
	const path = sql`set search_path = ${sql.id(place?.schema ?? 'public')}, pg_temp`;

	await sql`
		-- People and their access stay, since history names them: but whoever added one takes it back within the time in
		-- which changes are undone (UNDO_HOURS), as long as nothing has come to depend on it. An administrator of KOMBIT is
		-- left: it takes one to take the access of one back.
		create function only_taken_back() returns trigger language plpgsql security definer ${path} as $$
		begin
			if not exists (
				select from audit_event event
				where event.table_name = tg_table_name and event.row_key = jsonb_build_object('id', old.id)
					and event.operation = 'insert' and event.person_id = acting_setting('person')::integer
					and event.recorded_at
						> coalesce(acting_setting('recorded_at')::timestamptz, clock_timestamp()) - interval '24 hours')
			then
				raise exception 'only who added it takes it back' using errcode = 'insufficient_privilege';
			end if;
			if tg_table_name = 'access' then
				if exists (select from session where access_id = old.id) then
					raise exception 'somebody has come in by it' using errcode = 'foreign_key_violation';
				end if;
			elsif exists (
				select from access where person_id = old.id
				union all select from role_holder where person_id = old.id
				union all select from project_lead where person_id = old.id
				union all select from municipality_group where owner_id = old.id
				union all select from task_state where old.id in (responsible_id, performer_id))
			then
				raise exception 'it is somebody by now' using errcode = 'foreign_key_violation';
			end if;
			return old;
		end $$
	`.execute(db);
	for (const [table, rule] of [
		['access', sql`may_administer(municipality_code)`],
		['person', sql`may_edit_person(id, municipality_code)`]
	] as const) {
		await sql`grant delete on ${sql.table(table)} to overblik_app`.execute(db);
		await sql`create policy removing on ${sql.table(table)} for delete to overblik_app using (${rule})`.execute(
			db
		);
		await sql`
			create trigger taken_back before delete on ${sql.table(table)} for each row
			when (current_user = 'overblik_app') execute function only_taken_back()
		`.execute(db);
	}
	await sql`
		-- Takes name, mail, title and telephone of those who left so many months ago out of their row and of what the
		-- audit holds of it, and forgets their sessions and what providers call them; so, too, for those whose adding was
		-- taken back as long ago. Returns whose. Runs with the owner's rights, since the app's role cannot edit the audit,
		-- and does nothing else: who has access still, or has not left, stays.
		create or replace function pseudonymise_people(months integer) returns setof integer
			language plpgsql security definer ${path} as $$
		declare
			day date := coalesce((select today from demo_world), (now() at time zone 'Europe/Copenhagen')::date);
			gone integer[];
			known text[];
		begin
			if months is null or months < 1 then
				raise exception 'names are kept for a month at least' using errcode = 'invalid_parameter_value';
			end if;
			-- Two instances at the same moment: one does it.
			if not pg_try_advisory_xact_lock(hashtext('pseudonymise_people')) then return; end if;
			select array_agg(id order by id) into gone from (
				select id from person
				where pseudonymised_on is null and left_on + make_interval(months => months) <= day
					and not exists (select from access where person_id = person.id and revoked_on is null)
				union
				select (row_key ->> 'id')::integer from audit_event event
				where table_name = 'person' and operation = 'delete'
					and (recorded_at at time zone 'Europe/Copenhagen')::date + make_interval(months => months) <= day
					and old ->> 'email' <> 'tidligere-' || (row_key ->> 'id') || '@overblik.invalid'
					and not exists (select from person where id = (event.row_key ->> 'id')::integer)) them;
			if gone is null then return; end if;
			-- By every name and mail they ever had: the demo's mailbox has letters to them, and from them.
			select array_agg(distinct lower(said)) into known from (
				select unnest(array[name, email]) as said from person where id = any(gone)
				union select unnest(array[old ->> 'name', old ->> 'email', new ->> 'name', new ->> 'email']) from audit_event
				where table_name = 'person' and (row_key ->> 'id')::integer = any(gone)) names
			where said <> '';
			delete from demo_mail where lower(to_address) = any(known) or lower(to_name) = any(known)
				or exists (select from unnest(known) said where strpos(lower(body), said) > 0);
			perform set_config('overblik.recorded_at', ((day + (now() at time zone 'Europe/Copenhagen')::time)
				at time zone 'Europe/Copenhagen')::text, true);
			update person set name = 'Tidligere medarbejder ' || id, email = 'tidligere-' || id || '@overblik.invalid',
				title = null, phone = null, pseudonymised_on = day
			where id = any(gone);
			update audit_event
			set old = without_identity(old, (row_key ->> 'id')::integer), new = without_identity(new, (row_key ->> 'id')::integer)
			where table_name = 'person' and (row_key ->> 'id')::integer = any(gone);
			delete from session where person_id = any(gone);
			delete from sign_in_link where person_id = any(gone);
			delete from kept_form where person_id = any(gone);
			delete from identity where person_id = any(gone);
			-- After it, since taking an identity away is noted as well.
			update audit_event
			set old = old || '{"subject": null}', new = new || '{"subject": null}'
			where table_name = 'identity' and (row_key ->> 'person_id')::integer = any(gone);
			delete from form_key where person_id = any(gone);
			return query select unnest(gone);
		end $$
	`.execute(db);
}
