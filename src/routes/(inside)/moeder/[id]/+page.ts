/** The agenda is put in order by dragging, and the poll's chart shows its figures to who points at it. */
export const csr = true;
