import fc from 'fast-check';
import type { Transaction } from 'kysely';
import { listPlaces } from '#municipalities/municipality.server.ts';
import { listStandings } from '#municipalities/duties.server.ts';
import { describe, expect, it } from 'vitest';
import { testDatabase } from '../../tests/support/database.ts';
import type { Database } from '#database/connection.server.ts';
import type { DB, SignatureState } from '#database/schema.ts';
import {
	findAgreement,
	listAgreements,
	listCalls,
	listEndedAgreements,
	listMissingCounts,
	listSignatures
} from './agreement.server.ts';
import { agreementFilter, signatureFilter, type SignatureFilter } from './agreement.form.ts';
import {
	arrangeSignatures,
	audienceOf,
	countStandings,
	isMissing,
	missingOf,
	standingHref,
	STANDINGS
} from './agreement.ts';

const demo = await testDatabase({ demo: true });
const empty = await testDatabase();

const today = '2023-11-23';
const KOMBIT = { municipality_code: null };
const HERNING = { municipality_code: '657' };
const CODES = ['101', '657', '482', '461', '851'];
const every = agreementFilter.parse({});
const agreements = (db: Database) => listAgreements(db, { today, municipality_code: null, filter: every });
const rowsOf = (
	db: Database,
	id: number,
	filter: SignatureFilter = {},
	reader: typeof HERNING | typeof KOMBIT = KOMBIT
) => listSignatures(db, id, { today, reader, filter });

async function idOf(db: Database, short_title: string): Promise<number> {
	const row = await db
		.selectFrom('agreement')
		.select('id')
		.where('short_title', '=', short_title)
		.executeTakeFirstOrThrow();
	return row.id;
}

describe('the agreements of the demo world', () => {
	it('lack 57 of 98 signatures on Gateway', async () => {
		const gateway = (await agreements(demo)).find((one) => one.project_slug === 'gateway' && one.counts);
		expect(gateway).toMatchObject({ kind: 'accession', missing: 57, audience: 98 });
		expect((await listMissingCounts(demo, { today }))[0]).toMatchObject({
			project_short_name: 'Gateway',
			missing: 57,
			audience: 98
		});
	});

	it('have standings that add up to their audience', async () => {
		const listed = await agreements(demo);
		expect(listed.length).toBeGreaterThanOrEqual(12);
		for (const { title, counts, audience, missing } of listed) {
			if (!counts) continue;
			expect(audienceOf(counts), title).toBe(audience);
			expect(missingOf(counts), title).toBe(missing);
		}
		expect((await listMissingCounts(demo, { today })).map(({ id, missing }) => [id, missing])).toEqual(
			expect.arrayContaining(listed.filter((one) => one.missing).map(({ id, missing }) => [id, missing]))
		);
	});

	it('show as many rows as each of their counts says', async () => {
		for (const { id, title, counts } of await agreements(demo)) {
			if (!counts) continue;
			for (const standing of [...STANDINGS, 'missing' as const]) {
				const { searchParams } = new URL(standingHref(id, standing), 'http://overblik.invalid');
				const filter = signatureFilter.parse(Object.fromEntries(searchParams));
				const { rows } = arrangeSignatures(await rowsOf(demo, id, filter), {
					filter,
					municipality_code: null
				});
				const count = standing === 'missing' ? missingOf(counts) : counts[standing];
				expect(rows, `${title}: ${standing}`).toHaveLength(count);
			}
		}
	});

	it('split over the regions of the day without losing anyone', async () => {
		const id = await idOf(demo, 'Gateway tilslutning');
		const { regions } = await listPlaces(demo, { today, person_id: 0 });
		expect(regions).toHaveLength(5);
		const parts = await Promise.all(
			regions.map(async ({ slug }) => {
				const filter = { region: slug };
				return arrangeSignatures(await rowsOf(demo, id, filter), { filter, municipality_code: null }).rows
					.length;
			})
		);
		expect(parts.reduce((sum, part) => sum + part)).toBe(57);
		const later = await listPlaces(demo, { today: '2027-01-01', person_id: 0 });
		expect(later.regions.map(({ slug }) => slug)).toContain('oestdanmark');
	});

	it('count a signature on v3.2 as older only while v3.3 asks', async () => {
		const id = await idOf(demo, 'SAPA DBA');
		const now = countStandings(await rowsOf(demo, id));
		expect(now).toMatchObject({ older: 24, sent: 5, declined: 2 });
		for (const row of (await rowsOf(demo, id)).filter((one) => one.standing === 'older'))
			expect(row.held?.label).toBe('Bilag A v3.2');
		const before = await listSignatures(demo, id, { today: '2023-09-19', reader: KOMBIT, filter: {} });
		expect(countStandings(before).older).toBe(0);
		expect(countStandings(before).signed).toBeGreaterThan(now.signed);
	});

	it('ask nobody to sign an editorial version', async () => {
		const id = await idOf(demo, 'KY DBA');
		const { versions, asking_id } = await findAgreement(demo, id, today);
		expect(versions.map(({ label, is_substantive }) => [label, is_substantive])).toEqual([
			['v2.1', false],
			['v2.0', true]
		]);
		expect(asking_id).toBe(versions[1]?.id);
		const before = await listSignatures(demo, id, { today: '2023-06-11', reader: KOMBIT, filter: {} });
		expect(countStandings(await rowsOf(demo, id))).toEqual(countStandings(before));
	});

	it('list those missing in Danish order', async () => {
		const { compare } = new Intl.Collator('da');
		for (const short_title of ['Gateway tilslutning', 'AULA DBA']) {
			const names = (await rowsOf(demo, await idOf(demo, short_title))).map((row) => row.name);
			expect(names).toEqual(names.toSorted(compare));
			expect(names.slice(-3)).toEqual(['Aabenraa', 'Aalborg', 'Aarhus']);
		}
	});

	it('keep the new term of Borgerblikket as a plan and the Gateway DBA as not sent', async () => {
		const listed = await agreements(demo);
		const blik = listed.find((one) => one.project_slug === 'borgerblikket' && one.kind === 'accession');
		expect(blik?.next).toMatchObject({
			certainty: 'tentative',
			notice_on: '2024-04-01',
			review_on: '2024-05-01',
			review_closed_on: '2024-06-01',
			sent_on: '2024-08-15',
			deadline_on: '2024-11-01',
			phone_round_on: '2024-12-01',
			all_in_on: '2024-12-31'
		});
		const dba = listed.find((one) => one.project_slug === 'gateway' && one.kind === 'data_processing');
		expect(dba).toMatchObject({ counts: null, missing: null, label: null });
		const { relatives } = await findAgreement(demo, dba!.id, today);
		expect(relatives).toMatchObject([{ is_parent: true, counts: { sent: 57 } }]);
	});

	it('tell a municipality what it has yet to sign, as its own standing says', async () => {
		const own = await listAgreements(demo, { today, ...HERNING, filter: every });
		const owed = own.filter((one) => one.own && isMissing(one.own)).map((one) => one.id);
		const standings = await listStandings(demo, { municipality_code: HERNING.municipality_code, today });
		const listed = standings.filter((one) => isMissing(one.standing)).map((one) => one.id);
		expect(listed.toSorted()).toEqual(owed.toSorted());
		const filtered = await listAgreements(demo, { today, ...HERNING, filter: { ...every, vores: true } });
		expect(filtered.map((one) => one.id).toSorted()).toEqual(owed.toSorted());
	});

	it('show names to all, but addresses, references and notes to KOMBIT and to the municipality itself only', async () => {
		for (const short_title of ['Gateway tilslutning', 'SAPA DBA']) {
			const id = await idOf(demo, short_title);
			for (const row of await rowsOf(demo, id, {}, HERNING)) {
				const secrets = [
					row.held?.reference,
					row.contact?.email,
					row.contact?.phone,
					row.last_follow_up?.note
				];
				if (row.contact) expect(row.contact.name).not.toBe('');
				if (row.code === HERNING.municipality_code) expect(row.contact?.email).toContain('@');
				else expect(secrets.filter(Boolean), row.name).toEqual([]);
			}
			expect((await rowsOf(demo, id)).some((row) => row.contact?.phone)).toBe(true);
		}
	});

	it('put the municipality untouched for longest on top of the phone list', async () => {
		const id = await idOf(demo, 'SAPA DBA');
		const calls = await listCalls(demo, id, { today, filter: {} });
		const days = calls.map((call) => call.touched_on);
		expect(days).toEqual(days.toSorted());
		const missing = (await rowsOf(demo, id)).filter(
			(row) => row.standing && isMissing(row.standing) && row.sent_on
		);
		expect(calls.map((call) => call.name).toSorted()).toEqual(missing.map((row) => row.name).toSorted());
	});

	it('find a municipality however it is spelt', async () => {
		const id = await idOf(demo, 'Gateway tilslutning');
		const found = async (q: string) =>
			(await rowsOf(demo, id, { q })).filter((row) => row.matches).map((row) => row.name);
		expect(await found('Århus')).toEqual(['Aarhus']);
		expect(await found('høje taastrup')).toEqual(['Høje-Taastrup']);
		expect(await found('%')).toHaveLength(98);
		expect(await found('b_rnholm')).toEqual([]);
	});

	it('are not found under an id that nobody has', async () => {
		await expect(findAgreement(demo, 2_147_483_647, today)).rejects.toMatchObject({ status: 404 });
	});
});

describe('agreements of a small world', () => {
	it('never ask for a signature on general terms', async () => {
		await undone(empty, async (trx) => {
			const id = await makeAgreement(trx, 'general_terms', [
				{ substantive: true, sent: true, states: ['sent', 'signed'] }
			]);
			expect(await listMissingCounts(trx, { today })).toEqual([]);
			expect(await agreements(trx)).toMatchObject([{ id, counts: null, missing: null }]);
			expect(await listStandings(trx, { municipality_code: '101', today })).toEqual([]);
		});
	});

	it('leave the list when they end and stay as they stood on their last day', async () => {
		await undone(empty, async (trx) => {
			const id = await makeAgreement(trx, 'accession', [
				{ substantive: true, sent: true, states: ['sent', 'signed'] }
			]);
			await trx.updateTable('agreement').set({ ended_on: today }).where('id', '=', id).execute();
			expect(await agreements(trx)).toEqual([]);
			expect(await listMissingCounts(trx, { today })).toEqual([]);
			expect(await listEndedAgreements(trx, { today, filter: every })).toMatchObject([
				{ id, last: { audience: 2, signed: 1 } }
			]);
			expect(await findAgreement(trx, id, today)).toMatchObject({ day: '2023-11-22' });
			expect(countStandings(await rowsOf(trx, id))).toMatchObject({ signed: 1, sent: 1 });
		});
	});

	const anyState = fc.constantFrom<SignatureState>(
		'not_sent',
		'sent',
		'signed',
		'registered',
		'declined',
		'not_applicable'
	);
	const anyVersion = fc.record({
		substantive: fc.boolean(),
		sent: fc.boolean(),
		states: fc.array(anyState, { maxLength: CODES.length })
	});

	it('have standings that add up to the audience of the version that asks', async () => {
		await fc.assert(
			fc.asyncProperty(fc.array(anyVersion, { minLength: 1, maxLength: 4 }), async (versions) => {
				await undone(empty, async (trx) => {
					const id = await makeAgreement(trx, 'data_processing', versions);
					const asking = versions.findLast((one) => one.substantive && one.sent);
					const [listed] = await agreements(trx);
					const counts = countStandings(await rowsOf(trx, id));
					expect(audienceOf(counts)).toBe(asking?.states.length ?? 0);
					expect(listed?.audience ?? 0).toBe(asking?.states.length ?? 0);
					if (listed?.counts) expect(listed.counts).toEqual(counts);
					// Only a signature on an earlier version makes someone 'older'.
					const first = versions.indexOf(asking!);
					for (const [index, code] of CODES.slice(0, asking?.states.length ?? 0).entries()) {
						const { standing } = (await rowsOf(trx, id)).find((row) => row.code === code)!;
						const signed = (one: (typeof versions)[number]) =>
							['signed', 'registered'].includes(one.states[index] ?? '');
						if (standing === 'older') expect(versions.slice(0, first).some(signed)).toBe(true);
						if (versions.slice(first).some(signed))
							expect(['signed', 'registered', 'not_applicable']).toContain(standing);
					}
				});
			}),
			{ numRuns: 25 }
		);
	});

	it('ask nobody again when an editorial version follows', async () => {
		await undone(empty, async (trx) => {
			const id = await makeAgreement(trx, 'data_processing', [
				{ substantive: true, sent: true, states: ['signed', 'registered'] },
				{ substantive: false, sent: true, states: [] }
			]);
			expect(countStandings(await rowsOf(trx, id))).toMatchObject({
				signed: 1,
				registered: 1,
				older: 0,
				sent: 0
			});
			expect(await listMissingCounts(trx, { today })).toEqual([]);
		});
	});

	it('show a group someone made for themselves to them alone', async () => {
		await undone(empty, async (trx) => {
			const person = await trx
				.insertInto('person')
				.values({ name: 'Dorthe Hedelund', email: 'dorthe@herning.example' })
				.returning('id')
				.executeTakeFirstOrThrow();
			const group = await trx
				.insertInto('municipality_group')
				.values({ slug: 'mine', name: 'Mine naboer', kind: 'own', owner_id: person.id })
				.returning('id')
				.executeTakeFirstOrThrow();
			await trx
				.insertInto('municipality_group_member')
				.values({ group_id: group.id, municipality_code: '657' })
				.execute();
			expect((await listPlaces(trx, { today, person_id: person.id })).groups).toHaveLength(1);
			expect((await listPlaces(trx, { today, person_id: person.id + 1 })).groups).toEqual([]);
		});
	});
});

interface VersionMade {
	substantive: boolean;
	sent: boolean;
	states: SignatureState[];
}

/** An agreement whose versions follow each other by a month; their states go to the first of CODES. */
async function makeAgreement(
	trx: Transaction<DB>,
	kind: 'accession' | 'data_processing' | 'general_terms',
	versions: VersionMade[]
): Promise<number> {
	const project = await trx
		.insertInto('project')
		.values({
			slug: 'gateway',
			name: 'Fælleskommunal Gateway',
			short_name: 'Gateway',
			summary: '',
			position: 1
		})
		.returning('id')
		.executeTakeFirstOrThrow();
	const agreement = await trx
		.insertInto('agreement')
		.values({ project_id: project.id, kind, title: 'Aftale, Gateway', short_title: 'Gateway' })
		.returning('id')
		.executeTakeFirstOrThrow();
	for (const [index, { substantive, sent, states }] of versions.entries()) {
		const version = await trx
			.insertInto('agreement_version')
			.values({
				agreement_id: agreement.id,
				label: `v${index + 1}`,
				position: index,
				is_substantive: substantive,
				sent_on: sent ? `2023-0${index + 1}-01` : null
			})
			.returning('id')
			.executeTakeFirstOrThrow();
		const signatures = states.map((state, at) => ({
			version_id: version.id,
			municipality_code: CODES[at]!,
			state,
			signed_on: state === 'signed' || state === 'registered' ? `2023-0${index + 1}-15` : null,
			reason: state === 'declined' || state === 'not_applicable' ? 'Bruger ikke løsningen' : null
		}));
		if (signatures.length) await trx.insertInto('signature').values(signatures).execute();
	}
	return agreement.id;
}

/** Lets a test write what it likes and takes it all back. */
async function undone(db: Database, work: (trx: Transaction<DB>) => Promise<void>): Promise<void> {
	const enough = new Error('enough');
	await db
		.transaction()
		.execute(async (trx) => {
			await work(trx);
			throw enough;
		})
		.catch((problem: unknown) => {
			if (problem !== enough) throw problem;
		});
}
