import type { Transaction } from 'kysely';
import { act, type Acting, lastChange, Stale } from '#database/acting.server.ts';
import type { Database } from '#database/connection.server.ts';
import type { DB } from '#database/schema.ts';
import { mayEditTopic } from '#people/may.ts';
import { notAllowed } from '../errors.ts';
import { checkProject, writable } from './agenda.server.ts';
import { claimMeeting } from './meeting.server.ts';
import type { PollWritten } from './meeting.form.ts';
import { pollValues, sharesOf } from './meeting.ts';

/** Adds a poll with its result to a meeting. @throws Refused where its project is gone; 403, 404 */
export async function addPoll(
	db: Database,
	acting: Acting,
	meeting_id: number,
	{ project_id, ...given }: PollWritten & { project_id: number | null }
): Promise<void> {
	if (!mayEditTopic(acting.person, { project_id })) notAllowed();
	await act(db, acting, async (trx) => {
		await claimMeeting(trx, meeting_id);
		await checkProject(trx, project_id);
		const { question, note } = given;
		const { id } = await trx
			.insertInto('poll')
			.values({ meeting_id, project_id, question, note })
			.returning('id')
			.executeTakeFirstOrThrow();
		await trx.insertInto('poll_answer').values(rowsOf(id, given)).execute();
	});
}

/** Changes a poll and its result. @throws Stale where it was changed or removed meanwhile; 403 */
export async function changePoll(
	db: Database,
	acting: Acting,
	meeting_id: number,
	{ id, version, ...given }: PollWritten & { id: number; version: number }
): Promise<void> {
	await act(db, acting, async (trx) => {
		const before = await findPoll(trx, acting, meeting_id, id);
		if (before.version !== version) throw new Stale(await theirsOf(trx, before));
		const { question, note } = given;
		// Its answers are part of it: where only they differ, it has changed as well.
		await trx
			.updateTable('poll')
			.set({ question, note, answered: before.answered + 1 })
			.where('id', '=', id)
			.execute();
		const rows = rowsOf(id, given);
		await trx
			.insertInto('poll_answer')
			.values(rows)
			.onConflict((conflict) =>
				conflict.columns(['poll_id', 'position']).doUpdateSet((eb) => ({
					label: eb.ref('excluded.label'),
					percent: eb.ref('excluded.percent'),
					votes: eb.ref('excluded.votes')
				}))
			)
			.execute();
		await trx
			.deleteFrom('poll_answer')
			.where('poll_id', '=', id)
			.where('position', '>', rows.length)
			.execute();
	});
}

/** Takes a poll away with its answers. @throws Stale where it was changed or removed meanwhile; 403 */
export async function removePoll(
	db: Database,
	acting: Acting,
	meeting_id: number,
	{ id, version }: { id: number; version: number }
): Promise<void> {
	await act(db, acting, async (trx) => {
		const before = await findPoll(trx, acting, meeting_id, id);
		if (before.version !== version) throw new Stale();
		await trx.deleteFrom('poll_answer').where('poll_id', '=', id).execute();
		await trx.deleteFrom('poll').where('id', '=', id).execute();
	});
}

function rowsOf(poll_id: number, { unit, answers }: PollWritten) {
	const counts = answers.map(({ count }) => count);
	const percent = unit === 'votes' ? sharesOf(counts) : counts;
	return answers.map(({ label, count }, i) => ({
		poll_id,
		position: i + 1,
		label,
		percent: percent[i]!,
		votes: unit === 'votes' ? count : null
	}));
}

async function findPoll(trx: Transaction<DB>, { person }: Acting, meeting_id: number, id: number) {
	const row = await trx
		.selectFrom('poll')
		.selectAll()
		.where('id', '=', id)
		.where('meeting_id', '=', meeting_id)
		.forUpdate()
		.executeTakeFirst();
	return writable(person, row);
}

async function theirsOf(trx: Transaction<DB>, poll: Awaited<ReturnType<typeof findPoll>>) {
	const answers = await trx
		.selectFrom('poll_answer')
		.select(['label', 'percent', 'votes'])
		.where('poll_id', '=', poll.id)
		.orderBy('position')
		.execute();
	return {
		values: pollValues({ ...poll, answers }),
		version: poll.version,
		...(await lastChange(trx, 'poll', { id: poll.id }))
	};
}
