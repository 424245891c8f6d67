import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Flipside } from '../../../../../test/subsonic/support/flipside.ts';
import { toyModelPath } from '../../../../../test/support/toy-model.ts';
import { jsonIn, runIn } from '../world.fixture.ts';
import { wavFrames, wavHeader } from '../../engine/render/wav.ts';

const MODEL = readFileSync(toyModelPath());
const SHA256 = createHash('sha256').update(MODEL).digest('hex');
const PART = 9_000;
const GET = ['models', 'get', 'toy', '--accept-licence'];

/** A host with ranges that sends a part, and the rest when it is let. */
class Host {
  readonly ranges: (string | undefined)[] = [];
  bytes = MODEL;
  isSlow = true;
  onPart: () => void = () => undefined;
  readonly server = createServer(({ headers: { range } }, response) => {
    this.ranges.push(range);
    const from = Number(/^bytes=(\d+)-$/.exec(range ?? '')?.[1] ?? 0);
    response.writeHead(from > 0 ? 206 : 200, {
      'content-range': `bytes ${from}-${this.bytes.length - 1}/${this.bytes.length}`,
    });
    if (!this.isSlow) {
      response.end(this.bytes.subarray(from));
      return;
    }
    response.write(this.bytes.subarray(from, PART));
    this.onPart();
  });
}

describe('a model that is downloaded', () => {
  let home: string;
  const host = new Host();
  const kept = async (): Promise<unknown> => {
    const { models } = await jsonIn<{ models: { id: string; kept: string }[] }>(home, ['models', 'list']);
    return models.find(({ id }) => id === 'toy')?.kept;
  };

  beforeAll(async () => {
    home = mkdtempSync(join(tmpdir(), 'flipside-models-'));
    host.server.listen(0, '127.0.0.1');
    await once(host.server, 'listening');
    const { port } = host.server.address() as AddressInfo;
    const model = {
      ...{ id: 'toy', name: 'Toy bands', contract: 'stft-out', bytes: MODEL.length, sha256: SHA256 },
      download: { url: `http://127.0.0.1:${port}/toy.onnx`, bytes: MODEL.length },
      weightsLicence: 'For trying it out only.',
    };
    mkdirSync(join(home, '.config/flipside'), { recursive: true });
    writeFileSync(join(home, '.config/flipside/separation-models.json'), JSON.stringify({ models: [model] }));
  });
  afterAll(() => {
    host.server.closeAllConnections();
    host.server.close();
    rmSync(home, { recursive: true, force: true });
  });

  test('is asked for when its licence was agreed to, and not before', async () => {
    const { code, err } = await runIn(home, ['models', 'get', 'toy']);
    expect([code, err]).toEqual([2, expect.stringContaining('For trying it out only.')]);
    expect(host.ranges).toEqual([]);
    expect(await kept()).toBe('not here');
  });

  test('is stopped by Ctrl-C, and goes on from there', async () => {
    const stop = new AbortController();
    host.onPart = () => setTimeout(() => stop.abort(), 100);
    expect(await runIn(home, GET, { signal: stop.signal })).toMatchObject({ code: 130 });
    expect(await kept()).toBe('part');
    host.isSlow = false;
    expect(await runIn(home, GET)).toEqual({ code: 0, out: '✓ Toy bands is on this machine', err: '' });
    expect(host.ranges).toEqual([undefined, `bytes=${PART}-`]);
    expect(await kept()).toBe('here');
  });

  test('stays, and is what separates from then on', async () => {
    expect((await runIn(home, GET)).code).toBe(0);
    expect(host.ranges).toHaveLength(2);
    const frames = 30_000;
    const left = Float32Array.from(
      { length: frames },
      (_, i) => 0.4 * Math.sin((2 * Math.PI * 100 * i) / 44_100),
    );
    const file = join(home, 'tone.wav');
    writeFileSync(
      file,
      [wavHeader(frames, 'float32'), wavFrames({ left, right: left }, frames, 'float32')].reduce(
        (all, part) => Buffer.concat([all, part]),
        Buffer.alloc(0),
      ),
    );
    // In a process of its own: the runtime does not take arrays of a test runner's context.
    const separated = await new Flipside(home).json<{ model: string; files: { path: string }[] }>([
      ...['separate', file, '-o', join(home, 'stems'), '--model', 'toy', '--format', 'wav32f'],
    ]);
    expect(separated).toMatchObject({ ok: true, model: 'toy' });
    const peak = (stem: string): number => {
      const bytes = readFileSync(join(home, `stems/tone.${stem}.wav`));
      const samples = new Float32Array(Uint8Array.from(bytes.subarray(58)).buffer);
      return samples.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    };
    expect(peak('bass')).toBeGreaterThan(0.35);
    expect(peak('drums')).toBeLessThan(0.05);
  });

  test('is thrown away when it is another file than was meant', async () => {
    expect((await runIn(home, ['models', 'remove', 'toy'])).out).toMatch(/MB are free again/);
    expect(await kept()).toBe('not here');
    host.bytes = Buffer.from(MODEL.map((byte, i) => (i === 20_000 ? byte ^ 1 : byte)));
    const answer = await jsonIn<object>(home, GET);
    expect(answer).toMatchObject({ code: 1, ok: false, error: { code: 'MODEL_NOT_THE_FILE' } });
    expect(await kept()).toBe('not here');
    expect(existsSync(join(home, '.cache/flipside/models', `${SHA256}.onnx`))).toBe(false);
  });

  test('of a list that is wrong is no model', async () => {
    const env = { FLIPSIDE_MODELS: join(home, 'broken.json') };
    writeFileSync(env.FLIPSIDE_MODELS, '{"models":[{"id":"x"}]}');
    const { code, err } = await runIn(home, ['models', 'list'], { env });
    expect([code, err]).toEqual([2, expect.stringContaining('wrong at /models/0/name')]);
  });
});
