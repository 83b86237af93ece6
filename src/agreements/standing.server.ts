import { type Expression, sql } from 'kysely';
import type { Day } from '#language/dates.ts';
import type { Standing } from './agreement.ts';

interface StandingRow {
	agreement_id: number;
	version_id: number;
	municipality_code: string;
	standing: Standing;
	deadline_on: Day | null;
}

/** How every municipality stands on each agreement that asks for a signature on a day, one row each. */
export function standingOn(day: Day | Expression<Day>) {
	return sql<StandingRow>`standing_on(${day}::date)`;
}
