/** Lines that a summary names; the rest is in the other formats. */
export const PDF_LINES = 120;
/** Parts of a breakdown that a summary names. */
export const PDF_PARTS = 6;
