import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
	const {
		rows: [place]
	} = await sql<{ schema: string }>`select current_schema() as schema`.execute(db);
	const path = sql`set search_path = ${sql.id(place?.schema ?? 'public')}, pg_temp`;

	await sql`
		-- Takes name, mail, title and telephone of those who left so many months ago out of their row and of what the
		-- audit holds of it, and forgets their sessions and what providers call them; returns whose. Runs with the owner's rights, since the app's role
		-- cannot edit the audit, and does nothing else: who has access still, or has not left, stays.
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
