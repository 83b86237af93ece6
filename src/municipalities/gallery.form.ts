import { z } from 'zod';
import { id, optionalText, text, tick } from '#ui/posted.form.ts';
import { GALLERY_CHOICES } from './gallery.ts';

/** What the address of /rollegalleri may ask for. */
export const galleryFilter = z.object({
	rolle: z
		.string()
		.regex(/^[a-z0-9_-]{1,80}$/)
		.optional(),
	tilstand: z.enum(GALLERY_CHOICES).optional(),
	region: z
		.string()
		.regex(/^[a-z0-9-]{1,80}$/)
		.optional(),
	/** Only municipalities where one person holds everything that is held. */
	alene: z
		.literal('1')
		.optional()
		.transform((given) => given === '1')
});
export type GalleryFilter = z.infer<typeof galleryFilter>;

export const holderForm = z.object({ role_slug: text(80), person_id: id, is_primary: tick });
export const newHolderForm = z.object({
	role_slug: text(80),
	name: text(120),
	email: z
		.string('required')
		.transform((given) => given.trim())
		.pipe(z.string().min(1, 'required').max(254).pipe(z.email('bad_email'))),
	title: optionalText(120),
	phone: optionalText(40),
	is_primary: tick
});
export const holdingForm = z.object({ id, version: id });
export const bouncedForm = z.object({
	id,
	version: id,
	bounces: z.enum(['1', '0'], 'bad_choice').transform((given) => given === '1')
});
