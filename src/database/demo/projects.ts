import type {
	DatePrecision,
	LinkKind,
	MilestoneCertainty,
	MilestoneKind,
	ProjectState,
	ReadinessState
} from '#database/schema.ts';
import type { Day } from '#language/dates.ts';
import { FSIII_BRIEFINGS, FSIII_GOALS } from './fsiii.ts';

// What the deck of 23 November 2023 says about each project, and where it is silent, what the demo fills in.
// `demo: true` marks the latter; texts without the mark are the deck's.

export interface StatusContent {
	state: ProjectState;
	reason?: string;
	next_step?: string;
	owner?: string;
	review_on?: Day;
	effective_on: Day;
	demo: boolean;
	/** What of a status that is the deck's is filled in all the same. */
	demo_fields?: ('owner' | 'review_on')[];
}

export interface MilestoneContent {
	kind: MilestoneKind;
	title: string;
	certainty: MilestoneCertainty;
	precision: DatePrecision;
	starts_on?: Day;
	ends_on?: Day;
	starts_at?: string;
	ends_at?: string;
	note?: string;
	demo?: boolean;
	moves?: {
		moved_on: Day;
		old_starts_on: Day;
		old_ends_on?: Day;
		old_precision: DatePrecision;
		reason: string;
	}[];
}

export interface Briefing {
	heading: string;
	points: string[];
}

export interface Goal {
	number: number;
	goal: string;
	initiatives: [number: string, title: string][];
}

export interface ProjectContent {
	slug: string;
	name: string;
	short_name: string;
	summary: string;
	mailbox?: string;
	statuses: StatusContent[];
	contacts?: { name: string; email?: string; title?: string; note?: string }[];
	briefings: Briefing[];
	links?: { kind: LinkKind; title: string; url?: string; note?: string }[];
	milestones: MilestoneContent[];
	readiness?: { title: string; state: ReadinessState; waits_for?: string; note?: string }[];
	goals?: Goal[];
	key_figures?: { title: string; before?: number; value: number; unit: string; note?: string }[];
	poll?: { question: string; note: string; answers: [label: string, percent: number][] };
}

const TWO_INITIALS =
	'Initialerne står på to måder på mødet: BME@kombit.dk på oversigten over kort nyt og BPE@kombit.dk på de enkelte indlæg. Hvilken der er den rigtige, fremgår ikke.';

const FSIII_BAR_LOST =
	'Planen går fra august 2023 til august 2024. Hvor på planen aktiviteten ligger, er gået tabt i kilden; derfor vises hele planens periode.';

function fsiiiActivity(title: string): MilestoneContent {
	return {
		kind: 'activity',
		title,
		certainty: 'tentative',
		precision: 'span',
		starts_on: '2023-08-01',
		ends_on: '2024-08-31',
		note: FSIII_BAR_LOST
	};
}

export const PROJECTS: ProjectContent[] = [
	{
		slug: 'sygesikring',
		name: 'Sygesikring',
		short_name: 'Sygesikring',
		summary:
			'Den nye sygesikringsløsning åbner tirsdag den 28. november 2023 ca. kl. 10.00, og alle 98 kommuner tager den i brug. Notus er lukket ned, og data flyttes til Luna og Sygesikring.',
		mailbox: 'sygesikring@kombit.dk',
		statuses: [
			{
				state: 'at_risk',
				reason: 'Prøvekonverteringen viste flere afvigelser i data om sikringsgrupper end ventet.',
				next_step: 'Ny prøvekonvertering med rettede data, før lukkeperioden begynder.',
				owner: 'Projektleder, Sygesikring',
				review_on: '2023-10-20',
				effective_on: '2023-10-02',
				demo: true
			},
			{
				state: 'on_plan',
				reason: 'Den anden prøvekonvertering er gennemført og godkendt.',
				owner: 'Projektleder, Sygesikring',
				review_on: '2023-11-20',
				effective_on: '2023-10-23',
				demo: true
			},
			{
				state: 'on_plan',
				reason:
					'Lukkeperioden er i gang. Notus blev lukket ned i weekenden, og de planlagte udtræk er gennemført.',
				next_step: 'Åbning tirsdag den 28. november 2023 ca. kl. 10.00.',
				owner: 'Projektleder, Sygesikring',
				review_on: '2023-11-29',
				effective_on: '2023-11-20',
				demo: true
			}
		],
		contacts: [
			{
				name: 'Anders Cronwald',
				email: 'ACR@kombit.dk',
				note: 'Oplægsholder på mødet. Spørgsmål sendes til sygesikring@kombit.dk.'
			}
		],
		briefings: [
			{
				heading: 'Lukkeperioden er nu i gang',
				points: [
					'I weekenden blev Notus lukket ned, og de planlagte udtræk blev gennemført.',
					'Frem til tirsdag den 28. november 2023 er der lukket for lægeskift, skift af sikringsgruppe og bestilling af sundhedskort.',
					'Borgerne informeres via besked i selvbetjeningsløsningen.',
					'Den nye løsning åbner tirsdag den 28. november 2023 ca. kl. 10.00.'
				]
			},
			{
				heading: 'Det sker i lukkeperioden',
				points: ['Migrering af data i Luna og Sygesikring', 'Test', 'Indlæsning af CPR-hændelser']
			},
			{
				heading: 'Ibrugtagning',
				points: [
					'Hypercareperiode de første syv uger efter ibrugtagning.',
					'Den 28. og 29. november er faglig support åben kl. 8.00–16.00.',
					'Møder for projektledere, faglige ledere og systemansvarlige: dagligt i de første uger, herefter ugentligt.',
					'Temabaserede webinarer efter behov en eller to gange ugentligt.',
					'Fejl skal indmeldes via Systematics supportsystem Cherwell.',
					'På Systematics driftssite findes aktuel driftsinformation samt undervisningsmaterialer, vejledninger og anden relevant information.'
				]
			},
			{
				heading: 'Floorwalking',
				points: [
					'28 kommuner får besøg af en floorwalker fra KOMBIT på ibrugtagningsdagen den 28. november 2023.',
					'Floorwalkerne skal lytte.',
					'Floorwalkerne skal bistå med svar på brug af løsningen (kilden skriver »bestå«).',
					'Floorwalkerne skal finde hjælp.',
					'Floorwalkerne skal tage viden og input med tilbage til KOMBIT.'
				]
			},
			{
				heading: 'KLIK-opgaver i forbindelse med ibrugtagningen',
				points: [
					'Datoen for ibrugtagning er den 28. november 2023, hvor alle 98 kommuner tager løsningen i brug.',
					'I perioden op til og i forbindelse med ibrugtagningen publiceres en række KLIK-opgaver med kort frist.',
					'KLIK-opgaverne kræver, at forskellige medarbejdere (roller) i kommunen inddrages.'
				]
			}
		],
		links: [
			{
				kind: 'operations',
				title: 'Systematics driftssite',
				url: 'https://support.sundhedskort.dk',
				note: 'Aktuel driftsinformation'
			},
			{
				kind: 'teaching',
				title: 'Undervisningsmaterialer og vejledninger',
				url: 'https://support.sundhedskort.dk',
				note: 'På Systematics driftssite'
			},
			{
				kind: 'support',
				title: 'Cherwell, Systematics supportsystem',
				note: 'Fejl indmeldes her. Adressen står ikke i kilden.'
			}
		],
		milestones: [
			{
				kind: 'activity',
				title: 'Notus lukket ned og planlagte udtræk gennemført',
				certainty: 'actual',
				precision: 'span',
				starts_on: '2023-11-18',
				ends_on: '2023-11-19',
				note: 'Kilden skriver »i weekenden« uden dato. Weekenden før mødet er den 18.–19. november 2023.'
			},
			{
				kind: 'closed_window',
				title: 'Lukkeperiode: lægeskift, skift af sikringsgruppe og bestilling af sundhedskort',
				certainty: 'planned',
				precision: 'span',
				starts_on: '2023-11-18',
				ends_on: '2023-11-28',
				ends_at: '10:00',
				note: 'Begynder med den weekend, hvor Notus blev lukket ned, og slutter, når løsningen åbner ca. kl. 10.00.'
			},
			{
				kind: 'go_live',
				title: 'Den nye løsning åbner i alle 98 kommuner',
				certainty: 'approximate',
				precision: 'time',
				starts_on: '2023-11-28',
				starts_at: '10:00',
				note: 'Kilden skriver »ca. kl. 10:00«.',
				moves: [
					{
						moved_on: '2023-08-24',
						old_starts_on: '2023-10-31',
						old_precision: 'day',
						reason: 'Flyttet for at få plads til endnu en prøvekonvertering.'
					}
				]
			},
			{
				kind: 'activity',
				title: 'Besøg af floorwalkere i 28 kommuner',
				certainty: 'planned',
				precision: 'day',
				starts_on: '2023-11-28'
			},
			{
				kind: 'activity',
				title: 'Faglig support åben kl. 8.00–16.00',
				certainty: 'planned',
				precision: 'span',
				starts_on: '2023-11-28',
				ends_on: '2023-11-29',
				starts_at: '08:00',
				ends_at: '16:00',
				note: 'Begge dage kl. 8.00–16.00.'
			},
			{
				kind: 'hypercare',
				title: 'Hypercare i de første syv uger',
				certainty: 'planned',
				precision: 'span',
				starts_on: '2023-11-28',
				ends_on: '2024-01-15',
				note: 'Kilden siger syv uger efter ibrugtagning; slutdatoen er regnet ud. Møder dagligt i de første uger, derefter ugentligt. Webinarer efter behov en eller to gange om ugen.'
			}
		],
		key_figures: [
			{ title: 'Kommuner, der tager løsningen i brug', value: 98, unit: 'kommuner' },
			{
				title: 'Kommuner, der får besøg af en floorwalker',
				value: 28,
				unit: 'kommuner',
				note: 'Hvilke 28 fremgår ikke af kilden.'
			}
		]
	},
	{
		slug: 'fsiii',
		name: 'Fælles Sprog III – modernisering af datastandarden',
		short_name: 'FSIII',
		summary:
			'Afbureaukratisering og mere enkel og hensigtsmæssig dokumentation. Forenklingen kræver ny it-understøttelse og forhandlinger med kommunernes EOJ-leverandører.',
		mailbox: 'FSIII@kombit.dk',
		statuses: [
			{
				state: 'on_plan',
				reason: 'Møderne med kommunerne er i gang.',
				owner: 'Projektleder, FSIII',
				review_on: '2023-10-13',
				effective_on: '2023-09-11',
				demo: true
			},
			{
				state: 'at_risk',
				reason:
					'Forenklingen kræver ny it-understøttelse, og forhandlingerne med EOJ-leverandørerne er ikke afsluttet.',
				next_step: 'Nyt forslag gøres klar til godkendelse i KL’s bestyrelse i januar 2024.',
				owner: 'Projektleder, FSIII',
				review_on: '2023-12-15',
				effective_on: '2023-11-13',
				demo: true
			}
		],
		contacts: [
			{ name: 'Sara Pointing Rasmussen', email: 'SPR@kombit.dk', note: 'Oplægsholder på mødet' },
			{ name: 'Ewa Starup', email: 'EWA@kombit.dk', note: 'Oplægsholder på mødet' }
		],
		briefings: FSIII_BRIEFINGS,
		milestones: [
			fsiiiActivity('Inddragelse af kommunerne: møder med alle kommuner'),
			fsiiiActivity('Inddragelse af MedCom'),
			fsiiiActivity('Inddragelse af relevante ministerier og styrelser'),
			fsiiiActivity('Inddragelse af leverandørerne'),
			fsiiiActivity('Kontinuerlig kommunikation på hjemmeside'),
			fsiiiActivity('KL/KOMBIT justerer på baggrund af input fra kommunerne'),
			{
				kind: 'decision',
				title: 'Nyt forslag klar til udvikling og godkendelse i KL’s bestyrelse',
				certainty: 'planned',
				precision: 'month',
				starts_on: '2024-01-01',
				ends_on: '2024-01-31',
				moves: [
					{
						moved_on: '2023-10-09',
						old_starts_on: '2023-12-01',
						old_ends_on: '2023-12-31',
						old_precision: 'month',
						reason: 'Input fra de sidste møder med kommunerne skal nå at komme med.'
					}
				]
			},
			fsiiiActivity('Udvikling af endelig forenkling'),
			fsiiiActivity('KL/KOMBIT igangsætter udvikling af klassifikationer m.m. med inddragelse af kommunerne'),
			fsiiiActivity('Implementeringsunderstøttende aktiviteter rettet mod leverandører og kommuner')
		],
		goals: FSIII_GOALS,
		key_figures: [
			{
				title: 'Funktionsevnetilstande',
				before: 30,
				value: 12,
				unit: 'tilstande',
				note: 'På planchen: 8 til 3, 4 til 3, 9 til 2 og 8 til 4; Samfundsliv udgår.'
			},
			{
				title: 'Helbredstilstande',
				before: 43,
				value: 22,
				unit: 'tilstande',
				note: 'På planchen: 9 til 2, 8 til 2, 5 til 2, 4 til 3, 4 til 2 og to gange 2 til 1. Hvilke områder tallene hører til, er gået tabt i kilden.'
			},
			{
				title: '§ 140 Genoptræning efter sundhedsloven',
				before: 40,
				value: 22,
				unit: 'tilstande',
				note: 'På planchen: 7 til 3, 5 til 5, 8 til 5 og 16 til 6 (det nye område Kroppen). Hvilke områder de øvrige tal hører til, er gået tabt i kilden.'
			},
			{
				title: 'Sundhedslovsindsatser',
				before: 38,
				value: 28,
				unit: 'indsatser',
				note: 'Behov for yderligere forenkling, men det kræver kommunal inddragelse.'
			}
		]
	},
	{
		slug: 'aula',
		name: 'AULA',
		short_name: 'AULA',
		summary:
			'KOMBITs aktiviteter i kølvandet på debatten om Aula i medierne: spørgeskemaundersøgelse, borgermøder, arkivering og sletning.',
		mailbox: 'AULA@kombit.dk',
		statuses: [
			{
				state: 'on_plan',
				reason: 'Release 2.8 er i drift, og arkivering udvikles efter planen.',
				owner: 'Produktansvarlig, Aula',
				review_on: '2023-10-27',
				effective_on: '2023-09-18',
				demo: true
			},
			{
				state: 'unknown',
				reason:
					'Kilden giver ingen samlet status. Svarene fra spørgeskemaundersøgelsen skal vise, hvad der prioriteres.',
				next_step: 'Ny status, når de kommunespecifikke rapporter er sendt ud inden jul.',
				owner: 'Produktansvarlig, Aula',
				review_on: '2023-12-20',
				effective_on: '2023-11-22',
				demo: true
			}
		],
		contacts: [
			{
				name: 'Susanne Rasmussen',
				email: 'SRS@kombit.dk',
				note: 'Oplægsholder på mødet. Spørgsmål sendes til AULA@kombit.dk.'
			}
		],
		briefings: [
			{
				heading: 'Aula i vælten',
				points: [
					'Citat på mødet, Mette Frederiksen: »Jeg har stadig til gode at møde forældre, der sådan er rigtig glade for alt, hvad Aula fører med sig. Derfor er det også fristende bare at afskaffe Aula. Og selvfølgelig kan og skal vi diskutere, om det er klogt, at vi for år tilbage tog initiativ til den platform.«'
				]
			},
			{
				heading: 'For meget Aula?',
				points: [
					'85 mio. beskedtråde på fire år.',
					'5,3 mio. opslag på fire år.',
					'Rundt om Aula på planchen: læringsplatform, administrativt system, mail- og kalendersystem, skemalægningssystem, ESDH-system, fraværssystem og digitale læremidler.',
					'Anvendelsesstrategi?'
				]
			},
			{
				heading: 'Kommende aktiviteter',
				points: [
					'Spørgeskemaundersøgelse, som udsendes gennem Aula.',
					'Borgermøder i fem kommuner, som afholdes i januar og februar.',
					'Fokusgrupper med medarbejdere.',
					'Møder med væsentlige interessenter.',
					'Kortlægning af arbejdsgange og it-værktøjer.'
				]
			},
			{
				heading: 'Spørgsmål, der skal svares på',
				points: [
					'Skal Aula holde fri om natten?',
					'Skal der ændres på måden, der sendes notifikationer på?',
					'Skal der ske begrænsninger i muligheden for at sende beskeder?',
					'Skal supporten ændres?',
					'Skal der tilføjes flere funktioner i Aula?'
				]
			},
			{
				heading: 'Spørgeskemaundersøgelse',
				points: [
					'Udsendt onsdag den 22. november 2023.',
					'Udsendes til ledere, medarbejdere og forældre i dagtilbud og skole.',
					'Knap 400.000 modtagere.',
					'Resultaterne skal give viden til arbejdet med Aula-strategier og prioritering af videreudviklingen af Aula.',
					'Resultaterne skal danne baggrund for den videre snak med brugerne.',
					'Resultaterne skal give kommunerne viden om lokale forhold.',
					'Kommunespecifikke rapporter udsendes inden jul.'
				]
			},
			{
				heading: 'Arkivering',
				points: [
					'Bekendtgørelse i august 2023: næsten alt skal bevares.',
					'Aula har haft travlt med at bygge for at nå planlagt implementering i oktober 2024.',
					'Redegørelse i oktober 2023: der skelnes nu mellem formel og uformel information.'
				]
			},
			{
				heading: 'Sletning',
				points: [
					'Har afventet arkivering.',
					'Processer besluttes af Aulas styregruppe på baggrund af anbefaling fra faggruppen.',
					'Kommunerne har meget forskellige tilgange og behov.',
					'Stadig enkelte udeståender.',
					'Mindst seks måneder fra beslutning til implementering.',
					'Data vil kunne slettes fra brugergrænsefladen, selv om afklaringen om arkivering lader vente på sig.'
				]
			},
			{
				heading: 'Andet',
				points: [
					'Næste release, 2.9, forventes 20. januar 2024 med mindre ændringer.',
					'Der bliver arbejdet på ESDH-integration. Analyse er i gang.'
				]
			}
		],
		milestones: [
			{
				kind: 'activity',
				title: 'Bekendtgørelse: næsten alt skal bevares',
				certainty: 'actual',
				precision: 'month',
				starts_on: '2023-08-01',
				ends_on: '2023-08-31'
			},
			{
				kind: 'activity',
				title: 'Redegørelse: der skelnes mellem formel og uformel information',
				certainty: 'actual',
				precision: 'month',
				starts_on: '2023-10-01',
				ends_on: '2023-10-31'
			},
			{
				kind: 'activity',
				title: 'Spørgeskemaundersøgelse udsendt',
				certainty: 'actual',
				precision: 'day',
				starts_on: '2023-11-22',
				note: 'Knap 400.000 modtagere'
			},
			{
				kind: 'deadline',
				title: 'Kommunespecifikke rapporter udsendt',
				certainty: 'approximate',
				precision: 'day',
				starts_on: '2023-12-22',
				note: 'Kilden skriver »inden jul«. Den 22. december er den sidste arbejdsdag før jul.'
			},
			{
				kind: 'release',
				title: 'Release 2.9',
				certainty: 'approximate',
				precision: 'day',
				starts_on: '2024-01-20',
				note: 'Forventes; mindre ændringer.'
			},
			{
				kind: 'meeting',
				title: 'Borgermøder i fem kommuner',
				certainty: 'planned',
				precision: 'span',
				starts_on: '2024-01-01',
				ends_on: '2024-02-29',
				note: 'I januar og februar. Hvilke fem kommuner fremgår ikke.'
			},
			{
				kind: 'go_live',
				title: 'Arkivering implementeret',
				certainty: 'planned',
				precision: 'month',
				starts_on: '2024-10-01',
				ends_on: '2024-10-31',
				moves: [
					{
						moved_on: '2023-08-28',
						old_starts_on: '2024-06-01',
						old_ends_on: '2024-06-30',
						old_precision: 'month',
						reason: 'Bekendtgørelsen i august udvidede, hvad der skal bevares.'
					}
				]
			},
			{
				kind: 'decision',
				title: 'Beslutning om sletning i Aulas styregruppe',
				certainty: 'tentative',
				precision: 'unknown',
				note: 'Dato fremgår ikke. Mindst seks måneder fra beslutning til implementering.'
			}
		],
		key_figures: [
			{
				title: 'Beskedtråde på fire år',
				value: 85_000_000,
				unit: 'beskedtråde',
				note: 'Kilden skriver 85 mio.'
			},
			{ title: 'Opslag på fire år', value: 5_300_000, unit: 'opslag', note: 'Kilden skriver 5,3 mio.' },
			{
				title: 'Modtagere af spørgeskemaundersøgelsen',
				value: 400_000,
				unit: 'modtagere',
				note: 'Kilden skriver knap 400.000.'
			}
		],
		poll: {
			question: 'Hvordan er din oplevelse af den mængde af information du får via Aula?',
			note: 'Vist på mødet. Hvem der har svaret, og hvornår, fremgår ikke. Andelene er afrundet og giver 99 %.',
			answers: [
				['Alt for lidt', 0],
				['For lidt', 5],
				['Passende', 54],
				['For meget', 26],
				['Alt for meget', 14]
			]
		}
	},
	{
		slug: 'borgerblikket',
		name: 'Borgerblikket',
		short_name: 'Borgerblikket',
		summary:
			'Den nuværende tilslutning udløber med udgangen af 2024. En ny tilslutningsaftale skal løbe fra 2025 til 2029, muligvis 2030. Mødet er den første indledende dialog.',
		statuses: [
			{
				state: 'not_started',
				reason:
					'Processen hen imod en ny tilslutningsaftale er i indledende dialog; tidsplanen er foreløbig.',
				next_step: 'Varsel til kommunerne om omfang, pris og ressourcer den 1. april 2024.',
				owner: 'Projektleder, Borgerblikket',
				review_on: '2024-01-15',
				effective_on: '2023-11-20',
				demo: true
			}
		],
		contacts: [
			{ name: 'Jesper Dall-Hansen', email: 'JDH@kombit.dk', note: 'Oplægsholder på mødet' },
			{
				name: 'Marie Madsen',
				title: 'KL',
				note: 'Fortalte på programledermødet i juni 2023 om tilblivelsen og indholdet af den nye vision.'
			}
		],
		briefings: [
			{
				heading: 'Ny tilslutning i 2024',
				points: [
					'Den nuværende tilslutning udløber med udgangen af 2024.',
					'Den nye tilslutning vil løbe fra 2025 til 2029, muligvis 2030.',
					'Fokus på borgeren → Fokus på borgeren og kommunen.',
					'Gevinstrealiseringsrapport under udarbejdelse.'
				]
			},
			{
				heading: 'Ny vision (ikke endeligt godkendt) med fokus på fem spor',
				points: [
					'Oversigt over alle aftaler og begivenheder samt let adgang til at (om)booke og afholde videomøder.',
					'Let kommunikation med de rigtige medarbejdere i kommunerne.',
					'»Track and trace« på mine sager og forløb.',
					'En virtuel assistent, som finder det frem, jeg har brug for.',
					'Mulighed for at tilgå oplysninger og handle på vegne af mine nærmeste.'
				]
			},
			{
				heading: 'Spørgsmål til kommunerne',
				points: [
					'Hvordan sikrer vi en fuld tilslutning?',
					'Hvad skal vi være særligt opmærksomme på i vores arbejde med den nye tilslutning?'
				]
			}
		],
		links: [
			{
				kind: 'deck',
				title: 'Programledermøde juni 2023',
				url: 'https://dok.kombit.dk/Media/638345226003870058/Programlederm%C3%B8de%20juni_2023.pdf',
				note: 'Marie Madsen fra KL fortæller om tilblivelsen og indholdet af ny vision for Borgerblikket.'
			}
		],
		milestones: [
			{
				kind: 'activity',
				title: 'Varsel til kommunerne: omfang og pris og ressourcer i de kommende 4–5 år',
				certainty: 'tentative',
				precision: 'day',
				starts_on: '2024-04-01'
			},
			{
				kind: 'activity',
				title: 'Tilslutning version 0.9 sendes til review hos udvalgte kommuner',
				certainty: 'tentative',
				precision: 'day',
				starts_on: '2024-05-01'
			},
			{
				kind: 'activity',
				title: 'Review af tilslutning version 0.9 afsluttet',
				certainty: 'tentative',
				precision: 'day',
				starts_on: '2024-06-01'
			},
			{
				kind: 'activity',
				title: 'Tilslutningsaftale sendes til underskrift hos K98',
				certainty: 'tentative',
				precision: 'day',
				starts_on: '2024-08-15'
			},
			{
				kind: 'deadline',
				title: 'Frist for underskrift på tilslutningsaftale',
				certainty: 'tentative',
				precision: 'day',
				starts_on: '2024-11-01'
			},
			{
				kind: 'activity',
				title: 'Opsamlingsheat, fx telefonisk indsats for de sidste kommuner',
				certainty: 'tentative',
				precision: 'day',
				starts_on: '2024-12-01'
			},
			{
				kind: 'deadline',
				title: 'Alle kommuner har indgået en aftale',
				certainty: 'tentative',
				precision: 'day',
				starts_on: '2024-12-31'
			}
		]
	},
	{
		slug: 'toek',
		name: 'TØK',
		short_name: 'TØK',
		summary:
			'Analyse, estimater, businesscase, faseplan og tilslutningsmateriale er klar. Tilslutningsprocessen venter på beslutning om tilslutningsmodel og finansieringsmodel.',
		statuses: [
			{
				state: 'on_plan',
				reason: 'Businesscase og faseplan er under udarbejdelse.',
				owner: 'Projektleder, TØK',
				review_on: '2023-10-30',
				effective_on: '2023-09-25',
				demo: true
			},
			{
				state: 'awaiting_decision',
				reason: 'Beslutning om tilslutningsmodel og finansieringsmodel udestår.',
				next_step:
					'Tilslutnings- og kommunikationsmateriale varsles og udsendes, så snart beslutningen foreligger.',
				owner: 'Jakob Volmer',
				review_on: '2023-12-14',
				demo_fields: ['review_on'],
				effective_on: '2023-11-23',
				demo: false
			}
		],
		contacts: [{ name: 'Jakob Volmer', email: 'JAV@kombit.dk', note: 'Oplægsholder på mødet' }],
		briefings: [
			{
				heading: 'TØK tilslutningsaftale, status',
				points: [
					'Løsningsanalyse og -beskrivelse er klar.',
					'Leverandørestimater og leverancetilsagn er klar.',
					'Businesscase er klar.',
					'Faseplan er klar.',
					'Tilslutningsmateriale er klar.',
					'Beslutning om tilslutningsmodel og finansieringsmodel udestår.',
					'Vi afventer nu beslutning, inden vi kan igangsætte selve tilslutningsprocessen.',
					'Vi varsler og udsender tilslutnings- og kommunikationsmateriale til jer, så snart vi får lov.'
				]
			}
		],
		milestones: [
			{
				kind: 'decision',
				title: 'Beslutning om tilslutningsmodel og finansieringsmodel',
				certainty: 'tentative',
				precision: 'unknown',
				note: 'Dato fremgår ikke. Hvem der træffer beslutningen, fremgår heller ikke.'
			},
			{
				kind: 'activity',
				title: 'Tilslutningsprocessen sættes i gang',
				certainty: 'tentative',
				precision: 'unknown',
				note: 'Venter på beslutningen. Tilslutnings- og kommunikationsmateriale varsles og udsendes derefter.'
			}
		],
		readiness: [
			{ title: 'Løsningsanalyse og -beskrivelse', state: 'ready' },
			{ title: 'Leverandørestimater og leverancetilsagn', state: 'ready' },
			{ title: 'Businesscase', state: 'ready' },
			{ title: 'Faseplan', state: 'ready' },
			{ title: 'Tilslutningsmateriale', state: 'ready' },
			{
				title: 'Tilslutningsmodel',
				state: 'waiting',
				waits_for: 'Beslutning; hvem der træffer den, og hvornår, fremgår ikke af kilden'
			},
			{
				title: 'Finansieringsmodel',
				state: 'waiting',
				waits_for: 'Beslutning; hvem der træffer den, og hvornår, fremgår ikke af kilden'
			},
			{
				title: 'Varsel og udsendelse af tilslutnings- og kommunikationsmateriale',
				state: 'not_ready',
				waits_for: 'Beslutningerne om tilslutningsmodel og finansieringsmodel'
			}
		]
	},
	{
		slug: 'mit-sygefravaer',
		name: 'Mit Sygefravær 2.0',
		short_name: 'Mit Sygefravær',
		summary:
			'I drift som planlagt den 7. november 2023 kl. 12.00. Driftsprøven startede den 21. november 2023, og videreudvikling er sat i gang.',
		statuses: [
			{
				state: 'at_risk',
				reason: 'Aftalerne med underdatabehandlernes underdatabehandlere er ikke på plads.',
				next_step: 'Afklaring med leverandøren, før lukkevinduet begynder.',
				owner: 'Projektleder, Mit Sygefravær',
				review_on: '2023-10-23',
				effective_on: '2023-10-09',
				demo: true
			},
			{
				state: 'on_plan',
				reason: 'Aftalerne er landet, og konverteringen er klar.',
				owner: 'Projektleder, Mit Sygefravær',
				review_on: '2023-11-07',
				effective_on: '2023-10-30',
				demo: true
			},
			{
				state: 'on_plan',
				reason:
					'I drift som planlagt den 7. november 2023 kl. 12.00. Driftsprøven startede den 21. november.',
				effective_on: '2023-11-21',
				demo: false
			}
		],
		contacts: [{ name: 'Jakob Volmer', email: 'JAV@kombit.dk', note: 'Oplægsholder på mødet' }],
		briefings: [
			{
				heading: 'I drift som planlagt den 7. november 2023 kl. 12.00',
				points: [
					'Konvertering af data fra MSF 1.0 lykkedes inden for lukkevinduet.',
					'Overraskende få fejl og effektive reaktioner i hypercare.',
					'Kommunernes borgersupport er aktiveret (flest henvendelser om signering med MitID; kilden skriver »og signering«).',
					'Supporten hos Knowledge Cube modtager meget få henvendelser.',
					'Under-underdatabehandleraftaler fyldte en del, men blev landet fornuftigt.',
					'Mål om ubemærket idriftsættelse ser ud til at være nået: ingen presse bortset fra det udklip, som planchen viste (udklippet er gået tabt i kilden).',
					'Driftsprøve startet 21. november 2023.',
					'Videreudvikling igangsat.'
				]
			}
		],
		milestones: [
			{
				kind: 'closed_window',
				title: 'Lukkevindue: konvertering af data fra MSF 1.0',
				certainty: 'actual',
				precision: 'day',
				starts_on: '2023-11-07',
				ends_at: '12:00',
				note: 'Konverteringen lykkedes inden for lukkevinduet. Hvornår vinduet begyndte, fremgår ikke.'
			},
			{
				kind: 'go_live',
				title: 'Mit Sygefravær 2.0 i drift',
				certainty: 'actual',
				precision: 'time',
				starts_on: '2023-11-07',
				starts_at: '12:00',
				note: 'Som planlagt'
			},
			{
				kind: 'hypercare',
				title: 'Hypercare',
				certainty: 'approximate',
				precision: 'span',
				starts_on: '2023-11-07',
				ends_on: '2023-11-21',
				note: 'Kilden nævner hypercare uden datoer. Her vises tiden fra idriftsættelse til driftsprøve.',
				demo: true
			},
			{
				kind: 'trial',
				title: 'Driftsprøve startet',
				certainty: 'actual',
				precision: 'day',
				starts_on: '2023-11-21',
				note: 'Hvornår driftsprøven slutter, fremgår ikke.'
			},
			{
				kind: 'activity',
				title: 'Videreudvikling igangsat',
				certainty: 'actual',
				precision: 'unknown',
				note: 'Dato fremgår ikke.'
			}
		]
	},
	{
		slug: 'klik',
		name: 'KLIK-referencegruppe',
		short_name: 'KLIK',
		summary:
			'Tættere og løbende samarbejde med kommunerne om den fortsatte udvikling af KLIK-løsningen. Ni kommuner er valgt; første møde var den 22. november 2023.',
		statuses: [
			{
				state: 'on_plan',
				reason: 'Gruppen er etableret med ni kommuner, og første møde er holdt.',
				next_step: 'Aftal rammen for samarbejdet med gruppen.',
				owner: 'Produktansvarlig, KLIK',
				review_on: '2023-12-18',
				effective_on: '2023-11-22',
				demo: true
			}
		],
		contacts: [{ name: 'Aske Walther Sørensen', email: 'AWS@kombit.dk', note: 'Oplægsholder på mødet' }],
		briefings: [
			{
				heading: 'Etablering af KLIK-referencegruppe',
				points: [
					'Den 13. oktober blev kommunernes KLIK-administratorer kontaktet om etablering af en KLIK-referencegruppe.',
					'Allerede efter to uger var der positivt svar fra hele 15 kommuner.',
					'På den baggrund er der etableret en gruppe med ni kommuner: Allerød, Ballerup, Gentofte, København, Vallensbæk, Langeland, Herning, Mariagerfjord og Randers.',
					'Det første KLIK-referencegruppemøde blev afholdt den 22. november.'
				]
			},
			{
				heading: 'Formål',
				points: [
					'Tættere og løbende samarbejde med jer om den fortsatte udvikling af KLIK-løsningen.',
					'Påvirke og kvalificere udviklingen af KLIK.',
					'Hjælpe med sparring og ad hoc-afklaringer omkring brugen af KLIK.',
					'Pege på relevante indsatser og/eller produkter, som mangler, samt fx bidrage til små afprøvninger af løsningen.'
				]
			},
			{
				heading: 'Rammen for samarbejdet',
				points: [
					'Der er ikke en endeligt fastsat ramme for samarbejdet. Kommunernes input til, hvordan det skal organiseres i praksis, er ønsket, så det kommer til at give mening hele vejen rundt.',
					'Samarbejdet forventes at ske på distancen (Teams, telefon og mail).',
					'Omfanget af opgaven vil variere, men forventes generelt at være relativt lille.'
				]
			}
		],
		milestones: [
			{
				kind: 'activity',
				title: 'KLIK-administratorer kontaktet om referencegruppen',
				certainty: 'actual',
				precision: 'day',
				starts_on: '2023-10-13'
			},
			{
				kind: 'activity',
				title: '15 positive svar efter to uger',
				certainty: 'actual',
				precision: 'day',
				starts_on: '2023-10-27',
				note: 'Kilden siger »efter 2 uger«; datoen er regnet ud fra den 13. oktober.'
			},
			{
				kind: 'meeting',
				title: 'Første møde i KLIK-referencegruppen',
				certainty: 'actual',
				precision: 'day',
				starts_on: '2023-11-22'
			}
		],
		key_figures: [
			{ title: 'Positive svar på to uger', value: 15, unit: 'kommuner' },
			{ title: 'Kommuner i referencegruppen', value: 9, unit: 'kommuner' }
		]
	},
	{
		slug: '225-timersreglen',
		name: '225-timersreglen i Kommunernes Ydelsessystem (KY)',
		short_name: '225-timersreglen',
		summary:
			'Udbedring af 225-timersreglen på baggrund af fokusrevision. Rettelsen forventes frigivet i uge 1 2024; der arbejdes på fredag den 5. januar 2024.',
		statuses: [
			{
				state: 'at_risk',
				reason: 'Rettelsen viste sig større end ventet og kan ikke frigives i december.',
				next_step: 'Brugertest i uge 46 med kommuner, der ikke har deltaget i udviklingen.',
				owner: 'Projektleder, KY',
				review_on: '2023-11-17',
				effective_on: '2023-10-16',
				demo: true
			},
			{
				state: 'on_plan',
				reason: 'Brugertesten i uge 46 er gennemført, og frigivelsen er lagt i uge 1.',
				next_step: 'Information om frigivelsen på KY’s driftssite.',
				owner: 'Projektleder, KY',
				review_on: '2023-12-20',
				effective_on: '2023-11-20',
				demo: true
			}
		],
		contacts: [
			{
				name: 'Bente Marie Elstrøm Jørgensen',
				email: 'BPE@kombit.dk',
				title: 'Chefkonsulent',
				note: `Oplægsholder på mødet. ${TWO_INITIALS}`
			}
		],
		briefings: [
			{
				heading: '225-timersreglen',
				points: [
					'Det har været et langt og mediebevågent forløb, og arbejdet med udbedring af 225-timersreglen på baggrund af fokusrevision har kørt gennem længere tid.',
					'Mange kommuner er inddraget i udviklingsarbejdet: Herning, Odense, Silkeborg, Aalborg, Assens m.m.',
					'I uge 46 blev der afholdt brugertest, hvor også Frederiksberg og Helsingør hjalp: det har været vigtigt, at »nye øjne« deltog.'
				]
			},
			{
				heading: 'Frigivelse',
				points: [
					'225-timersrettelsen forventes frigivet i uge 1 2024.',
					'Der arbejdes på, at det sker fredag den 5. januar 2024. Alle kommuner har travlt med årsafslutning, og derfor er frigivelsen lagt på et tidspunkt, som forstyrrer mindst muligt.',
					'Hvis det bliver nødvendigt at fejlrette eller lægge et servicevindue, kan det ske i weekenden.',
					'Der informeres løbende på KY’s driftssite.'
				]
			}
		],
		links: [
			{
				kind: 'operations',
				title: 'KY’s driftssite',
				note: 'Her informeres der løbende. Adressen står ikke i kilden.'
			}
		],
		milestones: [
			{
				kind: 'activity',
				title: 'Brugertest med syv kommuner',
				certainty: 'actual',
				precision: 'week',
				starts_on: '2023-11-13',
				ends_on: '2023-11-19',
				note: 'Udviklingskommunerne samt Frederiksberg og Helsingør'
			},
			{
				kind: 'release',
				title: '225-timersrettelsen frigives',
				certainty: 'approximate',
				precision: 'week',
				starts_on: '2024-01-01',
				ends_on: '2024-01-07',
				note: 'Forventes i uge 1 2024',
				moves: [
					{
						moved_on: '2023-10-16',
						old_starts_on: '2023-12-04',
						old_ends_on: '2023-12-10',
						old_precision: 'week',
						reason: 'Brugertest og årsafslutning: frigivelsen er lagt, hvor den forstyrrer mindst.'
					}
				]
			},
			{
				kind: 'release',
				title: 'Mål for frigivelsen',
				certainty: 'tentative',
				precision: 'day',
				starts_on: '2024-01-05',
				note: 'Der arbejdes på fredag den 5. januar 2024.'
			},
			{
				kind: 'activity',
				title: 'Mulig fejlretning eller servicevindue',
				certainty: 'tentative',
				precision: 'span',
				starts_on: '2024-01-06',
				ends_on: '2024-01-07',
				note: 'Kun hvis det bliver nødvendigt. Kilden skriver »i weekenden«.'
			}
		]
	},
	{
		slug: 'fremtidens-programleder',
		name: 'Fremtidens programleder',
		short_name: 'Programleder',
		summary:
			'Rollebeskrivelse, onboarding, mødefora, porteføljeoversigt og kontaktpunkter for kommunernes programledere. Yammer lukker, og Teams bliver den nye videndelingsplatform.',
		mailbox: 'programleder@kombit.dk',
		statuses: [
			{
				state: 'on_plan',
				reason: 'Prøvehandlingen med redaktionsmøder fortsætter.',
				owner: 'Programkontoret',
				review_on: '2023-10-20',
				effective_on: '2023-09-04',
				demo: true
			}
		],
		contacts: [
			{
				name: 'Bente Marie Elstrøm Jørgensen',
				email: 'BPE@kombit.dk',
				title: 'Chefkonsulent',
				note: `Oplægsholder på mødet. ${TWO_INITIALS}`
			}
		],
		briefings: [
			{
				heading: 'Understøttende aktiviteter og materiale',
				points: [
					'Rollebeskrivelse (opgaver, ansvar og kompetencer)',
					'Onboarding af nye programledere',
					'Programledermøder og øvrige mødefora',
					'Kommunikationsplatform og netværk',
					'Porteføljeoversigt og øvrigt skriftligt materiale',
					'Kontaktpunkter'
				]
			},
			{
				heading: 'Ny videndelingsplatform: fra Yammer til Teams',
				points: [
					'Microsoft lukker eksterne Yammer-netværk på alle europæiske platforme.',
					'Teams bliver den nye videndelingsplatform for programledere.',
					'I skal selv oprette undergrupper til fx »Programledere i Nordjylland« på ny, hvis det er relevant.'
				]
			},
			{
				heading: 'Sådan bliver du medlem',
				points: [
					'I vil modtage en tilmeldingsformular, hvor I skal give jeres samtykke til at være medlem af Teams-gruppen.'
				]
			},
			{
				heading: 'Gem dokumenter og samtaler',
				points: [
					'De nyeste filer fra 2023 er overflyttet.',
					'I skal selv gemme samtaler og dokumenter fra før 2023 lokalt senest i uge 49.'
				]
			},
			{
				heading: 'Webinar 14. december kl. 8.30–9.00',
				points: [
					'På webinaret guides I kort igennem det nye Teams-netværk, og mulighederne i den nye Teams-gruppe gennemgås.'
				]
			},
			{
				heading:
					'Turnusordning for deltagelse på programleder-redaktionsmøde: fra prøvehandling til fast procedure',
				points: [
					'Redaktionsmøde I (programledere fra fem kommuner): overordnet program.',
					'Redaktionsmøde II (programledere fra fem kommuner): finpudsning af program.',
					'Derefter programledermødet.'
				]
			}
		],
		milestones: [
			{
				kind: 'deadline',
				title: 'Samtaler og dokumenter fra før 2023 skal være gemt fra Yammer',
				certainty: 'planned',
				precision: 'week',
				starts_on: '2023-12-04',
				ends_on: '2023-12-10',
				note: 'Senest i uge 49'
			},
			{
				kind: 'meeting',
				title: 'Webinar om det nye Teams-netværk kl. 8.30–9.00',
				certainty: 'planned',
				precision: 'time',
				starts_on: '2023-12-14',
				starts_at: '08:30',
				ends_at: '09:00'
			},
			{
				kind: 'activity',
				title: 'Microsoft lukker eksterne Yammer-netværk',
				certainty: 'planned',
				precision: 'unknown',
				note: 'Dato fremgår ikke.'
			}
		],
		key_figures: [
			{ title: 'Kommuner ad gangen i redaktionsmøderne', value: 5, unit: 'kommuner', note: 'I turnus' }
		]
	},
	{
		slug: 'sapa',
		name: 'SAPA',
		short_name: 'SAPA',
		summary:
			'Databehandleraftalens bilag A i version 3.3 erstatter version 3.2. Kategorierne af registrerede er beskrevet mere præcist; behandlingen er uændret.',
		statuses: [
			{
				state: 'on_plan',
				reason: 'Bilag A version 3.3 er sendt til underskrift.',
				owner: 'Projektleder, SAPA',
				review_on: '2023-10-20',
				effective_on: '2023-09-20',
				demo: true
			},
			{
				state: 'at_risk',
				reason: 'Underskrifterne på bilag A version 3.3 kommer langsommere ind end ventet.',
				next_step: 'Ring til de kommuner, der mangler, og forklar, at behandlingen er uændret.',
				owner: 'Projektleder, SAPA',
				review_on: '2023-11-10',
				effective_on: '2023-10-23',
				demo: true
			}
		],
		contacts: [
			{
				name: 'Bente Marie Elstrøm Jørgensen',
				email: 'BPE@kombit.dk',
				title: 'Chefkonsulent',
				note: `Oplægsholder for status på aftaler; kilden nævner ingen særskilt kontakt for SAPA. ${TWO_INITIALS}`
			}
		],
		briefings: [
			{
				heading: 'SAPA databehandleraftale bilag A: version 3.3 som erstatning for version 3.2',
				points: [
					'Baggrunden for udsendelsen af bilag A version 3.3 til underskrift er, at der ikke har været fokus på at specificere kategorien af registrerede tilstrækkeligt.',
					'Behandlingen foregår på uændrede vilkår, da det altid har været sådan, men desværre ikke været tilstrækkeligt afspejlet i databehandleraftalen.',
					'Der er tilføjet kategorierne »Enkeltmandsvirksomheder, medarbejder, brugere og patienter«, hvor der tidligere kun var kategorien »borgere« i databehandleraftalens bilag A, afsnit A.5.',
					'Størstedelen af behandlingen vedrører oplysninger om borgere, men dækker i et vist omfang også oplysninger om de øvrige kategorier af registrerede, hvorfor de er tilføjet.'
				]
			}
		],
		milestones: [
			{
				kind: 'deadline',
				title: 'Frist for underskrift på bilag A version 3.3',
				certainty: 'planned',
				precision: 'day',
				starts_on: '2023-11-30',
				note: 'Fristen fremgår ikke af kilden.',
				demo: true
			}
		]
	},
	{
		slug: 'gateway',
		name: 'Fælleskommunal Gateway',
		short_name: 'Gateway',
		summary:
			'KOMBIT mangler underskrift på tilslutningsaftalen fra 57 kommuner. Aftalen skal underskrives nu, så fakturaer kan udsendes inden årsskiftet. Databehandleraftalen er stadig i proces og uafhængig af tilslutningen.',
		statuses: [
			{
				state: 'at_risk',
				reason: 'Mange kommuner har endnu ikke underskrevet tilslutningsaftalen.',
				next_step: 'Påmindelse til de kommuner, der mangler.',
				owner: 'Projektleder, Gateway',
				review_on: '2023-10-06',
				effective_on: '2023-08-21',
				demo: true
			},
			{
				state: 'late',
				reason: 'Underskrifterne kom ikke inden sommer, og der er intet grundlag for fakturering endnu.',
				next_step: 'KOMBIT og KL finder sammen et grundlag for fakturering.',
				owner: 'Projektleder, Gateway',
				review_on: '2023-11-23',
				effective_on: '2023-10-09',
				demo: true
			},
			{
				state: 'late',
				reason:
					'KOMBIT mangler stadig underskrift på tilslutningsaftalen fra 57 kommuner, og fakturaer skal udsendes inden årsskiftet.',
				next_step:
					'Kommunerne underskriver nu. KOMBIT og KL finder et grundlag for fakturering, så der kommer opkrævninger ud i år.',
				owner: 'Projektleder, Gateway',
				review_on: '2023-12-01',
				demo_fields: ['owner', 'review_on'],
				effective_on: '2023-11-23',
				demo: false
			}
		],
		contacts: [
			{
				name: 'Lone Høltzer',
				email: 'LOH@kombit.dk',
				note: 'Holdt indlæg om Fælleskommunal Gateway på programledermødet i februar 2023'
			},
			{
				name: 'Bente Marie Elstrøm Jørgensen',
				email: 'BPE@kombit.dk',
				title: 'Chefkonsulent',
				note: `Oplægsholder for status på aftaler. ${TWO_INITIALS}`
			}
		],
		briefings: [
			{
				heading: 'Tilslutning til Fælleskommunal Gateway',
				points: [
					'KOMBIT mangler stadig underskrift på tilslutningsaftale for 57 kommuner.',
					'Så underskriv tilslutningsaftalen nu, så fakturaer kan udsendes inden årsskiftet.',
					'Tilslutning til KOMBITs overtagelse af Gateway er uafhængig af databehandleraftalen.'
				]
			},
			{
				heading: 'Betaling for drift',
				points: [
					'Kommunerne har fået tildelt midler til betaling for drift af Fælleskommunal Gateway ved forhøjelse af det kommunale bloktilskud i 2019 og 2020.',
					'KOMBIT er sammen med KL ved at finde et grundlag for fakturering, så der kommer opkrævninger ud i år.'
				]
			},
			{
				heading: 'Databehandleraftalen',
				points: [
					'Databehandleraftalen er stadig i proces.',
					'For de kommuner, som ikke leverer data til Gatewayen, reguleres dette i aftalen med kommunens EOJ-leverandør.'
				]
			}
		],
		links: [
			{
				kind: 'law',
				title:
					'Aktstykke 162 (2018-19, 2. samling) om statens bloktilskud til kommunerne for finansåret 2020',
				url: 'https://www.ft.dk/samling/20182/aktstykke/aktstk.162/index.htm',
				note: 'Folketinget (ft.dk)'
			},
			{
				kind: 'deck',
				title: 'Programledermøde februar 2023',
				url: 'https://dok.kombit.dk/Media/638345225985012282/Programlederm%C3%B8de%20februar%202023.pdf',
				note: 'Indlæg om Fælleskommunal Gateway ved Lone Høltzer'
			}
		],
		milestones: [
			{
				kind: 'deadline',
				title: 'Fakturaer udsendt inden årsskiftet',
				certainty: 'planned',
				precision: 'day',
				starts_on: '2023-12-31',
				note: 'Kilden skriver »inden årsskiftet«.',
				moves: [
					{
						moved_on: '2023-10-09',
						old_starts_on: '2023-09-29',
						old_precision: 'day',
						reason: 'For få kommuner havde underskrevet tilslutningsaftalen.'
					}
				]
			},
			{
				kind: 'deadline',
				title: 'Frist for underskrift på tilslutningsaftalen',
				certainty: 'planned',
				precision: 'day',
				starts_on: '2023-12-15',
				note: 'Kilden siger »nu«; fristen er sat i demoen.',
				demo: true
			},
			{
				kind: 'activity',
				title: 'Databehandleraftale klar',
				certainty: 'tentative',
				precision: 'unknown',
				note: 'Stadig i proces; dato fremgår ikke.'
			}
		],
		key_figures: [
			{
				title: 'Kommuner, der mangler at underskrive tilslutningsaftalen',
				value: 57,
				unit: 'kommuner',
				note: 'Hvilke 57 fremgår ikke af kilden.'
			}
		]
	},
	{
		slug: 'dubu',
		name: 'DUBU / Barnets Lov',
		short_name: 'DUBU',
		summary:
			'Implementering af Barnets Lov i DUBU: uddannelsesmiljø den 8. december, go-live den 2. januar og en frist den 8. januar. Elleve spor af KLIK-opgaver fra november 2023 til april 2024.',
		statuses: [
			{
				state: 'on_plan',
				reason: 'De første KLIK-opgaver er publiceret, og uddannelsesmiljøet ventes klar til tiden.',
				owner: 'Projektleder, DUBU',
				review_on: '2023-11-10',
				effective_on: '2023-10-16',
				demo: true
			},
			{
				state: 'on_plan',
				reason: 'Kommunerne er i gang med at identificere og beskrive deres tilpasninger.',
				next_step: 'Uddannelsesmiljøet åbner den 8. december.',
				owner: 'Projektleder, DUBU',
				review_on: '2023-12-08',
				effective_on: '2023-11-13',
				demo: true
			}
		],
		contacts: [
			{
				name: 'Bente Marie Elstrøm Jørgensen',
				email: 'BPE@kombit.dk',
				title: 'Chefkonsulent',
				note: `Oplægsholder for status på KLIK-opgaver; kilden nævner ingen særskilt kontakt for DUBU. ${TWO_INITIALS}`
			}
		],
		briefings: [
			{
				heading: 'Barnets Lov i DUBU: implementering',
				points: [
					'Uddannelsesmiljø 8. december.',
					'Go-live 2. januar.',
					'Deadline 8. januar.',
					'Planen går fra november 2023 til april 2024.'
				]
			},
			{
				heading: 'De elleve spor',
				points: [
					'Tilpas aktivitetsplaner',
					'Tilpas brevskabeloner',
					'Tilpas fraser',
					'Tilpas arbejdsgange',
					'Tilpas KLE-dataafgrænsning til SAPA mfl.',
					'Tilpas søgninger og visninger',
					'Oplær slutbrugere',
					'Gennemfør hypercare',
					'Opdater ydelseskatalog',
					'Beslut overgange',
					'Evaluér arbejdsgange'
				]
			},
			{
				heading: 'Trinene, som kilden gengiver dem',
				points: [
					'Fem rækker: Identificer → Beskriv → Beslut → Tilpas',
					'Beskriv → Beslut → Opret',
					'Identificer/analyser → Beskriv → Beslut',
					'Udarbejd → Book',
					'Forbered → Gennemfør',
					'Beslut → Kommuniker → Gennemfør',
					'Afklar → Tilpas',
					'Planlæg → Udfør → Beslut',
					'Kun den sidste række (Evaluér arbejdsgange) står sammen med sit spor. Hvor de andre hører til, og hvornår de ligger, er gået tabt: fordelingen på opgaverne er vores læsning.'
				]
			}
		],
		milestones: [
			{
				kind: 'activity',
				title: 'Implementering af Barnets Lov i DUBU: elleve spor',
				certainty: 'planned',
				precision: 'span',
				starts_on: '2023-11-01',
				ends_on: '2024-04-30',
				note: 'Planen går fra november 2023 til april 2024. Sporenes placering på planen er gået tabt i kilden.'
			},
			{
				kind: 'activity',
				title: 'Uddannelsesmiljø åbner',
				certainty: 'planned',
				precision: 'day',
				starts_on: '2023-12-08'
			},
			{
				kind: 'go_live',
				title: 'Go-live',
				certainty: 'planned',
				precision: 'day',
				starts_on: '2024-01-02'
			},
			{
				kind: 'deadline',
				title: 'Deadline',
				certainty: 'planned',
				precision: 'day',
				starts_on: '2024-01-08',
				note: 'Hvilke spor fristen gælder, er gået tabt i kilden.'
			}
		]
	},
	{
		slug: 'programledermoedet',
		name: 'Programledermødet',
		short_name: 'Mødet',
		summary:
			'Det månedlige møde for kommunernes programledere: emner med formål og oplægsholdere, kort nyt, status på aftaler og KLIK-opgaver og evaluering.',
		mailbox: 'programleder@kombit.dk',
		statuses: [
			{
				state: 'on_plan',
				reason: 'Programmet er gennemgået på to redaktionsmøder.',
				owner: 'Programkontoret',
				review_on: '2023-12-18',
				effective_on: '2023-11-20',
				demo: true
			}
		],
		contacts: [
			{
				name: 'Bente Marie Elstrøm Jørgensen',
				email: 'BME@kombit.dk',
				title: 'Chefkonsulent',
				note: `Oplægsholder for kort nyt fra KOMBIT. ${TWO_INITIALS}`
			}
		],
		briefings: [
			{
				heading: 'Dagens program',
				points: [
					'1. Velkommen',
					'2. Sygesikring – kort status',
					'3. FSIII – modernisering af datastandarden',
					'4. AULA i medierne – hvad gør KOMBIT?',
					'5. Borgerblikket – ny tilslutningsaftale i 2024',
					'6. Kort nyt fra KOMBIT',
					'7. Evaluering og tak for i dag'
				]
			},
			{
				heading: 'Kort nyt dækker følgende områder',
				points: [
					'TØK tilslutningsaftale status',
					'Mit sygefravær go-live',
					'KLIK-referencegruppe',
					'225 timers reglen',
					'Fremtidens programleder – ny teamskanal, redaktionsmøder mv.',
					'Status på databehandler- og tilslutningsaftaler til underskrift hos kommunerne',
					'Oversigt over tværgående og/eller kritiske KLIK-opgaver'
				]
			},
			{
				heading: 'Evaluering og tak for i dag',
				points: [
					'Dagens møde evalueres i Teams. Målingen foretages direkte i Teams.',
					'Dagens præsentation og optagelse sendes til samtlige registrerede KOMBIT-programledere.',
					'Spørgsmål, kommentarer samt input til kommende møder kan sendes på programleder@kombit.dk.'
				]
			}
		],
		links: [
			{
				kind: 'deck',
				title: 'Programledermøde juni 2023',
				url: 'https://dok.kombit.dk/Media/638345226003870058/Programlederm%C3%B8de%20juni_2023.pdf'
			},
			{
				kind: 'deck',
				title: 'Programledermøde februar 2023',
				url: 'https://dok.kombit.dk/Media/638345225985012282/Programlederm%C3%B8de%20februar%202023.pdf'
			}
		],
		milestones: [
			{
				kind: 'meeting',
				title: 'Programledermøde',
				certainty: 'planned',
				precision: 'day',
				starts_on: '2023-11-23',
				note: 'Datoen er udledt: mødet kalder den 22. november »i går«.'
			}
		]
	}
];
