import 'reflect-metadata';
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { accounts, journalEntry, micros, microsOfDecimal, parseDsrRecord } from '@flipside/royalty';
import type { Currency } from '@flipside/royalty';
import { parse } from 'csv-parse/sync';
import { extractText, getDocumentProxy } from 'unpdf';
import { createTestDatabase } from '../../../../../test/support/database.ts';
import type { TestDatabase } from '../../../../../test/support/database.ts';
import { Device, startWorld } from '../../../../../test/support/played-world.ts';
import type { ClockedWorld, TestRecipe, TestRecording } from '../../../../../test/support/played-world.ts';
import { Principal } from '../../platform/auth/principal.ts';
import { newId } from '../../platform/ids/ids.ts';
import { DisputeService, DisputeSettlementService } from '../disputes/index.ts';
import { PlayGrantService, PlayService } from '../plays/index.ts';
import {
  HeldService,
  PeriodCloseService,
  PeriodService,
  RoyaltyModule,
  StatementExportService,
  StatementService,
} from './index.ts';
import type { ExportFile, StatementSummary } from './index.ts';
import { LedgerRepository } from './ledger.repository.ts';

/*
 * One period in every format: what each file says is read back and compared with the ledger, to the last unit.
 * The file of a payout run (pain.001) belongs here too: `paid` of the statements of a period is what its runs paid.
 */

const ORIGIN = { ip: '192.0.2.1', proxyHeaders: null };
const OPERATOR = new Principal({ userId: newId(), operator: true });
const SAYS = { text: 'So decided.', evidence: [] };
let testDatabase: TestDatabase;
let world: ClockedWorld;
let recording: TestRecording;
let disputed: TestRecording;
let both: TestRecipe;
let single: TestRecipe;
let disputeId: string;
const statements = new Map<string, StatementSummary>();

async function play(recipe: TestRecipe, territory: string, times: number): Promise<() => Promise<void>> {
  const start = world.clock.now();
  const receipts = await Promise.all(
    Array.from({ length: times }, async () => {
      const device = new Device();
      const grant = await world.app
        .get(PlayGrantService)
        .issue(null, { recipe: recipe.hash, device: device.did }, ORIGIN);
      // Where a listener is was fixed when the play was granted; here it is chosen by the test.
      await world.database.pool.query('UPDATE play_grant SET territory = $2 WHERE id = $1', [
        grant.id,
        territory,
      ]);
      return device.receipt(grant, start);
    }),
  );
  world.clock.advance(31_000);
  return async () => {
    const results = await world.app.get(PlayService).submit(null, receipts, ORIGIN);
    expect(results.map(({ status }) => status)).toEqual(receipts.map(() => 'counted'));
  };
}

const playNow = async (recipe: TestRecipe, territory: string, times: number): Promise<void> =>
  (await play(recipe, territory, times))();

async function close(period: string): Promise<void> {
  await world.app.get(PeriodService).close(OPERATOR, period);
  await world.app.get(PeriodCloseService).run(period);
}

/** Whatever else moves a balance, each with an amount of its own. */
async function bookEveryKind(partyId: string): Promise<void> {
  const payable = accounts.payable(partyId);
  const moved = [
    ['ADJUSTMENT', accounts.funding, 1_000_003n],
    ['RECOUPMENT', accounts.recoup('advance-1'), -200_005n],
    ['WITHHOLDING', accounts.tax('GB'), -30_007n],
    ['PAYOUT', accounts.paid(partyId), -400_011n],
  ] as const;
  for (const [kind, counter, amount] of moved) {
    const entry = journalEntry(kind, `=${kind}, "2026-11"`, 'EUR' as Currency, [
      { account: payable, amountMicros: micros(amount) },
      { account: counter, amountMicros: micros(-amount) },
    ]);
    await world.database.transaction((tx) =>
      world.app.get(LedgerRepository).append(tx, entry, '2026-11', world.clock.now()),
    );
  }
}

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  world = await startWorld(testDatabase.url, new Date('2026-10-10T12:00:00Z'), [RoyaltyModule], {
    DPID: 'PADPIDA2014120301X',
  });
  await world.tariff(1);
  recording = await world.recording([333_333, 666_667]);
  disputed = await world.recording([600_000, 400_000]);
  await world.database.pool.query(
    `UPDATE recording SET title = 'Ночь|"Übers\\Meer", =1+1', artist = 'Σωκράτης' WHERE id = $1`,
    [recording.id],
  );
  both = await world.recipe([
    { recording, usageMs: 60_000 },
    { recording: disputed, usageMs: 30_001 },
  ]);
  single = await world.recipe([{ recording, usageMs: 45_000 }]);
  await playNow(both, 'GB', 3);
  const late = await play(single, 'FR', 2);
  const shares = await world.database.prisma.share.findMany({
    where: { recordingId: disputed.id },
    orderBy: { ppm: 'desc' },
  });
  const [large, small] = shares;
  const principal = new Principal({
    userId: newId(),
    memberships: [{ partyId: large!.partyId, role: 'OWNER' }],
  });
  const dispute = await world.app.get(DisputeService).open(principal, {
    subject: { kind: 'RECORDING', id: disputed.id },
    ...{ partyId: large!.partyId, shareIds: [small!.id], ...SAYS },
  });
  disputeId = dispute.id;
  await close('2026-10');
  await world.app.get(DisputeSettlementService).settle(OPERATOR, disputeId, {
    revision: 1,
    parts: [
      [
        { partyId: large!.partyId, role: 'LABEL', ppm: 100_000 },
        { partyId: small!.partyId, role: 'LABEL', ppm: 300_000 },
      ],
    ],
    ...SAYS,
  });
  await world.app.get(HeldService).release(disputeId);
  world.clock.set(new Date('2026-11-10T12:00:00Z'));
  await late();
  await playNow(both, 'DE', 7);
  await playNow(single, 'GB', 5);
  await bookEveryKind(recording.artist);
  await close('2026-11');
  const { items } = await world.app
    .get(StatementService)
    .list(OPERATOR, { party: null, after: null, limit: 100 });
  for (const item of items) statements.set(item.id, item);
}, 120_000);
afterAll(async () => {
  await world.stop();
  await testDatabase.drop();
});

const exports = () => world.app.get(StatementExportService);
async function bytesOf(file: Promise<ExportFile>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of (await file).chunks) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}
const textOf = async (file: Promise<ExportFile>): Promise<string> => (await bytesOf(file)).toString();

/** What each format must say of a statement. */
interface Figures {
  opening: bigint;
  earned: bigint;
  released: bigint;
  held: bigint;
  adjusted: bigint;
  recouped: bigint;
  withheld: bigint;
  paid: bigint;
  closing: bigint;
}

/** From journal and allocation alone. */
async function inLedger({ partyId, period }: StatementSummary): Promise<Figures> {
  const { rows } = await world.database.pool.query<Record<keyof Figures, string>>(
    `WITH moved AS (
       SELECT e.kind::text, e.period_id AS period, o.amount_micros AS amount
       FROM posting o JOIN journal_entry e ON e.id = o.entry_id WHERE o.account = 'payable:' || $1::text
     )
     SELECT coalesce(sum(amount) FILTER (WHERE period < $2), 0)::text AS opening,
       coalesce(sum(amount) FILTER (WHERE period = $2 AND kind = 'CLOSE'), 0)::text AS earned,
       coalesce(sum(amount) FILTER (WHERE period = $2 AND kind = 'RELEASE'), 0)::text AS released,
       coalesce(sum(amount) FILTER (WHERE period = $2 AND kind = 'ADJUSTMENT'), 0)::text AS adjusted,
       coalesce(sum(amount) FILTER (WHERE period = $2 AND kind = 'RECOUPMENT'), 0)::text AS recouped,
       coalesce(sum(amount) FILTER (WHERE period = $2 AND kind = 'WITHHOLDING'), 0)::text AS withheld,
       coalesce(sum(amount) FILTER (WHERE period = $2 AND kind LIKE 'PAYOUT%'), 0)::text AS paid,
       coalesce(sum(amount) FILTER (WHERE period <= $2), 0)::text AS closing,
       (SELECT coalesce(sum(amount_micros), 0)::text FROM allocation_line
         WHERE period_id = $2 AND party_id = $1::uuid AND basis = 'DISPUTED') AS held
     FROM moved`,
    [partyId, period],
  );
  return Object.fromEntries(
    Object.entries(rows[0]!).map(([name, text]) => [name, BigInt(text)]),
  ) as unknown as Figures;
}

interface DocumentJson {
  openingMicros: string;
  earnedMicros: string;
  heldMicros: string;
  closingMicros: string;
  lines: { amountMicros: string }[];
  lateLines: { amountMicros: string }[];
  held: { amountMicros: string }[];
  released: { amountMicros: string }[];
  adjustments: { amountMicros: string }[];
  recoupment: { amountMicros: string }[];
  withholding: { amountMicros: string }[];
  paid: { amountMicros: string }[];
}
const total = (all: readonly { amountMicros: string }[]): bigint =>
  all.reduce((sum, { amountMicros }) => sum + BigInt(amountMicros), 0n);

async function inJson(id: string): Promise<Figures> {
  const json = JSON.parse(
    await textOf(world.app.get(StatementService).document(OPERATOR, id)),
  ) as DocumentJson;
  expect(total([...json.lines, ...json.lateLines])).toBe(BigInt(json.earnedMicros));
  expect(total(json.held)).toBe(BigInt(json.heldMicros));
  return {
    opening: BigInt(json.openingMicros),
    earned: total([...json.lines, ...json.lateLines]),
    released: total(json.released),
    held: total(json.held),
    adjusted: total(json.adjustments),
    recouped: total(json.recoupment),
    withheld: total(json.withholding),
    paid: total(json.paid),
    closing: BigInt(json.closingMicros),
  };
}

async function inCsv(id: string): Promise<Figures> {
  const rows = parse<Record<string, string>>(await textOf(exports().csv(OPERATOR, id)), {
    columns: true,
    bom: true,
  });
  const sum = (column: string, ...kinds: string[]): bigint =>
    rows
      .filter(({ row }) => kinds.length === 0 || kinds.includes(row!))
      .reduce((all, row) => all + (row[column] === '' ? 0n : microsOfDecimal(row[column]!)), 0n);
  expect(sum('amount')).toBe(sum('balance', 'CLOSING'));
  return {
    opening: sum('amount', 'OPENING'),
    earned: sum('amount', 'LINE', 'LATE_LINE'),
    released: sum('amount', 'RELEASED'),
    held: sum('held'),
    adjusted: sum('amount', 'ADJUSTMENT'),
    recouped: sum('amount', 'RECOUPMENT'),
    withheld: sum('amount', 'WITHHOLDING'),
    paid: sum('amount', 'PAID'),
    closing: sum('balance'),
  };
}

async function inDsr(id: string, profile: 'royalty' | 'ugc'): Promise<Pick<Figures, 'earned' | 'held'>> {
  const text = await textOf(exports().dsr(OPERATOR, id, profile));
  const records = text.trimEnd().split('\n').map(parseDsrRecord);
  const sum = (type: string, cell: number): bigint =>
    records
      .filter((cells) => cells[0]?.[0] === type)
      .reduce((all, cells) => all + microsOfDecimal(cells[cell]![0]!), 0n);
  const count = (type: string) => String(records.filter((cells) => cells[0]?.[0] === type).length);
  const length = String(records.length);
  expect(records.at(-1)).toEqual(
    ['FOOT', length, length, count('SY07'), count('LI01.01'), count('LI01.01')].map((cell) => [cell]),
  );
  const earned = sum('LI01.01', 9);
  const allocated = sum('LI01.01', 8);
  expect([sum('SY07', 16), sum('SY07', 17)]).toEqual([allocated, allocated]);
  return { earned, held: allocated - earned };
}

async function pdfText(id: string): Promise<{ text: string; pages: number }> {
  const bytes = await bytesOf(exports().pdf(OPERATOR, id));
  const { text, totalPages } = await extractText(await getDocumentProxy(new Uint8Array(bytes)), {
    mergePages: true,
  });
  return { text, pages: totalPages };
}

async function inPdf(id: string): Promise<Figures> {
  const { text } = await pdfText(id);
  const after = (words: string): bigint => {
    const [, amount] = new RegExp(`${words}\\s+(-?[\\d,]+\\.\\d{6})`).exec(text) ?? [];
    return amount === undefined ? 0n : microsOfDecimal(amount.replaceAll(',', ''));
  };
  return {
    opening: after('Balance before'),
    earned: after('Earned'),
    released: after('Released from disputes'),
    held: after('Held for disputes, no part of the balance'),
    adjusted: after('Adjustments'),
    recouped: after('Recouped'),
    withheld: after('Tax withheld'),
    paid: after('Paid out'),
    closing: after('Balance after'),
  };
}

describe('one period in every format', () => {
  test('JSON, CSV, both sales reports and PDF agree with each other and with the ledger', async () => {
    expect(statements.size).toBeGreaterThan(10);
    const seen = new Map<string, bigint>();
    for (const statement of statements.values()) {
      const { id } = statement;
      const figures = await inLedger(statement);
      expect({ id, json: await inJson(id) }).toEqual({ id, json: figures });
      expect({ id, csv: await inCsv(id) }).toEqual({ id, csv: figures });
      expect({ id, pdf: await inPdf(id) }).toEqual({ id, pdf: figures });
      const { earned, held } = figures;
      expect({ id, dsr: await inDsr(id, 'royalty') }).toEqual({ id, dsr: { earned, held } });
      expect({ id, dsr: await inDsr(id, 'ugc') }).toEqual({ id, dsr: { earned, held } });
      for (const [name, amount] of Object.entries(figures) as [string, bigint][])
        seen.set(name, (seen.get(name) ?? 0n) + amount);
    }
    // All of it is exercised: balances carried over, money held and released, every kind of movement.
    expect([...seen].filter(([, amount]) => amount === 0n)).toEqual([]);
  }, 60_000);

  test('the plays of a sales report are counted once for each right, as many as were counted', async () => {
    const statement = [...statements.values()].find(
      ({ partyId, period }) => partyId === both.remixerParty && period === '2026-11',
    )!;
    const text = await textOf(exports().dsr(OPERATOR, statement.id, 'ugc'));
    const summaries = text.split('\n').filter((record) => record.startsWith('SY07'));
    expect(summaries.map((record) => record.split('\t').slice(6, 10))).toEqual([
      ['DE', 'MakeAvailableRight', 'Flipside', '7'],
    ]);
  });

  test('a late play names its month, and names are written as they are in every script', async () => {
    const statement = [...statements.values()].find(
      ({ partyId, period }) => partyId === recording.artist && period === '2026-11',
    )!;
    const csv = await textOf(exports().csv(OPERATOR, statement.id));
    const rows = parse<Record<string, string>>(csv, { columns: true, bom: true });
    expect(rows.filter(({ row }) => row === 'LATE_LINE')).toMatchObject([
      {
        original_period: '2026-10',
        territory: 'FR',
        plays: '2',
        source_title: 'Ночь|"Übers\\Meer", =1+1',
        usage_share_percent: '100',
        party_share_percent: '33.3333',
      },
    ]);
    const dsr = (await textOf(exports().dsr(OPERATOR, statement.id, 'royalty')))
      .trimEnd()
      .split('\n')
      .map(parseDsrRecord);
    const resources = dsr.filter((cells) => cells[0]?.[0] === 'AS02.01');
    expect(resources.map((cells) => [cells[4], cells[5], cells[7]])).toContainEqual([
      [recording.isrc],
      ['Ночь|"Übers\\Meer", =1+1'],
      ['Σωκράτης'],
    ]);
    expect(dsr.filter((cells) => cells[0]?.[0] === 'SU03.01').map((cells) => cells.slice(7))).toContainEqual([
      ['2026-10-01'],
      ['2026-10-31'],
    ]);
    const { text } = await pdfText(statement.id);
    expect(text).toContain('Ночь|"Übers');
    expect(text).toContain('November 2026 statement');
  });

  test('the same statement is the same bytes, whenever it is asked for', async () => {
    const [{ id } = { id: '' }] = statements.values();
    const hash = async (file: Promise<ExportFile>) =>
      createHash('sha256')
        .update(await bytesOf(file))
        .digest('hex');
    const all = async () => [
      await hash(exports().csv(OPERATOR, id)),
      await hash(exports().pdf(OPERATOR, id)),
      await hash(exports().dsr(OPERATOR, id, 'ugc')),
    ];
    const first = await all();
    world.clock.advance(3_600_000);
    expect(await all()).toEqual(first);
  });
});
