import { act, type Acting, lastChange, Refused, Stale } from '#database/acting.server.ts';
import type { Database } from '#database/connection.server.ts';
import type { Day } from '#language/dates.ts';
import { mayEditFollowUp, mayWriteSignature } from '#people/may.ts';
import { notAllowed, notFound } from '../errors.ts';
import type { FollowUpChange } from './signature.form.ts';

/**
 * The calls, mails and meetings about a municipality's signature on a version, the newest first, with who wrote them.
 * For KOMBIT and that municipality only.
 */
export async function listFollowUps(
	db: Database,
	{ version_id, code, today }: { version_id: number; code: string; today: Day }
) {
	return db
		.selectFrom('follow_up')
		.leftJoin('person', 'person.id', 'follow_up.person_id')
		.where('follow_up.version_id', '=', version_id)
		.where('follow_up.municipality_code', '=', code)
		.where('follow_up.happened_on', '<=', today)
		.select([
			'follow_up.id',
			'follow_up.kind',
			'follow_up.happened_on',
			'follow_up.note',
			'follow_up.version',
			'follow_up.is_demo',
			'follow_up.person_id',
			'person.name as person_name'
		])
		.orderBy('follow_up.happened_on', 'desc')
		.orderBy('follow_up.id', 'desc')
		.execute();
}

/**
 * Notes a call, a mail or a meeting about a municipality's signature; with `id`, changes a note that is there.
 * @throws 404 where the municipality was not asked to sign the version or has no such note, 403 where the person may not
 * write it, Refused where the day is to come, Stale where the note changed since the form was made
 */
export async function noteFollowUp(
	db: Database,
	acting: Acting,
	agreement_id: number,
	{ kommune: code, udgave, id, version, slags, dato, note }: FollowUpChange
): Promise<void> {
	const asked = await findAsked(db, agreement_id, udgave, code);
	const known = id === null ? null : await findNote(db, agreement_id, id);
	if (known && (known.version_id !== udgave || known.municipality_code !== code)) notFound();
	const allowed = known
		? mayEditFollowUp(acting.person, known, code)
		: mayWriteSignature(acting.person, asked, code);
	if (!allowed) notAllowed();
	if (dato > acting.today) throw new Refused({ dato: 'future' });
	const values = { kind: slags, happened_on: dato, note };
	await act(db, acting, async (trx) => {
		if (!known) {
			await trx
				.insertInto('follow_up')
				.values({ version_id: udgave, municipality_code: code, ...values })
				.execute();
			return;
		}
		const [changed] = await trx
			.updateTable('follow_up')
			.set(values)
			.where('id', '=', known.id)
			.where('version', '=', version ?? 0)
			.returning('id')
			.execute();
		if (changed) return;
		const row = await trx.selectFrom('follow_up').selectAll().where('id', '=', known.id).executeTakeFirst();
		if (!row) throw new Stale();
		throw new Stale({
			...(await lastChange(trx, 'follow_up', { id: known.id })),
			version: row.version,
			values: { slags: row.kind, dato: row.happened_on, note: row.note }
		});
	});
}

/**
 * Takes a note away.
 * @throws 404 where there is no such note, 403 where it is not the person's, Stale where it changed since it was seen
 */
export async function removeFollowUp(
	db: Database,
	acting: Acting,
	agreement_id: number,
	{ id, version }: { id: number; version: number }
): Promise<void> {
	const known = await findNote(db, agreement_id, id);
	if (!mayEditFollowUp(acting.person, known, known.municipality_code)) notAllowed();
	await act(db, acting, async (trx) => {
		const [gone] = await trx
			.deleteFrom('follow_up')
			.where('id', '=', id)
			.where('version', '=', version)
			.returning('id')
			.execute();
		if (!gone) throw new Stale();
	});
}

async function findAsked(db: Database, agreement_id: number, version_id: number, code: string) {
	const asked = await db
		.selectFrom('signature')
		.innerJoin('agreement_version as v', 'v.id', 'signature.version_id')
		.innerJoin('agreement as a', 'a.id', 'v.agreement_id')
		.where('a.id', '=', agreement_id)
		.where('v.id', '=', version_id)
		.where('signature.municipality_code', '=', code)
		.select('a.project_id')
		.executeTakeFirst();
	return asked ?? notFound();
}

async function findNote(db: Database, agreement_id: number, id: number) {
	const note = await db
		.selectFrom('follow_up')
		.innerJoin('agreement_version as v', 'v.id', 'follow_up.version_id')
		.innerJoin('agreement as a', 'a.id', 'v.agreement_id')
		.where('a.id', '=', agreement_id)
		.where('follow_up.id', '=', id)
		.select([
			'follow_up.id',
			'follow_up.version_id',
			'follow_up.municipality_code',
			'follow_up.person_id',
			'a.project_id'
		])
		.executeTakeFirst();
	return note ?? notFound();
}
