import { OTHERS } from './board.ts';

interface Named {
	slug: string;
	name: string;
}

/** The name over a part of the rows: of a region, a group, or the rest. */
export function headOf(
	key: string | null,
	{ opdel }: { opdel?: string | undefined },
	{ regions, groups }: { regions: Named[]; groups: Named[] },
	words: { others: string; no_region: string }
): string {
	if (key === null || key === OTHERS) return opdel === 'region' ? words.no_region : words.others;
	return (opdel === 'region' ? regions : groups).find(({ slug }) => slug === key)?.name ?? key;
}
