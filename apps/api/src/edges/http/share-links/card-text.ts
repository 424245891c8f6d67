import { fontOf } from '../../../platform/letters/faces.ts';
import type { Weight } from '../../../platform/letters/faces.ts';
import { wrap } from '../../../platform/letters/fit.ts';
import { isolated, printable } from '../../../platform/letters/printable.ts';
import { runsOf, textWidth } from '../../../platform/letters/runs.ts';
import { shape, widthOf as runWidth } from '../../../platform/letters/shape.ts';
import type { Run } from '../../../platform/letters/shape.ts';

export interface CardTextStyle {
  readonly face: Exclude<Weight, 'medium'>;
  /** In px. */
  readonly size: number;
}

/** Width in px. */
export const widthOf = (text: string, { face, size }: CardTextStyle): number => textWidth(text, face, size);

/** Breaks a text into at most so many lines of this width; what is more ends in an ellipsis. */
export const lines = (text: string, style: CardTextStyle, width: number, most: number): string[] =>
  wrap(printable(text), width, most, (words) => widthOf(words, style));

/** One shaped run as SVG path data. */
function runOutline(run: Run, size: number, x: number, y: number): string {
  const { outlines } = fontOf(run.face, run.weight);
  const scale = size / outlines.unitsPerEm;
  let [pen, data] = [x, ''];
  for (const glyph of shape(run).flatMap(({ glyphs }) => glyphs)) {
    data += outlines
      .getGlyph(glyph.id)
      .path.scale(scale, -scale)
      .translate(pen + glyph.x * scale, y - glyph.y * scale)
      .toSVG();
    pen += glyph.advance * scale;
  }
  return data;
}

/** The text as SVG path data from a left end on a base line: a renderer needs no fonts for it. */
export function outline(text: string, { face, size }: CardTextStyle, x: number, y: number): string {
  let [pen, data] = [x, ''];
  for (const run of runsOf(isolated(text), face)) {
    data += runOutline(run, size, pen, y);
    pen += runWidth(shape(run), run, size);
  }
  return data;
}
