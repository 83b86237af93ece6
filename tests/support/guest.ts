import { Agent, request } from 'node:http';

export interface Answered {
	status: number;
	body: string;
	headers: Record<string, string | string[] | undefined>;
	/** Where it leads, as a whole address; '' where it leads nowhere. */
	leads: string;
}

/** A browser without a screen and without a session: keeps cookies for each host, follows nothing by itself. */
export class Guest {
	readonly cookies = new Map<string, Map<string, string>>();
	readonly #agent = new Agent({ keepAlive: false });
	readonly #home: string;

	constructor(home: string) {
		this.#home = home;
	}

	get(address: string, headers: Record<string, string> = {}): Promise<Answered> {
		return this.#ask('GET', address, headers);
	}

	/** Posts a form as a page of the same site does, unless a header says otherwise. */
	post(
		address: string,
		form: Record<string, string>,
		headers: Record<string, string> = {}
	): Promise<Answered> {
		const url = new URL(address, this.#home);
		const body = new URLSearchParams(form).toString();
		return this.#ask(
			'POST',
			address,
			{
				'content-type': 'application/x-www-form-urlencoded',
				'content-length': String(Buffer.byteLength(body)),
				origin: url.origin,
				...headers
			},
			body
		);
	}

	/** Posts a body as it stands; one given in pieces goes out in pieces, without its length. */
	send(address: string, type: string, body: string | string[]): Promise<Answered> {
		const { origin } = new URL(address, this.#home);
		const length: Record<string, string> = Array.isArray(body)
			? {}
			: { 'content-length': String(Buffer.byteLength(body)) };
		return this.#ask('POST', address, { 'content-type': type, origin, ...length }, ...[body].flat());
	}

	/** The cookies of this app, or of another address. */
	jar(address = this.#home): Map<string, string> {
		const { host } = new URL(address);
		const jar = this.cookies.get(host) ?? new Map<string, string>();
		this.cookies.set(host, jar);
		return jar;
	}

	#ask(
		method: string,
		address: string,
		headers: Record<string, string>,
		...pieces: string[]
	): Promise<Answered> {
		const url = new URL(address, this.#home);
		const jar = this.jar(url.href);
		const cookie = [...jar].map((pair) => pair.join('=')).join('; ');
		return new Promise((resolve, reject) => {
			const outgoing = request(
				url,
				{
					method,
					agent: this.#agent,
					headers: { accept: 'text/html', ...(cookie ? { cookie } : {}), ...headers }
				},
				(incoming) => {
					const chunks: Buffer[] = [];
					incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
					incoming.on('error', reject);
					incoming.on('end', () => {
						for (const line of incoming.headers['set-cookie'] ?? []) keep(jar, line);
						const { location } = incoming.headers;
						resolve({
							status: incoming.statusCode ?? 0,
							body: Buffer.concat(chunks).toString(),
							headers: incoming.headers,
							leads: location ? new URL(location, url).href : ''
						});
					});
				}
			);
			outgoing.on('error', reject);
			for (const piece of pieces.slice(0, -1)) outgoing.write(piece);
			outgoing.end(pieces.at(-1));
		});
	}
}

function keep(jar: Map<string, string>, line: string): void {
	const [pair = '', ...attributes] = line.split(';');
	const at = pair.indexOf('=');
	const name = pair.slice(0, at).trim();
	const gone = attributes.some((part) => /^\s*(max-age=0|expires=Thu, 01 Jan 1970)/i.test(part));
	if (gone) jar.delete(name);
	else jar.set(name, pair.slice(at + 1).trim());
}
