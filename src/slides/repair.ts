import { strFromU8, unzipSync } from 'fflate';
import type { Day } from '#language/dates.ts';
import { type Chart, chartXml, workbook } from './chart.ts';
import { LAYOUTS, type LayoutName, type Place, PLACES } from './master.ts';
import { escapeXml, type Relationship, relationshipsXml, SPACES, XML_HEAD } from './xml.ts';
import { zipped } from './zip.ts';

// What pptxgenjs 4.0.1 writes, PowerPoint opens with an offer to repair it, or opens without what listening and
// searching need. Mended here, each by the sentence in tests/support/pptx-checker.ts that asserts it:
// parts listed that are not there · charts that name three axes and define two, and a workbook that is no table ·
// shape ids used twice · paragraph properties repeated within a paragraph · tables without a head · no alternative
// texts · no placeholders, so that no slide has a title · notes in one paragraph · American English · no compression.

/** What a shape is, found by the name that it was given when it was added. */
export interface ShapePlan {
	/** As the selection pane shows it. */
	name: string;
	/** What is said to who does not see it. */
	alt?: string;
	/** Says nothing that the text does not say. */
	decorative?: boolean;
	/** The place of the layout that it fills. */
	place?: Place;
	/** The group that it is part of. */
	group?: string;
	chart?: Chart;
}

export interface SlidePlan {
	title: string;
	layout: LayoutName;
	shapes: Map<string, ShapePlan>;
	groups: Map<string, { name: string; alt: string }>;
	notes: { text: string; href?: string }[];
}

export interface FilePlan {
	title: string;
	company: string;
	font: string;
	/** da-DK or en-GB. */
	locale: string;
	figures_on: Day;
	slides: SlidePlan[];
	/** The master, its layouts and themes: instead of the ones that were written. */
	parts: Record<string, string | Uint8Array>;
}

type Parts = Map<string, string | Uint8Array>;

/** Mends a file that pptxgenjs wrote, by the plan of what was put into it. The same file and plan give the same bytes. */
export function repairPptx(file: Uint8Array, plan: FilePlan): Uint8Array {
	const written = unzipSync(file, { filter: ({ name }) => !REPLACED.test(name) && !name.endsWith('/') });
	const parts: Parts = new Map(Object.entries(plan.parts));
	let charts = 0;
	for (const [path, bytes] of Object.entries(written)) {
		const slide = /^ppt\/slides\/slide(\d+)\.xml$/.exec(path);
		if (!slide) {
			if (!path.startsWith('ppt/slides/')) parts.set(path, strFromU8(bytes));
			continue;
		}
		const number = Number(slide[1]);
		const slidePlan = plan.slides[number - 1];
		if (!slidePlan) throw new Error(`No plan for slide ${number}`);
		const mended = mendSlide(strFromU8(bytes), slidePlan);
		parts.set(path, mended.xml);
		const kept = readLinks(written[`ppt/slides/_rels/slide${number}.xml.rels`]);
		for (const { id, chart } of mended.charts) {
			charts++;
			kept.push({ id, type: 'chart', target: `../charts/chart${charts}.xml` });
			addChart(parts, charts, { ...chart, language: plan.locale }, plan.figures_on);
		}
		const highest = Math.max(0, ...kept.map(({ id }) => Number(id.slice(3))));
		kept.push(
			{
				id: `rId${highest + 1}`,
				type: 'slideLayout',
				target: `../slideLayouts/slideLayout${LAYOUTS.indexOf(slidePlan.layout) + 1}.xml`
			},
			{ id: `rId${highest + 2}`, type: 'notesSlide', target: `../notesSlides/notesSlide${number}.xml` }
		);
		parts.set(`ppt/slides/_rels/slide${number}.xml.rels`, relationshipsXml(kept));
		addNotes(parts, number, slidePlan);
	}
	addFrame(parts, plan);
	return pack(parts, plan);
}

/** What is written anew from the plan. */
const REPLACED =
	/^\[Content_Types\]|^_rels\/|^docProps\/|^ppt\/(charts|embeddings|media|notesSlides|slideLayouts|slideMasters|theme|_rels)\/|^ppt\/presentation\.xml$|^ppt\/notesMasters\/_rels\//;

// Read and changed as text, not as a tree, which would take five times as long as writing the whole file: what pptxgenjs
// writes is flat (shapes side by side, none within another), and a < in it always begins a tag.
const FRAME = /<p:(sp|pic|graphicFrame)>.*?<\/p:\1>/gs;
const IDENTITY = /<p:cNvPr id="[^"]*" name="([^"]*)"(?: descr="[^"]*")?(\/>|>(.*?)<\/p:cNvPr>)/s;

function mendSlide(xml: string, plan: SlidePlan) {
	const start = xml.indexOf('</p:grpSpPr>') + '</p:grpSpPr>'.length;
	const end = xml.lastIndexOf('</p:spTree>');
	const charts: { id: string; chart: Chart }[] = [];
	// 1 is the tree's own.
	let id = 1;
	const mended: string[] = [];
	let group = null as { key: string; frames: string[]; id: number } | null;
	const close = () => {
		if (group) mended.push(gathered(group.frames, group.id, plan.groups.get(group.key)));
		group = null;
	};
	for (const [frame] of xml.slice(start, end).matchAll(FRAME)) {
		const shape = plan.shapes.get(IDENTITY.exec(frame)?.[1] ?? '');
		if (!shape) throw new Error('A shape that was not planned');
		if (shape.group !== group?.key) close();
		if (shape.group && !group) group = { key: shape.group, frames: [], id: ++id };
		(group?.frames ?? mended).push(mendFrame(frame, ++id, shape));
		const relation = shape.chart && /<c:chart r:id="([^"]*)"/.exec(frame)?.[1];
		if (shape.chart && relation) charts.push({ id: relation, chart: shape.chart });
	}
	close();
	return { xml: xml.slice(0, start) + mended.join('') + xml.slice(end), charts };
}

function mendFrame(frame: string, id: number, shape: ShapePlan): string {
	const alt = shape.alt ? ` descr="${escapeXml(shape.alt)}"` : '';
	let mended = frame.replace(
		IDENTITY,
		() =>
			`<p:cNvPr id="${id}" name="${escapeXml(shape.name)}"${alt}>${shape.decorative ? DECORATIVE : ''}</p:cNvPr>`
	);
	if (shape.place) mended = intoPlace(mended, shape.place);
	return mended
		.replace(/<a:tblPr\/>/, '<a:tblPr firstRow="1" firstCol="1"/>')
		.replace(/<a:p>.*?<\/a:p>/gs, mendParagraph);
}

const PROPERTIES = /<a:pPr\b(?:[^>]*\/>|.*?<\/a:pPr>)/gs;

function mendParagraph(paragraph: string): string {
	let isFirst = true;
	return paragraph
		.replace(PROPERTIES, (properties) => {
			const kept = isFirst ? properties : '';
			isFirst = false;
			return kept;
		})
		.replace('<a:buSzPct', '<a:buClr><a:schemeClr val="accent1"/></a:buClr><a:buSzPct')
		.replace(/<a:rPr\b[^>]*>(?:(?!<\/a:rPr>).)*<a:hlinkClick.*?<\/a:rPr>/gs, mendLink);
}

/** A link in the accent has it from the theme already; said again, LibreOffice takes the colour of its neighbour. */
function mendLink(properties: string): string {
	return properties.replace(
		/<a:hlinkClick (r:id="[^"]*")[^>]*>(.*)<\/a:hlinkClick>/s,
		properties.includes('"accent1"') ? '<a:hlinkClick $1/>' : '<a:hlinkClick $1>$2</a:hlinkClick>'
	);
}

/** Position and looks come from the layout, so that whoever changes the layout changes the slides. */
function intoPlace(frame: string, place: Place): string {
	const filled = frame
		.replace(/<p:cNvSpPr[^>]*\/>/, '<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>')
		.replace('<p:nvPr></p:nvPr>', `<p:nvPr>${PLACES[place]}</p:nvPr>`)
		.replace(/<p:spPr>.*?<\/p:spPr>/s, '<p:spPr/>')
		.replace(/<a:bodyPr\b.*?<\/a:bodyPr>/s, '<a:bodyPr><a:normAutofit/></a:bodyPr>')
		.replace(PROPERTIES, '');
	if (place !== 'number') return filled;
	return filled
		.replace('<a:r>', '<a:fld id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}" type="slidenum">')
		.replace('</a:r>', '</a:fld>');
}

const DECORATIVE =
	'<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>';

/** Shapes as one group, as large as all of them. */
function gathered(frames: string[], id: number, plan: { name: string; alt: string } | undefined): string {
	let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
	for (const frame of frames) {
		const place = /<a:xfrm[^>]*><a:off x="(-?\d+)" y="(-?\d+)"\/><a:ext cx="(\d+)" cy="(\d+)"\/>/.exec(frame);
		const [x, y, width, height] = (place?.slice(1).map(Number) ?? []) as [number, number, number, number];
		left = Math.min(left, x);
		top = Math.min(top, y);
		right = Math.max(right, x + width);
		bottom = Math.max(bottom, y + height);
	}
	const box = `x="${left}" y="${top}"/>`;
	const size = `cx="${right - left}" cy="${bottom - top}"/>`;
	return `<p:grpSp><p:nvGrpSpPr><p:cNvPr id="${id}" name="${escapeXml(plan?.name ?? '')}" descr="${escapeXml(plan?.alt ?? '')}"/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm><a:off ${box}<a:ext ${size}<a:chOff ${box}<a:chExt ${size}</a:xfrm></p:grpSpPr>${frames.join('')}</p:grpSp>`;
}

function readLinks(bytes: Uint8Array | undefined): Relationship[] {
	if (!bytes) return [];
	const found = strFromU8(bytes).matchAll(
		/<Relationship Id="([^"]*)" Type="[^"]*\/hyperlink" Target="([^"]*)"/g
	);
	return Array.from(found, ([, id = '', target = '']) => ({
		id,
		type: 'hyperlink',
		target: target.replace(/&(amp|lt|gt|quot|apos);/g, (_, name: string) => ENTITIES[name] ?? ''),
		external: true
	}));
}

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function addChart(parts: Parts, number: number, chart: Chart, figures_on: Day): void {
	parts.set(`ppt/charts/chart${number}.xml`, chartXml(chart));
	parts.set(
		`ppt/charts/_rels/chart${number}.xml.rels`,
		relationshipsXml([{ id: 'rId1', type: 'package', target: `../embeddings/workbook${number}.xlsx` }])
	);
	parts.set(`ppt/embeddings/workbook${number}.xlsx`, workbook(chart, noon(figures_on)));
}

/** The figures' own day stands for the file's, so that the same deck is the same file whenever it is written. */
function noon(day: Day): Date {
	return new Date(`${day}T12:00:00Z`);
}

function addNotes(parts: Parts, number: number, { notes }: SlidePlan): void {
	const links = [...new Set(notes.flatMap(({ href }) => href ?? []))];
	const paragraphs = notes.map(({ text, href }) => {
		const link = href ? `<a:hlinkClick r:id="rId${links.indexOf(href) + 3}"/>` : '';
		return text
			? `<a:p><a:r><a:rPr lang="en-US">${link}</a:rPr><a:t>${escapeXml(text)}</a:t></a:r></a:p>`
			: '<a:p><a:endParaRPr lang="en-US"/></a:p>';
	});
	const shape = (id: number, name: string, locks: string, ph: string, body: string) =>
		`<p:sp><p:nvSpPr><p:cNvPr id="${id}" name="${name}"/><p:cNvSpPr><a:spLocks ${locks}/></p:cNvSpPr><p:nvPr>${ph}</p:nvPr></p:nvSpPr><p:spPr/>${body}</p:sp>`;
	parts.set(
		`ppt/notesSlides/notesSlide${number}.xml`,
		`${XML_HEAD}<p:notes xmlns:a="${SPACES.a}" xmlns:r="${SPACES.r}" xmlns:p="${SPACES.p}"><p:cSld><p:spTree><p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>` +
			shape(2, 'Slide Image', 'noGrp="1" noRot="1" noChangeAspect="1"', '<p:ph type="sldImg"/>', '') +
			shape(
				3,
				'Notes',
				'noGrp="1"',
				'<p:ph type="body" idx="1"/>',
				`<p:txBody><a:bodyPr/><a:lstStyle/>${paragraphs.join('') || '<a:p><a:endParaRPr lang="en-US"/></a:p>'}</p:txBody>`
			) +
			`</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:notes>`
	);
	parts.set(
		`ppt/notesSlides/_rels/notesSlide${number}.xml.rels`,
		relationshipsXml([
			{ id: 'rId1', type: 'notesMaster', target: '../notesMasters/notesMaster1.xml' },
			{ id: 'rId2', type: 'slide', target: `../slides/slide${number}.xml` },
			...links.map((target, i) => ({ id: `rId${i + 3}`, type: 'hyperlink', target, external: true }))
		])
	);
}

/** The parts around the slides: what there is in the file, and what it is about. */
function addFrame(parts: Parts, { slides, title, company, font, figures_on, locale }: FilePlan): void {
	const first = slides.length + 2;
	parts.set(
		'ppt/_rels/presentation.xml.rels',
		relationshipsXml([
			{ id: 'rId1', type: 'slideMaster', target: 'slideMasters/slideMaster1.xml' },
			...slides.map((_, i) => ({ id: `rId${i + 2}`, type: 'slide', target: `slides/slide${i + 1}.xml` })),
			{ id: `rId${first}`, type: 'notesMaster', target: 'notesMasters/notesMaster1.xml' },
			{ id: `rId${first + 1}`, type: 'presProps', target: 'presProps.xml' },
			{ id: `rId${first + 2}`, type: 'viewProps', target: 'viewProps.xml' },
			{ id: `rId${first + 3}`, type: 'theme', target: 'theme/theme1.xml' },
			{ id: `rId${first + 4}`, type: 'tableStyles', target: 'tableStyles.xml' }
		])
	);
	const ids = slides.map((_, i) => `<p:sldId id="${256 + i}" r:id="rId${i + 2}"/>`).join('');
	const levels = Array.from(
		{ length: 9 },
		(_, i) =>
			`<a:lvl${i + 1}pPr marL="${457200 * i}" algn="l" defTabSz="914400" rtl="0" eaLnBrk="1" latinLnBrk="0" hangingPunct="1"><a:defRPr sz="1800" kern="1200"><a:solidFill><a:schemeClr val="tx1"/></a:solidFill><a:latin typeface="+mn-lt"/><a:ea typeface="+mn-ea"/><a:cs typeface="+mn-cs"/></a:defRPr></a:lvl${i + 1}pPr>`
	).join('');
	// The schema's order: masters, notes, slides. Only with a theme of their own may the notes come first.
	parts.set(
		'ppt/presentation.xml',
		`${XML_HEAD}<p:presentation xmlns:a="${SPACES.a}" xmlns:r="${SPACES.r}" xmlns:p="${SPACES.p}" saveSubsetFonts="1" autoCompressPictures="0"><p:sldMasterIdLst><p:sldMasterId id="2147483648" r:id="rId1"/></p:sldMasterIdLst><p:notesMasterIdLst><p:notesMasterId r:id="rId${first}"/></p:notesMasterIdLst>${ids ? `<p:sldIdLst>${ids}</p:sldIdLst>` : ''}<p:sldSz cx="12192000" cy="6858000"/><p:notesSz cx="6858000" cy="9144000"/><p:defaultTextStyle>${levels}</p:defaultTextStyle></p:presentation>`
	);
	parts.set(
		'ppt/notesMasters/_rels/notesMaster1.xml.rels',
		relationshipsXml([{ id: 'rId1', type: 'theme', target: '../theme/theme2.xml' }])
	);
	parts.set(
		'_rels/.rels',
		relationshipsXml([
			{ id: 'rId1', type: 'officeDocument', target: 'ppt/presentation.xml' },
			{ id: 'rId2', type: 'core-properties', target: 'docProps/core.xml' },
			{ id: 'rId3', type: 'extended-properties', target: 'docProps/app.xml' }
		])
	);
	const moment = `${figures_on}T12:00:00Z`;
	parts.set(
		'docProps/core.xml',
		`${XML_HEAD}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${escapeXml(title)}</dc:title><dc:creator>${escapeXml(company)}</dc:creator><dc:language>${locale}</dc:language><cp:lastModifiedBy>${escapeXml(company)}</cp:lastModifiedBy><cp:revision>1</cp:revision><dcterms:created xsi:type="dcterms:W3CDTF">${moment}</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">${moment}</dcterms:modified></cp:coreProperties>`
	);
	const pair = (name: string, count: number) =>
		`<vt:variant><vt:lpstr>${name}</vt:lpstr></vt:variant><vt:variant><vt:i4>${count}</vt:i4></vt:variant>`;
	const names = [font, 'Overblik', ...slides.map((slide) => slide.title)];
	parts.set(
		'docProps/app.xml',
		`${XML_HEAD}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties" xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"><TotalTime>0</TotalTime><Application>Microsoft Office PowerPoint</Application><PresentationFormat>Widescreen</PresentationFormat><Slides>${slides.length}</Slides><Notes>${slides.length}</Notes><HiddenSlides>0</HiddenSlides><ScaleCrop>false</ScaleCrop><HeadingPairs><vt:vector size="6" baseType="variant">${pair('Fonts Used', 1)}${pair('Theme', 1)}${pair('Slide Titles', slides.length)}</vt:vector></HeadingPairs><TitlesOfParts><vt:vector size="${names.length}" baseType="lpstr">${names.map((name) => `<vt:lpstr>${escapeXml(name)}</vt:lpstr>`).join('')}</vt:vector></TitlesOfParts><Company>${escapeXml(company)}</Company><LinksUpToDate>false</LinksUpToDate><SharedDoc>false</SharedDoc><HyperlinksChanged>false</HyperlinksChanged><AppVersion>16.0000</AppVersion></Properties>`
	);
}

const PRESENTATION = 'application/vnd.openxmlformats-officedocument.presentationml';
const CONTENT_TYPES: [path: RegExp, type: string][] = [
	[/^ppt\/presentation\.xml$/, `${PRESENTATION}.presentation.main+xml`],
	[/^ppt\/slides\/[^/]+\.xml$/, `${PRESENTATION}.slide+xml`],
	[/^ppt\/slideLayouts\/[^/]+\.xml$/, `${PRESENTATION}.slideLayout+xml`],
	[/^ppt\/slideMasters\/[^/]+\.xml$/, `${PRESENTATION}.slideMaster+xml`],
	[/^ppt\/notesSlides\/[^/]+\.xml$/, `${PRESENTATION}.notesSlide+xml`],
	[/^ppt\/notesMasters\/[^/]+\.xml$/, `${PRESENTATION}.notesMaster+xml`],
	[/^ppt\/presProps\.xml$/, `${PRESENTATION}.presProps+xml`],
	[/^ppt\/viewProps\.xml$/, `${PRESENTATION}.viewProps+xml`],
	[/^ppt\/tableStyles\.xml$/, `${PRESENTATION}.tableStyles+xml`],
	[/^ppt\/theme\/[^/]+\.xml$/, 'application/vnd.openxmlformats-officedocument.theme+xml'],
	[/^ppt\/charts\/[^/]+\.xml$/, 'application/vnd.openxmlformats-officedocument.drawingml.chart+xml'],
	[/^docProps\/core\.xml$/, 'application/vnd.openxmlformats-package.core-properties+xml'],
	[/^docProps\/app\.xml$/, 'application/vnd.openxmlformats-officedocument.extended-properties+xml']
];
const DEFAULT_TYPES: Record<string, string> = {
	rels: 'application/vnd.openxmlformats-package.relationships+xml',
	xml: 'application/xml',
	xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
	png: 'image/png',
	jpeg: 'image/jpeg'
};

function pack(parts: Parts, { locale, figures_on }: FilePlan): Uint8Array {
	const extensions = new Set([...parts.keys()].map((path) => path.replace(/^.*\./, '')));
	const defaults = Object.entries(DEFAULT_TYPES)
		.filter(([extension]) => extensions.has(extension))
		.map(([extension, type]) => `<Default Extension="${extension}" ContentType="${type}"/>`);
	const overrides = [...parts.keys()].flatMap((path) => {
		const type = CONTENT_TYPES.find(([pattern]) => pattern.test(path))?.[1];
		return type ? [`<Override PartName="/${path}" ContentType="${type}"/>`] : [];
	});
	const types = `${XML_HEAD}<Types xmlns="${SPACES.types}">${defaults.join('')}${overrides.join('')}</Types>`;
	const localized = Iterator.from(parts).map(([path, content]): [string, string | Uint8Array] => [
		path,
		// Text that somebody wrote has no bare quotes in the file, so this finds attributes only.
		typeof content === 'string'
			? content.replaceAll(' altLang="en-US"', '').replaceAll('lang="en-US"', `lang="${locale}"`)
			: content
	]);
	return zipped([['[Content_Types].xml', types], ...localized], noon(figures_on));
}
