import { z } from 'zod';
import { LONGEST_SEARCH } from '#ui/filter.ts';
import * as field from '#ui/posted.form.ts';
import { KIND_IN_ADDRESS, STANDING_IN_ADDRESS, STANDINGS, KINDS } from './agreement.ts';

const slug = z
	.string()
	.max(80)
	.regex(/^[a-z0-9-]+$/);
const yes = z.literal('1').transform(() => true);

function wordFor<T extends string>(keys: readonly T[], words: Record<T, string>) {
	const known = new Map(keys.map((key) => [words[key], key]));
	return z.string().transform((text, context) => {
		const key = known.get(text);
		if (key === undefined) context.addIssue({ code: 'custom', message: 'unknown word' });
		return key as T;
	});
}

/** The filters of /aftaler. */
export const agreementFilter = z.object({
	projekt: slug.optional(),
	slags: wordFor(KINDS, KIND_IN_ADDRESS).optional(),
	/** Only agreements that some municipality has yet to sign. */
	mangler: yes.optional(),
	/** Only agreements that the reader's own municipality has yet to sign. */
	vores: yes.optional(),
	vis: z.literal('afsluttede').optional(),
	q: z.string().max(LONGEST_SEARCH).optional(),
	sorter: z.enum(['mangler', 'frist', 'navn']).default('mangler')
});
export type AgreementFilter = z.infer<typeof agreementFilter>;

/** The filters of /aftaler/[id]. */
export const signatureFilter = z.object({
	status: z
		.union([z.enum(['alle', 'mangler', 'paa-plads', 'uden-for']), wordFor(STANDINGS, STANDING_IN_ADDRESS)])
		.optional(),
	region: slug.optional(),
	gruppe: slug.optional(),
	q: z.string().max(LONGEST_SEARCH).optional(),
	vis: z.literal('ringeliste').optional(),
	/** The municipality whose signature, or whose notes, are open for editing; the version it is of; the note. */
	ret: field.code.optional(),
	udgave: field.id.optional(),
	notat: field.id.optional(),
	/** All rows shown are ticked. */
	valg: z.literal('alle').optional()
});
export type SignatureFilter = z.infer<typeof signatureFilter>;

/** An agreement's id as it stands in an address; null where no agreement can have it. */
export function readAgreementId(text: string): number | null {
	const id = /^[1-9]\d{0,9}$/.test(text) ? Number(text) : NaN;
	return id <= 2_147_483_647 ? id : null;
}
