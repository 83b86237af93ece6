/**
 * A text as XML may hold it: halves of letters become the replacement character, control characters go, line ends become
 * spaces. Marks of direction and emoji stay.
 */
export function cleanText(text: string): string {
	return text
		.toWellFormed()
		.replace(/[\t\n\r\u0085\u2028\u2029]+/g, ' ')
		.replace(/[\u0000-\u001f\u007f-\u009f\ufffe\uffff]/g, '');
}

/** Whether there is something to see in a text, besides spaces and marks that steer how it is written. */
export function isVisible(text: string): boolean {
	return /[^\s\p{Cf}]/u.test(cleanText(text));
}

/** A text between tags or in an attribute. */
export function escapeXml(text: string): string {
	return cleanText(text)
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;')
		.replaceAll('"', '&quot;')
		.replaceAll("'", '&apos;');
}

export const XML_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n';

export const SPACES = {
	a: 'http://schemas.openxmlformats.org/drawingml/2006/main',
	p: 'http://schemas.openxmlformats.org/presentationml/2006/main',
	r: 'http://schemas.openxmlformats.org/officeDocument/2006/relationships',
	c: 'http://schemas.openxmlformats.org/drawingml/2006/chart',
	rels: 'http://schemas.openxmlformats.org/package/2006/relationships',
	types: 'http://schemas.openxmlformats.org/package/2006/content-types',
	sheet: 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
} as const;

export interface Relationship {
	id: string;
	/** The last part of its type's address: slideLayout. */
	type: string;
	target: string;
	external?: boolean;
}

/** A part that says what another one leads to. */
export function relationshipsXml(relationships: Relationship[]): string {
	const rows = relationships.map(({ id, type, target, external }) => {
		const full =
			type === 'core-properties' ? `${SPACES.rels}/metadata/core-properties` : `${SPACES.r}/${type}`;
		return `<Relationship Id="${id}" Type="${full}" Target="${escapeXml(target)}"${external ? ' TargetMode="External"' : ''}/>`;
	});
	return `${XML_HEAD}<Relationships xmlns="${SPACES.rels}">${rows.join('')}</Relationships>`;
}
