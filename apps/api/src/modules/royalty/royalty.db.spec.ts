import 'reflect-metadata';
import { createHash } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { bookedLines } from '../../../../../test/support/booked-lines.ts';
import { createTestDatabase } from '../../../../../test/support/database.ts';
import type { TestDatabase } from '../../../../../test/support/database.ts';
import { Device, startWorld } from '../../../../../test/support/played-world.ts';
import type { ClockedWorld, TestRecipe, TestRecording } from '../../../../../test/support/played-world.ts';
import { Principal } from '../../platform/auth/principal.ts';
import { PlayGrantService, PlayService } from '../plays/index.ts';
import { AllocationRepository } from './allocation.repository.ts';
import {
  AuditRepository,
  PeriodCloseService,
  PeriodService,
  RoyaltyModule,
  StatementService,
} from './index.ts';
import { PeriodRepository } from './period.repository.ts';
import { StatementRepository } from './statement.repository.ts';

const ORIGIN = { ip: '192.0.2.1', proxyHeaders: null };
const OPERATOR = new Principal({ userId: '0190a000-0000-7000-8000-00000000000a', operator: true });
let testDatabase: TestDatabase;
let world: ClockedWorld;
let shared: TestRecording;
let whole: TestRecording;
let both: TestRecipe;
let single: TestRecipe;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  world = await startWorld(testDatabase.url, new Date('2026-11-10T12:00:00Z'), [RoyaltyModule]);
  await world.tariff(1);
  shared = await world.recording([333_333, 666_667]);
  whole = await world.recording();
  both = await world.recipe([
    { recording: shared, usageMs: 60_000 },
    { recording: whole, usageMs: 30_001 },
  ]);
  single = await world.recipe([{ recording: whole, usageMs: 45_000 }]);
});
afterEach(() => {
  jest.restoreAllMocks();
});
afterAll(async () => {
  await world.stop();
  await testDatabase.drop();
});

/** Granted now and heard at once, by a device each; `send` reports them. */
async function play(recipe: TestRecipe, times: number): Promise<() => Promise<void>> {
  const start = world.clock.now();
  const receipts = await Promise.all(
    Array.from({ length: times }, async () => {
      const device = new Device();
      const request = { recipe: recipe.hash, device: device.did };
      return device.receipt(await world.app.get(PlayGrantService).issue(null, request, ORIGIN), start);
    }),
  );
  return async () => {
    const results = await world.app.get(PlayService).submit(null, receipts, ORIGIN);
    expect(results.map(({ status }) => status)).toEqual(receipts.map(() => 'counted'));
  };
}

async function playNow(recipe: TestRecipe, times: number): Promise<void> {
  const send = await play(recipe, times);
  world.clock.advance(31_000);
  await send();
}

const close = async (period: string) => await world.app.get(PeriodService).close(OPERATOR, period);
const run = async (period: string): Promise<void> => await world.app.get(PeriodCloseService).run(period);
const findings = async () => await world.app.get(AuditRepository).findings();

async function balances(period: string): Promise<Record<string, bigint>> {
  const { rows } = await world.database.pool.query<{ account: string; amount: string }>(
    `SELECT o.account, sum(o.amount_micros)::text AS amount FROM posting o JOIN journal_entry e ON e.id = o.entry_id
     WHERE e.period_id = $1 AND e.kind = 'CLOSE' AND o.account <> 'pool' GROUP BY 1`,
    [period],
  );
  return Object.fromEntries(rows.map(({ account, amount }) => [account, BigInt(amount)]));
}

const partsOf = async (recording: TestRecording): Promise<string[]> => {
  const where = { recordingId: recording.id };
  const shares = await world.database.prisma.share.findMany({ where, orderBy: { ppm: 'asc' } });
  return shares.map(({ partyId }) => partyId);
};

/** 3 plays of `both` and 2 of `single` at 6,127 micro-units, worked out by hand: largest remainders at every step. */
async function byHand(): Promise<Record<string, bigint>> {
  const [third, twoThirds] = await partsOf(shared);
  return {
    [`payable:${third}`]: 2_247n,
    [`payable:${twoThirds}`]: 4_493n,
    [`payable:${shared.writer}`]: 1_838n,
    [`payable:${whole.artist}`]: 3_370n + 6_740n,
    [`payable:${whole.writer}`]: 919n + 1_838n,
    [`payable:${both.remixerParty}`]: 3_676n,
    [`payable:${single.remixerParty}`]: 2_451n,
    platform: 1_838n + 1_225n,
  };
}

const statementsOf = async (periodId: string) =>
  await world.database.prisma.statement.findMany({ where: { periodId }, orderBy: { partyId: 'asc' } });

describe('a period', () => {
  test('opens at first use and shares out exactly what was played', async () => {
    await playNow(both, 3);
    await playNow(single, 2);
    const [open] = await world.app.get(PeriodService).list(OPERATOR);
    expect(open).toMatchObject({ id: '2026-11', state: 'OPEN', plays: 5n, poolMicros: null });
    expect(await close('2026-11')).toMatchObject({ state: 'CLOSING', closedAt: world.clock.now() });
    const periods = await world.app.get(PeriodService).list(OPERATOR);
    expect(periods.map(({ id, state }) => [id, state])).toEqual([
      ['2026-12', 'OPEN'],
      ['2026-11', 'CLOSING'],
    ]);
    const events = await world.database.prisma.outboxEvent.count({
      where: { topic: 'royalty.close-requested' },
    });
    expect(events).toBe(1);
    await run('2026-11');
    expect(await balances('2026-11')).toEqual(await byHand());
    const [, stated] = await world.app.get(PeriodService).list(OPERATOR);
    expect(stated).toMatchObject({
      state: 'STATED',
      plays: 5n,
      poolMicros: 30_635n,
      currency: 'EUR',
      statements: 7n,
    });
    expect(await findings()).toEqual([]);
  });

  test('closed twice or worked out again stays as it is', async () => {
    const [before, booked] = [await statementsOf('2026-11'), await balances('2026-11')];
    expect(await close('2026-11')).toMatchObject({ state: 'STATED' });
    await Promise.all([run('2026-11'), run('2026-11')]);
    expect(await statementsOf('2026-11')).toEqual(before);
    expect(await balances('2026-11')).toEqual(booked);
    await expect(close('2031-01')).rejects.toMatchObject({ code: 'not_found' });
    await expect(
      world.app.get(PeriodService).close(new Principal({ userId: OPERATOR.userId }), '2026-12'),
    ).rejects.toMatchObject({ code: 'forbidden' });
  });
});

describe('a close that stops anywhere', () => {
  const crash = new Error('the process died here');

  test('goes on to the same amounts, from the lines that were booked', async () => {
    const late = await play(both, 1);
    await playNow(both, 3);
    await playNow(single, 2);
    await Promise.all([close('2026-12'), close('2026-12')]);
    const allocations = jest
      .spyOn(world.app.get(AllocationRepository), 'append')
      .mockRejectedValueOnce(crash);
    await expect(run('2026-12')).rejects.toThrow(crash);
    expect(await bookedLines(world.database, '2026-12')).toEqual([]);
    const advance = jest.spyOn(world.app.get(PeriodRepository), 'advance').mockRejectedValueOnce(crash);
    await expect(run('2026-12')).rejects.toThrow(crash);
    expect(allocations).toHaveBeenCalledTimes(2);
    expect(await balances('2026-12')).toEqual({});
    expect(await findings()).toEqual([]);
    // What changes in the catalogue from here on must not reach this period.
    await world.database.prisma.share.updateMany({
      where: { partyId: whole.artist },
      data: { status: 'ENDED' },
    });
    const statements = world.app.get(StatementRepository);
    const append = statements.append.bind(statements);
    let made = 0;
    jest.spyOn(statements, 'append').mockImplementation(async (...parameters) => {
      if ((made += 1) === 4) throw crash;
      await append(...parameters);
    });
    await expect(run('2026-12')).rejects.toThrow(crash);
    expect(await statementsOf('2026-12')).toHaveLength(3);
    expect(await world.app.get(PeriodService).get(OPERATOR, '2026-12')).toMatchObject({ state: 'CLOSED' });
    await Promise.all([run('2026-12'), run('2026-12')]);
    expect(advance.mock.calls.map(([, , , to]) => to)).toContain('STATED');
    expect(await statementsOf('2026-12')).toHaveLength(7);
    expect(await balances('2026-12')).toEqual(await byHand());
    expect(await findings()).toEqual([]);
    await world.database.prisma.share.updateMany({
      where: { partyId: whole.artist },
      data: { status: 'ACTIVE' },
    });
    await late();
  });

  test('late plays land in the next period and name the one in which they were heard', async () => {
    await playNow(single, 1);
    await close('2027-01');
    await run('2027-01');
    const lines = await world.database.prisma.statementLine.findMany({
      where: { statement: { periodId: '2027-01', partyId: whole.writer } },
      orderBy: { position: 'asc' },
    });
    expect(lines.map(({ recipeHash, originPeriodId, plays }) => [recipeHash, originPeriodId, plays])).toEqual(
      [
        [single.hash, null, 1n],
        [both.hash, '2026-12', 1n],
      ],
    );
    expect(await findings()).toEqual([]);
  });
});

describe('a side without an owner', () => {
  test('is kept in suspense, and nobody else is paid more', async () => {
    const where = { partyId: shared.writer };
    await world.database.prisma.share.updateMany({ where, data: { status: 'ENDED' } });
    const lone = new Device();
    const start = world.clock.now();
    await world.database.prisma.playGrant.create({
      data: {
        id: '0190a000-0000-7000-8000-0000000000b1',
        recipeHash: both.hash,
        device: lone.did,
        territory: 'FR',
        tariffVersion: 1,
        rulesVersion: 1,
        issuedAt: start,
        expiresAt: new Date(start.getTime() + 864e5),
      },
    });
    world.clock.advance(31_000);
    const receipt = lone.receipt({ id: '0190a000-0000-7000-8000-0000000000b1', recipe: both.hash }, start);
    await world.app.get(PlayService).submit(null, [receipt], ORIGIN);
    await close('2027-02');
    await run('2027-02');
    const booked = await balances('2027-02');
    // 6,127: composition 919.05, of which 60,000 of 90,001 ms are 612.66.
    expect(booked[`suspense:work:${shared.workId}`]).toBe(613n);
    expect(booked[`payable:${shared.writer}`]).toBeUndefined();
    expect(booked[`payable:${whole.writer}`]).toBe(306n);
    expect(Object.values(booked).reduce((sum, amount) => sum + amount, 0n)).toBe(6_127n);
    await world.database.prisma.share.updateMany({ where, data: { status: 'ACTIVE' } });
    expect(await findings()).toEqual([]);
  });
});

describe('a statement', () => {
  const service = () => world.app.get(StatementService);
  const member = () =>
    new Principal({ userId: OPERATOR.userId, memberships: [{ partyId: whole.artist, role: 'VIEWER' }] });

  test('is read by members of the party and by operators alone', async () => {
    const [own] = await world.database.prisma.statement.findMany({
      where: { partyId: whole.artist, periodId: '2026-11' },
    });
    expect(await service().get(member(), own!.id)).toMatchObject({ partyId: whole.artist });
    expect(await service().get(OPERATOR, own!.id)).toMatchObject({ partyId: whole.artist });
    const stranger = new Principal({
      userId: OPERATOR.userId,
      memberships: [{ partyId: whole.writer, role: 'OWNER' }],
    });
    const unscoped = new Principal({
      userId: OPERATOR.userId,
      scopes: ['profile:read'],
      memberships: [
        {
          partyId: whole.artist,
          role: 'OWNER',
        },
      ],
    });
    const weakOperator = new Principal({
      userId: OPERATOR.userId,
      operator: true,
      scopes: ['statements:read'],
    });
    for (const read of ['get', 'document'] as const) {
      await expect(service()[read](stranger, own!.id)).rejects.toMatchObject({ code: 'forbidden' });
      await expect(service()[read](weakOperator, own!.id)).rejects.toMatchObject({ code: 'forbidden' });
      await expect(service()[read](unscoped, own!.id)).rejects.toMatchObject({ code: 'missing_scope' });
    }
    await expect(service().lines(stranger, own!.id, -1, 10)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(
      service().list(stranger, { party: whole.artist, after: null, limit: 10 }),
    ).rejects.toMatchObject({ code: 'forbidden' });
    const mine = await service().list(member(), { party: null, after: null, limit: 2 });
    expect(mine.items.map(({ partyId, period }) => [partyId, period])).toEqual([
      [whole.artist, '2027-02'],
      [whole.artist, '2027-01'],
    ]);
    const rest = await service().list(member(), { party: null, after: mine.next!.id, limit: 2 });
    expect(rest.items.map(({ period }) => period)).toEqual(['2026-12', '2026-11']);
    expect(rest.next).toBeNull();
  });

  test('tells sides, course, stems and neighbours', async () => {
    const all = await world.database.prisma.statement.findMany({
      where: { partyId: whole.artist },
      orderBy: { periodId: 'asc' },
    });
    const statement = await service().get(member(), all[1]!.id);
    expect(statement).toMatchObject({
      period: '2026-12',
      openingMicros: 10110n,
      earnedMicros: 10110n,
      closingMicros: 20220n,
      plays: 5n,
      masterMicros: 10110n,
      compositionMicros: 0n,
      remixerMicros: 0n,
      heldMicros: 0n,
      paidMicros: 0n,
      flips: 2n,
      lines: 2n,
      previous: all[0]!.id,
      next: all[2]!.id,
      tariff: {
        version: 1,
        perPlayMicros: 6127n,
        masterPpm: 55e4,
      },
    });
    expect(statement.series.map(({ period, masterMicros }) => [period, masterMicros])).toEqual([
      ['2026-11', 10_110n],
      ['2026-12', 10_110n],
    ]);
    // Vocals: 3 × 30,001 + 2 × 45,000; drums: 3 × 10,000 + 2 × 15,000.
    expect(statement.stems).toEqual([
      { stem: 'vocals', ppm: 750_003 },
      { stem: 'drums', ppm: 249_997 },
    ]);
    const { items, next } = await service().lines(member(), all[1]!.id, -1, 1);
    expect(next).not.toBeNull();
    const rest = await service().lines(member(), all[1]!.id, Number(next!.key), 1);
    const amounts = [...items, ...rest.items].map(({ amountMicros, usagePpm, sharePpm, side }) => [
      amountMicros,
      usagePpm,
      sharePpm,
      side,
    ]);
    expect(amounts).toEqual(
      both.hash < single.hash
        ? [
            [3_370n, 333_341, 1_000_000, 'MASTER'],
            [6_740n, 1_000_000, 1_000_000, 'MASTER'],
          ]
        : [
            [6_740n, 1_000_000, 1_000_000, 'MASTER'],
            [3_370n, 333_341, 1_000_000, 'MASTER'],
          ],
    );
  });

  test('downloads as the text whose hash was frozen', async () => {
    const rows = await world.database.prisma.statement.findMany();
    expect(rows.length).toBeGreaterThan(20);
    for (const { id, sha256 } of rows) {
      let text = '';
      for await (const piece of (await service().document(OPERATOR, id)).chunks) text += String(piece);
      expect(createHash('sha256').update(text).digest('hex')).toBe(sha256);
      expect(JSON.parse(text)).toMatchObject({ format: 'flipside-statement/1' });
    }
  });
});

describe('the audit', () => {
  test('finds a play count that is off and a pool that was not shared out', async () => {
    await world.database.prisma.recipe.update({
      where: { hash: both.hash },
      data: { playCount: { increment: 1 } },
    });
    await world.database.pool.query(
      `WITH e AS (INSERT INTO journal_entry (id, kind, reference, currency, period_id, created_at)
         VALUES (gen_random_uuid(), 'FUND', 'nothing', 'EUR', '2027-03', now()) RETURNING id)
       INSERT INTO posting SELECT id, p, a, v FROM e, (VALUES (0, 'funding', -5), (1, 'pool', 5)) AS o (p, a, v)`,
    );
    expect((await findings()).map(({ rule }) => rule)).toEqual([
      'allocations sum to the pool',
      'the pool account is empty',
      'play counts are the plays',
    ]);
  });
});
