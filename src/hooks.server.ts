import { randomUUID } from 'node:crypto';
import { type Handle, type HandleServerError, type ServerInit, redirect } from '@sveltejs/kit';
import { pino } from 'pino';
import { connect, type Database } from '#database/connection.server.ts';
import { readerAt } from '#database/recall.server.ts';
import { databaseAway, meansDatabaseAway } from './errors.ts';
import { sameTimeOn } from '#language/clock.server.ts';
import { dayOf } from '#language/dates.ts';
import { DEFAULT_LANGUAGE, isLanguage } from '#language/language.ts';
import { connectSmtp, createMailer } from '#messages/mail.server.ts';
import { keepRetention } from '#people/retention.server.ts';
import { arrive, noteVisit } from '#people/session.server.ts';
import { sessionCookie } from '#people/cookie.ts';
import { readSettings } from './settings.ts';

const settings = readSettings(process.env);
const log = pino({ level: settings.LOG_LEVEL });
const smtp = connectSmtp(settings);
let db: Database;

export const init: ServerInit = async () => {
	db = connect(settings.DATABASE_URL ?? '', { role: 'overblik_app', whenAway: databaseAway });
	const stop = keepRetention(db, settings.RETENTION_MONTHS, (report) =>
		'trouble' in report
			? log.warn({ err: report.trouble }, 'names of who left could not be taken out; tried again tomorrow')
			: log.info(report, 'names of who left are taken out')
	);
	process.on('sveltekit:shutdown', () => {
		stop();
		smtp?.close();
		return db.destroy();
	});
};

/** All that may be seen by nobody in particular. Everything else is closed. */
const PUBLIC = new Set(['/log-ind', '/postkasse', '/om', '/was', '/sprog', '/healthz', '/readyz']);

export const handle: Handle = async ({ event, resolve }) => {
	const { locals, cookies, url } = event;
	const clock = new Date();
	locals.clock = clock;
	locals.requestId = randomUUID();
	locals.db = db;
	locals.retentionMonths = settings.RETENTION_MONTHS;
	const token = cookies.get(sessionCookie(url));
	const language = cookies.get('sprog');
	locals.language = isLanguage(language) ? language : DEFAULT_LANGUAGE;
	locals.person = null;
	locals.demo = null;
	locals.databaseAway = false;
	let state: string | null = null;

	// The probes answer for themselves, also while the database is away.
	if (url.pathname !== '/healthz' && url.pathname !== '/readyz') {
		try {
			const arrival = await arrive(db, token, clock);
			locals.person = arrival.person;
			locals.demo = arrival.demo;
			state = arrival.state;
		} catch (problem) {
			if (!isAway(problem)) throw problem;
			locals.databaseAway = true;
			// Loads run side by side: whichever asks first who is here says that nobody can tell.
			Object.defineProperty(locals, 'person', { get: databaseAway });
		}
	}
	locals.today = locals.demo?.today ?? dayOf(clock);
	locals.now = locals.demo ? sameTimeOn(locals.demo.today, clock) : clock;
	locals.mail = createMailer(db, smtp, { demo: locals.demo !== null, now: locals.now });
	locals.read = readerAt(db, state);
	if (token && !locals.databaseAway && locals.person) await noteVisit(db, token, locals.person, locals.now);

	if (!locals.databaseAway && !locals.person && event.route.id && !PUBLIC.has(url.pathname)) {
		const back =
			event.request.method === 'GET' ? `?videre=${encodeURIComponent(url.pathname + url.search)}` : '';
		redirect(303, `/log-ind${back}`);
	}

	const response = await resolve(event, {
		transformPageChunk: ({ html }) => html.replace('%lang%', locals.language)
	});
	response.headers.set('x-content-type-options', 'nosniff');
	response.headers.set('referrer-policy', 'same-origin');
	response.headers.set('cross-origin-opener-policy', 'same-origin');
	response.headers.set('permissions-policy', 'camera=(), microphone=(), geolocation=()');
	if (url.protocol === 'https:') response.headers.set('strict-transport-security', 'max-age=31536000');
	// What a signed-in person has seen must not come back from the browser's store after signing out.
	if (!response.headers.has('cache-control')) response.headers.set('cache-control', 'private, no-store');
	return response;
};

export const handleError: HandleServerError = ({ error, event, status, message }) => {
	const requestId = event.locals.requestId;
	if (status >= 500 && !isAway(error))
		log.error({ requestId, path: event.url.pathname, method: event.request.method, err: error }, 'a bug');
	return { message, requestId, ...(status >= 500 ? { code: 'bug' as const } : {}) };
};

function isAway(problem: unknown): boolean {
	return (
		meansDatabaseAway(problem) || (problem as { body?: App.Error } | null)?.body?.code === 'database_away'
	);
}
