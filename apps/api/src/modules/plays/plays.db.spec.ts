import 'reflect-metadata';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { canonicalBytes, publicKeyFromDidKey, verifyBytes } from '@flipside/recipe';
import { fromBase64, leafHash, rootFromInclusion, toBase64 } from '@flipside/transparency';
import { createTestDatabase } from '../../../../../test/support/database.ts';
import type { TestDatabase } from '../../../../../test/support/database.ts';
import { Device, HOME, startWorld } from '../../../../../test/support/played-world.ts';
import type {
  ClockedWorld,
  TestRecipe,
  TestRecording,
  World,
} from '../../../../../test/support/played-world.ts';
import { newId } from '../../platform/ids/ids.ts';
import { PlayGrantService, PlayService, PlaysModule, PlayUsageService } from './index.ts';
import type { PlayResult } from './index.ts';

const NOW = new Date('2026-11-10T12:00:00.000Z');
const ORIGIN = { ip: '192.0.2.1', proxyHeaders: null };
let testDatabase: TestDatabase;
let world: ClockedWorld;
let second: ClockedWorld;
let recording: TestRecording;
let recipe: TestRecipe;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  world = await startWorld(testDatabase.url, NOW, [PlaysModule]);
  second = await startWorld(testDatabase.url, NOW, [PlaysModule]);
  await world.tariff(1);
  recording = await world.recording();
  recipe = await world.recipe([{ recording, usageMs: 60_000 }]);
});
beforeEach(() => world.clock.set(NOW));
afterAll(async () => {
  await world.stop();
  await second.stop();
  await testDatabase.drop();
});

const grantTo = async (device: Device, hash = recipe.hash) =>
  await world.app.get(PlayGrantService).issue(null, { recipe: hash, device: device.did }, ORIGIN);
const submit = async (
  receipts: Parameters<PlayService['submit']>[1],
  by: World = world,
): Promise<PlayResult[]> => await by.app.get(PlayService).submit(null, receipts, ORIGIN);
type Counted = Extract<PlayResult, { status: 'counted' }>;
const outcomes = (results: readonly PlayResult[]): string[] =>
  results.map((result) => (result.status === 'rejected' ? result.reason : result.status));
const isSigned = ({ sig, ...signed }: { key: string; sig: string }): boolean =>
  verifyBytes(Buffer.from(sig, 'base64url'), canonicalBytes(signed), publicKeyFromDidKey(signed.key)!);

const isPromised = ({
  leaf,
  receiptId,
  recipe: played,
  index,
  path,
  sig,
  ...said
}: Counted['promise']): boolean => {
  const own = leafHash(canonicalBytes({ leaf, receiptId, recipe: played }));
  const root = rootFromInclusion(
    own,
    index,
    said.size,
    path.map((hash) => fromBase64(hash)!),
  );
  return root !== null && isSigned({ ...said, root: toBase64(root), sig } as { key: string; sig: string });
};

/** Devices that were here days ago: no longer new. */
async function known(devices: readonly Device[]): Promise<void> {
  await world.database.prisma.playGrant.createMany({
    data: devices.map((device) => ({
      id: newId(),
      recipeHash: recipe.hash,
      device: device.did,
      territory: 'GB',
      tariffVersion: 1,
      rulesVersion: 1,
      issuedAt: new Date(NOW.getTime() - 3 * 864e5),
      expiresAt: new Date(NOW.getTime() - 2 * 864e5),
    })),
  });
}

/** Grants of an hour ago, as that many devices could have asked for. */
async function manyGrants(devices: readonly Device[], each: number, hash = recipe.hash) {
  const issuedAt = new Date(NOW.getTime() - 3_600_000);
  const made = devices.flatMap((device) =>
    Array.from({ length: each }, () => ({ device, id: newId(), recipe: hash })),
  );
  await world.database.prisma.playGrant.createMany({
    data: made.map(({ device, id }) => ({
      id,
      recipeHash: hash,
      device: device.did,
      territory: 'GB',
      tariffVersion: 1,
      rulesVersion: 1,
      issuedAt,
      expiresAt: new Date(issuedAt.getTime() + 864e5),
    })),
  });
  await known(devices);
  return made.map((grant, index) =>
    grant.device.receipt(grant, new Date(issuedAt.getTime() + (index % each) * 40_000)),
  );
}

describe('play grants', () => {
  test('name the terms and are signed by the instance', async () => {
    const device = new Device();
    const grant = await grantTo(device);
    expect(grant).toMatchObject({
      home: HOME,
      recipe: recipe.hash,
      device: device.did,
      territory: 'GB',
      tariffVersion: 1,
      rulesVersion: 2,
      minimumMs: 3e4,
      issuedAt: NOW.toISOString(),
      expiresAt: '2026-11-11T12:00:00.000Z',
    });
    expect(isSigned(grant)).toBe(true);
    expect(isSigned({ ...grant, territory: 'US' } as typeof grant)).toBe(false);
  });

  test('stop at once when consent is withdrawn, and name who withdrew', async () => {
    const other = await world.recording();
    const flip = await world.recipe([{ recording: other, usageMs: 1_000 }]);
    const device = new Device();
    const before = await grantTo(device, flip.hash);
    await world.withdraw(other.grants[1]!);
    await expect(grantTo(device, flip.hash)).rejects.toMatchObject({
      code: 'not_cleared',
      data: { blocking: [{ id: other.writer }] },
    });
    const start = NOW;
    world.clock.advance(31_000);
    expect(outcomes(await submit([device.receipt(before, start)]))).toEqual(['counted']);
  });

  test('are refused for what is unknown or removed', async () => {
    await expect(grantTo(new Device(), `sha256-${'0'.repeat(64)}`)).rejects.toMatchObject({
      code: 'not_found',
    });
    const flip = await world.recipe([{ recording, usageMs: 1_000 }]);
    await world.database.prisma.recipe.update({
      where: { hash: flip.hash },
      data: { state: 'REMOVED', stateReason: 'By order.' },
    });
    await expect(grantTo(new Device(), flip.hash)).rejects.toMatchObject({
      code: 'gone',
      message: 'By order.',
    });
  });

  test('are limited per device', async () => {
    const device = new Device();
    for (let index = 0; index < 120; index += 1) await grantTo(device);
    await expect(grantTo(device)).rejects.toMatchObject({ code: 'rate_limited' });
  });
});

describe('receipts', () => {
  test('count once and are promised; again they are duplicates', async () => {
    const device = new Device();
    const grant = await grantTo(device);
    world.clock.advance(31_000);
    const receipt = device.receipt(grant, NOW);
    const [result] = await submit([receipt]);
    expect(result?.status).toBe('counted');
    const { promise } = result as Counted;
    expect(promise).toMatchObject({ v: 2, recipe: recipe.hash, countedAt: world.clock.now().toISOString() });
    expect(isPromised(promise)).toBe(true);
    expect(isPromised({ ...promise, leaf: promise.receiptId })).toBe(false);
    const resigned = device.receipt(grant, new Date(NOW.getTime() + 1_000));
    expect(outcomes(await submit([receipt, resigned]))).toEqual(['duplicate', 'duplicate']);
    // A device that lost the answer gets the promise again, the same whenever and with whatever else it asks.
    const [lost] = await submit([receipt]);
    world.clock.advance(60_000);
    const [again, other] = await submit([
      receipt,
      device.receipt(await grantTo(device), world.clock.now(), 1_000),
    ]);
    expect(other?.status).toBe('rejected');
    expect(again).toEqual(lost);
    const repeated = (again as Counted).promise;
    expect(isPromised(repeated)).toBe(true);
    const { receiptId, leaf, countedAt } = promise;
    expect(repeated).toMatchObject({ receiptId, leaf, countedAt, size: 1, path: [] });
    const play = await world.database.prisma.play.findFirstOrThrow({ where: { grantId: grant.id } });
    expect(play).toMatchObject({
      device: device.did,
      territory: 'GB',
      heardMs: 31_000,
      periodId: '2026-11',
      startedAt: NOW,
    });
    expect(play.receipt).toEqual(receipt);
    const events = await world.database.prisma.outboxEvent.findMany({ where: { topic: 'plays.counted' } });
    expect(events.map(({ payload }) => payload)).toContainEqual({
      period: '2026-11',
      plays: 1,
      countedAt: promise.countedAt,
    });
  });

  test('are each rejected with their reason, which is kept', async () => {
    const [device, other] = [new Device(), new Device()];
    const [one, two, three, foreign] = [
      await grantTo(device),
      await grantTo(device),
      await grantTo(device),
      await grantTo(other),
    ];
    world.clock.advance(300_000);
    const at = (seconds: number) => new Date(NOW.getTime() + seconds * 1_000);
    const flipped = device.receipt(one, at(0));
    const results = await submit([
      { ...flipped, heardMs: 32_000 },
      device.receipt(one, at(0), 31_000, { home: 'https://elsewhere.example' }),
      device.receipt({ ...one, id: newId() }, at(0)),
      device.receipt(foreign, at(0)),
      device.receipt({ ...one, recipe: `sha256-${'1'.repeat(64)}` }, at(0)),
      device.receipt(one, at(0), 29_000),
      device.receipt(one, at(0), 500_000),
      device.receipt(one, at(-1_000)),
      device.receipt(two, at(40), 60_000),
      device.receipt(three, at(99), 40_000),
    ]);
    const reasons = [
      'bad_signature',
      'wrong_home',
      'unknown_grant',
      'wrong_device',
      'wrong_recipe',
      'too_short',
      'in_the_future',
      'outside_grant',
    ];
    expect(outcomes(results)).toEqual([...reasons, 'counted', 'overlap']);
    const kept = await world.database.prisma.playRejection.findMany({ where: { device: device.did } });
    expect(kept.map(({ code }) => code).sort()).toEqual([...reasons, 'overlap'].sort());
    expect(outcomes(await submit([flipped]))).toEqual(['counted']);
  });

  test('stop at the cap of the day, over batches', async () => {
    const device = new Device();
    const receipts = await manyGrants([device], 52);
    const first = outcomes(await submit(receipts.slice(0, 30)));
    const rest = outcomes(await submit(receipts.slice(30)));
    expect([...first, ...rest].filter((outcome) => outcome === 'counted')).toHaveLength(50);
    expect(rest.slice(-2)).toEqual(['daily_cap', 'daily_cap']);
  });

  test('sent to two processes at once, shuffled and again, count exactly once each', async () => {
    const flip = await world.recipe([{ recording, usageMs: 60_000 }]);
    const devices = Array.from({ length: 50 }, () => new Device());
    const receipts = await manyGrants(devices, 20, flip.hash);
    const shuffled = (seed: number) =>
      receipts
        .map((one, index) => ({ one, rank: (index * seed) % 1_009 }))
        .sort((a, b) => a.rank - b.rank)
        .map(({ one }) => one);
    const send = async (by: World, order: typeof receipts, size: number) => {
      const batches = Array.from({ length: Math.ceil(order.length / size) }, (_, index) =>
        order.slice(index * size, (index + 1) * size),
      );
      return (await Promise.all(batches.map((batch) => submit(batch, by)))).flat();
    };
    const results = (
      await Promise.all([send(world, shuffled(17), 250), send(second, shuffled(101), 100)])
    ).flat();
    const counted = results.filter(({ status }) => status === 'counted');
    expect(counted).toHaveLength(1_000);
    expect(results.filter(({ status }) => status === 'duplicate')).toHaveLength(1_000);
    expect(new Set(counted.map(({ grant }) => grant)).size).toBe(1_000);
    expect(await world.database.prisma.play.count({ where: { recipeHash: flip.hash } })).toBe(1_000);
    await Promise.all([world, second].map(({ app }) => app.get(PlayUsageService).fold()));
    const { playCount } = await world.database.prisma.recipe.findUniqueOrThrow({
      where: { hash: flip.hash },
    });
    expect(playCount).toBe(1_000n);
  });

  test('overlaps of one device are found between two processes', async () => {
    const device = new Device();
    const receipts = (await manyGrants([device], 10)).map(({ grant }, index) =>
      device.receipt({ id: grant, recipe: recipe.hash }, new Date(NOW.getTime() - 1_800_000 + index), 31_000),
    );
    const results = await Promise.all(
      receipts.map((receipt, index) => submit([receipt], index % 2 === 0 ? world : second)),
    );
    expect(outcomes(results.flat()).sort()).toEqual([
      'counted',
      ...Array.from({ length: 9 }, () => 'overlap'),
    ]);
  });
});
