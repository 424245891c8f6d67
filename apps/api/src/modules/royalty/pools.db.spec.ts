import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { countPlays } from '../../../../../test/support/counted-plays.ts';
import { createTestDatabase } from '../../../../../test/support/database.ts';
import type { TestDatabase } from '../../../../../test/support/database.ts';
import { startWorld } from '../../../../../test/support/played-world.ts';
import type { ClockedWorld, TestRecipe } from '../../../../../test/support/played-world.ts';
import { Principal } from '../../platform/auth/principal.ts';
import { AuditRepository, PeriodCloseService, PeriodService, PoolService, RoyaltyModule } from './index.ts';

const OPERATOR = new Principal({ userId: '0190a000-0000-7000-8000-00000000000a', operator: true });
const EVIDENCE = 'Bank statement of 30 November';
const PERIOD = '2026-11';
let testDatabase: TestDatabase;
let world: ClockedWorld;
let first: TestRecipe;
let second: TestRecipe;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  world = await startWorld(testDatabase.url, new Date('2026-11-10T12:00:00Z'), [RoyaltyModule]);
  await world.tariff(1);
  await world.tariff(2, { kind: 'PRO_RATA', perPlayMicros: null, effectiveFrom: new Date('2126-01-01') });
  await world.tariff(3, { kind: 'USER_CENTRIC', perPlayMicros: null, effectiveFrom: new Date('2126-01-01') });
  const recording = await world.recording();
  first = await world.recipe([{ recording, usageMs: 45_000 }]);
  second = await world.recipe([{ recording, usageMs: 60_000 }]);
  await world.app.get(PeriodService).list(OPERATOR);
});
afterAll(async () => {
  await world.stop();
  await testDatabase.drop();
});

const pools = () => world.app.get(PoolService);
const pool = (amountMicros: string, reference = 'Subscriptions', tariff = 2) => ({
  tariff,
  amountMicros,
  reference,
  evidence: EVIDENCE,
});
const paid = (payments: Record<string, string>, tariff = 3) => ({
  tariff,
  reference: 'Payments of November',
  evidence: EVIDENCE,
  payments: Object.entries(payments).map(([listener, amountMicros]) => ({ listener, amountMicros })),
});
const findings = async () => await world.app.get(AuditRepository).findings();

/** What the flips' remixers got, and what waits: a fifth of everything is the remixer's. */
async function amounts(tariffVersion: number): Promise<Record<string, bigint>> {
  const { rows } = await world.database.pool.query<{ name: string; amount: string }>(
    `SELECT coalesce(side || ' ' || recipe_hash, basis) AS name, sum(amount_micros)::text AS amount FROM allocation_line
     WHERE period_id = $1 AND tariff_version = $2 GROUP BY 1`,
    [PERIOD, tariffVersion],
  );
  return Object.fromEntries(rows.map(({ name, amount }) => [name, BigInt(amount)]));
}

describe('a pool', () => {
  test('is stated by an operator, for an open period, under a tariff of its kind, once for each reference', async () => {
    const member = new Principal({ userId: OPERATOR.userId });
    await expect(pools().state(member, PERIOD, pool('5'))).rejects.toMatchObject({ code: 'forbidden' });
    await expect(pools().list(member, PERIOD)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(pools().importPayments(member, PERIOD, paid({ a: '1' }))).rejects.toMatchObject({
      code: 'forbidden',
    });
    await expect(pools().state(OPERATOR, '2031-01', pool('5'))).rejects.toMatchObject({ code: 'not_found' });
    for (const tariff of [1, 3, 99])
      await expect(pools().state(OPERATOR, PERIOD, pool('5', 'x', tariff))).rejects.toMatchObject({
        code: 'unprocessable',
        errors: [{ pointer: '/tariff' }],
      });
    await countPlays(world, { recipe: first.hash, territory: 'FR', period: PERIOD, times: 99, tariff: 2 });
    await countPlays(world, { recipe: second.hash, territory: 'FR', period: PERIOD, times: 1, tariff: 2 });
    await expect(world.app.get(PeriodService).close(OPERATOR, PERIOD)).rejects.toMatchObject({
      code: 'conflict',
    });
    await pools().state(OPERATOR, PERIOD, pool('3000000'));
    await pools().state(OPERATOR, PERIOD, pool('1000001', 'Advertising'));
    const [again] = await pools().state(OPERATOR, PERIOD, pool('1000001', 'Advertising'));
    expect(again).toMatchObject({ version: 2, plays: 100n, totalMicros: 4_000_001n });
    expect(again?.pools.map(({ number, reference }) => [number, reference])).toEqual([
      [1, 'Subscriptions'],
      [2, 'Advertising'],
    ]);
    await expect(pools().state(OPERATOR, PERIOD, pool('7', 'Advertising'))).rejects.toMatchObject({
      code: 'conflict',
    });
    expect(await findings()).toEqual([]);
  });

  test('of listeners is what they paid, each once, some at a time', async () => {
    for (const [listener, recipe, times] of [
      ['ann', first, 3],
      ['ann', second, 1],
      ['ben', second, 5],
    ] as const)
      await countPlays(world, {
        recipe: recipe.hash,
        territory: 'FR',
        period: PERIOD,
        times,
        tariff: 3,
        listener,
      });
    await countPlays(world, { recipe: first.hash, territory: 'FR', period: PERIOD, times: 8, tariff: 3 });
    const twice = {
      ...paid({ ann: '5' }),
      payments: [
        { listener: 'ann', amountMicros: '5' },
        { listener: 'ann', amountMicros: '5' },
      ],
    };
    await expect(pools().importPayments(OPERATOR, PERIOD, twice)).rejects.toMatchObject({
      errors: [{ pointer: '/payments/1/listener' }],
    });
    await pools().importPayments(OPERATOR, PERIOD, paid({ ann: '10000000', ben: '5000000' }));
    await pools().importPayments(OPERATOR, PERIOD, paid({ ann: '10000000', ben: '5000000' }));
    await expect(
      pools().importPayments(OPERATOR, PERIOD, paid({ cleo: '1', ben: '6' })),
    ).rejects.toMatchObject({ code: 'conflict' });
    const [, listeners] = await pools().importPayments(
      OPERATOR,
      PERIOD,
      paid({ ann: '10000000', silent: '7' }),
    );
    expect(listeners).toMatchObject({ version: 3, plays: 17n, totalMicros: 15_000_007n, listeners: 3n });
    expect(listeners?.pools.map(({ amountMicros }) => amountMicros)).toEqual([15_000_000n, 7n]);
    expect(await findings()).toEqual([]);
  });

  test('is shared out to the last micro-unit, and what nobody played waits', async () => {
    await world.app.get(PeriodService).close(OPERATOR, PERIOD);
    await world.app.get(PeriodCloseService).run(PERIOD);
    // 3,960,000.99 and 40,000.01: the odd unit goes to the larger remainder; then 20 % of each.
    expect(await amounts(2)).toMatchObject({
      [`REMIXER ${first.hash}`]: 792_000n,
      [`REMIXER ${second.hash}`]: 8_000n,
    });
    expect(Object.values(await amounts(2)).reduce((sum, amount) => sum + amount, 0n)).toBe(4_000_001n);
    // Ann's 10 go 7.5 to the first and 2.5 to the second; Ben's 5 all to the second.
    expect(await amounts(3)).toMatchObject({
      [`REMIXER ${first.hash}`]: 1_500_000n,
      [`REMIXER ${second.hash}`]: 1_500_000n,
      NO_PLAY: 7n,
    });
    expect(await findings()).toEqual([]);
    const { rows } = await world.database.pool.query<{ body: object }>(
      `SELECT body FROM log_pending WHERE body ->> 't' IN ('pool', 'listener-payment', 'allocation') ORDER BY seq`,
    );
    const leaves = rows.map(({ body }) => body);
    expect(leaves).toContainEqual({
      t: 'pool',
      period: PERIOD,
      tariff: 2,
      currency: 'EUR',
      amountMicros: '1000001',
    });
    expect(leaves).toContainEqual({
      t: 'listener-payment',
      period: PERIOD,
      tariff: 3,
      listener: 'silent',
      amountMicros: '7',
    });
    expect(leaves).toContainEqual(
      expect.objectContaining({ t: 'allocation', tariff: 3, poolMicros: '15000007', plays: 17 }),
    );
    await expect(pools().state(OPERATOR, PERIOD, pool('5', 'late'))).rejects.toMatchObject({
      code: 'conflict',
    });
  });

  test('whose plays are none waits whole', async () => {
    const [open] = await world.app.get(PeriodService).list(OPERATOR);
    await pools().state(OPERATOR, open!.id, pool('11'));
    await world.app.get(PeriodService).close(OPERATOR, open!.id);
    await world.app.get(PeriodCloseService).run(open!.id);
    const { rows } = await world.database.pool.query(
      `SELECT o.account, o.amount_micros::text FROM journal_entry e JOIN posting o ON o.entry_id = e.id
       WHERE e.kind = 'CLOSE' AND e.period_id = $1 ORDER BY 1`,
      [open!.id],
    );
    expect(rows).toEqual([
      { account: 'pool', amount_micros: '-11' },
      { account: 'suspense:unplayed', amount_micros: '11' },
    ]);
    expect(await findings()).toEqual([]);
  });
});
