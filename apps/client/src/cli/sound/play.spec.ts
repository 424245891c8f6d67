import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { publicKeyFromDidKey, recipeHash, verifyBytes, type Recipe } from '@flipside/recipe';
import { receiptBytes } from '../../engine/metering/receipt.ts';
import type { PlayReceipt } from '../../engine/metering/metering-api.ts';
import type { QueuedReceipt } from '../../engine/storage/device-records.ts';
import { FileReceiptStore } from '../storage/receipt-files.ts';
import { jsonIn, runIn } from '../world.fixture.ts';

/** Two seconds of a pad and of the drums of a piece of the demo library: half of it must be heard after the grant came. */
const RECIPE: Recipe = {
  type: 'RemixRecipe',
  version: '1',
  title: 'Short',
  engine: { id: 'flipside-dsp', version: '1.0.0', sampleRate: 44_100, blockSize: 4096 },
  tempo: [{ beat: 0, bpm: 120 }],
  timeSignature: [4, 4],
  sources: [
    { id: 's1', isrc: ['QZFLP2600001'], title: 'Slow Tide', artist: 'Marrow & Pine', durationMs: 33_000 },
  ],
  separation: { model: 'builtin-1' },
  tracks: [
    { id: 't1', name: 'Drums', clips: [{ source: 's1', stem: 'drums', at: 0, length: 4, in: 4 }] },
    {
      ...{ id: 't2', name: 'Pad', instrument: { type: 'subtractive' } },
      notes: [{ at: 0, length: 4, key: 45, velocity: 0.8 }],
    },
  ],
  master: {},
  provenance: { parents: [], supersedes: null },
};
const HASH = recipeHash(RECIPE);
/** The pad alone: nothing has to be found and separated. */
const PAD: Recipe = { ...RECIPE, sources: [], tracks: RECIPE.tracks.slice(1) };

/** As much of an instance as a play asks for. */
class Instance {
  readonly asked: string[] = [];
  receipts: PlayReceipt[] = [];
  isDown = false;
  #grants = 0;
  readonly server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString();
      this.asked.push(`${request.method ?? ''} ${request.url ?? ''}`);
      const answer = this.#answer(request.url ?? '', body === '' ? null : JSON.parse(body));
      response.writeHead(answer === null ? 404 : 200, { 'content-type': 'application/json' });
      response.end(JSON.stringify(answer ?? {}));
    });
  });

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  #answer(path: string, body: unknown): unknown {
    if (path === `/api/recipes/${HASH}/document`) return RECIPE;
    if (path === '/api/plays/grants') {
      const now = Date.now();
      const [issuedAt, expiresAt] = [now, now + 60_000].map((at) => new Date(at).toISOString());
      return { id: `g/../${++this.#grants}`, home: this.url, issuedAt, expiresAt };
    }
    if (path !== '/api/plays' || this.isDown) return null;
    const { receipts } = body as { receipts: PlayReceipt[] };
    this.receipts = receipts;
    return { results: receipts.map(({ grant }) => ({ grant, status: 'counted', promise: { of: grant } })) };
  }
}

describe('flipside play', () => {
  let home: string;
  let file: string;
  let pad: string;
  let empty: string;
  let player: string;
  const instance = new Instance();
  const from = ['--from', 'demo'];
  const played = (): Buffer => readFileSync(join(home, 'heard.wav'));

  beforeAll(async () => {
    home = mkdtempSync(join(tmpdir(), 'flipside-play-'));
    file = join(home, 'short.json');
    writeFileSync(file, JSON.stringify(RECIPE));
    empty = join(home, 'empty');
    mkdirSync(empty);
    pad = join(home, 'pad.json');
    writeFileSync(pad, JSON.stringify(PAD));
    player = join(home, 'player');
    writeFileSync(player, `#!/bin/sh\ncat > '${join(home, 'heard.wav')}'\n`);
    chmodSync(player, 0o755);
    instance.server.listen(0, '127.0.0.1');
    await once(instance.server, 'listening');
  });
  afterAll(() => {
    instance.server.close();
    instance.server.closeAllConnections();
    rmSync(home, { recursive: true, force: true });
  });

  test('pipes what render writes, and no word with it', async () => {
    const mix = join(home, 'mix.wav');
    // Without the recording: it is named, and the rest is heard.
    const nowhere = ['--from', empty, '--partial'];
    expect((await runIn(home, ['render', file, '-o', mix, '--format', 'wav16', ...nowhere])).code).toBe(4);
    const chunks: Buffer[] = [];
    const sound = new Writable({
      write: (chunk: Buffer, _, done) => {
        chunks.push(Buffer.from(chunk));
        done();
      },
    });
    const { code, out, err } = await runIn(home, ['play', file, '--stdout', ...nowhere], { sound });
    expect([code, out, err]).toEqual([4, '', expect.stringContaining('✗ Slow Tide')]);
    expect(chunks.length).toBeGreaterThan(10);
    expect(Buffer.concat(chunks).equals(readFileSync(mix))).toBe(true);
  });

  test('plays in time, and counts what a published flip was heard', async () => {
    const started = performance.now();
    const words = ['play', HASH, '--url', instance.url, '--player', player, ...from];
    const answer = await jsonIn<{ count: string; seconds: number }>(home, words);
    const seconds = (performance.now() - started) / 1000;
    expect(answer).toMatchObject({ code: 0, ok: true, whole: true, count: 'counted' });
    expect(answer.seconds).toBeGreaterThan(1.99);
    expect(seconds).toBeGreaterThan(answer.seconds);
    expect(played()).toHaveLength(44 + 4 * Math.round(answer.seconds * 44_100));
    const [{ sig, ...receipt }] = instance.receipts as [PlayReceipt];
    expect(receipt).toMatchObject({ recipe: HASH, home: instance.url, app: 'flipside-cli/1' });
    expect(receipt.sources).toEqual([
      { isrc: 'QZFLP2600001', provider: 'demo', heardMs: expect.any(Number) },
    ]);
    expect(receipt.heardMs).toBeGreaterThanOrEqual(1000);
    expect(receipt.heardMs).toBeLessThan(2400);
    const key = publicKeyFromDidKey(receipt.device);
    expect(verifyBytes(Buffer.from(sig, 'base64url'), receiptBytes(receipt), key!)).toBe(true);
  });

  test('keeps a receipt that cannot be sent for another time', async () => {
    instance.isDown = true;
    const words = ['play', HASH, '--url', instance.url, '--player', player, ...from];
    expect(await jsonIn<object>(home, words)).toMatchObject({
      ...{ code: 0, count: 'queued' },
      // This one shows no logs, which is no reason not to play.
      promises: expect.stringContaining('Earlier promises could not be looked for'),
    });
    const state = join(home, '.local/state/flipside/plays');
    const [host = ''] = readdirSync(state);
    expect(readdirSync(join(state, host, 'receipts'))).toHaveLength(1);
    expect(readdirSync(join(state, host, 'promises'))).toHaveLength(1);
    const store = new FileReceiptStore(join(state, host));
    const now = Date.now();
    expect(await store.due(now)).toEqual([]);
    const next = (await store.nextDue())!;
    expect(next).toBeGreaterThan(now);
    const [{ grant, receipt, attempts }] = (await store.due(next)) as [QueuedReceipt];
    expect([grant, receipt.recipe, attempts]).toEqual(['g/../2', HASH, 1]);
    await store.remove([grant]);
    expect(await store.nextDue()).toBeNull();
  });

  test('asks nobody for a file, or for what goes through a pipe', async () => {
    const before = instance.asked.length;
    const answer = await jsonIn<object>(home, ['play', pad, '--player', player, '--at', '1']);
    expect(answer).toMatchObject({ code: 0, count: 'uncounted' });
    expect(instance.asked).toHaveLength(before);
    const head = played().readUInt32LE(40);
    expect(head).toBe(played().length - 44);
  });

  test.each([
    [['--player', '/nowhere/player'], 2, 'cannot be run'],
    [['--player', 'false'], 1, 'false ended with 1'],
    [['--at', '60'], 2, '“Short” is'],
    [['--stdout'], 2, 'either --player or --stdout'],
  ])('%j ends with %i', async (words, exitCode, text) => {
    const { code, out, err } = await runIn(home, ['play', pad, '--player', player, ...words]);
    expect([code, out + err]).toEqual([exitCode, expect.stringContaining(text)]);
  });

  test('writes sound where somebody takes it, and no document', async () => {
    expect(await runIn(home, ['play', pad, '--stdout'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('pipe it on'),
    });
    const { code, out } = await runIn(home, ['play', pad, '--stdout', '--json']);
    expect([code, out]).toEqual([2, expect.stringContaining('--stdout writes sound')]);
  });

  test('says what to do where nothing can play, before it works on anything', async () => {
    const { code, err } = await runIn(home, ['play', '/nowhere.json'], { env: { PATH: '/nowhere' } });
    expect([code, err]).toEqual([2, expect.stringContaining('none of aplay, mpv, ffplay, play')]);
  });

  test('ends with Ctrl-C, and the player with it', async () => {
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 300);
    const words = ['play', pad, '--player', player];
    expect(await runIn(home, words, { signal: stop.signal })).toMatchObject({ code: 130 });
  });
});
