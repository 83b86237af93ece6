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

/** How a cookie that lets somebody in is set: out of reach of scripts, and only by TLS where there is TLS. */
export function guarded(url: URL) {
	return { path: '/', httpOnly: true, sameSite: 'lax', secure: url.protocol === 'https:' } as const;
}

function named(name: string, url: URL): string {
	return url.protocol === 'https:' ? `__Host-${name}` : name;
}
