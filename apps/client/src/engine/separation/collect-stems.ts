import type { Stem } from '@flipside/recipe';
import type { StemSet, StereoPcm } from '../types.ts';
import type { SeparatedBlock, SeparateOptions } from './separator.ts';

/** Puts finished blocks together. */
export interface CollectedStems {
  readonly stems: StemSet;
  put(block: SeparatedBlock): void;
}

const NOTHING: CollectedStems = { stems: {}, put: () => undefined };

/** The whole stems of a recording, or nothing for whoever takes block by block. */
export function collectStems(
  stems: readonly Stem[],
  length: number,
  { blocksOnly = false }: SeparateOptions,
): CollectedStems {
  if (blocksOnly) return NOTHING;
  const whole = new Map<Stem, StereoPcm>(
    stems.map((stem) => [stem, { left: new Float32Array(length), right: new Float32Array(length) }]),
  );
  return {
    stems: Object.fromEntries(whole),
    put: (block) => {
      for (const [stem, target] of whole) {
        const part = block.stems[stem];
        if (part === undefined) continue;
        target.left.set(part.left, block.from);
        target.right.set(part.right, block.from);
      }
    },
  };
}
