import { auditFilter } from '#history/audit.form.ts';
import { listAudit, listAuditChoices, MOST_EXPORTED } from '#history/audit.server.ts';
import { changeText } from '#history/change.text.ts';
import { readFilter } from '#ui/filter.ts';
import { actingIn } from '../write.ts';
import type { PageServerLoad } from './$types';

/** Every recorded change, for those who administer. */
export const load: PageServerLoad = async (event) => {
	const { locals, url } = event;
	const filter = readFilter(auditFilter, url.searchParams);
	const acting = actingIn(event);
	const [audit, choices] = await Promise.all([
		listAudit(locals.db, acting, filter),
		listAuditChoices(locals.db, acting)
	]);
	return {
		title: changeText[locals.language].audit_title,
		filter,
		audit,
		choices,
		most_exported: MOST_EXPORTED
	};
};
