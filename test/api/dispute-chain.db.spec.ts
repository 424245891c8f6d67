import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startJobs } from '../../apps/api/src/create-app.ts';
import { flip, FlipWorld } from '../../apps/api/src/edges/http/common/flip-world.fixture.ts';
import type { User } from '../../apps/api/src/edges/http/common/flip-world.fixture.ts';
import { sharesChanged } from '../../apps/api/src/modules/catalogue/index.ts';
import { AuditRepository } from '../../apps/api/src/modules/royalty/index.ts';
import { newId } from '../../apps/api/src/platform/ids/ids.ts';
import { Outbox } from '../../apps/api/src/platform/outbox/outbox.ts';
import { Device } from '../support/played-world.ts';

const ISRC = 'GBTST2600001';
const SAYS = { text: 'So decided.', evidence: [] };
let world: FlipWorld;
let operator: User;
let artist: User;
let label: string;
let claimant: string;
let recording: string;
let hash: string;
let code: string;
let dispute: string;

beforeAll(async () => {
  world = await FlipWorld.open();
  operator = await world.user('olga', { operator: true });
  artist = await world.user('ada');
  await world.tariff(operator, '10000');
  label = await world.party(artist, 'North Label');
  claimant = await world.party(artist, 'South Label');
  for (const party of [label, claimant])
    for (const side of ['MASTER', 'COMPOSITION'])
      await world.post(`/api/parties/${party}/grants`, artist, { side, subject: { kind: 'CATALOGUE' } });
  await world.recording(operator, ISRC, { label, writer: label });
  ({ id: recording } = await world.database.prisma.recording.findUniqueOrThrow({ where: { isrc: ISRC } }));
  const published = await world.post('/api/recipes', await world.user('pia'), {
    recipe: flip([ISRC], 'Midnight'),
  });
  ({ hash, code } = published.json as { hash: string; code: string });
  await startJobs(world.app);
}, 120_000);
afterAll(() => world.close());

/** Asks until the answer is what it is to become; the last answer when it never is. */
async function eventually<T>(ask: () => Promise<T>, isThere: (answer: T) => boolean): Promise<T> {
  const until = Date.now() + 30_000;
  let answer = await ask();
  while (!isThere(answer) && Date.now() < until) {
    await sleep(50);
    answer = await ask();
  }
  return answer;
}

const link = () => world.get(`/api/share-links/${code}`);
const askToPlay = (device: Device) =>
  world.post('/api/plays/grants', null, { recipe: hash, device: device.did });
const balance = async (account: string): Promise<bigint> => {
  const { rows } = await world.database.pool.query<{ sum: string }>(
    'SELECT coalesce(sum(amount_micros), 0)::text AS sum FROM posting WHERE account = $1',
    [account],
  );
  return BigInt(rows[0]?.sum ?? 0);
};

/** Enters a share as an import or a claim does: with the event in the same transaction. */
async function claim(): Promise<void> {
  await world.database.transaction(async (tx) => {
    const share = { side: 'MASTER' as const, role: 'LABEL', territories: ['WW'], excludeTerritories: [] };
    const data = { id: newId(), partyId: claimant, ppm: 250_000, recordingId: recording, source: 'CLAIM' };
    await tx.share.create({ data: { ...share, ...data } });
    const payload = { recordingIds: [recording], workIds: [] };
    await world.app.get(Outbox).append(tx, sharesChanged, { key: recording, payload });
  });
}

describe('a dispute over HTTP, the outbox, the queue, the handlers and the books', () => {
  test('a second claim opens it, stops plays and closes the share page', async () => {
    const device = new Device();
    const grant = (await askToPlay(device)).json as { id: string; recipe: string };
    const counted = await world.post('/api/plays', null, {
      receipts: [device.receipt(grant, new Date(), 8_000)],
    });
    expect(counted.json).toMatchObject({ results: [{ status: 'counted' }] });
    await claim();
    const list = async () =>
      ((await world.get('/api/disputes', artist)).json as { items: { id: string; state: string }[] }).items;
    const [opened] = await eventually(list, (items) => items.length > 0);
    expect(opened).toMatchObject({ state: 'OPEN' });
    dispute = opened?.id ?? '';
    expect(await askToPlay(device)).toMatchObject({ status: 409, json: { code: 'not_cleared' } });
    expect((await eventually(link, ({ status }) => status === 410)).status).toBe(410);
  });

  test('the close holds its money', async () => {
    const { items } = (await world.get('/api/royalties/periods', operator)).json as {
      items: { id: string }[];
    };
    const period = items[0]?.id ?? '';
    await world.post(`/api/royalties/periods/${period}/close`, operator, {});
    const state = async () =>
      ((await world.get(`/api/royalties/periods/${period}`, operator)).json as { state: string }).state;
    expect(await eventually(state, (now) => now === 'STATED')).toBe('STATED');
    expect(await balance(`held:${dispute}`)).toBe(5_000n);
    expect(await balance(`payable:${claimant}`)).toBe(0n);
    expect((await world.get(`/api/disputes/${dispute}`, artist)).json).toMatchObject({
      held: [{ currency: 'EUR', heldMicros: '5000', releasedMicros: '0' }],
    });
  });

  test('settled shares release it, and the flip is back', async () => {
    const before = await balance(`payable:${label}`);
    const line = (partyId: string, ppm: number) => ({ partyId, role: 'LABEL', ppm });
    const parts = [[line(label, 800_000), line(claimant, 200_000)]];
    const settled = await world.post(`/api/disputes/${dispute}/settle`, operator, {
      revision: 1,
      parts,
      ...SAYS,
    });
    expect(settled.status).toBe(204);
    expect((await askToPlay(new Device())).status).toBe(201);
    expect((await eventually(link, ({ status }) => status === 200)).status).toBe(200);
    const held = () => balance(`held:${dispute}`);
    expect(await eventually(held, (now) => now === 0n)).toBe(0n);
    expect(await balance(`payable:${label}`)).toBe(before + 4_000n);
    expect(await balance(`payable:${claimant}`)).toBe(1_000n);
    expect(await world.app.get(AuditRepository).findings()).toEqual([]);
    expect(await world.database.prisma.deadLetter.count()).toBe(0);
  });
});
