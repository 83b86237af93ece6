import { mayAdministerSome } from '#people/may.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = ({ locals }) => {
	const person = locals.databaseAway ? null : locals.person;
	return {
		language: locals.language,
		today: locals.today,
		demo: locals.demo !== null,
		person: person && {
			name: person.name,
			kind: person.kind,
			municipality_code: person.municipality_code,
			municipality_name: person.municipality_name,
			municipality_slug: person.municipality_slug,
			/** Whether the pages on people are open to them. */
			administers: mayAdministerSome(person)
		}
	};
};
