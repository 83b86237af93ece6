/**
 * Pages come whole from the server and work as they are; sending the same once more as scripts and data would make a
 * cold page four times as heavy. A page that has something for JavaScript to do says so: `export const csr = true`.
 */
export const csr = false;
