import type { Stem } from '@flipside/recipe';
import { STEM_NAMES } from '../theme/stems.ts';
import { listWords } from './flip-words.ts';

interface Range {
  readonly min: number;
  readonly max: number;
}

/** What a grant, or all grants on a recording together, allow. Null is without that limit. */
export interface Terms {
  readonly stems: readonly Stem[] | null;
  readonly maxSeconds: number | null;
  readonly tempoPermille: Range | null;
  readonly pitchCents: Range | null;
  readonly mixWithOthers: boolean;
  readonly remixOfRemix: boolean;
  readonly layers: boolean;
  readonly commercialUse: boolean;
}

export function stemsWords(stems: readonly Stem[] | null): string {
  return stems === null ? 'every part' : listWords(stems.map((stem) => STEM_NAMES[stem].toLowerCase()));
}

export function lengthWords(seconds: number | null): string {
  if (seconds === null) return 'any length';
  const minutes = Math.floor(seconds / 60);
  const rest = seconds % 60;
  const parts = [
    ...(minutes > 0 ? [`${minutes} ${minutes === 1 ? 'minute' : 'minutes'}`] : []),
    ...(rest > 0 ? [`${rest} seconds`] : []),
  ];
  return parts.join(' ');
}

const signed = (value: string, negative: boolean) => `${negative ? '−' : '+'}${value}`;

export function tempoWords(range: Range | null): string {
  if (range === null) return 'any tempo';
  const low = 1000 - range.min;
  const high = range.max - 1000;
  const percent = (permille: number) => `${Number((Math.abs(permille) / 10).toFixed(1))} %`;
  if (low === high) return low === 0 ? 'its own tempo' : `±${percent(low)} tempo`;
  return `${signed(percent(low), low > 0)} to ${signed(percent(high), high < 0)} tempo`;
}

export function pitchWords(range: Range | null): string {
  if (range === null) return 'any pitch';
  const semitones = (cents: number) => String(Number((Math.abs(cents) / 100).toFixed(2)));
  if (range.min === 0 && range.max === 0) return 'its own pitch';
  if (-range.min === range.max) return `±${semitones(range.max)} semitones`;
  return `${signed(semitones(range.min), range.min < 0)} to ${signed(semitones(range.max), range.max < 0)} semitones`;
}

/** Terms in sentences: what may be used first, then what may not be done. */
export function termsSentences(terms: Terms): string[] {
  const refused = [
    ...(terms.mixWithOthers ? [] : ['mix it with other recordings']),
    ...(terms.layers ? [] : ['add own recordings']),
    ...(terms.remixOfRemix ? [] : ['flip a flip of it']),
    ...(terms.commercialUse ? [] : ['use it commercially']),
  ];
  return [
    `You may use ${stemsWords(terms.stems)}, for ${lengthWords(terms.maxSeconds)}, at ${tempoWords(terms.tempoPermille)} and ${pitchWords(terms.pitchCents)}.`,
    ...(refused.length === 0
      ? []
      : [`You may not ${listWords(refused).replace(/ and ([^,]*)$/, ' or $1')}.`]),
  ];
}
