import type { Stem } from '@flipside/recipe';
import { KEPT_BIN, type Onset } from '../analysis/index.ts';
import type { StemPictures } from '../workers/stem-pictures.ts';
import type { StemWaveform } from './session.types.ts';
import { drawnLevel } from './stem-waveform.ts';

interface Drawn {
  readonly pictures: StemPictures;
  readonly onsets: readonly Onset[] | null;
  readonly frames: number;
}

/** What can be drawn of recordings without their sound: it is measured once and kept with the stems. */
export class DrawnSources {
  readonly #drawn = new Map<string, Drawn>();

  keep(sourceId: string, drawn: Drawn): void {
    this.#drawn.set(sourceId, drawn);
  }

  /** Where notes and hits of a recording begin; null when it was not measured on this device. */
  onsets(sourceId: string): readonly Onset[] | null {
    return this.#drawn.get(sourceId)?.onsets ?? null;
  }

  /** Null for a stem that is not there, and for bins that those kept do not fill. */
  waveform(sourceId: string, stem: Stem, framesPerBin: number): StemWaveform | null {
    const drawn = this.#drawn.get(sourceId);
    const level = drawn?.pictures[stem];
    if (drawn === undefined || level === undefined || framesPerBin % KEPT_BIN !== 0) return null;
    return drawnLevel(level, framesPerBin, drawn.frames);
  }
}
