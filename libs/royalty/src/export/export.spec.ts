import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Currency } from '../currency.ts';
import type { Isrc } from '../identifiers.ts';
import { micros, ppm } from '../quantity.ts';
import type { Territory } from '../territory.ts';
import { csvField, CSV_COLUMNS, statementCsv } from './csv.ts';
import { decimalOfMicros, microsOfDecimal, percentOfPpm } from './decimal.ts';
import { dsrFileName, statementDsr } from './dsr.ts';
import { dsrRecord, dsrText, parseDsrRecord } from './dsr.record.ts';
import type { DsrExport, DsrLine, DsrProfile } from './dsr.types.ts';
import type { ExportHeldLine, ExportLine, StatementHead } from './export.types.ts';

const HASH = `sha256-${'0'.repeat(64)}`;
const ARTIST = { name: 'Björk|Arca', partyId: 'ISNI::0000000121032683' };

const head = (more: Partial<StatementHead> = {}): StatementHead => ({
  format: 'flipside-statement/1',
  party: { id: 'p', name: 'Low Lamp Records' },
  period: { id: '2026-11', from: '2026-11-01T00:00:00.000Z', to: '2026-12-01T00:00:00.000Z' },
  currency: 'EUR' as Currency,
  openingMicros: '1000000',
  earnedMicros: '3500000',
  released: [{ reference: 'd/2026-10', amountMicros: '7' }],
  adjustments: [{ reference: 'a', amountMicros: '-1' }],
  recoupment: [{ reference: '=cmd()', amountMicros: '-500000' }],
  withholding: [{ reference: 'GB', amountMicros: '-300000' }],
  paid: [{ reference: 'run-1', amountMicros: '-1000000' }],
  held: [],
  heldMicros: '0',
  closingMicros: '2700006',
  ...more,
});

const line = (position: number, amount: bigint, more: Partial<ExportLine> = {}): ExportLine => ({
  position,
  recipe: HASH,
  recipeTitle: 'Slow "Tide", Other Shore',
  producerName: '@tessel',
  isrc: 'USSM19803037' as Isrc,
  sourceTitle: 'Slow Tide',
  subjectId: 'rec',
  side: 'MASTER',
  territory: 'NL' as Territory,
  originalPeriod: null,
  plays: 10n,
  usageMs: 60_000n,
  usagePpm: 590_300n,
  sharePpm: ppm(625_000),
  amountMicros: micros(amount),
  tariff: 'standard@1',
  ...more,
});
const heldLine: ExportHeldLine = { ...line(0, 250_000n), disputeId: 'dispute-1' };

async function* batches<T>(...all: readonly (readonly T[])[]): AsyncGenerator<readonly T[]> {
  yield* all;
}
async function textOf(chunks: AsyncIterable<string>): Promise<string> {
  let text = '';
  for await (const chunk of chunks) text += chunk;
  return text;
}

describe('decimals', () => {
  test.each([
    [0n, '0.000000'],
    [1n, '0.000001'],
    [-1n, '-0.000001'],
    [-1_234_567n, '-1.234567'],
    [12_345_678_901_234_567_890n, '12345678901234.567890'],
  ])('%s micro-units are %s', (amount, text) => {
    expect(decimalOfMicros(amount)).toBe(text);
  });

  test('are read back exactly, however large', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }), (amount) => {
        expect(microsOfDecimal(decimalOfMicros(amount))).toBe(amount);
      }),
      { numRuns: 2_000 },
    );
  });

  test.each(['1', '1.5', '1.0000000', '1e3', '', ' 1.000000', '+1.000000'])('%p is no amount', (text) => {
    expect(() => microsOfDecimal(text)).toThrow(RangeError);
  });

  test.each([
    [0n, '0'],
    [1n, '0.0001'],
    [625_000n, '62.5'],
    [333_333n, '33.3333'],
    [1_000_000n, '100'],
  ])('%s ppm are %s per cent', (parts, text) => {
    expect(percentOfPpm(parts)).toBe(text);
  });
});

describe('CSV', () => {
  test.each([
    ['=HYPERLINK("x")', `"'=HYPERLINK(""x"")"`],
    ['+1 (555)', "'+1 (555)"],
    ['-cmd', "'-cmd"],
    ['@sum', "'@sum"],
    ['\tx', "'\tx"],
    ['-1.234567', '-1.234567'],
    ['a,b', '"a,b"'],
    ['two\nlines', '"two\nlines"'],
  ])('%p is written as %p', (text, field) => {
    expect(csvField(text)).toBe(field);
  });

  test('has a row a line and a row for whatever else moved the balance, and sums to it', async () => {
    const late = line(1, 500_000n, { originalPeriod: '2026-10' });
    const lines = batches([line(0, 3_000_000n)], [late]);
    const text = await textOf(statementCsv({ head: head(), held: [heldLine], lines }));
    const rows = text.trimEnd().split('\r\n');
    expect(rows[0]).toBe(`\uFEFF${CSV_COLUMNS.join(',')}`);
    expect(rows.map((row) => row.split(',', 1)[0])).toEqual(
      '\uFEFFrow OPENING LINE LATE_LINE ADJUSTMENT RECOUPMENT WITHHOLDING RELEASED PAID HELD CLOSING'.split(
        ' ',
      ),
    );
    expect(rows[2]).toBe(
      `LINE,2026-11,Low Lamp Records,EUR,${HASH},"Slow ""Tide"", Other Shore",'@tessel,USSM19803037,Slow Tide,MASTER,rec,NL,,10,60000,59.03,62.5,standard@1,,3.000000,,`,
    );
    expect(rows[5]).toContain(`'=cmd(),-0.500000,,`);
    const amounts = rows.slice(1).map((row) => row.split(',').at(-3)!);
    const sum = amounts.filter((one) => one !== '').reduce((all, one) => all + microsOfDecimal(one), 0n);
    expect(sum).toBe(2_700_006n);
    expect(rows.at(-2)).toMatch(/,,0\.250000,$/);
    expect(rows.at(-1)).toMatch(/,,,2\.700006$/);
  });

  test('of a statement of an earlier version, which knew no releases, is written too', async () => {
    const { released: _none, ...earlier } = head();
    const text = await textOf(statementCsv({ head: earlier, held: [], lines: batches<ExportLine>() }));
    expect(text).not.toContain('RELEASED');
    expect(text).toContain('CLOSING');
  });
});

describe('cells of a sales report', () => {
  test.each([
    ['a\tb', 'a\\\tb'],
    ['a|b', 'a\\\\|b'],
    ['a\\b', 'a\\\\\\b'],
    [' a\r\nb ', 'a  b'],
  ])('%p is written as %p (DSR Part 1, communicating delimiters)', (text, cell) => {
    expect(dsrText(text)).toBe(cell);
  });

  test('are read back as they were, whatever delimiters they hold', () => {
    const text = fc
      .array(fc.constantFrom('\\', '|', '\t', 'a', ' ', 'é', '🎛', '::'))
      .map((all) => all.join(''))
      .filter((all) => all.trim() === all);
    const cells = fc.array(fc.array(text, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(cells, (record) => {
        const written = dsrRecord(record);
        expect(written.endsWith('\n')).toBe(true);
        expect(parseDsrRecord(written.slice(0, -1))).toEqual(record);
      }),
      { numRuns: 5_000 },
    );
  });

  test('without a value are empty, and keep their place beside those with one', () => {
    expect(dsrRecord([null, [], [null, null], ['A', null, 'B'], [null, 'I']])).toBe('\t\t\tA||B\t|I\n');
  });
});

const reported = (one: DsrLine['line'], more: Partial<DsrLine> = {}): DsrLine => ({
  line: one,
  kind: 'PER_PLAY',
  netRevenueMicros: 61_270n,
  resource: {
    resourceId: 'rec',
    title: 'Slow Tide',
    subTitle: null,
    artist: ARTIST,
    durationMs: 148_400,
    iswc: 'T0345246801',
    composerAuthors: [
      { name: 'Ada', partyId: 'IPI::00000000199' },
      { name: 'Bo', partyId: null },
    ],
    arrangers: [],
    publishers: [{ name: 'Moss Music', partyId: null }],
    contributors: [],
  },
  releaseUrl: 'https://flipside.example/r/ABCDEFGH',
  ...more,
});

const report = (...lines: readonly DsrLine[][]): DsrExport => ({
  head: head(),
  sender: { dpid: 'PADPIDA2014120301X', name: 'flipside.example' },
  recipient: { name: 'Low_Lamp Records', partyId: 'ISNI::000000012146438X', dpid: null },
  statementId: '0190a000-0000-7000-8000-000000000001',
  createdAt: '2026-12-01T00:05:06.789Z',
  contexts: [
    { territory: 'NL', side: 'MASTER', kind: 'PER_PLAY', plays: 10n, amountMicros: 3_250_000n },
    { territory: 'FR', side: 'COMPOSITION', kind: 'PRO_RATA', plays: 10n, amountMicros: 500_000n },
  ],
  lines: batches(...lines),
});
const sample = (): DsrExport =>
  report(
    [reported(line(0, 3_000_000n))],
    [
      reported(
        line(1, 500_000n, {
          side: 'COMPOSITION',
          subjectId: 'work',
          territory: 'FR' as Territory,
          originalPeriod: '2026-02',
        }),
        { kind: 'PRO_RATA', netRevenueMicros: null },
      ),
    ],
    [reported(heldLine)],
  );
const records = async (profile: DsrProfile) =>
  (await textOf(statementDsr(sample(), profile))).trimEnd().split('\n').map(parseDsrRecord);

describe('a sales report', () => {
  test('has the records of the design in their order, each with all its cells', async () => {
    const found = await records('ugc');
    const block = ['AS02.01 21', 'RU02 7', 'SU03.01 9', 'LI01.01 10'];
    expect(found.map((cells) => `${cells[0]!.join('|')} ${cells.length}`)).toEqual([
      ...['HEAD 16', 'SY07 18', 'SY07 18'],
      ...[...block, ...block, ...block],
      'FOOT 6',
    ]);
    expect(found.at(-1)!.map(([cell]) => cell)).toEqual(['FOOT', '16', '16', '2', '3', '3']);
  });

  test.each([
    ['royalty', 'RoyaltyReporting', '1.0.1', 'OnDemandStream'],
    ['ugc', 'UgcProfile', '1.2', 'UserMakeAvailableUserProvided'],
  ] as const)('of the profile %s says so', async (profile, name, version, useType) => {
    const [first, summary] = await records(profile);
    expect(first!.map((cell) => cell.join('|'))).toEqual([
      ...['HEAD', 'dsrf/30', name, version, `0190a000-0000-7000-8000-000000000001-${profile}`],
      ...['2026-12-01T00:05:06Z', '1', '1', '2026-11-01', '2026-11-30'],
      ...['PADPIDA2014120301X', 'flipside.example', 'Flipside', '', 'Low_Lamp Records', ''],
    ]);
    expect(summary!.map((cell) => cell.join('|'))).toEqual([
      ...['SY07', '1', '', '', 'FreeOfChargeModel', useType, 'NL', 'MakeAvailableRight', 'Flipside', '10'],
      ...['', 'EUR', '', 'Low_Lamp Records', 'ISNI::000000012146438X', '', '3.250000', '3.250000'],
    ]);
  });

  test('describes recording, work, flip, use and share of each line', async () => {
    const found = (await records('royalty')).map((cells) => cells.map((cell) => cell.join('|')));
    const work = [...['Ada|Bo', 'IPI::00000000199|'], ...['', '', 'Moss Music', '', '', '']];
    expect(found[7]).toEqual([
      ...['AS02.01', '2', '1', 'rec', 'USSM19803037', 'Slow Tide', '', 'Björk|Arca', ARTIST.partyId],
      ...['PT2M28S', 'SoundRecording', 'T0345246801', ...work, 'work'],
    ]);
    expect(found[8]).toEqual([
      'RU02',
      '2',
      '2',
      HASH,
      'Slow "Tide", Other Shore',
      'https://flipside.example/r/ABCDEFGH',
      '10',
    ]);
    const id = '0190a000-0000-7000-8000-000000000001-2';
    expect(found[9]).toEqual(['SU03.01', '2', id, '', HASH, '10', '', '2026-02-01', '2026-02-28']);
    expect(found[10]).toEqual([
      ...['LI01.01', '2', '2', 'Low_Lamp Records', 'ISNI::000000012146438X', 'work', '62.5'],
      ...['MechanicalRight', '0.500000', '0.500000'],
    ]);
    expect(found[5]!.slice(5)).toEqual(['10', '0.061270', '', '']);
  });

  test('allocates held money, and says that nothing of it is due', async () => {
    const licensors = (await records('royalty')).filter((cells) => cells[0]?.[0] === 'LI01.01');
    const sums = [8, 9].map((index) =>
      licensors.reduce((sum, cells) => sum + microsOfDecimal(cells[index]![0]!), 0n),
    );
    expect(sums).toEqual([3_750_000n, 3_500_000n]);
    expect(licensors.at(-1)!.slice(8)).toEqual([['0.250000'], ['0.000000']]);
  });

  test('is not made with a line that no summary covers', async () => {
    const stray = report([reported(line(0, 1n, { territory: 'XK' as Territory }))]);
    await expect(textOf(statementDsr(stray, 'ugc'))).rejects.toThrow('block 1 has no summary');
  });

  test('is named by the convention, without underscore or space in its elements', () => {
    const { contexts, ...rest } = sample();
    const end = 'PADPIDA2014120301X_Flipside_2026-11';
    expect(dsrFileName({ ...rest, contexts })).toBe(
      `DSR_Low-Lamp-Records_${end}_WW_1of1_20261201T000506.tsv`,
    );
    const recipient = { ...rest.recipient, dpid: 'PADPIDA2020010101Z' };
    expect(dsrFileName({ ...rest, recipient, contexts: contexts.slice(0, 1) })).toBe(
      `DSR_PADPIDA2020010101Z_${end}_NL_1of1_20261201T000506.tsv`,
    );
    for (const [name, element] of [
      ['लता & संगीत', 'लता-संगीत'],
      ['🎧', 'Party'],
    ] as const)
      expect(dsrFileName({ ...rest, recipient: { ...rest.recipient, name }, contexts })).toBe(
        `DSR_${element}_${end}_WW_1of1_20261201T000506.tsv`,
      );
  });
});
