import { sql, type Transaction } from 'kysely';
import type { Database } from '#database/connection.server.ts';
import type { DB } from '#database/schema.ts';
import { addDays } from '#language/dates.ts';
import { keepFigures } from '#meetings/freeze.server.ts';
import { proposeEditors, type Turn } from '#meetings/rota.ts';
import { PERSONAS } from '#people/persona.ts';
import { fillMunicipalities } from './demo/fill.server.ts';
import { GROUPS } from './demo/groups.ts';
import { addEarlierYears } from './demo/history.server.ts';
import {
	AGENDA,
	type AgendaContent,
	EARLIER_MEETINGS,
	EDITORS,
	FROZEN,
	MEETING,
	NEXT_AGENDA,
	NEXT_MEETING
} from './demo/meeting.ts';
import { addPeople } from './demo/people.server.ts';
import { PROJECTS } from './demo/projects.ts';
import { createWorld, type Municipality, TODAY, type World } from './demo/world.ts';
import { clearWorld, findWorld } from './world.server.ts';

export { PERSONAS as DEMO_PERSONAS } from '#people/persona.ts';

export interface DemoOptions {
	/** 1 is the world of the meeting; N adds ended projects of earlier years until there are N times as many in all. */
	scale: number;
	/** Clears the demo world first, also one of another scale. */
	replace?: boolean;
	report?: (line: string) => void;
}

/**
 * Loads the world of the programme-leader meeting of 23 November 2023, in one transaction: all of it or nothing.
 * A database that has it already is left as it is; one with projects or people of its own is refused.
 */
export async function loadDemoWorld(db: Database, options: DemoOptions): Promise<void> {
	const { scale, replace = false, report = () => {} } = options;
	if (!Number.isInteger(scale) || scale < 1) {
		throw new Error(`The demo world's scale is a whole number from 1; ${scale} is not.`);
	}
	const isLoaded = await db.transaction().execute(async (trx) => {
		// Two servers may start at once: the second waits here and then finds the world.
		await sql`select pg_advisory_xact_lock(hashtext('demo_world'))`.execute(trx);
		// Clock times below are Copenhagen's.
		await sql`set local time zone 'Europe/Copenhagen'`.execute(trx);
		// The world comes with its history; filling it is no change of anybody's.
		await sql`set local overblik.loading = 'on'`.execute(trx);
		const held = await findWorld(trx);
		if (held === 'real') {
			throw new Error(
				'This database holds data of real use. The demo world goes into an empty database only.'
			);
		}
		if (held === 'demo' && !replace) {
			report('The demo world is already here.');
			return false;
		}
		if (held === 'demo') await clearWorld(trx);
		await trustReferences(trx);
		await load(trx, scale, report);
		return true;
	});
	// Millions of fresh rows: what autovacuum would do at some later moment is done now, so that pages are quick at once.
	if (isLoaded)
		await sql`vacuum (analyze) ${sql.join(LOAD_ORDER.map((table) => sql.table(table)))}`.execute(db);
}

// Every row is made from the rows it points to (a test looks at each reference). Checking millions of them one by one
// takes longer than writing them, so where PostgreSQL lets us, as in the embedded server, it does not.
async function trustReferences(trx: Transaction<DB>): Promise<void> {
	await sql`
		select set_config('session_replication_role', 'replica', true)
		where has_parameter_privilege('session_replication_role', 'set')
	`.execute(trx);
}

async function load(trx: Transaction<DB>, scale: number, report: (line: string) => void): Promise<void> {
	const all = await listMunicipalities(trx);
	const world = buildWorld(all);
	for (const table of LOAD_ORDER) await insertRows(trx, world, table);
	report(
		`Demo world: ${counted(world, 'project')} projects, ${counted(world, 'task')} tasks, ` +
			`${counted(world, 'agreement')} agreements, ${counted(world, 'person')} people, ` +
			`${counted(world, 'status_change')} changes.`
	);
	for (const table of LOAD_ORDER) await moveIdentity(trx, world, table);
	if (scale > 1) await addEarlierYears(trx, scale, report);
	await sql`select tell_history()`.execute(trx);
	await trx.insertInto('demo_world').values({ today: TODAY, scale }).execute();
	await freezeMeetings(trx);
}

// The decks of the meetings, each from the figures of its day as they were known on it.
async function freezeMeetings(trx: Transaction<DB>): Promise<void> {
	// The rows are new: without this PostgreSQL plans for empty tables.
	await sql`analyze ${sql.join(LOAD_ORDER.map((table) => sql.table(table)))}`.execute(trx);
	const office = PERSONAS.find(({ key }) => key === 'program-office')!;
	const { id: frozen_by } = await trx
		.selectFrom('person')
		.where('email', '=', office.email)
		.select('id')
		.executeTakeFirstOrThrow();
	for (const [figures_on, time] of FROZEN) {
		const { id: meeting_id } = await trx
			.selectFrom('meeting')
			.where('held_on', '=', figures_on)
			.select('id')
			.executeTakeFirstOrThrow();
		await keepFigures(
			trx,
			{ meeting_id, figures_on, today: TODAY },
			{ frozen_at: `${figures_on} ${time}`, frozen_by, is_demo: true }
		);
	}
}

/** The demo world of scale 1 as rows, the same every time. */
export function buildWorld(all: Municipality[]): World {
	const world = createWorld();
	const projects = addProjects(world);
	const people = addPeople(world, all, projects);
	const groups = addGroups(world, all, projects, people.personas);
	fillMunicipalities(world, { all, people, projects, groups });
	addMeetings(world, all, projects);
	return world;
}

function addProjects(world: World): Map<string, number> {
	const ids = new Map<string, number>();
	PROJECTS.forEach((project, at) => {
		const { slug, name, short_name, summary, mailbox = null } = project;
		const project_id = world.add('project', {
			slug,
			name,
			short_name,
			summary,
			mailbox,
			position: at + 1,
			started_on: null,
			ended_on: null,
			is_demo: false
		});
		ids.set(slug, project_id);

		for (const status of project.statuses) {
			const {
				state,
				reason = null,
				next_step = null,
				owner = null,
				review_on = null,
				effective_on,
				demo,
				demo_fields = []
			} = status;
			world.add('project_status', {
				project_id,
				state,
				reason,
				next_step,
				owner,
				review_on,
				effective_on,
				recorded_at: `${effective_on} ${effective_on === TODAY ? '08:05' : '14:30'}`,
				is_demo: demo,
				demo_fields
			});
		}
		project.contacts?.forEach(({ name, email = null, title = null, note = null }, place) =>
			world.add('project_contact', {
				project_id,
				name,
				email,
				title,
				note,
				position: place + 1,
				is_demo: false
			})
		);
		project.briefings.forEach(({ heading, points }, place) =>
			world.add('project_briefing', { project_id, heading, points, position: place + 1 })
		);
		project.links?.forEach(({ kind, title, url = null, note = null }, place) =>
			world.add('project_link', { project_id, kind, title, url, note, position: place + 1 })
		);
		project.milestones.forEach(({ moves = [], demo = false, ...milestone }, place) => {
			const milestone_id = world.add('milestone', {
				project_id,
				...milestone,
				position: place + 1,
				is_demo: demo
			});
			for (const move of moves) world.add('milestone_move', { milestone_id, ...move, is_demo: true });
		});
		project.readiness?.forEach(({ title, state, waits_for = null, note = null }, place) =>
			world.add('readiness_item', { project_id, title, state, waits_for, note, position: place + 1 })
		);
		for (const { number: goal_number, goal, initiatives } of project.goals ?? []) {
			for (const [number, title] of initiatives) {
				world.add('initiative', { project_id, goal_number, goal, number, title, state: 'unknown' });
			}
		}
		project.key_figures?.forEach(({ title, before = null, value, unit, note = null }, place) =>
			world.add('key_figure', {
				project_id,
				title,
				before_value: before,
				value,
				unit,
				note,
				position: place + 1
			})
		);
		if (project.poll) {
			const { question, note, answers } = project.poll;
			const poll_id = world.add('poll', { project_id, question, note });
			answers.forEach(([label, percent], place) =>
				world.put('poll_answer', { poll_id, position: place + 1, label, percent })
			);
		}
	});
	return ids;
}

function addGroups(
	world: World,
	all: Municipality[],
	projects: Map<string, number>,
	personas: Map<string, number>
): Map<string, Municipality[]> {
	const groups = new Map<string, Municipality[]>();
	for (const { slug, name, kind, project, owner, size_said = null, note = null, ...group } of GROUPS) {
		const group_id = world.add('municipality_group', {
			slug,
			name,
			kind,
			project_id: project ? (projects.get(project) as number) : null,
			owner_id: owner ? (personas.get(owner) as number) : null,
			size_said,
			note,
			members_are_demo: group.members_are_demo
		});
		const members = group.members(all);
		groups.set(slug, members);
		for (const { code } of members) {
			world.put('municipality_group_member', { group_id, municipality_code: code });
		}
	}
	return groups;
}

function addMeetings(world: World, all: Municipality[], projects: Map<string, number>): void {
	const addItems = (meeting_id: number, items: AgendaContent[], parent_id: number | null) => {
		items.forEach((item, at) => {
			const {
				title,
				label_said = null,
				purpose = null,
				presenter = null,
				mailbox = null,
				project,
				below = []
			} = item;
			const id = world.add('agenda_item', {
				meeting_id,
				position: at + 1,
				parent_id,
				title,
				label_said,
				purpose,
				presenter,
				mailbox,
				project_id: project ? (projects.get(project) as number) : null
			});
			addItems(meeting_id, below, id);
		});
	};
	const absent = {
		starts_at: null,
		ends_at: null,
		place: null,
		first_editing_on: null,
		second_editing_on: null,
		evaluation: null,
		is_demo: false
	};
	const meetings = {
		this: { id: world.add('meeting', { ...absent, ...MEETING }), held_on: MEETING.held_on },
		next: { id: world.add('meeting', { ...absent, ...NEXT_MEETING }), held_on: NEXT_MEETING.held_on }
	};
	for (const meeting of EARLIER_MEETINGS) world.add('meeting', { ...absent, ...meeting });
	addItems(meetings.this.id, AGENDA, null);
	addItems(meetings.next.id, NEXT_AGENDA, null);
	// The poll was shown at the meeting.
	for (const poll of world.rows.poll ?? []) poll.meeting_id = meetings.this.id;

	const leaders = Map.groupBy(
		(world.rows.role_holder ?? []).filter(
			({ role_slug, held_until }) => role_slug === 'programleder' && !held_until
		),
		({ municipality_code }) => municipality_code
	);
	const order = new Intl.Collator('da');
	const candidates = all
		.filter(({ code }) => leaders.has(code))
		.toSorted((a, b) => order.compare(a.name, b.name));
	const turns: Turn[] = [];
	for (const { meeting, asked_on, answers } of EDITORS) {
		const { id: meeting_id, held_on } = meetings[meeting];
		const proposals = proposeEditors(candidates, turns, held_on, answers.length);
		proposals.forEach(({ code: municipality_code, reason, waited_since }, at) => {
			const state = answers[at]!;
			turns.push({ municipality_code, held_on, state });
			world.add('editorial_turn', {
				meeting_id,
				municipality_code,
				state,
				reason,
				waited_since,
				asked_on,
				answered_on: state === 'asked' ? null : addDays(asked_on, 1),
				is_demo: true
			});
			if (state !== 'asked') return;
			for (const { person_id } of leaders.get(municipality_code) ?? [])
				world.add('editorial_letter', {
					meeting_id,
					municipality_code,
					person_id,
					kind: 'asking',
					sent_on: asked_on,
					state: 'sent'
				});
		});
	}
}

async function listMunicipalities(trx: Transaction<DB>): Promise<Municipality[]> {
	return trx
		.selectFrom('municipality')
		.innerJoin('region_membership', 'region_membership.municipality_code', 'municipality.code')
		.where('region_membership.valid_from', '<=', TODAY)
		.where((eb) => eb.or([eb('valid_until', 'is', null), eb('valid_until', '>=', TODAY)]))
		.select(['municipality.code', 'municipality.name', 'municipality.slug', 'region_membership.region_slug'])
		.orderBy('municipality.code')
		.execute();
}

// Whoever is named comes before who names it.
const LOAD_ORDER = [
	'role',
	'person',
	'access',
	'role_holder',
	'session',
	'project',
	'project_status',
	'project_lead',
	'project_contact',
	'project_briefing',
	'project_link',
	'milestone',
	'milestone_move',
	'readiness_item',
	'initiative',
	'key_figure',
	'meeting',
	'agenda_item',
	'editorial_turn',
	'editorial_letter',
	'poll',
	'poll_answer',
	'municipality_group',
	'municipality_group_member',
	'agreement',
	'agreement_version',
	'signature',
	'follow_up',
	'task',
	'task_role',
	'task_step',
	'task_state',
	'task_step_done',
	'status_change'
] as const satisfies (keyof DB)[];

async function insertRows(
	trx: Transaction<DB>,
	world: World,
	table: (typeof LOAD_ORDER)[number]
): Promise<void> {
	const rows: object[] = world.rows[table] ?? [];
	if (rows.length === 0) return;
	const columns = sql.join(
		[...new Set(rows.flatMap((row) => Object.keys(row)))].map((column) => sql.ref(column)),
		sql`, `
	);
	await sql`
		insert into ${sql.table(table)} (${columns}) overriding system value
		select ${columns} from json_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(rows)}::json)
	`.execute(trx);
}

// The rows came with their ids; what is added later goes on from the highest.
async function moveIdentity(
	trx: Transaction<DB>,
	world: World,
	table: (typeof LOAD_ORDER)[number]
): Promise<void> {
	if (!world.rows[table]?.some((row) => 'id' in row && typeof row.id === 'number')) return;
	await sql`
		select setval(pg_get_serial_sequence(${table}, 'id'), (select max(id) from ${sql.table(table)}))
	`.execute(trx);
}

function counted(world: World, table: keyof DB): string {
	return (world.rows[table]?.length ?? 0).toLocaleString('en');
}
