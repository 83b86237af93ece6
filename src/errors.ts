import { error } from '@sveltejs/kit';
import { type Trouble, TROUBLES } from '#people/sign-in.ts';

// Expected trouble is data or one of these. Everything else is a bug, logged with its request id.
// The page that shows them has the words, in the person's language (routes/+error.svelte).

/** 404: the address names something that is not there. */
export function notFound(): never {
	error(404, { message: 'Not found', code: 'not_found' });
}

/** 403: the person may not see or do this. */
export function notAllowed(): never {
	error(403, { message: 'Not allowed', code: 'not_allowed' });
}

/** 409: someone else changed it in the meantime. */
export function conflict(): never {
	error(409, { message: 'Conflict', code: 'conflict' });
}

/**
 * 400: an address with filters that make no sense.
 * @param faults the names of the parameters that could not be read
 */
export function badAddress(faults: string[]): never {
	error(400, { message: 'Bad address', code: 'bad_address', faults });
}

/** 400: the day that the page should show cannot be read, is still to come, or lies before everything known. */
export function badDay(day: 'unreadable' | 'to_come' | 'before_all'): never {
	error(400, { message: 'Bad day', code: 'bad_address', faults: ['pr'], day });
}

/** 413: more was sent than is read. */
export function tooLarge(): never {
	error(413, { message: 'Too large', code: 'too_large' });
}

/** 409: a form was sent to a page that looks back; the past is not written to. */
export function lookingBack(): never {
	error(409, { message: 'Looking back', code: 'looking_back' });
}

/**
 * Somebody is not let in; the page says why and how to go on.
 * @param until when they may try again
 */
export function notLetIn(trouble: Trouble, requestId: string, until?: Date): never {
	error(TROUBLES[trouble], {
		message: 'Not let in',
		code: 'not_let_in',
		trouble,
		requestId,
		...(until ? { until: until.toISOString() } : {})
	});
}

/** 503: the database does not answer now; the page comes back by itself. */
export function databaseAway(): never {
	error(503, { message: 'Database away', code: 'database_away' });
}

const AWAY_CODES = new Set([
	'ECONNREFUSED',
	'ECONNRESET',
	'ENOENT',
	'EPIPE',
	'ETIMEDOUT',
	'EHOSTUNREACH',
	'ENOTFOUND',
	'EAI_AGAIN',
	'EACCES',
	// PostgreSQL: shutting down, crashed, starting up, too many connections, connection failures.
	'57P01',
	'57P02',
	'57P03',
	'53300',
	'08000',
	'08001',
	'08003',
	'08004',
	'08006',
	// A statement that took too long was ended.
	'57014',
	// The database itself: closed to connections, or gone.
	'55000',
	'3D000'
]);
const AWAY_MESSAGES =
	/Connection terminated|timeout exceeded when trying to connect|timeout expired|Client has encountered a connection error/;

/** Whether an error of pg says that the database could not be reached, in contrast to a fault in a statement. */
export function meansDatabaseAway(problem: unknown): boolean {
	if (!(problem instanceof Error)) return false;
	const code = (problem as Error & { code?: unknown }).code;
	return (typeof code === 'string' && AWAY_CODES.has(code)) || AWAY_MESSAGES.test(problem.message);
}
