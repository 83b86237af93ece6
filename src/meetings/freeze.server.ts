import { sql, type Transaction } from 'kysely';
import { act, type Acting, Refused } from '#database/acting.server.ts';
import { type Database, lookBack } from '#database/connection.server.ts';
import type { DB } from '#database/schema.ts';
import { findFirstDay } from '#history/asof.server.ts';
import type { Day } from '#language/dates.ts';
import type { Language } from '#language/language.ts';
import { mayRunMeetings } from '#people/may.ts';
import { changesSince, corrections } from '#slides/changes.ts';
import { findOrganisation, readOrganisation } from '#slides/organisation.server.ts';
import { type Sentence, sentencesOf } from '#slides/sentences.ts';
import { readStored, type Snapshot, SNAPSHOT_FORMAT, type SnapshotSince } from '#slides/snapshot.ts';
import { canonicalJson, hashOf, readAgenda, readSnapshot } from '#slides/snapshot.server.ts';
import { notAllowed, notFound } from '../errors.ts';

/** What a freeze came to: the version counts from 1 within the meeting. */
export interface Frozen {
	version: number;
	/** False where nothing had changed since the newest version, which stands. */
	is_new: boolean;
}

/**
 * Freezes the figures of a day for a meeting, with its agenda as it stands: in one transaction that sees one moment, so
 * that there is a whole deck or none. Where nothing has changed since the meeting's newest version no other is made; the
 * versions before stay as they are.
 * @param figures_on today, or an earlier day as it was known then
 * @throws 403 where the person does not run the meetings; 404 where there is no such meeting; Refused where the day is
 * still to come or lies before all that is known
 */
export async function freezeMeeting(
	db: Database,
	acting: Acting,
	meeting_id: number,
	{ figures_on = acting.today }: { figures_on?: Day } = {}
): Promise<Frozen> {
	if (!mayRunMeetings(acting.person)) notAllowed();
	if (figures_on > acting.today) throw new Refused({ tal_fra: 'future' });
	if (figures_on < acting.today && figures_on < ((await findFirstDay(db)) ?? ''))
		throw new Refused({ tal_fra: 'too_early' });
	const freeze = () =>
		act(
			db,
			acting,
			(trx) =>
				keepFigures(
					trx,
					{ meeting_id, figures_on, today: acting.today },
					{ frozen_at: acting.now, frozen_by: acting.person.id, request_id: acting.requestId }
				),
			{ one_moment: true }
		);
	try {
		return await freeze();
	} catch (problem) {
		// Somebody froze at the same moment: their version is there now, and often the same.
		if ((problem as { constraint?: string }).constraint === 'deck_meeting_id_version_key') return freeze();
		throw problem;
	}
}

/**
 * The freezing itself, in the transaction of an act or of the demo's loading.
 * @param today the day that the database stands on
 */
export async function keepFigures(
	trx: Transaction<DB>,
	{ meeting_id, figures_on, today }: { meeting_id: number; figures_on: Day; today: Day },
	by: { frozen_at: Date | string; frozen_by: number | null; request_id?: string; is_demo?: boolean }
): Promise<Frozen> {
	const meeting = await readAgenda(trx, meeting_id);
	const since = await sinceBefore(trx, meeting.held_on, today);
	const { name, accent, font, logo } = await findOrganisation(trx);
	const world = await readAt(trx, figures_on, 'then', today);
	const content = canonicalJson({ ...world, meeting, since, organisation: { name, accent, font, logo } });
	const hash = hashOf(content);
	const newest = await trx
		.selectFrom('deck')
		.where('meeting_id', '=', meeting_id)
		.orderBy('version', 'desc')
		.limit(1)
		.select(['version', 'hash'])
		.executeTakeFirst();
	if (newest?.hash.equals(hash)) return { version: newest.version, is_new: false };
	const version = (newest?.version ?? 0) + 1;
	await trx
		.insertInto('deck')
		.values({ meeting_id, version, figures_on, format: SNAPSHOT_FORMAT, content, hash, ...by })
		.execute();
	return { version, is_new: true };
}

/** What the figures of a meeting are compared with, and how far that has been corrected since. */
async function sinceBefore(trx: Transaction<DB>, held_on: Day, today: Day): Promise<SnapshotSince | null> {
	const earlier = await earlierDeck(trx, held_on);
	if (!earlier) return null;
	const { meeting_id, meeting_title, version, figures_on, hash, format, content } = earlier;
	const known = await readAt(trx, figures_on, 'now', today);
	// What does not fit its hash, or cannot be read, is no ground to compare with; whoever reads it is told.
	const frozen = (hashOf(content).equals(hash) && readStored(content, format)) || known;
	const world = { ...frozen, meeting: null, since: null, organisation: null };
	const is_same = canonicalJson(world) === canonicalJson(known);
	return {
		meeting_id,
		meeting_title,
		version,
		hash: hash.toString('hex'),
		figures_on,
		corrected: is_same ? null : known
	};
}

function earlierDeck(db: Database, held_on: Day) {
	return db
		.selectFrom('deck')
		.innerJoin('meeting', 'meeting.id', 'deck.meeting_id')
		.where('meeting.held_on', '<', held_on)
		.orderBy('meeting.held_on', 'desc')
		.orderBy('deck.version', 'desc')
		.limit(1)
		.select([
			'deck.meeting_id',
			'meeting.title as meeting_title',
			'deck.version',
			'deck.figures_on',
			'deck.hash',
			'deck.format',
			'deck.content'
		])
		.executeTakeFirst();
}

/** The world as of a day, inside a transaction that goes on in the present afterwards. */
async function readAt(trx: Transaction<DB>, day: Day, known: 'then' | 'now', today: Day): Promise<Snapshot> {
	if (day >= today) return readSnapshot(trx, day);
	const { path } = await trx
		.selectNoFrom(sql<string>`current_setting('search_path')`.as('path'))
		.executeTakeFirstOrThrow();
	await sql`select look_back(${day}::date, ${known}, ${today}::date)`.execute(trx);
	const world = await readSnapshot(trx, day);
	await sql`select set_config('search_path', ${path}, true)`.execute(trx);
	return world;
}

/** The frozen versions of a meeting, the newest first. `is_whole` says whether the hash fits what is stored. */
export async function listDecks(db: Database, meeting_id: number) {
	return db
		.selectFrom('deck')
		.leftJoin('person', 'person.id', 'deck.frozen_by')
		.where('deck.meeting_id', '=', meeting_id)
		.orderBy('deck.version', 'desc')
		.select([
			'deck.version',
			'deck.figures_on',
			'deck.frozen_at',
			'person.name as frozen_by',
			'deck.is_demo',
			sql<string>`encode(deck.hash, 'hex')`.as('hash'),
			sql<boolean>`deck.hash = sha256(convert_to(deck.content, 'UTF8'))`.as('is_whole')
		])
		.execute();
}

export type DeckRow = Awaited<ReturnType<typeof listDecks>>[number];

/** The newest version of a meeting's frozen figures; null where none was frozen. */
export async function findNewestVersion(db: Database, meeting_id: number): Promise<number | null> {
	const newest = await db
		.selectFrom('deck')
		.where('meeting_id', '=', meeting_id)
		.select((eb) => eb.fn.max<number | null>('version').as('version'))
		.executeTakeFirst();
	return newest?.version ?? null;
}

/**
 * One frozen version, its hash checked.
 * @param version without it the newest
 * @returns `snapshot` is null where there is trouble: what is stored does not fit its hash, or is in a form that this
 * version of the program does not read
 * @throws 404 where the meeting has no such version
 */
export async function findDeck(
	db: Database,
	{ meeting_id, version }: { meeting_id: number; version?: number }
) {
	const deck = await db
		.selectFrom('deck')
		.leftJoin('person', 'person.id', 'deck.frozen_by')
		.where('deck.meeting_id', '=', meeting_id)
		.$if(version !== undefined, (query) => query.where('deck.version', '=', version!))
		.orderBy('deck.version', 'desc')
		.limit(1)
		.select([
			'deck.version',
			'deck.figures_on',
			'deck.frozen_at',
			'person.name as frozen_by',
			'deck.is_demo',
			'deck.format',
			'deck.hash',
			'deck.content'
		])
		.executeTakeFirst();
	if (!deck) notFound();
	const { content, hash, format, ...told } = deck;
	const is_whole = hashOf(content).equals(hash);
	const snapshot = is_whole ? readStored(content, format) : null;
	const trouble = snapshot ? null : is_whole ? ('format' as const) : ('changed' as const);
	return { ...told, hash: hash.toString('hex'), trouble, snapshot };
}

/** The decks that a project was a topic of: by the newest version of each meeting, the latest meeting first; at most 24. */
export async function listDecksAbout(db: Database, project_slug: string) {
	return db
		.selectFrom('deck')
		.innerJoin('meeting', 'meeting.id', 'deck.meeting_id')
		.where(sql<boolean>`deck.topics ? ${project_slug}`)
		.where((eb) =>
			eb.not(
				eb.exists(
					eb
						.selectFrom('deck as later')
						.select('later.id')
						.whereRef('later.meeting_id', '=', 'deck.meeting_id')
						.whereRef('later.version', '>', 'deck.version')
				)
			)
		)
		.orderBy('meeting.held_on', 'desc')
		.limit(24)
		.select([
			'deck.meeting_id',
			'deck.version',
			'deck.figures_on',
			'deck.is_demo',
			'meeting.title',
			'meeting.held_on'
		])
		.execute();
}

/** The figures that a frozen version is compared with: those of the meeting before as they were frozen; null where there are none. */
export async function findDeckBefore(db: Database, { since }: Pick<Snapshot, 'since'>) {
	return since && (await findDeck(db, since));
}

/**
 * A frozen version with all that is shown of it: its figures, what has changed since those of the meeting before (null where
 * there were none to compare with), and who presents.
 * @param version without it the newest
 * @returns null where what is stored cannot be trusted or read
 * @throws 404 where the meeting has no such version
 */
export async function readFrozen(db: Database, at: { meeting_id: number; version?: number | undefined }) {
	const { meeting_id, version } = at;
	const deck = await findDeck(db, { meeting_id, ...(version !== undefined && { version }) });
	const { snapshot } = deck;
	if (!snapshot) return null;
	const earlier = (await findDeckBefore(db, snapshot))?.snapshot;
	return {
		version: deck.version,
		snapshot,
		changes: earlier ? changesSince(earlier, snapshot).changes : null,
		organisation: await readOrganisation(db, snapshot.organisation)
	};
}

/**
 * The day of a frozen version as it is known now, to be compared with it.
 * @param db the present
 * @param today the day that the database stands on
 */
export async function readAsKnownNow(
	db: Database,
	{ figures_on, today }: { figures_on: Day; today: Day }
): Promise<Snapshot> {
	if (figures_on >= today) return readSnapshot(db, figures_on);
	return readSnapshot(lookBack(db, { day: figures_on, known: 'now', present: today }), figures_on);
}

/**
 * What has changed from the meeting before to a frozen version, in sentences by project, with the corrections of the earlier
 * figures apart; or, where `corrected` asks, what of this version has been corrected since it was frozen.
 * @param db the present
 * @param today the day that the database stands on
 * @throws 404 where the meeting has no such version
 */
export async function findChanges(
	db: Database,
	{
		meeting_id,
		version,
		corrected,
		today,
		language
	}: { meeting_id: number; version: number; corrected: boolean; today: Day; language: Language }
) {
	const deck = await findDeck(db, { meeting_id, version });
	const { snapshot, ...told } = deck;
	const since = snapshot?.since ?? null;
	const earlier = corrected || !since ? null : await findDeck(db, since);
	const page = `/moeder/${meeting_id}/aendringer?udgave=${version}`;
	const lists = { corrections: [] as Sentence[], changes: [] as Sentence[] };
	let names: Record<string, string> = {};
	if (snapshot && corrected) {
		const now = await readAsKnownNow(db, { figures_on: snapshot.figures_on, today });
		lists.corrections = sentencesOf(corrections(snapshot, now), language, { page: `${page}&vis=rettelser` });
	} else if (snapshot && earlier?.snapshot) {
		const told = changesSince(earlier.snapshot, snapshot);
		names = told.changes.names;
		lists.changes = sentencesOf(told.changes, language, { page });
		if (told.corrections) lists.corrections = sentencesOf(told.corrections, language, { page });
	}
	return {
		...told,
		since: since && { ...since, corrected: null },
		earlier_trouble: earlier?.trouble ?? null,
		corrected: lists.corrections,
		projects: [...Map.groupBy(lists.changes, ({ project_slug }) => project_slug)].map(
			([slug, sentences]) => ({ slug, name: slug === null ? null : (names[slug] ?? slug), sentences })
		),
		places: Object.fromEntries(
			(snapshot?.municipalities ?? []).map(({ code, name, slug }) => [code, { name, slug }])
		)
	};
}
