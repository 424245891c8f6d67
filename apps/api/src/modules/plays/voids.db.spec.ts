import 'reflect-metadata';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createTestDatabase } from '../../../../../test/support/database.ts';
import type { TestDatabase } from '../../../../../test/support/database.ts';
import { Device, startWorld } from '../../../../../test/support/played-world.ts';
import type { ClockedWorld, TestRecipe, TestRecording } from '../../../../../test/support/played-world.ts';
import { Principal } from '../../platform/auth/principal.ts';
import { newId } from '../../platform/ids/ids.ts';
import { AuditRepository } from '../royalty/audit.repository.ts';
import {
  PeriodCalendarRepository,
  PlayService,
  PlaysModule,
  PlayUsageService,
  PlayVoidService,
} from './index.ts';
import type { VoidFilter } from './index.ts';

const NOW = new Date('2026-11-10T12:00:00.000Z');
const ORIGIN = { ip: '192.0.2.1', proxyHeaders: null };
const ANY: VoidFilter = { device: null, recipe: null, receiptId: null, from: null, to: null };
let testDatabase: TestDatabase;
let world: ClockedWorld;
let recording: TestRecording;
let recipe: TestRecipe;
let operator: Principal;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  world = await startWorld(testDatabase.url, NOW, [PlaysModule]);
  await world.tariff(1);
  recording = await world.recording();
  operator = new Principal({ userId: await world.user(true), operator: true });
});
beforeEach(async () => {
  recipe = await world.recipe([{ recording, usageMs: 60_000 }]);
});
afterAll(async () => {
  await world.stop();
  await testDatabase.drop();
});

/** Counted plays of one device, from an hour ago on. */
async function play(device: Device, plays: number): Promise<string[]> {
  const issuedAt = new Date(world.clock.now().getTime() - 3_600_000);
  const grants = Array.from({ length: plays }, () => ({ id: newId(), recipe: recipe.hash }));
  await world.database.prisma.playGrant.createMany({
    data: grants.map(({ id }) => ({
      id,
      recipeHash: recipe.hash,
      device: device.did,
      territory: 'GB',
      tariffVersion: 1,
      rulesVersion: 2,
      issuedAt,
      expiresAt: new Date(issuedAt.getTime() + 864e5),
    })),
  });
  const receipts = grants.map((grant, index) =>
    device.receipt(grant, new Date(issuedAt.getTime() + index * 40_000)),
  );
  const results = await world.app.get(PlayService).submit(null, receipts, ORIGIN);
  return results.map((result) => {
    if (result.status !== 'counted') throw new Error(result.status);
    return result.promise.receiptId;
  });
}

const voids = () => world.app.get(PlayVoidService);
const rows = async <T extends object>(sql: string, values: unknown[] = []): Promise<T[]> =>
  (await world.database.pool.query<T>(sql, values)).rows;
const countOf = async (view: string): Promise<number> =>
  (
    await rows<{ n: number }>(`SELECT count(*)::int AS n FROM ${view} WHERE recipe_hash = $1`, [recipe.hash])
  )[0]!.n;
const playCount = async (): Promise<number> => {
  await world.app.get(PlayUsageService).fold();
  const { playCount: plays } = await world.database.prisma.recipe.findUniqueOrThrow({
    where: { hash: recipe.hash },
  });
  return Number(plays);
};

describe('plays of the open period', () => {
  test('are previewed, taken back with their leaves, and not counted at its close; the rows stay', async () => {
    const [fraud, honest] = [new Device(), new Device()];
    await play(fraud, 3);
    await play(honest, 2);
    const filter = { ...ANY, device: fraud.did };
    expect(await voids().preview(operator, filter)).toEqual({
      plays: 3,
      recipes: 1,
      devices: 1,
      periods: [{ period: '2026-11', plays: 3 }],
    });
    const made = await voids().apply(operator, { filter, reason: 'A farm', expectedPlays: 3 });
    expect(made).toMatchObject({ plays: 3, period: '2026-11', reason: 'A farm', filter });
    expect([await countOf('play'), await countOf('counted_play'), await countOf('voided_play')]).toEqual([
      5, 2, 0,
    ]);
    expect(await playCount()).toBe(2);
    const leaves = await rows<{ t: string; c: string; leaf: object }>(
      `SELECT body ->> 't' AS t, body ->> 'c' AS c, body AS leaf FROM log_pending
       WHERE log = 'plays' AND body ->> 'recipe' = $1 ORDER BY seq`,
      [recipe.hash],
    );
    const played = leaves.filter(({ t }) => t === 'play').map(({ c }) => c);
    const taken = leaves.filter(({ t }) => t === 'void');
    expect(taken).toHaveLength(3);
    expect(taken.every(({ c }) => played.includes(c))).toBe(true);
    expect(taken[0]?.leaf).toEqual({
      t: 'void',
      c: taken[0]?.c,
      recipe: recipe.hash,
      territory: 'GB',
      tariff: 1,
      period: '2026-11',
      of: '2026-11',
    });
    expect(await voids().preview(operator, filter)).toMatchObject({ plays: 0, periods: [] });
    expect((await voids().list(operator, null, 1))[0]).toEqual(made);
  });

  test('are taken back one by one, or by flip and time', async () => {
    const device = new Device();
    const ids = await play(device, 4);
    await voids().apply(operator, {
      filter: { ...ANY, receiptId: ids[0]! },
      reason: 'One',
      expectedPlays: 1,
    });
    const from = new Date(world.clock.now().getTime() - 3_600_000 + 79_000);
    const span = { ...ANY, recipe: recipe.hash, from, to: new Date(from.getTime() + 10_000) };
    await voids().apply(operator, { filter: span, reason: 'Another', expectedPlays: 1 });
    const left = await rows<{ id: string }>(
      `SELECT encode(receipt_id, 'hex') AS id FROM counted_play WHERE recipe_hash = $1`,
      [recipe.hash],
    );
    expect(left.map(({ id }) => id).sort()).toEqual([ids[1], ids[3]].sort());
  });

  test('are not touched when the number is another than was shown, or nothing narrows it', async () => {
    const device = new Device();
    await play(device, 2);
    const filter = { ...ANY, device: device.did };
    await expect(
      voids().apply(operator, { filter, reason: 'Wrong', expectedPlays: 1 }),
    ).rejects.toMatchObject({
      code: 'conflict',
    });
    expect([await countOf('counted_play'), await playCount()]).toEqual([2, 2]);
    await expect(voids().preview(operator, { ...ANY, from: NOW })).rejects.toMatchObject({
      code: 'unprocessable',
    });
    const somebody = new Principal({ userId: operator.userId });
    await expect(voids().preview(somebody, filter)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(voids().apply(somebody, { filter, reason: 'No', expectedPlays: 2 })).rejects.toMatchObject({
      code: 'forbidden',
    });
  });

  test('twice at once are taken back once', async () => {
    const device = new Device();
    await play(device, 5);
    const filter = { ...ANY, device: device.did };
    const twice = await Promise.allSettled(
      [1, 2].map(() => voids().apply(operator, { filter, reason: 'Twice', expectedPlays: 5 })),
    );
    expect(twice.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect([await countOf('counted_play'), await playCount()]).toEqual([0, 0]);
  });
});

describe('plays of a closed period', () => {
  test('stay counted in it, and are an adjustment of the open one', async () => {
    const device = new Device();
    await play(device, 2);
    await world.database.pool.query(
      `UPDATE period SET state = 'LOCKED', closed_at = now() WHERE state = 'OPEN'`,
    );
    await world.database.transaction((tx) =>
      world.app.get(PeriodCalendarRepository).openAfter(tx, '2026-11', new Date('2026-12-01T00:00:00Z')),
    );
    const filter = { ...ANY, device: device.did };
    const made = await voids().apply(operator, { filter, reason: 'Found late', expectedPlays: 2 });
    expect(made.period).toBe('2026-12');
    expect([await countOf('counted_play'), await playCount()]).toEqual([2, 0]);
    expect(
      await rows(
        `SELECT period_id, origin_period_id, tariff_version, territory, count(*)::int AS plays FROM voided_play
         WHERE recipe_hash = $1 GROUP BY 1, 2, 3, 4`,
        [recipe.hash],
      ),
    ).toEqual([
      { period_id: '2026-12', origin_period_id: '2026-11', tariff_version: 1, territory: 'GB', plays: 2 },
    ]);
    await expect(world.database.pool.query('DELETE FROM play_void')).rejects.toThrow('append-only');
    await expect(world.database.pool.query('UPDATE play_voiding SET plays = 1')).rejects.toThrow(
      'append-only',
    );
  });

  test('and the books say when a count or a void is not what it should be', async () => {
    const audit = new AuditRepository(world.database);
    const names = async () => (await audit.findings()).map(({ rule }) => rule);
    expect(await names()).not.toEqual(expect.arrayContaining(['play counts are the plays']));
    await world.database.pool.query('UPDATE recipe SET play_count = play_count + 1 WHERE hash = $1', [
      recipe.hash,
    ]);
    expect(await names()).toContain('play counts are the plays');
  });
});
