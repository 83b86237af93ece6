import { auditFilter } from '#history/audit.form.ts';
import { listAudit, MOST_EXPORTED } from '#history/audit.server.ts';
import { writeCsv } from '#history/export.server.ts';
import { readFilter } from '#ui/filter.ts';
import { databaseAway } from '../../../../errors.ts';
import { actingIn } from '../../write.ts';
import type { RequestHandler } from './$types';

/** The changes that the filter of /historik chooses, as a CSV; of more than MOST_EXPORTED the newest. */
export const GET: RequestHandler = async (event) => {
	const { locals, url } = event;
	if (locals.databaseAway) databaseAway();
	const filter = readFilter(auditFilter, url.searchParams);
	const { changes, names } = await listAudit(locals.db, actingIn(event), filter, MOST_EXPORTED);
	return new Response(writeCsv(changes, names, { language: locals.language, today: locals.today }), {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': `attachment; filename="historik-${locals.today}.csv"`
		}
	});
};
