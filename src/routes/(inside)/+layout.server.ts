import { findFirstDay } from '#history/asof.server.ts';
import { badAddress, badDay, databaseAway, lookingBack } from '../../errors.ts';
import type { LayoutServerLoad } from './$types';

/** Everything inside needs the database; where it does not answer, say so instead of failing page by page. */
export const load: LayoutServerLoad = async ({ locals }) => {
	if (locals.databaseAway) databaseAway();
	if (locals.refused) lookingBack();
	const { looking_back } = locals;
	if (!looking_back) return;
	if ('trouble' in looking_back) {
		if (looking_back.trouble === 'known') badAddress(['kendt']);
		badDay(looking_back.trouble);
	}
	const first = await locals.readPresent(findFirstDay);
	if (first === null || looking_back.day < first) badDay('before_all');
};
