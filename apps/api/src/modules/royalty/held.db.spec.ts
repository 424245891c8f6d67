import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createTestDatabase } from '../../../../../test/support/database.ts';
import type { TestDatabase } from '../../../../../test/support/database.ts';
import { Device, startWorld } from '../../../../../test/support/played-world.ts';
import type { ClockedWorld, TestRecipe, TestRecording } from '../../../../../test/support/played-world.ts';
import { Principal } from '../../platform/auth/principal.ts';
import { newId } from '../../platform/ids/ids.ts';
import {
  DisputeAnswerService,
  DisputeDetectionService,
  DisputeService,
  DisputeSettlementService,
} from '../disputes/index.ts';
import { PlayGrantService, PlayService } from '../plays/index.ts';
import {
  AuditRepository,
  HeldService,
  PeriodCloseService,
  PeriodService,
  RoyaltyModule,
  StatementService,
} from './index.ts';

const ORIGIN = { ip: '192.0.2.1', proxyHeaders: null };
const OPERATOR = new Principal({ userId: newId(), operator: true });
const SAYS = { text: 'So decided.', evidence: [] };
/** 10 plays of 10,000 micro-units, half of it to the master side. */
const MASTER = 50_000n;
let testDatabase: TestDatabase;
let world: ClockedWorld;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  world = await startWorld(testDatabase.url, new Date('2026-01-10T12:00:00Z'), [RoyaltyModule]);
  await world.tariff(1, { perPlayMicros: 10_000n, masterPpm: 5e5, compositionPpm: 2e5, remixerPpm: 2e5 });
});
afterAll(async () => {
  await world.stop();
  await testDatabase.drop();
});

async function playTenTimes(recipe: TestRecipe): Promise<void> {
  const start = world.clock.now();
  const receipts = await Promise.all(
    Array.from({ length: 10 }, async () => {
      const device = new Device();
      const request = { recipe: recipe.hash, device: device.did };
      return device.receipt(await world.app.get(PlayGrantService).issue(null, request, ORIGIN), start);
    }),
  );
  world.clock.advance(31_000);
  const results = await world.app.get(PlayService).submit(null, receipts, ORIGIN);
  expect(results.map(({ status }) => status)).toEqual(receipts.map(() => 'counted'));
}

const openPeriod = async (): Promise<string> => {
  const open = await world.database.prisma.period.findFirstOrThrow({ where: { state: 'OPEN' } });
  return open.id;
};

async function close(between: () => Promise<void> = () => Promise.resolve()): Promise<string> {
  const period = await openPeriod();
  await world.app.get(PeriodService).close(OPERATOR, period);
  world.clock.advance(1_000);
  await between();
  await world.app.get(PeriodCloseService).run(period);
  expect(await world.app.get(AuditRepository).findings()).toEqual([]);
  return period;
}

async function balance(account: string): Promise<bigint> {
  const { rows } = await world.database.pool.query<{ sum: string }>(
    'SELECT coalesce(sum(amount_micros), 0)::text AS sum FROM posting WHERE account = $1',
    [account],
  );
  return BigInt(rows[0]?.sum ?? 0);
}
const payable = (partyId: string) => balance(`payable:${partyId}`);

const releases = async () => await world.database.prisma.journalEntry.count({ where: { kind: 'RELEASE' } });

/** Played under a clean split; then another party claims a part of it as well. */
async function overclaim(ppm = 250_000) {
  const recording = await world.recording();
  const recipe = await world.recipe([{ recording, usageMs: 60_000 }]);
  await playTenTimes(recipe);
  const claimant = await world.party('Claimant');
  const share = {
    side: 'MASTER' as const,
    role: 'LABEL',
    territories: ['WW'],
    excludeTerritories: [],
    source: 'test',
  };
  await world.database.prisma.share.create({
    data: { id: newId(), partyId: claimant, ppm, recordingId: recording.id, ...share },
  });
  await world.app.get(DisputeDetectionService).review({ recordingIds: [recording.id], workIds: [] });
  const { id } = await world.database.prisma.dispute.findFirstOrThrow({
    where: { recordingId: recording.id },
  });
  return { recording, recipe, claimant, owner: recording.artist, id };
}

const settle = (id: string, ...split: [string, number][]) =>
  world.app.get(DisputeSettlementService).settle(OPERATOR, id, {
    revision: 1,
    parts: [split.map(([partyId, ppm]) => ({ partyId, role: 'LABEL', ppm }))],
    ...SAYS,
  });
const release = (id: string) => world.app.get(HeldService).release(id);

async function statementOf(partyId: string, period: string) {
  const { items } = await world.app
    .get(StatementService)
    .list(OPERATOR, { party: partyId, after: null, limit: 20 });
  const found = items.find((item) => item.period === period);
  return found === undefined ? null : await world.app.get(StatementService).get(OPERATOR, found.id);
}

describe('money of a disputed share', () => {
  test('is held from day one of the dispute, for plays of before it in the open period as well', async () => {
    const { recipe, claimant, owner, id } = await overclaim();
    // Nobody plays it any more.
    const device = new Device();
    const asking = world.app
      .get(PlayGrantService)
      .issue(null, { recipe: recipe.hash, device: device.did }, ORIGIN);
    await expect(asking).rejects.toMatchObject({ code: 'not_cleared' });
    const period = await close();
    expect(await balance(`held:${id}`)).toBe(MASTER);
    expect([await payable(owner), await payable(claimant)]).toEqual([0n, 0n]);
    expect(await balance(`payable:${recipe.remixerParty}`)).toBe(20_000n);
    const statement = await statementOf(owner, period);
    expect(statement).toMatchObject({
      earnedMicros: 0n,
      heldMicros: 40_000n,
      closingMicros: 0n,
      disputes: [{ disputeId: id, heldMicros: 40_000n, releasedMicros: 0n }],
    });
    expect((await statementOf(claimant, period))?.heldMicros).toBe(10_000n);
    // Open disputes release nothing.
    await release(id);
    expect(await balance(`held:${id}`)).toBe(MASTER);
  });

  test('goes out by the settled shares, once, and the statement of the open period says so', async () => {
    const { claimant, owner, id } = await overclaim();
    const first = await close();
    await settle(id, [owner, 900_000], [claimant, 100_000]);
    const before = await releases();
    await Promise.all([release(id), release(id), release(id)]);
    await release(id);
    expect((await releases()) - before).toBe(1);
    expect(await balance(`held:${id}`)).toBe(0n);
    expect([await payable(owner), await payable(claimant)]).toEqual([45_000n, 5_000n]);
    expect(await world.app.get(HeldService).ofDispute(id)).toEqual([
      { currency: 'EUR', heldMicros: MASTER, releasedMicros: MASTER },
    ]);
    const second = await close();
    expect(second > first).toBe(true);
    expect(await statementOf(owner, second)).toMatchObject({
      openingMicros: 0n,
      earnedMicros: 0n,
      releasedMicros: 45_000n,
      closingMicros: 45_000n,
      disputes: [{ disputeId: id, heldMicros: 0n, releasedMicros: 45_000n }],
    });
  });

  test('is paid by the settled shares right away when the dispute is over before the close', async () => {
    const { claimant, owner, id } = await overclaim();
    await settle(id, [owner, 600_000], [claimant, 400_000]);
    await close();
    expect([await payable(owner), await payable(claimant), await balance(`held:${id}`)]).toEqual([
      30_000n,
      20_000n,
      0n,
    ]);
  });

  test('of a dispute that ends between the instant of a close and its work is held and released', async () => {
    const { claimant, owner, id } = await overclaim();
    const before = await releases();
    await close(() => settle(id, [owner, 700_000], [claimant, 300_000]));
    expect((await releases()) - before).toBe(1);
    expect([await payable(owner), await payable(claimant), await balance(`held:${id}`)]).toEqual([
      35_000n,
      15_000n,
      0n,
    ]);
  });

  test('of a dispute that begins after the instant of a close is paid: the period decides', async () => {
    const recording = await world.recording([750_000, 250_000]);
    await playTenTimes(await world.recipe([{ recording, usageMs: 60_000 }]));
    const [large, small] = await shares(recording);
    await close(async () => {
      await contest(recording, large.partyId, small.id);
    });
    expect([await payable(large.partyId), await payable(small.partyId)]).toEqual([37_500n, 12_500n]);
  });

  test('that is dismissed goes to whom it was held for, and the others were paid meanwhile', async () => {
    const recording = await world.recording([666_667, 333_333]);
    await playTenTimes(await world.recipe([{ recording, usageMs: 60_000 }]));
    const [large, small] = await shares(recording);
    const id = await contest(recording, large.partyId, small.id);
    await close();
    expect([await payable(large.partyId), await payable(small.partyId)]).toEqual([33_333n, 0n]);
    expect(await balance(`held:${id}`)).toBe(16_667n);
    await world.app.get(DisputeAnswerService).release(OPERATOR, id, SAYS);
    await release(id);
    expect([await payable(large.partyId), await payable(small.partyId)]).toEqual([33_333n, 16_667n]);
    expect(await balance(`held:${id}`)).toBe(0n);
  });

  test('over several closes is released close by close, to the last micro-unit', async () => {
    const recording = await world.recording([500_001, 499_999]);
    const recipe = await world.recipe([{ recording, usageMs: 60_000 }]);
    const [large, small] = await shares(recording);
    await playTenTimes(recipe);
    const id = await contest(recording, large.partyId, small.id);
    await close();
    // A contested share of a whole keeps the music playing.
    await playTenTimes(recipe);
    await close();
    const held = await balance(`held:${id}`);
    expect(held).toBe(2n * 25_000n);
    const third = await world.party('Third');
    await settle(id, [third, 333_333], [small.partyId, 166_666]);
    await release(id);
    expect(await balance(`held:${id}`)).toBe(0n);
    expect((await payable(third)) + (await payable(small.partyId))).toBe(held);
    expect(await payable(third)).toBe(2n * 16_667n);
    await close();
  });
});

async function shares({ id }: TestRecording) {
  const [large, small] = await world.database.prisma.share.findMany({
    where: { recordingId: id },
    orderBy: { ppm: 'desc' },
  });
  if (large === undefined || small === undefined) throw new Error('no shares');
  return [large, small] as const;
}

async function contest({ id }: TestRecording, partyId: string, shareId: string): Promise<string> {
  const principal = new Principal({ userId: newId(), memberships: [{ partyId, role: 'OWNER' }] });
  const dispute = await world.app.get(DisputeService).open(principal, {
    subject: { kind: 'RECORDING', id },
    ...{ partyId, shareIds: [shareId], ...SAYS },
  });
  return dispute.id;
}
