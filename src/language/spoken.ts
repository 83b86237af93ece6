import { page } from '$app/state';
import { DEFAULT_LANGUAGE, type Language } from './language.ts';

/**
 * The language of the page being shown. Reactive: call it inside $derived or markup.
 */
export function spoken(): Language {
	return page.data.language ?? DEFAULT_LANGUAGE;
}
