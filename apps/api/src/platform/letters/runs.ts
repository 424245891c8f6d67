import * as bidiJs from 'bidi-js';
import { faceOf, ROBOTO } from './faces.ts';
import type { Face, Weight } from './faces.ts';
import { inLatin } from './printable.ts';
import { fromRight, shape, widthOf } from './shape.ts';
import type { Run } from './shape.ts';

/** Its types tell of a module with a default; what is loaded is the function itself. */
const bidi = (bidiJs.default as unknown as typeof bidiJs.default.default)();
const SIGNS = new Intl.Segmenter('en');
const ISOLATES = /[\p{Bidi_Control}\p{Cc}]/u;

/** What people see as one sign each: letters with their marks, emoji of several parts. */
export const signsOf = (text: string): string[] => Array.from(SIGNS.segment(text), ({ segment }) => segment);

interface Sign {
  readonly face: Face;
  readonly text: string;
  readonly level: number;
}

/** A sign with the face that has it; without its marks where no face has all; romanised where none has any. */
function shown(sign: string, text: string, weight: Weight): Omit<Sign, 'level'> {
  const whole = faceOf(sign, text, weight);
  // The shaper draws nothing for joiners and variants that the face does not know.
  if (whole !== null) return { face: whole, text: sign };
  const [base = ''] = Array.from(sign);
  const bare = faceOf(base, text, weight);
  return bare === null ? { face: ROBOTO, text: inLatin(sign) } : { face: bare, text: base };
}

function levelled(text: string, weight: Weight): Sign[] {
  const { levels } = bidi.getEmbeddingLevels(text, 'ltr');
  const made: Sign[] = [];
  for (const { segment, index } of SIGNS.segment(text)) {
    if (ISOLATES.test(segment)) continue;
    const level = levels[index] ?? 0;
    const { face, text: letters } = shown(segment, text, weight);
    const mirrored = level % 2 === 1 ? (bidi.getMirroredCharacter(letters) ?? letters) : letters;
    if (letters !== '') made.push({ face, text: mirrored, level });
  }
  return made;
}

function joined(signs: readonly Sign[]): Sign[] {
  const made: Sign[] = [];
  for (const sign of signs) {
    const last = made.at(-1);
    if (last?.face === sign.face && last.level === sign.level)
      made[made.length - 1] = { ...last, text: last.text + sign.text };
    else made.push(sign);
  }
  return made;
}

/** UAX #9 rule L2: from the highest level down, what is at that level or above it is reversed. */
function reordered(runs: readonly Sign[]): Sign[] {
  const made = [...runs];
  const highest = Math.max(0, ...made.map(({ level }) => level));
  for (let level = highest; level > 0; level -= 1) {
    for (let from = 0; from < made.length; from += 1) {
      let to = from;
      while ((made[to]?.level ?? -1) >= level) to += 1;
      if (to > from) made.splice(from, to - from, ...made.slice(from, to).reverse());
      from = to;
    }
  }
  return made;
}

/**
 * A line of text as it is drawn from left to right: each piece in the first face that has its signs, in the order of
 * the Unicode bidirectional algorithm with a line that reads from the left. Every sign is drawn somehow; no face is
 * asked for one it does not have.
 */
export function runsOf(text: string, weight: Weight): Run[] {
  return reordered(joined(levelled(text, weight))).map(({ face, text: letters, level }) => {
    const turned = level % 2 === 1 && !fromRight(letters);
    return { face, weight, text: turned ? signsOf(letters).reverse().join('') : letters };
  });
}

/** In the unit of `size`. */
export const textWidth = (text: string, weight: Weight, size: number): number =>
  runsOf(text, weight).reduce((width, run) => width + widthOf(shape(run), run, size), 0);
