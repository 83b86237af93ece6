import { sql, type Transaction } from 'kysely';
import { act, type Acting, lastChange, Refused, Stale } from '#database/acting.server.ts';
import type { Database } from '#database/connection.server.ts';
import type { DB } from '#database/schema.ts';
import type { Day } from '#language/dates.ts';
import { mayAnswerTurn, mayRunMeetings } from '#people/may.ts';
import { notAllowed, notFound } from '../errors.ts';
import { claimMeeting } from './meeting.server.ts';
import { proposeEditors, roundOf, SEATS, type Turn } from './rota.ts';

/**
 * The editorial rota: whom to ask next for a meeting and why, who was asked, and all turns so far. A municipality without
 * a programleder cannot be asked and is named apart.
 * @param id the meeting's number
 * @param contacts whether the reader may see whom to write to
 * @throws 404 where no meeting has this id
 */
export async function findRota(
	db: Database,
	id: number,
	{ today, contacts }: { today: Day; contacts: boolean }
) {
	const meeting = await db
		.selectFrom('meeting')
		.select(['id', 'title', 'held_on', 'state', 'first_editing_on', 'second_editing_on', 'is_demo'])
		.where('id', '=', id)
		.executeTakeFirst();
	if (!meeting) notFound();
	const [municipalities, turns] = await Promise.all([listCandidates(db, today, contacts), listTurns(db)]);
	const candidates = municipalities.filter(({ leader }) => leader !== null);
	const asked = turns.filter((turn) => turn.meeting_id === id);
	const seated = asked.filter(({ state }) => state !== 'no').length;
	const named = new Map(municipalities.map((one) => [one.code, one]));
	return {
		meeting,
		seats: SEATS,
		open: Math.max(0, SEATS - seated),
		proposals: proposeEditors(candidates, turns, meeting.held_on, Math.max(0, SEATS - seated)).map(
			(proposal) => ({ ...proposal, ...named.get(proposal.code)! })
		),
		asked: asked.map((turn) => ({ ...turn, leader: named.get(turn.municipality_code)?.leader ?? null })),
		others: candidates
			.filter(({ code }) => !asked.some((turn) => turn.municipality_code === code))
			.map(({ code, name }) => ({ code, name })),
		without: municipalities.filter(({ leader }) => leader === null).map(({ slug, name }) => ({ slug, name })),
		round: roundOf(candidates, turns),
		history: turns.filter((turn) => turn.meeting_id !== id)
	};
}

export type Rota = Awaited<ReturnType<typeof findRota>>;

/** The next meeting that is being prepared, or else the newest: the one the rota is about. Null where there is none. */
export async function findRotaMeeting(db: Database): Promise<number | null> {
	const row = await db
		.selectFrom('meeting')
		.select('id')
		.orderBy(sql`state = 'draft'`, 'desc')
		.orderBy(sql`case when state = 'draft' then held_on end`)
		.orderBy('held_on', 'desc')
		.limit(1)
		.executeTakeFirst();
	return row?.id ?? null;
}

/**
 * Asks municipalities to help edit a meeting; why each was chosen is kept, as proposed or else as chosen by hand.
 * @throws Refused where one was asked already, or has no programleder; 403, 404
 */
export async function askEditors(
	db: Database,
	acting: Acting,
	meeting_id: number,
	{ kommune }: { kommune: string[] }
): Promise<void> {
	if (!mayRunMeetings(acting.person)) notAllowed();
	await act(db, acting, async (trx) => {
		const { held_on } = await claimMeeting(trx, meeting_id);
		const candidates = (await listCandidates(trx, acting.today, false)).filter(
			({ leader }) => leader !== null
		);
		const turns = await listTurns(trx);
		const asked = turns.filter((turn) => turn.meeting_id === meeting_id);
		const codes = [...new Set(kommune)];
		if (codes.some((code) => !candidates.some((one) => one.code === code)))
			throw new Refused({ kommune: 'bad_choice' });
		if (codes.some((code) => asked.some((turn) => turn.municipality_code === code)))
			throw new Refused({ kommune: 'taken' });
		const proposals = proposeEditors(candidates, turns, held_on, SEATS);
		await trx
			.insertInto('editorial_turn')
			.values(
				codes.map((municipality_code) => {
					const proposal = proposals.find(({ code }) => code === municipality_code);
					const last = turns.filter((turn) => turn.municipality_code === municipality_code);
					return {
						meeting_id,
						municipality_code,
						reason: proposal?.reason ?? ('chosen' as const),
						waited_since:
							last
								.map((turn) => turn.held_on)
								.toSorted()
								.at(-1) ?? null,
						asked_on: acting.today
					};
				})
			)
			.execute();
	});
}

/**
 * Notes what a municipality answered.
 * @throws Stale where it was changed or removed meanwhile; Refused where the day is to come or before the asking; 403
 */
export async function answerTurn(
	db: Database,
	acting: Acting,
	{
		id,
		version,
		state,
		answered_on
	}: { id: number; version: number; state: 'asked' | 'yes' | 'no'; answered_on: Day | null }
): Promise<void> {
	const answered = state === 'asked' ? null : (answered_on ?? acting.today);
	await act(db, acting, async (trx) => {
		const before = await findTurn(trx, id);
		if (!mayAnswerTurn(acting.person, before.municipality_code)) notAllowed();
		if (before.version !== version)
			throw new Stale({
				values: { state: before.state, answered_on: before.answered_on ?? '' },
				version: before.version,
				...(await lastChange(trx, 'editorial_turn', { id }))
			});
		if (answered !== null && answered > acting.today) throw new Refused({ answered_on: 'future' });
		if (answered !== null && answered < before.asked_on) throw new Refused({ answered_on: 'before_start' });
		await trx
			.updateTable('editorial_turn')
			.set({ state, answered_on: answered })
			.where('id', '=', id)
			.execute();
	});
}

/** Takes an asking back, as if it had not been. @throws Stale where it was changed or removed meanwhile; 403 */
export async function takeTurnBack(
	db: Database,
	acting: Acting,
	{ id, version }: { id: number; version: number }
): Promise<void> {
	if (!mayRunMeetings(acting.person)) notAllowed();
	await act(db, acting, async (trx) => {
		const before = await findTurn(trx, id);
		if (before.version !== version) throw new Stale();
		await trx.deleteFrom('editorial_turn').where('id', '=', id).execute();
	});
}

async function findTurn(trx: Transaction<DB>, id: number) {
	const row = await trx
		.selectFrom('editorial_turn')
		.selectAll()
		.where('id', '=', id)
		.forUpdate()
		.executeTakeFirst();
	if (!row) throw new Stale();
	return row;
}

/** The 98 with their region on a day and their programleder, the primary one first; null where there is none. */
async function listCandidates(db: Database, today: Day, contacts: boolean) {
	const { rows } = await sql<{
		code: string;
		name: string;
		slug: string;
		region_slug: string;
		region: string;
		leader: { name: string; email: string | null } | null;
	}>`
		select municipality.code, municipality.name, municipality.slug, region.slug as region_slug, region.name as region,
			(select json_build_object('name', person.name, 'email', case when ${contacts} then person.email end)
				from role_holder holder join person on person.id = holder.person_id
				where holder.municipality_code = municipality.code and holder.role_slug = 'programleder'
					and holder.held_from <= ${today}::date
					and (holder.held_until is null or holder.held_until > ${today}::date)
				order by holder.is_primary desc, person.name limit 1) as leader
		from municipality
		join region_membership membership on membership.municipality_code = municipality.code
			and membership.valid_from <= ${today}::date
			and (membership.valid_until is null or membership.valid_until >= ${today}::date)
		join region on region.slug = membership.region_slug
		order by municipality.name
	`.execute(db);
	return rows;
}

/** Every asking there has been, the newest meeting first. */
async function listTurns(db: Database) {
	const rows = await db
		.selectFrom('editorial_turn as turn')
		.innerJoin('meeting', 'meeting.id', 'turn.meeting_id')
		.innerJoin('municipality', 'municipality.code', 'turn.municipality_code')
		.select([
			'turn.id',
			'turn.version',
			'turn.meeting_id',
			'turn.municipality_code',
			'turn.state',
			'turn.reason',
			'turn.waited_since',
			'turn.asked_on',
			'turn.answered_on',
			'turn.is_demo',
			'meeting.held_on',
			'meeting.title as meeting_title',
			'municipality.name',
			'municipality.slug'
		])
		.orderBy('meeting.held_on', 'desc')
		.orderBy('municipality.name')
		.execute();
	return rows satisfies Turn[];
}
