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
	/** Somebody of Herning with an access there and a role, and its programleder, who can take over. */
	person: number;
	access: number;
	holding: number;
	successor: number;
	/** A role of the gallery. */
	role: string;
	/** A change of Herning's programleder, a form of theirs that was kept, and another browser they are signed in by. */
	change: string;
	kept: string;
	session: string;
	/** Rows of the lead's project; those of a list with two above them to go up past. */
	milestone: number;
	status: number;
	klar: number;
	kontakt: number;
	link: number;
	/** A meeting being prepared, a topic and a poll of it about the lead's project, and a turn of Herning. */
	meeting: number;
	topic: number;
	poll: number;
	turn: number;
	/** A meeting that nobody was asked to help edit, made anew for every attempt. */
	asked_meeting: number;
	/** Another number every time; for addresses that nobody has yet. */
	attempt: number;
}

/** What somebody gets: a page, a way on, faults, or that it changed meanwhile. */
type Answer = 200 | 303 | 400 | 409 | 422;

interface Attempt {
	path: (names: Names) => string;
	/** A form that whoever may send it could send. */
	form: (names: Names) => Record<string, string>;
	/** Who may; 'all' is everybody signed in, 'door' says that it stands before the door. */
	may: Who[] | 'all' | 'door';
	/** What they get: that it changed meanwhile, unless another is given. Some of them may get something apart. */
	answer?: Answer;
	but?: Partial<Record<Who, Answer>>;
	/** What others get where that is not 403: for them it is not there, and why. */
	hidden?: string;
}

const OFFICE: Who[] = ['kombit_administrator'];
const HERNING: Who[] = ['programleder 657', 'klik_administrator 657'];
const PEOPLE: Who[] = [...OFFICE, ...HERNING];
/** Lines that name another's municipality come back as faulty, and nobody is invited. */
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
	'/log-ind default': {
		path: () => '/log-ind',
		form: () => ({ persona: 'findes-ikke' }),
		may: 'door',
		answer: 422
	},
	'/log-ind/mail default': {
		path: () => '/log-ind/mail',
		form: () => ({ adresse: 'ikke en adresse' }),
		may: 'door',
		answer: 422
	},
	'/log-ind/link default': {
		path: () => '/log-ind/link',
		form: () => ({ n: 'forkert' }),
		may: 'door',
		answer: 400
	},
	'/(inside)/fortryd default': {
		path: () => '/fortryd',
		form: ({ change }) => ({ hvad: change }),
		may: ['programleder 657'],
		answer: 303,
		hidden: 'a change is undone by whoever made it; another’s is as if there were none'
	},
	// To let go of a form: another's stays where it is, and nobody learns whether there was one.
	'/(inside)/gemt/[id] default': {
		path: ({ kept }) => `/gemt/${kept}`,
		form: () => ({}),
		may: 'all',
		answer: 303
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
		form: ({ session }) => ({ session }),
		may: ['programleder 657'],
		answer: 303,
		hidden: 'another’s session is as if there were none'
	},
	'/(inside)/konto afslut_andre': {
		path: () => '/konto?/afslut_andre',
		form: () => ({}),
		may: 'all',
		answer: 303
	},
	'/(inside)/personer/inviter se': {
		path: () => '/personer/inviter?/se',
		form: inviting,
		may: INVITERS,
		answer: 200
	},
	'/(inside)/personer/inviter inviter': {
		path: () => '/personer/inviter?/inviter',
		form: inviting,
		may: INVITERS,
		answer: 200,
		but: { 'programleder 482': 422, 'klik_administrator 482': 422 }
	},
	...person('oplysninger', () => ({ version: STALE, name: 'Nyt Navn' })),
	...person('giv', () => ({ kind: 'contributor', place: '657' }), 303),
	...person('skift', ({ access }) => ({ access_id: String(access), version: STALE, kind: 'contributor' })),
	...person('tilbage', ({ access }) => ({ access_id: String(access), version: STALE })),
	...person('inviter', ({ access }) => ({ access_id: String(access) }), 303),
	...person('deaktiver', () => ({}), 303),
	...person('fratraed', () => ({ version: STALE, left_on: '2023-11-20', leave_open: '1' })),
	...person('genindsaet', () => ({})),
	'/(inside)/personer/[id]/overdrag default': {
		path: ({ person }) => `/personer/${person}/overdrag?sted=657`,
		form: ({ successor }) => ({ til: String(successor), sted: '657', kinds: 'roles' }),
		may: PEOPLE,
		answer: 303
	},
	...gallery('saet', ({ role, person }) => ({ role_slug: role, person_id: String(person) }), 303),
	...gallery(
		'ny',
		({ role, attempt }) => ({
			role_slug: role,
			name: 'Ny Rolle',
			email: `rolle${attempt}@herning.example`
		}),
		303
	),
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
	...signing('notat', () => ({ kommune: '657', slags: 'phone', dato: '2023-11-20', note: 'Ringet' }), {
		answer: 303
	}),
	// What KOMBIT noted is not the municipality's to take away.
	...signing('fjern', ({ note }) => ({ id: String(note), version: STALE }), {
		may: [...OFFICE, 'kombit_lead']
	}),
	...project('projekt', () => ({ version: STALE, name: 'Navn', short_name: 'Navn', summary: 'Hvad' })),
	...project('ny-status', () => ({ version: STALE, state: 'on_plan' })),
	...project('ret-status', ({ status }) => ({ id: String(status), version: STALE, state: 'on_plan' })),
	...project('gennemset', () => ({ version: STALE, review_on: '2023-12-24' })),
	...project('ny-milepael', () => MILESTONE, 303),
	...project('ret-milepael', ({ milestone }) => ({ ...MILESTONE, id: String(milestone), version: STALE })),
	...project('fjern-milepael', ({ milestone }) => ({ id: String(milestone), version: STALE })),
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
		],
		answer: 303
	},
	'/(inside)/moeder ny-moede': {
		path: () => '/moeder?/ny-moede',
		form: ({ attempt }) => ({ title: 'Nyt møde', held_on: dayOf(attempt) }),
		may: OFFICE,
		answer: 303
	},
	...meeting('moede', () => ({ version: STALE, title: 'Titel', held_on: '2024-06-20' })),
	...meeting('fjern-moede', () => ({ version: STALE })),
	...meeting('efter', () => ({ version: STALE })),
	...meeting('naeste', ({ attempt }) => ({ title: 'Næste', held_on: dayOf(attempt) }), { answer: 303 }),
	...meeting('ny-punkt', () => ({ title: 'Punkt' }), { answer: 303 }),
	...meeting('ret-punkt', ({ topic }) => ({ id: String(topic), version: STALE, title: 'Punkt' }), {
		may: [...OFFICE, 'kombit_lead']
	}),
	...meeting('fjern-punkt', ({ topic }) => ({ id: String(topic), version: STALE })),
	...meeting('flyt-punkt', ({ topic }) => ({ id: String(topic), to: 'up' }), { answer: 303 }),
	// A poll about no project is for who runs the meetings.
	...meeting('ny-afstemning', () => POLL, { answer: 303 }),
	...meeting('ret-afstemning', ({ poll }) => ({ ...POLL, id: String(poll), version: STALE }), {
		may: [...OFFICE, 'kombit_lead']
	}),
	...meeting('fjern-afstemning', ({ poll }) => ({ id: String(poll), version: STALE }), {
		may: [...OFFICE, 'kombit_lead']
	}),
	...meeting('svar', ({ turn }) => ({ id: String(turn), version: STALE, state: 'yes' }), {
		may: [...OFFICE, ...HERNING]
	}),
	// The meeting has no frozen figures; those who may learn that.
	...meeting('ny-udlevering', () => ({ deck_version: '1' }), { answer: 422 }),
	...meeting('tilbagekald-udlevering', () => ({ id: STALE })),
	'/(inside)/moeder/udseende gem': {
		path: () => '/moeder/udseende?/gem',
		form: () => ({ version: STALE, name: 'KOMBIT', accent: '#0a5a6b' }),
		may: OFFICE
	},
	'/(inside)/moeder/[id]/aendringer frys': {
		path: ({ meeting }) => `/moeder/${meeting}/aendringer?/frys`,
		form: () => ({ tal_fra: '2023-11-22' }),
		may: OFFICE,
		answer: 303
	},
	...deck('ret-slide', () => ({ slide: 'cover', version: STALE, title: 'Forside' })),
	...deck('nulstil', () => ({ slide: 'cover', version: STALE })),
	...deck('skjul', () => ({ slide: 'thanks', skjult: '1' }), 303),
	...deck('flyt', () => ({ slide: 'thanks', to: 'up' }), 303),
	...deck('ny-egen', () => ({ title: 'Egen', lines: 'Linje', said: 'Noter', efter: 'cover' }), 303),
	...deck('ret-egen', () => ({ slide: 'own:findes-ikke', version: STALE, title: 'Egen' })),
	...deck('fjern-egen', () => ({ slide: 'own:findes-ikke', version: STALE })),
	...deck('behold', () => ({ slide: 'cover', version: STALE, nr: '0' })),
	...deck('tag-tilbage', () => ({ slide: 'cover', version: STALE, nr: '0' })),
	...deck('behold-plads', () => ({ slide: 'findes-ikke' })),
	'/(inside)/moeder/turnus spoerg': {
		path: ({ asked_meeting }) => `/moeder/turnus?/spoerg&moede=${asked_meeting}`,
		form: () => ({ kommune: '657' }),
		may: OFFICE,
		answer: 303
	},
	'/(inside)/moeder/turnus noter-spurgt': {
		path: ({ asked_meeting }) => `/moeder/turnus?/noter-spurgt&moede=${asked_meeting}`,
		form: () => ({ kommune: '657' }),
		may: OFFICE,
		answer: 303
	},
	'/(inside)/moeder/turnus mind': {
		path: ({ meeting }) => `/moeder/turnus?/mind&moede=${meeting}`,
		form: ({ turn }) => ({ id: String(turn) }),
		may: OFFICE,
		answer: 303
	},
	'/(inside)/moeder/turnus ret-svar': {
		path: ({ meeting }) => `/moeder/turnus?/ret-svar&moede=${meeting}`,
		form: ({ turn }) => ({ id: String(turn), version: STALE, state: 'yes' }),
		may: [...OFFICE, ...HERNING]
	},
	'/(inside)/moeder/turnus fjern-svar': {
		path: ({ meeting }) => `/moeder/turnus?/fjern-svar&moede=${meeting}`,
		form: ({ turn }) => ({ id: String(turn), version: STALE }),
		may: OFFICE
	},
	...group('gruppe', () => ({ version: STALE, name: 'Navn' })),
	...group('medlemmer', () => ({ before: '', kommune: '657' }), 303),
	...group('fjern', () => ({ version: STALE }))
};

function inviting({ attempt }: Names): Record<string, string> {
	return { liste: `Ny Person <ny${attempt}@herning.example>; læser; Herning` };
}

const POLL = {
	question: 'Hvad synes du?',
	unit: 'percent',
	label_1: 'Godt',
	count_1: '60',
	label_2: 'Skidt',
	count_2: '40'
};

/** A day of its own for each attempt, since two meetings cannot be on one. */
function dayOf(attempt: number): string {
	return new Date(Date.UTC(2025, 0, attempt)).toISOString().slice(0, 10);
}

function meeting(
	action: string,
	form: Attempt['form'],
	{ may = OFFICE, answer = 409 }: Partial<Pick<Attempt, 'may' | 'answer'>> = {}
): Record<string, Attempt> {
	return {
		[`/(inside)/moeder/[id] ${action}`]: {
			path: ({ meeting }) => `/moeder/${meeting}?/${action}`,
			form,
			may,
			answer
		}
	};
}

/** The deck of a meeting whose figures are frozen. */
function deck(action: string, form: Attempt['form'], answer: Answer = 409): Record<string, Attempt> {
	return {
		[`/(inside)/moeder/[id]/slides/ret ${action}`]: {
			path: () => `/moeder/1/slides/ret?/${action}`,
			form,
			may: OFFICE,
			answer
		}
	};
}

/** A project that the lead leads. */
function project(action: string, form: Attempt['form'], answer: Answer = 409): Record<string, Attempt> {
	return {
		[`/(inside)/projekter/[slug] ${action}`]: {
			path: () => `/projekter/gateway?/${action}`,
			form,
			may: [...OFFICE, 'kombit_lead'],
			answer
		}
	};
}

function list(name: 'klar' | 'kontakt' | 'link', row: Record<string, string>): Record<string, Attempt> {
	const one = (names: Names) => ({ id: String(names[name]), version: STALE });
	return {
		...project(`ny-${name}`, () => row, 303),
		...project(`ret-${name}`, (names) => ({ ...row, ...one(names) })),
		...project(`fjern-${name}`, one),
		...project(`flyt-${name}`, (names) => ({ id: String(names[name]), direction: 'up' }), 303)
	};
}

/** A group of a project that the lead does not lead. */
function group(action: string, form: Attempt['form'], answer: Answer = 409): Record<string, Attempt> {
	return {
		[`/(inside)/grupper/[slug] ${action}`]: {
			path: () => `/grupper/klik-referencegruppe?/${action}`,
			form,
			may: OFFICE,
			answer
		}
	};
}

function person(action: string, form: Attempt['form'], answer: Answer = 409): Record<string, Attempt> {
	return {
		[`/(inside)/personer/[id] ${action}`]: {
			path: ({ person }) => `/personer/${person}?/${action}`,
			form,
			may: PEOPLE,
			answer
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
	{
		may = [...OFFICE, 'kombit_lead', ...HERNING],
		answer = 409
	}: Partial<Pick<Attempt, 'may' | 'answer'>> = {}
): Record<string, Attempt> {
	return {
		[`/(inside)/aftaler/[id] ${action}`]: {
			path: ({ agreement }) => `/aftaler/${agreement}?/${action}`,
			form: (names) => ({ udgave: String(names.version), ...form(names) }),
			may,
			answer
		}
	};
}

function gallery(action: string, form: Attempt['form'], answer: Answer = 409): Record<string, Attempt> {
	return {
		[`/(inside)/rollegalleri/[slug] ${action}`]: {
			path: () => `/rollegalleri/herning?/${action}`,
			form,
			may: PEOPLE,
			answer
		}
	};
}
