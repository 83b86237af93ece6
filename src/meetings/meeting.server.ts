import { sql, type Transaction } from 'kysely';
import { jsonArrayFrom } from 'kysely/helpers/postgres';
import { act, type Acting, lastChange, Refused, Stale, type Theirs } from '#database/acting.server.ts';
import type { Database } from '#database/connection.server.ts';
import type { DB } from '#database/schema.ts';
import type { Day } from '#language/dates.ts';
import { mayRunMeetings } from '#people/may.ts';
import { isNear } from '#projects/status.ts';
import { notAllowed, notFound } from '../errors.ts';
import { itemsLeftOpen } from './meeting.ts';

/** Forty years of monthly meetings. */
const MOST = 500;

/** Two meetings on one day cannot be told apart. */
const ONE_A_DAY = { meeting_held_on_key: { held_on: 'taken' } };

/**
 * Meetings, the newest first, with how many topics their agenda has, how many were left open, and the newest version of
 * their deck; at most 500.
 */
export async function listMeetings(db: Database) {
	return await db
		.selectFrom('meeting')
		.select([
			'meeting.id',
			'held_on',
			'starts_at',
			'ends_at',
			'place',
			'state',
			'is_demo',
			'meeting.title',
			sql<number>`(select count(*)::int from agenda_item
				where agenda_item.meeting_id = meeting.id and agenda_item.parent_id is null)`.as('topics'),
			sql<number>`(select count(*)::int from agenda_item
				where agenda_item.meeting_id = meeting.id and left_open)`.as('left_open'),
			sql<number | null>`(select max(version) from deck where deck.meeting_id = meeting.id)`.as(
				'deck_version'
			)
		])
		.orderBy('held_on', 'desc')
		.limit(MOST)
		.execute();
}

/**
 * One meeting with its agenda in order (sub-items carry their parent_id), its polls, the municipalities that help edit
 * it, and the meetings before and after it.
 * @throws 404 where no meeting has this id
 */
export async function findMeeting(db: Database, id: number) {
	const meeting = await db
		.selectFrom('meeting')
		.where('meeting.id', '=', id)
		.select((eb) => [
			'meeting.id',
			'meeting.version',
			'held_on',
			'starts_at',
			'ends_at',
			'place',
			'link',
			'state',
			'is_demo',
			'first_editing_on',
			'second_editing_on',
			'meeting.title',
			'meeting.mailbox',
			'evaluation',
			'deck_url',
			'note',
			jsonArrayFrom(
				eb
					.selectFrom('agenda_item')
					.leftJoin('project', 'project.id', 'agenda_item.project_id')
					.leftJoin('agenda_item as source', 'source.id', 'agenda_item.carried_from_id')
					.leftJoin('meeting as source_meeting', 'source_meeting.id', 'source.meeting_id')
					.whereRef('agenda_item.meeting_id', '=', 'meeting.id')
					.orderBy('agenda_item.position')
					.orderBy('agenda_item.id')
					.select([
						'agenda_item.id',
						'agenda_item.version',
						'agenda_item.parent_id',
						'agenda_item.title',
						'agenda_item.label_said',
						'agenda_item.purpose',
						'agenda_item.presenter',
						'agenda_item.mailbox',
						'agenda_item.minutes',
						'agenda_item.left_open',
						'agenda_item.project_id',
						'project.slug as project_slug',
						'project.short_name as project_name',
						'source.id as carried_from_id',
						'source_meeting.id as carried_from_meeting',
						'source_meeting.title as carried_from_title'
					])
			).as('agenda'),
			jsonArrayFrom(
				eb
					.selectFrom('poll')
					.leftJoin('project', 'project.id', 'poll.project_id')
					.whereRef('poll.meeting_id', '=', 'meeting.id')
					.orderBy('poll.id')
					.select((eb) => [
						'poll.id',
						'poll.version',
						'poll.question',
						'poll.note',
						'poll.project_id',
						'project.slug as project_slug',
						'project.short_name as project_name',
						jsonArrayFrom(
							eb
								.selectFrom('poll_answer')
								.whereRef('poll_answer.poll_id', '=', 'poll.id')
								.orderBy('position')
								.select(['label', 'percent', 'votes'])
						).as('answers')
					])
			).as('polls'),
			jsonArrayFrom(
				eb
					.selectFrom('editorial_turn as turn')
					.innerJoin('municipality', 'municipality.code', 'turn.municipality_code')
					.whereRef('turn.meeting_id', '=', 'meeting.id')
					.orderBy('municipality.name')
					.select(['turn.id', 'turn.state', 'turn.is_demo', 'municipality.slug', 'municipality.name'])
			).as('editors'),
			sql<Neighbour | null>`(select json_build_object('id', id, 'title', title, 'held_on', held_on, 'state', state) from meeting earlier
				where earlier.held_on < meeting.held_on order by held_on desc limit 1)`.as('earlier'),
			sql<Neighbour | null>`(select json_build_object('id', id, 'title', title, 'held_on', held_on, 'state', state) from meeting later
				where later.held_on > meeting.held_on order by held_on limit 1)`.as('later')
		])
		.executeTakeFirst();
	return meeting ?? notFound();
}

interface Neighbour {
	id: number;
	title: string;
	held_on: Day;
	state: 'draft' | 'held';
}

export type MeetingPage = Awaited<ReturnType<typeof findMeeting>>;

/** The projects a topic can be about: those that are not over, and the ones that are named already. */
export async function listTopicProjects(db: Database, { today, named }: { today: Day; named: number[] }) {
	return await db
		.selectFrom('project')
		.select(['id', 'short_name as name'])
		.where((eb) =>
			eb.or([eb('ended_on', 'is', null), eb('ended_on', '>', today), eb('id', 'in', [0, ...named])])
		)
		.orderBy('position')
		.limit(500)
		.execute();
}

interface Given {
	title: string;
	held_on: Day;
	starts_at: string | null;
	ends_at: string | null;
	place: string | null;
	link: string | null;
	mailbox: string | null;
	first_editing_on: Day | null;
	second_editing_on: Day | null;
	note: string | null;
}

/** Calls a meeting. @returns its number. @throws Refused where there is one that day; 403 */
export async function callMeeting(db: Database, acting: Acting, given: Given): Promise<number> {
	if (!mayRunMeetings(acting.person)) notAllowed();
	if (!isNear(given.held_on, acting.today)) throw new Refused({ held_on: 'far_date' });
	return act(
		db,
		acting,
		async (trx) => {
			const { id } = await trx.insertInto('meeting').values(given).returning('id').executeTakeFirstOrThrow();
			return id;
		},
		{ clashes: ONE_A_DAY }
	);
}

/**
 * Changes when and where a meeting is and what it is called.
 * @throws Stale where it was changed meanwhile; Refused where there is another that day; 403, 404
 */
export async function changeMeeting(
	db: Database,
	acting: Acting,
	id: number,
	{ version, ...given }: Given & { version: number }
): Promise<void> {
	if (!mayRunMeetings(acting.person)) notAllowed();
	if (!isNear(given.held_on, acting.today)) throw new Refused({ held_on: 'far_date' });
	await act(
		db,
		acting,
		async (trx) => {
			const before = await claimMeeting(trx, id);
			if (before.version !== version) throw new Stale(await theirsOf(trx, id, before, Object.keys(given)));
			await trx.updateTable('meeting').set(given).where('id', '=', id).execute();
		},
		{ clashes: ONE_A_DAY }
	);
}

/**
 * Takes a meeting that is still being prepared away, with its agenda.
 * @throws Stale where it was changed meanwhile; Refused where it was held, or something else (a deck) stands on it; 403, 404
 */
export async function removeMeeting(
	db: Database,
	acting: Acting,
	id: number,
	{ version }: { version: number }
): Promise<void> {
	if (!mayRunMeetings(acting.person)) notAllowed();
	try {
		await act(db, acting, async (trx) => {
			const before = await claimMeeting(trx, id);
			if (before.version !== version) throw new Stale();
			if (before.state === 'held') throw new Refused({ held_on: 'closed' });
			const items = await trx.selectFrom('agenda_item').select('id').where('meeting_id', '=', id).execute();
			await forgetOrigin(
				trx,
				items.map((item) => item.id)
			);
			// One after the other, so that undoing it brings them back in the order in which they need each other.
			await trx
				.deleteFrom('poll_answer')
				.where('poll_id', 'in', (eb) => eb.selectFrom('poll').select('id').where('meeting_id', '=', id))
				.execute();
			for (const table of ['poll', 'editorial_letter', 'editorial_turn', 'agenda_item'] as const)
				await trx.deleteFrom(table).where('meeting_id', '=', id).execute();
			await trx.deleteFrom('meeting').where('id', '=', id).execute();
		});
	} catch (problem) {
		const { code } = problem as { code?: unknown };
		if (code === '23503' || code === '23001') throw new Refused({ held_on: 'closed' });
		throw problem;
	}
}

/**
 * Writes down how a meeting went: its evaluation, whether it is over, and the topics that were not reached.
 * @throws Stale where it was changed meanwhile; 403, 404
 */
export async function closeMeeting(
	db: Database,
	acting: Acting,
	id: number,
	given: {
		version: number;
		held: boolean;
		evaluation: string | null;
		deck_url: string | null;
		left_open: number[];
	}
): Promise<void> {
	if (!mayRunMeetings(acting.person)) notAllowed();
	const { version, held, evaluation, deck_url, left_open } = given;
	if (left_open.length > 5_000) throw new Refused({ left_open: 'bad_choice' });
	await act(db, acting, async (trx) => {
		const before = await claimMeeting(trx, id);
		if (before.version !== version) {
			const theirs = await theirsOf(trx, id, before, ['evaluation', 'deck_url']);
			theirs.values['held'] = before.state === 'held' ? '1' : '';
			throw new Stale(theirs);
		}
		await trx
			.updateTable('meeting')
			.set({ evaluation, deck_url, state: held ? 'held' : 'draft' })
			.where('id', '=', id)
			.execute();
		await sql`
			update agenda_item set left_open = not left_open
			where meeting_id = ${id} and left_open <> (id = any(${left_open}::integer[]))
		`.execute(trx);
	});
}

/**
 * Makes the next meeting from this one: at the same hours and place, starting with what was left open, each topic knowing
 * where it comes from.
 * @returns its number. @throws Refused where there is one that day, or the day is not after this one's; 403, 404
 */
export async function callNext(
	db: Database,
	acting: Acting,
	id: number,
	{ title, held_on }: { title: string; held_on: Day }
): Promise<number> {
	if (!mayRunMeetings(acting.person)) notAllowed();
	if (!isNear(held_on, acting.today)) throw new Refused({ held_on: 'far_date' });
	return act(
		db,
		acting,
		async (trx) => {
			const { starts_at, ends_at, place, link, mailbox, ...before } = await claimMeeting(trx, id);
			if (held_on <= before.held_on) throw new Refused({ held_on: 'order' });
			const next = await trx
				.insertInto('meeting')
				.values({ title, held_on, starts_at, ends_at, place, link, mailbox })
				.returning('id')
				.executeTakeFirstOrThrow();
			const items = await trx
				.selectFrom('agenda_item')
				.selectAll()
				.where('meeting_id', '=', id)
				.orderBy('position')
				.orderBy('id')
				.execute();
			const open = itemsLeftOpen(items);
			const copy = (item: (typeof items)[number], position: number, parent_id: number | null) => ({
				meeting_id: next.id,
				position,
				parent_id,
				title: item.title,
				purpose: item.purpose,
				presenter: item.presenter,
				mailbox: item.mailbox,
				project_id: item.project_id,
				carried_from_id: item.id
			});
			if (open.length === 0) return next.id;
			const tops = await trx
				.insertInto('agenda_item')
				.values(open.map(({ item }, i) => copy(item, i + 1, null)))
				.returning(['id', 'carried_from_id'])
				.execute();
			const parentOf = new Map(tops.map((top) => [top.carried_from_id, top.id]));
			const below = open.flatMap(({ item, below }) =>
				below.map((one, i) => copy(one, i + 1, parentOf.get(item.id)!))
			);
			if (below.length > 0) await trx.insertInto('agenda_item').values(below).execute();
			return next.id;
		},
		{ clashes: ONE_A_DAY }
	);
}

/** Lets the topics that were carried over from others stand by themselves, before those are taken away. */
export async function forgetOrigin(trx: Transaction<DB>, ids: number[]): Promise<void> {
	await sql`
		update agenda_item set carried_from_id = null where carried_from_id = any(${ids}::integer[])
	`.execute(trx);
}

/** A meeting that nobody else changes until the transaction ends. @throws 404 */
export async function claimMeeting(trx: Transaction<DB>, id: number) {
	const meeting = await trx
		.selectFrom('meeting')
		.selectAll()
		.where('id', '=', id)
		.forUpdate()
		.executeTakeFirst();
	return meeting ?? notFound();
}

async function theirsOf(
	trx: Transaction<DB>,
	id: number,
	row: Awaited<ReturnType<typeof claimMeeting>>,
	fields: string[]
): Promise<Theirs> {
	const held = row as Record<string, unknown>;
	const shown = (value: unknown, field: string) =>
		field.endsWith('_at') ? String(value ?? '').slice(0, 5) : String(value ?? '');
	return {
		values: Object.fromEntries(fields.map((field) => [field, shown(held[field], field)])),
		version: row.version,
		...(await lastChange(trx, 'meeting', { id }))
	};
}
