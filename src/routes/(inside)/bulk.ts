import { type ActionFailure, fail, redirect, type RequestEvent } from '@sveltejs/kit';
import type { z } from 'zod';
import { type Acting, Refused, Repeated } from '#database/acting.server.ts';
import type { Outcome } from '#ui/bulk.ts';
import { PREVIEW_ABOVE } from '#ui/bulk.ts';
import { readForm, type Typed } from '#ui/posted.form.ts';
import { databaseAway } from '../../errors.ts';
import { actingIn, type NotWritten, pageOf, rememberChange } from './write.ts';

/** What comes back to the page where many rows were asked to change. */
export interface ManyAnswer {
	act: string;
	typed: Typed;
	/** What would happen; nothing is written yet. */
	preview?: Outcome;
	/** What happened, where some rows were left as they were. */
	outcome?: Outcome;
}

/**
 * The way of a form that changes many rows, as `write` is of one. More than PREVIEW_ABOVE rows come back as a preview
 * first. Where every row was written it goes back to the page (303); rows that were left come back by name with the
 * reason, beside those that were written.
 * @param act the form's name on its page
 * @param anchor the id of the place on the page to come back to
 */
export async function writeMany<S extends z.ZodType<{ valgt: unknown[]; bekraeftet: boolean }>>(
	event: RequestEvent,
	schema: S,
	{ act, anchor = '' }: { act: string; anchor?: string },
	{
		preview,
		work
	}: {
		preview: (acting: Acting, value: z.output<S>) => Promise<Outcome>;
		work: (acting: Acting, value: z.output<S>) => Promise<Outcome>;
	}
): Promise<ManyAnswer | ActionFailure<NotWritten & ManyAnswer>> {
	const { locals, request, url } = event;
	if (locals.databaseAway) databaseAway();
	const form = readForm(schema, await request.formData());
	if (!form.ok) return fail(422, { act, typed: form.typed, faults: form.faults });
	const { typed, value, formKey } = form;
	const acting = actingIn(event, formKey);
	try {
		if (value.valgt.length > PREVIEW_ABOVE && !value.bekraeftet)
			return { act, typed, preview: await preview(acting, value) };
		const outcome = await work(acting, value);
		if (outcome.changes.length > 0) rememberChange(event);
		if (outcome.left.length > 0) {
			// The page shown with this answer must not be told from what was remembered before it.
			locals.read = (ask, ...args) => ask(locals.db, ...args);
			return outcome.changes.length > 0 ? { act, typed, outcome } : fail(409, { act, typed, outcome });
		}
	} catch (problem) {
		if (problem instanceof Refused) return fail(422, { act, typed, faults: problem.faults });
		if (!(problem instanceof Repeated)) throw problem;
	}
	redirect(303, pageOf(url) + (anchor && `#${anchor}`));
}
