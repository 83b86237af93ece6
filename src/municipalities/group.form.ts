import { z } from 'zod';
import * as field from '#ui/posted.form.ts';
import { GROUP_KINDS } from './group.ts';

const kind = field.choice(GROUP_KINDS);
const members = {
	/** The codes ticked. */
	kommune: field.many(field.code),
	/** Names and codes pasted, read by readPlaces. */
	indsat: field.optionalMultiline(20_000)
};

/** A new group: `for` whom it is, `own`, `all`, or the number of a project. */
export const newGroupForm = z.object({
	name: field.text(120),
	for: z.string('required').regex(/^(own|all|[1-9]\d{0,8})$/, 'bad_choice'),
	kind: kind.optional(),
	note: field.optionalMultiline(1000),
	...members
});

/** A group's words changed; its address stays as it is. */
export const groupForm = z.object({
	version: field.id,
	name: field.text(120),
	kind: kind.optional(),
	note: field.optionalMultiline(1000)
});

/** Its members as they were when the form was made, and as they are ticked now. */
export const membersForm = z.object({
	before: z
		.string()
		.optional()
		.transform((given) => (given ?? '').split(' ').filter((code) => /^\d{3}$/.test(code))),
	...members
});

export const groupRemoval = z.object({ version: field.id });
