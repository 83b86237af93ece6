import type { enhance } from '$app/forms';
import { newKey } from './key.ts';

type SubmitFunction = NonNullable<Parameters<typeof enhance>[1]>;

/**
 * For use:enhance: while a form is on its way it shows so (`.pending`, aria-busy) and cannot be sent again; when it
 * was taken in, it gets a new key, since the same key would change nothing. Where no answer for the form comes back (too
 * large, no connection, a fault of ours) the browser sends it once more by itself: then it is the browser's page, and its
 * back button leads back to all that was typed.
 */
export const showPending: SubmitFunction = ({ formElement, action, submitter, cancel }) => {
	if (formElement.getAttribute('aria-busy') === 'true') return cancel();
	formElement.setAttribute('aria-busy', 'true');
	formElement.classList.add('pending');
	return async ({ result, update }) => {
		if (result.type === 'error') return sendPlain(formElement, action, submitter);
		await update({ reset: false });
		formElement.removeAttribute('aria-busy');
		formElement.classList.remove('pending');
		const key = formElement.querySelector<HTMLInputElement>('input[name=noegle]');
		if (key && result.type !== 'failure') key.value = newKey();
	};
};

function sendPlain(form: HTMLFormElement, action: URL, submitter: HTMLElement | null): void {
	form.action = action.href;
	if (submitter instanceof HTMLButtonElement && submitter.name) {
		const pressed = document.createElement('input');
		Object.assign(pressed, { type: 'hidden', name: submitter.name, value: submitter.value });
		form.append(pressed);
	}
	HTMLFormElement.prototype.submit.call(form);
}
