import { dbToGain } from '../dsp/math.ts';
import { Limiter } from '../render/effects/limiter.ts';
import { QUANTUM, quantumBuffer } from '../render/quantum.ts';
import { BLOCK_SIZE } from '../types.ts';
import type { RenderedBlock } from './render-part.ts';

const RELEASE_MS = 100;

/**
 * Changes the level of finished blocks and keeps the true peak under a ceiling: what a loudness target needs. The
 * limiter's look-ahead is taken out again, so that every frame stays in its place.
 */
export function* levelled(
  blocks: Iterable<RenderedBlock>,
  gainDb: number,
  ceilingDb: number,
): Generator<RenderedBlock, void, void> {
  const limiter = new Limiter(ceilingDb, RELEASE_MS);
  const gain = dbToGain(gainDb);
  const quantum = quantumBuffer();
  const pcm = { left: new Float32Array(BLOCK_SIZE), right: new Float32Array(BLOCK_SIZE) };
  let drop = limiter.latency;
  let filled = 0;
  let waiting = 0;
  let owed = 0;
  const flush = function* (): Generator<RenderedBlock, void, void> {
    quantum.left.fill(0, filled);
    quantum.right.fill(0, filled);
    filled = 0;
    limiter.process(quantum);
    for (let i = Math.min(drop, QUANTUM); i < QUANTUM && owed > 0; i++, owed--) {
      pcm.left[waiting] = quantum.left[i] ?? 0;
      pcm.right[waiting] = quantum.right[i] ?? 0;
      waiting++;
      if (waiting < BLOCK_SIZE) continue;
      yield { pcm, frames: waiting };
      waiting = 0;
    }
    drop = Math.max(0, drop - QUANTUM);
  };
  for (const block of blocks) {
    for (let i = 0; i < block.frames; i++) {
      quantum.left[filled] = gain * (block.pcm.left[i] ?? 0);
      quantum.right[filled] = gain * (block.pcm.right[i] ?? 0);
      owed++;
      filled++;
      if (filled === QUANTUM) yield* flush();
    }
  }
  while (owed > 0) yield* flush();
  if (waiting > 0) yield { pcm, frames: waiting };
}
