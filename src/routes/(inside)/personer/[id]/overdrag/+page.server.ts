import { handOver, listOpenWork, listSuccessors, sumOf } from '#people/handover.server.ts';
import { mayAdminister } from '#people/may.ts';
import { handOverFilter, handOverForm } from '#people/person.form.ts';
import { findAdministered, placesOf } from '#people/person.server.ts';
import { personText } from '#people/person.text.ts';
import { readPersonId } from '#people/person.ts';
import { readFilter } from '#ui/filter.ts';
import { notFound } from '../../../../../errors.ts';
import { write } from '../../../write.ts';
import type { Actions, PageServerLoad } from './$types';

/** What somebody has open in a place, and whom it can go to. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { read, today, language } = locals;
	const actor = locals.person!;
	const id = readPersonId(params.id) ?? notFound();
	const { sted } = readFilter(handOverFilter, url.searchParams);
	const person = await read(findAdministered, { actor, id, today });
	const names = new Map<string | null, string>([[null, 'KOMBIT']]);
	for (const { municipality_code, municipality_name } of [person, ...person.accesses, ...person.roles])
		if (municipality_code) names.set(municipality_code, municipality_name ?? '');
	const scopes = [...new Set(placesOf(person).places)].filter((code) => mayAdminister(actor, code));
	// null is KOMBIT itself.
	const scope = sted === undefined ? scopes[0] : sted;
	if (scope === undefined || !scopes.includes(scope)) notFound();
	const [work, successors] = await Promise.all([
		read(listOpenWork, { person_id: id, scope, today }),
		read(listSuccessors, { person_id: id, scope })
	]);
	return {
		title: personText[language].handover.heading(person.name),
		subject: { id, name: person.name },
		scopes: scopes.map((code) => ({ code: code ?? 'kombit', name: names.get(code) ?? '' })),
		scope: { code: scope ?? 'kombit', name: names.get(scope) ?? '' },
		work,
		open_count: sumOf(work),
		successors
	};
};

export const actions: Actions = {
	default: (event) =>
		write(event, handOverForm, { act: 'overdrag' }, (acting, { til, sted, kinds }) =>
			handOver(event.locals.db, acting, {
				from: readPersonId(event.params.id) ?? notFound(),
				to: til,
				scope: sted,
				kinds
			})
		)
};
