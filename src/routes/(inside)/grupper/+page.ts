/** Ticking among the 98 is searched as one writes. */
export const csr = true;
