/**
 * Trouble that the person who starts Overblik can do something about.
 * Its message is one whole English sentence that says what is wrong and what helps; it is shown without a stack.
 */
export class StartTrouble extends Error {
	override name = 'StartTrouble';
}

const unreachable = new Set([
	'ECONNREFUSED',
	'ECONNRESET',
	'EHOSTUNREACH',
	'ENETUNREACH',
	'ENOTFOUND',
	'EAI_AGAIN',
	'ENOENT',
	'ETIMEDOUT',
	'EPIPE'
]);

/** Says what a failed first contact with the server at `url`, named in `setting`, means. Anything unknown comes back as it is. */
export function explainConnection(error: unknown, url: string, setting = 'DATABASE_URL'): unknown {
	const { code, message } = reasonOf(error);
	const server = `the PostgreSQL at ${addressOf(url)}`;
	if (code === '28P01' || code === '28000') {
		return new StartTrouble(
			`${setting}: ${server} refuses the user name or the password (${message}); correct them and start again.`
		);
	}
	if (code === '3D000') {
		return new StartTrouble(
			`${setting}: ${server} has no such database (${message}); create it and start again.`
		);
	}
	if (code === '57P03') {
		return new StartTrouble(
			`${setting}: ${server} is starting up or shutting down; start again in a moment.`
		);
	}
	if (code === '53300') {
		return new StartTrouble(`${setting}: ${server} has no free connection (${message}).`);
	}
	if (unreachable.has(code) || /timeout|terminated/i.test(message)) {
		return new StartTrouble(
			`${setting}: ${server} cannot be reached (${message}); check the address and that a PostgreSQL runs there.`
		);
	}
	if (/SSL|TLS|certificate|self.signed/i.test(message)) {
		return new StartTrouble(`${setting}: no safe connection to ${server} (${message}).`);
	}
	return explainStorage(error, 'the database') ?? error;
}

/** Says that a disk is full or a folder closed, when that is what `error` means; else undefined. */
export function explainStorage(error: unknown, place: string): StartTrouble | undefined {
	const { code, message } = reasonOf(error);
	if (
		code === 'ENOSPC' ||
		code === 'EDQUOT' ||
		code === '53100' ||
		/No space left on device|ENOSPC/.test(message)
	) {
		return new StartTrouble(`The disk that holds ${place} is full; make room and start again.`);
	}
	if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
		return new StartTrouble(
			`This account may not write in ${place} (${message}); correct its owner or rights and start again.`
		);
	}
	return undefined;
}

/** The address without user and password, fit for a message. */
export function addressOf(url: string): string {
	try {
		const { host, pathname, searchParams } = new URL(url);
		return `${searchParams.get('host') ?? host}${pathname}`;
	} catch {
		return 'the given address';
	}
}

function reasonOf(error: unknown): { code: string; message: string } {
	// Node tries several addresses of a name and wraps what each of them said.
	const first =
		error instanceof AggregateError && error.errors.length > 0 ? (error.errors[0] as unknown) : error;
	const { code = '', message = String(first) } = (first ?? {}) as { code?: string; message?: string };
	return { code: String(code), message: message.replace(/\s+/g, ' ').trim() };
}
