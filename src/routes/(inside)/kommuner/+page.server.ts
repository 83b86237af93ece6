import { municipalityFilter } from '#municipalities/municipality.form.ts';
import { findMunicipalities } from '#municipalities/municipality.server.ts';
import { municipalityText } from '#municipalities/municipality.text.ts';
import { readFilter } from '#ui/filter.ts';
import type { PageServerLoad } from './$types';

/** The 98: one row each across everything, or as a matrix by agreement or by task. */
export const load: PageServerLoad = async ({ locals, url }) => {
	const { read, today, language, person } = locals;
	const filter = readFilter(municipalityFilter, url.searchParams);
	const found = await read(findMunicipalities, { today, person_id: person!.id, filter });
	const text = municipalityText[language];
	return { title: text.heading(String(found.shown), String(found.total)), filter, ...found };
};
