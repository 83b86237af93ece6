// The running app: builds what is stale, makes the database ready, serves build/handler.js.
// With --built it serves what is in build/, whatever became of the sources since.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { constants } from 'node:zlib';
import compression from 'compression';
import { readSettings, type Settings } from '../src/settings.ts';
import { buildApp } from './build.ts';
import { prepareDatabase } from './database.ts';
import { guardAnswer } from './headers.ts';
import { root } from './prepare.js';
import { complain, seconds, step, Trouble } from './steps.js';
import { isStopping, obeySignals, stopAll, whenStopping } from './stop.ts';

type Handler = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

const requestHeader = 'x-overblik-scheme';
// How long requests in flight may take once the app was told to stop.
const patience = 10_000;

process.env['NODE_ENV'] = 'production';
obeySignals(() => server.closeAllConnections());
process.on('uncaughtException', (error) => {
	complain(error);
	process.exitCode = 1;
	void stopAll().then(() => process.exit());
});

const server = createServer({ headersTimeout: 20_000, requestTimeout: 120_000, keepAliveTimeout: 65_000 });

try {
	await start();
} catch (error) {
	// A start that was told to stop runs into closed doors; that is no news.
	if (!isStopping()) {
		complain(error);
		process.exitCode = 1;
	}
	await stopAll();
	process.exit();
}

async function start(): Promise<void> {
	const settings = readSettings(process.env);
	console.log('Overblik');
	if (!process.argv.includes('--built')) await buildApp();
	await findPortFree(settings);

	const database = prepareDatabase(settings);
	whenStopping(async () => (await database.catch(() => undefined))?.close());
	process.env['DATABASE_URL'] = (await database).url;
	process.env['APP_DATABASE_URL'] = (await database).appUrl;
	whenStopping(async () => {
		const closing = process.listeners('sveltekit:shutdown' as 'SIGTERM') as ((reason: string) => unknown)[];
		await Promise.allSettled(closing.map((close) => close('SIGTERM')));
	});

	const handler = await step('Loading the app', () => loadHandler(settings));
	server.on('request', answer(handler, settings));
	whenStopping(finishRequests);
	const address = await listen(settings);
	const begun = Number(process.env['OVERBLIK_STARTED_AT']) || performance.timeOrigin;
	console.log(`Overblik runs at ${address} after ${seconds(Date.now() - begun)}. Ctrl-C stops it.`);
	process.send?.({ address });
}

// adapter-node reads its settings when it is loaded. What it reads from headers, answer() puts there.
async function loadHandler(settings: Settings): Promise<Handler> {
	if (!settings.ORIGIN && !settings.PROTOCOL_HEADER) process.env['PROTOCOL_HEADER'] = requestHeader;
	process.env['BODY_SIZE_LIMIT'] = settings.BODY_SIZE_LIMIT;
	const { handler } = (await import(pathToFileURL(join(root, 'build', 'handler.js')).href)) as {
		handler: Handler;
	};
	return handler;
}

function answer(
	handler: Handler,
	settings: Settings
): (request: IncomingMessage, response: ServerResponse) => void {
	const compress = compression({
		brotli: { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } },
		filter: (request, response) =>
			response.getHeader('content-type') !== 'text/event-stream' && compression.filter(request, response)
	});
	return (request, response) => {
		tellOrigin(request, settings);
		guardAnswer(response, { isHttps: isHttps(request, settings) });
		endAfterReading(request, response);
		compress(request as never, response as never, () => {
			handler(request, response, () => {
				response.writeHead(404, { 'content-type': 'text/plain' }).end('Not found');
			});
		});
	};
}

// A browser looks at the answer once its body is sent, and takes a connection that closes before for a fault of ours. So
// what nobody read of a body, such as what was too large, is read off and dropped before the answer ends; requestTimeout
// bounds it.
function endAfterReading(request: IncomingMessage, response: ServerResponse): void {
	const plain: { end: (...given: unknown[]) => unknown } = response;
	const end = plain.end.bind(response);
	const endLater = (...given: unknown[]) => {
		if (request.complete || request.destroyed) return end(...given);
		request.removeAllListeners('data');
		request.resume();
		let over = false;
		for (const event of ['end', 'close'])
			request.once(event, () => {
				if (!over) end(...given);
				over = true;
			});
		return response;
	};
	Object.assign(response, { end: endLater });
}

function isHttps({ headers }: IncomingMessage, { ORIGIN, PROTOCOL_HEADER }: Settings): boolean {
	if (ORIGIN) return ORIGIN.startsWith('https:');
	return PROTOCOL_HEADER !== undefined && headers[PROTOCOL_HEADER] === 'https';
}

// Without a header adapter-node takes every request for https and then refuses forms that came by http,
// and it throws where the caller's address is missing.
function tellOrigin({ headers, socket }: IncomingMessage, settings: Settings): void {
	headers[requestHeader] = 'http';
	const { PROTOCOL_HEADER, HOST_HEADER, ADDRESS_HEADER, XFF_DEPTH } = settings;
	if (PROTOCOL_HEADER) {
		const said = firstOf(headers[PROTOCOL_HEADER]).toLowerCase();
		headers[PROTOCOL_HEADER] = said === 'https' ? 'https' : 'http';
	}
	if (HOST_HEADER) {
		const said = firstOf(headers[HOST_HEADER]) || headers.host;
		if (said) headers[HOST_HEADER] = said;
	}
	if (ADDRESS_HEADER) {
		const said = [headers[ADDRESS_HEADER]].flat().join(',');
		const enough = ADDRESS_HEADER === 'x-forwarded-for' ? XFF_DEPTH : 1;
		if (said === '' || said.split(',').length < enough) {
			headers[ADDRESS_HEADER] = Array<string>(enough)
				.fill(socket.remoteAddress ?? '')
				.join(',');
		}
	}
}

// Several proxies in a row each add what they saw, the one nearest to the person first.
function firstOf(header: string | string[] | undefined): string {
	return [header].flat().join(',').split(',')[0]?.trim() ?? '';
}

// Asked before the database starts, so that the answer comes at once.
async function findPortFree(settings: Settings): Promise<void> {
	if (settings.PORT === 0) return;
	const giveUp = Date.now() + 3_000;
	for (;;) {
		const probe = createServer();
		try {
			await listenOn(probe, settings);
			await new Promise((resolve) => probe.close(resolve));
			return;
		} catch (error) {
			// One that was just stopped may need a moment to let go.
			if (!isTaken(error) || Date.now() > giveUp) throw explainListening(error, settings);
			await wait(100);
		}
	}
}

async function listen(settings: Settings): Promise<string> {
	try {
		await listenOn(server, settings);
	} catch (error) {
		throw explainListening(error, settings);
	}
	const { port } = server.address() as AddressInfo;
	const everywhere = !settings.HOST || ['0.0.0.0', '::'].includes(settings.HOST);
	const host = everywhere ? 'localhost' : settings.HOST;
	return `http://${host?.includes(':') ? `[${host}]` : host}:${port}`;
}

function listenOn(which: Server, { HOST, PORT }: Settings): Promise<void> {
	return new Promise((resolve, reject) => {
		which.once('error', reject);
		which.listen({ port: PORT, ...(HOST ? { host: HOST } : {}) }, () => {
			which.off('error', reject);
			resolve();
		});
	});
}

function isTaken(error: unknown): boolean {
	return (error as NodeJS.ErrnoException).code === 'EADDRINUSE';
}

function explainListening(error: unknown, { HOST, PORT }: Settings): unknown {
	const { code, message } = error as NodeJS.ErrnoException;
	if (isTaken(error)) {
		return new Trouble(
			`Port ${PORT} is taken by another program; stop that one, or choose another port: PORT=${PORT === 65_535 ? 3001 : PORT + 1} npm start`
		);
	}
	if (code === 'EACCES')
		return new Trouble(`This account may not use port ${PORT}; choose one above 1023 in PORT.`);
	if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
		return new Trouble(`HOST: this machine has no address "${HOST}" (${message}).`);
	}
	return error;
}

async function finishRequests(): Promise<void> {
	const closed = new Promise((resolve) => server.close(resolve));
	// A browser's open connection without a request on it would hold the server for its whole keep-alive time.
	const idle = setInterval(() => server.closeIdleConnections(), 50);
	server.closeIdleConnections();
	const bound = setTimeout(() => server.closeAllConnections(), patience);
	await closed;
	clearInterval(idle);
	clearTimeout(bound);
}
