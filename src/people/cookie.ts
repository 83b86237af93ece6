/**
 * The name of the session's cookie. Where there is TLS the __Host- prefix binds it to this very host.
 */
export function sessionCookie(url: URL): string {
	return url.protocol === 'https:' ? '__Host-overblik' : 'overblik';
}
