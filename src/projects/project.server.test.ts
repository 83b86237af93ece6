import { describe, expect, test } from 'vitest';
import { testDatabase } from '../../tests/support/database.ts';
import {
	findProject,
	listEndedProjects,
	listNextMilestones,
	listPortfolio,
	listProjects,
	summarizeProjects
} from './project.server.ts';
import { nextMilestoneIndex, PROJECT_STATES } from './project.ts';

const today = '2023-11-23';
const db = await testDatabase({ demo: true });

/** Counts again from the rows themselves, one by one. */
async function copiesOf(slug: string) {
	const rows = await db
		.selectFrom('task')
		.innerJoin('project', 'project.id', 'task.project_id')
		.innerJoin('task_state', 'task_state.task_id', 'task.id')
		.where('project.slug', '=', slug)
		.where('published_on', '<=', today)
		.select(['task.id', 'closed_on', 'state'])
		.execute();
	const open = rows.filter((row) => row.closed_on === null || row.closed_on > today);
	return {
		open_tasks: new Set(open.map((row) => row.id)).size,
		done: open.filter((row) => row.state === 'done').length,
		applicable: open.filter((row) => row.state !== 'not_applicable').length,
		not_applicable: open.filter((row) => row.state === 'not_applicable').length
	};
}

describe('the portfolio', async () => {
	const rows = await listProjects(db, { today });

	test('has a row for every project of the deck', () => {
		expect(rows.map((row) => row.slug)).toEqual(
			expect.arrayContaining(['sygesikring', 'fsiii', 'aula', 'borgerblikket', 'toek', 'gateway', 'dubu'])
		);
	});

	test.each(['sygesikring', 'dubu', 'gateway', 'fsiii'])(
		'counts the copies of %s as they are',
		async (slug) => {
			expect(rows.find((row) => row.slug === slug)).toMatchObject(await copiesOf(slug));
		}
	);

	test('lacks 57 signatures of Gateway, and names the agreement they are missing on', async () => {
		const gateway = rows.find((row) => row.slug === 'gateway');
		expect(gateway).toMatchObject({ missing: 57 });
		expect(gateway?.agreements_missing).toHaveLength(1);
	});

	test('sums what is missing over the agreements it links to', async () => {
		for (const row of rows) {
			const sum = row.agreements_missing.reduce((total, agreement) => total + agreement.missing, 0);
			expect(row.missing ?? 0, row.slug).toBe(sum);
		}
	});

	test('stands in the states it is filtered by, and they add up', async () => {
		const { states, current } = await summarizeProjects(db, today);
		expect(current).toBe(rows.length);
		for (const state of PROJECT_STATES) {
			const filtered = await listProjects(db, { today, state });
			expect(filtered.every((row) => row.state === state)).toBe(true);
			expect(filtered).toHaveLength(states.find((one) => one.state === state)?.projects ?? 0);
		}
	});

	test('sorts by name in Danish order, by status the worst first, by milestone the nearest first', async () => {
		const names = (await listProjects(db, { today, sort: 'navn' })).map((row) => row.short_name);
		expect(names).toEqual(names.toSorted(new Intl.Collator('da').compare));
		const states = (await listProjects(db, { today, sort: 'status' })).map((row) =>
			PROJECT_STATES.indexOf(row.state)
		);
		expect(states).toEqual(states.toSorted((a, b) => a - b));
		const days = (await listProjects(db, { today, sort: 'milepael' })).map(
			(row) => row.next_milestone?.starts_on ?? '~'
		);
		expect(days).toEqual(days.toSorted());
		const missing = (await listProjects(db, { today, sort: 'mangler' })).map((row) => row.missing ?? -1);
		expect(missing).toEqual(missing.toSorted((a, b) => b - a));
	});

	test('shows the same next milestone as the project’s own page', async () => {
		for (const row of rows) {
			const { milestones } = await findProject(db, row.slug, today);
			const next = milestones[nextMilestoneIndex(milestones, today)];
			expect(row.next_milestone?.title ?? null, row.slug).toBe(next?.title ?? null);
		}
	});
});

test("the projects that a person leads are that person's own", async () => {
	const leads = await db
		.selectFrom('project_lead')
		.innerJoin('project', 'project.id', 'project_lead.project_id')
		.select(['project.slug', 'project_lead.person_id'])
		.execute();
	expect(leads.length).toBeGreaterThan(0);
	for (const { person_id } of leads) {
		const rows = await listProjects(db, { today, person_id });
		const led = leads.filter((lead) => lead.person_id === person_id).map(({ slug }) => slug);
		expect(
			rows
				.filter((row) => row.is_own)
				.map(({ slug }) => slug)
				.toSorted()
		).toEqual(led.toSorted());
	}
	expect((await listProjects(db, { today })).some((row) => row.is_own)).toBe(false);
});

describe('a project', () => {
	test('without tasks, status and agreements says so instead of nought of nought', async () => {
		await addProject('arkivet', null);
		const row = (await listProjects(db, { today })).find(({ slug }) => slug === 'arkivet');
		expect(row).toMatchObject({
			state: 'unknown',
			effective_on: null,
			open_tasks: 0,
			applicable: 0,
			missing: null,
			next_milestone: null
		});
		expect((await findProject(db, 'arkivet', today)).tasks).toMatchObject({ open: 0, next: [] });
	});

	test('that has ended leaves the portfolio on that day and stands among the ended of its year', async () => {
		await addProject('notus', '2022-03-31');
		const slugs = async (day: string) => (await listProjects(db, { today: day })).map((row) => row.slug);
		expect(await slugs(today)).not.toContain('notus');
		expect(await slugs('2022-03-31')).not.toContain('notus');
		expect(await slugs('2022-03-30')).toContain('notus');
		const ended = await listEndedProjects(db, { today, year: 2022 });
		expect(ended.rows.map((row) => row.slug)).toContain('notus');
		expect(ended.years.find(({ year }) => year === 2022)?.projects).toBe(ended.rows.length);
		expect(await findProject(db, 'notus', today)).toMatchObject({ ended_on: '2022-03-31' });
	});

	test('has the status of the day it is asked for', async () => {
		const id = await addProject('luna', null);
		const status = { project_id: id, recorded_at: new Date('2023-11-01T12:00:00Z') };
		await db
			.insertInto('project_status')
			.values([
				{ ...status, state: 'on_plan', effective_on: '2023-11-01' },
				{ ...status, state: 'late', effective_on: '2023-11-20' }
			])
			.execute();
		const stateOn = async (day: string) =>
			(await listProjects(db, { today: day })).find(({ slug }) => slug === 'luna')?.state;
		expect([await stateOn('2023-10-31'), await stateOn('2023-11-19'), await stateOn('2023-11-20')]).toEqual([
			'unknown',
			'on_plan',
			'late'
		]);
	});

	test('counts the agreements as their own page does', async () => {
		const { agreements } = await findProject(db, 'gateway', today, '657');
		const missing = agreements.filter((agreement) => agreement.missing > 0);
		expect(missing).toMatchObject([{ kind: 'accession', asked: 98, missing: 57 }]);
		expect(missing[0]?.own_standing).not.toBeNull();
	});

	test('shows a municipality only the tasks it still owes', async () => {
		const { tasks } = await findProject(db, 'sygesikring', today, '657');
		expect(tasks.next.length).toBeGreaterThan(0);
		expect(tasks.next.map((task) => task.own_state)).not.toContain('done');
		expect(tasks.next.map((task) => task.own_state)).not.toContain('not_applicable');
	});

	test('that nobody knows is not found', async () => {
		await expect(findProject(db, 'findes-ikke', today)).rejects.toMatchObject({ status: 404 });
	});
});

describe('what the deck says', () => {
	test('of FSIII: four goals, four key figures before and after, and no invented state', async () => {
		const { initiatives, key_figures } = await findProject(db, 'fsiii', today);
		expect(new Set(initiatives.map((one) => one.goal_number)).size).toBe(4);
		expect(initiatives.map((one) => one.number)).toEqual(
			initiatives.map((one) => one.number).toSorted((a, b) => a.localeCompare(b, 'da', { numeric: true }))
		);
		expect(new Set(initiatives.map((one) => one.state))).toEqual(new Set(['unknown']));
		expect(key_figures.map(({ before_value, value }) => [before_value, value])).toEqual([
			[30, 12],
			[43, 22],
			[40, 22],
			[38, 28]
		]);
	});

	test('of TØK: five things ready, the decisions waiting', async () => {
		const { readiness } = await findProject(db, 'toek', today);
		expect(readiness.filter((item) => item.state === 'ready')).toHaveLength(5);
		expect(readiness.filter((item) => item.state === 'waiting')).toHaveLength(2);
	});

	test('of the KLIK reference group: nine municipalities by name', async () => {
		const { groups } = await findProject(db, 'klik', today, '657');
		expect(groups[0]).toMatchObject({ member_count: 9, has_own: true });
		expect(groups[0]?.members.map((member) => member.name)).toContain('Mariagerfjord');
	});

	test('of a large group: how many, not all names', async () => {
		const { groups } = await findProject(db, 'fsiii', today);
		expect(groups[0]).toMatchObject({ member_count: 98, members: [] });
	});

	test('of Aula: the poll adds up to 99 percent as published', async () => {
		const { polls } = await findProject(db, 'aula', today);
		expect(polls[0]?.answers.map((answer) => answer.percent)).toEqual([0, 5, 54, 26, 14]);
	});

	test('of Borgerblikket: seven tentative dates in order', async () => {
		const { milestones } = await findProject(db, 'borgerblikket', today);
		expect(milestones.map((one) => one.starts_on)).toEqual([
			'2024-04-01',
			'2024-05-01',
			'2024-06-01',
			'2024-08-15',
			'2024-11-01',
			'2024-12-01',
			'2024-12-31'
		]);
		expect(milestones.every((one) => one.certainty === 'tentative')).toBe(true);
	});
});

test('the coming milestones lie between today and the day asked for', async () => {
	const coming = await listNextMilestones(db, { today, until: '2023-12-21' });
	expect(coming.map((one) => one.project_slug)).toContain('sygesikring');
	for (const one of coming) {
		expect(one.starts_on && one.starts_on <= '2023-12-21').toBe(true);
		expect((one.ends_on ?? one.starts_on ?? '') >= today).toBe(true);
	}
});

test('the portfolio’s timeline holds nothing that lies outside its window', async () => {
	const window = { from: '2023-11-01', until: '2024-04-30' };
	const rows = await listPortfolio(db, { today, ...window });
	for (const one of rows.flatMap((row) => row.milestones)) {
		if (one.starts_on === null) continue;
		expect(one.starts_on <= window.until && (one.ends_on ?? one.starts_on) >= window.from).toBe(true);
	}
	const sygesikring = rows.find((row) => row.slug === 'sygesikring');
	expect(sygesikring?.milestones.map((one) => one.kind)).toEqual(
		expect.arrayContaining(['closed_window', 'go_live', 'hypercare'])
	);
});

async function addProject(slug: string, ended_on: string | null): Promise<number> {
	const { id } = await db
		.insertInto('project')
		.values({ slug, name: slug, short_name: slug, summary: slug, position: 900, ended_on })
		.returning('id')
		.executeTakeFirstOrThrow();
	return id;
}
