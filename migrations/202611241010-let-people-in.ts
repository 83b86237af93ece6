import { type Kysely, sql } from 'kysely';

// Whoever signs in is not known yet, so no policy can ask who acts. What is secret is kept narrow in another way: the
// app's role has no right at all on links and flows and reaches one row of them at a time, by functions that want to be
// told its token. It cannot list them, nor move a link to somebody else.
export async function up(db: Kysely<unknown>): Promise<void> {
	const {
		rows: [place]
	} = await sql<{ schema: string }>`select current_schema() as schema`.execute(db);
	const path = sql`set search_path = ${sql.id(place?.schema ?? 'public')}, pg_temp`;

	// id names a session on its person's own page. used_at runs on the real clock, also in the demo, where last_seen_at
	// lies on the demo's day: idle expiry counts from it.
	await sql`
		alter table session
			add column id uuid not null default gen_random_uuid() unique,
			add column used_at timestamptz not null default clock_timestamp(),
			add column way text not null default 'demo' check (way in ('demo', 'mail', 'oidc')),
			add column browser text not null default ''
	`.execute(db);
	await sql`revoke update on session from overblik_app`.execute(db);
	await sql`grant update (access_id, last_seen_at, used_at, ended_at) on session to overblik_app`.execute(db);

	await sql`
		-- A row is a link sent by mail that lets one person in once, in the browser that asked for it. Only hashes are kept.
		create table sign_in_link (
			token_hash bytea primary key,
			browser_hash bytea not null,
			person_id integer not null references person on delete cascade,
			next_path text not null,
			expires_at timestamptz not null,
			used_at timestamptz
		)
	`.execute(db);
	await sql`create index sign_in_link_person on sign_in_link (person_id)`.execute(db);
	await sql`
		-- Makes a link; those that the person had before are void from now on.
		create function make_sign_in_link(of_token bytea, of_browser bytea, of_person integer, to_path text,
			at timestamptz, until timestamptz) returns void language sql security definer ${path} as $$
			delete from sign_in_link
			where (person_id = of_person and used_at is null) or expires_at < at - interval '1 day';
			insert into sign_in_link (token_hash, browser_hash, person_id, next_path, expires_at)
			values (of_token, of_browser, of_person, to_path, until);
		$$
	`.execute(db);
	await sql`
		-- What a link is good for, and with 'using' takes it into use. Two at once: the second waits and finds it used.
		create function open_sign_in_link(of_token bytea, of_browser bytea, at timestamptz, using_it boolean)
			returns table (outcome text, person_id integer, next_path text)
			language plpgsql security definer ${path} as $$
		declare
			link sign_in_link;
		begin
			select * into link from sign_in_link where token_hash = of_token for update;
			outcome := case
				when link is null then 'unknown'
				when link.used_at is not null then 'used'
				when link.expires_at <= at then 'expired'
				when link.browser_hash is distinct from of_browser then 'foreign'
				else 'good' end;
			if outcome = 'good' then
				person_id := link.person_id;
				next_path := link.next_path;
				if using_it then update sign_in_link set used_at = at where token_hash = of_token; end if;
			end if;
			return next;
		end $$
	`.execute(db);

	await sql`
		-- A row is a way to an OpenID provider that somebody is on; it is gone when they come back.
		create table sign_in_flow (
			state_hash bytea primary key,
			browser_hash bytea not null,
			provider text not null,
			nonce text not null,
			code_verifier text not null,
			next_path text not null,
			expires_at timestamptz not null
		)
	`.execute(db);
	await sql`
		create function make_sign_in_flow(of_state bytea, of_browser bytea, of_provider text, with_nonce text,
			with_verifier text, to_path text, at timestamptz, until timestamptz)
			returns void language sql security definer ${path} as $$
			delete from sign_in_flow where expires_at < at;
			insert into sign_in_flow values (of_state, of_browser, of_provider, with_nonce, with_verifier, to_path, until);
		$$
	`.execute(db);
	await sql`
		-- Ends a flow and returns it; nothing where it is unknown, expired, another provider's or another browser's.
		create function end_sign_in_flow(of_state bytea, of_browser bytea, of_provider text, at timestamptz)
			returns table (nonce text, code_verifier text, next_path text)
			language sql security definer ${path} as $$
			delete from sign_in_flow flow
			where state_hash = of_state and browser_hash = of_browser and provider = of_provider and expires_at > at
			returning flow.nonce, flow.code_verifier, flow.next_path
		$$
	`.execute(db);
	// Functions are everybody's until that is taken back.
	for (const signature of [
		'make_sign_in_link(bytea, bytea, integer, text, timestamptz, timestamptz)',
		'open_sign_in_link(bytea, bytea, timestamptz, boolean)',
		'make_sign_in_flow(bytea, bytea, text, text, text, text, timestamptz, timestamptz)',
		'end_sign_in_flow(bytea, bytea, text, timestamptz)'
	]) {
		await sql`revoke all on function ${sql.raw(signature)} from public`.execute(db);
		await sql`grant execute on function ${sql.raw(signature)} to overblik_app`.execute(db);
	}

	await sql`
		-- A row binds what a provider calls somebody to the person here. Whoever has the mail address later is another
		-- subject, and a person has one subject per provider, so the address alone gives no account away.
		create table identity (
			provider text not null,
			subject text not null,
			person_id integer not null references person on delete cascade,
			bound_at timestamptz not null,
			primary key (provider, subject),
			unique (provider, person_id)
		)
	`.execute(db);
	await sql`grant select, insert on identity to overblik_app`.execute(db);
	await sql`
		create trigger audit after insert or update or delete on identity for each row
		when (current_user = 'overblik_app' or current_setting('overblik.loading', true) is distinct from 'on')
		execute function write_audit('provider', 'person_id')
	`.execute(db);

	await sql`
		-- A row counts how often something was tried from one address or for one account (both hashed) since a moment.
		create table sign_in_try (
			what text not null,
			key_hash bytea not null,
			since timestamptz not null,
			tries integer not null,
			primary key (what, key_hash)
		)
	`.execute(db);
	await sql`grant select, insert, update, delete on sign_in_try to overblik_app`.execute(db);

	await sql`
		-- A row is a form whose session had ended when it came in, kept for its person alone until they are back.
		create table kept_form (
			id uuid primary key,
			person_id integer not null references person on delete cascade,
			path text not null,
			fields jsonb not null,
			expires_at timestamptz not null
		)
	`.execute(db);
	await sql`alter table kept_form enable row level security`.execute(db);
	await sql`grant select, insert, delete on kept_form to overblik_app`.execute(db);
	const own = sql`person_id = (select acting_setting('person')::integer)`;
	await sql`create policy keeping on kept_form for insert to overblik_app with check (true)`.execute(db);
	await sql`create policy reading on kept_form for select to overblik_app using (${own} or expires_at < now())`.execute(
		db
	);
	await sql`create policy dropping on kept_form for delete to overblik_app using (${own} or expires_at < now())`.execute(
		db
	);
}
