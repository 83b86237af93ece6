import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { act, type Acting, Refused, Stale } from '#database/acting.server.ts';
import { undoChange } from '#history/undo.server.ts';
import { addDays } from '#language/dates.ts';
import { mayEditFollowUp } from '#people/may.ts';
import { demoActor, listActors } from '../../tests/support/actors.ts';
import { testDatabase } from '../../tests/support/database.ts';
import { listCalls } from './agreement.server.ts';
import { listFollowUps, noteFollowUp, removeFollowUp } from './follow-up.server.ts';
import type { FollowUpChange } from './signature.form.ts';

const db = await testDatabase({ demo: true });
const office = await demoActor(db, 'program-office');
const lead = await demoActor(db, 'project-lead');
const herning = await demoActor(db, 'herning');
const langeland = await demoActor(db, 'langeland');
const { today } = office;

const gateway = await db
	.selectFrom('agreement')
	.innerJoin('agreement_version as v', 'v.agreement_id', 'agreement.id')
	.where('agreement.short_title', '=', 'Gateway tilslutning')
	.select(['agreement.id', 'agreement.project_id', 'v.id as version_id'])
	.executeTakeFirstOrThrow();

const again = (acting: Acting): Acting => ({ ...acting, requestId: crypto.randomUUID() });
const noteOf = (changes: Partial<FollowUpChange> = {}): FollowUpChange => ({
	kommune: '657',
	udgave: gateway.version_id,
	id: null,
	version: null,
	slags: 'phone',
	dato: today,
	note: 'Talte med direktionen',
	...changes
});
const notes = () => listFollowUps(db, { version_id: gateway.version_id, code: '657', today });

describe('a note about a call', () => {
	it('is written, stands first in the list and on the phone list, is changed and removed by its writer', async () => {
		const before = await notes();
		const written = again(lead);
		await noteFollowUp(db, written, gateway.id, noteOf());
		const [mine] = await notes();
		expect(mine).toMatchObject({
			kind: 'phone',
			happened_on: today,
			note: 'Talte med direktionen',
			person_name: lead.person.name,
			is_demo: false
		});
		const call = (await listCalls(db, gateway.id, { today, filter: {} })).find(({ code }) => code === '657');
		expect(call).toMatchObject({ note: 'Talte med direktionen', touched_on: today });

		const { id, version } = mine!;
		const changed = again(lead);
		await noteFollowUp(db, changed, gateway.id, noteOf({ id, version, slags: 'mail', note: 'Skrev også' }));
		expect((await notes())[0]).toMatchObject({ id, kind: 'mail', note: 'Skrev også' });
		const removed = again(lead);
		await removeFollowUp(db, removed, gateway.id, { id, version: version + 1 });
		expect(await notes()).toEqual(before);
		// Back it comes, in its writer's name, and goes again step by step.
		await undoChange(db, again(lead), removed.requestId);
		expect((await notes())[0]).toMatchObject({ id, note: 'Skrev også', person_name: lead.person.name });
		await undoChange(db, again(lead), changed.requestId);
		await undoChange(db, again(lead), written.requestId);
		expect(await notes()).toEqual(before);
	});

	it('lies on no day to come', async () => {
		const problem = await noteFollowUp(
			db,
			again(lead),
			gateway.id,
			noteOf({ dato: addDays(today, 1) })
		).catch((thrown: unknown) => thrown);
		expect(problem).toBeInstanceOf(Refused);
		expect((problem as Refused).faults).toEqual({ dato: 'future' });
	});

	it('is another’s to nobody, not to the programme office and not to the municipality', async () => {
		const written = again(lead);
		await noteFollowUp(db, written, gateway.id, noteOf());
		const [{ id, version } = { id: 0, version: 0 }] = await notes();
		for (const other of [office, herning, langeland]) {
			const change = noteOf({ id, version, note: 'Rettet' });
			await expect(noteFollowUp(db, again(other), gateway.id, change)).rejects.toMatchObject({ status: 403 });
			await expect(removeFollowUp(db, again(other), gateway.id, { id, version })).rejects.toMatchObject({
				status: 403
			});
		}
		await expect(noteFollowUp(db, again(langeland), gateway.id, noteOf())).rejects.toMatchObject({
			status: 403
		});
		await undoChange(db, again(lead), written.requestId);
	});

	it('that changed meanwhile is not overwritten', async () => {
		const written = again(lead);
		await noteFollowUp(db, written, gateway.id, noteOf());
		const [{ id, version } = { id: 0, version: 0 }] = await notes();
		const second = again(lead);
		await noteFollowUp(db, second, gateway.id, noteOf({ id, version, note: 'Fra den anden fane' }));
		const problem = await noteFollowUp(
			db,
			again(lead),
			gateway.id,
			noteOf({ id, version, note: 'Fra denne fane' })
		).catch((thrown: unknown) => thrown);
		expect(problem).toBeInstanceOf(Stale);
		expect((problem as Stale).theirs?.values).toMatchObject({ note: 'Fra den anden fane' });
		await expect(removeFollowUp(db, again(lead), gateway.id, { id, version })).rejects.toBeInstanceOf(Stale);
		await undoChange(db, again(lead), second.requestId);
		await undoChange(db, again(lead), written.requestId);
	});

	it('of another agreement, or about a municipality that was not asked, is not there', async () => {
		const [note] = await notes();
		await expect(noteFollowUp(db, again(office), gateway.id + 1, noteOf())).rejects.toMatchObject({
			status: 404
		});
		await expect(
			removeFollowUp(db, again(office), gateway.id + 1, { id: note?.id ?? 1, version: 1 })
		).rejects.toMatchObject({ status: 404 });
		await expect(
			noteFollowUp(db, again(office), gateway.id, noteOf({ kommune: '999' }))
		).rejects.toMatchObject({ status: 404 });
	});

	it('follows the same rule in PostgreSQL, for every kind of access', async () => {
		const writers = [null, office.person.id, herning.person.id, lead.person.id];
		const codes = ['657', '482'];
		for (const acting of await listActors(db)) {
			const { rows } = await act(db, again(acting), (trx) =>
				sql<{ may: boolean }>`
					select may_edit_follow_up(${gateway.version_id}, code, writer) as may
					from unnest(${codes}::text[]) with ordinality c(code, at),
						unnest(${writers}::int[]) with ordinality w(writer, nth)
					order by at, nth
				`.execute(trx)
			);
			expect(
				rows.map(({ may }) => may),
				acting.person.kind
			).toEqual(
				codes.flatMap((code) =>
					writers.map((person_id) =>
						mayEditFollowUp(acting.person, { project_id: gateway.project_id, person_id }, code)
					)
				)
			);
		}
	});

	it('cannot be written in another’s name, changed or removed past the rule', async () => {
		const written = again(lead);
		await noteFollowUp(db, written, gateway.id, noteOf());
		const [{ id } = { id: 0 }] = await notes();
		await expect(
			act(db, again(office), (trx) =>
				trx
					.insertInto('follow_up')
					.values({
						version_id: gateway.version_id,
						municipality_code: '657',
						kind: 'phone',
						happened_on: today,
						note: 'I en andens navn',
						person_id: lead.person.id
					})
					.execute()
			)
		).rejects.toMatchObject({ status: 403 });
		await expect(
			act(db, again(office), (trx) =>
				trx.updateTable('follow_up').set({ note: 'Rettet' }).where('id', '=', id).execute()
			)
		).rejects.toMatchObject({ status: 403 });
		await act(db, again(office), (trx) => trx.deleteFrom('follow_up').where('id', '=', id).execute());
		expect((await notes())[0]?.id).toBe(id);
		await undoChange(db, again(lead), written.requestId);
	});
});
