import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import type { Acting } from '#database/acting.server.ts';
import { undoChange } from '#history/undo.server.ts';
import { demoActor, listActors } from '../../tests/support/actors.ts';
import { testDatabase } from '../../tests/support/database.ts';
import { handOver, listOpenWork, listSuccessors, sumOf } from './handover.server.ts';
import { mayAdminister } from './may.ts';
import { HANDED } from './person.ts';

const db = await testDatabase({ demo: true });
const office = await demoActor(db, 'program-office');
const herning = await demoActor(db, 'herning');
const lead = await demoActor(db, 'project-lead');
const { today } = office;
const kinds = [...HANDED];

const again = (acting: Acting): Acting => ({ ...acting, requestId: crypto.randomUUID() });
const openOf = (person_id: number, scope: string | null | undefined) =>
	listOpenWork(db, { person_id, scope, today });

/** Every row that a hand-over may touch, as it stands; versions move on by themselves. */
async function rowsNow() {
	const { rows } = await sql<Record<string, unknown>>`
		select
			(select json_agg(to_jsonb(t) - 'version' order by task_id, municipality_code) from task_state t) as copies,
			(select json_agg(to_jsonb(t) - 'version' order by id) from role_holder t) as roles,
			(select json_agg(to_jsonb(t) order by project_id, person_id) from project_lead t) as leads,
			(select json_agg(to_jsonb(t) - 'version' order by id) from municipality_group t) as groups
	`.execute(db);
	return rows[0];
}

async function busiest(code: string): Promise<number> {
	const { rows } = await sql<{ id: number }>`
		select responsible_id as id from task_state copy join task on task.id = task_id
		where municipality_code = ${code} and responsible_id is not null and closed_on is null
			and state not in ('done', 'not_applicable')
			and exists (select from role_holder where person_id = responsible_id and held_until is null)
		group by responsible_id order by count(*) desc, responsible_id limit 1
	`.execute(db);
	return rows[0]!.id;
}

describe('a hand-over', () => {
	it('moves everything open at once, leaves what is finished, and restores exactly when undone', async () => {
		const from = await busiest('657');
		await db
			.insertInto('municipality_group')
			.values({ slug: 'egen-herning', name: 'Egen gruppe', kind: 'own', owner_id: from })
			.execute();
		const open = await openOf(from, '657');
		expect(open.groups.map(({ name }) => name)).toContain('Egen gruppe');
		const [to] = (await listSuccessors(db, { person_id: from, scope: '657' })).filter(
			({ id }) => id !== herning.person.id
		);
		const before = await rowsNow();
		const theirs = await openOf(to!.id, '657');
		const acting = again(herning);
		const handed = await handOver(db, acting, { from, to: to!.id, scope: '657', kinds });
		for (const kind of kinds) expect(handed[kind], kind).toBe(open[kind].length);
		expect(sumOf(await openOf(from, '657'))).toBe(0);
		const after = await openOf(to!.id, '657');
		for (const kind of ['responsible', 'performer', 'groups'] as const)
			expect(after[kind].length, kind).toBe(theirs[kind].length + open[kind].length);
		for (const { name_da, is_primary } of open.roles)
			expect(after.roles).toContainEqual(
				expect.objectContaining({ name_da, ...(is_primary ? { is_primary } : {}) })
			);
		const { rows: primaries } = await sql<{ n: number }>`
			select count(*)::int as n from role_holder where is_primary and held_until is null
			group by municipality_code, role_slug`.execute(db);
		expect(primaries.every(({ n }) => n === 1)).toBe(true);

		await undoChange(db, again(herning), acting.requestId);
		expect(await rowsNow()).toEqual(before);
	});

	it('leaves alone the kinds that were not chosen', async () => {
		const from = await busiest('482');
		const [to] = await listSuccessors(db, { person_id: from, scope: '482' });
		const open = await openOf(from, '482');
		await handOver(db, again(office), { from, to: to!.id, scope: '482', kinds: ['responsible'] });
		const after = await openOf(from, '482');
		expect(after).toEqual({ ...open, responsible: [] });
	});

	it('of projects goes from one lead to another of KOMBIT, and back', async () => {
		const open = await openOf(lead.person.id, null);
		expect(open.projects.map(({ slug }) => slug).toSorted()).toEqual(['gateway', 'sapa']);
		const [to] = (await listSuccessors(db, { person_id: lead.person.id, scope: null })).filter(
			({ name }) => name === 'Jeppe Nordlund'
		);
		const before = await rowsNow();
		const acting = again(office);
		await handOver(db, acting, { from: lead.person.id, to: to!.id, scope: null, kinds: ['projects'] });
		expect((await openOf(to!.id, null)).projects).toHaveLength(3);
		await undoChange(db, again(office), acting.requestId);
		expect(await rowsNow()).toEqual(before);
	});

	it('is refused to whom the place is not theirs, and to somebody outside it', async () => {
		const from = await busiest('657');
		const [to] = await listSuccessors(db, { person_id: from, scope: '657' });
		for (const acting of await listActors(db)) {
			const outcome = await handOver(db, again(acting), {
				from,
				to: to!.id,
				scope: '657',
				kinds: ['performer']
			}).then(
				() => 'done',
				(problem: { status?: number; faults?: unknown }) => problem.status ?? problem.faults
			);
			if (mayAdminister(acting.person, '657'))
				expect(['done', { kinds: 'nothing_open' }]).toContainEqual(outcome);
			else expect(outcome, acting.person.kind).toBe(403);
		}
		await expect(
			handOver(db, again(office), { from, to: lead.person.id, scope: '657', kinds })
		).rejects.toMatchObject({ faults: { til: 'bad_choice' } });
		await expect(
			handOver(db, again(office), { from, to: to!.id, scope: '657', kinds: [] })
		).rejects.toMatchObject({ faults: { kinds: 'nothing_chosen' } });
	});
});

describe('the owner of a group', () => {
	it('is changed by nobody but who administers both, and with nothing else', async () => {
		const { act } = await import('#database/acting.server.ts');
		const langeland = await demoActor(db, 'langeland');
		const { id } = await db
			.insertInto('municipality_group')
			.values({
				slug: 'langelands-egen',
				name: 'Langelands egen',
				kind: 'own',
				owner_id: langeland.person.id
			})
			.returning('id')
			.executeTakeFirstOrThrow();
		const take = (acting: Acting, set: { owner_id?: number; name?: string }) =>
			act(db, again(acting), (trx) =>
				trx.updateTable('municipality_group').set(set).where('id', '=', id).execute()
			);
		await expect(take(herning, { owner_id: herning.person.id })).rejects.toMatchObject({ status: 403 });
		await expect(take(langeland, { owner_id: herning.person.id })).rejects.toMatchObject({ status: 403 });
		const [other] = await listSuccessors(db, { person_id: langeland.person.id, scope: '482' });
		await take(langeland, { owner_id: other!.id });
		await expect(take(langeland, { name: 'Nu min' })).rejects.toMatchObject({ status: 403 });
		await take(langeland, { owner_id: langeland.person.id });
		await take(langeland, { name: 'Stadig min' });
	});
});
