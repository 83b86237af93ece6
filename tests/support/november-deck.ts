import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import type { Deck, Line, Notes, Slide } from '../../src/slides/deck.ts';
import type { Tile } from '../../src/charts/tiles.ts';

/** A deck with a slide of every kind, in the words of November 2023; who has signed is made up. */

interface MunicipalityRow {
	code: string;
	name: string;
	slug: string;
	tile_col: string;
	tile_row: string;
	tile_label: string;
}
const municipalities: MunicipalityRow[] = parse(
	readFileSync(new URL('../../migrations/202611230900-municipalities.csv', import.meta.url)),
	{ columns: true }
);
const signed = (i: number) => (i * 37) % 98 < 41;
const MISSING = { word: 'Mangler', tone: 'late', shape: 'alarm' } as const;
const SIGNED = { word: 'Underskrevet', tone: 'good', shape: 'check' } as const;

const tiles: Tile[] = municipalities.map((row, i) => ({
	code: row.code,
	name: row.name,
	label: row.tile_label,
	col: Number(row.tile_col),
	row: Number(row.tile_row),
	...(signed(i) ? SIGNED : MISSING),
	href: `/kommuner/${row.slug}`
}));
const missing = municipalities.filter((_, i) => !signed(i));

const notes = (said: string, link: string | null = '/projekter'): Notes => ({
	said: [said],
	source: 'Overblik, tal pr. 23.11.2023',
	filter: null,
	link
});
const base = (key: string, title: string, kicker: string | null = null) => ({
	key,
	title,
	kicker,
	hidden: false,
	part: null,
	notes: notes(`Sig kort, hvad »${title}« går ud på.`)
});
const says = (text: string): Line => [{ text }];

const slides: Slide[] = [
	{
		...base('cover', 'KOMBIT programledermøde november 2023'),
		kind: 'cover',
		subtitle: 'Velkommen til mødet',
		place: 'Teams'
	},
	{
		...base('agenda', 'Dagsorden'),
		kind: 'agenda',
		more: null,
		items: [
			{ number: '1', title: 'Velkommen', presenter: null, below: false },
			{ number: '2', title: 'Sygesikring – kort status', presenter: 'Anders Cronwald', below: false },
			{
				number: '3',
				title: 'FSIII – modernisering af datastandarden',
				presenter: 'Sara Pointing Rasmussen og Ewa Starup',
				below: false
			},
			{
				number: '4',
				title: 'AULA i medierne – hvad gør KOMBIT?',
				presenter: 'Susanne Rasmussen',
				below: false
			},
			{
				number: '5',
				title: 'Borgerblikket – ny tilslutningsaftale i 2024',
				presenter: 'Jesper Dall-Hansen',
				below: false
			},
			{ number: '6', title: 'Kort nyt fra KOMBIT', presenter: 'Bente Marie Elstrøm Jørgensen', below: false },
			{ number: '7', title: 'Evaluering og tak for i dag', presenter: null, below: false }
		]
	},
	{
		...base('topic:2', 'Sygesikring – kort status'),
		kind: 'topic',
		number: '2',
		purpose: 'Formålet er, at I er orienteret om fremdrift og go-live for projektet.',
		presenters: [{ name: 'Anders Cronwald', mailbox: 'sygesikring@kombit.dk' }]
	},
	{
		...base('project:sygesikring/status', 'Status fra projekt Sygesikring', 'Sygesikring'),
		kind: 'status',
		state: { tone: 'risk', shape: 'warning', word: 'I risiko' },
		reason: 'Lukkeperiode til tirsdag; syv KLIK-opgaver med kort frist.',
		bullets: [
			says('I weekenden blev Notus lukket ned, og der blev gennemført de planlagte udtræk.'),
			says(
				'Frem til tirsdag 28. nov. er der lukket for lægeskift, skift af sikringsgruppe og bestillinger af sundhedskort.'
			),
			says('Borgere informeres via besked i selvbetjeningsløsningen.'),
			[
				{ text: '402 af 686', href: '/opgaver?projekt=sygesikring' },
				{ text: ' KLIK-opgaver er udført hos kommunerne.' }
			],
			[
				{ text: '28 kommuner', href: '/grupper/floorwalkere' },
				{ text: ' får besøg af en floorwalker på dagen.' }
			]
		],
		next: [
			{ when: '28. nov. kl. ca. 10', what: 'Ibrugtagning' },
			{ when: '28.–29. nov.', what: 'Faglig support 8–16' },
			{ when: '16. jan. 2024', what: 'Hypercare slutter' }
		]
	},
	{
		...base('timeline', 'De kommende måneder', 'Porteføljen'),
		kind: 'timeline',
		from: '2023-11-01',
		until: '2024-04-30',
		today: '2023-11-23',
		more: null,
		lanes: [
			{
				key: 'sygesikring',
				label: 'Sygesikring',
				spans: [
					{
						kind: 'closed',
						title: 'Lukkeperiode',
						from: '2023-11-18',
						until: '2023-11-28',
						certainty: 'planned'
					},
					{
						kind: 'hypercare',
						title: 'Hypercare',
						from: '2023-11-28',
						until: '2024-01-16',
						certainty: 'planned'
					}
				],
				marks: [
					{
						title: 'Ibrugtagning',
						day: '2023-11-28',
						time: '10:00',
						precision: 'time',
						certainty: 'approximate'
					}
				]
			},
			{
				key: 'mit-sygefravaer',
				label: 'Mit Sygefravær 2.0',
				spans: [
					{
						kind: 'trial',
						title: 'Driftsprøve',
						from: '2023-11-21',
						until: '2023-12-12',
						certainty: 'planned'
					}
				],
				marks: [{ title: 'I drift', day: '2023-11-07', precision: 'day', certainty: 'actual' }]
			},
			{
				key: 'dubu',
				label: 'DUBU · Barnets Lov',
				spans: [
					{
						kind: 'activity',
						title: 'Tilpas skabeloner',
						from: '2023-11-13',
						until: '2024-01-08',
						certainty: 'planned'
					}
				],
				marks: [
					{ title: 'Uddannelsesmiljø', day: '2023-12-08', precision: 'day', certainty: 'planned' },
					{ title: 'Go-live', day: '2024-01-02', precision: 'day', certainty: 'planned' },
					{ title: 'Frist', day: '2024-01-08', precision: 'day', certainty: 'planned', tone: 'late' }
				]
			},
			{
				key: '225',
				label: '225-timersreglen (KY)',
				spans: [],
				marks: [
					{
						title: 'Frigivelse',
						day: '2024-01-05',
						precision: 'day',
						certainty: 'approximate',
						moved_from: ['2023-12-15']
					}
				]
			},
			{
				key: 'borgerblikket',
				label: 'Borgerblikket',
				spans: [],
				marks: [{ title: 'Varsel', day: '2024-04-01', precision: 'day', certainty: 'tentative' }]
			},
			{
				key: 'toek',
				label: 'TØK',
				spans: [],
				marks: [],
				undated: [{ title: 'Beslutning om tilslutningsmodel' }]
			}
		]
	},
	{
		...base('topic:3', 'FSIII – modernisering af datastandarden'),
		kind: 'topic',
		number: '3',
		purpose:
			'Formålet er at informere jer om, hvor moderniseringen/forenklingen kræver ny IT-understøttelse og forhandlinger med jeres EOJ-leverandører.',
		presenters: [
			{ name: 'Sara Pointing Rasmussen', mailbox: 'SPR@kombit.dk' },
			{ name: 'Ewa Starup', mailbox: 'EWA@kombit.dk' }
		]
	},
	{
		...base('project:fsiii/figures', 'Den anbefalede forenkling', 'FSIII'),
		kind: 'figures',
		sentence: [{ text: 'Anbefalingen samler dokumentationen om færre begreber.' }],
		rows: [
			{
				label: 'Funktionsevnetilstande',
				before: 30,
				after: 12,
				unit: '',
				href: '/projekter/fsiii#noegletal'
			},
			{ label: 'Helbredstilstande', before: 43, after: 22, unit: '' },
			{ label: 'Tilstande for § 140', before: 40, after: 22, unit: '' },
			{ label: 'Indsatser efter sundhedsloven', before: 38, after: 28, unit: '' }
		]
	},
	{
		...base('poll:aula', 'For meget Aula?', 'AULA'),
		kind: 'poll',
		question: 'Hvordan er din oplevelse af den mængde af information, du får via Aula?',
		answers: [
			{ label: 'Alt for lidt', values: [0] },
			{ label: 'For lidt', values: [5] },
			{ label: 'Passende', values: [54] },
			{ label: 'For meget', values: [26] },
			{ label: 'Alt for meget', values: [14] }
		],
		unit: '%',
		sentence: [{ text: '54 % finder mængden passende.' }]
	},
	{
		...base('project:toek/readiness', 'TØK tilslutningsaftale', 'Kort nyt fra KOMBIT'),
		kind: 'readiness',
		more: null,
		rows: [
			{
				what: 'Løsningsanalyse og -beskrivelse',
				state: { tone: 'good', shape: 'check', word: 'Klar' },
				note: null
			},
			{
				what: 'Leverandørestimater og leverancetilsagn',
				state: { tone: 'good', shape: 'check', word: 'Klar' },
				note: null
			},
			{ what: 'Businesscase', state: { tone: 'good', shape: 'check', word: 'Klar' }, note: null },
			{ what: 'Faseplan', state: { tone: 'good', shape: 'check', word: 'Klar' }, note: null },
			{ what: 'Tilslutningsmateriale', state: { tone: 'good', shape: 'check', word: 'Klar' }, note: null },
			{
				what: 'Beslutning om tilslutningsmodel og finansieringsmodel',
				state: { tone: 'wait', shape: 'pause', word: 'Afventer beslutning' },
				note: 'Tilslutningsprocessen begynder, når beslutningen er truffet.'
			}
		]
	},
	{
		...base('agreement:gateway/coverage', 'Tilslutning til Fælleskommunal Gateway', 'Gateway'),
		kind: 'coverage',
		sentence: [
			{ text: '57 af 98', href: '/aftaler/1?status=mangler', strong: true },
			{ text: ' kommuner mangler at underskrive inden fristen 15. dec.' }
		],
		counts: [
			{ ...SIGNED, count: 38, href: '/aftaler/1?status=underskrevet' },
			{
				word: 'Registreret på papir',
				tone: 'good',
				shape: 'paper',
				count: 3,
				href: '/aftaler/1?status=registreret'
			},
			{ ...MISSING, count: 57, href: '/aftaler/1?status=mangler' }
		],
		total: 98,
		burnup: {
			points: [
				{ day: '2023-05-15', count: 0 },
				{ day: '2023-06-12', count: 9 },
				{ day: '2023-07-20', count: 14 },
				{ day: '2023-09-04', count: 22 },
				{ day: '2023-10-10', count: 30 },
				{ day: '2023-11-20', count: 41 }
			],
			total: 98,
			today: '2023-11-23',
			deadline: { day: '2023-12-15', title: 'Frist' },
			forecast: { day: '2023-12-15', low: 44, high: 52 }
		},
		missing: {
			names: missing.map((row) => ({ text: row.name, href: `/kommuner/${row.slug}` })),
			more: null
		}
	},
	{
		...base('agreement:gateway/map', 'Hvem har underskrevet Gateway?', 'Gateway'),
		kind: 'tilemap',
		tiles,
		counts: [
			{ ...SIGNED, count: 41, href: '/aftaler/1?status=paa-plads' },
			{ ...MISSING, count: 57, href: '/aftaler/1?status=mangler' }
		]
	},
	{
		...base('tasks', 'Kritiske og tværgående KLIK-opgaver', 'Kort nyt fra KOMBIT'),
		kind: 'table',
		more: null,
		columns: [
			{ title: 'Opgave', align: 'start', share: 44 },
			{ title: 'Projekt', align: 'start', share: 20 },
			{ title: 'Frist', align: 'start', share: 16 },
			{ title: 'Status', align: 'start', share: 20 },
			{ title: 'Udført', align: 'end', share: 14 }
		],
		rows: Array.from({ length: 26 }, (_, i) => [
			{
				text: [
					{
						text:
							i % 3
								? `Tilpas arbejdsgange, trin ${i + 1}`
								: `Identificer og beskriv de ændringer i brevskabeloner, som Barnets Lov kræver (${i + 1})`,
						href: `/opgaver/${i + 1}`
					}
				]
			},
			{ text: [{ text: i % 2 ? 'DUBU' : 'Sygesikring' }] },
			{ text: [{ text: `${(i % 28) + 1}. dec.` }] },
			{
				text: [],
				state:
					i % 4
						? { tone: 'wait' as const, shape: 'half' as const, word: 'I gang' }
						: { tone: 'late' as const, shape: 'alarm' as const, word: 'Forfalden' }
			},
			{ text: [{ text: `${(i * 7) % 98} af 98`, href: `/opgaver/${i + 1}?status=udfoert` }] }
		])
	},
	{
		...base('changes', 'Nyt siden sidste møde'),
		kind: 'changes',
		since: '2023-10-26',
		more: null,
		sentences: [
			[
				{ text: 'Gateway: ' },
				{ text: '73', href: '/aftaler/1?status=mangler&pr=2023-10-26' },
				{ text: ' → ' },
				{ text: '57', href: '/aftaler/1?status=mangler&pr=2023-11-23' },
				{ text: ' mangler underskrift.' }
			],
			says('Mit Sygefravær 2.0 er gået i drift 7. nov. som planlagt.'),
			[{ text: 'Aula: status er ikke vurderet siden release 2.8.' }]
		]
	},
	{
		...base('questions:2', 'Spørgsmål', 'Sygesikring'),
		kind: 'questions',
		presenters: [{ name: 'Anders Cronwald', mailbox: 'sygesikring@kombit.dk' }]
	},
	{
		...base('own:1', 'Husk Teams-kanalen', 'Fremtidens programleder'),
		kind: 'text',
		lines: [
			says('Microsoft lukker eksterne Yammer-netværk på alle europæiske platforme.'),
			says('Gem selv samtaler og dokumenter fra før 2023 lokalt, senest i uge 49.'),
			says('Webinar 14. dec. kl. 8.30–9.00.')
		]
	},
	{
		...base('thanks', 'Hvad synes du? Tak for nu'),
		kind: 'thanks',
		lines: [
			says('Vi evaluerer dagens møde i Teams.'),
			[
				{ text: 'Spørgsmål, kommentarer og input til kommende møder: ' },
				{ text: 'programleder@kombit.dk', href: 'mailto:programleder@kombit.dk' }
			]
		]
	}
];

/** One pixel, accent-coloured: enough of a PNG to be one. */
export const LOGO_PNG =
	'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGPgisquBwACqgFmlQtCZwAAAABJRU5ErkJggg==';

export function novemberDeck(): Deck {
	return structuredClone({
		title: 'KOMBIT programledermøde november 2023',
		language: 'da',
		held_on: '2023-11-23',
		figures_on: '2023-11-23',
		organisation: { name: 'KOMBIT', accent: '#0a5a6b', font: null, logo: null },
		slides
	} satisfies Deck);
}
