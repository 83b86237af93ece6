import { sql } from 'kysely';
import { type Acting, act, Refused } from '#database/acting.server.ts';
import type { Database } from '#database/connection.server.ts';
import { type Mailer, sendAll } from '#messages/mail.server.ts';
import { notAllowed, notFound } from '../errors.ts';
import type { InvitedLine, LineFault } from './invitation.form.ts';
import { invitationLetter } from './invitation.text.ts';
import { type Actor, mayAdminister, mayAdministerSome } from './may.ts';

/** Whatever sends a letter; it throws where it cannot. */
type Post = Pick<Mailer, 'send'>;

/** What an invitation of one line comes to. */
export type Outcome = 'new' | 'adds' | 'has' | 'faulty';
export interface Previewed extends InvitedLine {
	outcome: Outcome;
	why: LineFault | 'not_yours' | 'left' | `twice:${number}` | null;
	/** Who has the mail already. */
	known: { id: number; name: string } | null;
}

/**
 * What will happen line by line: a new person, somebody who is there gets another access, has it already, or nothing,
 * for a reason. The same mail, whatever its case, is the same person.
 * @throws 403 where the actor administers nobody
 */
export async function previewInvitations(
	db: Database,
	{ actor, lines }: { actor: Actor; lines: InvitedLine[] }
): Promise<Previewed[]> {
	if (!mayAdministerSome(actor)) notAllowed();
	const mails = [...new Set(lines.map(({ email }) => email.toLowerCase()))];
	const { rows: known } = await sql<{
		id: number;
		name: string;
		email: string;
		has_left: boolean;
		held: string[];
	}>`
		select person.id, person.name, lower(person.email) as email, person.left_on is not null as has_left,
			array(select concat(kind, ' ', municipality_code) from access
				where access.person_id = person.id and revoked_on is null) as held
		from person where lower(person.email) = any(${mails})
	`.execute(db);
	const byMail = new Map(known.map((person) => [person.email, person]));
	const earlier = new Map<string, number>();
	return lines.map((line): Previewed => {
		const found = byMail.get(line.email.toLowerCase());
		const base = { ...line, known: found ? { id: found.id, name: found.name } : null };
		const faulty = (why: NonNullable<Previewed['why']>): Previewed => ({ ...base, outcome: 'faulty', why });
		if (line.fault) return faulty(line.fault);
		if (!mayAdminister(actor, line.municipality_code)) return faulty('not_yours');
		const key = `${line.email.toLowerCase()} ${line.kind} ${line.municipality_code ?? ''}`;
		const first = earlier.get(key);
		if (first !== undefined) return faulty(`twice:${first}`);
		earlier.set(key, line.line);
		if (!found) return { ...base, outcome: 'new', why: null };
		if (found.has_left) return faulty('left');
		const has = found.held.includes(`${line.kind} ${line.municipality_code ?? ''}`);
		return { ...base, outcome: has ? 'has' : 'adds', why: null };
	});
}

export interface InviteResult {
	lines: Previewed[];
	/** Those who got access, and whether their letter went out. */
	invited: { person_id: number; access_id: number; name: string; email: string; sent: boolean }[];
}

/**
 * Carries out what previewInvitations says: all accesses in one act, then a letter to each. A letter that cannot be sent
 * leaves the invitation as it is, noted as not sent.
 * @param address where Overblik is reached, such as https://overblik.example; null where only the caller says so (doorAt):
 * no letter goes out then
 * @throws 403; Repeated where the form was taken in before; Refused where no line can be carried out
 */
export async function invite(
	db: Database,
	acting: Acting,
	mail: Post,
	{ lines, address }: { lines: InvitedLine[]; address: string | null }
): Promise<InviteResult> {
	const previewed = await previewInvitations(db, { actor: acting.person, lines });
	const good = previewed.filter(({ outcome }) => outcome === 'new' || outcome === 'adds');
	if (good.length === 0) throw new Refused({ liste: 'nobody_to_invite' });
	const given = JSON.stringify(
		good.map(({ name, email, kind, municipality_code }, at) => ({ at, name, email, kind, municipality_code }))
	);
	const added = await act(db, acting, async (trx) => {
		// Whoever invites the same person at the same moment waits here, and then finds them.
		await sql`
			insert into person (name, email, municipality_code)
			select distinct on (lower(email)) name, email, municipality_code
			from jsonb_to_recordset(${given}::jsonb) as given(at integer, name text, email text, municipality_code text)
			order by lower(email), at
			on conflict do nothing
		`.execute(trx);
		const { rows } = await sql<{ access_id: number; person_id: number; name: string; email: string }>`
			with added as (
				insert into access (person_id, kind, municipality_code, granted_on, invitation_failed_on)
				select person.id, given.kind, given.municipality_code, ${acting.today}, ${acting.today}
				from jsonb_to_recordset(${given}::jsonb)
					as given(at integer, email text, kind access_kind, municipality_code text)
				join person on lower(person.email) = lower(given.email) and person.left_on is null
				where not exists (
					select from access held where held.person_id = person.id and held.kind = given.kind
						and held.municipality_code is not distinct from given.municipality_code and held.revoked_on is null)
				order by given.at
				on conflict do nothing
				returning id, person_id
			)
			select added.id as access_id, added.person_id, person.name, person.email
			from added join person on person.id = added.person_id order by added.id
		`.execute(trx);
		return rows;
	});
	const sent = await sendLetters(db, acting, mail, address, added);
	return { lines: previewed, invited: added.map((row) => ({ ...row, sent: sent.has(row.access_id) })) };
}

/**
 * Sends the invitation to an access once more.
 * @throws 403 by mayAdminister; 404 where there is no such access in force; Refused where the letter cannot be sent
 */
export async function inviteAgain(
	db: Database,
	acting: Acting,
	mail: Post,
	{ person_id, access_id, address }: { person_id: number; access_id: number; address: string | null }
): Promise<void> {
	const row = await db
		.selectFrom('access')
		.innerJoin('person', 'person.id', 'access.person_id')
		.where('access.id', '=', access_id)
		.where('person.id', '=', person_id)
		.where('access.revoked_on', 'is', null)
		.where('person.left_on', 'is', null)
		.select([
			'access.id as access_id',
			'person.id as person_id',
			'person.name',
			'person.email',
			'access.municipality_code'
		])
		.executeTakeFirst();
	if (!row) notFound();
	if (!mayAdminister(acting.person, row.municipality_code)) notAllowed();
	const sent = await sendLetters(db, acting, mail, address, [row]);
	if (!sent.has(access_id)) throw new Refused({ access_id: 'mail_failed' });
}

// The accesses whose letter went out; both outcomes are noted on the access.
async function sendLetters(
	db: Database,
	acting: Acting,
	mail: Post,
	address: string | null,
	to: { access_id: number; person_id: number; name: string; email: string }[]
): Promise<Set<number>> {
	// Somebody who gets two accesses gets one letter.
	const people = [...Map.groupBy(to, ({ person_id }) => person_id).values()];
	const letters = people.flatMap((rows) => {
		const [{ name, email }] = rows as [(typeof to)[number]];
		const { name: by, municipality_name: place } = acting.person;
		if (address === null) return [];
		return {
			rows,
			mail: { to: { name, address: email }, ...invitationLetter({ name, by, place, address }) }
		};
	});
	const taken = await sendAll(mail, letters);
	const sent = new Set([...taken].flatMap(({ rows }) => rows.map(({ access_id }) => access_id)));
	const ids = [...sent];
	const failed = to.map(({ access_id }) => access_id).filter((id) => !sent.has(id));
	await act(db, { ...acting, formKey: null }, async (trx) => {
		await sql`
			update access set invited_on = case when id = any(${ids}) then ${acting.today}::date else invited_on end,
				invitation_failed_on = case when id = any(${failed}) then ${acting.today}::date end
			where id = any(${[...ids, ...failed]})
		`.execute(trx);
	});
	return sent;
}
