import { sql } from 'kysely';
import { describe, expect, it, onTestFinished } from 'vitest';
import { act, type Acting, Refused, Repeated } from '#database/acting.server.ts';
import { lookBack } from '#database/connection.server.ts';
import { findChanges, findDeck, freezeMeeting, listDecks, readAsKnownNow } from './freeze.server.ts';
import { spokenLine } from '#slides/sentences.ts';
import { canonicalJson, hashOf, readSnapshot } from '#slides/snapshot.server.ts';
import { readPagedDeck } from './deck.server.ts';
import { demoActor, listActors } from '../../tests/support/actors.ts';
import { testDatabase } from '../../tests/support/database.ts';

const db = await testDatabase({ demo: true });
const office = await demoActor(db, 'program-office');
const again = (): Acting => ({ ...office, requestId: crypto.randomUUID() });

async function meetingOn(held_on: string): Promise<number> {
	const { id } = await db
		.insertInto('meeting')
		.values({ held_on, title: `Møde ${held_on}` })
		.returning('id')
		.executeTakeFirstOrThrow();
	return id;
}

const { id: october } = await db
	.selectFrom('meeting')
	.where('held_on', '=', '2023-10-26')
	.select('id')
	.executeTakeFirstOrThrow();
const { id: november } = await db
	.selectFrom('meeting')
	.where('held_on', '=', '2023-11-23')
	.select('id')
	.executeTakeFirstOrThrow();

describe('the demo', () => {
	it('has the figures of October and November frozen as the pages of those days show them', async () => {
		const [first, second] = await Promise.all([
			findDeck(db, { meeting_id: october }),
			findDeck(db, { meeting_id: november })
		]);
		const day = '2023-10-26';
		const then = await readSnapshot(lookBack(db, { day, known: 'then', present: office.today }), day);
		expect({ ...first.snapshot!, meeting: null, since: null, organisation: null }).toEqual(then);
		expect(first).toMatchObject({ version: 1, trouble: null, is_demo: true, figures_on: day });
		expect(second.snapshot!.since).toMatchObject({ meeting_id: october, hash: first.hash });
		expect(second.snapshot!.meeting!.agenda.filter(({ parent_id }) => parent_id === null)).toHaveLength(7);
	});

	it('tells in November what has changed since October, counted from what is known of October by then', async () => {
		const { projects, corrected } = await findChanges(db, {
			meeting_id: november,
			version: 1,
			corrected: false,
			today: office.today,
			language: 'da'
		});
		const lines = projects.flatMap(({ sentences }) => sentences.map(spokenLine));
		expect(corrected.map(spokenLine)).toContain(
			'Rettelse til tallene fra 26. okt. 2023: Gateway tilslutning: 66 → 64 mangler underskrift'
		);
		expect(lines).toContain('Gateway tilslutning: 64 → 57 mangler underskrift');
		expect(lines).toContain('DUBU: 12 nye opgaver');
	});
});

describe('what becomes known after the figures were frozen', () => {
	it('is a correction of them and no change', async () => {
		const ask = { meeting_id: october, version: 1, today: office.today, language: 'da' as const };
		const told = async () => (await findChanges(db, { ...ask, corrected: true })).corrected.map(spokenLine);
		const before = await told();
		const row = await db
			.selectFrom('signature')
			.innerJoin('agreement_version as version', 'version.id', 'signature.version_id')
			.innerJoin('agreement', 'agreement.id', 'version.agreement_id')
			.where('agreement.short_title', '=', 'Gateway tilslutning')
			.where('signature.state', '=', 'sent')
			.orderBy('signature.municipality_code')
			.select(['signature.version_id', 'signature.municipality_code'])
			.executeTakeFirstOrThrow();
		await act(
			db,
			again(),
			(trx) =>
				trx
					.updateTable('signature')
					.set({ state: 'signed', signed_on: '2023-10-20', signatory: 'x', signatory_title: 'y' })
					.where('version_id', '=', row.version_id)
					.where('municipality_code', '=', row.municipality_code)
					.execute(),
			{ effective_on: '2023-10-20' }
		);
		const corrected = await told();
		expect(before).toContain(
			'Rettelse til tallene fra 26. okt. 2023: Gateway tilslutning: 66 → 64 mangler underskrift'
		);
		expect(corrected.filter((line) => !before.includes(line))).toEqual([
			'Rettelse til tallene fra 26. okt. 2023: Gateway tilslutning: 66 → 63 mangler underskrift',
			expect.stringMatching(/Gateway tilslutning: 3 kommuner har underskrevet: /)
		]);
		// The deck of November stays as it was frozen; frozen anew, it tells the correction apart from the changes.
		const was = await findChanges(db, { ...ask, meeting_id: november, corrected: false });
		expect(was.corrected.map(spokenLine)).toEqual(before);
		await freezeMeeting(db, again(), november);
		const is = await findChanges(db, { ...ask, meeting_id: november, version: 2, corrected: false });
		expect(is.corrected.map(spokenLine)).toEqual(corrected);
		const lines = is.projects.flatMap(({ sentences }) => sentences.map(spokenLine));
		expect(lines).toContain('Gateway tilslutning: 63 → 56 mangler underskrift');
		expect(await readAsKnownNow(db, { figures_on: '2023-10-26', today: office.today })).toEqual(
			(await findDeck(db, { meeting_id: november })).snapshot!.since!.corrected
		);
	}, 60_000);
});

describe('to freeze', () => {
	it('makes one version, and none where nothing has changed since', async () => {
		const meeting_id = await meetingOn('2023-11-01');
		expect(await freezeMeeting(db, again(), meeting_id)).toEqual({ version: 1, is_new: true });
		expect(await freezeMeeting(db, again(), meeting_id)).toEqual({ version: 1, is_new: false });
		expect(await listDecks(db, meeting_id)).toHaveLength(1);
	});

	it('is done once however often its form is sent, and once by two at the same moment', async () => {
		const meeting_id = await meetingOn('2023-11-02');
		const formKey = crypto.randomUUID();
		await freezeMeeting(db, { ...again(), formKey }, meeting_id);
		await expect(freezeMeeting(db, { ...again(), formKey }, meeting_id)).rejects.toBeInstanceOf(Repeated);
		const other = await meetingOn('2023-11-03');
		const made = await Promise.all(
			[again(), again(), again()].map((acting) => freezeMeeting(db, acting, other))
		);
		expect(made.filter(({ is_new }) => is_new)).toHaveLength(1);
		expect(await listDecks(db, other)).toHaveLength(1);
	}, 60_000);

	it('makes a new version after a change and leaves the old one as it was', async () => {
		const meeting_id = await meetingOn('2023-11-04');
		await freezeMeeting(db, again(), meeting_id);
		const before = await findDeck(db, { meeting_id, version: 1 });
		await db.updateTable('meeting').set({ title: 'Nyt navn' }).where('id', '=', meeting_id).execute();
		expect(await freezeMeeting(db, again(), meeting_id)).toEqual({ version: 2, is_new: true });
		expect(await findDeck(db, { meeting_id, version: 1 })).toEqual(before);
		expect((await findDeck(db, { meeting_id })).snapshot!.meeting!.title).toBe('Nyt navn');
	});

	it('leaves nothing where it is cut off in the middle', async () => {
		const meeting_id = await meetingOn('2023-11-05');
		await sql`create function cut_off() returns trigger language plpgsql as 'begin raise exception ''cut off''; end'`.execute(
			db
		);
		await sql`create trigger cut_off after insert on deck for each row execute function cut_off()`.execute(
			db
		);
		onTestFinished(async () => {
			await sql`drop function if exists cut_off cascade`.execute(db);
		});
		const formKey = crypto.randomUUID();
		await expect(freezeMeeting(db, { ...again(), formKey }, meeting_id)).rejects.toThrow('cut off');
		expect(await listDecks(db, meeting_id)).toEqual([]);
		await sql`drop function cut_off cascade`.execute(db);
		// The form was not taken in: sent again, it freezes.
		expect(await freezeMeeting(db, { ...again(), formKey }, meeting_id)).toEqual({
			version: 1,
			is_new: true
		});
	});

	it('is for those who run the meetings, in the pages and in the database', async () => {
		const meeting_id = await meetingOn('2023-11-06');
		for (const acting of await listActors(db)) {
			if (acting.person.kind === 'kombit_administrator') continue;
			await expect(freezeMeeting(db, acting, meeting_id), acting.person.kind).rejects.toMatchObject({
				status: 403
			});
			await expect(
				act(db, acting, (trx) =>
					trx
						.insertInto('deck')
						.values({
							meeting_id,
							version: 1,
							figures_on: acting.today,
							frozen_at: acting.now,
							frozen_by: acting.person.id,
							format: 1,
							content: '{}',
							hash: sql`sha256('{}')`
						})
						.execute()
				),
				acting.person.kind
			).rejects.toMatchObject({ status: 403 });
		}
		expect(await listDecks(db, meeting_id)).toEqual([]);
	}, 60_000);

	it('takes no day to come, none before all that is known, and no meeting that is not there', async () => {
		const meeting_id = await meetingOn('2023-11-07');
		await expect(freezeMeeting(db, again(), meeting_id, { figures_on: '2023-11-24' })).rejects.toBeInstanceOf(
			Refused
		);
		await expect(freezeMeeting(db, again(), meeting_id, { figures_on: '1999-01-01' })).rejects.toBeInstanceOf(
			Refused
		);
		await expect(freezeMeeting(db, again(), 2_147_483_647)).rejects.toMatchObject({ status: 404 });
	});

	it('takes the figures of an earlier day as they were known then', async () => {
		const meeting_id = await meetingOn('2023-11-08');
		await freezeMeeting(db, again(), meeting_id, { figures_on: '2023-10-26' });
		const [late, then] = await Promise.all([
			findDeck(db, { meeting_id }),
			findDeck(db, { meeting_id: october })
		]);
		expect(late.snapshot!.agreements).toEqual(then.snapshot!.agreements);
		expect(late.snapshot!.tasks).toEqual(then.snapshot!.tasks);
	});
});

describe('what is frozen', () => {
	it('is changed and removed by nobody, the owner of the database among them', async () => {
		await expect(sql`update deck set frozen_at = now()`.execute(db)).rejects.toThrow('never changes');
		await expect(sql`delete from deck`.execute(db)).rejects.toThrow('never changes');
		await expect(act(db, again(), (trx) => sql`delete from deck`.execute(trx))).rejects.toMatchObject({
			status: 403
		});
	});

	it('is not shown where it no longer fits its hash', async () => {
		const meeting_id = await meetingOn('2023-11-09');
		await freezeMeeting(db, again(), meeting_id);
		await sql`alter table deck disable trigger never_changes`.execute(db);
		onTestFinished(async () => {
			await sql`alter table deck enable trigger never_changes`.execute(db);
		});
		await expect(
			sql`update deck set content = replace(content, '"sent"', '"signed"') where meeting_id = ${meeting_id}`.execute(
				db
			)
		).rejects.toThrow('deck_hash_fits');
		await sql`alter table deck drop constraint deck_hash_fits`.execute(db);
		await sql`update deck set content = replace(content, '"sent"', '"signed"') where meeting_id = ${meeting_id}`.execute(
			db
		);
		expect(await findDeck(db, { meeting_id })).toMatchObject({ trouble: 'changed', snapshot: null });
		expect(await listDecks(db, meeting_id)).toMatchObject([{ is_whole: false }]);
	});
});

describe('what was frozen in the first format', () => {
	it('is read as it was, and compared with as any other', async () => {
		const [before, after] = [await meetingOn('2023-11-21'), await meetingOn('2023-11-22')];
		await freezeMeeting(db, again(), before);
		const { snapshot } = await findDeck(db, { meeting_id: before });
		expect(snapshot!.meeting).toMatchObject({ place: null, link: null, polls: [] });
		// Format 1 knew neither who presents, nor the place, nor the meeting's own polls.
		const content = canonicalJson(
			JSON.parse(JSON.stringify(snapshot), (key, value: unknown) => {
				if (key === 'format') return 1;
				if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
				const unknown = 'agenda' in value ? ['place', 'link', 'polls'] : ['organisation'];
				return Object.fromEntries(Object.entries(value).filter(([name]) => !unknown.includes(name)));
			})
		);
		const stored = {
			format: 1,
			content,
			hash: hashOf(content),
			frozen_at: office.now,
			figures_on: office.today
		};
		await db
			.insertInto('deck')
			.values({ meeting_id: before, version: 2, ...stored })
			.execute();

		const read = await findDeck(db, { meeting_id: before, version: 2 });
		expect(read.trouble).toBeNull();
		expect(read.snapshot).toEqual({ ...snapshot, organisation: null });
		const deck = await readPagedDeck(db, { meeting_id: before, version: 2, language: 'da' });
		expect(deck?.organisation).toEqual({ name: 'KOMBIT', accent: '#0a5a6b', font: null, logo: null });
		await freezeMeeting(db, again(), after);
		const { since: compared } = (await findDeck(db, { meeting_id: after })).snapshot!;
		expect(compared).toMatchObject({ meeting_id: before, version: 2, corrected: null });

		await db
			.insertInto('deck')
			.values({ meeting_id: before, version: 3, ...stored, format: 99 })
			.execute();
		expect(await findDeck(db, { meeting_id: before })).toMatchObject({ trouble: 'format', snapshot: null });
	}, 60_000);
});
