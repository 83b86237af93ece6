import type { RequestEvent } from '@sveltejs/kit';
import { copiesForm } from '#tasks/bulk.form.ts';
import { previewTaskStates, setTaskStates } from '#tasks/bulk.server.ts';
import { writeMany } from './bulk.ts';

/** Brings a municipality's copies of tasks, one or many, into one state; they are told by their task. */
export const changeStates = (event: RequestEvent, place: { act: string; anchor?: string }) =>
	writeMany(event, copiesForm, place, {
		preview: (acting, change) => previewTaskStates(event.locals.db, acting, change, 'task'),
		work: (acting, change) => setTaskStates(event.locals.db, acting, change, 'task')
	});
