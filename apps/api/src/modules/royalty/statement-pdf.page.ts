import PdfKit from 'pdfkit';
import { fontOf, ROBOTO } from '../../platform/letters/faces.ts';
import type { Weight } from '../../platform/letters/faces.ts';
import { cut, wrap } from '../../platform/letters/fit.ts';
import { isolated, printable } from '../../platform/letters/printable.ts';
import { runsOf, textWidth } from '../../platform/letters/runs.ts';
import { drawRun } from './statement-pdf.letters.ts';

export type Pdf = PDFKit.PDFDocument;

/** A4 in points. */
export const PAGE = { width: 595.28, height: 841.89, margin: 48, foot: 64 } as const;
export const WIDTH = PAGE.width - 2 * PAGE.margin;
const BOTTOM = PAGE.height - PAGE.foot;
export const INK = { dark: '#141815', soft: '#5C655E', line: '#D0D6D0', bar: '#7A837C' } as const;

/** A document whose bytes depend on what is drawn and on nothing else. */
export function openPdf(title: string, createdAt: Date): Pdf {
  return new PdfKit({
    size: 'A4',
    margins: { top: PAGE.margin, left: PAGE.margin, right: PAGE.margin, bottom: 0 },
    bufferPages: true,
    // For archives (ISO 19005-2): every face is in the file, and what colours mean.
    pdfVersion: '1.7',
    subset: 'PDF/A-2b',
    lang: 'en',
    displayTitle: true,
    info: { Title: title, Author: 'Flipside', CreationDate: createdAt, ModDate: createdAt },
  });
}

/** From the top of a line to its letters' feet, of a size of 1. */
const { ascent, unitsPerEm } = fontOf(ROBOTO, 'regular').outlines;
const ASCENT = ascent / unitsPerEm;

export interface TextStyle {
  readonly size?: number;
  readonly bold?: boolean;
  readonly soft?: boolean;
}

/** One line of text in a box; `right` aligns it to the box's end. */
export function put(
  pdf: Pdf,
  text: string,
  box: { readonly x: number; readonly y: number; readonly width: number; readonly right?: boolean },
  { size = 9, bold = false, soft = false }: TextStyle = {},
): void {
  const weight: Weight = bold ? 'medium' : 'regular';
  const measure = (words: string): number => textWidth(words, weight, size);
  const one = cut(text.replaceAll(/\s+/g, ' '), box.width, measure);
  let x = box.right === true ? box.x + box.width - measure(one) : box.x;
  const y = box.y + ASCENT * size;
  pdf.fillColor(soft ? INK.soft : INK.dark);
  for (const run of runsOf(one, weight)) x += drawRun(pdf, run, { x, y, size });
}

/** A text over as many lines as it needs, up to `most`; returns how many there were. */
export function putLines(
  pdf: Pdf,
  text: string,
  { most, ...box }: { readonly x: number; readonly y: number; readonly width: number; readonly most: number },
  style: TextStyle = {},
): number {
  const { size = 9 } = style;
  const lines = wrap(printable(text), box.width, most, (words) => textWidth(words, 'regular', size));
  for (const [index, line] of lines.entries())
    put(pdf, isolated(line), { ...box, y: box.y + index * size * 1.3 }, style);
  return lines.length;
}

export function rule(pdf: Pdf, y: number, colour: string = INK.line): void {
  pdf
    .moveTo(PAGE.margin, y)
    .lineTo(PAGE.width - PAGE.margin, y)
    .lineWidth(0.5)
    .strokeColor(colour)
    .stroke();
}

/** Where to go on when so much room is needed: here, or at the head of a new page. */
export function roomFor(pdf: Pdf, y: number, height: number): number {
  if (y + height <= BOTTOM) return y;
  pdf.addPage();
  return PAGE.margin;
}

/** What stands at the foot of every page, once all are there. */
export function footPages(pdf: Pdf, words: string): void {
  const { start, count } = pdf.bufferedPageRange();
  for (let page = start; page < start + count; page += 1) {
    pdf.switchToPage(page);
    const y = PAGE.height - 40;
    rule(pdf, y - 8);
    put(pdf, words, { x: PAGE.margin, y, width: WIDTH - 60 }, { size: 6, soft: true });
    const number = `Page ${page - start + 1} of ${count}`;
    put(
      pdf,
      number,
      { x: PAGE.width - PAGE.margin - 72, y, width: 72, right: true },
      { size: 7, soft: true },
    );
  }
}
