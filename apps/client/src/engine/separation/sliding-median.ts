const { abs } = Math;

/**
 * Replaces `leaving` by `entering` in the ascending run `window[base … base + size)`. Both values must be finite;
 * `leaving` must be present.
 */
function replaceSorted(
  window: Float32Array,
  base: number,
  size: number,
  leaving: number,
  entering: number,
): void {
  let low = base;
  let high = base + size;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((window[middle] as number) < leaving) low = middle + 1;
    else high = middle;
  }
  let hole = low;
  if (entering > leaving) {
    const last = base + size - 1;
    while (hole < last) {
      const next = window[hole + 1] as number;
      if (next >= entering) break;
      window[hole++] = next;
    }
  } else {
    while (hole > base) {
      const previous = window[hole - 1] as number;
      if (previous <= entering) break;
      window[hole--] = previous;
    }
  }
  window[hole] = entering;
}

/**
 * Medians along one row: `output[i]` is the median of the `width` values around `row[offset + i]`. The row is mirrored at
 * its ends, as a spectrum is.
 *
 * @param width odd, at most `length`
 * @param window scratch of at least `width` values
 */
export function medianAlongRow(
  row: Float32Array,
  offset: number,
  length: number,
  width: number,
  window: Float32Array,
  output: Float32Array,
): void {
  const half = width >> 1;
  const last = length - 1;
  for (let i = 0; i < width; i++) window[i] = row[offset + abs(i - half)] as number;
  window.subarray(0, width).sort();
  output[0] = window[half] as number;
  for (let i = 1; i < length; i++) {
    const right = i + half;
    const entering = row[offset + (right > last ? 2 * last - right : right)] as number;
    const leaving = row[offset + abs(i - half - 1)] as number;
    if (entering !== leaving) replaceSorted(window, 0, width, leaving, entering);
    output[i] = window[half] as number;
  }
}

/** Row offset that stands for a row of zeros. */
export const NO_ROW = -1;

/** Medians down the columns of equally long rows, while a window of rows slides over them. */
export class ColumnMedian {
  readonly #width: number;
  readonly #columns: number;
  readonly #windows: Float32Array;

  /** @param width rows per median, odd */
  constructor(columns: number, width: number) {
    this.#columns = columns;
    this.#width = width;
    this.#windows = new Float32Array(columns * width);
  }

  /** Starts over with a window of zeros. */
  reset(): void {
    this.#windows.fill(0);
  }

  /** Slides on by one row: offsets into `rows` of the row that enters and of the one that leaves, or `NO_ROW`. */
  slide(rows: Float32Array, entering: number, leaving: number): void {
    const width = this.#width;
    for (let c = 0; c < this.#columns; c++) {
      const value = entering === NO_ROW ? 0 : (rows[entering + c] as number);
      const old = leaving === NO_ROW ? 0 : (rows[leaving + c] as number);
      if (value !== old) replaceSorted(this.#windows, c * width, width, old, value);
    }
  }

  /** Median of the rows in the window, column by column. */
  read(output: Float32Array): void {
    const half = this.#width >> 1;
    for (let c = 0; c < this.#columns; c++) output[c] = this.#windows[c * this.#width + half] as number;
  }
}
