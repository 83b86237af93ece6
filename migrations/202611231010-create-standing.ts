import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create type standing as enum ('signed', 'registered', 'older', 'sent', 'not_sent', 'declined', 'not_applicable')
	`.execute(db);

	await sql`
		-- For each agreement in force on a day, the version that asks for a signature: the newest substantive one sent
		-- out by then. An editorial version asks nobody to sign again; general terms are notified and never ask.
		create function asking_version(day date) returns table (
			agreement_id integer, version_id integer, "position" integer, label text, sent_on date, deadline_on date
		) language sql stable parallel safe begin atomic
			select distinct on (v.agreement_id) v.agreement_id, v.id, v.position, v.label, v.sent_on, v.deadline_on
			from agreement_version v
			join agreement a on a.id = v.agreement_id
			where a.kind <> 'general_terms' and (a.ended_on is null or a.ended_on > day)
				and v.is_substantive and v.sent_on <= day
			order by v.agreement_id, v.position desc;
		end
	`.execute(db);

	await sql`
		-- How each municipality stands on each agreement that asks for a signature on a day. A signature on the asking
		-- version or a later (editorial) one counts as signed; one on an earlier version only is 'older'.
		create function standing_on(day date) returns table (
			agreement_id integer, version_id integer, municipality_code text, standing standing, deadline_on date
		) language sql stable parallel safe begin atomic
			select asking.agreement_id, asking.version_id, s.municipality_code,
				case
					when s.state in ('signed', 'registered', 'not_applicable') then s.state::text::standing
					when exists (
						select from signature later join agreement_version v on v.id = later.version_id
						where v.agreement_id = asking.agreement_id and v.position > asking.position
							and later.municipality_code = s.municipality_code and later.state in ('signed', 'registered')
					) then 'signed'
					when s.state = 'declined' then 'declined'
					when exists (
						select from signature earlier join agreement_version v on v.id = earlier.version_id
						where v.agreement_id = asking.agreement_id and v.position < asking.position
							and earlier.municipality_code = s.municipality_code and earlier.state in ('signed', 'registered')
					) then 'older'
					else s.state::text::standing
				end,
				asking.deadline_on
			from asking_version(day) asking
			join signature s on s.version_id = asking.version_id;
		end
	`.execute(db);

	// Agreements leave their place in the portfolio with ended_on; what is in force stays quick to find among years of them.
	await sql`create index agreement_in_force on agreement (id) where ended_on is null`.execute(db);
}
