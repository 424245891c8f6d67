import { dbToGain } from '../dsp/math.ts';
import { Limiter } from '../render/effects/limiter.ts';
import { QUANTUM, quantumBuffer } from '../render/quantum.ts';
import type { RenderedBlock } from './render-part.ts';

const RELEASE_MS = 100;
const BLOCK_QUANTA = 64;

/** Gathers frames into quanta, treats them, and gathers the result into blocks without the limiter's delay. */
class Leveller {
  private readonly limiter: Limiter;
  private readonly gain: number;
  private readonly quantum = quantumBuffer();
  private readonly pcm = {
    left: new Float32Array(BLOCK_QUANTA * QUANTUM),
    right: new Float32Array(BLOCK_QUANTA * QUANTUM),
  };
  private filled = 0;
  private ready = 0;
  private drop: number;
  /** Frames taken in and not yet given out. */
  owed = 0;

  constructor(gainDb: number, ceilingDb: number) {
    this.limiter = new Limiter(ceilingDb, RELEASE_MS);
    this.gain = dbToGain(gainDb);
    this.drop = this.limiter.latency;
  }

  /** Takes one frame in; true when a block is full. */
  add(left: number, right: number): boolean {
    this.quantum.left[this.filled] = this.gain * left;
    this.quantum.right[this.filled] = this.gain * right;
    this.filled++;
    this.owed++;
    return this.filled === QUANTUM && this.flush();
  }

  /** Treats the current quantum, filled up with silence; true when no further one fits into the block. */
  flush(): boolean {
    const { quantum, pcm } = this;
    quantum.left.fill(0, this.filled);
    quantum.right.fill(0, this.filled);
    this.filled = 0;
    this.limiter.process(quantum);
    for (let i = Math.min(this.drop, QUANTUM); i < QUANTUM && this.owed > 0; i++) {
      pcm.left[this.ready] = quantum.left[i] ?? 0;
      pcm.right[this.ready] = quantum.right[i] ?? 0;
      this.ready++;
      this.owed--;
    }
    this.drop = Math.max(0, this.drop - QUANTUM);
    return this.ready + QUANTUM > pcm.left.length;
  }

  /** What is ready; its arrays hold until the next frame is taken in. */
  take(): RenderedBlock {
    const frames = this.ready;
    this.ready = 0;
    return { pcm: this.pcm, frames };
  }
}

/**
 * Changes the level of finished blocks and keeps the true peak under a ceiling: what a loudness target needs. As many
 * frames come out as went in, each in its place.
 */
export function* levelled(
  blocks: Iterable<RenderedBlock>,
  gainDb: number,
  ceilingDb: number,
): Generator<RenderedBlock, void, void> {
  const leveller = new Leveller(gainDb, ceilingDb);
  for (const { pcm, frames } of blocks) {
    for (let i = 0; i < frames; i++)
      if (leveller.add(pcm.left[i] ?? 0, pcm.right[i] ?? 0)) yield leveller.take();
  }
  while (leveller.owed > 0) if (leveller.flush()) yield leveller.take();
  yield leveller.take();
}
