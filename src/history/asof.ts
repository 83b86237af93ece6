import { type Day, isDay } from '#language/dates.ts';

/** The day a page looks back to, and whether it shows the day as it was known then or as it is known now. */
export interface AsOf {
	day: Day;
	known: 'then' | 'now';
}

/** An address that asks for a day which cannot be shown, or for a knowledge that there is not. */
export interface AsOfTrouble {
	trouble: 'unreadable' | 'to_come' | 'known';
}

/** What the pages know of the day they look back to. */
export interface AsOfPage extends AsOf {
	/** Today. */
	present: Day;
	/** How many changes of states on or before the day became known after it. */
	corrections: number;
}

/** Marks a link that leaves the day, so that it is not kept there. */
export const LEAVES_DAY = 'data-leaves-day';

// Pages that stand outside: the same whatever the day.
const OUTSIDE = /^\/(?:log-ind|log-ud|postkasse|om|was|sprog|healthz|readyz|_app)(?:[/?#]|$)/;

/**
 * An address of this site with the day in it, so that whoever follows it stays there.
 * @returns the address as it was where it leads elsewhere, names a day itself, or is a place on the same page
 */
export function keepDay(href: string, { day, known }: AsOf): string {
	if (!/^(?:\/(?![/\\])|\?)/.test(href) || OUTSIDE.test(href)) return href;
	const [, path = '', query = '', hash = ''] = /^([^?#]*)(?:\?([^#]*))?(#.*)?$/.exec(href) ?? [];
	const kept = query.split('&').filter((part) => part !== '');
	if (!kept.some((part) => part.startsWith('pr='))) {
		kept.push(`pr=${day}`);
		if (known === 'now' && !kept.some((part) => part.startsWith('kendt='))) kept.push('kendt=nu');
	}
	return `${path}?${kept.join('&')}${hash}`;
}

const TAG = /<(a|form|body)\b((?:[^>"]|"[^"]*")*)>/g;
const HREF = /(\shref=")([^"]*)"/;

/**
 * A whole page of HTML with the day in each of its links and GET forms. Done here once, for no page to forget. A form's
 * hidden fields stand at the end of the page, outside of what a page's script takes over. Following a link loads its page
 * anew, so that it too comes through here.
 */
export function keepDayInPage(html: string, asOf: AsOf): string {
	const fields: string[] = [];
	const page = html.replace(TAG, (tag, name: string, attributes: string) => {
		if (name === 'body') return `<body${attributes} data-sveltekit-reload>`;
		if (name === 'form') {
			if (/\smethod="(?!get")/i.test(attributes) || attributes.includes(LEAVES_DAY)) return tag;
			const given = /\sid="([^"]*)"/.exec(attributes)?.[1];
			const id = given ?? `pr-${fields.length + 1}`;
			fields.push(`<input type="hidden" name="pr" value="${asOf.day}" form="${id}">`);
			if (asOf.known === 'now') fields.push(`<input type="hidden" name="kendt" value="nu" form="${id}">`);
			return given === undefined ? `<form id="${id}"${attributes}>` : tag;
		}
		if (attributes.includes(LEAVES_DAY)) return tag;
		return `<a${attributes.replace(HREF, (_, before: string, href: string) => {
			const kept = keepDay(href.replaceAll('&amp;', '&'), asOf);
			return `${before}${kept.replaceAll('&', '&amp;')}"`;
		})}>`;
	});
	return page.replace('</body>', `${fields.join('')}</body>`);
}

/**
 * Does the same in the browser for what a page's script writes anew.
 * @returns stops it
 */
export function keepDayInDocument(root: HTMLElement, asOf: AsOf): () => void {
	const keep = () => {
		for (const link of root.querySelectorAll<HTMLAnchorElement>(`a[href]:not([${LEAVES_DAY}])`)) {
			const href = link.getAttribute('href') ?? '';
			const kept = keepDay(href, asOf);
			if (kept !== href) link.setAttribute('href', kept);
		}
	};
	keep();
	const watch = new MutationObserver(keep);
	watch.observe(root, { subtree: true, childList: true, attributeFilter: ['href'] });
	const send = (event: FormDataEvent) => {
		const form = event.target as HTMLFormElement;
		if (form.method !== 'get' || form.hasAttribute(LEAVES_DAY)) return;
		event.formData.set('pr', asOf.day);
		if (asOf.known === 'now') event.formData.set('kendt', 'nu');
	};
	root.addEventListener('formdata', send);
	return () => {
		watch.disconnect();
		root.removeEventListener('formdata', send);
	};
}

/** The same day a month earlier, or the last one of that month where it is shorter. */
export function monthBefore(day: Day): Day {
	const [year, month, date] = day.split('-').map(Number) as [number, number, number];
	const [y, m] = month === 1 ? [year - 1, 12] : [year, month - 1];
	for (let d = date; ; d--) {
		const wish = `${String(y).padStart(4, '0')}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`;
		if (isDay(wish)) return wish;
	}
}
