import { texts } from '#language/language.ts';

export const aboutText = texts(
	{
		title: 'Om Overblik',
		lead: 'Ét sted, hvor kommunerne og KOMBIT ser det samme: hvad der skal gøres, af hvem, hvornår, og hvad der mangler.',
		unofficial_title: 'Ikke et officielt KOMBIT-produkt',
		unofficial:
			'Overblik er ikke et officielt KOMBIT-produkt. KOMBIT, KL og kommunerne har ikke godkendt det og står ikke inde for dets tal.',
		demo_title: 'Demoen',
		demo: (day: string) =>
			`Demoen står på ${day}: alle sider, frister og afstande regnes fra den dag. Det, der står i oplægget fra programledermødet samme dag, er gengivet. Det, oplægget ikke siger, er udfyldt efter faste regler, så siderne ligner daglig brug: hvem der har underskrevet, hvor langt opgaverne er, hvem der har roller, en del af opgaverne, aftalerne og datoerne. Det er mærket "demodata".`,
		demo_people: 'Kommunernes personer er opdigtede, og deres mailadresser findes ikke.',
		no_demo: 'Denne installation viser sine egne data, ikke demoen.',
		sources_title: 'Kilder',
		sources: [
			'KOMBITs programledermøde den 23. november 2023: slides. Datoen er udledt; oplægget kalder den 22.11. "i går".',
			'De 98 kommuner: kommunekoder, navne, regioner og CVR-numre fra de offentlige registre. Christiansø er ikke en kommune. Fra den 1. januar 2027 er Hovedstaden og Sjælland Region Østdanmark.',
			'Fliskortet er tegnet til Overblik: hver kommune har én flise, placeret nogenlunde hvor den ligger.'
		],
		counting_title: 'Sådan tælles der',
		counting: [
			[
				'Målgruppe',
				'Hver opgave og aftale har sin egen målgruppe. Der er en række for hver kommune i den fra den dag, opgaven udgives, og tilstandene summer altid til målgruppen. Den er ikke altid 98: DUBU har 80.'
			],
			[
				'Udført',
				'Kopier, der er udført, ud af dem, der er relevante. Hvor mange der ikke er relevante, står ved siden af.'
			],
			['Forfalden', 'Opgaven er åben, fristen er før i dag, og kommunen er hverken færdig eller undtaget.'],
			['Frist snart', 'Fristen er i dag eller inden for de næste 14 dage.'],
			[
				'Mangler underskrift',
				'Kommunen har ikke underskrevet den version, der beder om underskrift: den nyeste væsentlige, der er sendt ud. En redaktionel version beder ingen om at skrive under igen. Generelle vilkår varsles og underskrives aldrig.'
			],
			[
				'Ældre version',
				'Kommunen har underskrevet en tidligere version, men ikke den, der nu beder om underskrift.'
			],
			[
				'Som det stod',
				'Nederst på hver side kan du vælge en tidligere dag. Siden viser da, hvad der gjaldt den dag, som det var kendt dengang, eller som det er kendt nu. Forskellen er de rettelser, der er skrevet siden; de står på deres egen side.'
			],
			['Uge', 'ISO-uger, mandag til søndag. Tider er dansk tid.']
		],
		changing_title: 'Når noget ændres',
		changing: [
			'Hver kommune retter sine egne opgaver og underskrifter. KOMBIT retter projekter, og hvad kommunerne melder uden om Overblik.',
			'Enhver ændring kan fortrydes i et døgn, også når mange rækker er rettet på én gang, så længe ingen har ændret dem siden.',
			'Har en anden ændret det samme imens, ser du begge udgaver og vælger. Intet bliver overskrevet, uden at du ser det.',
			'Hver ændring huskes: hvem, hvornår, fra hvad til hvad og hvorfor. Noter, opkald, mailadresser og telefonnumre ser kun KOMBIT og kommunen selv, også i historikken.'
		],
		licence_title: 'Licens',
		licence: 'Overblik er fri software under EUPL 1.2.'
	},
	{
		title: 'About Overblik',
		lead: 'One place where the municipalities and KOMBIT see the same: what must be done, by whom, when, and what is missing.',
		unofficial_title: 'Not an official KOMBIT product',
		unofficial:
			'Overblik is not an official KOMBIT product. KOMBIT, KL and the municipalities have not approved it and do not vouch for its figures.',
		demo_title: 'The demo',
		demo: (day) =>
			`The demo stands on ${day}: all pages, deadlines and distances are counted from that day. What the slides of that day's programme-leader meeting say is reproduced. What they do not say is filled in by fixed rules so that the pages look as in daily use: who has signed, how far the tasks are, who holds a role, some of the tasks, agreements and dates. It is marked "demo data".`,
		demo_people: 'The people of the municipalities are made up, and their mail addresses do not exist.',
		no_demo: 'This installation shows data of its own, not the demo.',
		sources_title: 'Sources',
		sources: [
			'KOMBIT\'s programme-leader meeting of 23 November 2023: the slides. The date is inferred; the slides call 22.11 "yesterday".',
			'The 98 municipalities: codes, names, regions and CVR numbers from the public registers. Christiansø is not a municipality. From 1 January 2027 Hovedstaden and Sjælland are Region Østdanmark.',
			'The tile map was drawn for Overblik: each municipality has one tile, roughly where it lies.'
		],
		counting_title: 'How we count',
		counting: [
			[
				'Audience',
				'Each task and agreement has its own audience. There is a row for every municipality in it from the day of publication, and the states always add up to the audience. It is not always 98: DUBU has 80.'
			],
			['Done', 'Copies done out of those that apply. How many do not apply stands beside.'],
			[
				'Overdue',
				'The task is open, its deadline lies before today, and the municipality is neither done nor exempt.'
			],
			['Due soon', 'The deadline is today or within the next 14 days.'],
			[
				'Missing signature',
				'The municipality has not signed the version that asks for it: the newest substantive one sent out. An editorial version asks nobody to sign again. General terms are notified and never signed.'
			],
			['Older version', 'The municipality has signed an earlier version, but not the one that asks now.'],
			[
				'As it stood',
				'At the foot of every page you can choose an earlier day. The page then shows what held on that day, as it was known then, or as it is known now. The difference is the corrections written since; they have a page of their own.'
			],
			['Week', 'ISO weeks, Monday to Sunday. Times are Danish time.']
		],
		changing_title: 'When something is changed',
		changing: [
			'Each municipality changes its own tasks and signatures. KOMBIT changes projects, and what the municipalities tell it outside Overblik.',
			'Every change can be undone for a day, also when many rows were changed at once, as long as nobody has changed them since.',
			'Where somebody else has changed the same meanwhile, you see both and choose. Nothing is overwritten without your seeing it.',
			'Every change is remembered: who, when, from what to what, and why. Notes, calls, mail addresses and telephone numbers are seen only by KOMBIT and the municipality itself, in the history too.'
		],
		licence_title: 'Licence',
		licence: 'Overblik is free software under the EUPL 1.2.'
	}
);
