import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		-- A row is a picture that was shown to be a PNG or JPEG, by its fingerprint: the SHA-256 of it in hexadecimal. It never
		-- changes and stays, since frozen decks name it. Pixels are what its own head says.
		create table logo (
			fingerprint text primary key,
			type text not null check (type in ('image/png', 'image/jpeg')),
			width integer not null check (width between 1 and 8000),
			height integer not null check (height between 1 and 8000),
			bytes bytea not null check (length(bytes) <= 524288),
			constraint logo_fingerprint_fits check (fingerprint = encode(sha256(bytes), 'hex'))
		)
	`.execute(db);
	await sql`
		create trigger never_changes before update or delete on logo for each row execute function keep_frozen()
	`.execute(db);
	await sql`
		-- The one row says who presents at the meetings, and how the slides look. Without it they look as Overblik does. A font
		-- of null is the usual one.
		create table organisation (
			id integer primary key default 1 check (id = 1),
			name text not null,
			accent text not null check (accent ~ '^#[0-9a-f]{6}$'),
			font text,
			logo text references logo,
			version integer not null default 1
		)
	`.execute(db);
	for (const [name, granted] of [
		['logo', 'select, insert'],
		['organisation', 'select, insert, delete, update (name, accent, font, logo)']
	] as const) {
		const table = sql.table(name);
		await sql`alter table ${table} enable row level security`.execute(db);
		await sql`grant ${sql.raw(granted)} on ${table} to overblik_app`.execute(db);
		await sql`create policy reading on ${table} for select to overblik_app using (true)`.execute(db);
		await sql`create policy adding on ${table} for insert to overblik_app with check (may_run_meetings())`.execute(
			db
		);
	}
	await sql`
		create policy changing on organisation for update to overblik_app using (true) with check (may_run_meetings())
	`.execute(db);
	// To undo the first change is to take the row away.
	await sql`create policy removing on organisation for delete to overblik_app using (may_run_meetings())`.execute(
		db
	);
	await sql`
		create trigger version before update on organisation for each row execute function move_version()
	`.execute(db);
	await sql`
		create trigger audit after insert or update or delete on organisation for each row
		when (current_user = 'overblik_app' or current_setting('overblik.loading', true) is distinct from 'on')
		execute function write_audit('id')
	`.execute(db);
}
