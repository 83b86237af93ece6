import { byProject } from '#agreements/agreement.ts';
import { agreementFilter } from '#agreements/agreement.form.ts';
import {
	listAgreements,
	listEndedAgreements,
	listProjectsWithAgreements
} from '#agreements/agreement.server.ts';
import { agreementText } from '#agreements/agreement.text.ts';
import { readFilter } from '#ui/filter.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { read, today, language } = locals;
	const { municipality_code } = locals.person!;
	const filter = readFilter(agreementFilter, url.searchParams);
	const [agreements, ended, projects] = await Promise.all([
		filter.vis ? [] : read(listAgreements, { today, municipality_code, filter }),
		filter.vis ? read(listEndedAgreements, { today, filter }) : null,
		read(listProjectsWithAgreements, today)
	]);
	return {
		title: agreementText[language].title,
		filter,
		projects,
		groups: byProject(agreements, filter.sorter),
		ended
	};
};
