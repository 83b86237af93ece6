/** Slides are put in order by dragging. */
export const csr = true;
