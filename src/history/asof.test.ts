import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '#language/dates.ts';
import { readAsOf } from './asof.form.ts';
import { keepDay, keepDayInPage, monthBefore } from './asof.ts';
import { asText } from './audit.ts';

const then = { day: '2023-10-23', known: 'then' } as const;
const now = { day: '2023-10-23', known: 'now' } as const;

describe('the day of an address', () => {
	it('is read with what is known of it', () => {
		const read = (query: string) => readAsOf(new URLSearchParams(query), '2023-11-23');
		expect(read('')).toBeNull();
		expect(read('pr=')).toBeNull();
		expect(read('pr=2023-11-23')).toBeNull();
		expect(read('pr=2023-10-23')).toEqual(then);
		expect(read('pr=2023-10-23&kendt=nu')).toEqual(now);
		expect(read('pr=2023-10-23&kendt=dengang')).toEqual(then);
		expect(read('pr=2023-10-23&kendt=senere')).toEqual({ trouble: 'known' });
		for (const day of ['2023-02-30', 'igår', '2023-1-1', "'; drop table task", '10000-01-01'])
			expect(read(`pr=${encodeURIComponent(day)}`), day).toEqual({ trouble: 'unreadable' });
		for (const day of ['2023-11-24', '9999-12-31'])
			expect(read(`pr=${day}`), day).toEqual({ trouble: 'to_come' });
	});

	it('is a month before, or the last of a shorter one', () => {
		expect(monthBefore('2023-11-23')).toBe('2023-10-23');
		expect(monthBefore('2024-01-31')).toBe('2023-12-31');
		expect(monthBefore('2024-03-31')).toBe('2024-02-29');
	});

	it('stays in the links of this site, once, and in no others', () => {
		expect(keepDay('/opgaver', then)).toBe('/opgaver?pr=2023-10-23');
		expect(keepDay('/opgaver?q=a#b', now)).toBe('/opgaver?q=a&pr=2023-10-23&kendt=nu#b');
		expect(keepDay('?status=alle', then)).toBe('?status=alle&pr=2023-10-23');
		for (const href of ['https://kombit.dk/', '//evil.example', '#kort', 'mailto:a@b.dk', '/log-ud', '/om'])
			expect(keepDay(href, then)).toBe(href);
		fc.assert(
			fc.property(fc.stringMatching(/^[a-z=&%0-9]{0,20}$/), (query) => {
				const once = keepDay(`/x?${query}`, then);
				expect(keepDay(once, then)).toBe(once);
			})
		);
	});

	it('stands in every link and every form that asks, and in no form that writes', () => {
		const page = keepDayInPage(
			'<body data-x="1"><a title="a > b" href="/opgaver?a=1&amp;b=2">x</a><a data-leaves-day href="/">y</a>' +
				'<form action="/soeg"><input name="q"></form><form method="post" action="?/gem"></form></body>',
			now
		);
		expect(page).toContain('href="/opgaver?a=1&amp;b=2&amp;pr=2023-10-23&amp;kendt=nu"');
		expect(page).toContain('<a data-leaves-day href="/">');
		expect(page).toContain('<form id="pr-1" action="/soeg">');
		expect(page).toContain('<form method="post" action="?/gem">');
		expect(page).toContain('<input type="hidden" name="pr" value="2023-10-23" form="pr-1">');
		expect(page).toContain('<input type="hidden" name="kendt" value="nu" form="pr-1">');
	});
});

it('a cell of a CSV is never a formula', () => {
	fc.assert(
		fc.property(fc.constantFrom('=', '+', '-', '@', '\t', '\r'), fc.string(), (sign, rest) => {
			expect(asText(sign + rest)).toBe(`'${sign}${rest}`);
		})
	);
	expect(asText('Herning')).toBe('Herning');
	expect(addDays('2023-11-23', 1)).toBe('2023-11-24');
});
