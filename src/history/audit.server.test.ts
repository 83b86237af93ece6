import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { act, type Acting } from '#database/acting.server.ts';
import type { Day } from '#language/dates.ts';
import { demoActor, listActors } from '../../tests/support/actors.ts';
import { testDatabase } from '../../tests/support/database.ts';
import { auditFilter } from './audit.form.ts';
import { listAudit, listAuditChoices, PAGE_OF_AUDIT } from './audit.server.ts';
import { RECORDED } from './audit.ts';
import { writeCsv } from './export.server.ts';

const db = await testDatabase({ demo: true });
const office = await demoActor(db, 'program-office');
const herning = await demoActor(db, 'herning');
const langeland = await demoActor(db, 'langeland');
const actors = await listActors(db);

const at = (acting: Acting, moment: string): Acting => ({
	...acting,
	requestId: crypto.randomUUID(),
	now: new Date(moment)
});

const copies = await db
	.selectFrom('task_state as copy')
	.innerJoin('task', 'task.id', 'copy.task_id')
	.where('task.closed_on', 'is', null)
	.where('copy.municipality_code', 'in', ['657', '482'])
	.select(['copy.task_id', 'copy.municipality_code'])
	.orderBy('copy.task_id')
	.execute();
const copyOf = (code: string, nth = 0) =>
	copies.filter(({ municipality_code }) => municipality_code === code)[nth]!.task_id;

async function note(acting: Acting, code: string, text: string | null, nth = 0): Promise<string> {
	await act(db, acting, (trx) =>
		trx
			.updateTable('task_state')
			.set({ note: text })
			.where('task_id', '=', copyOf(code, nth))
			.where('municipality_code', '=', code)
			.execute()
	);
	return acting.requestId;
}

// What was done, in this order: who did it is told by the request.
const requests = {
	// An hour before and an hour after midnight in Copenhagen, which is 22:00 UTC in summer and 23:00 in winter.
	summer: await note(at(office, '2023-07-01T21:30:00Z'), '657', 'sommer, før midnat'),
	summer_next: await note(at(office, '2023-07-01T22:30:00Z'), '657', 'sommer, efter midnat'),
	winter: await note(at(office, '2023-11-22T22:30:00Z'), '657', 'vinter, før midnat'),
	winter_next: await note(at(office, '2023-11-22T23:30:00Z'), '657', 'vinter, efter midnat'),
	herning: await note(at(herning, '2023-11-23T10:00:00Z'), '657', 'Herning om Herning'),
	langeland: await note(at(langeland, '2023-11-23T10:01:00Z'), '482', 'Langeland om Langeland'),
	project: await (async () => {
		const acting = at(office, '2023-11-23T10:02:00Z');
		await act(db, acting, (trx) =>
			trx.updateTable('project').set({ summary: 'Nyt resumé' }).where('slug', '=', 'gateway').execute()
		);
		return acting.requestId;
	})()
};
const ALL = Object.values(requests).toReversed();

async function requestsOf(acting: Acting, filter: Record<string, unknown> = {}): Promise<(string | null)[]> {
	const { changes } = await listAudit(db, acting, auditFilter.parse(filter));
	return changes.map(({ request_id }) => request_id);
}

describe('the audit', () => {
	it('tells the newest first: who, when, which row, what from what to what, in which request', async () => {
		expect(await requestsOf(office)).toEqual(ALL);
		const { changes, names } = await listAudit(db, office, { handling: requests.herning });
		expect(changes).toEqual([
			expect.objectContaining({
				table_name: 'task_state',
				row_key: { task_id: copyOf('657'), municipality_code: '657' },
				operation: 'update',
				old: expect.objectContaining({ note: 'vinter, efter midnat' }) as unknown,
				new: expect.objectContaining({ note: 'Herning om Herning' }) as unknown,
				person_id: herning.person.id,
				municipality_code: '657',
				task_id: copyOf('657'),
				recorded_at: new Date('2023-11-23T10:00:00Z')
			})
		]);
		expect(names.people[herning.person.id]).toBe('Dorthe Hedelund');
		expect(names.places['657']).toBe('Herning');
	});

	it('is open to those who administer, each to what is theirs, and to nobody else', async () => {
		const theirs: Record<string, string[] | null> = {
			'kombit_administrator ': ALL,
			'kombit_lead ': null,
			'kombit_reader ': null,
			'programleder 657': ALL.filter((id) => id !== requests.langeland && id !== requests.project),
			'klik_administrator 657': ALL.filter((id) => id !== requests.langeland && id !== requests.project),
			'programleder 482': [requests.langeland],
			'klik_administrator 482': [requests.langeland],
			'contributor 657': null,
			'contributor 482': null,
			'reader 657': null,
			'reader 482': null
		};
		const tried: Record<string, string[] | null> = {};
		for (const acting of actors) {
			const { kind, municipality_code } = acting.person;
			const who = `${kind} ${municipality_code ?? ''}`;
			if (theirs[who] === null) {
				await expect(listAudit(db, acting, {}), who).rejects.toMatchObject({ status: 403 });
				await expect(listAuditChoices(db, acting), who).rejects.toMatchObject({ status: 403 });
				tried[who] = null;
			} else tried[who] = (await requestsOf(acting)) as string[];
		}
		expect(tried).toEqual(theirs);
	});

	it('of another municipality stays closed, whatever the filter asks for', async () => {
		for (const filter of [
			{ kommune: 'herning' },
			{ handling: requests.herning },
			{ person: herning.person.id },
			{ hvad: 'task_state', fra: '2023-07-01', til: '2023-07-02' }
		])
			expect(await requestsOf(langeland, filter), JSON.stringify(filter)).toEqual([]);
	});

	it('is filtered by person, municipality, table, request, and by days in Copenhagen', async () => {
		const by = (filter: Record<string, unknown>) => requestsOf(office, filter);
		const { summer, summer_next, winter, winter_next, ...today } = requests;
		expect(await by({ person: herning.person.id })).toEqual([today.herning]);
		expect(await by({ kommune: 'langeland' })).toEqual([today.langeland]);
		expect(await by({ kommune: 'findes-ikke' })).toEqual([]);
		expect(await by({ hvad: 'project' })).toEqual([today.project]);
		expect(await by({ hvad: 'signature' })).toEqual([]);
		expect(await by({ handling: winter })).toEqual([winter]);
		expect(await by({ til: '2023-07-01' })).toEqual([summer]);
		expect(await by({ fra: '2023-07-02', til: '2023-07-02' })).toEqual([summer_next]);
		expect(await by({ fra: '2023-11-22', til: '2023-11-22' })).toEqual([winter]);
		expect(await by({ fra: '2023-11-23', kommune: 'herning' })).toEqual([today.herning, winter_next]);
		expect(await by({ fra: '2023-11-23', til: '2023-11-22' })).toEqual([]);
	});

	it('reads no filter that makes no sense', () => {
		for (const filter of [
			{ person: 'x' },
			{ person: '0' },
			{ person: '99999999999' },
			{ kommune: 'A;B' },
			{ hvad: 'session' },
			{ fra: '2023-02-30' },
			{ til: 'i går' },
			{ handling: '1' },
			{ efter: '-1' },
			{ efter: '9'.repeat(19) }
		])
			expect(auditFilter.safeParse(filter).success, JSON.stringify(filter)).toBe(false);
	});

	it('records every table that can be filtered by, and no other', async () => {
		const { rows } = await sql<{ name: string }>`
			select tgrelid::regclass::text as name from pg_trigger where tgname = 'audit'
		`.execute(db);
		expect(rows.map(({ name }) => name).toSorted()).toEqual(RECORDED.toSorted());
	});

	it('goes on page by page to the very end', async () => {
		for (let nth = 1; nth <= 4; nth++) {
			await act(db, at(office, '2023-11-23T11:00:00Z'), (trx) =>
				trx
					.updateTable('task_state')
					.set({ note: `side ${nth}` })
					.where('task_id', '=', copyOf('657', nth))
					.where('municipality_code', '<', '300')
					.execute()
			);
		}
		const seen: string[] = [];
		for (let efter: string | undefined; ;) {
			const { changes, next } = await listAudit(db, office, efter ? { efter } : {});
			expect(changes.length).toBe(next ? PAGE_OF_AUDIT : changes.length);
			seen.push(...changes.map(({ key }) => key));
			if (!next) break;
			efter = next;
		}
		const { count } = await db
			.selectFrom('audit_event')
			.select((eb) => eb.fn.countAll<string>().as('count'))
			.executeTakeFirstOrThrow();
		expect(seen.length).toBe(Number(count));
		expect(seen.map(Number)).toEqual(seen.map(Number).toSorted((a, b) => b - a));
		expect(seen.length).toBeGreaterThan(2 * PAGE_OF_AUDIT);
	});

	it('offers to choose among those who did something that one may read, and one’s own places', async () => {
		const own = await listAuditChoices(db, herning);
		expect(own.people.map(({ name }) => name)).toEqual(['Dorthe Hedelund', 'Karoline Birkmose']);
		expect(own.places).toEqual([{ slug: 'herning', name: 'Herning' }]);
		const all = await listAuditChoices(db, office);
		expect(all.people.map(({ name }) => name)).toContain('Troels Bøgeskov');
		expect(all.places).toHaveLength(98);
	});
});

describe('the audit as a file', () => {
	const TODAY: Day = office.today;
	const textOf = async (acting: Acting, request: string, language: 'da' | 'en' = 'da') => {
		const { changes, names } = await listAudit(db, acting, { handling: request });
		return writeCsv(changes, names, { language, today: TODAY });
	};
	const rowsOf = (csv: string) => parse(csv, { bom: true, delimiter: ';' });

	it('is what Danish Excel opens: a mark, semicolons, Windows lines, a head, æøå, times in Copenhagen', async () => {
		const request = await note(at(office, '2023-07-01T22:30:00Z'), '657', 'Æbleskiver på Ærø, Åse', 2);
		const csv = await textOf(office, request);
		expect(Buffer.from(csv).subarray(0, 3).toString('hex')).toBe('efbbbf');
		expect(csv.slice(1).split('\r\n')).toHaveLength(3);
		expect(csv.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
		const [head, row, ...more] = rowsOf(csv);
		expect(head).toEqual([
			'tidspunkt',
			'person',
			'hvad',
			'hvilken',
			'kommune',
			'felt',
			'før',
			'efter',
			'handling'
		]);
		expect(more).toEqual([]);
		expect(row!.slice(1, 3)).toEqual(['Karoline Birkmose', 'Opgave']);
		expect(row!.slice(4, 6)).toEqual(['Herning', 'Bemærkning']);
		expect(row!.at(-2)).toBe('Æbleskiver på Ærø, Åse');
		expect(row!.at(-1)).toBe(request);
		// 22:30 UTC is past midnight there in summer; an hour later in winter would not be.
		expect(row![0]).toBe('02.07.2023 kl. 00.30');
		expect((await textOf(office, requests.winter)).split('\r\n')[1]).toMatch(/^22\.11\.2023 kl\. 23\.30;/);
		expect(rowsOf(await textOf(office, request, 'en'))[0]![0]).toBe('time');
	});

	it('gives back every text as it was, with semicolons, quotes and line breaks, and none as a formula', async () => {
		const nasty = fc.oneof(
			fc.string({ minLength: 1, maxLength: 30 }),
			fc
				.tuple(
					fc.constantFrom('=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠', '"', ';', "'="),
					fc.constantFrom('HYPERLINK("http://x";"y")', 'cmd|/C calc!A0', '1+1', '";=1', '\r\n=2')
				)
				.map((pair) => pair.join(''))
		);
		await fc.assert(
			fc.asyncProperty(
				fc.array(nasty, { minLength: 1, maxLength: 5 }).map((texts) => texts.join('')),
				async (typed) => {
					const text = typed.replaceAll('\0', '');
					if (text === '') return;
					const change = {
						key: '1',
						recorded_at: new Date('2023-11-23T10:00:00Z'),
						effective_on: null,
						person_id: null,
						municipality_code: null,
						task_id: null,
						version_id: null,
						table_name: 'project',
						row_key: { id: 1 },
						operation: 'update' as const,
						old: { summary: null },
						new: { summary: text },
						why: null,
						request_id: null
					};
					const { names } = await nothing;
					const [, row] = rowsOf(writeCsv([change], names, { language: 'da', today: TODAY }));
					expect(row).toHaveLength(9);
					expect(row![7]!.replace(/^'/, '')).toBe(text.replace(/^'/, ''));
					for (const cell of row!) expect(cell).not.toMatch(/^[=+\-@\t\r\n＝＋－＠]/);
				}
			),
			{ numRuns: 300, seed: Number(process.env['SEED'] ?? 20231123) }
		);
	});
	const nothing = listAudit(db, office, { handling: crypto.randomUUID() });

	it('holds for a municipality only what it may read', async () => {
		const { changes, names } = await listAudit(db, langeland, {});
		const csv = writeCsv(changes, names, { language: 'da', today: TODAY });
		expect(csv).toContain('Langeland om Langeland');
		expect(csv).not.toMatch(/Herning om Herning|midnat|Nyt resumé/);
	});
});
