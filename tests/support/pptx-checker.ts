import { DOMParser, type Document, type Element } from '@xmldom/xmldom';
import { strFromU8, unzipSync } from 'fflate';

/** What a PowerPoint file says and shows, as far as it can be told without PowerPoint. */
export interface CheckedSlide {
	title: string;
	/** Every text on the slide in reading order, paragraph by paragraph. */
	texts: string[];
	notes: string[];
	/** Where its links lead. */
	links: string[];
	tables: string[][][];
	charts: CheckedChart[];
	/** What is said of pictures, charts, tables and groups. */
	alts: string[];
	pictures: number;
}
export interface CheckedChart {
	/** The cells of the embedded workbook, row by row; empty cells are null. */
	cells: (string | number | null)[][];
}
export interface Checked {
	/** One sentence for each thing that makes PowerPoint offer to repair a file, or leaves a reader without something. */
	faults: string[];
	slides: CheckedSlide[];
	parts: string[];
}

/** Opens a file and looks at all of it; the faults come back instead of the first one being thrown. */
export function checkPptx(file: Uint8Array): Checked {
	const faults: string[] = [];
	const fault = (sentence: string) => void faults.push(sentence);
	const parts = unzipSync(file);
	const paths = Object.keys(parts);
	checkZip(file, fault);
	const documents = new Map<string, Document>();
	for (const path of paths)
		if (/\.(xml|rels)$/.test(path)) {
			const document = readXml(path, parts[path]!, fault);
			if (document) documents.set(path, document);
		}
	checkContentTypes(paths, documents, fault);
	const relations = new Map(
		paths.filter((path) => !path.endsWith('.rels')).map((path) => [path, readRelations(path, documents)])
	);
	checkRelations(paths, documents, relations, fault);
	checkMaster(documents, relations, fault);

	const order = checkPresentation(documents, relations, fault);
	const slides = order.map((path) => checkSlide(path, { parts, documents, relations, fault }));
	const titles = new Map<string, string>();
	for (const [i, { title }] of slides.entries()) {
		const key = title.toLocaleLowerCase();
		if (!title.trim()) fault(`${order[i]} has no title`);
		else if (titles.has(key)) fault(`${order[i]} and ${titles.get(key)} share the title "${title}"`);
		titles.set(key, order[i]!);
	}
	checkProperties(documents, slides, fault);
	return { faults, slides, parts: paths };
}

type Fault = (sentence: string) => void;
interface Relation {
	id: string;
	type: string;
	/** A path in the file, or an address. */
	target: string;
	external: boolean;
}
interface Opened {
	parts: Record<string, Uint8Array>;
	documents: Map<string, Document>;
	relations: Map<string, Relation[]>;
	fault: Fault;
}

function checkZip(file: Uint8Array, fault: Fault): void {
	const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
	const names: string[] = [];
	// The central directory, entry by entry (signature 0x02014b50).
	let at = view.getUint32(file.length - 6, true);
	while (view.getUint32(at, true) === 0x02014b50) {
		const method = view.getUint16(at + 10, true);
		const size = view.getUint32(at + 24, true);
		const [name, extra, comment] = [28, 30, 32].map((offset) => view.getUint16(at + offset, true)) as [
			number,
			number,
			number
		];
		const path = strFromU8(file.subarray(at + 46, at + 46 + name));
		names.push(path);
		if (/\.(xml|rels)$/.test(path) && size > 200 && method !== 8) fault(`${path} is not compressed`);
		if (path.endsWith('/')) fault(`${path} is a folder`);
		at += 46 + name + extra + comment;
	}
	if (names[0] !== '[Content_Types].xml') fault('[Content_Types].xml is not the first part');
	if (new Set(names.map((name) => name.toLowerCase())).size < names.length) fault('A part is there twice');
}

function readXml(path: string, bytes: Uint8Array, fault: Fault): Document | null {
	const xml = new TextDecoder('utf-8', { fatal: true }).decode(bytes);

	if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|&#x?0*(?:[0-8]|1[0-9]);/.test(xml))
		fault(`${path} holds a forbidden character`);
	if (/lang="en-US"/i.test(xml)) fault(`${path} is in American English`);
	try {
		return new DOMParser({
			onError: (level, message) => {
				// A replacement character may well be what somebody typed.
				if (level !== 'warning' || !/replacement character/.test(message)) throw new Error(message);
			}
		}).parseFromString(xml, 'text/xml');
	} catch (error) {
		fault(`${path} is not well-formed: ${(error as Error).message}`);
		return null;
	}
}

function checkContentTypes(paths: string[], documents: Map<string, Document>, fault: Fault): void {
	const types = documents.get('[Content_Types].xml');
	if (!types) return fault('There is no [Content_Types].xml');
	const overrides = all(types, 'Override').map((one) => one.getAttribute('PartName') ?? '');
	const extensions = new Set(all(types, 'Default').map((one) => one.getAttribute('Extension')));
	for (const name of overrides)
		if (!paths.includes(name.slice(1))) fault(`[Content_Types] lists ${name}, which is not there`);
	if (new Set(overrides).size < overrides.length) fault('[Content_Types] lists a part twice');
	for (const path of paths) {
		if (path === '[Content_Types].xml' || overrides.includes(`/${path}`)) continue;
		const extension = path.replace(/^.*\./, '');
		if (!extensions.has(extension) || (extension === 'xml' && path.startsWith('ppt/')))
			fault(`[Content_Types] says nothing of ${path}`);
	}
}

function readRelations(path: string, documents: Map<string, Document>): Relation[] {
	const folder = path.replace(/[^/]*$/, '');
	const document = documents.get(`${folder}_rels/${path.slice(folder.length)}.rels`);
	if (!document) return [];
	return all(document, 'Relationship').map((one) => {
		const external = one.getAttribute('TargetMode') === 'External';
		const target = one.getAttribute('Target') ?? '';
		return {
			id: one.getAttribute('Id') ?? '',
			type: (one.getAttribute('Type') ?? '').replace(/^.*\//, ''),
			target: external ? target : new URL(target, `file:///${folder}`).pathname.slice(1),
			external
		};
	});
}

function checkRelations(
	paths: string[],
	documents: Map<string, Document>,
	relations: Map<string, Relation[]>,
	fault: Fault
): void {
	const reached = new Set<string>();
	for (const [path, list] of relations) {
		if (new Set(list.map(({ id }) => id)).size < list.length)
			fault(`${path} has two relationships of one id`);
		for (const { target, external } of list) {
			if (external && !/^(https?:\/\/|mailto:)/.test(target)) fault(`${path} links to ${target}`);
			if (!external && !paths.includes(target)) fault(`${path} leads to ${target}, which is not there`);
			reached.add(target);
		}
		const document = documents.get(path);
		if (!document) continue;
		const known = new Set(list.map(({ id }) => id));
		for (const element of elements(document))
			for (const { name, value } of Array.from(element.attributes))
				if (/^r:(id|embed|link|pict)$/.test(name) && !known.has(value))
					fault(`${path} names ${value}, which leads nowhere`);
	}
	for (const path of paths) {
		if (/\.rels$|^\[Content_Types\]/.test(path) || reached.has(path)) continue;
		const root = all(documents.get('_rels/.rels'), 'Relationship').some(
			(one) => one.getAttribute('Target') === path
		);
		if (!root) fault(`Nothing leads to ${path}`);
	}
}

function checkMaster(
	documents: Map<string, Document>,
	relations: Map<string, Relation[]>,
	fault: Fault
): void {
	const ids: string[] = [];
	for (const [path, document] of documents) {
		if (/^ppt\/slideMasters\/[^/]+\.xml$/.test(path)) {
			ids.push(...all(document, 'p:sldLayoutId').map((one) => one.getAttribute('id') ?? ''));
			const layouts = relations.get(path)?.filter(({ type }) => type === 'slideLayout') ?? [];
			if (layouts.length !== all(document, 'p:sldLayoutId').length)
				fault(`${path} lists other layouts than it has`);
		}
		if (path === 'ppt/presentation.xml')
			ids.push(...all(document, 'p:sldMasterId').map((one) => one.getAttribute('id') ?? ''));
		if (/^ppt\/(slideLayouts|slideMasters|notesSlides|notesMasters)\/[^/]+\.xml$/.test(path))
			checkIds(path, document, fault);
		if (
			/^ppt\/slideLayouts\/[^/]+\.xml$/.test(path) &&
			!all(document, 'p:ph').some((one) => one.getAttribute('type') === 'title')
		)
			fault(`${path} has no place for a title`);
	}
	if (new Set(ids).size < ids.length) fault('Two masters or layouts share an id');
	if (ids.some((id) => Number(id) < 2_147_483_648)) fault('The id of a master or layout is too small');
	const themes = [...relations].flatMap(([path, list]) =>
		/Masters\//.test(path) ? list.filter(({ type }) => type === 'theme').map(({ target }) => target) : []
	);
	if (new Set(themes).size < themes.length) fault('Two masters share a theme');
}

function checkPresentation(
	documents: Map<string, Document>,
	relations: Map<string, Relation[]>,
	fault: Fault
): string[] {
	const path = 'ppt/presentation.xml';
	const document = documents.get(path);
	if (!document?.documentElement) {
		fault('There is no presentation');
		return [];
	}
	const order = ['sldMasterIdLst', 'notesMasterIdLst', 'sldIdLst', 'sldSz', 'notesSz', 'defaultTextStyle'];
	const found = children(document.documentElement).map((one) => one.tagName.slice(2));
	if (found.join() !== order.filter((name) => found.includes(name)).join())
		fault('The parts of the presentation stand in the wrong order');
	const entries = all(document, 'p:sldId');
	const ids = entries.map((one) => one.getAttribute('id'));
	if (new Set(ids).size < ids.length) fault('Two slides share an id');
	if (ids.some((id) => Number(id) < 256)) fault('The id of a slide is too small');
	const targets = new Map(relations.get(path)?.map(({ id, target }) => [id, target]));
	return entries.map((one) => targets.get(one.getAttribute('r:id') ?? '') ?? '');
}

function checkSlide(path: string, { parts, documents, relations, fault }: Opened): CheckedSlide {
	const document = documents.get(path);
	const list = relations.get(path) ?? [];
	const empty = { title: '', texts: [], notes: [], links: [], tables: [], charts: [], alts: [], pictures: 0 };
	if (!document) return empty;
	checkIds(path, document, fault);
	checkParagraphs(path, document, fault);
	checkOverflow(path, document, fault);
	const titles = all(document, 'p:sp').filter((one) =>
		all(one, 'p:ph').some((ph) => ['title', 'ctrTitle'].includes(ph.getAttribute('type') ?? ''))
	);
	if (titles.length !== 1) fault(`${path} has ${titles.length} titles`);

	const layout = list.find(({ type }) => type === 'slideLayout')?.target ?? '';
	const places = new Set(all(documents.get(layout), 'p:ph').map(placeOf));
	for (const ph of all(document, 'p:ph'))
		if (!places.has(placeOf(ph))) fault(`${path} fills a place that ${layout} does not have`);

	const alts: string[] = [];
	for (const frame of [
		...all(document, 'p:pic'),
		...all(document, 'p:graphicFrame'),
		...all(document, 'p:grpSp')
	]) {
		const identity = all(frame, 'p:cNvPr')[0];
		const alt = identity?.getAttribute('descr') ?? '';
		if (!alt.trim())
			fault(`${path}: "${identity?.getAttribute('name')}" says nothing to who does not see it`);
		alts.push(alt);
	}
	for (const shape of all(document, 'p:sp')) {
		const identity = all(shape, 'p:cNvPr')[0];
		const silent = !textOf(shape).trim() && !identity?.getAttribute('descr') && !isIn(shape, 'p:grpSp');
		if (silent && !all(shape, 'adec:decorative').length)
			fault(`${path}: the shape "${identity?.getAttribute('name')}" has no words`);
	}
	const pictures = all(document, 'p:pic').length;
	if (pictures && !all(document, 'a:tbl').length && all(document, 'a:t').length < 4)
		fault(`${path} is only a picture`);

	const charts = list
		.filter(({ type }) => type === 'chart')
		.map(({ target }) => checkChart(target, { parts, documents, relations, fault }));
	if (charts.length !== all(document, 'c:chart').length) fault(`${path} shows other charts than it has`);

	const notesPath = list.find(({ type }) => type === 'notesSlide')?.target ?? '';
	const back = relations.get(notesPath)?.find(({ type }) => type === 'slide')?.target;
	if (!notesPath) fault(`${path} has no notes`);
	else if (back !== path) fault(`${notesPath} does not lead back to ${path}`);
	const notes = paragraphsOf(documents.get(notesPath)).filter(Boolean);
	if (!notes.length) fault(`${path} has empty notes`);
	return {
		title: titles.map(textOf).join(' '),
		texts: paragraphsOf(document),
		notes,
		links: list.filter(({ type }) => type === 'hyperlink').map(({ target }) => target),
		tables: all(document, 'a:tbl').map((table) => checkTable(path, table, fault)),
		charts,
		alts,
		pictures
	};
}

function placeOf(ph: Element): string {
	return `${ph.getAttribute('type')}:${ph.getAttribute('idx')}`;
}

function checkIds(path: string, document: Document, fault: Fault): void {
	const ids = all(document, 'p:cNvPr').map((one) => one.getAttribute('id'));
	if (new Set(ids).size < ids.length) fault(`${path} uses the id of a shape twice`);
	if (ids.some((id) => !/^[1-9]\d*$/.test(id ?? ''))) fault(`${path} has a shape without an id`);
}

function checkParagraphs(path: string, document: Document, fault: Fault): void {
	for (const paragraph of all(document, 'a:p')) {
		const names = children(paragraph).map((one) => one.tagName);
		if (names.lastIndexOf('a:pPr') > 0) fault(`${path} repeats the properties of a paragraph`);
		const end = names.indexOf('a:endParaRPr');
		if (end >= 0 && end !== names.length - 1) fault(`${path} goes on after the end of a paragraph`);
	}
	for (const body of [...all(document, 'p:txBody'), ...all(document, 'a:txBody')])
		if (!all(body, 'a:p').length) fault(`${path} has a text without a paragraph`);
}

/** Nothing stands outside the sheet. */
function checkOverflow(path: string, document: Document, fault: Fault): void {
	for (const transform of [...all(document, 'a:xfrm'), ...all(document, 'p:xfrm')]) {
		const [offset, size] = children(transform);
		const read = (element: Element | undefined, name: string) => Number(element?.getAttribute(name) ?? 0);
		const right = read(offset, 'x') + read(size, 'cx');
		const bottom = read(offset, 'y') + read(size, 'cy');
		if (read(offset, 'x') < 0 || read(offset, 'y') < 0 || right > 12_192_000 || bottom > 6_858_000)
			fault(`${path} has something outside the slide`);
	}
}

function checkTable(path: string, table: Element, fault: Fault): string[][] {
	if (all(table, 'a:tblPr')[0]?.getAttribute('firstRow') !== '1') fault(`${path} has a table without a head`);
	const columns = all(table, 'a:gridCol').length;
	const rows = all(table, 'a:tr').map((row) => children(row).filter((one) => one.tagName === 'a:tc'));
	for (const row of rows)
		if (row.length !== columns) fault(`${path} has a row of ${row.length} in ${columns} columns`);
	const sum = [...all(table, 'a:tr')].reduce((all, row) => all + Number(row.getAttribute('h')), 0);
	const frame = all(table.parentNode?.parentNode?.parentNode as Element, 'a:off')[0];
	if (Number(frame?.getAttribute('y')) + sum > 6_858_000 * 0.93)
		fault(`${path} has a table that runs over its foot`);
	return rows.map((row) => row.map((cell) => textOf(cell)));
}

function checkChart(path: string, { parts, documents, relations, fault }: Opened): CheckedChart {
	const document = documents.get(path);
	if (!document) return { cells: [] };
	const plots = all(document, 'c:plotArea').flatMap(children);
	const defined = plots.filter((one) => /Ax$/.test(one.tagName)).map((one) => valueOf(one, 'c:axId'));
	for (const plot of plots.filter((one) => /Chart$/.test(one.tagName))) {
		const named = children(plot)
			.filter((one) => one.tagName === 'c:axId')
			.map((one) => one.getAttribute('val'));
		if (named.toSorted().join() !== defined.toSorted().join())
			fault(`${path} names other axes than it defines`);
		if (plot.tagName === 'c:lineChart' && children(plot)[0]?.tagName !== 'c:grouping')
			fault(`${path} has lines that are not grouped`);
		const isLine = plot.tagName === 'c:lineChart';
		if (isLine && all(plot, 'c:invertIfNegative').length) fault(`${path} has lines with a property of bars`);
		const stacked = valueOf(plot, 'c:grouping') === 'stacked';
		if (stacked && all(plot, 'c:dLblPos').some((one) => one.getAttribute('val') === 'outEnd'))
			fault(`${path} puts labels outside of stacked bars`);
	}
	for (const axis of plots.filter((one) => /Ax$/.test(one.tagName)))
		if (!defined.includes(valueOf(axis, 'c:crossAx'))) fault(`${path} has an axis that crosses none`);

	const file = relations.get(path)?.find(({ type }) => type === 'package')?.target;
	const book = file ? parts[file] : undefined;
	if (!book) {
		fault(`${path} has no workbook`);
		return { cells: [] };
	}
	const cells = readWorkbook(book, fault);
	const cellAt = (column: string, row: number) => cells[row - 1]?.[columnNumber(column)] ?? null;
	for (const reference of [...all(document, 'c:strRef'), ...all(document, 'c:numRef')]) {
		const formula = textOf(all(reference, 'c:f')[0]!);
		const match = /^(\w+)!\$([A-Z]+)\$(\d+)(?::\$([A-Z]+)\$(\d+))?$/.exec(formula);
		if (!match) {
			fault(`${path} reads ${formula}`);
			continue;
		}
		const [, , column = '', from = '', , until = from] = match;
		const isNumber = reference.tagName === 'c:numRef';
		const points = new Map(
			all(reference, 'c:pt').map((one) => [Number(one.getAttribute('idx')), textOf(all(one, 'c:v')[0]!)])
		);
		const count = Number(until) - Number(from) + 1;
		if (Number(valueOf(reference, 'c:ptCount')) !== count) fault(`${path} counts other points than it reads`);
		for (let i = 0; i < count; i++) {
			const shown = points.get(i) ?? null;
			const cell = cellAt(column, Number(from) + i);
			const same = isNumber ? (shown === null ? cell === null : cell === Number(shown)) : cell === shown;
			if (!same) fault(`${path} shows ${shown} where its workbook has ${cell} (${formula}, ${i})`);
		}
	}
	return { cells };
}

function readWorkbook(book: Uint8Array, fault: Fault): CheckedChart['cells'] {
	const parts = unzipSync(book);
	const sheet = parts['xl/worksheets/sheet1.xml'];
	if (!sheet) {
		fault('A workbook without a sheet');
		return [];
	}
	for (const [path, bytes] of Object.entries(parts)) readXml(path, bytes, fault);
	const document = readXml('sheet1.xml', sheet, fault);
	return all(document, 'row').map((row) => {
		const cells: (string | number | null)[] = [];
		for (const cell of all(row, 'c')) {
			const column = columnNumber(/^[A-Z]+/.exec(cell.getAttribute('r') ?? '')?.[0] ?? 'A');
			while (cells.length < column) cells.push(null);
			const written = all(cell, 't')[0] ?? all(cell, 'v')[0];
			const text = written ? textOf(written) : '';
			cells[column] = cell.getAttribute('t') === 'inlineStr' ? text.replaceAll('_x005F_', '_') : Number(text);
		}
		return cells;
	});
}

function columnNumber(name: string): number {
	return [...name].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

function checkProperties(documents: Map<string, Document>, slides: CheckedSlide[], fault: Fault): void {
	const app = documents.get('docProps/app.xml');
	const count = (name: string) => Number(textOf(all(app, name)[0] ?? null));
	if (count('Slides') !== slides.length)
		fault(`docProps counts ${count('Slides')} slides of ${slides.length}`);
	if (count('Notes') !== slides.length) fault('docProps counts other notes than there are');
	const pairs = all(all(app, 'HeadingPairs')[0] ?? null, 'vt:i4').map((one) => Number(textOf(one)));
	const names = all(all(app, 'TitlesOfParts')[0] ?? null, 'vt:lpstr').map(textOf);
	if (pairs.reduce((sum, one) => sum + one, 0) !== names.length)
		fault('docProps counts other titles than it lists');
	const size = Number(all(all(app, 'TitlesOfParts')[0] ?? null, 'vt:vector')[0]?.getAttribute('size'));
	if (size !== names.length) fault('docProps says another size than it lists');
}

function elements(parent: Document | Element): Element[] {
	return Array.from(parent.getElementsByTagName('*'));
}

function all(parent: Document | Element | null | undefined, name: string): Element[] {
	return parent ? Array.from(parent.getElementsByTagName(name)) : [];
}

function children(parent: Element): Element[] {
	return Array.from(parent.childNodes).filter((node) => node.nodeType === 1) as Element[];
}

function isIn(element: Element, name: string): boolean {
	for (let node = element.parentNode as Element | null; node; node = node.parentNode as Element | null)
		if (node.tagName === name) return true;
	return false;
}

function valueOf(parent: Element, name: string): string {
	return all(parent, name)[0]?.getAttribute('val') ?? '';
}

function textOf(element: Element | null): string {
	if (!element) return '';
	const texts = all(element, 'a:t');
	return texts.length ? texts.map((one) => one.textContent ?? '').join('') : (element.textContent ?? '');
}

function paragraphsOf(document: Document | undefined): string[] {
	return all(document, 'a:p').map((paragraph) =>
		all(paragraph, 'a:t')
			.map((one) => one.textContent ?? '')
			.join('')
	);
}
