import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		-- Letters and digits only, in lower case, with æ, ø, å written out: the form in which texts are searched.
		create function fold_text(value text) returns text
			language sql immutable strict parallel safe
			return trim(regexp_replace(
				replace(replace(replace(replace(replace(replace(replace(replace(replace(
					lower(value collate "da-x-icu"),
					'å', 'aa'), 'æ', 'ae'), 'ø', 'oe'), 'ä', 'ae'), 'ö', 'oe'), 'ü', 'u'), 'é', 'e'), 'è', 'e'), 'á', 'a'),
				'[^a-z0-9§]+', ' ', 'g'))
	`.execute(db);

	await sql`
		-- A row is one region, past, present or decided.
		create table region (
			slug text primary key,
			name text collate "da-x-icu" not null,
			code text unique,
			position integer not null
		)
	`.execute(db);

	await sql`
		-- A row is one of the 98 municipalities. Christiansø (411) is not one.
		create table municipality (
			code text primary key check (code ~ '^[0-9]{3}$' and code <> '411'),
			name text collate "da-x-icu" not null unique,
			official_name text collate "da-x-icu" not null unique,
			slug text not null unique,
			cvr text not null unique,
			lon double precision not null,
			lat double precision not null,
			tile_col integer not null,
			tile_row integer not null,
			tile_label text not null,
			search_text text generated always as (fold_text(name || ' ' || official_name)) stored,
			unique (tile_col, tile_row)
		)
	`.execute(db);

	await sql`
		-- A row says that a municipality lies in a region from one day and, where valid_until is set, up to and including another.
		create table region_membership (
			municipality_code text not null references municipality,
			region_slug text not null references region,
			valid_from date not null,
			valid_until date check (valid_until >= valid_from),
			primary key (municipality_code, valid_from)
		)
	`.execute(db);

	await sql`
		insert into region (slug, name, code, position) values
			('hovedstaden', 'Region Hovedstaden', '1084', 1),
			('sjaelland', 'Region Sjælland', '1085', 2),
			('oestdanmark', 'Region Østdanmark', null, 3),
			('syddanmark', 'Region Syddanmark', '1083', 4),
			('midtjylland', 'Region Midtjylland', '1082', 5),
			('nordjylland', 'Region Nordjylland', '1081', 6)
	`.execute(db);

	const rows: Record<string, string>[] = parse(
		readFileSync(new URL('202611230900-municipalities.csv', import.meta.url)),
		{ columns: true, skip_empty_lines: true }
	);
	for (const row of rows) {
		await sql`
			insert into municipality
				(code, name, official_name, slug, cvr, lon, lat, tile_col, tile_row, tile_label)
			values (${row.code}, ${row.name}, ${row.official_name}, ${row.slug}, ${row.cvr}, ${Number(row.lon)},
				${Number(row.lat)}, ${Number(row.tile_col)}, ${Number(row.tile_row)}, ${row.tile_label})
		`.execute(db);
		// The regions are those of the structural reform of 2007; on 2027-01-01 the two eastern ones become one.
		const moves = row.region_code === '1084' || row.region_code === '1085';
		await sql`
			insert into region_membership (municipality_code, region_slug, valid_from, valid_until)
			select ${row.code}, slug, date '2007-01-01', ${moves ? '2026-12-31' : null}::date
			from region where code = ${row.region_code}
		`.execute(db);
		if (moves) {
			await sql`
				insert into region_membership (municipality_code, region_slug, valid_from)
				values (${row.code}, 'oestdanmark', '2027-01-01')
			`.execute(db);
		}
	}
}
