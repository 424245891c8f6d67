import { beforeAll, describe, expect, test } from '@jest/globals';
import { composeMusic, shift } from '../alignment/music.fixture.ts';
import { ANALYSIS_VERSION, KEPT_BIN, waveform } from '../analysis/index.ts';
import { encodeWav } from '../decode/encode.fixture.ts';
import { BUILT_IN_SEPARATION } from '../separation/separation-choice.ts';
import type { Separator } from '../separation/separator.ts';
import { type ChunkKey, MemoryChunkStore } from '../storage/chunk-store.ts';
import { MemoryCopyIndex } from '../storage/device-copy-index.ts';
import type { KnownCopy } from '../storage/device-records.ts';
import { MemoryStemIndex } from '../storage/device-stem-index.ts';
import { CHUNK_FRAMES, chunkCount, type FrameSpan } from '../storage/stem-chunk.ts';
import { StemCache } from '../storage/stem-cache.ts';
import { decodePicture, encodePicture, type KeptPicture } from '../storage/stem-picture.ts';
import type { StemSet, StereoPcm } from '../types.ts';
import { SourcePreparation } from './source-preparation.ts';

const SECONDS = 12;
const FRAMES = SECONDS * 44_100;
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
  readonly pictures: { readonly key: ChunkKey; readonly picture: KeptPicture }[] = [];

  override write(key: ChunkKey, bytes: ArrayBuffer): Promise<void> {
    const picture = key.chunk === 'picture' ? decodePicture(bytes, FRAMES, chunkCount(FRAMES)) : null;
    if (picture !== null) this.pictures.push({ key, picture });
    return super.write(key, bytes);
  }
}

/** A kept picture in which every bin is half full, so that it is known again. */
const halfFull = ({ level, covered }: KeptPicture): KeptPicture => ({
  level: { ...level, peak: level.peak.map(() => 0.5) },
  covered,
});

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
    const other = halfFull(kept.picture);
    await store.write(kept.key, encodePicture(other, FRAMES));
    expect((await takeIn(fileOf(music))).pictures.other!.peak[7]).toBe(0.5);
    const damaged = encodePicture(other, FRAMES);
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

  test('parts of stems are drawn once each, and go on being those when more parts are asked for', async () => {
    const { preparation, store, report } = setUp();
    const prepare = async (...spans: readonly FrameSpan[]) => {
      const result = await preparation.prepare(
        {
          file: fileOf(music),
          decoded: null,
          source: { ...source, id: 's1', isrc: ['GBAAA2400001'], title: 'Piece', artist: 'Somebody' },
          separation: BUILT_IN_SEPARATION,
          stems: ['other'],
          spans,
        },
        report,
      );
      if (result.kind !== 'ready') throw new Error(JSON.stringify(result));
      return result;
    };
    const head = { from: 0, to: 1000 };
    const tail = { from: FRAMES - 1000, to: FRAMES };
    const tailBin = CHUNK_FRAMES / KEPT_BIN;
    await prepare(head);
    const [kept] = store.pictures;
    expect(Array.from(kept!.picture.covered)).toEqual([1, 0]);
    await store.write(kept!.key, encodePicture(halfFull(kept!.picture), FRAMES));
    const again = await prepare(head);
    expect(again.pictures.other!.peak[7]).toBe(0.5);
    expect(again.pictures.other!.peak[tailBin]).toBe(0);
    const both = await prepare(head, tail);
    const [measured] = waveform(both.stems.other!, [KEPT_BIN]);
    expect(both.pictures.other!.peak[7]).toBe(0.5);
    expect(both.pictures.other!.peak.subarray(tailBin)).toEqual(measured!.peak.subarray(tailBin));
    expect(Array.from(store.pictures.at(-1)!.picture.covered)).toEqual([1, 1]);
    expect(store.pictures).toHaveLength(3);
    await prepare(tail);
    expect(store.pictures).toHaveLength(3);
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
