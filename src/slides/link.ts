/**
 * Where a link of a slide leads: a place in Overblik, a page of the web or a mailbox. What somebody wrote by hand may be
 * anything.
 * @returns undefined where it leads nowhere safe
 */
export function safeLink(href: string | null | undefined): string | undefined {
	if (!href) return undefined;
	if (/^\/(?![/\\])/.test(href)) return href;
	return /^(?:https?:\/\/|mailto:)/i.test(href) && URL.canParse(href) ? href : undefined;
}
