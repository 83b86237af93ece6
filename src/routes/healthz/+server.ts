/** Alive: the process answers. Says nothing of the database, so that a supervisor does not restart us for its sake. */
export const GET = () =>
	new Response('ok\n', { headers: { 'content-type': 'text/plain', 'cache-control': 'no-store' } });
