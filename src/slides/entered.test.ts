import { describe, expect, it } from 'vitest';
import { buildText } from './build.text.ts';
import { languageOf } from './entered.ts';
import { safeLink } from './link.ts';
import { lookCss, lookHref } from './look.ts';

const { notes, ...en } = buildText.en;

describe('in an English deck', () => {
	it('what the deck says by itself is English', () => {
		for (const said of Object.values(en).filter((word) => typeof word === 'string'))
			expect(languageOf(said, 'en'), said).toBe(undefined);
		const named = [
			en.status_of('Aula'),
			en.who_signed('Gateway tilslutning'),
			notes.say_status('Aula', 'On plan'),
			notes.say_presenter('Anders Cronwald')
		];
		for (const said of [...named, notes.say_demo, '57 of 98', '15 Dec', '15 Dec 2023', '', '+4', '1.1'])
			expect(languageOf(said, 'en'), said).toBe(undefined);
	});

	it('what people entered is Danish, also where it begins with a number', () => {
		for (const text of [
			'Det sker i lukkeperioden',
			'28 kommuner får besøg',
			'98 kommuner',
			'Status'.repeat(2)
		])
			expect(languageOf(text, 'en'), text).toBe('da');
	});

	it('nothing needs saying in a Danish one', () => {
		expect(languageOf('Det sker i lukkeperioden', 'da')).toBe(undefined);
	});
});

describe('a link of a slide', () => {
	it('leads within Overblik, to the web or to a mailbox', () => {
		for (const href of ['/aftaler/1?status=mangler#liste', 'https://kombit.dk/', 'mailto:aula@kombit.dk'])
			expect(safeLink(href)).toBe(href);
	});

	it('leads nowhere else, whatever somebody wrote', () => {
		for (const href of [
			'javascript:alert(1)',
			' javascript:alert(1)',
			'data:text/html,x',
			'//x.example',
			'/\\x',
			'x',
			''
		])
			expect(safeLink(href), href).toBe(undefined);
		expect(safeLink(null)).toBe(undefined);
	});
});

describe('the look of an organisation', () => {
	it('is its accent and its font, and paper also in the dark', () => {
		const css = lookCss({ accent: '#004b87', font: 'Verdana' });
		expect(css).toContain('--accent: #004b87;');
		expect(css).toContain("--font: 'Verdana', Arial");
		expect(css).toContain('--paper: #ffffff;');
		expect(css).toContain('--late-wash: #fce4e0;');
		expect(lookHref({ accent: '#004b87', font: 'Verdana' })).toBe(
			'/moeder/udseende/stil?accent=%23004b87&font=Verdana'
		);
	});

	it('lets nothing into the stylesheet but a colour and the name of a font', () => {
		const css = lookCss({ accent: 'red;}body{display:none', font: "x'}body{display:none" });
		expect(css).not.toContain('display');
		expect(css).toContain('--accent: #0a5a6b;');
		expect(css).toContain("--font: 'Arial'");
	});
});
