import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { addDays } from '#language/dates.ts';
import {
	type Actor,
	mayAdminister,
	mayAnswerTurn,
	mayAdministerPerson,
	mayEditGroup,
	mayEditPerson,
	mayEditProject,
	mayEditTopic,
	mayRunMeetings,
	mayWriteSignature,
	mayWriteTask
} from '#people/may.ts';
import { demoActor, listActors } from '../../tests/support/actors.ts';
import { testDatabase } from '../../tests/support/database.ts';
import { act, once } from './acting.server.ts';

const db = await testDatabase({ demo: true });
const herning = await demoActor(db, 'herning');
const langeland = await demoActor(db, 'langeland');
const lead = await demoActor(db, 'project-lead');
const office = await demoActor(db, 'program-office');

async function firstCopy(code: string) {
	return db
		.selectFrom('task_state')
		.selectAll()
		.where('municipality_code', '=', code)
		.where('state', '=', 'not_started')
		.orderBy('task_id')
		.executeTakeFirstOrThrow();
}

describe('the rules in PostgreSQL', () => {
	it('say what the rules of the pages say, for every kind of access and every row', async () => {
		const tasks = await db
			.selectFrom('task')
			.select([
				'id',
				'project_id',
				sql<string[]>`array(select role_slug from task_role where task_id = task.id)`.as('roles')
			])
			.execute();
		const versions = await db
			.selectFrom('agreement_version as v')
			.innerJoin('agreement as a', 'a.id', 'v.agreement_id')
			.select(['v.id', 'a.project_id'])
			.execute();
		const projects = await db.selectFrom('project').select('id').execute();
		const groups = await db.selectFrom('municipality_group').select(['project_id', 'owner_id']).execute();
		const codes = ['657', '482', '741', '101'];
		const people = await db
			.selectFrom('person')
			.select([
				'id',
				'municipality_code',
				sql<(string | null)[]>`array(select municipality_code from access
					where person_id = person.id and revoked_on is null)`.as('accesses'),
				sql<(string | null)[]>`array(select person.municipality_code union all
					select municipality_code from access where person_id = person.id union all
					select municipality_code from role_holder where person_id = person.id)`.as('places')
			])
			.orderBy('id')
			.execute();
		const actors = await listActors(db);
		expect(new Set(actors.map(({ person }) => person.kind)).size).toBe(7);
		for (const acting of actors) {
			const person: Actor = acting.person;
			const [answer] = await act(db, acting, async (trx) => {
				const { rows } = await sql<Record<string, boolean[]>>`
					select
						(select array_agg(may_edit_project(p.id) order by at) from unnest(${projects.map(({ id }) => id)}::int[]) with ordinality p(id, at)) as projects,
						(select array_agg(may_edit_group(g.project, g.owner) order by at)
							from unnest(${groups.map((g) => g.project_id)}::int[], ${groups.map((g) => g.owner_id)}::int[]) with ordinality g(project, owner, at)) as groups,
						array[may_run_meetings()] as meetings,
						(select array_agg(may_edit_project(p.id) order by at) from unnest(${[null, ...projects.map(({ id }) => id)]}::int[]) with ordinality p(id, at)) as topics,
						(select array_agg(may_administer(m.code) order by at) from unnest(${codes}::text[]) with ordinality m(code, at)) as turns,
						(select array_agg(may_administer(m.code) order by at) from unnest(${[...codes, null]}::text[]) with ordinality m(code, at)) as places,
						(select array_agg(may_edit_person(id, municipality_code) order by id) from person) as people,
						(select array_agg(may_administer_person(id) order by id) from person) as administered,
						(select array_agg(may_write_task(t.id, m.code) order by t.at, m.at)
							from unnest(${tasks.map(({ id }) => id)}::int[]) with ordinality t(id, at), unnest(${codes}::text[]) with ordinality m(code, at)) as copies,
						(select array_agg(may_write_signature(v.id, m.code) order by v.at, m.at)
							from unnest(${versions.map(({ id }) => id)}::int[]) with ordinality v(id, at), unnest(${codes}::text[]) with ordinality m(code, at)) as signatures
				`.execute(trx);
				return rows;
			});
			expect(answer, person.kind).toEqual({
				projects: projects.map(({ id }) => mayEditProject(person, id)),
				groups: groups.map((group) => mayEditGroup(person, group)),
				meetings: [mayRunMeetings(person)],
				topics: [null, ...projects.map(({ id }) => id)].map((project_id) =>
					mayEditTopic(person, { project_id })
				),
				turns: codes.map((code) => mayAnswerTurn(person, code)),
				places: [...codes, null].map((code) => mayAdminister(person, code)),
				people: people.map((row) => mayEditPerson(person, row)),
				administered: people.map((row) => mayAdministerPerson(person, row)),
				copies: tasks.flatMap((task) => codes.map((code) => mayWriteTask(person, task, code))),
				signatures: versions.flatMap((v) => codes.map((code) => mayWriteSignature(person, v, code)))
			});
		}
	}, 60_000);

	it('refuse another municipality its rows aloud, and leave them as they are', async () => {
		const copy = await firstCopy('482');
		await expect(
			act(db, herning, (trx) =>
				trx
					.updateTable('task_state')
					.set({ note: 'fremmed' })
					.where('task_id', '=', copy.task_id)
					.where('municipality_code', '=', '482')
					.execute()
			)
		).rejects.toMatchObject({ status: 403 });
		expect(await firstCopy('482')).toEqual(copy);
	});

	it('refuse columns that say whose a row is, history, audit and tables of nobody', async () => {
		for (const statement of [
			sql`update task_state set municipality_code = '657' where municipality_code = '482'`,
			sql`update task_state set version = 99`,
			sql`delete from task_state`,
			sql`insert into status_change (task_id, municipality_code, new_state, effective_on, recorded_at, source) values (1, '657', 'done', '2023-11-01', now(), 'web')`,
			sql`delete from status_change`,
			sql`update status_change set new_state = 'done'`,
			sql`insert into audit_event (recorded_at, table_name, row_key, operation, new) values (now(), 'task', '{}', 'insert', '{}')`,
			sql`delete from audit_event`,
			sql`update municipality set name = 'x'`,
			sql`truncate audit_event`,
			sql`alter table task_state disable trigger all`,
			sql`update agreement_version set deadline_on = null`,
			sql`update deck set content = '{}'`,
			sql`delete from deck`
		])
			await expect(
				act(db, office, (trx) => statement.execute(trx)),
				JSON.stringify(statement.compile(db).sql)
			).rejects.toMatchObject({ status: 403 });
	});
});

describe('a change', () => {
	it('is in the audit and in the history, with who, when and in which request', async () => {
		const copy = await firstCopy('657');
		const effective_on = addDays(herning.today, -2);
		await act(
			db,
			herning,
			async (trx) => {
				await trx
					.updateTable('task_state')
					.set({ state: 'in_progress', note: 'Vi er gået i gang' })
					.where('task_id', '=', copy.task_id)
					.where('municipality_code', '=', '657')
					.execute();
			},
			{ effective_on, reason: 'sagt på mødet' }
		);
		const after = await db
			.selectFrom('task_state')
			.selectAll()
			.where('task_id', '=', copy.task_id)
			.where('municipality_code', '=', '657')
			.executeTakeFirstOrThrow();
		expect(after).toMatchObject({ state: 'in_progress', version: copy.version + 1 });
		const audit = await db
			.selectFrom('audit_event')
			.selectAll()
			.where('request_id', '=', herning.requestId)
			.execute();
		expect(audit).toHaveLength(1);
		expect(audit[0]).toMatchObject({
			table_name: 'task_state',
			operation: 'update',
			old: { state: 'not_started', note: copy.note, version: copy.version },
			new: { state: 'in_progress', note: 'Vi er gået i gang', version: copy.version + 1 },
			person_id: herning.person.id,
			access_id: herning.person.access_id,
			municipality_code: '657',
			recorded_at: herning.now
		});
		const history = await db
			.selectFrom('status_change')
			.selectAll()
			.where('request_id', '=', herning.requestId)
			.execute();
		expect(history).toHaveLength(1);
		expect(history[0]).toMatchObject({
			old_state: 'not_started',
			new_state: 'in_progress',
			effective_on,
			actor_id: herning.person.id,
			source: 'web',
			note: 'sagt på mødet'
		});
	});

	it('leaves nothing where its work fails', async () => {
		const copy = await firstCopy('482');
		const failing = act(db, langeland, async (trx) => {
			await trx
				.updateTable('task_state')
				.set({ state: 'waiting' })
				.where('task_id', '=', copy.task_id)
				.where('municipality_code', '=', '482')
				.execute();
			throw new Error('midt i det hele');
		});
		await expect(failing).rejects.toThrow('midt i det hele');
		expect(await firstCopy('482')).toEqual(copy);
		expect(
			await db.selectFrom('audit_event').selectAll().where('request_id', '=', langeland.requestId).execute()
		).toEqual([]);
	});

	it('cannot hold from a day to come', async () => {
		const tomorrow = addDays(lead.today, 1);
		await expect(act(db, lead, async () => {}, { effective_on: tomorrow })).rejects.toThrow(RangeError);
	});
});

describe('a form', () => {
	it('is taken in once, also when it is sent twice at the same moment', async () => {
		const key = crypto.randomUUID();
		const send = () => act(db, herning, (trx) => once(trx, key));
		expect((await Promise.all([send(), send(), send()])).filter(Boolean)).toHaveLength(1);
		expect(await send()).toBe(false);
	});
});
