import { addDays, type Day, daysBetween } from '#language/dates.ts';
import { escapeXml, relationshipsXml, SPACES, XML_HEAD } from './xml.ts';
import { zipped } from './zip.ts';

export interface Series {
	name: string;
	/** One for each category; null leaves a gap. */
	values: (number | null)[];
	/** A name of the theme (accent1) or rrggbb. */
	colour: string;
	dashed?: boolean;
	/** Its points carry their value, all of them or the last one; or the last one its name. */
	labels?: 'all' | 'above' | 'below' | 'name_left' | 'name_right';
	/** Stands in no legend, since its label names it. */
	unlisted?: boolean;
	/** Only its points, each with a line down to the axis. */
	dropped?: boolean;
}

/** A chart that PowerPoint draws itself, from numbers that one can open as a sheet. */
export type Chart = {
	/** Lies in a workbook inside the file; a day becomes a real date there. */
	categories: string[];
	series: Series[];
	/** Behind each value: "%". */
	unit: string;
	max: number;
	/** Between two lines of the scale. */
	step?: number;
	category_title: string;
	language: string;
} & ({ kind: 'stacked' | 'bars' } | { kind: 'days'; until: Day });

const SHEET = 'Data';
/** A bar that fills its frame, so that it begins where the text above it does. */
const WHOLE =
	'<c:layout><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/><c:x val="0"/><c:y val="0.08"/><c:w val="1"/><c:h val="0.84"/></c:manualLayout></c:layout>';
const CATEGORY_AXIS = 111_111_111;
const VALUE_AXIS = 222_222_222;

/** The column of a sheet by its number from 0: A … Z, AA … */
export function columnName(index: number): string {
	return (index >= 26 ? columnName(Math.floor(index / 26) - 1) : '') + String.fromCharCode(65 + (index % 26));
}

/** A day as spreadsheets count it: 23.11.2023 is 45253. */
export function sheetDay(day: Day): number {
	return daysBetween('1899-12-30', day);
}

/** The chart as a part of the file, every element in the order that the schema asks for (ISO/IEC 29500-1, 21.2). */
export function chartXml(chart: Chart): string {
	const { kind, series, max } = chart;
	const axes = `<c:axId val="${CATEGORY_AXIS}"/><c:axId val="${VALUE_AXIS}"/>`;
	const all = series.map((one, i) => seriesXml(chart, one, i)).join('');
	const plot =
		kind === 'days'
			? `<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>${all}<c:marker val="1"/>${axes}</c:lineChart>`
			: `<c:barChart><c:barDir val="bar"/><c:grouping val="${kind === 'stacked' ? 'stacked' : 'clustered'}"/><c:varyColors val="0"/>${all}<c:gapWidth val="${kind === 'stacked' ? 20 : 45}"/>${kind === 'stacked' ? '<c:overlap val="100"/>' : ''}${axes}</c:barChart>`;
	const bare = kind !== 'days';
	return (
		`${XML_HEAD}<c:chartSpace xmlns:c="${SPACES.c}" xmlns:a="${SPACES.a}" xmlns:r="${SPACES.r}"><c:date1904 val="0"/><c:lang val="${chart.language}"/><c:roundedCorners val="0"/>` +
		`<c:chart><c:autoTitleDeleted val="1"/><c:plotArea>${kind === 'stacked' ? WHOLE : '<c:layout/>'}${plot}${categoryAxis(chart)}` +
		`<c:valAx><c:axId val="${VALUE_AXIS}"/><c:scaling><c:orientation val="minMax"/><c:max val="${max}"/><c:min val="0"/></c:scaling>` +
		`<c:delete val="${bare ? 1 : 0}"/><c:axPos val="${kind === 'days' ? 'l' : 'b'}"/>` +
		(bare ? '' : `<c:majorGridlines><c:spPr>${line('rule')}</c:spPr></c:majorGridlines>`) +
		`<c:numFmt formatCode="${formatCode(chart)}" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>` +
		`<c:spPr><a:ln><a:noFill/></a:ln></c:spPr>${textXml(1100, 'tx2')}<c:crossAx val="${CATEGORY_AXIS}"/><c:crosses val="autoZero"/><c:crossBetween val="${kind === 'days' ? 'midCat' : 'between'}"/>${chart.step ? `<c:majorUnit val="${chart.step}"/>` : ''}</c:valAx>` +
		`<c:spPr><a:noFill/></c:spPr></c:plotArea>` +
		(kind === 'days'
			? `<c:legend><c:legendPos val="b"/>${series.map((one, i) => (one.unlisted ? `<c:legendEntry><c:idx val="${i}"/><c:delete val="1"/></c:legendEntry>` : '')).join('')}<c:overlay val="0"/>${textXml(1100, 'tx1')}</c:legend>`
			: '') +
		`<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>` +
		`<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>${textXml(1200, 'tx1')}` +
		`<c:externalData r:id="rId1"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>`
	);
}

function categoryAxis(chart: Chart): string {
	const days = chart.kind === 'days';
	const name = days ? 'c:dateAx' : 'c:catAx';
	const orientation = chart.kind === 'bars' ? 'maxMin' : 'minMax';
	const head =
		`<${name}><c:axId val="${CATEGORY_AXIS}"/><c:scaling><c:orientation val="${orientation}"/>` +
		(chart.kind === 'days'
			? `<c:max val="${sheetDay(chart.until)}"/><c:min val="${sheetDay(chart.categories[0] ?? chart.until)}"/>`
			: '') +
		`</c:scaling><c:delete val="${chart.kind === 'stacked' ? 1 : 0}"/><c:axPos val="${days ? 'b' : 'l'}"/>` +
		`<c:numFmt formatCode="${days ? 'd/m yy' : 'General'}" sourceLinked="0"/><c:majorTickMark val="${days ? 'out' : 'none'}"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>` +
		`<c:spPr>${line('rule_strong')}</c:spPr>${textXml(days ? 1100 : 1400, days ? 'tx2' : 'tx1')}` +
		`<c:crossAx val="${VALUE_AXIS}"/><c:crosses val="autoZero"/><c:auto val="${days ? 1 : 0}"/>`;
	if (!days)
		return `${head}<c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:noMultiLvlLbl val="1"/></c:catAx>`;
	const span = daysBetween(chart.categories[0] ?? chart.until, chart.until);
	const months = Math.max(1, Math.ceil(span / 30 / 8));
	return `${head}<c:lblOffset val="100"/><c:baseTimeUnit val="days"/><c:majorUnit val="${months}"/><c:majorTimeUnit val="months"/></c:dateAx>`;
}

function seriesXml(chart: Chart, series: Series, index: number): string {
	const column = columnName(index + 1);
	const count = chart.categories.length;
	const days = chart.kind === 'days';
	const points = (values: (string | number | null)[]) =>
		`<c:ptCount val="${count}"/>${values
			.map((value, i) =>
				value === null
					? ''
					: `<c:pt idx="${i}"><c:v>${typeof value === 'number' ? value : escapeXml(value)}</c:v></c:pt>`
			)
			.join('')}`;
	const categories = days
		? `<c:cat><c:numRef><c:f>${SHEET}!$A$2:$A$${count + 1}</c:f><c:numCache><c:formatCode>dd/mm/yyyy</c:formatCode>${points(chart.categories.map(sheetDay))}</c:numCache></c:numRef></c:cat>`
		: `<c:cat><c:strRef><c:f>${SHEET}!$A$2:$A$${count + 1}</c:f><c:strCache>${points(chart.categories)}</c:strCache></c:strRef></c:cat>`;
	const values = `<c:val><c:numRef><c:f>${SHEET}!$${column}$2:$${column}$${count + 1}</c:f><c:numCache><c:formatCode>General</c:formatCode>${points(series.values)}</c:numCache></c:numRef></c:val>`;
	const fill = colourXml(series.colour);
	const stroke = series.dropped
		? '<a:ln><a:noFill/></a:ln>'
		: `<a:ln w="${series.dashed ? 15875 : 28575}" cap="rnd">${fill}<a:prstDash val="${series.dashed ? 'sysDash' : 'solid'}"/><a:round/></a:ln>`;
	return (
		`<c:ser><c:idx val="${index}"/><c:order val="${index}"/><c:tx><c:strRef><c:f>${SHEET}!$${column}$1</c:f><c:strCache><c:ptCount val="1"/><c:pt idx="0"><c:v>${escapeXml(series.name)}</c:v></c:pt></c:strCache></c:strRef></c:tx>` +
		`<c:spPr>${days ? stroke : chart.kind === 'stacked' ? `${fill}<a:ln w="12700">${colourXml('bg1')}</a:ln>` : fill}</c:spPr>` +
		(days ? '<c:marker><c:symbol val="none"/></c:marker>' : '<c:invertIfNegative val="0"/>') +
		labelsXml(chart, series) +
		(series.dropped
			? `<c:errBars><c:errDir val="y"/><c:errBarType val="minus"/><c:errValType val="percentage"/><c:noEndCap val="1"/><c:val val="100"/><c:spPr><a:ln w="15875">${fill}</a:ln></c:spPr></c:errBars>`
			: '') +
		categories +
		values +
		(days ? '<c:smooth val="0"/>' : '') +
		'</c:ser>'
	);
}

function labelsXml(chart: Chart, series: Series): string {
	const flags = (value: 0 | 1, name: 0 | 1 = 0) =>
		`<c:showLegendKey val="0"/><c:showVal val="${value}"/><c:showCatName val="0"/><c:showSerName val="${name}"/><c:showPercent val="0"/><c:showBubbleSize val="0"/>`;
	const format = `<c:numFmt formatCode="${formatCode(chart)}" sourceLinked="0"/><c:spPr><a:noFill/></c:spPr>`;
	if (series.labels === 'all') {
		const inside = chart.kind === 'stacked';
		return `<c:dLbls>${format}${textXml(inside ? 1200 : 1400, inside ? 'bg1' : 'tx1', true)}<c:dLblPos val="${inside ? 'ctr' : 'outEnd'}"/>${flags(1)}</c:dLbls>`;
	}
	const at = series.values.findLastIndex((value) => value !== null);
	if (!series.labels || at < 0) return `<c:dLbls>${flags(0)}</c:dLbls>`;
	const named = series.labels.startsWith('name');
	return `<c:dLbls><c:dLbl><c:idx val="${at}"/>${format}${textXml(1200, 'tx1', true)}<c:dLblPos val="${named ? (series.labels === 'name_left' ? 'l' : 'r') : series.labels === 'below' ? 'b' : 't'}"/>${named ? flags(0, 1) : flags(1)}</c:dLbl>${flags(0)}</c:dLbls>`;
}

/** As the number is, without rounding, with its unit. */
function formatCode({ unit }: Chart): string {
	return escapeXml(unit ? `General"\u00a0${unit.replaceAll('"', '')}"` : 'General');
}

function colourXml(colour: string): string {
	return /^[0-9a-f]{6}$/i.test(colour)
		? `<a:solidFill><a:srgbClr val="${colour}"/></a:solidFill>`
		: `<a:solidFill><a:schemeClr val="${colour}"/></a:solidFill>`;
}

function line(colour: 'rule' | 'rule_strong'): string {
	return `<a:ln w="9525">${colourXml(colour === 'rule' ? 'dde3e4' : '9aa7ad')}</a:ln>`;
}

function textXml(size: number, colour: string, bold = false): string {
	return `<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="${size}" b="${bold ? 1 : 0}">${colourXml(colour)}<a:latin typeface="+mn-lt"/></a:defRPr></a:pPr><a:endParaRPr lang="en-US"/></a:p></c:txPr>`;
}

/** The workbook behind a chart: its categories in column A, each series in a column of its own. */
export function workbook(chart: Chart, modified: Date): Uint8Array {
	const text = (at: string, value: string) =>
		// Spreadsheets read _x0041_ as a letter; the sign that starts it is written out.
		`<c r="${at}" t="inlineStr"><is><t xml:space="preserve">${escapeXml(value.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_'))}</t></is></c>`;
	const head = [chart.category_title, ...chart.series.map((series) => series.name)]
		.map((name, i) => text(`${columnName(i)}1`, name))
		.join('');
	const rows = chart.categories.map((category, i) => {
		const first =
			chart.kind === 'days'
				? `<c r="A${i + 2}" s="1"><v>${sheetDay(category)}</v></c>`
				: text(`A${i + 2}`, category);
		const cells = chart.series.map(({ values }, n) => {
			const value = values[i] ?? null;
			return value === null ? '' : `<c r="${columnName(n + 1)}${i + 2}"><v>${value}</v></c>`;
		});
		return `<row r="${i + 2}">${first}${cells.join('')}</row>`;
	});
	const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
	const parts = {
		'[Content_Types].xml': `${XML_HEAD}<Types xmlns="${SPACES.types}"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${type}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${type}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${type}.styles+xml"/></Types>`,
		'_rels/.rels': relationshipsXml([{ id: 'rId1', type: 'officeDocument', target: 'xl/workbook.xml' }]),
		'xl/workbook.xml': `${XML_HEAD}<workbook xmlns="${SPACES.sheet}" xmlns:r="${SPACES.r}"><sheets><sheet name="${SHEET}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
		'xl/_rels/workbook.xml.rels': relationshipsXml([
			{ id: 'rId1', type: 'worksheet', target: 'worksheets/sheet1.xml' },
			{ id: 'rId2', type: 'styles', target: 'styles.xml' }
		]),
		'xl/styles.xml': `${XML_HEAD}<styleSheet xmlns="${SPACES.sheet}"><fonts count="1"><font><sz val="11"/><name val="Arial"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="14" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`,
		'xl/worksheets/sheet1.xml': `${XML_HEAD}<worksheet xmlns="${SPACES.sheet}"><cols><col min="1" max="1" width="28" customWidth="1"/></cols><sheetData><row r="1">${head}</row>${rows.join('')}</sheetData></worksheet>`
	};
	return zipped(Object.entries(parts), modified);
}

/**
 * The points of a count over time as a line that goes in steps: a day before each change keeps the count of before.
 * @param points cumulative counts in order of time
 */
export function inSteps(points: { day: Day; count: number }[], until: Day): { day: Day; count: number }[] {
	const steps: { day: Day; count: number }[] = [];
	for (const point of points) {
		const before = steps.at(-1);
		if (before && daysBetween(before.day, point.day) > 1)
			steps.push({ day: addDays(point.day, -1), count: before.count });
		steps.push(point);
	}
	const last = steps.at(-1);
	if (last && last.day < until) steps.push({ day: until, count: last.count });
	return steps;
}
