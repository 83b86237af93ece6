/**
 * The name of the session's cookie. Where there is TLS the __Host- prefix binds it to this very host.
 */
export function sessionCookie(url: URL): string {
	return named('overblik', url);
}

/** The name of the cookie that says in which browser a link was asked for or a way to a provider was begun. */
export function browserCookie(url: URL): string {
	return named('overblik-browser', url);
}

/** How every cookie is set: out of reach of scripts, and only by TLS where there is TLS. */
export function guarded(url: URL) {
	return { path: '/', httpOnly: true, sameSite: 'lax', secure: url.protocol === 'https:' } as const;
}

/** The name of the cookie that keeps the language a person chose. */
export function languageCookie(url: URL): string {
	return named('sprog', url);
}

/** The name of the cookie that names the change one has just made. */
export function doneCookie(url: URL): string {
	return named('gjort', url);
}

function named(name: string, url: URL): string {
	return url.protocol === 'https:' ? `__Host-${name}` : name;
}
