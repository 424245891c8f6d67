import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { parseCheckpoint, parseVkey, signerKey, verifyCheckpoint } from '@flipside/transparency';
import type { LogReader, SignerKey } from '@flipside/transparency';
import { MemoryLog } from '../../../../../../libs/transparency/src/memory-log.spec-support.ts';
import { PeerWorld } from '../../../../../../test/support/peers.ts';
import { InstanceClient } from '../../../modules/federation/instance-client.ts';
import { LogKeys } from '../../../modules/transparency/index.ts';
import { CosigningService } from '../../../modules/transparency/cosigning.service.ts';

const ISRC = 'GBTST2600003';

let here: PeerWorld;
let registry: PeerWorld;
let peerId: string;
let key: SignerKey;

interface Shown {
  readonly state: string;
  readonly consentKey: string;
  readonly events: readonly { kind: string; by: string | null }[];
  readonly alarms: readonly { kind: string; log: string; remembered: string; served: string }[];
  readonly logs: readonly {
    log: string;
    cursor: number;
    lastError: string;
    cosignedSize: number;
    cosignedByPeer: number;
  }[];
}
const shown = async (): Promise<Shown> =>
  (await here.world.get(`/api/federation/peers/${peerId}`, here.operator)).json as Shown;
const state = async (): Promise<string> =>
  ((await here.world.get(`/api/recordings/${ISRC}/clearance`)).json as { state: string }).state;

let truly: InstanceClient['reader'];
/** What the peer serves from now on. */
function serve(read: (path: string, real: LogReader) => Promise<Uint8Array | null>): void {
  here.world.app.get(InstanceClient).reader = (url, log) => (path) => read(path, truly(url, log));
}
const serveLog = (log: MemoryLog) => serve((path) => Promise.resolve(log.files.get(path) ?? null));

/** Another history, signed with the registry's true key. */
function history(count: number, mark: string, signer = key): MemoryLog {
  const log = new MemoryLog(signer.name, signer);
  for (let at = 0; at < count; at += 1) log.append(Buffer.from(JSON.stringify({ t: 'note', at, mark })));
  log.publish();
  return log;
}

beforeAll(async () => {
  here = await PeerWorld.open();
  registry = await PeerWorld.open();
  const client = here.world.app.get(InstanceClient);
  truly = client.reader.bind(client);
  key = await registry.world.app.get(LogKeys).ofLog('consent');
  const artist = await registry.world.user('ada');
  const label = await registry.world.party(artist, 'North Label');
  await registry.world.recording(registry.operator, ISRC, { label, writer: label });
  for (const side of ['MASTER', 'COMPOSITION'])
    await registry.world.post(`/api/parties/${label}/grants`, artist, {
      side,
      subject: { kind: 'CATALOGUE' },
    });
  await registry.sequence();
  await here.world.database.prisma.recording.create({
    data: {
      id: crypto.randomUUID(),
      isrc: ISRC,
      title: 'Tide',
      artist: 'The Artist',
      durationMs: 240_000,
      bpm: 120,
    },
  });
}, 60_000);
beforeEach(async () => {
  serve((path, real) => real(path));
  const list = (await here.world.get('/api/federation/peers', here.operator)).json as {
    items: { id: string }[];
  };
  for (const { id } of list.items)
    await here.world.post(`/api/federation/peers/${id}/remove`, here.operator, { reason: 'Begin anew' });
  peerId = await here.befriend(registry);
  expect(await here.tail(peerId)).toBe('READ');
  expect(await state()).toBe('CLEARED');
});
afterAll(async () => {
  await here.close();
  await registry.close();
});

/** Both checkpoints bear the confirmed key's signature: anybody can see that one log has made both. */
async function expectEvidence(): Promise<void> {
  const { alarms, consentKey } = await shown();
  const confirmed = parseVkey(consentKey);
  if (!confirmed.ok) throw new Error(confirmed.message);
  for (const text of [alarms[0]!.remembered, alarms[0]!.served]) {
    const checkpoint = parseCheckpoint(Buffer.from(text));
    if (!checkpoint.ok) throw new Error(checkpoint.message);
    const known = { origin: confirmed.value.name, logKeys: [confirmed.value] };
    expect(verifyCheckpoint(checkpoint.value, known).ok).toBe(true);
  }
}

describe('a log that contradicts itself', () => {
  test('forks: the peer is frozen with both checkpoints, and what it keeps is not cleared', async () => {
    const [{ cursor } = { cursor: 0 }] = (await shown()).logs.filter(({ log }) => log === 'consent');
    serveLog(history(cursor + 3, 'other'));
    expect(await here.tail(peerId)).toBe('ALARMED');
    expect(await shown()).toMatchObject({
      state: 'FROZEN',
      alarms: [{ kind: 'FORKED', log: 'consent' }],
      events: [{ kind: 'FORKED', by: null }, {}, {}],
    });
    await expectEvidence();
    expect(await state()).toBe('NOT_CLEARED');
    serve((path, real) => real(path));
    expect(await here.tail(peerId)).toBe('IDLE');
    expect(
      (await here.world.post(`/api/federation/peers/${peerId}/resume`, here.operator, { reason: 'Why not' }))
        .status,
    ).toBe(409);
    const { rows } = await here.world.database.pool.query<{ payload: object }>(
      `SELECT payload FROM outbox_event WHERE topic = 'federation.peer-alarmed' AND key = $1`,
      [peerId],
    );
    expect(rows).toEqual([
      { payload: { peerId, host: new URL(registry.url).host, log: 'consent', kind: 'FORKED' } },
    ]);
    await expect(here.world.database.pool.query('DELETE FROM peer_alarm')).rejects.toThrow();
  });

  test('shrinks', async () => {
    serveLog(history(2, 'short'));
    expect(await here.tail(peerId)).toBe('ALARMED');
    expect((await shown()).alarms).toMatchObject([{ kind: 'ROLLED_BACK' }]);
    await expectEvidence();
    expect(await state()).toBe('NOT_CLEARED');
  });

  test('says another thing at the same size', async () => {
    const [{ cursor } = { cursor: 0 }] = (await shown()).logs.filter(({ log }) => log === 'consent');
    serveLog(history(cursor, 'same size'));
    expect(await here.tail(peerId)).toBe('ALARMED');
    expect((await shown()).alarms).toMatchObject([{ kind: 'FORKED' }]);
  });

  test('is signed with another key that the instance names as its own', async () => {
    const client = here.world.app.get(InstanceClient);
    const other = signerKey(key.name, key.type, new Uint8Array(32).fill(9));
    const { formatVkey } = await import('@flipside/transparency');
    const keys = client.keys.bind(client);
    client.keys = async (url) => ({ ...(await keys(url)), consentKey: formatVkey(other) });
    serveLog(history(40, 'new key', other));
    expect(await here.tail(peerId)).toBe('ALARMED');
    client.keys = keys;
    expect(await shown()).toMatchObject({ state: 'FROZEN', alarms: [{ kind: 'KEY_CHANGED' }] });
  });
});

describe('what is changed on the way is no fault of the peer', () => {
  const flipped = (bytes: Uint8Array | null): Uint8Array | null => {
    if (bytes === null) return null;
    const copy = Uint8Array.from(bytes);
    copy[copy.length - 1]! ^= 1;
    return copy;
  };

  test.each([
    ['a checkpoint', 'checkpoint', /NOTE|SIGNATURE|BASE64/i],
    ['a tile', 'tile/0/', /TILE_WRONG/],
    ['a bundle', 'tile/entries/', /ENTRY_WRONG|BUNDLE/],
  ])('%s: nothing of it is kept, the peer stays, and it is tried again', async (_what, prefix, code) => {
    const artist = await registry.world.user(`artist-${prefix.length}`);
    await registry.world.party(artist, 'News');
    await registry.world.recording(registry.operator, `GBTST26001${String(prefix.length).padStart(2, '0')}`, {
      label: await registry.world.party(artist, 'Label of news'),
      writer: await registry.world.party(artist, 'Writer of news'),
    });
    await registry.sequence();
    const before = (await shown()).logs.find(({ log }) => log === 'consent')!.cursor;
    serve(async (path, real) => (path.startsWith(prefix) ? flipped(await real(path)) : await real(path)));
    expect(await here.tail(peerId)).toBe('FAILED');
    const peer = await shown();
    expect(peer).toMatchObject({ state: 'ACTIVE', alarms: [] });
    const log = peer.logs.find((one) => one.log === 'consent')!;
    expect(log.cursor).toBe(before);
    expect(log.lastError).toMatch(code);
    serve((path, real) => real(path));
    expect(await here.tail(peerId)).toBe('READ');
  });

  test('a leaf that cannot be understood stops the reading before it', async () => {
    const good = { t: 'recording', id: crypto.randomUUID(), isrc: 'GBTST2600009' };
    const log = new MemoryLog(key.name, key);
    // The true history first, so that it is continued and not forked.
    const size = (await shown()).logs.find((one) => one.log === 'consent')!.cursor;
    const { rows } = await registry.world.database.pool.query<{ entry: Buffer }>(
      `SELECT entry FROM log_leaf WHERE log = 'consent' ORDER BY index LIMIT ${size}`,
    );
    log.append(...rows.map(({ entry }) => entry));
    log.append(Buffer.from(JSON.stringify({ ...good, isrc: 'nonsense' })));
    log.publish();
    serveLog(log);
    expect(await here.tail(peerId)).toBe('FAILED');
    const place = (await shown()).logs.find((one) => one.log === 'consent')!;
    expect(place).toMatchObject({
      cursor: size,
      lastError: expect.stringContaining(`Leaf ${size} a recording leaf: isrc is no ISRC`),
    });
  });
});

describe('witnesses', () => {
  test('peers cosign each other, and nobody else does', async () => {
    const back = await registry.befriend(here);
    await here.sequence();
    await here.world.app.get(CosigningService).collect('consent');
    await registry.world.app.get(CosigningService).collect('consent');
    const log = (await shown()).logs.find((one) => one.log === 'consent')!;
    expect(log.cosignedByPeer).toBeGreaterThan(0);
    expect(log.cosignedSize).toBeGreaterThan(0);
    const served = await here.world.get('/log/consent/checkpoint');
    expect(served.text).toContain(`— ${new URL(registry.url).host}/witness `);
    await registry.world.post(`/api/federation/peers/${back}/remove`, registry.operator, {
      reason: 'Not any more',
    });
    const before = served.text;
    await here.world.database.pool.query(`DELETE FROM log_cosignature`);
    await here.world.app.get(CosigningService).collect('consent');
    const after = await here.world.get('/log/consent/checkpoint');
    expect(before).not.toEqual(after.text);
    expect(after.text).not.toContain('/witness ');
  });
});
