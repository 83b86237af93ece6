import { type DatabaseConnection, type Driver, Kysely, PostgresDialect, type PostgresPool } from 'kysely';
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
	const options = role ? `-c role=${role} -c statement_timeout=${LONGEST_STATEMENT}` : '';
	const openPool = (more: pg.PoolConfig = {}) => {
		const pool = new pg.Pool({
			connectionString: url,
			max: most,
			connectionTimeoutMillis: 3_000,
			idleTimeoutMillis: 60_000,
			application_name: 'overblik',
			options,
			...more
		});
		// A connection that the server drops must not take the process down, neither idle nor just taken from the pool
		// (which stops listening then): the query on it fails, and the next one opens a new connection.
		pool.on('error', () => {});
		pool.on('connect', (client) => client.on('error', () => {}));
		return pool;
	};
	const dialectOf = (pool: PostgresPool) => {
		const dialect = new PostgresDialect({ pool });
		const createDriver = dialect.createDriver.bind(dialect);
		if (whenAway) dialect.createDriver = () => watched(createDriver(), whenAway);
		return dialect;
	};
	let past: pg.Pool | undefined;
	const present = openPool();
	const db = new Kysely<DB>({
		dialect: dialectOf({
			options: present.options,
			connect: () => present.connect(),
			end: async () => void (await Promise.all([present.end(), past?.end()]))
		})
	});
	pasts.set(db, (turn) => {
		const pool = (past ??= openPool({
			Client: PlanningOnce,
			options: `${options} -c default_transaction_read_only=on -c plan_cache_mode=force_generic_plan`
		}));
		return dialectOf({
			options: pool.options,
			connect: async () => {
				const client = (await pool.connect()) as PlanningOnce & pg.PoolClient;
				try {
					await client.turnTo(turn);
				} catch (problem) {
					client.release(true);
					throw problem;
				}
				return client;
			},
			// It is the past of this database, and ends with it.
			end: async () => {}
		});
	});
	return db;
}

/** The connections of each database that look back, opened when the first page does. */
const pasts = new WeakMap<Database, (turn: LookBack) => PostgresDialect>();

/** How many statements are planned for good on a connection that looks back; each of them takes memory in PostgreSQL. */
const MOST_PLANNED = 400;
const names = new Map<string, string>();

/** A connection to the past. What it asks is planned once: planning takes longer there than answering. */
class PlanningOnce extends pg.Client {
	#stands_on = '';

	/** Has all that is asked afterwards asked of that day. */
	async turnTo({ day, known, present }: LookBack): Promise<void> {
		const turn = [day, known, present];
		if (this.#stands_on === turn.join()) return;
		this.#stands_on = '';
		await super.query('select look_back($1::date, $2, $3::date, false)', turn);
		this.#stands_on = turn.join();
	}

	// As wide as pg's own, of which Kysely takes this one way.
	override query(...given: unknown[]): never {
		const [text, values] = given;
		if (typeof text === 'string' && Array.isArray(values)) {
			if (!names.has(text) && names.size < MOST_PLANNED) names.set(text, `past_${names.size}`);
			const name = names.get(text);
			if (name) return super.query({ name, text, values }) as never;
		}
		return super.query(...(given as Parameters<pg.Client['query']>)) as never;
	}
}

/** The day that a page looks back to, and whether it shows the day as it was known then or as it is known now. */
export interface LookBack {
	day: Day;
	known: 'then' | 'now';
	/** The day that the database itself stands on. */
	present: Day;
}

/**
 * The same database as of a day: each query of it finds the views of the schema as_of under the tables' names
 * (migrations/202611241100-look-back.ts), and can only read.
 * @param db what `connect` gave
 */
export function lookBack(db: Database, looked: LookBack): Database {
	return new Kysely<DB>({ dialect: pasts.get(db)!(looked) });
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
