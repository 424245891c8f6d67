import { describe, expect, test } from '@jest/globals';
import type { Stem } from '@flipside/recipe';
import type { FrameRange, Separator } from '../separation/separator.ts';
import { MemoryChunkStore } from '../storage/chunk-store.ts';
import { MemoryStemIndex } from '../storage/device-stem-index.ts';
import { StemCache } from '../storage/stem-cache.ts';
import { CHUNK_FRAMES, type FrameSpan } from '../storage/stem-chunk.ts';
import type { StemSet, StereoPcm } from '../types.ts';
import { StemAssembly } from './stem-assembly.ts';
import { fillFromCache, makeMissing, takeMix } from './stem-making.ts';

const FRAMES = 3 * CHUNK_FRAMES + 1000;
const STEMS = ['drums', 'vocals'] as const;
const name = { recording: 'r', model: 'trial', frames: FRAMES };

const view = ({ left, right }: StereoPcm, from: number, to: number): StereoPcm => ({
  left: left.subarray(from, to),
  right: right.subarray(from, to),
});

/** Hash-like comparison: `toEqual` on millions of samples takes a minute. */
const bytesOf = (samples: Float32Array | undefined): Buffer =>
  samples === undefined
    ? Buffer.alloc(0)
    : Buffer.from(samples.buffer, samples.byteOffset, samples.byteLength);
const same = (a: Float32Array | undefined, b: Float32Array | undefined): boolean =>
  a !== undefined && bytesOf(a).equals(bytesOf(b));

const LEFT = Float32Array.from({ length: FRAMES }, (_, i) => (i % 1000) / 1000);
const MIX: StereoPcm = { left: LEFT, right: LEFT.map((value) => -value) };

/** Drums are a quarter of the mix, vocals the rest; blocks lie on a grid of their own. Notes which it made. */
class TrialSeparator implements Separator {
  readonly id = 'trial';
  readonly stems = STEMS;
  readonly made: number[] = [];
  readonly chunkFrames: number;
  readonly #block: number;

  constructor(block: number) {
    this.#block = block;
    this.chunkFrames = block;
  }

  async separate(mix: StereoPcm, options: Parameters<Separator['separate']>[1] = {}): Promise<StemSet> {
    const { regions = [], onBlock, signal } = options;
    const touched = (block: FrameSpan) => regions.some(({ from, to }) => from < block.to && block.from < to);
    const blocks: FrameRange[] = [];
    for (let from = 0; from < FRAMES; from += this.#block)
      blocks.push({ from, to: Math.min(FRAMES, from + this.#block) });
    for (const block of [...blocks.filter(touched), ...blocks.filter((other) => !touched(other))]) {
      await Promise.resolve();
      signal?.throwIfAborted();
      this.made.push(block.from);
      const part = view(mix, block.from, block.to);
      const scaled = (gain: number): StereoPcm => ({
        left: part.left.map((value) => value * gain),
        right: part.right.map((value) => value * gain),
      });
      onBlock?.({ ...block, stems: { drums: scaled(0.25), vocals: scaled(0.75) } });
    }
    return {};
  }
}

function setUp(stems: readonly Stem[], spans: readonly FrameSpan[] | null, block = CHUNK_FRAMES) {
  const store = new MemoryChunkStore();
  const again = () => {
    const cache = new StemCache(store, new MemoryStemIndex(), { estimate: () => Promise.resolve({}) });
    const assembly = new StemAssembly(FRAMES, stems, spans);
    const separator = new TrialSeparator(block);
    const progress: number[] = [];
    const onProgress = (done: number) => progress.push(done);
    const making = { assembly, name, mix: MIX, cache, separator, onProgress };
    return { cache, assembly, separator, progress, making };
  };
  return again;
}

describe('makeMissing', () => {
  test('makes the chunks that are wanted, and stops there', async () => {
    const again = setUp(['drums'], [{ from: 2 * CHUNK_FRAMES + 5, to: 2 * CHUNK_FRAMES + 9 }]);
    const { assembly, making, separator, cache, progress } = again();
    expect(assembly.wanted).toEqual([2]);
    const missing = await fillFromCache(assembly, ['drums'], name, cache);
    expect(missing).toEqual([2]);
    expect(await makeMissing(making, missing)).toBe(true);
    expect(separator.made).toEqual([2 * CHUNK_FRAMES]);
    expect(progress).toEqual([1]);
    const drums = assembly.stems.drums;
    expect(drums?.left[2 * CHUNK_FRAMES + 777]).toBe(
      Math.fround(((2 * CHUNK_FRAMES + 777) % 1000) / 1000) * 0.25,
    );
    expect(drums?.left[CHUNK_FRAMES + 777]).toBe(0);
    expect(Object.keys(assembly.stems)).toEqual(['drums']);
  });

  test('keeps every stem of a finished chunk: another flip may need the others', async () => {
    const again = setUp(['drums'], [{ from: 0, to: 10 }]);
    const first = again();
    await makeMissing(first.making, [0]);
    const kept = await first.cache.read(name, 'vocals', 0);
    expect(kept?.left[500]).toBeCloseTo(0.375, 6);
  });

  test('the next time everything comes from the cache, bit for bit', async () => {
    const again = setUp([...STEMS], null);
    const first = again();
    await makeMissing(first.making, await fillFromCache(first.assembly, [...STEMS], name, first.cache));
    const second = again();
    expect(await fillFromCache(second.assembly, [...STEMS], name, second.cache)).toEqual([]);
    expect(second.separator.made).toEqual([]);
    for (const stem of STEMS) {
      expect(same(second.assembly.stems[stem]?.left, first.assembly.stems[stem]?.left)).toBe(true);
      expect(same(second.assembly.stems[stem]?.right, first.assembly.stems[stem]?.right)).toBe(true);
    }
    expect(first.assembly.stems.drums?.left[FRAMES - 1]).not.toBe(0);
  });

  test('work that was cut short goes on with what is missing, in playing order', async () => {
    const spans = [
      { from: 3 * CHUNK_FRAMES, to: FRAMES },
      { from: 0, to: 10 },
      { from: CHUNK_FRAMES, to: CHUNK_FRAMES + 1 },
    ];
    const again = setUp(['drums'], spans);
    const first = again();
    expect(first.assembly.wanted).toEqual([3, 0, 1]);
    await makeMissing(first.making, [3]);
    const second = again();
    const missing = await fillFromCache(second.assembly, ['drums'], name, second.cache);
    expect(missing).toEqual([0, 1]);
    await makeMissing(second.making, missing);
    expect(second.separator.made).toEqual([0, CHUNK_FRAMES]);
    expect(second.progress).toEqual([0.5, 1]);
    expect(second.assembly.stems.drums?.left[3 * CHUNK_FRAMES + 999]).not.toBe(0);
  });

  test('a separator with another grid fills the same chunks', async () => {
    const again = setUp(['vocals'], null, 300_000);
    const first = again();
    await makeMissing(first.making, [0, 1, 2, 3]);
    const whole = LEFT.map((value) => value * 0.75);
    expect(same(first.assembly.stems.vocals?.left, whole)).toBe(true);
    const second = again();
    expect(await fillFromCache(second.assembly, ['vocals'], name, second.cache)).toEqual([]);
    expect(same(second.assembly.stems.vocals?.left, whole)).toBe(true);
  });

  test('chunks of a separator’s own size: nothing finished is lost when work is cut short', async () => {
    const chunkFrames = 100_000;
    const small = { ...name, model: 'small', chunkFrames };
    const store = new MemoryChunkStore();
    const cache = new StemCache(store, new MemoryStemIndex(), { estimate: () => Promise.resolve({}) });
    const open = () => {
      const spans = [{ from: 250_000, to: 400_001 }];
      const assembly = new StemAssembly(FRAMES, ['drums', 'mix'], spans, chunkFrames);
      const separator = new TrialSeparator(chunkFrames);
      const making = { assembly, name: small, mix: MIX, cache, separator, onProgress: () => undefined };
      return { assembly, separator, making };
    };
    const first = open();
    expect(first.assembly.wanted).toEqual([2, 3, 4]);
    await makeMissing(first.making, [2, 3]);
    expect(first.separator.made).toEqual([200_000, 300_000]);
    const second = open();
    expect(await fillFromCache(second.assembly, ['drums'], small, cache)).toEqual([4]);
    expect(second.assembly.stems.drums?.left[399_999]).toBe(Math.fround(0.999) * 0.25);
    expect(await takeMix(second.assembly, small, MIX, cache)).toBe(true);
    expect(await fillFromCache(open().assembly, ['mix'], small, cache)).toEqual([]);
    // The mix of the usual chunks is another set: their numbers mean other frames.
    expect(await fillFromCache(open().assembly, ['mix'], name, cache)).toEqual([2, 3, 4]);
  });

  test('a failure of the separator is not taken for the end', async () => {
    const { making } = setUp(['drums'], null)();
    making.separator.separate = () => Promise.reject(new Error('broken'));
    await expect(makeMissing(making, [0])).rejects.toThrow('broken');
  });
});

describe('takeMix', () => {
  test('puts the mix in place and keeps it beside all models', async () => {
    const again = setUp(['mix'], [{ from: 0, to: 10 }]);
    const first = again();
    expect(await takeMix(first.assembly, name, MIX, first.cache)).toBe(true);
    const second = again();
    expect(await fillFromCache(second.assembly, ['mix'], { ...name, model: 'other' }, second.cache)).toEqual(
      [],
    );
    expect(second.assembly.stems.mix?.left[123]).toBe(Math.fround(0.123));
    expect(second.assembly.stems.mix?.left[CHUNK_FRAMES + 123]).toBe(0);
  });
});
