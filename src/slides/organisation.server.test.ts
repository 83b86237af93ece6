import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { act, type Acting, Refused, Stale } from '#database/acting.server.ts';
import { undoChange } from '#history/undo.server.ts';
import { readPagedDeck } from '#meetings/deck.server.ts';
import { freezeMeeting } from '#meetings/freeze.server.ts';
import { readForm } from '#ui/posted.form.ts';
import { demoActor, listActors } from '../../tests/support/actors.ts';
import { testDatabase } from '../../tests/support/database.ts';
import { LOGO_PNG } from '../../tests/support/november-deck.ts';
import { organisationForm } from './organisation.form.ts';
import { changeOrganisation, findLogo, findOrganisation, keepLogo } from './organisation.server.ts';

const db = await testDatabase({ demo: true });
const office = await demoActor(db, 'program-office');
const again = (): Acting => ({ ...office, requestId: crypto.randomUUID() });
const png = Buffer.from(LOGO_PNG, 'base64');
const USUAL = { name: 'KOMBIT', accent: '#0a5a6b', font: null, logo: null };
const OTHER = { name: 'Kommunernes fællesskab', accent: '#7a1f5c', font: 'Georgia', logo: null };

describe('who presents', () => {
	it('is as Overblik looks until somebody says it, and that can be undone', async () => {
		expect(await findOrganisation(db)).toEqual({ ...USUAL, version: 0 });
		const first = again();
		await changeOrganisation(db, first, { ...OTHER, version: 0 });
		expect(await findOrganisation(db)).toEqual({ ...OTHER, version: 1 });
		await undoChange(db, again(), first.requestId);
		expect(await findOrganisation(db)).toEqual({ ...USUAL, version: 0 });
	});

	it('is changed by one of two at once; the other sees both', async () => {
		await changeOrganisation(db, again(), { ...OTHER, version: 0 });
		const late = changeOrganisation(db, again(), { ...USUAL, version: 0 });
		await expect(late).rejects.toBeInstanceOf(Stale);
		await expect(late).rejects.toMatchObject({
			theirs: { version: 1, values: { ...OTHER, logo: '' }, person_name: 'Karoline Birkmose' }
		});
		await changeOrganisation(db, again(), { ...USUAL, version: 1 });
		await expect(changeOrganisation(db, again(), { ...OTHER, version: 1 })).rejects.toBeInstanceOf(Stale);
	});

	it('is for those who run the meetings, in the pages and in the database', async () => {
		const { version } = await findOrganisation(db);
		for (const acting of await listActors(db)) {
			if (acting.person.kind === 'kombit_administrator') continue;
			const refused = expect.objectContaining({ status: 403 });
			await expect(changeOrganisation(db, acting, { ...OTHER, version })).rejects.toEqual(refused);
			await expect(keepLogo(db, acting, png)).rejects.toEqual(refused);
			for (const statement of [
				sql`update organisation set name = 'x'`,
				sql`delete from organisation`,
				sql`insert into logo (fingerprint, type, width, height, bytes) values (encode(sha256('x'), 'hex'), 'image/png', 1, 1, 'x')`
			]) {
				// What nobody may delete is passed over; what nobody may write is refused.
				const tried = act(db, acting, (trx) => statement.execute(trx));
				await tried.catch((problem: unknown) => expect(problem).toEqual(refused));
			}
		}
		expect(await findOrganisation(db)).toEqual({ ...USUAL, version });
		expect(await db.selectFrom('logo').select('type').execute()).toEqual([]);
	}, 60_000);

	it('is read from a form, which says what is wrong', () => {
		const read = (given: Record<string, string>) => {
			const form = new FormData();
			const usual = { version: '0', name: 'KOMBIT', accent: '#0A5A6B', font: '', logo: '' };
			for (const [name, value] of Object.entries({ ...usual, ...given })) form.set(name, value);
			return readForm(organisationForm(null), form);
		};
		expect(read({})).toMatchObject({ ok: true, value: { ...USUAL, version: 0 } });
		expect(read({ accent: '0a5a6b', font: 'Times New Roman' })).toMatchObject({ ok: true });
		for (const [field, value, fault] of [
			['name', ' ', 'required'],
			['name', 'x'.repeat(81), 'too_long:80:81'],
			['accent', '', 'required'],
			['accent', 'grøn', 'bad_colour'],
			['accent', '#ff0', 'too_light'],
			['font', "Arial'; }", 'bad_font'],
			['font', 'x'.repeat(42), 'bad_font'],
			['logo', '../../etc/passwd', 'bad_choice'],
			['version', '-1', 'bad_choice']
		] as const)
			expect(read({ [field]: value }), `${field} ${value}`).toMatchObject({
				ok: false,
				faults: { [field]: fault }
			});
		const faulty = readForm(organisationForm('too_large'), new FormData());
		expect(faulty).toMatchObject({ ok: false, faults: { logo: 'too_large' } });
	});
});

describe('a logo', () => {
	it('is kept once, by its fingerprint, and never changes', async () => {
		const kept = await keepLogo(db, again(), png);
		expect(await keepLogo(db, again(), png)).toEqual(kept);
		if ('fault' in kept) throw new Error(kept.fault);
		expect(await findLogo(db, kept.fingerprint)).toEqual({
			type: 'image/png',
			width: 1,
			height: 1,
			bytes: png
		});
		expect(await findLogo(db, '0'.repeat(64))).toBeNull();
		await expect(sql`update logo set width = 2`.execute(db)).rejects.toThrow('never changes');
		await expect(sql`delete from logo`.execute(db)).rejects.toThrow('never changes');
		expect(await keepLogo(db, again(), Buffer.from('<svg/>'))).toEqual({ fault: 'not_an_image' });
	});

	it('must be one that is kept', async () => {
		const { version } = await findOrganisation(db);
		await expect(
			changeOrganisation(db, again(), { ...OTHER, logo: '0'.repeat(64), version })
		).rejects.toBeInstanceOf(Refused);
	});
});

describe('a frozen deck', () => {
	it('keeps the looks that it was frozen in; frozen anew it takes those of now', async () => {
		const { id: meeting_id } = await db
			.insertInto('meeting')
			.values({ held_on: '2023-11-22', title: 'Møde' })
			.returning('id')
			.executeTakeFirstOrThrow();
		await freezeMeeting(db, again(), meeting_id);
		const looksOf = async (version: number) =>
			(await readPagedDeck(db, { meeting_id, version, language: 'da' }))!.organisation;
		const kept = await keepLogo(db, again(), png);
		if ('fault' in kept) throw new Error(kept.fault);
		const { version } = await findOrganisation(db);
		const changed = again();
		await changeOrganisation(db, changed, { ...OTHER, logo: kept.fingerprint, version });
		expect(await looksOf(1)).toEqual(USUAL);
		expect(await freezeMeeting(db, again(), meeting_id)).toEqual({ version: 2, is_new: true });
		const logo = { type: 'image/png', width: 1, height: 1, base64: LOGO_PNG };
		expect(await looksOf(2)).toEqual({ ...OTHER, logo });
		await undoChange(db, again(), changed.requestId);
		expect(await findOrganisation(db)).toMatchObject(USUAL);
		expect(await looksOf(2)).toEqual({ ...OTHER, logo });
	}, 60_000);
});
