import { type Kysely, sql } from 'kysely';

// What the app's role may do, table by table. `update` names the columns: what says whose a row is stays as it is.
const WRITABLE: Record<string, { rule: string; update?: string[]; insert?: boolean; remove?: boolean }> = {
	task_state: {
		rule: 'may_write_task(task_id, municipality_code)',
		update: ['state', 'responsible_id', 'performer_id', 'own_due_on', 'done_on', 'note']
	},
	task_step_done: {
		rule: 'may_write_task((select task_id from task_step where task_step.id = step_id), municipality_code)',
		update: ['done_on'],
		insert: true,
		remove: true
	},
	signature: {
		rule: 'may_write_signature(version_id, municipality_code)',
		update: ['state', 'signed_on', 'signatory', 'signatory_title', 'reference', 'reason']
	},
	follow_up: {
		rule: 'may_write_signature(version_id, municipality_code)',
		update: ['kind', 'happened_on', 'note'],
		insert: true,
		remove: true
	},
	project: {
		rule: 'may_edit_project(id)',
		update: ['name', 'short_name', 'summary', 'mailbox', 'started_on', 'ended_on']
	},
	project_status: {
		rule: 'may_edit_project(project_id)',
		update: ['state', 'reason', 'next_step', 'owner', 'review_on', 'effective_on'],
		insert: true,
		remove: true
	},
	project_lead: { rule: 'may_administer(null)', insert: true, remove: true },
	milestone: {
		rule: 'may_edit_project(project_id)',
		update: [
			'kind',
			'title',
			'certainty',
			'precision',
			'starts_on',
			'ends_on',
			'starts_at',
			'ends_at',
			'note',
			'position'
		],
		insert: true,
		remove: true
	},
	milestone_move: {
		rule: 'may_edit_project((select project_id from milestone where milestone.id = milestone_id))',
		insert: true,
		remove: true
	},
	readiness_item: {
		rule: 'may_edit_project(project_id)',
		update: ['title', 'state', 'waits_for', 'note', 'position'],
		insert: true,
		remove: true
	},
	project_contact: {
		rule: 'may_edit_project(project_id)',
		update: ['name', 'email', 'title', 'note', 'position'],
		insert: true,
		remove: true
	},
	project_link: {
		rule: 'may_edit_project(project_id)',
		update: ['kind', 'title', 'url', 'note', 'position'],
		insert: true,
		remove: true
	},
	municipality_group: {
		rule: 'may_edit_group(project_id, owner_id)',
		update: ['slug', 'name', 'size_said', 'note', 'members_are_demo'],
		insert: true,
		remove: true
	},
	municipality_group_member: {
		rule: `(select may_edit_group(project_id, owner_id) from municipality_group where municipality_group.id = group_id)`,
		insert: true,
		remove: true
	},
	role_holder: {
		rule: 'may_administer(municipality_code)',
		update: ['is_primary', 'held_from', 'held_until', 'bounced_on'],
		insert: true,
		remove: true
	},
	access: {
		rule: 'may_administer(municipality_code)',
		update: ['kind', 'granted_on', 'revoked_on'],
		insert: true
	},
	person: {
		rule: 'may_edit_person(id, municipality_code)',
		update: ['name', 'email', 'title', 'phone'],
		insert: true
	}
};

const READABLE = [
	'municipality',
	'region',
	'region_membership',
	'role',
	'project_briefing',
	'initiative',
	'key_figure',
	'poll',
	'poll_answer',
	'task',
	'task_role',
	'task_step',
	'agreement',
	'agreement_version',
	'status_change',
	'meeting',
	'agenda_item',
	'demo_world'
];

export async function up(db: Kysely<unknown>): Promise<void> {
	await createRole(db);
	const {
		rows: [place]
	} = await sql<{ schema: string }>`select current_schema() as schema`.execute(db);
	const schema = sql.id(place?.schema ?? 'public');
	await sql`grant usage on schema ${schema} to overblik_app`.execute(db);
	await addRules(db, sql`set search_path = ${schema}, pg_temp`);

	for (const table of READABLE) await sql`grant select on ${sql.table(table)} to overblik_app`.execute(db);
	for (const [name, { rule, update, insert, remove }] of Object.entries(WRITABLE)) {
		const table = sql.table(name);
		const allowed = sql.raw(rule);
		await sql`alter table ${table} enable row level security`.execute(db);
		await sql`grant select on ${table} to overblik_app`.execute(db);
		await sql`create policy reading on ${table} for select to overblik_app using (true)`.execute(db);
		if (update) {
			const columns = sql.join(update.map((column) => sql.ref(column)));
			await sql`grant update (${columns}) on ${table} to overblik_app`.execute(db);
			// 'using' would pass over a foreign row in silence, as if it were not there; this refuses it aloud. Since the
			// columns that decide cannot be changed, the rule on the new row is the rule on the old one.
			await sql`
				create policy changing on ${table} for update to overblik_app using (true) with check (${allowed})
			`.execute(db);
		}
		if (insert) {
			await sql`grant insert on ${table} to overblik_app`.execute(db);
			await sql`create policy adding on ${table} for insert to overblik_app with check (${allowed})`.execute(
				db
			);
		}
		if (remove) {
			await sql`grant delete on ${table} to overblik_app`.execute(db);
			await sql`create policy removing on ${table} for delete to overblik_app using (${allowed})`.execute(db);
		}
	}

	await sql`grant select on kysely_migration to overblik_app`.execute(db);
	// Whoever comes in is not known yet: a session's rows answer to the token alone.
	await sql`grant select, insert, update on session to overblik_app`.execute(db);

	const own = sql`person_id = (select acting_setting('person')::integer)`;
	await sql`alter table form_key enable row level security`.execute(db);
	await sql`grant select, insert, delete on form_key to overblik_app`.execute(db);
	await sql`create policy own on form_key to overblik_app using (${own}) with check (${own})`.execute(db);

	await sql`alter table audit_event enable row level security`.execute(db);
	await sql`grant select on audit_event to overblik_app`.execute(db);
	await sql`
		create policy reading on audit_event for select to overblik_app
		using (${own} or may_administer(municipality_code))
	`.execute(db);
}

// A role belongs to the whole server: another database there may make it at the same moment, or has made it before.
async function createRole(db: Kysely<unknown>): Promise<void> {
	await sql`
		do $$
		begin
			if not exists (select from pg_roles where rolname = 'overblik_app') then
				begin
					create role overblik_app nologin;
				exception
					when duplicate_object or unique_violation then null;
					when insufficient_privilege then
						raise exception 'may not create the role overblik_app' using errcode = 'insufficient_privilege';
				end;
			end if;
			if not pg_has_role(current_user, 'overblik_app',
				case when current_setting('server_version_num')::integer >= 160000 then 'set' else 'member' end)
			then
				begin
					execute format('grant overblik_app to %I', current_user);
				exception
					when unique_violation then null;
					when insufficient_privilege then
						raise exception 'may not act as the role overblik_app' using errcode = 'insufficient_privilege';
				end;
			end if;
		end $$
	`.execute(db);
}

// The rules of src/people/may.ts once more, over rows. A name that a table also has for a column would mean the column,
// so what is asked for is named of_….
async function addRules(db: Kysely<unknown>, path: ReturnType<typeof sql>): Promise<void> {
	await sql`
		-- The access that the person acts by: one of their own that was not taken back.
		create function hat() returns access language sql stable security definer ${path} as $$
			select access from access
			where id = acting_setting('access')::integer and person_id = acting_setting('person')::integer
				and revoked_on is null
		$$
	`.execute(db);
	await sql`
		create function may_edit_project(of_project integer) returns boolean language sql stable security definer ${path} as $$
			select coalesce((
				select case kind
					when 'kombit_administrator' then true
					when 'kombit_lead' then exists (
						select from project_lead where project_id = of_project and person_id = hat.person_id)
				end
				from hat()
			), false)
		$$
	`.execute(db);
	await sql`
		create function may_edit_group(of_project integer, of_owner integer) returns boolean
			language sql stable security definer ${path} as $$
			select coalesce((
				select may_edit_project(of_project) or (of_owner = person_id and kind not in ('kombit_reader', 'reader'))
				from hat()
			), false)
		$$
	`.execute(db);
	await sql`
		create function may_write_task(of_task integer, of_municipality text) returns boolean
			language sql stable security definer ${path} as $$
			select coalesce((
				select case
					when kind in ('kombit_administrator', 'kombit_lead')
						then may_edit_project((select project_id from task row where row.id = of_task))
					when municipality_code is distinct from of_municipality then false
					when kind in ('programleder', 'klik_administrator') then true
					when kind = 'contributor' then exists (
						select from task_role join role_holder using (role_slug)
						where task_role.task_id = of_task and role_holder.person_id = hat.person_id
							and role_holder.municipality_code = of_municipality
							and held_from <= acting_setting('today')::date
							and (held_until is null or held_until > acting_setting('today')::date))
				end
				from hat()
			), false)
		$$
	`.execute(db);
	await sql`
		create function may_write_signature(of_version integer, of_municipality text) returns boolean
			language sql stable security definer ${path} as $$
			select coalesce((
				select case
					when kind in ('kombit_administrator', 'kombit_lead') then may_edit_project((
						select project_id from agreement_version row join agreement on agreement.id = row.agreement_id
						where row.id = of_version))
					when kind in ('programleder', 'klik_administrator') then municipality_code = of_municipality
				end
				from hat()
			), false)
		$$
	`.execute(db);
	await sql`
		create function may_administer(of_municipality text) returns boolean language sql stable security definer ${path} as $$
			select coalesce((
				select case
					when kind = 'kombit_administrator' then true
					when kind in ('programleder', 'klik_administrator') then municipality_code = of_municipality
				end
				from hat()
			), false)
		$$
	`.execute(db);

	await sql`
		-- Oneself, and whom one administers. A municipality's administrators administer the people of their own place,
		-- as long as these have no access beyond it: who can change a mail address can sign in by it.
		create function may_edit_person(of_person integer, of_municipality text) returns boolean
			language sql stable security definer ${path} as $$
			select coalesce((
				select kind = 'kombit_administrator' or (may_administer(of_municipality) and not exists (
					select from access other where other.person_id = of_person and other.revoked_on is null
						and other.municipality_code is distinct from hat.municipality_code))
				from hat()
			), false) or of_person = acting_setting('person')::integer
		$$
	`.execute(db);
	await sql`
		create function keep_own_address() returns trigger language plpgsql as $$
		begin
			if current_user = 'overblik_app' and new.id = acting_setting('person')::integer
				and not may_administer(null)
			then
				raise exception 'nobody changes the address they sign in by' using errcode = 'insufficient_privilege';
			end if;
			return new;
		end $$
	`.execute(db);
	await sql`
		create trigger own_address before update of email on person for each row
		when (old.email is distinct from new.email) execute function keep_own_address()
	`.execute(db);
}
