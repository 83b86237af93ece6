import { describe, expect, it } from 'vitest';
import type { Acting } from '#database/acting.server.ts';
import { undoChange } from '#history/undo.server.ts';
import { addDays } from '#language/dates.ts';
import { demoActor } from '../../tests/support/actors.ts';
import { testDatabase } from '../../tests/support/database.ts';
import { changeCopy, findCopy } from './copy.server.ts';
import type { CopyChange } from './task.form.ts';

const db = await testDatabase({ demo: true });
const herning = await demoActor(db, 'herning');
const samsoe = await demoActor(db, 'empty-role');
const langeland = await demoActor(db, 'langeland');
const lead = await demoActor(db, 'project-lead');
const office = await demoActor(db, 'program-office');

const {
	id: task_id,
	due_on,
	published_on
} = await db
	.selectFrom('task')
	.innerJoin('task_state as copy', 'copy.task_id', 'task.id')
	.where('copy.municipality_code', '=', '657')
	.where('copy.state', '=', 'not_started')
	.where('task.closed_on', 'is', null)
	.where('task.due_on', '>', herning.today)
	.where('task.published_on', '<', addDays(herning.today, -4))
	.where((eb) =>
		eb.exists(eb.selectFrom('task_step').select('id').whereRef('task_step.task_id', '=', 'task.id'))
	)
	.select(['task.id', 'task.due_on', 'task.published_on'])
	.orderBy('task.id')
	.executeTakeFirstOrThrow();

const again = (acting: Acting, formKey: string | null = null): Acting => ({
	...acting,
	requestId: crypto.randomUUID(),
	formKey
});

async function formOf(code: string, changes: Partial<CopyChange> = {}): Promise<CopyChange> {
	const copy = (await findCopy(db, task_id, code))!;
	const finished = copy.steps.filter(({ done_on }) => done_on).map(({ id }) => id);
	return {
		kommune: code,
		version: copy.version,
		tilstand: copy.state,
		gaelder_fra: null,
		ansvarlig: copy.responsible_id,
		udfoerer: copy.performer_id,
		egen_frist: copy.own_due_on,
		note: copy.note,
		trin: finished,
		trin_foer: finished,
		...changes
	};
}

const history = () =>
	db
		.selectFrom('status_change')
		.select(['old_state', 'new_state', 'effective_on'])
		.where('task_id', '=', task_id)
		.where('municipality_code', '=', '657')
		.orderBy('id')
		.execute();

describe('a copy', () => {
	it('is finished with its steps, its people and its note, and undone to exactly what it was', async () => {
		const before = (await findCopy(db, task_id, '657'))!;
		const known = await history();
		const acting = again(herning);
		const steps = before.steps.map(({ id }) => id);
		const since = addDays(herning.today, -3);
		await changeCopy(
			db,
			acting,
			task_id,
			await formOf('657', {
				tilstand: 'done',
				gaelder_fra: since,
				ansvarlig: herning.person.id,
				udfoerer: null,
				egen_frist: addDays(due_on, -1),
				note: 'Gjort på mødet',
				trin: steps
			})
		);
		const after = (await findCopy(db, task_id, '657'))!;
		expect(after).toMatchObject({
			state: 'done',
			responsible_id: herning.person.id,
			own_due_on: addDays(due_on, -1),
			note: 'Gjort på mødet'
		});
		expect(after.steps.every(({ done_on }) => done_on !== null)).toBe(true);
		expect((await history()).slice(known.length)).toEqual([
			{ old_state: before.state, new_state: 'done', effective_on: since }
		]);

		const undoing = again(herning);
		await undoChange(db, undoing, acting.requestId);
		const undone = (await findCopy(db, task_id, '657'))!;
		expect({ ...undone, version: 0 }).toEqual({ ...before, version: 0 });
		expect((await history()).at(-1)).toEqual({
			old_state: 'done',
			new_state: before.state,
			effective_on: since
		});

		await undoChange(db, again(herning), undoing.requestId);
		const redone = (await findCopy(db, task_id, '657'))!;
		expect({ ...redone, version: 0 }).toEqual({ ...after, version: 0 });
		await undoChange(db, again(herning), (await lastRequest())!);
	});

	it('that changed meanwhile is not overwritten: both values come back', async () => {
		const stale = await formOf('657', { note: 'min note' });
		await changeCopy(db, again(office), task_id, await formOf('657', { note: 'kontorets note' }));
		const trouble = await changeCopy(db, again(herning), task_id, stale).catch((problem: unknown) => problem);
		expect(trouble).toMatchObject({
			name: 'Stale',
			theirs: {
				values: { note: 'kontorets note' },
				version: stale.version + 1,
				person_name: office.person.name
			}
		});
		expect((await findCopy(db, task_id, '657'))!.note).toBe('kontorets note');
	});

	it('changed by someone else since cannot be undone', async () => {
		const acting = again(herning);
		await changeCopy(db, acting, task_id, await formOf('657', { note: 'første' }));
		await changeCopy(db, again(office), task_id, await formOf('657', { note: 'anden' }));
		await expect(undoChange(db, again(herning), acting.requestId)).rejects.toThrow('changed meanwhile');
		await expect(undoChange(db, again(langeland), acting.requestId)).rejects.toMatchObject({ status: 404 });
	});

	it('of two who tick different steps keeps both', async () => {
		const first = await formOf('657');
		const [one, two] = (await findCopy(db, task_id, '657'))!.steps;
		const both = { ...first, trin: [one!.id] };
		await changeCopy(db, again(herning), task_id, both);
		await changeCopy(db, again(office), task_id, await formOf('657', { trin: [two!.id], trin_foer: [] }));
		const ticked = (await findCopy(db, task_id, '657'))!.steps.filter(({ done_on }) => done_on);
		expect(ticked.map(({ id }) => id)).toEqual([one!.id, two!.id]);
	});

	it('is changed once by a form sent twice', async () => {
		const key = crypto.randomUUID();
		const form = await formOf('657', { note: 'sendt to gange' });
		await changeCopy(db, again(herning, key), task_id, form);
		await expect(changeCopy(db, again(herning, key), task_id, form)).rejects.toThrow('taken in before');
	});

	it('takes no stranger, no later own date and no day to come', async () => {
		const faults = async (changes: Partial<CopyChange>) =>
			changeCopy(db, again(herning), task_id, await formOf('657', changes)).catch(
				(problem: unknown) => (problem as { faults: unknown }).faults
			);
		expect(await faults({ ansvarlig: langeland.person.id })).toEqual({ ansvarlig: 'bad_choice' });
		expect(await faults({ udfoerer: 2_147_483_647 })).toEqual({ udfoerer: 'bad_choice' });
		expect(await faults({ egen_frist: addDays(due_on, 1) })).toEqual({ egen_frist: 'not_later' });
		expect(await faults({ gaelder_fra: addDays(herning.today, 1) })).toEqual({ gaelder_fra: 'future' });
		expect(await faults({ gaelder_fra: addDays(published_on, -1) })).toEqual({ gaelder_fra: 'too_early' });
	});

	it('is written by its own municipality and by KOMBIT, and refused to others', async () => {
		const form = await formOf('657', { note: 'fremmed' });
		await expect(changeCopy(db, again(samsoe), task_id, form)).rejects.toMatchObject({ status: 403 });
		await expect(changeCopy(db, again(lead), task_id, form)).rejects.toMatchObject({ status: 403 });
		await expect(changeCopy(db, again(herning), 999_999, form)).rejects.toMatchObject({ status: 404 });
		expect((await findCopy(db, task_id, '657'))!.note).not.toBe('fremmed');
	});
});

async function lastRequest(): Promise<string | null> {
	const { request_id } = await db
		.selectFrom('audit_event')
		.select('request_id')
		.orderBy('id', 'desc')
		.executeTakeFirstOrThrow();
	return request_id;
}
