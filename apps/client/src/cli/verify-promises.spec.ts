import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { canonicalBytes, didKeyFromPublicKey, publicKeyOf, signBytes } from '@flipside/recipe';
import { formatVkey, KEY_TYPES, leafHash, signerKey, toBase64 } from '@flipside/transparency';
import { hexOf, MemoryLog } from '../../../../libs/transparency/src/memory-log.spec-support.ts';
import { FileReceiptStore } from './storage/receipt-files.ts';
import { promisesBeside } from './verify-promises.ts';
import { jsonIn, runIn } from './world.fixture.ts';

/** The clock of a command in a test stands at noon of the 25th. */
const LONG_AGO = '2026-11-20T12:00:00.000Z';
const JUST_NOW = '2026-11-25T11:59:00.000Z';
const RECIPE = 'sha256-x';
const entryOf = (index: number): Uint8Array => new TextEncoder().encode(`{"n":${index}}`);
const seedOf = (fill: number): Uint8Array => new Uint8Array(32).fill(fill);
const didOf = (seed: Uint8Array): string => didKeyFromPublicKey(publicKeyOf(seed));

interface Answer {
  readonly ok: boolean;
  readonly instances: readonly {
    readonly instance: string;
    readonly counts: Readonly<Record<string, number>>;
    readonly fault: { readonly code: string } | null;
    readonly plays: readonly { readonly found: string }[];
    readonly evidence: string | null;
  }[];
}

/** As much of an instance as somebody asks who looks for promises. */
class Instance {
  log: MemoryLog;
  readonly places = new Map<string, number>();
  readonly server: Server = createServer((request, response) => {
    const url = new URL(request.url ?? '', 'http://x');
    const file = this.log.files.get(url.pathname.replace('/log/plays/', ''));
    if (file !== undefined) return void response.end(file);
    const answer = this.#answer(url);
    response.writeHead(answer === null ? 404 : 200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(answer ?? {}));
  });

  constructor() {
    this.log = this.logOf(300);
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  logOf(size: number): MemoryLog {
    const key = signerKey('flips.example/log/plays', KEY_TYPES.ed25519, seedOf(9));
    const log = new MemoryLog(key.name, key).append(...Array.from({ length: size }, (_, n) => entryOf(n)));
    log.publish();
    return log;
  }

  #answer({ pathname, searchParams }: URL): unknown {
    const { origin, key } = this.log;
    if (pathname === '/api/logs')
      return { logs: [{ name: 'plays', origin, vkey: formatVkey(key), size: 300 }] };
    if (pathname !== '/api/logs/plays/places') return null;
    const hashes = (searchParams.get('leaves') ?? '').split(',');
    return { places: hashes.map((hash) => ({ hash, index: this.places.get(hash) ?? null })) };
  }
}

describe('flipside verify promises', () => {
  const instance = new Instance();
  let home: string;
  let store: FileReceiptStore;
  const plays = (): string => join(home, '.local/state/flipside/plays');
  const hostName = (): string => encodeURIComponent(new URL(instance.url).host);
  const logs = (): string => join(home, '.local/state/flipside/logs', hostName());
  const folder = (): string => join(plays(), hostName());
  const look = (...words: string[]) => jsonIn<Answer>(home, ['verify', 'promises', ...words]);

  /** A promise of the log's entry `at`, alone in its answer, as the instance signs it. */
  async function promise(grant: string, at: number, countedAt = LONG_AGO, seed = seedOf(3)): Promise<void> {
    const own = { leaf: hexOf(leafHash(entryOf(at))), receiptId: grant, recipe: RECIPE };
    const said = { v: 2, countedAt, log: instance.log.origin, size: 1, key: didOf(seed) };
    const root = toBase64(leafHash(canonicalBytes(own)));
    const sig = Buffer.from(signBytes(canonicalBytes({ ...said, root }), seed)).toString('base64url');
    const made = { ...said, ...own, index: 0, path: [], sig };
    const kept = { grant, home: instance.url, recipe: RECIPE, countedAt: Date.parse(countedAt) };
    await store.keepPromise({ ...kept, promise: made });
    if (at < 300) instance.places.set(own.leaf, at);
  }

  beforeAll(async () => {
    instance.server.listen(0, '127.0.0.1');
    await once(instance.server, 'listening');
  });
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'flipside-promises-'));
    store = new FileReceiptStore(folder());
    instance.log = instance.logOf(300);
    instance.places.clear();
  });
  afterAll(() => {
    instance.server.close();
    instance.server.closeAllConnections();
    rmSync(home, { recursive: true, force: true });
  });

  test('finds what the log has, at every instance that promised something, and asks only for the rest again', async () => {
    for (const n of [0, 255, 299]) await promise(`g${n}`, n);
    await promise('late', 300, JUST_NOW);
    const answer = await look();
    expect(answer).toMatchObject({ code: 0, ok: true });
    expect(answer.instances).toMatchObject([
      { instance: instance.url, counts: { included: 3, waiting: 1, missing: 0 }, plays: [], evidence: null },
    ]);
    expect(await runIn(home, ['verify', 'log', 'plays', '--url', instance.url])).toMatchObject({ code: 0 });
    instance.places.clear();
    expect((await look()).instances[0]).toMatchObject({ counts: { included: 3, waiting: 1 } });
    // How far the entries were read is still known.
    const seen: unknown = JSON.parse(readFileSync(join(logs(), 'plays.json'), 'utf8'));
    expect(seen).toMatchObject({ entries: { size: 300 } });
  });

  test('names a play that the log does not have, and keeps the proof', async () => {
    await promise('g1', 7);
    await promise('g2', 300);
    const { code, out } = await runIn(home, ['verify', 'promises', '--url', instance.url]);
    expect([code, out]).toEqual([
      1,
      expect.stringContaining(`the play of ${LONG_AGO} of ${RECIPE} is not in`),
    ]);
    const name = readdirSync(folder()).find((file) => file.startsWith('evidence'))!;
    const proof = JSON.parse(readFileSync(join(folder(), name), 'utf8')) as {
      readonly promises: readonly {
        readonly found: string;
        readonly promise: { readonly receiptId: string };
      }[];
      readonly log: { readonly checkpoint: string };
    };
    expect(proof.promises).toMatchObject([{ found: 'missing', promise: { receiptId: 'g2' } }]);
    expect(proof.log.checkpoint).toContain('flips.example/log/plays\n300\n');
  });

  test('is told beside a play where something is wrong, and no word where nothing is', async () => {
    const world = { env: { HOME: home }, now: () => new Date('2026-11-25T12:00:00Z'), terminal: null };
    const beside = () =>
      promisesBeside(instance.url, { timeout: 5 }, { ...world, out: () => undefined, err: () => undefined });
    await promise('g1', 7);
    expect(await beside()).toBeNull();
    await promise('g2', 300);
    expect(await beside()).toMatch(/One earlier play that 127\.0\.0\.1:\d+ promised is not as promised/);
    instance.log = instance.logOf(200);
    expect(await beside()).toContain('ROLLED_BACK');
  });

  test('does not believe where the instance says a leaf is', async () => {
    await promise('g1', 300);
    instance.places.set(hexOf(leafHash(entryOf(300))), 12);
    expect((await look()).instances).toMatchObject([{ counts: { missing: 1 } }]);
  });

  test('knows the instance by the key of its first promise, until a person says otherwise', async () => {
    await promise('g1', 1);
    await look();
    rmSync(join(folder(), 'promises'), { recursive: true });
    await promise('g2', 2, JUST_NOW, seedOf(4));
    const stranger = await look();
    expect(stranger).toMatchObject({ code: 1, instances: [{ counts: { included: 0, 'other-key': 1 } }] });
    expect(stranger.instances[0]?.plays).toMatchObject([{ found: 'other-key' }]);
    expect(await runIn(home, ['verify', 'promises', '--believe', 'me', '--url', instance.url])).toMatchObject(
      {
        code: 2,
        err: expect.stringContaining('"me" is no did:key'),
      },
    );
    expect(await runIn(home, ['verify', 'promises', '--believe', didOf(seedOf(4))])).toMatchObject({
      code: 2,
    });
    const told = await look('--believe', didOf(seedOf(4)), '--url', instance.url);
    expect(told).toMatchObject({ code: 0, instances: [{ counts: { included: 1 } }] });
    expect((await look()).instances).toMatchObject([{ counts: { included: 1 } }]);
  });

  test('looks for nothing in a log that has become shorter than it was, and keeps both its words', async () => {
    await promise('g1', 1);
    await look();
    await promise('g2', 2);
    instance.log = instance.logOf(200);
    const answer = await look();
    expect(answer).toMatchObject({
      code: 1,
      instances: [{ fault: { code: 'ROLLED_BACK' }, counts: { waiting: 1 } }],
    });
    expect(readdirSync(logs()).filter((name) => name.includes('evidence'))).toHaveLength(1);
  });

  test('has nothing to say where nothing was promised, and says which file is broken', async () => {
    expect(await runIn(home, ['verify', 'promises'])).toMatchObject({
      code: 0,
      out: 'No play of this machine was promised yet.',
    });
    mkdirSync(join(folder(), 'promises'), { recursive: true });
    writeFileSync(join(folder(), 'promises', 'g.json'), '{"grant":"g"}');
    const { code, err } = await runIn(home, ['verify', 'promises']);
    expect([code, err]).toEqual([2, expect.stringContaining('g.json is no promise of an instance')]);
  });
});
