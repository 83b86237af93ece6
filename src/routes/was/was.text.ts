import { texts } from '#language/language.ts';

export const wasText = texts(
	{
		title: 'Tilgængelighedserklæring',
		lead: 'Overblik skal kunne bruges af alle: med tastatur, skærmlæser, forstørrelse, uden farver og uden JavaScript.',
		scope_title: 'Hvad erklæringen gælder',
		scope:
			'Erklæringen gælder alle sider i Overblik. Den følger webtilgængelighedsloven (lov nr. 692 af 8. juni 2018), som bygger på EN 301 549 og WCAG 2.1 niveau AA.',
		status_title: 'Overholdelse',
		status:
			'Siderne er bygget efter WCAG 2.1 AA. De prøves automatisk med axe ved hver ændring og er gennemgået med tastatur. De er endnu ikke gennemgået af en uafhængig ekspert eller prøvet af brugere med handicap; derfor erklærer vi delvis overholdelse.',
		known_title: 'Det, vi ved kan volde besvær',
		known: [
			'Matricen med 98 kommuner er stor. Den er en rigtig tabel med overskrifter for rækker og kolonner, men en skærmlæser skal igennem mange celler. Den samme viden findes pr. kommune og pr. aftale.',
			'Diagrammer tegnes som billede. Hvert diagram har en sætning og en tabel med de samme tal.',
			'Links fører til sider hos KOMBIT, Folketinget og leverandører, som har deres egne erklæringer.'
		],
		made_title: 'Sådan er den lavet',
		made: 'Erklæringen er udarbejdet på grundlag af en selvevaluering. Den er senest gennemgået den 23. november 2026.',
		contact_title: 'Skriv til os',
		contact:
			'Møder du noget, du ikke kan bruge, så skriv til dem, der driver den Overblik, du bruger. Oplys sidens adresse og hvad du prøvede. Demoen har ingen postkasse.',
		enforcement_title: 'Tilsyn',
		enforcement:
			'Digitaliseringsstyrelsen fører tilsyn med loven. Får du ikke et tilfredsstillende svar, kan du skrive til',
		law: 'Læs loven på retsinformation.dk'
	},
	{
		title: 'Accessibility statement',
		lead: 'Overblik shall be usable by everyone: by keyboard, screen reader, magnification, without colours and without JavaScript.',
		scope_title: 'What the statement covers',
		scope:
			'The statement covers all pages of Overblik. It follows the Danish act on web accessibility (Act no. 692 of 8 June 2018), which rests on EN 301 549 and WCAG 2.1 level AA.',
		status_title: 'Compliance',
		status:
			'The pages are built to WCAG 2.1 AA. They are tested automatically with axe at every change and have been gone through by keyboard. They have not yet been reviewed by an independent expert or tried by users with disabilities; we therefore declare partial compliance.',
		known_title: 'What we know may cause trouble',
		known: [
			'The matrix of 98 municipalities is large. It is a real table with headers for rows and columns, but a screen reader must pass many cells. The same knowledge is there per municipality and per agreement.',
			'Charts are drawn as pictures. Each chart has a sentence and a table with the same figures.',
			'Links lead to pages of KOMBIT, the Danish Parliament and suppliers, which have statements of their own.'
		],
		made_title: 'How it was made',
		made: 'The statement rests on a self-assessment. It was last reviewed on 23 November 2026.',
		contact_title: 'Write to us',
		contact:
			"If you meet something you cannot use, write to those who run the Overblik you use. Tell the page's address and what you tried. The demo has no mailbox.",
		enforcement_title: 'Supervision',
		enforcement:
			'The Danish Agency for Digital Government supervises the act. If you do not get a satisfactory answer, you can write to',
		law: 'Read the act at retsinformation.dk'
	}
);
