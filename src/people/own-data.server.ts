import { sql } from 'kysely';
import { type Acting, lookAs } from '#database/acting.server.ts';
import type { Database } from '#database/connection.server.ts';
import type { Day } from '#language/dates.ts';

/** The file of one's own data. Days are YYYY-MM-DD, moments ISO 8601 in UTC; names of columns are those of the database. */
export interface OwnData {
	about: { product: 'Overblik'; shape: 1; made_on: Day; made_at: string };
	/** Name, mail, title, telephone, municipality. */
	person: Record<string, unknown>;
	/** Every access there was, in KOMBIT (municipality null) or a municipality. */
	accesses: Record<string, unknown>[];
	/** Roles of the gallery, also former ones. */
	roles: Record<string, unknown>[];
	/** Signed-in browsers, without what signs them in. */
	sessions: Record<string, unknown>[];
	/** What sign-in providers call the person. */
	identities: Record<string, unknown>[];
	/** Forms kept because the session had ended when they came in. */
	kept_forms: Record<string, unknown>[];
	/** Municipalities' copies of tasks where the person is responsible or performer. */
	tasks: Record<string, unknown>[];
	projects_led: Record<string, unknown>[];
	groups: Record<string, unknown>[];
	/** Mails to the person in the demo's mailbox; in real use none are kept. */
	mails: Record<string, unknown>[];
	/** Changes of states that the person made. */
	changes: Record<string, unknown>[];
	/** What the audit holds of the person's own writing, and of what was written about them. */
	audit: { by_oneself: Record<string, unknown>[]; about_oneself: Record<string, unknown>[] };
}

/** Everything held about the person who acts, in one statement, as they may see it. */
export async function gatherOwnData(db: Database, acting: Acting): Promise<OwnData> {
	const id = acting.person.id;
	const list = (query: ReturnType<typeof sql>) =>
		sql<Record<string, unknown>[]>`(select coalesce(json_agg(listed), '[]') from (${query}) listed)`;
	const event = sql`event.id, event.recorded_at, event.table_name, event.row_key, event.operation, event.old, event.new,
		event.request_id, event.municipality_code`;
	const found = await lookAs(db, acting, async (trx) => {
		const { rows } = await sql<Omit<OwnData, 'about' | 'audit'> & OwnData['audit']>`
			select
				(select to_json(own) from (
					select person.id, person.name, email, title, phone, municipality.name as municipality, left_on, is_demo
					from person left join municipality on municipality.code = person.municipality_code
					where person.id = ${id}) own) as person,
				${list(sql`
					select access.id, kind, municipality.name as municipality, granted_on, revoked_on, invited_on
					from access left join municipality on municipality.code = access.municipality_code
					where person_id = ${id} order by access.id`)} as accesses,
				${list(sql`
					select role.name_da as role, municipality.name as municipality, is_primary, held_from, held_until, bounced_on
					from role_holder join role on role.slug = role_slug
					join municipality on municipality.code = role_holder.municipality_code
					where person_id = ${id} order by held_from, role.position`)} as roles,
				${list(sql`
					select kept_row(to_jsonb(session)) - 'person_id' as session
					from session where person_id = ${id} order by created_at`)} as sessions,
				${list(sql`
					select provider, subject, bound_at from identity where person_id = ${id} order by bound_at`)} as identities,
				${list(sql`
					select path, fields, expires_at from kept_form where person_id = ${id} order by expires_at`)} as kept_forms,
				${list(sql`
					select task.id, task.title, municipality.name as municipality, state, due_on, own_due_on, done_on,
						responsible_id = ${id} as responsible, performer_id = ${id} as performer
					from task_state join task on task.id = task_id
					join municipality on municipality.code = task_state.municipality_code
					where responsible_id = ${id} or performer_id = ${id} order by due_on, task.id`)} as tasks,
				${list(sql`
					select project.name from project_lead join project on project.id = project_id
					where person_id = ${id} order by position`)} as projects_led,
				${list(sql`select name, kind from municipality_group where owner_id = ${id} order by name`)} as groups,
				${list(sql`
					select sent_at, subject, body from demo_mail
					where lower(to_address) = (select lower(email) from person where person.id = ${id}) order by demo_mail.id`)} as mails,
				${list(sql`
					select status_change.id, coalesce(task.title, agreement.short_title || ' ' || version.label) as subject,
						municipality.name as municipality, old_state, new_state, effective_on, recorded_at, status_change.note
					from status_change left join task on task.id = task_id
					left join agreement_version version on version.id = version_id
					left join agreement on agreement.id = version.agreement_id
					join municipality on municipality.code = status_change.municipality_code
					where actor_id = ${id} order by status_change.id`)} as changes,
				${list(sql`
					select ${event} from audit_event event where event.person_id = ${id} order by event.id`)} as by_oneself,
				${list(sql`
					select ${event}, writer.name as written_by from audit_about_oneself() event
					left join person writer on writer.id = event.person_id order by event.id`)} as about_oneself
		`.execute(trx);
		return rows[0]!;
	});
	const { by_oneself, about_oneself, sessions, ...rest } = found;
	return {
		about: { product: 'Overblik', shape: 1, made_on: acting.today, made_at: acting.now.toISOString() },
		...rest,
		sessions: sessions.map(({ session }) => session as Record<string, unknown>),
		audit: { by_oneself, about_oneself }
	};
}
