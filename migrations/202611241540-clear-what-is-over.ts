import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
	const {
		rows: [place]
	} = await sql<{ schema: string }>`select current_schema() as schema`.execute(db);
	const path = sql`set search_path = ${sql.id(place?.schema ?? 'public')}, pg_temp`;

	await sql`
		-- The five last forms of a person are kept. Who sends one is not signed in, so no policy can let them clear up.
		create function keep_five_forms() returns trigger language plpgsql security definer ${path} as $$
		begin
			delete from kept_form where id in (
				select id from kept_form where person_id = new.person_id
				order by id = new.id desc, expires_at desc, id offset 5);
			return null;
		end $$
	`.execute(db);
	await sql`revoke all on function keep_five_forms() from public`.execute(db);
	await sql`
		create trigger keep_five after insert on kept_form for each row execute function keep_five_forms()
	`.execute(db);

	await sql`
		-- Clears kept forms whose hour is over, and sessions that were over and unused for so many days. A person's two
		-- last sessions stay: they say when somebody was last here, and the time before.
		create function clear_what_is_over(days integer) returns void language plpgsql security definer ${path} as $$
		begin
			if days is null or days < 15 then
				raise exception 'sessions are kept for as long as one may last' using errcode = 'invalid_parameter_value';
			end if;
			delete from kept_form where expires_at < now();
			delete from session where token_hash in (
				select token_hash from (
					select token_hash, used_at, ended_at, expires_at,
						row_number() over (partition by person_id order by last_seen_at desc, used_at desc) as place
					from session) each_one
				where place > 2 and used_at < now() - make_interval(days => clear_what_is_over.days)
					and (ended_at is not null or expires_at < now()));
		end $$
	`.execute(db);
	await sql`revoke all on function clear_what_is_over(integer) from public`.execute(db);
	await sql`grant execute on function clear_what_is_over(integer) to overblik_app`.execute(db);
}
