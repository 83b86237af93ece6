import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LOGO_PNG } from '../../tests/support/november-deck.ts';
import { LARGEST_LOGO, readLogo } from './logo.ts';
import { isReadable, readableAccent, readAccent } from './look.ts';

const png = new Uint8Array(Buffer.from(LOGO_PNG, 'base64'));
const jpeg = Uint8Array.from([
	...[0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0],
	...[0xff, 0xc0, 0, 11, 8, 0, 40, 0, 90, 1, 1, 0x11, 0],
	...[0xff, 0xda, 0, 8, 1, 1, 0, 0, 0x3f, 0, 1, 2, 3, 0xff, 0xd9]
]);
const text = (content: string) => new TextEncoder().encode(content);

describe('a logo', () => {
	it('is a PNG or a JPEG, known by its own bytes', () => {
		expect(readLogo(png)).toMatchObject({ type: 'image/png', width: 1, height: 1, base64: LOGO_PNG });
		expect(readLogo(jpeg)).toMatchObject({ type: 'image/jpeg', width: 90, height: 40 });
	});

	it('is nothing else, whatever it is called', () => {
		for (const other of [
			'',
			'<svg xmlns="http://www.w3.org/2000/svg"/>',
			'<!doctype html><script>1</script>',
			'GIF89a…',
			'RIFF0000WEBP'
		])
			expect(readLogo(text(other)), other).toEqual({ fault: 'not_an_image' });
	});

	it('is whole: cut off anywhere it is none', () => {
		for (const whole of [png, jpeg])
			for (let length = 0; length < whole.length; length++)
				expect(readLogo(whole.slice(0, length)), `${length}`).toHaveProperty('fault');
	});

	it('is no page that begins as a picture', () => {
		expect(readLogo(Uint8Array.from([...png, ...text('<script>alert(1)</script>')]))).toEqual({
			fault: 'broken_image'
		});
	});

	it('has a size that a slide can show, and is not too large to send', () => {
		const side = (at: number, pixels: number) => {
			const other = png.slice();
			new DataView(other.buffer).setUint32(at, pixels);
			return readLogo(other);
		};
		expect(side(16, 8_000)).toMatchObject({ width: 8_000 });
		expect(side(16, 8_001)).toEqual({ fault: 'broken_image' });
		expect(side(20, 0)).toEqual({ fault: 'broken_image' });
		expect(readLogo(new Uint8Array(LARGEST_LOGO + 1))).toEqual({ fault: 'too_large' });
	});

	it('never trips over what it is given', () => {
		const head = fc.constantFrom([...png.slice(0, 8)], [0xff, 0xd8, 0xff]);
		fc.assert(
			fc.property(head, fc.uint8Array({ maxLength: 200 }), (first, rest) => {
				const read = readLogo(Uint8Array.from([...first, ...rest]));
				expect('fault' in read || (read.width > 0 && read.height > 0)).toBe(true);
			})
		);
	});
});

describe('an accent', () => {
	it('is read as people write it', () => {
		expect(['#0A5A6B', ' 0a5a6b ', '#fff', 'fff'].map(readAccent)).toEqual([
			'#0a5a6b',
			'#0a5a6b',
			'#ffffff',
			'#ffffff'
		]);
		for (const other of ['', 'red', '#12345', '#1234567', '#0a5a6b;}', 'url(x)'])
			expect(readAccent(other), other).toBeNull();
	});

	it('is readable, or there is a nearest one that is', () => {
		expect(isReadable('#0a5a6b')).toBe(true);
		expect(isReadable('#ffd800')).toBe(false);
		fc.assert(
			fc.property(fc.integer({ min: 0, max: 0xffffff }), (value) => {
				const nearest = `#${readableAccent({ accent: `#${value.toString(16).padStart(6, '0')}` })}`;
				expect(isReadable(nearest)).toBe(true);
			})
		);
	});
});
