import { STEMS, type Stem } from '@flipside/recipe';
import { emptyLevel, KEPT_BIN, measureBins, type WaveformLevel } from '../analysis/index.ts';
import type { StemCache, StemSetName } from '../storage/stem-cache.ts';
import { chunkCount, chunkSpan } from '../storage/stem-chunk.ts';
import type { KeptPicture } from '../storage/stem-picture.ts';
import type { StereoPcm } from '../types.ts';
import type { StemAssembly } from './stem-assembly.ts';
import { setOf } from './stem-making.ts';

/** What is drawn of stems, in bins of `KEPT_BIN` frames; silent where only parts of them are there. */
export type StemPictures = { readonly [S in Stem]?: WaveformLevel };

/** Bound once: looking a global up costs more than the call in some hosts. */
const { ceil, floor } = Math;

interface Drawing {
  readonly level: WaveformLevel;
  /** What is to be kept: null when all of it was kept before. */
  readonly grown: KeptPicture | null;
}

function copyBins(from: WaveformLevel, to: WaveformLevel, first: number, last: number): void {
  to.peak.set(from.peak.subarray(first, last), first);
  to.rms.set(from.rms.subarray(first, last), first);
}

/**
 * Draws the chunks that are there, each measured once: from what is kept, or from the sound. Bins that lie in two chunks, at most one at
 * each edge, are measured each time: one of the two may be missing.
 */
function draw(pcm: StereoPcm, assembly: StemAssembly, kept: KeptPicture | null): Drawing {
  const { frames, chunkFrames, wanted } = assembly;
  const level = emptyLevel(frames, KEPT_BIN);
  const own = kept?.level ?? null;
  const next: KeptPicture = {
    level: own === null ? level : { ...own, peak: own.peak.slice(), rms: own.rms.slice() },
    covered: kept?.covered.slice() ?? new Uint8Array(chunkCount(frames, chunkFrames)),
  };
  let isGrown = false;
  for (const chunk of wanted) {
    const { from, to } = chunkSpan(chunk, frames, chunkFrames);
    const first = ceil(from / KEPT_BIN);
    const last = to === frames ? level.peak.length : floor(to / KEPT_BIN);
    if (own !== null && kept?.covered[chunk] === 1) {
      copyBins(own, level, first, last);
    } else {
      measureBins(pcm, level, first, last);
      copyBins(level, next.level, first, last);
      next.covered[chunk] = 1;
      isGrown = true;
    }
    if (first * KEPT_BIN !== from) measureBins(pcm, level, first - 1, first);
    if (to !== frames && last * KEPT_BIN !== to) measureBins(pcm, level, last, last + 1);
  }
  return { level, grown: isGrown ? next : null };
}

/**
 * Levels of stems as far as they are there: chunks that were drawn before from what is kept, the others measured and kept. Where there
 * is no room they are measured again the next time.
 */
export async function picturesOf(
  assembly: StemAssembly,
  name: StemSetName,
  cache: StemCache,
): Promise<StemPictures> {
  const pictures = new Map<Stem, WaveformLevel>();
  const { stems } = assembly;
  for (const stem of STEMS) {
    const pcm = stems[stem];
    if (pcm === undefined) continue;
    const set = setOf(stem, name);
    const kept = await cache.readPicture(set, stem);
    const { level, grown } = draw(pcm, assembly, kept);
    pictures.set(stem, level);
    if (grown !== null) await cache.writePicture(set, stem, grown, kept === null);
  }
  return Object.fromEntries(pictures);
}
