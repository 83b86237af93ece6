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

/**
 * A name as it may stand in the text of a mail: on one line, and without what a mail program could make a link of. Whoever
 * chooses their own name does not write our mails.
 */
export function nameInMail(name: string): string {
	const plain = name.replace(/[^\p{L}\p{M}\p{N}.,'’()&–-]+/gu, ' ').replace(/\.(?=\S)/g, '. ');
	return plain.trim().slice(0, 120);
}
