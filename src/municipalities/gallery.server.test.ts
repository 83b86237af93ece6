import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { type Acting, Stale } from '#database/acting.server.ts';
import { undoChange } from '#history/undo.server.ts';
import { mayAdminister } from '#people/may.ts';
import { demoActor, listActors } from '../../tests/support/actors.ts';
import { testDatabase } from '../../tests/support/database.ts';
import { GALLERY_CHOICES, ROLE_STANDING_SLUGS, ROLE_STANDINGS } from './gallery.ts';
import {
	addHolder,
	addNewHolder,
	endHolding,
	findGallery,
	listPossibleHolders,
	listRoleGallery,
	makePrimary,
	markBounced
} from './gallery.server.ts';

const db = await testDatabase({ demo: true });
const herning = await demoActor(db, 'herning');
const office = await demoActor(db, 'program-office');
const langeland = await demoActor(db, 'langeland');
const { today } = herning;
const municipality_code = '657';
const again = (acting: Acting): Acting => ({ ...acting, requestId: crypto.randomUUID() });

async function holdersOf(slug: string) {
	const roles = await listRoleGallery(db, { municipality_code, today, contacts: true });
	return roles.find((role) => role.slug === slug)!.holders;
}
/** A role of Herning with exactly two holders, both of them new. */
async function twoHolders(role_slug: string) {
	await db
		.updateTable('role_holder')
		.set({ held_until: '2023-11-01' })
		.where('municipality_code', '=', municipality_code)
		.where('role_slug', '=', role_slug)
		.where('held_until', 'is', null)
		.execute();
	const possible = await listPossibleHolders(db, { municipality_code });
	const [a, b] = [possible[0]!.id, possible[1]!.id];
	await addHolder(db, again(herning), { municipality_code, role_slug, person_id: a, is_primary: false });
	await addHolder(db, again(herning), { municipality_code, role_slug, person_id: b, is_primary: false });
	return { a, b };
}

describe('the role gallery of the 98', () => {
	it('has counts for each role that add up to the municipalities, each with exactly its rows', async () => {
		for (const region of [undefined, 'midtjylland']) {
			const found = await findGallery(db, { today, region });
			expect(found.total).toBe(region ? 19 : 98);
			for (const { slug, counts } of found.roles) {
				expect(ROLE_STANDINGS.reduce((sum, standing) => sum + counts[standing], 0)).toBe(found.total);
				for (const choice of GALLERY_CHOICES) {
					const { rows, chosen } = await findGallery(db, { today, region, role: slug, choice });
					const standing = ROLE_STANDINGS.find((one) => ROLE_STANDING_SLUGS[one] === choice);
					expect(rows, `${slug} ${choice}`).toHaveLength(
						standing ? counts[standing] : found.total - counts.empty
					);
					if (standing) expect(rows.every(({ cells }) => cells[chosen!]!.standing === standing)).toBe(true);
				}
			}
		}
	}, 60_000);

	it('lists for a state without a role the municipalities where some role stands so', async () => {
		const { rows } = await findGallery(db, { today, choice: 'afvist' });
		const all = (await findGallery(db, { today })).rows;
		expect(rows.map(({ code }) => code)).toEqual(
			all.filter(({ cells }) => cells.some(({ standing }) => standing === 'bounced')).map(({ code }) => code)
		);
		expect(rows.length).toBeGreaterThan(0);
	});

	it('says of each role in each municipality what SQL says', async () => {
		const { roles, rows } = await findGallery(db, { today });
		const { rows: held } = await sql<{ code: string; slug: string; standing: string }>`
			select m.code, r.slug, case when count(h.id) = 0 then 'empty' when bool_or(h.bounced_on is not null) then 'bounced'
				when count(h.id) = 1 then 'single' else 'several' end as standing
			from municipality m cross join role r left join role_holder h on h.municipality_code = m.code
				and h.role_slug = r.slug and h.held_from <= ${today} and (h.held_until is null or h.held_until > ${today})
			group by m.code, r.slug`.execute(db);
		const told = new Map(held.map(({ code, slug, standing }) => [`${code} ${slug}`, standing]));
		for (const { code, cells } of rows)
			for (const [at, { standing }] of cells.entries())
				expect(standing).toBe(told.get(`${code} ${roles[at]!.slug}`));
	});

	it('shows an empty role, a bouncing address and a municipality that hangs on one person', async () => {
		const { roles, alone } = await findGallery(db, { today });
		for (const standing of ROLE_STANDINGS)
			expect(
				roles.some(({ counts }) => counts[standing] > 0),
				standing
			).toBe(true);
		const { rows } = await findGallery(db, { today, alone: true });
		expect(rows.map(({ name }) => name)).toEqual(['Læsø']);
		expect(alone).toBe(1);
	});
});

describe('the holders of a role', () => {
	it('have exactly one primary: the first, whoever is made it, and the next when it ends', async () => {
		const { a, b } = await twoHolders('systemejer');
		const primary = async () => (await holdersOf('systemejer')).filter(({ is_primary }) => is_primary);
		expect(await primary()).toMatchObject([{ person_id: a }]);
		const second = (await holdersOf('systemejer')).find(({ person_id }) => person_id === b)!;
		const acting = again(herning);
		await makePrimary(db, acting, { municipality_code, id: second.id, version: second.version });
		expect(await primary()).toMatchObject([{ person_id: b }]);
		await undoChange(db, again(herning), acting.requestId);
		expect(await primary()).toMatchObject([{ person_id: a }]);
		const first = (await holdersOf('systemejer')).find(({ person_id }) => person_id === a)!;
		await endHolding(db, again(herning), { municipality_code, id: first.id, version: first.version });
		expect(await holdersOf('systemejer')).toMatchObject([{ person_id: b, is_primary: true }]);
	});

	it('keep one primary though two make theirs at the same moment', async () => {
		const { a, b } = await twoHolders('superbruger');
		const holders = await holdersOf('superbruger');
		const idOf = (person_id: number) => holders.find((holder) => holder.person_id === person_id)!;
		await makePrimary(db, again(herning), { municipality_code, ...idOf(b) });
		const fresh = await holdersOf('superbruger');
		const make = (acting: Acting, person_id: number) => {
			const { id, version } = fresh.find((holder) => holder.person_id === person_id)!;
			return makePrimary(db, again(acting), { municipality_code, id, version });
		};
		await Promise.allSettled([make(herning, a), make(office, b), make(office, a)]);
		expect((await holdersOf('superbruger')).filter(({ is_primary }) => is_primary)).toHaveLength(1);
	});

	it('are added once, ended, marked as bouncing and repaired', async () => {
		const { a } = await twoHolders('oekonomiansvarlig');
		await expect(
			addHolder(db, again(herning), {
				municipality_code,
				role_slug: 'oekonomiansvarlig',
				person_id: a,
				is_primary: false
			})
		).rejects.toMatchObject({ faults: { person_id: 'holds_it' } });
		const [holder] = await holdersOf('oekonomiansvarlig');
		const change = { municipality_code, id: holder!.id, version: holder!.version };
		await markBounced(db, again(herning), { ...change, bounces: true });
		expect((await holdersOf('oekonomiansvarlig'))[0]).toMatchObject({ bounced_on: today });
		await expect(markBounced(db, again(office), { ...change, bounces: false })).rejects.toMatchObject({
			name: 'Stale'
		});
		const [now] = await holdersOf('oekonomiansvarlig');
		await markBounced(db, again(office), { ...change, version: now!.version, bounces: false });
		expect((await holdersOf('oekonomiansvarlig'))[0]).toMatchObject({ bounced_on: null });
	});

	it('can be somebody new, who gets no access by it', async () => {
		const fresh = {
			municipality_code,
			role_slug: 'aftaleansvarlig',
			is_primary: true,
			name: 'Ny Jurist',
			email: 'ny.jurist@herning.example',
			title: null,
			phone: null
		};
		await addNewHolder(db, again(herning), fresh);
		expect(await holdersOf('aftaleansvarlig')).toContainEqual(
			expect.objectContaining({ name: 'Ny Jurist', is_primary: true })
		);
		const accesses = await db
			.selectFrom('access')
			.innerJoin('person', 'person.id', 'person_id')
			.where('email', '=', fresh.email)
			.select('access.id')
			.execute();
		expect(accesses).toEqual([]);
		await expect(
			addNewHolder(db, again(herning), { ...fresh, email: 'NY.jurist@herning.example' })
		).rejects.toMatchObject({ faults: { email: 'email_taken' } });
	});

	it('that were added by mistake are gone when that is undone, and are back when the undoing is', async () => {
		const before = await holdersOf('aftaleansvarlig');
		const fresh = {
			municipality_code,
			role_slug: 'aftaleansvarlig',
			is_primary: true,
			name: 'Fejl Tastet',
			email: `fejl.${crypto.randomUUID()}@herning.example`,
			title: null,
			phone: '1'
		};
		const adding = again(herning);
		await addNewHolder(db, adding, fresh);
		const found = () =>
			db.selectFrom('person').where('email', '=', fresh.email).select(['id', 'name', 'phone']).execute();
		const [added] = await found();
		const undoing = again(herning);
		await undoChange(db, undoing, adding.requestId);
		expect(await found()).toEqual([]);
		expect(await holdersOf('aftaleansvarlig')).toMatchObject(
			before.map(({ name, is_primary }) => ({ name, is_primary }))
		);
		await undoChange(db, again(herning), undoing.requestId);
		expect(await found()).toEqual([added]);
		expect(await holdersOf('aftaleansvarlig')).toContainEqual(
			expect.objectContaining({ name: 'Fejl Tastet', is_primary: true })
		);
	});

	it('stay once they are somebody: who has a task is not taken back', async () => {
		const adding = again(herning);
		const email = `snart.${crypto.randomUUID()}@herning.example`;
		await addNewHolder(db, adding, {
			municipality_code,
			role_slug: 'aftaleansvarlig',
			is_primary: false,
			name: 'Snart Travl',
			email,
			title: null,
			phone: null
		});
		const { id } = await db
			.selectFrom('person')
			.where('email', '=', email)
			.select('id')
			.executeTakeFirstOrThrow();
		const { task_id } = await db
			.selectFrom('task_state')
			.where('municipality_code', '=', municipality_code)
			.select('task_id')
			.executeTakeFirstOrThrow();
		await db
			.updateTable('task_state')
			.set({ responsible_id: id })
			.where('task_id', '=', task_id)
			.where('municipality_code', '=', municipality_code)
			.execute();
		await expect(undoChange(db, again(herning), adding.requestId)).rejects.toThrow(Stale);
		expect((await holdersOf('aftaleansvarlig')).map(({ name }) => name)).toContain('Snart Travl');
	});

	it('are changed by nobody but the administrators of the place', async () => {
		const possible = await listPossibleHolders(db, { municipality_code });
		const person_id = possible.at(-1)!.id;
		for (const acting of await listActors(db)) {
			const allowed = mayAdminister(acting.person, municipality_code);
			const [holder] = await holdersOf('klik_administrator');
			const change = { municipality_code, id: holder!.id, version: holder!.version };
			const attempts = [
				() => markBounced(db, again(acting), { ...change, bounces: true }),
				() =>
					addHolder(db, again(acting), {
						municipality_code,
						role_slug: 'klik_administrator',
						person_id,
						is_primary: false
					})
			];
			for (const attempt of attempts) {
				const outcome = await attempt().then(
					() => 'done',
					(problem: { status?: number; name?: string }) => problem.status ?? problem.name
				);
				if (allowed) expect(['done', 'Refused']).toContain(outcome);
				else expect(outcome, acting.person.kind).toBe(403);
			}
		}
	});

	it('of another municipality cannot be reached by their number', async () => {
		const [holder] = await holdersOf('programleder');
		await expect(
			endHolding(db, langeland, { municipality_code: '482', id: holder!.id, version: holder!.version })
		).rejects.toMatchObject({ status: 404 });
	});

	it('must belong to the place', async () => {
		await expect(
			addHolder(db, again(herning), {
				municipality_code,
				role_slug: 'superbruger',
				person_id: langeland.person.id,
				is_primary: false
			})
		).rejects.toMatchObject({ faults: { person_id: 'bad_choice' } });
	});
});
