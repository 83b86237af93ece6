import type { z } from 'zod';
import { badAddress } from '../errors.ts';

/** The longest search text that is looked up. */
export const LONGEST_SEARCH = 120;

/**
 * Reads a page's filters out of its address. Empty parameters count as absent (a GET form sends them), unknown ones
 * are passed over, a repeated one counts with its last value.
 * @throws 400 with the names of the parameters that make no sense
 */
export function readFilter<S extends z.ZodType>(schema: S, params: URLSearchParams): z.infer<S> {
	const given: Record<string, string> = {};
	for (const [name, value] of params) {
		const text = value.trim();
		if (text === '') delete given[name];
		else given[name] = text;
	}
	const read = schema.safeParse(given);
	if (!read.success) badAddress([...new Set(read.error.issues.map((issue) => String(issue.path[0] ?? '')))]);
	return read.data;
}
