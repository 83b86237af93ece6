import { texts } from '#language/language.ts';

/** The words of the 98: status rows, matrices, filters. */
export const municipalityText = texts(
	{
		heading: (shown: string, total: string) =>
			shown === total ? `${total} kommuner` : `${shown} af ${total} kommuner`,
		states: {
			overdue: 'Forfaldne opgaver',
			missing_late: 'Mangler aftale over frist',
			missing: 'Mangler aftale',
			due_soon: 'Frist snart',
			in_place: 'På plads',
			not_asked: 'Intet at svare på'
		},
		short_states: {
			overdue: 'Forfaldne',
			missing_late: 'Over frist',
			missing: 'Mangler aftale',
			due_soon: 'Frist snart',
			in_place: 'På plads',
			not_asked: 'Intet'
		},
		lead: {
			overdue: (count: number) =>
				count === 1 ? 'kommune har forfaldne opgaver' : 'kommuner har forfaldne opgaver',
			overdue_sum: (count: string) => `${count} i alt`,
			missing: (_count: number) => 'mangler mindst én underskrift',
			missing_sum: (count: string) => `${count} i alt`,
			in_place: (_count: number) => 'har alt på plads'
		},
		views: {
			status: 'Status',
			aftaler: 'Aftaler',
			opgaver: 'Opgaver',
			forfaldne: 'Forfaldne opgaver',
			snart: 'Opgaver med frist snart',
			mangler: 'Manglende underskrifter'
		},
		view_label: 'Visning',
		only_label: 'Vis kun',
		conditions: {
			forfaldne: 'Forfaldne opgaver',
			'over-frist': 'Mangler aftale over frist',
			mangler: 'Mangler aftale',
			snart: 'Frist snart',
			'paa-plads': 'På plads',
			'uden-programleder': 'Uden programleder'
		},
		filter: {
			text: 'Kommune',
			region: 'Region',
			all_regions: 'Alle regioner',
			group: 'Gruppe',
			all_groups: 'Alle grupper',
			missing: 'Mangler underskrift på',
			any_agreement: 'Vælg aftale',
			split: 'Inddel efter',
			no_split: 'Ingen inddeling',
			by_region: 'Region',
			apply: 'Vis',
			clear: 'Ryd filtre',
			with_standing: (agreement: string, word: string) => `${agreement}: ${word}`
		},
		statuses: { mangler: 'mangler underskrift', 'paa-plads': 'underskrevet' },
		answers: { mangler: 'ikke udført' },
		columns: {
			municipality: 'Kommune',
			overall: 'Samlet',
			overdue: 'Forfaldne',
			due_soon: 'Frist snart',
			missing: 'Mangler aftaler',
			missing_short: 'Mangler',
			next: 'Næste frist',
			leader: 'Programleder',
			changed: 'Sidst ændret',
			task: 'Opgave',
			agreement: 'Aftale',
			project: 'Projekt',
			deadline: 'Frist',
			state: 'Tilstand'
		},
		captions: {
			status: 'Status på tværs af åbne opgaver og gældende aftaler.',
			aftaler: 'Underskrift pr. kommune og aftale, gældende versioner.',
			opgaver: 'Svar pr. kommune og åben opgave.',
			forfaldne: 'Opgaver over frist, som kommunen ikke har udført.',
			snart: 'Opgaver med frist inden for 14 dage, som kommunen ikke har udført.',
			mangler: 'Gældende aftaler, som kommunen ikke har underskrevet i den version, der skal underskrives.'
		},
		tasks: {
			label: 'Opgaver',
			critical: 'Kritiske',
			cross_cutting: 'Tværgående',
			all: 'Alle åbne',
			weeks: (count: number) => `Vigtigste, ${count} uger`,
			weeks_meaning: (count: number) =>
				`Kritiske og tværgående opgaver med frist inden for ${count} uger og alle andre med frist inden for 1 uge; overskredne frister er med.`,
			project: 'Projekt',
			all_projects: 'Alle projekter',
			none: 'Ingen åbne opgaver passer til filtrene.',
			left_out: (shown: string, total: string) =>
				`Viser de ${shown} opgaver med tidligste frist af ${total}. Vælg et projekt for at se resten.`
		},
		counts: {
			of: (ready: string, applying: string) => `${ready} af ${applying}`,
			not_applicable: (count: string) => `${count} ikke relevant`,
			sort: (column: string) => `Sortér efter ${column}`,
			deadline: (day: string) => `frist ${day}`
		},
		outside: 'Ikke omfattet',
		legend: 'Tegnforklaring',
		no_agreements: 'Ingen aftaler venter på underskrift.',
		no_leader: 'ingen',
		and_more: (count: string) => `+${count}`,
		no_deadline: 'ingen',
		never: 'aldrig',
		others: 'Øvrige kommuner',
		no_region: 'Uden region',
		counted: (count: string, one: boolean) => `${count} ${one ? 'kommune' : 'kommuner'}`,
		none_match: 'Ingen kommuner passer til filtrene.',
		nothing: {
			forfaldne: (day: string) => `Ingen forfaldne opgaver ${day}.`,
			snart: (day: string) => `Ingen opgaver med frist inden for 14 dage fra ${day}.`,
			mangler: (day: string) => `Ingen manglende underskrifter ${day}.`
		},
		yours: 'jeres kommune',
		scroll: 'Tabel, kan rulles'
	},
	{
		heading: (shown, total) =>
			shown === total ? `${total} municipalities` : `${shown} of ${total} municipalities`,
		states: {
			overdue: 'Overdue tasks',
			missing_late: 'Agreement missing, past deadline',
			missing: 'Agreement missing',
			due_soon: 'Due soon',
			in_place: 'All in place',
			not_asked: 'Nothing asked'
		},
		short_states: {
			overdue: 'Overdue',
			missing_late: 'Past deadline',
			missing: 'Agreement missing',
			due_soon: 'Due soon',
			in_place: 'In place',
			not_asked: 'Nothing'
		},
		lead: {
			overdue: (count) =>
				count === 1 ? 'municipality has overdue tasks' : 'municipalities have overdue tasks',
			overdue_sum: (count) => `${count} in all`,
			missing: (count) => (count === 1 ? 'lacks at least one signature' : 'lack at least one signature'),
			missing_sum: (count) => `${count} in all`,
			in_place: (count) => (count === 1 ? 'has all in place' : 'have all in place')
		},
		views: {
			status: 'Status',
			aftaler: 'Agreements',
			opgaver: 'Tasks',
			forfaldne: 'Overdue tasks',
			snart: 'Tasks due soon',
			mangler: 'Missing signatures'
		},
		view_label: 'View',
		only_label: 'Show only',
		conditions: {
			forfaldne: 'Overdue tasks',
			'over-frist': 'Agreement missing, past deadline',
			mangler: 'Agreement missing',
			snart: 'Due soon',
			'paa-plads': 'All in place',
			'uden-programleder': 'No programme leader'
		},
		filter: {
			text: 'Municipality',
			region: 'Region',
			all_regions: 'All regions',
			group: 'Group',
			all_groups: 'All groups',
			missing: 'Signature missing on',
			any_agreement: 'Choose agreement',
			split: 'Divide by',
			no_split: 'No division',
			by_region: 'Region',
			apply: 'Show',
			clear: 'Clear filters',
			with_standing: (agreement, word) => `${agreement}: ${word}`
		},
		statuses: { mangler: 'signature missing', 'paa-plads': 'signed' },
		answers: { mangler: 'not done' },
		columns: {
			municipality: 'Municipality',
			overall: 'Overall',
			overdue: 'Overdue',
			due_soon: 'Due soon',
			missing: 'Agreements missing',
			missing_short: 'Missing',
			next: 'Next deadline',
			leader: 'Programme leader',
			changed: 'Last change',
			task: 'Task',
			agreement: 'Agreement',
			project: 'Project',
			deadline: 'Deadline',
			state: 'State'
		},
		captions: {
			status: 'Status across open tasks and agreements in force.',
			aftaler: 'Signature by municipality and agreement, current versions.',
			opgaver: 'Answer by municipality and open task.',
			forfaldne: 'Tasks past their due date that the municipality has not done.',
			snart: 'Tasks due within 14 days that the municipality has not done.',
			mangler: 'Agreements in force that the municipality has not signed in the version that asks for it.'
		},
		tasks: {
			label: 'Tasks',
			critical: 'Critical',
			cross_cutting: 'Cross-cutting',
			all: 'All open',
			weeks: (count) => `Most important, ${count} weeks`,
			weeks_meaning: (count) =>
				`Critical and cross-cutting tasks due within ${count} weeks and all others due within 1 week; past due dates included.`,
			project: 'Project',
			all_projects: 'All projects',
			none: 'No open task matches the filters.',
			left_out: (shown, total) =>
				`Shows the ${shown} tasks with the earliest due date of ${total}. Choose a project to see the rest.`
		},
		counts: {
			of: (ready, applying) => `${ready} of ${applying}`,
			not_applicable: (count) => `${count} not relevant`,
			sort: (column) => `Sort by ${column}`,
			deadline: (day) => `due ${day}`
		},
		outside: 'Not in the audience',
		legend: 'Legend',
		no_agreements: 'No agreement waits for signatures.',
		no_leader: 'none',
		and_more: (count) => `+${count}`,
		no_deadline: 'none',
		never: 'never',
		others: 'Other municipalities',
		no_region: 'Without a region',
		counted: (count, one) => `${count} ${one ? 'municipality' : 'municipalities'}`,
		none_match: 'No municipality matches the filters.',
		nothing: {
			forfaldne: (day) => `No overdue tasks on ${day}.`,
			snart: (day) => `No tasks due within 14 days of ${day}.`,
			mangler: (day) => `No missing signatures on ${day}.`
		},
		yours: 'your municipality',
		scroll: 'Table, can be scrolled'
	}
);
