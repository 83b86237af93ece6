import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { type Acting, Refused, Repeated, Stale } from '#database/acting.server.ts';
import type { DatePrecision } from '#database/schema.ts';
import { undoChange } from '#history/undo.server.ts';
import { addDays } from '#language/dates.ts';
import { mayEditProject } from '#people/may.ts';
import { demoActor, listActors } from '../../tests/support/actors.ts';
import { testDatabase } from '../../tests/support/database.ts';
import type { MilestoneGiven } from './milestone.form.ts';
import { addMilestone, changeMilestone, removeMilestone } from './milestone.server.ts';
import { addPart, changeBasics, changePart, type PartTable, removePart, stepPart } from './part.server.ts';
import { MILESTONE_KINDS, PRECISIONS, PROJECT_STATES } from './project.ts';
import { findProject } from './project.server.ts';
import { correctStatus, giveStatus, reviewStatus } from './status.server.ts';

const db = await testDatabase({ demo: true });
const office = await demoActor(db, 'program-office');
const lead = await demoActor(db, 'project-lead');
const { today } = office;
const fresh = (acting: Acting): Acting => ({ ...acting, requestId: randomUUID() });
const find = (slug = 'gateway') => findProject(db, slug, today);

const late = {
	state: 'late' as const,
	reason: 'Leverandøren er bagud.',
	next_step: 'Ny plan den 1. december.',
	owner: 'Rasmus Tornbjerg',
	review_on: addDays(today, 14),
	effective_on: null
};

const golive: MilestoneGiven = {
	title: 'Prøvedrift',
	kind: 'trial',
	certainty: 'planned',
	precision: 'day',
	starts_on: addDays(today, 30),
	ends_on: null,
	starts_at: null,
	ends_at: null,
	note: null
};

/** All that stands of a project in the tables that are written here, without the versions that only count changes. */
async function everything(slug = 'gateway') {
	const { rows } = await sql<Record<string, unknown>>`
		select to_jsonb(project) - 'version' as project,
			(select jsonb_agg(to_jsonb(s) - 'version' order by s.id) from project_status s where s.project_id = project.id) as statuses,
			(select jsonb_agg(to_jsonb(m) - 'version' order by m.id) from milestone m where m.project_id = project.id) as milestones,
			(select jsonb_agg(to_jsonb(v) order by v.id) from milestone_move v join milestone m on m.id = v.milestone_id
				where m.project_id = project.id) as moves,
			(select jsonb_agg(to_jsonb(r) - 'version' order by r.id) from readiness_item r where r.project_id = project.id) as readiness,
			(select jsonb_agg(to_jsonb(c) - 'version' order by c.id) from project_contact c where c.project_id = project.id) as contacts,
			(select jsonb_agg(to_jsonb(l) - 'version' order by l.id) from project_link l where l.project_id = project.id) as links
		from project where slug = ${slug}
	`.execute(db);
	return rows[0];
}

async function refusedBy(work: Promise<unknown>): Promise<Record<string, string>> {
	const problem = await work.then(
		() => null,
		(thrown: unknown) => thrown
	);
	if (problem instanceof Refused) return problem.faults;
	throw problem ?? new Error('it was taken in');
}

async function staleBy(work: Promise<unknown>) {
	const problem = await work.then(
		() => null,
		(thrown: unknown) => thrown
	);
	if (problem instanceof Stale) return problem.theirs;
	throw problem ?? new Error('it was taken in');
}

/** Does something, undoes it, and expects all to be as before. */
async function undone(acting: Acting, work: (own: Acting) => Promise<unknown>, slug?: string) {
	const before = await everything(slug);
	const own = fresh(acting);
	await work(own);
	const after = await everything(slug);
	expect(after).not.toEqual(before);
	await undoChange(db, fresh(acting), own.requestId);
	expect(await everything(slug)).toEqual(before);
}

describe('who may write a project', () => {
	it('is the programme office and its own lead, nobody else, in every function', async () => {
		const gateway = await find();
		const milestone = gateway.milestones[0]!;
		const acts: ((acting: Acting) => Promise<unknown>)[] = [
			(acting) =>
				giveStatus(db, acting, 'gateway', { ...late, version: -1 }).catch((problem: unknown) => {
					if (!(problem instanceof Stale)) throw problem;
				}),
			(acting) =>
				reviewStatus(db, acting, 'gateway', { version: -1, review_on: today }).catch((problem: unknown) => {
					if (!(problem instanceof Stale)) throw problem;
				}),
			(acting) =>
				correctStatus(db, acting, 'gateway', { ...late, id: 1, version: -1 }).catch((problem: unknown) => {
					if (!(problem instanceof Stale)) throw problem;
				}),
			(acting) => addMilestone(db, acting, 'gateway', golive),
			(acting) =>
				changeMilestone(db, acting, 'gateway', {
					...golive,
					id: milestone.id,
					version: -1,
					reason: 'x'
				}).catch((problem: unknown) => {
					if (!(problem instanceof Stale)) throw problem;
				}),
			(acting) =>
				removeMilestone(db, acting, 'gateway', { id: milestone.id, version: -1 }).catch(
					(problem: unknown) => {
						if (!(problem instanceof Stale)) throw problem;
					}
				),
			(acting) => addPart(db, acting, 'gateway', 'readiness_item', { title: 'Punkt', state: 'waiting' }),
			(acting) => addPart(db, acting, 'gateway', 'project_contact', { name: 'Ny kontakt' }),
			(acting) => addPart(db, acting, 'gateway', 'project_link', { title: 'Nyt', kind: 'page' }),
			(acting) =>
				changeBasics(db, acting, 'gateway', { ...gateway, ended_on: null, version: -1 }).catch(
					(problem: unknown) => {
						if (!(problem instanceof Stale)) throw problem;
					}
				)
		];
		for (const acting of await listActors(db)) {
			for (const work of acts) {
				const answer = await work(fresh(acting)).then(
					() => 200,
					({ status }: { status?: number }) => status
				);
				expect(answer, acting.person.kind).toBe(mayEditProject(acting.person, gateway.id) ? 200 : 403);
			}
		}
	});

	it('does not hold for the lead of another project, nor for rows of another project', async () => {
		const other = await find('sygesikring');
		expect(lead.person.project_ids).not.toContain(other.id);
		await expect(giveStatus(db, fresh(lead), 'sygesikring', { ...late, version: 0 })).rejects.toMatchObject({
			status: 403
		});
		await expect(giveStatus(db, fresh(lead), 'findes-ikke', { ...late, version: 0 })).rejects.toMatchObject({
			status: 404
		});
		const { id, version } = other.milestones[0]!;
		expect(
			await staleBy(changeMilestone(db, fresh(lead), 'gateway', { ...golive, id, version, reason: 'x' }))
		).toBeNull();
		expect(await staleBy(removeMilestone(db, fresh(lead), 'gateway', { id, version }))).toBeNull();
		const contact = other.contacts[0]!;
		expect(await staleBy(removePart(db, fresh(lead), 'gateway', 'project_contact', contact))).toBeNull();
		expect((await find('sygesikring')).milestones).toEqual(other.milestones);
	});
});

describe('a status', () => {
	it('becomes the present one, with the earlier ones as its history', async () => {
		const before = (await find()).statuses;
		await giveStatus(db, fresh(lead), 'gateway', { ...late, version: before[0]?.id ?? 0 });
		const { statuses } = await find();
		expect(statuses.length).toBe(before.length + 1);
		expect(statuses[0]).toMatchObject({ ...late, effective_on: today, version: 1, is_demo: false });
		expect(statuses.slice(1)).toEqual(before);
	});

	it.each(PROJECT_STATES.filter((state) => state !== 'on_plan' && state !== 'unknown'))(
		'%s asks for reason, next step, owner and review day, each at its field',
		async (state) => {
			const version = (await find()).statuses[0]?.id ?? 0;
			const bare = { ...late, state, version, reason: null, next_step: null, owner: null, review_on: null };
			expect(await refusedBy(giveStatus(db, fresh(lead), 'gateway', bare))).toEqual({
				reason: 'required',
				next_step: 'required',
				owner: 'required',
				review_on: 'required'
			});
		}
	);

	it('on plan or unknown needs no words', async () => {
		for (const state of ['on_plan', 'unknown'] as const) {
			const version = (await find()).statuses[0]?.id ?? 0;
			await giveStatus(db, fresh(lead), 'gateway', {
				state,
				version,
				reason: null,
				next_step: null,
				owner: null,
				review_on: null,
				effective_on: null
			});
			expect((await find()).statuses[0]?.state).toBe(state);
		}
	});

	it('holds from today or earlier, and is reviewed today or later', async () => {
		const version = (await find()).statuses[0]?.id ?? 0;
		const give = (change: object) =>
			refusedBy(giveStatus(db, fresh(lead), 'gateway', { ...late, version, ...change }));
		expect(await give({ effective_on: addDays(today, 1) })).toEqual({ effective_on: 'future' });
		expect(await give({ review_on: addDays(today, -1) })).toEqual({ review_on: 'past' });
		expect(await give({ review_on: '9999-12-31' })).toEqual({ review_on: 'far_date' });
		expect(await give({ effective_on: '0001-01-01' })).toEqual({ effective_on: 'far_date' });
	});

	it('given over one that a colleague gave meanwhile is stopped and told theirs', async () => {
		const version = (await find()).statuses[0]?.id ?? 0;
		await giveStatus(db, fresh(office), 'gateway', { ...late, version, reason: 'Kontoret kom først.' });
		const theirs = await staleBy(
			giveStatus(db, fresh(lead), 'gateway', { ...late, version, reason: 'Min begrundelse.' })
		);
		const newest = (await find()).statuses[0]!;
		expect(theirs).toMatchObject({
			values: { state: 'late', reason: 'Kontoret kom først.', effective_on: today },
			version: newest.id,
			person_name: office.person.name
		});
		expect(newest.reason).toBe('Kontoret kom først.');
		await giveStatus(db, fresh(lead), 'gateway', { ...late, version: newest.id, reason: 'Min begrundelse.' });
		expect((await find()).statuses[0]?.reason).toBe('Min begrundelse.');
	});

	it('that is reviewed is given again as of today, and is no longer stale', async () => {
		const [slug, old] = await (async () => {
			const row = await db
				.selectFrom('project_status')
				.innerJoin('project', 'project.id', 'project_status.project_id')
				.select(['slug', 'project_status.id'])
				.where('state', '=', 'late')
				.where('slug', '=', 'gateway')
				.orderBy('effective_on', 'desc')
				.orderBy('project_status.id', 'desc')
				.executeTakeFirstOrThrow();
			return [row.slug, row.id] as const;
		})();
		await db
			.updateTable('project_status')
			.set({ effective_on: addDays(today, -40), review_on: addDays(today, -20) })
			.where('id', '=', old)
			.execute();
		const version = (await find(slug)).statuses[0]!.id;
		const present = (await find(slug)).statuses[0]!;
		expect(
			await refusedBy(reviewStatus(db, fresh(lead), slug, { version, review_on: addDays(today, -1) }))
		).toEqual({
			review_on: 'past'
		});
		await undone(lead, (own) => reviewStatus(db, own, slug, { version, review_on: addDays(today, 7) }));
		await reviewStatus(db, fresh(lead), slug, { version, review_on: addDays(today, 7) });
		const now = (await find(slug)).statuses[0]!;
		expect(now).toMatchObject({
			state: present.state,
			reason: present.reason,
			effective_on: today,
			review_on: addDays(today, 7)
		});
		expect(await staleBy(reviewStatus(db, fresh(office), slug, { version, review_on: today }))).toBeNull();
	});

	it('that lacks what its state asks for is not confirmed by a date alone', async () => {
		const row = await db.selectFrom('project').select('id').where('slug', '=', 'sapa').executeTakeFirst();
		const slug = row ? 'sapa' : 'gateway';
		const { id: project_id } = await find(slug);
		const { id } = await db
			.insertInto('project_status')
			.values({ project_id, state: 'at_risk', effective_on: today, recorded_at: office.now })
			.returning('id')
			.executeTakeFirstOrThrow();
		expect(
			await refusedBy(reviewStatus(db, fresh(office), slug, { version: id, review_on: addDays(today, 7) }))
		).toEqual({ review_on: 'incomplete' });
		await db.deleteFrom('project_status').where('id', '=', id).execute();
	});

	it('is corrected in its own row, only the newest, never over a colleague’s correction', async () => {
		const [newest, earlier] = (await find()).statuses;
		const { id, version } = newest!;
		const given = { ...late, effective_on: newest!.effective_on };
		await undone(lead, (own) =>
			correctStatus(db, own, 'gateway', { ...given, id, version, reason: 'Bagud med en uge.' })
		);
		const now = (await find()).statuses[0]!;
		await correctStatus(db, fresh(office), 'gateway', {
			...given,
			id,
			version: now.version,
			reason: 'Med to uger.'
		});
		expect(
			await staleBy(
				correctStatus(db, fresh(lead), 'gateway', { ...given, id, version: now.version, owner: 'Mig' })
			)
		).toMatchObject({ values: { reason: 'Med to uger.' }, version: now.version + 1 });
		expect(
			await staleBy(
				correctStatus(db, fresh(lead), 'gateway', { ...given, id: earlier!.id, version: earlier!.version })
			)
		).toBeNull();
	});

	it('sent twice is given once', async () => {
		const own = { ...fresh(lead), formKey: randomUUID() };
		const { statuses } = await find();
		await giveStatus(db, own, 'gateway', { ...late, version: statuses[0]!.id });
		await expect(
			giveStatus(db, { ...own, requestId: randomUUID() }, 'gateway', { ...late, version: statuses[0]!.id })
		).rejects.toBeInstanceOf(Repeated);
		expect((await find()).statuses.length).toBe(Math.min(24, statuses.length + 1));
	});
});

describe('a milestone', () => {
	const day = addDays(today, 40);
	const kept: Record<DatePrecision, [Partial<MilestoneGiven>, object]> = {
		day: [
			{ starts_on: day, ends_at: '12:00', starts_at: '08:00' },
			{ starts_on: day, ends_on: null, starts_at: null, ends_at: '12:00' }
		],
		time: [
			{ starts_on: day, starts_at: '08:30', ends_at: '09:00' },
			{ starts_on: day, ends_on: null, starts_at: '08:30', ends_at: '09:00' }
		],
		span: [
			{ starts_on: day, ends_on: addDays(day, 3) },
			{ starts_on: day, ends_on: addDays(day, 3), starts_at: null }
		],
		week: [
			{ starts_on: '2024-01-03', starts_at: '08:00' },
			{ starts_on: '2024-01-01', ends_on: '2024-01-07', starts_at: null }
		],
		month: [{ starts_on: '2024-02-29' }, { starts_on: '2024-02-01', ends_on: '2024-02-29' }],
		unknown: [
			{ starts_on: day, ends_on: day, starts_at: '08:00' },
			{ starts_on: null, ends_on: null, starts_at: null }
		]
	};

	it.each(PRECISIONS)('known to the %s is kept as precisely as that', async (precision) => {
		const [given, expected] = kept[precision];
		const title = `Kendt som ${precision}`;
		await addMilestone(db, fresh(lead), 'gateway', { ...golive, ...given, precision, title });
		const added = (await find()).milestones.find((one) => one.title === title)!;
		expect(added).toMatchObject({ precision, ...expected, version: 1 });
		await undone(lead, (own) =>
			removeMilestone(db, own, 'gateway', { id: added.id, version: added.version })
		);
	});

	it('says at its fields what does not go together', async () => {
		const faults = (change: Partial<MilestoneGiven>) =>
			refusedBy(addMilestone(db, fresh(lead), 'gateway', { ...golive, ...change }));
		for (const precision of PRECISIONS.filter((one) => one !== 'unknown')) {
			expect(await faults({ precision, starts_on: null }), precision).toHaveProperty('starts_on', 'required');
		}
		expect(await faults({ precision: 'span' })).toEqual({ ends_on: 'required' });
		expect(await faults({ precision: 'time' })).toEqual({ starts_at: 'required' });
		expect(await faults({ precision: 'span', ends_on: today })).toEqual({ ends_on: 'order' });
		expect(await faults({ precision: 'time', starts_at: '10:00', ends_at: '09:00' })).toEqual({
			ends_at: 'time_order'
		});
		expect(await faults({ certainty: 'actual' })).toEqual({ starts_on: 'future' });
		for (const starts_on of ['9999-12-31', '0001-01-01', '2099-06-01']) {
			expect(await faults({ precision: 'week', starts_on })).toHaveProperty('starts_on', 'far_date');
		}
	});

	it('moves with a reason only, and where it stood stays', async () => {
		const before = (await find()).milestones.find((one) => one.title === 'Kendt som day')!;
		const { id, version } = before;
		const given = { ...golive, title: before.title, starts_on: before.starts_on, ends_at: before.ends_at };
		const later = { ...given, starts_on: addDays(before.starts_on!, 14) };
		expect(
			await refusedBy(changeMilestone(db, fresh(lead), 'gateway', { ...later, id, version, reason: null }))
		).toEqual({ reason: 'required' });
		await undone(lead, (own) =>
			changeMilestone(db, own, 'gateway', { ...later, id, version, reason: 'Afventer leverandøren.' })
		);
		const restored = (await find()).milestones.find((one) => one.id === id)!;
		await changeMilestone(db, fresh(lead), 'gateway', {
			...later,
			id,
			version: restored.version,
			reason: 'Afventer leverandøren.'
		});
		const moved = (await find()).milestones.find((one) => one.id === id)!;
		expect(moved.starts_on).toBe(later.starts_on);
		expect(moved.moves).toEqual([
			{
				moved_on: today,
				starts_on: before.starts_on,
				ends_on: null,
				precision: 'day',
				reason: 'Afventer leverandøren.',
				is_demo: false
			}
		]);
		await changeMilestone(db, fresh(lead), 'gateway', {
			...later,
			id,
			version: moved.version,
			certainty: 'tentative',
			reason: null
		});
		expect((await find()).milestones.find((one) => one.id === id)).toMatchObject({
			certainty: 'tentative',
			moves: moved.moves
		});
		await undone(lead, (own) => removeMilestone(db, own, 'gateway', { id, version: moved.version + 1 }));
	});

	it('changed over a colleague’s change is stopped and told theirs, whichever of two comes second', async () => {
		const { id, version } = (await find()).milestones.find((one) => one.title === 'Kendt som span')!;
		const given = { ...golive, ...kept.span[0], precision: 'span' as const, id, version, reason: null };
		const both = await Promise.allSettled([
			changeMilestone(db, fresh(office), 'gateway', { ...given, title: 'Kontorets' }),
			changeMilestone(db, fresh(lead), 'gateway', { ...given, title: 'Lederens' })
		]);
		const [lost] = both.filter((one) => one.status === 'rejected');
		expect(both.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
		const { title } = (await find()).milestones.find((one) => one.id === id)!;
		expect((lost as PromiseRejectedResult).reason.theirs).toMatchObject({
			values: { title, precision: 'span', starts_at: '' },
			version: version + 1
		});
		expect(await staleBy(removeMilestone(db, fresh(lead), 'gateway', { id, version }))).toBeNull();
	});
});

describe('the lists of a project', () => {
	const rows: [PartTable, Record<string, string | null>, Record<string, string | null>][] = [
		[
			'readiness_item',
			{ title: 'Aftale på plads', state: 'waiting', waits_for: 'Økonomi', note: null },
			{ title: 'Aftale på plads', state: 'ready', waits_for: null, note: 'Underskrevet' }
		],
		[
			'project_contact',
			{ name: 'Åse Øgaard', email: 'aase@kombit.example', title: null, note: null },
			{ name: 'Åse Øgaard', email: null, title: 'Jurist', note: null }
		],
		[
			'project_link',
			{ kind: 'page', title: 'Side', url: 'https://kombit.example/', note: null },
			{ kind: 'law', title: 'Lov', url: null, note: null }
		]
	];
	const of = async (table: PartTable) => {
		const { readiness, contacts, links } = await find();
		return ({ readiness_item: readiness, project_contact: contacts, project_link: links } as const)[
			table
		] as {
			id: number;
			version: number;
			[column: string]: unknown;
		}[];
	};

	it.each(rows)(
		'%s: a row is added, changed and taken away, and each is undone exactly',
		async (table, given, change) => {
			await undone(lead, (own) => addPart(db, own, 'gateway', table, given));
			await addPart(db, fresh(lead), 'gateway', table, given);
			const row = (await of(table)).find((one) =>
				Object.entries(given).every(([key, value]) => one[key] === value)
			)!;
			expect(row).toBeDefined();
			await undone(lead, (own) => changePart(db, own, 'gateway', table, row, change));
			const again = (await of(table)).find((one) => one.id === row.id)!;
			await changePart(db, fresh(office), 'gateway', table, again, change);
			expect((await of(table)).find((one) => one.id === row.id)).toMatchObject(change);
			const theirs = await staleBy(changePart(db, fresh(lead), 'gateway', table, again, given));
			expect(theirs).toMatchObject({
				values: Object.fromEntries(Object.entries(change).map(([key, value]) => [key, value ?? ''])),
				version: again.version + 1,
				person_name: office.person.name
			});
			expect(await staleBy(removePart(db, fresh(lead), 'gateway', table, again))).toBeNull();
			await undone(lead, (own) =>
				removePart(db, own, 'gateway', table, { id: row.id, version: theirs!.version })
			);
		}
	);

	it.each(rows)('%s: steps up and down, and stays at the ends', async (table, given) => {
		for (const name of ['Et', 'To', 'Tre']) {
			await addPart(db, fresh(lead), 'gateway', table, {
				...given,
				...(table === 'project_contact' ? { name } : { title: name })
			});
		}
		const order = async () =>
			(await of(table))
				.filter((one) => table !== 'project_link' || one['kind'] === given['kind'])
				.map((one) => one.id);
		const before = await order();
		const last = before.at(-1)!;
		await undone(lead, (own) => stepPart(db, own, 'gateway', table, { id: last, direction: 'up' }));
		await stepPart(db, fresh(lead), 'gateway', table, { id: last, direction: 'up' });
		expect(await order()).toEqual([...before.slice(0, -2), last, before.at(-2)]);
		await stepPart(db, fresh(lead), 'gateway', table, { id: last, direction: 'down' });
		await stepPart(db, fresh(lead), 'gateway', table, { id: last, direction: 'down' });
		expect(await order()).toEqual(before);
		await stepPart(db, fresh(lead), 'gateway', table, { id: before[0]!, direction: 'up' });
		expect(await order()).toEqual(before);
	});

	it('are put in order also where two rows stand at the same place', async () => {
		const { id } = await find();
		await db.updateTable('readiness_item').set({ position: 1 }).where('project_id', '=', id).execute();
		const before = (await of('readiness_item')).map((one) => one.id);
		await stepPart(db, fresh(lead), 'gateway', 'readiness_item', { id: before[1]!, direction: 'up' });
		const after = (await of('readiness_item')).map((one) => one.id);
		expect(after.slice(0, 2)).toEqual([before[1], before[0]]);
	});
});

describe('what the demo made up', () => {
	const marks = async (slug: string) => {
		const { statuses, milestones } = await find(slug);
		const [now] = statuses;
		return { status: { is_demo: now!.is_demo, fields: now!.demo_fields.toSorted() }, milestones };
	};
	const corrected = async (slug: string, changes: Partial<typeof late>) => {
		const [now] = (await find(slug)).statuses;
		const { id, version, state, reason, next_step, owner, review_on, effective_on } = now!;
		const acting = fresh(office);
		const given = { state, reason, next_step, owner, review_on, effective_on, ...changes };
		await correctStatus(db, acting, slug, { id, version, ...given });
		return acting.requestId;
	};

	it('in a field of a status is so no longer once a person has edited it, and is again when that is undone', async () => {
		const before = await everything('toek');
		expect((await marks('toek')).status).toEqual({ is_demo: false, fields: ['review_on'] });
		const first = await corrected('toek', { owner: 'Rasmus Tornbjerg' });
		expect((await marks('toek')).status).toEqual({ is_demo: false, fields: ['review_on'] });
		const second = await corrected('toek', { review_on: addDays(today, 20) });
		expect((await marks('toek')).status).toEqual({ is_demo: false, fields: [] });
		await undoChange(db, fresh(office), second);
		expect((await marks('toek')).status.fields).toEqual(['review_on']);
		await undoChange(db, fresh(office), first);
		expect(await everything('toek')).toEqual(before);
	});

	it('as a whole status leaves its mark on the fields that the person did not edit', async () => {
		const { slug } = await db
			.selectFrom('project')
			.innerJoinLateral(
				(eb) =>
					eb
						.selectFrom('project_status')
						.whereRef('project_id', '=', 'project.id')
						.where('effective_on', '<=', today)
						.orderBy('effective_on', 'desc')
						.orderBy('id', 'desc')
						.limit(1)
						.select(['is_demo', 'reason', 'next_step'])
						.as('now'),
				(join) => join.onTrue()
			)
			.where('now.is_demo', '=', true)
			.where('now.reason', 'is not', null)
			.where('project.ended_on', 'is', null)
			.orderBy('project.id')
			.select('slug')
			.executeTakeFirstOrThrow();
		const before = await everything(slug);
		const request = await corrected(slug, { next_step: 'Et nyt skridt.' });
		const { status } = await marks(slug);
		expect(status.is_demo).toBe(false);
		expect(status.fields).toContain('state');
		expect(status.fields).not.toContain('next_step');
		await undoChange(db, fresh(office), request);
		expect(await everything(slug)).toEqual(before);
		expect((await marks(slug)).status.is_demo).toBe(true);
	});

	it('as a milestone is a person’s once they have changed it, not when they saved it as it was', async () => {
		const { id, slug } = await db
			.selectFrom('milestone')
			.innerJoin('project', 'project.id', 'milestone.project_id')
			.where('milestone.is_demo', '=', true)
			.where('project.ended_on', 'is', null)
			.orderBy('milestone.id')
			.select(['milestone.id', 'slug'])
			.executeTakeFirstOrThrow();
		const before = await everything(slug);
		const found = async () => (await find(slug)).milestones.find((one) => one.id === id)!;
		const saved = async (changes: Partial<MilestoneGiven>) => {
			const { title, kind, certainty, precision, starts_on, ends_on, starts_at, ends_at, note, version } =
				await found();
			const acting = fresh(office);
			const given = { title, kind, certainty, precision, starts_on, ends_on, starts_at, ends_at, note };
			await changeMilestone(db, acting, slug, { id, version, reason: null, ...given, ...changes });
			return acting.requestId;
		};
		await saved({});
		expect((await found()).is_demo).toBe(true);
		const request = await saved({ note: 'Aftalt med leverandøren.' });
		expect((await found()).is_demo).toBe(false);
		await undoChange(db, fresh(office), request);
		expect(await everything(slug)).toEqual(before);
	});
});

describe('the project’s own words', () => {
	it('are changed, undone, and never written over a colleague’s', async () => {
		const { name, short_name, summary, mailbox, version } = await find();
		const given = { name, short_name, summary, mailbox, version, ended_on: null };
		await undone(lead, (own) =>
			changeBasics(db, own, 'gateway', { ...given, name: 'Gateway 2', ended_on: addDays(today, 90) })
		);
		const now = await find();
		await changeBasics(db, fresh(office), 'gateway', {
			...given,
			version: now.version,
			summary: 'Kontorets ord.'
		});
		expect(
			await staleBy(
				changeBasics(db, fresh(lead), 'gateway', { ...given, version: now.version, name: 'Mit navn' })
			)
		).toMatchObject({ values: { summary: 'Kontorets ord.', name }, version: now.version + 1 });
		expect(
			await refusedBy(
				changeBasics(db, fresh(lead), 'gateway', {
					...given,
					version: now.version + 1,
					ended_on: '1900-01-01'
				})
			)
		).toEqual({ ended_on: 'far_date' });
	});
});

describe('undoing', () => {
	it('in turn whatever was done, in any order of doing, leaves all as it was', async () => {
		const step = fc.record({
			what: fc.constantFrom(
				'status',
				'correct',
				'add',
				'move',
				'remove',
				'part',
				'part-change',
				'part-remove',
				'step'
			),
			days: fc.integer({ min: -300, max: 300 }),
			precision: fc.constantFrom(...PRECISIONS),
			kind: fc.constantFrom(...MILESTONE_KINDS),
			state: fc.constantFrom(...PROJECT_STATES),
			pick: fc.nat(20),
			words: fc
				.string({ minLength: 1, maxLength: 30, unit: 'grapheme' })
				.map((text) => text.replaceAll('\0', '') || '?')
		});
		await fc.assert(
			fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
				const before = await everything();
				const done: string[] = [];
				for (const { what, days, precision, kind, state, pick, words } of steps) {
					const own = fresh(lead);
					const page = await find();
					const starts_on = addDays(today, days);
					const given: MilestoneGiven = {
						title: words,
						kind,
						certainty: 'planned',
						precision,
						starts_on,
						ends_on: addDays(starts_on, pick),
						starts_at: '08:00',
						ends_at: null,
						note: words
					};
					const newest = page.statuses[0];
					const milestone = page.milestones[pick % Math.max(1, page.milestones.length)];
					const item = page.readiness[pick % Math.max(1, page.readiness.length)];
					const status = { ...late, state, reason: words };
					if (what === 'status')
						await giveStatus(db, own, 'gateway', { ...status, version: newest?.id ?? 0 });
					else if (what === 'correct' && newest)
						await correctStatus(db, own, 'gateway', { ...status, id: newest.id, version: newest.version });
					else if (what === 'add') await addMilestone(db, own, 'gateway', given);
					else if (what === 'move' && milestone)
						await changeMilestone(db, own, 'gateway', {
							...given,
							id: milestone.id,
							version: milestone.version,
							reason: words
						});
					else if (what === 'remove' && milestone) await removeMilestone(db, own, 'gateway', milestone);
					else if (what === 'part')
						await addPart(db, own, 'gateway', 'readiness_item', { title: words, state: 'waiting' });
					else if (what === 'part-change' && item)
						await changePart(db, own, 'gateway', 'readiness_item', item, { title: words, state: 'ready' });
					else if (what === 'part-remove' && item)
						await removePart(db, own, 'gateway', 'readiness_item', item);
					else if (what === 'step' && item)
						await stepPart(db, own, 'gateway', 'readiness_item', {
							id: item.id,
							direction: days > 0 ? 'up' : 'down'
						});
					else continue;
					const changed = await db
						.selectFrom('audit_event')
						.select('id')
						.where('request_id', '=', own.requestId)
						.executeTakeFirst();
					if (changed) done.push(own.requestId);
				}
				for (const request of done.toReversed()) await undoChange(db, fresh(lead), request);
				expect(await everything()).toEqual(before);
			}),
			{ numRuns: 30 }
		);
	}, 120_000);
});
