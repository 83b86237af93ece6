/**
 * The present address with some parameters changed: null or '' takes one away, the rest stays. The name of the form
 * that was posted to it, as `?/gem`, is no part of it.
 * @returns path and query, for a link that keeps every other filter
 */
export function addressWith(url: URL, changes: Record<string, string | number | null | undefined>): string {
	const params = new URLSearchParams(url.search);
	// The name of a form that was just answered is no filter.
	for (const name of [...params.keys()]) if (name.startsWith('/')) params.delete(name);
	for (const [name, value] of Object.entries(changes)) {
		if (value === null || value === undefined || value === '') params.delete(name);
		else params.set(name, String(value));
	}
	for (const name of [...params.keys()]) if (name.startsWith('/')) params.delete(name);
	const query = params.toString();
	return query ? `${url.pathname}?${query}` : url.pathname;
}

/** Where a form of this page goes: its action, with the filters of the present address kept. */
export function actionAt(url: URL, action: string): string {
	const [, query] = addressWith(url, {}).split('?');
	return `?/${action}${query ? `&${query}` : ''}`;
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
