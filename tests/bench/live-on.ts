import { randomUUID } from 'node:crypto';
import pg from 'pg';

/** So many days somebody writes. */
const DAYS = 30;

/**
 * Lets a demo world live on for a month: each day some of its copies of tasks, signatures, projects, milestones, notes and
 * roles are changed, every fifth day as of some days before. Together a fifth of the rows that are in use.
 * @param url the database; nobody else writes to it
 * @returns the day it began on and how many rows were changed since
 */
export async function liveOn(url: string): Promise<{ began: string; changes: number }> {
	const client = new pg.Client({ connectionString: url });
	await client.connect();
	const ask = async (text: string, values?: unknown[]) => (await client.query(text, values)).rows[0];
	try {
		const { began, person_id, access_id } = await ask(
			`select demo_world.today::text as began, person_id, access.id as access_id
			from demo_world, access where kind = 'kombit_administrator' and revoked_on is null order by access.id limit 1`
		);
		const addDays = (days: number) =>
			new Date(Date.parse(`${began}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
		for (let n = 1; n <= DAYS; n++) {
			const today = addDays(n);
			const since = n % 5 === 0 ? addDays(n - 3) : today;
			await ask('begin');
			await ask(
				`select ${['person', 'access', 'request', 'today', 'effective_on', 'recorded_at', 'reason'].map((name, at) => `set_config('overblik.${name}', $${at + 1}, true)`).join(', ')}`,
				[`${person_id}`, `${access_id}`, randomUUID(), today, since, `${today}T10:00:00Z`, '']
			);
			// The rows are picked by their keys, so that it comes out the same every time.
			await ask(
				`update task_state set state = (array['in_progress', 'waiting', 'done'])[1 + $1 % 3]::task_progress,
					done_on = case when $1 % 3 = 2 then $2::date end, note = 'Dag ' || $1
				from task where task.id = task_id and task.closed_on is null and state <> 'not_applicable'
					and (hashtext(task_id || municipality_code) & 1023) % ${DAYS * 5} = $1::int`,
				[n, since]
			);
			await ask(
				`update signature set state = (array['sent', 'signed', 'registered'])[1 + $1 % 3]::signature_state,
					signed_on = case when $1 % 3 > 0 then $2::date end, signatory = 'Dag ' || $1
				from agreement_version version join agreement on agreement.id = agreement_id
				where version.id = version_id and agreement.ended_on is null and state in ('sent', 'signed', 'registered')
					and (hashtext(version_id || municipality_code) & 1023) % ${DAYS * 5} = $1::int`,
				[n, since]
			);
			await ask(
				`update project set summary = summary || '.' where ended_on is null and id % 10 = $1::int % 10`,
				[n]
			);
			await ask(
				`update milestone set title = title || '.' where id % ${DAYS} = $1::int and starts_on > $2::date`,
				[n, began]
			);
			await ask(`delete from follow_up where id % ${DAYS * 5} = $1::int`, [n]);
			await ask(
				`update role_holder set held_until = $2 where held_until is null and id % ${DAYS * 10} = $1::int`,
				[n, today]
			);
			await ask('commit');
		}
		await ask(`update demo_world set today = $1`, [addDays(DAYS)]);
		await ask('vacuum analyze');
		const { changes } = await ask('select count(*)::int as changes from audit_event');
		return { began, changes };
	} finally {
		await client.end();
	}
}
