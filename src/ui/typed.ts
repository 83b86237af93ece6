const FIELDS = 'input:not([type=hidden], [type=file], [type=submit]), textarea, select';

/**
 * What stands in the fields of a page when its script takes the page over. The script would write its own values over
 * what was typed while it was still on its way.
 * @returns puts back what was typed; to be called when the page is taken over
 */
export function noteTyped(root: ParentNode): () => void {
	const noted = [...root.querySelectorAll<Field>(FIELDS)].map((field) => [field, stateOf(field)] as const);
	return () => {
		for (const [field, typed] of noted) {
			if (stateOf(field) === typed) continue;
			if (field instanceof HTMLSelectElement) {
				const chosen = new Set(typed.split(','));
				for (const [at, option] of [...field.options].entries()) option.selected = chosen.has(String(at));
			} else if (isTick(field)) field.checked = typed === 'true';
			else field.value = typed;
			// Whoever counts or filters by it is told, as if it were typed now.
			for (const name of ['input', 'change']) field.dispatchEvent(new Event(name, { bubbles: true }));
		}
	};
}

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

function isTick(field: Field): field is HTMLInputElement {
	return field.type === 'checkbox' || field.type === 'radio';
}

function stateOf(field: Field): string {
	if (field instanceof HTMLSelectElement)
		return [...field.options].flatMap(({ selected }, at) => (selected ? [at] : [])).join();
	return isTick(field) ? String(field.checked) : field.value;
}
