import { texts } from './language.ts';

/** What the error pages say: what happened, what it means for the person, what to do next. */
export const errorText = texts(
	{
		titles: {
			'400': 'Adressen giver ikke mening',
			'401': 'Log ind først',
			'403': 'Det må du ikke',
			'404': 'Siden findes ikke',
			'405': 'Sådan kan siden ikke bruges',
			'409': 'Andre har ændret det i mellemtiden',
			'413': 'Det er for stort',
			'415': 'Den slags indhold tager siden ikke imod',
			'500': 'Der er sket en fejl hos os',
			'503': 'Databasen svarer ikke lige nu'
		},
		bodies: {
			'400': 'Noget i adressen kan ikke læses. Intet er ændret.',
			'401': 'Siden er kun for dem, der er logget ind.',
			'403': 'Siden eller handlingen hører til andre. Intet er ændret.',
			'404': 'Måske er adressen skrevet forkert, eller også er det, den pegede på, fjernet.',
			'405': 'Siden kan læses, men tager ikke imod det, der blev sendt. Intet er ændret.',
			'409': 'Det, du sendte, er ikke gemt oven i deres ændring. Hent siden igen, og se begge dele.',
			'413':
				'Det, der blev sendt, er større, end siden tager imod. Intet er ændret. Browserens tilbageknap fører tilbage til det, du skrev; gør det kortere, og send det igen.',
			'415': 'Send en almindelig formular. Intet er ændret.',
			'500': 'Fejlen er skrevet i loggen, og det, du gjorde, er ikke gemt halvt. Prøv igen om lidt.',
			'503': 'Siden prøver igen af sig selv om fem sekunder. Intet er gået tabt.'
		},
		faults: (names: string) => `Det drejer sig om: ${names}.`,
		looking_back_title: 'En tidligere dag kan ikke ændres',
		looking_back:
			'Siden viser en dag, der er gået, og der kan intet gemmes. Intet er ændret. Gå tilbage til i dag, og gør det der.',
		to_present: 'Gå til siden i dag',
		days: {
			unreadable: 'En dag skrives som 2023-10-31, og den skal findes i kalenderen.',
			to_come: 'Dagen er ikke kommet endnu. Vælg i dag eller en tidligere dag.',
			before_all: 'Så langt tilbage ved Overblik intet. Vælg en senere dag.'
		},
		without_filters: 'Vis siden uden filtre',
		try_again: 'Prøv igen nu',
		home: 'Gå til overblikket',
		request: 'Henvendelsens nummer'
	},
	{
		titles: {
			'400': 'The address makes no sense',
			'401': 'Sign in first',
			'403': 'You may not do that',
			'404': 'There is no such page',
			'405': 'The page cannot be used that way',
			'409': 'Someone else changed it in the meantime',
			'413': 'That is too large',
			'415': 'The page does not take that kind of content',
			'500': 'Something went wrong on our side',
			'503': 'The database does not answer right now'
		},
		bodies: {
			'400': 'Something in the address cannot be read. Nothing has changed.',
			'401': 'The page is only for those who are signed in.',
			'403': 'The page or the act belongs to others. Nothing has changed.',
			'404': 'Perhaps the address is misspelt, or what it pointed to is gone.',
			'405': 'The page can be read but does not take what was sent. Nothing has changed.',
			'409': 'What you sent was not saved over their change. Load the page again and see both.',
			'413':
				'What was sent is larger than the page takes. Nothing has changed. Your browser’s back button leads back to what you wrote; make it shorter and send it again.',
			'415': 'Send an ordinary form. Nothing has changed.',
			'500': 'The fault is in the log, and what you did was not half saved. Try again in a moment.',
			'503': 'The page tries again by itself in five seconds. Nothing is lost.'
		},
		faults: (names) => `It is about: ${names}.`,
		looking_back_title: 'An earlier day cannot be changed',
		looking_back:
			'The page shows a day that has passed, and nothing can be saved there. Nothing has changed. Go back to today and do it there.',
		to_present: 'Go to the page today',
		days: {
			unreadable: 'A day is written like 2023-10-31, and the calendar must have it.',
			to_come: 'That day has not come yet. Choose today or an earlier day.',
			before_all: 'Overblik knows nothing that far back. Choose a later day.'
		},
		without_filters: 'Show the page without filters',
		try_again: 'Try again now',
		home: 'Go to the overview',
		request: 'Number of the request'
	}
);
