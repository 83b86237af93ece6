import type { Fields } from '#ui/fields.ts';

/** A form as it came in: names and values in their order, a name more than once where it was sent so. */
export type KeptFields = [name: string, value: string][];

/** What a field's value can be the key of. `copy` is a municipality's copy of a task, told by its municipality. */
export type RowKind = 'municipality' | 'copy' | 'task' | 'step' | 'topic' | 'person' | 'project' | 'role';

/** The names of rows, by their kind and key. */
export type RowNames = Map<string, string>;

/** The key of the row that a field's value names: rows to be changed together travel as `key:version`. */
export function rowKey(kind: RowKind, value: string): string {
	return value.split(':')[kind === 'copy' ? 1 : 0] ?? '';
}

/** Of each kind, the keys that a form names. */
export function rowsNamed(fields: KeptFields, rows: Record<string, RowKind>): [kind: RowKind, key: string][] {
	return fields.flatMap(([name, value]) => {
		const kind = Object.hasOwn(rows, name) ? rows[name] : undefined;
		return kind && value ? [[kind, rowKey(kind, value)]] : [];
	});
}

/** A field as the kept form shows it: its label and its values in words. */
export interface Told {
	label: string;
	values: string[];
}

/**
 * What somebody filled in, field by field in the form's own order and words. What a form carries unseen is left out, and
 * what it has no words for.
 */
export function tellFields(
	fields: KeptFields,
	form: Fields & { rows?: Record<string, RowKind> },
	names: RowNames
): Told[] {
	return Object.entries(form.labels).flatMap(([field, label]) => {
		const kind = form.rows?.[field];
		const values = fields
			.filter(([name, value]) => name === field && value !== '')
			.map(
				([, value]) =>
					(kind && names.get(`${kind} ${rowKey(kind, value)}`)) ??
					(form.show ? form.show(field, value) : value)
			);
		return values.length > 0 ? [{ label, values }] : [];
	});
}
