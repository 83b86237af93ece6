import { type Kysely, sql } from 'kysely';

// A connection that is there for the past alone stays on its day until it is put on another one: nothing has to be begun and
// ended for each question, and what was planned once serves again. The days are told as numbers, which PostgreSQL reads much
// quicker than dates; it reads them anew for each row.

const day = (setting: string) => `date '2000-01-01' + current_setting('overblik.${setting}')::integer`;
const count = (date: string) => `(${date} - date '2000-01-01')::text`;

export async function up(db: Kysely<unknown>): Promise<void> {
	const {
		rows: [place]
	} = await sql<{ schema: string }>`select current_schema() as schema`.execute(db);
	const home = place?.schema ?? 'public';
	const there = home === 'public' ? 'as_of' : `${home}_as_of`;
	const run = (text: string) => sql.raw(text.replaceAll('@as_of.', `"${there}".`)).execute(db);

	await run(`create or replace function @as_of.looked_at() returns date language sql stable parallel safe
		return ${day('as_of')}`);
	await run(`create or replace function @as_of.day_end() returns timestamptz language sql stable parallel safe
		return (${day('as_of')} + 1)::timestamp at time zone 'Europe/Copenhagen'`);
	await run(`create or replace function @as_of.present_day() returns date language sql stable parallel safe
		return ${day('present_day')}`);
	await run(`create or replace function @as_of.known_until() returns date language sql stable parallel safe
		return ${day('known_until')}`);
	await run(`drop function look_back(date, text, date)`);
	await run(`
		-- From now on the tables' names give the world as of a day: as it was known 'then', or as the states of that day are
		-- known 'now'. today is the day that the database itself stands on.
		create function look_back(day date, known text, today date, for_the_transaction boolean default true)
			returns void language sql as $$
		select set_config('search_path', '"${there}", "${home}"', for_the_transaction),
			set_config('overblik.as_of', ${count('day')}, for_the_transaction),
			set_config('overblik.known', known, for_the_transaction),
			-- All is known now that was known before the last date there is.
			set_config('overblik.known_until', ${count(`case known when 'then' then day + 1 else date '5874897-12-31' end`)},
				for_the_transaction),
			set_config('overblik.present_day', ${count('today')}, for_the_transaction),
			-- Hardly anything is asked twice within a statement; PostgreSQL would guess otherwise.
			set_config('enable_memoize', 'off', for_the_transaction),
			-- Compiling these statements takes longer than running them.
			set_config('jit', 'off', for_the_transaction)
		$$`);
}
