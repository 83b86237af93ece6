import { type ActionFailure, fail, redirect, type RequestEvent } from '@sveltejs/kit';
import type { z } from 'zod';
import { type Acting, Refused, Repeated, Stale, type Theirs } from '#database/acting.server.ts';
import { doneCookie, guarded } from '#people/cookie.ts';
import { type Faults, readForm, type Typed } from '#ui/posted.form.ts';
import { databaseAway } from '../../errors.ts';

/** What comes back to the page when a form was not taken in: what was typed, and why. */
export interface NotWritten {
	/** Which of the page's forms it was. */
	act: string;
	typed: Typed;
	faults?: Faults;
	/** The row has changed meanwhile: how it stands now, or null where there is nothing to choose between. */
	stale?: Theirs | null;
}

/**
 * The whole way of a form into the database: read and checked, written as the person who is signed in, then back to the
 * page it came from (303) with the change ready to be undone. Faults come back as 422 and a row that changed meanwhile
 * as 409, both with everything that was typed.
 * @param act the form's name on its page
 * @param anchor the id of the place on the page to come back to, which may depend on what was read
 * @param keep parameters of the address that stay as they are there
 * @param undo whether undoing is offered; figures frozen, links and mails that went out are not taken back so
 * @param posted the form, where the action has read it already, for the file in it
 */
export async function write<S extends z.ZodType>(
	event: RequestEvent,
	schema: S,
	{
		anchor = '',
		keep = [],
		...how
	}: How & { anchor?: string | ((value: z.output<S>) => string); keep?: string[] },
	work: (acting: Acting, value: z.output<S>) => Promise<unknown>
): Promise<ActionFailure<NotWritten>> {
	const taken = await take(event, schema, how, work);
	if ('failure' in taken) return taken.failure;
	const place = typeof anchor === 'string' ? anchor : encodeURIComponent(anchor(taken.value));
	redirect(303, pageOf(event.url, keep) + (place && `#${place}`));
}

/**
 * The same for a form whose answer is shown there and then and never again: nothing keeps it, not even a way back to it.
 * Sent once more, it leads to the page.
 * @returns what `work` gave
 */
export async function writeAndShow<S extends z.ZodType, T>(
	event: RequestEvent,
	schema: S,
	{ act }: { act: string },
	work: (acting: Acting, value: z.output<S>) => Promise<T>
): Promise<ActionFailure<NotWritten> | { act: string; shown: T }> {
	const taken = await take(event, schema, { act, undo: false }, work);
	if ('failure' in taken) return taken.failure;
	if ('repeated' in taken) redirect(303, pageOf(event.url));
	return { act, shown: taken.done };
}

interface How {
	act: string;
	undo?: boolean;
	posted?: FormData;
}

/** What was read from the form, and what was made of it unless that had been done before. */
type Taken<S extends z.ZodType, T> = { value: z.output<S> } & ({ done: T } | { repeated: true });

async function take<S extends z.ZodType, T>(
	event: RequestEvent,
	schema: S,
	{ act, undo = true, posted }: How,
	work: (acting: Acting, value: z.output<S>) => Promise<T>
): Promise<{ failure: ActionFailure<NotWritten> } | Taken<S, T>> {
	const { locals, request } = event;
	if (locals.databaseAway) databaseAway();
	const form = readForm(schema, posted ?? (await request.formData()));
	if (!form.ok) {
		locals.log.info({ act, faults: Object.keys(form.faults) }, 'a faulty form');
		return { failure: fail(422, { act, typed: form.typed, faults: form.faults }) };
	}
	const { typed, value } = form;
	try {
		const done = await work(actingIn(event, form.formKey), value);
		if (undo) rememberChange(event);
		else event.cookies.delete(doneCookie(event.url), guarded(event.url));
		return { value, done };
	} catch (problem) {
		if (problem instanceof Refused) return { failure: fail(422, { act, typed, faults: problem.faults }) };
		if (problem instanceof Stale) return { failure: fail(409, { act, typed, stale: problem.theirs }) };
		if (!(problem instanceof Repeated)) throw problem;
		return { value, repeated: true };
	}
}

/** Who acts in this request. */
export function actingIn({ locals }: RequestEvent, formKey: string | null = null): Acting {
	const { person, requestId, today, now } = locals;
	return { person: person!, requestId, today, now, formKey };
}

/** Lets the next pages of a minute offer to undo what this request changed. */
export function rememberChange({ cookies, locals, url }: RequestEvent, undone = false): void {
	cookies.set(doneCookie(url), `${locals.requestId}${undone ? '.u' : ''}`, { ...guarded(url), maxAge: 60 });
}

/** Parameters that open a row for editing or tick rows: once it is saved they have done their work. */
const OPENED = ['ret', 'udgave', 'notat', 'valg'];

// The page's own address: without the action's name and without what was open for editing.
export function pageOf(url: URL, keep: string[] = []): string {
	const params = new URLSearchParams(url.search);
	for (const name of [...params.keys()])
		if (name.startsWith('/') || (OPENED.includes(name) && !keep.includes(name))) params.delete(name);
	const query = params.toString();
	return url.pathname + (query && `?${query}`);
}
