import type { Shape, Tone } from '#ui/tone.ts';

// The role gallery across the 98. What stands at a role in a municipality is exactly one of these, so that the counts of
// a role add up to the municipalities.

/**
 * Nobody holds the role; somebody's address bounces; it hangs on one person; several hold it. In this order: the first
 * that fits.
 */
export const ROLE_STANDINGS = ['empty', 'bounced', 'single', 'several'] as const;
export type RoleStanding = (typeof ROLE_STANDINGS)[number];

/** The standings as they stand in an address; besat lists all that are not empty. */
export const ROLE_STANDING_SLUGS = {
	empty: 'tom',
	bounced: 'afvist',
	single: 'en-person',
	several: 'flere'
} as const satisfies Record<RoleStanding, string>;
export const GALLERY_CHOICES = ['besat', 'tom', 'afvist', 'en-person', 'flere'] as const;
export type GalleryChoice = (typeof GALLERY_CHOICES)[number];

export const ROLE_STANDING_LOOK: Record<RoleStanding, { tone: Tone; shape: Shape }> = {
	empty: { tone: 'risk', shape: 'warning' },
	bounced: { tone: 'late', shape: 'alarm' },
	single: { tone: 'none', shape: 'half' },
	several: { tone: 'good', shape: 'check' }
};

/** How a role stands with its current holders. */
export function roleStanding(holders: { bounced_on: string | null }[]): RoleStanding {
	if (holders.length === 0) return 'empty';
	if (holders.some(({ bounced_on }) => bounced_on !== null)) return 'bounced';
	return holders.length === 1 ? 'single' : 'several';
}

/** Whether a standing is among those that a choice lists. */
export function isChosen(standing: RoleStanding, choice: GalleryChoice): boolean {
	return choice === 'besat' ? standing !== 'empty' : ROLE_STANDING_SLUGS[standing] === choice;
}

/** Whether one person alone holds every role that is held, and more than one. */
export function hangsOnOne(roles: { person_id: number }[][]): boolean {
	const held = roles.filter((holders) => holders.length > 0);
	return held.length > 1 && new Set(held.flat().map(({ person_id }) => person_id)).size === 1;
}
