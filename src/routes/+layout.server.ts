import { countCorrections } from '#history/asof.server.ts';
import { findChange } from '#history/undo.server.ts';
import { mayAdministerSome, mayReadAudit } from '#people/may.ts';
import { doneCookie } from '#people/cookie.ts';
import { readDone } from './(inside)/done.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async ({ locals, cookies, url }) => {
	const { databaseAway, today, now, requestId, db, as_of, present } = locals;
	const person = databaseAway ? null : locals.person;
	const done = person && !as_of && readDone(cookies.get(doneCookie(url)));
	const change = done && (await findChange(db, { person, today, now, requestId }, done.request_id));
	return {
		language: locals.language,
		today: locals.today,
		as_of: as_of && {
			...as_of,
			present,
			corrections: await locals.readPresent(countCorrections, as_of.day)
		},
		demo: locals.demo !== null,
		/** What the person has just changed, to be undone. */
		change: change && { rows: change.rows, undone: done.undone, what: cookies.get(doneCookie(url)) ?? '' },
		person: person && {
			name: person.name,
			kind: person.kind,
			municipality_code: person.municipality_code,
			municipality_name: person.municipality_name,
			municipality_slug: person.municipality_slug,
			reads_audit: mayReadAudit(person),
			/** Whether the pages on people are open to them. */
			administers: mayAdministerSome(person)
		}
	};
};
