import { type RawBuilder, sql } from 'kysely';
import type { Day } from '#language/dates.ts';

/** Whether a municipality lies in a region on a day; valid_until is its last day there. Needs `municipality`. */
export function inRegion(region_slug: string, day: Day): RawBuilder<boolean> {
	return sql<boolean>`exists (select from region_membership membership
		where membership.municipality_code = municipality.code and membership.region_slug = ${region_slug}
			and membership.valid_from <= ${day}::date
			and (membership.valid_until is null or membership.valid_until >= ${day}::date))`;
}

/** Whether a municipality is a member of a group. Needs `municipality`. */
export function inGroup(group_slug: string): RawBuilder<boolean> {
	return sql<boolean>`exists (select from municipality_group_member member
		join municipality_group grouping on grouping.id = member.group_id
		where member.municipality_code = municipality.code and grouping.slug = ${group_slug})`;
}

/** Whether somebody holds a role on a day; held_until is the first day they do not. Needs `holder`, what the table is called. */
export function heldOn(holder: string, day: Day): RawBuilder<boolean> {
	return sql<boolean>`(${sql.ref(`${holder}.held_from`)} <= ${day}::date
		and (${sql.ref(`${holder}.held_until`)} is null or ${sql.ref(`${holder}.held_until`)} > ${day}::date))`;
}
