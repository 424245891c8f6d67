import anyAscii from 'any-ascii';

/** No name is drawn longer than this, in code points: whatever comes in, a line costs as much at most. */
const MOST = 600;

/** FIRST STRONG ISOLATE and POP DIRECTIONAL ISOLATE (UAX #9 §2.4.2). */
export const ISOLATE = '\u2068';
export const POP = '\u2069';

/**
 * A text of other people's as it can be drawn: composed, in one line, without control characters, half a surrogate
 * pair, or marks that would turn the text around it.
 */
export function printable(text: string): string {
  return Array.from(text.slice(0, 2 * MOST))
    .slice(0, MOST)
    .join('')
    .replaceAll(/\p{Cs}/gu, '\uFFFD')
    .normalize('NFC')
    .replaceAll(/[\s\p{Zl}\p{Zp}]+/gu, ' ')
    .replaceAll(/[\p{Cc}\p{Bidi_Control}\p{Co}\p{Cn}\uFFF9-\uFFFC\uFEFF\u200B]/gu, '')
    .trim();
}

/** Such a text inside a line of ours: its direction is its own and turns nothing beside it. */
export const isolated = (text: string): string => `${ISOLATE}${printable(text)}${POP}`;

/** A sign that no face has, in Latin letters, or the sign for one that cannot be shown. */
export function inLatin(sign: string): string {
  const romanised = anyAscii(sign).replaceAll(/[^ -~]/g, '');
  return romanised === '' ? '\uFFFD' : romanised;
}
