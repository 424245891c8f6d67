import type { Credits } from '../queries/flips.ts';

const COUNTS = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

/** Small numbers as words, for running text. */
export function countWord(count: number): string {
  return COUNTS[count] ?? String(count);
}

/** "Slow Tide, Paper Lanterns and Night Ferry" */
export function listWords(items: readonly string[]): string {
  if (items.length < 2) return items[0] ?? '';
  return `${items.slice(0, -1).join(', ')} and ${items.at(-1) ?? ''}`;
}

/** The recordings of a flip by name; past three, the rest are counted. */
export function sourceWords(credits: Credits): string {
  const titles = [...new Set(credits.sources.map((source) => source.title))];
  if (titles.length <= 3) return listWords(titles);
  return listWords([...titles.slice(0, 2), `${countWord(titles.length - 2)} more`]);
}

export function bpmWords(bpm: number): string {
  return `${Number.isInteger(bpm) ? bpm : bpm.toFixed(1)} BPM`;
}

const NOTES: Record<string, string> = { '#': '♯', b: '♭' };

/** "A:min" as "A minor". */
export function keyWords(key: string): string {
  const match = /^([A-G])([#b]?):(maj|min)$/.exec(key);
  if (!match) return key;
  return `${match[1] ?? ''}${NOTES[match[2] ?? ''] ?? ''} ${match[3] === 'min' ? 'minor' : 'major'}`;
}

/** A count from the API, a whole number in a string, with separators; what was taken back has a minus sign. */
export function formatCount(count: string): string {
  return count.replace(/\B(?=(\d{3})+$)/g, ',').replace(/^-/, '−');
}

export function playsWords(count: string): string {
  return `${formatCount(count)} ${count === '1' ? 'play' : 'plays'}`;
}
