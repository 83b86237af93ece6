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
	/** The uuid of the form that asks for the act; sent again, it changes nothing. Null where no form asks. */
	formKey?: string | null;
}

export interface ActOptions {
	/** The day from which the states written hold; today unless given, never later. */
	effective_on?: Day;
	/** Why, in the person's words; it goes into the history of the states written. */
	reason?: string;
	/** The request that is turned around, so that the history of states is turned around with it. */
	undoes?: string;
	/** The faults to refuse with, by unique index: what two who ask at the same moment run into, where only one may. */
	clashes?: Record<string, Record<string, string>>;
	/** All that the work reads is of one moment; started over where somebody else's act comes in between. */
	one_moment?: boolean;
}

/** A row as it stands, in the fields of the form that wanted to change it, and who left it so. */
export interface Theirs {
	values: Record<string, string>;
	version: number;
	person_name: string | null;
	recorded_at: Date | null;
}

/**
 * The row that a form was made from has changed meanwhile: the action answers 409 and shows both values. `theirs` is
 * null where it is gone, or where there is nothing to choose between.
 */
export class Stale extends Error {
	override name = 'Stale';
	theirs: Theirs | null;
	constructor(theirs: Theirs | null = null) {
		super('the row has changed meanwhile');
		this.theirs = theirs;
	}
}

/** What was asked for cannot be, for a reason that the person can mend: a fault by field, as readForm gives them. */
export class Refused extends Error {
	override name = 'Refused';
	faults: Record<string, string>;
	constructor(faults: Record<string, string>) {
		super(`refused: ${Object.entries(faults).flat().join(' ')}`);
		this.faults = faults;
	}
}

/** The form was taken in before; its change stands. */
export class Repeated extends Error {
	override name = 'Repeated';
	constructor() {
		super('the form was taken in before');
	}
}

const REFUSED = '42501';
const TAKEN = '23505';
const STARTS_OVER = new Set<unknown>(['40P01', '40001']); // a deadlock, a moment that has passed

/**
 * Writes as one person, in one transaction: all of `work` or nothing. Inside it PostgreSQL takes on the restricted role
 * `overblik_app`, whose policies refuse what the person's access does not allow, and its triggers record every change.
 * `work` does nothing but use `trx`, since two acts that block each other make one of them start over.
 * @throws what `work` throws, such as Stale; Repeated where its form was taken in before; 403 where a policy refuses;
 * Refused where an index of `clashes` does
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
			const moment = options.one_moment ? 'repeatable read' : 'read committed';
			return await db
				.transaction()
				.setIsolationLevel(moment)
				.execute(async (trx) => {
					await enter(trx, acting, options);
					if (acting.formKey && !(await once(trx, acting.formKey))) throw new Repeated();
					return work(trx);
				});
		} catch (problem) {
			const { code, constraint } = problem as { code?: unknown; constraint?: string };
			if (code === REFUSED) notAllowed();
			const clash = code === TAKEN ? options.clashes?.[constraint ?? ''] : undefined;
			if (clash) throw new Refused(clash);
			if (!STARTS_OVER.has(code) || tries === 3) throw problem;
		}
	}
}

/** Reads as one person, with what the policies let them see of the audit; nothing can be written. */
export async function lookAs<T>(
	db: Database,
	acting: Acting,
	look: (trx: Transaction<DB>) => Promise<T>
): Promise<T> {
	return db
		.transaction()
		.setAccessMode('read only')
		.execute(async (trx) => {
			await enter(trx, acting, {});
			return look(trx);
		});
}

// The settings and the role hold until the transaction ends, however it ends.
async function enter(
	trx: Transaction<DB>,
	{ person, requestId, today, now }: Acting,
	{ effective_on = today, reason = '', undoes = '' }: ActOptions
): Promise<void> {
	const settings = {
		'overblik.person': String(person.id),
		'overblik.access': String(person.access_id),
		'overblik.request': requestId,
		'overblik.today': today,
		'overblik.effective_on': effective_on,
		'overblik.recorded_at': now.toISOString(),
		'overblik.reason': reason,
		'overblik.undoes': undoes,
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

/** Who changed a row last, and when; both null where no change of it is known. */
export async function lastChange(
	trx: Transaction<DB>,
	table: keyof DB,
	key: Record<string, number | string>
): Promise<{ person_name: string | null; recorded_at: Date | null }> {
	const { rows } = await sql<{ person_name: string | null; recorded_at: Date | null }>`
		select * from last_change(${table}, ${JSON.stringify(key)}::jsonb)
	`.execute(trx);
	return rows[0] ?? { person_name: null, recorded_at: null };
}
