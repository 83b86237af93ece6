import { correctionFilter } from '#history/audit.form.ts';
import { listCorrections } from '#history/asof.server.ts';
import { asOfText } from '#history/history.text.ts';
import { longDate } from '#language/dates.ts';
import { readFilter } from '#ui/filter.ts';
import type { PageServerLoad } from './$types';

/** What became known after the day looked back to, about that day and the time before it. */
export const load: PageServerLoad = async ({ locals, url }) => {
	const { as_of, language, person, present } = locals;
	const { efter } = readFilter(correctionFilter, url.searchParams);
	const reader = person!.municipality_code;
	return {
		title: asOfText[language].corrections_title(longDate(as_of?.day ?? present, language)),
		corrections: as_of && (await locals.readPresent(listCorrections, as_of.day, { before: efter, reader }))
	};
};
