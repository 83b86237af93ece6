import type { Box } from '#charts/place.ts';
import type { Language } from '#language/language.ts';
import type { Organisation } from './deck.ts';
import { COLOURS, fontOf, readableAccent } from './look.ts';
import { BODY, COVER_TITLE, FOOT, KICKER, LOGO_BOX, SHEET, TITLE, TOPIC_TITLE } from './measure.ts';
import { slideText } from './slide.text.ts';
import { escapeXml, relationshipsXml, SPACES, XML_HEAD } from './xml.ts';

// The master, its layouts and the theme of a deck. What pptxgenjs writes there has no placeholders, so that a slide one
// adds in PowerPoint would be an empty sheet in other colours; these carry the look of the organisation.

/** The layouts in the order of their files, slideLayout1.xml and on. */
export const LAYOUTS = ['cover', 'topic', 'content', 'text'] as const;
export type LayoutName = (typeof LAYOUTS)[number];

/** Places on a layout that a slide fills; the numbers tie both together. */
export const PLACES = {
	title: '<p:ph type="title"/>',
	kicker: '<p:ph type="body" sz="quarter" idx="13"/>',
	foot: '<p:ph type="ftr" sz="quarter" idx="11"/>',
	number: '<p:ph type="sldNum" sz="quarter" idx="12"/>'
} as const;
export type Place = keyof typeof PLACES;

export const EMU = 12_700;

/** Every part that the master needs, by its path in the file. */
export function masterParts(
	organisation: Organisation,
	language: Language
): Record<string, string | Uint8Array> {
	const parts: Record<string, string | Uint8Array> = {
		'ppt/theme/theme1.xml': themeXml(organisation),
		// The notes have a theme of their own: PowerPoint never shares one.
		'ppt/theme/theme2.xml': themeXml(organisation),
		'ppt/slideMasters/slideMaster1.xml': masterXml(language),
		'ppt/slideMasters/_rels/slideMaster1.xml.rels': relationshipsXml([
			...LAYOUTS.map((_, i) => ({
				id: `rId${i + 1}`,
				type: 'slideLayout',
				target: `../slideLayouts/slideLayout${i + 1}.xml`
			})),
			{ id: `rId${LAYOUTS.length + 1}`, type: 'theme', target: '../theme/theme1.xml' }
		])
	};
	const { logo } = organisation;
	const file = logo && (logo.type === 'image/png' ? 'logo.png' : 'logo.jpeg');
	if (logo && file)
		parts[`ppt/media/${file}`] = Uint8Array.from(atob(logo.base64), (letter) => letter.charCodeAt(0));
	for (const [i, name] of LAYOUTS.entries()) {
		const hasLogo = file && name !== 'topic';
		parts[`ppt/slideLayouts/slideLayout${i + 1}.xml`] = layoutXml(name, organisation, language);
		parts[`ppt/slideLayouts/_rels/slideLayout${i + 1}.xml.rels`] = relationshipsXml([
			{ id: 'rId1', type: 'slideMaster', target: '../slideMasters/slideMaster1.xml' },
			...(hasLogo ? [{ id: 'rId2', type: 'image', target: `../media/${file}` }] : [])
		]);
	}
	return parts;
}

function themeXml(organisation: Organisation): string {
	const font = escapeXml(fontOf(organisation));
	const accent = readableAccent(organisation);
	const colour = (name: string, value: string) => `<a:${name}><a:srgbClr val="${value}"/></a:${name}>`;
	const fonts = `<a:latin typeface="${font}"/><a:ea typeface=""/><a:cs typeface=""/>`;
	const solid = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>';
	const stroke = (width: number) =>
		`<a:ln w="${width}" cap="flat" cmpd="sng" algn="ctr">${solid}<a:prstDash val="solid"/></a:ln>`;
	const effect = '<a:effectStyle><a:effectLst/></a:effectStyle>';
	return (
		`${XML_HEAD}<a:theme xmlns:a="${SPACES.a}" name="${escapeXml(organisation.name || 'Overblik')}"><a:themeElements><a:clrScheme name="Overblik">` +
		colour('dk1', COLOURS.ink) +
		colour('lt1', COLOURS.paper) +
		colour('dk2', COLOURS.soft) +
		colour('lt2', COLOURS.ground) +
		colour('accent1', accent) +
		colour('accent2', COLOURS.good) +
		colour('accent3', COLOURS.risk) +
		colour('accent4', COLOURS.late) +
		colour('accent5', COLOURS.wait) +
		colour('accent6', COLOURS.none) +
		colour('hlink', accent) +
		colour('folHlink', accent) +
		`</a:clrScheme><a:fontScheme name="Overblik"><a:majorFont>${fonts}</a:majorFont><a:minorFont>${fonts}</a:minorFont></a:fontScheme>` +
		`<a:fmtScheme name="Overblik"><a:fillStyleLst>${solid.repeat(3)}</a:fillStyleLst><a:lnStyleLst>${stroke(6350)}${stroke(12700)}${stroke(19050)}</a:lnStyleLst><a:effectStyleLst>${effect.repeat(3)}</a:effectStyleLst><a:bgFillStyleLst>${solid.repeat(3)}</a:bgFillStyleLst></a:fmtScheme>` +
		`</a:themeElements><a:objectDefaults/><a:extraClrSchemeLst/></a:theme>`
	);
}

const GROUP =
	'<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>';

function frame({ x, y, width, height }: Box): string {
	const emu = (points: number) => Math.round(points * EMU);
	return `<a:xfrm><a:off x="${emu(x)}" y="${emu(y)}"/><a:ext cx="${emu(width)}" cy="${emu(height)}"/></a:xfrm>`;
}

function placeholder(
	id: number,
	name: string,
	ph: string,
	box: Box | null,
	{ body = '', style = '', content }: { body?: string; style?: string; content: string }
): string {
	return (
		`<p:sp><p:nvSpPr><p:cNvPr id="${id}" name="${escapeXml(name)}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr>${ph}</p:nvPr></p:nvSpPr>` +
		`<p:spPr>${box ? `${frame(box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>` : ''}</p:spPr>` +
		`<p:txBody><a:bodyPr${body}><a:normAutofit/></a:bodyPr><a:lstStyle>${style}</a:lstStyle>${content}</p:txBody></p:sp>`
	);
}

const NO_INSET = ' lIns="0" tIns="0" rIns="0" bIns="0"';
const paragraph = (text: string) =>
	`<a:p><a:r><a:rPr lang="en-US"/><a:t>${escapeXml(text)}</a:t></a:r></a:p>`;
const level = (size: number, colour: string, { bold = false, right = false } = {}) =>
	`<a:lvl1pPr marL="0" indent="0" algn="${right ? 'r' : 'l'}"><a:spcBef><a:spcPts val="0"/></a:spcBef><a:buNone/><a:defRPr sz="${size * 100}" b="${bold ? 1 : 0}"><a:solidFill><a:schemeClr val="${colour}"/></a:solidFill></a:defRPr></a:lvl1pPr>`;
const NUMBER =
	'<a:p><a:fld id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}" type="slidenum"><a:rPr lang="en-US"/><a:t>‹#›</a:t></a:fld><a:endParaRPr lang="en-US"/></a:p>';

const FOOT_TEXT: Box = { ...FOOT, width: 720 };
const FOOT_NUMBER: Box = { ...FOOT, x: FOOT.x + FOOT.width - 100, width: 100 };

function footPlaces(first: number, language: Language, box: boolean, colour: string): string {
	const t = slideText[language];
	return (
		placeholder(first, t.places.foot, PLACES.foot, box ? FOOT_TEXT : null, {
			body: `${NO_INSET} anchor="ctr"`,
			style: level(10, colour),
			content: '<a:p><a:endParaRPr lang="en-US"/></a:p>'
		}) +
		placeholder(first + 1, t.places.number, PLACES.number, box ? FOOT_NUMBER : null, {
			body: `${NO_INSET} anchor="ctr"`,
			style: level(10, colour, { right: true }),
			content: NUMBER
		})
	);
}

function masterXml(language: Language): string {
	const t = slideText[language];
	const font = '<a:latin typeface="+mn-lt"/><a:ea typeface="+mn-ea"/><a:cs typeface="+mn-cs"/>';
	const ink = '<a:solidFill><a:schemeClr val="tx1"/></a:solidFill>';
	const bodyLevels = [18, 16, 14, 14, 14, 14, 14, 14, 14]
		.map(
			(size, i) =>
				`<a:lvl${i + 1}pPr marL="${228600 * (i + 1)}" indent="-228600" algn="l" defTabSz="914400" rtl="0" eaLnBrk="1" latinLnBrk="0" hangingPunct="1"><a:spcBef><a:spcPts val="600"/></a:spcBef><a:buClr><a:schemeClr val="accent1"/></a:buClr><a:buFont typeface="Arial"/><a:buChar char="•"/><a:defRPr sz="${size * 100}" kern="1200">${ink}${font}</a:defRPr></a:lvl${i + 1}pPr>`
		)
		.join('');
	const otherLevels = Array.from(
		{ length: 9 },
		(_, i) =>
			`<a:lvl${i + 1}pPr marL="${457200 * i}" algn="l" defTabSz="914400" rtl="0" eaLnBrk="1" latinLnBrk="0" hangingPunct="1"><a:defRPr sz="1800" kern="1200">${ink}${font}</a:defRPr></a:lvl${i + 1}pPr>`
	).join('');
	return (
		`${XML_HEAD}<p:sldMaster xmlns:a="${SPACES.a}" xmlns:r="${SPACES.r}" xmlns:p="${SPACES.p}"><p:cSld><p:bg><p:bgPr><a:solidFill><a:schemeClr val="bg1"/></a:solidFill><a:effectLst/></p:bgPr></p:bg><p:spTree>${GROUP}` +
		placeholder(2, t.places.title, PLACES.title, TITLE, {
			body: `${NO_INSET} anchor="t"`,
			content: paragraph(t.places.title)
		}) +
		placeholder(3, t.places.text, '<p:ph type="body" idx="1"/>', BODY, {
			body: NO_INSET,
			content: paragraph(t.places.text)
		}) +
		footPlaces(4, language, true, 'tx2') +
		`</p:spTree></p:cSld><p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" accent3="accent3" accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"/>` +
		`<p:sldLayoutIdLst>${LAYOUTS.map((_, i) => `<p:sldLayoutId id="${2147483649 + i}" r:id="rId${i + 1}"/>`).join('')}</p:sldLayoutIdLst>` +
		`<p:hf hdr="0" dt="0"/>` +
		`<p:txStyles><p:titleStyle><a:lvl1pPr algn="l" defTabSz="914400" rtl="0" eaLnBrk="1" latinLnBrk="0" hangingPunct="1"><a:lnSpc><a:spcPct val="95000"/></a:lnSpc><a:spcBef><a:spcPct val="0"/></a:spcBef><a:buNone/><a:defRPr sz="2800" b="1" kern="1200">${ink}<a:latin typeface="+mj-lt"/><a:ea typeface="+mj-ea"/><a:cs typeface="+mj-cs"/></a:defRPr></a:lvl1pPr></p:titleStyle>` +
		`<p:bodyStyle>${bodyLevels}</p:bodyStyle><p:otherStyle>${otherLevels}</p:otherStyle></p:txStyles></p:sldMaster>`
	);
}

function layoutXml(name: LayoutName, organisation: Organisation, language: Language): string {
	const t = slideText[language];
	const ground =
		name === 'topic'
			? '<p:bg><p:bgPr><a:solidFill><a:schemeClr val="accent1"/></a:solidFill><a:effectLst/></p:bgPr></p:bg>'
			: '';
	const places =
		name === 'cover'
			? block(20, { x: 0, y: 0, width: 28, height: SHEET.height }, 'accent1') +
				placeholder(2, t.places.title, PLACES.title, COVER_TITLE, {
					body: `${NO_INSET} anchor="b"`,
					style: level(40, 'tx1', { bold: true }),
					content: paragraph(t.places.title)
				})
			: name === 'topic'
				? placeholder(2, t.places.title, PLACES.title, TOPIC_TITLE, {
						body: `${NO_INSET} anchor="t"`,
						style: level(36, 'bg1', { bold: true }),
						content: paragraph(t.places.title)
					})
				: block(20, { x: FOOT.x, y: FOOT.y - 8, width: FOOT.width, height: 0.75 }, COLOURS.rule) +
					placeholder(3, t.places.kicker, PLACES.kicker, KICKER, {
						body: `${NO_INSET} anchor="ctr"`,
						style: level(12, 'accent1', { bold: true }),
						content: paragraph(t.places.kicker)
					}) +
					placeholder(2, t.places.title, PLACES.title, null, { content: paragraph(t.places.title) }) +
					(name === 'text'
						? placeholder(4, t.places.text, '<p:ph type="body" idx="1"/>', null, {
								content: paragraph(t.places.text)
							})
						: '');
	const type = { cover: 'title', topic: 'secHead', content: 'titleOnly', text: 'obj' }[name];
	return (
		`${XML_HEAD}<p:sldLayout xmlns:a="${SPACES.a}" xmlns:r="${SPACES.r}" xmlns:p="${SPACES.p}" type="${type}" preserve="1"><p:cSld name="${escapeXml(t.layouts[name])}">${ground}<p:spTree>${GROUP}${places}` +
		logoXml(name, organisation, language) +
		footPlaces(5, language, false, name === 'topic' ? 'bg1' : 'tx2') +
		`</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>`
	);
}

/** A plain ground; it says nothing, and is marked so for who listens. */
function block(id: number, box: Box, colour: string): string {
	const fill = /^[0-9a-f]{6}$/.test(colour)
		? `<a:srgbClr val="${colour}"/>`
		: `<a:schemeClr val="${colour}"/>`;
	return `<p:sp><p:nvSpPr><p:cNvPr id="${id}" name="Flade"><a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst></p:cNvPr><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr>${frame(box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill>${fill}</a:solidFill><a:ln><a:noFill/></a:ln></p:spPr><p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:endParaRPr lang="en-US"/></a:p></p:txBody></p:sp>`;
}

function logoXml(name: LayoutName, { logo, name: owner }: Organisation, language: Language): string {
	if (!logo || name === 'topic') return '';
	const scale = Math.min(LOGO_BOX.width / logo.width, LOGO_BOX.height / logo.height);
	const width = logo.width * scale;
	const box = { x: LOGO_BOX.right - width, y: LOGO_BOX.top, width, height: logo.height * scale };
	const alt = escapeXml(slideText[language].alt.logo(owner));
	return `<p:pic><p:nvPicPr><p:cNvPr id="21" name="Logo" descr="${alt}"/><p:cNvPicPr><a:picLocks noChangeAspect="1"/></p:cNvPicPr><p:nvPr userDrawn="1"/></p:nvPicPr><p:blipFill><a:blip r:embed="rId2"/><a:stretch><a:fillRect/></a:stretch></p:blipFill><p:spPr>${frame(box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:pic>`;
}
