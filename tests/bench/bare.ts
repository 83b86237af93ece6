// A bare node:http server that sends given bytes: the floor under every page.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const pages = new Map<string, Buffer>();
const server = createServer((request, response) => {
	const body = pages.get(request.url ?? '');
	if (!body) return void response.writeHead(404).end();
	response.writeHead(200, { 'content-type': 'text/html', 'content-length': body.length }).end(body);
});
process.on('message', ({ path, body }: { path: string; body: string }) => {
	pages.set(path, Buffer.from(body));
	process.send?.({ kept: path });
});
server.listen(0, '127.0.0.1', () =>
	process.send?.({ address: `http://127.0.0.1:${(server.address() as AddressInfo).port}` })
);
