import { isMissing, type Standing } from '#agreements/agreement.ts';
import type { TaskProgress } from '#database/schema.ts';
import type { Day } from '#language/dates.ts';
import { isDueSoon, isOutstanding, isOverdue, STATE_SLUGS } from '#tasks/task.ts';
import type { DutyCounts } from './municipality.ts';
import type { HomeFilter } from './municipality.form.ts';

// What one municipality's page lists. The counts over the lists and the lists themselves ask the same rules.

interface Copy {
	state: TaskProgress;
	due_on: Day;
	is_critical: boolean;
	is_cross_cutting: boolean;
}
interface Stand {
	standing: Standing;
	deadline_on: Day | null;
}
interface Role {
	holders: { bounced_on?: Day | null }[];
}

/** The copies that a choice lists. */
export function chooseCopies<T extends Copy>(copies: T[], choice: HomeFilter['tilstand'], today: Day): T[] {
	switch (choice) {
		case 'alle':
			return copies;
		case 'udestaar':
			return copies.filter((copy) => isOutstanding(copy.state));
		case 'forfaldne':
			return copies.filter((copy) => isOverdue(copy, today));
		case 'snart':
			return copies.filter((copy) => isDueSoon(copy, today));
		case 'kritiske':
			return copies.filter(
				(copy) => isOutstanding(copy.state) && (copy.is_critical || copy.is_cross_cutting)
			);
		default:
			return copies.filter((copy) => STATE_SLUGS[copy.state] === choice);
	}
}

/** The agreements that a choice lists; none chosen lists all. */
export function chooseStandings<T extends Stand>(
	standings: T[],
	choice: HomeFilter['status'],
	today: Day
): T[] {
	switch (choice) {
		case undefined:
			return standings;
		case 'mangler':
			return standings.filter(({ standing }) => isMissing(standing));
		case 'over-frist':
			return standings.filter(
				({ standing, deadline_on }) => isMissing(standing) && deadline_on !== null && deadline_on < today
			);
		case 'paa-plads':
			return standings.filter(({ standing }) => standing === 'signed' || standing === 'registered');
	}
}

/** The roles that a choice lists: empty ones, those that hang on one person, those with an address that bounces. */
export function chooseRoles<T extends Role>(roles: T[], choice: HomeFilter['roller']): T[] {
	switch (choice) {
		case undefined:
			return roles;
		case 'tomme':
			return roles.filter(({ holders }) => holders.length === 0);
		case 'en-person':
			return roles.filter(({ holders }) => holders.length === 1);
		case 'afviste':
			return roles.filter(({ holders }) => holders.some(({ bounced_on }) => bounced_on));
	}
}

/** A municipality's counts across everything, from its own lists. */
export function countDuties(copies: Copy[], standings: Stand[], today: Day): DutyCounts {
	return {
		asked: copies.length + standings.length,
		overdue: chooseCopies(copies, 'forfaldne', today).length,
		due_soon: chooseCopies(copies, 'snart', today).length,
		missing: chooseStandings(standings, 'mangler', today).length,
		missing_late: chooseStandings(standings, 'over-frist', today).length
	};
}
