import { KernelArena } from '../kernels/arena.ts';

/** Columns that one vector holds. */
const LANES = 4;

/** Row offset that stands for a row of zeros. */
export const NO_ROW = -1;

/** Medians along rows, which are mirrored at their ends, as a spectrum is. Values are finite and at least zero. */
export class RowMedian {
  /** The medians of the row that was looked at last. */
  readonly medians: Float32Array;
  readonly #arena: KernelArena;
  readonly #length: number;
  readonly #width: number;
  readonly #quarter: number;
  readonly #padded: Float32Array;
  readonly #window: Float32Array;

  /** @param width values per median, odd, at most `length` */
  constructor(arena: KernelArena, length: number, width: number) {
    this.#arena = arena;
    this.#length = length;
    this.#width = width;
    this.#quarter = Math.ceil(length / LANES);
    this.#padded = arena.floats(LANES * this.#quarter + width);
    this.#window = arena.floats(LANES * width);
    this.medians = arena.floats(LANES * this.#quarter);
  }

  static bytesFor(length: number, width: number): number {
    const whole = LANES * Math.ceil(length / LANES);
    return [whole + width, LANES * width, whole].reduce((sum, n) => sum + KernelArena.bytesFor(n), 0);
  }

  /** Looks at the row that begins at an offset of `rows`. */
  look(rows: Float32Array, offset: number): void {
    const padded = this.#padded;
    const half = this.#width >> 1;
    const last = this.#length - 1;
    padded.set(rows.subarray(offset, offset + this.#length), half);
    for (let i = 1; i <= half; i++) {
      padded[half - i] = rows[offset + i] as number;
      padded[half + last + i] = rows[offset + last - i] as number;
    }
    this.#arena.run.medianOfRow(
      padded.byteOffset,
      this.#quarter,
      this.#width,
      this.#window.byteOffset,
      this.medians.byteOffset,
    );
  }
}

/** Medians down the columns of equally long rows, while a window of rows slides over them. Values as in `RowMedian`. */
export class ColumnMedian {
  /** Median of the rows in the window, column by column. */
  readonly medians: Float32Array;
  readonly #arena: KernelArena;
  readonly #width: number;
  readonly #groups: number;
  readonly #windows: Float32Array;
  readonly #zeros: Float32Array;

  /** @param width rows per median, odd */
  constructor(arena: KernelArena, columns: number, width: number) {
    this.#arena = arena;
    this.#width = width;
    this.#groups = Math.ceil(columns / LANES);
    this.#windows = arena.floats(LANES * this.#groups * width);
    this.#zeros = arena.floats(LANES * this.#groups);
    this.medians = arena.floats(LANES * this.#groups);
  }

  static bytesFor(columns: number, width: number): number {
    const whole = LANES * Math.ceil(columns / LANES);
    return KernelArena.bytesFor(whole * width) + 2 * KernelArena.bytesFor(whole);
  }

  /** Starts over with a window of zeros. */
  reset(): void {
    this.#windows.fill(0);
    this.medians.fill(0);
  }

  /**
   * Slides on by one row: offsets into `rows` of the row that enters and of the one that leaves, or `NO_ROW`.
   *
   * @param rows lies in the arena, with three values more behind the last row
   */
  slide(rows: Float32Array, entering: number, leaving: number): void {
    const address = (offset: number): number =>
      offset === NO_ROW ? this.#zeros.byteOffset : rows.byteOffset + 4 * offset;
    this.#arena.run.slideColumns(
      this.#windows.byteOffset,
      this.#width,
      this.#groups,
      address(entering),
      address(leaving),
      this.medians.byteOffset,
    );
  }
}
