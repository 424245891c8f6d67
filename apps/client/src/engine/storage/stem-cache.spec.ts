import { describe, expect, test } from '@jest/globals';
import { MemoryChunkStore, type ChunkKey } from './chunk-store.ts';
import { MemoryStemIndex } from './device-stem-index.ts';
import { StemCache } from './stem-cache.ts';
import {
  CHUNK_FRAMES,
  chunkBytes,
  chunkSpan,
  chunksTouched,
  decodeChunk,
  encodeChunk,
} from './stem-chunk.ts';

const FRAMES = 1000;
const BYTES = chunkBytes(FRAMES);
const name = (recording: string) => ({ recording, model: 'm', frames: FRAMES });
const pcm = (value: number) => ({
  left: new Float32Array(FRAMES).fill(value),
  right: new Float32Array(FRAMES).fill(-value),
});

class QuotaStore extends MemoryChunkStore {
  failures = 0;

  override write(key: ChunkKey, bytes: ArrayBuffer): Promise<void> {
    if (this.failures > 0) {
      this.failures -= 1;
      return Promise.reject(Object.assign(new Error('full'), { name: 'QuotaExceededError' }));
    }
    return super.write(key, bytes);
  }
}

/** Room for `sets` chunks. */
function setUp(sets: number) {
  const store = new QuotaStore();
  const index = new MemoryStemIndex();
  const clock = { now: 0 };
  const estimate = { estimate: () => Promise.resolve({ quota: Math.ceil((sets * BYTES) / 0.6), usage: 0 }) };
  const cache = new StemCache(store, index, estimate, () => (clock.now += 1));
  const kept = async () => (await cache.sets()).map(({ key, bytes }) => [key, bytes]);
  return { store, cache, kept, clock };
}

describe('StemCache', () => {
  test('gives back what was written, bit for bit', async () => {
    const { cache, kept } = setUp(5);
    const samples = { left: Float32Array.of(0.1, -0, 1e-40), right: Float32Array.of(3, -1, NaN) };
    const short = { recording: 'r', model: 'm', frames: 3 };
    expect(await cache.read(short, 'drums', 0)).toBeNull();
    expect(await cache.write(short, 'drums', 0, samples)).toBe(true);
    expect(await cache.read(short, 'drums', 0)).toEqual(samples);
    expect(await cache.read(short, 'bass', 0)).toBeNull();
    expect(await cache.read({ ...short, model: 'n' }, 'drums', 0)).toBeNull();
    expect(await cache.read({ ...short, frames: 4 }, 'drums', 0)).toBeNull();
    expect(await kept()).toEqual([['r/m', chunkBytes(3)]]);
  });

  test('makes room by throwing out the longest unused recording', async () => {
    const { cache, kept } = setUp(2);
    await cache.write(name('a'), 'drums', 0, pcm(1));
    await cache.write(name('b'), 'drums', 0, pcm(2));
    await cache.use(name('a'));
    await cache.write(name('c'), 'drums', 0, pcm(3));
    expect(await kept()).toEqual([
      ['a/m', BYTES],
      ['c/m', BYTES],
    ]);
    expect(await cache.read(name('b'), 'drums', 0)).toBeNull();
    expect((await cache.read(name('a'), 'drums', 0))?.left[0]).toBe(1);
  });

  test('never throws out what is in use, and then keeps nothing more', async () => {
    const { cache, kept } = setUp(1);
    await cache.use(name('a'));
    await cache.write(name('a'), 'drums', 0, pcm(1));
    expect(await cache.write(name('a'), 'bass', 0, pcm(2))).toBe(false);
    expect(await cache.write(name('b'), 'bass', 0, pcm(2))).toBe(false);
    expect(await kept()).toEqual([['a/m', BYTES]]);
  });

  test('when the browser is out of room after all, frees more and tries once again', async () => {
    const { cache, kept, store } = setUp(4);
    for (const recording of ['a', 'b', 'c']) await cache.write(name(recording), 'drums', 0, pcm(1));
    store.failures = 1;
    expect(await cache.write(name('d'), 'drums', 0, pcm(4))).toBe(true);
    expect((await kept()).map(([key]) => key)).toEqual(['c/m', 'd/m']);
    store.failures = 2;
    expect(await cache.write(name('e'), 'drums', 0, pcm(5))).toBe(false);
  });

  test('other failures are not taken for a full disk', async () => {
    const { cache, store } = setUp(4);
    store.write = () => Promise.reject(new Error('broken'));
    await expect(cache.write(name('a'), 'drums', 0, pcm(1))).rejects.toThrow('broken');
  });

  test('clears everything', async () => {
    const { cache, kept } = setUp(4);
    await cache.use(name('a'));
    await cache.write(name('a'), 'drums', 0, pcm(1));
    await cache.write(name('b'), 'drums', 0, pcm(1));
    await cache.clear();
    expect(await kept()).toEqual([]);
    expect(await cache.read(name('a'), 'drums', 0)).toBeNull();
  });
});

describe('chunks', () => {
  test('a chunk cut short or without its header is none', () => {
    const bytes = encodeChunk(pcm(1));
    expect(decodeChunk(bytes, FRAMES)?.right[FRAMES - 1]).toBe(-1);
    expect(decodeChunk(bytes.slice(0, -4), FRAMES)).toBeNull();
    expect(decodeChunk(bytes, FRAMES - 1)).toBeNull();
    const unfinished = bytes.slice(0);
    new Uint8Array(unfinished, 0, 16).fill(0);
    expect(decodeChunk(unfinished, FRAMES)).toBeNull();
  });

  test('cover a recording without overlap, the last one shorter', () => {
    const frames = 2 * CHUNK_FRAMES + 7;
    expect(chunksTouched({ from: 0, to: frames }, frames)).toEqual([0, 1, 2]);
    expect(chunkSpan(2, frames)).toEqual({ from: 2 * CHUNK_FRAMES, to: frames });
    expect(chunksTouched({ from: CHUNK_FRAMES - 1, to: CHUNK_FRAMES + 1 }, frames)).toEqual([0, 1]);
    expect(chunksTouched({ from: CHUNK_FRAMES, to: CHUNK_FRAMES }, frames)).toEqual([]);
    expect(chunksTouched({ from: frames, to: frames + 9 }, frames)).toEqual([]);
    expect(chunksTouched({ from: -5, to: Infinity }, 10)).toEqual([0]);
  });
});
