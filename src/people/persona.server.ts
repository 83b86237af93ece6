import type { Database } from '#database/connection.server.ts';
import { PERSONAS } from './persona.ts';

/** The people one can be in the demo, in the order of PERSONAS, each with the access they enter by. */
export async function listPersonas(db: Database) {
	const rows = await db
		.selectFrom('person')
		.innerJoin('access', 'access.person_id', 'person.id')
		.leftJoin('municipality', 'municipality.code', 'access.municipality_code')
		.where('person.is_demo', '=', true)
		.where('access.revoked_on', 'is', null)
		.where(
			'person.email',
			'in',
			PERSONAS.map((persona) => persona.email)
		)
		.select([
			'person.id as person_id',
			'access.id as access_id',
			'person.email',
			'person.name',
			'access.kind',
			'municipality.name as municipality_name'
		])
		.execute();
	return PERSONAS.flatMap(({ key, email, kind }) =>
		rows.filter((row) => row.email === email && row.kind === kind).map((row) => ({ key, ...row }))
	);
}

/** The persona of a key, or undefined where the demo has none such. */
export async function findPersona(db: Database, key: string) {
	return (await listPersonas(db)).find((persona) => persona.key === key);
}
