import { texts } from '#language/language.ts';

export const freezeText = texts(
	{
		title: 'Frosne tal',
		lead: 'Tallene til mødet, som de stod den dag. De ændres aldrig; fryses de igen, bliver det en ny udgave.',
		none: 'Tallene til mødet er ikke frosset endnu.',
		version: 'Udgave',
		figures_on: 'Tal fra',
		frozen: 'Frosset',
		by: (name: string) => `af ${name}`,
		nobody: 'ingen navngivet',
		fingerprint: 'Fingeraftryk',
		fingerprint_title: (hash: string) => `SHA-256: ${hash}`,
		whole: 'passer',
		broken: 'Passer ikke: indholdet er et andet end det, der blev frosset.',
		later: 'Rettet siden',
		changes: 'Hvad er ændret',
		presentation: 'Præsentation',
		corrections: 'Rettelser i tallene',
		freeze: 'Frys tallene',
		freeze_lead:
			'Dagsordenen og alle tal gemmes, som de står nu. Er intet ændret siden sidst, laves der ikke en ny udgave.',
		day: 'Tal fra',
		day_hint: 'Udfyld kun, hvis tallene skal være fra en tidligere dag, som de var kendt da.',
		faults: { too_early: 'Så langt tilbage er intet kendt.' },

		changes_title: 'Ændret siden sidste møde',
		corrections_title: 'Rettet, siden tallene blev frosset',
		crumb: 'Ændringer',
		figures: (version: string, day: string, when: string) =>
			`Udgave ${version}: tal fra ${day}, frosset ${when}.`,
		compared: (title: string, day: string) => `Sammenlignet med ${title}, tal fra ${day}.`,
		first: 'Der er ingen frosne tal fra et tidligere møde at sammenligne med.',
		unchanged: 'Intet er ændret siden da.',
		uncorrected: 'Intet er rettet: tallene er stadig dem, der blev frosset.',
		see_changes: 'Ændret siden sidste møde',
		see_corrections: 'Rettet siden',
		corrected_link: (lines: number) =>
			lines === 1 ? 'Én rettelse til sidste mødes tal' : `${lines} rettelser til sidste mødes tal`,
		corrected_heading: 'Rettelser til sidste mødes tal',
		corrected_lead:
			'Det blev først kendt efter sidste møde. Ændringerne herunder er talt fra de rettede tal, så ingen rettelse ligner en ændring.',
		changed_heading: 'Ændringer',
		others: 'På tværs af projekter',
		who: 'Vis hvem',
		which: 'Vis hvilke',
		versions: 'Udgaver',
		trouble: {
			changed:
				'Tallene vises ikke: det, der er gemt, passer ikke til fingeraftrykket fra den dag, de blev frosset. Det er ændret uden om Overblik.',
			format: 'Tallene er gemt i en form, som denne udgave af Overblik ikke læser.'
		},
		earlier_trouble: 'Sidste mødes frosne tal kan ikke læses, så ændringerne kan ikke vises.'
	},
	{
		title: 'Frozen figures',
		lead: 'The figures for the meeting as they stood that day. They never change; frozen again they become a new version.',
		none: 'The figures for the meeting have not been frozen yet.',
		version: 'Version',
		figures_on: 'Figures of',
		frozen: 'Frozen',
		by: (name) => `by ${name}`,
		nobody: 'nobody named',
		fingerprint: 'Fingerprint',
		fingerprint_title: (hash) => `SHA-256: ${hash}`,
		whole: 'fits',
		broken: 'Does not fit: the content is not what was frozen.',
		later: 'Corrected since',
		changes: 'What has changed',
		presentation: 'Presentation',
		corrections: 'Corrections to the figures',
		freeze: 'Freeze the figures',
		freeze_lead:
			'The agenda and all figures are kept as they stand now. If nothing has changed since the last time, no new version is made.',
		day: 'Figures of',
		day_hint: 'Fill in only if the figures are to be of an earlier day, as they were known then.',
		faults: { too_early: 'Nothing is known that far back.' },

		changes_title: 'Changed since the last meeting',
		corrections_title: 'Corrected since the figures were frozen',
		crumb: 'Changes',
		figures: (version, day, when) => `Version ${version}: figures of ${day}, frozen ${when}.`,
		compared: (title, day) => `Compared with ${title}, figures of ${day}.`,
		first: 'There are no frozen figures of an earlier meeting to compare with.',
		unchanged: 'Nothing has changed since then.',
		uncorrected: 'Nothing has been corrected: the figures are still those that were frozen.',
		see_changes: 'Changed since the last meeting',
		see_corrections: 'Corrected since',
		corrected_link: (lines) =>
			lines === 1
				? 'One correction to the figures of the last meeting'
				: `${lines} corrections to the figures of the last meeting`,
		corrected_heading: 'Corrections to the figures of the last meeting',
		corrected_lead:
			'This became known only after the last meeting. The changes below are counted from the corrected figures, so that no correction passes for a change.',
		changed_heading: 'Changes',
		others: 'Across projects',
		who: 'Show who',
		which: 'Show which',
		versions: 'Versions',
		trouble: {
			changed:
				'The figures are not shown: what is stored does not fit its fingerprint of the day they were frozen. It has been changed behind Overblik’s back.',
			format: 'The figures are stored in a form that this version of Overblik does not read.'
		},
		earlier_trouble: 'The frozen figures of the last meeting cannot be read, so the changes cannot be shown.'
	}
);
