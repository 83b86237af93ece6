import { badAddress, notFound } from '../../../../errors.ts';
import { copyFilter, readTaskId, unknownPlaces } from '#tasks/task.form.ts';
import { listPlaces } from '#municipalities/municipality.server.ts';
import { findTask, listCopies } from '#tasks/task.server.ts';
import { readFilter } from '#ui/filter.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { read, today, person }, params, url }) => {
	const id = readTaskId(params.id) ?? notFound();
	const filter = readFilter(copyFilter, url.searchParams);
	const reader = person!.municipality_code;
	const [task, copies, choices] = await Promise.all([
		read(findTask, id, { today, reader }),
		read(listCopies, id, filter, { today, reader }),
		read(listPlaces, { today, person_id: person!.id })
	]);
	if (!task) notFound();
	const unknown = unknownPlaces(filter, choices, task.steps);
	if (unknown.length > 0) badAddress(unknown);
	return { title: task.title, filter, task, copies, choices };
};
