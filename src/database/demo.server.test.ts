import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { isoWeekday } from '#language/dates.ts';
import { testDatabase } from '../../tests/support/database.ts';
import type { Database } from './connection.server.ts';
import { DEMO_PERSONAS, loadDemoWorld } from './demo.server.ts';

const TODAY = '2023-11-23';
const db = await testDatabase({ demo: true });

describe('what the deck says is in the demo world', () => {
	test('the thirteen projects stand there, none of them marked as invented', async () => {
		const projects = await db.selectFrom('project').select(['slug', 'is_demo']).orderBy('position').execute();
		expect(projects.map(({ slug }) => slug)).toEqual([
			'sygesikring',
			'fsiii',
			'aula',
			'borgerblikket',
			'toek',
			'mit-sygefravaer',
			'klik',
			'225-timersreglen',
			'fremtidens-programleder',
			'sapa',
			'gateway',
			'dubu',
			'programledermoedet'
		]);
		expect(projects.some(({ is_demo }) => is_demo)).toBe(false);
	});

	test('exactly 57 municipalities lack the Gateway agreement, and all of them have been asked', async () => {
		expect(await countStandings('Gateway tilslutning')).toEqual({ signed: 38, registered: 3, sent: 57 });
	});

	test('the reference group has nine municipalities, by name', async () => {
		expect(await listMembers('klik-referencegruppe')).toEqual([
			'Allerød',
			'Ballerup',
			'Gentofte',
			'Herning',
			'København',
			'Langeland',
			'Mariagerfjord',
			'Randers',
			'Vallensbæk'
		]);
	});

	test('those who developed and tested the rule of 225 hours are named', async () => {
		const five = ['Assens', 'Herning', 'Odense', 'Silkeborg', 'Aalborg'];
		expect(await listMembers('225-udvikling')).toEqual(five);
		expect(await listMembers('225-brugertest')).toEqual([
			'Assens',
			'Frederiksberg',
			'Helsingør',
			'Herning',
			'Odense',
			'Silkeborg',
			'Aalborg'
		]);
	});

	test('28 get a floorwalker and 80 use DUBU; which ones is marked as invented', async () => {
		for (const [slug, size] of [
			['sygesikring-floorwalkere', 28],
			['dubu-kommuner', 80]
		] as const) {
			const group = await db
				.selectFrom('municipality_group')
				.where('slug', '=', slug)
				.select(['size_said', 'members_are_demo'])
				.executeTakeFirstOrThrow();
			expect(group).toEqual({ size_said: size, members_are_demo: true });
			expect(await listMembers(slug)).toHaveLength(size);
		}
	});

	test('all 98 were heard on FSIII, and the note says that 16 times five is not 98', async () => {
		expect(await listMembers('fsiii-inddragelse')).toHaveLength(98);
		const { note } = await db
			.selectFrom('municipality_group')
			.where('slug', '=', 'fsiii-inddragelse')
			.select('note')
			.executeTakeFirstOrThrow();
		expect(note).toContain('16 × 5 er 80, ikke 98');
	});

	test('the key figures of FSIII go from before to after', async () => {
		const figures = await db
			.selectFrom('key_figure')
			.innerJoin('project', 'project.id', 'key_figure.project_id')
			.where('slug', '=', 'fsiii')
			.select(['before_value', 'value'])
			.orderBy('key_figure.position')
			.execute();
		expect(figures.map(({ before_value, value }) => [before_value, value])).toEqual([
			[30, 12],
			[43, 22],
			[40, 22],
			[38, 28]
		]);
	});

	test('the twenty initiatives of FSIII stand under four goals, their state unknown', async () => {
		const initiatives = await db
			.selectFrom('initiative')
			.select(['goal_number', 'number', 'state'])
			.orderBy('number')
			.execute();
		expect(initiatives.map(({ number }) => number).join(' ')).toBe(
			'1.1 1.2 1.3 1.4 1.5 2.1 2.2 2.3 2.4 3.1 3.2 3.3 3.4 3.5 3.6 3.7 3.8 4.1 4.2 4.3'
		);
		expect(initiatives.every(({ number, goal_number }) => number.startsWith(`${goal_number}.`))).toBe(true);
		expect(new Set(initiatives.map(({ state }) => state))).toEqual(new Set(['unknown']));
	});

	test('the seven dates of Borgerblikket are tentative, as milestones and as the agreement’s campaign', async () => {
		const dates = [
			'2024-04-01',
			'2024-05-01',
			'2024-06-01',
			'2024-08-15',
			'2024-11-01',
			'2024-12-01',
			'2024-12-31'
		];
		const milestones = await db
			.selectFrom('milestone')
			.innerJoin('project', 'project.id', 'milestone.project_id')
			.where('slug', '=', 'borgerblikket')
			.select(['starts_on', 'certainty'])
			.orderBy('starts_on')
			.execute();
		expect(milestones).toEqual(dates.map((starts_on) => ({ starts_on, certainty: 'tentative' })));
		const version = await db
			.selectFrom('agreement_version')
			.where('label', '=', 'Ny tilslutning 2025–2029')
			.selectAll()
			.executeTakeFirstOrThrow();
		expect([
			version.notice_on,
			version.review_on,
			version.review_closed_on,
			version.sent_on,
			version.deadline_on,
			version.phone_round_on,
			version.all_in_on
		]).toEqual(dates);
		expect(version).toMatchObject({
			certainty: 'tentative',
			dates_are_demo: false,
			is_demo: false,
			term_from: '2025-01-01',
			term_until: '2029-12-31'
		});
	});

	test('the poll on Aula reads 0, 5, 54, 26 and 14 percent', async () => {
		const answers = await db
			.selectFrom('poll_answer')
			.select(['label', 'percent'])
			.orderBy('position')
			.execute();
		expect(answers.map(({ label, percent }) => [label, percent])).toEqual([
			['Alt for lidt', 0],
			['For lidt', 5],
			['Passende', 54],
			['For meget', 26],
			['Alt for meget', 14]
		]);
	});

	test('the eleven DUBU tracks have their steps and an audience of 80', async () => {
		const chain = ['Identificer', 'Beskriv', 'Beslut', 'Tilpas'];
		const tracks = await db
			.selectFrom('task')
			.innerJoin('project', 'project.id', 'task.project_id')
			.leftJoin('task_step', 'task_step.task_id', 'task.id')
			.where('slug', '=', 'dubu')
			.where('task.is_demo', '=', false)
			.groupBy('task.id')
			.orderBy('task.id')
			.select((eb) => [
				'task.title',
				sql<string[]>`array_agg(task_step.title order by task_step.position)`.as('steps'),
				eb
					.selectFrom('task_state')
					.whereRef('task_state.task_id', '=', 'task.id')
					.select(sql<number>`count(*)::int`.as('n'))
					.as('audience')
			])
			.execute();
		expect(tracks.map(({ title, steps }) => [title, steps])).toEqual([
			['Tilpas aktivitetsplaner', chain],
			['Tilpas brevskabeloner', chain],
			['Tilpas fraser', chain],
			['Tilpas arbejdsgange', chain],
			['Tilpas KLE-dataafgrænsning til SAPA mfl.', ['Afklar', 'Tilpas']],
			['Tilpas søgninger og visninger', chain],
			['Opdater ydelseskatalog', ['Beskriv', 'Beslut', 'Opret']],
			['Beslut overgange', ['Identificer/analyser', 'Beskriv', 'Beslut']],
			['Oplær slutbrugere', ['Udarbejd', 'Book', 'Forbered', 'Gennemfør']],
			['Gennemfør hypercare', ['Beslut', 'Kommuniker', 'Gennemfør']],
			['Evaluér arbejdsgange', ['Planlæg', 'Udfør', 'Beslut']]
		]);
		expect(new Set(tracks.map(({ audience }) => audience))).toEqual(new Set([80]));
	});

	test('TØK waits for its decision: five things are ready, two wait', async () => {
		const items = await db
			.selectFrom('readiness_item')
			.groupBy('state')
			.select(['state', sql<number>`count(*)::int`.as('n')])
			.execute();
		expect(Object.fromEntries(items.map(({ state, n }) => [state, n]))).toEqual({
			ready: 5,
			waiting: 2,
			not_ready: 1
		});
		expect((await presentStatuses()).find(({ slug }) => slug === 'toek')).toMatchObject({
			state: 'awaiting_decision',
			is_demo: false
		});
	});

	test('SAPA’s annex 3.3 replaces 3.2 and says why', async () => {
		const version = await db
			.selectFrom('agreement_version as version')
			.innerJoin('agreement_version as before', 'before.id', 'version.replaces_id')
			.where('version.label', '=', 'Bilag A v3.3')
			.select(['before.label', 'version.reason', 'version.is_substantive'])
			.executeTakeFirstOrThrow();
		expect(version).toMatchObject({ label: 'Bilag A v3.2', is_substantive: true });
		expect(version.reason).toMatch(/A\.5.*Enkeltmandsvirksomheder, medarbejder, brugere og patienter/);
		expect(await countStandings('SAPA DBA')).toEqual({
			signed: 63,
			registered: 4,
			older: 24,
			sent: 5,
			declined: 2
		});
	});

	test('the days and times that the deck names stand on their milestones', async () => {
		const milestones = await db
			.selectFrom('milestone')
			.innerJoin('project', 'project.id', 'milestone.project_id')
			.where('milestone.is_demo', '=', false)
			.select(['slug', 'kind', 'certainty', 'precision', 'starts_on', 'ends_on', 'starts_at', 'ends_at'])
			.execute();
		for (const said of [
			{
				slug: 'sygesikring',
				kind: 'go_live',
				certainty: 'approximate',
				starts_on: '2023-11-28',
				starts_at: '10:00'
			},
			{ slug: 'sygesikring', kind: 'closed_window', ends_on: '2023-11-28', ends_at: '10:00' },
			{ slug: 'sygesikring', kind: 'hypercare', starts_on: '2023-11-28', ends_on: '2024-01-15' },
			{ slug: 'fsiii', kind: 'decision', precision: 'month', starts_on: '2024-01-01' },
			{ slug: 'aula', kind: 'release', certainty: 'approximate', starts_on: '2024-01-20' },
			{ slug: 'aula', kind: 'go_live', precision: 'month', starts_on: '2024-10-01' },
			{
				slug: 'mit-sygefravaer',
				kind: 'go_live',
				certainty: 'actual',
				starts_on: '2023-11-07',
				starts_at: '12:00'
			},
			{ slug: 'mit-sygefravaer', kind: 'trial', certainty: 'actual', starts_on: '2023-11-21' },
			{ slug: 'klik', kind: 'meeting', certainty: 'actual', starts_on: '2023-11-22' },
			{ slug: '225-timersreglen', precision: 'week', starts_on: '2023-11-13' },
			{ slug: '225-timersreglen', kind: 'release', precision: 'week', starts_on: '2024-01-01' },
			{ slug: '225-timersreglen', kind: 'release', precision: 'day', starts_on: '2024-01-05' },
			{ slug: 'fremtidens-programleder', kind: 'deadline', precision: 'week', starts_on: '2023-12-04' },
			{
				slug: 'fremtidens-programleder',
				kind: 'meeting',
				starts_on: '2023-12-14',
				starts_at: '08:30',
				ends_at: '09:00'
			},
			{ slug: 'dubu', kind: 'activity', starts_on: '2023-12-08' },
			{ slug: 'dubu', kind: 'go_live', starts_on: '2024-01-02' },
			{ slug: 'dubu', kind: 'deadline', starts_on: '2024-01-08' },
			{ slug: 'toek', kind: 'decision', precision: 'unknown', starts_on: null },
			{ slug: 'gateway', kind: 'deadline', starts_on: '2023-12-31' }
		]) {
			expect(milestones).toContainEqual(expect.objectContaining(said));
		}
	});

	test('every contact and mailbox of the deck is there, and none of them has an account', async () => {
		const contacts = await db.selectFrom('project_contact').select(['name', 'email', 'note']).execute();
		const mails = new Set(contacts.map(({ email }) => email));
		for (const initials of ['ACR', 'SPR', 'EWA', 'SRS', 'JDH', 'JAV', 'AWS', 'LOH', 'BME', 'BPE']) {
			expect(mails).toContain(`${initials}@kombit.dk`);
		}
		const both = contacts.filter(({ name }) => name.startsWith('Bente'));
		expect(both.every(({ note }) => note?.includes('BME@') && note.includes('BPE@'))).toBe(true);
		const mailboxes = await db
			.selectFrom('project')
			.where('mailbox', 'is not', null)
			.select('mailbox')
			.execute();
		expect(new Set(mailboxes.map(({ mailbox }) => mailbox))).toEqual(
			new Set(['sygesikring@kombit.dk', 'FSIII@kombit.dk', 'AULA@kombit.dk', 'programleder@kombit.dk'])
		);
		const accounts = await db
			.selectFrom('person')
			.where((eb) => eb.or([eb('is_demo', '=', false), eb('email', 'not like', '%.example')]))
			.where('pseudonymised_on', 'is', null)
			.select('name')
			.execute();
		expect(accounts).toEqual([]);
	});

	test('the addresses of the deck are links', async () => {
		const links = await db.selectFrom('project_link').where('url', 'is not', null).select('url').execute();
		expect(new Set(links.map(({ url }) => url))).toEqual(
			new Set([
				'https://support.sundhedskort.dk',
				'https://dok.kombit.dk/Media/638345226003870058/Programlederm%C3%B8de%20juni_2023.pdf',
				'https://dok.kombit.dk/Media/638345225985012282/Programlederm%C3%B8de%20februar%202023.pdf',
				'https://www.ft.dk/samling/20182/aktstykke/aktstk.162/index.htm'
			])
		);
	});

	test('the agenda has seven items, EMNE 2 twice, and seven pieces of short news', async () => {
		const items = await db
			.selectFrom('agenda_item')
			.innerJoin('meeting', 'meeting.id', 'agenda_item.meeting_id')
			.where('held_on', '=', '2023-11-23')
			.selectAll('agenda_item')
			.orderBy('agenda_item.id')
			.execute();
		const top = items.filter(({ parent_id }) => parent_id === null);
		expect(top.map(({ label_said }) => label_said)).toEqual([
			null,
			'EMNE 1',
			null,
			'EMNE 2',
			'EMNE 2',
			null,
			null
		]);
		const news = top.find(({ title }) => title === 'Kort nyt fra KOMBIT');
		const below = items.filter(({ parent_id }) => parent_id === news?.id);
		expect(news?.mailbox).toBe('BME@kombit.dk');
		expect(below.map(({ mailbox }) => mailbox?.slice(0, 3))).toEqual([
			'JAV',
			'JAV',
			'AWS',
			'BPE',
			'BPE',
			'BPE',
			'BPE'
		]);
	});
});

describe('the demo world is full enough to look like real use', () => {
	test('there are at least 60 published tasks and 12 agreements in 15 versions', async () => {
		const counts = await db
			.selectNoFrom((eb) => [
				eb
					.selectFrom('task')
					.where('closed_on', 'is', null)
					.select(sql<number>`count(*)::int`.as('n'))
					.as('open'),
				eb
					.selectFrom('task')
					.select(sql<number>`count(*)::int`.as('n'))
					.as('tasks'),
				eb
					.selectFrom('agreement')
					.select(sql<number>`count(*)::int`.as('n'))
					.as('agreements'),
				eb
					.selectFrom('agreement_version')
					.select(sql<number>`count(*)::int`.as('n'))
					.as('versions')
			])
			.executeTakeFirstOrThrow();
		expect(counts).toEqual({ open: 72, tasks: 86, agreements: 17, versions: 22 });
	});

	test('every task has a row for each municipality of its audience and at least one role', async () => {
		const tasks = await db
			.selectFrom('task')
			.select((eb) => [
				'title',
				'audience',
				eb
					.selectFrom('task_state')
					.whereRef('task_state.task_id', '=', 'task.id')
					.select(sql<number>`count(*)::int`.as('n'))
					.as('copies'),
				eb
					.selectFrom('task_role')
					.whereRef('task_role.task_id', '=', 'task.id')
					.select(sql<number>`count(*)::int`.as('n'))
					.as('roles')
			])
			.execute();
		const sizes: Record<string, number> = { Alle: 98, ni: 9, fem: 5, syv: 7 };
		for (const { title, audience, copies, roles } of tasks) {
			const words = audience.split(' ');
			const size =
				sizes[words[0] ?? ''] ?? sizes[words[1] ?? ''] ?? Number(words.find((word) => Number(word)));
			expect([title, copies]).toEqual([title, size]);
			expect(roles).toBeGreaterThanOrEqual(1);
			expect(roles).toBeLessThanOrEqual(4);
		}
	});

	test('every version that was sent out has a row for each of the 98', async () => {
		const versions = await db
			.selectFrom('agreement_version')
			.innerJoin('agreement', 'agreement.id', 'agreement_version.agreement_id')
			.where('kind', '<>', 'general_terms')
			.select((eb) =>
				eb
					.selectFrom('signature')
					.whereRef('version_id', '=', 'agreement_version.id')
					.select(sql<number>`count(*)::int`.as('n'))
					.as('n')
			)
			.execute();
		expect(new Set(versions.map(({ n }) => n))).toEqual(new Set([98]));
	});

	test('a task to sign is done exactly where the signature is in', async () => {
		const wrong = await sql`
			select task.title, task_state.municipality_code
			from (values
				('Underskriv tilslutningsaftalen til Fælleskommunal Gateway', 'v1.0', 'Gateway tilslutning'),
				('Underskriv databehandleraftalens bilag A version 3.3', 'Bilag A v3.3', 'SAPA DBA')
			) pair (title, label, agreement)
			join task on task.title = pair.title
			join agreement on agreement.short_title = pair.agreement
			join agreement_version on agreement_version.agreement_id = agreement.id and agreement_version.label = pair.label
			join task_state on task_state.task_id = task.id
			join signature on signature.version_id = agreement_version.id
				and signature.municipality_code = task_state.municipality_code
			where (task_state.state = 'done') <> (signature.state in ('signed', 'registered'))
		`.execute(db);
		expect(wrong.rows).toEqual([]);
	});

	test('steps are finished in order, and all of them where the task is done', async () => {
		const wrong = await sql`
			select task.title, task_state.municipality_code
			from task_state
			join task on task.id = task_state.task_id
			join task_step on task_step.task_id = task.id
			left join task_step_done finished
				on finished.step_id = task_step.id and finished.municipality_code = task_state.municipality_code
			group by task.id, task_state.task_id, task_state.municipality_code
			having (task_state.state = 'done' and count(*) <> count(finished.step_id))
				or (task_state.state = 'not_started' and count(finished.step_id) > 0)
				or max(task_step.position) filter (where finished.step_id is not null) <> count(finished.step_id)
				or max(finished.done_on) > coalesce(task_state.done_on, ${TODAY}::date)
		`.execute(db);
		expect(wrong.rows).toEqual([]);
	});

	test('Dragør owes nothing, eight municipalities have no programme leader, several are late', async () => {
		const owed = await db
			.selectFrom('task_state')
			.innerJoin('task', 'task.id', 'task_state.task_id')
			.innerJoin('municipality', 'municipality.code', 'task_state.municipality_code')
			.where('closed_on', 'is', null)
			.where('state', 'not in', ['done', 'not_applicable'])
			.groupBy('municipality.name')
			.select([
				'municipality.name',
				sql<number>`count(*) filter (where due_on < ${TODAY})::int`.as('overdue')
			])
			.execute();
		expect(owed.map(({ name }) => name)).not.toContain('Dragør');
		expect(owed.filter(({ overdue }) => overdue >= 5).length).toBeGreaterThanOrEqual(3);
		expect(owed.filter(({ overdue }) => overdue === 0).length).toBeGreaterThanOrEqual(10);
		const empty = await db
			.selectFrom('municipality')
			.where((eb) =>
				eb.not(
					eb.exists(
						eb
							.selectFrom('role_holder')
							.whereRef('municipality_code', '=', 'municipality.code')
							.where('role_slug', '=', 'programleder')
							.where('held_until', 'is', null)
							.select('id')
					)
				)
			)
			.select('name')
			.execute();
		expect(empty).toHaveLength(8);
	});

	test('each persona has an access and an earlier visit that has ended', async () => {
		for (const persona of DEMO_PERSONAS) {
			const found = await db
				.selectFrom('person')
				.innerJoin('access', 'access.person_id', 'person.id')
				.innerJoin('session', 'session.access_id', 'access.id')
				.where('email', '=', persona.email)
				.select(['person.name', 'person.is_demo', 'access.kind', 'access.municipality_code', 'last_seen_at'])
				.select('ended_at')
				.execute();
			expect(found).toEqual([
				{
					name: persona.name,
					is_demo: true,
					kind: persona.kind,
					municipality_code: persona.municipality_code,
					last_seen_at: new Date('2023-11-16T15:12:00+01:00'),
					ended_at: new Date('2023-11-16T15:12:00+01:00')
				}
			]);
		}
		expect(await holdersOf('Samsø', 'programleder')).toEqual([]);
		expect(await holdersOf('Herning', 'programleder')).toEqual(['Dorthe Hedelund']);
	});

	test('a status other than on plan says why, what next, who and when', async () => {
		const statuses = await db.selectFrom('project_status').selectAll().execute();
		for (const { state, reason, next_step, owner, review_on } of statuses) {
			if (state === 'on_plan') continue;
			expect(reason).toBeTruthy();
			expect(review_on).toBeTruthy();
			if (state !== 'unknown') expect([next_step, owner]).not.toContain(null);
		}
		const states = (await presentStatuses()).map(({ state }) => state);
		expect(new Set(states)).toEqual(
			new Set(['on_plan', 'at_risk', 'late', 'awaiting_decision', 'not_started', 'unknown'])
		);
	});

	test('a status of the deck says which of its fields the demo fills', async () => {
		const marked = await db
			.selectFrom('project_status')
			.innerJoin('project', 'project.id', 'project_status.project_id')
			.where(sql<boolean>`demo_fields <> '{}'`)
			.select(['slug', 'demo_fields', 'project_status.is_demo'])
			.orderBy('slug')
			.execute();
		expect(marked).toEqual([
			{ slug: 'gateway', demo_fields: ['owner', 'review_on'], is_demo: false },
			{ slug: 'toek', demo_fields: ['review_on'], is_demo: false }
		]);
	});

	test('moved milestones and stale statuses can be seen', async () => {
		const moved = await db
			.selectFrom('milestone_move')
			.innerJoin('milestone', 'milestone.id', 'milestone_move.milestone_id')
			.select(['project_id', 'milestone_move.is_demo'])
			.execute();
		expect(new Set(moved.map(({ project_id }) => project_id)).size).toBeGreaterThanOrEqual(3);
		expect(moved.every(({ is_demo }) => is_demo)).toBe(true);
		const stale = (await presentStatuses()).filter(
			({ review_on }) => review_on !== null && review_on < TODAY
		);
		expect(stale.map(({ slug }) => slug)).toEqual(['fremtidens-programleder', 'sapa']);
	});

	test('tasks are published and due on working days, but for the week that the deck names', async () => {
		const tasks = await db
			.selectFrom('task')
			.select(['title', 'published_on', 'due_on', 'due_is_demo'])
			.execute();
		for (const { published_on } of tasks) expect(isoWeekday(published_on)).toBeLessThan(6);
		expect(tasks.filter(({ due_on }) => isoWeekday(due_on) > 5)).toMatchObject([
			{ due_on: '2023-12-10', due_is_demo: false }
		]);
	});
});

describe('the history and the present tell the same', () => {
	test('replaying the changes gives the present state of every task and signature', async () => {
		expect(await replayDifferences(db)).toEqual([]);
	});

	test('each change follows from the one before', async () => {
		const broken = await sql`
			select id from (
				select id, old_state, lag(new_state) over chain as before, effective_on, recorded_at,
					lag(recorded_at) over chain as earlier
				from status_change
				window chain as (partition by task_id, version_id, municipality_code order by effective_on, id)
			) step
			where old_state is distinct from before
				or recorded_at <= earlier
				or (recorded_at at time zone 'Europe/Copenhagen')::date < effective_on
		`.execute(db);
		expect(broken.rows).toEqual([]);
	});

	test('nothing was known after the meeting’s morning, outside working hours or in a weekend', async () => {
		const odd = await sql`
			select id, local from (select id, recorded_at at time zone 'Europe/Copenhagen' as local from status_change) change
			where local > timestamp '2023-11-23 12:00' or local::time not between '07:30' and '16:30'
				or extract(isodow from local) > 5
		`.execute(db);
		expect(odd.rows).toEqual([]);
	});

	test('some changes were reported late and some corrected', async () => {
		const notes = await db
			.selectFrom('status_change')
			.where('note', 'is not', null)
			.groupBy('note')
			.select(['note', sql<number>`count(*)::int`.as('n')])
			.execute();
		for (const note of ['Indberettet efterfølgende.', 'Rettelse: meldt færdig ved en fejl.']) {
			expect(notes.find((one) => one.note === note)?.n).toBeGreaterThan(5);
		}
	});
});

describe('loading', () => {
	test('a second load changes nothing and says so', async () => {
		const before = await fingerprint(db);
		const lines: string[] = [];
		await loadDemoWorld(db, { scale: 1, report: (line) => lines.push(line) });
		expect(lines).toEqual(['The demo world is already here.']);
		expect(await fingerprint(db)).toEqual(before);
	});

	test('every reference points to a row', async () => {
		expect(await listOrphans(db)).toEqual([]);
	});

	test('two databases get the same world, also over an older one', async () => {
		const other = await testDatabase();
		await loadDemoWorld(other, { scale: 2 });
		await loadDemoWorld(other, { scale: 1, replace: true });
		expect(await fingerprint(other)).toEqual(await fingerprint(db));
	});

	test('a larger scale makes the past longer and leaves the present as it is', async () => {
		const larger = await testDatabase();
		await loadDemoWorld(larger, { scale: 3 });
		const { rows } = await sql<Record<string, number>>`
			select
				(select count(*) from project)::int as projects,
				(select count(*) from project where ended_on is null)::int as current,
				(select count(*) from task)::int as tasks,
				(select count(*) from task where closed_on is null)::int as open,
				(select count(*) from agreement)::int as agreements,
				(select count(*) from agreement where ended_on is null)::int as in_force,
				(select count(*) from agreement_version)::int as versions,
				(select count(*) from project where ended_on is not null and not is_demo)::int as unmarked,
				(select count(distinct name) from project)::int as names,
				(select count(*) from municipality)::int as municipalities
		`.execute(larger);
		expect(rows[0]).toEqual({
			projects: 39,
			current: 13,
			tasks: 258,
			open: 72,
			agreements: 51,
			in_force: 17,
			versions: 66,
			unmarked: 0,
			names: 39,
			municipalities: 98
		});
		expect(await replayDifferences(larger)).toEqual([]);
		expect(await listOrphans(larger)).toEqual([]);
	});

	test('a database with projects of its own is refused and left alone', async () => {
		const own = await testDatabase();
		await own
			.insertInto('project')
			.values({ slug: 'eget', name: 'Eget projekt', short_name: 'Eget', summary: 'Ægte data', position: 1 })
			.execute();
		await expect(loadDemoWorld(own, { scale: 1 })).rejects.toThrow('data of real use');
		await expect(loadDemoWorld(own, { scale: 1, replace: true })).rejects.toThrow('data of real use');
		expect(await own.selectFrom('project').select('slug').execute()).toEqual([{ slug: 'eget' }]);
	});
});

async function listMembers(slug: string): Promise<string[]> {
	const rows = await db
		.selectFrom('municipality_group')
		.innerJoin('municipality_group_member', 'group_id', 'municipality_group.id')
		.innerJoin('municipality', 'municipality.code', 'municipality_code')
		.where('municipality_group.slug', '=', slug)
		.select('municipality.name')
		.orderBy('municipality.name')
		.execute();
	return rows.map(({ name }) => name);
}

async function holdersOf(municipality: string, role_slug: string): Promise<string[]> {
	const rows = await db
		.selectFrom('role_holder')
		.innerJoin('person', 'person.id', 'person_id')
		.innerJoin('municipality', 'municipality.code', 'role_holder.municipality_code')
		.where('municipality.name', '=', municipality)
		.where('role_slug', '=', role_slug)
		.where('held_until', 'is', null)
		.select('person.name')
		.execute();
	return rows.map(({ name }) => name);
}

async function countStandings(short_title: string): Promise<Record<string, number>> {
	const { rows } = await sql<{ standing: string; n: number }>`
		select standing, count(*)::int as n
		from standing_on(${TODAY}) join agreement on agreement.id = agreement_id
		where short_title = ${short_title}
		group by standing
	`.execute(db);
	return Object.fromEntries(rows.map(({ standing, n }) => [standing, n]));
}

async function presentStatuses() {
	return db
		.selectFrom('project_status')
		.innerJoin('project', 'project.id', 'project_id')
		.distinctOn('project.position')
		.orderBy('project.position')
		.orderBy('effective_on', 'desc')
		.orderBy('project_status.id', 'desc')
		.select(['slug', 'state', 'review_on', 'project_status.is_demo'])
		.execute();
}

async function replayDifferences(db: Database) {
	const { rows } = await sql`
		with replayed as (
			select distinct on (task_id, version_id, municipality_code)
				task_id, version_id, municipality_code, new_state
			from status_change
			order by task_id, version_id, municipality_code, effective_on desc, id desc
		)
		select 'task' as what, task_id as id, municipality_code, state::text, new_state
		from task_state full join (select * from replayed where task_id is not null) replayed using (task_id, municipality_code)
		where state::text is distinct from new_state
		union all
		select 'signature', version_id, municipality_code, state::text, new_state
		from (select * from signature where state <> 'not_sent') signature
		full join (select * from replayed where version_id is not null) replayed using (version_id, municipality_code)
		where state::text is distinct from new_state
	`.execute(db);
	return rows;
}

// Looks at each foreign key itself: the load may leave them unchecked.
async function listOrphans(db: Database) {
	const { rows: references } = await sql<{
		name: string;
		child: string;
		child_column: string;
		parent: string;
		parent_column: string;
	}>`
		select conname as name, conrelid::regclass::text as child, confrelid::regclass::text as parent,
			(select attname from pg_attribute where attrelid = conrelid and attnum = conkey[1]) as child_column,
			(select attname from pg_attribute where attrelid = confrelid and attnum = confkey[1]) as parent_column
		from pg_constraint where contype = 'f' and connamespace = current_schema()::regnamespace
	`.execute(db);
	expect(references.length).toBeGreaterThan(40);
	const orphans: object[] = [];
	for (const { name, child, child_column, parent, parent_column } of references) {
		const { rows } = await sql<{ n: number }>`
			select count(*)::int as n from ${sql.table(child)} child
			where ${sql.ref(`child.${child_column}`)} is not null and not exists (
				select from ${sql.table(parent)} parent where ${sql.ref(`parent.${parent_column}`)} = ${sql.ref(`child.${child_column}`)}
			)
		`.execute(db);
		if (rows[0]?.n) orphans.push({ name, ...rows[0] });
	}
	return orphans;
}

// One hash per table over all of its rows; only the moment of loading may differ.
async function fingerprint(db: Database): Promise<Record<string, string>> {
	const { rows: tables } = await sql<{ name: string }>`
		select tablename as name from pg_tables
		where schemaname = current_schema() and tablename not like 'kysely%' and tablename <> 'demo_world'
		order by tablename
	`.execute(db);
	const prints: Record<string, string> = {};
	for (const { name } of tables) {
		const { rows } = await sql<{ print: string }>`
			select md5(coalesce(string_agg(md5(entry::text), '' order by md5(entry::text)), '')) as print
			from ${sql.table(name)} entry
		`.execute(db);
		prints[name] = rows[0]?.print ?? '';
	}
	return prints;
}
