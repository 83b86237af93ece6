import { sql } from 'kysely';
import { jsonArrayFrom } from 'kysely/helpers/postgres';
import { act, type Acting, lastChange, Refused, Stale, type Theirs } from '#database/acting.server.ts';
import type { Database } from '#database/connection.server.ts';
import type { Day } from '#language/dates.ts';
import { mayWriteSignature } from '#people/may.ts';
import type { Left, Outcome } from '#ui/bulk.ts';
import { notAllowed, notFound } from '../errors.ts';
import { asksForReason, effectiveDay, isInPlace, type SignatureWish, signatureFaults } from './agreement.ts';
import type { SignatureChange, SignaturesChange } from './signature.form.ts';

/**
 * A municipality's signature on a version of an agreement as its form needs it, with the versions that it can be
 * changed on: those that were sent out and that the municipality was asked to sign.
 * @returns undefined where the municipality was not asked
 */
export async function findSignature(
	db: Database,
	{
		agreement_id,
		version_id,
		code,
		today
	}: { agreement_id: number; version_id: number; code: string; today: Day }
) {
	return db
		.selectFrom('signature')
		.innerJoin('agreement_version as v', 'v.id', 'signature.version_id')
		.innerJoin('municipality', 'municipality.code', 'signature.municipality_code')
		.where('signature.version_id', '=', version_id)
		.where('v.agreement_id', '=', agreement_id)
		.where('v.sent_on', '<=', today)
		.where('signature.municipality_code', '=', code)
		.select((eb) => [
			'municipality.code',
			'municipality.name',
			'municipality.slug',
			'v.id as version_id',
			'v.label',
			'v.sent_on',
			'signature.state',
			'signature.signed_on',
			'signature.signatory',
			'signature.signatory_title',
			'signature.reference',
			'signature.reason',
			'signature.version',
			jsonArrayFrom(
				eb
					.selectFrom('agreement_version as other')
					.innerJoin('signature as held', 'held.version_id', 'other.id')
					.where('other.agreement_id', '=', agreement_id)
					.where('other.sent_on', '<=', today)
					.where('held.municipality_code', '=', code)
					.select(['other.id', 'other.label', 'held.state'])
					.orderBy('other.position', 'desc')
			).as('versions')
		])
		.executeTakeFirst();
}

/**
 * Changes a municipality's signature: state, day, who signed in which capacity, reference, reason. What does not go
 * with the new state is cleared. It holds from the day it was signed, any other state from `gaelder_fra`.
 * @throws 404 where no such version was sent to the municipality, 403 where the person may not write it, Refused with a
 * fault by field, Stale where it changed since the form was made
 */
export async function signAgreement(
	db: Database,
	acting: Acting,
	agreement_id: number,
	change: SignatureChange
): Promise<void> {
	const version = await findSignable(db, acting, agreement_id, change.udgave);
	if (!mayWriteSignature(acting.person, version, change.kommune)) notAllowed();
	refuseFaults(change, version, acting);
	const signing = isInPlace(change.tilstand);
	await act(
		db,
		acting,
		async (trx) => {
			const key = { version_id: change.udgave, municipality_code: change.kommune };
			const [changed] = await trx
				.updateTable('signature')
				.set({
					...outcomeOf(change),
					signatory: signing ? change.underskriver : null,
					signatory_title: signing ? change.titel : null,
					reference: signing ? change.reference : null
				})
				.where('version_id', '=', key.version_id)
				.where('municipality_code', '=', key.municipality_code)
				.where('version', '=', change.version)
				.returning('version')
				.execute();
			if (changed) return;
			const row = await trx
				.selectFrom('signature')
				.selectAll()
				.where('version_id', '=', key.version_id)
				.where('municipality_code', '=', key.municipality_code)
				.executeTakeFirst();
			if (!row) notFound();
			throw new Stale({
				...(await lastChange(trx, 'signature', key)),
				version: row.version,
				values: {
					tilstand: row.state,
					underskrevet: row.signed_on ?? '',
					underskriver: row.signatory ?? '',
					titel: row.signatory_title ?? '',
					reference: row.reference ?? '',
					begrundelse: row.reason ?? ''
				}
			} satisfies Theirs);
		},
		actOptions(change, acting)
	);
}

/**
 * What signAgreements would do, without doing it.
 * @throws as signAgreements does
 */
export async function previewSignatures(
	db: Database,
	acting: Acting,
	agreement_id: number,
	change: SignaturesChange
): Promise<Outcome> {
	const version = await findSignable(db, acting, agreement_id, change.udgave);
	refuseOthers(acting, version, change);
	refuseFaults(change, version, acting);
	return sortOut(await chosenSignatures(db, change), { acting, version, change });
}

/**
 * Brings many municipalities' signatures on a version into one state, in one act: all that can be changed are, and are
 * undone together. A row that changed since it was seen, stands so already, was never asked for or is not the person's
 * to write is left and named with the reason. Who signed stays where a signature was there; it is never made up.
 * @throws 404 where no such version was sent out, 403 where the person may write none of the rows, Refused with a fault
 * by field
 */
export async function signAgreements(
	db: Database,
	acting: Acting,
	agreement_id: number,
	change: SignaturesChange
): Promise<Outcome> {
	const version = await findSignable(db, acting, agreement_id, change.udgave);
	refuseOthers(acting, version, change);
	refuseFaults(change, version, acting);
	const kept = (column: 'signatory' | 'signatory_title' | 'reference') =>
		isInPlace(change.tilstand)
			? sql<
					string | null
				>`case when signature.state in ('signed', 'registered') then ${sql.ref(`signature.${column}`)} end`
			: null;
	return act(
		db,
		acting,
		async (trx) => {
			const planned = sortOut(await chosenSignatures(trx, change), { acting, version, change });
			const wanted = planned.changes.map(({ key }) => key);
			const chosen = change.valgt.filter(({ code }) => wanted.includes(code));
			const written = await trx
				.updateTable('signature')
				.from(rowsOf(chosen))
				.set({
					...outcomeOf(change),
					signatory: kept('signatory'),
					signatory_title: kept('signatory_title'),
					reference: kept('reference')
				})
				.where('signature.version_id', '=', change.udgave)
				.whereRef('signature.municipality_code', '=', 'chosen.code')
				.whereRef('signature.version', '=', 'chosen.version')
				.returning('signature.municipality_code as code')
				.execute();
			const done = new Set(written.map(({ code }) => code));
			// Whoever was quicker between looking and writing has changed it too.
			const late = planned.changes
				.filter(({ key }) => !done.has(key))
				.map(({ key, name }): Left => ({ key, name, why: 'changed' }));
			return {
				changes: planned.changes.filter(({ key }) => done.has(key)),
				left: [...planned.left, ...late]
			};
		},
		actOptions(change, acting)
	);
}

type Signable = Awaited<ReturnType<typeof findSignable>>;

// General terms are notified, never signed; a version that was not sent out asks nobody.
async function findSignable(db: Database, acting: Acting, agreement_id: number, version_id: number) {
	const version = await db
		.selectFrom('agreement_version as v')
		.innerJoin('agreement as a', 'a.id', 'v.agreement_id')
		.where('v.id', '=', version_id)
		.where('a.id', '=', agreement_id)
		.where('a.kind', '!=', 'general_terms')
		.where('v.sent_on', '<=', acting.today)
		.select(['a.project_id', 'a.ended_on', 'v.sent_on'])
		.executeTakeFirst();
	return version ?? notFound();
}

function refuseFaults(wish: SignatureWish, version: Signable, { today, person }: Acting): void {
	if (version.ended_on && version.ended_on <= today) throw new Refused({ tilstand: 'closed' });
	const faults = signatureFaults(wish, version, { today, person });
	if (Object.keys(faults).length > 0) throw new Refused(faults);
}

function refuseOthers({ person }: Acting, version: Signable, { valgt }: SignaturesChange): void {
	if (!valgt.some(({ code }) => mayWriteSignature(person, version, code))) notAllowed();
}

function outcomeOf(wish: SignatureWish) {
	return {
		state: wish.tilstand,
		signed_on: isInPlace(wish.tilstand) ? wish.underskrevet : null,
		reason: asksForReason(wish.tilstand) ? wish.begrundelse : null
	};
}

function actOptions(wish: SignatureWish, { today }: Acting) {
	const { reason } = outcomeOf(wish);
	return { effective_on: effectiveDay(wish, today), ...(reason ? { reason } : {}) };
}

function rowsOf(chosen: { code: string; version: number }[]) {
	return sql<{ code: string; version: number }>`
		unnest(${chosen.map(({ code }) => code)}::text[], ${chosen.map(({ version }) => version)}::integer[])
	`.as<'chosen'>(sql`chosen(code, version)`);
}

async function chosenSignatures(db: Pick<Database, 'selectFrom'>, { udgave, valgt }: SignaturesChange) {
	return db
		.selectFrom(rowsOf(valgt))
		.innerJoin('municipality', 'municipality.code', 'chosen.code')
		.leftJoin('signature', (join) =>
			join.onRef('signature.municipality_code', '=', 'chosen.code').on('signature.version_id', '=', udgave)
		)
		.select([
			'chosen.code',
			'municipality.name',
			'signature.state',
			sql<boolean>`signature.version is distinct from chosen.version`.as('is_changed')
		])
		.orderBy('municipality.name')
		.execute();
}

function sortOut(
	rows: Awaited<ReturnType<typeof chosenSignatures>>,
	{ acting, version, change }: { acting: Acting; version: Signable; change: SignaturesChange }
): Outcome {
	const outcome: Outcome = { changes: [], left: [] };
	for (const { code: key, name, state, is_changed } of rows) {
		const why = !mayWriteSignature(acting.person, version, key)
			? 'not_allowed'
			: !state
				? 'outside'
				: state === change.tilstand
					? 'same'
					: is_changed
						? 'changed'
						: null;
		if (why) outcome.left.push({ key, name, why });
		else outcome.changes.push({ key, name, from: state!, to: change.tilstand });
	}
	return outcome;
}
