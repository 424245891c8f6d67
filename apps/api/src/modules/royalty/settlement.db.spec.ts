import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { countPlays } from '../../../../../test/support/counted-plays.ts';
import { createTestDatabase } from '../../../../../test/support/database.ts';
import type { TestDatabase } from '../../../../../test/support/database.ts';
import { startWorld } from '../../../../../test/support/played-world.ts';
import type { ClockedWorld, TestRecipe, TestRecording } from '../../../../../test/support/played-world.ts';
import { Principal } from '../../platform/auth/principal.ts';
import { newId } from '../../platform/ids/ids.ts';
import {
  AuditRepository,
  BookkeepingService,
  PeriodCloseService,
  PeriodService,
  RoyaltyModule,
  SuspenseService,
} from './index.ts';

const OPERATOR = new Principal({ userId: '0190a000-0000-7000-8000-00000000000a', operator: true });
const EVIDENCE = 'Contract of 1 March 2026';
let testDatabase: TestDatabase;
let world: ClockedWorld;
let recording: TestRecording;
let recipe: TestRecipe;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  world = await startWorld(testDatabase.url, new Date('2026-01-10T12:00:00Z'), [RoyaltyModule]);
  // 10 plays give 100,000: half of it to the master.
  await world.tariff(1, { perPlayMicros: 10_000n, masterPpm: 5e5, compositionPpm: 2e5, remixerPpm: 2e5 });
  recording = await world.recording([600_000]);
  await world.database.prisma.share.updateMany({
    where: { recordingId: recording.id },
    data: { ppm: 1_000_000 },
  });
  recipe = await world.recipe([{ recording, usageMs: 60_000 }]);
  await world.database.prisma.share.updateMany({
    where: { recordingId: recording.id },
    data: { ppm: 600_000 },
  });
  await world.app.get(PeriodService).list(OPERATOR);
});
afterAll(async () => {
  await world.stop();
  await testDatabase.drop();
});

const books = () => world.app.get(BookkeepingService);
/** The payment that was booked by hand has no run, which the rules of payouts name. */
const BY_HAND = [
  'paid money is the payments that did not come back',
  'every payment is booked as it was sent',
];
const findings = async () =>
  (await world.app.get(AuditRepository).findings()).filter(({ rule }) => !BY_HAND.includes(rule));

async function close(times = 10): Promise<string> {
  const { id } = await world.database.prisma.period.findFirstOrThrow({ where: { state: 'OPEN' } });
  if (times > 0) await countPlays(world, { recipe: recipe.hash, territory: 'FR', period: id, times });
  await world.app.get(PeriodService).close(OPERATOR, id);
  world.clock.advance(1_000);
  await world.app.get(PeriodCloseService).run(id);
  await world.app.get(PeriodCloseService).run(id);
  expect(await findings()).toEqual([]);
  return id;
}

async function balance(account: string): Promise<bigint> {
  const { rows } = await world.database.pool.query<{ sum: string }>(
    'SELECT coalesce(sum(amount_micros), 0)::text AS sum FROM posting WHERE account = $1',
    [account],
  );
  return BigInt(rows[0]?.sum ?? 0);
}
const payable = (party: string) => balance(`payable:${party}`);

interface StatementDocument {
  released: { reference: string; amountMicros: string }[];
  adjustments: { reference: string; amountMicros: string }[];
  recoupment: { reference: string; amountMicros: string }[];
  withholding: { reference: string; amountMicros: string }[];
  closingMicros: string;
}
async function statement(partyId: string, periodId: string): Promise<StatementDocument> {
  const found = await world.database.prisma.statement.findFirstOrThrow({ where: { partyId, periodId } });
  return found.document as unknown as StatementDocument;
}

describe('money without an owner', () => {
  const release = async () =>
    await world.app
      .get(SuspenseService)
      .release({ recordingIds: [recording.id], workIds: [recording.workId] });
  const claim = async (party: string, ppm: number, more: object = {}) =>
    await world.database.prisma.share.create({
      data: {
        ...{ id: newId(), side: 'MASTER', partyId: party, role: 'LABEL', ppm, recordingId: recording.id },
        ...{ territories: ['WW'], excludeTerritories: [], source: 'test', ...more },
      },
    });
  const suspense = () => balance(`suspense:recording:${recording.id}`);

  test('waits, and goes to whom it turns out to belong to, once, and bit by bit', async () => {
    await close();
    await close();
    expect(await payable(recording.artist)).toBe(60_000n);
    expect(await suspense()).toBe(40_000n);
    await release();
    expect(await suspense()).toBe(40_000n);
    const [label, heir] = [await world.party('Label'), await world.party('Heir')];
    // In another country it would be another matter.
    await claim(heir, 400_000, { territories: ['US'] });
    await release();
    expect(await suspense()).toBe(40_000n);
    await claim(label, 300_000);
    await Promise.all([release(), release()]);
    await release();
    expect([await payable(label), await payable(recording.artist), await suspense()]).toEqual([
      30_000n,
      60_000n,
      10_000n,
    ]);
    await claim(heir, 100_000);
    await release();
    await release();
    expect([await payable(label), await payable(heir), await suspense()]).toEqual([30_000n, 10_000n, 0n]);
    expect(await findings()).toEqual([]);
    const period = await close(0);
    const { released, closingMicros } = await statement(label, period);
    expect(released.map(({ amountMicros }) => amountMicros)).toEqual(['15000', '15000']);
    expect(released[0]?.reference).toBe(`suspense/${recording.id}/2026-01/EUR/standard@1#1`);
    expect(closingMicros).toBe('30000');
  });

  test('that more than a whole claims goes nowhere', async () => {
    await world.database.pool.query(`DELETE FROM share WHERE recording_id = $1 AND party_id <> $2`, [
      recording.id,
      recording.artist,
    ]);
    await close();
    expect(await suspense()).toBe(20_000n);
    await claim(await world.party('Greedy'), 900_000);
    await release();
    expect(await suspense()).toBe(20_000n);
    await world.database.pool.query(`DELETE FROM share WHERE ppm = 900000`);
  });

  test('that an operator has moved on is not given a second time', async () => {
    const right = await world.party('Right');
    await books().adjust(OPERATOR, {
      ...{
        party: recording.artist,
        currency: 'EUR',
        amountMicros: '15000',
        reference: 'found',
        reason: 'A will',
      },
      against: `suspense:recording:${recording.id}`,
    });
    await claim(right, 400_000);
    await release();
    await release();
    expect([await payable(right), await suspense()]).toEqual([5_000n, 0n]);
  });
});

describe('what comes off', () => {
  test('tax on what the period gave, then the oldest advance first, and the statement says so', async () => {
    const party = recording.writer;
    const before = await payable(party);
    const draft = { party, currency: 'EUR', reference: 'A-1', evidence: EVIDENCE };
    await books().addAdvance(OPERATOR, { ...draft, amountMicros: '25000' });
    await books().addAdvance(OPERATOR, { ...draft, amountMicros: String(10n ** 9n), reference: 'A-2' });
    const rate = { party, jurisdiction: 'FR', evidence: EVIDENCE };
    await books().addWithholding(OPERATOR, { ...rate, ppm: 300_000, validFrom: '2025-01-01T00:00:00.000Z' });
    await books().addWithholding(OPERATOR, { ...rate, ppm: 150_001, validFrom: '2026-01-01T00:00:00.000Z' });
    await books().addWithholding(OPERATOR, { ...rate, ppm: 900_000, validFrom: '2126-01-01T00:00:00.000Z' });
    // More than a whole could not be withheld: no close of it would ever come to its end.
    const other = { ...rate, jurisdiction: 'US', ppm: 100_001 };
    for (const validFrom of ['2026-06-01T00:00:00.000Z', '2130-01-01T00:00:00.000Z'])
      await expect(books().addWithholding(OPERATOR, { ...other, validFrom })).rejects.toMatchObject({
        errors: [{ pointer: '/ppm' }],
      });
    await Promise.allSettled(
      ['GB', 'DE'].map(async (jurisdiction) => {
        const validFrom = '2140-01-01T00:00:00.000Z';
        await books().addWithholding(OPERATOR, { ...rate, jurisdiction, ppm: 100_000, validFrom });
      }),
    );
    const { items: rates } = await books().withholdings(OPERATOR, { after: null, limit: 10, party });
    expect(rates.filter(({ jurisdiction }) => jurisdiction !== 'FR')).toHaveLength(1);
    const period = await close();
    // 20,000 of it: 3,000.02 are tax.
    expect(await balance('tax:FR')).toBe(3_000n);
    const { items } = await books().advances(OPERATOR, { after: null, limit: 10 });
    expect(items.map(({ reference, recoupedMicros }) => [reference, BigInt(recoupedMicros)])).toEqual([
      ['A-2', before + 17_000n - 25_000n],
      ['A-1', 25_000n],
    ]);
    expect(await payable(party)).toBe(0n);
    const { withholding, recoupment, closingMicros } = await statement(party, period);
    expect(withholding).toEqual([{ reference: `${period}/EUR/${party}/FR`, amountMicros: '-3000' }]);
    expect(recoupment.map(({ amountMicros }) => BigInt(amountMicros)).sort()).toEqual(
      [-25_000n, 25_000n - before - 17_000n].sort(),
    );
    expect(closingMicros).toBe('0');
  });

  test('a debt that voided plays left is carried, and made up for by what comes next', async () => {
    const party = recipe.remixerParty;
    const owed = await payable(party);
    const { id } = await world.database.prisma.period.findFirstOrThrow({ where: { state: 'OPEN' } });
    // As if it had been paid out, and more came off since.
    await world.database.pool.query(
      `WITH e AS (INSERT INTO journal_entry (id, kind, reference, currency, period_id, created_at)
         VALUES (gen_random_uuid(), 'PAYOUT', 'p1', 'EUR', $1, now()) RETURNING id)
       INSERT INTO posting SELECT id, p, a, v FROM e, (VALUES (0, $2, -$4::bigint), (1, $3, $4::bigint)) AS o (p, a, v)`,
      [id, `payable:${party}`, `paid:${party}`, String(owed + 30_000n)],
    );
    await close();
    expect([await payable(party), await balance(`recoup:overpaid-${party}`)]).toEqual([0n, -10_000n]);
    const period = await close();
    expect([await payable(party), await balance(`recoup:overpaid-${party}`)]).toEqual([10_000n, 0n]);
    const { recoupment } = await statement(party, period);
    expect(recoupment).toEqual([{ reference: `${period}/EUR/${party}/overpaid`, amountMicros: '-10000' }]);
  });

  test('what a party owes follows it into the one that takes its place', async () => {
    const [gone, left] = [await world.party('Gone'), recording.writer];
    const heir = await world.party('The same under another name');
    const { prisma, pool } = world.database;
    const advanced = async () =>
      BigInt((await books().advances(OPERATOR, { after: null, limit: 1 })).items[0]!.recoupedMicros);
    // Of voided plays that were paid out, and of an advance.
    await pool.query(
      `WITH e AS (INSERT INTO journal_entry (id, kind, reference, currency, period_id, created_at)
         SELECT uuidv7(), 'RECOUPMENT', 'debt', 'EUR', id, now() FROM period WHERE state = 'OPEN' RETURNING id)
       INSERT INTO posting SELECT id, p, a, v FROM e, (VALUES (0, $1, -5000::bigint), (1, 'platform', 5000::bigint)) AS o (p, a, v)`,
      [`recoup:overpaid-${gone}`],
    );
    const before = await advanced();
    await prisma.share.updateMany({ where: { partyId: left }, data: { partyId: heir } });
    await prisma.party.updateMany({ where: { id: { in: [gone, left] } }, data: { mergedIntoId: heir } });
    await close();
    // The heir's 20,000 of the composition: 5,000 for the debt, the rest for the advance.
    expect(await balance(`recoup:overpaid-${gone}`)).toBe(0n);
    expect([await payable(heir), (await advanced()) - before]).toEqual([0n, 15_000n]);
    await prisma.party.updateMany({ where: { id: { in: [gone, left] } }, data: { mergedIntoId: null } });
    await prisma.share.updateMany({ where: { partyId: heir }, data: { partyId: left } });
  });
});

describe('an entry by hand', () => {
  const adjustment = (more: object) => ({
    ...{ party: recording.artist, currency: 'EUR', amountMicros: '500', against: 'platform' },
    ...{ reference: newId(), reason: 'Goodwill', ...more },
  });

  test('is an operator’s, balanced, covered, and booked once', async () => {
    const member = new Principal({ userId: OPERATOR.userId });
    await expect(books().adjust(member, adjustment({}))).rejects.toMatchObject({ code: 'forbidden' });
    await expect(books().reverse(member, newId(), 'x')).rejects.toMatchObject({ code: 'forbidden' });
    await expect(books().entries(member, { after: null, limit: 1 })).rejects.toMatchObject({
      code: 'forbidden',
    });
    for (const [more, pointer] of [
      [{ against: 'funding' }, '/against'],
      [{ against: 'nonsense' }, '/against'],
      [{ against: `payable:${newId()}` }, '/against'],
      [{ party: newId() }, '/party'],
      [{ currency: 'XXQ' }, '/currency'],
    ] as const)
      await expect(books().adjust(OPERATOR, adjustment(more))).rejects.toMatchObject({
        errors: [{ pointer }],
      });
    const before = await payable(recording.artist);
    const once = adjustment({});
    await books().adjust(OPERATOR, once);
    await expect(books().adjust(OPERATOR, once)).rejects.toMatchObject({ code: 'already_exists' });
    expect(await payable(recording.artist)).toBe(before + 500n);
    const tooMuch = String(-(before + 501n));
    await expect(books().adjust(OPERATOR, adjustment({ amountMicros: tooMuch }))).rejects.toMatchObject({
      code: 'conflict',
    });
    const empty = { against: 'suspense:recording:nothing', amountMicros: '1' };
    await expect(books().adjust(OPERATOR, adjustment(empty))).rejects.toMatchObject({ code: 'conflict' });
    await books().adjust(OPERATOR, adjustment({ amountMicros: '-1', against: 'suspense:recording:nothing' }));
    await books().adjust(OPERATOR, adjustment(empty));
  });

  test('is undone once by a reversal, with the reason', async () => {
    const before = await payable(recording.artist);
    const { items } = await books().adjust(OPERATOR, adjustment({ amountMicros: '700' }));
    const [entry] = await books()
      .reverse(OPERATOR, items[0]!.id, 'Meant for somebody else')
      .then((page) => page.items);
    expect(entry).toMatchObject({
      kind: 'REVERSAL',
      reference: `ADJUSTMENT/${items[0]!.reference}`,
      reason: 'Meant for somebody else',
    });
    await expect(books().reverse(OPERATOR, items[0]!.id, 'again')).rejects.toMatchObject({
      code: 'already_exists',
    });
    await expect(books().reverse(OPERATOR, newId(), 'what?')).rejects.toMatchObject({ code: 'not_found' });
    const fund = await world.database.prisma.journalEntry.findFirstOrThrow({ where: { kind: 'CLOSE' } });
    await expect(books().reverse(OPERATOR, fund.id, 'no')).rejects.toMatchObject({ code: 'conflict' });
    expect(await payable(recording.artist)).toBe(before);
    const period = await close(0);
    const { adjustments } = await statement(recording.artist, period);
    expect(adjustments.map(({ amountMicros }) => BigInt(amountMicros)).reduce((a, b) => a + b)).toBe(500n);
    const [page, rest] = [
      await books().entries(OPERATOR, { after: null, limit: 2 }),
      await books().entries(OPERATOR, { after: entry!.id, limit: 100 }),
    ];
    expect(page.items[0]).toMatchObject({ id: entry!.id });
    expect(rest.items[0]).toMatchObject({ id: items[0]!.id, isReversed: true, reason: 'Goodwill' });
  });
});
