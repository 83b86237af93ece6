import { expect, test } from 'vitest';
import { mayReadPrivate } from './may.ts';

test('notes, calls and addresses are read by KOMBIT and by the municipality itself', () => {
	expect(mayReadPrivate({ municipality_code: null }, '657')).toBe(true);
	expect(mayReadPrivate({ municipality_code: '657' }, '657')).toBe(true);
	expect(mayReadPrivate({ municipality_code: '482' }, '657')).toBe(false);
});
