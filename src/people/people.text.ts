import { texts } from '#language/language.ts';

export const peopleText = texts(
	{
		enter: 'Log ind',
		enter_demo: 'Gå ind i demoen',
		demo_lead:
			'Vælg, hvem du vil være. Personerne er opdigtede; deres roller er dem, Overblik er lavet til. Demoen står på den 23. november 2023.',
		be: (name: string) => `Vær ${name}`,
		personas: {
			'program-office':
				'Ser hele porteføljen: hvem mangler at skrive under, hvad er forsinket, hvad kommer i de næste uger.',
			'project-lead': 'Leder Gateway og SAPA: ringelisten, fristen og de kommuner, der mangler.',
			herning: 'Ser, hvad Herning skylder, til hvem og hvornår, og hvem i kommunen der gør det.',
			langeland: 'En lille kommune med få hænder: hvad haster først?',
			'empty-role': 'En kommune uden programleder: KLIK-administratoren holder skansen.'
		},
		no_demo:
			'Databasen er tom, og der er endnu ingen måde at logge ind på. Indlæs demoen med "npm run demo" for at se Overblik.',
		unknown_persona: 'Den person findes ikke i demoen. Vælg en af dem her.',
		already: (name: string) => `Du er logget ind som ${name}.`,
		go_on: 'Gå til overblikket'
	},
	{
		enter: 'Sign in',
		enter_demo: 'Enter the demo',
		demo_lead:
			'Choose who you want to be. The people are made up; their roles are those Overblik is built for. The demo stands on 23 November 2023.',
		be: (name) => `Be ${name}`,
		personas: {
			'program-office':
				'Sees the whole portfolio: who has not signed, what is late, what comes in the next weeks.',
			'project-lead':
				'Leads Gateway and SAPA: the phone list, the deadline and the municipalities that are missing.',
			herning: 'Sees what Herning owes, to whom and by when, and who in the municipality does it.',
			langeland: 'A small municipality with few hands: what is urgent first?',
			'empty-role': 'A municipality without a programme leader: the KLIK administrator holds the fort.'
		},
		no_demo:
			'The database is empty and there is no way to sign in yet. Load the demo with "npm run demo" to see Overblik.',
		unknown_persona: 'There is no such person in the demo. Choose one of these.',
		already: (name) => `You are signed in as ${name}.`,
		go_on: 'Go to the overview'
	}
);
