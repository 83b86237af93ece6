import { fold } from '#language/fold.ts';
import { gatherOwnData } from '#people/own-data.server.ts';
import { databaseAway } from '../../../../errors.ts';
import type { RequestHandler } from './$types';

/** Everything that Overblik holds about the person who asks, as a file; its shape is OwnData. */
export const GET: RequestHandler = async ({ locals }) => {
	if (locals.databaseAway) databaseAway();
	const { person, requestId, today, now, db } = locals;
	const data = await gatherOwnData(db, { person: person!, requestId, today, now });
	const name = fold(person!.name).replaceAll(' ', '-') || 'person';
	return new Response(JSON.stringify(data, null, '\t'), {
		headers: {
			'content-type': 'application/json; charset=utf-8',
			'content-disposition': `attachment; filename="overblik-${name}-${today}.json"`
		}
	});
};
