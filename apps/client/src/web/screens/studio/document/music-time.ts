import type { Recipe } from '@flipside/recipe';

type Signature = Recipe['timeSignature'];

/** Sixteenths per beat: the last figure of a position. */
const TICKS = 4;
const ROUND = 1e-6;

/** Beats are quarter notes; a bar of 6/8 holds three. */
export const barBeats = ([count, unit]: Signature): number => (count * 4) / unit;

/** A position as bar.beat.sixteenth, all counted from one: "37.1.1". What lies off the sixteenths is rounded down. */
export function formatPosition(beat: number, signature: Signature): string {
  const bar = barBeats(signature);
  const unit = 4 / signature[1];
  const at = Math.max(0, beat) + ROUND;
  const bars = Math.floor(at / bar);
  const inBar = at - bars * bar;
  const beats = Math.floor(inBar / unit);
  const ticks = Math.floor(((inBar - beats * unit) / unit) * TICKS);
  return `${bars + 1}.${beats + 1}.${ticks + 1}`;
}

/** A length as bars.beats.sixteenths, counted from nought: "8.0.0"; a remainder off the grid is added as a fraction. */
export function formatLength(length: number, signature: Signature): string {
  const bar = barBeats(signature);
  const unit = 4 / signature[1];
  const bars = Math.floor((length + ROUND) / bar);
  const rest = Math.max(0, length - bars * bar);
  const beats = Math.floor((rest + ROUND) / unit);
  const ticks = Number((((rest - beats * unit) / unit) * TICKS).toFixed(2));
  return `${bars}.${beats}.${Math.max(0, ticks)}`;
}

function parts(text: string): number[] | null {
  const match = /^\s*(\d+)(?:[.:](\d+))?(?:[.:](\d+(?:\.\d+)?))?\s*$/.exec(text);
  if (match === null) return null;
  return [match[1], match[2], match[3]].flatMap((part) => (part === undefined ? [] : [Number(part)]));
}

/** "37", "37.2" or "37.2.3" as a beat; null when it is none of them. */
export function parsePosition(text: string, signature: Signature): number | null {
  const read = parts(text);
  if (read === null || read.some((part) => part < 1 || !Number.isInteger(part))) return null;
  const [bar = 1, beat = 1, tick = 1] = read;
  const unit = 4 / signature[1];
  return (bar - 1) * barBeats(signature) + (beat - 1) * unit + ((tick - 1) * unit) / TICKS;
}

/** "8", "8.0" or "0.2.1" as beats, bars first; null when it is none of them. */
export function parseLength(text: string, signature: Signature): number | null {
  const read = parts(text);
  if (read === null) return null;
  const [bars = 0, beats = 0, ticks = 0] = read;
  const unit = 4 / signature[1];
  const length = bars * barBeats(signature) + beats * unit + (ticks * unit) / TICKS;
  return length > 0 ? length : null;
}

/** Bars in words for a screen reader: "8 bars", "1 bar 2 beats", "1.5 beats". */
export function spokenLength(length: number, signature: Signature): string {
  const bar = barBeats(signature);
  const bars = Math.floor((length + ROUND) / bar);
  const beats = Number((length - bars * bar).toFixed(2));
  const count = (value: number, unit: string) => `${value} ${unit}${value === 1 ? '' : 's'}`;
  if (bars === 0) return count(beats, 'beat');
  return beats <= 0 ? count(bars, 'bar') : `${count(bars, 'bar')} ${count(beats, 'beat')}`;
}

/** Where a clip starts in words: "bar 37", or "bar 37 beat 3". */
export function spokenStart(at: number, signature: Signature): string {
  const [bar = '1', beat = '1', tick = '1'] = formatPosition(at, signature).split('.');
  if (beat === '1' && tick === '1') return `bar ${bar}`;
  return tick === '1' ? `bar ${bar} beat ${beat}` : `bar ${bar} beat ${beat}.${tick}`;
}

/** The nearest line of a grid of `step` beats; a step of 0 leaves the beat where it is. */
export const snapTo = (beat: number, step: number): number =>
  step <= 0 ? beat : Math.round(beat / step) * step;
