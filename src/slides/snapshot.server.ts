import { createHash } from 'node:crypto';
import { signaturePoints, STANDINGS } from '#agreements/agreement.ts';
import { listAgreements, listAsked } from '#agreements/agreement.server.ts';
import type { Database } from '#database/connection.server.ts';
import type { Day } from '#language/dates.ts';
import { findMeeting } from '#meetings/meeting.server.ts';
import { listSharedGroups } from '#municipalities/group.server.ts';
import { listOnMap } from '#municipalities/municipality.server.ts';
import { listProjectFacts } from '#projects/project.server.ts';
import { TASK_STATES } from '#tasks/task.ts';
import { listOpenTasks, listRoles } from '#tasks/task.server.ts';
import { type Codes, type Snapshot, SNAPSHOT_FORMAT, type SnapshotMeeting } from './snapshot.ts';

/**
 * Reads the world as a snapshot, off the same reads as the pages. Seven statements, whatever the size of history; for one
 * moment of the world they must share a transaction that sees one.
 * @param db the present, or the world as of `day` (lookBack)
 * @param day the day the figures are of
 */
export async function readSnapshot(db: Database, day: Day): Promise<Snapshot> {
	const today = { today: day };
	// One after the other: a transaction has one connection.
	const projects = await listProjectFacts(db, day);
	const tasks = await listOpenTasks(db, today);
	const agreements = await listAgreements(db, {
		...today,
		municipality_code: null,
		filter: { sorter: 'mangler' }
	});
	const asked = new Map((await listAsked(db, today)).map((row) => [row.id, row]));
	const groups = await listSharedGroups(db, today);
	const roles = await listRoles(db);
	const municipalities = await listOnMap(db, today);
	return {
		format: SNAPSHOT_FORMAT,
		figures_on: day,
		meeting: null,
		since: null,
		organisation: null,
		municipalities,
		roles,
		projects: projects.map(({ links, milestones, readiness, ...project }) => ({
			...project,
			links: links.map(({ kind, title, url, note }) => ({ kind, title, url, note })),
			milestones: milestones.map(({ version: _, ...milestone }) => milestone),
			readiness: readiness.map(({ version: _, ...item }) => item)
		})),
		tasks: tasks.map(({ states, ...task }) => ({ ...task, states: everyOf(TASK_STATES, states) })),
		agreements: agreements.map(({ id, title, short_title, kind, project_slug, parent_id, is_demo, next }) => {
			const row = asked.get(id);
			return {
				id,
				title,
				short_title,
				kind,
				project_slug,
				parent_id,
				is_demo,
				asking: row
					? {
							version_id: row.version_id,
							label: row.label,
							sent_on: row.sent_on,
							deadline_on: row.deadline_on,
							standings: everyOf(STANDINGS, row.standings),
							points: signaturePoints(row.signed_on)
						}
					: null,
				next
			};
		}),
		groups
	};
}

/**
 * Reads a meeting with its agenda and polls as a snapshot holds it.
 * @throws 404 where there is no such meeting
 */
export async function readAgenda(db: Database, meeting_id: number): Promise<SnapshotMeeting> {
	const { id, title, held_on, place, link, mailbox, evaluation, agenda, polls } = await findMeeting(
		db,
		meeting_id
	);
	return {
		id,
		title,
		held_on,
		place,
		link,
		mailbox,
		evaluation,
		agenda: agenda.map((topic) => ({
			id: topic.id,
			parent_id: topic.parent_id,
			title: topic.title,
			label_said: topic.label_said,
			purpose: topic.purpose,
			presenter: topic.presenter,
			mailbox: topic.mailbox,
			project_slug: topic.project_slug,
			project_name: topic.project_name
		})),
		polls: polls.map(({ id, question, note, project_slug, answers }) => ({
			id,
			question,
			note,
			project_slug,
			answers
		}))
	};
}

function everyOf<State extends string>(
	states: readonly State[],
	found: Partial<Record<State, string[]>>
): Codes<State> {
	return Object.fromEntries(states.map((state) => [state, found[state] ?? []])) as Codes<State>;
}

/**
 * A value of JSON written the one way it can be written (RFC 8785): keys in order, no spaces. What is equal is written
 * equally, whatever order its keys came in.
 */
export function canonicalJson(value: unknown): string {
	return JSON.stringify(value, (_, part: unknown) =>
		typeof part === 'object' && part !== null && !Array.isArray(part)
			? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
			: part
	);
}

/** The SHA-256 of a text in UTF-8. */
export function hashOf(text: string): Buffer {
	return createHash('sha256').update(text, 'utf8').digest();
}
