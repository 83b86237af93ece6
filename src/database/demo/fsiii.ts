import type { Briefing, Goal } from './projects.ts';

// Fælles Sprog III fills more slides than all other projects together.

export const FSIII_GOALS: Goal[] = [
	{
		number: 1,
		goal: 'Vi skriver de vigtigste oplysninger én gang / forbedring af dokumentationsøjeblikket',
		initiatives: [
			['1.1', 'En simplere dokumentationsmetode'],
			['1.2', 'Mindre dokumentation – færre tilstande'],
			['1.3', 'Lettere at videregive observationer for hjælperne og alene dokumentere afvigelser'],
			['1.4', 'Implementering af ‘sammenhæng mellem FSIII funktionsområder’ i IT-systemerne'],
			['1.5', 'Målretning af dokumentation på plejehjem og midlertidige pladser']
		]
	},
	{
		number: 2,
		goal: 'Relevant viden om borgeren kan findes i simple overblik / forbedring af læseøjeblikket',
		initiatives: [
			['2.1', 'Mulige relevante overblik'],
			['2.2', 'Støtte til kravspecifikation'],
			['2.3', 'Støtte til samarbejde og koordinering'],
			['2.4', 'Implementering af ‘sammenhæng mellem FSIII funktionsområder’ i IT-systemerne']
		]
	},
	{
		number: 3,
		goal: 'Lokal forankring og anvendelse af data i centrum',
		initiatives: [
			['3.1', 'Kortlægning af implementering og udfordringer'],
			['3.2', 'Bedre datakvalitet lokalt'],
			['3.3', 'Understøtte ledelser'],
			['3.4', 'Netværk af ‘velfærdskommuner’'],
			['3.5', 'Etablering af en fælles kvalitetsorganisation for kommuner'],
			['3.6', 'Gevinstrealisering af FSIII'],
			['3.7', '‘Data i det nære’'],
			['3.8', 'Etablering af ledelsesnetværk om datadrevet ledelse']
		]
	},
	{
		number: 4,
		goal: 'Gennemsigtighed i krav til dokumentation fra statslige tilsyn',
		initiatives: [
			['4.1', 'Et dataunderstøttet tilsyn'],
			['4.2', 'Understøttelse af sammenhæng mellem tilsynets målepunkter og FSIII'],
			['4.3', 'Koordinering og gennemsigtighed i statslige tilsyn']
		]
	}
];

export const FSIII_BRIEFINGS: Briefing[] = [
	{
		heading: 'Programmet: mål og indsatser',
		points: [
			'Afbureaukratisering og mere enkel og hensigtsmæssig dokumentation.',
			'Fire mål med indsatserne 1.1–4.3. Hver indsats er enten igangsat eller afventer; det viste planchen med farver, som er gået tabt i kilden. Tilstanden er derfor ukendt.',
			'Under mål 3 skelner planchen mellem »Lokal forankring« og »Datakvalitet og dataanvendelse«. Hvilke indsatser der hører til hvor, er gået tabt.'
		]
	},
	{
		heading: 'Roadshow: inddragende proces',
		points: [
			'KL/KOMBIT har afholdt møder med alle 98 kommuner. Møderne er afholdt med 5 kommuner ad gangen; planchen viser 16 møder.',
			'Møderne er afholdt på tværs af EOJ-systemer med henblik på ikke at komme til at fokusere alene på brugergrænseflade og EOJ-systemets muligheder, men mere på datastandarden og de forandringer, der sker her.',
			'Møderne er afholdt virtuelt. Fra hver kommune deltog EOJ-administrator, (superbruger/dokumentationsansvarlig) for FSIII Classic og en leder (afdelingsleder/sundheds- og ældrechef eller lignende).',
			'KL/KOMBIT havde på hvert møde en struktureret spørgeguide, så kommunerne blev spurgt om det samme.',
			'Efter møderne har kommunerne modtaget et referat med henblik på at sikre, at input er forstået korrekt. Det sker med henblik på lokalt ejerskab.',
			'Udover gennemsigtighed i processen giver det også KL/KOMBIT et indblik i, hvor kommunerne er i forhold til implementering af FSIII, forståelse m.v.'
		]
	},
	{
		heading:
			'Plan august 2023–august 2024: inddragelse af kommunerne i forhold til forenkling af Fælles Sprog III',
		points: [
			'Inddragelse af kommunerne/møder med alle kommuner',
			'Inddragelse af MedCom',
			'Inddragelse af relevante ministerier og styrelser',
			'Inddragelse af leverandørerne',
			'Kontinuerlig kommunikation på hjemmeside',
			'KL/KOMBIT justerer på baggrund af input fra kommunerne',
			'Nyt forslag klar til udvikling og godkendelse i KL’s bestyrelse i januar 2024',
			'Udvikling af endelig forenkling',
			'KL/KOMBIT igangsætter udvikling af klassifikationer m.m. – med inddragelse af kommunerne',
			'Implementeringsunderstøttende aktiviteter rettet mod leverandører og kommuner'
		]
	},
	{
		heading: 'Den anbefalede forenkling er udarbejdet af KL/KOMBIT på baggrund af',
		points: [
			'Dataunderstøttet overblik over anvendelse af tilstandsbegreber og indsatser (FK Gateway)',
			'PA Consultings ‘DeepDive’-analyse af 11 kommuners dokumentationspraksis',
			'Viden fra den oprindelige bestilling'
		]
	},
	{
		heading: 'Funktionsevnetilstande nu',
		points: [
			'Egenomsorg: vaske sig, gå på toilet, kropspleje, af- og påklædning, spise, drikke, varetage egen sundhed, fødeindtagelse',
			'Praktiske opgaver: udføre daglige rutiner, skaffe sig varer og tjenesteydelser, lave mad, lave husligt arbejde',
			'Mobilitet: ændre kropsstilling, forflytte sig, løfte og bære, gå, bevæge sig omkring, færden i forskellige omgivelser, bruge transportmidler, udholdenhed, muskelstyrke',
			'Mentale funktioner: tilegne sig færdigheder, problemløsning, anvende kommunikationsudstyr og -teknikker, orienteringsevne, energi og handlekraft, hukommelse, følelsesfunktioner, overordnede kognitive funktioner',
			'Samfundsliv: have lønnet beskæftigelse'
		]
	},
	{
		heading: 'Funktionsevnetilstande: anbefalet forenkling, fra 30 til 12',
		points: [
			'Egenomsorg: vaske sig, gå på toilet, kropspleje, spise, fødeindtagelse, drikke, af- og påklædning; varetage egen sundhed udgår',
			'Praktiske opgaver: udføre daglige rutiner udgår; skaffe sig varer og tjenesteydelser bliver til indkøb; lave mad, lave husligt arbejde',
			'Mobilitet: ændre kropsstilling, forflytte sig, løfte og bære, gå, bevæge sig omkring, færden i forskellige omgivelser, bruge transportmidler, udholdenhed, muskelstyrke',
			'Mentale funktioner: anvende kommunikationsudstyr og -teknikker bliver til kommunikation; tilegne sig færdigheder, problemløsning, overordnede kognitive funktioner, orienteringsevne, energi og handlekraft, hukommelse, følelsesfunktioner',
			'Samfundsliv udgår: have lønnet beskæftigelse udgår',
			'8 til 3 · 4 til 3 · 9 til 2 · 8 til 4',
			'SNOMED CT: fund vedr. evne til at udføre personlig pleje (365179009), spisning/fødeindtagelse/væskeindtagelse (116336009), fund vedr. evne til at udføre grovmotoriske funktioner (364832000), fund vedr. kognitiv funktion (373930000)',
			'Hvilke tilstande der slås sammen til hvilke, viste planchen med rammer, som er gået tabt i kilden.'
		]
	},
	{
		heading: 'Helbredstilstande nu',
		points: [
			'Respiration og cirkulation: respirationsproblemer, cirkulationsproblemer',
			'Hud og slimhinder: problemer med kirurgisk sår, diabetisk sår, cancersår, tryksår, arterielt sår, venøst sår, blandingssår og traumesår; andre problemer med hud og slimhinder',
			'Funktionsevne: problemer med personlig pleje, problemer med daglige aktiviteter',
			'Bevægeapparat: problemer med mobilitet og bevægelse',
			'Ernæring: problemer med væskeindtag, problemer med fødeindtag, uhensigtsmæssig vægtændring, problemer med overvægt, problemer med undervægt',
			'Kommunikation: problemer med kommunikation',
			'Psykosociale forhold: problemer med socialt samvær, emotionelle problemer, problemer med misbrug, mentale problemer',
			'Smerter og sanseindtryk: akutte smerter, periodevise smerter, kroniske smerter, problemer med synssans, lugtesans, hørelse, smagssans og følesans',
			'Søvn og hvile: døgnrytmeproblemer, søvnproblemer',
			'Viden og udvikling: problemer med hukommelse, sygdomsindsigt og indsigt i behandlingsformål; kognitive problemer',
			'Seksualitet, køn og kropsopfattelse: problemer med seksualitet, køn og kropsopfattelse',
			'Udskillelse af affaldsstoffer: problemer med vandladning, urininkontinens, afføringsinkontinens samt mave og tarm'
		]
	},
	{
		heading: 'Helbredstilstande: anbefalet forenkling, fra 43 til 22',
		points: [
			'Udgår: problemer med personlig pleje; problemer med socialt samvær; mentale problemer (planchen sætter spørgsmålstegn)',
			'Samles: problemer med sår; problemer med væske/fødeindtag; problemer med vægt; problemer med smerter; problemer med sanseindtryk; problemer med sindstilstand',
			'Problemer med, fund vedr. søvn/hvilemønster',
			'Fund vedr. viden om helbred og behandling',
			'2 til 1 · 1 · 2 · 9 til 2 · 4 til 2 · 8 til 2 · 2 til 1 · 4 til 3 · 4 · 5 til 2 · 1 · 1',
			'Hvilke områder tallene hører til, er gået tabt i kilden.'
		]
	},
	{
		heading: 'Lokalt behov for mere viden kan løses med strukturerede oplysninger',
		points: [
			'Hud og slimhinder nu: otte slags sår (kirurgisk, diabetisk, cancersår, tryksår, arterielt, venøst, blandingssår, traumesår) og andre problemer med hud og slimhinder.',
			'Forenkling: problemer med sår; andre problemer med hud og slimhinder.',
			'Fælleskommunalt + lokalt: problemer med sår med de otte slags som lokale oplysninger; andre problemer med hud og slimhinder.',
			'Eksempel: »Sår på skinnebenet grundet diabetes måler 3’5 cm. Behandling påkrævet«',
			'Eksempel: »På grund af udpræget immobilitet har borger udviklet tryksår på os tuber, sårstadie 3, der anbefales venderegime«'
		]
	},
	{
		heading: '§ 140 Genoptræning efter sundhedsloven nu',
		points: [
			'Egenomsorg: vaske sig, kropspleje, gå på toilet, af- og påklædning, spise og drikke, varetage egen sundhed',
			'Praktiske opgaver: lave mad, lave husligt arbejde, indkøb',
			'Samfundsliv: varetage beskæftigelse, varetage uddannelse, deltage i fritidsaktiviteter og fællesskaber, samspil og kontakt, kommunikation',
			'Mobilitet: ændre og opretholde kropsstilling, gang og bevægelse, håndtere genstande, færden med transportmidler',
			'Viden og udvikling: læring og anvendelse af viden, udføre daglige rutiner',
			'Bevægeapparatet: muskelfunktion, ledfunktion, koordination',
			'Sanser og smerter: sanser, smerter, balance',
			'Mentale funktioner: orienteringsevne, energi og handlekraft, opmærksomhed, hukommelse, psykomotoriske funktioner, følelsesfunktioner, overordnede kognitive funktioner, oplevelse af egen krop',
			'Hjerte og lunger: respiration, cirkulation, udholdenhed',
			'Hud og hævelser: sår og cicatriser, ødem',
			'Ernæring: fødeindtagelse'
		]
	},
	{
		heading: '§ 140 Genoptræning efter sundhedsloven: anbefalet forenkling, fra 40 til 22',
		points: [
			'Egenomsorg: vaske sig, kropspleje, gå på toilet, spise og drikke, fødeindtagelse, af- og påklædning; varetage egen sundhed udgår',
			'Praktiske opgaver: lave mad, lave husligt arbejde, indkøb',
			'Mobilitet: ændre og opretholde kropsstilling (ændre kropsstilling), gang og bevægelse, håndtere genstande, balance, færden med transportmidler (bruge transportmidler)',
			'Mentale funktioner: opmærksomhed, hukommelse, følelsesfunktioner, oplevelse af egen krop, kommunikation; orienteringsevne, energi og handlekraft, psykomotoriske funktioner og overordnede kognitive funktioner udgår',
			'Nyt tilstandsområde, Kroppen, oprettes: respiration, cirkulation, sår og cicatriser, ødem, sanser, smerter',
			'Udgår som områder: Viden og udvikling; Samfundsliv (kommunikation flyttes til Mentale funktioner); Ernæring (fødeindtagelse flyttes til Egenomsorg); Bevægeapparatet; Sanser og smerter (balance flyttes til Mobilitet); Hud og hævelser',
			'Samfundsliv foreslås håndteret i forbindelse med beskrivelse af mål for borgers træningsplan.',
			'Hjerte og lunger: planchen nævner udholdenhed; hvad der sker med den, er gået tabt i kilden.',
			'7 til 3 · 5 til 5 · 8 til 5 · 3 · 16 til 6',
			'SNOMED CT: fund vedr. evne til at udføre personlig pleje (365179009), spisning/fødeindtagelse/væskeindtagelse (116336009)'
		]
	},
	{
		heading: 'Sundhedslovsindsatser: forenkling fra 38 til 28',
		points: [
			'På listen: anlæggelse og pleje af kateter · behandling med ortopædiske hjælpemidler · behandling og pleje af hudproblem · behandling og pleje af mave-tarmproblem · cirkulationsbehandling · dialyse · drænpleje · ernæringsindsats · forflytning og mobilisering · iltbehandling · inkontinensbehandling · intravenøs væskebehandling · intravenøs medicinsk behandling · kompressionsbehandling · medicinadministration · medicindispensering · nonfarmakologisk smertelindring · oplæring · parenteral ernæring · personlig pleje · pleje ved anvendelser af personlige hjælpemidler · psykiatrisk pleje · psykisk støtte · rehabilitering · respirationsbehandling · respiratorbehandling · samarbejde med netværk · sekretsugning · sondeernæring · stomipleje · støtte til ADL-aktivitet · subkutan væskebehandling · supplerende udredning · særlig kommunikationsform · sårbehandling · trakeostomipleje · undersøgelser og måling af værdier · vejledning · væske per os',
			'Planchen viser listen to gange, før og efter; hvad der udgår, var markeret på en måde, som er gået tabt i kilden.',
			'Behov for yderligere forenkling, men det kræver kommunal inddragelse.'
		]
	},
	{
		heading: 'Borgers vurdering udgår',
		points: [
			'Der fremgår ikke af serviceloven krav om dokumentation af borgers vurdering.',
			'I FSIII er dette et obligatorisk felt, og medarbejderne anvender derfor tid til dokumentation; imidlertid anvendes data ikke systematisk.',
			'Feltet er udarbejdet som led i understøttelse af en rehabiliterende tilgang parallelt med ibrugtagning af § 83 a.'
		]
	},
	{
		heading: 'Skala på funktionsevnetilstande udgår på plejecentre',
		points: [
			'Der kan argumenteres for, at vurdering af funktionsevnetilstandene på plejecentre udgår.',
			'Det kan – af medarbejderne på plejecentre – opleves som dokumentation for dokumentationens skyld.',
			'Det er tidskrævende, og formodningen er, at der ikke er mange beboere, der opnår markante kontinuerlige forbedringer.',
			'Udfordringen er kendt fra før FSIII.'
		]
	},
	{
		heading: 'Borgers mål flyttes fra tilstandsniveau til et samlet mål',
		points: [
			'For nuværende dokumenteres borgers mål i FSIII under hver enkelt udredte tilstand.',
			'Imidlertid er der et udtalt behov for at opstille og dele borgers mål tværfagligt.',
			'At flytte dokumentationen af mål til et mere overordnet niveau, der evt. kan ‘bindes’ til borgers cpr-nummer, vil frigive tid brugt på dokumentation. Dette kræver it-understøttelse.'
		]
	},
	{
		heading: 'Forenkling af generelle oplysninger',
		points: [
			'Mestring, ressourcer, motivation, roller, netværk, vaner, uddannelse og job, livshistorie, helbredsoplysninger, hjælpemidler, boligens indretning.',
			'Generelle oplysninger kan udgå som en fælleskommunalt aftalt systematik, da det udelukkende er strukturerede data i prosaform.',
			'Dog kunne overskrifterne bibeholdes ved en lokal beslutning.'
		]
	}
];
