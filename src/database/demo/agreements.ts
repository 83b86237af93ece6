import type { AgreementKind, MilestoneCertainty } from '#database/schema.ts';
import type { Day } from '#language/dates.ts';

// The agreements. The deck shows its overview of them as a picture; it tells about Gateway, SAPA and Borgerblikket.
// `demo: true` marks what the demo fills in.

/** How the demo spreads a version's signatures over its municipalities. Whoever is not named has signed. */
export interface Spread {
	/** Municipalities without a signature: the version lies with them. */
	missing?: number;
	/** Asked, but signed neither this version nor the one before. */
	never?: number;
	declined?: number;
	/** Signed on paper and registered by KOMBIT. */
	registered?: number;
	/** Group outside of which the version is not relevant, and why. */
	only?: { group: string; reason: string };
}

export interface VersionContent {
	label: string;
	/** Whether it takes the place of the version before it in the list. */
	replaces?: boolean;
	editorial?: boolean;
	reason?: string;
	certainty?: MilestoneCertainty;
	notice?: Day;
	review?: Day;
	review_closed?: Day;
	sent?: Day;
	deadline?: Day;
	phone_round?: Day;
	all_in?: Day;
	term_from?: Day;
	term_until?: Day;
	term_note?: string;
	demo: boolean;
	dates_demo: boolean;
	spread?: Spread;
}

export interface AgreementContent {
	project: string;
	kind: AgreementKind;
	title: string;
	short_title: string;
	/** Short title of the accession agreement it hangs on. */
	parent?: string;
	note?: string;
	demo: boolean;
	versions: VersionContent[];
}

const DUBU_ONLY = { group: 'dubu-kommuner', reason: 'Kommunen bruger ikke DUBU (demodata)' };

export const AGREEMENTS: AgreementContent[] = [
	{
		project: 'gateway',
		kind: 'accession',
		title: 'Tilslutningsaftale, Fælleskommunal Gateway',
		short_title: 'Gateway tilslutning',
		note: 'KOMBIT mangler underskrift fra 57 kommuner. Fakturaer skal kunne udsendes inden årsskiftet. Uafhængig af databehandleraftalen.',
		demo: false,
		versions: [
			{
				label: 'v1.0',
				reason: 'KOMBIT overtager Fælleskommunal Gateway.',
				notice: '2023-03-01',
				sent: '2023-05-15',
				deadline: '2023-12-15',
				phone_round: '2023-11-27',
				all_in: '2023-12-29',
				demo: false,
				dates_demo: true,
				spread: { missing: 57, registered: 3 }
			}
		]
	},
	{
		project: 'gateway',
		kind: 'data_processing',
		title: 'Databehandleraftale, Fælleskommunal Gateway',
		short_title: 'Gateway DBA',
		parent: 'Gateway tilslutning',
		note: 'Stadig i proces. For de kommuner, som ikke leverer data til Gatewayen, reguleres dette i aftalen med kommunens EOJ-leverandør.',
		demo: false,
		versions: [
			{
				label: 'Under udarbejdelse',
				certainty: 'tentative',
				demo: false,
				dates_demo: false
			}
		]
	},
	{
		project: 'sapa',
		kind: 'accession',
		title: 'Tilslutningsaftale, SAPA',
		short_title: 'SAPA tilslutning',
		demo: true,
		versions: [
			{
				label: 'v2.0',
				sent: '2021-09-06',
				deadline: '2021-11-26',
				all_in: '2021-12-31',
				term_from: '2022-01-01',
				term_until: '2025-12-31',
				demo: true,
				dates_demo: true,
				spread: { registered: 6 }
			}
		]
	},
	{
		project: 'sapa',
		kind: 'data_processing',
		title: 'Databehandleraftale, SAPA',
		short_title: 'SAPA DBA',
		parent: 'SAPA tilslutning',
		note: 'Bilag A version 3.3 er sendt til underskrift som erstatning for version 3.2.',
		demo: false,
		versions: [
			{
				label: 'Bilag A v3.2',
				sent: '2021-10-04',
				deadline: '2021-12-17',
				demo: false,
				dates_demo: true,
				spread: { missing: 5, registered: 4 }
			},
			{
				label: 'Bilag A v3.3',
				replaces: true,
				reason:
					'Afsnit A.5: kategorierne »Enkeltmandsvirksomheder, medarbejder, brugere og patienter« er tilføjet; tidligere var kun »borgere« angivet. Der har ikke været fokus på at specificere kategorien af registrerede tilstrækkeligt. Behandlingen foregår på uændrede vilkår: størstedelen vedrører borgere, men i et vist omfang også de øvrige kategorier.',
				notice: '2023-08-21',
				sent: '2023-09-20',
				deadline: '2023-11-30',
				phone_round: '2023-11-20',
				all_in: '2023-12-29',
				demo: false,
				dates_demo: true,
				spread: { missing: 29, never: 5, declined: 2, registered: 4 }
			}
		]
	},
	{
		project: '225-timersreglen',
		kind: 'accession',
		title: 'Tilslutningsaftale, Kommunernes Ydelsessystem (KY)',
		short_title: 'KY tilslutning',
		demo: true,
		versions: [
			{
				label: 'v1.2',
				sent: '2020-03-02',
				deadline: '2020-05-29',
				demo: true,
				dates_demo: true,
				spread: { registered: 9 }
			}
		]
	},
	{
		project: '225-timersreglen',
		kind: 'data_processing',
		title: 'Databehandleraftale, Kommunernes Ydelsessystem (KY)',
		short_title: 'KY DBA',
		parent: 'KY tilslutning',
		demo: true,
		versions: [
			{
				label: 'v2.0',
				sent: '2022-03-14',
				deadline: '2022-05-31',
				demo: true,
				dates_demo: true,
				spread: { missing: 5, registered: 2 }
			},
			{
				label: 'v2.1',
				replaces: true,
				editorial: true,
				reason:
					'Redaktionel: nyt navn på en underdatabehandler og rettede henvisninger. Indholdet er uændret.',
				sent: '2023-06-12',
				demo: true,
				dates_demo: true
			}
		]
	},
	{
		project: 'dubu',
		kind: 'accession',
		title: 'Tilslutningsaftale, DUBU',
		short_title: 'DUBU tilslutning',
		demo: true,
		versions: [
			{
				label: 'v3.0',
				sent: '2022-08-22',
				deadline: '2022-10-31',
				term_from: '2023-01-01',
				term_until: '2026-12-31',
				demo: true,
				dates_demo: true,
				spread: { missing: 2, registered: 3, only: DUBU_ONLY }
			}
		]
	},
	{
		project: 'dubu',
		kind: 'data_processing',
		title: 'Databehandleraftale, DUBU',
		short_title: 'DUBU DBA',
		parent: 'DUBU tilslutning',
		demo: true,
		versions: [
			{
				label: 'v4.0',
				reason: 'Barnets Lov: nye kategorier af oplysninger.',
				notice: '2023-08-28',
				sent: '2023-10-02',
				deadline: '2023-12-08',
				phone_round: '2023-12-11',
				demo: true,
				dates_demo: true,
				spread: { missing: 21, declined: 1, registered: 2, only: DUBU_ONLY }
			}
		]
	},
	{
		project: 'mit-sygefravaer',
		kind: 'accession',
		title: 'Tilslutningsaftale, Mit Sygefravær 2.0',
		short_title: 'Mit Sygefravær tilslutning',
		demo: true,
		versions: [
			{
				label: 'v2.0',
				notice: '2022-11-01',
				sent: '2023-01-16',
				deadline: '2023-03-31',
				demo: true,
				dates_demo: true,
				spread: { registered: 5 }
			}
		]
	},
	{
		project: 'mit-sygefravaer',
		kind: 'data_processing',
		title: 'Databehandleraftale, Mit Sygefravær 2.0',
		short_title: 'Mit Sygefravær DBA',
		parent: 'Mit Sygefravær tilslutning',
		note: 'Mødet siger, at under-underdatabehandleraftaler fyldte en del, men blev landet fornuftigt.',
		demo: true,
		versions: [
			{
				label: 'v2.0',
				sent: '2023-08-28',
				deadline: '2023-10-27',
				phone_round: '2023-10-30',
				demo: true,
				dates_demo: true,
				spread: { missing: 6, declined: 1, registered: 3 }
			}
		]
	},
	{
		project: 'sygesikring',
		kind: 'accession',
		title: 'Tilslutningsaftale, Sygesikring',
		short_title: 'Sygesikring tilslutning',
		demo: true,
		versions: [
			{
				label: 'v1.1',
				sent: '2022-09-19',
				deadline: '2022-12-16',
				demo: true,
				dates_demo: true,
				spread: { registered: 7 }
			}
		]
	},
	{
		project: 'sygesikring',
		kind: 'data_processing',
		title: 'Databehandleraftale, Sygesikring',
		short_title: 'Sygesikring DBA',
		parent: 'Sygesikring tilslutning',
		demo: true,
		versions: [
			{
				label: 'v1.0',
				sent: '2023-08-14',
				deadline: '2023-11-10',
				phone_round: '2023-11-13',
				demo: true,
				dates_demo: true,
				spread: { missing: 4, registered: 3 }
			}
		]
	},
	{
		project: 'aula',
		kind: 'accession',
		title: 'Tilslutningsaftale, Aula',
		short_title: 'AULA tilslutning',
		demo: true,
		versions: [
			{
				label: 'v1.0',
				sent: '2017-11-06',
				deadline: '2018-02-28',
				demo: true,
				dates_demo: true,
				spread: { registered: 11 }
			}
		]
	},
	{
		project: 'aula',
		kind: 'data_processing',
		title: 'Databehandleraftale, Aula',
		short_title: 'AULA DBA',
		parent: 'AULA tilslutning',
		demo: true,
		versions: [
			{
				label: 'v4.0',
				sent: '2021-05-10',
				deadline: '2021-08-31',
				demo: true,
				dates_demo: true,
				spread: { missing: 1, registered: 2 }
			},
			{
				label: 'v4.1',
				replaces: true,
				reason: 'Ny underdatabehandler til spørgeskemaer og ny beskrivelse af opbevaring før arkivering.',
				notice: '2023-09-04',
				sent: '2023-10-09',
				deadline: '2023-12-15',
				phone_round: '2023-12-18',
				demo: true,
				dates_demo: true,
				spread: { missing: 37, never: 1, registered: 1 }
			}
		]
	},
	{
		project: 'borgerblikket',
		kind: 'accession',
		title: 'Tilslutningsaftale, Borgerblikket',
		short_title: 'Borgerblikket tilslutning',
		note: 'Den nuværende tilslutning udløber med udgangen af 2024. Planen for den nye er foreløbig.',
		demo: false,
		versions: [
			{
				label: 'Nuværende tilslutning',
				sent: '2020-08-17',
				deadline: '2020-11-30',
				term_until: '2024-12-31',
				term_note:
					'Udløber med udgangen af 2024. Hvornår den begyndte, fremgår ikke; datoerne for udsendelse er demodata.',
				demo: false,
				dates_demo: true,
				spread: { registered: 5 }
			},
			{
				label: 'Ny tilslutning 2025–2029',
				replaces: true,
				reason: 'Den nuværende tilslutning udløber med udgangen af 2024.',
				certainty: 'tentative',
				notice: '2024-04-01',
				review: '2024-05-01',
				review_closed: '2024-06-01',
				sent: '2024-08-15',
				deadline: '2024-11-01',
				phone_round: '2024-12-01',
				all_in: '2024-12-31',
				term_from: '2025-01-01',
				term_until: '2029-12-31',
				term_note: 'Fra 2025 til 2029, muligvis 2030. Tidsplanen er foreløbig.',
				demo: false,
				dates_demo: false
			}
		]
	},
	{
		project: 'borgerblikket',
		kind: 'data_processing',
		title: 'Databehandleraftale, Borgerblikket',
		short_title: 'Borgerblikket DBA',
		parent: 'Borgerblikket tilslutning',
		demo: true,
		versions: [
			{
				label: 'v1.3',
				sent: '2022-01-17',
				deadline: '2022-04-29',
				demo: true,
				dates_demo: true,
				spread: { missing: 3, registered: 4 }
			}
		]
	},
	{
		project: 'programledermoedet',
		kind: 'general_terms',
		title: 'KOMBITs generelle vilkår',
		short_title: 'Generelle vilkår',
		note: 'Varsles 30 dage før, de træder i kraft. Underskrives ikke.',
		demo: true,
		versions: [
			{
				label: '2022',
				notice: '2021-11-22',
				term_from: '2022-01-01',
				demo: true,
				dates_demo: true
			},
			{
				label: '2024',
				replaces: true,
				reason: 'Nye satser og præciseret ansvar ved underleverandører.',
				notice: '2023-11-20',
				term_from: '2024-01-01',
				demo: true,
				dates_demo: true
			}
		]
	}
];
