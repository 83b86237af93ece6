import type { PersonaKey } from '../src/people/persona.ts';

interface Route {
	path: string;
	open: boolean;
	method?: 'POST';
	/** The personas who may read it, where not all who are signed in may; the others get 403. */
	only?: PersonaKey[];
	/** It answers with a file, not with a page. */
	file?: true;
	/** What it answers to who may come, where that is not 200. */
	answer?: number;
}

const ADMINISTRATORS: PersonaKey[] = ['program-office', 'herning', 'langeland', 'empty-role'];

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
	'/(inside)/moeder/[id]': { path: '/moeder/1', open: false },
	'/(inside)/moeder/[id]/aendringer': { path: '/moeder/1/aendringer', open: false },
	'/(inside)/fortryd': { path: '/fortryd', open: false },
	'/(inside)/personer': { path: '/personer', open: false, only: ADMINISTRATORS },
	'/(inside)/personer/inviter': { path: '/personer/inviter', open: false, only: ADMINISTRATORS },
	'/(inside)/personer/[id]': { path: '/personer/2', open: false, only: ['program-office'] },
	'/(inside)/personer/[id]/overdrag': { path: '/personer/2/overdrag', open: false, only: ['program-office'] },
	'/(inside)/rollegalleri': { path: '/rollegalleri', open: false },
	'/(inside)/rollegalleri/[slug]': { path: '/rollegalleri/herning', open: false },
	'/(inside)/konto/data': { path: '/konto/data', open: false, file: true },
	'/(inside)/konto': { path: '/konto', open: false },
	'/(inside)/gemt/[id]': {
		path: '/gemt/00000000-0000-4000-8000-000000000000',
		open: false,
		answer: 404
	},
	'/(inside)/historik': { path: '/historik', open: false, only: ADMINISTRATORS },
	'/(inside)/historik/eksport': { path: '/historik/eksport', open: false, only: ADMINISTRATORS, file: true },
	'/(inside)/historik/rettelser': { path: '/historik/rettelser?pr=2023-11-01', open: false },
	'/(inside)/soeg': { path: '/soeg?q=aarhus', open: false }
};

/** The pages a person reads: all that answer a GET with HTML. */
export const PAGES = Object.values(ROUTES).filter(
	({ path, method, file, answer }) =>
		method === undefined && !file && answer === undefined && path !== '/healthz' && path !== '/readyz'
);

/** Whether a persona may read a page. */
export function mayRead({ only }: Route, who: PersonaKey): boolean {
	return only === undefined || only.includes(who);
}
