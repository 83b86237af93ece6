import type { AccessKind } from '../src/database/schema.ts';

/** Who tries: a kind of access, with the municipality's code where it is one of a municipality. */
export type Who =
	`${Exclude<AccessKind, `kombit_${string}`>} ${string}` | Extract<AccessKind, `kombit_${string}`>;

/** What the forms name; tests/who-may.test.ts finds it in the demo, and makes the person anew for every attempt. */
export interface Names {
	/** An open task of Sygesikring that needs a role which Herning's contributor holds. */
	task: number;
	/** An agreement of the lead's project, and its version that asks. */
	agreement: number;
	version: number;
	/** A note about Herning's signature on it that nobody is named for. */
	note: number;
	/** Somebody of Herning with an access there and a role, and somebody else of Herning. */
	person: number;
	access: number;
	holding: number;
	successor: number;
}

interface Attempt {
	path: (names: Names) => string;
	/** A form that whoever may send it could send. */
	form: (names: Names) => Record<string, string>;
	/** Who may; 'all' is everybody signed in, 'door' says that it stands before the door. Others are refused by 403. */
	may: Who[] | 'all' | 'door';
}

const OFFICE: Who[] = ['kombit_administrator'];
const HERNING: Who[] = ['programleder 657', 'klik_administrator 657'];
const PEOPLE: Who[] = [...OFFICE, ...HERNING];
/** Lines that name another's municipality come back as faulty. */
const INVITERS: Who[] = [...PEOPLE, 'programleder 482', 'klik_administrator 482'];
/** Who keeps Herning's copy of a task up to date, of a project that is not the lead's. */
const COPYING: Who[] = [...OFFICE, ...HERNING, 'contributor 657'];
/** No row has been changed this often: who may is told that it changed meanwhile, and nothing is changed. */
const STALE = '999999';
const MILESTONE = { title: 'Milepæl', kind: 'release', certainty: 'planned', precision: 'unknown' };

/**
 * Every action of every route, as `route id` and action, with a form for it and those who may send it.
 * tests/who-may.test.ts fails when one is missing.
 */
export const ACTIONS: Record<string, Attempt> = {
	'/log-ind default': { path: () => '/log-ind', form: () => ({ persona: 'findes-ikke' }), may: 'door' },
	'/log-ind/mail default': {
		path: () => '/log-ind/mail',
		form: () => ({ adresse: 'ikke en adresse' }),
		may: 'door'
	},
	'/log-ind/link default': { path: () => '/log-ind/link', form: () => ({ n: 'forkert' }), may: 'door' },
	'/(inside)/fortryd default': {
		path: () => '/fortryd',
		// Nobody's change: there is nothing to undo, whoever asks.
		form: () => ({ hvad: '00000000-0000-4000-8000-000000000000' }),
		may: 'all'
	},
	'/(inside)/gemt/[id] default': {
		path: () => '/gemt/00000000-0000-4000-8000-000000000000',
		form: () => ({}),
		may: 'all'
	},
	'/(inside)/konto gem': {
		path: () => '/konto?/gem',
		form: () => ({ version: STALE, name: 'Navn' }),
		may: 'all'
	},
	'/(inside)/konto loesn': {
		path: () => '/konto?/loesn',
		form: () => ({ udbyder: 'findes-ikke' }),
		may: 'all'
	},
	// Somebody else's access is nobody's way in.
	'/(inside)/konto skift': {
		path: () => '/konto?/skift',
		form: ({ access }) => ({ adgang: String(access) }),
		may: []
	},
	'/(inside)/konto afslut': {
		path: () => '/konto?/afslut',
		form: () => ({ session: '00000000-0000-4000-8000-000000000000' }),
		may: 'all'
	},
	'/(inside)/konto afslut_andre': { path: () => '/konto?/afslut_andre', form: () => ({}), may: 'all' },
	'/(inside)/personer/inviter se': {
		path: () => '/personer/inviter?/se',
		form: () => ({ liste: 'Ny Person <ny.person@herning.example>; læser; Herning' }),
		may: INVITERS
	},
	'/(inside)/personer/inviter inviter': {
		path: () => '/personer/inviter?/inviter',
		form: () => ({ liste: 'Ny Person <ny.person@herning.example>; læser; Herning' }),
		may: INVITERS
	},
	...person('oplysninger', () => ({ version: STALE, name: 'Nyt Navn' })),
	...person('giv', () => ({ kind: 'contributor', place: '657' })),
	...person('skift', ({ access }) => ({ access_id: String(access), version: STALE, kind: 'contributor' })),
	...person('tilbage', ({ access }) => ({ access_id: String(access), version: STALE })),
	...person('inviter', ({ access }) => ({ access_id: String(access) })),
	...person('deaktiver', () => ({})),
	...person('fratraed', () => ({ version: STALE, left_on: '2023-11-20', leave_open: '1' })),
	...person('genindsaet', () => ({})),
	'/(inside)/personer/[id]/overdrag default': {
		path: ({ person }) => `/personer/${person}/overdrag?sted=657`,
		form: ({ successor }) => ({ til: String(successor), sted: '657', kinds: 'role' }),
		may: PEOPLE
	},
	...gallery('saet', ({ successor }) => ({ role_slug: 'klik-administrator', person_id: String(successor) })),
	...gallery('ny', ({ person }) => ({
		role_slug: 'klik-administrator',
		name: 'Ny Rolle',
		email: `rolle.${person}@herning.example`
	})),
	...gallery('afslut', ({ holding }) => ({ id: String(holding), version: STALE })),
	...gallery('primaer', ({ holding }) => ({ id: String(holding), version: STALE })),
	...gallery('mail', ({ holding }) => ({ id: String(holding), version: STALE, bounces: '1' })),
	'/(inside)/opgaver/[id] gem': {
		path: ({ task }) => `/opgaver/${task}?/gem`,
		form: () => ({ kommune: '657', version: STALE, tilstand: 'done' }),
		may: COPYING
	},
	...states('/(inside)/opgaver/[id] masse', ({ task }) => `/opgaver/${task}?/masse`),
	...states('/(inside) tilstand', () => '/?/tilstand'),
	...states('/(inside)/opgaver tilstand', () => '/opgaver?/tilstand&kommune=herning'),
	...states('/(inside)/opgaver masse', () => '/opgaver?/masse&kommune=herning'),
	...states('/(inside)/kommuner/[slug] tilstand', () => '/kommuner/herning?/tilstand'),
	...states('/(inside)/kommuner/[slug] masse', () => '/kommuner/herning?/masse'),
	...signing('underskrift', () => ({ kommune: '657', version: STALE, tilstand: 'sent' })),
	...signing('masse', () => ({ valgt: `657:${STALE}`, tilstand: 'sent' })),
	...signing('notat', () => ({ kommune: '657', slags: 'phone', dato: '2023-11-20', note: 'Ringet' })),
	// What KOMBIT noted is not the municipality's to take away.
	...signing('fjern', ({ note }) => ({ id: String(note), version: STALE }), [...OFFICE, 'kombit_lead']),
	...project('projekt', () => ({ version: STALE, name: 'Navn', short_name: 'Navn', summary: 'Hvad' })),
	...project('ny-status', () => ({ version: STALE, state: 'on_plan' })),
	...project('ret-status', () => ({ id: STALE, version: STALE, state: 'on_plan' })),
	...project('gennemset', () => ({ version: STALE, review_on: '2023-12-24' })),
	...project('ny-milepael', () => MILESTONE),
	...project('ret-milepael', () => ({ ...MILESTONE, id: STALE, version: STALE })),
	...project('fjern-milepael', () => ({ id: STALE, version: STALE })),
	...list('klar', { title: 'Punkt', state: 'waiting' }),
	...list('kontakt', { name: 'Kontakt' }),
	...list('link', { title: 'Link', kind: 'page' }),
	'/(inside)/grupper ny-gruppe': {
		path: () => '/grupper?/ny-gruppe',
		form: () => ({ name: 'Egen', for: 'own', kommune: '657' }),
		may: [
			...OFFICE,
			'kombit_lead',
			...HERNING,
			'programleder 482',
			'klik_administrator 482',
			'contributor 657',
			'contributor 482'
		]
	},
	...group('gruppe', () => ({ version: STALE, name: 'Navn' })),
	...group('medlemmer', () => ({ before: '', kommune: '657' })),
	...group('fjern', () => ({ version: STALE }))
};

/** A project that the lead leads. */
function project(action: string, form: Attempt['form']): Record<string, Attempt> {
	return {
		[`/(inside)/projekter/[slug] ${action}`]: {
			path: () => `/projekter/gateway?/${action}`,
			form,
			may: [...OFFICE, 'kombit_lead']
		}
	};
}

function list(name: string, row: Record<string, string>): Record<string, Attempt> {
	return {
		...project(`ny-${name}`, () => row),
		...project(`ret-${name}`, () => ({ ...row, id: STALE, version: STALE })),
		...project(`fjern-${name}`, () => ({ id: STALE, version: STALE })),
		...project(`flyt-${name}`, () => ({ id: STALE, direction: 'up' }))
	};
}

/** A group of a project that the lead does not lead. */
function group(action: string, form: Attempt['form']): Record<string, Attempt> {
	return {
		[`/(inside)/grupper/[slug] ${action}`]: {
			path: () => `/grupper/klik-referencegruppe?/${action}`,
			form,
			may: OFFICE
		}
	};
}

function person(action: string, form: Attempt['form']): Record<string, Attempt> {
	return {
		[`/(inside)/personer/[id] ${action}`]: {
			path: ({ person }) => `/personer/${person}?/${action}`,
			form,
			may: PEOPLE
		}
	};
}

function states(action: string, path: Attempt['path']): Record<string, Attempt> {
	return {
		[action]: {
			path,
			form: ({ task }) => ({ valgt: `${task}:657:${STALE}`, tilstand: 'done' }),
			may: COPYING
		}
	};
}

function signing(
	action: string,
	form: Attempt['form'],
	may: Who[] = [...OFFICE, 'kombit_lead', ...HERNING]
): Record<string, Attempt> {
	return {
		[`/(inside)/aftaler/[id] ${action}`]: {
			path: ({ agreement }) => `/aftaler/${agreement}?/${action}`,
			form: (names) => ({ udgave: String(names.version), ...form(names) }),
			may
		}
	};
}

function gallery(action: string, form: Attempt['form']): Record<string, Attempt> {
	return {
		[`/(inside)/rollegalleri/[slug] ${action}`]: {
			path: () => `/rollegalleri/herning?/${action}`,
			form,
			may: PEOPLE
		}
	};
}
