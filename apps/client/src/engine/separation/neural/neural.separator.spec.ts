import { beforeAll, describe, expect, test } from '@jest/globals';
import type { StemSet, StereoPcm } from '../../types.ts';
import type { SeparatedBlock } from '../separator.ts';
import { COLUMNS, PLANE, SEGMENT_FRAMES } from './contract.ts';
import { createNeuralSeparator, NEURAL_BLOCK_FRAMES } from './neural.separator.ts';
import { referenceApply } from './reference.fixture.ts';
import type { SegmentModel, SegmentOutput } from './segment-model.ts';

const STEMS = ['drums', 'bass', 'other', 'vocals'] as const;
const { abs, imul, max, PI, sin } = Math;
const GAINS = [0.5, 0.2, 0.15, 0.05];
const FRAMES = SEGMENT_FRAMES + 120_001;

function recording(): StereoPcm {
  let state = 11;
  const next = (i: number): number => {
    state = (imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return 0.1 + 0.3 * sin(i * 0.02) + 0.2 * (state / 2 ** 31 - 1);
  };
  const mix = { left: new Float32Array(FRAMES), right: new Float32Array(FRAMES) };
  for (let i = 0; i < FRAMES; i++) {
    mix.left[i] = next(i);
    mix.right[i] = 0.7 * next(i);
  }
  return mix;
}

/**
 * Stands where a model stands: every stem is the input times a gain that depends on the place in the segment, so that
 * a wrong place, weight or order shows. The spectrum adds nothing.
 */
class PlaceModel implements SegmentModel {
  readonly runtime = { backend: 'native', threads: 1, refused: [] } as const;
  runs = 0;

  static gain(stem: number, i: number): number {
    return GAINS[stem]! * (1 + i / SEGMENT_FRAMES);
  }

  run(input: Float32Array): Promise<SegmentOutput> {
    this.runs += 1;
    const samples = new Float32Array(8 * SEGMENT_FRAMES);
    for (let stem = 0; stem < 4; stem++) {
      for (let row = 0; row < 2; row++) {
        const base = (2 * stem + row) * SEGMENT_FRAMES;
        for (let i = 0; i < SEGMENT_FRAMES; i++)
          samples[base + i] = input[row * SEGMENT_FRAMES + i]! * PlaceModel.gain(stem, i);
      }
    }
    return Promise.resolve({ samples, spectrum: new Float32Array(16 * PLANE) });
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

const setUp = (overlap?: number) => {
  const model = new PlaceModel();
  const separator = createNeuralSeparator({
    id: 'trial',
    stems: STEMS,
    ...(overlap === undefined ? {} : { overlap }),
    model: () => Promise.resolve(model),
  });
  return { model, separator };
};

function difference(a: StereoPcm, b: StereoPcm): number {
  let worst = 0;
  for (const channel of ['left', 'right'] as const) {
    if (a[channel].length !== b[channel].length) return Infinity;
    for (let i = 0; i < a[channel].length; i++) worst = max(worst, abs(a[channel][i]! - b[channel][i]!));
  }
  return worst;
}

describe('createNeuralSeparator', () => {
  const mix = recording();
  let stems: StemSet;
  let runs: number;

  beforeAll(async () => {
    const { model, separator } = setUp();
    stems = await separator.separate(mix);
    runs = model.runs;
  });

  test('blends segments as the reference does', async () => {
    const expected = await referenceApply(mix, 0.25, ([left, right]) =>
      Promise.resolve(
        STEMS.map((_, stem) => ({
          left: left.map((value, i) => value * PlaceModel.gain(stem, i)),
          right: right.map((value, i) => value * PlaceModel.gain(stem, i)),
        })),
      ),
    );
    for (const [index, stem] of STEMS.entries())
      expect(difference(stems[stem]!, expected[index]!)).toBeLessThan(2e-6);
    expect(runs).toBe(2);
  });

  test('the stems sum to the mix', () => {
    let worst = 0;
    for (const channel of ['left', 'right'] as const) {
      for (let i = 0; i < FRAMES; i++) {
        let sum = 0;
        for (const stem of STEMS) sum += stems[stem]![channel][i]!;
        worst = max(worst, abs(sum - mix[channel][i]!));
      }
    }
    expect(worst).toBeLessThan(2 ** -24);
  });

  test('makes only the segments that a region lies in, in playing order, and the same samples', async () => {
    const { model, separator } = setUp();
    const blocks: SeparatedBlock[] = [];
    const enough = new Error('enough');
    const stop = new AbortController();
    const at = FRAMES - 10;
    const separating = separator.separate(mix, {
      regions: [{ from: at, to: FRAMES }],
      blocksOnly: true,
      signal: stop.signal,
      onBlock: (block) => {
        blocks.push(block);
        stop.abort(enough);
      },
    });
    await expect(separating).rejects.toBe(enough);
    expect(model.runs).toBe(1);
    expect(blocks).toHaveLength(1);
    const [{ from, to, stems: parts }] = blocks as [SeparatedBlock];
    expect(to).toBe(FRAMES);
    expect(from % NEURAL_BLOCK_FRAMES).toBe(0);
    for (const stem of STEMS) {
      const whole = { left: stems[stem]!.left.subarray(from), right: stems[stem]!.right.subarray(from) };
      expect(difference(parts[stem]!, whole)).toBe(0);
    }
  });

  test('goes forth and back between places: what a block still needs is not given up', async () => {
    const length = 13 * NEURAL_BLOCK_FRAMES;
    const long = { left: new Float32Array(length), right: new Float32Array(length) };
    for (let i = 0; i < length; i++) long.left[i] = sin(i * 0.02) * sin(i * 0.00001);
    const enough = new Error('enough');
    const last = async (blocks: readonly number[]): Promise<SeparatedBlock> => {
      const made: SeparatedBlock[] = [];
      const stop = new AbortController();
      const separating = setUp().separator.separate(long, {
        regions: blocks.map((block) => ({
          from: block * NEURAL_BLOCK_FRAMES,
          to: block * NEURAL_BLOCK_FRAMES + 1,
        })),
        blocksOnly: true,
        signal: stop.signal,
        onBlock: (block) => {
          made.push(block);
          if (made.length === blocks.length) stop.abort(enough);
        },
      });
      await expect(separating).rejects.toBe(enough);
      return made.at(-1)!;
    };
    // Blocks 6 and 12 lie in segments 1 and 2, and 3 and 4; block 10 in segment 3 alone.
    const jumped = await last([10, 6, 12]);
    const alone = await last([12]);
    for (const stem of STEMS) expect(difference(jumped.stems[stem]!, alone.stems[stem]!)).toBe(0);
  });

  test('the result does not depend on the order, where more than two segments overlap either', async () => {
    const forwards = await setUp(0.6).separator.separate(mix);
    const backwards = await setUp(0.6).separator.separate(mix, {
      regions: [
        { from: 300_000, to: 300_001 },
        { from: 0, to: 1 },
      ],
    });
    for (const stem of STEMS) expect(difference(forwards[stem]!, backwards[stem]!)).toBe(0);
  });

  test('feeds the planes of both channels: left real, left imaginary, right real, right imaginary', async () => {
    const seen: Float32Array[] = [];
    const model = new PlaceModel();
    const run = model.run.bind(model);
    const separator = createNeuralSeparator({
      id: 'trial',
      stems: STEMS,
      model: () =>
        Promise.resolve(
          Object.assign(model, {
            run: (samples: Float32Array, planes: Float32Array) => {
              seen.push(planes.slice());
              return run(samples);
            },
          }),
        ),
    });
    // A tone on the left alone: bin 100 holds it there, and nothing is on the right.
    const left = Float32Array.from({ length: 200_000 }, (_, i) => sin((2 * PI * 100 * i) / 4096));
    await separator.separate({ left, right: new Float32Array(left.length) });
    const magnitude = (plane: number) => abs(seen[0]![plane * PLANE + 100 * COLUMNS + 168]!);
    expect(magnitude(0) + magnitude(1)).toBeGreaterThan(5);
    expect(magnitude(2) + magnitude(3)).toBeLessThan(1e-3);
  });

  test.each([0, 1, 4000])('takes a mix of %i frames, silent or not', async (frames) => {
    const silent = { left: new Float32Array(frames), right: new Float32Array(frames) };
    const parts = await setUp().separator.separate(silent);
    for (const stem of STEMS) {
      expect(parts[stem]!.left).toHaveLength(frames);
      expect(parts[stem]!.left.every((value) => value === 0)).toBe(true);
    }
  });

  test('refuses channels of unequal length and overlaps that never end', async () => {
    const uneven = { left: new Float32Array(10), right: new Float32Array(9) };
    await expect(setUp().separator.separate(uneven)).rejects.toThrow(RangeError);
    await expect(setUp(1).separator.separate(mix)).rejects.toThrow('No such overlap: 1');
  });
});
