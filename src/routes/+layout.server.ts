import { countCorrections } from '#history/asof.server.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async ({ locals }) => {
	const { as_of, present } = locals;
	const person = locals.databaseAway ? null : locals.person;
	return {
		language: locals.language,
		today: locals.today,
		as_of: as_of && {
			...as_of,
			present,
			corrections: await locals.readPresent(countCorrections, as_of.day)
		},
		demo: locals.demo !== null,
		person: person && {
			name: person.name,
			kind: person.kind,
			municipality_code: person.municipality_code,
			municipality_name: person.municipality_name,
			municipality_slug: person.municipality_slug
		}
	};
};
