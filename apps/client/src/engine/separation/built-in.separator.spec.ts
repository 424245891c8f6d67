import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Progress, StereoPcm } from '../types.ts';
import { bssSdr } from './bss-sdr.ts';
import { builtInSeparator } from './built-in.separator.ts';
import { generateMix, type GeneratedMix } from './generated-mix.fixture.ts';
import { findSeparationModel } from './registry.ts';
import type { SeparatedBlock } from './separator.ts';

const STEMS = ['drums', 'bass', 'other', 'vocals'] as const;
const BLOCK_FRAMES = 1 << 19;
let piece: GeneratedMix;
let stems: Awaited<ReturnType<typeof builtInSeparator.separate>>;
const progress: Progress[] = [];

function noise(frames: number): StereoPcm {
  let state = 5;
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return 0.3 * (state / 2 ** 31 - 1);
  };
  return {
    left: Float32Array.from({ length: frames }, next),
    right: Float32Array.from({ length: frames }, next),
  };
}

/** Whether all samples are the same; `toEqual` takes minutes for so many. */
function same(a: StereoPcm, b: StereoPcm): boolean {
  return (['left', 'right'] as const).every(
    (channel) =>
      a[channel].length === b[channel].length && a[channel].every((value, i) => value === b[channel][i]),
  );
}

/** Largest difference between the mix and the float64 sum of the stems. */
function sumError(mix: StereoPcm, parts: typeof stems): number {
  let worst = 0;
  for (const channel of ['left', 'right'] as const) {
    for (let i = 0; i < mix[channel].length; i++) {
      let sum = 0;
      for (const stem of STEMS) sum += parts[stem]![channel][i]!;
      const error = Math.abs(mix[channel][i]! - sum);
      if (!(error <= worst)) worst = error;
    }
  }
  return worst;
}

beforeAll(async () => {
  piece = generateMix({
    seed: 1,
    bpm: 120,
    root: 33,
    progression: [0, 5, 7, 3],
    seconds: 12,
    plucked: false,
  });
  stems = await builtInSeparator.separate(piece.mix, { onProgress: (step) => progress.push(step) });
});

describe('builtInSeparator', () => {
  test.each([
    ['drums', 3.5],
    ['bass', 4.5],
    ['other', 1],
    ['vocals', 3.5],
  ] as const)('separates %s of a generated piece by at least %d dB', (stem, floor) => {
    expect(bssSdr(piece[stem], stems[stem]!)).toBeGreaterThan(floor);
  });

  test('the stems sum to the mix', () => {
    expect(sumError(piece.mix, stems)).toBeLessThan(2 ** -24);
    expect(stems.mix).toBeUndefined();
  });

  test('reports progress in frames up to the end', () => {
    expect(progress.map(({ done }) => done)).toEqual([BLOCK_FRAMES, piece.mix.left.length]);
    expect(progress.every(({ step, total }) => step === 'separate' && total === piece.mix.left.length)).toBe(
      true,
    );
  });

  test('what is needed first comes first, and is the same', async () => {
    const blocks: SeparatedBlock[] = [];
    const regions = [{ from: BLOCK_FRAMES + 10, to: BLOCK_FRAMES + 20 }];
    const again = await builtInSeparator.separate(piece.mix, {
      regions,
      onBlock: (block) => blocks.push(block),
    });
    expect(blocks.map(({ from }) => from)).toEqual([BLOCK_FRAMES, 0]);
    const { left, right } = stems.bass!;
    const end = { left: left.subarray(BLOCK_FRAMES), right: right.subarray(BLOCK_FRAMES) };
    expect(same(blocks[0]!.stems.bass!, end)).toBe(true);
    for (const stem of STEMS) expect(same(again[stem]!, stems[stem]!)).toBe(true);
  });

  test('stops when told to, and gives way to other work meanwhile', async () => {
    const controller = new AbortController();
    const reason = new Error('changed my mind');
    // It is heard between two pieces of work: a timer can only fire where the separator lets it.
    setTimeout(() => controller.abort(reason), 0);
    await expect(builtInSeparator.separate(piece.mix, { signal: controller.signal })).rejects.toBe(reason);
    await expect(builtInSeparator.separate(piece.mix, { signal: controller.signal })).rejects.toBe(reason);
  });

  test.each([0, 1, 100, 5000])('takes a mix of %i frames', async (frames) => {
    const mix = noise(frames);
    const parts = await builtInSeparator.separate(mix);
    for (const stem of STEMS) expect(parts[stem]!.right).toHaveLength(frames);
    expect(sumError(mix, parts)).toBeLessThan(2 ** -24);
  });

  test('silence stays silence', async () => {
    const mix = { left: new Float32Array(9000), right: new Float32Array(9000) };
    const parts = await builtInSeparator.separate(mix);
    for (const stem of STEMS) expect(parts[stem]!.left.every((value) => value === 0)).toBe(true);
  });

  test('refuses channels of unequal length', async () => {
    const mix = { left: new Float32Array(10), right: new Float32Array(9) };
    await expect(builtInSeparator.separate(mix)).rejects.toThrow(RangeError);
  });

  test('is the model that recipes name', () => {
    expect(findSeparationModel('builtin-1')!.stems).toEqual(STEMS);
    expect(findSeparationModel('htdemucs')!.contract).toBe('stft-out');
    expect(findSeparationModel('nothing')).toBeNull();
  });
});
