import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { act, type Acting } from '#database/acting.server.ts';
import { connect } from '#database/connection.server.ts';
import { undoChange } from '#history/undo.server.ts';
import { dayOf } from '#language/dates.ts';
import { actorBy, demoActor } from '../../tests/support/actors.ts';
import { testAddress } from '../../tests/support/database.ts';
import { afterAll } from 'vitest';
import { editPerson, findPerson, letGo } from './person.server.ts';
import { clearWhatIsOver, pseudonymise } from './retention.server.ts';

const address = await testAddress({ demo: true });
const db = connect(address, { most: 4 });
const app = connect(address, { most: 4, role: 'overblik_app' });
afterAll(() => db.destroy());
afterAll(() => app.destroy());
const office = await demoActor(db, 'program-office');
const again = (acting: Acting): Acting => ({ ...acting, requestId: crypto.randomUUID() });

const NAME = 'Thyra Ekstrand';
const EMAIL = 'thyra.ekstrand@herning.example';
const LATER = 'Thyra Ekstrand-Holm';
const TRACES = [NAME, 'Ekstrand', 'thyra', '00 00 47 11', 'Tovholder for det hele'];

/** Every table and column in which a text stands, in any kind of value. */
async function findTraces(): Promise<string[]> {
	const { rows: columns } = await sql<{ table_name: string; column_name: string }>`
		select table_name, column_name from information_schema.columns join information_schema.tables using (table_schema, table_name)
		where table_schema = current_schema() and table_type = 'BASE TABLE'
			and (data_type in ('text', 'jsonb', 'json', 'bytea', 'ARRAY', 'character varying') or data_type = 'USER-DEFINED')
	`.execute(db);
	const found: string[] = [];
	for (const { table_name, column_name } of columns) {
		const { rows } = await sql<{ n: number }>`
			select count(*)::int as n from ${sql.table(table_name)}
			where ${sql.ref(column_name)}::text ilike any(${TRACES.map((trace) => `%${trace}%`)})
		`.execute(db);
		if (rows[0]!.n > 0) found.push(`${table_name}.${column_name}`);
	}
	return found;
}

async function somebody(): Promise<number> {
	const { id } = await db
		.insertInto('person')
		.values({
			name: NAME,
			email: EMAIL,
			title: 'Tovholder for det hele',
			phone: '00 00 47 11',
			municipality_code: '657'
		})
		.returning('id')
		.executeTakeFirstOrThrow();
	const access = await db
		.insertInto('access')
		.values({ person_id: id, kind: 'programleder', municipality_code: '657', granted_on: '2020-01-06' })
		.returning('id')
		.executeTakeFirstOrThrow();
	const acting = await actorBy(db, access.id);
	await act(db, acting, (trx) =>
		trx
			.updateTable('task_state')
			.set({ state: 'in_progress', responsible_id: id })
			.where('municipality_code', '=', '657')
			.where('state', '=', 'not_started')
			.execute()
	);
	for (const [to_name, to_address, body] of [
		[NAME, EMAIL, 'Hej'],
		['Bo Holm', 'bo@herning.example', `${NAME} (Herning) har givet dig adgang.`]
	] as const)
		await db
			.insertInto('demo_mail')
			.values({ sent_at: office.now, to_name, to_address, subject: 'Overblik', body })
			.execute();
	await db
		.insertInto('kept_form')
		.values({
			id: crypto.randomUUID(),
			person_id: id,
			path: '/konto',
			fields: JSON.stringify({ name: NAME }),
			expires_at: office.now
		})
		.execute();
	const person = await findPerson(db, { id, today: office.today });
	await editPerson(db, again(office), { ...person, name: LATER, email: 'thyra.holm@herning.example' });
	await app
		.insertInto('identity')
		.values({ provider: 'entra', subject: `${EMAIL}#ext`, person_id: id, bound_at: office.now })
		.execute();
	return id;
}

const move = (id: number, left_on: string) =>
	db.updateTable('person').set({ left_on }).where('id', '=', id).execute();

test('names stay for the period set, and then every trace of name and mail is gone, in every table', async () => {
	const id = await somebody();
	expect((await findTraces()).toSorted()).toEqual(
		expect.arrayContaining([
			'audit_event.new',
			'audit_event.old',
			'demo_mail.body',
			'identity.subject',
			'kept_form.fields',
			'person.email',
			'person.name'
		])
	);
	const { version } = await findPerson(db, { id, today: office.today });
	await letGo(
		db,
		again(office),
		{ person_id: id, version, left_on: office.today, leave_open: true, oneself: false },
		1
	);
	expect(await pseudonymise(app, 24)).toEqual([]);
	// The demo stands on 23 November 2023: two years to the day, and a day less.
	await move(id, '2021-11-24');
	expect(await pseudonymise(app, 24)).toEqual([]);
	await move(id, '2021-11-23');
	const changes = await db.selectFrom('status_change').where('actor_id', '=', id).select('id').execute();
	expect(await pseudonymise(app, 24)).toEqual([id]);
	expect(await findTraces()).toEqual([]);
	const after = await findPerson(db, { id, today: office.today });
	expect(after).toMatchObject({
		name: `Tidligere medarbejder ${id}`,
		email: `tidligere-${id}@overblik.invalid`,
		title: null,
		phone: null,
		pseudonymised_on: office.today
	});
	expect(await db.selectFrom('status_change').where('actor_id', '=', id).select('id').execute()).toEqual(
		changes
	);
	expect(changes.length).toBeGreaterThan(0);
	expect(await db.selectFrom('session').where('person_id', '=', id).selectAll().execute()).toEqual([]);
	expect(await pseudonymise(app, 24)).toEqual([]);
	await expect(editPerson(db, again(office), { ...after, name: 'Igen' })).rejects.toMatchObject({
		status: 403
	});
});

test('nobody who is here, has access or left lately loses their name, and never within a month', async () => {
	const names = () =>
		db
			.selectFrom('person')
			.where('pseudonymised_on', 'is', null)
			.select(['id', 'name'])
			.orderBy('id')
			.execute();
	const before = await names();
	expect(await pseudonymise(app, 24)).toEqual([]);
	const withAccess = await db
		.selectFrom('access')
		.where('revoked_on', 'is', null)
		.select('person_id')
		.executeTakeFirstOrThrow();
	await move(withAccess.person_id, '2015-01-01');
	expect(await pseudonymise(app, 24)).toEqual([]);
	expect(await names()).toEqual(before);
	await expect(pseudonymise(app, 0)).rejects.toThrow('a month at least');
	await db.updateTable('person').set({ left_on: null }).where('id', '=', withAccess.person_id).execute();
});

test('two instances at the same moment do it once', async () => {
	const { id } = await db
		.insertInto('person')
		.values({
			name: 'Rigmor Stålhøj',
			email: 'rigmor@herning.example',
			municipality_code: '657',
			left_on: '2019-01-31'
		})
		.returning('id')
		.executeTakeFirstOrThrow();
	const done = await Promise.all([pseudonymise(app, 24), pseudonymise(app, 24), pseudonymise(app, 24)]);
	expect(done.flat()).toEqual([id]);
	const events = await db
		.selectFrom('audit_event')
		.where('table_name', '=', 'person')
		.where(sql<boolean>`row_key = jsonb_build_object('id', ${id}::integer)`)
		.where('operation', '=', 'update')
		.select(['old', 'recorded_at'])
		.execute();
	expect(events).toHaveLength(1);
	expect(JSON.stringify(events)).not.toContain('Rigmor');
	expect(dayOf(events[0]!.recorded_at)).toBe('2023-11-23');
});

test('sessions that are long over and forms nobody came back for are cleared, not when somebody was last here', async () => {
	const { id: person_id } = await db
		.insertInto('person')
		.values({ name: 'Ulla Bang', email: 'ulla@herning.example', municipality_code: '657' })
		.returning('id')
		.executeTakeFirstOrThrow();
	const { id: access_id } = await db
		.insertInto('access')
		.values({ person_id, kind: 'reader', municipality_code: '657', granted_on: '2020-01-06' })
		.returning('id')
		.executeTakeFirstOrThrow();
	const ago = (days: number) => new Date(Date.now() - days * 86_400_000);
	const session = (name: string, days: number, more: object = {}) => ({
		token_hash: Buffer.from(`ulla ${name}`),
		person_id,
		access_id,
		created_at: ago(days),
		last_seen_at: ago(days),
		used_at: ago(days),
		expires_at: ago(days - 14),
		...more
	});
	await db
		.insertInto('session')
		.values([
			session('open', 100, { expires_at: ago(-1) }),
			session('old', 120),
			session('older', 130, { ended_at: ago(130) }),
			session('recent', 80, { ended_at: ago(80) }),
			session('last', 60)
		])
		.execute();
	const form = { person_id, path: '/konto', fields: '[]' };
	await db
		.insertInto('kept_form')
		.values([
			{ ...form, id: crypto.randomUUID(), expires_at: ago(1) },
			{ ...form, id: crypto.randomUUID(), expires_at: ago(-1) }
		])
		.execute();
	await clearWhatIsOver(app);
	const left = await db
		.selectFrom('session')
		.where('person_id', '=', person_id)
		.select('token_hash')
		.orderBy('last_seen_at')
		.execute();
	expect(left.map(({ token_hash }) => token_hash.toString())).toEqual([
		'ulla open',
		'ulla recent',
		'ulla last'
	]);
	expect(
		await db.selectFrom('kept_form').where('person_id', '=', person_id).select('id').execute()
	).toHaveLength(1);
	await expect(clearWhatIsOver(app, 1)).rejects.toThrow('for as long as one may last');
});

test('the app’s role still cannot edit the audit itself', async () => {
	await expect(sql`update audit_event set old = null`.execute(app)).rejects.toMatchObject({ code: '42501' });
	await expect(sql`update person set pseudonymised_on = null`.execute(app)).rejects.toMatchObject({
		code: '42501'
	});
});

test('whose adding was taken back is forgotten like who left', async () => {
	const adding = again(office);
	const { id } = await act(db, adding, (trx) =>
		trx
			.insertInto('person')
			.values({ name: NAME, email: EMAIL, title: 'Tovholder for det hele', phone: '00 00 47 11' })
			.returning('id')
			.executeTakeFirstOrThrow()
	);
	await undoChange(db, again(office), adding.requestId);
	expect(await findTraces()).toEqual(['audit_event.old', 'audit_event.new']);
	expect(await pseudonymise(app, 24)).toEqual([]);
	await sql`update audit_event set recorded_at = recorded_at - interval '25 months'
		where table_name = 'person' and row_key = ${JSON.stringify({ id })}::jsonb`.execute(db);
	expect(await pseudonymise(app, 24)).toEqual([id]);
	expect(await findTraces()).toEqual([]);
	expect(await pseudonymise(app, 24)).toEqual([]);
});
