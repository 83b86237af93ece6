import { number } from '#language/numbers.ts';
import { redirect } from '@sveltejs/kit';
import { galleryFilter } from '#municipalities/gallery.form.ts';
import { findGallery } from '#municipalities/gallery.server.ts';
import { galleryText } from '#municipalities/gallery.text.ts';
import { readFilter } from '#ui/filter.ts';
import type { PageServerLoad } from './$types';

/** Roles across the 98, for KOMBIT; a municipality's people see their own. */
export const load: PageServerLoad = async ({ locals, url }) => {
	const { read, today, language } = locals;
	const person = locals.person!;
	if (person.municipality_slug) redirect(303, `/rollegalleri/${person.municipality_slug}`);
	const filter = readFilter(galleryFilter, url.searchParams);
	const { region, rolle: role, tilstand: choice, alene: alone } = filter;
	const found = await read(findGallery, { today, region, role, choice, alone });
	const text = galleryText[language];
	return {
		title: text.heading(number(found.rows.length, language), number(found.total, language)),
		filter,
		...found
	};
};
