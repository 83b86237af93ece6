import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';

/** Types whose text a browser could read in another alphabet where none is named. */
const TEXT = /^(?:text\/[\w.+-]+|application\/(?:javascript|xml)|image\/svg\+xml)$/i;

/**
 * Puts on an answer what every answer of Overblik says, whatever makes it: pages, static files, redirects, refusals.
 * A page's own Content-Security-Policy takes the place of the one given here. Text says its charset.
 * @param isHttps whether people reach Overblik by https, so that browsers may insist on it
 */
export function guardAnswer(
	response: ServerResponse<IncomingMessage>,
	{ isHttps }: { isHttps: boolean }
): void {
	response.setHeader('x-content-type-options', 'nosniff');
	response.setHeader('referrer-policy', 'same-origin');
	response.setHeader('cross-origin-opener-policy', 'same-origin');
	response.setHeader('permissions-policy', 'camera=(), microphone=(), geolocation=()');
	response.setHeader('content-security-policy', "base-uri 'none'; frame-ancestors 'none'");
	if (isHttps) response.setHeader('strict-transport-security', 'max-age=31536000; includeSubDomains');

	// What the types are is known when the head goes out; Node calls this for every answer, also where nobody else does.
	const plain: { writeHead: (status: number) => unknown } = response;
	const writeHead = plain.writeHead.bind(response);
	const writeGuarded = (status: number, ...more: unknown[]) => {
		const given = more.find((part) => typeof part === 'object') as OutgoingHttpHeaders | undefined;
		if (Array.isArray(given)) throw new TypeError('headers come by name');
		for (const [name, value] of Object.entries(given ?? {}))
			if (value !== undefined) response.setHeader(name, value);
		const type = response.getHeader('content-type');
		if (typeof type === 'string' && TEXT.test(type))
			response.setHeader('content-type', `${type}; charset=utf-8`);
		writeHead(status);
		return response;
	};
	Object.assign(response, { writeHead: writeGuarded });
}
