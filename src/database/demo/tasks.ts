import type { TaskKind } from '#database/schema.ts';
import type { Day } from '#language/dates.ts';

// The KLIK tasks. The deck shows its overview of them as a picture, so most titles are filled in by the demo
// (`demo: true`); those without the mark are named in the deck.

export type Role =
	| 'programleder'
	| 'klik_administrator'
	| 'systemejer'
	| 'superbruger'
	| 'eoj_administrator'
	| 'informationssikkerhed'
	| 'databeskyttelsesraadgiver'
	| 'ydelsesleder'
	| 'boerne_familieleder'
	| 'borgerservicechef'
	| 'sundheds_aeldrechef'
	| 'aula_administrator'
	| 'oekonomiansvarlig'
	| 'aftaleansvarlig';

export const ROLES: { slug: Role; name_da: string; name_en: string }[] = [
	{ slug: 'programleder', name_da: 'Programleder', name_en: 'Programme leader' },
	{ slug: 'klik_administrator', name_da: 'KLIK-administrator', name_en: 'KLIK administrator' },
	{ slug: 'systemejer', name_da: 'Systemejer', name_en: 'System owner' },
	{ slug: 'superbruger', name_da: 'Superbruger', name_en: 'Super user' },
	{ slug: 'eoj_administrator', name_da: 'EOJ-administrator', name_en: 'Care record (EOJ) administrator' },
	{
		slug: 'informationssikkerhed',
		name_da: 'Informationssikkerhedskoordinator',
		name_en: 'Information security coordinator'
	},
	{
		slug: 'databeskyttelsesraadgiver',
		name_da: 'Databeskyttelsesrådgiver (DPO)',
		name_en: 'Data protection officer (DPO)'
	},
	{ slug: 'ydelsesleder', name_da: 'Ydelsesleder', name_en: 'Head of benefits' },
	{
		slug: 'boerne_familieleder',
		name_da: 'Børne- og familieleder',
		name_en: 'Head of children and families'
	},
	{ slug: 'borgerservicechef', name_da: 'Borgerservicechef', name_en: 'Head of citizen services' },
	{
		slug: 'sundheds_aeldrechef',
		name_da: 'Sundheds- og ældrechef',
		name_en: 'Head of health and elder care'
	},
	{ slug: 'aula_administrator', name_da: 'Aula-administrator', name_en: 'Aula administrator' },
	{ slug: 'oekonomiansvarlig', name_da: 'Økonomiansvarlig', name_en: 'Finance contact' },
	{ slug: 'aftaleansvarlig', name_da: 'Aftaleansvarlig', name_en: 'Agreement manager' }
];

/** Slug of the group that a task is for, and the words for it; without a group it is all 98. */
export const AUDIENCES = {
	all: { group: null, words: 'Alle 98 kommuner' },
	dubu: { group: 'dubu-kommuner', words: 'De 80 kommuner med DUBU' },
	floorwalker: {
		group: 'sygesikring-floorwalkere',
		words: 'De 28 kommuner, der får besøg af en floorwalker'
	},
	reference: { group: 'klik-referencegruppe', words: 'De ni kommuner i KLIK-referencegruppen' },
	development: { group: '225-udvikling', words: 'De fem kommuner i udviklingen af 225-timersreglen' },
	test: { group: '225-brugertest', words: 'De syv kommuner i brugertesten i uge 46' }
} as const;

export interface TaskContent {
	project: string;
	title: string;
	/** What is asked for, why, and how to know that it is done. */
	what: string;
	why: string;
	done: string;
	roles: Role[];
	kind?: TaskKind;
	critical?: boolean;
	cross?: boolean;
	audience?: keyof typeof AUDIENCES;
	published: Day;
	due: Day;
	closed?: Day;
	/** The first day on which the task can be finished at all. */
	opens?: Day;
	steps?: string[];
	/** Short title of the agreement and label of the version whose signature finishes the task. */
	signs?: { agreement: string; label: string };
	demo: boolean;
	due_demo: boolean;
}

type Filled = Omit<TaskContent, 'demo' | 'due_demo'>;

function filledIn(tasks: Filled[]): TaskContent[] {
	return tasks.map((task) => ({ ...task, demo: true, due_demo: true }));
}

const SYGESIKRING: TaskContent[] = filledIn([
	{
		project: 'sygesikring',
		title: 'Udpeg lokal projektleder for Sygesikring',
		what: 'Udpeg én person, som samler kommunens forberedelse til den nye sygesikringsløsning.',
		why: 'KOMBIT skal vide, hvem der kan svare på spørgsmål om data, brugere og bemanding.',
		done: 'Navn, telefon og mail er registreret i KLIK.',
		roles: ['programleder', 'borgerservicechef'],
		published: '2023-08-21',
		due: '2023-09-15',
		closed: '2023-10-02'
	},
	{
		project: 'sygesikring',
		title: 'Deltag i orienteringsmøde om datamigrering',
		what: 'Deltag i et af de tre orienteringsmøder om, hvilke data der flyttes, og hvad kommunen selv skal rydde op i.',
		why: 'Oprydningen i Notus skal være færdig, før lukkeperioden begynder.',
		done: 'Mindst én medarbejder med ansvar for sygesikring har deltaget.',
		roles: ['systemejer', 'superbruger'],
		published: '2023-09-11',
		due: '2023-10-06',
		closed: '2023-10-16'
	},
	{
		project: 'sygesikring',
		title: 'Meld testbrugere ind til prøvekonverteringen',
		what: 'Meld to medarbejdere ind, som kan kontrollere jeres egne data efter prøvekonverteringen.',
		why: 'Kun kommunen selv kan se, om lægevalg og sikringsgrupper er flyttet rigtigt.',
		done: 'To testbrugere er meldt ind.',
		roles: ['superbruger'],
		published: '2023-09-18',
		due: '2023-10-13',
		closed: '2023-10-30'
	},
	{
		project: 'sygesikring',
		title: 'Afslut sager i Notus, der ikke flyttes med',
		what: 'Gennemgå listen over åbne sager i Notus, og afslut dem, der ikke bliver flyttet til den nye løsning.',
		why: 'Efter nedlukningen kan sagerne ikke længere behandles.',
		done: 'Listen er tom, eller de sidste sager er noteret til manuel behandling.',
		roles: ['systemejer', 'superbruger'],
		critical: true,
		published: '2023-10-30',
		due: '2023-11-17'
	},
	{
		project: 'sygesikring',
		title: 'Bekræft, at lukkeperioden er meldt ud i borgerservice',
		what: 'Bekræft, at medarbejdere og telefonbetjening ved, at der er lukket for lægeskift, skift af sikringsgruppe og bestilling af sundhedskort frem til den 28. november.',
		why: 'Borgerne får besked i selvbetjeningsløsningen, men mange ringer eller møder op.',
		done: 'Borgerservicechefen har bekræftet her.',
		roles: ['borgerservicechef', 'programleder'],
		kind: 'confirmation',
		critical: true,
		cross: true,
		published: '2023-11-06',
		due: '2023-11-17'
	},
	{
		project: 'sygesikring',
		title: 'Udpeg kontaktperson til ibrugtagningsdagen',
		what: 'Udpeg en person, som kan træffes på telefon den 28. og 29. november kl. 8.00–16.00.',
		why: 'Går noget galt, skal KOMBIT kunne få fat i kommunen med det samme.',
		done: 'Navn og direkte telefonnummer er registreret.',
		roles: ['borgerservicechef', 'klik_administrator'],
		critical: true,
		published: '2023-11-06',
		due: '2023-11-20'
	},
	{
		project: 'sygesikring',
		title: 'Opret brugere og roller i den nye løsning',
		what: 'Opret alle medarbejdere, som skal arbejde i Sygesikring, med de rigtige roller.',
		why: 'Uden bruger kan medarbejderen ikke arbejde, når løsningen åbner.',
		done: 'Alle brugere er oprettet, og adgangene er kontrolleret af en anden end den, der oprettede dem.',
		roles: ['systemejer', 'informationssikkerhed', 'superbruger'],
		critical: true,
		cross: true,
		published: '2023-10-23',
		due: '2023-11-24',
		steps: ['Afklar roller', 'Opret brugere', 'Kontrollér adgange']
	},
	{
		project: 'sygesikring',
		title: 'Gennemfør undervisning i den nye løsning',
		what: 'Sørg for, at alle medarbejdere har gennemført undervisningen, før løsningen åbner.',
		why: 'Arbejdsgangene for lægeskift og sundhedskort er ændret.',
		done: 'Alle deltagere er krydset af.',
		roles: ['borgerservicechef', 'superbruger'],
		published: '2023-10-16',
		due: '2023-11-24',
		steps: ['Udpeg deltagere', 'Book undervisning', 'Gennemfør undervisning']
	},
	{
		project: 'sygesikring',
		title: 'Bekræft, at instruksen til databehandleren er gennemgået',
		what: 'Gennemgå instruksen i bilag C, og bekræft, at den svarer til kommunens brug af løsningen.',
		why: 'Kommunen er dataansvarlig og skal kunne dokumentere, at instruksen er læst.',
		done: 'Databeskyttelsesrådgiver eller informationssikkerhedskoordinator har bekræftet her.',
		roles: ['databeskyttelsesraadgiver', 'informationssikkerhed'],
		kind: 'confirmation',
		cross: true,
		published: '2023-10-30',
		due: '2023-11-27'
	},
	{
		project: 'sygesikring',
		title: 'Tag imod floorwalkeren den 28. november',
		what: 'Aftal mødested, gæsteadgang til netværket og en fast makker for floorwalkeren.',
		why: 'Floorwalkeren skal lytte, svare på spørgsmål, finde hjælp og tage viden med tilbage.',
		done: 'Besøget er gennemført.',
		roles: ['borgerservicechef', 'superbruger'],
		audience: 'floorwalker',
		published: '2023-11-13',
		due: '2023-11-28',
		opens: '2023-11-28'
	},
	{
		project: 'sygesikring',
		title: 'Kontrollér adgang for alle medarbejdere på åbningsdagen',
		what: 'Lad hver medarbejder logge på, når løsningen åbner, og åbne en testborger.',
		why: 'Fejl i adgange skal findes den første dag, hvor den faglige support er åben.',
		done: 'Alle er logget på, og fejl er meldt ind i Cherwell.',
		roles: ['systemejer', 'superbruger', 'borgerservicechef'],
		critical: true,
		published: '2023-11-20',
		due: '2023-11-28',
		opens: '2023-11-28'
	},
	{
		project: 'sygesikring',
		title: 'Gennemgå fejllisten efter datamigreringen',
		what: 'Gennemgå kommunens egen fejlliste, og ret de borgere, hvor lægevalg eller sikringsgruppe ikke kunne flyttes.',
		why: 'Afvigelserne kan betyde, at en borger står uden læge i systemet.',
		done: 'Listen er tom, eller hver linje har fået en ansvarlig.',
		roles: ['superbruger', 'systemejer'],
		critical: true,
		published: '2023-11-20',
		due: '2023-12-05',
		opens: '2023-11-28'
	},
	{
		project: 'sygesikring',
		title: 'Opdatér lokale arbejdsgange for lægeskift og sikringsgruppe',
		what: 'Ret jeres lokale vejledninger, så de passer til den nye løsning.',
		why: 'Gamle skærmbilleder og trin fører til fejl, når floorwalkere og hypercare er væk.',
		done: 'De nye vejledninger er lagt frem for medarbejderne.',
		roles: ['borgerservicechef', 'superbruger'],
		published: '2023-11-13',
		due: '2023-12-15'
	},
	{
		project: 'sygesikring',
		title: 'Bekræft overgang fra hypercare til almindelig drift',
		what: 'Bekræft, at kommunen ikke har kritiske fejl, når hypercare slutter.',
		why: 'Derefter gælder de almindelige svartider for support.',
		done: 'Systemejeren har bekræftet her.',
		roles: ['systemejer'],
		kind: 'confirmation',
		published: '2023-11-20',
		due: '2024-01-15',
		opens: '2024-01-08'
	}
]);

const FSIII: TaskContent[] = filledIn([
	{
		project: 'fsiii',
		title: 'Tilmeld deltagere til mødet om forenkling af FSIII',
		what: 'Tilmeld EOJ-administrator, superbruger eller dokumentationsansvarlig og en leder til kommunens møde.',
		why: 'Mødet handler om datastandarden og skal både se den fra praksis og fra ledelsen.',
		done: 'Tre deltagere er tilmeldt.',
		roles: ['eoj_administrator', 'superbruger', 'sundheds_aeldrechef'],
		published: '2023-08-14',
		due: '2023-09-08',
		closed: '2023-10-31'
	},
	{
		project: 'fsiii',
		title: 'Gennemgå referatet fra jeres FSIII-møde',
		what: 'Læs referatet fra mødet med KL/KOMBIT, og ret det, der er misforstået.',
		why: 'Kommunernes input er grundlaget for det forslag, der skal til godkendelse i januar.',
		done: 'Referatet er godkendt eller rettet.',
		roles: ['eoj_administrator', 'sundheds_aeldrechef'],
		cross: true,
		published: '2023-10-16',
		due: '2023-11-10'
	},
	{
		project: 'fsiii',
		title: 'Send bemærkninger til den anbefalede forenkling',
		what: 'Gennemgå forslaget til færre tilstande og indsatser, og send kommunens samlede bemærkninger.',
		why: 'Efter godkendelsen begynder udviklingen af klassifikationerne.',
		done: 'Bemærkninger er sendt, eller kommunen har svaret, at den ingen har.',
		roles: ['sundheds_aeldrechef', 'eoj_administrator', 'superbruger'],
		cross: true,
		published: '2023-11-13',
		due: '2023-12-08',
		steps: ['Læs forslaget', 'Saml bemærkninger', 'Godkend i ledelsen', 'Send svar']
	},
	{
		project: 'fsiii',
		title: 'Drøft forenklingen med jeres EOJ-leverandør',
		what: 'Tag forenklingen op på næste møde med EOJ-leverandøren, og spørg til tid, pris og omlægning af eksisterende data.',
		why: 'Forenklingen kræver ny it-understøttelse i alle EOJ-systemer.',
		done: 'Leverandørens foreløbige svar er noteret her.',
		roles: ['eoj_administrator', 'systemejer', 'oekonomiansvarlig'],
		cross: true,
		published: '2023-11-13',
		due: '2023-12-20'
	},
	{
		project: 'fsiii',
		title: 'Kortlæg lokale tilstande, der skal blive til strukturerede oplysninger',
		what: 'Find de tilstande, som udgår i forenklingen, men som kommunen fortsat har brug for lokalt.',
		why: 'Lokale behov kan løses med strukturerede oplysninger, hvis de er kendt i tide.',
		done: 'Listen er afleveret til EOJ-administratoren.',
		roles: ['eoj_administrator', 'superbruger'],
		published: '2023-11-20',
		due: '2024-02-09'
	},
	{
		project: 'fsiii',
		title: 'Udpeg tovholder for implementering af den forenklede FSIII',
		what: 'Udpeg en tovholder, som samler ledelse, superbrugere og EOJ-administrator.',
		why: 'Omlægningen rammer både sygepleje, hjemmehjælp, træning og plejecentre.',
		done: 'Tovholderen er registreret i KLIK.',
		roles: ['sundheds_aeldrechef'],
		published: '2023-11-20',
		due: '2024-03-15'
	}
]);

const AULA: TaskContent[] = filledIn([
	{
		project: 'aula',
		title: 'Ryd op i inaktive grupper i Aula',
		what: 'Slet eller arkivér grupper, der ikke har været brugt i et år.',
		why: 'Inaktive grupper giver beskeder til forældre, som ikke længere hører til.',
		done: 'Rapporten over inaktive grupper er gennemgået.',
		roles: ['aula_administrator'],
		published: '2023-08-28',
		due: '2023-10-13',
		closed: '2023-10-27'
	},
	{
		project: 'aula',
		title: 'Orientér skoler og dagtilbud om spørgeskemaundersøgelsen',
		what: 'Fortæl ledere og medarbejdere, at undersøgelsen udsendes gennem Aula den 22. november, og hvad svarene bruges til.',
		why: 'Jo flere svar, jo mere kan kommunen bruge sin egen rapport.',
		done: 'Alle skoler og dagtilbud har fået besked.',
		roles: ['aula_administrator', 'boerne_familieleder'],
		cross: true,
		published: '2023-11-06',
		due: '2023-11-22'
	},
	{
		project: 'aula',
		title: 'Udpeg modtager af kommunens rapport',
		what: 'Udpeg den person, der skal have den kommunespecifikke rapport fra undersøgelsen.',
		why: 'Rapporterne udsendes inden jul og sendes kun til én modtager i hver kommune.',
		done: 'Modtagerens navn og mail er registreret.',
		roles: ['aula_administrator', 'programleder'],
		published: '2023-11-13',
		due: '2023-12-08'
	},
	{
		project: 'aula',
		title: 'Gennemgå kommunens rapport fra undersøgelsen',
		what: 'Drøft rapporten i ledelsen, og beslut, hvad kommunen selv vil ændre i brugen af Aula.',
		why: 'Undersøgelsen skal give kommunerne viden om lokale forhold.',
		done: 'Beslutningerne er noteret, også hvis der intet ændres.',
		roles: ['boerne_familieleder', 'aula_administrator'],
		published: '2023-11-22',
		due: '2024-01-31',
		opens: '2023-12-18'
	},
	{
		project: 'aula',
		title: 'Kontrollér release 2.9 i jeres institutioner',
		what: 'Følg tjeklisten for release 2.9 i mindst én skole og ét dagtilbud.',
		why: 'Ændringerne er mindre, men rammer beskeder og kalender.',
		done: 'Tjeklisten er udfyldt, og fejl er meldt til supporten.',
		roles: ['aula_administrator', 'superbruger'],
		published: '2023-11-20',
		due: '2024-02-02',
		opens: '2024-01-22'
	},
	{
		project: 'aula',
		title: 'Afklar lokal praksis for formel og uformel information',
		what: 'Beslut sammen med arkivet, hvilken information i Aula kommunen regner for formel.',
		why: 'Arkiveringen skelner mellem formel og uformel information.',
		done: 'Praksis er beskrevet og sendt til skoler og dagtilbud.',
		roles: ['aula_administrator', 'informationssikkerhed', 'databeskyttelsesraadgiver'],
		cross: true,
		published: '2023-11-13',
		due: '2024-02-16',
		steps: ['Kortlæg', 'Drøft med arkivet', 'Beslut', 'Informér']
	},
	{
		project: 'aula',
		title: 'Bekræft ansvarlig for arkivering af Aula',
		what: 'Bekræft, hvem der på kommunens vegne godkender afleveringen af data fra Aula.',
		why: 'Arkivering er planlagt til oktober 2024, og afleveringen skal godkendes af kommunen.',
		done: 'Den ansvarlige har bekræftet her.',
		roles: ['systemejer', 'aula_administrator'],
		kind: 'confirmation',
		published: '2023-11-20',
		due: '2024-03-01'
	},
	{
		project: 'aula',
		title: 'Opdatér anvendelsesstrategien for Aula',
		what: 'Gennemgå, hvad Aula skal og ikke skal bruges til i kommunen, og hvor ofte der skal skrives.',
		why: 'Debatten om for meget information kan kun afgøres lokalt.',
		done: 'Strategien er godkendt i ledelsen og lagt frem for forældre og medarbejdere.',
		roles: ['boerne_familieleder', 'aula_administrator'],
		published: '2023-11-22',
		due: '2024-05-17'
	}
]);

const BORGERBLIKKET: TaskContent[] = filledIn([
	{
		project: 'borgerblikket',
		title: 'Kontrollér visningen af sager og ydelser i Borgerblikket',
		what: 'Slå tre testborgere op, og kontrollér, at sager og ydelser fra jeres fagsystemer vises rigtigt.',
		why: 'Manglende sager skyldes oftest en integration, som kommunen selv skal bestille.',
		done: 'Afvigelser er meldt til fagsystemets leverandør.',
		roles: ['systemejer', 'superbruger'],
		published: '2023-08-21',
		due: '2023-09-29',
		closed: '2023-10-20'
	},
	{
		project: 'borgerblikket',
		title: 'Indsend tal til gevinstrealiseringsrapporten',
		what: 'Udfyld skemaet om henvendelser i borgerservice før og efter Borgerblikket.',
		why: 'Gevinstrealiseringsrapporten er under udarbejdelse og skal bygge på kommunernes egne tal.',
		done: 'Skemaet er sendt ind.',
		roles: ['borgerservicechef', 'oekonomiansvarlig'],
		published: '2023-10-30',
		due: '2023-12-11'
	},
	{
		project: 'borgerblikket',
		title: 'Udpeg kontaktperson for den nye tilslutningsaftale',
		what: 'Udpeg den person, der skal modtage varsel, review og aftale i 2024.',
		why: 'Den nuværende tilslutning udløber med udgangen af 2024.',
		done: 'Kontaktpersonen er registreret i KLIK.',
		roles: ['programleder', 'aftaleansvarlig'],
		cross: true,
		published: '2023-11-20',
		due: '2024-01-26'
	},
	{
		project: 'borgerblikket',
		title: 'Gennemgå, hvilke fagområder der viser aftaler i Borgerblikket',
		what: 'Lav en oversigt over fagområder, der sender aftaler og begivenheder, og dem, der mangler.',
		why: 'Første spor i den nye vision er en oversigt over alle aftaler og begivenheder.',
		done: 'Oversigten er godkendt af digitaliseringschefen.',
		roles: ['systemejer', 'borgerservicechef'],
		published: '2023-11-20',
		due: '2024-02-29'
	},
	{
		project: 'borgerblikket',
		title: 'Meld interesse for review af tilslutning version 0.9',
		what: 'Svar, om kommunen vil læse version 0.9 af tilslutningen igennem i maj 2024.',
		why: 'Udvalgte kommuner får den til review, før den sendes til underskrift.',
		done: 'Der er svaret ja eller nej.',
		roles: ['aftaleansvarlig'],
		published: '2023-11-22',
		due: '2024-03-22'
	}
]);

const TOEK: TaskContent[] = filledIn([
	{
		project: 'toek',
		title: 'Udpeg økonomiansvarlig kontakt for TØK',
		what: 'Udpeg den person, som kan vurdere finansieringsmodellen, når den foreligger.',
		why: 'Tilslutningen varsles, så snart beslutningen er taget, og så går det hurtigt.',
		done: 'Kontaktpersonen er registreret.',
		roles: ['oekonomiansvarlig', 'programleder'],
		published: '2023-10-23',
		due: '2023-12-18'
	},
	{
		project: 'toek',
		title: 'Gennemlæs løsningsbeskrivelse og faseplan for TØK',
		what: 'Læs materialet, og notér, hvilke lokale systemer der berøres.',
		why: 'Materialet er klar, selv om tilslutningen venter på en beslutning.',
		done: 'Berørte systemer er noteret her.',
		roles: ['systemejer', 'oekonomiansvarlig'],
		published: '2023-11-13',
		due: '2024-01-19'
	}
]);

const MIT_SYGEFRAVAER: TaskContent[] = filledIn([
	{
		project: 'mit-sygefravaer',
		title: 'Bekræft lukkevinduet for konvertering til Mit Sygefravær 2.0',
		what: 'Bekræft, at ydelsesområdet er klar over, hvornår løsningen er lukket.',
		why: 'Anmeldelser i lukkevinduet skal behandles bagefter.',
		done: 'Ydelseslederen har bekræftet her.',
		roles: ['ydelsesleder'],
		kind: 'confirmation',
		critical: true,
		published: '2023-10-09',
		due: '2023-10-27',
		closed: '2023-11-07'
	},
	{
		project: 'mit-sygefravaer',
		title: 'Klargør borgersupport til Mit Sygefravær 2.0',
		what: 'Gør borgersupporten klar til spørgsmål om pålogning og signering med MitID.',
		why: 'Kommunerne besvarer selv borgernes henvendelser om løsningen.',
		done: 'Medarbejderne har fået vejledningen, og telefontiden er bemandet.',
		roles: ['borgerservicechef', 'ydelsesleder'],
		critical: true,
		cross: true,
		published: '2023-10-09',
		due: '2023-11-03',
		closed: '2023-11-10'
	},
	{
		project: 'mit-sygefravaer',
		title: 'Kontrollér konverterede data i Mit Sygefravær 2.0',
		what: 'Slå ti sager op, og sammenlign med udtrækket fra 1.0.',
		why: 'Fejl skal findes, mens hypercare endnu er bemandet.',
		done: 'Kontrollen er gennemført, og fejl er meldt ind.',
		roles: ['superbruger', 'ydelsesleder'],
		critical: true,
		published: '2023-11-07',
		due: '2023-11-14',
		closed: '2023-11-21'
	},
	{
		project: 'mit-sygefravaer',
		title: 'Bekræft de nye underdatabehandlere',
		what: 'Gennemgå listen over underdatabehandlere og deres egne underdatabehandlere, og bekræft, at kommunen ikke gør indsigelse.',
		why: 'Kommunen er dataansvarlig og skal kende hele kæden.',
		done: 'Databeskyttelsesrådgiver eller informationssikkerhedskoordinator har bekræftet her.',
		roles: ['databeskyttelsesraadgiver', 'informationssikkerhed'],
		kind: 'confirmation',
		critical: true,
		cross: true,
		published: '2023-10-23',
		due: '2023-11-21'
	},
	{
		project: 'mit-sygefravaer',
		title: 'Opdatér vejledningen på kommunens hjemmeside',
		what: 'Ret tekster og skærmbilleder om sygemelding, så de passer til version 2.0.',
		why: 'De fleste henvendelser handler om signering med MitID.',
		done: 'Siden er opdateret, og gamle links er fjernet.',
		roles: ['borgerservicechef'],
		published: '2023-11-08',
		due: '2023-11-30'
	},
	{
		project: 'mit-sygefravaer',
		title: 'Luk medarbejdernes adgang til Mit Sygefravær 1.0',
		what: 'Fjern roller og genveje til den gamle løsning.',
		why: 'Adgang, der ikke længere er brug for, er en risiko.',
		done: 'Ingen medarbejdere har adgang til 1.0.',
		roles: ['systemejer', 'informationssikkerhed'],
		critical: true,
		published: '2023-11-08',
		due: '2023-12-01'
	},
	{
		project: 'mit-sygefravaer',
		title: 'Meld fejl ind fra driftsprøven',
		what: 'Saml fejl og undren fra medarbejderne i driftsprøven, og meld dem samlet ind.',
		why: 'Driftsprøven startede den 21. november, og leverancen godkendes på dens resultat.',
		done: 'Fejllisten er sendt, eller kommunen har svaret, at der ingen er.',
		roles: ['superbruger', 'ydelsesleder'],
		published: '2023-11-21',
		due: '2023-12-19'
	},
	{
		project: 'mit-sygefravaer',
		title: 'Prioritér ønsker til videreudvikling',
		what: 'Prioritér de ti ønsker på listen, og tilføj højst to nye.',
		why: 'Videreudviklingen er sat i gang.',
		done: 'Kommunens prioritering er sendt.',
		roles: ['ydelsesleder', 'systemejer'],
		published: '2023-11-22',
		due: '2024-01-22'
	}
]);

const KLIK: TaskContent[] = filledIn([
	{
		project: 'klik',
		title: 'Svar på invitationen til KLIK-referencegruppen',
		what: 'Svar, om kommunen vil være med i en referencegruppe om KLIK.',
		why: 'Gruppen skal påvirke og kvalificere udviklingen af KLIK.',
		done: 'Der er svaret ja eller nej.',
		roles: ['klik_administrator'],
		published: '2023-10-13',
		due: '2023-10-27',
		closed: '2023-10-31'
	},
	{
		project: 'klik',
		title: 'Slet fratrådte medarbejdere fra KLIK',
		what: 'Gennemgå listen over brugere, der ikke har logget på i et halvt år, og slet dem, der er fratrådt.',
		why: 'Påmindelser til fratrådte medarbejdere bliver ikke læst af nogen.',
		done: 'Listen er gennemgået.',
		roles: ['klik_administrator'],
		published: '2023-10-23',
		due: '2023-11-15'
	},
	{
		project: 'klik',
		title: 'Godkend referatet fra første møde i KLIK-referencegruppen',
		what: 'Læs referatet fra mødet den 22. november, og send eventuelle rettelser.',
		why: 'Rammen for samarbejdet fastlægges ud fra gruppens input.',
		done: 'Referatet er godkendt.',
		roles: ['klik_administrator'],
		audience: 'reference',
		published: '2023-11-22',
		due: '2023-11-29'
	},
	{
		project: 'klik',
		title: 'Gennemgå kommunens rollegalleri',
		what: 'Kontrollér, at hver rolle har mindst én person, og at mailadresserne virker.',
		why: 'KLIK-opgaver sendes til roller; en tom rolle betyder, at opgaven ikke når frem.',
		done: 'Alle roller er gennemgået, og tomme roller er enten besat eller begrundet.',
		roles: ['klik_administrator', 'programleder'],
		cross: true,
		published: '2023-11-06',
		due: '2023-11-30'
	},
	{
		project: 'klik',
		title: 'Indsend tre eksempler på KLIK-opgaver',
		what: 'Send tre eksempler på opgaver, der virkede godt eller dårligt, og skriv hvorfor.',
		why: 'Gruppen skal pege på relevante indsatser og på det, som mangler.',
		done: 'Tre eksempler er sendt.',
		roles: ['klik_administrator'],
		audience: 'reference',
		published: '2023-11-22',
		due: '2023-12-06'
	},
	{
		project: 'klik',
		title: 'Afprøv forslag til ny opgavevisning',
		what: 'Afprøv forslaget sammen med to opgavemodtagere, og udfyld skemaet.',
		why: 'Gruppen bidrager med små afprøvninger af løsningen.',
		done: 'Skemaet er udfyldt.',
		roles: ['klik_administrator', 'superbruger'],
		audience: 'reference',
		published: '2023-11-22',
		due: '2024-02-06'
	}
]);

const TIMERS_225: TaskContent[] = filledIn([
	{
		project: '225-timersreglen',
		title: 'Indsend testcases om 225-timersreglen',
		what: 'Send fem anonymiserede forløb, som rettelsen skal kunne beregne.',
		why: 'Rettelsen skal prøves på forløb fra virkeligheden.',
		done: 'Fem forløb uden personoplysninger er sendt.',
		roles: ['ydelsesleder', 'superbruger'],
		audience: 'development',
		published: '2023-09-04',
		due: '2023-09-29',
		closed: '2023-10-13'
	},
	{
		project: '225-timersreglen',
		title: 'Godkend resultatet af brugertesten i uge 46',
		what: 'Gennemgå testrapporten, og bekræft, at kommunens bemærkninger er med.',
		why: 'Frigivelsen i uge 1 bygger på testens resultat.',
		done: 'Ydelseslederen har bekræftet her.',
		roles: ['ydelsesleder'],
		kind: 'confirmation',
		audience: 'test',
		critical: true,
		published: '2023-11-17',
		due: '2023-11-24'
	},
	{
		project: '225-timersreglen',
		title: 'Gennemfør regressionstest af rettelsen',
		what: 'Kør de aftalte forløb igennem i testmiljøet, og notér afvigelser.',
		why: 'Rettelsen må ikke ændre beregninger, der er rigtige i dag.',
		done: 'Alle forløb er kørt, og afvigelser er meldt ind.',
		roles: ['superbruger', 'ydelsesleder'],
		audience: 'development',
		critical: true,
		published: '2023-11-20',
		due: '2023-12-08',
		steps: ['Klargør forløb', 'Kør testen', 'Meld afvigelser ind']
	},
	{
		project: '225-timersreglen',
		title: 'Aftal bemanding den 6.–7. januar',
		what: 'Aftal, hvem der kan kontaktes, hvis der bliver brug for fejlretning eller et servicevindue i weekenden.',
		why: 'Frigivelsen er lagt, så en fejl kan rettes, før hverdagen begynder.',
		done: 'Navn og telefonnummer er noteret her.',
		roles: ['ydelsesleder', 'systemejer'],
		published: '2023-11-20',
		due: '2023-12-15'
	},
	{
		project: '225-timersreglen',
		title: 'Orientér ydelsescentret om frigivelsen i uge 1',
		what: 'Fortæl sagsbehandlerne, hvad rettelsen ændrer, og hvor der informeres.',
		why: 'Der ventes spørgsmål fra borgere, fordi sagen har været meget omtalt i medierne.',
		done: 'Alle sagsbehandlere er orienteret.',
		roles: ['ydelsesleder'],
		critical: true,
		cross: true,
		published: '2023-11-20',
		due: '2023-12-22'
	},
	{
		project: '225-timersreglen',
		title: 'Kontrollér beregningen på udvalgte sager',
		what: 'Kontrollér ti sager efter frigivelsen, og sammenlign med en manuel beregning.',
		why: 'Kommunen har ansvaret for den enkelte afgørelse.',
		done: 'Ti sager er kontrolleret, og afvigelser er meldt ind.',
		roles: ['ydelsesleder', 'superbruger'],
		critical: true,
		published: '2023-11-22',
		due: '2024-01-19',
		opens: '2024-01-05',
		steps: ['Udvælg sager', 'Kontrollér beregningen', 'Meld afvigelser ind']
	}
]);

const PROGRAMLEDER: TaskContent[] = [
	{
		project: 'fremtidens-programleder',
		title: 'Gem samtaler og dokumenter fra før 2023 fra Yammer',
		what: 'Gem selv de samtaler og dokumenter fra før 2023, som kommunen vil beholde. De nyeste filer fra 2023 er overflyttet til Teams.',
		why: 'Microsoft lukker eksterne Yammer-netværk på alle europæiske platforme.',
		done: 'Det, I vil beholde, ligger hos jer selv senest i uge 49.',
		roles: ['programleder'],
		critical: true,
		published: '2023-11-13',
		due: '2023-12-10',
		demo: false,
		due_demo: false
	},
	{
		project: 'fremtidens-programleder',
		title: 'Giv samtykke til at være medlem af Teams-gruppen',
		what: 'Udfyld tilmeldingsformularen til den nye Teams-gruppe for programledere.',
		why: 'Teams bliver den nye videndelingsplatform, og medlemskab kræver samtykke.',
		done: 'Formularen er sendt.',
		roles: ['programleder'],
		published: '2023-11-20',
		due: '2023-12-08',
		demo: false,
		due_demo: true
	},
	{
		project: 'fremtidens-programleder',
		title: 'Deltag i webinaret om det nye Teams-netværk',
		what: 'Deltag i webinaret den 14. december kl. 8.30–9.00.',
		why: 'Webinaret guider kort igennem det nye Teams-netværk og mulighederne i gruppen.',
		done: 'Mindst én programleder har deltaget eller set optagelsen.',
		roles: ['programleder'],
		published: '2023-11-20',
		due: '2023-12-14',
		opens: '2023-12-14',
		demo: false,
		due_demo: false
	},
	{
		project: 'fremtidens-programleder',
		title: 'Opret jeres undergrupper på ny i Teams',
		what: 'Opret undergrupper som fx »Programledere i Nordjylland« på ny, hvis de stadig er relevante.',
		why: 'Undergrupper følger ikke med fra Yammer.',
		done: 'Gruppen er oprettet, eller I har besluttet, at den ikke skal fortsætte.',
		roles: ['programleder'],
		published: '2023-11-20',
		due: '2024-01-31',
		demo: false,
		due_demo: true
	},
	...filledIn([
		{
			project: 'fremtidens-programleder',
			title: 'Svar på spørgeskemaet om programlederrollen',
			what: 'Svar på de otte spørgsmål om opgaver, ansvar og tid.',
			why: 'Svarene er grundlag for den nye rollebeskrivelse.',
			done: 'Skemaet er sendt.',
			roles: ['programleder'],
			published: '2023-08-28',
			due: '2023-09-22',
			closed: '2023-10-06'
		},
		{
			project: 'fremtidens-programleder',
			title: 'Bekræft kommunens programleder og stedfortræder',
			what: 'Bekræft, hvem der er programleder, og hvem der træder til ved fravær.',
			why: 'Præsentation, optagelse og varsler sendes til de registrerede programledere.',
			done: 'Navne og mailadresser er bekræftet her.',
			roles: ['programleder', 'klik_administrator'],
			kind: 'confirmation',
			cross: true,
			published: '2023-11-06',
			due: '2023-12-01'
		},
		{
			project: 'fremtidens-programleder',
			title: 'Gennemgå rollebeskrivelsen med nærmeste leder',
			what: 'Drøft opgaver, ansvar og kompetencer i den nye rollebeskrivelse.',
			why: 'Rollen er frivillig og virker kun, når lederen kender den.',
			done: 'Samtalen er holdt.',
			roles: ['programleder'],
			published: '2023-11-20',
			due: '2024-02-02'
		}
	])
];

const SAPA: TaskContent[] = [
	...filledIn([
		{
			project: 'sapa',
			title: 'Skift certifikat til Serviceplatformen',
			what: 'Udskift certifikatet, som jeres integration til SAPA bruger.',
			why: 'Det gamle certifikat udløber, og derefter vises ingen sager.',
			done: 'Det nye certifikat er i drift, og det gamle er spærret.',
			roles: ['systemejer', 'informationssikkerhed'],
			critical: true,
			published: '2023-08-21',
			due: '2023-09-29',
			closed: '2023-10-09'
		},
		{
			project: 'sapa',
			title: 'Kontrollér brugerrettigheder i SAPA',
			what: 'Gennemgå rettighedsrapporten, og luk adgange, der ikke længere er brug for.',
			why: 'SAPA viser sager på tværs af fagområder; adgangen skal svare til arbejdet.',
			done: 'Rapporten er gennemgået og underskrevet af systemejeren.',
			roles: ['systemejer', 'informationssikkerhed', 'superbruger'],
			cross: true,
			critical: true,
			published: '2023-10-16',
			due: '2023-11-16'
		}
	] satisfies Filled[]),
	{
		project: 'sapa',
		title: 'Underskriv databehandleraftalens bilag A version 3.3',
		what: 'Underskriv bilag A version 3.3, som erstatter version 3.2. I afsnit A.5 er kategorierne enkeltmandsvirksomheder, medarbejder, brugere og patienter tilføjet.',
		why: 'Kategorierne af registrerede var ikke beskrevet tilstrækkeligt. Behandlingen foregår på uændrede vilkår.',
		done: 'Kommunens underskrift er registreret.',
		roles: ['aftaleansvarlig', 'databeskyttelsesraadgiver', 'systemejer'],
		critical: true,
		cross: true,
		published: '2023-09-20',
		due: '2023-11-30',
		signs: { agreement: 'SAPA DBA', label: 'Bilag A v3.3' },
		demo: false,
		due_demo: true
	},
	...filledIn([
		{
			project: 'sapa',
			title: 'Opdatér fortegnelsen over behandlingsaktiviteter for SAPA',
			what: 'Ret kategorierne af registrerede i kommunens egen fortegnelse, så de svarer til bilag A version 3.3.',
			why: 'Fortegnelse og databehandleraftale skal sige det samme.',
			done: 'Fortegnelsen er rettet og dateret.',
			roles: ['databeskyttelsesraadgiver', 'informationssikkerhed'],
			published: '2023-10-30',
			due: '2023-12-13'
		},
		{
			project: 'sapa',
			title: 'Afstem KLE-emner mellem fagsystemer og SAPA',
			what: 'Kontrollér, at jeres fagsystemer sender de KLE-emner, som SAPA skal vise.',
			why: 'Forkert afgrænsning skjuler sager for de medarbejdere, der skal se dem.',
			done: 'Afstemningen er gennemført for alle tilsluttede fagsystemer.',
			roles: ['systemejer', 'superbruger'],
			cross: true,
			published: '2023-11-13',
			due: '2024-02-12'
		}
	] satisfies Filled[])
];

const GATEWAY: TaskContent[] = [
	...filledIn([
		{
			project: 'gateway',
			title: 'Udpeg kontaktperson for Fælleskommunal Gateway',
			what: 'Udpeg den person, der kan svare på spørgsmål om aftale og faktura.',
			why: 'KOMBIT overtager Gateway og skal kende én indgang i hver kommune.',
			done: 'Kontaktpersonen er registreret.',
			roles: ['programleder', 'sundheds_aeldrechef'],
			published: '2023-05-22',
			due: '2023-06-23',
			closed: '2023-09-01'
		},
		{
			project: 'gateway',
			title: 'Bekræft dataansvarlig kontakt for Gateway',
			what: 'Bekræft, hvem der på kommunens vegne svarer på databehandlerspørgsmål om Gateway.',
			why: 'Databehandleraftalen er stadig i proces og kræver hurtige svar.',
			done: 'Kontakten er bekræftet her.',
			roles: ['databeskyttelsesraadgiver', 'eoj_administrator'],
			kind: 'confirmation',
			published: '2023-10-16',
			due: '2023-11-14'
		}
	] satisfies Filled[]),
	{
		project: 'gateway',
		title: 'Underskriv tilslutningsaftalen til Fælleskommunal Gateway',
		what: 'Underskriv tilslutningsaftalen nu. Tilslutningen til KOMBITs overtagelse af Gateway er uafhængig af databehandleraftalen.',
		why: 'Fakturaer skal udsendes inden årsskiftet, og 57 kommuner mangler.',
		done: 'Kommunens underskrift er registreret.',
		roles: ['aftaleansvarlig', 'sundheds_aeldrechef', 'programleder'],
		critical: true,
		cross: true,
		published: '2023-05-15',
		due: '2023-12-15',
		signs: { agreement: 'Gateway tilslutning', label: 'v1.0' },
		demo: false,
		due_demo: true
	},
	...filledIn([
		{
			project: 'gateway',
			title: 'Oplys EAN-nummer og fakturareference for Gateway',
			what: 'Oplys, hvor fakturaen for drift af Gateway skal sendes hen.',
			why: 'Midlerne er givet ved forhøjelse af bloktilskuddet i 2019 og 2020; fakturaen skal ramme det rigtige budget.',
			done: 'EAN-nummer og reference er registreret.',
			roles: ['oekonomiansvarlig'],
			cross: true,
			published: '2023-11-06',
			due: '2023-12-01'
		},
		{
			project: 'gateway',
			title: 'Afklar med EOJ-leverandøren, om I leverer data til Gateway',
			what: 'Spørg EOJ-leverandøren, om kommunens data sendes til Gateway i dag.',
			why: 'For de kommuner, som ikke leverer data, reguleres det i aftalen med EOJ-leverandøren.',
			done: 'Svaret er noteret her.',
			roles: ['eoj_administrator', 'systemejer', 'aftaleansvarlig'],
			cross: true,
			published: '2023-11-13',
			due: '2023-12-14'
		}
	] satisfies Filled[])
];

const CHAIN = ['Identificer', 'Beskriv', 'Beslut', 'Tilpas'];

type Track = Pick<TaskContent, 'title' | 'what' | 'why' | 'done' | 'roles' | 'published' | 'due'> &
	Partial<Pick<TaskContent, 'steps' | 'critical' | 'cross' | 'opens'>>;

const DUBU_TRACKS: Track[] = [
	{
		title: 'Tilpas aktivitetsplaner',
		what: 'Find de aktivitetsplaner i DUBU, som Barnets Lov berører, og tilpas dem.',
		why: 'Aktivitetsplanerne styrer sagsgangen, når den nye lov skal bruges fra go-live den 2. januar.',
		done: 'De berørte planer er tilpasset og afprøvet.',
		roles: ['boerne_familieleder', 'superbruger'],
		critical: true,
		published: '2023-11-01',
		due: '2024-01-08',
		steps: CHAIN
	},
	{
		title: 'Tilpas brevskabeloner',
		what: 'Gennemgå kommunens brevskabeloner i DUBU, og tilpas henvisninger og ordvalg til Barnets Lov.',
		why: 'Breve med gamle henvisninger kan gøre en afgørelse angribelig.',
		done: 'Alle skabeloner i brug er tilpasset, og resten er lukket.',
		roles: ['boerne_familieleder', 'superbruger'],
		critical: true,
		published: '2023-11-01',
		due: '2024-01-08',
		steps: CHAIN
	},
	{
		title: 'Tilpas fraser',
		what: 'Gennemgå fraserne, og tilpas dem, der bruger begreber fra de gamle regler.',
		why: 'Fraser sættes ind i journaler og afgørelser uden at blive læst igen.',
		done: 'Fraserne er tilpasset.',
		roles: ['superbruger', 'boerne_familieleder'],
		published: '2023-11-01',
		due: '2024-01-08',
		steps: CHAIN
	},
	{
		title: 'Tilpas arbejdsgange',
		what: 'Beskriv, hvordan arbejdsgangene ændrer sig med Barnets Lov, og tilpas dem.',
		why: 'System og arbejdsgang skal følges ad ved go-live.',
		done: 'De nye arbejdsgange er besluttet og kendt af medarbejderne.',
		roles: ['boerne_familieleder', 'programleder'],
		critical: true,
		cross: true,
		published: '2023-11-01',
		due: '2024-01-08',
		steps: CHAIN
	},
	{
		title: 'Tilpas KLE-dataafgrænsning til SAPA mfl.',
		what: 'Afklar, hvilke KLE-emner DUBU skal sende til SAPA og andre løsninger, og tilpas afgrænsningen.',
		why: 'Nye emner vises ikke i SAPA, før afgrænsningen er tilpasset.',
		done: 'Afgrænsningen er tilpasset og kontrolleret i SAPA.',
		roles: ['systemejer', 'informationssikkerhed', 'superbruger'],
		cross: true,
		published: '2023-11-01',
		due: '2024-01-08',
		steps: ['Afklar', 'Tilpas']
	},
	{
		title: 'Tilpas søgninger og visninger',
		what: 'Find de søgninger og visninger, der bygger på gamle begreber, og tilpas dem.',
		why: 'Ledelsestal og sagslister kan ellers blive tomme eller forkerte.',
		done: 'Søgninger og visninger er tilpasset.',
		roles: ['superbruger'],
		published: '2023-11-01',
		due: '2024-01-08',
		steps: CHAIN
	},
	{
		title: 'Opdater ydelseskatalog',
		what: 'Beskriv og beslut de ydelser, der følger af Barnets Lov, og opret dem i ydelseskataloget.',
		why: 'En ydelse, der ikke står i kataloget, kan ikke bevilges i DUBU.',
		done: 'Ydelserne er oprettet.',
		roles: ['boerne_familieleder', 'oekonomiansvarlig'],
		critical: true,
		published: '2023-11-01',
		due: '2023-12-20',
		steps: ['Beskriv', 'Beslut', 'Opret']
	},
	{
		title: 'Beslut overgange',
		what: 'Analysér de igangværende sager, og beslut, hvordan de går over til de nye regler.',
		why: 'Sager, der løber hen over årsskiftet, skal behandles ens.',
		done: 'Overgangene er besluttet.',
		roles: ['boerne_familieleder', 'programleder'],
		critical: true,
		published: '2023-11-01',
		due: '2023-12-15',
		steps: ['Identificer/analyser', 'Beskriv', 'Beslut']
	},
	{
		title: 'Oplær slutbrugere',
		what: 'Udarbejd en plan for oplæringen, book deltagere og lokaler, og forbered og gennemfør den. Uddannelsesmiljøet åbner den 8. december.',
		why: 'Medarbejderne skal kunne arbejde efter de nye regler fra go-live den 2. januar.',
		done: 'Alle slutbrugere er oplært.',
		roles: ['superbruger', 'boerne_familieleder', 'systemejer'],
		critical: true,
		cross: true,
		published: '2023-11-13',
		due: '2024-01-26',
		steps: ['Udarbejd', 'Book', 'Forbered', 'Gennemfør'],
		opens: '2023-12-08'
	},
	{
		title: 'Gennemfør hypercare',
		what: 'Beslut, hvordan hypercare skal foregå i kommunen, kommunikér det, og gennemfør det efter go-live.',
		why: 'Spørgsmål i de første uger skal samles og besvares ét sted.',
		done: 'Hypercare er gennemført, og åbne spørgsmål er givet videre til driften.',
		roles: ['superbruger', 'systemejer'],
		published: '2023-11-13',
		due: '2024-02-29',
		steps: ['Beslut', 'Kommuniker', 'Gennemfør'],
		opens: '2024-01-02'
	},
	{
		title: 'Evaluér arbejdsgange',
		what: 'Planlæg og udfør en evaluering af de nye arbejdsgange, og beslut, hvad der skal ændres.',
		why: 'Erfaringerne fra de første måneder skal bruges, før vanerne sidder fast.',
		done: 'Evalueringen er udført, og ændringerne er besluttet.',
		roles: ['boerne_familieleder', 'programleder'],
		published: '2023-11-20',
		due: '2024-04-26',
		steps: ['Planlæg', 'Udfør', 'Beslut'],
		opens: '2024-03-01'
	}
];

const DUBU: TaskContent[] = [
	...DUBU_TRACKS.map((track): TaskContent => ({
		...track,
		project: 'dubu',
		audience: 'dubu',
		demo: false,
		due_demo: true
	})),
	...filledIn([
		{
			project: 'dubu',
			title: 'Bestil brugere til uddannelsesmiljøet',
			what: 'Bestil brugere til de superbrugere og undervisere, der skal bruge uddannelsesmiljøet.',
			why: 'Uddannelsesmiljøet åbner den 8. december, og oplæringen skal kunne begynde samme dag.',
			done: 'Brugerne er bestilt og bekræftet.',
			roles: ['superbruger', 'systemejer'],
			audience: 'dubu',
			published: '2023-11-06',
			due: '2023-12-01'
		}
	])
];

const MEETING: TaskContent[] = filledIn([
	{
		project: 'programledermoedet',
		title: 'Send input til det næste programledermøde',
		what: 'Send de emner, som kommunen gerne vil have på programmet, til programleder@kombit.dk.',
		why: 'Emnerne er grundlaget for det næste redaktionsmøde.',
		done: 'Emnerne er sendt, eller kommunen har svaret, at den ingen har.',
		roles: ['programleder'],
		published: '2023-11-13',
		due: '2023-12-06'
	},
	{
		project: 'programledermoedet',
		title: 'Meld jer til redaktionsmøderne i foråret 2024',
		what: 'Vælg den måned, hvor kommunen kan deltage i redaktionsmøde I og II.',
		why: 'Fem kommuner ad gangen former programmet; turnusordningen er nu fast procedure.',
		done: 'Der er valgt en måned.',
		roles: ['programleder'],
		published: '2023-11-22',
		due: '2023-12-19'
	}
]);

export const TASKS: TaskContent[] = [
	...SYGESIKRING,
	...FSIII,
	...AULA,
	...BORGERBLIKKET,
	...TOEK,
	...MIT_SYGEFRAVAER,
	...KLIK,
	...TIMERS_225,
	...PROGRAMLEDER,
	...SAPA,
	...GATEWAY,
	...DUBU,
	...MEETING
];

/**
 * The text of a task as it is published: what, why, when it is done; and for tasks from the deck what of it is the
 * deck's own.
 */
export function describe(task: TaskContent): string {
	const parts = [task.what, `Hvorfor: ${task.why}`, `Færdig når: ${task.done}`];
	if (!task.demo && task.project === 'dubu') {
		parts.push(
			'Titel og trin er fra programledermødet den 23. november 2023. Beskrivelse, roller og frist er demodata.',
			task.title === 'Evaluér arbejdsgange'
				? 'Hvornår trinene ligger, er gået tabt i kilden.'
				: 'Hvilken opgave en række trin hører til, og hvornår den ligger, er gået tabt i kilden; fordelingen er vores læsning.'
		);
	} else if (!task.demo) {
		parts.push(
			task.due_demo
				? 'Opgaven er fra programledermødet den 23. november 2023. Roller og frist er demodata.'
				: 'Opgaven og fristen er fra programledermødet den 23. november 2023. Rollerne er demodata.'
		);
	}
	return parts.join('\n\n');
}
