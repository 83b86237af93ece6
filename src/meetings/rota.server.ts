import { sql, type Transaction } from 'kysely';
import { act, type Acting, lastChange, Refused, Stale } from '#database/acting.server.ts';
import type { Database } from '#database/connection.server.ts';
import type { DB } from '#database/schema.ts';
import type { Day } from '#language/dates.ts';
import { heldOn } from '#municipalities/membership.server.ts';
import { mayAnswerTurn, mayRunMeetings } from '#people/may.ts';
import { notAllowed, notFound } from '../errors.ts';
import { claimMeeting } from './meeting.server.ts';
import { proposeEditors, roundOf, SEATS, type Turn, type TurnState } from './rota.ts';

/**
 * The editorial rota: whom to ask next for a meeting and why, who was asked and by which mails, and all turns so far. A
 * municipality without a programleder is not proposed and is named apart.
 * @param id the meeting's number
 * @param reader the code of the reader's municipality; null for KOMBIT. Whom to write to or ring, what a municipality said
 * with its answer and the mails about it are for KOMBIT and itself.
 * @throws 404 where no meeting has this id
 */
export async function findRota(
	db: Database,
	id: number,
	{ today, reader }: { today: Day; reader: string | null }
) {
	const meeting = await db
		.selectFrom('meeting')
		.select(['id', 'title', 'held_on', 'state', 'first_editing_on', 'second_editing_on', 'is_demo'])
		.where('id', '=', id)
		.executeTakeFirst();
	if (!meeting) notFound();
	const [municipalities, turns, letters] = await Promise.all([
		listCandidates(db, today, reader),
		listTurns(db, reader),
		listLetters(db, { meeting_id: id, reader })
	]);
	const candidates = municipalities.filter(({ leaders }) => leaders.length > 0);
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
		asked: asked.map((turn) => ({
			...turn,
			leaders: named.get(turn.municipality_code)?.leaders ?? [],
			letters: letters.filter(({ municipality_code }) => municipality_code === turn.municipality_code)
		})),
		others: municipalities
			.filter(({ code }) => !asked.some((turn) => turn.municipality_code === code))
			.map(({ code, name, leaders }) => ({ code, name, is_led: leaders.length > 0 })),
		without: municipalities
			.filter(({ leaders }) => leaders.length === 0)
			.map(({ slug, name }) => ({ slug, name })),
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
 * A municipality's own turn at a meeting; null where it was not asked. For itself and KOMBIT: it holds what was said with
 * the answer.
 */
export async function findOwnTurn(
	db: Database,
	{ meeting_id, municipality_code }: { meeting_id: number; municipality_code: string }
) {
	const row = await db
		.selectFrom('editorial_turn')
		.innerJoin('municipality', 'municipality.code', 'municipality_code')
		.where('meeting_id', '=', meeting_id)
		.where('municipality_code', '=', municipality_code)
		.select([
			'editorial_turn.id',
			'editorial_turn.version',
			'municipality.name',
			'state',
			'remark',
			'asked_on',
			'answered_on'
		])
		.executeTakeFirst();
	return row ?? null;
}

/** The meetings that a municipality was asked to help edit and has not answered about while that is sought (isSought), the next one first. */
export function listAskings(
	db: Database,
	{ municipality_code, today }: { municipality_code: string; today: Day }
) {
	return db
		.selectFrom('editorial_turn as turn')
		.innerJoin('meeting', 'meeting.id', 'turn.meeting_id')
		.where('turn.municipality_code', '=', municipality_code)
		.where('turn.state', '=', 'asked')
		.where('meeting.state', '=', 'draft')
		.where('meeting.held_on', '>=', today)
		.select(['meeting.id', 'meeting.title', 'meeting.held_on', 'turn.asked_on', 'turn.is_demo'])
		.orderBy('meeting.held_on')
		.execute();
}

/**
 * Notes that municipalities were asked to help edit a meeting, by whatever way; why each was chosen is kept, as proposed or
 * else as chosen by hand.
 * @throws Refused where one was asked already; 403, 404
 */
export async function noteAsked(
	db: Database,
	acting: Acting,
	meeting_id: number,
	{ kommune }: { kommune: string[] }
): Promise<void> {
	if (!mayRunMeetings(acting.person)) notAllowed();
	await act(db, acting, (trx) => addTurns(trx, acting, meeting_id, kommune));
}

/** @returns the meeting. @throws Refused where one was asked already; 404 */
export async function addTurns(
	trx: Transaction<DB>,
	{ today }: Acting,
	meeting_id: number,
	kommune: string[]
) {
	const meeting = await claimMeeting(trx, meeting_id);
	const municipalities = await listCandidates(trx, today, null);
	const turns = await listTurns(trx, null);
	const asked = turns.filter((turn) => turn.meeting_id === meeting_id);
	const codes = [...new Set(kommune)];
	if (codes.some((code) => !municipalities.some((one) => one.code === code)))
		throw new Refused({ kommune: 'bad_choice' });
	if (codes.some((code) => asked.some((turn) => turn.municipality_code === code)))
		throw new Refused({ kommune: 'taken' });
	const candidates = municipalities.filter(({ leaders }) => leaders.length > 0);
	const proposals = proposeEditors(candidates, turns, meeting.held_on, SEATS);
	await trx
		.insertInto('editorial_turn')
		.values(
			codes.map((municipality_code) => {
				const proposal = proposals.find(({ code }) => code === municipality_code);
				// The newest meeting comes first.
				const last = turns.find((turn) => turn.municipality_code === municipality_code);
				return {
					meeting_id,
					municipality_code,
					reason: proposal?.reason ?? ('chosen' as const),
					waited_since: last?.held_on ?? null,
					asked_on: today
				};
			})
		)
		.execute();
	return meeting;
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
		answered_on,
		remark
	}: { id: number; version: number; state: TurnState; answered_on: Day | null; remark: string | null }
): Promise<void> {
	const answered = state === 'asked' ? null : (answered_on ?? acting.today);
	await act(db, acting, async (trx) => {
		const before = await findTurn(trx, id);
		if (!mayAnswerTurn(acting.person, before.municipality_code)) notAllowed();
		if (before.version !== version)
			throw new Stale({
				values: {
					state: before.state,
					answered_on: before.answered_on ?? '',
					remark: before.remark ?? ''
				},
				version: before.version,
				...(await lastChange(trx, 'editorial_turn', { id }))
			});
		if (answered !== null && answered > acting.today) throw new Refused({ answered_on: 'future' });
		if (answered !== null && answered < before.asked_on) throw new Refused({ answered_on: 'before_start' });
		await trx
			.updateTable('editorial_turn')
			.set({ state, answered_on: answered, remark })
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

interface Leader {
	name: string;
	email: string | null;
	phone: string | null;
	bounced_on: Day | null;
}

/** The 98 with their region on a day and who is programleder there, the primary one first. */
async function listCandidates(db: Database, today: Day, reader: string | null) {
	const { rows } = await sql<{
		code: string;
		name: string;
		slug: string;
		region_slug: string;
		region: string;
		leaders: Leader[];
	}>`
		select municipality.code, municipality.name, municipality.slug, region.slug as region_slug, region.name as region,
			coalesce((
				select json_agg(json_build_object('name', person.name,
					'email', case when ${readable(reader)} then person.email end,
					'phone', case when ${readable(reader)} then person.phone end,
					'bounced_on', case when ${readable(reader)} then holder.bounced_on end)
					order by holder.is_primary desc, person.name)
				from role_holder holder join person on person.id = holder.person_id
				where holder.municipality_code = municipality.code and ${leads(today)}), '[]') as leaders
		from municipality
		join region_membership membership on membership.municipality_code = municipality.code
			and membership.valid_from <= ${today}::date
			and (membership.valid_until is null or membership.valid_until >= ${today}::date)
		join region on region.slug = membership.region_slug
		order by municipality.name
	`.execute(db);
	return rows;
}

/** Whether somebody, as `holder`, is programleder on a day. */
export function leads(today: Day) {
	return sql<boolean>`(holder.role_slug = 'programleder' and ${heldOn('holder', today)})`;
}

function readable(reader: string | null) {
	return sql<boolean>`(${reader}::text is null or municipality.code = ${reader})`;
}

/** The mails about the turns of a meeting that the reader may know of, the newest first. */
async function listLetters(
	db: Database,
	{ meeting_id, reader }: { meeting_id: number; reader: string | null }
) {
	return db
		.selectFrom('editorial_letter as letter')
		.innerJoin('municipality', 'municipality.code', 'letter.municipality_code')
		.innerJoin('person', 'person.id', 'letter.person_id')
		.where('letter.meeting_id', '=', meeting_id)
		.where(readable(reader))
		.select([
			'letter.id',
			'letter.municipality_code',
			'letter.kind',
			'letter.sent_on',
			'letter.state',
			'person.name'
		])
		.orderBy('letter.sent_on', 'desc')
		.orderBy('person.name')
		.execute();
}

/** Every asking there has been, the newest meeting first. */
async function listTurns(db: Database, reader: string | null) {
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
			sql<string | null>`case when ${readable(reader)} then turn.remark end`.as('remark'),
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
