import { describe, expect, test } from '@jest/globals';
import { ColumnMedian, NO_ROW, medianAlongRow } from './sliding-median.ts';

const ROW = Float32Array.of(5, 1, 1, 9, 2, 7, 7, 3, 0, 4, 8, 6, 2, 2, 1);

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[values.length >> 1]!;
}

test.each([3, 5, 9])('medians of %i along a row, mirrored at its ends', (width) => {
  const output = new Float32Array(ROW.length);
  medianAlongRow(ROW, 0, ROW.length, width, new Float32Array(width), output);
  const last = ROW.length - 1;
  const expected = Array.from(ROW, (_, i) =>
    median(
      Array.from({ length: width }, (__, j) => {
        const at = Math.abs(i + j - (width >> 1));
        return ROW[at > last ? 2 * last - at : at]!;
      }),
    ),
  );
  expect(Array.from(output)).toEqual(expected);
});

test('reads a row from its offset only', () => {
  const output = new Float32Array(5);
  medianAlongRow(ROW, 4, 5, 3, new Float32Array(3), output);
  expect(Array.from(output)).toEqual([7, 7, 7, 3, 3]);
});

describe('ColumnMedian', () => {
  test('slides down the columns and counts missing rows as zero', () => {
    const rows = Float32Array.of(4, 1, 2, 9, 6, 5, 1, 7);
    const columns = new ColumnMedian(2, 3);
    const output = new Float32Array(2);
    const seen: number[][] = [];
    for (let row = 0; row < 5; row++) {
      columns.slide(rows, row < 4 ? 2 * row : NO_ROW, row >= 3 ? 2 * (row - 3) : NO_ROW);
      columns.read(output);
      seen.push(Array.from(output));
    }
    expect(seen).toEqual([
      [0, 0],
      [2, 1],
      [4, 5],
      [2, 7],
      [1, 5],
    ]);
    columns.reset();
    columns.read(output);
    expect(Array.from(output)).toEqual([0, 0]);
  });
});
