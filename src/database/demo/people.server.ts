import { createHash } from 'node:crypto';
import type { Insertable } from 'kysely';
import type { AccessKind, DB } from '#database/schema.ts';
import { addDays, type Day } from '#language/dates.ts';
import { PERSONAS, type Persona } from '#people/persona.ts';
import { between, chance, pick, shuffled } from './chance.ts';
import { type Role, ROLES } from './tasks.ts';
import type { Municipality, World } from './world.ts';

// Every person with an account here is invented. The people whom the deck names are contacts of projects and have none.

/** Others at KOMBIT, with the projects they lead. */
const COLLEAGUES: { name: string; title: string; kind: AccessKind; leads: string[] }[] = [
	{
		name: 'Henriette Vestmark',
		title: 'Projektleder, Sygesikring',
		kind: 'kombit_lead',
		leads: ['sygesikring']
	},
	{ name: 'Jeppe Nordlund', title: 'Projektleder, DUBU', kind: 'kombit_lead', leads: ['dubu'] },
	{
		name: 'Camilla Overby',
		title: 'Projektleder, KY og Mit Sygefravær',
		kind: 'kombit_lead',
		leads: ['225-timersreglen', 'mit-sygefravaer']
	},
	{
		name: 'Søren Kildegaard',
		title: 'Produktansvarlig',
		kind: 'kombit_lead',
		leads: ['aula', 'borgerblikket']
	},
	{ name: 'Ulla Fredskov', title: 'Jurist, aftaler', kind: 'kombit_reader', leads: [] },
	{ name: 'Nikolaj Damgaard', title: 'Økonom', kind: 'kombit_reader', leads: [] }
];

const FIRST = [
	'Agnete',
	'Anne',
	'Annette',
	'Astrid',
	'Bettina',
	'Birgit',
	'Bodil',
	'Britta',
	'Carina',
	'Charlotte',
	'Ditte',
	'Dorte',
	'Ellen',
	'Elsebeth',
	'Eva',
	'Freja',
	'Gitte',
	'Grethe',
	'Hanne',
	'Heidi',
	'Helene',
	'Henriette',
	'Inge',
	'Ingrid',
	'Jannie',
	'Jette',
	'Johanne',
	'Karen',
	'Katrine',
	'Kirsten',
	'Laila',
	'Lene',
	'Line',
	'Lisbeth',
	'Lone',
	'Maja',
	'Majbritt',
	'Marianne',
	'Merete',
	'Mia',
	'Nanna',
	'Pernille',
	'Rikke',
	'Sanne',
	'Sidsel',
	'Stine',
	'Tanja',
	'Tina',
	'Trine',
	'Vibeke',
	'Amir',
	'Allan',
	'Anders',
	'Asger',
	'Bent',
	'Brian',
	'Carsten',
	'Claus',
	'Daniel',
	'Emil',
	'Erik',
	'Esben',
	'Finn',
	'Flemming',
	'Frederik',
	'Henning',
	'Henrik',
	'Ib',
	'Ivan',
	'Jacob',
	'Jens',
	'Jesper',
	'Johan',
	'Jørgen',
	'Kasper',
	'Keld',
	'Kenneth',
	'Kim',
	'Klaus',
	'Knud',
	'Kristian',
	'Leif',
	'Mathias',
	'Michael',
	'Mikkel',
	'Niels',
	'Ole',
	'Palle',
	'Per',
	'Peter',
	'Preben',
	'René',
	'Simon',
	'Steen',
	'Stig',
	'Svend',
	'Thomas',
	'Torben',
	'Ulrik',
	'Yusuf',
	'Aisha',
	'Fatima',
	'Hassan',
	'Marta',
	'Selma'
];

// Surnames that few share, so that no invented person happens to carry the name of a known one.
const LAST = [
	'Agerskov',
	'Askholm',
	'Bakkely',
	'Birkelund',
	'Brogaard',
	'Brunsø',
	'Bækgaard',
	'Bøgelund',
	'Degnbol',
	'Egebjerg',
	'Engholm',
	'Fjeldsted',
	'Foldager',
	'Gammelgaard',
	'Granhøj',
	'Grønkjær',
	'Hagelskjær',
	'Halkjær',
	'Hesselholt',
	'Hjortshøj',
	'Hoffgaard',
	'Holmgaard',
	'Houmøller',
	'Hvidtfeldt',
	'Højlund',
	'Kjeldgaard',
	'Kragelund',
	'Krogsgaard',
	'Kærgaard',
	'Langballe',
	'Lundsgaard',
	'Lyngholm',
	'Mosegaard',
	'Munkholm',
	'Møgelvang',
	'Nørskov',
	'Overgaard',
	'Pilegaard',
	'Ravnsbæk',
	'Rosenlund',
	'Rytter',
	'Rødkjær',
	'Sandager',
	'Skovbo',
	'Skytte',
	'Smedegaard',
	'Stenholt',
	'Sønderby',
	'Thrane',
	'Toftegaard',
	'Tranholm',
	'Ulstrup',
	'Vadgaard',
	'Vangsgaard',
	'Westergård',
	'Winkel',
	'Ørskov',
	'Aagaard',
	'Fuglebjerg',
	'Havmose',
	'Klintebjerg',
	'Lyngbakke',
	'Rosenkilde',
	'Stenderup',
	'Tjørnelund',
	'Vildbjerg',
	'Ellehøj',
	'Birkebæk',
	'Hvidbjerg',
	'Skovlyst',
	'Tingager',
	'Brandstrup',
	'Ravnkilde',
	'Lindholt',
	'Ellemose',
	'Yilmaz',
	'Demir',
	'Haddad',
	'Nowak'
];

const TITLES: Record<Role, string[]> = {
	programleder: ['Programleder', 'Digitaliseringskonsulent', 'Digitaliseringschef', 'It-projektleder'],
	klik_administrator: ['KLIK-administrator', 'Digitaliseringskonsulent', 'It-koordinator'],
	systemejer: ['Systemejer', 'It-konsulent', 'Fagkonsulent'],
	superbruger: ['Superbruger', 'Sagsbehandler og superbruger', 'Fagkoordinator'],
	eoj_administrator: ['EOJ-administrator', 'Velfærdsteknologisk konsulent', 'EOJ-koordinator'],
	informationssikkerhed: ['Informationssikkerhedskoordinator', 'It-sikkerhedschef'],
	databeskyttelsesraadgiver: ['Databeskyttelsesrådgiver (DPO)'],
	ydelsesleder: ['Ydelsesleder', 'Afdelingsleder, Ydelsescenter'],
	boerne_familieleder: ['Børne- og familieleder', 'Afdelingsleder, Børn og Familie'],
	borgerservicechef: ['Borgerservicechef', 'Leder af Borgerservice'],
	sundheds_aeldrechef: ['Sundheds- og ældrechef', 'Afdelingsleder, Sundhed og Omsorg'],
	aula_administrator: ['Aula-administrator', 'Pædagogisk it-konsulent'],
	oekonomiansvarlig: ['Økonomikonsulent', 'Budgetansvarlig'],
	aftaleansvarlig: ['Kontraktkonsulent', 'Jurist', 'Digitaliseringschef']
};

/** How often a role has a holder. */
const FILLED: Record<Role, number> = {
	programleder: 1,
	klik_administrator: 1,
	systemejer: 0.8,
	superbruger: 0.9,
	eoj_administrator: 0.88,
	informationssikkerhed: 0.85,
	databeskyttelsesraadgiver: 0.94,
	ydelsesleder: 0.8,
	boerne_familieleder: 0.82,
	borgerservicechef: 0.9,
	sundheds_aeldrechef: 0.78,
	aula_administrator: 0.9,
	oekonomiansvarlig: 0.62,
	aftaleansvarlig: 0.7
};

// The role of programme leader is voluntary: here it stands empty, with or without a predecessor.
const NO_PROGRAMME_LEADER = ['Samsø', 'Læsø', 'Fanø', 'Ærø', 'Odsherred', 'Struer', 'Solrød', 'Halsnæs'];
const SEVERAL_PROGRAMME_LEADERS: Record<string, number> = {
	København: 3,
	Aarhus: 2,
	Odense: 2,
	Aalborg: 2,
	Vejle: 2
};

/** One person here holds every role that is held. */
const ON_ONE_PERSON = 'Læsø';

/** Invited this week, and not in yet; one of the letters came back. */
const INVITED: {
	name: string;
	place: string | null;
	kind: AccessKind;
	sent_on: Day | null;
	failed_on?: Day;
}[] = [
	{ name: 'Maja Lyngbakke', place: 'Herning', kind: 'contributor', sent_on: '2023-11-20' },
	{ name: 'Asger Rosenkilde', place: 'Langeland', kind: 'reader', sent_on: '2023-11-21' },
	{ name: 'Selma Tjørnelund', place: 'Odense', kind: 'programleder', sent_on: null, failed_on: '2023-11-17' },
	{ name: 'Emil Havmose', place: null, kind: 'kombit_reader', sent_on: '2023-11-22' }
];

export interface Holder {
	person_id: number;
	role: Role;
}

export interface People {
	/** The people who hold roles in a municipality today. */
	holders: Map<string, Holder[]>;
	personas: Map<string, number>;
	/** Sends out tasks and agreements on KOMBIT's behalf. */
	office: number;
	lead: number;
}

/** Fills people, roles, holders, accesses, project leads and the personas' last visits. */
export function addPeople(world: World, all: Municipality[], projects: Map<string, number>): People {
	ROLES.forEach((role, at) => world.put('role', { ...role, position: at + 1 }));

	const personas = new Map<string, number>();
	const visits: { key: string; person_id: number; access_id: number }[] = [];
	const remember = (persona: Persona, granted_on: Day) => {
		const person_id = addPerson(world, persona);
		personas.set(persona.key, person_id);
		visits.push({ key: persona.key, person_id, access_id: addAccess(world, person_id, persona, granted_on) });
		return person_id;
	};

	const atKombit = PERSONAS.filter((persona) => persona.municipality_code === null);
	for (const persona of atKombit) remember(persona, '2022-01-03');
	const office = personas.get('program-office') as number;
	const lead = personas.get('project-lead') as number;
	const leads: [string, number][] = [
		['gateway', lead],
		['sapa', lead]
	];
	for (const { name, title, kind, leads: own } of COLLEAGUES) {
		const email = `${mailName(name)}@kombit.example`;
		const person_id = addPerson(world, { name, title, email, municipality_code: null });
		addAccess(world, person_id, { kind, municipality_code: null }, '2022-03-01');
		leads.push(...own.map((slug): [string, number] => [slug, person_id]));
	}
	for (const [slug, person_id] of leads) {
		world.put('project_lead', { project_id: projects.get(slug) as number, person_id });
	}

	const taken = new Set<string>();
	const holders = new Map<string, Holder[]>();
	for (const municipality of all) {
		const persona = PERSONAS.find((one) => one.municipality_code === municipality.code);
		holders.set(municipality.code, fillMunicipality(world, municipality, persona, remember, taken));
	}

	addInvited(world, all);
	addForgotten(world, all);
	addVisits(world, new Set(visits.map(({ access_id }) => access_id)));
	for (const { key, person_id, access_id } of visits) {
		world.put(
			'session',
			endedSession(key, {
				person_id,
				access_id,
				created_at: '2023-11-14 08:20',
				last_seen_at: '2023-11-16 15:12',
				expires_at: '2023-11-28 08:20'
			})
		);
	}
	return { holders, personas, office, lead };
}

function addInvited(world: World, all: Municipality[]): void {
	for (const { name, place, kind, sent_on, failed_on } of INVITED) {
		const at = all.find((municipality) => municipality.name === place);
		const municipality_code = at?.code ?? null;
		const email = `${mailName(name)}@${at?.slug ?? 'kombit'}.example`;
		const person_id = world.add('person', {
			name,
			email,
			title: null,
			phone: null,
			municipality_code,
			is_demo: true
		});
		world.add('access', {
			person_id,
			kind,
			municipality_code,
			granted_on: sent_on ?? failed_on ?? '2023-11-17',
			revoked_on: null,
			invited_on: sent_on,
			invitation_failed_on: failed_on ?? null
		});
	}
}

/** Somebody who left so long ago that the name is gone, as pseudonymise_people() leaves it. */
function addForgotten(world: World, all: Municipality[]): void {
	const municipality_code = all.find(({ name }) => name === 'Herning')?.code ?? null;
	if (municipality_code === null) return;
	const left_on = '2021-08-31';
	const id = (world.rows.person?.length ?? 0) + 1;
	const person_id = world.add('person', {
		name: `Tidligere medarbejder ${id}`,
		email: `tidligere-${id}@overblik.invalid`,
		title: null,
		phone: null,
		municipality_code,
		left_on,
		pseudonymised_on: '2023-08-31',
		is_demo: true
	});
	world.add('role_holder', {
		role_slug: 'superbruger',
		municipality_code,
		person_id,
		is_primary: false,
		held_from: '2018-05-01',
		held_until: left_on,
		bounced_on: null,
		is_demo: true
	});
	addAccess(world, person_id, { kind: 'contributor', municipality_code }, '2020-01-06', left_on);
}

/** When people were last here: most of them this autumn, some not yet. */
function addVisits(world: World, personas: Set<number>): void {
	for (const [at, access] of (world.rows.access ?? []).entries()) {
		const access_id = at + 1;
		const key = `visit|${access_id}`;
		if (personas.has(access_id) || access.revoked_on || access.invited_on || access.invitation_failed_on)
			continue;
		if (chance(key) > 0.85) continue;
		const day = addDays('2023-11-21', -Math.floor(chance(`${key}|ago`) ** 3 * 120));
		const time = `${String(between(`${key}|hour`, 8, 15)).padStart(2, '0')}:${String(between(`${key}|minute`, 0, 59)).padStart(2, '0')}`;
		world.put(
			'session',
			endedSession(key, {
				person_id: access.person_id,
				access_id,
				created_at: `${day} 07:55`,
				last_seen_at: `${day} ${time}`,
				expires_at: `${addDays(day, 14)} 07:55`
			})
		);
	}
}

/** A session that was used and ended, the same in every database: its token is not known to anybody. */
function endedSession(
	key: string,
	visit: {
		person_id: number;
		access_id: number;
		created_at: string;
		last_seen_at: string;
		expires_at: string;
	}
): Insertable<DB['session']> {
	const id = createHash('md5').update(`demo|${key}`).digest('hex');
	return {
		...visit,
		id: id.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'),
		way: 'demo',
		browser: '',
		used_at: visit.last_seen_at,
		token_hash: `\\x${createHash('sha256').update(`demo|${key}`).digest('hex')}` as unknown as Buffer,
		ended_at: visit.last_seen_at
	};
}

function fillMunicipality(
	world: World,
	municipality: Municipality,
	persona: Persona | undefined,
	remember: (persona: Persona, granted_on: Day) => number,
	taken: Set<string>
): Holder[] {
	const { code, name, slug } = municipality;
	const invent = (role: Role, which: string, left_on: Day | null = null) => {
		const key = `${code}|${role}|${which}`;
		const title = pick(`${key}|title`, TITLES[role]);
		for (let attempt = 0; ; attempt++) {
			const full = `${pick(`${key}|first|${attempt}`, FIRST)} ${pick(`${key}|last|${attempt}`, LAST)}`;
			if (taken.has(full) && attempt < 50) continue;
			taken.add(full);
			const phone = String(between(`${key}|phone`, 0, 9_999)).padStart(4, '0');
			return addPerson(world, {
				name: full,
				title,
				email: `${mailName(full)}@${slug}.example`,
				// Numbers of this form are not given to anyone.
				phone: `00 00 ${phone.slice(0, 2)} ${phone.slice(2)}`,
				municipality_code: code,
				left_on
			});
		}
	};

	const held: Holder[] = [];
	let combined: number | undefined;
	for (const { slug: role } of ROLES) {
		const people: number[] = [];
		const isPersonasRole = persona?.kind === role;
		const since = addDays('2018-01-01', between(`${code}|${role}|since`, 0, 2_000));
		if (persona && isPersonasRole) people.push(remember(persona, later2020(since)));

		const alone = name === ON_ONE_PERSON;
		const wanted = alone ? Math.min(1, howMany(role, municipality)) : howMany(role, municipality);
		// In small municipalities one person often carries two roles.
		const shares = alone || chance(`${code}|${role}|share`) < 0.22;
		const sharesWith = combined !== undefined && shares ? combined : undefined;
		while (people.length < wanted) {
			people.push(people.length === 0 && sharesWith ? sharesWith : invent(role, String(people.length)));
		}

		people.forEach((person_id, at) => {
			const bounces = !isPersonasRole && chance(`${code}|${role}|${at}|bounce`) < 0.04;
			world.add('role_holder', {
				role_slug: role,
				municipality_code: code,
				person_id,
				is_primary: at === 0,
				held_from: since,
				held_until: null,
				bounced_on: bounces ? addDays('2023-09-04', between(`${code}|${role}|bounced`, 0, 70)) : null,
				is_demo: true
			});
			held.push({ person_id, role });
			if (!(isPersonasRole && at === 0) && person_id !== combined) {
				const kind = accessOf(role, `${code}|${role}|${at}`);
				addAccess(world, person_id, { kind, municipality_code: code }, later2020(since));
			}
		});
		if (role !== 'programleder' && !isPersonasRole) combined = people[0] ?? combined;

		const isLeft = role === 'programleder' && NO_PROGRAMME_LEADER.includes(name) && name !== 'Fanø';
		if (isLeft || chance(`${code}|${role}|former`) < 0.06) {
			const until = addDays('2023-01-31', between(`${code}|${role}|until`, 0, 280));
			// Some have another job, some only another task.
			const person_id = invent(role, 'former', chance(`${code}|${role}|left`) < 0.7 ? until : null);
			world.add('role_holder', {
				role_slug: role,
				municipality_code: code,
				person_id,
				is_primary: false,
				held_from: addDays('2016-02-01', between(`${code}|${role}|from`, 0, 700)),
				held_until: until,
				bounced_on: chance(`${code}|${role}|gone`) < 0.3 ? addDays(until, 14) : null,
				is_demo: true
			});
			const kind = accessOf(role, `${code}|${role}|former`);
			addAccess(world, person_id, { kind, municipality_code: code }, '2020-01-06', until);
		}
	}
	return held;
}

function howMany(role: Role, { code, name }: Municipality): number {
	if (role === 'programleder') {
		return NO_PROGRAMME_LEADER.includes(name) ? 0 : (SEVERAL_PROGRAMME_LEADERS[name] ?? 1);
	}
	if (chance(`${code}|${role}|filled`) >= FILLED[role]) return 0;
	if (role === 'superbruger') return between(`${code}|${role}|count`, 1, 3);
	return chance(`${code}|${role}|second`) < 0.12 ? 2 : 1;
}

function accessOf(role: Role, key: string): AccessKind {
	if (role === 'programleder' || role === 'klik_administrator') return role;
	return chance(`${key}|access`) < 0.65 ? 'contributor' : 'reader';
}

function addPerson(
	world: World,
	person: {
		name: string;
		email: string;
		title: string;
		phone?: string;
		municipality_code: string | null;
		left_on?: Day | null;
	}
): number {
	const { name, email, title, phone = null, municipality_code, left_on = null } = person;
	return world.add('person', { name, email, title, phone, municipality_code, left_on, is_demo: true });
}

function addAccess(
	world: World,
	person_id: number,
	{ kind, municipality_code }: { kind: AccessKind; municipality_code: string | null },
	granted_on: Day,
	revoked_on: Day | null = null
): number {
	return world.add('access', { person_id, kind, municipality_code, granted_on, revoked_on });
}

function later2020(day: Day): Day {
	return day > '2020-01-06' ? day : '2020-01-06';
}

function mailName(name: string): string {
	return name
		.toLowerCase()
		.replaceAll('æ', 'ae')
		.replaceAll('ø', 'oe')
		.replaceAll('å', 'aa')
		.replaceAll('é', 'e')
		.replace(/[^a-z]+/g, '.');
}

/** A demo name for whoever signs on behalf of a municipality; the same person for all of its agreements, mostly. */
export function signatoryOf(code: string, key: string): { name: string; title: string } {
	const which = chance(`${key}|${code}|signatory`) < 0.8 ? 'first' : 'second';
	return {
		name: `${pick(`${code}|signatory|${which}|first`, FIRST)} ${pick(`${code}|signatory|${which}|last`, LAST)}`,
		title: pick(`${code}|signatory|${which}|title`, [
			'Kommunaldirektør',
			'Digitaliseringschef',
			'It-chef',
			'Direktør for Sundhed og Omsorg',
			'Direktør for Børn og Unge',
			'Stabschef'
		])
	};
}

/** Whom of a municipality a task falls to, of those who hold a role it needs; else its programme leader or KLIK administrator. */
export function candidatesFor(holders: Holder[], roles: readonly Role[], key: string): number[] {
	const fitting = holders.filter((holder) => roles.includes(holder.role));
	const other = holders.filter(({ role }) => role === 'programleder' || role === 'klik_administrator');
	return shuffled(key, fitting.length ? fitting : other, ({ person_id, role }) => `${person_id}${role}`).map(
		({ person_id }) => person_id
	);
}
