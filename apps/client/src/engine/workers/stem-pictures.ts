import { STEMS, type Stem } from '@flipside/recipe';
import { KEPT_BIN, waveform, type WaveformLevel } from '../analysis/index.ts';
import type { StemCache, StemSetName } from '../storage/stem-cache.ts';
import type { StemSet } from '../types.ts';
import { setOf } from './stem-making.ts';

/** What is drawn of whole stems, in bins of `KEPT_BIN` frames. */
export type StemPictures = { readonly [S in Stem]?: WaveformLevel };

/**
 * Levels of whole stems: those that are kept as they are, the others measured and kept. Where there is no room they are
 * measured again the next time.
 */
export async function picturesOf(stems: StemSet, name: StemSetName, cache: StemCache): Promise<StemPictures> {
  const pictures = new Map<Stem, WaveformLevel>();
  for (const stem of STEMS) {
    const pcm = stems[stem];
    if (pcm === undefined) continue;
    const set = setOf(stem, name);
    const known = await cache.readPicture(set, stem);
    const [made] = known === null ? waveform(pcm, [KEPT_BIN]) : [known];
    if (made === undefined) continue;
    pictures.set(stem, made);
    if (known === null) await cache.writePicture(set, stem, made);
  }
  return Object.fromEntries(pictures);
}
