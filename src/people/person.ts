import type { AccessKind } from '#database/schema.ts';
import { addDays, type Day } from '#language/dates.ts';
import type { Shape, Tone } from '#ui/tone.ts';

/** How somebody stands towards Overblik: exactly one of these. */
export const PERSON_STATES = ['active', 'invited', 'deactivated', 'without', 'left'] as const;
export type PersonState = (typeof PERSON_STATES)[number];

/** The states as they stand in an address. */
export const PERSON_STATE_SLUGS = {
	active: 'aktive',
	invited: 'inviterede',
	deactivated: 'deaktiverede',
	without: 'uden-adgang',
	left: 'fratraadte'
} as const satisfies Record<PersonState, string>;

export const PERSON_STATE_LOOK: Record<PersonState, { tone: Tone; shape: Shape }> = {
	active: { tone: 'good', shape: 'check' },
	invited: { tone: 'wait', shape: 'half' },
	deactivated: { tone: 'none', shape: 'cross' },
	without: { tone: 'none', shape: 'ring' },
	left: { tone: 'none', shape: 'dash' }
};

/** The state that an address names. */
export function personStateOf(slug: (typeof PERSON_STATE_SLUGS)[PersonState]): PersonState {
	return PERSON_STATES.find((state) => PERSON_STATE_SLUGS[state] === slug)!;
}

/** The kinds of access there are at KOMBIT and in a municipality, most first. */
export const KOMBIT_KINDS = ['kombit_administrator', 'kombit_lead', 'kombit_reader'] as const;
export const MUNICIPAL_KINDS = ['programleder', 'klik_administrator', 'contributor', 'reader'] as const;
export const KINDS = [...KOMBIT_KINDS, ...MUNICIPAL_KINDS] as const satisfies AccessKind[];

/** Whether a kind of access belongs to KOMBIT itself, not to a municipality. */
export function isKombitKind(kind: AccessKind): boolean {
	return (KOMBIT_KINDS as readonly AccessKind[]).includes(kind);
}

/**
 * The day on which the name of who left is taken out of everything kept: so many months later, on the same day of the
 * month or its last one.
 */
export function pseudonymisedFrom(left_on: Day, months: number): Day {
	const [year, month, date] = left_on.split('-').map(Number) as [number, number, number];
	const at = year * 12 + month - 1 + months;
	const first = `${String(Math.floor(at / 12)).padStart(4, '0')}-${String((at % 12) + 1).padStart(2, '0')}-01`;
	const nextFirst = `${String(Math.floor((at + 1) / 12)).padStart(4, '0')}-${String(((at + 1) % 12) + 1).padStart(2, '0')}-01`;
	const last = addDays(nextFirst, -1);
	const same = addDays(first, date - 1);
	return same < last ? same : last;
}

/** What of somebody's work can be handed to another, in the order told. */
export const HANDED = ['responsible', 'performer', 'roles', 'projects', 'groups'] as const;
export type Handed = (typeof HANDED)[number];

/** The number of a person as it stands in an address; null for anything else. */
export function readPersonId(text: string): number | null {
	return /^[1-9]\d{0,9}$/.test(text) && Number(text) <= 2_147_483_647 ? Number(text) : null;
}
