import type { GroupKind } from '#database/schema.ts';
import { shuffled } from './chance.ts';
import type { Municipality } from './world.ts';

export interface GroupContent {
	slug: string;
	name: string;
	kind: GroupKind;
	project?: string;
	/** Key of the demo persona whose own group it is. */
	owner?: string;
	size_said?: number;
	note?: string;
	members_are_demo: boolean;
	/** Names the members, from all 98. */
	members: (all: Municipality[]) => Municipality[];
}

// The deck says that the DUBU tasks have an audience of their own (80) but not which; the demo leaves these 18 out.
const DUBU_OUTSIDE = 18;
const DUBU_ALWAYS = ['Odense', 'Herning', 'Langeland'];
const DUBU_NEVER = ['Dragør', 'Samsø', 'Læsø'];

export const GROUPS: GroupContent[] = [
	{
		slug: 'klik-referencegruppe',
		name: 'KLIK-referencegruppe',
		kind: 'reference_group',
		project: 'klik',
		size_said: 9,
		note: 'Valgt blandt 15 kommuner, der svarede positivt.',
		members_are_demo: false,
		members: named(
			'Allerød',
			'Ballerup',
			'Gentofte',
			'København',
			'Vallensbæk',
			'Langeland',
			'Herning',
			'Mariagerfjord',
			'Randers'
		)
	},
	{
		slug: '225-udvikling',
		name: '225-timersreglen: med i udviklingen',
		kind: 'pilot',
		project: '225-timersreglen',
		note: 'Kilden nævner de fem og skriver »mm«: flere kan have været med.',
		members_are_demo: false,
		members: named('Herning', 'Odense', 'Silkeborg', 'Aalborg', 'Assens')
	},
	{
		slug: '225-brugertest',
		name: '225-timersreglen: brugertest i uge 46',
		kind: 'user_test',
		project: '225-timersreglen',
		note: 'De fem fra udviklingen samt Frederiksberg og Helsingør, fordi »nye øjne« skulle deltage.',
		members_are_demo: false,
		members: named('Herning', 'Odense', 'Silkeborg', 'Aalborg', 'Assens', 'Frederiksberg', 'Helsingør')
	},
	{
		slug: 'sygesikring-floorwalkere',
		name: 'Sygesikring: besøg af floorwalker',
		kind: 'floorwalker',
		project: 'sygesikring',
		size_said: 28,
		note: 'Kilden siger 28 kommuner, men ikke hvilke. De viste er valgt til demoen.',
		members_are_demo: true,
		members: (all) => drawn('floorwalker', all, 28)
	},
	{
		slug: 'fsiii-inddragelse',
		name: 'FSIII: møder med kommunerne',
		kind: 'hearing',
		project: 'fsiii',
		size_said: 98,
		note: 'Kilden siger, at alle 98 kommuner har været til møde, 5 kommuner ad gangen, og viser 16 møder. 16 × 5 er 80, ikke 98; hvem der var til hvilket møde, fremgår ikke.',
		members_are_demo: false,
		members: (all) => all
	},
	{
		slug: 'dubu-kommuner',
		name: 'Kommuner med DUBU',
		kind: 'wave',
		project: 'dubu',
		size_said: 80,
		note: 'DUBU har 80 kommuner, ikke 98. Hvilke 80 fremgår ikke; de viste er valgt til demoen.',
		members_are_demo: true,
		members: (all) => {
			const always = named(...DUBU_ALWAYS)(all);
			const never = named(...DUBU_NEVER)(all);
			const rest = all.filter((one) => !always.includes(one) && !never.includes(one));
			const outside = new Set([...never, ...drawn('dubu', rest, DUBU_OUTSIDE - never.length)]);
			return all.filter((one) => !outside.has(one));
		}
	},
	{
		slug: 'aula-borgermoeder',
		name: 'Aula: borgermøder',
		kind: 'hearing',
		project: 'aula',
		size_said: 5,
		note: 'Borgermøder i fem kommuner i januar og februar. Hvilke fem fremgår ikke.',
		members_are_demo: false,
		members: () => []
	},
	{
		slug: 'programledere-i-nordjylland',
		name: 'Programledere i Nordjylland',
		kind: 'own',
		owner: 'program-office',
		note: 'Mødet nævner gruppen som eksempel på en undergruppe, der skal oprettes på ny i Teams.',
		members_are_demo: true,
		members: (all) => all.filter((one) => one.region_slug === 'nordjylland')
	},
	{
		slug: 'naboer-i-vestjylland',
		name: 'Naboer i Vestjylland',
		kind: 'own',
		owner: 'herning',
		members_are_demo: true,
		members: named('Herning', 'Holstebro', 'Ikast-Brande', 'Lemvig', 'Ringkøbing-Skjern', 'Skive', 'Struer')
	},
	{
		slug: 'fynske-kommuner',
		name: 'Fynske kommuner',
		kind: 'own',
		owner: 'langeland',
		members_are_demo: true,
		members: named(
			'Assens',
			'Faaborg-Midtfyn',
			'Kerteminde',
			'Langeland',
			'Middelfart',
			'Nordfyns',
			'Nyborg',
			'Odense',
			'Svendborg',
			'Ærø'
		)
	}
];

function named(...names: string[]) {
	return (all: Municipality[]): Municipality[] =>
		names.map((name) => {
			const found = all.find((one) => one.name === name);
			if (!found) throw new Error(`The demo world names ${name}, which is not one of the municipalities.`);
			return found;
		});
}

function drawn(key: string, all: Municipality[], count: number): Municipality[] {
	return shuffled(key, all, (one) => one.code).slice(0, count);
}
