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

/**
 * What may happen at the door, by the address it is asked for at.
 * @returns safe: a session may start here, since it does not go over a network by plain http; letters: mails may say where
 * we are, since there is a mail server and we know our own address: where only the caller says what it is, or a proxy that
 * passes on what the caller said, whoever asks for somebody else's mail could choose where it leads; links: people may sign
 * in by such a mail
 */
export function doorAt(
	url: URL,
	settings: { INTRANET_HTTP: 'on' | 'off'; MAIL_SIGN_IN: 'on' | 'off'; ORIGIN: string | undefined },
	{ demo, mail }: { demo: boolean; mail: boolean }
): { safe: boolean; letters: boolean; links: boolean } {
	const isHere = isLoopback(url) || demo;
	const letters = mail && (isHere || settings.ORIGIN !== undefined);
	return {
		safe: url.protocol === 'https:' || isHere || settings.INTRANET_HTTP === 'on',
		letters,
		links: letters && settings.MAIL_SIGN_IN === 'on'
	};
}

/** Whether an address is this very machine, where plain http goes over no wire. */
export function isLoopback({ hostname }: URL): boolean {
	return (
		hostname === 'localhost' ||
		hostname.endsWith('.localhost') ||
		hostname === '[::1]' ||
		/^127(\.\d{1,3}){3}$/.test(hostname)
	);
}
