/** A meeting's id as it stands in an address; null where no meeting can have it. */
export function readMeetingId(text: string): number | null {
	const id = /^[1-9]\d{0,9}$/.test(text) ? Number(text) : NaN;
	return id <= 2_147_483_647 ? id : null;
}

interface Item {
	id: number;
	parent_id: number | null;
}

/**
 * An agenda in its order, what belongs to a topic under it. Numbers come from the order, whatever label the source
 * gives: "1", "2", and under "6": "6.1".
 * @param items in order of position
 */
export function numberAgenda<T extends Item>(items: T[]) {
	return items
		.filter((item) => item.parent_id === null)
		.map((item, i) => ({
			...item,
			number: String(i + 1),
			below: items
				.filter((under) => under.parent_id === item.id)
				.map((under, n) => ({ ...under, number: `${i + 1}.${n + 1}` }))
		}));
}

/** The mail addresses in what the source writes as a mailbox, for one link each. */
export function mailboxesIn(text: string): string[] {
	return text.match(/[^\s,;<>()]+@[^\s,;<>()]+/g) ?? [];
}
