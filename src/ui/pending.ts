import type { enhance } from '$app/forms';
import { spoken } from '#language/spoken.ts';
import { formText } from './form.text.ts';
import { newKey } from './key.ts';

type SubmitFunction = NonNullable<Parameters<typeof enhance>[1]>;

/**
 * For use:enhance: while a form is on its way it shows so (`.pending`, aria-busy) and cannot be sent again; when it
 * was taken in, it gets a new key, since the same key would change nothing. Where it could not be taken in at all (too
 * large, no connection, a fault of ours) it says so above its fields and stands as it was typed.
 */
export const showPending: SubmitFunction = ({ formElement, action, submitter, cancel }) => {
	if (formElement.getAttribute('aria-busy') === 'true') return cancel();
	formElement.setAttribute('aria-busy', 'true');
	formElement.classList.add('pending');
	formElement.querySelector(':scope > .unsent')?.remove();
	return async ({ result, update }) => {
		const failed = result.type === 'error';
		// A page came in place of an answer, the one to sign in by: the browser goes there with the form, which is then kept.
		if (failed && result.error instanceof SyntaxError) return sendPlain(formElement, action, submitter);
		if (!failed) await update({ reset: false });
		formElement.removeAttribute('aria-busy');
		formElement.classList.remove('pending');
		if (failed) return tell(formElement, result.status);
		const key = formElement.querySelector<HTMLInputElement>('input[name=noegle]');
		if (key && result.type !== 'failure') key.value = newKey();
	};
};

function tell(form: HTMLFormElement, status: number | undefined): void {
	const words = formText[spoken()];
	const said = document.createElement('p');
	said.className = 'unsent late';
	said.setAttribute('role', 'alert');
	said.textContent = status === 413 ? words.too_large : status === 403 ? words.not_allowed : words.unsent;
	said.tabIndex = -1;
	form.prepend(said);
	said.focus();
}

function sendPlain(form: HTMLFormElement, action: URL, submitter: HTMLElement | null): void {
	form.action = action.href;
	if (submitter instanceof HTMLButtonElement && submitter.name) {
		const pressed = document.createElement('input');
		Object.assign(pressed, { type: 'hidden', name: submitter.name, value: submitter.value });
		form.append(pressed);
	}
	HTMLFormElement.prototype.submit.call(form);
}
