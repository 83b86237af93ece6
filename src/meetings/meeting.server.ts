import { sql } from 'kysely';
import { jsonArrayFrom } from 'kysely/helpers/postgres';
import type { Database } from '#database/connection.server.ts';
import { notFound } from '../errors.ts';

const MOST = 100;

/** Meetings, the newest first, with how many topics their agenda has; at most 100. */
export async function listMeetings(db: Database) {
	return await db
		.selectFrom('meeting')
		.select([
			'meeting.id',
			'held_on',
			'meeting.title',
			sql<number>`(select count(*)::int from agenda_item
				where agenda_item.meeting_id = meeting.id and agenda_item.parent_id is null)`.as('topics')
		])
		.orderBy('held_on', 'desc')
		.limit(MOST)
		.execute();
}

/**
 * One meeting with its agenda in order (sub-items carry their parent_id) and the meetings before and after it.
 * @throws 404 where no meeting has this id
 */
export async function findMeeting(db: Database, id: number) {
	const meeting = await db
		.selectFrom('meeting')
		.where('meeting.id', '=', id)
		.select((eb) => [
			'meeting.id',
			'held_on',
			'meeting.title',
			'meeting.mailbox',
			'evaluation',
			'deck_url',
			'note',
			jsonArrayFrom(
				eb
					.selectFrom('agenda_item')
					.leftJoin('project', 'project.id', 'agenda_item.project_id')
					.whereRef('agenda_item.meeting_id', '=', 'meeting.id')
					.orderBy('agenda_item.position')
					.orderBy('agenda_item.id')
					.select([
						'agenda_item.id',
						'agenda_item.parent_id',
						'agenda_item.title',
						'label_said',
						'purpose',
						'presenter',
						'agenda_item.mailbox',
						'project.slug as project_slug',
						'project.short_name as project_name'
					])
			).as('agenda'),
			sql<Neighbour | null>`(select json_build_object('id', id, 'title', title) from meeting earlier
				where earlier.held_on < meeting.held_on order by held_on desc limit 1)`.as('earlier'),
			sql<Neighbour | null>`(select json_build_object('id', id, 'title', title) from meeting later
				where later.held_on > meeting.held_on order by held_on limit 1)`.as('later')
		])
		.executeTakeFirst();
	return meeting ?? notFound();
}

interface Neighbour {
	id: number;
	title: string;
}

export type MeetingPage = Awaited<ReturnType<typeof findMeeting>>;
