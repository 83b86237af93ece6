import { z } from 'zod';
import * as field from '#ui/posted.form.ts';
import { MOST_ANSWERS } from './meeting.fields.ts';
import { mailboxesIn, type Move, pollFault } from './meeting.ts';

/** One or several mail addresses, as they are written: with commas, semicolons or spaces between them. */
const mailboxes = field
	.optionalText(300)
	.refine(
		(given) =>
			given === null ||
			(given.split(/[\s,;]+/).filter(Boolean).length === mailboxesIn(given).length &&
				mailboxesIn(given).every((box) => z.email().safeParse(box).success)),
		'bad_email'
	);

const row = { id: field.id, version: field.id };

const meetingFields = z.object({
	title: field.text(200),
	held_on: field.day,
	starts_at: field.optionalTime,
	ends_at: field.optionalTime,
	place: field.optionalText(200),
	link: field.optionalAddress,
	mailbox: mailboxes,
	first_editing_on: field.optionalDay,
	second_editing_on: field.optionalDay,
	note: field.optionalMultiline(4000)
});

function inOrder(given: z.output<typeof meetingFields>, check: z.RefinementCtx): void {
	const { held_on, starts_at, ends_at, first_editing_on: first, second_editing_on: second } = given;
	const say = (path: string, message: string) => check.addIssue({ code: 'custom', path: [path], message });
	if (ends_at !== null && starts_at === null) say('starts_at', 'required');
	else if (ends_at !== null && starts_at !== null && ends_at <= starts_at) say('ends_at', 'time_order');
	if (first !== null && first > (second ?? held_on)) say('first_editing_on', 'after_next');
	if (second !== null && second > held_on) say('second_editing_on', 'after_next');
}

/** A new meeting. */
export const meetingForm = meetingFields.superRefine(inOrder);
/** A meeting changed. */
export const meetingChange = meetingFields.extend({ version: field.id }).superRefine(inOrder);
/** A meeting taken away, from its own page. */
export const meetingRemoval = z.object({ version: field.id });

/** What is written after a meeting: how it went, whether it is over, and which topics were not reached. */
export const afterForm = z.object({
	version: field.id,
	held: field.tick,
	evaluation: field.optionalMultiline(4000),
	deck_url: field.optionalAddress,
	left_open: field.many(field.id)
});

/** The next meeting, made from this one. */
export const nextForm = z.object({ title: field.text(200), held_on: field.day });

/** A topic of an agenda. */
export const topicForm = z.object({
	title: field.text(300),
	purpose: field.optionalMultiline(1000),
	presenter: field.optionalText(300),
	mailbox: mailboxes,
	project_id: field.optionalId,
	minutes: field.optionalMultiline(20_000),
	left_open: field.tick
});
export const topicChange = topicForm.extend(row);
export const topicRemoval = z.object(row);

/** Where a topic is moved: `to` is a step (up, down, in, out) or a place as `parent:place`, 0 for no parent. */
export const moveForm = z.object({
	id: field.id,
	to: z
		.string('required')
		.regex(/^(up|down|in|out|\d{1,10}:[1-9]\d{0,4})$/, 'bad_choice')
		.transform((given): Move => {
			const [parent, place] = given.split(':');
			return place === undefined
				? (given as Exclude<Move, object>)
				: { parent_id: Number(parent), place: Number(place) };
		})
});

const ANSWERS = Array.from({ length: MOST_ANSWERS }, (_, i) => i + 1);
const count = z
	.string()
	.optional()
	.transform((given) => (given ?? '').trim().replace(/\s*%$/, ''))
	.pipe(z.string().regex(/^\d{0,7}$/, 'bad_number'))
	.transform((given) => (given === '' ? null : Number(given)));

const pollFields = z.object({
	question: field.text(500),
	note: field.optionalMultiline(1000),
	unit: field.choice(['votes', 'percent']),
	...(Object.fromEntries(
		ANSWERS.flatMap((n) => [
			[`label_${n}`, field.optionalText(200)],
			[`count_${n}`, count]
		])
	) as Record<`label_${number}`, ReturnType<typeof field.optionalText>> &
		Record<`count_${number}`, typeof count>)
});

type PollGiven = z.output<typeof pollFields> & Record<string, string | number | null>;

/** The answers that were filled in, in their order. */
function answersIn(given: PollGiven): { n: number; label: string | null; count: number | null }[] {
	return ANSWERS.map((n) => ({
		n,
		label: given[`label_${n}`] as string | null,
		count: given[`count_${n}`] as number | null
	})).filter(({ label, count }) => label !== null || count !== null);
}

function addsUp(given: PollGiven, check: z.RefinementCtx): void {
	const say = (path: string, message: string) => check.addIssue({ code: 'custom', path: [path], message });
	const answers = answersIn(given);
	for (const { n, label, count } of answers) {
		if (label === null) say(`label_${n}`, 'required');
		if (count === null) say(`count_${n}`, 'required');
		else if (given.unit === 'percent' && count > 100) say(`count_${n}`, 'bad_number');
	}
	if (answers.length < 2) say(`label_${answers.length + 1}`, 'required');
	else if (answers.every(({ count }) => count !== null)) {
		const fault = pollFault(
			given.unit,
			answers.map(({ count }) => count!)
		);
		if (fault) say(`count_${answers[0]!.n}`, fault);
	}
}

function poll(given: PollGiven) {
	return {
		question: given.question,
		note: given.note,
		unit: given.unit,
		answers: answersIn(given).map(({ label, count }) => ({ label: label!, count: count! }))
	};
}

/** A poll with its result, as votes or as whole percent. */
export const pollForm = pollFields
	.extend({ project_id: field.optionalId })
	.superRefine((given, check) => addsUp(given as PollGiven, check))
	.transform((given) => ({ ...poll(given as PollGiven), project_id: given.project_id }));
export const pollChange = pollFields
	.extend(row)
	.superRefine((given, check) => addsUp(given as unknown as PollGiven, check))
	.transform((given) => ({ ...poll(given as unknown as PollGiven), id: given.id, version: given.version }));
export const pollRemoval = z.object(row);

export type PollWritten = ReturnType<typeof poll>;

/** Municipalities that are asked to help edit a meeting. */
export const askForm = z.object({
	kommune: z.preprocess(
		(given) => [given ?? []].flat().filter((code) => code !== ''),
		z.array(field.code).min(1, 'nothing_chosen').max(98)
	)
});
/** What a municipality answered. */
export const answerForm = z.object({
	...row,
	state: field.choice(['asked', 'yes', 'no']),
	answered_on: field.optionalDay,
	remark: field.optionalMultiline(1000)
});
/** The turns of those who are reminded. */
export const remindForm = z.object({ id: field.many(field.id).pipe(z.array(z.number()).max(98)) });
export const turnRemoval = z.object(row);

/** Which editorial meeting a calendar file is of. */
export const calendarFilter = z.object({ redaktion: z.enum(['1', '2']).optional() });
