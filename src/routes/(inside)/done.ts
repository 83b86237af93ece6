import { z } from 'zod';

/** The request that the cookie names, and whether it was an undoing; null for anything else. */
export function readDone(value: string | undefined): { request_id: string; undone: boolean } | null {
	const [id, mark] = (value ?? '').split('.');
	const request_id = z.uuid().safeParse(id);
	return request_id.success ? { request_id: request_id.data, undone: mark === 'u' } : null;
}
