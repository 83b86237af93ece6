import { texts } from './language.ts';

/** Words that every page uses: the frame, the navigation, the counts. */
export const commonText = texts(
	{
		product: 'Overblik',
		skip: 'Spring til indhold',
		menu: 'Hovedmenu',
		overview: 'Overblik',
		projects: 'Projekter',
		tasks: 'Opgaver',
		agreements: 'Aftaler',
		municipalities: 'Kommuner',
		meetings: 'Møder',
		search: 'Søg',
		search_hint: 'Søg projekt, opgave, kommune',
		sign_out: 'Log ud',
		signed_in_as: 'Logget ind som',
		about: 'Om Overblik',
		accessibility: 'Tilgængelighed',
		mailbox: 'Demoens postkasse',
		other_language: 'English',
		unofficial: 'Ikke et officielt KOMBIT-produkt.',
		demo_banner: (day: string, week: string) =>
			`Demo: tallene er pr. ${day} (${week}). Det, kilden ikke siger, fx hvem der har underskrevet, er opdigtet.`,
		demo: 'demodata',
		demo_explained: 'Udfyldt til demoen. Kilden siger det ikke.',
		of: 'af',
		all: 'Alle',
		none: 'ingen',
		show: 'Vis',
		clear: 'Ryd filtre',
		kombit: 'KOMBIT',
		kinds: {
			kombit_administrator: 'KOMBIT programkontor',
			kombit_lead: 'KOMBIT projektleder',
			kombit_reader: 'KOMBIT læser',
			programleder: 'programleder',
			klik_administrator: 'KLIK-administrator',
			contributor: 'medarbejder',
			reader: 'læser'
		}
	},
	{
		product: 'Overblik',
		skip: 'Skip to content',
		menu: 'Main menu',
		overview: 'Overview',
		projects: 'Projects',
		tasks: 'Tasks',
		agreements: 'Agreements',
		municipalities: 'Municipalities',
		meetings: 'Meetings',
		search: 'Search',
		search_hint: 'Search project, task, municipality',
		sign_out: 'Sign out',
		signed_in_as: 'Signed in as',
		about: 'About Overblik',
		accessibility: 'Accessibility',
		mailbox: 'The demo’s mailbox',
		other_language: 'Dansk',
		unofficial: 'Not an official KOMBIT product.',
		demo_banner: (day, week) =>
			`Demo: figures as of ${day} (${week}). What the source does not say, such as who has signed, is made up.`,
		demo: 'demo data',
		demo_explained: 'Filled in for the demo. The source does not say it.',
		of: 'of',
		all: 'All',
		none: 'none',
		show: 'Show',
		clear: 'Clear filters',
		kombit: 'KOMBIT',
		kinds: {
			kombit_administrator: 'KOMBIT programme office',
			kombit_lead: 'KOMBIT project lead',
			kombit_reader: 'KOMBIT reader',
			programleder: 'programme leader',
			klik_administrator: 'KLIK administrator',
			contributor: 'contributor',
			reader: 'reader'
		}
	}
);
