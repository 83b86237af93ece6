import { z } from 'zod';
import * as field from '#ui/posted.form.ts';
import { SEEN } from './overlay.fields.ts';

/** The key of a slide; whether the deck has one so called is seen there. */
const slide = field.text(1000);

/** The version of what is kept of a slide; 0 where nothing is. */
const version = z
	.string('required')
	.regex(/^\d{1,9}$/, 'bad_choice')
	.transform(Number);

/** The number of an edit among those of its slide. */
const number = z
	.string('required')
	.regex(/^\d{1,6}$/, 'bad_choice')
	.transform(Number);

/** The version of the figures that a form was made from. */
const udgave = z
	.string()
	.regex(/^[1-9]\d{0,5}$/, 'bad_choice')
	.transform(Number)
	.optional();

/** What the address of the editor may ask for: which version of the figures, and which slide is open. */
export const editorFilter = z.object({ udgave, ret: z.string().max(1100).optional() });

/** The texts of a slide, each under the name of its field. How long they may be is seen where they are changed. */
export const slideTextsForm = z
	.looseObject({ slide, version, udgave, tag_tilbage: field.optionalText(100) })
	.transform(({ slide, version, udgave, tag_tilbage, noegle: _, ...others }) => {
		const texts: Record<string, string> = {};
		const seen: Record<string, string> = {};
		for (const [name, text] of Object.entries(others)) {
			if (typeof text !== 'string') continue;
			if (name.startsWith(SEEN)) seen[name.slice(SEEN.length)] = text;
			else texts[name] = text;
		}
		return { slide, version, made_from: udgave, take_back: tag_tilbage, texts, seen };
	});

/** One edit of a slide. */
export const editForm = z.object({ slide, version, nr: number });

/** A slide whose place is gone. */
export const slideForm = z.object({ slide });

/** All that is kept of a slide. */
export const slideRemoval = z.object({ slide, version });

export const hideForm = z.object({ slide, skjult: field.tick });

/** A step, the first or last place, or `efter:` and the key of another slide. */
export const moveSlideForm = z.object({
	slide,
	to: z
		.string('required')
		.max(1010)
		.transform((given, check) => {
			if (given === 'up' || given === 'down' || given === 'first' || given === 'last') return given;
			if (given.startsWith('efter:')) return { after: given.slice('efter:'.length) };
			check.addIssue({ code: 'custom', message: 'cannot_go' });
			return z.NEVER;
		})
});

/** Lines of a text, without the empty ones. */
const lines = (most: number) =>
	field.optionalMultiline(most).transform((given) =>
		(given ?? '')
			.split('\n')
			.map((line) => line.trim())
			.filter(Boolean)
	);

const own = {
	title: field.text(300),
	kicker: field.optionalText(300),
	lines: lines(10_000),
	said: lines(10_000)
};

/** A new slide of one's own; without `efter` it comes first. */
export const ownForm = z.object({
	...own,
	efter: z
		.string()
		.max(1000)
		.optional()
		.transform((given) => given || null)
});

export const ownChange = z.object({ ...own, slide, version });
