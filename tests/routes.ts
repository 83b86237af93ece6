import { type PersonaKey, PERSONAS } from '../src/people/persona.ts';
import type { Names, Who } from './actions.ts';

interface Route {
	path: string;
	open: boolean;
	method?: 'POST';
	/** Who may read it, where not all who are signed in may; the others get 403. */
	may?: Who[];
	/** Where a municipality's people are led instead, by 303; `[slug]` is their own. */
	own?: string;
	/** It answers with a file, not with a page. */
	file?: true;
	/** What it answers to who may come, where that is not 200. */
	answer?: number;
}

const OFFICE: Who[] = ['kombit_administrator'];
const ADMINISTRATORS: Who[] = [
	...OFFICE,
	...['657', '482', '741'].flatMap((code): Who[] => [`programleder ${code}`, `klik_administrator ${code}`])
];

/**
 * Every address of Overblik, by route id, with a path to try it at. A route that is not in the table fails
 * tests/closed.e2e.ts; a task's and an agreement's number are filled in from the first of their lists.
 */
export const ROUTES: Record<string, Route> = {
	'/log-ind': { path: '/log-ind', open: true },
	'/log-ind/mail': { path: '/log-ind/mail', open: true },
	'/log-ind/link': { path: '/log-ind/link', open: true, answer: 400 },
	'/log-ind/via/[provider]': { path: '/log-ind/via/ukendt', open: true, answer: 404 },
	'/log-ind/via/[provider]/retur': { path: '/log-ind/via/ukendt/retur', open: true, answer: 404 },
	'/log-ud': { path: '/log-ud', open: false, method: 'POST' },
	'/postkasse': { path: '/postkasse', open: true },
	'/om': { path: '/om', open: true },
	'/was': { path: '/was', open: true },
	'/udlevering/[token]': { path: '/udlevering/ukendt', open: true, answer: 404 },
	'/logo/[fingerprint]': { path: `/logo/${'0'.repeat(64)}`, open: true, file: true, answer: 404 },
	'/sprog': { path: '/sprog', open: true, method: 'POST' },
	'/healthz': { path: '/healthz', open: true },
	'/readyz': { path: '/readyz', open: true },
	'/(inside)': { path: '/', open: false },
	'/(inside)/projekter': { path: '/projekter', open: false },
	'/(inside)/projekter/afsluttede': { path: '/projekter/afsluttede', open: false },
	'/(inside)/projekter/[slug]': { path: '/projekter/sygesikring', open: false },
	'/(inside)/opgaver': { path: '/opgaver', open: false },
	'/(inside)/opgaver/[id]': { path: '/opgaver/1', open: false },
	'/(inside)/aftaler': { path: '/aftaler', open: false },
	'/(inside)/aftaler/[id]': { path: '/aftaler/1', open: false },
	'/(inside)/kommuner': { path: '/kommuner', open: false },
	'/(inside)/kommuner/[slug]': { path: '/kommuner/herning', open: false },
	'/(inside)/grupper': { path: '/grupper', open: false },
	'/(inside)/grupper/[slug]': { path: '/grupper/klik-referencegruppe', open: false },
	'/(inside)/moeder': { path: '/moeder', open: false },
	'/(inside)/moeder/turnus': { path: '/moeder/turnus', open: false },
	'/(inside)/moeder/udseende': { path: '/moeder/udseende', open: false },
	'/(inside)/moeder/udseende/stil': {
		path: '/moeder/udseende/stil?accent=%230a5a6b',
		open: false,
		file: true
	},
	'/(inside)/moeder/[id]': { path: '/moeder/1', open: false },
	'/(inside)/moeder/[id]/kalender': { path: '/moeder/1/kalender', open: false, file: true },
	'/(inside)/moeder/[id]/pptx': { path: '/moeder/1/pptx', open: false, file: true },
	'/(inside)/moeder/[id]/slides': { path: '/moeder/1/slides', open: false },
	'/(inside)/moeder/[id]/aendringer': { path: '/moeder/1/aendringer', open: false },
	'/(inside)/moeder/[id]/slides/ret': { path: '/moeder/1/slides/ret', open: false, may: OFFICE },
	'/(inside)/fortryd': { path: '/fortryd', open: false },
	'/(inside)/personer': { path: '/personer', open: false, may: ADMINISTRATORS },
	'/(inside)/personer/inviter': { path: '/personer/inviter', open: false, may: ADMINISTRATORS },
	'/(inside)/personer/[id]': { path: '/personer/2', open: false, may: OFFICE },
	'/(inside)/personer/[id]/overdrag': { path: '/personer/2/overdrag', open: false, may: OFFICE },
	'/(inside)/rollegalleri': { path: '/rollegalleri', open: false, own: '/rollegalleri/[slug]' },
	'/(inside)/rollegalleri/[slug]': { path: '/rollegalleri/herning', open: false },
	'/(inside)/konto/data': { path: '/konto/data', open: false, file: true },
	'/(inside)/konto': { path: '/konto', open: false },
	'/(inside)/gemt/[id]': {
		path: '/gemt/00000000-0000-4000-8000-000000000000',
		open: false,
		answer: 404
	},
	'/(inside)/historik': { path: '/historik', open: false, may: ADMINISTRATORS },
	'/(inside)/historik/eksport': { path: '/historik/eksport', open: false, may: ADMINISTRATORS, file: true },
	'/(inside)/historik/rettelser': { path: '/historik/rettelser?pr=2023-11-01', open: false },
	'/(inside)/soeg': { path: '/soeg?q=aarhus', open: false }
};

/** The pages a person reads: all that answer a GET with HTML. */
export const PAGES = Object.values(ROUTES).filter(
	({ path, method, file, answer }) =>
		method === undefined && !file && answer === undefined && path !== '/healthz' && path !== '/readyz'
);

/** Whether a persona may read a page. */
export function mayRead({ may }: Route, key: PersonaKey): boolean {
	const { kind, municipality_code } = PERSONAS.find((persona) => persona.key === key)!;
	return may === undefined || may.includes([kind, municipality_code].filter(Boolean).join(' ') as Who);
}

/** Parts of pages that are for fewer than the page. */
export const PARTS: { what: string; path: (names: Names) => string; may: Who[] }[] = [
	{
		what: 'somebody of Herning',
		path: ({ person }) => `/personer/${person}`,
		may: [...OFFICE, 'programleder 657', 'klik_administrator 657']
	},
	{
		what: 'handing over the work of somebody of Herning',
		path: ({ person }) => `/personer/${person}/overdrag?sted=657`,
		may: [...OFFICE, 'programleder 657', 'klik_administrator 657']
	},
	{
		what: 'the phone list of an agreement',
		path: ({ agreement }) => `/aftaler/${agreement}?vis=ringeliste`,
		may: ['kombit_administrator', 'kombit_lead', 'kombit_reader']
	}
];
