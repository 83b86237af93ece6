import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { act } from '#database/acting.server.ts';
import { demoActor, listActors } from '../../tests/support/actors.ts';
import { testDatabase } from '../../tests/support/database.ts';
import { gatherOwnData } from './own-data.server.ts';
import { editPerson, findPerson } from './person.server.ts';

const db = await testDatabase({ demo: true });
const office = await demoActor(db, 'program-office');
const herning = await demoActor(db, 'herning');

test('everybody gets their own data, of every kind, and nobody else’s secrets', async () => {
	for (const acting of await listActors(db)) {
		const data = await gatherOwnData(db, acting);
		expect(data.person, acting.person.kind).toMatchObject({ id: acting.person.id, name: acting.person.name });
		expect(data.accesses.map(({ id }) => id)).toContain(acting.person.access_id);
		expect(data.sessions.length).toBeGreaterThan(0);
		expect(JSON.stringify(data.sessions)).not.toMatch(/hash|token/);
		expect(Object.keys(data)).toEqual([
			'about',
			'person',
			'accesses',
			'roles',
			'identities',
			'kept_forms',
			'tasks',
			'projects_led',
			'groups',
			'mails',
			'changes',
			'sessions',
			'audit'
		]);
	}
});

test('the file holds the tasks, the changes made, and what was written about oneself and by whom', async () => {
	const person = await findPerson(db, { id: herning.person.id, today: herning.today });
	await editPerson(db, office, { ...person, title: 'Programleder og chef' });
	await act(db, herning, (trx) =>
		trx
			.updateTable('task_state')
			.set({ state: 'in_progress' })
			.where('municipality_code', '=', '657')
			.where('state', '=', 'not_started')
			.execute()
	);
	const data = await gatherOwnData(db, herning);
	const { rows } = await sql<{ tasks: number; changes: number }>`
		select (select count(*)::int from task_state where ${herning.person.id} in (responsible_id, performer_id)) as tasks,
			(select count(*)::int from status_change where actor_id = ${herning.person.id}) as changes
	`.execute(db);
	expect(data.tasks).toHaveLength(rows[0]!.tasks);
	expect(data.changes).toHaveLength(rows[0]!.changes);
	expect(data.roles.map(({ role }) => role)).toContain('Programleder');
	expect(data.audit.by_oneself.length).toBeGreaterThan(0);
	expect(data.audit.about_oneself).toContainEqual(
		expect.objectContaining({
			table_name: 'person',
			new: expect.objectContaining({ title: 'Programleder og chef' }),
			written_by: office.person.name
		})
	);
});
