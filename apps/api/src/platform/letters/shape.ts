import * as harfbuzz from 'harfbuzzjs';
import { fontOf } from './faces.ts';
import type { Face, Weight } from './faces.ts';

const TURNED = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;
const LETTER = /\p{L}/u;

/** A piece of one face and one direction. */
export interface Run {
  readonly face: Face;
  readonly weight: Weight;
  /** As the face is given it: what reads from the right is in the order of reading, the rest as it stands. */
  readonly text: string;
}

/** Lengths are in units of the face. */
export interface Placed {
  readonly id: number;
  readonly advance: number;
  readonly x: number;
  readonly y: number;
}

/** Signs of the face that stand for so much of the text together, from left to right. */
export interface Cluster {
  readonly text: string;
  readonly glyphs: readonly Placed[];
}

/** Only what reads from the right is turned by the shaper; Arabic figures are not. */
export const fromRight = (text: string): boolean =>
  Array.from(text).some((point) => TURNED.test(point) && LETTER.test(point));

const buffer = new harfbuzz.Buffer();

/** Shapes a run: ligatures, joined letters, marks in their places. Clusters come from left to right. */
export function shape({ face, weight, text }: Run): Cluster[] {
  buffer.clearContents();
  buffer.addText(text);
  buffer.guessSegmentProperties();
  buffer.setDirection(fromRight(text) ? harfbuzz.Direction.RTL : harfbuzz.Direction.LTR);
  harfbuzz.shape(fontOf(face, weight).shaper, buffer);
  const infos = buffer.getGlyphInfos();
  const positions = buffer.getGlyphPositions();
  const starts = [...new Set(infos.map(({ cluster }) => cluster)), text.length].sort((a, b) => a - b);
  const made: { from: number; text: string; glyphs: Placed[] }[] = [];
  for (const [index, { codepoint: id, cluster: from }] of infos.entries()) {
    const { xAdvance: advance = 0, xOffset: x = 0, yOffset: y = 0 } = positions[index] ?? {};
    if (made.at(-1)?.from !== from)
      made.push({ from, text: text.slice(from, starts[starts.indexOf(from) + 1]), glyphs: [] });
    made.at(-1)?.glyphs.push({ id, advance, x, y });
  }
  return made;
}

/** In the unit of `size`. */
export function widthOf(clusters: readonly Cluster[], { face, weight }: Run, size: number): number {
  const advance = clusters.reduce(
    (sum, { glyphs }) => glyphs.reduce((width, glyph) => width + glyph.advance, sum),
    0,
  );
  return (advance * size) / fontOf(face, weight).outlines.unitsPerEm;
}
