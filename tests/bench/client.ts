import { Agent, request } from 'node:http';
import { PERSONAS, type PersonaKey } from '../../src/people/persona.ts';

export interface Answer {
	status: number;
	body: Buffer;
	headers: Record<string, string | string[] | undefined>;
	/** From sending to the last byte. */
	milliseconds: number;
}

/** A browser without a screen: keeps its connection and its session. */
export class Visitor {
	readonly #address: string;
	readonly #agent = new Agent({ keepAlive: true, maxSockets: 8 });
	#cookie = '';

	constructor(address: string) {
		this.#address = address;
	}

	/** Enters the demo as one of its personas. */
	async enter(key: PersonaKey): Promise<void> {
		if (!PERSONAS.some((persona) => persona.key === key)) throw new Error(`no persona ${key}`);
		const answer = await this.ask('POST', '/log-ind', { body: `persona=${key}&videre=/` });
		const cookies = [answer.headers['set-cookie']].flat();
		this.#cookie = cookies.map((cookie) => cookie?.split(';')[0]).join('; ');
		if (answer.status !== 303 || !this.#cookie)
			throw new Error(`entering as ${key} answered ${answer.status}`);
	}

	/** Fetches a page and fails unless it is there. */
	async see(path: string, encoding?: string): Promise<Answer> {
		const answer = await this.ask('GET', path, { encoding });
		if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`);
		return answer;
	}

	ask(
		method: string,
		path: string,
		{ body, encoding }: { body?: string; encoding?: string } = {}
	): Promise<Answer> {
		const begun = performance.now();
		return new Promise((resolve, reject) => {
			const outgoing = request(
				this.#address + path,
				{
					method,
					agent: this.#agent,
					headers: {
						accept: 'text/html',
						...(this.#cookie ? { cookie: this.#cookie } : {}),
						...(encoding ? { 'accept-encoding': encoding } : {}),
						...(body ? { 'content-type': 'application/x-www-form-urlencoded', origin: this.#address } : {})
					}
				},
				(incoming) => {
					const chunks: Buffer[] = [];
					incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
					incoming.on('error', reject);
					incoming.on('end', () =>
						resolve({
							status: incoming.statusCode ?? 0,
							body: Buffer.concat(chunks),
							headers: incoming.headers,
							milliseconds: performance.now() - begun
						})
					);
				}
			);
			outgoing.on('error', reject);
			outgoing.end(body);
		});
	}
}

/** The middle of the measurements, which one slow moment does not move. */
export function median(values: number[]): number {
	const sorted = values.toSorted((a, b) => a - b);
	return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
