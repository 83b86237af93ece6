import { randomBytes } from 'node:crypto';
import { redirect, type RequestEvent } from '@sveltejs/kit';
import { describeBrowser } from '#people/browser.ts';
import { browserCookie, guarded, sessionCookie } from '#people/cookie.ts';
import { countTry, type LIMITS } from '#people/limit.server.ts';
import { endSession, type Entry, openSession, type Way } from '#people/session.server.ts';
import { ownPath } from '#ui/address.ts';
import { databaseAway, notFound, notLetIn } from '../../errors.ts';

const AN_HOUR = 3_600;

/** The first line of everything here: the database answers, and no session would go over the network in the open. */
export function checkDoor({ locals }: RequestEvent): void {
	if (locals.databaseAway) databaseAway();
	if (!locals.entry.safe) notLetIn('plain_http', locals.requestId);
}

/** The first line of what is about links in mails: there are none where people do not come in by them. */
export function checkLinkDoor(event: RequestEvent): void {
	checkDoor(event);
	if (!event.locals.entry.links) notFound();
}

/** Counts a try; one too many is answered 429, with when to try again. */
export async function limit(event: RequestEvent, what: keyof typeof LIMITS, key: string): Promise<void> {
	const { db, clock, log, requestId } = event.locals;
	const until = await countTry(db, what, key, clock);
	if (!until) return;
	log.warn({ what }, 'too many tries');
	event.setHeaders({ 'retry-after': String(Math.ceil((until.getTime() - clock.getTime()) / 1000)) });
	notLetIn('too_many', requestId, until);
}

/** The token of the cookie that says which browser this is, for as long as a way in may take; '' where it has none. */
export function browserOf({ cookies, url }: RequestEvent): string {
	return cookies.get(browserCookie(url)) ?? '';
}

/** Gives the browser such a cookie, unless it has one. */
export function rememberBrowser(event: RequestEvent): string {
	const { cookies, url } = event;
	const held = browserOf(event);
	const token = /^[\w-]{43}$/.test(held) ? held : randomBytes(32).toString('base64url');
	cookies.set(browserCookie(url), token, { ...guarded(url), maxAge: AN_HOUR });
	return token;
}

/** Opens a session in this browser, in place of the one it had, and goes on to where the person was heading. */
export async function letIn(
	event: RequestEvent,
	entry: Pick<Entry, 'person_id' | 'access_id' | 'claimed'> & { way: Way },
	next_path: string
): Promise<never> {
	const { locals, cookies, url, request } = event;
	const { db, now, clock } = locals;
	const name = sessionCookie(url);
	const before = cookies.get(name);
	if (before) await endSession(db, before, now);
	const browser = describeBrowser(request.headers.get('user-agent'));
	const { token, expires_at } = await openSession(db, { ...entry, now, clock, browser });
	cookies.set(name, token, { ...guarded(url), expires: expires_at });
	if (entry.way !== 'demo') cookies.delete(browserCookie(url), guarded(url));
	redirect(303, ownPath(next_path));
}
