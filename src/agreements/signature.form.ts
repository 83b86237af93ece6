import { z } from 'zod';
import { chosenRows, rowNumber } from '#ui/bulk.ts';
import * as field from '#ui/posted.form.ts';
import { LONGEST_NAME, LONGEST_NOTE, LONGEST_REASON, SIGNATURE_STATES } from './agreement.ts';

const wish = {
	udgave: field.id,
	tilstand: field.choice(SIGNATURE_STATES),
	underskrevet: field.optionalDay,
	gaelder_fra: field.optionalDay,
	begrundelse: field.optionalMultiline(LONGEST_REASON)
};

/** One municipality's signature on one version of an agreement, as its form sends it. */
export const signatureForm = z.object({
	...wish,
	kommune: field.code,
	version: field.id,
	underskriver: field.optionalText(LONGEST_NAME),
	titel: field.optionalText(LONGEST_NAME),
	reference: field.optionalText(LONGEST_NAME)
});
export type SignatureChange = z.output<typeof signatureForm>;

const chosenSignature = z.string().transform((given, context) => {
	const [code = '', version] = given.split(':');
	const number = rowNumber(version);
	if (/^\d{3}$/.test(code) && number) return { code, version: number };
	context.addIssue({ code: 'custom', message: 'bad_choice' });
	return z.NEVER;
});

/** Many municipalities' signatures on one version, to stand alike: the rows ticked travel as `code:version`. */
export const signaturesForm = z.object({
	...wish,
	valgt: chosenRows(chosenSignature),
	bekraeftet: field.tick
});
export type SignaturesChange = z.output<typeof signaturesForm>;

export const FOLLOW_UP_KINDS = ['phone', 'mail', 'meeting'] as const;

/** A note about a call, a mail or a meeting: a new one, or, with its number, one that is there. */
export const followUpForm = z.object({
	kommune: field.code,
	udgave: field.id,
	id: field.optionalId,
	version: field.optionalId,
	slags: field.choice(FOLLOW_UP_KINDS),
	dato: field.day,
	note: field.multiline(LONGEST_NOTE)
});
export type FollowUpChange = z.output<typeof followUpForm>;

/** Which note is to go, as it was seen. */
export const followUpRemoval = z.object({ id: field.id, version: field.id });
