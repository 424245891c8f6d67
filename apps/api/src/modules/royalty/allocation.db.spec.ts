import 'reflect-metadata';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { apportionPeriod, resolveRights } from '@flipside/royalty';
import type { Isrc, PlayCount, Territory } from '@flipside/royalty';
import { bookedLines } from '../../../../../test/support/booked-lines.ts';
import { countPlays } from '../../../../../test/support/counted-plays.ts';
import { createTestDatabase } from '../../../../../test/support/database.ts';
import type { TestDatabase } from '../../../../../test/support/database.ts';
import { startWorld } from '../../../../../test/support/played-world.ts';
import type { ClockedWorld, TestRecipe, TestRecording } from '../../../../../test/support/played-world.ts';
import { Principal } from '../../platform/auth/principal.ts';
import { ClearanceGroundRepository } from '../consent/index.ts';
import { AllocationPlanRepository } from './allocation-plan.repository.ts';
import { AllocationRepository } from './allocation.repository.ts';
import { AuditRepository, PeriodCloseService, PeriodService, RoyaltyModule } from './index.ts';
import { PeriodAllocationService } from './period-allocation.service.ts';

const OPERATOR = new Principal({ userId: '0190a000-0000-7000-8000-00000000000a', operator: true });
const FR = 'FR' as Territory;
const crash = new Error('the process died here');
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

const open = async (): Promise<string> => {
  const [period] = await world.app.get(PeriodService).list(OPERATOR);
  if (period?.state !== 'OPEN') throw new Error('no period is open');
  return period.id;
};
const close = async (period: string) => await world.app.get(PeriodService).close(OPERATOR, period);
const run = async (period: string): Promise<void> => await world.app.get(PeriodCloseService).run(period);
const findings = async () => await world.app.get(AuditRepository).findings();
const linesOf = async (periodId: string) => await bookedLines(world.database, periodId);

/** The period shared out as a whole, from what the catalogue says now. */
async function reference(counts: readonly PlayCount[], at: Date) {
  const { prisma } = world.database;
  const ground = await world.app
    .get(ClearanceGroundRepository)
    .load(prisma, [shared.id, whole.id], { heldAt: at });
  const rights = [shared.id, whole.id].flatMap((recordingId) =>
    [...new Set(counts.map(({ territory }) => territory))].flatMap((territory) =>
      resolveRights({
        recordingId,
        works: ground.recordings.get(recordingId)?.works ?? [],
        territory,
        at,
        shares: ground.shares.filter(({ subject }) => subject.id === recordingId || subject.kind === 'WORK'),
        isCleared: () => true,
      }),
    ),
  );
  const usage = { policy: 'MONETISE' as const };
  const source = (recording: TestRecording, usageMs: bigint) => ({
    recordingId: recording.id,
    isrc: recording.isrc as Isrc,
    usageMs,
  });
  return apportionPeriod({
    tariff: await world.app.get(AllocationPlanRepository).findTariff(prisma, 1),
    pool: { kind: 'PER_PLAY', plays: counts },
    recipes: [
      {
        ...usage,
        recipe: both.hash,
        remixerId: both.remixerParty,
        sources: [source(shared, 60_000n), source(whole, 30_001n)],
      },
      { ...usage, recipe: single.hash, remixerId: single.remixerParty, sources: [source(whole, 45_000n)] },
    ],
    rights,
  });
}

describe('a close that dies in any batch', () => {
  test('before it or with its lines written, comes to the lines of the whole', async () => {
    const period = await open();
    const counts = ['FR', 'US', 'DE'].flatMap((territory, index) =>
      [both, single].map(({ hash }) => ({
        recipe: hash,
        territory: territory as Territory,
        plays: BigInt(3 + index),
      })),
    );
    for (const { recipe, territory, plays } of counts)
      await countPlays(world, { recipe, territory, period, times: Number(plays) });
    await close(period);
    const allocation = world.app.get(PeriodAllocationService);
    allocation.batch = 1;
    const allocations = world.app.get(AllocationRepository);
    const append = allocations.append.bind(allocations);
    let tries = 0;
    jest.spyOn(allocations, 'append').mockImplementation(async (step, lines) => {
      tries += 1;
      if (tries % 3 === 1) throw crash;
      if (tries % 3 === 0) return await append(step, lines);
      const bulk = jest.spyOn(world.database, 'bulk').mockImplementationOnce(async (work) => {
        const client = await world.database.pool.connect();
        await client.query('BEGIN');
        await work(client);
        client.release(true);
        throw crash;
      });
      return await append(step, lines).finally(() => bulk.mockRestore());
    });
    let deaths = 0;
    for (;;) {
      const error: unknown = await run(period).then(
        () => null,
        (reason: unknown) => reason,
      );
      if (error === null) break;
      expect(error).toBe(crash);
      expect(await findings()).toEqual([]);
      deaths += 1;
    }
    allocation.batch = 500;
    // Six cells, a batch each.
    expect(deaths).toBe(2 * 6);
    const { rows: known } = await world.database.pool.query<{ rows: number }>(
      `SELECT reltuples::int AS rows FROM pg_class WHERE relname IN ('allocation_cell', 'allocation_split', 'allocation_way', 'posting')`,
    );
    // Statements are made from tables that the planner knows.
    expect(known.filter(({ rows }) => rows > 0)).toHaveLength(4);
    const booked = await linesOf(period);
    const { lines, poolMicros } = await reference(counts, world.clock.now());
    expect(poolMicros).toBe(24n * 6_127n);
    expect(booked.map(({ position }) => position)).toEqual(lines.map((_, index) => index));
    expect(
      booked.map((line) => [line.recipeHash, line.account, line.basis, line.usagePpm, line.amountMicros]),
    ).toEqual(
      lines.map((line) => [line.recipe, line.account, line.basis, Number(line.usagePpm), line.amountMicros]),
    );
    expect(await findings()).toEqual([]);
  });

  test('or is worked out by two processes at once, books every line once', async () => {
    const period = await open();
    for (const territory of ['FR', 'US', 'DE', 'JP'])
      await countPlays(world, { recipe: both.hash, territory, period, times: 2 });
    await close(period);
    const allocation = world.app.get(PeriodAllocationService);
    allocation.batch = 1;
    await Promise.all([run(period), run(period), run(period)]);
    allocation.batch = 500;
    await run(period);
    expect(await world.app.get(PeriodService).get(OPERATOR, period)).toMatchObject({ state: 'STATED' });
    expect((await linesOf(period)).reduce((sum, { amountMicros }) => sum + amountMicros, 0n)).toBe(
      8n * 6_127n,
    );
    expect(await findings()).toEqual([]);
  });
});

describe('the leaf of an allocation', () => {
  test('stands behind every change of a share that it saw, and before every one that it did not', async () => {
    const period = await open();
    await countPlays(world, { recipe: single.hash, territory: FR, period, times: 10 });
    await close(period);
    const other = await world.party('Newcomer');
    const { pool } = world.database;
    const where = `party_id = '${whole.artist}' AND recording_id = '${whole.id}'`;
    const changing = await pool.connect();
    await changing.query('BEGIN');
    await changing.query(`UPDATE share SET party_id = '${other}' WHERE ${where}`);
    const planned = world.app.get(AllocationPlanRepository).begin(
      {
        ...(await world.app.get(PeriodService).get(OPERATOR, period)),
        closedAt: world.clock.now(),
      },
      world.clock.now(),
    );
    const isWaiting = async () => {
      const { rows } = await pool.query(`SELECT FROM pg_locks WHERE NOT granted AND mode = 'ShareLock'`);
      return rows.length > 0;
    };
    while (!(await isWaiting())) await sleep(10);
    await changing.query('COMMIT');
    changing.release();
    await planned;
    await pool.query(`UPDATE share SET party_id = '${whole.artist}' WHERE party_id = '${other}'`);
    await run(period);
    const booked = await linesOf(period);
    expect(booked.filter(({ side }) => side === 'MASTER').map(({ partyId }) => partyId)).toEqual([other]);
    const { rows } = await pool.query<{ t: string; party: string; body: object }>(
      `SELECT body ->> 't' AS t, body ->> 'party' AS party, body FROM log_pending
       WHERE body ->> 't' = 'allocation' AND body ->> 'period' = $1
         OR body ->> 't' = 'share' AND body ->> 'recording' = $2 ORDER BY seq`,
      [period, whole.id],
    );
    expect(rows.slice(-3).map(({ t, party }) => [t, party])).toEqual([
      ['share', other],
      ['allocation', null],
      ['share', whole.artist],
    ]);
    expect(rows.at(-2)?.body).toEqual({
      t: 'allocation',
      period,
      tariff: 1,
      currency: 'EUR',
      poolMicros: '61270',
      plays: 10,
      at: world.clock.now().toISOString(),
    });
    expect(await findings()).toEqual([]);
  });
});

describe('plays of a closed period that are voided', () => {
  test('come out of the open period, name their own, and the statement shows them', async () => {
    const paidIn = await open();
    await countPlays(world, { recipe: single.hash, territory: FR, period: paidIn, times: 5 });
    await close(paidIn);
    await run(paidIn);
    const { pool, prisma } = world.database;
    const period = await open();
    await countPlays(world, { recipe: single.hash, territory: FR, period, times: 1 });
    await pool.query(
      `WITH taken AS (SELECT * FROM play WHERE period_id = $2 ORDER BY receipt_id LIMIT 2),
         v AS (INSERT INTO play_voiding (id, filter, reason, plays, period_id, user_id, created_at)
           VALUES (gen_random_uuid(), '{}', 'A machine played this', 2, $1, gen_random_uuid(), now()) RETURNING id),
         counts AS (UPDATE recipe SET play_count = play_count - 2 WHERE hash = $3)
       INSERT INTO play_void (receipt_id, grant_id, play_period_id, period_id, voiding_id, recipe_hash, territory, tariff_version, commitment, voided_at)
       SELECT receipt_id, grant_id, period_id, $1, v.id, recipe_hash, territory, tariff_version, commitment, now() FROM taken, v`,
      [period, paidIn, single.hash],
    );
    const earned = async (periodId: string) =>
      (await prisma.statement.findFirstOrThrow({ where: { periodId, partyId: single.remixerParty } }))
        .earnedMicros;
    await close(period);
    await run(period);
    const cells = await prisma.allocationCell.findMany({
      where: { periodId: period },
      orderBy: { position: 'asc' },
    });
    expect(
      cells.map(({ originPeriodId, plays, amountMicros }) => [originPeriodId, plays, amountMicros]),
    ).toEqual([
      [null, 1n, 6_127n],
      [paidIn, -2n, -2n * 6_127n],
    ]);
    // A fifth of 30,635, of 6,127 and of 12,254: 6,127; 1,225.4; 2,450.8.
    expect([await earned(paidIn), await earned(period)]).toEqual([6_127n, 1_225n - 2_451n]);
    const { rows } = await pool.query<{ account: string; amount: string }>(
      `SELECT o.account, o.amount_micros::text AS amount FROM journal_entry e JOIN posting o ON o.entry_id = e.id
       WHERE e.period_id = $1 AND e.kind = 'FUND' ORDER BY 1`,
      [period],
    );
    expect(rows).toEqual([
      { account: 'funding', amount: '6127' },
      { account: 'pool', amount: '-6127' },
    ]);
    expect(await findings()).toEqual([]);
  });
});
