import type { AccessKind } from '#database/schema.ts';

// Who may do what: asked by pages before they show a button and by each writing function on its first line. PostgreSQL
// holds the same rules over rows (migrations, `may_…`); a test puts the two side by side.

/** What the rules need to know of the person who acts, and by which access. */
export interface Actor {
	id: number;
	kind: AccessKind;
	municipality_code: string | null;
	project_ids: number[];
	role_slugs: string[];
	/** The pages stand as of an earlier day: nothing is written there, whoever looks. */
	looks_back?: boolean;
}

/** A project with all that hangs on it: status, milestones, readiness, contacts, links. Its leads and the programme office. */
export function mayEditProject(
	{ kind, project_ids, looks_back }: Pick<Actor, 'kind' | 'project_ids' | 'looks_back'>,
	project_id: number | null
): boolean {
	if (looks_back) return false;
	return (
		kind === 'kombit_administrator' ||
		(kind === 'kombit_lead' && project_id !== null && project_ids.includes(project_id))
	);
}

/** A group and its members: whoever made it, and who may edit its project. */
export function mayEditGroup(
	actor: Actor,
	{ project_id, owner_id }: { project_id: number | null; owner_id: number | null }
): boolean {
	return mayEditProject(actor, project_id) || (owner_id === actor.id && mayMakeGroup(actor));
}

/** To make a group of one's own: everybody but those who only read. */
export function mayMakeGroup({ kind, looks_back }: Actor): boolean {
	return !looks_back && kind !== 'reader' && kind !== 'kombit_reader';
}

/**
 * A municipality's copy of a task: its programleder and KLIK administrator, a contributor who holds one of the roles
 * that the task needs, and KOMBIT's people on the project.
 */
export function mayWriteTask(
	actor: Actor,
	task: { project_id: number; roles: string[] },
	municipality_code: string
): boolean {
	if (actor.municipality_code === null) return mayEditProject(actor, task.project_id);
	if (actor.municipality_code !== municipality_code || actor.looks_back) return false;
	if (actor.kind === 'contributor') return task.roles.some((role) => actor.role_slugs.includes(role));
	return leads(actor);
}

/** A municipality's signature and the calls about it: its programleder and KLIK administrator, and KOMBIT's people on the project. */
export function mayWriteSignature(
	actor: Actor,
	agreement: { project_id: number },
	municipality_code: string
): boolean {
	if (actor.municipality_code === null) return mayEditProject(actor, agreement.project_id);
	return actor.municipality_code === municipality_code && leads(actor) && !actor.looks_back;
}

/** A note about a call: whoever wrote it; those that nobody is named for are KOMBIT's. */
export function mayEditFollowUp(
	actor: Actor,
	note: { project_id: number; person_id: number | null },
	municipality_code: string
): boolean {
	if (!mayWriteSignature(actor, note, municipality_code)) return false;
	return note.person_id === null ? actor.municipality_code === null : note.person_id === actor.id;
}

/**
 * People, their roles and their access: the programme office everywhere, a municipality's programleder and KLIK
 * administrator in their own.
 * @param municipality_code null for KOMBIT itself
 */
export function mayAdminister(actor: Actor, municipality_code: string | null): boolean {
	if (actor.kind === 'kombit_administrator') return true;
	return municipality_code !== null && actor.municipality_code === municipality_code && leads(actor);
}

/**
 * Somebody's access, work and leaving, as far as it lies in one's own place: whom the place is home of, or who has or had
 * access or a role there.
 * @param places the municipalities of the person's home, accesses and roles
 */
export function mayAdministerPerson(actor: Actor, { places }: { places: (string | null)[] }): boolean {
	if (actor.kind === 'kombit_administrator') return true;
	return leads(actor) && places.includes(actor.municipality_code);
}

/**
 * Somebody's name, title, telephone and mail. Oneself, and whom one administers; a municipality's administrators only
 * people of their own place who have no access beyond it: who can change a mail address can sign in by it.
 * @param accesses where the person has access now; null for KOMBIT itself
 */
export function mayEditPerson(
	actor: Actor,
	person: { id: number; municipality_code: string | null; accesses: (string | null)[] }
): boolean {
	if (actor.kind === 'kombit_administrator' || person.id === actor.id) return true;
	return (
		mayAdminister(actor, person.municipality_code) &&
		person.accesses.every((code) => code === actor.municipality_code)
	);
}

/** The mail address: as above, but nobody changes the one they sign in by, except the programme office. */
export function mayEditAddress(actor: Actor, person: Parameters<typeof mayEditPerson>[1]): boolean {
	return mayEditPerson(actor, person) && (person.id !== actor.id || actor.kind === 'kombit_administrator');
}

/** Whether somebody administers anything at all: the pages on people open to them. */
export function mayAdministerSome(actor: Actor): boolean {
	return mayAdminister(actor, actor.municipality_code);
}

/** The audit of every change: the programme office reads all of it, a municipality's administrators what is theirs. */
export function mayReadAudit(actor: Actor): boolean {
	return mayAdminister(actor, actor.municipality_code);
}

/**
 * To run the meetings: to call them, put the agenda in order, ask the editors, freeze the figures, say that a meeting was
 * held. The programme office.
 */
export function mayRunMeetings({ kind, looks_back }: Pick<Actor, 'kind' | 'looks_back'>): boolean {
	return !looks_back && kind === 'kombit_administrator';
}

/** What stands under a topic of an agenda, and its poll: who runs the meetings, and the leads of the project it is about. */
export function mayEditTopic(actor: Actor, { project_id }: { project_id: number | null }): boolean {
	return mayEditProject(actor, project_id);
}

/** Whether a municipality helps edit a meeting: who asked, and those who lead the work in the municipality. */
export function mayAnswerTurn(actor: Actor, municipality_code: string): boolean {
	return !actor.looks_back && mayAdminister(actor, municipality_code);
}

/** Notes, calls, mails and phone numbers: KOMBIT, and the municipality they are about. */
export function mayReadPrivate(
	{ municipality_code: own }: Pick<Actor, 'municipality_code'>,
	municipality_code: string
): boolean {
	return own === null || own === municipality_code;
}

function leads({ kind }: Actor): boolean {
	return kind === 'programleder' || kind === 'klik_administrator';
}
