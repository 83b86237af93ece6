import { listMissingCounts } from '#agreements/agreement.server.ts';
import { addDays, isoWeekday, weekName } from '#language/dates.ts';
import { findDuties } from '#municipalities/duties.server.ts';
import { portfolioWindow } from '#projects/project.ts';
import { listNextMilestones, listPortfolio, listProjects } from '#projects/project.server.ts';
import { mayEditProject, mayWriteTask } from '#people/may.ts';
import { listWeeks } from '#tasks/task.server.ts';
import { overviewText } from './overview.text.ts';
import { changeStates } from './states.ts';
import type { Actions, PageServerLoad } from './$types';

/** This week and the next four. */
const WEEKS = 5;

/** The first page of the day: for KOMBIT the portfolio, for a municipality's person what *we* owe. */
export const load: PageServerLoad = async ({ locals }) => {
	const { read, today, language } = locals;
	const text = overviewText[language];
	const { id: person_id, municipality_code, municipality_name, last_visit } = locals.person!;
	const week = weekName(today, language, today);

	if (municipality_code) {
		const duties = await read(findDuties, { municipality_code, today, since: last_visit });
		const person = locals.person!;
		const ids = [...duties.overdue, ...duties.next, ...duties.critical]
			.filter((copy) => mayWriteTask(person, copy, municipality_code))
			.map(({ id }) => id);
		return {
			title: text.ours(municipality_name ?? '', week),
			duties,
			writing: { code: municipality_code, ids },
			portfolio: null
		};
	}
	const window = portfolioWindow(today);
	const [projects, missing, weeks, milestones, portfolio] = await Promise.all([
		read(listProjects, { today, person_id }),
		read(listMissingCounts, { today }),
		read(listWeeks, { today, weeks: WEEKS }),
		read(listNextMilestones, { today, until: addDays(today, 7 * WEEKS - isoWeekday(today)) }),
		read(listPortfolio, { today, ...window })
	]);
	const editable = projects.filter(({ id }) => mayEditProject(locals.person!, id)).map(({ id }) => id);
	return {
		title: text.portfolio(week),
		writing: null,
		portfolio: { projects, editable, missing, weeks, milestones, portfolio, window },
		duties: null
	};
};

export const actions: Actions = {
	/** Changes the state of one of the municipality's tasks in its row. */
	tilstand: (event) => changeStates(event, { act: 'tilstand' })
};
