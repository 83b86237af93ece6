/** Why somebody is not let in; peopleText.troubles has the words. */
export const TROUBLES = {
	plain_http: 403,
	too_many: 429,
	link_unknown: 400,
	link_used: 400,
	link_expired: 400,
	link_foreign: 400,
	provider_away: 502,
	provider_wrong: 502,
	provider_refused: 403,
	cancelled: 403,
	flow_lost: 400,
	unknown_person: 403,
	mail_unverified: 403,
	no_access: 403
} as const;

export type Trouble = keyof typeof TROUBLES;

/** What somebody typed as their mail, or null where it cannot be one. */
export function readMail(given: unknown): string | null {
	if (typeof given !== 'string' || given.length > 300) return null;
	const mail = given.trim();
	// As wide as people's own addresses, æøå too; without the letters that would make two recipients of one.
	return mail.length <= 254 && /^[^\s@<>,;:"\p{C}]+@[^\s@<>,;:"\p{C}]+\.[^\s@<>,;:"\p{C}]+$/u.test(mail)
		? mail
		: null;
}
