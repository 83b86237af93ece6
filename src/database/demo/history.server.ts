import { sql, type Transaction } from 'kysely';
import type { DB } from '#database/schema.ts';
import { AGREEMENTS } from './agreements.ts';
import { PROJECTS } from './projects.ts';
import { ROLES, TASKS } from './tasks.ts';

// A larger demo world is not a larger present but a longer past: projects of 2014–2022 that have ended, with their
// tasks answered and their agreements run out. All of it is invented and marked so.

const PROGRAMMES: [name: string, short: string][] = [
	['Digital Post', 'Digital Post'],
	['NemLog-in for medarbejdere', 'NemLog-in'],
	['Kommunernes Sygedagpengesystem', 'KSD'],
	['Fælles Bibliotekssystem', 'FBS'],
	['Byg og Miljø', 'Byg og Miljø'],
	['Serviceplatformen', 'Serviceplatformen'],
	['Rammearkitekturens støttesystemer', 'Støttesystemer'],
	['Grunddata om ejendomme', 'Ejendomsdata'],
	['Grunddata om adresser', 'Adressedata'],
	['Digital Valgliste', 'Valgliste'],
	['Valgadministration', 'Valg'],
	['Fælles Medicinkort i plejen', 'FMK'],
	['Fælles Sprog III, ibrugtagning', 'FSIII'],
	['Digital fuldmagt', 'Fuldmagt'],
	['Selvbetjening på borger.dk', 'Selvbetjening'],
	['Brugerportalsinitiativet', 'Brugerportal'],
	['Læringsplatforme i folkeskolen', 'Læringsplatform'],
	['Digital tandpleje', 'Tandpleje'],
	['Telemedicin, KOL', 'Telemedicin'],
	['Velfærdsteknologi i plejen', 'Velfærdsteknologi'],
	['Digital pladsanvisning', 'Pladsanvisning'],
	['Økonomisk friplads', 'Friplads'],
	['Ejendomsskat, overdragelse', 'Ejendomsskat'],
	['Parkeringskontrol', 'Parkering'],
	['Affaldsdata', 'Affaldsdata'],
	['Digitalt byggesagsarkiv', 'Byggesagsarkiv'],
	['Fælles telefoni i borgerservice', 'Telefoni'],
	['Beskedfordeler', 'Beskedfordeler'],
	['Fælles adgangsstyring', 'Adgangsstyring'],
	['Klassifikation KLE', 'KLE'],
	['Organisationsregister', 'Organisation'],
	['Sags- og dokumentindeks', 'Indeks'],
	['Udbetaling Danmark, dataudveksling', 'Dataudveksling'],
	['Børn og unge, sagsoverblik', 'Sagsoverblik'],
	['Integration og udlændinge', 'Integration'],
	['Jobcenter, dataudtræk', 'Jobcenter'],
	['Genoptræningsplaner', 'Genoptræning'],
	['Hjælpemiddelbasen', 'Hjælpemidler'],
	['Bostøtte og botilbud', 'Botilbud'],
	['Tilbudsportalen', 'Tilbudsportal'],
	['Fælles kørselskontor', 'Kørsel'],
	['Digital forebyggelse', 'Forebyggelse'],
	['Sundhedspleje, journal', 'Sundhedspleje'],
	['Skolebestyrelsesvalg', 'Bestyrelsesvalg'],
	['Ledelsesinformation', 'Ledelsesinformation'],
	['Åbne data', 'Åbne data'],
	['Persondataforordningen', 'Persondata'],
	['Sikker mail', 'Sikker mail']
];
const PHASES = ['forberedelse', 'pilot', 'udrulning', 'ny version', 'udfasning'];
const FIRST_YEAR = 2014;
const YEARS = 8;

// %s is the project's short name.
const TITLES = [
	'Udpeg kontaktperson til %s',
	'Bekræft databehandlerinstruks for %s',
	'Gennemfør brugertest af %s',
	'Oplær superbrugere i %s',
	'Opret brugere og roller i %s',
	'Meld lukkeperiode ud for %s',
	'Kontrollér konverterede data i %s',
	'Opdatér arbejdsgange for %s',
	'Bestil integration til %s',
	'Skift certifikat for %s',
	'Bekræft klar til ibrugtagning af %s',
	'Luk adgange til den tidligere løsning før %s',
	'Ryd op i data før %s',
	'Opdatér kommunens hjemmeside om %s',
	'Indsend tal til evaluering af %s',
	'Gennemgå brugerrettigheder i %s',
	'Afstem økonomi for %s',
	'Tilmeld deltagere til webinar om %s',
	'Gennemlæs release-noter for %s',
	'Bekræft afslutning af hypercare for %s',
	'Vurdér risici ved %s',
	'Udfyld fortegnelse over behandlinger i %s',
	'Informér medarbejdere om %s',
	'Evaluér ibrugtagningen af %s'
];

const VERSIONS = AGREEMENTS.flatMap(({ versions }) => versions).length;

/**
 * Adds ended projects until there are `scale` times as many of everything as at the meeting. Set by set in the
 * database: at scale 100 that is millions of rows. Call it in Copenhagen time, with the identities moved on.
 */
export async function addEarlierYears(
	trx: Transaction<DB>,
	scale: number,
	report: (line: string) => void
): Promise<void> {
	const more = scale - 1;
	// Every hash below is of the row's own key; hashtext is the same on every PostgreSQL of one byte order.
	await sql`set local work_mem = '128MB'`.execute(trx);
	await addProjects(trx, more * PROJECTS.length);
	await addTasks(trx, more * TASKS.length);
	await addAgreements(trx, more * AGREEMENTS.length, more * VERSIONS);
	const { projects, tasks, agreements } = await countEarlier(trx);
	report(
		`Earlier years: ${shown(projects)} projects, ${shown(tasks)} tasks, ${shown(agreements)} agreements.`
	);

	const states = await addTaskStates(trx);
	const signatures = await addSignatures(trx);
	report(`Earlier years: ${shown(states)} municipal copies of tasks, ${shown(signatures)} signatures.`);
	const changes = (await addTaskChanges(trx)) + (await addSignatureChanges(trx));
	report(`Earlier years: ${shown(changes)} changes.`);
}

async function addProjects(trx: Transaction<DB>, count: number): Promise<void> {
	// Programme, year and phase together are different for each k, so that no two projects share a name.
	await sql`
		insert into project (slug, name, short_name, summary, position, started_on, ended_on, is_demo)
		select
			replace(fold_text(name), ' ', '-'),
			name,
			short || ' ' || year,
			programme || ' i kommunerne, ' || phase || ' ' || year || '. Afsluttet.',
			${PROJECTS.length}::int + k + 1,
			started_on,
			started_on + 300 + h % 260,
			true
		from (
			select k, programme, short, phase, year, hash.h,
				programme || ' – ' || phase || ' ' || year || case when round > 0 then ' (del ' || round + 1 || ')' else '' end as name,
				make_date(year, 1, 8) + hash.h % 90 as started_on
			from generate_series(0, ${count}::int - 1) k
			cross join lateral (select k % ${PROGRAMMES.length}::int as p, k / ${PROGRAMMES.length}::int as rest) place
			cross join lateral (
				select
					(${array(PROGRAMMES.map(([name]) => name))})[p + 1] as programme,
					(${array(PROGRAMMES.map(([, short]) => short))})[p + 1] as short,
					(${array(PHASES)})[1 + (rest / ${YEARS}::int + p) % ${PHASES.length}::int] as phase,
					${FIRST_YEAR}::int + (rest + 5 * p) % ${YEARS}::int as year,
					rest / ${YEARS * PHASES.length}::int as round
			) words
			cross join lateral (select hashtext('project ' || k) & 2147483647 as h) hash
		) made
		order by k
	`.execute(trx);
	await sql`
		insert into project_status (project_id, state, reason, effective_on, recorded_at, is_demo)
		select id, 'on_plan', 'Afsluttet og overgået til drift.', ended_on, ended_on + interval '14 hours', true
		from project where ended_on is not null
		order by id
	`.execute(trx);
	await sql`
		insert into milestone (project_id, kind, title, certainty, precision, starts_on, position, is_demo)
		select id, 'go_live', 'Ibrugtagning', 'actual', 'day', started_on + (ended_on - started_on) * 2 / 3, 1, true
		from project where ended_on is not null
		order by id
	`.execute(trx);
}

async function addTasks(trx: Transaction<DB>, count: number): Promise<void> {
	await sql`
		with ended as (
			select id, short_name, started_on, ended_on, row_number() over (order by id) - 1 as place, count(*) over () as total
			from project where ended_on is not null
		), made as (
			select j, ended.*, hashtext('task ' || j) & 2147483647 as h,
				replace((${array(TITLES)})[1 + (j / total + place * 7) % ${TITLES.length}::int], '%s', short_name) as title
			from generate_series(0, ${count}::int - 1) j
			join lateral (select * from ended where place = j % ended.total) ended on true
		), dated as (
			select *, started_on + h % (ended_on - started_on - 150) as day from made
		), weekday as (
			select *, day - greatest(0, extract(isodow from day)::int - 5) as published_on from dated
		)
		insert into task (project_id, title, description, kind, is_critical, is_cross_cutting, audience,
			published_on, due_on, closed_on, is_demo, due_is_demo)
		select id, title,
			title || E'.\n\nFærdig når: opgaven er besvaret i KLIK.',
			case when title like 'Bekræft%' then 'confirmation' else 'action' end::task_kind,
			h % 4 = 0, h % 3 = 0, 'Alle 98 kommuner',
			published_on, published_on + 21 + (h / 7) % 9 * 7, published_on + 21 + (h / 7) % 9 * 7 + 7 + (h / 63) % 6 * 7,
			true, true
		from weekday
		order by j
	`.execute(trx);
	await sql`
		insert into task_role (task_id, role_slug)
		select task.id, (${array(ROLES.map(({ slug }) => slug))})[1 + (task.id * 3 + n * 5) % ${ROLES.length}::int]
		from task
		join project on project.id = task.project_id and project.ended_on is not null
		cross join lateral generate_series(0, task.id % 3) n
		order by 1, 2
	`.execute(trx);
}

async function addAgreements(trx: Transaction<DB>, count: number, versions: number): Promise<void> {
	// One accession agreement for each project; what is left over are data-processing agreements below the first ones.
	await sql`
		with ended as (
			select id, short_name, ended_on, row_number() over (order by id) - 1 as place, count(*) over () as total
			from project where ended_on is not null
		), before as (select max(id) as id from agreement)
		insert into agreement (project_id, kind, title, short_title, parent_id, ended_on, is_demo)
		select ended.id,
			case when i < total then 'accession' else 'data_processing' end::agreement_kind,
			case when i < total then 'Tilslutningsaftale, ' else 'Databehandleraftale, ' end || short_name,
			short_name || case when i < total then ' tilslutning' else ' DBA' end,
			case when i >= total then before.id + 1 + i - total end,
			ended_on,
			true
		from generate_series(0, ${count}::int - 1) i
		join lateral (select * from ended where place = i % ended.total) ended on true
		cross join before
		order by i
	`.execute(trx);
	await sql`
		insert into agreement_version (agreement_id, label, replaces_id, is_substantive, reason, position, sent_on,
			deadline_on, term_until, is_demo, dates_are_demo)
		select agreement.id, 'v1.0', null, true, null, 1, day, day + 75, agreement.ended_on, true, true
		from agreement
		join project on project.id = agreement.project_id
		cross join lateral (select project.started_on + 20 + agreement.id % 40 as day) sent
		where agreement.ended_on is not null
		order by agreement.id
	`.execute(trx);
	await sql`
		insert into agreement_version (agreement_id, label, replaces_id, is_substantive, reason, position, sent_on,
			deadline_on, term_until, is_demo, dates_are_demo)
		select agreement_id, 'v2.0', id, true, 'Ny underdatabehandler.', 2, sent_on + 120, sent_on + 180, term_until, true, true
		from (
			select version.* from agreement_version version
			join agreement on agreement.id = version.agreement_id
			where agreement.ended_on is not null
			order by version.id
			limit ${versions - count}::int
		) first
		order by id
	`.execute(trx);
}

async function addTaskStates(trx: Transaction<DB>): Promise<number> {
	const { numAffectedRows } = await sql`
		insert into task_state (task_id, municipality_code, state, done_on, version)
		select task_id, municipality_code, state,
			case when state = 'done' then day - greatest(0, extract(isodow from day)::int - 5) end,
			case state when 'done' then 2 + (h / 3 % 100 < 12)::int when 'not_applicable' then 2 else 1 end
		from (
			select task.id as task_id, municipality.code as municipality_code, hash.h,
				case when h % 1000 < 955 then 'done' when h % 1000 < 988 then 'not_applicable' else 'not_started' end::task_progress as state,
				published_on + 3 + (h / 1000) % (closed_on - published_on - 3) as day
			from task
			join project on project.id = task.project_id and project.ended_on is not null
			cross join municipality
			cross join lateral (select hashtext(task.id || '|' || municipality.code) & 2147483647 as h) hash
		) made
		order by task_id, municipality_code
	`.execute(trx);
	return Number(numAffectedRows);
}

async function addSignatures(trx: Transaction<DB>): Promise<number> {
	const { numAffectedRows } = await sql`
		insert into signature (version_id, municipality_code, state, signed_on, reference, version)
		select version_id, municipality_code, state,
			case when state <> 'sent' then day - greatest(0, extract(isodow from day)::int - 5) end,
			case when state <> 'sent' then extract(year from day) || '-' || 10000 + h % 90000 end,
			case when state = 'sent' then 1 else 2 end
		from (
			select version.id as version_id, municipality.code as municipality_code, hash.h,
				case when h % 1000 < 965 then 'signed' when h % 1000 < 990 then 'registered' else 'sent' end::signature_state as state,
				sent_on + 3 + (h / 1000) % 80 as day
			from agreement_version version
			join agreement on agreement.id = version.agreement_id and agreement.ended_on is not null
			cross join municipality
			cross join lateral (select hashtext(version.id || '|' || municipality.code) & 2147483647 as h) hash
		) made
		order by version_id, municipality_code
	`.execute(trx);
	return Number(numAffectedRows);
}

async function addTaskChanges(trx: Transaction<DB>): Promise<number> {
	const { numAffectedRows } = await sql`
		insert into status_change (task_id, municipality_code, old_state, new_state, effective_on, recorded_at, source)
		select task_id, municipality_code, old_state, new_state, effective_on,
			effective_on + make_interval(hours => 8 + 2 * step, mins => h % 90), 'demo'
		from (
			select task_id, municipality_code, change.*, hash.h
			from task_state
			join task on task.id = task_state.task_id
			join project on project.id = task.project_id and project.ended_on is not null
			cross join lateral (select hashtext(task_id || '|' || municipality_code) & 2147483647 as h) hash
			cross join lateral (
				select 0 as step, null as old_state, 'not_started' as new_state, published_on as effective_on
				union all
				select 1, 'not_started', 'in_progress', published_on + (done_on - published_on) / 2
				where state = 'done' and task_state.version = 3
				union all
				select 2, case when task_state.version = 3 then 'in_progress' else 'not_started' end, 'done', done_on
				where state = 'done'
				union all
				select 2, 'not_started', 'not_applicable', published_on + 5 where state = 'not_applicable'
			) change
		) made
		order by task_id, municipality_code, step
	`.execute(trx);
	return Number(numAffectedRows);
}

async function addSignatureChanges(trx: Transaction<DB>): Promise<number> {
	const { numAffectedRows } = await sql`
		insert into status_change (version_id, municipality_code, old_state, new_state, effective_on, recorded_at, source)
		select version_id, municipality_code, old_state, new_state, effective_on,
			effective_on + make_interval(hours => 8 + 2 * step, mins => h % 90), 'demo'
		from (
			select version_id, municipality_code, change.*, hash.h
			from signature
			join agreement_version version on version.id = signature.version_id
			join agreement on agreement.id = version.agreement_id and agreement.ended_on is not null
			cross join lateral (select hashtext(version_id || '|' || municipality_code) & 2147483647 as h) hash
			cross join lateral (
				select 0 as step, null as old_state, 'sent' as new_state, sent_on as effective_on
				union all
				select 1, 'sent', signature.state::text, signed_on where signature.state <> 'sent'
			) change
		) made
		order by version_id, municipality_code, step
	`.execute(trx);
	return Number(numAffectedRows);
}

function countEarlier(trx: Transaction<DB>) {
	return trx
		.selectNoFrom((eb) => [
			eb
				.selectFrom('project')
				.where('ended_on', 'is not', null)
				.select(sql<number>`count(*)::int`.as('n'))
				.as('projects'),
			eb
				.selectFrom('task')
				.innerJoin('project', 'project.id', 'task.project_id')
				.where('project.ended_on', 'is not', null)
				.select(sql<number>`count(*)::int`.as('n'))
				.as('tasks'),
			eb
				.selectFrom('agreement')
				.where('ended_on', 'is not', null)
				.select(sql<number>`count(*)::int`.as('n'))
				.as('agreements')
		])
		.executeTakeFirstOrThrow();
}

function array(texts: string[]) {
	return sql`${texts}::text[]`;
}

function shown(count: number | null): string {
	return (count ?? 0).toLocaleString('en');
}
