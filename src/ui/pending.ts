import type { enhance } from '$app/forms';
import { newKey } from './key.ts';

type SubmitFunction = NonNullable<Parameters<typeof enhance>[1]>;

/**
 * For use:enhance: while a form is on its way it shows so (`.pending`, aria-busy) and cannot be sent again; when it
 * was taken in, it gets a new key, since the same key would change nothing.
 */
export const showPending: SubmitFunction = ({ formElement, cancel }) => {
	if (formElement.getAttribute('aria-busy') === 'true') return cancel();
	formElement.setAttribute('aria-busy', 'true');
	formElement.classList.add('pending');
	return async ({ result, update }) => {
		await update({ reset: false });
		formElement.removeAttribute('aria-busy');
		formElement.classList.remove('pending');
		const key = formElement.querySelector<HTMLInputElement>('input[name=noegle]');
		if (key && result.type !== 'failure') key.value = newKey();
	};
};
