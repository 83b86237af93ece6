import { sql, type Transaction } from 'kysely';
import type { Day } from '#language/dates.ts';
import type { SignedIn } from '#people/session.server.ts';
import { notAllowed } from '../errors.ts';
import type { Database } from './connection.server.ts';
import type { DB } from './schema.ts';

/** Who acts, in which request, and when in the world shown. */
export interface Acting {
	person: SignedIn;
	requestId: string;
	today: Day;
	now: Date;
}

export interface ActOptions {
	/** The day from which the states written hold; today unless given, never later. */
	effective_on?: Day;
	/** Why, in the person's words; it goes into the history of the states written. */
	reason?: string;
}

/** The row that a form was made from has changed meanwhile, or is gone: the action answers 409 and shows both values. */
export class Stale extends Error {
	override name = 'Stale';
	constructor() {
		super('the row has changed meanwhile');
	}
}

const REFUSED = '42501';
const DEADLOCK = '40P01';

/**
 * Writes as one person, in one transaction: all of `work` or nothing. Inside it PostgreSQL takes on the restricted role
 * `overblik_app`, whose policies refuse what the person's access does not allow, and its triggers record every change.
 * `work` does nothing but use `trx`, since two acts that block each other make one of them start over.
 * @throws what `work` throws, such as Stale; 403 where a policy refuses
 */
export async function act<T>(
	db: Database,
	acting: Acting,
	work: (trx: Transaction<DB>) => Promise<T>,
	options: ActOptions = {}
): Promise<T> {
	if (options.effective_on && options.effective_on > acting.today) {
		throw new RangeError(`A state cannot hold from a day to come (${options.effective_on}).`);
	}
	for (let tries = 1; ; tries++) {
		try {
			return await db.transaction().execute(async (trx) => {
				await enter(trx, acting, options);
				return work(trx);
			});
		} catch (problem) {
			const { code } = problem as { code?: unknown };
			if (code === REFUSED) notAllowed();
			if (code !== DEADLOCK || tries === 3) throw problem;
		}
	}
}

// The settings and the role hold until the transaction ends, however it ends.
async function enter(
	trx: Transaction<DB>,
	{ person, requestId, today, now }: Acting,
	{ effective_on = today, reason = '' }: ActOptions
): Promise<void> {
	const settings = {
		'overblik.person': String(person.id),
		'overblik.access': String(person.access_id),
		'overblik.request': requestId,
		'overblik.today': today,
		'overblik.effective_on': effective_on,
		'overblik.recorded_at': now.toISOString(),
		'overblik.reason': reason,
		'overblik.undoes': '',
		role: 'overblik_app'
	};
	const set = Object.entries(settings).map(([name, value]) => sql`set_config(${name}, ${value}, true)`);
	await sql`select ${sql.join(set)}`.execute(trx);
}

/**
 * Whether a form with this key comes for the first time; false means that it was taken in before and nothing is left to
 * do. A second sending that comes while the first is at work waits for it.
 * @param key the uuid of the form's hidden field `noegle`
 */
export async function once(trx: Transaction<DB>, key: string): Promise<boolean> {
	const { numAffectedRows } = await sql`
		insert into form_key (key, person_id, made_at)
		values (${key}, acting_setting('person')::integer, acting_setting('recorded_at')::timestamptz)
		on conflict do nothing
	`.execute(trx);
	return numAffectedRows === 1n;
}
