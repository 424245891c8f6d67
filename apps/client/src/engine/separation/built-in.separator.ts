import type { StemSet, StereoPcm } from '../types.ts';
import { planBlocks } from './block-plan.ts';
import { collectStems } from './collect-stems.ts';
import { EventLoopPause } from './pause.ts';
import type { FrameRange, SeparateOptions, Separator } from './separator.ts';
import { TonalPass } from './tonal-pass.ts';
import { TransientPass, transientMargin } from './transient-pass.ts';
import { BUILT_IN_TUNING, type BuiltInTuning } from './tuning.ts';

/** Frames per block: 11.9 s. Working memory is bounded by it, whatever the length of the recording. */
const BLOCK_FRAMES = 1 << 19;
const STEMS = ['drums', 'bass', 'other', 'vocals'] as const;

type BuiltInStems = Record<(typeof STEMS)[number], StereoPcm>;

function silence(frames: number): StereoPcm {
  return { left: new Float32Array(frames), right: new Float32Array(frames) };
}

function view(pcm: StereoPcm, from: number, to: number): StereoPcm {
  return { left: pcm.left.subarray(from, to), right: pcm.right.subarray(from, to) };
}

/** Working memory of one separation: passes and buffers for one block and its margins. */
class BlockSeparation {
  readonly #margin: number;
  readonly #tonal: TonalPass;
  readonly #transient: TransientPass;
  readonly #bass: StereoPcm;
  readonly #voice: StereoPcm;
  readonly #unsteady: StereoPcm;

  constructor(blockFrames: number, tuning: BuiltInTuning) {
    this.#margin = transientMargin(tuning);
    const capacity = blockFrames + 2 * this.#margin;
    this.#tonal = new TonalPass(capacity, tuning);
    this.#transient = new TransientPass(capacity, tuning);
    this.#bass = silence(capacity);
    this.#voice = silence(capacity);
    this.#unsteady = silence(capacity);
  }

  /** Writes the stems of one block into views of exactly its length, which must be zero; yields often. */
  *run(mix: StereoPcm, block: FrameRange, stems: BuiltInStems): Generator<void, void, void> {
    const from = Math.max(0, block.from - this.#margin);
    const to = Math.min(mix.left.length, block.to + this.#margin);
    const parts = {
      bass: view(this.#bass, 0, to - from),
      voice: view(this.#voice, 0, to - from),
      unsteady: view(this.#unsteady, 0, to - from),
    };
    for (const part of Object.values(parts)) {
      part.left.fill(0);
      part.right.fill(0);
    }
    yield* this.#tonal.run(mix, { from, to }, parts);
    yield* this.#transient.run(parts.unsteady, from, block, this.#tonal, {
      drums: stems.drums,
      voice: stems.vocals,
    });
    for (const channel of ['left', 'right'] as const) {
      const bass = parts.bass[channel].subarray(block.from - from, block.to - from);
      const voice = parts.voice[channel].subarray(block.from - from, block.to - from);
      stems.bass[channel].set(bass);
      addRemainder(mix[channel].subarray(block.from, block.to), voice, stems, channel);
    }
  }
}

/** Completes the vocals and gives `other` whatever the three stems leave of the mix, rounded once. */
function addRemainder(
  mix: Float32Array,
  voice: Float32Array,
  stems: BuiltInStems,
  channel: 'left' | 'right',
): void {
  const drums = stems.drums[channel];
  const bass = stems.bass[channel];
  const vocals = stems.vocals[channel];
  const other = stems.other[channel];
  for (let i = 0; i < mix.length; i++) {
    vocals[i] = (vocals[i] as number) + (voice[i] as number);
    other[i] = (mix[i] as number) - ((drums[i] as number) + (bass[i] as number) + (vocals[i] as number));
  }
}

async function separate(mix: StereoPcm, options: SeparateOptions = {}): Promise<StemSet> {
  const { onProgress, onBlock, signal, regions = [] } = options;
  const length = mix.left.length;
  if (mix.right.length !== length) throw new RangeError('The channels of a mix must be equally long');
  signal?.throwIfAborted();
  const plan = planBlocks(length, BLOCK_FRAMES, regions);
  const collected = collectStems(STEMS, length, options);
  const separation = new BlockSeparation(Math.min(length, BLOCK_FRAMES), BUILT_IN_TUNING);
  const pause = new EventLoopPause();
  let done = 0;
  try {
    for (const block of plan) {
      const frames = block.to - block.from;
      const target: BuiltInStems = {
        drums: silence(frames),
        bass: silence(frames),
        other: silence(frames),
        vocals: silence(frames),
      };
      for (const _ of separation.run(mix, block, target)) {
        await pause.wait();
        signal?.throwIfAborted();
      }
      done += frames;
      onProgress?.({ step: 'separate', done, total: length });
      onBlock?.({ ...block, stems: target });
      collected.put({ ...block, stems: target });
    }
  } finally {
    pause.close();
  }
  return collected.stems;
}

/**
 * The separator that needs no weights: two harmonic/percussive passes by median filtering, repetition, and cues from
 * the stereo image and the frequency bands.
 *
 * The stems sum to the mix: `other` is the mix less the sum of the three others, computed in float64 and rounded once to
 * float32, so the float64 sum of the four differs from the mix by at most half a unit in the last place of `other`.
 * Every frame's result depends on the mix around it alone, so it is the same whichever region is asked for first.
 */
export const builtInSeparator: Separator = {
  id: 'builtin-1',
  stems: STEMS,
  chunkFrames: BLOCK_FRAMES,
  separate,
};
