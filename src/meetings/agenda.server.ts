import { sql, type Transaction } from 'kysely';
import { act, type Acting, lastChange, Refused, Stale } from '#database/acting.server.ts';
import type { Database } from '#database/connection.server.ts';
import type { DB } from '#database/schema.ts';
import { mayEditTopic, mayRunMeetings } from '#people/may.ts';
import { notAllowed } from '../errors.ts';
import { claimMeeting, forgetOrigin } from './meeting.server.ts';
import { type Move, moveItem } from './meeting.ts';

interface Given {
	title: string;
	purpose: string | null;
	presenter: string | null;
	mailbox: string | null;
	project_id: number | null;
	minutes: string | null;
	left_open: boolean;
}

/** Adds a topic at the end of an agenda. @throws Refused where its project is gone; 403, 404 */
export async function addTopic(
	db: Database,
	acting: Acting,
	meeting_id: number,
	given: Given
): Promise<void> {
	if (!mayRunMeetings(acting.person)) notAllowed();
	await act(db, acting, async (trx) => {
		await claimMeeting(trx, meeting_id);
		await checkProject(trx, given.project_id);
		const { last } = await trx
			.selectFrom('agenda_item')
			.where('meeting_id', '=', meeting_id)
			.where('parent_id', 'is', null)
			.select(sql<number>`coalesce(max(position), 0)`.as('last'))
			.executeTakeFirstOrThrow();
		await trx
			.insertInto('agenda_item')
			.values({ meeting_id, position: last + 1, ...given })
			.execute();
	});
}

/**
 * Changes a topic. Its project is changed by whoever runs the meetings alone: it says who else may write in it.
 * @throws Stale where it was changed or removed meanwhile; Refused where its project is gone; 403
 */
export async function changeTopic(
	db: Database,
	acting: Acting,
	meeting_id: number,
	{ id, version, ...given }: Given & { id: number; version: number }
): Promise<void> {
	await act(db, acting, async (trx) => {
		const before = await findTopic(trx, acting, meeting_id, id);
		const project_id = mayRunMeetings(acting.person) ? given.project_id : before.project_id;
		if (before.version !== version) {
			const { title, purpose, presenter, mailbox, minutes, left_open } = before;
			const values: Record<string, string> = {
				title,
				purpose: purpose ?? '',
				presenter: presenter ?? '',
				mailbox: mailbox ?? '',
				minutes: minutes ?? '',
				left_open: left_open ? '1' : ''
			};
			if (mayRunMeetings(acting.person)) values['project_id'] = String(before.project_id ?? '');
			throw new Stale({
				values,
				version: before.version,
				...(await lastChange(trx, 'agenda_item', { id }))
			});
		}
		if (project_id !== before.project_id) await checkProject(trx, project_id);
		await trx
			.updateTable('agenda_item')
			.set({ ...given, project_id })
			.where('id', '=', id)
			.execute();
	});
}

/** Takes a topic away with what stands under it. @throws Stale where it was changed or removed meanwhile; 403 */
export async function removeTopic(
	db: Database,
	acting: Acting,
	meeting_id: number,
	{ id, version }: { id: number; version: number }
): Promise<void> {
	if (!mayRunMeetings(acting.person)) notAllowed();
	await act(db, acting, async (trx) => {
		const before = await findTopic(trx, acting, meeting_id, id);
		if (before.version !== version) throw new Stale();
		const below = await trx.selectFrom('agenda_item').select('id').where('parent_id', '=', id).execute();
		await forgetOrigin(trx, [id, ...below.map((one) => one.id)]);
		await trx.deleteFrom('agenda_item').where('parent_id', '=', id).execute();
		await trx.deleteFrom('agenda_item').where('id', '=', id).execute();
	});
}

/**
 * Moves a topic with what stands under it. A step that leads nowhere changes nothing.
 * @throws Stale where it was removed meanwhile; Refused where it cannot stand there; 403, 404
 */
export async function moveTopic(
	db: Database,
	acting: Acting,
	meeting_id: number,
	{ id, to }: { id: number; to: Move }
): Promise<void> {
	if (!mayRunMeetings(acting.person)) notAllowed();
	await act(db, acting, async (trx) => {
		await claimMeeting(trx, meeting_id);
		const items = await trx
			.selectFrom('agenda_item')
			.select(['id', 'parent_id', 'position'])
			.where('meeting_id', '=', meeting_id)
			.orderBy('position')
			.orderBy('id')
			.execute();
		if (!items.some((item) => item.id === id)) throw new Stale();
		const moved = moveItem(items, id, to);
		if (moved === null) {
			if (typeof to === 'string') return;
			throw new Refused({ to: 'cannot_go' });
		}
		const was = new Map(items.map((item) => [item.id, item]));
		const changed = moved.filter(({ id, parent_id, position }) => {
			const before = was.get(id);
			return before?.parent_id !== parent_id || before.position !== position;
		});
		if (changed.length === 0) return;
		await sql`
			update agenda_item item set parent_id = placed.parent_id, position = placed.position
			from unnest(
				${changed.map((one) => one.id)}::integer[],
				${changed.map((one) => one.parent_id)}::integer[],
				${changed.map((one) => one.position)}::integer[]
			) placed(id, parent_id, position)
			where item.id = placed.id
		`.execute(trx);
	});
}

// Locked until the end: who comes second finds what the first has left.
async function findTopic(trx: Transaction<DB>, { person }: Acting, meeting_id: number, id: number) {
	const row = await trx
		.selectFrom('agenda_item')
		.selectAll()
		.where('id', '=', id)
		.where('meeting_id', '=', meeting_id)
		.forUpdate()
		.executeTakeFirst();
	return writable(person, row);
}

/**
 * A topic or a poll that is to be written.
 * @param row undefined where it was removed
 * @throws Stale where it was removed; 403
 */
export function writable<Row extends { project_id: number | null }>(
	person: Acting['person'],
	row: Row | undefined
): Row {
	if (!row) {
		// Whoever may write none of them is not told which there are.
		if (!mayRunMeetings(person) && person.project_ids.length === 0) notAllowed();
		throw new Stale();
	}
	if (!mayEditTopic(person, row)) notAllowed();
	return row;
}

/** @throws Refused where the project that something is to be about is not there */
export async function checkProject(trx: Transaction<DB>, project_id: number | null): Promise<void> {
	if (project_id === null) return;
	const project = await trx
		.selectFrom('project')
		.select('id')
		.where('id', '=', project_id)
		.executeTakeFirst();
	if (!project) throw new Refused({ project_id: 'bad_choice' });
}
