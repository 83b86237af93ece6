import { texts } from '#language/language.ts';

export const searchText = texts(
	{
		title: 'Søg',
		title_for: (text: string) => `Søgning på "${text}"`,
		label: 'Søg efter projekt, opgave, aftale eller kommune',
		hint: 'Skriv et eller flere ord. Århus finder Aarhus, og Høje Taastrup finder Høje-Taastrup.',
		nothing: (text: string) => `Intet indeholder "${text}". Prøv færre eller kortere ord.`,
		nothing_readable: 'Skriv mindst ét bogstav eller tal.',
		municipalities: 'Kommuner',
		projects: 'Projekter',
		tasks: 'Opgaver',
		agreements: 'Aftaler',
		ended: 'afsluttet',
		due: (day: string) => `frist ${day}`,
		shown: (shown: string, total: string) => `${shown} af ${total} vises.`,
		all: 'Vis flere',
		narrow: 'Skriv flere ord for at komme tættere på.',
		every_kind: 'Vis alle slags'
	},
	{
		title: 'Search',
		title_for: (text) => `Search for "${text}"`,
		label: 'Search for project, task, agreement or municipality',
		hint: 'Type one or more words. Århus finds Aarhus, and Høje Taastrup finds Høje-Taastrup.',
		nothing: (text) => `Nothing contains "${text}". Try fewer or shorter words.`,
		nothing_readable: 'Type at least one letter or digit.',
		municipalities: 'Municipalities',
		projects: 'Projects',
		tasks: 'Tasks',
		agreements: 'Agreements',
		ended: 'ended',
		due: (day) => `due ${day}`,
		shown: (shown, total) => `${shown} of ${total} shown.`,
		all: 'Show more',
		narrow: 'Type more words to come closer.',
		every_kind: 'Show all kinds'
	}
);
