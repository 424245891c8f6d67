import { ISOLATE, POP } from './printable.ts';
import { signsOf } from './runs.ts';

export type Measure = (text: string) => number;

/** Between these a line may break; it knows Thai and Chinese words as well as spaces. */
const WORDS = new Intl.Segmenter('en', { granularity: 'word' });
const ENDS = /^[\s\p{Pd}\p{Pe}\p{Pf}\p{Po}\p{M}]/u;
const OPENS = /[\p{Ps}\p{Pi}]$/u;

/** An ellipsis stands inside the name that it ends, and what was open is closed. */
function ended(signs: readonly string[]): string {
  const kept = signs.join('').trimEnd();
  const open = kept.split(ISOLATE).length - kept.split(POP).length;
  return `${kept}…${POP.repeat(Math.max(0, open))}`;
}

/** As much of a text as fits, with an ellipsis where it was cut: never within a sign. */
export function cut(text: string, width: number, measure: Measure): string {
  if (measure(text) <= width) return text;
  const signs = signsOf(text);
  let [low, high] = [0, signs.length];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (measure(ended(signs.slice(0, middle))) <= width) low = middle;
    else high = middle - 1;
  }
  return ended(signs.slice(0, low));
}

/** Where a line may end: after spaces and between words; within a word only where it is longer than a line. */
function pieces(text: string, width: number, measure: Measure): string[] {
  const made: string[] = [];
  for (const { segment } of WORDS.segment(text)) {
    const last = made.at(-1);
    if (last !== undefined && (ENDS.test(segment) || OPENS.test(last)))
      made[made.length - 1] = last + segment;
    else made.push(segment);
  }
  return made.flatMap((piece) => (measure(piece.trimEnd()) <= width ? [piece] : signsOf(piece)));
}

/** Breaks a text into at most so many lines of this width; what is more ends in an ellipsis. */
export function wrap(text: string, width: number, most: number, measure: Measure): string[] {
  const made: string[] = [];
  let line = '';
  for (const piece of pieces(text, width, measure)) {
    if (line === '' || made.length === most - 1 || measure((line + piece).trimEnd()) <= width) {
      line += piece;
      continue;
    }
    made.push(line.trimEnd());
    line = piece;
  }
  made.push(line.trimEnd());
  return made.filter((one) => one !== '').map((one) => cut(one, width, measure));
}
