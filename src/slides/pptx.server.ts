import PptxGenJS from 'pptxgenjs';
import { scaleEnd } from '#charts/bars.ts';
import type { Box } from '#charts/place.ts';
import { evenSteps } from '#charts/burnup.ts';
import { layTimeline, type PlacedLabel, type TimelineMark, type TimelineSpan } from '#charts/timeline.ts';
import { type Day, dayName, daysBetween, longDate, shortDate } from '#language/dates.ts';
import { type Language, LOCALE } from '#language/language.ts';
import { number } from '#language/numbers.ts';
import type { Shape, Tone } from '#ui/tone.ts';
import { type Chart, inSteps, type Series } from './chart.ts';
import {
	type CoverageSlide,
	type Deck,
	type Line,
	type More,
	ownerOf,
	placeLine,
	plain,
	type PollSlide,
	type Presenter,
	type Run,
	shownSlides,
	type Slide,
	slideTitles,
	type StatusSlide,
	type TileMapSlide,
	type TimelineSlide
} from './deck.ts';
import { accentWash, COLOURS, fontOf, TONE_COLOUR, WASH } from './look.ts';
import { type LayoutName, masterParts, type Place } from './master.ts';
import {
	BODY,
	COVER_TITLE,
	COVER_TITLE_SIZES,
	COVERAGE,
	cutToLines,
	datesThatFit,
	fitInto,
	fitList,
	fitStatus,
	FOOT,
	heightOf,
	KICKER,
	LEADING,
	linesOf,
	LIST,
	MARGIN,
	MOST_PRESENTERS,
	presentersThatFit,
	purposeRoom,
	QUESTION,
	sizeFor,
	STATUS,
	TIMELINE,
	TITLE,
	TITLE_SIZES,
	TOPIC_TITLE,
	TOPIC_TITLE_SIZES
} from './measure.ts';
import { type FilePlan, repairPptx, type ShapePlan, type SlidePlan } from './repair.ts';
import { slideText } from './slide.text.ts';
import { burnUpInWords, countsInWords, pollInWords, timelineInWords } from './spoken.ts';
import { cellLine, GLYPH, isTableLike, placeGrid, TABLE_LOOK, type TableLike } from './table.ts';
import { cleanText, isVisible } from './xml.ts';

/**
 * Writes a deck as a PowerPoint file: real text, native tables and charts, drawings of shapes with alternative text,
 * notes on every slide. Slides that are hidden stay away. The same deck gives the same bytes.
 * @param deck paged already, as pageDeck returns it
 * @param origin where Overblik is reached, such as https://overblik.example: links in the file start there
 */
export async function writePptx(deck: Deck, { origin }: { origin: string }): Promise<Uint8Array> {
	const { language, organisation, figures_on } = deck;
	const file = new PptxGenJS();
	file.layout = 'LAYOUT_WIDE';
	const titles = slideTitles(deck);
	const slides = shownSlides(deck).map((slide, i) => {
		const title = cleanText(titles.get(slide.key) ?? slide.title);
		const sheet = new Sheet(file.addSlide(), title, layoutOf(slide), { origin, language });
		sheet.accent_wash = accentWash(organisation);
		draw(sheet, slide, deck);
		addFoot(sheet, i + 1, deck);
		sheet.plan.notes = notesOf(sheet, slide);
		return sheet.plan;
	});
	const plan: FilePlan = {
		title: deck.title,
		company: organisation.name,
		font: fontOf(organisation),
		locale: LOCALE[language],
		figures_on,
		slides,
		parts: masterParts(organisation, language)
	};
	const written = await file.write({ outputType: 'uint8array' });
	return repairPptx(written as Uint8Array, plan);
}

function layoutOf({ kind }: Slide): LayoutName {
	return kind === 'cover' || kind === 'topic' ? kind : 'content';
}

interface Paragraph {
	line: (Run & { colour?: string })[];
	size?: number;
	/** A name of the theme, or rrggbb. */
	colour?: string;
	bold?: boolean;
	bullet?: boolean;
	/** Points of room under it. */
	after?: number;
}

interface TextLook {
	size: number;
	colour?: string;
	bold?: boolean;
	align?: 'left' | 'center' | 'right';
	valign?: 'top' | 'middle' | 'bottom';
	/** Links in the colour of the text, where the accent could not be read. */
	plain_links?: boolean;
	wrap?: boolean;
}

type Drawing = 'rect' | 'roundRect' | 'ellipse' | 'diamond' | 'triangle' | 'line';
interface ShapeLook {
	fill?: string;
	line?: string;
	weight?: number;
	dash?: boolean;
	radius?: number;
}

/** One slide being drawn, in points; keeps the plan by which the file is mended afterwards. */
class Sheet {
	readonly plan: SlidePlan;
	readonly language: Language;
	accent_wash = '';
	private readonly slide: PptxGenJS.Slide;
	private readonly origin: string;
	private group: string | undefined;

	constructor(
		slide: PptxGenJS.Slide,
		title: string,
		layout: LayoutName,
		{ origin, language }: { origin: string; language: Language }
	) {
		this.slide = slide;
		this.origin = origin;
		this.language = language;
		this.plan = { title, layout, shapes: new Map(), groups: new Map(), notes: [] };
	}

	text(
		name: string,
		paragraphs: (Paragraph | Line)[],
		box: Box,
		look: TextLook,
		shape?: ShapeLook,
		place?: Place
	) {
		// An empty box would be a thing that one steps on by keyboard and hears nothing of.
		const lines = paragraphs.map((one) => (Array.isArray(one) ? one : one.line));
		if (!shape && !lines.some((line) => isVisible(plain(line)))) return;
		this.slide.addText(this.runs(paragraphs, look), {
			...this.frame({ name, place }, box),
			...shapeLook(shape),
			shape: (shape?.radius ? 'roundRect' : 'rect') as PptxGenJS.SHAPE_NAME,
			isTextBox: !shape,
			margin: 0,
			align: look.align ?? 'left',
			valign: look.valign ?? 'top',
			wrap: look.wrap ?? true,
			fit: 'none'
		});
	}

	drawing(
		name: string,
		kind: Drawing,
		box: Box,
		look: ShapeLook,
		plan: Partial<ShapePlan> = { decorative: true },
		letter?: Paragraph
	) {
		const options = { ...this.frame({ name, ...plan }, box), ...shapeLook(look) };
		const shape = kind as PptxGenJS.SHAPE_NAME;
		if (!letter) this.slide.addShape(shape, options);
		else
			this.slide.addText(this.runs([letter], { size: letter.size ?? 10, align: 'center' }), {
				...options,
				shape,
				align: 'center',
				valign: 'middle',
				margin: 0,
				wrap: false
			});
	}

	table(name: string, slide: TableLike, box: Box) {
		const look = TABLE_LOOK[slide.kind];
		const placed = placeGrid(slide, this.language);
		const margin: [number, number, number, number] = [look.padY, look.padX, look.padY, look.padX];
		const under = (
			colour: string,
			pt: number
		): [PptxGenJS.BorderProps, PptxGenJS.BorderProps, PptxGenJS.BorderProps, PptxGenJS.BorderProps] => [
			{ type: 'none' },
			{ type: 'none' },
			{ type: 'solid', pt, color: colour },
			{ type: 'none' }
		];
		const align = (i: number) =>
			placed.columns[i]?.align === 'end' ? ('right' as const) : ('left' as const);
		const head = placed.columns.map((column, i): PptxGenJS.TableCell => ({
			text: this.cellText([{ line: [{ text: column.title }], bold: true, colour: 'tx2' }], {
				size: look.head,
				align: align(i)
			}),
			options: {
				border: under(COLOURS.rule_strong, 1),
				margin,
				align: align(i),
				valign: 'bottom',
				fontSize: look.head
			}
		}));
		const rows = placed.rows.map((row) =>
			row.map((cell, i): PptxGenJS.TableCell => {
				const { state } = cell;
				const line: Paragraph[] = [
					{ line: cellLine(cell), ...(state ? { colour: TONE_COLOUR[state.tone], bold: true } : {}) }
				];
				return {
					text: this.cellText(line, { size: look.size, align: align(i) }),
					options: {
						border: under(COLOURS.rule, 0.75),
						margin,
						align: align(i),
						valign: 'middle',
						fontSize: look.size
					}
				};
			})
		);
		this.slide.addTable([head, ...rows], {
			...this.frame({ name, alt: name }, box),
			colW: placed.widths.map((width) => width / 72),
			rowH: [placed.head, ...placed.heights].map((height) => height / 72),
			autoPage: false
		});
		return placed.head + placed.heights.reduce((sum, height) => sum + height, 0);
	}

	chart(name: string, alt: string, chart: Chart, box: Box) {
		const { categories, series } = chart;
		this.slide.addChart(
			'bar',
			// Only the frame of it stays: the chart and its workbook are written from the plan.
			[{ name: 'x', labels: categories.slice(0, 1), values: [series[0]?.values[0] ?? 0] }],
			{ ...this.frame({ name, alt, chart }, box), altText: 'x' }
		);
	}

	/** What is drawn within becomes one group, with one alternative text for all of it. */
	grouped(name: string, alt: string, drawAll: () => void) {
		const key = `g${this.plan.groups.size + 1}`;
		this.plan.groups.set(key, { name: cleanText(name), alt: cleanText(alt) });
		this.group = key;
		drawAll();
		this.group = undefined;
	}

	/** Where a link leads from outside Overblik; undefined where it leads nowhere safe. */
	address(href: string | null | undefined): string | undefined {
		if (!href) return undefined;
		try {
			const url = new URL(href, this.origin);
			const safe = ['http:', 'https:', 'mailto:'].includes(url.protocol);
			// PowerPoint takes no longer ones.
			return safe && url.href.length < 2_000 ? url.href : undefined;
		} catch {
			return undefined;
		}
	}

	private frame(plan: Partial<ShapePlan> & { name: string }, { x, y, width, height }: Box) {
		const key = `s${this.plan.shapes.size + 1}`;
		this.plan.shapes.set(key, {
			...plan,
			name: cleanText(plan.name),
			...(plan.alt ? { alt: cleanText(plan.alt) } : {}),
			...(this.group ? { group: this.group, decorative: false } : {})
		});
		return { objectName: key, x: x / 72, y: y / 72, w: width / 72, h: height / 72 };
	}

	private runs(paragraphs: (Paragraph | Line)[], look: TextLook): PptxGenJS.TextProps[] {
		const list = paragraphs.map((one): Paragraph => (Array.isArray(one) ? { line: one } : one));
		return list.flatMap(
			({ line, size = look.size, colour = look.colour ?? 'tx1', bold = look.bold, bullet, after }) => {
				const shown = line.filter((run) => cleanText(run.text));
				return (shown.length ? shown : [{ text: '\u200b' }]).map((run, i): PptxGenJS.TextProps => {
					const url = this.address(run.href);
					return {
						text: cleanText(run.text) || '\u200b',
						options: {
							fontSize: Math.round(size * 10) / 10,
							color: url && !look.plain_links ? 'accent1' : (run.colour ?? colour),
							...(bold || run.strong ? { bold: true } : {}),
							...(url ? { hyperlink: { url } } : {}),
							...(bullet && i === 0 ? { bullet: { indent: Math.round(size) } } : {}),
							...(after ? { paraSpaceAfter: after } : {}),
							align: look.align ?? 'left',
							breakLine: i === shown.length - 1 || !shown.length
						}
					};
				});
			}
		);
	}

	private cellText(paragraphs: Paragraph[], look: TextLook): PptxGenJS.TableCell[] {
		return this.runs(paragraphs, look);
	}
}

function shapeLook(look: ShapeLook | undefined): Partial<PptxGenJS.ShapeProps> {
	if (!look) return {};
	return {
		...(look.fill ? { fill: { color: look.fill } } : {}),
		...(look.line
			? { line: { color: look.line, width: look.weight ?? 0.75, dashType: look.dash ? 'sysDash' : 'solid' } }
			: {}),
		...(look.radius ? { rectRadius: look.radius / 72 } : {})
	};
}

function draw(sheet: Sheet, slide: Slide, deck: Deck): void {
	if (slide.kind !== 'cover' && slide.kind !== 'topic') addHead(sheet, slide);
	if (isTableLike(slide)) return drawTable(sheet, slide);
	switch (slide.kind) {
		case 'cover':
			return drawCover(sheet, slide, deck);
		case 'topic':
			return drawTopic(sheet, slide);
		case 'status':
			return drawStatus(sheet, slide);
		case 'timeline':
			return drawTimeline(sheet, slide);
		case 'coverage':
			return drawCoverage(sheet, slide);
		case 'tilemap':
			return drawTileMap(sheet, slide);
		case 'poll':
			return drawPoll(sheet, slide);
		case 'changes':
			return drawLines(sheet, slide.sentences, slide.more, true);
		case 'questions':
			return drawQuestions(sheet, slide.presenters);
		case 'thanks':
		case 'text':
			return drawLines(sheet, slide.lines, null, slide.kind === 'text');
	}
}

function addHead(sheet: Sheet, slide: Slide): void {
	const t = slideText[sheet.language];
	if (slide.kicker)
		sheet.text(
			t.places.kicker,
			[[{ text: cutToLines(slide.kicker, 1, 13, KICKER.width) }]],
			KICKER,
			{ size: 12, colour: 'accent1', bold: true, valign: 'middle' },
			undefined,
			'kicker'
		);
	addTitle(sheet, TITLE, TITLE_SIZES, 'tx1');
}

function addTitle(sheet: Sheet, box: Box, sizes: readonly [number, ...number[]], colour: string): number {
	const { title } = sheet.plan;
	const size = sizeFor([[{ text: title }]], { ...box, sizes, bold: true });
	const most = Math.max(1, Math.floor(box.height / (size * LEADING)));
	const shown =
		linesOf(title, size, box.width, true) > most ? cutToLines(title, most, size, box.width * 0.92) : title;
	sheet.text(
		slideText[sheet.language].places.title,
		[[{ text: shown }]],
		box,
		{ size, colour, bold: true },
		undefined,
		'title'
	);
	return heightOf([[{ text: shown }]], { size, width: box.width, bold: true });
}

function addFoot(sheet: Sheet, slideNumber: number, deck: Deck): void {
	const t = slideText[sheet.language];
	const colour = sheet.plan.layout === 'topic' ? 'bg1' : 'tx2';
	const words = [
		t.figures_on(shortDate(deck.figures_on, deck.language)),
		ownerOf(deck),
		...(sheet.plan.layout === 'cover' ? [] : [deck.title])
	];
	const foot = cutToLines(words.filter(Boolean).join(' · '), 1, 11, 700);
	sheet.text(
		t.places.foot,
		[[{ text: foot }]],
		{ ...FOOT, width: 720 },
		{ size: 10, colour },
		undefined,
		'foot'
	);
	sheet.text(
		t.places.number,
		[[{ text: String(slideNumber) }]],
		{ ...FOOT, x: FOOT.x + FOOT.width - 100, width: 100 },
		{ size: 10, colour, align: 'right' },
		undefined,
		'number'
	);
}

function notesOf(sheet: Sheet, { notes }: Slide): SlidePlan['notes'] {
	const t = slideText[sheet.language];
	const link = sheet.address(notes.link);
	return [
		...notes.said.map((text) => ({ text })),
		...(notes.said.length ? [{ text: '' }] : []),
		{ text: `${t.source}: ${notes.source}` },
		...(notes.filter ? [{ text: `${t.filter}: ${notes.filter}` }] : []),
		...(link ? [{ text: `${t.link}: ${link}`, href: link }] : [])
	];
}

function drawCover(sheet: Sheet, slide: Extract<Slide, { kind: 'cover' }>, deck: Deck): void {
	addTitle(sheet, COVER_TITLE, COVER_TITLE_SIZES, 'tx1');
	const below: Paragraph[] = [
		...(slide.subtitle ? [{ line: [{ text: slide.subtitle }], size: 22, colour: 'accent1', after: 14 }] : []),
		{ line: [{ text: capitalised(longDate(deck.held_on, deck.language)) }], size: 18 },
		...(slide.place ? [{ line: placeLine(slide.place), size: 18, colour: 'tx2' }] : []),
		...(deck.organisation.name ? [{ line: [{ text: deck.organisation.name }], size: 18, colour: 'tx2' }] : [])
	].map((paragraph) => ({ ...paragraph, line: [...paragraph.line] }));
	sheet.text(
		slideText[sheet.language].about,
		below.map((one) => ({ ...one, line: cutRuns(one.line, 2, one.size ?? 18, COVER_TITLE.width) })),
		{ x: COVER_TITLE.x, y: 286, width: COVER_TITLE.width, height: 190 },
		{ size: 18 }
	);
}

function capitalised(text: string): string {
	return text.charAt(0).toLocaleUpperCase() + text.slice(1);
}

function cutRuns(line: Line, lines: number, size: number, width: number): Line {
	const text = cutToLines(plain(line), lines, size, width);
	return text === plain(line) ? line : [{ text }];
}

function drawTopic(sheet: Sheet, slide: Extract<Slide, { kind: 'topic' }>): void {
	const t = slideText[sheet.language];
	sheet.text(
		t.places.kicker,
		[[{ text: cutToLines(t.topic(slide.number), 1, 16, 800) }]],
		{ x: MARGIN, y: 112, width: 800, height: 24 },
		{ size: 16, colour: 'bg1', bold: true }
	);
	const titleHeight = addTitle(sheet, TOPIC_TITLE, TOPIC_TITLE_SIZES, 'bg1');
	if (slide.purpose) {
		const room = purposeRoom(titleHeight);
		const { size, lines } = fitInto([{ text: slide.purpose }], room);
		const text = cutToLines(slide.purpose, lines, size, room.width);
		sheet.text(t.purpose, [[{ text }]], room, { size, colour: 'bg1' });
	}
	if (slide.presenters.length)
		sheet.text(
			t.presenter,
			presenterLines(slide.presenters, MOST_PRESENTERS.topic, sheet.language),
			{ x: MARGIN, y: 406, width: 800, height: 80 },
			{ size: 15, colour: 'bg1', valign: 'bottom', plain_links: true }
		);
}

function presenterLines(presenters: Presenter[], most: number, language: Language): Line[] {
	const lines = presentersThatFit(presenters, most).map(({ name, mailbox }): Line => [
		{ text: cutToLines(name, 1, 15, 400), strong: true },
		...(mailbox
			? [{ text: ' · ' }, { text: cutToLines(mailbox, 1, 15, 380), href: `mailto:${mailbox}` }]
			: [])
	]);
	const left = presenters.length - lines.length;
	return left ? [...lines, [{ text: slideText[language].more(number(left, language)) }]] : lines;
}

function drawTable(sheet: Sheet, slide: TableLike): void {
	const t = slideText[sheet.language];
	let { y } = BODY;
	if (slide.kind === 'figures' && slide.sentence) {
		sheet.text(
			t.places.text,
			[cutRuns(slide.sentence, 1, 15, BODY.width)],
			{ ...BODY, height: 22 },
			{ size: 15, colour: 'tx2' }
		);
		y += 30;
	}
	const height = sheet.table(sheet.plan.title, slide, { ...BODY, y });
	const empty = slide.kind === 'agenda' ? !slide.items.length : !slide.rows.length;
	if (empty)
		sheet.text(
			t.places.text,
			[[{ text: t.nothing }]],
			{ ...BODY, y: y + height + 10, height: 22 },
			{ size: 15, colour: 'tx2' }
		);
	if ('more' in slide) addMore(sheet, slide.more, y + height + 6);
}

function addMore(sheet: Sheet, more: More | null, y: number): void {
	if (!more) return;
	const t = slideText[sheet.language];
	sheet.text(
		t.places.text,
		[[{ text: t.more(number(more.count, sheet.language)), ...(more.href ? { href: more.href } : {}) }]],
		{ ...BODY, y, height: 18 },
		{ size: 13, colour: 'tx2' }
	);
}

function drawStatus(sheet: Sheet, slide: StatusSlide): void {
	const t = slideText[sheet.language];
	let { y } = BODY;
	const { head, bullets } = fitStatus(slide);
	if (head) {
		let x = BODY.x;
		if (slide.state) {
			addMark(sheet, slide.state, { x, y: y + 2, width: 22, height: 22 });
			x += STATUS.mark;
		}
		const tone = slide.state ? TONE_COLOUR[slide.state.tone] : 'tx1';
		const word: Paragraph['line'] = slide.state
			? [{ text: slide.state.word, strong: true, colour: tone }]
			: [];
		const reason = head.reason ?? '';
		sheet.text(
			t.state,
			[{ line: [...word, { text: word.length && reason ? ` · ${reason}` : reason }] }],
			{ x, y: y - 5, width: BODY.x + BODY.width - x, height: 36 },
			{ size: head.size, valign: 'middle' }
		);
		y += STATUS.head;
	}
	const { width, height, size } = bullets;
	if (slide.bullets.length)
		sheet.text(
			t.places.text,
			slide.bullets.map((line) => ({ line, bullet: true, after: STATUS.gap })),
			{ x: BODY.x, y, width, height },
			{ size }
		);
	if (slide.next.length) addDates(sheet, slide.next, { ...STATUS.dates, y, height });
}

function addDates(sheet: Sheet, next: StatusSlide['next'], box: Box): void {
	const t = slideText[sheet.language];
	const inner = { x: box.x + 18, y: box.y, width: box.width - 18, height: box.height };
	const paragraphs: Paragraph[] = [
		{ line: [{ text: t.next }], size: 12, colour: 'tx2', bold: true, after: 6 }
	];
	const { shown, height } = datesThatFit(next, inner.height);
	for (const { when, what, href } of next.slice(0, shown)) {
		const name = cutToLines(what, 3, 15, inner.width);
		const date = cutToLines(when, 1, 12, inner.width);
		paragraphs.push(
			{ line: [{ text: date }], size: 12, colour: 'accent1', bold: true },
			{ line: [{ text: name, ...(href ? { href } : {}) }], size: 15, after: 10 }
		);
	}
	if (shown < next.length)
		paragraphs.push({
			line: [{ text: t.more(number(next.length - shown, sheet.language)) }],
			size: 12,
			colour: 'tx2'
		});
	sheet.drawing(t.next, 'rect', { x: box.x, y: box.y, width: 2, height }, { fill: 'accent1' });
	sheet.text(t.next, paragraphs, inner, { size: 15 });
}

/** Shapes of states as PowerPoint draws them; the letter stands in for what has no shape of its own. */
const MARKS: Record<Shape, { kind: Drawing; solid: boolean; letter: string }> = {
	ok: { kind: 'ellipse', solid: true, letter: '✓' },
	warning: { kind: 'triangle', solid: true, letter: '!' },
	alarm: { kind: 'roundRect', solid: true, letter: '!' },
	pause: { kind: 'ellipse', solid: false, letter: '‖' },
	unknown: { kind: 'ellipse', solid: false, letter: '?' },
	check: { kind: 'ellipse', solid: false, letter: '✓' },
	half: { kind: 'ellipse', solid: false, letter: '◐' },
	ring: { kind: 'ellipse', solid: false, letter: '' },
	dash: { kind: 'ellipse', solid: false, letter: '–' },
	dot: { kind: 'ellipse', solid: false, letter: '•' },
	paper: { kind: 'rect', solid: false, letter: '✓' },
	cross: { kind: 'ellipse', solid: false, letter: '×' }
};

function addMark(sheet: Sheet, state: { tone: Tone; shape: Shape; word: string }, box: Box): void {
	const { kind, solid, letter } = MARKS[state.shape];
	const colour = TONE_COLOUR[state.tone];
	sheet.drawing(
		state.word,
		kind,
		box,
		solid ? { fill: colour, ...(kind === 'roundRect' ? { radius: 4 } : {}) } : { line: colour, weight: 1.75 },
		{ alt: slideText[sheet.language].alt.state(state.word) },
		letter
			? { line: [{ text: letter }], size: box.height * 0.6, colour: solid ? 'bg1' : colour, bold: true }
			: undefined
	);
}

function drawLines(sheet: Sheet, lines: Line[], more: More | null, bullets: boolean): void {
	const t = slideText[sheet.language];
	const { size, height } = fitList(lines, more);
	if (lines.length)
		sheet.text(
			t.places.text,
			lines.map((line) => ({ line, bullet: bullets, after: LIST.gap })),
			{ ...BODY, height },
			{ size }
		);
	addMore(sheet, more, BODY.y + BODY.height - 18);
}

function drawQuestions(sheet: Sheet, presenters: Presenter[]): void {
	const t = slideText[sheet.language];
	const shown = presentersThatFit(presenters, MOST_PRESENTERS.questions);
	const paragraphs: Paragraph[] = shown.flatMap(({ name, mailbox }) => [
		{ line: [{ text: cutToLines(name, 1, 24, 780) }], size: 24, bold: true },
		...(mailbox
			? [
					{
						line: [{ text: cutToLines(mailbox, 1, 20, 780), href: `mailto:${mailbox}` }],
						size: 20,
						after: 14
					}
				]
			: [])
	]);
	const left = presenters.length - shown.length;
	if (left)
		paragraphs.push({ line: [{ text: t.more(number(left, sheet.language)) }], size: 14, colour: 'tx2' });
	if (paragraphs.length) sheet.text(t.questions_to, paragraphs, BODY, { size: 20 });
}

function drawCoverage(sheet: Sheet, slide: CoverageSlide): void {
	const t = slideText[sheet.language];
	const { left, names, size } = COVERAGE;
	const sentence = fitInto(slide.sentence, COVERAGE.sentence);
	sheet.text(
		t.places.text,
		[cutRuns(slide.sentence, sentence.lines, sentence.size, left.width)],
		{ ...left, y: BODY.y - 4, height: 56 },
		{ size: sentence.size }
	);
	const most = Math.max(1, slide.total, ...slide.counts.map(({ count }) => count));
	if (slide.counts.length) {
		const bar: Chart = {
			kind: 'stacked',
			categories: [t.count],
			category_title: '',
			series: slide.counts.map(({ word, tone, count }) => ({
				name: word,
				values: [count],
				colour: TONE_COLOUR[tone],
				// A number of two digits needs some width to stand in.
				...(count / most > 0.05 ? { labels: 'all' as const } : {})
			})),
			unit: '',
			max: slide.counts.reduce((sum, { count }) => sum + count, 0) || 1,
			language: LOCALE[sheet.language]
		};
		const alt = t.alt.counts(countsInWords(slide, sheet.language));
		sheet.chart(t.count, alt, bar, { ...left, y: BODY.y + 56, height: 44 });
		sheet.text(
			t.alt.legend,
			[legendLine(slide.counts, sheet.language)],
			{ ...left, y: BODY.y + 104, height: 34 },
			{ size: 12 }
		);
	}
	if (slide.burnup)
		sheet.chart(
			t.signed_in_all,
			burnUpInWords(slide.burnup, sheet.language),
			burnUpChart(slide, sheet.language),
			{
				...left,
				y: BODY.y + 146,
				height: BODY.height - 146
			}
		);
	const count = slide.missing.names.length + (slide.missing.more?.count ?? 0);
	sheet.text(
		t.places.text,
		[[{ text: count ? t.missing(number(count, sheet.language)) : t.nobody_missing, strong: true }]],
		{ x: names.x, y: BODY.y, width: names.width, height: 18 },
		{ size: 13, colour: count ? 'tx2' : 'accent2' }
	);
	if (!count) return;
	const flow = slide.missing.names.flatMap((run, i): Line => [...(i ? [{ text: ', ' }] : []), run]);
	const { more } = slide.missing;
	if (more)
		flow.push(
			{ text: ' ' },
			{ text: t.more(number(more.count, sheet.language)), ...(more.href ? { href: more.href } : {}) }
		);
	sheet.text(t.missing(number(count, sheet.language)), [flow], names, { size });
}

function legendLine(counts: TileMapSlide['counts'], language: Language): Line {
	return counts.flatMap(({ word, shape, count, href }, i): Line => [
		...(i ? [{ text: '     ' }] : []),
		{ text: `${GLYPH[shape]} ${word} ` },
		{ text: number(count, language), href, strong: true }
	]);
}

function burnUpChart(slide: CoverageSlide, language: Language): Chart {
	const t = slideText[language];
	const { points, total, today, deadline, forecast } = slide.burnup ?? { points: [], total: 0, today: '' };
	const past = points.filter(({ day }) => day <= today).sort((a, b) => a.day.localeCompare(b.day));
	const steps = inSteps(past, today);
	const ahead = forecast && forecast.day > today ? forecast : null;
	const days: Day[] = [
		...new Set([
			...steps.map(({ day }) => day),
			today,
			...(ahead ? [ahead.day] : []),
			...(deadline ? [deadline.day] : [])
		])
	].sort();
	// The deadline's day, too, has the count of the day before it: the line has no gap there.
	const known = new Map(
		days
			.filter((day) => day <= today && day >= (steps[0]?.day ?? today))
			.map((day) => [day, steps.findLast((step) => step.day <= day)?.count ?? 0])
	);
	const now = known.get(today) ?? 0;
	const most = Math.max(1, total, ...past.map(({ count }) => count), ahead?.high ?? 0);
	const [, step = most] = evenSteps(most);
	// Up to the next line of the scale, with room for the labels over the highest point.
	const max = (Math.floor((most * 1.08) / step) + 1) * step;
	const only = (values: Map<Day, number>) => days.map((day) => values.get(day) ?? null);
	const series: Series[] = [
		{
			name: t.asked(number(total, language)),
			values: days.map(() => total),
			colour: COLOURS.rule_strong,
			dashed: true
		},
		{ name: t.signed_in_all, values: only(known), colour: 'accent1', labels: 'above' }
	];
	if (ahead) {
		const until = (count: number) =>
			only(
				new Map([
					[today, now],
					[ahead.day, count]
				])
			);
		const look = { colour: 'accent1', dashed: true };
		const low = { name: t.expected_low, values: until(ahead.low), labels: 'below' as const, unlisted: true };
		series.push({ ...look, ...low });
		if (ahead.high > ahead.low)
			series.push({ ...look, name: t.expected_high, values: until(ahead.high), labels: 'above' });
	}
	if (deadline)
		series.push({
			name: `${deadline.title} ${dayName(deadline.day, language, today)}`,
			// As high as the scale, so that its label stands over all lines.
			values: only(new Map([[deadline.day, max]])),
			colour: 'accent4',
			dropped: true,
			// To the side on which there is more room.
			labels:
				daysBetween(days[0] ?? today, deadline.day) * 2 < daysBetween(days[0] ?? today, days.at(-1) ?? today)
					? 'name_right'
					: 'name_left',
			unlisted: true
		});
	return {
		kind: 'days',
		categories: days,
		category_title: t.day,
		series,
		unit: '',
		max,
		step,
		language: LOCALE[language],
		until: days.at(-1) ?? today
	};
}

function drawTileMap(sheet: Sheet, slide: TileMapSlide): void {
	const t = slideText[sheet.language];
	const rows = Math.max(1, ...slide.tiles.map((tile) => tile.row + 1));
	const columns = Math.max(1, ...slide.tiles.map((tile) => tile.col + 1));
	const step = Math.min(BODY.height / rows, 560 / columns);
	const side = step * 0.92;
	if (slide.tiles.length)
		sheet.grouped(sheet.plan.title, t.alt.map(countsInWords(slide, sheet.language)), () => {
			for (const tile of slide.tiles) {
				const colour = TONE_COLOUR[tile.tone];
				sheet.text(
					`${tile.name}: ${tile.word}`,
					[
						{ line: [{ text: GLYPH[tile.shape] }], size: side * 0.3, colour, bold: true },
						{ line: [{ text: tile.label }], size: side * 0.3 }
					],
					{ x: BODY.x + tile.col * step, y: BODY.y + tile.row * step, width: side, height: side },
					{ size: side * 0.3, align: 'center', valign: 'middle', wrap: false },
					{ fill: WASH[tile.tone], line: colour, weight: tile.tone === 'late' ? 1.25 : 0.75, radius: 2 }
				);
			}
		});
	const x = BODY.x + columns * step + 36;
	const width = BODY.x + BODY.width - x;
	const paragraphs: Paragraph[] = slide.counts.flatMap(({ word, shape, tone, count, href }) => [
		{ line: [{ text: number(count, sheet.language), href, strong: true }], size: 30 },
		{
			line: [{ text: cutToLines(`${GLYPH[shape]} ${word}`, 2, 14, width) }],
			size: 14,
			colour: TONE_COLOUR[tone],
			bold: true,
			after: 14
		}
	]);
	if (paragraphs.length)
		sheet.text(
			t.alt.legend,
			paragraphs.slice(0, 10),
			{ x, y: BODY.y, width, height: BODY.height },
			{ size: 14 }
		);
}

function drawPoll(sheet: Sheet, slide: PollSlide): void {
	const t = slideText[sheet.language];
	const { size, lines } = fitInto([{ text: slide.question }], QUESTION);
	const question = cutToLines(slide.question, lines, size, BODY.width);
	sheet.text(t.places.text, [[{ text: question }]], { ...BODY, height: 52 }, { size, colour: 'tx2' });
	const chart: Chart = {
		kind: 'bars',
		categories: slide.answers.map(({ label }) => label),
		category_title: t.answer,
		series: [
			{
				name: slide.unit || t.count,
				values: slide.answers.map(({ values }) => values[0] ?? 0),
				colour: 'accent1',
				labels: 'all'
			}
		],
		unit: slide.unit,
		max: scaleEnd(slide.answers),
		language: LOCALE[sheet.language]
	};
	const foot = slide.sentence ? 30 : 0;
	if (slide.answers.length)
		sheet.chart(t.answer, pollInWords(slide, sheet.language), chart, {
			...BODY,
			y: BODY.y + 60,
			height: BODY.height - 60 - foot
		});
	if (slide.sentence)
		sheet.text(
			t.places.text,
			[cutRuns(slide.sentence, 1, 15, BODY.width)],
			{ ...BODY, y: BODY.y + BODY.height - 22, height: 22 },
			{ size: 15 }
		);
}

function drawTimeline(sheet: Sheet, slide: TimelineSlide): void {
	const { language } = sheet;
	const placed = layTimeline(slide.lanes, { ...slide, language, ...TIMELINE });
	const dx = BODY.x;
	const dy = BODY.y - 6;
	const tall = { top: dy + placed.top, bottom: dy + placed.height - 22 };
	sheet.grouped(sheet.plan.title, timelineInWords(slide, language), () => {
		for (const { x, label } of placed.months) {
			sheet.drawing(
				label || '|',
				'line',
				{ x: dx + x, y: dy + 16, width: 0, height: tall.bottom - dy - 16 },
				{ line: COLOURS.rule }
			);
			if (label)
				sheet.text(
					label,
					[[{ text: label }]],
					{ x: dx + x + 4, y: dy, width: Math.min(130, TIMELINE.width - x - 4), height: 16 },
					{ size: 11, colour: 'tx2', wrap: false }
				);
		}
		for (const { x, label, current } of placed.weeks)
			sheet.text(
				label,
				[[{ text: label }]],
				{ x: dx + x - 12, y: dy + 18, width: 24, height: 14 },
				{ size: 9, colour: current ? 'accent1' : 'tx2', bold: current, align: 'center', wrap: false }
			);
		for (const row of placed.rows) {
			const y = dy + row.y;
			sheet.drawing(
				'–',
				'line',
				{ x: dx, y: y + row.height, width: TIMELINE.width, height: 0 },
				{ line: COLOURS.rule }
			);
			sheet.text(
				row.row.label,
				row.label.lines.map((text, i) => [
					{ text, ...(row.row.href && i === 0 ? { href: row.row.href } : {}) }
				]),
				{ x: dx, y, width: TIMELINE.side - 8, height: row.height },
				{ size: 12, bold: true, valign: 'middle' }
			);
			for (const { span, box, full } of row.spans)
				sheet.drawing(
					full,
					'rect',
					{ ...box, x: dx + box.x, y: dy + box.y },
					SPANS[span.kind](sheet.accent_wash)
				);
			for (const { mark, x, y: middle, ghosts, full } of row.marks) {
				for (const ghost of ghosts)
					sheet.drawing(ghost.full, 'diamond', diamond(dx + ghost.x, dy + middle), {
						line: 'accent6',
						fill: 'ffffff',
						dash: true
					});
				sheet.drawing(full, 'diamond', diamond(dx + x, dy + middle), markLook(mark));
			}
			const labels = [...row.spans, ...row.marks].flatMap(({ label }) => label ?? []);
			for (const label of [...labels, ...row.undated]) addLabel(sheet, label, dx, dy);
			for (const edge of row.edges)
				sheet.text(
					edge.full,
					[[{ text: edge.side === 'before' ? `‹ ${edge.count}` : `${edge.count} ›` }]],
					{ ...edge.box, x: dx + edge.box.x, y: dy + edge.box.y },
					{ size: 10, colour: 'tx2', wrap: false }
				);
		}
		if (placed.today) {
			const { x, label, box } = placed.today;
			sheet.drawing(
				label,
				'line',
				{ x: dx + x, y: tall.top, width: 0, height: tall.bottom - tall.top },
				{ line: 'accent4', weight: 1.5 }
			);
			sheet.text(
				label,
				[[{ text: label }]],
				{ ...box, x: dx + box.x, y: dy + box.y },
				{ size: 11, colour: 'accent4', bold: true, align: 'center', valign: 'middle', wrap: false }
			);
		}
	});
	addMore(sheet, slide.more, dy + placed.height + 6);
}

function diamond(x: number, y: number): Box {
	return { x: x - 6, y: y - 6, width: 12, height: 12 };
}

function addLabel(sheet: Sheet, label: PlacedLabel, dx: number, dy: number): void {
	const right = label.anchor === 'end';
	const line: Line = [{ text: label.title }];
	sheet.text(
		label.title,
		[[...line, ...(label.when ? [{ text: ` ${label.when}` }] : [])]],
		{
			x: dx + (right ? label.x - label.box.width : label.x),
			y: dy + label.y - 8,
			width: label.box.width,
			height: 16
		},
		{ size: 11, colour: 'tx1', align: right ? 'right' : 'left', valign: 'middle', wrap: false }
	);
}

const SPANS: Record<TimelineSpan['kind'], (wash: string) => ShapeLook> = {
	closed: () => ({ fill: WASH.late, line: 'accent4' }),
	hypercare: () => ({ fill: 'ffffff', line: 'accent1', dash: true, weight: 1.25 }),
	activity: (wash) => ({ fill: wash, line: wash }),
	trial: (wash) => ({ fill: wash, line: 'accent1' })
};

function markLook({ certainty, tone = 'accent' }: TimelineMark): ShapeLook {
	const colour = { accent: 'accent1', late: 'accent4', wait: 'accent5' }[tone];
	return { line: colour, weight: 1.25, fill: certainty === 'tentative' ? 'ffffff' : colour };
}
