import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitText, overlaps, textWidth, twoLines } from './place.ts';

describe('room for words', () => {
	it('cuts a text to its room, or leaves it whole', () => {
		fc.assert(
			fc.property(fc.string({ maxLength: 80 }), fc.integer({ min: 0, max: 600 }), (text, room) => {
				const fitted = fitText(text, 12, room);
				expect(fitted === '' || textWidth(fitted, 12) <= room).toBe(true);
				if (textWidth(text, 12) <= room) expect(fitted).toBe(text);
			})
		);
	});

	it('says nothing rather than a stump', () => {
		expect(fitText('Fælleskommunal Gateway', 12, 130)).toBe('Fælleskommunal G…');
		expect(fitText('Fælleskommunal Gateway', 12, 20)).toBe('');
	});

	it('breaks between words before it cuts', () => {
		expect(twoLines('Fælleskommunal Gateway', 13, 120)).toEqual(['Fælleskommunal', 'Gateway']);
		expect(twoLines('DUBU', 13, 120)).toEqual(['DUBU']);
		for (const line of twoLines('Ændringer i kommunernes ydelsessystem efter årsskiftet', 13, 120))
			expect(textWidth(line, 13)).toBeLessThanOrEqual(120);
	});

	it('lets boxes touch without overlapping', () => {
		const box = { x: 0, y: 0, width: 10, height: 10 };
		expect(overlaps(box, { ...box, x: 10 })).toBe(false);
		expect(overlaps(box, { ...box, x: 9, y: 9 })).toBe(true);
	});
});
