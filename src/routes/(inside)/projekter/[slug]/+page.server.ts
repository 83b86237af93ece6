import type { z } from 'zod';
import type { Actions } from '@sveltejs/kit';
import { historyFilter } from '#history/audit.form.ts';
import { listHistory } from '#history/history.server.ts';
import { listDecksAbout } from '#meetings/freeze.server.ts';
import { mayEditProject } from '#people/may.ts';
import { milestoneChange, milestoneForm, removal } from '#projects/milestone.form.ts';
import { addMilestone, changeMilestone, removeMilestone } from '#projects/milestone.server.ts';
import {
	basicsForm,
	contactChange,
	contactForm,
	linkChange,
	linkForm,
	readinessChange,
	readinessForm,
	stepForm
} from '#projects/part.form.ts';
import {
	addPart,
	changeBasics,
	changePart,
	type PartTable,
	removePart,
	stepPart
} from '#projects/part.server.ts';
import { findProject } from '#projects/project.server.ts';
import { correctionForm, newStatusForm, reviewForm } from '#projects/status.form.ts';
import { correctStatus, giveStatus, reviewStatus } from '#projects/status.server.ts';
import { readFilter } from '#ui/filter.ts';
import { write } from '../../write.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { read, today, person }, params, url }) => {
	const { historik = null } = readFilter(historyFilter, url.searchParams);
	const reader = person!.municipality_code;
	const [project, history, decks] = await Promise.all([
		read(findProject, params.slug, today, reader),
		read(listHistory, { project_slug: params.slug }, { before: historik, reader }),
		read(listDecksAbout, params.slug)
	]);
	return {
		title: project.name,
		project,
		history,
		decks,
		mayEdit: mayEditProject(person!, project.id)
	};
};

/** A form of this page: its name, which is also what the page knows its answer by, and what it does to the project. */
function action<S extends z.ZodType>(
	act: string,
	schema: S,
	anchor: string,
	work: (
		db: App.Locals['db'],
		acting: Parameters<typeof addMilestone>[1],
		slug: string,
		value: z.output<S>
	) => Promise<void>
): Actions {
	return {
		[act]: (event) =>
			write(event, schema, { act, anchor }, (acting, value) =>
				work(event.locals.db, acting, event.params['slug'] ?? '', value)
			)
	};
}

/** The forms of one of the project's lists: a new row, one changed, one taken away, one step up or down. */
function listActions<
	New extends z.ZodType<Record<string, string | null>>,
	Change extends z.ZodType<Record<string, string | number | null> & { id: number; version: number }>
>(list: string, table: PartTable, form: New, change: Change): Actions {
	return {
		...action(`ny-${list}`, form, list, (db, acting, slug, value) => addPart(db, acting, slug, table, value)),
		...action(`ret-${list}`, change, list, (db, acting, slug, { id, version, ...given }) =>
			changePart(db, acting, slug, table, { id, version }, given as Record<string, string | null>)
		),
		...action(`fjern-${list}`, removal, list, (db, acting, slug, row) =>
			removePart(db, acting, slug, table, row)
		),
		...action(`flyt-${list}`, stepForm, list, (db, acting, slug, step) =>
			stepPart(db, acting, slug, table, step)
		)
	};
}

export const actions: Actions = {
	...action('projekt', basicsForm, '', changeBasics),
	...action('ny-status', newStatusForm, 'status', giveStatus),
	...action('ret-status', correctionForm, 'status', correctStatus),
	...action('gennemset', reviewForm, 'status', reviewStatus),
	...action('ny-milepael', milestoneForm, 'milepaele', addMilestone),
	...action('ret-milepael', milestoneChange, 'milepaele', changeMilestone),
	...action('fjern-milepael', removal, 'milepaele', removeMilestone),
	...listActions('klar', 'readiness_item', readinessForm, readinessChange),
	...listActions('kontakt', 'project_contact', contactForm, contactChange),
	...listActions('link', 'project_link', linkForm, linkChange)
};
