import { SAMPLE_RATE, type StereoPcm } from '../types.ts';

/** Frames of a recording in canonical time: what its `durationMs` says, whatever a copy's own length. */
export function canonicalFrames(durationMs: number): number {
  return Math.round((durationMs * SAMPLE_RATE) / 1000);
}

function shifted(channel: Float32Array, offset: number, frames: number, isInverted: boolean): Float32Array {
  if (offset === 0 && channel.length === frames && !isInverted) return channel;
  const out = new Float32Array(frames);
  const from = Math.max(0, offset);
  const to = Math.min(channel.length, offset + frames);
  if (from < to) out.set(channel.subarray(from, to), from - offset);
  // Subtracting from nought keeps silence a plain 0.
  if (isInverted) for (let i = 0; i < frames; i++) out[i] = 0 - (out[i] as number);
  return out;
}

/**
 * A copy in canonical time: `offsetFrames` into the copy is frame 0; beyond its ends the copy is silent. Nothing is
 * copied when it fits already.
 *
 * @param isInverted the copy's polarity is turned back, so that its stems add to others as the canonical ones would
 */
export function toCanonical(
  pcm: StereoPcm,
  offsetFrames: number,
  frames: number,
  isInverted = false,
): StereoPcm {
  const left = shifted(pcm.left, offsetFrames, frames, isInverted);
  const right = pcm.left === pcm.right ? left : shifted(pcm.right, offsetFrames, frames, isInverted);
  return { left, right };
}
