import { correctionAsText, type CreditCorrection } from './credits.corrections.ts';
import type { Credits, CreditSource, CreditWork } from './credits.ts';

/** `m:ss`, whole seconds rounded down; hours when there are any. */
export function clockTime(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1000);
  const two = (value: number) => String(value).padStart(2, '0');
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes}:${two(seconds % 60)}`;
  return `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(seconds % 60)}`;
}

function workLines(work: CreditWork): readonly string[] {
  const writers = work.writers.map(({ name, role }) => `${name} (${role})`).join(', ');
  return [
    `  Work: ${work.title}${work.iswc === null ? '' : ` [${work.iswc}]`}`,
    ...(writers === '' ? [] : [`    Written by ${writers}`]),
    ...(work.publishers.length === 0 ? [] : [`    Published by ${work.publishers.join(', ')}`]),
  ];
}

function sourceLines({ recording, stems, usedMs }: CreditSource): readonly string[] {
  const heard = usedMs === 0 ? 'not heard' : `${stems.join(', ')}, ${clockTime(usedMs)}`;
  return [
    `${recording.mainArtists.join(', ')} – ${recording.title} [${recording.isrc}] (${heard})`,
    ...recording.contributors.map(({ name, role }) => `  ${role}: ${name}`),
    ...(recording.holders.length === 0 ? [] : [`  Recording rights: ${recording.holders.join(', ')}`]),
    ...recording.works.flatMap(workLines),
  ];
}

/**
 * Credits as text for a description field: lines ended by LF, no markup. Corrections follow what was frozen, so that
 * both can be read.
 */
export function creditsAsText(credits: Credits, corrections: readonly CreditCorrection[] = []): string {
  const lines = [
    `${credits.title} (${clockTime(credits.durationMs)})`,
    `Remixed by ${credits.remixer.name}`,
    ...credits.parents.map(({ title, remixer }) => `Builds on ${title} by ${remixer}`),
    ...(credits.sources.length === 0 ? [] : ['', 'Contains']),
    ...credits.sources.flatMap(sourceLines),
    ...(corrections.length === 0 ? [] : ['', ...corrections.map(correctionAsText)]),
  ];
  return `${lines.join('\n')}\n`;
}
