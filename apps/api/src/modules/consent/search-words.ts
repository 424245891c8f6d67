import { parseIsrc } from '@flipside/royalty';

const MOST_WORDS = 8;

/**
 * What a person typed as a tsquery in which every word may be the beginning of one. An ISRC in any spelling is one word.
 *
 * @returns `null` when nothing in it can be searched for.
 */
export function searchWords(text: string): string | null {
  const isrc = parseIsrc(text);
  if (isrc.ok) return `'${isrc.value.toLowerCase()}'`;
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.length === 0
    ? null
    : words
        .slice(0, MOST_WORDS)
        .map((word) => `'${word}':*`)
        .join(' & ');
}
