import { beforeAll, describe, expect, test } from '@jest/globals';
import { composeMusic, shift } from '../alignment/music.fixture.ts';
import { ANALYSIS_VERSION, KEPT_BIN, waveform, type WaveformLevel } from '../analysis/index.ts';
import { encodeWav } from '../decode/encode.fixture.ts';
import { BUILT_IN_SEPARATION } from '../separation/separation-choice.ts';
import type { Separator } from '../separation/separator.ts';
import { type ChunkKey, MemoryChunkStore } from '../storage/chunk-store.ts';
import { MemoryCopyIndex } from '../storage/device-copy-index.ts';
import type { KnownCopy } from '../storage/device-records.ts';
import { MemoryStemIndex } from '../storage/device-stem-index.ts';
import { CHUNK_FRAMES } from '../storage/stem-chunk.ts';
import { StemCache } from '../storage/stem-cache.ts';
import { decodePicture, encodePicture } from '../storage/stem-picture.ts';
import type { StemSet, StereoPcm } from '../types.ts';
import { SourcePreparation } from './source-preparation.ts';

const SECONDS = 12;
const music = composeMusic(SECONDS, 4);
const fileOf = (pcm: StereoPcm): Blob =>
  new Blob([encodeWav([pcm.left, pcm.right], { rate: 44_100, bits: 16 })]);

/** Gives the mix as its only stem, and notes what it was given. */
class TrialSeparator implements Separator {
  readonly id = 'trial';
  readonly stems = ['other'] as const;
  readonly chunkFrames = CHUNK_FRAMES;
  readonly mixes: StereoPcm[] = [];

  separate(mix: StereoPcm, { onBlock }: Parameters<Separator['separate']>[1] = {}): Promise<StemSet> {
    this.mixes.push({ left: mix.left.slice(), right: mix.right.slice() });
    onBlock?.({ from: 0, to: mix.left.length, stems: { other: mix } });
    return Promise.resolve({ other: mix });
  }
}

class NotedStore extends MemoryChunkStore {
  readonly pictures: { readonly key: ChunkKey; readonly level: WaveformLevel }[] = [];

  override write(key: ChunkKey, bytes: ArrayBuffer): Promise<void> {
    const level = key.chunk === 'picture' ? decodePicture(bytes, SECONDS * 44_100) : null;
    if (level !== null) this.pictures.push({ key, level });
    return super.write(key, bytes);
  }
}

class NotedCopies extends MemoryCopyIndex {
  readonly all: KnownCopy[] = [];

  override put(copy: KnownCopy): Promise<void> {
    this.all.push(copy);
    return super.put(copy);
  }
}

function setUp() {
  const store = new NotedStore();
  const copies = new NotedCopies();
  const separator = new TrialSeparator();
  const preparation = new SourcePreparation({
    cache: new StemCache(store, new MemoryStemIndex(), { estimate: () => Promise.resolve({}) }),
    copies,
    separator: () => ({ separator, run: () => null }),
    now: () => 0,
  });
  const stages: string[] = [];
  const report = ({ stage }: { stage: string }): void => {
    if (stages.at(-1) !== stage) stages.push(stage);
  };
  const takeIn = async (file: Blob) => {
    const result = await preparation.takeIn({ file, decoded: null, separation: BUILT_IN_SEPARATION }, report);
    if (result.kind !== 'ready') throw new Error(JSON.stringify(result));
    return result;
  };
  return { preparation, separator, store, copies, stages, report, takeIn };
}

describe('takeIn', () => {
  test('measures a recording once: the second time all of it comes from what is kept', async () => {
    const { separator, stages, takeIn } = setUp();
    const first = await takeIn(fileOf(music));
    expect(first.measured).toMatchObject({ durationMs: SECONDS * 1000, bpm: 120 });
    expect(stages).toContain('aligning');
    stages.length = 0;
    const second = await takeIn(fileOf(music));
    expect(separator.mixes).toHaveLength(1);
    expect(stages).toEqual(['reading']);
    expect(second.measured).toEqual(first.measured);
    expect(first.onsets.length).toBeGreaterThan(SECONDS);
    expect(second.onsets).toEqual(first.onsets);
    expect(second.pictures).toEqual(first.pictures);
    expect(second.pictures.other!.peak).toEqual(waveform(second.stems.other!, [KEPT_BIN])[0]!.peak);
  });

  test('what is drawn comes from what is kept, and is measured again when that is damaged', async () => {
    const { store, takeIn } = setUp();
    const first = await takeIn(fileOf(music));
    const kept = store.pictures.find(({ key }) => key.stem === 'other')!;
    const other = { framesPerBin: KEPT_BIN, peak: kept.level.peak.map(() => 0.5), rms: kept.level.rms };
    await store.write(kept.key, encodePicture(other, SECONDS * 44_100));
    expect((await takeIn(fileOf(music))).pictures.other!.peak[7]).toBe(0.5);
    const damaged = encodePicture(other, SECONDS * 44_100);
    new Uint8Array(damaged)[5000]! ^= 1;
    for (const bytes of [damaged, damaged.slice(0, 5001), new ArrayBuffer(0)]) {
      await store.write(kept.key, bytes);
      expect((await takeIn(fileOf(music))).pictures).toEqual(first.pictures);
    }
  });

  test('what an earlier version measured is measured again', async () => {
    const { copies, stages, takeIn } = setUp();
    const first = await takeIn(fileOf(music));
    const [known] = copies.all;
    await copies.put({ ...known!, analysis: ANALYSIS_VERSION - 1, measured: { ...first.measured, bpm: 1 } });
    stages.length = 0;
    expect((await takeIn(fileOf(music))).measured).toEqual(first.measured);
    expect(stages).toContain('aligning');
  });
});

describe('prepare', () => {
  let source: Awaited<ReturnType<ReturnType<typeof setUp>['takeIn']>>['measured'];

  beforeAll(async () => {
    source = (await setUp().takeIn(fileOf(music))).measured;
  });

  test('a late copy of inverted polarity is separated in canonical time and polarity', async () => {
    const { preparation, separator, report } = setUp();
    const late = shift(music, 5000);
    const copy = { left: late.left.map((value) => -value), right: late.right.map((value) => -value) };
    const result = await preparation.prepare(
      {
        file: fileOf(copy),
        decoded: null,
        source: { ...source, id: 's1', isrc: ['GBAAA2400001'], title: 'Piece', artist: 'Somebody' },
        separation: BUILT_IN_SEPARATION,
        stems: ['other'],
        spans: null,
      },
      report,
    );
    expect(result).toMatchObject({ kind: 'ready', offsetMs: (5000 * 1000) / 44_100, onsets: null });
    expect(result).toHaveProperty('pictures.other.framesPerBin', KEPT_BIN);
    const [mix] = separator.mixes;
    for (const at of [1000, 44_100, 300_000]) expect(mix!.left[at]).toBeCloseTo(music.left[at]!, 3);
  });

  test('another recording is refused in words, and nothing is separated', async () => {
    const { preparation, separator, report } = setUp();
    const result = await preparation.prepare(
      {
        file: fileOf(composeMusic(SECONDS, 9)),
        decoded: null,
        source: { ...source, id: 's1', isrc: ['GBAAA2400001'], title: 'Piece', artist: 'Somebody' },
        separation: BUILT_IN_SEPARATION,
        stems: ['other'],
        spans: null,
      },
      report,
    );
    expect(result).toMatchObject({ kind: 'refused', problem: { code: 'other-recording' } });
    expect(separator.mixes).toHaveLength(0);
  });
});
