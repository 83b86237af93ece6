/** What the fields of a form are called, in the order in which they stand, and their values in words. */
export interface Fields {
	labels: Record<string, string>;
	/** A value as the form shows it, where that is not the value itself. */
	show?: (field: string, value: string) => string;
}

/** The fields with their labels put before those of another form. */
export function joinFields(first: Fields, then: Fields): Fields {
	return {
		labels: { ...first.labels, ...then.labels },
		show: (field, value) => {
			const { show } = field in first.labels ? first : then;
			return show ? show(field, value) : value;
		}
	};
}
