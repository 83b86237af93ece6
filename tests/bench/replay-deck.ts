import PptxGenJS from 'pptxgenjs';
import type { Deck } from '../../src/slides/deck.ts';
import { writePptx } from '../../src/slides/pptx.server.ts';

/** What was asked of one slide: the name of the method, and what it was given. */
type Asked = [method: string, given: unknown[]];

const METHODS = ['addText', 'addShape', 'addTable', 'addChart', 'addImage', 'addNotes'] as const;

/**
 * Writes a deck once and remembers each shape that pptxgenjs was asked for.
 * @param deck paged already
 * @returns has pptxgenjs alone write the same shapes, from what was remembered: compressed, as our file is, or not
 */
export async function rememberShapes(deck: Deck): Promise<(compression: boolean) => Promise<unknown>> {
	const slides: Asked[][] = [];

	const addSlide = PptxGenJS.prototype.addSlide;
	PptxGenJS.prototype.addSlide = function (this: PptxGenJS) {
		const slide = addSlide.call(this);
		const asked: Asked[] = [];
		slides.push(asked);
		for (const method of METHODS) {
			const add = slide[method] as (...given: unknown[]) => unknown;
			Object.assign(slide, {
				[method]: (...given: unknown[]) => {
					// pptxgenjs writes into what it is given.
					asked.push([method, structuredClone(given)]);
					return add.apply(slide, given);
				}
			});
		}
		return slide;
	};
	try {
		await writePptx(deck, { origin: 'https://overblik.example' });
	} finally {
		PptxGenJS.prototype.addSlide = addSlide;
	}
	return (compression) => {
		const file = new PptxGenJS();
		file.layout = 'LAYOUT_WIDE';
		for (const asked of slides) {
			const slide = file.addSlide() as unknown as Record<string, (...given: unknown[]) => unknown>;
			for (const [method, given] of asked) slide[method]!(...structuredClone(given));
		}
		// `write` compresses for no type of output, whatever it is told.
		return file.stream({ compression });
	};
}
