import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { testDatabase } from '../../tests/support/database.ts';
import {
	chooseTasks,
	countColumn,
	filterRows,
	OUTSIDE,
	readRows,
	READY_STANDINGS,
	READY_TASKS,
	type RowFilter
} from './board.ts';
import { findDuties, listChanges, listCopies, listStandings } from './duties.server.ts';
import { listRoleGallery } from './gallery.server.ts';
import { chooseCopies, chooseStandings, countDuties } from './home.ts';
import { municipalityFilter } from './municipality.form.ts';
import { findBoard, findMunicipalities, findMunicipality, listRegions } from './municipality.server.ts';
import { worstState } from './municipality.ts';

const today = '2023-11-23';
const person_id = 0;
const who = { today, person_id };
const db = await testDatabase({ demo: true });

async function rowsOn(day: string, filter: RowFilter = {}) {
	const board = await findBoard(db, { today: day, person_id });
	return filterRows(readRows(board), board, filter);
}

/** What every municipality owes, counted in plain SQL without any of the code under test. */
const RECOUNT = sql<{
	slug: string;
	overdue: number;
	due_soon: number;
	missing: number;
	missing_late: number;
	leaders: number;
}>`
	select municipality.slug,
		(select count(*) from task_state s join task t on t.id = s.task_id
			where s.municipality_code = municipality.code and s.state in ('not_started', 'in_progress', 'waiting')
				and t.published_on <= ${today} and coalesce(t.closed_on > ${today}, true) and t.due_on < ${today})::int as overdue,
		(select count(*) from task_state s join task t on t.id = s.task_id
			where s.municipality_code = municipality.code and s.state in ('not_started', 'in_progress', 'waiting')
				and t.published_on <= ${today} and coalesce(t.closed_on > ${today}, true)
				and t.due_on - date ${sql.lit(today)} between 0 and 14)::int as due_soon,
		(select count(*) from standing_on(${today}) s where s.municipality_code = municipality.code
			and s.standing not in ('signed', 'registered', 'not_applicable'))::int as missing,
		(select count(*) from standing_on(${today}) s where s.municipality_code = municipality.code
			and s.standing not in ('signed', 'registered', 'not_applicable') and s.deadline_on < ${today})::int as missing_late,
		(select count(*) from role_holder h where h.municipality_code = municipality.code and h.role_slug = 'programleder'
			and h.held_from <= ${today} and coalesce(h.held_until > ${today}, true))::int as leaders
	from municipality order by municipality.name collate "da-x-icu"
`;

describe('the status rows', () => {
	let rows: Awaited<ReturnType<typeof rowsOn>>;
	beforeAll(async () => {
		rows = await rowsOn(today);
	});

	test('are 98, whatever day it is', async () => {
		expect(rows).toHaveLength(98);
		for (const day of ['2006-12-31', '2026-12-31', '2027-01-01', '2030-01-01'])
			expect(await rowsOn(day)).toHaveLength(98);
	});

	test('stand in Danish order: Aa is Å, and last', () => {
		expect(rows[0]?.name).toBe('Albertslund');
		expect(rows.slice(-3).map(({ name }) => name)).toEqual(['Aabenraa', 'Aalborg', 'Aarhus']);
		expect(rows.map(({ name }) => name)).toEqual(
			rows.map(({ name }) => name).sort(new Intl.Collator('da').compare)
		);
	});

	test('count what a recount in plain SQL counts, for all 98', async () => {
		const recount = await RECOUNT.execute(db);
		expect(
			rows.map(({ slug, overdue, due_soon, missing, missing_late, leader_count }) => ({
				slug,
				overdue,
				due_soon,
				missing,
				missing_late,
				leaders: leader_count
			}))
		).toEqual(recount.rows);
		expect(rows.some(({ overdue }) => overdue > 0)).toBe(true);
		expect(rows.some(({ leader_count }) => leader_count === 0)).toBe(true);
	});

	test('say the same as the municipality’s own page, and as its lists have rows', async () => {
		for (const row of rows.filter(({ place }) => place % 9 === 0)) {
			const municipality_code = row.code;
			const [copies, standings] = await Promise.all([
				listCopies(db, { municipality_code, today }),
				listStandings(db, { municipality_code, today })
			]);
			const counts = countDuties(copies, standings, today);
			expect(counts).toEqual({
				asked: row.asked,
				overdue: row.overdue,
				due_soon: row.due_soon,
				missing: row.missing,
				missing_late: row.missing_late
			});
			expect(worstState(counts)).toBe(worstState(row));
			expect(chooseCopies(copies, 'forfaldne', today)).toHaveLength(row.overdue);
			expect(chooseStandings(standings, 'mangler', today)).toHaveLength(row.missing);
		}
	});

	test('name the last change that was recorded', async () => {
		const { rows: newest } = await sql<{ slug: string; day: string }>`
			select slug, max((recorded_at at time zone 'Europe/Copenhagen')::date) as day
			from status_change join municipality on municipality.code = municipality_code
			where old_state is not null group by slug`.execute(db);
		for (const { slug, day } of newest) expect(rows.find((row) => row.slug === slug)?.changed_on).toBe(day);
	});
});

describe('the matrices', () => {
	test('have a column for each agreement that asks, and its states add up to its audience', async () => {
		const { agreements: columns, municipalities } = await findBoard(db, who);
		const { rows: audiences } = await sql<{ id: number; audience: number; signed: number }>`
			select agreement_id as id, count(*)::int as audience,
				count(*) filter (where standing in ('signed', 'registered'))::int as signed
			from standing_on(${today}) group by agreement_id order by agreement_id`.execute(db);
		expect(columns.map(({ id }) => id).sort((a, b) => a - b)).toEqual(audiences.map(({ id }) => id));
		const places = municipalities.map((_, place) => place);
		for (const { id, audience, signed } of audiences) {
			const cells = columns.find((column) => column.id === id)!.cells;
			expect(cells).toHaveLength(98);
			const { ready, missing, not_applicable } = countColumn(cells, places, READY_STANDINGS);
			expect([id, ready, ready + missing + not_applicable]).toEqual([id, signed, audience]);
			expect(cells.split(OUTSIDE)).toHaveLength(98 - audience + 1);
		}
	});

	test('57 of 98 lack the Gateway agreement', async () => {
		const { agreements: columns, municipalities } = await findBoard(db, who);
		const gateway = columns.find(({ short_title }) => /^Gateway til/.test(short_title))!;
		const places = municipalities.map((_, place) => place);
		expect(countColumn(gateway.cells, places, READY_STANDINGS)).toMatchObject({ missing: 57, ready: 41 });
	});

	test('show every copy of every open task', async () => {
		const board = await findBoard(db, who);
		const { municipalities } = board;
		const columns = chooseTasks(board, { uger: 4, alle: true });
		const { rows: counts } = await sql<{
			id: number;
			audience: number;
			done: number;
			not_applicable: number;
		}>`
			select t.id, count(*)::int as audience, count(*) filter (where state = 'done')::int as done,
				count(*) filter (where state = 'not_applicable')::int as not_applicable
			from task t join task_state s on s.task_id = t.id
			where published_on <= ${today} and coalesce(closed_on > ${today}, true) group by t.id order by t.id`.execute(
			db
		);
		expect(columns.map(({ id }) => id).sort((a, b) => a - b)).toEqual(counts.map(({ id }) => id));
		const places = municipalities.map((_, place) => place);
		for (const { id, audience, done, not_applicable } of counts) {
			const counted = countColumn(columns.find((column) => column.id === id)!.cells, places, READY_TASKS);
			expect([id, counted]).toEqual([
				id,
				{
					ready: done,
					not_applicable,
					applying: audience - not_applicable,
					missing: audience - not_applicable - done
				}
			]);
		}
	});

	test('a cell is the state in its row of the database', async () => {
		const { municipalities, tasks } = await findBoard(db, who);
		const { rows: states } = await sql<{ task_id: number; code: string; letter: string }>`
			select task_id, municipality_code as code,
				case state when 'not_started' then 's' when 'in_progress' then 'p' when 'waiting' then 'w'
					when 'done' then 'd' else 'n' end as letter
			from task_state order by random() limit 500`.execute(db);
		const place = new Map(municipalities.map(({ code }, index) => [code, index]));
		for (const { task_id, code, letter } of states) {
			const task = tasks.find(({ id }) => id === task_id);
			if (task) expect(task.cells[place.get(code)!]).toBe(letter);
		}
	});
});

describe('the page of the 98', () => {
	const show = (address: string) =>
		findMunicipalities(db, {
			...who,
			filter: municipalityFilter.parse(Object.fromEntries(new URLSearchParams(address)))
		});

	test('every chip has the rows it counts', async () => {
		const { conditions } = await show('');
		for (const [tilstand, count] of Object.entries(conditions))
			expect([tilstand, (await show(`tilstand=${tilstand}`)).shown]).toEqual([tilstand, count]);
	});

	test('every count over a column of a matrix has its rows, also within a region', async () => {
		const { view } = await show('vis=aftaler&region=midtjylland');
		if (view.vis !== 'aftaler') throw new Error('another view');
		for (const { id, ready, not_applicable } of view.columns) {
			expect((await show(`vis=aftaler&region=midtjylland&aftale=${id}&status=paa-plads`)).shown).toBe(ready);
			expect((await show(`vis=aftaler&region=midtjylland&aftale=${id}&status=ikke-relevant`)).shown).toBe(
				not_applicable
			);
		}
	});

	test('the sums over a group have their rows in a list', async () => {
		const { view } = await show('opdel=region');
		if (view.vis !== 'status') throw new Error('another view');
		expect(view.groups.flatMap(({ rows }) => rows)).toHaveLength(98);
		for (const { key, sums } of view.groups)
			for (const [vis, count] of [
				['forfaldne', sums!.overdue],
				['snart', sums!.due_soon],
				['mangler', sums!.missing]
			] as const) {
				const list = (await show(`opdel=region&del=${key}&vis=${vis}`)).view;
				expect('items' in list && list.items?.length).toBe(count);
			}
	});

	test('finds with and without Danish letters', async () => {
		for (const [q, name] of [
			['Århus', 'Aarhus'],
			['høje taastrup', 'Høje-Taastrup'],
			['kobenhavns', undefined],
			['koebenhavns', 'København'],
			['regionskommune', 'Bornholm']
		] as const) {
			const { view } = await show(`q=${encodeURIComponent(q)}`);
			if (view.vis !== 'status') throw new Error('another view');
			expect([q, view.groups[0]?.rows[0]?.name]).toEqual([q, name]);
		}
	});

	test('names that nobody knows are a bad address', async () => {
		for (const address of [
			'region=oestdanmark',
			'gruppe=x',
			'aftale=99999',
			'opgave=99999',
			'opdel=x',
			'sorter=a99999',
			'del=x'
		])
			await expect(show(address)).rejects.toMatchObject({ status: 400 });
	});
});

describe('regions', () => {
	test('are five until the end of 2026 and four from 2027: Østdanmark takes 46 municipalities', async () => {
		const before = await listRegions(db, { today: '2026-12-31' });
		const after = await listRegions(db, { today: '2027-01-01' });
		expect(before.map(({ slug }) => slug)).toEqual([
			'hovedstaden',
			'sjaelland',
			'syddanmark',
			'midtjylland',
			'nordjylland'
		]);
		expect(after.map(({ slug, count }) => [slug, count])).toEqual([
			['oestdanmark', 46],
			['syddanmark', 22],
			['midtjylland', 19],
			['nordjylland', 11]
		]);
		for (const regions of [before, after])
			expect(regions.reduce((sum, { count }) => sum + count, 0)).toBe(98);
	});

	test('a municipality moves with its region', async () => {
		const on = async (day: string) =>
			(await findMunicipality(db, 'roskilde', { today: day, person_id })).region?.slug;
		expect(await on('2026-12-31')).toBe('sjaelland');
		expect(await on('2027-01-01')).toBe('oestdanmark');
	});
});

describe('one municipality', () => {
	test('is not found by a slug that is none', async () => {
		await expect(findMunicipality(db, 'christiansoe', who)).rejects.toMatchObject({ status: 404 });
	});

	test('shows addresses and notes to KOMBIT and its own people only', async () => {
		const herning = { municipality_code: '657', today };
		const mine = await listRoleGallery(db, { ...herning, contacts: true });
		const others = await listRoleGallery(db, { ...herning, contacts: false });
		expect(mine.flatMap(({ holders }) => holders).some(({ email }) => email)).toBe(true);
		expect(JSON.stringify(others)).not.toMatch(/@|phone|bounced/);
		expect(others.map(({ holders }) => holders.map(({ name }) => name))).toEqual(
			mine.map(({ holders }) => holders.map(({ name }) => name))
		);
		const changes = await listChanges(db, { ...herning, limit: 300, contacts: false });
		expect(changes.length).toBeGreaterThan(0);
		expect(changes.every((change) => !('note' in change))).toBe(true);
	});
});

describe('duties', () => {
	test('count what they list, and what the status row says', async () => {
		const [row] = await rowsOn(today, { q: 'herning' });
		const duties = await findDuties(db, { municipality_code: '657', today, since: null });
		expect(duties.counts).toMatchObject({
			overdue: row!.overdue,
			due_soon: row!.due_soon,
			missing: row!.missing,
			missing_late: row!.missing_late
		});
		expect(duties.overdue).toHaveLength(row!.overdue);
		expect(duties.owed).toHaveLength(row!.missing);
		expect(duties.next.every(({ due_on }) => due_on >= today)).toBe(true);
	});

	test('the count of changes has its rows on the municipality’s page', async () => {
		const since = new Date('2023-11-20T10:00:00Z');
		const { change_count, since_on } = await findDuties(db, { municipality_code: '657', today, since });
		expect(since_on).toBe('2023-11-20');
		const changes = await listChanges(db, {
			municipality_code: '657',
			today,
			since_on,
			limit: 300,
			contacts: true
		});
		expect(changes).toHaveLength(change_count);
	});
});
