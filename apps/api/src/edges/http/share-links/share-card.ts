import { printInk, printRings } from '@flipside/recipe';
import type { RecipeDetail } from '../../../modules/recipes/index.ts';
import { lines, outline, widthOf } from './card-text.ts';
import type { CardTextStyle } from './card-text.ts';
import { clock } from './clock.ts';

/** What readers of links ask for; 1.91 : 1. */
export const CARD = { width: 1_200, height: 630 } as const;

/** The dark colours of the visual language. */
const INK = { ground: '#0E110F', ink: '#EDF1EC', soft: '#B7C0B8', line: '#2B312D', edge: '#6E786F' } as const;
const STEMS: Readonly<Record<string, string>> = {
  mix: '#939D95',
  drums: '#E8A33D',
  bass: '#4C86F0',
  other: '#8FE3D2',
  vocals: '#DB4F82',
  guitar: '#B39DF5',
  piano: '#F4DC5A',
};
const COLUMN = { x: 560, width: 584 } as const;
const TITLE: CardTextStyle = { face: 'bold', size: 60 };
const NAME: CardTextStyle = { face: 'regular', size: 34 };
const SOURCE: CardTextStyle = { face: 'regular', size: 26 };
const SMALL: CardTextStyle = { face: 'regular', size: 24 };
const MOST_SOURCES = 3;

export type CardFlip = Pick<RecipeDetail, 'title' | 'producer' | 'durationMs' | 'bpm' | 'print' | 'credits'>;

const text = (words: string, style: CardTextStyle, x: number, y: number, colour: string): string =>
  `<path fill="${colour}" d="${outline(words, style, x, y)}"/>`;

const fractions = (spans: readonly (readonly number[])[]) =>
  spans.map(([from = 0, to = 0]) => [from / 1_000, to / 1_000] as const);

/** So many per cent of ink on the ground, as an opaque colour: guides do not shine through. */
function inked(share: number): string {
  const channel = (at: number) => {
    const [ground, ink] = [INK.ground, INK.ink].map((one) => Number.parseInt(one.slice(at, at + 2), 16));
    return Math.round(((ink ?? 0) * share + (ground ?? 0) * (100 - share)) / 100)
      .toString(16)
      .padStart(2, '0');
  };
  return `#${channel(1)}${channel(3)}${channel(5)}`;
}

/** The flip's print in a box of 200 × 200: sources above the cut, stems below. */
function print({ sources, stems }: CardFlip['print']): string {
  const upper = printRings(sources.map(fractions), 'upper');
  const lower = printRings(
    stems.map(({ spans }) => fractions(spans)),
    'lower',
  );
  const guides = [...upper, ...lower].map(
    ({ guide }) => `<path d="${guide}" stroke="${INK.edge}" opacity=".45"/>`,
  );
  const rings = [
    ...lower.map((ring, index) => ({ ring, colour: STEMS[stems[index]?.stem ?? ''] ?? INK.soft })),
    ...upper.map((ring, index) => ({ ring, colour: inked(printInk(index, upper.length)) })),
  ].map(
    ({ ring, colour }) => `<path d="${ring.arcs.join('')}" stroke="${colour}" stroke-width="${ring.width}"/>`,
  );
  return [...guides, ...rings].join('');
}

/** The mark and the name, how long it is and how fast, at the head of the column. */
function head({ durationMs, bpm }: CardFlip): string {
  const facts = `Flipside  ·  ${clock(durationMs)}  ·  ${Math.round(bpm)} bpm`;
  const mark =
    'M2 30a25 25 0 0 1 50 0H34.5a7.5 7.5 0 0 0-15 0ZM14.66 36.5a22.5 22.5 0 0 0 44.68 0H46.6a10 10 0 0 1-19.2 0Z';
  return `<path transform="translate(${COLUMN.x - 1} 60) scale(.62)" fill="${INK.ink}" d="${mark}"/>${text(facts, SMALL, COLUMN.x + 52, 88, INK.soft)}`;
}

function sourceLines({ sources }: CardFlip['credits']): string[] {
  const named = sources.slice(0, MOST_SOURCES).map(({ artist, title }) => `${artist} – ${title}`);
  const more = sources.length - named.length;
  return [...named, ...(more > 0 ? [`and ${more} more`] : [])];
}

/** Each stem by its colour and its name, in as few lines as they take; the last is at the foot. */
function foot({ print: { stems } }: CardFlip): string {
  const placed: { word: string; colour: string; x: number; row: number }[] = [];
  let [x, row]: [number, number] = [COLUMN.x, 0];
  for (const { stem } of stems) {
    const word = `${stem.charAt(0).toUpperCase()}${stem.slice(1)}`;
    const width = 28 + widthOf(word, SMALL);
    if (x + width > COLUMN.x + COLUMN.width) [x, row] = [COLUMN.x, row + 1];
    placed.push({ word, colour: STEMS[stem] ?? INK.soft, x, row });
    x += width + 20;
  }
  return placed
    .map(({ word, colour, x: left, row: line }) => {
      const y = 574 - (row - line) * 34;
      return `<rect x="${left}" y="${y - 18}" width="20" height="20" rx="2" fill="${colour}"/>${text(word, SMALL, left + 28, y, INK.soft)}`;
    })
    .join('');
}

/**
 * The picture of a flip that readers of links show: its print, its title and whose music it is made of. Drawn from
 * what is published and never from sound; every letter is an outline.
 */
export function cardSvg(flip: CardFlip): string {
  const parts: string[] = [head(flip)];
  let y = 178;
  for (const line of lines(flip.title, TITLE, COLUMN.width, 2)) {
    parts.push(text(line, TITLE, COLUMN.x, y, INK.ink));
    y += 68;
  }
  const [by = ''] = lines(`by ${flip.producer.displayName}`, NAME, COLUMN.width, 1);
  parts.push(text(by, NAME, COLUMN.x, y - 10, INK.ink));
  y += 52;
  for (const words of ['Made from', ...sourceLines(flip.credits)]) {
    const [line] = lines(words, SOURCE, COLUMN.width, 1);
    if (line !== undefined) parts.push(text(line, SOURCE, COLUMN.x, y, INK.soft));
    y += 36;
  }
  parts.push(foot(flip));
  const { width, height } = CARD;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"><rect width="${width}" height="${height}" fill="${INK.ground}"/><path d="M${COLUMN.x - 40} 60V582" stroke="${INK.line}" stroke-width="2"/><g transform="translate(30 85) scale(2.3)" fill="none">${print(flip.print)}</g>${parts.join('')}</svg>`;
}

/** What a picture says, for those who do not see it. */
export function cardWords({ title, producer, credits }: CardFlip): string {
  const sources = credits.sources.map(({ artist, title: name }) => `${artist} – ${name}`);
  return `${title} by ${producer.displayName}. Made from ${sources.join(', ')}.`;
}
