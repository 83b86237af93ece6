import { listPlaces } from '#municipalities/municipality.server.ts';
import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { testDatabase } from '../../tests/support/database.ts';
import { addDays, type Day, weekKey } from '#language/dates.ts';
import { copyFilter, taskFilter } from './task.form.ts';
import {
	findTask,
	listCopies,
	listLoad,
	listTaskChoices,
	listTasks,
	listWeeks,
	summarizeTasks
} from './task.server.ts';
import { DUE_SOON_DAYS, isOutstanding, overdueCopies, STATE_SLUGS, TASK_STATES, tallyOf } from './task.ts';

const db = await testDatabase({ demo: true });
const { today } = await db.selectFrom('demo_world').select('today').executeTakeFirstOrThrow();
const everywhere = { today };
const herning = { today, municipality: 'herning' };
const HERNING = '657';

const tasks = (
	given: Record<string, string> = {},
	viewpoint: { today: Day; municipality?: string } = everywhere
) => listTasks(db, taskFilter.parse(given), viewpoint);
const copies = (id: number, given: Record<string, string> = {}, reader: string | null = null) =>
	listCopies(db, id, copyFilter.parse(given), { today, reader });

describe('the list', () => {
	test('holds every open task and no closed one', async () => {
		const { rows } = await sql<{ id: number }>`
			select id from task where published_on <= ${today} and (closed_on is null or closed_on > ${today})`.execute(
			db
		);
		const list = await tasks();
		expect(list.tasks.map(({ id }) => id).sort()).toEqual(rows.map(({ id }) => id).sort());
		expect(list.tasks.length).toBeGreaterThanOrEqual(60);
		expect(list.tasks.every((task) => task.closed_on === null)).toBe(true);
	});

	test('reaches closed tasks by its filter, the latest closed first', async () => {
		const { tasks: closed, total } = await tasks({ tilstand: 'lukkede' });
		expect(total).toBeGreaterThan(0);
		const days = closed.map(({ closed_on }) => closed_on!);
		expect(days).toEqual([...days].sort().reverse());
		expect(days.every((day) => day <= today)).toBe(true);

		const { years } = await listTaskChoices(db, taskFilter.parse({ tilstand: 'lukkede' }), everywhere);
		for (const { year, tasks: count } of years)
			expect((await tasks({ tilstand: 'lukkede', aar: String(year) })).total).toBe(count);
		expect(years.reduce((sum, { tasks: count }) => sum + count, 0)).toBe(total);
	});

	test('narrows to what the filter says', async () => {
		const all = (await tasks()).tasks;
		const ids = (list: { id: number }[]) => list.map(({ id }) => id);
		expect(ids((await tasks({ kritisk: '1' })).tasks)).toEqual(ids(all.filter((task) => task.is_critical)));
		expect(ids((await tasks({ tvaergaaende: '1' })).tasks)).toEqual(
			ids(all.filter((task) => task.is_cross_cutting))
		);
		expect(ids((await tasks({ bekraeftelse: '1' })).tasks)).toEqual(
			ids(all.filter((task) => task.kind === 'confirmation'))
		);
		for (const role of new Set(all.flatMap((task) => task.roles)))
			expect(ids((await tasks({ rolle: role })).tasks)).toEqual(
				ids(all.filter((task) => task.roles.includes(role)))
			);
		for (const project of new Set(all.map((task) => task.project_slug)))
			expect(ids((await tasks({ projekt: project })).tasks)).toEqual(
				ids(all.filter((task) => task.project_slug === project))
			);
	});

	test('orders titles as Danish does, and turns round', async () => {
		const titles = (await tasks({ sorter: 'titel' })).tasks.map(({ title }) => title);
		expect(titles).toEqual([...titles].sort(new Intl.Collator('da').compare));
		expect((await tasks({ sorter: '-titel' })).tasks.map(({ title }) => title)).toEqual(titles.toReversed());
		const share = (task: { done: number; audience_size: number; not_applicable: number }) =>
			task.done / (task.audience_size - task.not_applicable);
		const shares = (await tasks({ sorter: 'fremdrift' })).tasks.map(share);
		expect(shares).toEqual([...shares].sort((a, b) => a - b));
	});

	test('finds å as aa, æ as ae and ø as oe, whichever way it is written', async () => {
		const ids = async (q: string) => (await tasks({ q })).tasks.map(({ id }) => id);
		expect(await ids('oplær')).not.toEqual([]);
		expect(await ids('OPLAER')).toEqual(await ids('oplær'));
		expect(await ids('søgninger')).toEqual(await ids('Soegninger'));
		expect(await ids('søgninger')).not.toEqual([]);
		expect(await ids('programlederårsmøde')).toEqual([]);
	});

	test('finds a task by the name of its project, and needs every word', async () => {
		const found = (await tasks({ q: 'gateway' })).tasks.map(({ id }) => id);
		const ofProject = (await tasks({ projekt: 'gateway' })).tasks.map(({ id }) => id);
		expect(ofProject.length).toBeGreaterThan(0);
		expect(found).toEqual(expect.arrayContaining(ofProject));
		expect((await tasks({ q: 'gateway bekræft' })).total).toBeLessThan(found.length);
		expect((await tasks({ q: '%' })).total).toBe(0);
	});
});

describe('figures and the rows behind them', () => {
	test('agree for all municipalities', async () => {
		const summary = await summarizeTasks(db, everywhere);
		const { tasks: all } = await tasks();
		expect(summary.open).toBe(all.length);
		expect(summary.critical).toBe((await tasks({ kritisk: '1' })).total);
		expect(summary.overdue).toBe((await tasks({ tilstand: 'forfaldne' })).total);
		expect(summary.overdue).toBe(all.filter((task) => overdueCopies(task, today) > 0).length);
		expect(summary.due_soon).toBe((await tasks({ tilstand: 'snart' })).total);
		expect(summary.critical_due_soon).toBe((await tasks({ tilstand: 'snart', kritisk: '1' })).total);
	});

	test('agree for one municipality, whoever looks', async () => {
		const summary = await summarizeTasks(db, herning);
		const { tasks: all } = await tasks({}, herning);
		const ours = all.filter((task) => task.own_state && isOutstanding(task.own_state));
		expect(summary.outstanding).toBe(ours.length);
		expect(summary.outstanding).toBe((await tasks({ vores: 'mangler' }, herning)).total);
		expect(summary.critical).toBe((await tasks({ vores: 'mangler', kritisk: '1' }, herning)).total);
		expect(summary.overdue).toBe((await tasks({ vores: 'forfaldne' }, herning)).total);
		expect(summary.due_soon).toBe((await tasks({ vores: 'snart' }, herning)).total);
		expect(summary.critical_due_soon).toBe((await tasks({ vores: 'snart', kritisk: '1' }, herning)).total);
		for (const state of TASK_STATES)
			expect((await tasks({ vores: STATE_SLUGS[state] }, herning)).total).toBe(
				all.filter((task) => task.own_state === state).length
			);
	});

	test('agree week by week, also by role', async () => {
		for (const viewpoint of [everywhere, herning]) {
			const own: Record<string, string> = viewpoint === herning ? { vores: 'mangler' } : {};
			const [weeks, load] = await Promise.all([
				listWeeks(db, { ...viewpoint, weeks: 8 }),
				listLoad(db, { ...viewpoint, weeks: 8 })
			]);
			expect(weeks.map(({ week }) => week)).toEqual(
				[0, 7, 14, 21, 28, 35, 42, 49].map((days) => weekKey(addDays(today, days)))
			);
			for (const [at, week] of weeks.entries()) {
				const rows = await tasks({ uge: week.week, ...own }, viewpoint);
				expect(week.tasks).toBe(rows.total);
				expect(week.list.map(({ id }) => id).sort()).toEqual(rows.tasks.map(({ id }) => id).sort());
				expect(week.critical).toBe((await tasks({ uge: week.week, kritisk: '1', ...own }, viewpoint)).total);
				expect(load[at]).toMatchObject({ week: week.week, tasks: week.tasks, critical: week.critical });
				expect(Object.keys(load[at]!.roles)).toHaveLength(week.roles);
				for (const [role, count] of Object.entries(load[at]!.roles))
					expect((await tasks({ uge: week.week, rolle: role, ...own }, viewpoint)).total).toBe(count);
			}
		}
	});

	test('each open task shows its counts as its own page does', async () => {
		for (const task of (await tasks()).tasks) {
			const rows = await copies(task.id);
			const tally = tallyOf(task, rows, today);
			expect(tally).toMatchObject({
				audience_size: task.audience_size,
				done: task.done,
				not_applicable: task.not_applicable,
				overdue: overdueCopies(task, today)
			});
			expect(Object.values(tally.states).reduce((sum, count) => sum + count)).toBe(task.audience_size);
		}
	});
});

describe('weeks at the turn of the year', () => {
	let ids: Record<Day, number>;
	const days = [
		'2024-12-29',
		'2024-12-30',
		'2025-01-05',
		'2025-01-06',
		'2026-12-31',
		'2027-01-03',
		'2027-01-04'
	];

	beforeAll(async () => {
		const project = await db.selectFrom('project').select('id').orderBy('id').executeTakeFirstOrThrow();
		const rows = await db
			.insertInto('task')
			.values(
				days.map((due_on) => ({
					project_id: project.id,
					title: `Årsskifte ${due_on}`,
					description: 'Prøve på uger.',
					audience: 'Ingen',
					published_on: '2023-11-01',
					due_on
				}))
			)
			.returning(['id', 'due_on'])
			.execute();
		ids = Object.fromEntries(rows.map(({ id, due_on }) => [due_on, id]));
		return async () => {
			await db.deleteFrom('task').where('id', 'in', Object.values(ids)).execute();
		};
	});

	test.each([
		['2024-W52', ['2024-12-29']],
		['2025-W01', ['2024-12-30', '2025-01-05']],
		['2025-W02', ['2025-01-06']],
		['2026-W53', ['2026-12-31', '2027-01-03']],
		['2027-W01', ['2027-01-04']]
	])('%s holds its Monday to its Sunday', async (uge, expected) => {
		const found = (await tasks({ uge, q: 'årsskifte' })).tasks.map(({ due_on }) => due_on);
		expect(found).toEqual(expected);
	});

	test('the weeks ahead are numbered by ISO, across the year', async () => {
		const weeks = await listWeeks(db, { today: '2026-12-31', weeks: 2 });
		expect(weeks.map(({ week, starts_on }) => [week, starts_on])).toEqual([
			['2026-W53', '2026-12-28'],
			['2027-W01', '2027-01-04']
		]);
		expect(weeks[0]!.list.map(({ id }) => id)).toEqual([ids['2026-12-31'], ids['2027-01-03']]);
	});

	test('a week that does not exist is refused', () => {
		expect(taskFilter.safeParse({ uge: '2023-W53' }).success).toBe(false);
		expect(taskFilter.safeParse({ uge: '2026-W53' }).success).toBe(true);
	});
});

describe('due soon', () => {
	test('reaches to the fourteenth day and not beyond', async () => {
		const { tasks: soon } = await tasks({ tilstand: 'snart' });
		expect(soon.length).toBeGreaterThan(0);
		expect(soon.every(({ due_on }) => due_on >= today && due_on <= addDays(today, DUE_SOON_DAYS))).toBe(true);
	});
});

describe('one task', () => {
	test('shows all of its municipalities in Danish order, Aabenraa, Aalborg and Aarhus last', async () => {
		const [task] = (await tasks()).tasks.filter(({ audience_size }) => audience_size === 98);
		const names = (await copies(task!.id)).map(({ name }) => name);
		expect(names).toHaveLength(98);
		expect(names.slice(-4)).toEqual(['Ærø', 'Aabenraa', 'Aalborg', 'Aarhus']);
		expect((await copies(task!.id, { sorter: '-kommune' })).map(({ name }) => name)).toEqual(
			names.toReversed()
		);
	});

	test('puts the reader’s own municipality first, whatever the order', async () => {
		const [task] = (await tasks({}, herning)).tasks.filter(({ own_state }) => own_state);
		for (const sorter of ['kommune', '-kommune', 'tilstand', '-udfoert'])
			expect((await copies(task!.id, { sorter }, HERNING))[0]).toMatchObject({ name: 'Herning' });
	});

	test('every count of a state is the number of rows it leads to', async () => {
		for (const { id } of (await tasks()).tasks.slice(0, 12)) {
			const all = await copies(id);
			const task = (await findTask(db, id, { today }))!;
			const tally = tallyOf(task, all, today);
			const shown = async (tilstand: string) =>
				(await copies(id, { tilstand })).filter(({ is_shown }) => is_shown).length;
			for (const state of TASK_STATES) expect(await shown(STATE_SLUGS[state])).toBe(tally.states[state]);
			expect(await shown('mangler')).toBe(tally.outstanding);
			expect(await shown('forfaldne')).toBe(tally.overdue);
			for (const step of task.steps)
				expect(
					(await copies(id, { trin: String(step.position) })).filter(({ is_shown }) => is_shown)
				).toHaveLength(step.done);
		}
	});

	test('names those outside its audience without a state, and as rows only when asked', async () => {
		const task = (await tasks({ projekt: 'dubu' })).tasks.find(({ audience_size }) => audience_size === 80)!;
		const rows = await copies(task.id);
		expect(rows.filter(({ state }) => state !== null)).toHaveLength(80);
		expect(rows.filter(({ is_shown }) => is_shown)).toHaveLength(80);
		expect((await copies(task.id, { tilstand: 'uden-for' })).filter(({ is_shown }) => is_shown)).toHaveLength(
			18
		);
	});

	test('filters by region as of the day, by group and by name', async () => {
		const task = (await tasks()).tasks.find(({ audience_size }) => audience_size === 98)!;
		const shown = async (given: Record<string, string>, on = today) =>
			(await listCopies(db, task.id, copyFilter.parse(given), { today: on, reader: null })).filter(
				(row) => row.is_shown
			);
		expect(await shown({ region: 'sjaelland' })).toHaveLength(17);
		expect(await shown({ region: 'oestdanmark' })).toHaveLength(0);
		expect(await shown({ region: 'oestdanmark' }, '2027-01-01')).toHaveLength(46);
		expect((await shown({ q: 'Århus' })).map(({ name }) => name)).toEqual(['Aarhus']);
		expect((await shown({ q: 'høje taastrup' })).map(({ name }) => name)).toEqual(['Høje-Taastrup']);
		const { groups, regions } = await listPlaces(db, { today, person_id: 1 });
		expect(regions).toHaveLength(5);
		for (const { slug } of groups) {
			const members = await db
				.selectFrom('municipality_group_member')
				.innerJoin('municipality_group', 'municipality_group.id', 'municipality_group_member.group_id')
				.where('municipality_group.slug', '=', slug)
				.select('municipality_code')
				.execute();
			expect((await shown({ gruppe: slug })).map(({ code }) => code).sort()).toEqual(
				members.map(({ municipality_code }) => municipality_code).sort()
			);
		}
	});

	test('gives notes and mail addresses to KOMBIT and to the municipality itself, to nobody else', async () => {
		const noted = await db
			.selectFrom('task_state')
			.innerJoin('task', 'task.id', 'task_state.task_id')
			.where('task_state.municipality_code', '=', HERNING)
			.where('task_state.note', 'is not', null)
			.where('task_state.responsible_id', 'is not', null)
			.select('task.id')
			.executeTakeFirstOrThrow();
		const herningOf = (rows: Awaited<ReturnType<typeof copies>>) =>
			rows.find(({ code }) => code === HERNING)!;
		for (const reader of [null, HERNING]) {
			expect(herningOf(await copies(noted.id, {}, reader)).note).toBeTruthy();
			expect(herningOf(await copies(noted.id, {}, reader)).responsible_email).toContain('@');
		}
		const others = await copies(noted.id, {}, '482');
		expect(herningOf(others)).toMatchObject({ note: null, responsible_email: null, performer_email: null });
		expect(others.filter((row) => row.code !== '482').every((row) => row.note === null)).toBe(true);
	});

	test('is not there before it is published, nor when nobody made it', async () => {
		const { id, published_on } = await db
			.selectFrom('task')
			.select(['id', 'published_on'])
			.executeTakeFirstOrThrow();
		expect(await findTask(db, id, { today: addDays(published_on, -1) })).toBeUndefined();
		expect(await findTask(db, 2_147_483_647, { today })).toBeUndefined();
	});
});
