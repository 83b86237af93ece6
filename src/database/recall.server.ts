import type { Database } from './connection.server.ts';

/** Asks a reading domain function `(db, …args)` and remembers its answer while nothing in the database changes. */
export type Read = <Args extends unknown[], Answer>(
	ask: (db: Database, ...args: Args) => Promise<Answer>,
	...args: Args
) => Promise<Answer>;

interface Memory {
	state: string;
	answers: Map<unknown, Map<string, Promise<unknown>>>;
	size: number;
}

/** Far more than a busy hour asks between two changes; when it is full everything is asked anew. */
const MOST_ANSWERS = 250;

const memories = new WeakMap<Database, Memory>();

/**
 * A reader of the database as it stands in `state`. The state is pg_current_snapshot() with the server's start: two
 * equal ones see exactly the same rows, and any commit makes a new one, by whatever way it came. So an answer is
 * never older than the request that shows it. Most pages are looked at many times between two changes; they then
 * cost one statement, that of the session.
 *
 * What is asked must depend on its arguments and the database alone (no clock, no request), must only read, and
 * its answer is shared: it is frozen.
 * @param state null where it is not known: nothing is remembered
 * @param then the same database as of a day, and a name for that day and what is known of it: its answers are its own
 */
export function readerAt(db: Database, state: string | null, then?: { db: Database; name: string }): Read {
	const asked = then?.db ?? db;
	if (state === null) return (ask, ...args) => ask(asked, ...args);
	return (ask, ...args) => {
		const memory = memoryAt(db, state);
		const known = memory.answers.get(ask) ?? new Map<string, Promise<unknown>>();
		memory.answers.set(ask, known);
		const key = JSON.stringify(then ? [then.name, ...args] : args);
		const remembered = known.get(key);
		if (remembered) return remembered as ReturnType<typeof ask>;
		const answer = ask(asked, ...args).then(frozen);
		known.set(key, answer);
		memory.size++;
		// Trouble is not remembered: the next one asks again.
		answer.catch(() => known.delete(key));
		return answer;
	};
}

// A request that came in before a change may still ask for the older state; it is answered from its own memory,
// which nobody after it can reach.
function memoryAt(db: Database, state: string): Memory {
	const memory = memories.get(db);
	if (memory && memory.state === state && memory.size < MOST_ANSWERS) return memory;
	const fresh: Memory = { state, answers: new Map(), size: 0 };
	memories.set(db, fresh);
	return fresh;
}

function frozen<T>(value: T): T {
	if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
		Object.freeze(value);
		for (const part of Object.values(value)) frozen(part);
	}
	return value;
}
