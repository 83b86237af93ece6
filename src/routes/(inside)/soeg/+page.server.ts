import { z } from 'zod';
import { KINDS, search } from '#search/search.server.ts';
import { searchText } from '#search/search.text.ts';
import { LONGEST_SEARCH, readFilter } from '#ui/filter.ts';
import type { PageServerLoad } from './$types';

const filter = z.object({ q: z.string().max(LONGEST_SEARCH).optional(), slags: z.enum(KINDS).optional() });

export const load: PageServerLoad = async ({ locals, url }) => {
	const { q, slags } = readFilter(filter, url.searchParams);
	const text = searchText[locals.language];
	return {
		title: q ? text.title_for(q) : text.title,
		q: q ?? '',
		kind: slags ?? null,
		found: q ? await locals.read(search, q, slags) : null
	};
};
