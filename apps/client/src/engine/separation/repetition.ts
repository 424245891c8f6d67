import { KernelArena } from '../kernels/arena.ts';
import { pow } from '../dsp/math.ts';

const { ceil, floor, max, min, sqrt } = Math;

/** Bins that one vector holds. */
const LANES = 4;

const BANDS = 48;
const LOWEST_HZ = 60;
const HIGHEST_HZ = 8000;

/**
 * Finds what a moment has in common with similar moments around it (REPET-SIM: Rafii & Pardo, "Music/voice
 * separation using the similarity matrix", ISMIR 2012). Rows are magnitude spectra; accompaniment repeats, a lead
 * voice over it does not.
 */
export class RepetitionModel {
  readonly #bins: number;
  readonly #edges: Int32Array;
  readonly #features: Float32Array;
  readonly #likeness: Float32Array;
  readonly #picked: Int32Array;
  readonly #arena: KernelArena;
  readonly #addresses: Uint32Array;
  readonly #sorted: Float32Array;
  readonly #options: RepetitionOptions;

  constructor(arena: KernelArena, bins: number, capacity: number, options: RepetitionOptions) {
    this.#arena = arena;
    this.#bins = bins;
    this.#options = options;
    this.#edges = Int32Array.from({ length: BANDS + 1 }, (_, band) => {
      const hz = LOWEST_HZ * pow(HIGHEST_HZ / LOWEST_HZ, band / BANDS);
      return min(bins, floor(hz / options.binHz + 0.5));
    });
    this.#features = new Float32Array(capacity * BANDS);
    this.#likeness = new Float32Array(capacity);
    this.#picked = new Int32Array(options.count);
    const { buffer, byteOffset } = arena.floats(options.count);
    this.#addresses = new Uint32Array(buffer, byteOffset, options.count);
    this.#sorted = arena.floats(LANES * options.count);
  }

  static bytesFor(count: number): number {
    return KernelArena.bytesFor(count) + KernelArena.bytesFor(LANES * count);
  }

  /** Moves what is known of the rows from `gone` on to the start; `count` rows remain. */
  advance(gone: number, count: number): void {
    this.#features.copyWithin(0, gone * BANDS, (gone + count) * BANDS);
  }

  /** Describes row `index` of `rows` by its normalised band levels. */
  describe(rows: Float32Array, index: number): void {
    const row = index * this.#bins;
    const base = index * BANDS;
    let energy = 0;
    for (let band = 0; band < BANDS; band++) {
      const from = this.#edges[band] as number;
      const to = max(from + 1, this.#edges[band + 1] as number);
      let sum = 0;
      for (let k = from; k < to; k++) sum += rows[row + k] as number;
      this.#features[base + band] = sum;
      energy += sum * sum;
    }
    const scale = energy > 0 ? 1 / sqrt(energy) : 0;
    for (let band = 0; band < BANDS; band++) {
      this.#features[base + band] = (this.#features[base + band] as number) * scale;
    }
  }

  /**
   * Share of each of the first `limit` bins of row `index` that its repeats explain, 0 to 1; 1 everywhere when nothing
   * repeats, since then nothing is known.
   *
   * @param rows lies in the arena, as `output` does, with three values more behind its last row
   * @param count rows described so far, numbered from 0
   * @param output where it is written; up to three values behind `limit` are written over
   */
  explained(rows: Float32Array, index: number, count: number, limit: number, output: Float32Array): void {
    const found = this.#findRepeats(index, count);
    if (found < 3) {
      output.fill(1, 0, limit);
      return;
    }
    for (let i = 0; i < found; i++)
      this.#addresses[i] = rows.byteOffset + 4 * (this.#picked[i] as number) * this.#bins;
    this.#arena.run.explainedBy(
      this.#addresses.byteOffset,
      found,
      rows.byteOffset + 4 * index * this.#bins,
      ceil(limit / LANES),
      this.#sorted.byteOffset,
      output.byteOffset,
    );
  }

  /** Picks the most similar rows, at least `gapRows` apart, best first; the row itself is one of them. */
  #findRepeats(index: number, count: number): number {
    const { spanRows, gapRows, likeness: threshold } = this.#options;
    const from = max(0, index - spanRows);
    const to = min(count, index + spanRows + 1);
    const likeness = this.#likeness;
    const features = this.#features;
    for (let u = from; u < to; u++) {
      let sum = 0;
      for (let i = 0; i < BANDS; i++) {
        sum += (features[index * BANDS + i] as number) * (features[u * BANDS + i] as number);
      }
      likeness[u] = sum;
    }
    let found = 0;
    for (let pick = index; found < this.#picked.length && pick >= 0;) {
      this.#picked[found++] = pick;
      likeness.fill(-1, max(from, pick - gapRows), min(to, pick + gapRows + 1));
      pick = -1;
      let best = threshold;
      for (let u = from; u < to; u++) {
        const value = likeness[u] as number;
        if (value > best) {
          best = value;
          pick = u;
        }
      }
    }
    return found;
  }
}

export interface RepetitionOptions {
  /** Width of one bin in hertz. */
  readonly binHz: number;
  /** How far to both sides, and how far apart, repeats are looked for, in rows. */
  readonly spanRows: number;
  readonly gapRows: number;
  /** Repeats used at most, the moment itself included. */
  readonly count: number;
  /** Cosine similarity from which two rows count as repeats. */
  readonly likeness: number;
}
