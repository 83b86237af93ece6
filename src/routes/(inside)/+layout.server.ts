import { databaseAway } from '../../errors.ts';
import type { LayoutServerLoad } from './$types';

/** Everything inside needs the database; where it does not answer, say so instead of failing page by page. */
export const load: LayoutServerLoad = ({ locals }) => {
	if (locals.databaseAway) databaseAway();
};
