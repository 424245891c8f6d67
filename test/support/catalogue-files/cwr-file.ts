import type { CatalogueShape } from './csv-file.ts';
import { SHAPE } from './csv-file.ts';
import { ipiOf, isrcOf, iswcOf } from './identifiers.ts';

export type CwrVersionName = '2.1' | '2.2';

/** One record: fields by where they start. What lies between them is blank. */
export function cwrRecord(type: string, fields: Readonly<Record<number, string>>): string {
  let text = type;
  for (const [start, value] of Object.entries(fields)) text = text.padEnd(Number(start) - 1) + value;
  return text;
}

const number = (value: number, length: number): string => String(value).padStart(length, '0');

/** A detail record of a transaction. */
export const cwrDetail = (
  type: string,
  [transaction, record]: readonly [number, number],
  fields: Readonly<Record<number, string>>,
): string => cwrRecord(type, { 4: number(transaction, 8), 12: number(record, 8), ...fields });

export function cwrHeader(version: CwrVersionName): string {
  const base = {
    4: 'PB',
    6: '000000199',
    15: 'SOME PUBLISHING',
    60: '01.10',
    65: '20241125',
    73: '120000',
    79: '20241125',
  };
  return cwrRecord('HDR', version === '2.2' ? { ...base, 102: '2.2', 105: '002' } : base);
}

export const cwrGroup = (version: CwrVersionName): string =>
  cwrRecord('GRH', { 4: 'NWR', 7: '00001', 12: version === '2.2' ? '02.20' : '02.10', 17: '0000000000' });

/** The end of a file of one group. */
export const cwrEnd = (transactions: number, details: number): string[] => [
  cwrRecord('GRT', { 4: '00001', 9: number(transactions, 8), 17: number(details + 2, 8) }),
  cwrRecord('TRL', { 4: '00001', 9: number(transactions, 8), 17: number(details + 4, 8) }),
];

/** Registrations of works, each with its publisher, writer and a recording. */
export async function* cwrFile(
  over: Partial<CatalogueShape & { readonly version: CwrVersionName }> = {},
): AsyncGenerator<string> {
  const { version = '2.2', ...rest } = over;
  const shape = { ...SHAPE, ...rest };
  yield `${cwrHeader(version)}\r\n${cwrGroup(version)}\r\n`;
  let details = 0;
  for (let work = 0; work < shape.recordings; work += 1) {
    const records = workRecords(work, shape, version);
    details += records.length;
    yield `${records.join('\r\n')}\r\n`;
  }
  yield `${cwrEnd(shape.recordings, details).join('\r\n')}\r\n`;
}

function workRecords(work: number, { artists, edition }: CatalogueShape, version: CwrVersionName): string[] {
  const writer = work % artists;
  const at = (record: number): [number, number] => [work, record];
  const recording = version === '2.2' ? { 267: `TRACK ${work}`, 387: `ARTIST ${writer}` } : {};
  return [
    cwrDetail('NWR', at(0), {
      20: `WORK ${work}${edition}`.toUpperCase(),
      82: `W${work}`,
      96: iswcOf(work),
      127: 'POP',
      136: 'U',
      143: 'ORI',
    }),
    cwrDetail('SPU', at(1), {
      20: '01',
      22: 'P00000001',
      31: 'SOME PUBLISHING',
      77: 'E ',
      88: ipiOf(900_000),
      113: '052',
      116: '02500',
      121: '044',
      124: '05000',
      129: '   ',
      132: '05000',
    }),
    cwrDetail('SPT', at(2), {
      20: 'P00000001',
      35: '02500',
      40: '05000',
      45: '05000',
      50: 'I',
      51: '2136',
      56: '001',
    }),
    cwrDetail('SWR', at(3), {
      20: `W${number(writer, 8)}`,
      29: `WRITER${writer}`,
      74: 'W',
      105: 'CA',
      116: ipiOf(writer),
      127: '052',
      130: '07500',
      138: '05000',
      146: '05000',
    }),
    cwrDetail('SWT', at(4), {
      20: `W${number(writer, 8)}`,
      29: '07500',
      34: '05000',
      39: '05000',
      44: 'I',
      45: '2136',
      50: '001',
    }),
    cwrDetail('PWR', at(5), {
      20: 'P00000001',
      29: 'SOME PUBLISHING',
      102: `W${number(writer, 8)}`,
      ...(version === '2.2' && { 111: '01' }),
    }),
    cwrDetail('REC', at(6), { 88: '000320', 250: isrcOf(work), 262: 'AD', ...recording }),
  ];
}
