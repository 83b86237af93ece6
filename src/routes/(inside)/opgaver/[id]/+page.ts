/** Saving shows itself at once, without leaving the page. */
export const csr = true;
