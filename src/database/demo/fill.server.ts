import type { SignatureState, TaskProgress } from '#database/schema.ts';
import { addDays, type Day, daysBetween } from '#language/dates.ts';
import { AGREEMENTS, type Spread, type VersionContent } from './agreements.ts';
import { between, chance, earlier, later, pick, shuffled, workdayFrom, workdayUpTo } from './chance.ts';
import { candidatesFor, type People, signatoryOf } from './people.server.ts';
import { AUDIENCES, describe, type TaskContent, TASKS } from './tasks.ts';
import { type Municipality, TODAY, type World } from './world.ts';

// What the deck does not say: how each municipality stands on each task and each agreement, and how it came to that.

/** Owes nothing, so that a page with nothing on it can be seen: what cannot be done yet is set aside there too. */
const OWES_NOTHING = 'Dragør';
/** Ahead: nothing is overdue, and what is due in the next weeks is done. */
const AHEAD = ['Allerød', 'Lemvig', 'Vallensbæk'];
const BEHIND = 5;
const PERSONAS = ['Herning', 'Langeland', 'Samsø'];

/** Agreements that a persona's municipality has or has not signed, so that each has something to do. */
const PINNED: Record<string, { signed: string[]; missing: string[] }> = {
	'Gateway tilslutning': { signed: ['Langeland', 'Odense'], missing: ['Herning', 'Samsø'] },
	'SAPA DBA': { signed: ['Herning', 'Odense'], missing: ['Langeland', 'Samsø'] }
};

interface Step {
	state: string;
	on: Day;
	note?: string;
	/** Days from when it was true until it was known here; drawn where not given. */
	lag?: number;
	actor?: number | null;
}

interface Change {
	task_id: number | null;
	version_id: number | null;
	municipality_code: string;
	old_state: string | null;
	new_state: string;
	effective_on: Day;
	recorded_at: string;
	actor_id: number | null;
	source: 'demo';
	note: string | null;
}

interface Cast {
	all: Municipality[];
	people: People;
	projects: Map<string, number>;
	groups: Map<string, Municipality[]>;
}

interface Signed {
	state: SignatureState;
	on: Day | null;
}

/** Fills agreements, tasks and everything each municipality has done about them, with the changes that led there. */
export function fillMunicipalities(world: World, cast: Cast): void {
	const changes: Change[] = [];
	const signatures = addAgreements(world, cast, changes);
	addTasks(world, cast, signatures, changes);
	// The log is written in the order in which things became known.
	changes.sort((a, b) => (a.recorded_at < b.recorded_at ? -1 : a.recorded_at > b.recorded_at ? 1 : 0));
	for (const change of changes) world.add('status_change', change);
}

// Agreements

function addAgreements(world: World, cast: Cast, changes: Change[]): Map<string, Map<string, Signed>> {
	const agreementIds = new Map<string, number>();
	const signatures = new Map<string, Map<string, Signed>>();
	for (const agreement of AGREEMENTS) {
		const agreement_id = world.add('agreement', {
			project_id: cast.projects.get(agreement.project) as number,
			kind: agreement.kind,
			title: agreement.title,
			short_title: agreement.short_title,
			parent_id: agreement.parent ? (agreementIds.get(agreement.parent) as number) : null,
			note: agreement.note ?? null,
			ended_on: null,
			is_demo: agreement.demo
		});
		agreementIds.set(agreement.short_title, agreement_id);

		let before: { id: number; signed: Map<string, Signed> } | undefined;
		agreement.versions.forEach((version, at) => {
			const id = world.add('agreement_version', {
				agreement_id,
				label: version.label,
				replaces_id: version.replaces ? (before?.id ?? null) : null,
				is_substantive: !version.editorial,
				reason: version.reason ?? null,
				position: at + 1,
				certainty: version.certainty ?? 'planned',
				notice_on: version.notice ?? null,
				review_on: version.review ?? null,
				review_closed_on: version.review_closed ?? null,
				sent_on: version.sent ?? null,
				deadline_on: version.deadline ?? null,
				phone_round_on: version.phone_round ?? null,
				all_in_on: version.all_in ?? null,
				term_from: version.term_from ?? null,
				term_until: version.term_until ?? null,
				term_note: version.term_note ?? null,
				is_demo: version.demo,
				dates_are_demo: version.dates_demo
			});
			const signed =
				agreement.kind === 'general_terms'
					? new Map<string, Signed>()
					: addSignatures(world, cast, changes, agreement.short_title, version, id, before?.signed);
			signatures.set(`${agreement.short_title}|${version.label}`, signed);
			before = { id, signed };
		});
	}
	return signatures;
}

function addSignatures(
	world: World,
	cast: Cast,
	changes: Change[],
	agreement: string,
	version: VersionContent,
	version_id: number,
	before: Map<string, Signed> | undefined
): Map<string, Signed> {
	const key = `${agreement}|${version.label}`;
	const states = spreadSignatures(cast, agreement, version, before);
	const signed = new Map<string, Signed>();
	for (const municipality of cast.all) {
		const { code } = municipality;
		const state = states.get(code) as SignatureState;
		const sent = version.sent as Day;
		const isIn = state === 'signed' || state === 'registered';
		const on = isIn ? signingDay(`${key}|${code}`, version) : null;
		signed.set(code, { state, on });

		const steps: Step[] = [];
		if (state === 'not_applicable') {
			steps.push({ state, on: sent, lag: 0, actor: cast.people.office });
		} else if (state !== 'not_sent') {
			steps.push({ state: 'sent', on: sent, lag: 0, actor: cast.people.office });
			if (state !== 'sent') steps.push(...lastSigningSteps(key, municipality, state, on, version));
		}
		const signatory = signatoryOf(code, agreement);
		const year = (on ?? TODAY).slice(0, 4);
		world.put('signature', {
			version_id,
			municipality_code: code,
			state,
			signed_on: on,
			signatory: isIn ? signatory.name : null,
			signatory_title: isIn ? signatory.title : null,
			reference: isIn ? `${year}-${String(between(`${key}|${code}|ref`, 10_000, 99_999))}` : null,
			reason: reasonFor(state, key, code, version.spread),
			version: Math.max(1, steps.length)
		});
		addChanges(changes, { version_id }, code, steps);

		const isPursued = state === 'sent' && version.phone_round && version.sent && version.sent <= TODAY;
		if (isPursued) addFollowUps(world, key, municipality, version, version_id);
	}
	return signed;
}

function spreadSignatures(
	{ all, groups }: Cast,
	agreement: string,
	version: VersionContent,
	before: Map<string, Signed> | undefined
): Map<string, SignatureState> {
	const states = new Map<string, SignatureState>();
	const isSent = version.sent !== undefined && version.sent <= TODAY;
	const { missing = 0, never = 0, declined = 0, registered = 0, only } = version.spread ?? {};

	const audience = only ? (groups.get(only.group) as Municipality[]) : all;
	for (const one of all)
		states.set(one.code, only && !audience.includes(one) ? 'not_applicable' : 'not_sent');
	if (!isSent) return states;

	if (version.editorial) {
		// An editorial version asks nobody to sign again. Some who never signed the one before sign this one instead.
		const late = audience.filter((one) => before?.get(one.code)?.state === 'sent');
		for (const one of late.slice(0, 3)) states.set(one.code, 'signed');
		return states;
	}

	const pinned = PINNED[agreement] ?? { signed: [], missing: [] };
	const isNeverBefore = (one: Municipality) => before?.get(one.code)?.state === 'sent';
	// Who signed nothing before still signs nothing, and a persona's municipality stands where the demo wants it;
	// the rest is drawn, the municipality that owes nothing and those ahead last.
	const order = [...AHEAD, OWES_NOTHING, 'Odense'];
	const drawnOrder = shuffled(agreement, audience, (one) => one.code);
	const open = [
		...drawnOrder.filter((one) => isNeverBefore(one)).slice(0, never),
		...drawnOrder.filter((one) => pinned.missing.includes(one.name) && before !== undefined),
		...drawnOrder.filter((one) => pinned.missing.includes(one.name) && before === undefined && missing > 10)
	];
	const rest = drawnOrder.filter(
		(one) =>
			!open.includes(one) &&
			!pinned.signed.includes(one.name) &&
			!order.includes(one.name) &&
			!(before === undefined && PERSONAS.includes(one.name))
	);
	const unsigned = [...open, ...rest].slice(0, missing);
	const refusing = rest.filter((one) => !unsigned.includes(one)).slice(0, declined);
	const others = drawnOrder.filter((one) => !unsigned.includes(one) && !refusing.includes(one));
	const onPaper = others.slice(-registered || others.length);
	for (const one of others)
		states.set(one.code, registered && onPaper.includes(one) ? 'registered' : 'signed');
	for (const one of unsigned) states.set(one.code, 'sent');
	for (const one of refusing) states.set(one.code, 'declined');
	return states;
}

// Most sign in the first weeks and again just before the deadline; a few come after it.
function signingDay(key: string, version: VersionContent): Day {
	const sent = version.sent as Day;
	const deadline = version.deadline ?? addDays(sent, 60);
	const last = earlier(addDays(deadline, 20), addDays(TODAY, -1));
	const span = daysBetween(sent, last);
	const r = chance(`${key}|when`);
	const isEarly = chance(`${key}|wave`) < 0.6;
	const day = addDays(sent, 1 + Math.floor((isEarly ? r ** 1.7 * 0.6 : 1 - r ** 1.5 * 0.5) * (span - 1)));
	return later(workdayUpTo(day), sent);
}

function lastSigningSteps(
	key: string,
	municipality: Municipality,
	state: SignatureState,
	on: Day | null,
	version: VersionContent
): Step[] {
	const { code } = municipality;
	const day = on ?? signingDay(`${key}|${code}`, version);
	const note = state === 'registered' ? 'Underskrevet på papir, registreret af KOMBIT' : undefined;
	// Now and then a signature was registered on the wrong version or municipality, and taken back later.
	if (state === 'signed' && chance(`${key}|${code}|mistaken`) < 0.012) {
		const wrong = workdayUpTo(addDays(day, -20));
		if (wrong > (version.sent as Day)) {
			return [
				{ state: 'signed', on: wrong },
				{
					state: 'sent',
					on: wrong,
					lag: 9,
					note: 'Rettelse: underskriften hørte til en anden aftale.'
				},
				{ state, on: day }
			];
		}
	}
	return [{ state, on: day, note }];
}

function reasonFor(
	state: SignatureState,
	key: string,
	code: string,
	spread: Spread | undefined
): string | null {
	if (state === 'not_applicable') return spread?.only?.reason ?? 'Ikke relevant for kommunen (demodata)';
	if (state === 'registered') return 'Underskrevet på papir og registreret af KOMBIT (demodata)';
	if (state !== 'declined') return null;
	return pick(`${key}|${code}|declined`, [
		'Kommunens databeskyttelsesrådgiver ønsker en risikovurdering, før der underskrives (demodata)',
		'Kommunen afventer svar på spørgsmål om underdatabehandlere (demodata)'
	]);
}

const FOLLOW_UPS: [kind: 'phone' | 'mail' | 'meeting', note: string][] = [
	['phone', 'Talte med kontaktpersonen. Aftalen ligger hos kommunaldirektøren til underskrift.'],
	['phone', 'Ingen svarede. Besked lagt på telefonsvareren.'],
	['phone', 'Kontaktpersonen er fratrådt. Omstillingen finder ud af, hvem der har overtaget.'],
	['phone', 'Kommunen ventede på databehandleraftalen. Forklaret, at tilslutningen er uafhængig af den.'],
	['mail', 'Påmindelse sendt til aftaleansvarlig og programleder.'],
	['mail', 'Sendt aftalen igen; linket i den første mail var udløbet.'],
	['mail', 'Kommunen svarer, at underskriften kommer i næste uge.'],
	['meeting', 'Vendt på møde med kommunens digitaliseringschef; afklaring ventes inden månedens udgang.']
];
const ABOUT_ACCESSION_ONLY = 3;

function addFollowUps(
	world: World,
	key: string,
	{ code, name }: Municipality,
	version: VersionContent,
	version_id: number
): void {
	if (chance(`${key}|${code}|followed`) > 0.62 && !PERSONAS.includes(name)) return;
	const count = between(`${key}|${code}|follow-ups`, 1, 3);
	const days: Day[] = [];
	for (let at = 0; at < count; at++) {
		days.push(workdayUpTo(addDays(TODAY, -between(`${key}|${code}|${at}|followed`, 1, 56))));
	}
	for (const happened_on of [...new Set(days)].sort()) {
		if (happened_on <= (version.sent as Day)) continue;
		const choice = FOLLOW_UPS.filter((_, at) => at !== ABOUT_ACCESSION_ONLY || key.startsWith('Gateway'));
		const [kind, note] = pick(`${key}|${code}|${happened_on}`, choice);
		world.add('follow_up', {
			version_id,
			municipality_code: code,
			kind,
			happened_on,
			note,
			is_demo: true
		});
	}
}

// Tasks

function addTasks(
	world: World,
	cast: Cast,
	signatures: Map<string, Map<string, Signed>>,
	changes: Change[]
): void {
	const behind = new Set(
		shuffled(
			'behind',
			cast.all.filter(
				({ name }) => ![...AHEAD, ...PERSONAS, OWES_NOTHING, 'Odense', 'København'].includes(name)
			),
			({ code }) => code
		)
			.slice(0, BEHIND)
			.map(({ code }) => code)
	);
	for (const task of TASKS) {
		const audience = AUDIENCES[task.audience ?? 'all'];
		const task_id = world.add('task', {
			project_id: cast.projects.get(task.project) as number,
			title: task.title,
			description: describe(task),
			kind: task.kind ?? 'action',
			is_critical: task.critical ?? false,
			is_cross_cutting: task.cross ?? false,
			audience: audience.words,
			published_on: task.published,
			due_on: task.due,
			closed_on: task.closed ?? null,
			is_demo: task.demo,
			due_is_demo: task.due_demo
		});
		for (const role_slug of task.roles) world.put('task_role', { task_id, role_slug });
		const stepIds = (task.steps ?? []).map((title, at) =>
			world.add('task_step', { task_id, position: at + 1, title })
		);
		const municipalities = audience.group ? (cast.groups.get(audience.group) as Municipality[]) : cast.all;
		const signed = task.signs && signatures.get(`${task.signs.agreement}|${task.signs.label}`);
		for (const municipality of municipalities) {
			addTaskState(world, cast, changes, {
				task,
				task_id,
				stepIds,
				municipality,
				signature: signed?.get(municipality.code),
				isBehind: behind.has(municipality.code)
			});
		}
	}
}

interface Copy {
	task: TaskContent;
	task_id: number;
	stepIds: number[];
	municipality: Municipality;
	signature: Signed | undefined;
	isBehind: boolean;
}

function addTaskState(world: World, cast: Cast, changes: Change[], copy: Copy): void {
	const { task, task_id, stepIds, municipality } = copy;
	const { code } = municipality;
	const key = `${task.project}|${task.title}|${code}`;
	const state = stateOf(copy, key);
	const changedOn = changeDay(copy, key, state);
	const doneOn = state === 'done' ? changedOn : null;

	const holders = cast.people.holders.get(code) ?? [];
	const fitting = candidatesFor(holders, task.roles, key);
	const isTouched = state !== 'not_started';
	const lead = holders.find(({ role }) => role === 'programleder')?.person_id;
	const responsible =
		chance(`${key}|responsible`) < (isTouched ? 0.85 : 0.55)
			? chance(`${key}|who`) < 0.35 && lead
				? lead
				: (fitting[0] ?? lead)
			: undefined;
	const performer =
		chance(`${key}|performer`) < (isTouched ? 0.72 : 0.25) ? (fitting[1] ?? fitting[0]) : undefined;

	const steps: Step[] = [
		{ state: 'not_started', on: task.published, lag: 0, actor: cast.people.office },
		...stepsTo(copy, key, state, changedOn)
	];
	const actor = performer ?? responsible ?? fitting[0] ?? null;
	addChanges(
		changes,
		{ task_id },
		code,
		steps.map((step) => ({ actor, ...step }))
	);

	world.put('task_state', {
		task_id,
		municipality_code: code,
		state,
		responsible_id: responsible ?? null,
		performer_id: performer ?? null,
		own_due_on: ownDue(task, key, state),
		done_on: doneOn,
		note: noteFor(copy, key, state),
		version: steps.length
	});

	const finished = stepsDone(key, state, stepIds.length);
	const begun = steps[1]?.on ?? task.published;
	for (const [at, step_id] of stepIds.slice(0, finished).entries()) {
		const share = (at + 1) / Math.max(1, finished);
		const day = addDays(begun, Math.floor(daysBetween(begun, changedOn) * share));
		world.put('task_step_done', {
			step_id,
			municipality_code: code,
			done_on: later(workdayUpTo(day), task.published)
		});
	}
}

function stateOf({ task, municipality, signature, isBehind }: Copy, key: string): TaskProgress {
	const { code, name } = municipality;
	if (signature) {
		if (signature.state === 'signed' || signature.state === 'registered') return 'done';
		if (signature.state === 'declined') return 'waiting';
		const r = chance(`${key}|unsigned`);
		if (isBehind) return 'not_started';
		return r < 0.4 ? 'in_progress' : r < 0.52 ? 'waiting' : 'not_started';
	}
	const isOpenYet = !task.opens || task.opens <= TODAY;
	const days = daysBetween(TODAY, task.due);
	if (name === OWES_NOTHING) return isOpenYet ? 'done' : 'not_applicable';
	const r = chance(`${key}|state`);
	if (task.closed) {
		if (r < 0.955 || AHEAD.includes(name)) return 'done';
		// A confirmation has legal weight: it is given or missing, never set aside.
		return r < 0.985 && task.kind !== 'confirmation' ? 'not_applicable' : 'not_started';
	}

	const isNarrow = task.audience !== undefined && task.audience !== 'all';
	if (!isNarrow && task.kind !== 'confirmation' && chance(`${key}|relevant`) < 0.018) return 'not_applicable';
	if (!isOpenYet) {
		const isPreparing = chance(`${key}|prepares`) < (task.steps ? 0.4 : days < 21 ? 0.16 : 0.05);
		return isPreparing && !isBehind ? 'in_progress' : 'not_started';
	}
	if (AHEAD.includes(name))
		return days <= 21 ? 'done' : r < 0.3 ? 'done' : r < 0.75 ? 'in_progress' : 'not_started';

	// How many are done grows towards the due date, and a task published days ago is done by few.
	const share =
		days < -10
			? 0.92
			: days < -4
				? 0.87
				: days < 0
					? 0.8
					: days <= 4
						? 0.6
						: days <= 9
							? 0.47
							: days <= 16
								? 0.32
								: days <= 31
									? 0.16
									: days <= 60
										? 0.06
										: 0.02;
	const age = Math.min(1, (2 + daysBetween(task.published, TODAY)) / 18);
	// The number of a municipality says nothing about how quick it is; neither does its size.
	const pace = chance(`${code}|pace`) - 0.5;
	const base = share * age;
	const p = isBehind ? base * 0.45 : Math.min(0.97, Math.max(0, base + pace * 1.5 * base * (1 - base)));
	if (r < p) return 'done';
	const s = chance(`${key}|else`);
	if (s < 0.07) return 'waiting';
	const begun = days < 0 ? 0.55 : days <= 16 ? 0.5 : days <= 45 ? 0.3 : 0.12;
	return s < 0.07 + begun * Math.max(0.4, age) * (isBehind ? 0.5 : 1) ? 'in_progress' : 'not_started';
}

/** The day of the last change of the state. */
function changeDay({ task, signature }: Copy, key: string, state: TaskProgress): Day {
	if (state === 'not_started') return task.published;
	if (state === 'done' && signature?.on) return later(signature.on, task.published);
	const until = earlier(
		addDays(TODAY, -1),
		task.closed ?? (state === 'done' ? addDays(task.due, 6) : addDays(TODAY, -1))
	);
	if (until <= task.published) return task.published;
	const span = daysBetween(task.published, until);
	const r = chance(`${key}|when`);
	const skewed = state === 'done' ? 1 - r ** 1.6 : state === 'not_applicable' ? r ** 2 : r;
	const day = addDays(task.published, Math.round(span * skewed));
	return later(workdayUpTo(day), task.published);
}

function stepsTo({ task }: Copy, key: string, state: TaskProgress, on: Day): Step[] {
	if (state === 'not_started') return [];
	const room = daysBetween(task.published, on);
	const between = (share: number) =>
		later(workdayUpTo(addDays(task.published, Math.floor(room * share))), task.published);
	const last: Step = { state, on };
	// Some things are reported only weeks after they were true.
	if (chance(`${key}|late`) < 0.02) {
		last.lag = 8 + Math.floor(chance(`${key}|how late`) * 16);
		last.note = 'Indberettet efterfølgende.';
	}
	const r = chance(`${key}|way`);
	if (state === 'in_progress') {
		if (r < 0.025 && room > 8) {
			return [
				{ state: 'in_progress', on: between(0.2) },
				{ state: 'done', on: between(0.5), lag: 0 },
				{ state: 'in_progress', on: between(0.5), lag: 6, note: 'Rettelse: meldt færdig ved en fejl.' }
			];
		}
		return [last];
	}
	if (state === 'not_applicable') return [last];
	if (state === 'waiting')
		return r < 0.6 && room > 1 ? [{ state: 'in_progress', on: between(0.5) }, last] : [last];
	if (room < 2) return [last];
	if (r < 0.012 && room > 8) {
		return [
			{ state: 'in_progress', on: between(0.2) },
			{ state: 'done', on: between(0.5), lag: 0 },
			{ state: 'in_progress', on: between(0.5), lag: 4, note: 'Rettelse: meldt færdig ved en fejl.' },
			last
		];
	}
	if (r < 0.08)
		return [{ state: 'in_progress', on: between(0.3) }, { state: 'waiting', on: between(0.6) }, last];
	return r < 0.72 ? [{ state: 'in_progress', on: between(0.5) }, last] : [last];
}

function stepsDone(key: string, state: TaskProgress, count: number): number {
	if (state === 'done') return count;
	if (state !== 'in_progress' && state !== 'waiting') return 0;
	return count < 2 ? 0 : between(`${key}|steps`, state === 'waiting' ? 0 : 1, count - 1);
}

function ownDue(task: TaskContent, key: string, state: TaskProgress): Day | null {
	if (state === 'done' || state === 'not_applicable' || chance(`${key}|own due`) > 0.13) return null;
	const day = workdayUpTo(addDays(task.due, -between(`${key}|own days`, 3, 12)));
	return day > task.published ? day : null;
}

function noteFor({ signature }: Copy, key: string, state: TaskProgress): string | null {
	if (signature?.state === 'declined') return 'Kommunen har ikke villet underskrive endnu; se aftalen.';
	const r = chance(`${key}|note`);
	if (state === 'waiting') {
		return pick(`${key}|waits`, [
			'Afventer svar fra leverandøren.',
			'Afventer, at en ny medarbejder er ansat.',
			'Ligger til beslutning i ledelsen.',
			'Afventer databeskyttelsesrådgiverens vurdering.',
			'Venter på oplysninger fra KOMBIT.'
		]);
	}
	if (state === 'not_applicable') {
		return pick(`${key}|irrelevant`, [
			'Opgaven løses af nabokommunen i et fælles center.',
			'Kommunen bruger ikke denne del af løsningen.',
			'Afklaret med KOMBIT: ikke relevant for os.'
		]);
	}
	if (state === 'in_progress' && r < 0.16) {
		return pick(`${key}|progress`, [
			'Er i gang; færdiggøres i næste uge.',
			'Halvdelen er klaret.',
			'Mangler kun kontrol af en kollega.',
			'Aftalt med afdelingen, at de vender tilbage.'
		]);
	}
	if (state === 'done' && r < 0.05) {
		return pick(`${key}|done`, [
			'Dokumentation ligger i sagen.',
			'Gik uden problemer.',
			'Tog længere tid end ventet; se notatet i sagen.'
		]);
	}
	if (state === 'not_started' && r < 0.03) {
		return pick(`${key}|idle`, ['Sættes i gang efter jul.', 'Skal fordeles på næste teammøde.']);
	}
	return null;
}

// Changes

function addChanges(
	changes: Change[],
	subject: { task_id: number } | { version_id: number },
	municipality_code: string,
	steps: Step[]
): void {
	let old_state: string | null = null;
	let latest = '';
	steps.forEach((step, at) => {
		// KOMBIT publishes a task or sends out a version once, for all of its municipalities at the same moment.
		const who = at === 0 ? 'all' : municipality_code;
		const key = `${JSON.stringify(subject)}|${who}|${at}`;
		let recorded_at = recordedAt(key, step);
		// A chain is known in the order in which it happened.
		if (recorded_at <= latest) recorded_at = minutesLater(latest, 1 + Math.floor(chance(`${key}|wait`) * 9));
		latest = recorded_at;
		changes.push({
			task_id: null,
			version_id: null,
			...subject,
			municipality_code,
			old_state,
			new_state: step.state,
			effective_on: step.on,
			recorded_at,
			actor_id: step.actor ?? null,
			source: 'demo',
			note: step.note ?? null
		});
		old_state = step.state;
	});
}

// Copenhagen time, in working hours, at the latest on the morning of the demo's day.
function recordedAt(key: string, { on, lag }: Step): string {
	const r = chance(`${key}|lag`);
	const days = lag ?? (r < 0.72 ? 0 : r < 0.86 ? 1 : r < 0.94 ? 2 : 3);
	const wanted = workdayFrom(addDays(on, days));
	const isToday = wanted >= TODAY;
	const minute = isToday
		? between(`${key}|minute`, 7 * 60 + 40, 8 * 60 + 50)
		: lag === 0
			? between(`${key}|minute`, 8 * 60, 9 * 60 + 30)
			: between(`${key}|minute`, 8 * 60, 15 * 60 + 40);
	return `${isToday ? TODAY : wanted} ${clock(minute)}`;
}

function minutesLater(moment: string, minutes: number): string {
	const [day = '', time = ''] = moment.split(' ');
	const [hours = 0, mins = 0] = time.split(':').map(Number);
	return `${day} ${clock(hours * 60 + mins + minutes)}`;
}

function clock(minute: number): string {
	return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}
