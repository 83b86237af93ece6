import { addDays, type Day, isoWeekday } from '#language/dates.ts';

/** Still being prepared, or held: then it is in the archive. */
export const MEETING_STATES = ['draft', 'held'] as const;

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
	const under = new Map<number | null, T[]>();
	for (const item of items) {
		const list = under.get(item.parent_id);
		if (list) list.push(item);
		else under.set(item.parent_id, [item]);
	}
	return (under.get(null) ?? []).map((item, i) => ({
		...item,
		number: String(i + 1),
		below: (under.get(item.id) ?? []).map((one, n) => ({ ...one, number: `${i + 1}.${n + 1}` }))
	}));
}

/** Where a topic goes: a step of its own, or to a place: the topic it stands under (0: none) and which of them it is. */
export type Move = 'up' | 'down' | 'in' | 'out' | { parent_id: number; place: number };

/**
 * Moves a topic with all that stands under it. There are two levels: what has topics under it stays at the first.
 * @param items in order of position
 * @returns the items in their new order, each with its position, from 1 under its own parent; null where the topic cannot
 * go there, or is not among them
 */
export function moveItem(items: Item[], id: number, move: Move): (Item & { position: number })[] | null {
	const agenda = numberAgenda(items).map(({ id, below }) => ({ id, below: below.map((one) => one.id) }));
	const at = agenda.findIndex((topic) => topic.id === id || topic.below.includes(id));
	const topic = agenda[at];
	if (!topic) return null;
	const under = topic.id === id ? -1 : topic.below.indexOf(id);
	const isTop = under === -1;

	if (typeof move !== 'string') {
		const { parent_id, place } = move;
		const [taken] = isTop ? agenda.splice(at, 1) : [];
		if (!isTop) topic.below.splice(under, 1);
		if (parent_id === 0) {
			const moved = taken ?? { id, below: [] };
			if (place < 1 || place > agenda.length + 1) return null;
			agenda.splice(place - 1, 0, moved);
		} else {
			const parent = agenda.find((one) => one.id === parent_id);
			if (!parent || taken?.below.length || place < 1 || place > parent.below.length + 1) return null;
			parent.below.splice(place - 1, 0, id);
		}
	} else if (move === 'in') {
		const before = agenda[at - 1];
		if (!isTop || !before || topic.below.length > 0) return null;
		agenda.splice(at, 1);
		before.below.push(id);
	} else if (move === 'out') {
		if (isTop) return null;
		// What stood after it stays where it was.
		topic.below.splice(under, 1);
		agenda.splice(at + 1, 0, { id, below: [] });
	} else {
		const list: unknown[] = isTop ? agenda : topic.below;
		const from = isTop ? at : under;
		const to = move === 'up' ? from - 1 : from + 1;
		if (to < 0 || to >= list.length) return null;
		[list[from], list[to]] = [list[to], list[from]];
	}
	return agenda.flatMap(({ id, below }, i) => [
		{ id, parent_id: null, position: i + 1 },
		...below.map((one, n) => ({ id: one, parent_id: id, position: n + 1 }))
	]);
}

/**
 * What the next meeting starts with: the topics that were left open, each with all that stands under it; where only
 * something under a topic was left open, that alone.
 * @param items in order of position
 */
export function itemsLeftOpen<T extends Item & { left_open: boolean }>(
	items: T[]
): { item: T; below: T[] }[] {
	return numberAgenda(items).flatMap((topic) => {
		const find = (id: number) => items.find((item) => item.id === id)!;
		const below = topic.below.map(({ id }) => find(id));
		return topic.left_open
			? [{ item: find(topic.id), below }]
			: below.filter((item) => item.left_open).map((item) => ({ item, below: [] as T[] }));
	});
}

/** The day a month later that is the same one of its weekdays: after the fourth Thursday the next fourth Thursday. */
export function nextMeetingOn(day: Day): Day {
	const nth = Math.ceil(Number(day.slice(8)) / 7);
	const [year = 0, month = 0] = day.split('-').map(Number);
	const next = month === 12 ? `${year + 1}-01` : `${year}-${String(month + 1).padStart(2, '0')}`;
	const first = `${next}-01`;
	const same = addDays(first, ((isoWeekday(day) - isoWeekday(first) + 7) % 7) + 7 * (nth - 1));
	// A fifth one is not in every month.
	return same.startsWith(next) ? same : addDays(same, -7);
}

/** The mail addresses in what the source writes as a mailbox, for one link each. */
export function mailboxesIn(text: string): string[] {
	return text.match(/[^\s,;<>()]+@[^\s,;<>()]+/g) ?? [];
}

/**
 * Who speaks about a topic, one by one: names are set apart by commas, semicolons, "og", "and" or "&". Where there is a mailbox for
 * each, each gets theirs; else the mailboxes are everybody's.
 */
export function presentersOf({ presenter, mailbox }: { presenter: string | null; mailbox: string | null }): {
	name: string;
	mailbox: string | null;
}[] {
	const names = (presenter ?? '')
		.split(/\s*[,;]\s*|\s+(?:og|and|&)\s+/)
		.map((name) => name.trim())
		.filter(Boolean);
	const boxes = mailboxesIn(mailbox ?? '');
	return names.map((name, i) => ({
		name,
		mailbox: boxes.length === names.length ? (boxes[i] ?? null) : (boxes[0] ?? null)
	}));
}

/** A fault of the counts of a poll, as the forms call it; null where they fit. */
export function pollFault(unit: 'votes' | 'percent', values: number[]): 'nothing_chosen' | 'sum' | null {
	const sum = values.reduce((a, b) => a + b, 0);
	if (values.length === 0 || sum === 0) return 'nothing_chosen';
	// Each whole percent may be off by a half: five of them may add to 98 or 102. More than that is a slip.
	return unit === 'percent' && Math.abs(sum - 100) > values.length / 2 ? 'sum' : null;
}

/** Counts as whole percent, each rounded by itself, as polls are published; they may add to 99 or 101. */
export function sharesOf(votes: number[]): number[] {
	const sum = votes.reduce((a, b) => a + b, 0);
	return votes.map((one) => (sum === 0 ? 0 : Math.round((100 * one) / sum)));
}

/** A poll in the fields of its form. */
export function pollValues(poll: {
	question: string;
	note: string | null;
	answers: { label: string; percent: number; votes: number | null }[];
}): Record<string, string> {
	const counted = poll.answers.length > 0 && poll.answers.every(({ votes }) => votes !== null);
	return {
		question: poll.question,
		note: poll.note ?? '',
		unit: counted ? 'votes' : 'percent',
		...Object.fromEntries(
			poll.answers.flatMap(({ label, percent, votes }, i) => [
				[`label_${i + 1}`, label],
				[`count_${i + 1}`, String(counted ? votes : percent)]
			])
		)
	};
}
