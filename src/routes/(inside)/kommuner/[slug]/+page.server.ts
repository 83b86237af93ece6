import { historyFilter } from '#history/audit.form.ts';
import { listHistory } from '#history/history.server.ts';
import { listChanges, listCopies, listFinished, listStandings } from '#municipalities/duties.server.ts';
import { listRoleGallery } from '#municipalities/gallery.server.ts';
import { homeFilter } from '#municipalities/municipality.form.ts';
import { findMunicipality } from '#municipalities/municipality.server.ts';
import { mayReadPrivate, mayWriteSignature, mayWriteTask } from '#people/may.ts';
import { readFilter } from '#ui/filter.ts';
import { changeStates } from '../../states.ts';
import type { Actions, PageServerLoad } from './$types';

const FINISHED_DAYS = 60;
const FINISHED_MOST = 12;
const CHANGES_NEWEST = 25;
const CHANGES_MOST = 300;

/** One municipality: what it owes, what it has done, its people. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { read, today } = locals;
	const person = locals.person!;
	const filter = readFilter(homeFilter, url.searchParams);
	const { historik = null } = readFilter(historyFilter, url.searchParams);
	const municipality = await read(findMunicipality, params.slug, { today, person_id: person.id });
	const municipality_code = municipality.code;
	const contacts = mayReadPrivate(person, municipality_code);
	const [copies, standings, finished, roles, changes, history] = await Promise.all([
		read(listCopies, { municipality_code, today }),
		read(listStandings, { municipality_code, today }),
		read(listFinished, { municipality_code, today, days: FINISHED_DAYS, limit: FINISHED_MOST }),
		read(listRoleGallery, { municipality_code, today, contacts }),
		read(listChanges, {
			municipality_code,
			today,
			since_on: filter.siden,
			limit: filter.siden ? CHANGES_MOST : CHANGES_NEWEST,
			contacts
		}),
		read(listHistory, { municipality_code }, { before: historik, reader: person.municipality_code })
	]);
	return {
		title: municipality.name,
		municipality,
		filter,
		contacts,
		copies,
		standings,
		finished,
		roles,
		changes,
		history,
		/** What the reader can change here: tasks of their own municipality, and signatures. */
		writable: {
			tasks:
				person.municipality_code === municipality_code
					? copies.filter((copy) => mayWriteTask(person, copy, municipality_code)).map(({ id }) => id)
					: [],
			agreements: standings
				.filter((row) => mayWriteSignature(person, row, municipality_code))
				.map(({ id }) => id)
		}
	};
};

export const actions: Actions = {
	/** Changes the state of one task in its row. */
	tilstand: (event) => changeStates(event, { act: 'tilstand', anchor: 'opgaver' }),
	/** Brings the tasks ticked into one state. */
	masse: (event) => changeStates(event, { act: 'masse', anchor: 'opgaver' })
};
