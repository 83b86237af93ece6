import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		-- A row is a person with work in the programme. municipality_code is null for people of KOMBIT and KL.
		create table person (
			id integer generated always as identity primary key,
			name text collate "da-x-icu" not null,
			email text not null,
			title text,
			phone text,
			municipality_code text references municipality,
			is_demo boolean not null default false
		)
	`.execute(db);
	await sql`create unique index person_email on person (lower(email))`.execute(db);

	await sql`
		-- A row is a role of the role gallery (KLIK-administrator, EOJ-administrator …); KOMBIT may rename and add.
		create table role (
			slug text primary key,
			name_da text collate "da-x-icu" not null,
			name_en text not null,
			position integer not null
		)
	`.execute(db);

	await sql`
		-- A row says that a person holds a role in a municipality from one day and, where held_until is set, up to another.
		create table role_holder (
			id integer generated always as identity primary key,
			role_slug text not null references role,
			municipality_code text not null references municipality,
			person_id integer not null references person,
			is_primary boolean not null default false,
			held_from date not null,
			held_until date check (held_until >= held_from),
			bounced_on date,
			is_demo boolean not null default false
		)
	`.execute(db);
	await sql`create index role_holder_place on role_holder (municipality_code, role_slug)`.execute(db);
	await sql`
		create unique index role_holder_primary on role_holder (municipality_code, role_slug)
		where is_primary and held_until is null
	`.execute(db);

	await sql`
		create type access_kind as enum ('kombit_administrator', 'kombit_lead', 'kombit_reader',
			'programleder', 'klik_administrator', 'contributor', 'reader')
	`.execute(db);
	await sql`
		-- A row gives a person one way in: a kind of access, in KOMBIT or in one municipality.
		create table access (
			id integer generated always as identity primary key,
			person_id integer not null references person on delete cascade,
			kind access_kind not null,
			municipality_code text references municipality,
			granted_on date not null,
			revoked_on date,
			check ((kind in ('kombit_administrator', 'kombit_lead', 'kombit_reader')) = (municipality_code is null))
		)
	`.execute(db);
	await sql`create index access_person on access (person_id)`.execute(db);

	await sql`
		-- A row is one signed-in browser. Only the hash of its token is kept.
		create table session (
			token_hash bytea primary key,
			person_id integer not null references person on delete cascade,
			access_id integer not null references access on delete cascade,
			created_at timestamptz not null,
			last_seen_at timestamptz not null,
			expires_at timestamptz not null,
			ended_at timestamptz
		)
	`.execute(db);
	await sql`create index session_person on session (person_id, last_seen_at)`.execute(db);
}
