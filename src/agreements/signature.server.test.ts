import { describe, expect, it } from 'vitest';
import { type Acting, Refused, Repeated, Stale } from '#database/acting.server.ts';
import type { SignatureState } from '#database/schema.ts';
import { undoChange } from '#history/undo.server.ts';
import { addDays } from '#language/dates.ts';
import { actorBy, demoActor, listActors } from '../../tests/support/actors.ts';
import { testDatabase } from '../../tests/support/database.ts';
import { listSignatures } from './agreement.server.ts';
import { countStandings, SIGNATURE_STATES } from './agreement.ts';
import type { SignatureChange, SignaturesChange } from './signature.form.ts';
import { findSignature, previewSignatures, signAgreement, signAgreements } from './signature.server.ts';
import { standingOn } from './standing.server.ts';

const db = await testDatabase({ demo: true });
const office = await demoActor(db, 'program-office');
const lead = await demoActor(db, 'project-lead');
const herning = await demoActor(db, 'herning');
const langeland = await demoActor(db, 'langeland');
const { today } = office;

const again = (acting: Acting, formKey: string | null = null): Acting => ({
	...acting,
	requestId: crypto.randomUUID(),
	formKey
});

/** An agreement by its short title, with the version that asks for signatures. */
async function asking(short_title: string) {
	const version = await db
		.selectFrom('agreement')
		.innerJoin('agreement_version as v', 'v.agreement_id', 'agreement.id')
		.where('agreement.short_title', '=', short_title)
		.where('v.is_substantive', '=', true)
		.where('v.sent_on', '<=', today)
		.orderBy('v.position', 'desc')
		.select(['agreement.id', 'v.id as version_id', 'v.sent_on'])
		.executeTakeFirstOrThrow();
	return { ...version, sent_on: version.sent_on! };
}

const gateway = await asking('Gateway tilslutning');

async function formOf(
	code: string,
	changes: Partial<SignatureChange> = {},
	of: { id: number; version_id: number } = gateway
): Promise<SignatureChange> {
	const row = (await rowOf(code, of))!;
	return {
		kommune: code,
		udgave: of.version_id,
		version: row.version,
		tilstand: row.state,
		underskrevet: row.signed_on,
		gaelder_fra: null,
		underskriver: row.signatory,
		titel: row.signatory_title,
		reference: row.reference,
		begrundelse: row.reason,
		...changes
	};
}

const rowOf = (code: string, of: { id: number; version_id: number } = gateway) =>
	findSignature(db, { agreement_id: of.id, version_id: of.version_id, code, today });

async function codesIn(states: SignatureState[], count = 98, version_id = gateway.version_id) {
	const rows = await db
		.selectFrom('signature')
		.where('version_id', '=', version_id)
		.where('state', 'in', states)
		.select(['municipality_code as code', 'version'])
		.orderBy('municipality_code', 'desc')
		.limit(count)
		.execute();
	return rows;
}

const manyOf = (
	valgt: { code: string; version: number }[],
	changes: Partial<SignaturesChange> = {}
): SignaturesChange => ({
	udgave: gateway.version_id,
	valgt,
	tilstand: 'registered',
	underskrevet: today,
	gaelder_fra: null,
	begrundelse: null,
	bekraeftet: true,
	...changes
});

const standings = () =>
	db
		.selectFrom(standingOn(today).as('s'))
		.selectAll()
		.orderBy('agreement_id')
		.orderBy('municipality_code')
		.execute();
const signatures = (version_id = gateway.version_id) =>
	db
		.selectFrom('signature')
		.selectAll()
		.where('version_id', '=', version_id)
		.orderBy('municipality_code')
		.execute()
		.then((rows) => rows.map(({ version: _, ...row }) => row));
const lastChangeOf = (code: string) =>
	db
		.selectFrom('status_change')
		.where('version_id', '=', gateway.version_id)
		.where('municipality_code', '=', code)
		.select(['old_state', 'new_state', 'effective_on', 'note', 'actor_id', 'source'])
		.orderBy('id', 'desc')
		.executeTakeFirstOrThrow();
const faultsOf = async (work: Promise<unknown>) => {
	const problem = await work.then(
		() => null,
		(thrown: unknown) => thrown
	);
	expect(problem).toBeInstanceOf(Refused);
	return (problem as Refused).faults;
};

describe('a signature', () => {
	it('is given in each state, with what goes with it and nothing else, and undone as it was', async () => {
		const [{ code } = { code: '' }] = await codesIn(['sent'], 1);
		const before = await signatures();
		const said = {
			underskriver: 'Inge Holm',
			titel: 'Kommunaldirektør',
			reference: '23/4711',
			begrundelse: 'Vi går i udbud'
		};
		const yesterday = addDays(today, -1);
		const expected = {
			signed: {
				signed_on: yesterday,
				signatory: 'Inge Holm',
				signatory_title: 'Kommunaldirektør',
				reference: '23/4711',
				reason: null
			},
			registered: {
				signed_on: yesterday,
				signatory: 'Inge Holm',
				signatory_title: 'Kommunaldirektør',
				reference: '23/4711',
				reason: null
			},
			declined: {
				signed_on: null,
				signatory: null,
				signatory_title: null,
				reference: null,
				reason: 'Vi går i udbud'
			},
			not_applicable: {
				signed_on: null,
				signatory: null,
				signatory_title: null,
				reference: null,
				reason: 'Vi går i udbud'
			},
			not_sent: { signed_on: null, signatory: null, signatory_title: null, reference: null, reason: null },
			sent: { signed_on: null, signatory: null, signatory_title: null, reference: null, reason: null }
		};
		const requests: Acting[] = [];
		for (const tilstand of SIGNATURE_STATES.toSorted((a, b) => Number(a === 'sent') - Number(b === 'sent'))) {
			const acting = again(office);
			requests.push(acting);
			await signAgreement(
				db,
				acting,
				gateway.id,
				await formOf(code, { ...said, tilstand, underskrevet: yesterday, gaelder_fra: yesterday })
			);
			expect(await rowOf(code), tilstand).toMatchObject({ state: tilstand, ...expected[tilstand] });
			expect(await lastChangeOf(code), tilstand).toMatchObject({
				new_state: tilstand,
				effective_on: yesterday,
				actor_id: office.person.id,
				source: 'web',
				note: expected[tilstand].reason
			});
		}
		for (const { requestId } of requests.reverse()) await undoChange(db, again(office), requestId);
		expect(await signatures()).toEqual(before);
	});

	it('holds from the day it was signed, not from the day it was entered', async () => {
		const [{ code } = { code: '' }] = await codesIn(['sent'], 1);
		const signed_on = addDays(gateway.sent_on, 3);
		const acting = again(lead);
		const change = await formOf(code, { tilstand: 'signed', underskrevet: signed_on });
		await signAgreement(db, acting, gateway.id, change);
		const stood = async (day: string) => {
			const row = await db
				.selectFrom('status_change')
				.where('version_id', '=', gateway.version_id)
				.where('municipality_code', '=', code)
				.where('effective_on', '<=', day)
				.select('new_state')
				.orderBy('effective_on', 'desc')
				.orderBy('id', 'desc')
				.executeTakeFirstOrThrow();
			return row.new_state;
		};
		expect(await stood(addDays(signed_on, -1))).toBe('sent');
		expect(await stood(signed_on)).toBe('signed');
		expect(await stood(today)).toBe('signed');
		await undoChange(db, again(lead), acting.requestId);
		expect(await stood(signed_on)).toBe('sent');
		expect(await stood(today)).toBe('sent');
	});

	it('answers every fault at its field', async () => {
		const sign = async (changes: Partial<SignatureChange>) =>
			faultsOf(signAgreement(db, again(herning), gateway.id, await formOf('657', changes)));
		const tomorrow = addDays(today, 1);
		const early = addDays(gateway.sent_on, -1);
		expect(await sign({ tilstand: 'signed', underskrevet: null })).toEqual({ underskrevet: 'required' });
		expect(await sign({ tilstand: 'registered', underskrevet: null })).toEqual({ underskrevet: 'required' });
		expect(await sign({ tilstand: 'signed', underskrevet: tomorrow })).toEqual({ underskrevet: 'future' });
		expect(await sign({ tilstand: 'signed', underskrevet: early })).toEqual({ underskrevet: 'too_early' });
		expect(await sign({ tilstand: 'sent', gaelder_fra: tomorrow })).toEqual({ gaelder_fra: 'future' });
		expect(await sign({ tilstand: 'sent', gaelder_fra: early })).toEqual({ gaelder_fra: 'too_early' });
		expect(await sign({ tilstand: 'declined', begrundelse: null })).toEqual({ begrundelse: 'required' });
		expect(await sign({ tilstand: 'not_applicable', begrundelse: null })).toEqual({
			begrundelse: 'required'
		});
		// Whether it was sent is KOMBIT's to say.
		expect(await sign({ tilstand: 'not_sent' })).toEqual({ tilstand: 'bad_choice' });
	});

	it('is never asked for on general terms, on a version not sent out, or of an ended agreement', async () => {
		const base = await formOf('657', { tilstand: 'signed', underskrevet: today });
		const terms = await db
			.selectFrom('agreement_version as v')
			.innerJoin('agreement as a', 'a.id', 'v.agreement_id')
			.where('a.kind', '=', 'general_terms')
			.select(['a.id', 'v.id as version_id'])
			.executeTakeFirstOrThrow();
		await expect(
			signAgreement(db, again(office), terms.id, { ...base, udgave: terms.version_id })
		).rejects.toMatchObject({ status: 404 });
		// A version of another agreement.
		await expect(signAgreement(db, again(office), terms.id, base)).rejects.toMatchObject({ status: 404 });
		const ahead = await db
			.selectFrom('agreement_version')
			.where('sent_on', '>', today)
			.select(['agreement_id', 'id'])
			.executeTakeFirstOrThrow();
		await expect(
			signAgreement(db, again(office), ahead.agreement_id, { ...base, udgave: ahead.id })
		).rejects.toMatchObject({ status: 404 });
		await db.updateTable('agreement').set({ ended_on: today }).where('id', '=', gateway.id).execute();
		try {
			expect(await faultsOf(signAgreement(db, again(office), gateway.id, base))).toEqual({
				tilstand: 'closed'
			});
		} finally {
			await db.updateTable('agreement').set({ ended_on: null }).where('id', '=', gateway.id).execute();
		}
	});

	it('on an older version is entered late and counts as older', async () => {
		const sapa = await asking('SAPA DBA');
		const code = (await codesIn(['sent'], 98, sapa.version_id)).map((row) => row.code);
		const all = await listSignatures(db, sapa.id, { today, reader: { municipality_code: null }, filter: {} });
		const lacking = all.find((row) => row.standing === 'sent' && code.includes(row.code))!;
		const { versions } = (await rowOf(lacking.code, sapa))!;
		const older = { id: sapa.id, version_id: versions.at(-1)!.id };
		expect(older.version_id).not.toBe(sapa.version_id);
		const acting = again(office);
		await signAgreement(
			db,
			acting,
			sapa.id,
			await formOf(lacking.code, { tilstand: 'registered', underskrevet: today }, older)
		);
		const now = await listSignatures(db, sapa.id, { today, reader: { municipality_code: null }, filter: {} });
		expect(now.find((row) => row.code === lacking.code)!.standing).toBe('older');
		await undoChange(db, again(office), acting.requestId);
	});

	it('is written by its municipality and KOMBIT’s people on the project, and by nobody else', async () => {
		const { project_id } = await db
			.selectFrom('agreement')
			.where('id', '=', gateway.id)
			.select('project_id')
			.executeTakeFirstOrThrow();
		for (const actor of await listActors(db)) {
			const { kind, municipality_code, project_ids } = actor.person;
			const allowed =
				kind === 'kombit_administrator' ||
				(kind === 'kombit_lead' && project_ids.includes(project_id)) ||
				((kind === 'programleder' || kind === 'klik_administrator') && municipality_code === '657');
			const acting = again(actor);
			const change = await formOf('657', {
				tilstand: 'declined',
				begrundelse: `Af ${kind}`,
				gaelder_fra: today
			});
			const work = signAgreement(db, acting, gateway.id, change);
			if (!allowed) await expect(work, kind).rejects.toMatchObject({ status: 403 });
			else {
				await work;
				await undoChange(db, again(actor), acting.requestId);
			}
		}
		// The lead of other projects only.
		const other = await db
			.selectFrom('access')
			.innerJoin('project_lead', 'project_lead.person_id', 'access.person_id')
			.where('access.kind', '=', 'kombit_lead')
			.where('access.person_id', 'not in', (eb) =>
				eb.selectFrom('project_lead').select('person_id').where('project_id', '=', project_id)
			)
			.select('access.id')
			.executeTakeFirst();
		if (other)
			await expect(
				signAgreement(db, again(await actorBy(db, other.id)), gateway.id, await formOf('657'))
			).rejects.toMatchObject({ status: 403 });
		await expect(signAgreement(db, again(langeland), gateway.id, await formOf('657'))).rejects.toMatchObject({
			status: 403
		});
	});

	it('that changed meanwhile says how it stands and who left it so', async () => {
		const seen = await formOf('657', { tilstand: 'signed', underskrevet: today, underskriver: 'Inge Holm' });
		const first = again(office);
		await signAgreement(db, first, gateway.id, {
			...seen,
			tilstand: 'declined',
			begrundelse: 'Ringet i dag'
		});
		const problem = await signAgreement(db, again(herning), gateway.id, seen).catch(
			(thrown: unknown) => thrown
		);
		expect(problem).toBeInstanceOf(Stale);
		expect((problem as Stale).theirs).toMatchObject({
			person_name: office.person.name,
			version: seen.version + 1,
			values: { tilstand: 'declined', begrundelse: 'Ringet i dag', underskrevet: '', underskriver: '' }
		});
		await undoChange(db, again(office), first.requestId);
	});
});

describe('many signatures', () => {
	it('are registered in one act and undone exactly, with every standing of every agreement', async () => {
		const [rows, before] = [await standings(), await signatures()];
		const valgt = await codesIn(['sent'], 20);
		const acting = again(lead);
		const planned = await previewSignatures(db, acting, gateway.id, manyOf(valgt));
		expect(await signatures()).toEqual(before);
		const outcome = await signAgreements(db, acting, gateway.id, manyOf(valgt));
		expect(outcome).toEqual(planned);
		expect(outcome.changes).toHaveLength(20);
		expect(outcome.left).toEqual([]);
		const count = async () =>
			countStandings(
				await listSignatures(db, gateway.id, { today, reader: { municipality_code: null }, filter: {} })
			);
		expect((await count()).registered).toBe(
			rows.filter((row) => row.agreement_id === gateway.id && row.standing === 'registered').length + 20
		);
		for (const { code } of valgt)
			expect(await rowOf(code)).toMatchObject({ state: 'registered', signed_on: today, signatory: null });
		await undoChange(db, again(lead), acting.requestId);
		expect(await standings()).toEqual(rows);
		expect(await signatures()).toEqual(before);
	});

	it('are restored exactly whatever was chosen and whatever it was brought to', async () => {
		const [rows, before] = [await standings(), await signatures()];
		const fc = await import('fast-check');
		const all = (await codesIn([...SIGNATURE_STATES])).map(({ code }) => code);
		await fc.assert(
			fc.asyncProperty(
				fc.uniqueArray(fc.constantFrom(...all), { minLength: 1, maxLength: 98 }),
				fc.constantFrom(...SIGNATURE_STATES),
				fc.integer({ min: 0, max: 20 }),
				async (codes, tilstand, back) => {
					const seen = await codesIn([...SIGNATURE_STATES]);
					const valgt = seen.filter(({ code }) => codes.includes(code));
					const day = addDays(today, -back);
					const acting = again(office);
					const outcome = await signAgreements(
						db,
						acting,
						gateway.id,
						manyOf(valgt, { tilstand, underskrevet: day, gaelder_fra: day, begrundelse: 'Aftalt' })
					);
					expect(outcome.changes.length + outcome.left.length).toBe(codes.length);
					for (const { why } of outcome.left) expect(why).toBe('same');
					if (outcome.changes.length > 0) await undoChange(db, again(office), acting.requestId);
					expect(await signatures()).toEqual(before);
					expect(await standings()).toEqual(rows);
				}
			),
			{ numRuns: 25 }
		);
	}, 120_000);

	it('leave by name what changed, stands so already or was never asked, and write the rest', async () => {
		const before = await signatures();
		const [a, b, c, d] = await codesIn(['sent'], 4);
		const [signed] = await codesIn(['registered', 'signed'], 1);
		const quick = again(office);
		await signAgreement(
			db,
			quick,
			gateway.id,
			await formOf(b!.code, { tilstand: 'declined', begrundelse: 'Ringede nej' })
		);
		await db
			.deleteFrom('signature')
			.where('version_id', '=', gateway.version_id)
			.where('municipality_code', '=', d!.code)
			.execute();
		const acting = again(lead);
		const already = (await rowOf(signed!.code))!.state;
		const outcome = await signAgreements(
			db,
			acting,
			gateway.id,
			manyOf([a!, b!, c!, d!, signed!], { tilstand: already })
		);
		expect(outcome.changes.map(({ key }) => key).toSorted()).toEqual([a!.code, c!.code].toSorted());
		expect(Object.fromEntries(outcome.left.map(({ key, why }) => [key, why]))).toEqual({
			[b!.code]: 'changed',
			[d!.code]: 'outside',
			[signed!.code]: 'same'
		});
		for (const { name } of outcome.left) expect(name).toMatch(/^[A-ZÆØÅ]/);
		await undoChange(db, again(lead), acting.requestId);
		await undoChange(db, again(office), quick.requestId);
		await db
			.insertInto('signature')
			.values({ version_id: gateway.version_id, municipality_code: d!.code, state: 'sent' })
			.execute();
		expect(await signatures()).toEqual(before);
	});

	it('leave a row that somebody changes between looking and writing', async () => {
		const [a, b] = await codesIn(['sent'], 2);
		const gate = Promise.withResolvers<void>();
		const held = Promise.withResolvers<void>();
		const other = db.transaction().execute(async (trx) => {
			await trx
				.updateTable('signature')
				.set({ reference: 'i mellemtiden' })
				.where('version_id', '=', gateway.version_id)
				.where('municipality_code', '=', a!.code)
				.execute();
			held.resolve();
			await gate.promise;
		});
		await held.promise;
		const acting = again(office);
		const work = signAgreements(db, acting, gateway.id, manyOf([a!, b!]));
		await new Promise((done) => setTimeout(done, 300));
		gate.resolve();
		await other;
		const outcome = await work;
		expect(outcome.changes.map(({ key }) => key)).toEqual([b!.code]);
		expect(outcome.left).toMatchObject([{ key: a!.code, why: 'changed' }]);
		await undoChange(db, again(office), acting.requestId);
		await db
			.updateTable('signature')
			.set({ reference: null })
			.where('version_id', '=', gateway.version_id)
			.where('municipality_code', '=', a!.code)
			.execute();
	});

	it('are one’s own only: a municipality is told which rows are not, and refused where none is', async () => {
		const own = { code: '657', version: (await rowOf('657'))!.version };
		const foreign = { code: '482', version: (await rowOf('482'))!.version };
		await expect(signAgreements(db, again(herning), gateway.id, manyOf([foreign]))).rejects.toMatchObject({
			status: 403
		});
		const wish = { tilstand: 'declined' as const, begrundelse: 'Ikke nu' };
		const acting = again(herning);
		const outcome = await signAgreements(db, acting, gateway.id, manyOf([own, foreign], wish));
		expect(outcome.changes.map(({ key }) => key)).toEqual(['657']);
		expect(outcome.left).toMatchObject([{ key: '482', why: 'not_allowed' }]);
		await undoChange(db, again(herning), acting.requestId);
	});

	it('change once when the form is sent twice', async () => {
		const valgt = await codesIn(['sent'], 3);
		const key = crypto.randomUUID();
		const acting = again(office, key);
		await signAgreements(db, acting, gateway.id, manyOf(valgt));
		await expect(signAgreements(db, again(office, key), gateway.id, manyOf(valgt))).rejects.toBeInstanceOf(
			Repeated
		);
		await undoChange(db, again(office), acting.requestId);
	});

	it('keep who signed, and lose it with the signature', async () => {
		const [one] = await codesIn(['sent'], 1);
		const first = again(office);
		await signAgreement(
			db,
			first,
			gateway.id,
			await formOf(one!.code, { tilstand: 'signed', underskrevet: today, underskriver: 'Inge Holm' })
		);
		const row = async () => ({ code: one!.code, version: (await rowOf(one!.code))!.version });
		const second = again(office);
		await signAgreements(db, second, gateway.id, manyOf([await row()]));
		expect(await rowOf(one!.code)).toMatchObject({ state: 'registered', signatory: 'Inge Holm' });
		const third = again(office);
		await signAgreements(db, third, gateway.id, manyOf([await row()], { tilstand: 'sent' }));
		expect(await rowOf(one!.code)).toMatchObject({ state: 'sent', signatory: null, signed_on: null });
		for (const { requestId } of [third, second, first]) await undoChange(db, again(office), requestId);
	});
});
