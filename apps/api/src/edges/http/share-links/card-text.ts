import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { create } from 'fontkit';
import type { Font } from 'fontkit';

/** The letters that statements are set in: Latin, Greek and Cyrillic. */
function face(weight: string): Font {
  const file = createRequire(import.meta.url).resolve(`roboto-fontface/fonts/roboto/Roboto-${weight}.woff`);
  const font = create(readFileSync(file));
  if (!('layout' in font)) throw new TypeError(`${file} is a collection of fonts`);
  return font;
}
const FACES = { regular: face('Regular'), bold: face('Bold') } as const;
const LETTERS = new Intl.Segmenter('en');

export interface CardTextStyle {
  readonly face: keyof typeof FACES;
  /** In px. */
  readonly size: number;
}

/** What can be drawn of a text: signs that the face does not have, such as emoji, are left out. */
export function drawable(text: string, { face: name }: Pick<CardTextStyle, 'face'>): string {
  const has = (letter: string) =>
    Array.from(letter).every((sign) => FACES[name].hasGlyphForCodePoint(sign.codePointAt(0) ?? 0));
  return Array.from(LETTERS.segment(text.normalize('NFC')), ({ segment }) => segment)
    .filter(has)
    .join('')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Width in px. */
export function widthOf(text: string, { face: name, size }: CardTextStyle): number {
  const font = FACES[name];
  return (font.layout(text).advanceWidth * size) / font.unitsPerEm;
}

/** Breaks a text into at most so many lines of this width; what is more ends in an ellipsis. */
export function lines(text: string, style: CardTextStyle, width: number, most: number): string[] {
  const made: string[] = [];
  let line = '';
  for (const word of drawable(text, style).split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line === '' || widthOf(longer, style) <= width) {
      line = longer;
      continue;
    }
    made.push(line);
    line = word;
  }
  made.push(line);
  const rest = made.slice(most - 1).join(' ');
  return [...made.slice(0, most - 1), rest].filter((one) => one !== '').map((one) => cut(one, style, width));
}

function cut(text: string, style: CardTextStyle, width: number): string {
  if (widthOf(text, style) <= width) return text;
  const letters = Array.from(LETTERS.segment(text), ({ segment }) => segment);
  let [low, high] = [0, letters.length];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (widthOf(`${letters.slice(0, middle).join('')}…`, style) <= width) low = middle;
    else high = middle - 1;
  }
  return `${letters.slice(0, low).join('').trimEnd()}…`;
}

/** The text as SVG path data from a left end on a base line: a renderer needs no fonts for it. */
export function outline(text: string, style: CardTextStyle, x: number, y: number): string {
  const font = FACES[style.face];
  const scale = style.size / font.unitsPerEm;
  const { glyphs, positions } = font.layout(text);
  let [pen, data] = [x, ''];
  for (const [index, glyph] of glyphs.entries()) {
    const { xAdvance = 0, xOffset = 0, yOffset = 0 } = positions[index] ?? {};
    data += glyph.path
      .scale(scale, -scale)
      .translate(pen + xOffset * scale, y - yOffset * scale)
      .toSVG();
    pen += xAdvance * scale;
  }
  return data;
}
