import { beforeAll, describe, expect, test } from '@jest/globals';
import { composeMusic, shift } from '../alignment/music.fixture.ts';
import { encodeWav } from '../decode/encode.fixture.ts';
import type { Separator } from '../separation/separator.ts';
import { MemoryChunkStore } from '../storage/chunk-store.ts';
import { MemoryCopyIndex } from '../storage/device-copy-index.ts';
import { MemoryStemIndex } from '../storage/device-stem-index.ts';
import { StemCache } from '../storage/stem-cache.ts';
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
  readonly mixes: StereoPcm[] = [];

  separate(mix: StereoPcm, { onBlock }: Parameters<Separator['separate']>[1] = {}): Promise<StemSet> {
    this.mixes.push({ left: mix.left.slice(), right: mix.right.slice() });
    onBlock?.({ from: 0, to: mix.left.length, stems: { other: mix } });
    return Promise.resolve({ other: mix });
  }
}

function setUp() {
  const store = new MemoryChunkStore();
  const separator = new TrialSeparator();
  const preparation = new SourcePreparation({
    cache: new StemCache(store, new MemoryStemIndex(), { estimate: () => Promise.resolve({}) }),
    copies: new MemoryCopyIndex(),
    separator: () => separator,
    now: () => 0,
  });
  const stages: string[] = [];
  const report = ({ stage }: { stage: string }): void => {
    if (stages.at(-1) !== stage) stages.push(stage);
  };
  const takeIn = async (file: Blob) => {
    const result = await preparation.takeIn(
      { file, decoded: null, model: 'trial', framesPerBin: 1024 },
      report,
    );
    if (result.kind !== 'ready') throw new Error(JSON.stringify(result));
    return result;
  };
  return { preparation, separator, stages, report, takeIn };
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
    const [a, b] = [first, second].map(({ waveforms }) => waveforms.other!.rms);
    expect(b).toEqual(a);
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
        model: 'trial',
        stems: ['other'],
        spans: null,
      },
      report,
    );
    expect(result).toMatchObject({ kind: 'ready', offsetMs: (5000 * 1000) / 44_100 });
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
        model: 'trial',
        stems: ['other'],
        spans: null,
      },
      report,
    );
    expect(result).toMatchObject({ kind: 'refused', problem: { code: 'other-recording' } });
    expect(separator.mixes).toHaveLength(0);
  });
});
