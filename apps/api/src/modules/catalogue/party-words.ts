const MOST_WORDS = 8;

/** What was typed as a tsquery in which every word may be the beginning of one; `null` without a word. */
export function partyWords(text: string): string | null {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  if (words.length === 0) return null;
  return words
    .slice(0, MOST_WORDS)
    .map((word) => `'${word}':*`)
    .join(' & ');
}

/** What was typed as an identifier is kept: without spaces, dots and dashes. */
export const compactIdentifier = (text: string): string => text.replaceAll(/[\s.-]/g, '').toUpperCase();
