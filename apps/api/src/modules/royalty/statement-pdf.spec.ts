import { inflateSync } from 'node:zlib';
import { buffer } from 'node:stream/consumers';
import { describe, expect, test } from '@jest/globals';
import { micros } from '@flipside/royalty';
import type { ExportLine, StatementHead } from '@flipside/royalty';
import { extractText, getDocumentProxy } from 'unpdf';
import { SCRIPTS } from '../../platform/letters/scripts.fixture.ts';
import { statementPdf } from './statement-pdf.ts';
import type { PdfInput } from './statement-pdf.ts';

const NAMES = SCRIPTS.map(([, name]) => name);
const HOSTILE = [
  '\uD800 lone',
  'a\u0000\u0007b',
  '\u202Eturned',
  '\u0301'.repeat(500),
  '👩‍'.repeat(300),
  ' ',
  '',
];
const nothing = { top: [], others: { parts: 0n, lines: 0n, amountMicros: 0n } };

function input(names: readonly string[], party = 'Ines'): PdfInput {
  const head = {
    period: { id: '2026-10', from: '2026-10-01T00:00:00Z', to: '2026-11-01T00:00:00Z' },
    party: { name: party },
    currency: 'EUR',
    ...{ openingMicros: '0', earnedMicros: '5', closingMicros: '5', heldMicros: '0' },
    ...{ released: [], adjustments: [], recoupment: [], withholding: [], paid: [] },
  } as unknown as StatementHead;
  const lines = names.map((name) => ({
    ...{ recipeTitle: name, sourceTitle: name, side: 'MASTER', territory: 'GB', originalPeriod: null },
    ...{ plays: 1n, usagePpm: 1n, sharePpm: 1n, amountMicros: micros(1n) },
  })) as unknown as ExportLine[];
  const top = names.map((title) => ({ key: 'x', title, by: title, lines: 1n, amountMicros: 1n }));
  return {
    ...{ statementId: 'id', head, sha256: 'ab', createdAt: new Date('2026-11-01T00:00:00Z'), plays: 1n },
    ...{ lineCount: BigInt(lines.length), lines },
    breakdown: { side: nothing, source: nothing, territory: nothing, flip: { ...nothing, top } },
  } as PdfInput;
}

const bytesOf = (made: PdfInput): Promise<Buffer> => buffer(statementPdf(made));

/** What pages are drawn with. */
function operatorsOf(pdf: Buffer): string {
  let all = '';
  for (let at = pdf.indexOf('stream\n'); at >= 0; at = pdf.indexOf('stream\n', at + 1)) {
    const packed = pdf.subarray(at + 7, pdf.indexOf('endstream', at));
    if (packed[0] !== 0x78) continue;
    const plain = inflateSync(packed).toString('latin1');
    if (plain.includes('\nBT\n')) all += plain;
  }
  return all;
}
const told = (text: string) => `/ActualText <feff${Buffer.from(text, 'utf16le').swap16().toString('hex')}>`;

describe('a statement in every script', () => {
  test('has a sign for every letter, and tells readers what joined ones stand for', async () => {
    const pdf = await bytesOf(input(NAMES));
    const operators = operatorsOf(pdf);
    // The sign that stands for no letter is the first of every face.
    expect(operators).toContain('TJ');
    expect(operators.match(/<0000>/g)).toBeNull();
    const joined = ['ف', 'ر', 'ز', 'שָׁ', 'দ্র', 'मं', 'ਪੰ', 'ខ្មែ', 'မြ'];
    expect(joined.filter((cluster) => !operators.includes(told(cluster)))).toEqual([]);
    const { text } = await extractText(await getDocumentProxy(new Uint8Array(pdf)), { mergePages: true });
    for (const name of [
      'Đặng Thùy Linh',
      'Ночь Ђорђе',
      'Ἀφροδίτη',
      '中島みゆき',
      '坂本龙一',
      '방탄소년단',
      'ქართული',
      'Հայերեն',
      'ትግርኛ',
    ])
      expect(text).toContain(name);
  });

  test('knows letters apart that look the same', async () => {
    // The letter Δ and the sign ∆ are one sign of Roboto: whichever comes second says so itself.
    const operators = operatorsOf(await bytesOf(input(['Δέλτα ∆t'])));
    expect([operators.includes(told('Δ')), operators.includes(told('∆'))]).toEqual([false, true]);
    // Н of another document is composed of the sign for H.
    await bytesOf(input(['Ночь']));
    const { text } = await extractText(
      await getDocumentProxy(new Uint8Array(await bytesOf(input([], 'Harbour')))),
      { mergePages: true },
    );
    expect(text).toContain('Harbour');
  });

  test('names its party in full over several lines', async () => {
    const name = 'Société des auteurs, compositeurs et éditeurs de musique '.repeat(3).trim();
    const { text } = await extractText(
      await getDocumentProxy(new Uint8Array(await bytesOf(input([], name)))),
      {
        mergePages: true,
      },
    );
    expect(text.replaceAll(/\s+/g, ' ')).toContain(name);
  });

  test.each(HOSTILE)('is set whatever a name is made of: %j', async (name) => {
    const pdf = await bytesOf(input([name], name));
    expect(operatorsOf(pdf).match(/<0000>/g)).toBeNull();
    expect((await getDocumentProxy(new Uint8Array(pdf))).numPages).toBeGreaterThan(0);
  });

  test('is for archives: every face is in the file, and the same is the same bytes', async () => {
    const pdf = await bytesOf(input(NAMES));
    const text = pdf.toString('latin1');
    expect(text).toContain('<pdfaid:part>2</pdfaid:part>');
    const faces = text.match(/\/Type \/FontDescriptor/g)?.length;
    expect(text.match(/\/FontFile[23] /g)).toHaveLength(faces ?? 0);
    expect(faces).toBeGreaterThan(20);
    expect(await bytesOf(input(NAMES))).toEqual(pdf);
    // A name takes its own signs and what they share, and no face of eight megabytes.
    expect((await bytesOf(input(['坂本龙一']))).length).toBeLessThan(80_000);
  });
});
