/** What may be put where in a list, and what then happens. */
export interface Rules<Row> {
	/** What says a row again when the list is made anew. */
	keyOf(row: Row): string | number;
	/** Whether a row may be let go beside another one. Without it each may. */
	mayDrop?(dragged: Row, target: Row): boolean;
	/** A row was let go before or after another one. */
	drop(dragged: Row, target: Row, after: boolean): void;
}

/** Rows that are put in order by pointer: one is taken by its handle (DragHandle) and let go above or below another. */
export class Dragging<Row> {
	#rules: Rules<Row>;
	#dragged = $state.raw<Row | null>(null);
	#over = $state.raw<{ row: Row; after: boolean } | null>(null);

	constructor(rules: Rules<Row>) {
		this.#rules = rules;
	}

	/** How a row looks meanwhile. */
	classOf(row: Row): string {
		const dragged = this.#isRow(this.#dragged, row) && 'dragged';
		const place =
			this.#over && this.#isRow(this.#over.row, row) && `drop-${this.#over.after ? 'after' : 'before'}`;
		return [place, dragged].filter(Boolean).join(' ');
	}

	take(event: DragEvent, row: Row, text: string): void {
		this.#dragged = row;
		event.dataTransfer?.setData('text/plain', text);
		if (event.dataTransfer) event.dataTransfer.effectAllowed = 'move';
	}

	letGo(): void {
		this.#dragged = this.#over = null;
	}

	over(event: DragEvent & { currentTarget: HTMLElement }, target: Row): void {
		if (!this.#mayDrop(target)) return;
		event.preventDefault();
		event.stopPropagation();
		const box = event.currentTarget.getBoundingClientRect();
		this.#over = { row: target, after: event.clientY > box.top + box.height / 2 };
	}

	drop(event: DragEvent, target: Row): void {
		const [dragged, over] = [this.#dragged, this.#over];
		if (!dragged || !over || !this.#mayDrop(target)) return;
		event.preventDefault();
		event.stopPropagation();
		this.letGo();
		this.#rules.drop(dragged, target, over.after);
	}

	#mayDrop(target: Row): boolean {
		const dragged = this.#dragged;
		if (!dragged || this.#isRow(dragged, target)) return false;
		return this.#rules.mayDrop?.(dragged, target) ?? true;
	}

	#isRow(one: Row | null, row: Row): boolean {
		return one !== null && this.#rules.keyOf(one) === this.#rules.keyOf(row);
	}
}
