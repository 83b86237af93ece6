import { historyFilter } from '#history/audit.form.ts';
import { listHistory } from '#history/history.server.ts';
import { copiesForm } from '#tasks/bulk.form.ts';
import { previewTaskStates, setTaskStates } from '#tasks/bulk.server.ts';
import { mayWriteTask } from '#people/may.ts';
import { changeCopy, findCopy } from '#tasks/copy.server.ts';
import { copyFilter, copyForm, readTaskId, unknownPlaces } from '#tasks/task.form.ts';
import { listPlaces } from '#municipalities/municipality.server.ts';
import { findTask, listCopies } from '#tasks/task.server.ts';
import { readFilter } from '#ui/filter.ts';
import { badAddress, notFound } from '../../../../errors.ts';
import { writeMany } from '../../bulk.ts';
import { write } from '../../write.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { read, today, person }, params, url }) => {
	const id = readTaskId(params.id) ?? notFound();
	const filter = readFilter(copyFilter, url.searchParams);
	const reader = person!.municipality_code;
	const { historik = null } = readFilter(historyFilter, url.searchParams);
	const [task, copies, choices, history] = await Promise.all([
		read(findTask, id, { today }),
		read(listCopies, id, filter, { today, reader }),
		read(listPlaces, { today, person_id: person!.id }),
		read(listHistory, { task_id: id }, { before: historik, reader })
	]);
	if (!task) notFound();
	const unknown = unknownPlaces(filter, choices, task.steps);
	if (unknown.length > 0) badAddress(unknown);
	const rule = { project_id: task.project_id, roles: task.roles.map(({ slug }) => slug) };
	const writable = copies
		.filter(({ code, state }) => state && !task.closed_on && mayWriteTask(person!, rule, code))
		.map(({ code }) => code);
	const open = [filter.ret, reader].find((code) => code && writable.includes(code));
	const editing = open ? await read(findCopy, id, open) : undefined;
	return { title: task.title, filter, task, copies, choices, history, writable, editing };
};

export const actions: Actions = {
	/** Changes one municipality's copy. */
	gem: (event) => {
		const id = readTaskId(event.params.id) ?? notFound();
		const own = event.url.searchParams.has('ret') ? 'kommuner' : 'egen';
		return write(event, copyForm, { act: 'gem', anchor: own }, (acting, change) =>
			changeCopy(event.locals.db, acting, id, change)
		);
	},
	/** Brings the municipalities ticked into one state. */
	masse: (event) =>
		writeMany(
			event,
			copiesForm,
			{ act: 'masse', anchor: 'kommuner' },
			{
				preview: (acting, change) => previewTaskStates(event.locals.db, acting, change, 'municipality'),
				work: (acting, change) => setTaskStates(event.locals.db, acting, change, 'municipality')
			}
		)
};
