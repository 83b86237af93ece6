import { type DatabaseConnection, type Driver, Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { meansDatabaseAway } from '../errors.ts';
import type { DB } from './schema.ts';

// A date is a day in the calendar, not a moment: it stays the text 'YYYY-MM-DD' (pg would make a local midnight of it).
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);
pg.types.setTypeParser(pg.types.builtins.TIME, (text) => text.slice(0, 5));

export type Database = Kysely<DB>;

export interface ConnectOptions {
	/** How many connections the pool may hold. */
	most?: number;
	/** The role to work as. The running app takes `overblik_app`, which may write only as somebody, by `act`. */
	role?: 'overblik_app';
	/** Thrown in place of pg's error when the database cannot be reached; without it pg's own error stays. */
	whenAway?: () => never;
}

/**
 * Opens a pool to PostgreSQL. Nothing is contacted before the first query.
 * @param url a postgres:// address; an embedded server's names its socket folder as `?host=`
 */
export function connect(url: string, { most = 10, role, whenAway }: ConnectOptions = {}): Database {
	const pool = new pg.Pool({
		connectionString: url,
		max: most,
		connectionTimeoutMillis: 3_000,
		idleTimeoutMillis: 60_000,
		application_name: 'overblik',
		...(role ? { options: `-c role=${role}` } : {})
	});
	// A connection that the server drops must not take the process down, neither idle nor just taken from the pool
	// (which stops listening then): the query on it fails, and the next one opens a new connection.
	pool.on('error', () => {});
	pool.on('connect', (client) => client.on('error', () => {}));
	const dialect = new PostgresDialect({ pool });
	if (whenAway) {
		const createDriver = dialect.createDriver.bind(dialect);
		dialect.createDriver = () => watched(createDriver(), whenAway);
	}
	return new Kysely<DB>({ dialect });
}

function watched(driver: Driver, whenAway: () => never): Driver {
	const translate = (problem: unknown): never => {
		if (meansDatabaseAway(problem)) whenAway();
		throw problem;
	};
	const seen = new WeakSet<DatabaseConnection>();
	const acquire = driver.acquireConnection.bind(driver);
	driver.acquireConnection = async (options) => {
		const connection = await acquire(options).catch(translate);
		if (!seen.has(connection)) {
			const execute = connection.executeQuery.bind(connection);
			connection.executeQuery = (query, options) => execute<never>(query, options).catch(translate);
			seen.add(connection);
		}
		return connection;
	};
	return driver;
}
