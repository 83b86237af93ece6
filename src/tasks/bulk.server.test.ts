import { describe, expect, it } from 'vitest';
import { type Acting, Refused, Repeated } from '#database/acting.server.ts';
import { undoChange } from '#history/undo.server.ts';
import { addDays } from '#language/dates.ts';
import { demoActor, listActors } from '../../tests/support/actors.ts';
import { testDatabase } from '../../tests/support/database.ts';
import type { CopiesChange } from './bulk.form.ts';
import { copiesForm } from './bulk.form.ts';
import { previewTaskStates, setTaskStates } from './bulk.server.ts';
import { TASK_STATES } from './task.ts';

const db = await testDatabase({ demo: true });
const office = await demoActor(db, 'program-office');
const herning = await demoActor(db, 'herning');
const { today } = office;

const again = (acting: Acting, formKey: string | null = null): Acting => ({
	...acting,
	requestId: crypto.randomUUID(),
	formKey
});
const wish = (valgt: CopiesChange['valgt'], changes: Partial<CopiesChange> = {}): CopiesChange => ({
	valgt,
	tilstand: 'done',
	gaelder_fra: null,
	bekraeftet: true,
	...changes
});

const { id: task_id, published_on } = await db
	.selectFrom('task')
	.innerJoin('task_state as copy', 'copy.task_id', 'task.id')
	.where('task.closed_on', 'is', null)
	.where('task.published_on', '<', addDays(today, -10))
	.where('copy.state', '=', 'not_started')
	.groupBy('task.id')
	.having((eb) => eb(eb.fn.countAll(), '>', 30))
	.select(['task.id', 'task.published_on'])
	.orderBy('task.id')
	.executeTakeFirstOrThrow();

/** Copies as they stand: of one task, or, for a municipality, of the open ones. */
async function copiesOf({ code, count = 98 }: { code?: string; count?: number }) {
	let query = db
		.selectFrom('task_state as copy')
		.innerJoin('task', 'task.id', 'copy.task_id')
		.where('copy.state', '=', 'not_started')
		.where('task.closed_on', 'is', null)
		.where('task.published_on', '<=', today)
		.select(['copy.task_id', 'copy.municipality_code as code', 'copy.version'])
		.orderBy('copy.municipality_code')
		.orderBy('copy.task_id')
		.limit(count);
	query = code ? query.where('copy.municipality_code', '=', code) : query.where('copy.task_id', '=', task_id);
	return query.execute();
}

const world = async () => {
	const [copies, steps] = await Promise.all([
		db.selectFrom('task_state').selectAll().orderBy('task_id').orderBy('municipality_code').execute(),
		db.selectFrom('task_step_done').selectAll().orderBy('step_id').orderBy('municipality_code').execute()
	]);
	return { copies: copies.map(({ version: _, ...copy }) => copy), steps };
};

describe('copies of a task', () => {
	it('are brought into each state for many municipalities and undone exactly', async () => {
		const before = await world();
		for (const tilstand of TASK_STATES.filter((state) => state !== 'not_started')) {
			const valgt = await copiesOf({ count: 20 });
			const acting = again(office);
			const change = wish(valgt, { tilstand, gaelder_fra: addDays(today, -2) });
			const planned = await previewTaskStates(db, acting, change, 'municipality');
			const outcome = await setTaskStates(db, acting, change, 'municipality');
			expect(outcome).toEqual(planned);
			expect(outcome.changes).toHaveLength(20);
			const codes = valgt.map(({ code }) => code);
			const stand = (await world()).copies.filter(
				(copy) => copy.task_id === task_id && codes.includes(copy.municipality_code)
			);
			for (const copy of stand)
				expect(copy).toMatchObject({
					state: tilstand,
					done_on: tilstand === 'done' ? addDays(today, -2) : null
				});
			const told = await db
				.selectFrom('status_change')
				.where('request_id', '=', acting.requestId)
				.select(['new_state', 'effective_on'])
				.execute();
			expect(told.length).toBeGreaterThanOrEqual(20);
			for (const change of told) expect(change.new_state).toBe(tilstand);
			await undoChange(db, again(office), acting.requestId);
			expect(await world()).toEqual(before);
		}
	});

	it('are left by name where they changed, stand so already or were never asked, and the rest is written', async () => {
		const [a, b, c, d] = await copiesOf({ count: 4 });
		const seen = [a!, b!, c!, d!];
		const quick = again(office);
		await setTaskStates(db, quick, wish([b!], { tilstand: 'waiting' }), 'municipality');
		const same = again(office);
		await setTaskStates(db, same, wish([c!]), 'municipality');
		await db
			.deleteFrom('task_state')
			.where('task_id', '=', task_id)
			.where('municipality_code', '=', d!.code)
			.execute();
		const acting = again(office);
		const outcome = await setTaskStates(db, acting, wish(seen), 'municipality');
		expect(outcome.changes.map(({ key }) => key)).toEqual([`${task_id}:${a!.code}`]);
		expect(Object.fromEntries(outcome.left.map(({ key, why }) => [key.split(':')[1], why]))).toEqual({
			[b!.code]: 'changed',
			[c!.code]: 'same',
			[d!.code]: 'outside'
		});
		await undoChange(db, again(office), acting.requestId);
		await undoChange(db, again(office), same.requestId);
		await undoChange(db, again(office), quick.requestId);
		await db
			.insertInto('task_state')
			.values({ task_id, municipality_code: d!.code, state: 'not_started' })
			.execute();
	});

	it('of a closed task, or from before it was published, are left', async () => {
		const [one] = await copiesOf({ count: 1 });
		const early = wish([one!], { gaelder_fra: addDays(published_on, -1) });
		expect((await setTaskStates(db, again(office), early, 'municipality')).left).toMatchObject([
			{ why: 'too_early' }
		]);
		const closed = await db
			.selectFrom('task_state as copy')
			.innerJoin('task', 'task.id', 'copy.task_id')
			.where('task.closed_on', '<=', today)
			.select(['copy.task_id', 'copy.municipality_code as code', 'copy.version'])
			.executeTakeFirstOrThrow();
		expect((await setTaskStates(db, again(office), wish([closed]), 'municipality')).left).toMatchObject([
			{ why: 'closed' }
		]);
	});

	it('hold from no day to come', async () => {
		const work = setTaskStates(
			db,
			again(office),
			wish(await copiesOf({ count: 1 }), { gaelder_fra: addDays(today, 1) }),
			'municipality'
		);
		await expect(work).rejects.toMatchObject({ faults: { gaelder_fra: 'future' } });
		await expect(work).rejects.toBeInstanceOf(Refused);
	});
});

describe('a municipality’s own tasks', () => {
	it('change state together, told by their titles, and are undone exactly', async () => {
		const before = await world();
		const valgt = await copiesOf({ code: '657', count: 12 });
		const acting = again(herning);
		const outcome = await setTaskStates(db, acting, wish(valgt, { tilstand: 'in_progress' }), 'task');
		expect(outcome.changes).toHaveLength(12);
		const titles = await db.selectFrom('task').select('title').execute();
		for (const { name } of outcome.changes) expect(titles.map(({ title }) => title)).toContain(name);
		await undoChange(db, again(herning), acting.requestId);
		expect(await world()).toEqual(before);
	});

	it('are changed by those who may write them alone; the others are told which are not theirs', async () => {
		for (const actor of await listActors(db)) {
			const valgt = await copiesOf({ code: '657', count: 10 });
			const { kind, municipality_code } = actor.person;
			const acting = again(actor);
			const work = setTaskStates(db, acting, wish(valgt, { tilstand: 'waiting' }), 'task');
			const leads = kind === 'programleder' || kind === 'klik_administrator';
			if (kind === 'kombit_administrator' || (leads && municipality_code === '657')) {
				expect((await work).changes, kind).toHaveLength(10);
				await undoChange(db, again(actor), acting.requestId);
			} else if (kind === 'reader' || kind === 'kombit_reader' || leads) {
				await expect(work, kind).rejects.toMatchObject({ status: 403 });
			} else {
				// A contributor by role, a lead by project: theirs are written, the rest is named.
				const outcome = await work.catch((problem: unknown) => {
					expect(problem, kind).toMatchObject({ status: 403 });
					return null;
				});
				if (outcome) {
					expect(outcome.changes.length + outcome.left.length).toBe(10);
					for (const { why } of outcome.left) expect(why).toBe('not_allowed');
					if (outcome.changes.length) await undoChange(db, again(actor), acting.requestId);
				}
			}
		}
	});

	it('of another municipality are refused, and left where they stand among one’s own', async () => {
		const foreign = (await copiesOf({ code: '482', count: 2 }))[0]!;
		await expect(setTaskStates(db, again(herning), wish([foreign]), 'task')).rejects.toMatchObject({
			status: 403
		});
		const [own] = await copiesOf({ code: '657', count: 1 });
		const acting = again(herning);
		const outcome = await setTaskStates(db, acting, wish([own!, foreign]), 'task');
		expect(outcome.left).toMatchObject([{ key: `${foreign.task_id}:482`, why: 'not_allowed' }]);
		await undoChange(db, again(herning), acting.requestId);
	});

	it('change once when the form is sent twice', async () => {
		const valgt = await copiesOf({ code: '657', count: 1 });
		const key = crypto.randomUUID();
		const acting = again(herning, key);
		await setTaskStates(db, acting, wish(valgt), 'task');
		await expect(setTaskStates(db, again(herning, key), wish(valgt), 'task')).rejects.toBeInstanceOf(
			Repeated
		);
		await undoChange(db, again(herning), acting.requestId);
	});
});

describe('the form of many copies', () => {
	it('takes rows as they travel and refuses what is none', () => {
		const read = (valgt: unknown) => copiesForm.safeParse({ valgt, tilstand: 'done' });
		expect(read(['1:657:1', '1:657:1', '2:101:3']).data?.valgt).toEqual([
			{ task_id: 1, code: '657', version: 1 },
			{ task_id: 2, code: '101', version: 3 }
		]);
		expect(read('1:657:1').data?.valgt).toHaveLength(1);
		for (const bad of [undefined, [], '', '1', '1:657', '0:657:1', '1:65:1', '1:657:99999999999', '1:657:-1'])
			expect(read(bad).success, String(bad)).toBe(false);
		expect(read(undefined).error?.issues[0]?.message).toBe('nothing_chosen');
	});
});
