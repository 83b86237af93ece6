import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { multiline, optionalMultiline, optionalText, readForm, text, tidy } from './posted.form.ts';

function formOf(fields: Record<string, string>): FormData {
	const form = new FormData();
	for (const [name, value] of Object.entries(fields)) form.append(name, value);
	return form;
}

describe('a form', () => {
	it('takes no field for a word of the language', () => {
		const form = formOf({ constructor: 'x', toString: 'y' });
		form.append('__proto__', 'z');
		const read = readForm(z.object({ name: text(20) }), form);
		expect(read).toMatchObject({ ok: false, faults: { name: 'required' } });
		expect(Object.getPrototypeOf(read.typed)).toBeNull();
		expect(Object.keys(read.typed)).toEqual(['constructor', 'toString']);
	});

	it('reads one line as one, and a note with its lines', () => {
		const schema = z.object({
			name: text(40),
			title: optionalText(40),
			note: multiline(40),
			more: optionalMultiline(40)
		});
		const given = 'Anna\r\nBcc: b@c.example\u2028x';
		const read = readForm(schema, formOf({ name: given, title: given, note: 'a\r\n\nb', more: ' c\nd ' }));
		expect(read).toMatchObject({
			value: {
				name: 'Anna Bcc: b@c.example x',
				title: 'Anna Bcc: b@c.example x',
				note: 'a\n\nb',
				more: 'c\nd'
			}
		});
		expect(readForm(schema, formOf({ name: ' \n ', note: '\n' }))).toMatchObject({
			faults: { name: 'required', note: 'required' }
		});
	});
});

describe('a text', () => {
	it('holds nothing without a width, but emoji as they were written', () => {
		expect(tidy('An\u200bna\u200c \u2060\u200dBo\u200d')).toBe('Anna Bo');
		for (const emoji of [
			'\u{1f469}\u200d\u{1f4bb}',
			'\u{1f469}\u{1f3fd}\u200d\u{1f4bb}',
			'\u2764\ufe0f\u200d\u{1f525}'
		])
			expect(tidy(`a${emoji}b`)).toBe(`a${emoji}b`);
	});
});
