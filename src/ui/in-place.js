// Sends the small forms of a page (`data-in-place`) without leaving it: a mark says at once that the choice is being saved,
// and what the server answers takes the place of what stood there, so that every figure of the page is told anew. Pages
// whose other parts need no script bring this one alone, as a file. Without it, and wherever an answer is another page,
// the forms are sent by the browser as ever.

const FORMS = 'form[data-in-place]';

/** @param {Element} form */
const keyOf = (form) => form.getAttribute('data-in-place') ?? '';
/** @param {string} key */
const formsOf = (key) => [...document.querySelectorAll(FORMS)].filter((form) => keyOf(form) === key);
/** @param {Element} form */
const choiceOf = (form) => form.querySelector('select');

/** What is chosen in forms that are on their way, by key. @type {Map<string, string>} */
const sending = new Map();
/** One after the other, or an older page could be shown last. @type {Promise<void>} */
let last = Promise.resolve();

// Stays where the page's parts come and go, or it would not be read aloud.
const said = document.createElement('p');
said.className = 'visually-hidden';
said.setAttribute('role', 'status');
document.body.append(said);

document.addEventListener('submit', (event) => {
	const form = event.target;
	if (!(form instanceof HTMLFormElement) || !form.matches(FORMS)) return;
	event.preventDefault();
	const key = keyOf(form);
	if (sending.has(key)) return;
	sending.set(key, choiceOf(form)?.value ?? '');
	const body = new URLSearchParams(
		[...new FormData(form, event.submitter)].map(([name, value]) => [name, String(value)])
	);
	const { action } = form;
	formsOf(key).forEach(mark);
	said.textContent = form.querySelector('.busy')?.textContent ?? '';
	last = last.then(() => send(key, action, body));
});

/**
 * @param {string} key
 * @param {string} action
 * @param {URLSearchParams} body
 */
async function send(key, action, body) {
	try {
		const answer = await fetch(action, { method: 'POST', body, headers: { accept: 'text/html' } });
		const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
		// Another page, such as the one to sign in by: the server has kept what was sent.
		if (answer.redirected && new URL(answer.url).pathname !== location.pathname)
			return location.assign(answer.url);
		if (!page.querySelector(FORMS) && !answer.ok) return fail(key, page.querySelector('h1')?.textContent);
		show(page, key, answer.ok && answer.redirected);
	} catch {
		fail(key, null);
	}
}

/**
 * Puts the page that came back in the place of the one that stands, with what is chosen, ticked and unfolded on it kept.
 * @param {Document} page
 * @param {string} key
 * @param {boolean} saved
 */
function show(page, key, saved) {
	const here = document.activeElement?.closest(FORMS);
	const focused = here && { key: keyOf(here), tag: document.activeElement?.tagName ?? '', at: order(here) };
	const sent = sending.get(key);
	sending.delete(key);
	const chosen = new Map(sending);
	for (const form of document.querySelectorAll(FORMS)) {
		const choice = choiceOf(form);
		if (!choice || choice.selectedOptions[0]?.defaultSelected || chosen.has(keyOf(form))) continue;
		if (keyOf(form) !== key || choice.value !== sent) chosen.set(keyOf(form), choice.value);
	}
	const ticked = [...document.querySelectorAll('main input[type=checkbox]:checked')].map(nameOf);
	const unfolded = [...document.querySelectorAll('main details')].map((details) =>
		details.hasAttribute('open')
	);

	for (const part of ['main', 'aside:has(form[action="/fortryd"])']) {
		const now = document.querySelector(part);
		const then = page.querySelector(part);
		if (now && then) now.replaceWith(then);
		else if (then) document.querySelector('main')?.after(then);
		else now?.remove();
	}

	for (const [of, value] of chosen)
		for (const form of formsOf(of)) {
			const choice = choiceOf(form);
			if (choice) choice.value = value;
			if (sending.has(of)) mark(form);
		}
	for (const input of document.querySelectorAll('main input[type=checkbox]'))
		if (ticked.includes(nameOf(input))) /** @type {HTMLInputElement} */ (input).checked = true;
	document.querySelectorAll('main details').forEach((details, at) => {
		if (unfolded[at]) details.setAttribute('open', '');
	});

	const told = saved ? null : document.querySelector('main [autofocus]');
	if (told instanceof HTMLElement) told.focus();
	else if (focused) {
		const forms = [...document.querySelectorAll(FORMS)];
		const next = formsOf(focused.key)[0] ?? forms[Math.min(focused.at, forms.length - 1)];
		/** @type {HTMLElement | null | undefined} */ (
			next?.querySelector(focused.tag) ?? document.querySelector('main')
		)?.focus({ preventScroll: true });
	}
	said.textContent = saved ? (document.querySelector('aside [role=status]')?.textContent ?? '') : '';
}

/** @param {Element} form */
const order = (form) => [...document.querySelectorAll(FORMS)].indexOf(form);
/** A row ticked, whichever version of it the page has seen. @param {Element} input */
const nameOf = (input) => {
	const { name, value } = /** @type {HTMLInputElement} */ (input);
	return `${name} ${value.split(':').slice(0, 2).join(':')}`;
};

/** @param {Element} form */
function mark(form) {
	form.classList.add('pending');
	form.classList.remove('unsent');
	form.setAttribute('aria-busy', 'true');
}

/**
 * Nothing was saved: the choice stands as it was made, ready to be sent again by the same key.
 * @param {string} key
 * @param {string | null | undefined} why
 */
function fail(key, why) {
	sending.delete(key);
	for (const form of formsOf(key)) {
		form.classList.remove('pending');
		form.removeAttribute('aria-busy');
		form.classList.add('unsent');
		const place = form.querySelector('.why');
		if (!place) continue;
		place.textContent = [place.getAttribute('data-words'), why].filter(Boolean).join(' ');
		said.textContent = place.textContent;
	}
}
