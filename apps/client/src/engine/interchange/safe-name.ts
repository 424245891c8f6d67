/** A name that every system takes for a file, at most 80 letters; `otherwise` where nothing is left of it. */
export const safeName = (text: string, otherwise: string): string =>
  text
    .replaceAll(/[^\p{L}\p{N} ._-]+/gu, '_')
    .trim()
    .slice(0, 80) || otherwise;
