import type { StemSet } from '../types.ts';

/** The buffers of stems that can change hands between threads without a copy; each once. */
export function transferables(stems: StemSet): ArrayBuffer[] {
  const buffers = new Set<ArrayBuffer>();
  for (const { left, right } of Object.values(stems)) {
    for (const { buffer } of [left, right]) if (buffer instanceof ArrayBuffer) buffers.add(buffer);
  }
  return [...buffers];
}
