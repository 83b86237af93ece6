/** A piece of a mail's text: words, or an address to follow. */
export interface Piece {
	text: string;
	/** Where it leads, on this site. */
	href: string | null;
}

/**
 * Cuts a mail's plain text into words and addresses. Only addresses of `origin` become links: the mailbox is open to
 * all, so what somebody wrote into a mail must not lead away.
 */
export function piecesOf(text: string, origin: string): Piece[] {
	return text
		.split(/(https?:\/\/[^\s<>"]+)/)
		.filter((part) => part !== '')
		.map((part) => ({ text: part, href: part.startsWith(`${origin}/`) ? part : null }));
}
