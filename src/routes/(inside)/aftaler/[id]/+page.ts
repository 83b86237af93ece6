/** Its charts show their figures to who points at them. */
export const csr = true;
