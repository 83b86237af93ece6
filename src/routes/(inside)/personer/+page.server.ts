import { number } from '#language/numbers.ts';
import { mayAdministerSome } from '#people/may.ts';
import { peopleFilter } from '#people/person.form.ts';
import { listPeople, listPlaces } from '#people/person.server.ts';
import { personText } from '#people/person.text.ts';
import { personStateOf } from '#people/person.ts';
import { readFilter } from '#ui/filter.ts';
import { notAllowed } from '../../../errors.ts';
import type { PageServerLoad } from './$types';

/** The people whom one administers, with their access. */
export const load: PageServerLoad = async ({ locals, url }) => {
	const { read, language } = locals;
	const person = locals.person!;
	if (!mayAdministerSome(person)) notAllowed();
	const filter = readFilter(peopleFilter, url.searchParams);
	const scope = person.municipality_code;
	const [found, places] = await Promise.all([
		read(listPeople, {
			scope,
			text: filter.q,
			place: scope === null ? filter.kommune : undefined,
			kind: filter.adgang,
			state: filter.tilstand && personStateOf(filter.tilstand),
			page: filter.side
		}),
		read(listPlaces)
	]);
	const text = personText[language];
	return {
		title: text.heading(number(found.matching, language), number(found.all, language)),
		filter,
		scope: scope === null ? null : person.municipality_name,
		places: scope === null ? places : null,
		...found
	};
};
