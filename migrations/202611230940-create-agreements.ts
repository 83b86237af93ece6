import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`create type agreement_kind as enum ('accession', 'data_processing', 'general_terms')`.execute(db);
	await sql`
		-- A row is an agreement between KOMBIT and the municipalities. A data-processing agreement hangs on its accession agreement but is its own track. General terms are notified, never signed.
		create table agreement (
			id integer generated always as identity primary key,
			project_id integer not null references project on delete cascade,
			kind agreement_kind not null,
			title text collate "da-x-icu" not null,
			short_title text collate "da-x-icu" not null,
			parent_id integer references agreement on delete set null,
			note text,
			ended_on date,
			is_demo boolean not null default false,
			search_text text generated always as (fold_text(title || ' ' || short_title)) stored
		)
	`.execute(db);
	await sql`create index agreement_project on agreement (project_id)`.execute(db);

	await sql`
		-- A row is a version of an agreement with the dates of its campaign. Only a substantive version asks for a new signature.
		create table agreement_version (
			id integer generated always as identity primary key,
			agreement_id integer not null references agreement on delete cascade,
			label text not null,
			replaces_id integer references agreement_version on delete set null,
			is_substantive boolean not null default true,
			reason text,
			position integer not null,
			certainty milestone_certainty not null default 'planned',
			notice_on date,
			review_on date,
			review_closed_on date,
			sent_on date,
			deadline_on date,
			phone_round_on date,
			all_in_on date,
			term_from date,
			term_until date check (term_until >= term_from),
			term_note text,
			is_demo boolean not null default false,
			dates_are_demo boolean not null default false,
			unique (agreement_id, position),
			check (deadline_on >= sent_on)
		)
	`.execute(db);

	await sql`create type signature_state as enum ('not_sent', 'sent', 'signed', 'registered', 'declined', 'not_applicable')`.execute(
		db
	);
	await sql`
		-- A row is one municipality's state on one version of an agreement.
		create table signature (
			version_id integer not null references agreement_version on delete cascade,
			municipality_code text not null references municipality,
			state signature_state not null default 'not_sent',
			signed_on date,
			signatory text,
			signatory_title text,
			reference text,
			reason text,
			version integer not null default 1,
			primary key (version_id, municipality_code),
			check ((state in ('signed', 'registered')) = (signed_on is not null)),
			check (state not in ('declined', 'not_applicable') or reason is not null)
		)
	`.execute(db);
	await sql`create index signature_municipality on signature (municipality_code, version_id)`.execute(db);

	await sql`create type follow_up_kind as enum ('phone', 'mail', 'meeting')`.execute(db);
	await sql`
		-- A row is one time KOMBIT asked a municipality for its signature on a version.
		create table follow_up (
			id integer generated always as identity primary key,
			version_id integer not null references agreement_version on delete cascade,
			municipality_code text not null references municipality,
			kind follow_up_kind not null,
			happened_on date not null,
			note text not null,
			is_demo boolean not null default false
		)
	`.execute(db);
	await sql`create index follow_up_newest on follow_up (version_id, municipality_code, happened_on desc)`.execute(
		db
	);
}
