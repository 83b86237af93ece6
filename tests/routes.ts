/**
 * Every address of Overblik, by route id, with a path to try it at. A route that is not in the table fails
 * tests/closed.e2e.ts; a task's and an agreement's number are filled in from the first of their lists.
 */
export const ROUTES: Record<string, { path: string; open: boolean; method?: 'POST' }> = {
	'/log-ind': { path: '/log-ind', open: true },
	'/log-ud': { path: '/log-ud', open: false, method: 'POST' },
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
	'/(inside)/fortryd': { path: '/fortryd', open: false },
	'/(inside)/soeg': { path: '/soeg?q=aarhus', open: false }
};

/** The pages a person reads: all that answer a GET with HTML. */
export const PAGES = Object.values(ROUTES).filter(
	({ path, method }) => method === undefined && path !== '/healthz' && path !== '/readyz'
);
