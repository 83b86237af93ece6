import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
	const {
		rows: [place]
	} = await sql<{ schema: string }>`select current_schema() as schema`.execute(db);
	const path = sql`set search_path = ${sql.id(place?.schema ?? 'public')}, pg_temp`;

	// left_on: the last day in the job. pseudonymised_on: the day on which the name was taken out of everything kept.
	await sql`
		alter table person
			add column left_on date,
			add column pseudonymised_on date check (pseudonymised_on is null or left_on is not null)
	`.execute(db);
	await sql`create index person_left on person (left_on) where left_on is not null and pseudonymised_on is null`.execute(
		db
	);
	// The day on which the invitation to this access was last sent, or last failed to be.
	await sql`
		alter table access add column invited_on date, add column invitation_failed_on date
	`.execute(db);
	await sql`create index access_place on access (municipality_code) where revoked_on is null`.execute(db);
	await sql`grant update (left_on) on person to overblik_app`.execute(db);
	await sql`grant update (invited_on, invitation_failed_on) on access to overblik_app`.execute(db);

	// Looked at when a statement is done instead of row by row, so that one statement may move the mark from one
	// holder to another, as undoing does.
	await sql`drop index role_holder_primary`.execute(db);
	await sql`
		alter table role_holder add constraint role_holder_primary
			exclude using btree (municipality_code with =, role_slug with =)
			where (is_primary and held_until is null) deferrable initially immediate
	`.execute(db);
	await sql`
		create unique index role_holder_once on role_holder (municipality_code, role_slug, person_id)
		where held_until is null
	`.execute(db);
	await sql`create index role_holder_person on role_holder (person_id)`.execute(db);

	await sql`
		-- Somebody of one's own place: whose home it is, or who has access or a role there.
		create function may_administer_person(of_person integer) returns boolean
			language sql stable security definer ${path} as $$
			select coalesce((
				select case
					when hat.kind = 'kombit_administrator' then true
					when hat.kind in ('programleder', 'klik_administrator') then
						exists (select from person where id = of_person and municipality_code = hat.municipality_code)
						or exists (select from access where person_id = of_person and municipality_code = hat.municipality_code)
						or exists (select from role_holder where person_id = of_person and municipality_code = hat.municipality_code)
				end
				from hat()
			), false)
		$$
	`.execute(db);

	// A group changes its owner when somebody's work is handed over: by who administers both, and without a change of
	// anything else in a group that is not theirs to edit.
	await sql`grant update (owner_id) on municipality_group to overblik_app`.execute(db);
	await sql`
		create policy handing_over on municipality_group for update to overblik_app
		using (true) with check (owner_id is not null and may_administer_person(owner_id))
	`.execute(db);
	await sql`
		create function keep_group_owner() returns trigger language plpgsql as $$
		begin
			if old.owner_id is distinct from new.owner_id and not (
				may_administer_person(old.owner_id) and may_administer_person(new.owner_id))
			then
				raise exception 'a group changes hands by who administers both' using errcode = 'insufficient_privilege';
			end if;
			if not may_edit_group(old.project_id, old.owner_id)
				and to_jsonb(new) - '{owner_id,version}'::text[] is distinct from to_jsonb(old) - '{owner_id,version}'::text[]
			then
				raise exception 'the group is not yours' using errcode = 'insufficient_privilege';
			end if;
			return new;
		end $$
	`.execute(db);
	await sql`
		create trigger owner before update on municipality_group for each row
		when (current_user = 'overblik_app') execute function keep_group_owner()
	`.execute(db);

	await sql`
		create function keep_last_administrator() returns trigger language plpgsql security definer ${path} as $$
		begin
			-- Two who revoke each other at the same moment: the second waits and is refused.
			perform pg_advisory_xact_lock(hashtext('last_administrator'));
			if not exists (
				select from access other join person on person.id = other.person_id
				where other.kind = 'kombit_administrator' and other.revoked_on is null and other.id <> old.id
					and person.left_on is null)
			then
				raise exception 'the last administrator stays' using errcode = 'insufficient_privilege';
			end if;
			return new;
		end $$
	`.execute(db);
	await sql`
		create trigger last_administrator before update on access for each row
		when (current_user = 'overblik_app' and old.kind = 'kombit_administrator' and old.revoked_on is null
			and (new.kind <> 'kombit_administrator' or new.revoked_on is not null))
		execute function keep_last_administrator()
	`.execute(db);

	await sql`
		-- What the audit holds about the acting person: their own row, their accesses and the roles they held.
		create function audit_about_oneself() returns setof audit_event language sql stable security definer ${path} as $$
			select event.* from audit_event event
			where acting_setting('person') is not null and (
				(table_name = 'person' and row_key = jsonb_build_object('id', acting_setting('person')::integer))
				or (table_name = 'access' and row_key in (
					select jsonb_build_object('id', id) from access where person_id = acting_setting('person')::integer))
				or (table_name = 'role_holder' and row_key in (
					select jsonb_build_object('id', id) from role_holder where person_id = acting_setting('person')::integer)))
			order by event.id
		$$
	`.execute(db);

	await sql`
		-- A kept person row or part of one, without what says who it was.
		create function without_identity(kept jsonb, of_person integer) returns jsonb language sql immutable as $$
			select kept || coalesce((
				select jsonb_object_agg(key, case key
					when 'name' then to_jsonb('Tidligere medarbejder ' || of_person)
					when 'email' then to_jsonb('tidligere-' || of_person || '@overblik.invalid')
					else 'null'::jsonb end)
				from jsonb_object_keys(kept) key where key in ('name', 'email', 'title', 'phone')), '{}')
		$$
	`.execute(db);
	await sql`
		-- Takes name, mail, title and telephone of those who left so many months ago out of their row and of what the
		-- audit holds of it, and forgets their sessions; returns whose. Runs with the owner's rights, since the app's role
		-- cannot edit the audit, and does nothing else: who has access still, or has not left, stays.
		create function pseudonymise_people(months integer) returns setof integer
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
			select array_agg(id order by id) into gone from person
			where pseudonymised_on is null and left_on + make_interval(months => months) <= day
				and not exists (select from access where person_id = person.id and revoked_on is null);
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
			delete from form_key where person_id = any(gone);
			return query select unnest(gone);
		end $$
	`.execute(db);
	await sql`revoke execute on function pseudonymise_people(integer) from public`.execute(db);
	await sql`grant execute on function pseudonymise_people(integer) to overblik_app`.execute(db);
}
