import type { Stem } from '@flipside/recipe';
import { STEM_NAMES } from '../theme/stems.ts';
import { listWords } from './flip-words.ts';

interface Range {
  readonly min: number;
  readonly max: number;
}

/** What a draft does with one recording. */
export interface Use {
  readonly title: string;
  readonly totalMs: number;
  readonly stems: readonly string[];
  readonly tempoPermille: Range;
  readonly pitchCents: Range;
  readonly isRemixOfRemix: boolean;
  readonly hasLayers: boolean;
}

const stemWords = (stems: readonly string[]): string =>
  listWords(stems.map((stem) => (STEM_NAMES[stem as Stem] ?? stem).toLowerCase()));

/** "8 s", "1 min 20 s": as long as it is heard, not as long as it may be. */
export function heardWords(totalMs: number): string {
  const seconds = Math.round(totalMs / 100) / 10;
  if (seconds < 60) return `${seconds} s`;
  const rest = Math.round(seconds % 60);
  return `${Math.floor(seconds / 60)} min${rest === 0 ? '' : ` ${rest} s`}`;
}

const percent = (permille: number): string => `${Number((permille / 10).toFixed(1))} %`;

export function tempoChangeWords({ min, max }: Range): string {
  if (min === 1000 && max === 1000) return 'at its own tempo';
  if (min === max) return `${percent(Math.abs(max - 1000))} ${max > 1000 ? 'faster' : 'slower'}`;
  return `at ${percent(min)} to ${percent(max)} of its tempo`;
}

const semitones = (cents: number): string => {
  const amount = Number((Math.abs(cents) / 100).toFixed(2));
  return `${amount} ${amount === 1 ? 'semitone' : 'semitones'} ${cents > 0 ? 'up' : 'down'}`;
};

export function pitchChangeWords({ min, max }: Range): string {
  if (min === 0 && max === 0) return 'at its own pitch';
  if (min === max) return semitones(max);
  const end = (cents: number) => (cents === 0 ? 'its own pitch' : semitones(cents));
  return `from ${end(min)} to ${end(max)}`;
}

/** A use as a sentence, and what it is heard together with. */
export function sentencesOf(use: Use, others: readonly string[]): string[] {
  const together = [
    ...others.map((title) => `“${title}”`),
    ...(use.hasLayers ? ['the producer’s own recordings'] : []),
  ];
  return [
    `${stemWords(use.stems)} of “${use.title}” for ${heardWords(use.totalMs)}, ${tempoChangeWords(use.tempoPermille)}, ${pitchChangeWords(use.pitchCents)}.`,
    together.length === 0 ? 'Nothing else is mixed with it.' : `Heard together with ${listWords(together)}.`,
    ...(use.isRemixOfRemix ? ['It is made from another flip.'] : []),
  ].map((sentence) => sentence.charAt(0).toUpperCase() + sentence.slice(1));
}
