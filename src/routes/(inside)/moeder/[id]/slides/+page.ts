/** As a document it needs no script; as a presentation, one slide at a time, it does. */
export const csr = true;
