import { describe, expect, it } from 'vitest';
import { type Acting, act, Refused, Stale } from '#database/acting.server.ts';
import { TASK_STATES } from '#tasks/task.ts';
import { sql } from 'kysely';
import { demoActor, listActors } from '../../tests/support/actors.ts';
import { testDatabase } from '../../tests/support/database.ts';
import { findDeck, freezeMeeting, listDecksAbout } from './freeze.server.ts';
import { isUnchangedIn } from './handout.ts';
import { listHandouts, makeHandout, openHandout, readHandout, revokeHandout } from './handout.server.ts';

const db = await testDatabase({ demo: true });
const office = await demoActor(db, 'program-office');
const again = (): Acting => ({ ...office, requestId: crypto.randomUUID() });
const { id: november } = await db
	.selectFrom('meeting')
	.where('held_on', '=', '2023-11-23')
	.select('id')
	.executeTakeFirstOrThrow();
const sum = (counts: number[]) => counts.reduce((all, count) => all + count, 0);

describe('the totals of frozen figures', async () => {
	const { snapshot } = await findDeck(db, { meeting_id: november });
	const { totals } = (await readHandout(db, { meeting_id: november, version: 1 }))!;

	it('add up to the rows they are of', () => {
		expect(sum(totals.states.map(({ count }) => count))).toBe(snapshot!.projects.length);
		expect(totals.projects).toHaveLength(snapshot!.projects.length);
		const answers = sum(
			snapshot!.tasks.flatMap(({ states }) => TASK_STATES.map((state) => states[state].length))
		);
		expect(sum(totals.answers.map(({ count }) => count))).toBe(answers);
		expect(sum(totals.projects.map(({ asked }) => asked))).toBe(answers);
		expect(sum(totals.projects.map(({ tasks }) => tasks))).toBe(totals.tasks.open);
		const open = totals.answers.filter(({ state }) => state !== 'done' && state !== 'not_applicable');
		expect(sum(totals.projects.map(({ outstanding }) => outstanding))).toBe(
			sum(open.map(({ count }) => count))
		);
		expect(totals.agreements.length).toBeGreaterThan(3);
		for (const { in_place, missing, not_applicable, asked } of totals.agreements)
			expect(in_place + missing + not_applicable).toBe(asked);
		expect(totals.agreements).toContainEqual(
			expect.objectContaining({ missing: 57, in_place: 41, asked: 98 })
		);
	});

	it('say how much has changed since the meeting before', () => {
		const { changed } = totals;
		expect(changed).toMatchObject({ since: '2023-10-26' });
		expect(changed!.missing).toContainEqual(
			expect.objectContaining({ name: 'Gateway tilslutning', before: 64, after: 57 })
		);
		expect(changed!.tasks_added).toBeGreaterThan(11);
		expect(isUnchangedIn(changed!)).toBe(false);
	});

	it('name no municipality and nobody, and tell nothing that somebody wrote', async () => {
		const { project_id, id } = await db
			.selectFrom('milestone')
			.innerJoin('project', 'project.id', 'milestone.project_id')
			.where('project.slug', '=', 'sygesikring')
			.where('starts_on', '>', '2023-11-23')
			.orderBy('starts_on')
			.select(['milestone.project_id', 'milestone.id'])
			.executeTakeFirstOrThrow();
		const canary = 'kanarie';
		const of = { is_demo: false };
		await db
			.updateTable('milestone')
			.set({ title: 'Besøg i Hernings borgerservice', note: canary })
			.where('id', '=', id)
			.execute();
		await db
			.insertInto('milestone')
			.values(
				[
					'Skriv til sygesikring@kombit.dk',
					'Ring til Anders på 12 34 56 78',
					'Oplæg af Anders Cronwald',
					'Åbner i alle kommuner'
				].map((title, i) => ({
					...{
						project_id,
						title,
						kind: 'activity' as const,
						certainty: 'planned' as const,
						precision: 'day' as const
					},
					starts_on: `2023-11-2${i + 4}`,
					position: i - 10,
					...of
				}))
			)
			.execute();
		await db
			.updateTable('project_status')
			.set({ reason: `${canary} Jens Hansen`, next_step: canary, owner: canary })
			.where('project_id', '=', project_id)
			.execute();
		await db
			.updateTable('project')
			.set({ summary: canary, mailbox: `${canary}@kombit.dk` })
			.where('id', '=', project_id)
			.execute();
		await db
			.updateTable('agenda_item')
			.set({ purpose: canary, mailbox: `${canary}@kombit.dk`, minutes: canary })
			.where('meeting_id', '=', november)
			.execute();
		await db
			.updateTable('meeting')
			.set({
				mailbox: `${canary}@kombit.dk`,
				evaluation: canary,
				note: canary,
				place: canary,
				link: `https://${canary}.example`
			})
			.where('id', '=', november)
			.execute();
		const { version } = await freezeMeeting(db, again(), november);
		const { snapshot } = await findDeck(db, { meeting_id: november, version });
		expect(JSON.stringify(snapshot)).toContain(canary);

		const handout = (await readHandout(db, { meeting_id: november, version }))!;
		const told = JSON.stringify(handout);
		expect(told).not.toMatch(/kanarie|@|Herning|Anders|Hansen|12 34 56 78/);
		const dates = handout.totals.projects.find(({ name }) => name === 'Sygesikring')!.next;
		expect(dates.map(({ what }) => what)).toContain(null);
		const people = await db.selectFrom('person').select('name').execute();
		const places = await db.selectFrom('municipality').select('name').execute();
		for (const { name } of [...people, ...places])
			expect(new RegExp(`(?<!\\p{L})${RegExp.escape(name)}(?!\\p{L})`, 'u').test(told), name).toBe(false);
	}, 60_000);
});

describe('the link of a handout', () => {
	it('opens what it was made of, and is told once: only its hash is kept', async () => {
		const token = await makeHandout(db, again(), november, { deck_version: 1 });
		expect(token).toMatch(/^[\w-]{43}$/);
		expect(await openHandout(db, token)).toEqual({ meeting_id: november, version: 1 });
		const { rows } = await sql<{ kept: string }>`
			select row_to_json(handout)::text as kept from handout
			union all select to_json(audit_event)::text from audit_event where table_name = 'handout'
		`.execute(db);
		expect(rows.length).toBeGreaterThan(1);
		expect(JSON.stringify(rows)).not.toContain(token);
		expect((await listHandouts(db, november))[0]).toMatchObject({
			deck_version: 1,
			made_by: 'Karoline Birkmose',
			revoked_on: null
		});
	});

	it('opens nothing where it is altered, made up, or another’s', async () => {
		const token = await makeHandout(db, again(), november, { deck_version: 1 });
		const other = token.startsWith('a') ? 'b' : 'a';
		for (const made_up of [
			other + token.slice(1),
			token.slice(1),
			`${token}a`,
			'',
			'%00',
			'\u0000',
			'ø'.repeat(43),
			"'; --"
		])
			expect(await openHandout(db, made_up), made_up).toBeNull();
	});

	it('opens nothing once it was taken back, for good', async () => {
		const token = await makeHandout(db, again(), november, { deck_version: 1 });
		const { id } = (await listHandouts(db, november))[0]!;
		await expect(revokeHandout(db, again(), november + 1, { id })).rejects.toBeInstanceOf(Stale);
		await revokeHandout(db, again(), november, { id });
		expect(await openHandout(db, token)).toBeNull();
		expect((await listHandouts(db, november))[0]).toMatchObject({ revoked_on: office.today });
		await expect(revokeHandout(db, again(), november, { id })).rejects.toBeInstanceOf(Stale);
		await expect(
			act(db, again(), (trx) =>
				trx.updateTable('handout').set({ revoked_on: null }).where('id', '=', id).execute()
			)
		).rejects.toMatchObject({ status: 403 });
	});

	it('is made and taken back by those who run the meetings, in the pages and in the database', async () => {
		await makeHandout(db, again(), november, { deck_version: 1 });
		const [{ id } = { id: 0 }] = await listHandouts(db, november);
		for (const acting of await listActors(db)) {
			if (acting.person.kind === 'kombit_administrator') continue;
			const refused = { status: 403 };
			await expect(makeHandout(db, acting, november, { deck_version: 1 })).rejects.toMatchObject(refused);
			await expect(revokeHandout(db, acting, november, { id })).rejects.toMatchObject(refused);
			const row = { meeting_id: november, deck_version: 1, made_at: acting.now, person_id: acting.person.id };
			await expect(
				act(db, acting, (trx) =>
					trx
						.insertInto('handout')
						.values({ ...row, token_hash: Buffer.alloc(32) })
						.execute()
				)
			).rejects.toMatchObject(refused);
			await expect(
				act(db, acting, (trx) =>
					trx.updateTable('handout').set({ revoked_on: acting.today }).where('id', '=', id).execute()
				)
			).rejects.toMatchObject(refused);
		}
		expect((await listHandouts(db, november))[0]).toMatchObject({ id, revoked_on: null });
	}, 60_000);

	it('is of a version that there is', async () => {
		for (const deck_version of [99, 2_147_483_647])
			await expect(makeHandout(db, again(), november, { deck_version })).rejects.toBeInstanceOf(Refused);
	});
});

describe('a project', () => {
	it('lists the decks that it was a topic of, by the newest version of each meeting', async () => {
		const decks = await listDecksAbout(db, 'aula');
		expect(decks).toMatchObject([
			{ meeting_id: november, version: 2, title: 'KOMBIT programledermøde november 2023' }
		]);
		expect(await listDecksAbout(db, 'findes-ikke')).toEqual([]);
		for (const { topics, content } of await db.selectFrom('deck').select(['topics', 'content']).execute()) {
			const agenda: { project_slug: string | null }[] = JSON.parse(content).meeting.agenda;
			expect(topics).toEqual(agenda.flatMap(({ project_slug }) => project_slug ?? []));
		}
	});
});
