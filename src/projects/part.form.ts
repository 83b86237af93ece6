import { z } from 'zod';
import * as field from '#ui/posted.form.ts';
import { LINK_KINDS, READINESS_STATES } from './project.ts';

const optionalMail = field
	.optionalText(254)
	.refine((given) => given === null || z.email().safeParse(given).success, 'bad_email');

const row = z.object({ id: field.id, version: field.id });

export const readinessForm = z.object({
	title: field.text(500),
	state: field.choice(READINESS_STATES),
	waits_for: field.optionalText(300),
	note: field.optionalMultiline(2000)
});
export const readinessChange = readinessForm.extend(row.shape);

export const contactForm = z.object({
	name: field.text(200),
	email: optionalMail,
	title: field.optionalText(200),
	note: field.optionalMultiline(1000)
});
export const contactChange = contactForm.extend(row.shape);

export const linkForm = z.object({
	kind: field.choice(LINK_KINDS),
	title: field.text(300),
	url: field.optionalAddress,
	note: field.optionalMultiline(1000)
});
export const linkChange = linkForm.extend(row.shape);

/** One step up or down in its list. */
export const stepForm = z.object({ id: field.id, direction: field.choice(['up', 'down']) });

/** The project's own words. */
export const basicsForm = z.object({
	version: field.id,
	name: field.text(200),
	short_name: field.text(60),
	summary: field.multiline(2000),
	mailbox: optionalMail,
	ended_on: field.optionalDay
});
