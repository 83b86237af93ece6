import { CompiledQuery, type DatabaseConnection, type Driver, Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Day } from '#language/dates.ts';
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

/** Milliseconds after which PostgreSQL ends a statement of the running app; the page then says to try again. */
const LONGEST_STATEMENT = 30_000;

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
		...(role ? { options: `-c role=${role} -c statement_timeout=${LONGEST_STATEMENT}` } : {})
	});
	// A connection that the server drops must not take the process down, neither idle nor just taken from the pool
	// (which stops listening then): the query on it fails, and the next one opens a new connection.
	pool.on('error', () => {});
	pool.on('connect', (client) => client.on('error', () => {}));
	const openPool = () => {
		const dialect = new PostgresDialect({ pool });
		const createDriver = dialect.createDriver.bind(dialect);
		if (whenAway) dialect.createDriver = () => watched(createDriver(), whenAway);
		return dialect;
	};
	const db = new Kysely<DB>({ dialect: openPool() });
	pools.set(db, openPool);
	return db;
}

const pools = new WeakMap<Database, () => PostgresDialect>();

/** The day that a page looks back to, and whether it shows the day as it was known then or as it is known now. */
export interface LookBack {
	day: Day;
	known: 'then' | 'now';
	/** The day that the database itself stands on. */
	present: Day;
}

/**
 * The same database as of a day: each query of it finds the views of the schema as_of under the tables' names
 * (migrations/202611241100-look-back.ts), in a transaction of its own that can only read.
 * @param db what `connect` gave
 */
export function lookBack(db: Database, { day, known, present }: LookBack): Database {
	const dialect = pools.get(db)!();
	const createDriver = dialect.createDriver.bind(dialect);
	const begin = `begin read only; select look_back('${checked(day)}', '${known}', '${checked(present)}')`;
	dialect.createDriver = () => {
		const driver = createDriver();
		const acquire = driver.acquireConnection.bind(driver);
		const release = driver.releaseConnection.bind(driver);
		driver.acquireConnection = async (options) => {
			const connection = await acquire(options);
			try {
				await connection.executeQuery(CompiledQuery.raw(begin));
			} catch (problem) {
				await release(connection);
				throw problem;
			}
			return connection;
		};
		driver.releaseConnection = async (connection, options) => {
			// After a failed query this rolls back; where the connection is gone there is nothing to end.
			await connection.executeQuery(CompiledQuery.raw('commit')).catch(() => {});
			await release(connection, options);
		};
		return driver;
	};
	return new Kysely<DB>({ dialect });
}

// Several statements in one message cannot have parameters.
function checked(day: Day): Day {
	if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) throw new RangeError(`${day} is not a day.`);
	return day;
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
