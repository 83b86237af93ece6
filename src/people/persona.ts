import type { AccessKind } from '#database/schema.ts';

/**
 * The doors into the demo, in the order shown: one per kind of person that Overblik is for. All of them are made up;
 * the demo world makes the people, their roles and their access. `municipality_code` is null for KOMBIT.
 */
export const PERSONAS = [
	{
		key: 'program-office',
		name: 'Karoline Birkmose',
		email: 'karoline.birkmose@kombit.example',
		title: 'Chefkonsulent, programkontoret',
		kind: 'kombit_administrator',
		municipality_code: null
	},
	{
		key: 'project-lead',
		name: 'Rasmus Tornbjerg',
		email: 'rasmus.tornbjerg@kombit.example',
		title: 'Projektleder, Gateway og SAPA',
		kind: 'kombit_lead',
		municipality_code: null
	},
	{
		key: 'herning',
		name: 'Dorthe Hedelund',
		email: 'dorthe.hedelund@herning.example',
		title: 'Programleder',
		kind: 'programleder',
		municipality_code: '657'
	},
	{
		key: 'langeland',
		name: 'Troels Bøgeskov',
		email: 'troels.boegeskov@langeland.example',
		title: 'Digitaliseringskonsulent og programleder',
		kind: 'programleder',
		municipality_code: '482'
	},
	{
		key: 'empty-role',
		name: 'Signe Strandby',
		email: 'signe.strandby@samsoe.example',
		title: 'KLIK-administrator',
		kind: 'klik_administrator',
		municipality_code: '741'
	}
] as const satisfies {
	key: string;
	name: string;
	email: string;
	title: string;
	kind: AccessKind;
	municipality_code: string | null;
}[];

export type Persona = (typeof PERSONAS)[number];
export type PersonaKey = Persona['key'];
