import { describe, expect, test } from '@jest/globals';
import { KernelArena } from '../kernels/arena.ts';
import { ColumnMedian, NO_ROW, RowMedian } from './sliding-median.ts';

const ROW = Float32Array.of(5, 1, 1, 9, 2, 7, 7, 3, 0, 4, 8, 6, 2, 2, 1);

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[values.length >> 1]!;
}

/** What the medians of a row are, worked out one by one. */
function expectedOf(row: readonly number[], width: number): number[] {
  const last = row.length - 1;
  return row.map((_, i) =>
    median(
      Array.from({ length: width }, (__, j) => {
        const at = Math.abs(i + j - (width >> 1));
        return row[at > last ? 2 * last - at : at]!;
      }),
    ),
  );
}

function along(row: Float32Array, offset: number, length: number, width: number): number[] {
  const medians = new RowMedian(new KernelArena(RowMedian.bytesFor(length, width)), length, width);
  medians.look(row, offset);
  return Array.from(medians.medians.subarray(0, length));
}

describe('RowMedian', () => {
  test.each([3, 5, 9, 15])('medians of %i along a row, mirrored at its ends', (width) => {
    expect(along(ROW, 0, ROW.length, width)).toEqual(expectedOf(Array.from(ROW), width));
  });

  test('long rows with many values alike', () => {
    let state = 3;
    const row = Float32Array.from({ length: 513 }, () => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return (state >>> 24) / (state % 3 === 0 ? 256 : 16);
    });
    expect(along(row, 0, row.length, 17)).toEqual(expectedOf(Array.from(row), 17));
  });

  test('reads a row from its offset only', () => {
    expect(along(ROW, 4, 5, 3)).toEqual([7, 7, 7, 3, 3]);
  });
});

describe('ColumnMedian', () => {
  test('slides down the columns and counts missing rows as zero', () => {
    const arena = new KernelArena(ColumnMedian.bytesFor(6, 3) + KernelArena.bytesFor(27));
    const rows = arena.floats(27);
    rows.set([4, 1, 2, 9, 3, 0, 6, 5, 1, 7, 3, 8, 1, 2, 3, 4, 5, 6, 9, 9, 0, 1, 2, 2]);
    const columns = new ColumnMedian(arena, 6, 3);
    const seen: number[][] = [];
    for (let row = 0; row < 6; row++) {
      columns.slide(rows, row < 4 ? 6 * row : NO_ROW, row >= 3 ? 6 * (row - 3) : NO_ROW);
      seen.push(Array.from(columns.medians.subarray(0, 6)));
    }
    expect(seen).toEqual([
      [0, 0, 0, 0, 0, 0],
      [4, 1, 1, 7, 3, 0],
      [4, 2, 2, 7, 3, 6],
      [6, 5, 1, 4, 3, 6],
      [1, 2, 0, 1, 2, 2],
      [0, 0, 0, 0, 0, 0],
    ]);
    columns.reset();
    expect(Array.from(columns.medians.subarray(0, 6))).toEqual([0, 0, 0, 0, 0, 0]);
  });
});
