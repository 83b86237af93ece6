import { randomUUID } from 'node:crypto';
import {
	type Handle,
	type HandleServerError,
	isHttpError,
	json,
	redirect,
	type RequestEvent,
	type ServerInit
} from '@sveltejs/kit';
import { pino } from 'pino';
import { LARGEST_OF_NOBODY, limitBody } from './body.ts';
import { connect, type Database, lookBack } from '#database/connection.server.ts';
import { readerAt } from '#database/recall.server.ts';
import { databaseAway, meansDatabaseAway } from './errors.ts';
import { keepDay, keepDayInPage } from '#history/asof.ts';
import { readAsOf } from '#history/asof.form.ts';
import { sameTimeOn } from '#language/clock.server.ts';
import { dayOf } from '#language/dates.ts';
import { DEFAULT_LANGUAGE, isLanguage } from '#language/language.ts';
import { connectSmtp, createMailer } from '#messages/mail.server.ts';
import { keepRetention } from '#people/retention.server.ts';
import { doorAt } from '#people/sign-in.ts';
import { arrive, findLostSession, noteVisit } from '#people/session.server.ts';
import { languageCookie, sessionCookie } from '#people/cookie.ts';
import { keepForm, LARGEST_KEPT } from '#people/kept.server.ts';
import { readSettings } from './settings.ts';
import { addressWith, ownPath } from '#ui/address.ts';

const settings = readSettings(process.env);
const log = pino({
	level: settings.LOG_LEVEL,
	// What PostgreSQL says of a fault in detail repeats values of rows.
	redact: ['err.detail', 'err.where', 'err.internalQuery']
});
const smtp = connectSmtp(settings);
let db: Database;
/** Whether the last request found the database away: its going and its coming back are logged once. */
let away = false;

export const init: ServerInit = async () => {
	db = connect(settings.APP_DATABASE_URL ?? settings.DATABASE_URL ?? '', {
		role: 'overblik_app',
		whenAway: databaseAway
	});
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
const PUBLIC = new Set([
	'/log-ind',
	'/log-ind/mail',
	'/log-ind/link',
	'/postkasse',
	'/om',
	'/was',
	'/sprog',
	'/healthz',
	'/readyz'
]);
/** What stands below these: the ways in by a provider; handouts, by links nobody can guess; logos. */
const PUBLIC_BELOW = ['/log-ind/via/', '/udlevering/', '/logo/'];

export const handle: Handle = async ({ event, resolve }) => {
	const { locals, cookies, url } = event;
	const clock = new Date();
	locals.clock = clock;
	locals.requestId = randomUUID();
	locals.log = log.child({ requestId: locals.requestId });
	locals.db = db;
	locals.retentionMonths = settings.RETENTION_MONTHS;
	const token = cookies.get(sessionCookie(url));
	const language = cookies.get(languageCookie(url));
	locals.language = isLanguage(language) ? language : DEFAULT_LANGUAGE;
	locals.person = null;
	locals.demo = null;
	locals.databaseAway = false;
	locals.as_of = null;
	locals.looking_back = null;
	locals.refused = false;
	let state: string | null = null;

	// The probes answer for themselves, also while the database is away.
	if (url.pathname !== '/healthz' && url.pathname !== '/readyz') {
		try {
			const arrival = await arrive(db, token, clock);
			locals.person = arrival.person;
			locals.demo = arrival.demo;
			state = arrival.state;
			if (away) log.info('the database answers again');
			away = false;
		} catch (problem) {
			if (!isAway(problem)) throw problem;
			if (!away) log.warn('the database does not answer');
			away = true;
			locals.databaseAway = true;
			// Loads run side by side: whichever asks first who is here says that nobody can tell.
			Object.defineProperty(locals, 'person', { get: databaseAway });
		}
	}
	locals.today = locals.demo?.today ?? dayOf(clock);
	locals.now = locals.demo ? sameTimeOn(locals.demo.today, clock) : clock;
	locals.present = locals.today;
	locals.mail = createMailer(db, smtp, { demo: locals.demo !== null, now: locals.now });
	locals.entry = {
		...doorAt(url, settings, { demo: locals.demo !== null, mail: locals.mail.works }),
		providers: settings.OIDC_PROVIDERS ?? []
	};
	locals.read = readerAt(db, state);
	locals.readPresent = locals.read;
	const isKnown = !locals.databaseAway && locals.person !== null;
	event.request = limitBody(event.request, { bytes: isKnown ? Infinity : LARGEST_OF_NOBODY });
	if (!locals.databaseAway && locals.person)
		await noteVisit(db, locals.person, { now: locals.now, clock, language: locals.language });

	const isOpen = PUBLIC.has(url.pathname) || PUBLIC_BELOW.some((start) => url.pathname.startsWith(start));
	if (!locals.databaseAway && !locals.person && event.route.id && !isOpen) {
		const { back, lost } =
			event.request.method === 'GET'
				? { back: url.pathname + url.search, lost: false }
				: await keepLostForm(event, token, clock);
		const params = new URLSearchParams({ ...(back && { videre: back }), ...(lost && { tabt: '1' }) });
		redirect(303, params.size ? `/log-ind?${params}` : '/log-ind');
	}
	if (!locals.databaseAway && locals.person && event.route.id?.startsWith('/(inside)')) {
		locals.looking_back = readAsOf(url.searchParams, locals.today);
		if (locals.looking_back && event.request.method !== 'GET' && event.request.method !== 'HEAD') {
			// The past is not written to. The page says so (routes/(inside)/+layout.server.ts) in place of the action.
			if (event.request.headers.get('accept')?.includes('application/json'))
				return json(
					{ type: 'error', status: 409, error: { message: 'Looking back', code: 'looking_back' } },
					{ status: 409 }
				);
			locals.refused = true;
			event.request = new Request(event.request.url, { headers: event.request.headers });
		}
	}
	const { looking_back } = locals;
	const as_of = looking_back && 'day' in looking_back && !locals.refused ? looking_back : null;
	if (as_of) {
		const { day, known } = as_of;
		locals.db = lookBack(db, { day, known, present: locals.today });
		locals.read = readerAt(db, state, { db: locals.db, name: `${day} ${known}` });
		locals.as_of = as_of;
		locals.today = day;
		locals.now = sameTimeOn(day, clock);
		const { last_visit } = locals.person!;
		locals.person = {
			...locals.person!,
			looks_back: true,
			last_visit: last_visit && dayOf(last_visit) > day ? null : last_visit
		};
	}

	const response = await resolve(event, {
		transformPageChunk: ({ html }) => {
			const page = html.replace('%lang%', locals.language);
			return as_of ? keepDayInPage(page, as_of) : page;
		}
	});
	const { id: route } = event.route;
	if (response.status === 403 || (response.status >= 400 && route?.startsWith('/log-ind')))
		locals.log.warn(
			{ person: locals.databaseAway ? null : locals.person?.id, route, status: response.status },
			'refused'
		);
	const target = response.headers.get('location');
	if (as_of && target) response.headers.set('location', keepDay(target, as_of));
	// What a signed-in person has seen must not come back from the browser's store after signing out.
	if (!response.headers.has('cache-control')) response.headers.set('cache-control', 'private, no-store');
	return response;
};

/**
 * Keeps a form that somebody sent after their session had ended, so that nothing they typed is lost.
 * @returns where they go when they are back; '' where there is nothing to keep. `lost`: it was too large to be kept
 */
async function keepLostForm(
	{ request, url }: RequestEvent,
	token: string | undefined,
	clock: Date
): Promise<{ back: string; lost: boolean }> {
	const nothing = { back: '', lost: false };
	const type = request.headers.get('content-type') ?? '';
	const isForm = /^(application\/x-www-form-urlencoded|multipart\/form-data)\b/i.test(type);
	if (!token || request.method !== 'POST' || !isForm || url.pathname === '/log-ud') return nothing;
	const session = await findLostSession(db, token);
	if (!session) return nothing;
	const path = ownPath(url.pathname + url.search);
	let form: FormData;
	try {
		form = await limitBody(request, { bytes: LARGEST_KEPT }).formData();
	} catch (problem) {
		return isHttpError(problem, 413) ? { back: addressWith(url, {}), lost: true } : nothing;
	}
	const fields = [...form].map(([name, value]): [string, string] => [name, String(value)]);
	const id = await keepForm(db, { person_id: session.person_id, path, fields, clock });
	return { back: `/gemt/${id}`, lost: false };
}

export const handleError: HandleServerError = ({ error, event, status, message }) => {
	const requestId = event.locals.requestId;
	if (status >= 500 && !isAway(error))
		log.error({ requestId, path: pathToTell(event), method: event.request.method, err: error }, 'a bug');
	return { message, requestId, ...(status >= 500 ? { code: 'bug' as const } : {}) };
};

/** A path as it is logged: not one that is itself the key to what stands there. */
function pathToTell({ route, url }: RequestEvent): string {
	return route.id?.includes('[token]') ? route.id : url.pathname;
}

function isAway(problem: unknown): boolean {
	return (
		meansDatabaseAway(problem) || (problem as { body?: App.Error } | null)?.body?.code === 'database_away'
	);
}
