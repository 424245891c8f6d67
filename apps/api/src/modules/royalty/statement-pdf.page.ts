import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import PdfKit from 'pdfkit';

export type Pdf = PDFKit.PDFDocument;

/** Roboto has Latin, Greek and Cyrillic letters and figures of one width. */
const fontFile = (weight: string): Buffer =>
  readFileSync(createRequire(import.meta.url).resolve(`roboto-fontface/fonts/roboto/Roboto-${weight}.woff`));
const REGULAR = fontFile('Regular');
const MEDIUM = fontFile('Medium');

/** A4 in points. */
export const PAGE = { width: 595.28, height: 841.89, margin: 48, foot: 64 } as const;
export const WIDTH = PAGE.width - 2 * PAGE.margin;
const BOTTOM = PAGE.height - PAGE.foot;
export const INK = { dark: '#141815', soft: '#5C655E', line: '#D0D6D0', bar: '#7A837C' } as const;

/** A document whose bytes depend on what is drawn and on nothing else. */
export function openPdf(title: string, createdAt: Date): Pdf {
  const pdf = new PdfKit({
    size: 'A4',
    margins: { top: PAGE.margin, left: PAGE.margin, right: PAGE.margin, bottom: 0 },
    bufferPages: true,
    lang: 'en',
    displayTitle: true,
    info: { Title: title, Author: 'Flipside', CreationDate: createdAt, ModDate: createdAt },
  });
  pdf.registerFont('regular', REGULAR).registerFont('medium', MEDIUM);
  return pdf;
}

export interface TextStyle {
  readonly size?: number;
  readonly bold?: boolean;
  readonly soft?: boolean;
}

function styled(pdf: Pdf, { size = 9, bold = false, soft = false }: TextStyle): Pdf {
  return pdf
    .font(bold ? 'medium' : 'regular')
    .fontSize(size)
    .fillColor(soft ? INK.soft : INK.dark);
}

const LETTERS = new Intl.Segmenter('en');

/** As much of a text as fits, with an ellipsis where it was cut. */
function fitted(pdf: Pdf, text: string, width: number): string {
  if (pdf.widthOfString(text) <= width) return text;
  const letters = Array.from(LETTERS.segment(text), ({ segment }) => segment);
  let [low, high] = [0, letters.length];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (pdf.widthOfString(`${letters.slice(0, middle).join('')}…`) <= width) low = middle;
    else high = middle - 1;
  }
  return `${letters.slice(0, low).join('').trimEnd()}…`;
}

/** One line of text in a box; `right` aligns it to the box's end. */
export function put(
  pdf: Pdf,
  text: string,
  box: { readonly x: number; readonly y: number; readonly width: number; readonly right?: boolean },
  style: TextStyle = {},
): void {
  styled(pdf, style);
  const one = fitted(pdf, text.replaceAll(/\s+/g, ' '), box.width);
  const x = box.right === true ? box.x + box.width - pdf.widthOfString(one) : box.x;
  pdf.text(one, x, box.y, { lineBreak: false });
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
