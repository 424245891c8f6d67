import type { Font, Glyph } from 'fontkit';
import { fontOf, nominal } from '../../platform/letters/faces.ts';
import { shape, widthOf } from '../../platform/letters/shape.ts';
import type { Cluster, Placed, Run } from '../../platform/letters/shape.ts';

/** What the library has for a face in a document, and leaves out of its types. */
interface Embedded {
  readonly id: string;
  ref(): unknown;
  /** A code in the document for each sign of the face that a layout gives. */
  encode(text: string, features: readonly string[]): [codes: string[], positions: unknown];
}
interface Inside {
  readonly _font: Embedded;
  readonly page: { readonly height: number; readonly fonts: Record<string, unknown> };
  addContent(operators: string): void;
}

/** A face in one document. What it is asked to encode next was shaped before, as part of its whole run. */
class DocumentFace {
  next: readonly Cluster[] = [];
  readonly font: Font;
  /** What each sign stands for in the face's table: the first text that it was drawn for. */
  private readonly told = new Map<number, string>();

  constructor(outlines: Font) {
    const layout = { value: () => this.layout(outlines) };
    this.font = Object.create(outlines, { layout }) as Font;
  }

  /** Letters of several scripts may share a sign: the table names one of them. */
  tells(id: number, text: string): boolean {
    const known = this.told.get(id) ?? text;
    this.told.set(id, known);
    return known === text;
  }

  /** The first sign of a cluster stands for its text, the others for none. */
  private layout(outlines: Font): object {
    const glyphs = this.next.flatMap(({ text, glyphs: own }) =>
      own.map(({ id }, index) => {
        const codePoints = Array.from(index === 0 ? text : '', (point) => point.codePointAt(0) ?? 0);
        // The face keeps signs with what they were first asked for, whoever asked.
        return Object.create(outlines.getGlyph(id), { codePoints: { value: codePoints } }) as Glyph;
      }),
    );
    return { glyphs, positions: [] };
  }
}

/** Each face is embedded once in a document, with the signs that were drawn. */
const documents = new WeakMap<PDFKit.PDFDocument, Map<string, DocumentFace>>();

function faceIn(pdf: PDFKit.PDFDocument, { face, weight }: Run): DocumentFace {
  const name = `${face.name}-${weight}`;
  const known = documents.get(pdf) ?? new Map<string, DocumentFace>();
  documents.set(pdf, known);
  const made = known.get(name) ?? new DocumentFace(fontOf(face, weight).outlines);
  if (!known.has(name)) pdf.registerFont(name, made.font as unknown as PDFKit.Mixins.PDFFontSource);
  known.set(name, made);
  pdf.font(name);
  return made;
}

/** One sign for one code point, and for no other: readers know it from the face's own table. */
const isPlain = ({ text, glyphs }: Cluster, run: Run, face: DocumentFace): boolean =>
  glyphs.length === 1 &&
  Array.from(text).length === 1 &&
  nominal(run.face, run.weight, text) === glyphs[0]?.id &&
  face.tells(glyphs[0].id, text);

/** Neighbours that are plain are drawn together; every other cluster says by itself what it stands for. */
function grouped(run: Run, face: DocumentFace): { clusters: Cluster[]; plain: boolean }[] {
  const made: { clusters: Cluster[]; plain: boolean }[] = [];
  for (const cluster of shape(run)) {
    const plain = isPlain(cluster, run, face);
    const last = made.at(-1);
    if (plain && last?.plain === true) last.clusters.push(cluster);
    else made.push({ clusters: [cluster], plain });
  }
  return made;
}

const figure = (value: number): string => String(Math.round(value * 1_000) / 1_000);

/** Text in a dictionary: UTF-16 with its mark (ISO 32000-1 §7.9.2.2), in hexadecimal so that no byte ends it. */
const inHex = (text: string): string =>
  `<${Buffer.from(`\uFEFF${text}`, 'utf16le').swap16().toString('hex')}>`;

/** Draws signs of which a reader is told this text, whatever they look like. */
const telling = (text: string, drawn: readonly string[]): string[] =>
  drawn.length === 0 ? [] : [`/Span <</ActualText ${inHex(text)}>> BDC`, ...drawn, 'EMC'];

interface Drawn {
  readonly operators: string[];
  /** Marks, which take no room: readers would take the room of a cluster from them. */
  readonly marks: string[];
}

/** Where each sign stands, and signs that follow one another without more ado in one operator. */
function placed(glyphs: readonly Placed[], codes: readonly string[], run: Run, { x, y, size }: Pen): Drawn {
  const { outlines } = fontOf(run.face, run.weight);
  const scale = size / outlines.unitsPerEm;
  const made: Drawn = { operators: [], marks: [] };
  let [pen, parts]: [number, string[]] = [x, []];
  const flush = (into: string[]): void => {
    if (parts.length > 0) into.push(`[${parts.join('')}] TJ`);
    parts = [];
  };
  for (const [index, glyph] of glyphs.entries()) {
    const isMark = glyph.advance === 0;
    const moved = isMark || glyph.x !== 0 || glyph.y !== 0;
    const into = isMark ? made.marks : made.operators;
    if (moved) flush(made.operators);
    if (parts.length === 0)
      into.push(`1 0 0 1 ${figure(pen + glyph.x * scale)} ${figure(y + glyph.y * scale)} Tm`);
    const over = ((outlines.getGlyph(glyph.id).advanceWidth - glyph.advance) * 1_000) / outlines.unitsPerEm;
    parts.push(`<${codes[index] ?? '0000'}>${over === 0 ? '' : figure(over)}`);
    if (moved) flush(into);
    pen += glyph.advance * scale;
  }
  flush(made.operators);
  return made;
}

interface Pen {
  readonly x: number;
  /** From the top of the page to the letters' feet. */
  readonly y: number;
  readonly size: number;
}

/**
 * Draws a run on a line and says how wide it was. Joined and reordered letters carry their text (ISO 32000-1
 * §14.9.4), cluster by cluster, so that a reader finds words in their order whatever the face made of them. The
 * operators are written here: the library knows neither clusters nor text beside what is drawn.
 */
export function drawRun(pdf: PDFKit.PDFDocument, run: Run, { x, y, size }: Pen): number {
  const face = faceIn(pdf, run);
  const { _font: font, page } = pdf as unknown as Inside;
  page.fonts[font.id] ??= font.ref();
  const operators = ['q', `1 0 0 -1 0 ${figure(page.height)} cm`, 'BT', `/${font.id} ${figure(size)} Tf`];
  let pen = x;
  for (const { clusters, plain } of grouped(run, face)) {
    const text = clusters.map((cluster) => cluster.text).join('');
    face.next = clusters;
    const [codes] = font.encode(text, []);
    const glyphs = clusters.flatMap((cluster) => cluster.glyphs);
    const drawn = placed(glyphs, codes, run, { x: pen, y: page.height - y, size });
    if (plain) operators.push(...drawn.operators, ...drawn.marks);
    else if (drawn.operators.length === 0) operators.push(...telling(text, drawn.marks));
    else operators.push(...telling(text, drawn.operators), ...telling('', drawn.marks));
    pen += widthOf(clusters, run, size);
  }
  (pdf as unknown as Inside).addContent([...operators, 'ET', 'Q'].join('\n'));
  return pen - x;
}
