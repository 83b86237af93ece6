import { deflateRawSync } from 'node:zlib';
import { Zip, ZipPassThrough } from 'fflate';

/** As a zip file names what is deflated. */
const DEFLATED = 8;

/** A part that Node's own zlib deflates: at a third of the time that it takes in JavaScript. */
class Part extends ZipPassThrough {
	override compression = DEFLATED;

	protected override process(chunk: Uint8Array, final: boolean) {
		this.ondata(null, deflateRawSync(chunk, { level: 3 }), final);
	}
}

/**
 * Packs parts as a zip file, in their order.
 * @param modified the moment that every part carries; the same parts give the same bytes
 */
export function zipped(
	parts: Iterable<[path: string, content: string | Uint8Array]>,
	modified: Date
): Uint8Array {
	const written: Uint8Array[] = [];
	const zip = new Zip((problem, chunk) => {
		if (problem) throw problem;
		written.push(chunk);
	});
	for (const [path, content] of parts) {
		const part = new Part(path);
		part.mtime = modified;
		zip.add(part);
		part.push(typeof content === 'string' ? Buffer.from(content) : content, true);
	}
	zip.end();
	return Buffer.concat(written);
}
