/**
 * The present address with some parameters changed: null or '' takes one away, the rest stays. The name of the form
 * that was posted to it, as `?/gem`, is no part of it.
 * @returns path and query, for a link that keeps every other filter
 */
export function addressWith(url: URL, changes: Record<string, string | number | null | undefined>): string {
	const params = new URLSearchParams(url.search);
	for (const [name, value] of Object.entries(changes)) {
		if (value === null || value === undefined || value === '') params.delete(name);
		else params.set(name, String(value));
	}
	for (const name of [...params.keys()]) if (name.startsWith('/')) params.delete(name);
	const query = params.toString();
	return query ? `${url.pathname}?${query}` : url.pathname;
}

/** Where a form of this page posts to: its action by name, with every filter of the present address kept. */
export function actionOn(url: URL, name: string): string {
	const address = addressWith(url, {});
	return `${address}${address.includes('?') ? '&' : '?'}/${name}`;
}

/**
 * A path of this site to go back to; anything else (another site's, `//other`, nonsense) becomes '/'.
 */
export function ownPath(wish: string): string {
	const base = 'http://overblik.invalid';
	if (!wish.startsWith('/') || !URL.canParse(wish, base)) return '/';
	const url = new URL(wish, base);
	return url.origin === base ? url.pathname + url.search : '/';
}
