import { sql, type Transaction } from 'kysely';
import { act, type Acting, Refused } from '#database/acting.server.ts';
import type { Database } from '#database/connection.server.ts';
import type { DB } from '#database/schema.ts';
import type { Language } from '#language/language.ts';
import { type Mailer, sendAll } from '#messages/mail.server.ts';
import { mayRunMeetings } from '#people/may.ts';
import { notAllowed } from '../errors.ts';
import { askingLetter } from './asking.text.ts';
import { claimMeeting } from './meeting.server.ts';
import { addTurns, leads } from './rota.server.ts';
import { isSought, type Letter } from './rota.ts';

/** Whatever sends a letter; it throws where it cannot. */
type Post = Pick<Mailer, 'send'>;
type Meeting = Awaited<ReturnType<typeof claimMeeting>>;

/** A letter that is about to leave, and to whom. */
interface Leaving {
	id: number;
	kind: Letter['kind'];
	name: string;
	email: string;
	language: Language;
	municipality: string;
}

/**
 * Asks municipalities to help edit a meeting: notes it, and writes to whoever is programleder there, each in the language
 * they read in last. Who cannot be written to is asked nonetheless, to be rung up (whyToRing). Once a mail is out the asking
 * can be taken back, but not undone.
 * @param address where Overblik is reached, such as https://overblik.example; null where only the caller says so (doorAt):
 * no letter goes out then
 * @throws Refused where one was asked already; Repeated where the form was taken in before; 403, 404
 */
export async function askEditors(
	db: Database,
	acting: Acting,
	post: Post,
	meeting_id: number,
	{ kommune, address }: { kommune: string[]; address: string | null }
): Promise<void> {
	if (!mayRunMeetings(acting.person)) notAllowed();
	const { meeting, letters } = await act(db, acting, async (trx) => {
		const meeting = await addTurns(trx, acting, meeting_id, kommune);
		return { meeting, letters: await claimLetters(trx, acting, meeting, { kommune, address }) };
	});
	await sendLetters(db, acting, post, { meeting, letters, address });
}

/**
 * Writes once more to municipalities that were asked and have not answered, and for the first time where no letter went
 * out yet; to nobody twice on one day.
 * @param id the turns; those answered or taken back meanwhile are passed over
 * @param address as for askEditors
 * @throws Refused where there is nobody to write to; Repeated where the form was taken in before; 403, 404
 */
export async function remindEditors(
	db: Database,
	acting: Acting,
	post: Post,
	meeting_id: number,
	{ id, address }: { id: number[]; address: string | null }
): Promise<void> {
	if (!mayRunMeetings(acting.person)) notAllowed();
	const { meeting, letters } = await act(db, acting, async (trx) => {
		const meeting = await claimMeeting(trx, meeting_id);
		const waiting = await trx
			.selectFrom('editorial_turn')
			.select('municipality_code')
			.where('meeting_id', '=', meeting_id)
			.where('state', '=', 'asked')
			.where(sql<boolean>`id = any(${id}::integer[])`)
			.execute();
		const kommune = waiting.map(({ municipality_code }) => municipality_code);
		const letters = await claimLetters(trx, acting, meeting, { kommune, address });
		if (letters.length === 0) throw new Refused({ id: 'nobody_to_remind' });
		return { meeting, letters };
	});
	await sendLetters(db, acting, post, { meeting, letters, address });
}

// The row is there before its mail: whoever else writes to the same person that day finds it and lets it be.
async function claimLetters(
	trx: Transaction<DB>,
	{ today }: Acting,
	meeting: Meeting,
	{ kommune, address }: { kommune: string[]; address: string | null }
): Promise<Leaving[]> {
	if (address === null || !isSought(meeting, today)) return [];
	const { rows } = await sql<Leaving>`
		with letter as (
			insert into editorial_letter (meeting_id, municipality_code, person_id, kind, sent_on)
			select distinct ${meeting.id}::integer, holder.municipality_code, holder.person_id,
				(case when exists (
					select from editorial_letter earlier where earlier.meeting_id = ${meeting.id}
						and earlier.municipality_code = holder.municipality_code and earlier.state = 'sent')
				then 'reminder' else 'asking' end)::editorial_letter_kind, ${today}::date
			from role_holder holder join person on person.id = holder.person_id
			where holder.municipality_code = any(${kommune}) and ${leads(today)}
				and holder.bounced_on is null and person.left_on is null
			on conflict (meeting_id, municipality_code, person_id, sent_on)
				do update set state = 'leaving' where editorial_letter.state = 'failed'
			returning id, kind, person_id, municipality_code
		)
		select letter.id, letter.kind, person.name, person.email, municipality.name as municipality,
			coalesce((
				select language from session where session.person_id = person.id order by used_at desc limit 1), 'da') as language
		from letter join person on person.id = letter.person_id
		join municipality on municipality.code = letter.municipality_code
		order by municipality.name, person.name
	`.execute(trx);
	return rows;
}

async function sendLetters(
	db: Database,
	acting: Acting,
	post: Post,
	{ meeting, letters, address }: { meeting: Meeting; letters: Leaving[]; address: string | null }
): Promise<void> {
	if (letters.length === 0 || address === null) return;
	const by = await db
		.selectFrom('person')
		.select(['name', 'email'])
		.where('id', '=', acting.person.id)
		.executeTakeFirstOrThrow();
	const posted = letters.map(({ id, kind, name, email, language, municipality }) => ({
		id,
		mail: {
			to: { name, address: email },
			language,
			...askingLetter(language, { kind, name, municipality, meeting, by, address })
		}
	}));
	const taken = [...(await sendAll(post, posted))].map(({ id }) => id);
	await act(db, { ...acting, formKey: null }, (trx) =>
		sql`
			update editorial_letter
			set state = (case when id = any(${taken}::integer[]) then 'sent' else 'failed' end)::editorial_letter_state
			where id = any(${letters.map(({ id }) => id)}::integer[])
		`.execute(trx)
	);
}
