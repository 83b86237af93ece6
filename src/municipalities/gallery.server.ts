import { jsonArrayFrom } from 'kysely/helpers/postgres';
import type { Database } from '#database/connection.server.ts';
import type { Day } from '#language/dates.ts';

/**
 * The role gallery of a municipality on a day: every role there is with whoever holds it, the primary first.
 * @param contacts whether the reader may see addresses, telephone numbers and which addresses bounce
 */
export function listRoleGallery(
	db: Database,
	{ municipality_code, today, contacts }: { municipality_code: string; today: Day; contacts: boolean }
) {
	return db
		.selectFrom('role')
		.select((eb) => [
			'role.slug',
			'role.name_da',
			'role.name_en',
			jsonArrayFrom(
				eb
					.selectFrom('role_holder')
					.innerJoin('person', 'person.id', 'role_holder.person_id')
					.whereRef('role_holder.role_slug', '=', 'role.slug')
					.where('role_holder.municipality_code', '=', municipality_code)
					.where('role_holder.held_from', '<=', today)
					.where((eb) =>
						eb.or([eb('role_holder.held_until', 'is', null), eb('role_holder.held_until', '>', today)])
					)
					.select([
						'role_holder.id',
						'person.name',
						'person.title',
						'role_holder.is_primary',
						'role_holder.held_from'
					])
					.$if(contacts, (query) => query.select(['person.email', 'person.phone', 'role_holder.bounced_on']))
					.orderBy('role_holder.is_primary', 'desc')
					.orderBy('person.name')
			).as('holders')
		])
		.orderBy('role.position')
		.execute();
}
