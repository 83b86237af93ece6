import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Acting, Refused, Repeated, Stale } from '#database/acting.server.ts';
import { undoChange } from '#history/undo.server.ts';
import { mayEditGroup, mayMakeGroup } from '#people/may.ts';
import { demoActor, listActors } from '../../tests/support/actors.ts';
import { testDatabase } from '../../tests/support/database.ts';
import {
	changeGroup,
	changeMembers,
	findGroup,
	listGroupPages,
	listProjectsToGroup,
	listToTick,
	makeGroup,
	removeGroup
} from './group.server.ts';
import { readPlaces, slugOf } from './group.ts';
import { municipalityFilter } from './municipality.form.ts';
import { findMunicipalities, listGroups } from './municipality.server.ts';

const db = await testDatabase({ demo: true });
const office = await demoActor(db, 'program-office');
const lead = await demoActor(db, 'project-lead');
const herning = await demoActor(db, 'herning');
const langeland = await demoActor(db, 'langeland');
const all = await db.selectFrom('municipality').select(['code', 'name']).execute();
const fresh = (acting: Acting): Acting => ({ ...acting, requestId: randomUUID() });
const none = { kind: undefined, note: null, kommune: [] as string[], indsat: null };
const of = (acting: Acting, slug: string) => findGroup(db, slug, { person_id: acting.person.id });
const codesOf = async (acting: Acting, slug: string) =>
	(await of(acting, slug)).members.map(({ code }) => code).toSorted();
const gateway = await db
	.selectFrom('project')
	.select('id')
	.where('slug', '=', 'gateway')
	.executeTakeFirstOrThrow();

async function everything() {
	const [groups, members] = await Promise.all([
		db.selectFrom('municipality_group').selectAll().orderBy('id').execute(),
		db
			.selectFrom('municipality_group_member')
			.selectAll()
			.orderBy('group_id')
			.orderBy('municipality_code')
			.execute()
	]);
	return { groups: groups.map((group) => ({ ...group, version: null })), members };
}

async function undone(acting: Acting, work: (own: Acting) => Promise<unknown>) {
	const before = await everything();
	const own = fresh(acting);
	await work(own);
	expect(await everything()).not.toEqual(before);
	await undoChange(db, fresh(acting), own.requestId);
	expect(await everything()).toEqual(before);
}

describe('a pasted list', () => {
	it.each([
		['Aarhus', '751'],
		['Århus', '751'],
		['aarhus kommune', '751'],
		['Københavns Kommune', '101'],
		['Odense Kommune', '461'],
		['751', '751'],
		['0751', '751'],
		['751 Aarhus', '751'],
		['Høje Taastrup', '169'],
		['  Læsø  ', '825'],
		['Vesthimmerlands', '820']
	])('knows %s', (text, code) => {
		expect(readPlaces(text, all)).toEqual({ codes: [code], unknown: [] });
	});

	it('tells what it does not know, line by line, and loses nothing of the rest', () => {
		expect(readPlaces('Herning, Odense\r\n\nÅrslev;Langeland\n999\n751 Odense\tHerning\n', all)).toEqual({
			codes: ['657', '461', '482'],
			unknown: [
				{ line: 3, text: 'Årslev' },
				{ line: 4, text: '999' },
				{ line: 5, text: '751 Odense' }
			]
		});
	});

	it('knows all 98 by name, by code and as a municipality, whatever stands between them', () => {
		fc.assert(
			fc.property(
				fc.shuffledSubarray(all),
				fc.constantFrom('\n', ', ', ';', '\t'),
				fc.constantFrom('name', 'code', 'long'),
				(some, between, how) => {
					const text = some
						.map(({ code, name }) => (how === 'name' ? name : how === 'code' ? code : `${name} Kommune`))
						.join(between);
					expect(readPlaces(text, all)).toEqual({ codes: some.map(({ code }) => code), unknown: [] });
				}
			)
		);
	});

	it('never fails, whatever is pasted', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary' }), (text) => {
				readPlaces(text, all);
			})
		);
	});
});

describe('the address of a group', () => {
	it.each([
		['Bølge 2 (Fyn)', 'boelge-2-fyn'],
		['Åben & ærlig', 'aaben-aerlig'],
		['Region', 'gruppe-region'],
		['???', 'gruppe'],
		['§ 7', '7']
	])('of %s is %s', (name, slug) => {
		expect(slugOf(name)).toBe(slug);
	});

	it('can be filtered by, whatever the name', () => {
		fc.assert(
			fc.property(fc.string({ minLength: 1, maxLength: 120, unit: 'binary' }), (name) => {
				expect(municipalityFilter.shape.gruppe.safeParse(slugOf(name)).success).toBe(true);
			})
		);
	});
});

describe('making a group', () => {
	it('gives one’s own to oneself alone, and it filters at once', async () => {
		const slug = await makeGroup(db, fresh(herning), {
			...none,
			name: 'Naboerne',
			for: 'own',
			kind: 'pilot',
			kommune: ['657', '615'],
			indsat: 'Ikast-Brande\nHolstebro kommune'
		});
		expect(slug).toBe('naboerne');
		expect(await codesOf(herning, slug)).toEqual(['615', '657', '661', '756']);
		expect(await of(herning, slug)).toMatchObject({
			kind: 'own',
			owner_id: herning.person.id,
			project_id: null,
			version: 1
		});
		for (const other of [langeland, office]) {
			await expect(of(other, slug)).rejects.toMatchObject({ status: 404 });
			const list = await listGroupPages(db, { person_id: other.person.id });
			expect(list.map((group) => group.slug)).not.toContain(slug);
		}
		const groups = await listGroups(db, { person_id: herning.person.id });
		expect(groups.find((group) => group.slug === slug)?.members.toSorted()).toEqual([
			'615',
			'657',
			'661',
			'756'
		]);
		const { shown } = await findMunicipalities(db, {
			today: herning.today,
			person_id: herning.person.id,
			filter: municipalityFilter.parse({ gruppe: slug })
		});
		expect(shown).toBe(4);
	});

	it('of the same name twice gives two addresses', async () => {
		const [first, second] = await Promise.all(
			[herning, langeland].map((acting) =>
				makeGroup(db, fresh(acting), { ...none, name: 'Bølge ét', for: 'own' })
			)
		);
		expect([first, second].toSorted()).toEqual(['boelge-et', 'boelge-et-2']);
	});

	it('is for whom the rule says, for every kind of access: one’s own, a project’s, everyone’s', async () => {
		for (const acting of await listActors(db)) {
			const { person } = acting;
			for (const [wish, group] of [
				['own', { project_id: null, owner_id: person.id }],
				['all', { project_id: null, owner_id: null }],
				[String(gateway.id), { project_id: gateway.id, owner_id: null }]
			] as const) {
				const answer = await makeGroup(db, fresh(acting), { ...none, name: 'Rettens', for: wish }).then(
					() => 200,
					({ status }: { status?: number }) => status
				);
				const may = mayMakeGroup(person) && mayEditGroup(person, group);
				expect(answer, `${person.kind} ${wish}`).toBe(may ? 200 : 403);
			}
		}
	});

	it('for a project offers the projects one may edit', async () => {
		const offered = await listProjectsToGroup(db, { actor: lead.person, today: lead.today });
		expect(offered.map(({ id }) => id).toSorted()).toEqual(lead.person.project_ids.toSorted());
		expect(await listProjectsToGroup(db, { actor: herning.person, today: herning.today })).toEqual([]);
	});

	it('refuses lines it does not know and codes that are none, and makes nothing', async () => {
		const before = await everything();
		const make = async (members: object) => {
			const problem = await makeGroup(db, fresh(herning), {
				...none,
				...members,
				name: 'Fejl',
				for: 'own'
			}).catch((thrown: unknown) => thrown);
			expect(problem).toBeInstanceOf(Refused);
			return (problem as Refused).faults;
		};
		expect(await make({ indsat: 'Herning\nAtlantis' })).toEqual({ indsat: 'unknown_lines' });
		expect(await make({ kommune: ['999'] })).toEqual({ kommune: 'bad_choice' });
		expect(await everything()).toEqual(before);
		await expect(
			makeGroup(db, fresh(office), { ...none, name: 'Fejl', for: '999999' })
		).rejects.toBeInstanceOf(Refused);
	});

	it('sent twice makes one, and is undone with its members', async () => {
		const own = { ...fresh(herning), formKey: randomUUID() };
		const given = { ...none, name: 'Én gang', for: 'own', kommune: ['657'] };
		await makeGroup(db, own, given);
		await expect(makeGroup(db, { ...own, requestId: randomUUID() }, given)).rejects.toBeInstanceOf(Repeated);
		await undoChange(db, fresh(herning), own.requestId);
		await expect(of(herning, 'en-gang')).rejects.toMatchObject({ status: 404 });
	});
});

describe('changing a group', () => {
	it('renames it without moving its address, and never over a colleague’s words', async () => {
		const slug = await makeGroup(db, fresh(office), {
			...none,
			name: 'Første bølge',
			for: 'all',
			kind: 'wave'
		});
		const { version } = await of(office, slug);
		await undone(office, (own) =>
			changeGroup(db, own, slug, { version, name: 'Bølge 1', kind: 'pilot', note: 'Fra uge 2.' })
		);
		const now = await of(office, slug);
		await changeGroup(db, fresh(office), slug, {
			version: now.version,
			name: 'Bølge 1',
			kind: 'pilot',
			note: 'Fra uge 2.'
		});
		expect(await of(herning, slug)).toMatchObject({
			slug,
			name: 'Bølge 1',
			kind: 'pilot',
			note: 'Fra uge 2.'
		});
		const problem = await changeGroup(db, fresh(office), slug, {
			version: now.version,
			name: 'Bølge A',
			note: null
		}).catch((thrown: unknown) => thrown);
		expect(problem).toBeInstanceOf(Stale);
		expect((problem as Stale).theirs).toMatchObject({
			values: { name: 'Bølge 1', kind: 'pilot', note: 'Fra uge 2.' },
			version: now.version + 1,
			person_name: office.person.name
		});
		await expect(
			changeGroup(db, fresh(herning), slug, { version: now.version + 1, name: 'Min', note: null })
		).rejects.toMatchObject({ status: 403 });
	});

	it('keeps what a colleague ticked meanwhile', async () => {
		const slug = await makeGroup(db, fresh(office), {
			...none,
			name: 'Fælles',
			for: 'all',
			kommune: ['657', '461']
		});
		const before = await codesOf(office, slug);
		await changeMembers(db, fresh(office), slug, { before, kommune: [...before, '482'], indsat: null });
		await changeMembers(db, fresh(office), slug, { before, kommune: ['657'], indsat: 'Aarhus' });
		expect(await codesOf(office, slug)).toEqual(['482', '657', '751']);
		await undone(office, (own) =>
			changeMembers(db, own, slug, { before: ['482', '657', '751'], kommune: [], indsat: null })
		);
		await expect(
			changeMembers(db, fresh(herning), slug, { before: [], kommune: ['657'], indsat: null })
		).rejects.toMatchObject({ status: 403 });
	});

	it('takes it away with its members, and brings all of it back', async () => {
		const slug = await makeGroup(db, fresh(langeland), {
			...none,
			name: 'Øer',
			for: 'own',
			kommune: ['482', '741', '825']
		});
		const { version } = await of(langeland, slug);
		await undone(langeland, (own) => removeGroup(db, own, slug, { version }));
		// What came back is a new version: a form from before it went is stale.
		await expect(removeGroup(db, fresh(langeland), slug, { version })).rejects.toBeInstanceOf(Stale);
		await expect(removeGroup(db, fresh(herning), slug, { version })).rejects.toMatchObject({ status: 404 });
		await removeGroup(db, fresh(langeland), slug, await of(langeland, slug));
		await expect(of(langeland, slug)).rejects.toMatchObject({ status: 404 });
	});

	it('in any number of ways and back again leaves all as it was', async () => {
		const slug = await makeGroup(db, fresh(herning), {
			...none,
			name: 'Prøve',
			for: 'own',
			kommune: ['657']
		});
		const codes = fc.subarray(all.slice(0, 20).map(({ code }) => code));
		await fc.assert(
			fc.asyncProperty(fc.array(codes, { minLength: 1, maxLength: 5 }), async (steps) => {
				const before = await everything();
				const done: Acting[] = [];
				for (const kommune of steps) {
					const own = fresh(herning);
					const was = await codesOf(herning, slug);
					await changeMembers(db, own, slug, { before: was, kommune, indsat: null });
					expect(await codesOf(herning, slug)).toEqual(kommune.toSorted());
					if (was.join() !== kommune.toSorted().join()) done.push(own);
				}
				for (const { requestId } of done.toReversed()) await undoChange(db, fresh(herning), requestId);
				expect(await everything()).toEqual(before);
			}),
			{ numRuns: 15 }
		);
	}, 60_000);
});

describe('ticking', () => {
	it('offers each of the 98 once, under its region of the day', async () => {
		for (const [today, regions] of [
			['2023-11-23', 5],
			['2027-01-01', 4]
		] as const) {
			const offered = await listToTick(db, { today });
			expect(offered).toHaveLength(regions);
			const codes = offered.flatMap((region) => region.municipalities.map(({ code }) => code));
			expect(codes.toSorted()).toEqual(all.map(({ code }) => code).toSorted());
		}
	});
});
