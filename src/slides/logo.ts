import type { Logo } from './deck.ts';

/** Why a file is no logo: a key of the words that tell the person. */
export type LogoFault = 'not_an_image' | 'too_large' | 'broken_image';

/** The largest logo, in bytes; it is in every deck. */
export const LARGEST_LOGO = 512 * 1024;
const LONGEST_SIDE = 8_000;

/**
 * Reads a PNG or JPEG by its first bytes, whatever its name says, with its size in pixels.
 * @returns the logo, or the fault that keeps it from being one
 */
export function readLogo(bytes: Uint8Array): Logo | { fault: LogoFault } {
	if (bytes.length > LARGEST_LOGO) return { fault: 'too_large' };
	const isPng = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a].every((byte, i) => bytes[i] === byte);
	const isJpeg = bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff;
	if (!isPng && !isJpeg) return { fault: 'not_an_image' };
	const size = isPng ? pngSize(bytes) : jpegSize(bytes);
	if (!size || !size.width || !size.height || Math.max(size.width, size.height) > LONGEST_SIDE)
		return { fault: 'broken_image' };
	return { type: isPng ? 'image/png' : 'image/jpeg', base64: toBase64(bytes), ...size };
}

function pngSize(bytes: Uint8Array) {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	// Signature 8, then chunks: length 4, name 4, content, sum 4; the first is IHDR, and with IEND the file ends.
	let size: { width: number; height: number } | null = null;
	let drawn = false;
	for (let at = 8; at + 12 <= bytes.length; at += 12 + view.getUint32(at)) {
		const name = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
		if (at === 8) {
			if (name !== 'IHDR' || bytes.length < 33) return null;
			size = { width: view.getUint32(16), height: view.getUint32(20) };
		}
		if (name === 'IDAT') drawn = true;
		if (name === 'IEND') return drawn && at + 12 === bytes.length ? size : null;
	}
	return null;
}

function jpegSize(bytes: Uint8Array) {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	let size: { width: number; height: number } | null = null;
	let at = 2;
	while (at + 9 < bytes.length && bytes[at] === 0xff) {
		const marker = bytes[at + 1] ?? 0;
		// A frame's head (SOF0–15, without the three markers between them that are none) says the size.
		if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker))
			size = { height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
		// What is drawn follows the start of the scan; the mark of the end is behind it, or the file was cut off.
		if (marker === 0xda) return hasEnd(bytes, at) ? size : null;
		at += 2 + view.getUint16(at + 2);
	}
	return null;
}

function hasEnd(bytes: Uint8Array, from: number): boolean {
	for (let at = bytes.length - 2; at > from; at--)
		if (bytes[at] === 0xff && bytes[at + 1] === 0xd9) return true;
	return false;
}

function toBase64(bytes: Uint8Array): string {
	let binary = '';
	for (let i = 0; i < bytes.length; i += 0x8000)
		binary += String.fromCharCode(...bytes.subarray(i, i + 0x8000));
	return btoa(binary);
}
