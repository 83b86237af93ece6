import { tooLarge } from './errors.ts';

/** So many bytes are read from somebody who is not signed in: more than any form before the door, or kept behind it, has. */
export const LARGEST_OF_NOBODY = 128 * 1024;
/** No form has more fields than that; reading very many small ones costs far more than their bytes. */
export const MOST_FIELDS = 5_000;

const AND = 0x26;
const LINE_FEED = 0x0a;
const DASH = 0x2d;

/**
 * The same request, whose body is read only as far as it may go: reading on ends with 413, as soon as it is known that
 * there is more. Nothing of the rest is kept.
 * @param bytes how much of it may be read
 */
export function limitBody(request: Request, { bytes }: { bytes: number }): Request {
	if (!request.body) return request;
	const said = Number(request.headers.get('content-length') ?? 0);
	const countFields = fieldCounter(request.headers.get('content-type') ?? '');
	const reader = request.body.getReader();
	let size = 0;
	const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
		async pull(controller) {
			const { done, value } = said > bytes ? { done: false, value: undefined } : await reader.read();
			if (done) return controller.close();
			size += value?.byteLength ?? said;
			if (size > bytes || countFields(value!) > MOST_FIELDS) tooLarge();
			controller.enqueue(value!);
		}
		// No cancel: the connection must live to carry the answer.
	});
	// Types of the browser, which asks for no such word, are the ones known here.
	const streamed: RequestInit & { duplex: 'half' } = {
		method: request.method,
		headers: request.headers,
		body,
		duplex: 'half'
	};
	return new Request(request.url, streamed);
}

/** Tells of each piece of a body how many fields have come by then: one more than the signs that part them, at most. */
function fieldCounter(type: string): (piece: Uint8Array) => number {
	let fields = 1;
	if (!type.toLowerCase().startsWith('multipart/'))
		return (piece) => {
			for (let at = piece.indexOf(AND); at >= 0; at = piece.indexOf(AND, at + 1)) fields++;
			return fields;
		};
	// A part begins on a line of its own with two dashes, wherever the body is cut into pieces.
	let before = [0, 0];
	return (piece) => {
		for (let at = piece.indexOf(DASH); at >= 0; at = piece.indexOf(DASH, at + 1)) {
			const [last, next] = [at - 2, at - 1].map((i) => (i < 0 ? before[i + 2] : piece[i]));
			if (last === LINE_FEED && next === DASH) fields++;
		}
		before = [before.at(-1)!, ...piece.slice(-2)].slice(-2);
		return fields;
	};
}
