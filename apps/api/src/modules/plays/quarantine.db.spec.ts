import 'reflect-metadata';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createTestDatabase } from '../../../../../test/support/database.ts';
import type { TestDatabase } from '../../../../../test/support/database.ts';
import { Device, startWorld } from '../../../../../test/support/played-world.ts';
import type { ClockedWorld, TestRecipe } from '../../../../../test/support/played-world.ts';
import { Principal } from '../../platform/auth/principal.ts';
import { newId } from '../../platform/ids/ids.ts';
import { FraudService, PlayService, PlaysModule, QuarantineService } from './index.ts';
import type { FraudFilter, PlayResult } from './index.ts';

const NOW = new Date('2026-11-10T22:00:00.000Z');
const HOUR = 3_600_000;
const ANY: FraudFilter = { code: null, device: null, recipe: null, from: null, to: null };
let testDatabase: TestDatabase;
let world: ClockedWorld;
let recipes: TestRecipe[];
let operator: Principal;
let address = 0;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  world = await startWorld(testDatabase.url, NOW, [PlaysModule]);
  await world.tariff(1);
  const recording = await world.recording();
  recipes = [];
  for (let index = 0; index < 4; index += 1)
    recipes.push(await world.recipe([{ recording, usageMs: 60_000 }]));
  operator = new Principal({ userId: await world.user(true), operator: true });
});
beforeEach(() => world.clock.set(NOW));
afterAll(async () => {
  await world.stop();
  await testDatabase.drop();
});

/** Receipts of a device that asked for its grants `ago` hours ago, 40 seconds apart, of several flips. */
async function receiptsOf(device: Device, plays: number, ago = 3, heardMs = 31_000) {
  const issuedAt = new Date(NOW.getTime() - ago * HOUR);
  const grants = Array.from({ length: plays }, (_, index) => ({
    id: newId(),
    recipe: recipes[index % recipes.length]!.hash,
  }));
  await world.database.prisma.playGrant.createMany({
    data: grants.map(({ id, recipe }) => ({
      id,
      recipeHash: recipe,
      device: device.did,
      territory: 'GB',
      tariffVersion: 1,
      rulesVersion: 2,
      issuedAt,
      expiresAt: new Date(issuedAt.getTime() + 864e5),
    })),
  });
  return grants.map((grant, index) =>
    device.receipt(grant, new Date(issuedAt.getTime() + index * (heardMs + 9_000)), heardMs),
  );
}

const submit = async (
  receipts: Parameters<PlayService['submit']>[1],
  ip = `192.0.2.${(address += 1)}`,
): Promise<PlayResult[]> =>
  await world.app.get(PlayService).submit(null, receipts, { ip, proxyHeaders: null });
const tally = (results: readonly PlayResult[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const one of results) {
    const name = one.status === 'counted' || one.status === 'duplicate' ? one.status : one.reason;
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
};
const held = async (device: Device, state: 'HELD' | 'RELEASED' | 'REFUSED' = 'HELD') =>
  await world.app.get(FraudService).quarantine(operator, { ...ANY, device: device.did }, state, null, 500);
const counted = async (device: Device): Promise<number> =>
  await world.database.prisma.play.count({ where: { device: device.did } });

describe('plays of a new device', () => {
  test('count up to a hundred; the rest is kept, and counts when the device is older', async () => {
    const device = new Device();
    const receipts = await receiptsOf(device, 110);
    const results = await submit(receipts);
    expect(tally(results)).toEqual({ counted: 100, new_device: 10 });
    expect(results.find(({ status }) => status === 'quarantined')).toMatchObject({
      until: new Date(NOW.getTime() + 21 * HOUR).toISOString(),
    });
    expect(tally(await submit(receipts))).toEqual({ duplicate: 110 });
    expect(await held(device)).toHaveLength(10);
    expect(await world.app.get(QuarantineService).releaseDue()).toBe(0);
    world.clock.set(new Date(NOW.getTime() + 21 * HOUR));
    expect(await world.app.get(QuarantineService).releaseDue()).toBe(10);
    expect(await world.app.get(QuarantineService).releaseDue()).toBe(0);
    expect([await counted(device), (await held(device)).length]).toEqual([110, 0]);
    expect(tally(await submit(receipts))).toEqual({ duplicate: 110 });
    const { rows } = await world.database.pool.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM log_pending l JOIN play p ON l.body ->> 'c' = encode(p.commitment, 'base64')
       WHERE l.log = 'plays' AND p.device = $1`,
      [device.did],
    );
    expect(rows[0]?.n).toBe(110);
  });

  test('are released by several processes at once, each counted once', async () => {
    const device = new Device();
    await submit(await receiptsOf(device, 120));
    world.clock.set(new Date(NOW.getTime() + 21 * HOUR));
    const service = world.app.get(QuarantineService);
    const looked = await Promise.all([service.releaseDue(), service.releaseDue(), service.releaseDue()]);
    expect(looked.reduce((sum, one) => sum + one, 0)).toBe(20);
    expect(await counted(device)).toBe(120);
  });

  test('of many devices behind one address wait too, and a device that is known does not', async () => {
    const ip = '198.51.100.7';
    const devices = Array.from({ length: 17 }, () => new Device());
    const batches = await Promise.all(devices.map((device) => receiptsOf(device, 90)));
    const results = [];
    for (const batch of batches) results.push(...(await submit(batch, ip)));
    expect(tally(results)).toEqual({ counted: 1_500, new_device: 30 });
    const old = new Device();
    await receiptsOf(old, 1, 40);
    expect(tally(await submit(await receiptsOf(old, 5), ip))).toEqual({ counted: 5 });
  });
});

describe('what no person hears', () => {
  test('on one device waits for an operator, who lets it count or refuses it', async () => {
    const device = new Device();
    // Known since two days, and 20 hours and more of yesterday in plays of an hour.
    await receiptsOf(device, 1, 60);
    const receipts = await receiptsOf(device, 23, 23.9, HOUR - 9_000);
    const yesterday = receipts.filter(({ start }) => start.startsWith('2026-11-10'));
    const results = await submit(receipts);
    expect(tally(results)['device_velocity']).toBe(yesterday.length - 20);
    const waiting = await held(device);
    expect(waiting[0]).toMatchObject({
      code: 'device_velocity',
      state: 'HELD',
      releaseAt: null,
      heardMs: HOUR - 9_000,
    });
    world.clock.set(new Date(NOW.getTime() + 90 * 24 * HOUR));
    const service = world.app.get(QuarantineService);
    await service.releaseDue();
    expect(await held(device)).toEqual(waiting);
    const [first, ...rest] = waiting.map(({ id }) => id);
    const before = await counted(device);
    expect(await service.decide(operator, { ids: [first!], decision: 'release', note: 'A shop' })).toEqual({
      decided: 1,
      counted: 1,
    });
    expect(await counted(device)).toBe(before + 1);
    await service.decide(operator, { ids: rest, decision: 'refuse', note: 'A machine' });
    expect(await service.decide(operator, { ids: rest, decision: 'release', note: 'Again' })).toEqual({
      decided: 0,
      counted: 0,
    });
    expect(await held(device, 'REFUSED')).toHaveLength(rest.length);
    expect(tally(await submit(yesterday))['refused'] ?? 0).toBe(rest.length);
    await expect(
      service.decide(new Principal({ userId: operator.userId }), {
        ids: rest,
        decision: 'refuse',
        note: 'No',
      }),
    ).rejects.toMatchObject({ code: 'forbidden' });
    await expect(world.database.pool.query('DELETE FROM play_quarantine')).rejects.toThrow('decided once');
    await expect(
      world.database.pool.query(`UPDATE play_quarantine SET state = 'HELD' WHERE id = $1`, [first]),
    ).rejects.toThrow('decided once');
  });
});

describe('the operator', () => {
  test('sees what was rejected by reason, device, flip and time, page by page', async () => {
    const device = new Device();
    const short = (await receiptsOf(device, 3)).map(({ sig: _sig, start, grant, recipe }) =>
      device.receipt({ id: grant, recipe }, new Date(start), 5_000),
    );
    await submit(short);
    await submit([device.receipt({ id: newId(), recipe: recipes[0]!.hash }, NOW)]);
    const fraud = world.app.get(FraudService);
    const mine = { ...ANY, device: device.did };
    const first = await fraud.rejections(operator, mine, null, 2);
    expect(first.reasons).toEqual([
      { code: 'too_short', receipts: 3, devices: 1, lastAt: NOW },
      { code: 'unknown_grant', receipts: 1, devices: 1, lastAt: NOW },
    ]);
    expect(first.items.map(({ code }) => code)).toEqual(['unknown_grant', 'too_short']);
    expect(first.items[0]?.recipe).toMatchObject({
      hash: recipes[0]!.hash,
      credits: { text: expect.any(String) },
    });
    const second = await fraud.rejections(operator, mine, first.items[1]!.id, 9);
    expect(second).toMatchObject({ reasons: null, items: [{ code: 'too_short' }, { code: 'too_short' }] });
    const only = async (change: Partial<FraudFilter>): Promise<number> =>
      (await fraud.rejections(operator, { ...mine, ...change }, null, 9)).items.length;
    expect(await only({ code: 'too_short' })).toBe(3);
    expect(await only({ recipe: recipes[1]!.hash })).toBe(1);
    expect(await only({ from: new Date(NOW.getTime() + 1) })).toBe(0);
    expect(await only({ to: NOW })).toBe(0);
    await expect(
      fraud.rejections(new Principal({ userId: operator.userId }), mine, null, 9),
    ).rejects.toMatchObject({ code: 'forbidden' });
  });
});
