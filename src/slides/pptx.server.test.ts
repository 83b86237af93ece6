import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { unzipSync, zipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import { LOGO_PNG, novemberDeck } from '../../tests/support/november-deck.ts';
import { type Checked, checkPptx } from '../../tests/support/pptx-checker.ts';
import { sheetDay } from './chart.ts';
import { type Deck, plain, type Slide } from './deck.ts';
import { readLogo } from './logo.ts';
import { readableAccent } from './look.ts';
import { pageDeck } from './paging.ts';
import { writePptx } from './pptx.server.ts';
import { cleanText } from './xml.ts';

const ORIGIN = 'https://overblik.example';
const write = (deck: Deck) => writePptx(pageDeck(deck), { origin: ORIGIN });
const only = (...slides: Slide[]): Deck => ({ ...novemberDeck(), slides });
const of = <K extends Slide['kind']>(kind: K) =>
	novemberDeck().slides.find((slide): slide is Extract<Slide, { kind: K }> => slide.kind === kind)!;

describe('the deck of November as a PowerPoint file', () => {
	let file: Uint8Array;
	let checked: Checked;
	const slideOf = (title: string) => checked.slides.find((slide) => slide.title.startsWith(title))!;

	beforeAll(async () => {
		file = await write(novemberDeck());
		checked = checkPptx(file);
	});

	it('gives PowerPoint nothing to repair', () => {
		expect(checked.faults).toEqual([]);
	});

	it('has every slide of the deck, and none that is a picture', () => {
		expect(checked.slides).toHaveLength(pageDeck(novemberDeck()).slides.length);
		expect(checked.slides.every((slide) => slide.pictures === 0)).toBe(true);
		expect(checked.parts.some((part) => /\.(png|jpe?g|gif|svg|emf)$/.test(part))).toBe(false);
	});

	it('says at each foot what day its figures are of, and which slide it is', () => {
		for (const [i, slide] of checked.slides.entries()) {
			expect(slide.texts.at(-2)).toContain('Tal pr. 23.11.2023');
			expect(slide.texts.at(-1)).toBe(String(i + 1));
		}
	});

	it('holds the numbers of its charts in workbooks', () => {
		expect(slideOf('For meget Aula?').charts[0]?.cells).toEqual([
			['Svar', '%'],
			['Alt for lidt', 0],
			['For lidt', 5],
			['Passende', 54],
			['For meget', 26],
			['Alt for meget', 14]
		]);
		const [bar, curve] = slideOf('Tilslutning til').charts;
		expect(bar?.cells).toEqual([
			['', 'Underskrevet', 'Registreret på papir', 'Mangler'],
			['Antal', 38, 3, 57]
		]);
		const { points, today, forecast } = of('coverage').burnup!;
		const counts = new Map(curve?.cells.slice(1).map(([day, , count]) => [day, count]));
		for (const { day, count } of [...points, { day: today, count: 41 }])
			expect(counts.get(sheetDay(day))).toBe(count);
		expect(curve?.cells.at(-1)?.slice(3, 5)).toEqual([forecast?.low, forecast?.high]);
	});

	it('draws the line of signatures whole, past a deadline that has gone by', async () => {
		const coverage = of('coverage');
		const burnup = { ...coverage.burnup!, deadline: { day: '2023-06-07', title: 'Frist' } };
		const [slide] = checkPptx(await write(only({ ...coverage, burnup }))).slides;
		const rows = slide!.charts[1]!.cells.slice(1);
		const known = rows.filter(([day]) => Number(day) <= sheetDay(burnup.today));
		expect(known.map(([day]) => day)).toContain(sheetDay('2023-06-07'));
		let before = 0;
		for (const [, , count] of known) {
			expect(count).toBeTypeOf('number');
			expect(Number(count)).toBeGreaterThanOrEqual(before);
			before = Number(count);
		}
	});

	it('holds every row of its tables', () => {
		const parts = checked.slides.filter((slide) => slide.title.startsWith('Kritiske'));
		const rows = parts.flatMap((part) => part.tables[0]!.slice(1));
		expect(rows.map((row) => row[0])).toEqual(of('table').rows.map((row) => plain(row[0]!.text)));
		expect(rows[0]?.[3]).toBe('■ Forfalden');
		expect(slideOf('Den anbefalede').tables[0]).toEqual([
			['Nøgletal', 'Før', 'Efter', 'Ændring'],
			['Funktionsevnetilstande', '30', '12', '−18'],
			['Helbredstilstande', '43', '22', '−21'],
			['Tilstande for § 140', '40', '22', '−18'],
			['Indsatser efter sundhedsloven', '38', '28', '−10']
		]);
	});

	it('links its numbers to their rows', () => {
		expect(slideOf('Tilslutning til').links).toContain(`${ORIGIN}/aftaler/1?status=mangler`);
		expect(slideOf('Hvad synes du').links).toContain('mailto:programleder@kombit.dk');
	});

	it('says what its drawings show', () => {
		expect(slideOf('De kommende måneder').alts[0]).toContain(
			'Sygesikring: Lukkeperiode 18. nov. – 28. nov., planlagt'
		);
		expect(slideOf('Hvem har').alts[0]).toBe(
			'Fliskort med én flise pr. kommune: Underskrevet 41, Mangler 57.'
		);
		expect(slideOf('Tilslutning til').alts.join(' ')).toContain(
			'41 af 98 pr. 23.11.2023. Frist 15. dec. Med det nuværende tempo ventes 44–52.'
		);
	});

	it('has notes with what to say and where it comes from', () => {
		expect(slideOf('Status fra projekt').notes).toEqual([
			'Sig kort, hvad »Status fra projekt Sygesikring« går ud på.',
			'Kilde: Overblik, tal pr. 23.11.2023',
			`Link: ${ORIGIN}/projekter`
		]);
	});

	it('reads from top to bottom as it is seen', () => {
		const { texts } = slideOf('Status fra projekt');
		const place = (text: string) => texts.findIndex((one) => one.includes(text));
		const order = ['Sygesikring', 'Status fra projekt', 'I risiko', 'I weekenden', 'Næste datoer', 'Tal pr.'];
		expect(order.map(place)).toEqual(order.map(place).toSorted((a, b) => a - b));
	});

	it('is the same file each time', async () => {
		expect(await write(novemberDeck())).toEqual(file);
	});

	it('is in English when the deck is', async () => {
		const { faults, slides } = checkPptx(await write({ ...novemberDeck(), language: 'en' }));
		expect(faults).toEqual([]);
		expect(slides[1]?.texts.at(-2)).toContain('Figures as of 23 Nov 2023');
	});
});

it.runIf(existsSync('/usr/bin/soffice'))(
	'LibreOffice, where it is there, opens a file and shows one page for each slide',
	{ timeout: 180_000 },
	async () => {
		const folder = mkdtempSync(join(tmpdir(), 'deck-'));
		try {
			writeFileSync(join(folder, 'deck.pptx'), await write(only(of('cover'), of('coverage'), of('tilemap'))));
			const home = `-env:UserInstallation=file://${folder}/home`;
			const args = [home, '--headless', '--convert-to', 'pdf', '--outdir', folder, join(folder, 'deck.pptx')];
			execFileSync('soffice', args, { stdio: 'pipe' });
			const pages = readFileSync(join(folder, 'deck.pdf'), 'latin1').match(/\/Type\s*\/Page\b/g);
			expect(pages).toHaveLength(3);
		} finally {
			rmSync(folder, { recursive: true });
		}
	}
);

describe('what somebody typed', () => {
	// Control characters, halves of letters, what XML and spreadsheets read as their own, emoji, marks of direction.
	const nasty = fc.oneof(
		fc.string({ unit: 'binary', maxLength: 60 }),
		fc.constantFrom(
			'',
			'  ',
			'<b>&amp;"\'</b>',
			'\u0000\u0001\u001f',
			'\ud800 half \udc00',
			'👩‍💻🇩🇰',
			'\u202eab\u200f',
			'_x0041_',
			']]>',
			'æøåÆØÅ',
			'=1+1',
			'$&$1</a:t></p:sp>',
			'漢'.repeat(150),
			'x'.repeat(300),
			'Enkeltmandsvirksomheder og patienter '.repeat(12),
			'\ufffe\uffff',
			'a\r\nb\tc'
		)
	);

	it('comes through, whatever it is, and nothing leaves the slide', { timeout: 120_000 }, async () => {
		await fc.assert(
			fc.asyncProperty(fc.array(nasty, { minLength: 23, maxLength: 23 }), async (texts) => {
				let next = 0;
				const say = () => texts[next++ % texts.length]!;
				const deck = mapTexts(novemberDeck(), say);
				expect(checkPptx(await write(deck)).faults).toEqual([]);
			}),
			{ numRuns: 4, endOnFailure: true }
		);
	});

	it('is read back letter for letter', async () => {
		const text = `<Æ & "Ø"> 'å' 👩‍💻 \u200fעברית\u200e _x0041_ ]]>`;
		const poll = { ...of('poll'), answers: [{ label: text, values: [1.5] }] };
		const lines = { ...of('text'), title: text, lines: [[{ text }]] };
		const { slides, faults } = checkPptx(await write(only(lines, poll)));
		expect(faults).toEqual([]);
		expect(slides[0]?.title).toBe(text);
		expect(slides[0]?.texts).toContain(text);
		expect(slides[1]?.charts[0]?.cells[1]).toEqual([text, 1.5]);
	});

	it('loses control characters and nothing else', () => {
		expect(cleanText('a\u0000b\u001fc\ud800d\n\ne👩‍💻')).toBe('abc\ufffdd e👩‍💻');
	});

	it('of 300 letters stays whole in a title', async () => {
		const title = 'Orientering om databehandleraftalens bilag A '.repeat(7).slice(0, 300).trim();
		const { slides, faults } = checkPptx(await write(only({ ...of('text'), title })));
		expect(faults).toEqual([]);
		expect(slides[0]?.title).toBe(title);
	});

	it('that is no safe address is no link', async () => {
		const lines = ['javascript:alert(1)', 'http://[', `/x?${'y'.repeat(3000)}`].map((href) => [
			{ text: href, href }
		]);
		const { slides, faults } = checkPptx(await write(only({ ...of('text'), lines })));
		expect(faults).toEqual([]);
		expect(slides[0]?.links).toEqual([]);
	});
});

describe('little to show', () => {
	it('is still a deck: no slides, empty lists, nothing missing', async () => {
		expect(checkPptx(await write(only())).faults).toEqual([]);
		const { faults, slides } = checkPptx(
			await write(
				only(
					{ ...of('agenda'), items: [] },
					{ ...of('table'), rows: [] },
					{ ...of('timeline'), lanes: [] },
					{ ...of('tilemap'), tiles: [], counts: [] },
					{ ...of('poll'), answers: [] },
					{ ...of('coverage'), counts: [], burnup: null, missing: { names: [], more: null } },
					{ ...of('changes'), sentences: [] },
					{ ...of('questions'), presenters: [] },
					{ ...of('topic'), purpose: null, presenters: [] },
					{ ...of('status'), state: null, reason: null, bullets: [], next: [] }
				)
			)
		);
		expect(faults).toEqual([]);
		expect(slides[0]?.texts).toContain('Intet at vise.');
		expect(slides[5]?.texts).toContain('Ingen mangler');
	});

	it('leaves hidden slides out', async () => {
		const { slides, faults } = checkPptx(
			await write(only(of('cover'), { ...of('agenda'), hidden: true }, of('thanks')))
		);
		expect(faults).toEqual([]);
		expect(slides.map((slide) => slide.title)).toEqual([of('cover').title, of('thanks').title]);
	});
});

describe('the organisation', () => {
	const logo = Uint8Array.from(Buffer.from(LOGO_PNG, 'base64'));

	it('puts its logo, its colour and its font on the master', async () => {
		const read = readLogo(logo);
		if ('fault' in read) throw new Error(read.fault);
		const organisation = { name: 'Herning & <co>', accent: '#7a1f5c', font: 'Segoe UI', logo: read };
		const file = await write({ ...novemberDeck(), organisation });
		const { faults, parts } = checkPptx(file);
		expect(faults).toEqual([]);
		expect(parts).toContain('ppt/media/logo.png');
		const theme = new TextDecoder().decode(unzipSync(file)['ppt/theme/theme1.xml']);
		expect(theme).toContain('<a:accent1><a:srgbClr val="7a1f5c"/>');
		expect(theme).toContain('<a:latin typeface="Segoe UI"/>');
	});

	it('cannot choose a colour that nobody can read', () => {
		expect(readableAccent({ accent: '#7a1f5c' })).toBe('7a1f5c');
		expect(readableAccent({ accent: '#ffff00' })).not.toBe('ffff00');
		expect(readableAccent({ accent: 'red"/>' })).toBe('0a5a6b');
	});
});

describe('the checker', () => {
	it('sees what is broken', async () => {
		const parts = unzipSync(await write(only(of('cover'), of('agenda'), of('poll'))));
		const broken = (path: string, change: (xml: string) => string) => {
			const xml = new TextDecoder().decode(parts[path]);
			const changed = change(xml);
			expect(changed).not.toBe(xml);
			return checkPptx(zipSync({ ...parts, [path]: new TextEncoder().encode(changed) })).faults.join('\n');
		};
		const chart = 'ppt/charts/chart1.xml';
		expect(broken('[Content_Types].xml', (xml) => xml.replace('slideMaster1', 'slideMaster2'))).toContain(
			'which is not there'
		);
		expect(broken(chart, (xml) => xml.replace('<c:axId', '<c:axId val="3"/><c:axId'))).toContain(
			'other axes'
		);
		expect(broken(chart, (xml) => xml.replace('<c:v>54</c:v>', '<c:v>55</c:v>'))).toContain(
			'its workbook has 54'
		);
		expect(broken('ppt/slides/slide2.xml', (xml) => xml.replace(' firstRow="1"', ''))).toContain(
			'without a head'
		);
		expect(broken('ppt/slides/slide2.xml', (xml) => xml.replace('id="3"', 'id="2"'))).toContain('twice');
		expect(broken('ppt/slides/slide2.xml', (xml) => xml.replace('type="title"', 'type="body"'))).toContain(
			'0 titles'
		);
		expect(broken('ppt/slides/slide3.xml', (xml) => xml.replaceAll(/ descr="[^"]*"/g, ''))).toContain(
			'says nothing'
		);
		expect(broken('ppt/slides/slide2.xml', (xml) => xml.replace('da-DK', 'en-US'))).toContain('American');
		expect(broken('ppt/presentation.xml', (xml) => xml.replace('id="257"', 'id="256"'))).toContain(
			'share an id'
		);
		expect(broken('docProps/app.xml', (xml) => xml.replace('<Slides>', '<Slides>1'))).toContain('docProps');
		expect(broken('ppt/slides/slide2.xml', (xml) => xml.replace('</p:sld>', '\u0001</p:sld>'))).toContain(
			'forbidden'
		);
		expect(checkPptx(zipSync(parts, { level: 0 })).faults.join()).toContain('not compressed');
	});
});

/** The same deck with every text that a person can have written said anew; keys, days and addresses stay. */
function mapTexts<T>(value: T, say: () => string, name = ''): T {
	const fixed =
		/^(key|kind|href|from|until|today|day|since|held_on|figures_on|time|precision|certainty|tone|shape|language|accent|align|code|link|moved_from)$/;
	if (typeof value === 'string') return (fixed.test(name) ? value : say()) as T;
	if (Array.isArray(value)) return value.map((one: unknown) => mapTexts(one, say, name)) as T;
	if (value && typeof value === 'object')
		return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, mapTexts(one, say, key)])) as T;
	return value;
}
