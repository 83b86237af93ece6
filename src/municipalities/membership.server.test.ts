import { expect, test } from 'vitest';
import { testDatabase } from '../../tests/support/database.ts';
import { inGroup, inRegion } from './membership.server.ts';

const db = await testDatabase({ demo: true });

test.each(['2023-11-23', '2026-12-31', '2027-01-01'])('everyone lies in one region on %s', async (day) => {
	const regions = await db.selectFrom('region').select('slug').execute();
	const found = [];
	for (const { slug } of regions)
		found.push(
			...(await db.selectFrom('municipality').select('code').where(inRegion(slug, day)).execute()).map(
				({ code }) => code
			)
		);
	expect(found).toHaveLength(98);
	expect(new Set(found).size).toBe(98);
});

test('a group is its members, and nobody else', async () => {
	const members = await db
		.selectFrom('municipality_group_member as member')
		.innerJoin('municipality_group as grouping', 'grouping.id', 'member.group_id')
		.where('grouping.slug', '=', 'dubu-kommuner')
		.select('member.municipality_code as code')
		.execute();
	const found = await db.selectFrom('municipality').where(inGroup('dubu-kommuner')).select('code').execute();
	expect(members).toHaveLength(80);
	expect(new Set(found.map(({ code }) => code))).toEqual(new Set(members.map(({ code }) => code)));
	expect(found).toHaveLength(80);
});
