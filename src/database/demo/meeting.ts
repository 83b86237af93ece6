export interface AgendaContent {
	title: string;
	label_said?: string;
	purpose?: string;
	presenter?: string;
	mailbox?: string;
	project?: string;
	below?: AgendaContent[];
}

const BENTE = 'Bente Marie Elstrøm Jørgensen';

export const MEETING = {
	held_on: '2023-11-23',
	state: 'held',
	title: 'KOMBIT programledermøde november 2023',
	mailbox: 'programleder@kombit.dk',
	evaluation:
		'Mødet evalueres direkte i Teams. Præsentation og optagelse sendes til samtlige registrerede KOMBIT-programledere. Spørgsmål, kommentarer og input til kommende møder kan sendes til programleder@kombit.dk.',
	note: 'Sådan står det i kilden: »EMNE 2« er brugt to gange, både om AULA og om Borgerblikket, og FSIII har intet emnenummer. Bente Marie Elstrøm Jørgensen står både med BME@kombit.dk og med BPE@kombit.dk. Møderne om FSIII er 16 med fem kommuner ad gangen; det er 80, ikke 98. Oversigterne over aftaler til underskrift og over KLIK-opgaver var billeder; her er de tabeller. Mødets dato er udledt af, at den 22. november kaldes »i går«.'
} as const;

/** Made up, so that there is a meeting to compare with: the source knows November's only. */
export const EARLIER_MEETINGS = [
	{
		held_on: '2023-10-26',
		state: 'held',
		title: 'KOMBIT programledermøde oktober 2023',
		mailbox: 'programleder@kombit.dk',
		evaluation: null,
		deck_url: null,
		note: 'Demodata: kilden kender kun mødet i november. Mødet er lagt ind, så der er tal at sammenligne med.',
		is_demo: true
	}
] as const;

/** The days whose figures are frozen for the meeting held on them, the earliest first, and the time of day. */
export const FROZEN = [
	['2023-10-26', '08:15'],
	['2023-11-23', '08:15']
] as const;

export const AGENDA: AgendaContent[] = [
	{ title: 'Velkommen' },
	{
		title: 'Sygesikring – kort status',
		label_said: 'EMNE 1',
		purpose: 'Formålet er, at I er orienteret om fremdrift og go-live for projektet.',
		presenter: 'Anders Cronwald',
		mailbox: 'sygesikring@kombit.dk',
		project: 'sygesikring'
	},
	{
		title: 'FSIII – modernisering af datastandarden',
		purpose:
			'Formålet er at informere jer om, hvor moderniseringen/forenklingen kræver ny IT-understøttelse og forhandlinger med jeres EOJ-leverandører.',
		presenter: 'Sara Pointing Rasmussen og Ewa Starup',
		mailbox: 'FSIII@kombit.dk',
		project: 'fsiii'
	},
	{
		title: 'AULA i medierne – hvad gør KOMBIT?',
		label_said: 'EMNE 2',
		purpose:
			'Formålet er, at I bliver opdaterede på KOMBITs aktiviteter i kølvandet på AULA-debatterne i medierne. I oplægget kommer vi omkring: Aula i vælten, arkivering, sletning, godt og blandet.',
		presenter: 'Susanne Rasmussen',
		mailbox: 'AULA@kombit.dk',
		project: 'aula'
	},
	{
		title: 'Borgerblikket – ny tilslutningsaftale i 2024',
		label_said: 'EMNE 2',
		purpose:
			'Formålet er at få en første indledende dialog med jer om, hvad vi skal være særligt opmærksomme på i forhold til processen hen imod en ny tilslutningsaftale.',
		presenter: 'Jesper Dall-Hansen',
		mailbox: 'JDH@kombit.dk',
		project: 'borgerblikket'
	},
	{
		title: 'Kort nyt fra KOMBIT',
		presenter: BENTE,
		mailbox: 'BME@kombit.dk',
		below: [
			{
				title: 'TØK tilslutningsaftale status',
				presenter: 'Jakob Volmer',
				mailbox: 'JAV@kombit.dk',
				project: 'toek'
			},
			{
				title: 'Mit sygefravær go-live',
				presenter: 'Jakob Volmer',
				mailbox: 'JAV@kombit.dk',
				project: 'mit-sygefravaer'
			},
			{
				title: 'KLIK-referencegruppe',
				presenter: 'Aske Walther Sørensen',
				mailbox: 'AWS@kombit.dk',
				project: 'klik'
			},
			{ title: '225 timers reglen', presenter: BENTE, mailbox: 'BPE@kombit.dk', project: '225-timersreglen' },
			{
				title: 'Fremtidens programleder – ny teamskanal, redaktionsmøder mv.',
				presenter: BENTE,
				mailbox: 'BPE@kombit.dk',
				project: 'fremtidens-programleder'
			},
			{
				title: 'Status på databehandler- og tilslutningsaftaler til underskrift hos kommunerne',
				presenter: BENTE,
				mailbox: 'BPE@kombit.dk'
			},
			{
				title: 'Oversigt over tværgående og/eller kritiske KLIK-opgaver',
				presenter: BENTE,
				mailbox: 'BPE@kombit.dk'
			}
		]
	},
	{ title: 'Evaluering og tak for i dag', mailbox: 'programleder@kombit.dk', project: 'programledermoedet' }
];

/** The meeting after the source's, which the source does not know: all of it is made up. */
export const NEXT_MEETING = {
	held_on: '2023-12-14',
	starts_at: '10:00',
	ends_at: '11:30',
	state: 'draft',
	title: 'KOMBIT programledermøde december 2023',
	place: 'Teams',
	mailbox: 'programleder@kombit.dk',
	first_editing_on: '2023-11-30',
	second_editing_on: '2023-12-07',
	note: 'Udfyldt til demoen: kilden kender ikke dette møde. Dagsordenen er et udkast, og redaktionen er ved at blive fundet.',
	is_demo: true
} as const;

export const NEXT_AGENDA: AgendaContent[] = [
	{ title: 'Velkommen' },
	{
		title: 'Sygesikring – erfaringer fra go-live',
		purpose: 'Formålet er, at I hører, hvordan go-live er gået, og hvad der står tilbage i hypercare.',
		presenter: 'Anders Cronwald',
		mailbox: 'sygesikring@kombit.dk',
		project: 'sygesikring'
	},
	{
		title: 'Fælleskommunal Gateway – hvem mangler?',
		purpose: 'Formålet er, at alle tilslutningsaftaler er underskrevet, inden fakturaerne sendes.',
		project: 'gateway'
	},
	{ title: 'Borgerblikket – opsamling på dialogen', project: 'borgerblikket' },
	{
		title: 'Kort nyt fra KOMBIT',
		below: [
			{ title: '225-timersreglen: release i uge 1', project: '225-timersreglen' },
			{ title: 'Webinar om Teams-gruppen', project: 'fremtidens-programleder' }
		]
	},
	{ title: 'Evaluering og tak for i dag', mailbox: 'programleder@kombit.dk' }
];

/** What those who were asked to help edit the two meetings answered, in the order in which they were asked. */
export const EDITORS: { meeting: 'this' | 'next'; asked_on: string; answers: ('yes' | 'no' | 'asked')[] }[] =
	[
		{ meeting: 'this', asked_on: '2023-10-30', answers: ['yes', 'yes', 'no', 'yes', 'yes'] },
		{ meeting: 'this', asked_on: '2023-11-02', answers: ['yes'] },
		{ meeting: 'next', asked_on: '2023-11-20', answers: ['yes', 'yes', 'no', 'asked'] }
	];
